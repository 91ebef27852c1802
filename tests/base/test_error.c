/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Error messages and exit codes. */
#include "unit.h"

#include <errno.h>

#include "base/error.h"
#include "base/i18n.h"

static void error__set__returns_false_and_fills(void **state)
{
	struct error error = {0};

	(void)state;
	assert_false(error_set(&error, ERROR_DATA, "line %d", 3));
	assert_int_equal(error.kind, ERROR_DATA);
	assert_string_equal(error.message, "line 3");
	assert_null(error.field);
	error_finish(&error);
	assert_int_equal(error.kind, ERROR_NONE);
	assert_null(error.message);
}

static void error__set__may_quote_its_own_old_message(void **state)
{
	struct error error = {0};

	(void)state;
	error_set(&error, ERROR_DATA, "inner");
	error_set(&error, ERROR_IO, "outer: %s", error.message);
	assert_string_equal(error.message, "outer: inner");
	assert_int_equal(error.kind, ERROR_IO);
	error_finish(&error);
}

static void error__set_field__is_forgotten_by_the_next(void **state)
{
	struct error error = {0};

	(void)state;
	assert_false(error_set_field(&error, ERROR_DATA, "email", "bad"));
	assert_string_equal(error.field, "email");
	error_set(&error, ERROR_DATA, "other");
	assert_null(error.field);
	error_finish(&error);
	error_finish(NULL);
	assert_false(error_set(NULL, ERROR_DATA, "nobody asks"));
}

static void error__exit_code__is_that_of_sysexits(void **state)
{
	static const struct {
		enum error_kind kind;
		int code;
	} rows[] = {
		{ERROR_NONE, 0},
		{ERROR_REFUSED, 1},
		{ERROR_CONFLICT, 1},
		{ERROR_USAGE, 64},
		{ERROR_DATA, 65},
		{ERROR_NO_INPUT, 66},
		{ERROR_UNAVAILABLE, 69},
		{ERROR_SOFTWARE, 70},
		{ERROR_CREATE, 73},
		{ERROR_IO, 74},
		{ERROR_BUSY, 75},
		{ERROR_PERMISSION, 77},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(error_exit_code(rows[i].kind), rows[i].code);
}

/* What libc says depends on the catalogues of the machine; what we say does not. */
static void error_reason__usual_refusals__are_ours(void **state)
{
	(void)state;
	static const int numbers[] = {ENOENT, EACCES, EISDIR, ENOTDIR, EEXIST, ENOSPC, EDQUOT,
		EROFS, EIO, ELOOP, ENAMETOOLONG};
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++) {
		const char *reason = error_reason(numbers[i]);
		assert_string_equal(reason, error_reason(numbers[i]));
		assert_true(*reason);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(reason, error_reason(numbers[j]));
	}
	i18n_set_language("sv");
	assert_string_equal(error_reason(ENOENT), "Filen eller katalogen finns inte");
	i18n_set_language("en");
	assert_string_equal(error_reason(ENOENT), "No such file or directory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(error__set__returns_false_and_fills),
		cmocka_unit_test(error__set__may_quote_its_own_old_message),
		cmocka_unit_test(error__set_field__is_forgotten_by_the_next),
		cmocka_unit_test(error__exit_code__is_that_of_sysexits),
		cmocka_unit_test(error_reason__usual_refusals__are_ours),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
