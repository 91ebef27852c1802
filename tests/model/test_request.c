/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules and names of requests. */
#include "unit.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "model/request.h"

static void request__validate__says_something(void **state)
{
	(void)state;
	static const struct {
		const char *subject, *body;
		bool good;
	} rows[] = {
		{"Fråga", "Hej", true},
		{"Fråga", NULL, true},
		{NULL, "Hej", true},
		{NULL, NULL, false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct request *request = sound_record(&request_entity);
		put(&request_entity, request, "subject", rows[i].subject);
		put(&request_entity, request, "body", rows[i].body);
		number_set(&request->is_sensitive, 0); /* then its words may be withheld */
		if (rows[i].good)
			assert_ok(record_validate(&request_entity, request, NULL, error), "row");
		else
			assert_fails(record_validate(&request_entity, request, NULL, error),
				ERROR_DATA, "subject", "row");
		record_destroy(&request_entity, request);
	}
}

static void request__title__subject_or_sender(void **state)
{
	(void)state;
	static const struct {
		const char *subject, *sender, *title;
	} rows[] = {
		{"Fråga", "Per", "Fråga"},
		{NULL, "Per", "Per"},
		{NULL, NULL, "(no subject)"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct request request = {0};
		put(&request_entity, &request, "subject", rows[i].subject);
		put(&request_entity, &request, "sender_name", rows[i].sender);
		char *title = request_entity.title(&request);
		assert_string_equal(title, rows[i].title);
		free(title);
		record_finish(&request_entity, &request);
	}
}

static void request__verified__unknown_is_not_no(void **state)
{
	(void)state;
	assert_int_equal(choices_find(&request_verifieds, "no"), VERIFIED_NO);
	assert_int_equal(choices_find(&request_verifieds, "unknown"), VERIFIED_UNKNOWN);
	assert_int_not_equal(VERIFIED_NO, VERIFIED_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(request__validate__says_something),
		cmocka_unit_test(request__title__subject_or_sender),
		cmocka_unit_test(request__verified__unknown_is_not_no),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
