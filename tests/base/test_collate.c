/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Swedish order and folding for search. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/collate.h"
#include "base/text.h"

/* In the order of the Swedish rules. */
static const char *const names[] = {"Ahlström", "de la Cruz", "Delacruz", "Édouard", "Edström",
	"Ekman", "Muller", "Myller", "Müller", "Vallin", "van der Berg", "Vanderberg", "Veronica",
	"Vilma", "Wallin", "Walter", "Wilma", "Zetterberg", "åkesson", "Åkesson", "Äng", "Ærø",
	"Öberg", "Ørn"};

static int compare_keys(struct collator *collator, const char *left, const char *right)
{
	size_t left_length;
	size_t right_length;
	unsigned char *left_key = collator_key(collator, left, &left_length);
	unsigned char *right_key = collator_key(collator, right, &right_length);
	size_t shorter = left_length < right_length ? left_length : right_length;
	int order = memcmp(left_key, right_key, shorter);

	if (order == 0)
		order = (left_length > right_length) - (left_length < right_length);
	free(left_key);
	free(right_key);
	return (order > 0) - (order < 0);
}

static void collate__order__names_in_swedish_order(void **state)
{
	struct collator *collator = collator_create();

	(void)state;
	for (int i = 0; i < (int)COUNT_OF(names); i++) {
		for (int j = 0; j < (int)COUNT_OF(names); j++) {
			int expected = (i > j) - (i < j);

			assert_int_equal(collator_compare(collator, names[i], names[j]), expected);
			assert_int_equal(compare_keys(collator, names[i], names[j]), expected);
		}
	}
	collator_destroy(collator);
}

static void collate__key__same_for_both_normal_forms(void **state)
{
	struct collator *collator = collator_create();

	(void)state;
	assert_int_equal(compare_keys(collator, "\u00e5sa", "a\u030asa"), 0);
	assert_int_equal(compare_keys(collator, "", NULL), 0);
	assert_int_equal(compare_keys(collator, "", "a"), -1);
	collator_destroy(collator);
}

static void collate__key__holds_long_and_broken_text(void **state)
{
	struct collator *collator = collator_create();
	char *text = malloc(100001);
	size_t length;
	unsigned char *key;

	(void)state;
	memset(text, 0xff, 100000);
	text[100000] = '\0';
	key = collator_key(collator, text, &length);
	assert_true(length > 1000);
	free(key);
	free(text);
	collator_destroy(collator);
	collator_destroy(NULL);
}

static void collate__hostile_marks__take_no_time_to_speak_of(void **state)
{
	struct collator *collator = collator_create();
	size_t length = 1 << 18;
	char *bytes = malloc(length);
	char *stored;
	char *folded;
	size_t key_length;

	(void)state;
	for (size_t i = 0; i < length; i += 2)
		memcpy(bytes + i, i % 4 == 0 ? "\u0301" : "\u0323", 2);
	stored = text_stored(bytes, length);
	folded = collate_fold(stored);
	assert_true(strlen(folded) <= 60);
	free(folded);
	free(collator_key(collator, stored, &key_length));
	assert_true(key_length > 0);
	free(stored);
	free(bytes);
	collator_destroy(collator);
}

static void collate__version__names_the_rules(void **state)
{
	struct collator *collator = collator_create();

	(void)state;
	assert_int_equal(strncmp(collator_version(collator), "sv-", 3), 0);
	assert_true(strlen(collator_version(collator)) > 4);
	collator_destroy(collator);
}

static void collate__fold__keeps_swedish_letters_apart(void **state)
{
	static const struct {
		const char *text;
		const char *folded;
		const char *loose;
	} rows[] = {
		{"", "", ""},
		{"Habo", "habo", "habo"},
		{"Håbo", "håbo", "habo"},
		{"HA\u030aBO", "håbo", "habo"},
		{"ÄNGSÖ", "ängsö", "angso"},
		{"Édouard", "edouard", "edouard"},
		{"Müller", "muller", "muller"},
		{"Ærø", "ärö", "aro"},
		{"\u01fd", "ä", "a"},
		{"Đorđe Łódź", "dorde lodz", "dorde lodz"},
		{"ﬁn", "fin", "fin"},
		{"Ａｂ", "ab", "ab"},
		{"Straße", "strasse", "strasse"},
		{"\u01fa", "å", "a"},
		{"a\u0323\u0308", "ä", "a"},
		{"o\u030a", "o", "o"},
		{"soft\u00adhy", "softhy", "softhy"},
		{"か\u3099", "が", "が"},
		{"a\xff", "a\ufffd", "a\ufffd"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *folded = collate_fold(rows[i].text);
		char *loose = collate_fold_loose(rows[i].text);

		assert_string_equal(folded, rows[i].folded);
		assert_string_equal(loose, rows[i].loose);
		assert_true(collate_same(rows[i].text, rows[i].folded));
		free(folded);
		free(loose);
	}
	assert_false(collate_same("Håbo", "Habo"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(collate__order__names_in_swedish_order),
		cmocka_unit_test(collate__key__same_for_both_normal_forms),
		cmocka_unit_test(collate__key__holds_long_and_broken_text),
		cmocka_unit_test(collate__hostile_marks__take_no_time_to_speak_of),
		cmocka_unit_test(collate__version__names_the_rules),
		cmocka_unit_test(collate__fold__keeps_swedish_letters_apart),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
