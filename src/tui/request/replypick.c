/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a letter begins with and what is put into it: templates and facts to choose from. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/replytemplate.h"
#include "service/request/opened.h"
#include "service/request/template.h"
#include "tui/commands.h"
#include "tui/parts.h"
#include "tui/request/replyprivate.h"
#include "tui/request/request.h"
#include "tui/veil.h"

enum { TEMPLATE_BLANK = 0, TEMPLATE_SHIP = -1 };

/* ---- templates ---- */

static void list_templates(struct picker *picker, const struct record_set *set)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct reply_template *template = record_set_at(set, i);
		struct picker_item *item = picker_item_add(&picker->items, &picker->count);
		item->text = xstrdup(template->name);
		item->note = template->is_urgent.value ? xstrdup(_("ongoing threat")) : NULL;
		item->value = (int)template->record.id;
	}
	if (set->count)
		return;
	struct picker_item *ship = picker_item_add(&picker->items, &picker->count);
	ship->text = xstrdup(_("Add the templates that come with the program"));
	ship->value = TEMPLATE_SHIP;
}

static void list_blank(struct picker *picker)
{
	struct picker_item *blank = picker_item_add(&picker->items, &picker->count);
	blank->text = xstrdup(_("Blank letter"));
	blank->value = TEMPLATE_BLANK;
}

/* A letter before it is on the screen; the picker owns it. */
struct beginning {
	struct request_reply reply;
};

static void beginning_free(void *context)
{
	struct beginning *beginning = context;
	request_reply_finish(&beginning->reply);
	free(beginning);
}

static unsigned begin_chosen(struct dashboard *dashboard, int value, void *context)
{
	struct beginning *beginning = context;
	struct error error = {0};
	if (value == TEMPLATE_SHIP)
		return parts_ship_templates(dashboard);
	if (value != TEMPLATE_BLANK &&
		!service_reply_take(dashboard->service, &beginning->reply, value, &error))
		return dashboard_complain(dashboard, &error);
	reply_show(dashboard, &beginning->reply);
	return EFFECT_DRAW;
}

/* With an ongoing threat its template is what Enter takes; otherwise a blank letter. */
static unsigned offer(struct dashboard *dashboard, struct request_reply *reply, bool urgent)
{
	struct record_set set = {0};
	struct error error = {0};
	if (!service_templates(dashboard->service, urgent, &set, &error)) {
		request_reply_finish(reply);
		return dashboard_complain(dashboard, &error);
	}
	struct beginning *beginning = xcalloc(1, sizeof(*beginning));
	beginning->reply = *reply;
	char *title = xasprintf(_("Answer to request no. %lld"), (long long)reply->request);
	struct picker picker = {.title = title,
		.prompt = _("Template:"),
		.chosen = begin_chosen,
		.context = beginning,
		.free_context = beginning_free};
	if (!urgent)
		list_blank(&picker);
	list_templates(&picker, &set);
	if (urgent)
		list_blank(&picker);
	picker_open(dashboard, &picker);
	free(title);
	record_set_finish(&set);
	return EFFECT_DRAW;
}

static bool is_urgent(struct dashboard *dashboard, int64_t id)
{
	struct request request = {0};
	struct error ignored = {0};
	bool urgent = veil_get(dashboard, &request_entity, id, &request, &ignored) &&
		      request.urgent.value;
	error_finish(&ignored);
	record_finish(&request_entity, &request);
	return urgent;
}

unsigned request_reply(struct dashboard *dashboard, int64_t id)
{
	struct request_reply reply;
	struct error error = {0};
	if (!service_request_open(dashboard->service, id, NULL, &error) ||
		!service_reply_begin(dashboard->service, id, &reply, &error))
		return dashboard_complain(dashboard, &error);
	if (!reply.draft)
		return offer(dashboard, &reply, is_urgent(dashboard, id));
	reply_show(dashboard, &reply);
	return EFFECT_DRAW;
}

unsigned reply_selected(struct dashboard *dashboard)
{
	return request_reply(dashboard, list_selected_id(&dashboard_focused(dashboard)->list));
}

/* Without a template, straight into the editor. */
unsigned reply_in_editor(struct dashboard *dashboard)
{
	struct request_reply reply;
	struct error error = {0};
	int64_t id = list_selected_id(&dashboard_focused(dashboard)->list);
	if (!service_request_open(dashboard->service, id, NULL, &error) ||
		!service_reply_begin(dashboard->service, id, &reply, &error))
		return dashboard_complain(dashboard, &error);
	return reply_edit(reply_show(dashboard, &reply), dashboard);
}

/* The letter as it stands, for what is filled into it: owned. */
static struct request_reply copy_typed(const struct reply_screen *self)
{
	struct request_reply copy = reply_typed(self);
	copy.address = NULL;
	copy.name = NULL;
	copy.quoted = NULL;
	copy.subject = xstrdup(copy.subject);
	copy.text = xstrdup(copy.text);
	return copy;
}

static unsigned template_chosen(struct dashboard *dashboard, int value, void *context)
{
	struct reply_screen *self = context;
	struct request_reply copy = copy_typed(self);
	struct error error = {0};
	if (value == TEMPLATE_SHIP) {
		request_reply_finish(&copy);
		return parts_ship_templates(dashboard);
	}
	if (!service_reply_take(dashboard->service, &copy, value, &error)) {
		request_reply_finish(&copy);
		return dashboard_complain(dashboard, &error);
	}
	reply_set_message(self, ROLE_TEXT, NULL);
	reply_fill(self, dashboard, &copy);
	return EFFECT_DRAW;
}

unsigned reply_pick_template(struct reply_screen *self, struct dashboard *dashboard)
{
	struct record_set set = {0};
	struct error error = {0};
	if (!service_templates(
		    dashboard->service, is_urgent(dashboard, self->reply.request), &set, &error))
		return dashboard_complain(dashboard, &error);
	bool replaces = !text_is_blank(lineedit_text(&self->edits[REPLY_TEXT]));
	struct picker picker = {.title = _("Another template"),
		.prompt = _("Template:"),
		.intro = replaces ? _("It takes the place of what is written.") : NULL,
		.chosen = template_chosen,
		.context = self};
	list_templates(&picker, &set);
	picker_open(dashboard, &picker);
	record_set_finish(&set);
	return EFFECT_DRAW;
}

/* ---- facts ---- */

static unsigned fact_chosen(struct dashboard *dashboard, int value, void *context)
{
	struct reply_screen *self = context;
	struct request_reply copy = copy_typed(self);
	struct fact fact = {0};
	struct error error = {0};
	size_t at = self->edits[REPLY_TEXT].cursor;
	bool ok = veil_get(dashboard, &fact_entity, value, &fact, &error) &&
		  service_reply_cite(dashboard->service, &copy, value, &at, &error);
	char *warning = ok ? service_fact_warning(dashboard->service, &fact) : NULL;
	if (ok) {
		int top = self->top;
		reply_fill(self, dashboard, &copy);
		self->edits[REPLY_TEXT].cursor = at;
		self->top = top;
		reply_set_message(self, ROLE_WARNING,
			warning ? xasprintf(_("The fact is out of date: %s."), warning) : NULL);
	} else {
		request_reply_finish(&copy);
	}
	free(warning);
	record_finish(&fact_entity, &fact);
	return ok ? EFFECT_DRAW : dashboard_complain(dashboard, &error);
}

/* What is out of date, or else the year. Owned. */
static char *note_of(struct dashboard *dashboard, const struct fact *fact)
{
	char *warning = service_fact_warning(dashboard->service, fact);
	if (!warning)
		return fact->year.known ? xasprintf("%lld", (long long)fact->year.value) : NULL;
	char *note = xasprintf("%s %s", dashboard->canvas->ascii ? "!" : "▲", warning);
	free(warning);
	return note;
}

unsigned reply_pick_fact(struct reply_screen *self, struct dashboard *dashboard)
{
	struct record_set set = {0};
	struct error error = {0};
	if (!veil_all(dashboard, &fact_entity, dashboard->service->network, &set, &error))
		return dashboard_complain(dashboard, &error);
	struct picker picker = {.title = _("Background facts"),
		.prompt = _("Fact:"),
		.chosen = fact_chosen,
		.context = self};
	for (size_t i = 0; i < set.count; i++) {
		const struct fact *fact = record_set_at(&set, i);
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(fact->text);
		item->note = note_of(dashboard, fact);
		item->value = (int)fact->record.id;
	}
	picker_open(dashboard, &picker);
	record_set_finish(&set);
	return EFFECT_DRAW;
}
