/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/meeting.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/network.h"
#include "model/programme.h"

#define FIELD_AT(member) offsetof(struct meeting, member)
#define IN_ITEM(member) offsetof(struct programme_item, member)

static const struct choice status_items[] = {
	[MEETING_UNPLANNED] = {"unplanned", NC_("meeting", "to be planned"),
		N_("Back to be planned"), "○", "o", false},
	[MEETING_PRELIMINARY] = {"preliminary", NC_("meeting", "preliminary"),
		N_("Make preliminary"), "◇", "?", false},
	[MEETING_CONFIRMED] = {"confirmed", NC_("meeting", "confirmed"), N_("Confirm"), "◆", "*",
		false},
	[MEETING_HELD] = {"held", NC_("meeting", "held"), N_("Mark as held"), "✓", "v", false},
	[MEETING_CANCELLED] = {"cancelled", NC_("meeting", "CANCELLED"), N_("Cancel"), "×", "x",
		false},
};

static const struct transition status_steps[] = {
	{MEETING_UNPLANNED, MEETING_PRELIMINARY, false},
	{MEETING_PRELIMINARY, MEETING_UNPLANNED, false},
	{MEETING_PRELIMINARY, MEETING_CONFIRMED, false},
	{MEETING_PRELIMINARY, MEETING_CANCELLED, true},
	{MEETING_CONFIRMED, MEETING_PRELIMINARY, false},
	{MEETING_CONFIRMED, MEETING_HELD, false},
	{MEETING_CONFIRMED, MEETING_CANCELLED, true},
	{MEETING_CANCELLED, MEETING_PRELIMINARY, false},
};

const struct choices meeting_statuses = {"meeting", status_items,
	sizeof(status_items) / sizeof(*status_items), status_steps,
	sizeof(status_steps) / sizeof(*status_steps)};

static const struct choice kind_items[] = {
	[MEETING_PHYSICAL] = {"physical", NC_("kind", "physical"), NULL, NULL, NULL, false},
	[MEETING_DIGITAL] = {"digital", NC_("kind", "digital"), NULL, NULL, NULL, false},
	[MEETING_HYBRID] = {"hybrid", NC_("kind", "hybrid"), NULL, NULL, NULL, false},
};

const struct choices meeting_kinds = {
	"kind", kind_items, sizeof(kind_items) / sizeof(*kind_items), NULL, 0};

static const struct choice form_items[] = {
	[MEETING_FORM_MEETING] = {"meeting", NC_("form", "meeting"), NULL, NULL, NULL, false},
	[MEETING_FORM_SEMINAR] = {"seminar", NC_("form", "seminar"), NULL, NULL, NULL, false},
	[MEETING_FORM_WEBCAST] = {"webcast", NC_("form", "webcast"), NULL, NULL, NULL, false},
};

const struct choices meeting_forms = {
	"form", form_items, sizeof(form_items) / sizeof(*form_items), NULL, 0};

static const struct choice theme_items[] = {
	[THEME_UNSET] = {"unset", NC_("theme", "not set"), N_("Clear the theme"), NULL, NULL,
		false},
	[THEME_PROPOSED] = {"proposed", NC_("theme", "proposed"), N_("Propose"), NULL, NULL, false},
	[THEME_VOTING] = {"voting", NC_("theme", "voting"), N_("Open the vote"), NULL, NULL, false},
	[THEME_DECIDED] = {"decided", NC_("theme", "decided"), N_("Decide"), NULL, NULL, false},
};

static const struct transition theme_steps[] = {
	{THEME_UNSET, THEME_PROPOSED, false},
	{THEME_UNSET, THEME_DECIDED, false},
	{THEME_PROPOSED, THEME_UNSET, false},
	{THEME_PROPOSED, THEME_VOTING, false},
	{THEME_PROPOSED, THEME_DECIDED, false},
	{THEME_VOTING, THEME_PROPOSED, false},
	{THEME_VOTING, THEME_DECIDED, false},
	{THEME_DECIDED, THEME_PROPOSED, true},
};

const struct choices theme_statuses = {"theme", theme_items,
	sizeof(theme_items) / sizeof(*theme_items), theme_steps,
	sizeof(theme_steps) / sizeof(*theme_steps)};

static const struct choice part_items[] = {
	[PART_MORNING] = {"morning", NC_("part", "morning"), NULL, NULL, NULL, false},
	[PART_AFTERNOON] = {"afternoon", NC_("part", "afternoon"), NULL, NULL, NULL, false},
	[PART_FIRST] = {"first", NC_("part", "first"), NULL, NULL, NULL, false},
	[PART_AFTER] = {"after", NC_("part", "then"), NULL, NULL, NULL, false},
};

const struct choices programme_parts = {
	"part", part_items, sizeof(part_items) / sizeof(*part_items), NULL, 0};

static const struct field meeting_fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(network), NULL, NULL, NULL},
	{"uid", N_("UID"), FIELD_TEXT, FIELD_SYSTEM | FIELD_REQUIRED, FIELD_AT(uid), NULL, NULL,
		NULL},
	{"kind", N_("Kind"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_LISTED, FIELD_AT(kind),
		&meeting_kinds, NULL, NULL},
	{"form", N_("Form"), FIELD_CHOICE, FIELD_REQUIRED, FIELD_AT(form), &meeting_forms, NULL,
		NULL},
	{"title", N_("Title"), FIELD_TEXT, FIELD_SEARCHED, FIELD_AT(title), NULL, NULL,
		N_("Left empty: from kind and form")},
	{"status", N_("Status"), FIELD_CHOICE, FIELD_STATUS | FIELD_REQUIRED | FIELD_LISTED,
		FIELD_AT(status), &meeting_statuses, NULL, NULL},
	{"status_reason", N_("Reason"), FIELD_TEXT, FIELD_STATUS, FIELD_AT(status_reason), NULL,
		NULL, NULL},
	{"date", N_("Date"), FIELD_DATE, FIELD_LISTED, FIELD_AT(date), NULL, NULL,
		N_("26/9, 26 sep, Tue wk39, 2023-09-26, tomorrow")},
	{"start", N_("Starts"), FIELD_TIME, FIELD_LISTED, FIELD_AT(start), NULL, NULL,
		N_("10 or 10:00, or both ends at once: 10-12")},
	{"end", N_("Ends"), FIELD_TIME, FIELD_LISTED, FIELD_AT(end), NULL, NULL, NULL},
	{"duration_min", N_("Shortest duration"), FIELD_DURATION, 0, FIELD_AT(duration_min), NULL,
		NULL, N_("2 h, 90 min, or a range: 1-2 h")},
	{"duration_max", N_("Longest duration"), FIELD_DURATION, 0, FIELD_AT(duration_max), NULL,
		NULL, NULL},
	{"period_text", N_("Period"), FIELD_TEXT, FIELD_SEARCHED | FIELD_LISTED,
		FIELD_AT(period_text), NULL, NULL, N_("While there is no date: 2024")},
	{"place", N_("Place"), FIELD_TEXT, FIELD_SEARCHED | FIELD_LISTED, FIELD_AT(place), NULL,
		NULL, NULL},
	{"address", N_("Venue address"), FIELD_TEXT, FIELD_SEARCHED, FIELD_AT(address), NULL, NULL,
		NULL},
	{"link", N_("Link"), FIELD_TEXT, 0, FIELD_AT(link), NULL, NULL, N_("https://…")},
	{"link_later", N_("Link comes later"), FIELD_FLAG, FIELD_REQUIRED, FIELD_AT(link_later),
		NULL, NULL, NULL},
	{"theme", N_("Theme"), FIELD_TEXT, FIELD_SEARCHED | FIELD_LISTED, FIELD_AT(theme), NULL,
		NULL, NULL},
	{"theme_status", N_("Theme is"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_STATUS,
		FIELD_AT(theme_status), &theme_statuses, NULL, NULL},
	{"theme_decided_at_id", N_("Theme decided at"), FIELD_REFERENCE, 0,
		FIELD_AT(theme_decided_at), NULL, &meeting_entity,
		N_("The date or number of an earlier meeting")},
	{"theme_decided_on", N_("Theme decided on"), FIELD_DATE, FIELD_STATUS,
		FIELD_AT(theme_decided_on), NULL, NULL, NULL},
	{"promise", N_("Promised"), FIELD_TEXT, FIELD_SEARCHED, FIELD_AT(promise), NULL, NULL,
		N_("What has been said about when more will be known")},
	{"promise_due", N_("Promised by the date"), FIELD_DATE, 0, FIELD_AT(promise_due), NULL,
		NULL, NULL},
	{"promise_by", N_("Promised by"), FIELD_TEXT, 0, FIELD_AT(promise_by), NULL, NULL,
		N_("Initials")},
	{"capacity", N_("Seats"), FIELD_INTEGER, 0, FIELD_AT(capacity), NULL, NULL,
		N_("How many there is room for; left empty: no limit")},
	{"terms", N_("Terms"), FIELD_NOTE, FIELD_SEARCHED, FIELD_AT(terms), NULL, NULL,
		N_("Left empty: what the network says of physical meetings")},
	{"strands", N_("Promised contents"), FIELD_TEXT, FIELD_SEARCHED, FIELD_AT(strands), NULL,
		NULL, N_("Labels of the promised contents that the meeting answers for")},
	{"note", N_("Note"), FIELD_NOTE, FIELD_INTERNAL, FIELD_AT(note), NULL, NULL, NULL},
	/* A calendar file lives on where the network moves: its version and age go with its uid. */
	{"sequence", N_("Version of the file"), FIELD_INTEGER, FIELD_SYSTEM, FIELD_AT(sequence),
		NULL, NULL, NULL},
	{"created_at", NULL, FIELD_INSTANT, FIELD_SYSTEM, FIELD_AT(created_at), NULL, NULL, NULL},
	{"updated_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(updated_at), NULL,
		NULL, NULL},
};

char *meeting_name(const struct meeting *meeting)
{
	if (meeting->title)
		return xstrdup(meeting->title);
	if (meeting->form.value == MEETING_FORM_SEMINAR)
		return xstrdup(_("Seminar"));
	if (meeting->form.value == MEETING_FORM_WEBCAST)
		return xstrdup(_("Webcast"));
	if (meeting->kind.value == MEETING_PHYSICAL)
		return xstrdup(_("Physical meeting"));
	return xstrdup(
		meeting->kind.value == MEETING_HYBRID ? _("Hybrid meeting") : _("Digital meeting"));
}

char *meeting_when(const struct meeting *meeting)
{
	if (meeting->date.known)
		return date_format(meeting->date.value, DATE_SHORT);
	return xstrdup(meeting->period_text ? meeting->period_text : _("no date"));
}

static char *meeting_title(const void *record)
{
	const struct meeting *meeting = record;
	if (meeting->date.known)
		return date_format(meeting->date.value, DATE_MEDIUM);
	char *name = meeting_name(meeting);
	char *title = meeting->period_text ? xasprintf("%s %s", name, meeting->period_text)
					   : xstrdup(name);
	free(name);
	return title;
}

bool meeting_needs_place(const struct meeting *meeting)
{
	return meeting->kind.value != MEETING_DIGITAL;
}

bool meeting_needs_link(const struct meeting *meeting)
{
	return meeting->kind.value != MEETING_PHYSICAL;
}

bool meeting_uses(int kind, const char *field)
{
	if (!strcmp(field, "place") || !strcmp(field, "address") || !strcmp(field, "terms"))
		return kind != MEETING_DIGITAL;
	if (!strcmp(field, "link") || !strcmp(field, "link_later"))
		return kind != MEETING_PHYSICAL;
	return true;
}

const char *meeting_terms(const struct meeting *meeting, const struct network *network)
{
	if (!meeting_needs_place(meeting))
		return NULL;
	return text_is_blank(meeting->terms) ? network->physical_terms : meeting->terms;
}

bool meeting_comes_twice(const struct meeting *meeting)
{
	const struct number *const ends[] = {&meeting->start, &meeting->end};
	int64_t instant;
	for (size_t i = 0; meeting->date.known && i < sizeof(ends) / sizeof(*ends); i++) {
		if (ends[i]->known && zone_from_local(meeting->date.value, ends[i]->value,
					      &instant) == ZONE_AMBIGUOUS)
			return true;
	}
	return false;
}

int64_t meeting_end(const struct meeting *meeting)
{
	if (meeting->end.known)
		return meeting->end.value;
	if (!meeting->start.known || !meeting->duration_max.known)
		return -1;
	int64_t end = meeting->start.value + meeting->duration_max.value;
	return end < MINUTES_PER_DAY ? end : MINUTES_PER_DAY - 1;
}

bool meeting_may_become(const struct meeting *meeting, int to, struct error *error)
{
	bool needs_date = to == MEETING_PRELIMINARY || to == MEETING_CONFIRMED ||
			  to == MEETING_HELD;
	if (needs_date && !meeting->date.known)
		return error_set_field(error, ERROR_REFUSED, "date",
			_("The meeting has no date yet: set one first."));
	if (to == MEETING_UNPLANNED && meeting->date.known)
		return error_set_field(error, ERROR_REFUSED, "date",
			_("The meeting has a date: take it away first."));
	if (to != MEETING_CONFIRMED)
		return true;
	if (meeting_needs_place(meeting) && !meeting->place)
		return error_set_field(error, ERROR_REFUSED, "place",
			_("A physical meeting needs a place before it is confirmed."));
	if (meeting_needs_link(meeting) && !meeting->link && !meeting->link_later.value)
		return error_set_field(error, ERROR_REFUSED, "link",
			_("A digital meeting needs a link, or “link comes later”, before it is "
			  "confirmed."));
	return true;
}

static bool validate_time(const struct meeting *meeting, struct error *error)
{
	int64_t instant;
	if (meeting->start.known && !meeting->date.known)
		return error_set_field(
			error, ERROR_DATA, "date", _("A meeting with a time needs a date."));
	if (meeting->end.known && !meeting->start.known)
		return error_set_field(
			error, ERROR_DATA, "start", _("A meeting with an end needs a start."));
	if (meeting->end.known && meeting->end.value <= meeting->start.value)
		return error_set_field(
			error, ERROR_DATA, "end", _("The meeting ends before it starts."));
	if (meeting->start.known &&
		zone_from_local(meeting->date.value, meeting->start.value, &instant) == ZONE_GAP)
		return error_set_field(error, ERROR_DATA, "start",
			_("That time does not exist: the clock is put forward that night."));
	if (meeting->end.known &&
		zone_from_local(meeting->date.value, meeting->end.value, &instant) == ZONE_GAP)
		return error_set_field(error, ERROR_DATA, "end",
			_("That time does not exist: the clock is put forward that night."));
	if (meeting->duration_min.known && meeting->duration_max.known &&
		meeting->duration_min.value > meeting->duration_max.value)
		return error_set_field(error, ERROR_DATA, "duration_max",
			_("The longest duration is shorter than the shortest."));
	if ((meeting->duration_min.known && meeting->duration_min.value <= 0) ||
		(meeting->duration_max.known && meeting->duration_max.value <= 0))
		return error_set_field(
			error, ERROR_DATA, "duration_min", _("A duration is at least one minute."));
	return true;
}

static bool validate_period(
	const struct meeting *meeting, const struct network *network, struct error *error)
{
	if (!network || !meeting->date.known)
		return true;
	if ((network->starts_on.known && meeting->date.value < network->starts_on.value) ||
		(network->ends_on.known && meeting->date.value > network->ends_on.value)) {
		char *day = date_format(meeting->date.value, DATE_MEDIUM);
		error_set_field(error, ERROR_DATA, "date",
			_("%s is outside the period of the network: change one of them."), day);
		free(day);
		return false;
	}
	return true;
}

static bool link_is_plain(const char *link)
{
	if (strncmp(link, "https://", 8) != 0 && strncmp(link, "http://", 7) != 0)
		return false;
	for (const char *at = link; *at; at++) {
		if ((unsigned char)*at <= ' ' || *at == 0x7f || *at == '"' || *at == '<' ||
			*at == '>')
			return false;
	}
	return true;
}

static bool validate_theme(const struct meeting *meeting, struct error *error)
{
	if (meeting->theme_status.value == THEME_DECIDED && !meeting->theme)
		return error_set_field(
			error, ERROR_DATA, "theme", _("A decided theme needs its words."));
	if (meeting->theme_decided_at.known && meeting->record.id &&
		meeting->theme_decided_at.value == meeting->record.id)
		return error_set_field(error, ERROR_DATA, "theme_decided_at_id",
			_("A meeting cannot decide its own theme beforehand."));
	return true;
}

static bool meeting_validate(
	const void *record, const struct rule_context *context, struct error *error)
{
	const struct meeting *meeting = record;
	if (!validate_time(meeting, error) ||
		!validate_period(meeting, context ? context->network : NULL, error) ||
		!validate_theme(meeting, error))
		return false;
	if (meeting->link && !link_is_plain(meeting->link))
		return error_set_field(error, ERROR_DATA, "link",
			_("A link starts with https:// and holds no spaces."));
	if (meeting->status.value == MEETING_CANCELLED && text_is_blank(meeting->status_reason))
		return error_set_field(error, ERROR_DATA, "status_reason",
			_("A cancelled meeting needs a reason."));
	if (meeting->status.value != MEETING_CANCELLED &&
		meeting->status.value != MEETING_UNPLANNED)
		return meeting_may_become(meeting, (int)meeting->status.value, error);
	return true;
}

const struct entity meeting_entity = {
	.name = "meeting",
	.label = N_("Meeting"),
	.table = "meeting",
	.size = sizeof(struct meeting),
	.fields = meeting_fields,
	.field_count = sizeof(meeting_fields) / sizeof(*meeting_fields),
	.validate = meeting_validate,
	.title = meeting_title,
};

static const struct field item_fields[] = {
	{"meeting_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		IN_ITEM(meeting), NULL, &meeting_entity, NULL},
	{"ordinal", N_("Order"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LOCAL,
		IN_ITEM(ordinal), NULL, NULL, NULL},
	{"part", N_("Part of the day"), FIELD_CHOICE, FIELD_LISTED, IN_ITEM(part), &programme_parts,
		NULL, NULL},
	{"start", N_("Starts"), FIELD_TIME, FIELD_LISTED, IN_ITEM(start), NULL, NULL,
		N_("10 or 10:00, or both ends at once: 10-12")},
	{"end", N_("Ends"), FIELD_TIME, FIELD_LISTED, IN_ITEM(end), NULL, NULL, NULL},
	{"title", N_("Title"), FIELD_TEXT, FIELD_REQUIRED | FIELD_LISTED, IN_ITEM(title), NULL,
		NULL, NULL},
	{"description", N_("Description"), FIELD_NOTE, 0, IN_ITEM(description), NULL, NULL, NULL},
	{"contributors", N_("Contributors"), FIELD_TEXT, 0, IN_ITEM(contributors), NULL, NULL,
		NULL},
	{"external_event", N_("Event that is joined"), FIELD_TEXT, 0, IN_ITEM(external_event), NULL,
		NULL, NULL},
	{"included", N_("Included in the sign-up"), FIELD_FLAG, FIELD_REQUIRED, IN_ITEM(included),
		NULL, NULL, NULL},
};

static bool item_validate(
	const void *record, const struct rule_context *context, struct error *error)
{
	(void)context;
	return programme_validate(record, error);
}

static char *item_title(const void *record)
{
	const struct programme_item *item = record;
	return xstrdup(item->title ? item->title : "");
}

const struct entity programme_item_entity = {
	.name = "programme_item",
	.label = N_("Programme item"),
	.table = "programme_item",
	.size = sizeof(struct programme_item),
	.fields = item_fields,
	.field_count = sizeof(item_fields) / sizeof(*item_fields),
	.validate = item_validate,
	.title = item_title,
};
