/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of the network and its parts. */
#include "unit.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "model/network.h"
#include "model/organisation.h"

static void network__validate__rules(void **state)
{
	(void)state;
	static const struct {
		const char *field, *text, *fault; /* NULL: good */
	} rows[] = {
		{"slug", "fortroendevaldas-trygghet", NULL},
		{"slug", "a2", NULL},
		{"slug", "-", NULL},
		{"slug", "Trygghet", "slug"},
		{"slug", "förtroende", "slug"},
		{"slug", "a b", "slug"},
		{"slug", "a/b", "slug"},
		{"slug", "..", "slug"},
		{"slug", NULL, "slug"},
		{"name", NULL, "name"},
		{"starts_on", "2024-08-31", NULL}, /* one day is a period */
		{"starts_on", "2024-09-01", "ends_on"},
		{"starts_on", NULL, NULL},
		{"ends_on", "2023-08-31", "ends_on"},
		{"ends_on", NULL, NULL},
		{"fee", "0", NULL},
		{"fee", NULL, NULL},
		{"vat", NULL, NULL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct network *network = sound_record(&network_entity);
		put(&network_entity, network, "starts_on", "2023-09-01");
		put(&network_entity, network, "ends_on", "2024-08-31");
		put(&network_entity, network, rows[i].field, rows[i].text);
		if (rows[i].fault)
			assert_fails(record_validate(&network_entity, network, NULL, error),
				ERROR_DATA, rows[i].fault, rows[i].field);
		else
			assert_ok(record_validate(&network_entity, network, NULL, error),
				rows[i].field);
		record_destroy(&network_entity, network);
	}
}

static void network__title__of_each_part(void **state)
{
	(void)state;
	static const struct {
		const struct entity *entity;
		const char *field;
	} rows[] = {
		{&network_entity, "name"},
		{&strand_entity, "text"},
		{&fact_entity, "text"},
		{&staff_entity, "name"},
		{&organisation_entity, "name"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		void *record = record_create(rows[i].entity);
		put(rows[i].entity, record, rows[i].field, "Ett namn");
		char *title = rows[i].entity->title(record);
		assert_string_equal(title, "Ett namn");
		free(title);
		record_destroy(rows[i].entity, record);
	}
}

static void network__parts__hang_on_the_network(void **state)
{
	(void)state;
	static const struct entity *const parts[] = {&strand_entity, &fact_entity, &staff_entity};
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		const struct field *parent = entity_field(parts[i], "network_id");
		assert_non_null(parent);
		assert_true(parent->flags & FIELD_PARENT);
		assert_int_equal(parent->type, FIELD_REFERENCE);
		assert_true(entity_field(parts[i], "ordinal")->flags & FIELD_LOCAL);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(network__validate__rules),
		cmocka_unit_test(network__title__of_each_part),
		cmocka_unit_test(network__parts__hang_on_the_network),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
