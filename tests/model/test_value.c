/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of values: every field of every entity there and back, and what people write. */
#include "unit.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/meeting.h"
#include "model/network.h"
#include "model/participant.h"
#include "model/request.h"

#define TODAY "2023-09-19"

typedef char *text_function(const struct field *field, const void *record);

static void come_back(const struct entity *entity, const struct field *field, const void *record,
	text_function *text_of, const char *form)
{
	void *other = record_create(entity);
	char *text = text_of(field, record);
	assert_ok(field_parse(field, other, text, day(TODAY), error), text);
	if (!field_equals(field, record, other)) {
		char *now = field_canonical(field, other);
		fail_msg("%s.%s in %s: %s “%s” came back as %s", entity->name, field->name,
			i18n_language(), form, text, now);
	}
	free(text);
	record_destroy(entity, other);
}

/* Values at the edges of what a field may hold. */
static size_t edges(const struct field *field, int64_t values[])
{
	static const int64_t rows[][6] = {
		[FIELD_INTEGER] = {0, -1, 7, 2023, 1000000000, -1000000000},
		[FIELD_MONEY] = {0, 1, 99, 100, 120050, 100000000000},
		[FIELD_DURATION] = {1, 9, 10, 60, 90, 150},
		[FIELD_TIME] = {0, 59, 60, 605, 720, 1439},
		[FIELD_DATE] = {-25567, 0, 19616, 19617, 19723, 376199},
		[FIELD_INSTANT] = {0, 60, 1695105000, 1698534000, 1698537600, 4102444800},
		[FIELD_FLAG] = {0, 1, 0, 1, 0, 1},
		[FIELD_REFERENCE] = {1, 2, 99, 100000, 1000000, 1000000000},
	};
	size_t count = field->type == FIELD_CHOICE ? field->choices->count : 6;
	for (size_t i = 0; i < count; i++)
		values[i] = field->type == FIELD_CHOICE ? (int64_t)i : rows[field->type][i];
	return count;
}

static void come_back_all(const struct entity *entity, const struct field *field, void *record)
{
	/* A bare number that is typed is kronor, and hours below ten. */
	if (field->type != FIELD_MONEY && field->type != FIELD_DURATION)
		come_back(entity, field, record, field_canonical, "canonical");
	come_back(entity, field, record, field_editable, "editable");
	/* What is shown of an instant has no seconds and its offset is not told. */
	if (field->type != FIELD_INSTANT)
		come_back(entity, field, record, field_display, "display");
}

static void check_field_of(const struct entity *entity, const struct field *field)
{
	int64_t values[16];
	void *record = full_record(entity);
	come_back_all(entity, field, record);
	if (!field_is_text(field)) {
		for (size_t i = edges(field, values); i-- > 0;) {
			*field_number(field, record) = known(values[i]);
			come_back_all(entity, field, record);
		}
	}
	record_destroy(entity, record);
}

static void value__round_trip__every_field_in_both_languages(void **state)
{
	(void)state;
	for (int language = 0; language < 2; language++) {
		i18n_set_language(language ? "sv" : "en");
		for (size_t e = 0; model_entities[e]; e++) {
			for (size_t i = 0; i < model_entities[e]->field_count; i++)
				check_field_of(model_entities[e], &model_entities[e]->fields[i]);
		}
	}
	i18n_set_language("en");
}

static void value__unknown__has_no_text(void **state)
{
	(void)state;
	for (size_t e = 0; model_entities[e]; e++) {
		void *record = record_create(model_entities[e]);
		for (size_t i = 0; i < model_entities[e]->field_count; i++) {
			const struct field *field = &model_entities[e]->fields[i];
			char *display = field_display(field, record);
			char *editable = field_editable(field, record);
			assert_null(field_canonical(field, record));
			assert_string_equal(display, "");
			assert_string_equal(editable, "");
			free(display);
			free(editable);
		}
		record_destroy(model_entities[e], record);
	}
}

static void value__blank__makes_every_field_unknown(void **state)
{
	(void)state;
	static const char *const blanks[] = {"", " ", "\t\n "};
	for (size_t e = 0; model_entities[e]; e++) {
		for (size_t i = 0; i < model_entities[e]->field_count; i++) {
			const struct field *field = &model_entities[e]->fields[i];
			void *record = full_record(model_entities[e]);
			const char *blank = blanks[i % COUNT_OF(blanks)];
			assert_ok(field_parse(field, record, blank, 0, error), field->name);
			assert_false(field_is_known(field, record));
			record_destroy(model_entities[e], record);
		}
	}
}

struct text_row {
	const struct entity *entity;
	const char *field;
	const char *typed;
	const char *canonical; /* NULL: refused */
	const char *display;   /* in English; NULL: the same as canonical */
};

static const struct text_row text_rows[] = {
	{&meeting_entity, "date", "26/9", "2023-09-26", "Tue 26 Sep 2023"},
	{&meeting_entity, "date", "tis v39", "2023-09-26", "Tue 26 Sep 2023"},
	{&meeting_entity, "date", " 2023-10-17 ", "2023-10-17", "Tue 17 Oct 2023"},
	{&meeting_entity, "date", "2023-02-29", NULL, NULL},
	{&meeting_entity, "date", "someday", NULL, NULL},
	{&meeting_entity, "start", "10", "10:00", NULL},
	{&meeting_entity, "start", "9.30", "09:30", NULL},
	{&meeting_entity, "start", "kl 13", "13:00", NULL},
	{&meeting_entity, "start", "24:00", NULL, NULL},
	{&meeting_entity, "start", "noon-ish", NULL, NULL},
	{&meeting_entity, "duration_max", "2 h", "120", "2 h"},
	{&meeting_entity, "duration_max", "90 min", "90", "90 min"},
	{&meeting_entity, "duration_max", "long", NULL, NULL},
	{&meeting_entity, "kind", "Fysisk", "physical", "physical"},
	{&meeting_entity, "kind", "digital", "digital", "digital"},
	{&meeting_entity, "kind", "on the moon", NULL, NULL},
	{&meeting_entity, "link_later", "ja", "true", "yes"},
	{&meeting_entity, "link_later", "NEJ", "false", "no"},
	{&meeting_entity, "link_later", "x", "true", "yes"},
	{&meeting_entity, "link_later", "0", "false", "no"},
	{&meeting_entity, "link_later", "perhaps", NULL, NULL},
	{&meeting_entity, "theme_decided_at_id", "12", "12", NULL},
	{&meeting_entity, "theme_decided_at_id", "12a", NULL, NULL},
	{&meeting_entity, "theme_decided_at_id", "99999999999999999999", NULL, NULL},
	{&network_entity, "fee", "1 200", "120000", "SEK\u00a01,200"},
	{&network_entity, "fee", "1 200,50 kr", "120050", "SEK\u00a01,200.50"},
	{&network_entity, "fee", "free", NULL, NULL},
	{&network_entity, "vat", "moms ingår", "included", "VAT included"},
	{&request_entity, "received_at", "2023-09-19T08:30", "2023-09-19T06:30:00Z",
		"Tue 19 Sep 2023 08:30"},
	{&request_entity, "received_at", "2023-09-19T06:30:00Z", "2023-09-19T06:30:00Z",
		"Tue 19 Sep 2023 08:30"},
	{&request_entity, "received_at", "2023-12-01T08:30:00+01:00", "2023-12-01T07:30:00Z",
		"Fri 1 Dec 2023 08:30"},
	{&request_entity, "received_at", "yesterday", NULL, NULL},
	{&participant_entity, "family_name",
		"  O\xcc\x88"
		"berg  ",
		"Öberg", NULL},
	{&participant_entity, "family_name", "de\nla\tCruz", "de la Cruz", NULL},
	{&participant_entity, "note", " two\nlines ", " two\nlines ", NULL},
};

static void check_text_row(const struct text_row *row)
{
	const struct field *field = entity_field(row->entity, row->field);
	void *record = full_record(row->entity);
	void *before = record_copy(row->entity, record);
	if (!row->canonical) {
		assert_fails(field_parse(field, record, row->typed, day(TODAY), error), ERROR_DATA,
			row->field, row->typed);
		assert_true(field_equals(field, record, before));
	} else {
		assert_ok(field_parse(field, record, row->typed, day(TODAY), error), row->typed);
		char *canonical = field_canonical(field, record);
		char *display = field_display(field, record);
		assert_string_equal(canonical, row->canonical);
		assert_string_equal(display, row->display ? row->display : row->canonical);
		free(canonical);
		free(display);
	}
	record_destroy(row->entity, before);
	record_destroy(row->entity, record);
}

static void value__parse__what_people_write(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(text_rows); i++)
		check_text_row(&text_rows[i]);
}

static void value__parse__error_names_the_value_made_safe(void **state)
{
	(void)state;
	struct error error = {0};
	struct meeting meeting = {0};
	assert_false(field_parse(
		entity_field(&meeting_entity, "kind"), &meeting, "\x1b[2Jmoon", 0, &error));
	assert_non_null(strstr(error.message, "moon"));
	assert_null(strchr(error.message, '\x1b'));
	assert_non_null(strstr(error.message, "physical, digital, hybrid"));
	error_finish(&error);
}

static void value__editable__is_short_enough_to_type(void **state)
{
	(void)state;
	static const struct {
		const struct entity *entity;
		const char *field;
		int64_t value;
		const char *text;
	} rows[] = {
		{&network_entity, "fee", 120000, "1200"},
		{&network_entity, "fee", 120050, "1200,50"},
		{&network_entity, "fee", 5, "0,05"},
		{&meeting_entity, "date", 19626, "2023-09-26"},
		{&meeting_entity, "start", 600, "10:00"},
		{&request_entity, "received_at", 1695105000, "2023-09-19T08:30"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		void *record = record_create(rows[i].entity);
		const struct field *field = entity_field(rows[i].entity, rows[i].field);
		*field_number(field, record) = known(rows[i].value);
		char *text = field_editable(field, record);
		assert_string_equal(text, rows[i].text);
		free(text);
		record_destroy(rows[i].entity, record);
	}
}

/* A form that is opened and saved must change nothing, to the second. */
static void value__editable__keeps_the_seconds_of_an_instant(void **state)
{
	(void)state;
	const struct field *field = entity_field(&request_entity, "received_at");
	static const int64_t instants[] = {1695105042, 1698537630, 1698541230};
	for (size_t i = 0; i < COUNT_OF(instants); i++) {
		struct request request = {.received_at = known(instants[i])};
		come_back(&request_entity, field, &request, field_editable, "editable");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(value__round_trip__every_field_in_both_languages),
		cmocka_unit_test(value__unknown__has_no_text),
		cmocka_unit_test(value__blank__makes_every_field_unknown),
		cmocka_unit_test(value__parse__what_people_write),
		cmocka_unit_test(value__parse__error_names_the_value_made_safe),
		cmocka_unit_test(value__editable__is_short_enough_to_type),
		cmocka_unit_test(value__editable__keeps_the_seconds_of_an_instant),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
