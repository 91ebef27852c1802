/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the network meets: the month, the list, and all that is known of a meeting. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/holiday.h"
#include "base/i18n.h"
#include "model/programme.h"
#include "service/attendance.h"
#include "service/calendar.h"
#include "service/delivery.h"
#include "tui/calendarview.h"
#include "tui/dashboard.h"
#include "tui/daymark.h"
#include "tui/meetingday.h"
#include "tui/month.h"
#include "tui/overviewtext.h"
#include "tui/request/request.h"
#include "tui/veil.h"
#include "tui/vote.h"

enum {
	COLUMN_SIGN,
	COLUMN_DATE,
	COLUMN_WEEK,
	COLUMN_WHAT,
	COLUMN_KIND,
	COLUMN_TIME,
	COLUMN_STATUS,
	COLUMN_FILE
};

enum { SORT_DATE, SORT_STATUS, SORT_KIND };

static const struct column columns[] = {
	[COLUMN_SIGN] = {NULL, 1, 1, 1, 1, false, -1},
	[COLUMN_DATE] = {N_("Date"), 10, 10, 10, 1, false, SORT_DATE},
	[COLUMN_WEEK] = {NULL, 5, 5, 5, 5, false, -1},
	[COLUMN_WHAT] = {N_("What"), 14, 26, 60, 2, false, -1},
	[COLUMN_KIND] = {N_("Kind"), 8, 8, 8, 3, false, SORT_KIND},
	[COLUMN_TIME] = {N_("Time"), 11, 11, 11, 4, false, -1},
	[COLUMN_STATUS] = {N_("Status"), 11, 12, 12, 6, false, SORT_STATUS},
	[COLUMN_FILE] = {N_("File"), 9, 11, 11, 7, false, -1},
};

static enum role status_role(const struct meeting *meeting)
{
	switch (meeting->status.value) {
	case MEETING_CANCELLED:
		return ROLE_ERROR;
	case MEETING_CONFIRMED:
		return ROLE_GOOD;
	case MEETING_PRELIMINARY:
		return ROLE_WARNING;
	default:
		return ROLE_DIM;
	}
}

static const struct meeting *find_meeting(const struct dashboard *dashboard, struct number id)
{
	for (size_t i = 0; id.known && i < dashboard->overview.meetings.count; i++) {
		const struct meeting *meeting = record_set_at(&dashboard->overview.meetings, i);
		if (meeting->record.id == id.value)
			return meeting;
	}
	return NULL;
}

/* "decided on 26 sep" for an open theme, or NULL. */
static char *decided_later(
	const struct dashboard *dashboard, const struct meeting *meeting, bool brief)
{
	const struct meeting *at = find_meeting(dashboard, meeting->theme_decided_at);
	if (!at)
		return NULL;
	char *day = at->date.known ? date_format(at->date.value, DATE_DAY) : meeting_when(at);
	char *text = xasprintf(brief ? _("decided %s") : _("theme decided %s"), day);
	free(day);
	return text;
}

char *meeting_headline(const struct dashboard *dashboard, const struct meeting *meeting, bool brief)
{
	if (meeting->status.value == MEETING_CANCELLED) {
		char *name = meeting_name(meeting);
		char *text = xasprintf(_("CANCELLED: %s"), meeting->theme ? meeting->theme : name);
		free(name);
		return text;
	}
	if (meeting->theme)
		return xstrdup(meeting->theme);
	char *later = decided_later(dashboard, meeting, brief);
	return later ? later : meeting_name(meeting);
}

char *meeting_hours(const struct meeting *meeting)
{
	if (meeting->start.known)
		return time_format_range(
			meeting->start.value, meeting->end.known ? meeting->end.value : -1);
	return duration_format(meeting->duration_min.known ? meeting->duration_min.value : -1,
		meeting->duration_max.known ? meeting->duration_max.value : -1);
}

static struct cell file_cell(struct dashboard *dashboard, const struct meeting *meeting)
{
	const struct file_note *note = dashboard_file_note(dashboard, meeting);
	if (note->state == FILE_STALE)
		return (struct cell){xstrdup(_("outdated")), ROLE_WARNING};
	if (note->state == FILE_CURRENT)
		return (struct cell){
			xasprintf(_("version %lld"), (long long)note->sequence), ROLE_GOOD};
	return (struct cell){NULL, ROLE_DIM};
}

static struct cell cell(struct pane *pane, struct dashboard *dashboard, const void *record,
	size_t column, int width)
{
	const struct meeting *meeting = record;
	const struct choice *status = &meeting_statuses.items[meeting->status.value];
	(void)pane;
	switch (column) {
	case COLUMN_SIGN:
		return (struct cell){
			xstrdup(dashboard->canvas->ascii ? status->sign_ascii : status->sign),
			status_role(meeting)};
	case COLUMN_DATE:
		return (struct cell){meeting_when(meeting), ROLE_TEXT};
	case COLUMN_WEEK:
		return (struct cell){
			meeting->date.known ? date_format_week(meeting->date.value) : NULL,
			ROLE_DIM};
	case COLUMN_WHAT:
		return (struct cell){meeting_headline(dashboard, meeting, width < 20),
			meeting->status.value == MEETING_CANCELLED ? ROLE_ERROR : ROLE_TEXT};
	case COLUMN_KIND:
		return (struct cell){
			xstrdup(choice_label(&meeting_kinds, (int)meeting->kind.value)), ROLE_TEXT};
	case COLUMN_TIME:
		return (struct cell){
			meeting_hours(meeting), meeting->start.known ? ROLE_TEXT : ROLE_DIM};
	case COLUMN_STATUS:
		return (struct cell){
			xstrdup(choice_label(&meeting_statuses, (int)meeting->status.value)),
			status_role(meeting)};
	default:
		return file_cell(dashboard, meeting);
	}
}

/* ---- the meeting told ---- */

static void tell_mark(struct sheet *sheet, int64_t date)
{
	struct daymark mark = daymark_of(date);
	if (mark.word)
		sheet_pair(sheet, "", ROLE_WARNING, mark.word);
	else if (holiday_is_red(date))
		sheet_pair(sheet, "", ROLE_WARNING, _("a red day"));
}

static void tell_day(struct sheet *sheet, const struct meeting *meeting, int64_t today)
{
	if (!meeting->date.known) {
		sheet_pair(sheet, _("Date"), ROLE_WARNING, _("not set"));
		sheet_pair(sheet, _("Period"), ROLE_TEXT, meeting->period_text);
		return;
	}
	char *day = date_format(meeting->date.value, DATE_LONG);
	char *week = date_format_week(meeting->date.value);
	char *distance = date_format_distance(meeting->date.value, today);
	char *text = xasprintf("%s %s · %s", day, week, distance);
	sheet_pair(sheet, _("Date"), ROLE_TEXT, text);
	tell_mark(sheet, meeting->date.value);
	free(text);
	free(distance);
	free(week);
	free(day);
}

/* Dates that are to be chosen among. */
static void tell_dates(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting)
{
	char *proposed = vote_in_words(dashboard, meeting->record.id, POLL_DATE);
	sheet_pair(sheet, _("Proposed dates"), ROLE_WARNING, proposed);
	free(proposed);
}

static void tell_time(struct sheet *sheet, const struct meeting *meeting)
{
	char *duration = duration_format(
		meeting->duration_min.known ? meeting->duration_min.value : -1,
		meeting->duration_max.known ? meeting->duration_max.value : -1);
	char *hours = meeting->start.known ? meeting_hours(meeting) : NULL;
	bool missing = meeting->date.known && !meeting->start.known;
	sheet_pair(sheet, _("Time"), missing ? ROLE_WARNING : ROLE_TEXT,
		hours                 ? hours
		: meeting->date.known ? _("not set")
				      : "");
	sheet_pair(sheet, _("Duration"), ROLE_TEXT, duration);
	free(hours);
	free(duration);
}

static void tell_where(struct sheet *sheet, const struct meeting *meeting)
{
	if (meeting_needs_place(meeting)) {
		sheet_pair(sheet, _("Place"), meeting->place ? ROLE_TEXT : ROLE_WARNING,
			meeting->place ? meeting->place : _("not set"));
		sheet_pair(sheet, _("Venue address"), meeting->address ? ROLE_TEXT : ROLE_WARNING,
			meeting->address ? meeting->address : _("not set"));
	}
	if (meeting_needs_link(meeting))
		sheet_pair(sheet, _("Link"), meeting->link ? ROLE_TEXT : ROLE_WARNING,
			meeting->link               ? meeting->link
			: meeting->link_later.value ? _("comes later")
						    : _("not set"));
}

static void tell_theme(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting)
{
	const struct meeting *at = find_meeting(dashboard, meeting->theme_decided_at);
	const char *status = choice_label(&theme_statuses, (int)meeting->theme_status.value);
	bool decided = meeting->theme_status.value == THEME_DECIDED;
	char *proposed = decided ? NULL : vote_in_words(dashboard, meeting->record.id, POLL_THEME);
	char *text = proposed ? xstrdup(proposed)
		     : meeting->theme
			     ? xasprintf(decided ? "%s" : "%s (%s)", meeting->theme, status)
			     : xstrdup(status);
	free(proposed);
	sheet_pair(sheet, _("Theme"), decided ? ROLE_TEXT : ROLE_WARNING, text);
	free(text);
	if (!at || decided)
		return;
	char *day = meeting_entity.title(at);
	text = xasprintf(_("together on %s"), day);
	sheet_pair(sheet, _("Decided"), ROLE_TEXT, text);
	sheet_link(sheet, &meeting_entity, at->record.id);
	free(text);
	free(day);
}

/* What this meeting has to decide for later ones. */
static void tell_agenda(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting)
{
	for (size_t i = 0; i < dashboard->overview.meetings.count; i++) {
		const struct meeting *later = record_set_at(&dashboard->overview.meetings, i);
		if (!later->theme_decided_at.known ||
			later->theme_decided_at.value != meeting->record.id ||
			later->theme_status.value == THEME_DECIDED)
			continue;
		char *day = meeting_when(later);
		char *theme = xasprintf(_("the theme of %s"), day);
		char *proposed = vote_in_words(dashboard, later->record.id, POLL_THEME);
		char *text = xasprintf(
			"%s%s%s", theme, proposed ? " · " : "", proposed ? proposed : "");
		sheet_pair(sheet, _("To decide here"), ROLE_ACCENT, text);
		sheet_link(sheet, &meeting_entity, later->record.id);
		free(text);
		free(proposed);
		free(theme);
		free(day);
	}
}

static void tell_promise(struct sheet *sheet, const struct meeting *meeting, int64_t today)
{
	if (!meeting->promise)
		return;
	char *due = meeting->promise_due.known
			    ? date_format(meeting->promise_due.value, DATE_MEDIUM)
			    : NULL;
	char *text = xasprintf("%s%s%s%s%s", meeting->promise, due ? " · " : "", due ? due : "",
		meeting->promise_by ? " · " : "", meeting->promise_by ? meeting->promise_by : "");
	bool overdue = meeting->promise_due.known && meeting->promise_due.value < today &&
		       !meeting->date.known;
	sheet_pair(sheet, _("Promised"), overdue ? ROLE_ERROR : ROLE_TEXT, text);
	free(text);
	free(due);
}

static void tell_file(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting)
{
	const struct file_note *note = dashboard_file_note(dashboard, meeting);
	enum file_state state = note->state;
	if (state == FILE_IMPOSSIBLE || state == FILE_NONE) {
		sheet_pair(sheet, _("Calendar file"), ROLE_DIM,
			state == FILE_NONE ? _("not exported yet: x exports it")
					   : _("none until there is a date"));
		return;
	}
	char *text = xasprintf(state == FILE_CURRENT
				       ? _("version %lld, up to date")
				       : _("version %lld is out of date: p publishes the next"),
		(long long)note->sequence);
	sheet_pair(
		sheet, _("Calendar file"), state == FILE_CURRENT ? ROLE_GOOD : ROLE_WARNING, text);
	free(text);
}

/* "12 have version 1, 2 lack it": everybody is looked at, so only in the whole view. */
static void tell_holders(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting)
{
	struct standings standings;
	struct error error = {0};
	size_t have = 0;
	if (!meeting->sequence.known)
		return;
	if (!service_standings(
		    dashboard->service, meeting, meeting->sequence.value, &standings, &error)) {
		dashboard_complain(dashboard, &error);
		return;
	}
	for (size_t i = 0; i < standings.count; i++)
		have += standings.items[i].has.known &&
			standings.items[i].has.value == meeting->sequence.value;
	char *holders = xasprintf(PLURAL_("%zu has version %lld", "%zu have version %lld", have),
		have, (long long)meeting->sequence.value);
	char *lacking = xasprintf(
		PLURAL_("%zu lacks it", "%zu lack it", standings.needing), standings.needing);
	char *text = standings.needing ? xasprintf("%s, %s", holders, lacking) : xstrdup(holders);
	sheet_pair(sheet, "", standings.needing ? ROLE_WARNING : ROLE_GOOD, text);
	free(text);
	free(lacking);
	free(holders);
	standings_finish(&standings);
}

/* The notes alone are a seek; who belongs to the meeting is a walk over everybody. */
static bool count_rows(struct dashboard *dashboard, const struct meeting *meeting,
	struct attendance_counts *counts, struct answer_counts *answered, struct error *error)
{
	struct record_set rows = {0};
	if (!veil_referring(dashboard, &attendance_entity,
		    entity_field(&attendance_entity, "meeting_id"), meeting->record.id, &rows,
		    error))
		return false;
	const struct attendance **all = xcalloc(rows.count + 1, sizeof(*all));
	struct seating *seats = xcalloc(rows.count + 1, sizeof(*seats));
	for (size_t i = 0; i < rows.count; i++)
		all[i] = record_set_at(&rows, i);
	seats_assign(all, rows.count, meeting->capacity, seats);
	for (size_t i = 0; i < rows.count; i++) {
		attendance_count(counts, all[i]);
		answer_count(answered, all[i], &seats[i]);
	}
	free(seats);
	free(all);
	record_set_finish(&rows);
	return true;
}

static bool has_answers(const struct answer_counts *answered)
{
	return answered->of[ANSWER_ACCEPTED] || answered->of[ANSWER_DECLINED] ||
	       answered->of[ANSWER_TENTATIVE];
}

/* Before anybody has answered, and before the day, everybody need not be asked. */
static bool count_attendance(struct dashboard *dashboard, const struct meeting *meeting, bool whole,
	bool open, struct attendance_counts *counts, struct answer_counts *answered,
	struct error *error)
{
	struct attendees attendees = {0};
	*counts = (struct attendance_counts){.partial = !whole};
	*answered = (struct answer_counts){.partial = !whole};
	if (!count_rows(dashboard, meeting, counts, answered, error))
		return false;
	if (!whole || (!open && !has_answers(answered)))
		return true;
	bool ok = service_attendees(dashboard->service, meeting, &attendees, error);
	*counts = attendees.counts;
	*answered = attendees.answers;
	attendees_finish(&attendees);
	return ok;
}

/* What has been answered; nothing as long as nobody has. */
static void tell_answers(
	struct sheet *sheet, const struct meeting *meeting, const struct answer_counts *answered)
{
	size_t accepted = answered->of[ANSWER_ACCEPTED];
	char *text = answer_counts_text(answered);
	if (has_answers(answered))
		sheet_pair(sheet, _("Answers"), answered->waiting ? ROLE_WARNING : ROLE_TEXT, text);
	free(text);
	if (!meeting->capacity.known)
		return;
	text = xasprintf(_("%zu of %lld taken"), accepted - answered->waiting,
		(long long)meeting->capacity.value);
	sheet_pair(sheet, _("Seats"), ROLE_TEXT, text);
	free(text);
}

/* Who has answered, and from the day of the meeting on who came. */
static void tell_attendance(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting, bool whole)
{
	struct attendance_counts counts;
	struct answer_counts answered;
	struct error error = {0};
	bool open = attendance_may_be_noted(meeting, dashboard_today(dashboard), &error);
	error_finish(&error);
	if (!count_attendance(dashboard, meeting, whole, open, &counts, &answered, &error)) {
		dashboard_complain(dashboard, &error);
		return;
	}
	tell_answers(sheet, meeting, &answered);
	if (!open)
		return;
	char *text = attendance_counts_text(&counts);
	sheet_pair(sheet, _("Attendance"), counts.left ? ROLE_WARNING : ROLE_TEXT,
		*text ? text : _("nothing noted"));
	free(text);
}

static void tell_item(struct sheet *sheet, const struct programme_item *item)
{
	char *when = programme_when(item);
	sheet_pair(sheet, when ? when : "•", ROLE_TEXT, item->title);
	sheet_pair(sheet, "", ROLE_DIM, item->description);
	sheet_pair(sheet, "", ROLE_DIM, item->contributors);
	sheet_pair(sheet, "", ROLE_DIM, item->external_event);
	if (item->external_event && item->included.value)
		sheet_pair(sheet, "", ROLE_GOOD,
			_("The sign-up for it is included in the sign-up for the network."));
	free(when);
}

static void tell_programme(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting)
{
	struct record_set items = {0};
	struct error error = {0};
	if (!veil_all(dashboard, &programme_item_entity, meeting->record.id, &items, &error))
		dashboard_complain(dashboard, &error);
	programme_sort((struct programme_item *)(void *)items.records, items.count);
	if (items.count)
		sheet_heading(sheet, _("Programme"));
	for (size_t i = 0; i < items.count; i++)
		tell_item(sheet, record_set_at(&items, i));
	record_set_finish(&items);
}

static void tell_terms(
	struct dashboard *dashboard, struct sheet *sheet, const struct meeting *meeting)
{
	const char *terms = meeting_terms(meeting, &dashboard->overview.network);
	if (!terms)
		return;
	sheet_heading(sheet, _("Terms"));
	sheet_text(sheet, ROLE_TEXT, terms);
}

static void describe(
	struct dashboard *dashboard, const void *record, bool whole, struct sheet *sheet)
{
	const struct meeting *meeting = record;
	int64_t today = dashboard_today(dashboard);
	char *name = meeting_name(meeting);
	char *status = xasprintf("%s%s%s",
		choice_label(&meeting_statuses, (int)meeting->status.value),
		meeting->status_reason ? ": " : "",
		meeting->status_reason ? meeting->status_reason : "");
	sheet_pair(sheet, _("Meeting"), ROLE_TITLE, name);
	sheet_pair(sheet, _("Status"), status_role(meeting), status);
	tell_day(sheet, meeting, today);
	tell_dates(dashboard, sheet, meeting);
	tell_time(sheet, meeting);
	tell_where(sheet, meeting);
	tell_theme(dashboard, sheet, meeting);
	tell_agenda(dashboard, sheet, meeting);
	tell_promise(sheet, meeting, today);
	tell_file(dashboard, sheet, meeting);
	if (whole)
		tell_holders(dashboard, sheet, meeting);
	tell_attendance(dashboard, sheet, meeting, whole);
	meetingday_webinar(dashboard, sheet, meeting);
	meetingday_decisions(dashboard, sheet, meeting);
	tell_programme(dashboard, sheet, meeting);
	if (meeting->strands) {
		sheet_heading(sheet, _("Promised contents"));
		sheet_text(sheet, ROLE_TEXT, meeting->strands);
	}
	tell_terms(dashboard, sheet, meeting);
	if (meeting->note) {
		sheet_heading(sheet, _("Note"));
		sheet_text(sheet, ROLE_TEXT, meeting->note);
	}
	if (whole)
		request_tell_linked(dashboard, &meeting_entity, meeting->record.id, sheet);
	sheet_blank(sheet);
	sheet_pair(sheet, "UID", ROLE_DIM, meeting->uid);
	free(status);
	free(name);
}

const struct pane_ops calendar_pane = {
	.title = N_("Calendar"),
	.entity = &meeting_entity,
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.cell = cell,
	.describe = describe,
	.decorate = calendarview_draw,
	.rows = calendarview_rows,
	.least_rows = MONTH_ROWS + 1,
};
