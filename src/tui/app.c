/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about the program itself: undo, history, palette, help, language, leaving. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/plan.h"
#include "tui/run.h"
#include "tui/veil.h"

static unsigned say_step(struct dashboard *dashboard, bool ok, char *said, struct error *error)
{
	if (!ok) {
		free(said);
		return dashboard_complain(dashboard, error);
	}
	veil_say(dashboard, ROLE_GOOD, said ? said : xstrdup(""));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

unsigned app_undo(struct dashboard *dashboard)
{
	struct error error = {0};
	char *said = NULL;
	bool ok = service_undo(dashboard->service, 1, &said, &error);
	return say_step(dashboard, ok, said, &error);
}

unsigned app_redo(struct dashboard *dashboard)
{
	struct error error = {0};
	char *said = NULL;
	bool ok = service_redo(dashboard->service, 1, &said, &error);
	return say_step(dashboard, ok, said, &error);
}

/* ---- the network ---- */

static void tell_part(struct sheet *sheet, const struct entity *entity, const void *record)
{
	if (entity == &fact_entity) {
		const struct fact *fact = record;
		char *year = fact->year.known ? xasprintf("%lld", (long long)fact->year.value)
					      : xstrdup("–");
		sheet_item(sheet, year, 4, fact->text);
		free(year);
	} else if (entity == &staff_entity) {
		const struct staff *staff = record;
		char *text = xasprintf("%s%s%s", staff->name, staff->title ? ", " : "",
			staff->title ? staff->title : "");
		sheet_item(sheet, staff->initials, 4, text);
		free(text);
	} else {
		sheet_item(sheet, "•", 1, ((const struct strand *)record)->text);
	}
}

static void tell_parts(struct dashboard *dashboard, struct sheet *sheet,
	const struct entity *entity, const char *heading)
{
	struct record_set set = {0};
	struct error error = {0};
	if (!veil_all(dashboard, entity, dashboard->service->network, &set, &error))
		dashboard_complain(dashboard, &error);
	if (set.count)
		sheet_heading(sheet, heading);
	for (size_t i = 0; i < set.count; i++)
		tell_part(sheet, entity, record_set_at(&set, i));
	record_set_finish(&set);
}

static bool tell_network(struct dashboard *dashboard, struct sheet *sheet, void *context)
{
	const struct network *network = &dashboard->overview.network;
	(void)context;
	sheet_record(sheet, &network_entity, network);
	tell_parts(dashboard, sheet, &strand_entity, _("Promised contents"));
	tell_parts(dashboard, sheet, &fact_entity, _("Background facts, with their year"));
	tell_parts(dashboard, sheet, &staff_entity, _("Information owners"));
	if (network->vat.known)
		return true;
	sheet_heading(sheet, _("Not yet known"));
	sheet_pair(sheet, _("VAT"), ROLE_WARNING, _("not set"));
	return true;
}

unsigned app_network(struct dashboard *dashboard)
{
	struct reader reader = {
		.title = _("About the network"), .full = true, .remake = tell_network};
	tell_network(dashboard, &reader.sheet, NULL);
	reader_open(dashboard, &reader);
	return EFFECT_DRAW;
}

/* ---- palette and help ---- */

static void remember(struct dashboard *dashboard, int index)
{
	struct number *recent = dashboard->recent;
	size_t limit = sizeof(dashboard->recent) / sizeof(*recent), at = 0;
	while (at < limit - 1 && recent[at].known && recent[at].value != index)
		at++;
	memmove(recent + 1, recent, at * sizeof(*recent));
	recent[0] = (struct number){.known = true, .value = index};
}

static unsigned command_chosen(struct dashboard *dashboard, int index, void *context)
{
	unsigned effects = EFFECT_NONE;
	(void)context;
	remember(dashboard, index);
	for (int place = 0; !(commands[index].contexts & run_context(dashboard)); place++) {
		if (commands[index].contexts & 1u << place)
			effects = dashboard_focus(dashboard, (enum layout_pane)place);
	}
	return effects | run_command(dashboard, &commands[index]);
}

static void add_command(struct dashboard *dashboard, struct picker *picker, size_t index, bool help)
{
	const struct command *command = &commands[index];
	struct picker_item *item = picker_item_add(&picker->items, &picker->count);
	const char *other = strcmp(i18n_language(), "sv") == 0 ? "en" : "sv";
	char *keys = keymap_key_names(dashboard->keymap, command);
	bool here = command->contexts & run_context(dashboard);
	const char *reason = here ? run_why_not(dashboard, command) : NULL;
	item->text = help ? xasprintf("%-9s %s", keys, _(command->help))
			  : xasprintf("%s%s", _(command->title),
				    command->flags & COMMAND_MENU ? "…" : "");
	char *name = i18n_in_language(other, command->title);
	item->also = xasprintf("%s %s %s", _(command->title), name, command->name);
	item->note = help ? NULL : xstrdup(keys);
	item->why_not = xstrdup(reason);
	item->value = (int)index;
	free(name);
	free(keys);
}

static bool was_recent(const struct dashboard *dashboard, size_t index)
{
	for (size_t i = 0; i < sizeof(dashboard->recent) / sizeof(*dashboard->recent); i++) {
		if (dashboard->recent[i].known && dashboard->recent[i].value == (int64_t)index)
			return true;
	}
	return false;
}

/* Every command, the latest used first. */
unsigned app_palette(struct dashboard *dashboard)
{
	struct picker picker = {.title = _("All commands"),
		.prompt = ":",
		.chosen = command_chosen,
		.offer = plan_offer,
		.taken = plan_take,
		.context = dashboard};
	for (size_t i = 0; i < sizeof(dashboard->recent) / sizeof(*dashboard->recent); i++) {
		if (dashboard->recent[i].known)
			add_command(dashboard, &picker, (size_t)dashboard->recent[i].value, false);
	}
	for (size_t i = 0; i < command_count; i++) {
		if (!was_recent(dashboard, i))
			add_command(dashboard, &picker, i, false);
	}
	picker_open(dashboard, &picker);
	return EFFECT_DRAW;
}

/* Who only reads is not told of what writes; the palette has it, with the reason. */
static bool is_helped(const struct dashboard *dashboard, const struct command *command)
{
	return command->contexts & run_context(dashboard) &&
	       !(command->flags & COMMAND_WRITES && dashboard->options.readonly);
}

/* What can be done in the focused pane. */
unsigned app_help(struct dashboard *dashboard)
{
	struct picker picker = {
		.title = _("Help: what can be done here"), .prompt = "?", .chosen = command_chosen};
	for (size_t i = 0; i < command_count; i++) {
		if (is_helped(dashboard, &commands[i]))
			add_command(dashboard, &picker, i, true);
	}
	picker_open(dashboard, &picker);
	return EFFECT_DRAW;
}

/* ---- the screen and the program ---- */

unsigned app_language(struct dashboard *dashboard)
{
	i18n_set_language(strcmp(i18n_language(), "sv") == 0 ? "en" : "sv");
	dashboard_say(dashboard, ROLE_TEXT, xstrdup(_("The screen is in English now.")));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

unsigned app_redraw(struct dashboard *dashboard)
{
	(void)dashboard;
	return EFFECT_DRAW | EFFECT_REPAINT;
}

unsigned app_suspend(struct dashboard *dashboard)
{
	(void)dashboard;
	return EFFECT_SUSPEND;
}

unsigned app_quit(struct dashboard *dashboard)
{
	(void)dashboard;
	return EFFECT_QUIT;
}
