/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fingerprints and identifiers. */
#include "unit.h"

#include <string.h>

#include "base/digest.h"

static void digest__sha256__known_values(void **state)
{
	char out[DIGEST_HEX_SIZE];

	(void)state;
	digest_sha256("", 0, out);
	assert_string_equal(
		out, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	digest_sha256("abc", 3, out);
	assert_string_equal(
		out, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void digest__piece_by_piece__is_the_same(void **state)
{
	char out[DIGEST_HEX_SIZE];
	struct digest *digest = digest_begin();

	(void)state;
	digest_add(digest, "a", 1);
	digest_add(digest, "", 0);
	digest_add(digest, "bc", 2);
	digest_end(digest, out);
	assert_string_equal(
		out, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	digest_end(digest_begin(), NULL);
}

static void uuid__create__has_the_form_of_version_4(void **state)
{
	char first[UUID_SIZE];
	char uuid[UUID_SIZE];

	(void)state;
	uuid_create(first);
	for (int round = 0; round < 100; round++) {
		uuid_create(uuid);
		assert_int_equal(strlen(uuid), 36);
		assert_int_equal(strspn(uuid, "0123456789abcdef-"), 36);
		for (size_t i = 0; i < 36; i++)
			assert_int_equal(uuid[i] == '-', i == 8 || i == 13 || i == 18 || i == 23);
		assert_int_equal(uuid[14], '4');
		assert_non_null(strchr("89ab", uuid[19]));
		assert_string_not_equal(uuid, first);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digest__sha256__known_values),
		cmocka_unit_test(digest__piece_by_piece__is_the_same),
		cmocka_unit_test(uuid__create__has_the_form_of_version_4),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
