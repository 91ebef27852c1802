/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/sanity.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/holiday.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/programme.h"

const char *sanity_token(enum sanity_kind kind)
{
	static const char *const tokens[SANITY_KINDS] = {
		[SANITY_BACKWARDS] = "ends-before-start",
		[SANITY_OVERLAP] = "overlap",
		[SANITY_SAME_DAY] = "same-day",
		[SANITY_RED_DAY] = "red-day",
		[SANITY_SQUEEZE_DAY] = "squeeze-day",
		[SANITY_PERIOD] = "outside-period",
		[SANITY_NO_ADDRESS] = "no-address",
		[SANITY_NO_LINK] = "no-link",
		[SANITY_NO_TIME] = "no-time",
		[SANITY_GAP] = "gap",
		[SANITY_PROGRAMME] = "programme-overlap",
	};
	return tokens[kind];
}

/* Takes the text. */
static void add(
	struct sanity *sanity, enum sanity_kind kind, const struct meeting *meeting, char *text)
{
	sanity->items = xreallocarray(sanity->items, sanity->count + 1, sizeof(*sanity->items));
	sanity->items[sanity->count++] = (struct finding_of_meeting){
		.kind = kind, .meeting = meeting, .text = text};
}

void sanity_finish(struct sanity *sanity)
{
	for (size_t i = 0; i < sanity->count; i++)
		free(sanity->items[i].text);
	free(sanity->items);
	*sanity = (struct sanity){0};
}

static bool is_ahead(const struct meeting *meeting, int64_t today)
{
	return meeting->date.known && meeting->date.value >= today &&
	       meeting->status.value != MEETING_CANCELLED && meeting->status.value != MEETING_HELD;
}

/* ---- one meeting by itself ---- */

static void look_at_hours(struct sanity *sanity, const struct meeting *meeting)
{
	if (meeting->start.known && meeting->end.known &&
		meeting->end.value <= meeting->start.value)
		add(sanity, SANITY_BACKWARDS, meeting, xstrdup(_("ends before it starts")));
	if (meeting->status.value == MEETING_CONFIRMED && !meeting->start.known)
		add(sanity, SANITY_NO_TIME, meeting, xstrdup(_("confirmed, but without a time")));
}

static void look_at_day(struct sanity *sanity, const struct meeting *meeting)
{
	int64_t date = meeting->date.value;
	const char *name = holiday_name(date);
	if (name && holiday_is_red(date))
		add(sanity, SANITY_RED_DAY, meeting, xasprintf(_("on a red day: %s"), _(name)));
	else if (name)
		add(sanity, SANITY_RED_DAY, meeting,
			xasprintf(_("on a day as good as red: %s"), _(name)));
	else if (date_weekday(date) > 5)
		add(sanity, SANITY_RED_DAY, meeting,
			xstrdup(date_weekday(date) == 7 ? _("on a Sunday") : _("on a Saturday")));
	else if (holiday_is_squeeze_day(date))
		add(sanity, SANITY_SQUEEZE_DAY, meeting,
			xstrdup(_("on a squeeze day, between two free days")));
}

static void look_at_period(
	struct sanity *sanity, const struct meeting *meeting, const struct network *network)
{
	int64_t date = meeting->date.value;
	if ((network->starts_on.known && date < network->starts_on.value) ||
		(network->ends_on.known && date > network->ends_on.value))
		add(sanity, SANITY_PERIOD, meeting,
			xstrdup(_("outside the period of the network")));
}

static void look_at_place(struct sanity *sanity, const struct meeting *meeting, int64_t today)
{
	int64_t left = meeting->date.value - today;
	char *distance = date_format_distance(meeting->date.value, today);
	if (meeting_needs_place(meeting) && left <= SANITY_ADDRESS_DAYS &&
		(text_is_blank(meeting->place) || text_is_blank(meeting->address)))
		add(sanity, SANITY_NO_ADDRESS, meeting,
			xasprintf(text_is_blank(meeting->place)
					  ? _("%s, and there is no place yet")
					  : _("%s, and there is no venue address yet"),
				distance));
	if (meeting_needs_link(meeting) && left <= SANITY_LINK_DAYS && text_is_blank(meeting->link))
		add(sanity, SANITY_NO_LINK, meeting,
			xasprintf(_("%s, and there is no link yet"), distance));
	free(distance);
}

/* ---- beside the others ---- */

static bool share_time(const struct meeting *left, const struct meeting *right)
{
	int64_t end = meeting_end(left), other = meeting_end(right);
	if (!left->start.known || !right->start.known)
		return false;
	if (left->start.value == right->start.value)
		return true;
	return left->start.value < right->start.value ? end > right->start.value
						      : other > left->start.value;
}

/* The others of a day stand beside it in calendar order. */
static void look_at_others(struct sanity *sanity, const struct record_set *meetings, size_t index)
{
	const struct meeting *meeting = record_set_at(meetings, index);
	for (size_t i = index + 1; i < meetings->count; i++) {
		const struct meeting *other = record_set_at(meetings, i);
		if (!other->date.known || other->date.value != meeting->date.value)
			return;
		if (other->status.value == MEETING_CANCELLED)
			continue;
		char *name = meeting_name(other);
		bool shared = share_time(meeting, other);
		add(sanity, shared ? SANITY_OVERLAP : SANITY_SAME_DAY, meeting,
			xasprintf(shared ? _("at the same time as another: %s")
					 : _("the same day as another: %s"),
				name));
		free(name);
	}
}

static void look_at_gap(
	struct sanity *sanity, const struct meeting *meeting, const struct meeting *before)
{
	if (!before)
		return;
	int64_t weeks = (meeting->date.value - before->date.value) / 7;
	if (weeks <= SANITY_GAP_WEEKS)
		return;
	char *day = date_format(before->date.value, DATE_MEDIUM);
	add(sanity, SANITY_GAP, meeting,
		xasprintf(PLURAL_("%lld week after the meeting before, %s",
				  "%lld weeks after the meeting before, %s", weeks),
			(long long)weeks, day));
	free(day);
}

/* ---- the programme ---- */

/* Each against the one before it in the day: a pair that overlaps is told once. */
static bool look_at_programme(struct service *service, struct sanity *sanity,
	const struct meeting *meeting, struct error *error)
{
	struct record_set set = {0};
	if (!store_all(service->store, &programme_item_entity, meeting->record.id, &set, error))
		return false;
	struct programme_item *items = (struct programme_item *)(void *)set.records;
	programme_sort(items, set.count);
	for (size_t i = 1; i < set.count; i++) {
		if (!programme_overlaps(&items[i - 1], &items[i]))
			continue;
		add(sanity, SANITY_PROGRAMME, meeting,
			xasprintf(_("“%s” and “%s” of the programme are at the same time"),
				items[i - 1].title, items[i].title));
	}
	record_set_finish(&set);
	return true;
}

bool service_sanity(struct service *service, const struct network *network,
	const struct record_set *meetings, struct sanity *sanity, struct error *error)
{
	int64_t today = clock_today(service->clock);
	const struct meeting *before = NULL;
	bool ok = true;
	*sanity = (struct sanity){0};
	for (size_t i = 0; ok && i < meetings->count; i++) {
		const struct meeting *meeting = record_set_at(meetings, i);
		if (is_ahead(meeting, today)) {
			look_at_hours(sanity, meeting);
			look_at_others(sanity, meetings, i);
			look_at_day(sanity, meeting);
			look_at_period(sanity, meeting, network);
			look_at_place(sanity, meeting, today);
			look_at_gap(sanity, meeting, before);
			ok = look_at_programme(service, sanity, meeting, error);
		}
		if (meeting->date.known && meeting->status.value != MEETING_CANCELLED)
			before = meeting;
	}
	if (!ok)
		sanity_finish(sanity);
	return ok;
}
