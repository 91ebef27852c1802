/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit.h"

#include <string.h>

#include "base/alloc.h"
#include "base/date.h"

void check_field(const struct error *error, const char *field, const char *row)
{
	if (field && (!error->field || strcmp(error->field, field) != 0))
		fail_msg("%s: blames %s instead of %s: %s", row,
			error->field ? error->field : "nothing", field, error->message);
}

struct number known(int64_t value)
{
	return (struct number){.known = true, .value = value};
}

int64_t day(const char *iso)
{
	int64_t date = 0;
	assert_true(date_from_iso(iso, &date));
	return date;
}

void put(const struct entity *entity, void *record, const char *name, const char *text)
{
	const struct field *field = entity_field(entity, name);
	if (!field)
		fail_msg("%s has no field %s", entity->name, name);
	assert_ok(field_parse(field, record, text ? text : "", day("2023-09-19"), error), name);
}

/* Texts that rules of their own look at. */
static const char *sound_text(const struct field *field)
{
	static const struct {
		const char *name;
		const char *text;
	} special[] = {
		{"slug", "a-network-2"},
		{"email", "asa@lund.example"},
		{"link", "https://meet.example/a?b=c"},
	};
	for (size_t i = 0; i < COUNT_OF(special); i++) {
		if (!strcmp(field->name, special[i].name))
			return special[i].text;
	}
	return field->type == FIELD_NOTE ? "Rad ett: “å”\n\n  rad två\t<b>" : "Öberg, “Å” & son";
}

static int64_t sound_number(const struct field *field)
{
	switch (field->type) {
	case FIELD_MONEY:
		return 120050;
	case FIELD_DURATION:
		return 90;
	case FIELD_TIME:
		return !strcmp(field->name, "end") ? 720 : 605;
	case FIELD_DATE:
		return !strcmp(field->name, "ends_on") ? day("2024-08-31") : day("2023-09-26");
	case FIELD_INSTANT:
		return 1695105000; /* 2023-09-19T06:30:00Z */
	case FIELD_CHOICE:
		return 1;
	case FIELD_INTEGER:
		return 2023;
	default:
		return 1;
	}
}

static void fill(const struct field *field, void *record)
{
	field_clear(field, record);
	if (field_is_text(field))
		*field_text(field, record) = xstrdup(sound_text(field));
	else
		*field_number(field, record) = known(sound_number(field));
}

static void *filled_record(const struct entity *entity, bool all)
{
	void *record = record_create(entity);
	for (size_t i = 0; i < entity->field_count; i++) {
		if (all || entity->fields[i].flags & FIELD_REQUIRED)
			fill(&entity->fields[i], record);
	}
	return record;
}

void *sound_record(const struct entity *entity)
{
	struct record *record = filled_record(entity, false);
	static const struct {
		const char *entity;
		const char *field;
		const char *text;
	} more[] = {
		{"invoice_item", "kind", "fee"},
		{"invoice_item", "status", "incomplete"},
		{"meeting", "status", "unplanned"},
		{"meeting", "theme_status", "unset"},
		{"participant", "family_name", "Öberg"},
		{"participant", "protected", "no"},
		{"request", "subject", "En fråga"},
		{"request", "protected", "no"},
		{"draft", "task", "Ring växeln"},
		{"draft", "protected", "no"},
	};
	record->id = 7;
	for (size_t i = 0; i < COUNT_OF(more); i++) {
		if (!strcmp(more[i].entity, entity->name))
			put(entity, record, more[i].field, more[i].text);
	}
	return record;
}

void *full_record(const struct entity *entity)
{
	struct record *record = filled_record(entity, true);
	record->id = 7;
	record->version = 3;
	return record;
}
