/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The choice of language and the catalogues. */
#include "unit.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>

#include "base/i18n.h"

static void i18n__init__chooses_from_the_environment(void **state)
{
	static const struct {
		const char *language;
		const char *lc_all;
		const char *lang;
		const char *chosen;
	} rows[] = {
		{"sv", "C.UTF-8", "", "sv"},
		{"en", "C.UTF-8", "", "en"},
		{"da:en_GB:sv", "C.UTF-8", "", "en"},
		{"da", "en_US.UTF-8", "", "en"},
		{"", "", "en_US.UTF-8", "en"},
		{"", "", "sv_SE.UTF-8", "sv"},
		{"", "en_GB.UTF-8", "sv_SE.UTF-8", "en"},
		{"", "C", "en_US.UTF-8", "sv"},
		{"", "", "", "sv"},
		{"english", "", "env", "sv"},
	};

	(void)state;
	unsetenv("LC_MESSAGES");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		setenv("LANGUAGE", rows[i].language, 1);
		setenv("LC_ALL", rows[i].lc_all, 1);
		setenv("LANG", rows[i].lang, 1);
		i18n_init(NULL);
		assert_string_equal(i18n_language(), rows[i].chosen);
		assert_string_equal(nl_langinfo(CODESET), "UTF-8");
		assert_string_equal(localeconv()->decimal_point, ".");
	}
	i18n_init("en");
	assert_string_equal(i18n_language(), "en");
}

static void i18n__set_language__switches_at_run_time(void **state)
{
	(void)state;
	i18n_init("sv");
	assert_string_equal(_("tomorrow"), "i morgon");
	i18n_set_language("en");
	assert_string_equal(_("tomorrow"), "tomorrow");
	i18n_set_language("sv");
	assert_string_equal(_("tomorrow"), "i morgon");
}

static void i18n__in_language__leaves_the_current_one(void **state)
{
	char *text;

	(void)state;
	i18n_init("en");
	text = i18n_in_language("sv", "tomorrow");
	assert_string_equal(text, "i morgon");
	free(text);
	assert_string_equal(i18n_language(), "en");
	assert_string_equal(_("tomorrow"), "tomorrow");
	text = i18n_in_language("sv", "no such message");
	assert_string_equal(text, "no such message");
	free(text);
	text = i18n_in_language("sv", "");
	assert_string_equal(text, "");
	free(text);
}

static void i18n__context__tells_same_words_apart(void **state)
{
	(void)state;
	i18n_init("sv");
	assert_string_equal(C_("month", "May"), "maj");
	assert_string_equal(i18n_context_of("month short", "Oct"), "okt");
	assert_string_equal(C_("no such context", "May"), "May");
	assert_string_equal(i18n_context_of("no such context", "May"), "May");
}

static void i18n__plural__one_and_many(void **state)
{
	(void)state;
	i18n_init("sv");
	assert_string_equal(PLURAL_("in %d day", "in %d days", 1), "om %d dag");
	assert_string_equal(PLURAL_("in %d day", "in %d days", 7), "om %d dagar");
	i18n_init("en");
	assert_string_equal(PLURAL_("in %d day", "in %d days", 1), "in %d day");
	assert_string_equal(PLURAL_("in %d day", "in %d days", 0), "in %d days");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(i18n__init__chooses_from_the_environment),
		cmocka_unit_test(i18n__set_language__switches_at_run_time),
		cmocka_unit_test(i18n__in_language__leaves_the_current_one),
		cmocka_unit_test(i18n__context__tells_same_words_apart),
		cmocka_unit_test(i18n__plural__one_and_many),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
