/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/attendance.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/i18n.h"

#define FIELD_AT(member) offsetof(struct attendance, member)

static const struct choice answer_items[] = {
	[ANSWER_NEEDS_ACTION] = {"needs-action", NC_("answer", "no answer"), NULL, NULL, NULL,
		false},
	[ANSWER_ACCEPTED] = {"accepted", NC_("answer", "accepted"), NULL, NULL, NULL, false},
	[ANSWER_DECLINED] = {"declined", NC_("answer", "declined"), NULL, NULL, NULL, false},
	[ANSWER_TENTATIVE] = {"tentative", NC_("answer", "perhaps"), NULL, NULL, NULL, false},
};

const struct choices answers = {
	"answer", answer_items, sizeof(answer_items) / sizeof(*answer_items), NULL, 0};

static const struct choice presence_items[] = {
	[PRESENCE_ATTENDED] = {"attended", NC_("attendance", "attended"), NULL, "●", "x", false},
	[PRESENCE_ABSENT] = {"absent", NC_("attendance", "absent"), NULL, "–", "-", false},
	[PRESENCE_DIGITAL] = {"digital", NC_("attendance", "attended digitally"), NULL, "◐", "d",
		false},
};

const struct choices presences = {
	"attendance", presence_items, sizeof(presence_items) / sizeof(*presence_items), NULL, 0};

static const struct field fields[] = {
	{"meeting_id", N_("Meeting"), FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(meeting), NULL, &meeting_entity, NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE, FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(participant), NULL, &participant_entity, NULL},
	{"answer", N_("Answer"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(answer), &answers, NULL, NULL},
	{"attendance", N_("Attendance"), FIELD_CHOICE, FIELD_SYSTEM | FIELD_LISTED,
		FIELD_AT(presence), &presences, NULL, NULL},
	{"noted_by", N_("Noted by"), FIELD_TEXT, FIELD_SYSTEM | FIELD_OPEN, FIELD_AT(noted_by),
		NULL, NULL, NULL},
	{"noted_at", NULL, FIELD_INSTANT, FIELD_SYSTEM, FIELD_AT(noted_at), NULL, NULL, NULL},
	{"answered_at", N_("Answered"), FIELD_INSTANT, FIELD_SYSTEM, FIELD_AT(answered_at), NULL,
		NULL, NULL},
	{"answered_sequence", NULL, FIELD_INTEGER, FIELD_SYSTEM, FIELD_AT(answered_sequence), NULL,
		NULL, NULL},
};

/* By number: the row says nothing of who the person is, and its title must not either. */
static char *title(const void *record)
{
	const struct attendance *attendance = record;
	return xasprintf(_("Participant no. %lld"), (long long)attendance->participant.value);
}

const struct entity attendance_entity = {
	.name = "attendance",
	.label = N_("Attendance"),
	.table = "attendance",
	.size = sizeof(struct attendance),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};

/* ---- counting ---- */

void attendance_count(struct attendance_counts *counts, const struct attendance *attendance)
{
	if (attendance->presence.known)
		counts->of[attendance->presence.value]++;
	else
		counts->left++;
}

static void add_count(struct buffer *text, const char *one, const char *many, size_t count)
{
	buffer_append(text, text->length ? ", " : "");
	buffer_printf(text, PLURAL_(one, many, count), count);
}

char *attendance_counts_text(const struct attendance_counts *counts)
{
	static const char *const forms[PRESENCE_COUNT][2] = {
		[PRESENCE_ATTENDED] = {NPLURAL_("%zu attended", "%zu attended")},
		[PRESENCE_ABSENT] = {NPLURAL_("%zu absent", "%zu absent")},
		[PRESENCE_DIGITAL] = {NPLURAL_("%zu digitally", "%zu digitally")},
	};
	static const enum presence order[] = {PRESENCE_ATTENDED, PRESENCE_DIGITAL, PRESENCE_ABSENT};
	struct buffer text = {0};
	for (size_t i = 0; i < PRESENCE_COUNT; i++) {
		if (counts->of[order[i]])
			add_count(&text, forms[order[i]][0], forms[order[i]][1],
				counts->of[order[i]]);
	}
	if (!counts->partial)
		add_count(&text, NPLURAL_("%zu left", "%zu left"), counts->left);
	return buffer_take(&text);
}

/* ---- seats ---- */

static bool has_accepted(const struct attendance *attendance)
{
	return attendance->answer.known && attendance->answer.value == ANSWER_ACCEPTED;
}

/* Who is not known to have answered at any time stands after those who are. */
static int compare_answers(const void *left, const void *right)
{
	const struct attendance *a = *(const struct attendance *const *)left;
	const struct attendance *b = *(const struct attendance *const *)right;
	if (a->answered_at.known != b->answered_at.known)
		return a->answered_at.known ? -1 : 1;
	if (a->answered_at.value != b->answered_at.value)
		return a->answered_at.value < b->answered_at.value ? -1 : 1;
	return a->record.id < b->record.id ? -1 : a->record.id > b->record.id;
}

/* The last of those in order who has a seat; NULL: nobody waits. */
static const struct attendance *last_seated(
	const struct attendance **order, size_t accepted, struct number capacity)
{
	if (!capacity.known || (int64_t)accepted <= capacity.value)
		return NULL;
	return order[capacity.value - 1];
}

static size_t place_of(
	const struct attendance **order, size_t accepted, const struct attendance *row)
{
	const struct attendance **found = bsearch(
		&row, order, accepted, sizeof(*order), compare_answers);
	return found ? (size_t)(found - order) : 0;
}

void seats_assign(const struct attendance *const *rows, size_t count, struct number capacity,
	struct seating *seatings)
{
	const struct attendance **order = xcalloc(count + 1, sizeof(*order));
	size_t accepted = 0;
	for (size_t i = 0; i < count; i++) {
		seatings[i] = (struct seating){0};
		if (has_accepted(rows[i]))
			order[accepted++] = rows[i];
	}
	qsort(order, accepted, sizeof(*order), compare_answers);
	const struct attendance *last = last_seated(order, accepted, capacity);
	for (size_t i = 0; capacity.known && i < count; i++) {
		if (!has_accepted(rows[i]))
			continue;
		bool waits = last && compare_answers(&rows[i], &last) > 0;
		seatings[i].state = waits ? SEAT_WAITING : SEAT_TAKEN;
		if (waits)
			seatings[i].place = place_of(order, accepted, rows[i]) + 1 -
					    (size_t)capacity.value;
	}
	free(order);
}

void answer_count(struct answer_counts *counts, const struct attendance *attendance,
	const struct seating *seating)
{
	counts->of[attendance->answer.known ? attendance->answer.value : ANSWER_NEEDS_ACTION]++;
	counts->waiting += seating->state == SEAT_WAITING;
}

char *answer_counts_text(const struct answer_counts *counts)
{
	const struct {
		const char *one, *many;
		size_t count;
	} parts[] = {
		{NPLURAL_("%zu accepted", "%zu accepted"),
			counts->of[ANSWER_ACCEPTED] - counts->waiting},
		{NPLURAL_("%zu on the waiting list", "%zu on the waiting list"), counts->waiting},
		{NPLURAL_("%zu perhaps", "%zu perhaps"), counts->of[ANSWER_TENTATIVE]},
		{NPLURAL_("%zu declined", "%zu declined"), counts->of[ANSWER_DECLINED]},
		{NPLURAL_("%zu without an answer", "%zu without an answer"),
			counts->partial ? 0 : counts->of[ANSWER_NEEDS_ACTION]},
	};
	struct buffer text = {0};
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (parts[i].count)
			add_count(&text, parts[i].one, parts[i].many, parts[i].count);
	}
	return buffer_take(&text);
}

/* ---- rules ---- */

enum presence meeting_presence(const struct meeting *meeting)
{
	return meeting->kind.value == MEETING_DIGITAL ? PRESENCE_DIGITAL : PRESENCE_ATTENDED;
}

bool attendance_may_be_noted(const struct meeting *meeting, int64_t today, struct error *error)
{
	if (meeting->status.value == MEETING_CANCELLED)
		return error_set(error, ERROR_REFUSED,
			_("The meeting is cancelled: there is no attendance to note."));
	if (!meeting->date.known)
		return error_set(error, ERROR_REFUSED,
			_("The meeting has no date yet: attendance is noted from its day on."));
	if (meeting->status.value == MEETING_HELD || meeting->date.value <= today)
		return true;
	char *day = date_format(meeting->date.value, DATE_SHORT);
	char *distance = date_format_distance(meeting->date.value, today);
	error_set(error, ERROR_REFUSED,
		/* TRANSLATORS: a day, and how far off it is: "tis 26 sep", "in 7 days" */
		_("Attendance is noted from the day of the meeting on: %s, %s."), day, distance);
	free(distance);
	free(day);
	return false;
}

bool participant_belongs(const struct participant *participant, struct number withdrawn_on,
	const struct meeting *meeting)
{
	if (!meeting->date.known || !participant->admitted_on.known ||
		participant->admitted_on.value > meeting->date.value)
		return false;
	if (participant->status.value == PARTICIPANT_ADMITTED)
		return true;
	return participant->status.value == PARTICIPANT_WITHDRAWN && withdrawn_on.known &&
	       withdrawn_on.value > meeting->date.value;
}
