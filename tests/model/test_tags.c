/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tags: single, in order, added and removed in one line. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/tags.h"

static void tags__written_in_one_form(void **state)
{
	(void)state;
	static const struct {
		const char *text, *written;
	} rows[] = {
		{NULL, NULL},
		{"", NULL},
		{" , ,, ", NULL},
		{"ny", "ny"},
		{"ny, ny,NY", "ny"},
		{"b a", "a, b"},
		{"talare,inbjuden ny", "inbjuden, ny, talare"},
		{"Åre, år, zon", "zon, år, Åre"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct tag_set set = tag_set_read(rows[i].text);
		char *written = tag_set_write(&set);
		if (!rows[i].written)
			assert_null(written);
		else if (!written || strcmp(written, rows[i].written) != 0)
			fail_msg("“%s”: “%s”", rows[i].text, written);
		free(written);
		tag_set_finish(&set);
	}
}

static void tags__change__adds_and_removes(void **state)
{
	(void)state;
	static const struct {
		const char *tags, *change, *after, *said; /* change NULL: refused */
	} rows[] = {
		{NULL, "ny", "ny", "+ny"},
		{"ny", "ny", "ny", "+ny"},
		{"gammal", "ny -gammal", "ny", "+ny −gammal"},
		{"Gammal, ny", "-gammal", "ny", "−gammal"},
		{"ny", "-ny", NULL, "−ny"},
		{"ny", "-annan", "ny", "−annan"},
		{"b", "+c, +a", "a, b, c", "+a +c"},
		{NULL, "stöd-ä", "stöd-ä", "+stöd-ä"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct tag_change change;
		assert_ok(tag_change_read(&change, rows[i].change, error), rows[i].change);
		char *after = tag_change_apply(&change, rows[i].tags);
		char *said = tag_change_say(&change);
		assert_string_equal(after ? after : "–", rows[i].after ? rows[i].after : "–");
		assert_string_equal(said, rows[i].said);
		free(after);
		free(said);
		tag_change_finish(&change);
	}
}

static void tags__change__refused_when_it_says_nothing(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "  ", "-", "+", "- +", ",", "ny -ny", "ny -NY"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct tag_change change;
		assert_fails(tag_change_read(&change, texts[i], error), ERROR_DATA, NULL, texts[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags__written_in_one_form),
		cmocka_unit_test(tags__change__adds_and_removes),
		cmocka_unit_test(tags__change__refused_when_it_says_nothing),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
