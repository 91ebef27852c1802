/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What matters today, as a pane of its own. strip.c says the same in three lines. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "model/reply.h"
#include "service/request/inbox.h"
#include "tui/dashboard.h"
#include "tui/lifecycle.h"
#include "tui/overviewtext.h"
#include "tui/remind.h"
#include "tui/veil.h"

static void tell_next(struct dashboard *dashboard, struct sheet *sheet)
{
	const struct meeting *next = dashboard->overview.next;
	sheet_heading(sheet, _("Next meeting"));
	if (!next) {
		sheet_text(sheet, ROLE_DIM, _("No meeting ahead has a date."));
		return;
	}
	char *when = overview_next_when(dashboard);
	char *where = overview_next_where(dashboard);
	char *theme = meeting_headline(dashboard, next, false);
	char *open = overview_meeting_unknowns(dashboard, next);
	sheet_pair(sheet, _("When"), ROLE_ACCENT, when);
	sheet_link(sheet, &meeting_entity, next->record.id);
	sheet_pair(sheet, _("Where"), ROLE_TEXT, where);
	sheet_pair(sheet, _("Theme"), ROLE_TEXT, theme);
	sheet_pair(sheet, _("Not yet known"), ROLE_WARNING, open);
	free(open);
	free(theme);
	free(where);
	free(when);
}

/* Neighbours without a date that were promised the same are told together. */
static size_t told_together(const struct overview *overview, size_t index)
{
	const struct meeting *first = record_set_at(&overview->meetings, index);
	size_t count = 1;
	while (!first->date.known && first->promise && index + count < overview->meetings.count) {
		const struct meeting *next = record_set_at(&overview->meetings, index + count);
		if (next->date.known || !next->promise ||
			strcmp(next->promise, first->promise) != 0)
			break;
		count++;
	}
	return count;
}

static char *names_of(const struct overview *overview, size_t index, size_t count)
{
	struct buffer names = {0};
	for (size_t i = index; i < index + count; i++) {
		char *name = meeting_name(record_set_at(&overview->meetings, i));
		buffer_append(&names, i > index ? ", " : "");
		buffer_append(&names, name);
		free(name);
	}
	return buffer_take(&names);
}

static void tell_unknown_meeting(
	struct dashboard *dashboard, struct sheet *sheet, size_t index, size_t count)
{
	const struct meeting *meeting = record_set_at(&dashboard->overview.meetings, index);
	char *gaps = overview_meeting_unknowns(dashboard, meeting);
	if (!gaps)
		return;
	char *when = meeting_when(meeting);
	char *names = names_of(&dashboard->overview, index, count);
	char *promise = overview_promise(meeting);
	bool overdue = overview_is_overdue(dashboard, meeting);
	struct buffer value = {0};
	if (!meeting->date.known)
		buffer_printf(&value, "%s: ", names);
	buffer_append(&value, gaps);
	if (promise)
		buffer_printf(&value, " · %s", promise);
	sheet_pair(sheet, when, overdue ? ROLE_ERROR : ROLE_TEXT, value.data);
	sheet_link(sheet, &meeting_entity, meeting->record.id);
	buffer_finish(&value);
	free(promise);
	free(names);
	free(when);
	free(gaps);
}

/* "3 meetings without a date"; NULL when all have one. Owned by the caller. */
static char *undated_meetings(const struct overview *overview)
{
	size_t count = 0;
	for (size_t i = 0; i < overview->meetings.count; i++) {
		const struct meeting *meeting = record_set_at(&overview->meetings, i);
		count += !meeting->date.known && meeting->status.value != MEETING_CANCELLED;
	}
	return count ? xasprintf(PLURAL_("%zu meeting without a date",
					 "%zu meetings without a date", count),
			       count)
		     : NULL;
}

static void tell_unknowns(struct dashboard *dashboard, struct sheet *sheet)
{
	const struct overview *overview = &dashboard->overview;
	size_t count = overview->unknowns.count, overdue = overview->unknowns.overdue;
	char *title = overdue ? xasprintf(PLURAL_("Not yet known: %zu, of which %zu is overdue",
						  "Not yet known: %zu, of which %zu are overdue",
						  overdue),
					count, overdue)
			      : xasprintf(_("Not yet known: %zu"), count);
	char *undated = undated_meetings(overview);
	char *heading = xasprintf(undated ? "%s · %s" : "%s", title, undated);
	sheet_heading(sheet, heading);
	free(heading);
	free(undated);
	free(title);
	for (size_t i = 0, step; i < overview->meetings.count; i += step) {
		step = told_together(overview, i);
		tell_unknown_meeting(dashboard, sheet, i, step);
	}
	for (size_t i = 0; i < count; i++) {
		if (overview->unknowns.items[i].meeting)
			continue;
		sheet_pair(sheet, _("The network"), ROLE_TEXT,
			unknown_kind_label(overview->unknowns.items[i].kind));
		sheet_link(sheet, &network_entity, overview->network.record.id);
	}
}

static void tell_request(
	struct dashboard *dashboard, struct sheet *sheet, const struct request *request)
{
	bool is_new = request->status.value == REQUEST_NEW;
	if (!request->urgent.value && !is_new)
		return;
	char *age = instant_format_age(
		request->received_at.value, clock_now(dashboard->service->clock));
	char *subject = request_entity.title(request);
	struct request_clock clock = service_request_clock(dashboard->service, request);
	char *left = request_clock_text(&clock, false);
	char *value = left ? xasprintf("%s · %s · %s", subject, age, left)
			   : xasprintf("%s · %s", subject, age);
	free(left);
	sheet_pair(sheet, request->urgent.value ? _("URGENT") : _("New request"),
		request->urgent.value ? ROLE_URGENT : ROLE_TEXT, value);
	sheet_link(sheet, &request_entity, request->record.id);
	free(value);
	free(subject);
	free(age);
}

static void tell_votes(struct dashboard *dashboard, struct sheet *sheet)
{
	const struct overview *overview = &dashboard->overview;
	for (size_t i = 0; i < overview->votes.count; i++) {
		const struct poll *poll = record_set_at(&overview->votes, i);
		char *day = veil_title(dashboard, &meeting_entity, poll->meeting.value);
		char *text = xasprintf(poll->subject.value == POLL_DATE ? _("the date of %s")
									: _("the theme of %s"),
			day);
		sheet_pair(sheet, _("Open vote"), ROLE_WARNING, text);
		sheet_link(sheet, &meeting_entity, poll->meeting.value);
		free(text);
		free(day);
	}
}

/* What to put right in the calendar. */
static void tell_sanity(struct dashboard *dashboard, struct sheet *sheet)
{
	const struct sanity *sanity = &dashboard->overview.sanity;
	for (size_t i = 0; i < sanity->count; i++) {
		const struct finding_of_meeting *finding = &sanity->items[i];
		char *when = meeting_when(finding->meeting);
		char *text = xasprintf("%s: %s", when, finding->text);
		sheet_pair(sheet, i ? "" : _("To put right"), ROLE_WARNING, text);
		sheet_link(sheet, &meeting_entity, finding->meeting->record.id);
		free(text);
		free(when);
	}
}

static void tell_work(struct dashboard *dashboard, struct sheet *sheet)
{
	const struct overview *overview = &dashboard->overview;
	sheet_heading(sheet, _("To do"));
	tell_votes(dashboard, sheet);
	for (size_t i = 0; i < overview->waiting.count; i++)
		tell_request(dashboard, sheet, record_set_at(&overview->waiting, i));
	char *people = overview_people(dashboard);
	sheet_pair(sheet, _("Participants"), overview->review ? ROLE_WARNING : ROLE_TEXT, people);
	sheet_link(sheet, &participant_entity, 0);
	free(people);
	char *outbox = outbox_in_words(&overview->outbox);
	sheet_pair(sheet, _("Outbox"), ROLE_TEXT, outbox);
	sheet_link(sheet, &draft_entity, 0);
	free(outbox);
	char *replies = overview_replies(dashboard);
	sheet_pair(sheet, _("Answers"), ROLE_WARNING, replies);
	sheet_link(sheet, &reply_entity, 0);
	free(replies);
	tell_sanity(dashboard, sheet);
	overview_tell_reminder(dashboard, sheet);
	char *requests = overview_requests(dashboard);
	sheet_pair(sheet, _("Requests"), ROLE_TEXT, requests);
	sheet_link(sheet, &request_entity, 0);
	free(requests);
	char *duties = overview_duties(dashboard);
	sheet_pair(sheet, _("By law"), ROLE_WARNING, duties);
	free(duties);
}

static void compose(struct dashboard *dashboard, struct sheet *sheet)
{
	tell_next(dashboard, sheet);
	tell_work(dashboard, sheet);
	tell_unknowns(dashboard, sheet);
}

const struct pane_ops overview_pane = {
	.title = N_("Overview"),
	.compose = compose,
};
