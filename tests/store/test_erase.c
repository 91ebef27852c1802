/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words in texts, and what is left of them in the bytes of files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "store/erase.h"
#include "support.h"

static void text_without_words__whole_words_in_any_case(void **state)
{
	(void)state;
	static const struct {
		const char *text, *without; /* NULL: none stands in it */
	} cases[] = {
		{"Skriv till asa@lund.example!", "Skriv till ×!"},
		{"ASA@LUND.EXAMPLE", "×"},
		{"Basa@lund.example", NULL},
		{"asa@lund.examples", NULL},
		{"Hej Åsa Öberg", "Hej ×"},
		{"ÅSA ÖBERG och åsa öberg", "× och ×"},
		{"Åsa Öbergsson", NULL},
		{"Öberg, Åsa (tel 070-174 06 05).", "× (tel ×)."},
		{"Åsa", NULL},
		/* The line breaks of JSON. */
		{"{\"text\":\"Kom:\\nÅsa Öberg\\nÅsa Öberg\"}", "{\"text\":\"Kom:\\n×\\n×\"}"},
		{"\\t070-174 06 05\\r", "\\t×\\r"},
		{"\\xÅsa Öberg nÅsa Öberg", NULL},
		/* A name over the end of a line. */
		{"Åsa\nÖberg, Åsa\\nÖberg", "×, ×"},
		{"", NULL},
		{NULL, NULL},
	};
	struct word_list words = {0};
	word_list_add(&words, "asa@lund.example");
	word_list_add(&words, "Åsa Öberg");
	word_list_add(&words, "Öberg, Åsa");
	word_list_add(&words, "070-174 06 05");
	word_list_add(&words, "Åsa"); /* too short to be told from other words */
	word_list_add(&words, "Åsa Öberg");
	word_list_add(&words, NULL);
	assert_int_equal(words.count, 4);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *text = text_without_words(cases[i].text, &words, "×");
		if ((text && cases[i].without) ? strcmp(text, cases[i].without) != 0
					       : text || cases[i].without)
			fail_msg("“%s” became “%s”", cases[i].text, text ? text : "NULL");
		free(text);
	}
	word_list_finish(&words);
}

/* A word that lies across the edge of two chunks is found, and once. */
static void store_count_traces__word_on_the_edge_of_a_chunk__is_found_once(void **state)
{
	struct place *place = *state;
	struct word_list words = {0};
	size_t count;
	word_list_add(&words, "Needle@Haystack.example");
	char *path = xasprintf("%s-journal", place->path);
	for (long at = (1 << 20) - 30; at < (1 << 20) + 3; at++) {
		FILE *file = fopen(path, "w");
		assert_non_null(file);
		fseek(file, at, SEEK_SET);
		fputs("nEEDLE@haystack.EXAMPLE", file);
		fclose(file);
		assert_ok(store_count_traces(place->store, &words, &count, error));
		assert_int_equal(count, 1);
	}
	unlink(path);
	assert_ok(store_count_traces(place->store, &words, &count, error));
	assert_int_equal(count, 0);
	free(path);
	word_list_finish(&words);
}

static void digest_salted__depends_on_both(void **state)
{
	(void)state;
	char salts[2][UUID_SIZE], hashes[4][DIGEST_HEX_SIZE];
	uuid_create(salts[0]);
	uuid_create(salts[1]);
	digest_salted(salts[0], "a@b.example", hashes[0]);
	digest_salted(salts[0], "a@b.example", hashes[1]);
	digest_salted(salts[1], "a@b.example", hashes[2]);
	digest_salted(salts[0], "b@b.example", hashes[3]);
	assert_int_equal(strlen(hashes[0]), DIGEST_HEX_SIZE - 1);
	assert_string_equal(hashes[0], hashes[1]);
	assert_string_not_equal(hashes[0], hashes[2]);
	assert_string_not_equal(hashes[0], hashes[3]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_without_words__whole_words_in_any_case),
		cmocka_unit_test_setup_teardown(
			store_count_traces__word_on_the_edge_of_a_chunk__is_found_once, store_setup,
			place_teardown),
		cmocka_unit_test(digest_salted__depends_on_both),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store erase", tests, NULL, NULL);
}
