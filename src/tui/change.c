/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands that change records and their states. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "model/replytemplate.h"
#include "model/request.h"
#include "tui/change.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/lifecycle.h"
#include "tui/parts.h"
#include "tui/request/request.h"
#include "tui/veil.h"

const char *needs_row(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	if (pane->ops->entity && list_count(&pane->list))
		return NULL;
	return _("there is no row here");
}

unsigned change_add(struct dashboard *dashboard)
{
	const struct entity *entity = dashboard_focused(dashboard)->ops->entity;
	form_open(dashboard, entity, service_new(dashboard->service, entity), NULL);
	return EFFECT_DRAW;
}

unsigned change_open_form(
	struct dashboard *dashboard, const struct entity *entity, int64_t id, const char *first)
{
	struct error error = {0};
	void *record = record_create(entity);
	if (!store_get(dashboard->service->store, entity, id, record, &error)) {
		record_destroy(entity, record);
		return dashboard_complain(dashboard, &error);
	}
	form_open(dashboard, entity, record, first);
	return EFFECT_DRAW;
}

unsigned change_edit(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	return change_open_form(dashboard, pane->ops->entity, list_selected_id(&pane->list), NULL);
}

unsigned change_network(struct dashboard *dashboard)
{
	return change_open_form(dashboard, &network_entity, dashboard->service->network, NULL);
}

unsigned change_owners(struct dashboard *dashboard)
{
	return parts_open(
		dashboard, &staff_entity, dashboard->service->network, _("Information owners"));
}

unsigned change_contents(struct dashboard *dashboard)
{
	return parts_open(
		dashboard, &strand_entity, dashboard->service->network, _("Promised contents"));
}

unsigned change_facts(struct dashboard *dashboard)
{
	return parts_open(
		dashboard, &fact_entity, dashboard->service->network, _("Background facts"));
}

unsigned change_templates(struct dashboard *dashboard)
{
	return parts_open(dashboard, &reply_template_entity, dashboard->service->network,
		_("Answer templates"));
}

/* ---- what a bulk change says ---- */

/* The reason may quote what a person has written, so that it is not told in privacy mode. */
static void tell_exception(struct dashboard *dashboard, struct sheet *sheet,
	const struct entity *entity, const struct exception *exception)
{
	bool open = !veil_refuses(dashboard, entity);
	char *title = open ? xstrdup(exception->title)
			   : veil_title(dashboard, entity, exception->id);
	char *line = open ? xasprintf("%s: %s", title, exception->reason) : xstrdup(title);
	sheet_text(sheet, ROLE_WARNING, line);
	free(line);
	free(title);
}

void change_tell_exceptions(struct dashboard *dashboard, struct sheet *sheet,
	const struct entity *entity, const struct bulk_result *result)
{
	if (!result->exception_count)
		return;
	char *heading = xasprintf(PLURAL_("%zu is left as it is", "%zu are left as they are",
					  result->exception_count),
		result->exception_count);
	sheet_heading(sheet, heading);
	free(heading);
	for (size_t i = 0; i < result->exception_count; i++)
		tell_exception(dashboard, sheet, entity, &result->exceptions[i]);
}

/* Rows that were changed lose their marks; those left as they were keep them. */
static void keep_marks_of_exceptions(struct dashboard *dashboard, const struct bulk_result *result)
{
	struct list *list = &dashboard_focused(dashboard)->list;
	if (!list->mark_count)
		return;
	list_clear_marks(list);
	for (size_t i = 0; i < result->exception_count; i++)
		list_toggle_mark(list, result->exceptions[i].id);
}

unsigned change_say_result(struct dashboard *dashboard, const struct bulk_result *result)
{
	char *changed = xasprintf(
		PLURAL_("%zu row changed", "%zu rows changed", result->changed), result->changed);
	char *text;
	if (result->exception_count)
		text = xasprintf(
			PLURAL_("%s, %zu left as it was. u undoes.",
				"%s, %zu left as they were. u undoes.", result->exception_count),
			changed, result->exception_count);
	else
		text = xasprintf(_("%s. u undoes."), changed);
	keep_marks_of_exceptions(dashboard, result);
	dashboard_say(dashboard, ROLE_GOOD, text);
	free(changed);
	return EFFECT_DRAW | EFFECT_RELOAD;
}

/* ---- the state menu ---- */

struct step {
	const struct entity *entity;
	int64_t *ids;
	size_t count;
	int to;
	bool needs_reason;
	char *reason;
};

static void step_free(void *context)
{
	struct step *step = context;
	free(step->ids);
	free(step->reason);
	free(step);
}

/* Of a meeting it is not over with the state: those who have its file have to be told. */
static unsigned say_step(
	struct dashboard *dashboard, const struct step *step, const struct bulk_result *result)
{
	unsigned effects = change_say_result(dashboard, result);
	if (step->entity == &meeting_entity && step->to == MEETING_CANCELLED &&
		result->changed == 1 && !result->exception_count)
		dashboard_say(dashboard, ROLE_GOOD,
			xstrdup(_("The meeting is cancelled. p publishes it, u undoes.")));
	if (step->entity == &request_entity && result->changed && !result->exception_count)
		dashboard_say(dashboard, ROLE_GOOD,
			xasprintf(PLURAL_("%zu request: %s. u undoes.",
					  "%zu requests: %s. u undoes.", result->changed),
				result->changed, choice_label(&request_statuses, step->to)));
	return effects;
}

static unsigned take_step(struct dashboard *dashboard, void *context)
{
	struct step *step = context;
	struct bulk_result result;
	struct error error = {0};
	unsigned effects;
	if (service_set_status(dashboard->service, step->entity, step->ids, step->count, step->to,
		    step->reason, false, &result, &error))
		effects = say_step(dashboard, step, &result);
	else
		effects = dashboard_complain(dashboard, &error);
	bulk_result_finish(&result);
	return effects;
}

static struct step *step_copy(const struct step *step)
{
	struct step *copy = xcalloc(1, sizeof(*copy));
	*copy = *step;
	copy->ids = xcalloc(step->count + 1, sizeof(*copy->ids));
	memcpy(copy->ids, step->ids, step->count * sizeof(*copy->ids));
	copy->reason = xstrdup(step->reason);
	return copy;
}

/* Many rows: says what will happen and asks first. One row: does it. */
static unsigned preview_step(struct dashboard *dashboard, struct step *step)
{
	struct bulk_result result;
	struct error error = {0};
	if (step->count == 1)
		return take_step(dashboard, step);
	if (!service_set_status(dashboard->service, step->entity, step->ids, step->count, step->to,
		    step->reason, true, &result, &error)) {
		bulk_result_finish(&result);
		return dashboard_complain(dashboard, &error);
	}
	const struct choices *choices = entity_field(step->entity, "status")->choices;
	struct reader reader = {
		.title = choice_verb(choices, step->to),
		.agreed = take_step,
		.context = step_copy(step),
		.free_context = step_free,
	};
	char *line = xasprintf(
		PLURAL_("%zu row becomes: %s", "%zu rows become: %s", result.changed),
		result.changed, choice_label(choices, step->to));
	sheet_text(&reader.sheet, ROLE_TEXT, line);
	change_tell_exceptions(dashboard, &reader.sheet, step->entity, &result);
	reader_open(dashboard, &reader);
	free(line);
	bulk_result_finish(&result);
	return EFFECT_DRAW;
}

static bool reason_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct step *step = context;
	if (step->needs_reason && !*text)
		return error_set(error, ERROR_DATA, _("A reason is needed."));
	free(step->reason);
	step->reason = xstrdup(text);
	*effects = preview_step(dashboard, step);
	return true;
}

/* "Cancel: tis 14 nov 2023": what is about to happen, and to which row when it is one. */
static char *reason_title(struct dashboard *dashboard, const struct step *step)
{
	const char *verb = choice_verb(entity_field(step->entity, "status")->choices, step->to);
	char *name = step->count == 1 ? veil_title(dashboard, step->entity, step->ids[0]) : NULL;
	char *title = name && *name ? xasprintf("%s: %s", verb, name) : NULL;
	free(name);
	return title ? title : xstrdup(verb);
}

static const char *reason_help(const struct entity *entity, int to)
{
	if (entity == &meeting_entity)
		return _("It stands in the history and in the calendar file.");
	if (entity == &participant_entity && to == PARTICIPANT_ADMITTED)
		return _("Not within the target group (the command why tells the rule): the "
			 "reason is kept with the participant.");
	return _("It stands in the history.");
}

unsigned change_ask_reason(struct dashboard *dashboard, const struct entity *entity,
	const int64_t *ids, size_t count, int to, bool needs_reason)
{
	struct step plan = {.entity = entity,
		.ids = (int64_t *)(intptr_t)ids,
		.count = count,
		.to = to,
		.needs_reason = needs_reason};
	if (!needs_reason)
		return preview_step(dashboard, &plan);
	char *title = reason_title(dashboard, &plan);
	struct prompt prompt = {
		.title = title,
		.label = _("Reason"),
		.help = reason_help(entity, to),
		.done = reason_given,
		.context = step_copy(&plan),
		.free_context = step_free,
	};
	prompt_open(dashboard, &prompt);
	free(title);
	return EFFECT_DRAW;
}

enum {
	MENU_ROWS = 500 /* marked rows that a menu is made from: enough to meet every state */
};

struct menu {
	const struct entity *entity;
	int64_t *ids;
	size_t count;
	struct status_option *options;
	size_t option_count;
};

static void menu_free(void *context)
{
	struct menu *menu = context;
	free(menu->ids);
	status_options_free(menu->options, menu->option_count);
	free(menu);
}

static unsigned state_chosen(struct dashboard *dashboard, int index, void *context)
{
	const struct menu *menu = context;
	const struct status_option *option = &menu->options[index];
	if (menu->entity == &participant_entity && seat_has_way(option->to))
		return seat_ask(dashboard, menu->ids, menu->count, option->to);
	if (menu->entity == &request_entity && option->to == REQUEST_REFERRED)
		return request_ask_referral(dashboard, menu->ids, menu->count);
	return change_ask_reason(
		dashboard, menu->entity, menu->ids, menu->count, option->to, option->needs_reason);
}

/* False when the row cannot be read; a row that someone took away meanwhile offers nothing. */
static bool read_options(struct dashboard *dashboard, const struct entity *entity, int64_t id,
	struct status_option **options, size_t *count, struct error *error)
{
	void *record = record_create(entity);
	bool ok = store_get(dashboard->service->store, entity, id, record, error);
	*options = NULL;
	*count = 0;
	if (ok)
		*options = service_status_options(entity, record, count);
	record_destroy(entity, record);
	if (ok || error->kind != ERROR_REFUSED)
		return ok;
	error_finish(error);
	return true;
}

static void unite(struct menu *menu, const struct status_option *option)
{
	size_t at = 0;
	if (!option->legal)
		return;
	while (at < menu->option_count && menu->options[at].to < option->to)
		at++;
	if (at == menu->option_count || menu->options[at].to != option->to) {
		memmove(&menu->options[at + 1], &menu->options[at],
			(menu->option_count++ - at) * sizeof(*menu->options));
		menu->options[at] = (struct status_option){.to = option->to, .legal = true};
	}
	menu->options[at].needs_reason |= option->needs_reason;
}

/* What at least one of the marked rows can become; the summary names those that cannot. */
static bool offer_to_many(struct dashboard *dashboard, struct menu *menu, struct error *error)
{
	const struct choices *choices = entity_field(menu->entity, "status")->choices;
	menu->options = xcalloc(choices->count + 1, sizeof(*menu->options));
	for (size_t i = 0; i < menu->count && i < MENU_ROWS; i++) {
		struct status_option *options;
		size_t count;
		if (!read_options(dashboard, menu->entity, menu->ids[i], &options, &count, error))
			return false;
		for (size_t j = 0; j < count; j++)
			unite(menu, &options[j]);
		status_options_free(options, count);
	}
	return true;
}

/* The menu is about the selected row, or about the marked ones. */
static struct menu *menu_create(struct dashboard *dashboard, struct error *error)
{
	struct pane *pane = dashboard_focused(dashboard);
	struct menu *menu = xcalloc(1, sizeof(*menu));
	menu->entity = pane->ops->entity;
	menu->ids = list_targets(&pane->list, &menu->count);
	bool ok = menu->count == 1 ? read_options(dashboard, menu->entity, menu->ids[0],
					     &menu->options, &menu->option_count, error)
				   : offer_to_many(dashboard, menu, error);
	if (ok)
		return menu;
	menu_free(menu);
	return NULL;
}

unsigned change_state(struct dashboard *dashboard)
{
	struct error error = {0};
	struct menu *menu = menu_create(dashboard, &error);
	if (!menu)
		return dashboard_complain(dashboard, &error);
	const struct choices *choices = entity_field(menu->entity, "status")->choices;
	char *title = menu->count == 1 ? xstrdup(_("Change state"))
				       : xasprintf(PLURAL_("Change state of %zu row",
							   "Change state of %zu rows", menu->count),
						 menu->count);
	struct picker picker = {
		.title = title, .chosen = state_chosen, .context = menu, .free_context = menu_free};
	for (size_t i = 0; i < menu->option_count; i++) {
		const struct status_option *option = &menu->options[i];
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(choice_verb(choices, option->to));
		item->note = xstrdup(choice_label(choices, option->to));
		item->why_not = xstrdup(option->why_not);
		item->value = (int)i;
	}
	picker_open(dashboard, &picker);
	free(title);
	return EFFECT_DRAW;
}

/* ---- one field of many rows ---- */

unsigned change_copy(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	const void *record = pane_selected(pane);
	const struct entity *entity = pane->ops->entity;
	if (veil_refuses(dashboard, entity)) {
		dashboard_say(dashboard, ROLE_WARNING,
			xstrdup(_("In privacy mode nothing of a person is copied.")));
		return EFFECT_DRAW;
	}
	const struct field *email = entity_field(entity, "email");
	if (!email)
		email = entity_field(entity, "sender_email");
	bool hidden = entity->is_protected && entity->is_protected(record);
	char *text = email && !hidden && field_is_known(email, record)
			     ? xstrdup(field_text_of(email, record))
			     : entity->title(record);
	if (terminal_write_osc52(dashboard->terminal, text))
		dashboard_say(dashboard, ROLE_GOOD, xasprintf(_("Copied: %s"), text));
	else
		dashboard_say(dashboard, ROLE_WARNING,
			xstrdup(_("This is too long for the clipboard of the terminal.")));
	free(text);
	return EFFECT_DRAW;
}
