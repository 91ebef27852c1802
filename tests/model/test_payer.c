/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Organisation numbers, GLN and Peppol-IDs: the vectors of their publishers, and every way to be
 * wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/payer.h"

static void test_numbers(void **state)
{
	static const struct {
		const char *text;
		const char *canonical; /* NULL: refused */
		const char *says;
	} table[] = {
		{"212000-0142", "212000-0142", NULL},
		{"2120000142", "212000-0142", NULL},
		{"162120000142", "212000-0142", NULL},
		{"16212000-0142", "212000-0142", NULL},
		{" 212000 0142 ", "212000-0142", NULL},
		{"212000–0142", "212000-0142", NULL},
		{"212000-1355", "212000-1355", NULL},
		{"212000-1124", "212000-1124", NULL},
		{"212000-0803", "212000-0803", NULL},
		{"232100-0016", "232100-0016", NULL},
		{"232100-0131", "232100-0131", NULL},
		{"232100-0255", "232100-0255", NULL},
		{"222000-0315", "222000-0315", NULL},
		{"556036-0793", "556036-0793", NULL},
		{"212000-0143", NULL, "(it should be 2)"},
		{"232100-0017", NULL, "(it should be 6)"},
		{"21200-0142", NULL, "ten digits"},
		{"212000-01422", NULL, "ten digits"},
		{"", NULL, "ten digits"},
		{"21200O-0142", NULL, "ten digits"},
		{"SE212000014201", NULL, "ten digits"},
		{"2120000142212000014221200001422120000142", NULL, "ten digits"},
		{"121212-1212", NULL, "personal number"},
		{"19121212-1212", NULL, "personal number"},
		{"201212121212", NULL, "personal number"},
		{"121272-1219", NULL, "personal number"},
		{"121312-1212", NULL, "third digit"},
		{"000000-0000", NULL, "third digit"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		char canonical[ORGANISATION_NUMBER_SIZE] = "";
		struct error error = {0};
		bool read = payer_read_number(table[i].text, canonical, &error);
		if (table[i].canonical) {
			assert_true(read);
			assert_string_equal(canonical, table[i].canonical);
			continue;
		}
		assert_false(read);
		assert_string_equal(error.field, "organisation_number");
		if (!strstr(error.message, table[i].says))
			fail_msg("“%s”: %s", table[i].text, error.message);
		error_finish(&error);
	}
}

static void test_gln(void **state)
{
	static const struct {
		const char *text;
		const char *says; /* NULL: good */
	} table[] = {
		{"7310000111112", NULL},
		{"7360001000007", NULL},
		{"7310 0001 1111 2", NULL},
		{"731000011111", "thirteen digits"}, /* the example of DIGG */
		{"7310000111110", "(it should be 2)"},
		{"73100001111122", "thirteen digits"},
		{"731000011111x", "thirteen digits"},
		{"", "thirteen digits"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct error error = {0};
		assert_int_equal(payer_check_gln(table[i].text, &error), !table[i].says);
		if (table[i].says) {
			assert_string_equal(error.field, "gln");
			assert_non_null(strstr(error.message, table[i].says));
		}
		error_finish(&error);
	}
}

static void test_peppol(void **state)
{
	static const struct {
		const char *text, *number, *gln;
		const char *says;
	} table[] = {
		{"0007:2120000142", NULL, NULL, NULL},
		{"0007:2120000142", "212000-0142", NULL, NULL},
		{"0088:7310000111112", "212000-0142", NULL, NULL},
		{"0088:7310000111112", NULL, "7310000111112", NULL},
		{"0007:2120000142", "212000-1355", NULL, "another organisation"},
		{"0088:7310000111112", NULL, "7360001000007", "another GLN"},
		{"0007:2120000143", NULL, NULL, "(it should be 2)"},
		{"0007:212000-0142", NULL, NULL, "ten digits"},
		{"0007:1212121212", NULL, NULL, "personal number"},
		{"0088:731000011111", NULL, NULL, "thirteen digits"},
		{"0088:7310000111110", NULL, NULL, "(it should be 2)"},
		{"0088:7310 000111112", NULL, NULL, "thirteen digits"},
		{"9955:2120000142", NULL, NULL, "0007:"},
		{"2120000142", NULL, NULL, "0007:"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct error error = {0};
		bool good = payer_check_peppol(
			table[i].text, table[i].number, table[i].gln, &error);
		assert_int_equal(good, !table[i].says);
		if (table[i].says) {
			assert_string_equal(error.field, "peppol_id");
			if (!strstr(error.message, table[i].says))
				fail_msg("“%s”: %s", table[i].text, error.message);
		}
		error_finish(&error);
	}
}

/* The rules reach the participant, at the right field. */
static void test_participant(void **state)
{
	static const struct {
		const char *field, *text, *at_fault;
	} table[] = {
		{"organisation_number", "212000-0142", NULL},
		{"organisation_number", "212000-0143", "organisation_number"},
		{"gln", "731000011111", "gln"},
		{"peppol_id", "0007:2120000143", "peppol_id"},
		{"buyer_reference", "007001", NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct participant *participant = record_create(&participant_entity);
		struct rule_context context = {0};
		struct error error = {0};
		const struct field *field = entity_field(&participant_entity, table[i].field);
		participant->family_name = xstrdup("Öberg");
		*field_text(field, participant) = xstrdup(table[i].text);
		bool valid = participant_entity.validate(participant, &context, &error);
		assert_int_equal(valid, !table[i].at_fault);
		if (table[i].at_fault)
			assert_string_equal(error.field, table[i].at_fault);
		error_finish(&error);
		record_destroy(&participant_entity, participant);
	}
	/* A reference that is too long for any system of invoices. */
	struct participant *participant = record_create(&participant_entity);
	struct error error = {0};
	char *text = xcalloc(REFERENCE_LENGTH + 2, 1);
	memset(text, '0', REFERENCE_LENGTH + 1);
	participant->order_reference = text;
	assert_false(payer_validate(participant, &error));
	assert_string_equal(error.field, "order_reference");
	error_finish(&error);
	text[REFERENCE_LENGTH] = '\0';
	assert_true(payer_validate(participant, &error));
	record_destroy(&participant_entity, participant);
}

static void test_complete(void **state)
{
	struct participant now = {0}, former = {0};
	(void)state;
	now.organisation_number = xstrdup("162120000142");
	now.gln = xstrdup("7310 0001 1111 2");
	now.buyer_reference = xstrdup(" 007001");
	payer_complete(&now, NULL);
	assert_string_equal(now.organisation_number, "212000-0142");
	assert_string_equal(now.gln, "7310000111112");
	assert_string_equal(now.peppol_id, "0007:2120000142");
	assert_string_equal(now.buyer_reference, " 007001");

	/* The number changes: what was made from it follows, */
	former.organisation_number = xstrdup("212000-0142");
	former.peppol_id = xstrdup("0007:2120000142");
	free(now.organisation_number);
	now.organisation_number = xstrdup("212000-1355");
	payer_complete(&now, &former);
	assert_string_equal(now.peppol_id, "0007:2120001355");
	/* what was given by hand does not. */
	free(former.peppol_id);
	free(now.peppol_id);
	former.peppol_id = xstrdup("0088:7310000111112");
	now.peppol_id = xstrdup("0088:7310000111112");
	payer_complete(&now, &former);
	assert_string_equal(now.peppol_id, "0088:7310000111112");
	/* What cannot be read stays for the rules to tell of. */
	free(now.organisation_number);
	free(now.peppol_id);
	now.organisation_number = xstrdup("212000-0143");
	now.peppol_id = NULL;
	payer_complete(&now, NULL);
	assert_string_equal(now.organisation_number, "212000-0143");
	assert_null(now.peppol_id);
	record_finish(&participant_entity, &now);
	record_finish(&participant_entity, &former);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_gln),
		cmocka_unit_test(test_peppol),
		cmocka_unit_test(test_participant),
		cmocka_unit_test(test_complete),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
