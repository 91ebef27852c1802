/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of sign-up forms. */
#include "unit.h"

#include <stdlib.h>

#include "model/signup.h"

#define TITLES_MOST 12

struct header {
	const char *titles[TITLES_MOST]; /* ended by NULL */
	const char *columns;             /* as they are remembered */
};

static const struct header headers[] = {
	{{"Förnamn", "Efternamn", "E-postadress", "Telefon", "Organisation", "Befattning", "Org.nr",
		 "Fakturareferens", "Samtycke deltagarlista", "Anmäld", "Kommentar", NULL},
		"given_name;family_name;email;phone;organisation;title;organisation_number;"
		"buyer_reference;list_consent;received_on;note"},
	{{"First name", "Last name", "E-mail", "Mobile", "Municipality", "Job title", "Comments",
		 NULL},
		"given_name;family_name;email;phone;organisation;title;note"},
	{{"MEJL", "namn", "Kommun", "Region", NULL}, "email;name;organisation;organisation"},
	{{"Tidsstämpel", "Ange ditt förnamn", "Din e-post", "Er referens", "Beställningsnummer",
		 "Peppol-ID", "GLN", NULL},
		"received_on;given_name;email;buyer_reference;order_reference;peppol_id;gln"},
	/* Decomposed, one letter wrong, more words after it. */
	{{"Fo\xcc\x88rnamn", "Efternamm", "E-post (arbetet)", NULL},
		"given_name;family_name;email"},
	/* The better title has it, whatever comes first. */
	{{"E-post till närmaste chef", "E-post", "Namn på chefen", "Namn", NULL}, ";email;;name"},
	{{"Specialkost", "Allergi", "Skyddade personuppgifter", "Namn", "Mail", NULL},
		"special_need;special_need;protected;name;email"},
	{{"Ev. specialkost/allergi", "Har du några allergier?", "Eventuella behov",
		 "Any dietary needs", "Evert", NULL},
		"special_need;special_need;special_need;special_need;"},
	/* Our own keys and labels, in both languages. */
	{{"given_name", "Family name", "organisation_code", "Roll", "list_consent", "Taggar", NULL},
		"given_name;family_name;organisation_code;;list_consent;tags"},
	{{"Skostorlek", "", "123", "Hur hörde du talas om oss?", NULL}, ";;;"},
};

static size_t count_titles(const struct header *header)
{
	size_t count = 0;
	while (header->titles[count])
		count++;
	return count;
}

static void test_columns_are_known_by_their_titles(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(headers); i++) {
		enum signup_key keys[TITLES_MOST];
		size_t count = count_titles(&headers[i]);
		signup_map((char *const *)headers[i].titles, count, keys);
		char *text = signup_columns_text(keys, count);
		assert_string_equal(text, headers[i].columns);
		free(text);
	}
}

static void test_what_is_remembered_is_read_again(void **state)
{
	(void)state;
	enum signup_key keys[3];
	assert_true(signup_columns_read("email;;name", 3, keys));
	assert_int_equal(keys[0], SIGNUP_EMAIL);
	assert_int_equal(keys[1], SIGNUP_LEFT_OUT);
	assert_int_equal(keys[2], SIGNUP_NAME);
	/* A key of another version of the program is left out; another number of columns is not
	 * this form. */
	assert_true(signup_columns_read("email;shoe_size;name", 3, keys));
	assert_int_equal(keys[1], SIGNUP_LEFT_OUT);
	assert_false(signup_columns_read("email;name", 3, keys));
	assert_false(signup_columns_read("email;name;;", 3, keys));
}

static void test_every_key_is_found_by_its_token(void **state)
{
	(void)state;
	for (enum signup_key key = SIGNUP_LEFT_OUT; key < SIGNUP_KEYS; key++) {
		assert_int_equal(signup_find(signup_token(key)), key);
		assert_true(*signup_label(key));
	}
	assert_int_equal(signup_find("given-name"), SIGNUP_GIVEN_NAME);
	assert_int_equal(signup_find("shoe_size"), SIGNUP_KEYS);
}

static void test_a_fingerprint_is_of_the_header_in_its_order(void **state)
{
	(void)state;
	static const char *const headers_of_two[][2] = {
		{"Namn", "E-post"}, {" NAMN", "e-post "}, {"E-post", "Namn"}, {"Namn\nE-post", ""}};
	char prints[5][SIGNUP_FINGERPRINT_SIZE];
	for (size_t i = 0; i < 4; i++)
		signup_fingerprint((char *const *)headers_of_two[i], 2, prints[i]);
	signup_fingerprint((char *const *)headers_of_two[0], 1, prints[4]);
	assert_string_equal(prints[0], prints[1]);
	assert_string_not_equal(prints[0], prints[2]);
	assert_string_not_equal(prints[0], prints[3]);
	assert_string_not_equal(prints[0], prints[4]);
	assert_true(signup_same_title("E-post", "epost"));
	assert_true(signup_same_title("É-post", "E-POST"));
	assert_false(signup_same_title("", "-"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns_are_known_by_their_titles),
		cmocka_unit_test(test_what_is_remembered_is_read_again),
		cmocka_unit_test(test_every_key_is_found_by_its_token),
		cmocka_unit_test(test_a_fingerprint_is_of_the_header_in_its_order),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
