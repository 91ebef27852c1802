/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/unknown.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"

static struct unknown *add(
	struct unknowns *unknowns, enum unknown_kind kind, const struct meeting *meeting)
{
	unknowns->items = xreallocarray(
		unknowns->items, unknowns->count + 1, sizeof(*unknowns->items));
	struct unknown *unknown = &unknowns->items[unknowns->count++];
	*unknown = (struct unknown){.kind = kind, .meeting = meeting};
	if (meeting && meeting->promise) {
		unknown->promise = meeting->promise;
		unknown->due = meeting->promise_due;
		unknown->by = meeting->promise_by;
	}
	return unknown;
}

static const struct meeting *meeting_by_id(
	const struct meeting *meetings, size_t count, struct number id)
{
	for (size_t i = 0; id.known && i < count; i++) {
		if (meetings[i].record.id == id.value)
			return &meetings[i];
	}
	return NULL;
}

static void find_in_meeting(struct unknowns *unknowns, const struct meeting *meetings, size_t count,
	const struct meeting *meeting)
{
	if (!meeting->date.known) {
		add(unknowns, UNKNOWN_DATE, meeting);
		return; /* the rest is asked for when there is a day */
	}
	if (!meeting->start.known)
		add(unknowns, UNKNOWN_TIME, meeting);
	if (meeting_needs_place(meeting) && !meeting->address)
		add(unknowns, UNKNOWN_ADDRESS, meeting);
	if (meeting_needs_link(meeting) && !meeting->link)
		add(unknowns, UNKNOWN_LINK, meeting);
	if (meeting->theme_status.value != THEME_DECIDED) {
		struct unknown *theme = add(unknowns, UNKNOWN_THEME, meeting);
		theme->decided_at = meeting_by_id(meetings, count, meeting->theme_decided_at);
		if (theme->decided_at && !theme->due.known)
			theme->due = theme->decided_at->date;
	}
}

void unknowns_find(struct unknowns *unknowns, const struct network *network,
	const struct meeting *meetings, size_t meeting_count, int64_t today)
{
	*unknowns = (struct unknowns){0};
	for (size_t i = 0; i < meeting_count; i++) {
		int64_t status = meetings[i].status.value;
		if (status != MEETING_CANCELLED && status != MEETING_HELD)
			find_in_meeting(unknowns, meetings, meeting_count, &meetings[i]);
	}
	if (network && !network->fee.known)
		add(unknowns, UNKNOWN_FEE, NULL);
	if (network && !network->vat.known)
		add(unknowns, UNKNOWN_VAT, NULL);
	for (size_t i = 0; i < unknowns->count; i++) {
		struct unknown *unknown = &unknowns->items[i];
		unknown->overdue = unknown->due.known && unknown->due.value < today;
		unknowns->overdue += unknown->overdue;
	}
}

void unknowns_finish(struct unknowns *unknowns)
{
	free(unknowns->items);
	*unknowns = (struct unknowns){0};
}

const char *unknown_kind_label(enum unknown_kind kind)
{
	switch (kind) {
	case UNKNOWN_DATE:
		return _("date");
	case UNKNOWN_TIME:
		return _("clock time");
	case UNKNOWN_ADDRESS:
		return _("venue address");
	case UNKNOWN_LINK:
		return _("link");
	case UNKNOWN_THEME:
		return _("theme");
	case UNKNOWN_VAT:
		return _("VAT");
	default:
		return _("fee");
	}
}

const char *unknown_token(enum unknown_kind kind)
{
	static const char *const tokens[] = {
		[UNKNOWN_DATE] = "date",
		[UNKNOWN_TIME] = "clock-time",
		[UNKNOWN_ADDRESS] = "address",
		[UNKNOWN_LINK] = "link",
		[UNKNOWN_THEME] = "theme",
		[UNKNOWN_VAT] = "vat",
		[UNKNOWN_FEE] = "fee",
	};
	return tokens[kind];
}

char *unknown_describe(const struct unknown *unknown)
{
	const char *kind = unknown_kind_label(unknown->kind);
	if (!unknown->meeting)
		return xstrdup(kind);
	char *when = unknown->meeting->date.known
			     ? date_format(unknown->meeting->date.value, DATE_DAY)
			     : meeting_entity.title(unknown->meeting);
	char *text;
	if (unknown->decided_at && unknown->decided_at->date.known) {
		char *day = date_format(unknown->decided_at->date.value, DATE_DAY);
		/* TRANSLATORS: what is unknown, of which meeting, and when it will be decided */
		text = xasprintf(_("%s %s, decided %s"), kind, when, day);
		free(day);
	} else {
		text = xasprintf("%s %s", kind, when);
	}
	free(when);
	return text;
}
