/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Planning: the views of the calendar, going to a day, another meeting like this one, and what is
 * not yet known. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/dateinput.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/move.h"
#include "tui/calendarview.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/plan.h"

/* ---- the views ---- */

unsigned plan_view(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	pane->calendar_view = (pane->calendar_view + 1) % CALENDAR_VIEWS;
	pane->offset = 0;
	return EFFECT_DRAW;
}

/* The first meeting on the day or after it, wherever it stands in the list. */
static bool select_from(struct dashboard *dashboard, struct pane *pane, int64_t day)
{
	const struct record_set *meetings = &dashboard->overview.meetings;
	struct error error = {0};
	bool found = false;
	for (size_t i = 0; !found && i < meetings->count; i++) {
		const struct meeting *meeting = record_set_at(meetings, i);
		if (meeting->date.known && meeting->date.value >= day)
			found = list_go_to(&pane->list, meeting->record.id, &error);
	}
	if (error.kind != ERROR_NONE)
		dashboard_complain(dashboard, &error);
	return found;
}

void plan_begin(struct dashboard *dashboard)
{
	struct pane *pane = dashboard->panes[LAYOUT_CALENDAR];
	const struct meeting *first = pane_selected(pane);
	int64_t today = dashboard_today(dashboard);
	if (first && first->date.known && first->date.value < today)
		select_from(dashboard, pane, today);
}

unsigned plan_go_to_day(struct dashboard *dashboard, int64_t day)
{
	unsigned effects = dashboard_focus(dashboard, LAYOUT_CALENDAR);
	struct pane *pane = dashboard->panes[LAYOUT_CALENDAR];
	pane->day = (struct number){.known = true, .value = day};
	pane->offset = 0;
	char *date = date_format(day, DATE_MEDIUM), *week = date_format_week(day);
	bool found = select_from(dashboard, pane, day);
	dashboard_say(dashboard, found ? ROLE_TEXT : ROLE_WARNING,
		xasprintf(found ? "%s %s" : _("%s %s: no meeting from there on"), date, week));
	free(week);
	free(date);
	return effects | EFFECT_DRAW;
}

static bool day_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	int64_t day;
	(void)context;
	if (!date_parse(text, dashboard_today(dashboard), &day, error))
		return false;
	*effects = plan_go_to_day(dashboard, day);
	return true;
}

unsigned plan_go_to(struct dashboard *dashboard)
{
	struct prompt prompt = {
		.title = _("Go to a day or week"),
		.label = _("Day or week"),
		.help = _("v42, 17/10, Tue wk42, tomorrow. The first meeting from there is "
			  "selected."),
		.done = day_given,
	};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}

/* Months in the month, weeks in the week; the agenda goes to the meetings of the next month. */
unsigned plan_step(struct dashboard *dashboard, int direction)
{
	struct pane *pane = dashboard_focused(dashboard);
	if (pane->calendar_view != CALENDAR_AGENDA) {
		pane->offset += direction;
		return EFFECT_DRAW;
	}
	struct civil civil = date_to_civil(calendarview_day(pane, dashboard));
	int index = civil.year * 12 + civil.month - 1 + direction;
	int64_t first = date_from_civil((struct civil){index / 12, index % 12 + 1, 1});
	pane->day = (struct number){.known = true, .value = first};
	select_from(dashboard, pane, first);
	return EFFECT_DRAW;
}

/* ---- what the palette offers for a day ---- */

static bool has_digit(const char *text)
{
	return strpbrk(text, "0123456789") != NULL;
}

static bool read_day(struct dashboard *dashboard, const char *text, int64_t *day)
{
	struct error ignored = {0};
	bool found = has_digit(text) && date_parse(text, dashboard_today(dashboard), day, &ignored);
	error_finish(&ignored);
	return found;
}

char *plan_offer(const char *text, void *context)
{
	int64_t day;
	if (!read_day(context, text, &day))
		return NULL;
	char *date = date_format(day, DATE_MEDIUM), *week = date_format_week(day);
	char *offer = xasprintf(_("Go to %s %s"), date, week);
	free(week);
	free(date);
	return offer;
}

unsigned plan_take(struct dashboard *dashboard, const char *text, void *context)
{
	int64_t day;
	(void)context;
	return read_day(dashboard, text, &day) ? plan_go_to_day(dashboard, day) : EFFECT_NONE;
}

/* ---- another one like it ---- */

static bool copy_date_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const int64_t *id = context;
	struct number date = {.known = !text_is_blank(text)};
	int64_t copy;
	if (date.known && !date_parse(text, dashboard_today(dashboard), &date.value, error))
		return false;
	if (!service_duplicate_meeting(dashboard->service, *id, date, &copy, error))
		return false;
	dashboard_reload(dashboard);
	*effects = dashboard_go_to(dashboard, &meeting_entity, copy) | EFFECT_DRAW | EFFECT_RELOAD;
	dashboard_say(dashboard, ROLE_GOOD,
		xstrdup(_("Another meeting like it, with its programme. e changes it, u undoes.")));
	return true;
}

unsigned plan_duplicate(struct dashboard *dashboard)
{
	const struct meeting *meeting = pane_selected(dashboard_focused(dashboard));
	char *day = meeting_entity.title(meeting);
	char *title = xasprintf(_("Another one like %s"), day);
	int64_t *id = xcalloc(1, sizeof(*id));
	*id = meeting->record.id;
	struct prompt prompt = {
		.title = title,
		.label = _("Its date; empty: none yet"),
		.help = _(
			"Copied: kind, form, title, durations, place, terms, contents, programme. "
			"Not the theme, link, note or answers."),
		.done = copy_date_given,
		.context = id,
		.free_context = free,
	};
	prompt_open(dashboard, &prompt);
	free(title);
	free(day);
	return EFFECT_DRAW;
}

/* ---- what is not yet known ---- */

static void tell_unknown(struct sheet *sheet, const struct unknown *unknown, int64_t network)
{
	struct buffer text = {0};
	char *what = unknown_describe(unknown);
	char *due = unknown->due.known ? date_format(unknown->due.value, DATE_MEDIUM) : NULL;
	if (unknown->overdue)
		buffer_printf(&text, _("OVERDUE, was to be known by %s"), due);
	else if (due)
		buffer_printf(&text, _("to be known by %s"), due);
	else
		buffer_append(&text, _("nobody has said when"));
	if (unknown->by)
		buffer_printf(&text, " · %s", unknown->by);
	if (unknown->promise)
		buffer_printf(&text, " · %s", unknown->promise);
	sheet_text(sheet, unknown->overdue ? ROLE_ERROR : ROLE_TITLE, what);
	if (unknown->meeting)
		sheet_link(sheet, &meeting_entity, unknown->meeting->record.id);
	else
		sheet_link(sheet, &network_entity, network);
	sheet_pair(sheet, "", unknown->overdue ? ROLE_ERROR : ROLE_DIALOG, text.data);
	buffer_finish(&text);
	free(due);
	free(what);
}

static bool tell_unknowns(struct dashboard *dashboard, struct sheet *sheet, void *context)
{
	const struct overview *overview = &dashboard->overview;
	(void)context;
	if (!overview->unknowns.count)
		sheet_text(sheet, ROLE_GOOD, _("Nothing is unknown."));
	for (size_t i = 0; i < overview->unknowns.count; i++)
		tell_unknown(sheet, &overview->unknowns.items[i], overview->network.record.id);
	return true;
}

static char *entitle_unknowns(struct dashboard *dashboard, void *context)
{
	const struct unknowns *unknowns = &dashboard->overview.unknowns;
	(void)context;
	if (!unknowns->overdue)
		return xasprintf(_("Not yet known: %zu"), unknowns->count);
	return xasprintf(PLURAL_("Not yet known: %zu, of which %zu is overdue",
				 "Not yet known: %zu, of which %zu are overdue", unknowns->overdue),
		unknowns->count, unknowns->overdue);
}

unsigned plan_unknowns(struct dashboard *dashboard)
{
	char *title = entitle_unknowns(dashboard, NULL);
	struct reader reader = {
		.title = title, .full = true, .remake = tell_unknowns, .entitle = entitle_unknowns};
	tell_unknowns(dashboard, &reader.sheet, NULL);
	reader_open(dashboard, &reader);
	free(title);
	return EFFECT_DRAW;
}
