/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding: whatever libical makes of a value, the lines are whole and say the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "exchange/ical/fold.h"
#include "lines.h"

#define LENGTH_MAX 400

/* `count` times a unit. */
static char *repeat(const char *unit, size_t count)
{
	struct buffer text = {0};

	while (count-- > 0)
		buffer_append(&text, unit);
	return buffer_take(&text);
}

/* Through libical and the mending; the unfolded line must be `name` and the value. */
static void check_property(icalproperty *property, const char *name, const char *value)
{
	char *text = icalproperty_as_ical_string_r(property);
	char *mended = fold_mend(text, strlen(text));
	char *line = lines_unfold(mended);
	char *wanted = xasprintf("%s%s\r\n", name, value);
	const char *fault = lines_fault(mended, strlen(mended));

	if (fault)
		fail_msg("%s in %s", fault, mended);
	assert_string_equal(line, wanted);
	free(wanted);
	free(line);
	free(mended);
	icalmemory_free_buffer(text);
	icalproperty_free(property);
}

static void fold__mend__every_length(void **state)
{
	static const char *const units[] = {"x", "å", "–", "😀", "a ", "\xc3\xa5 😀x"};

	(void)state;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		for (size_t count = 1; count <= LENGTH_MAX; count++) {
			char *value = repeat(units[i], count);

			check_property(icalproperty_new_summary(value), "SUMMARY:", value);
			free(value);
		}
}

static void fold__mend__every_length_of_address_and_link(void **state)
{
	(void)state;
	for (size_t count = 1; count <= LENGTH_MAX; count++) {
		char *run = repeat("x", count);
		char *address = xasprintf("mailto:%s@example.se", run);
		char *link = xasprintf("https://example.se/%s", run);
		icalproperty *organizer = icalproperty_new_organizer(address);

		icalproperty_add_parameter(organizer, icalparameter_new_cn("Nätverket"));
		check_property(organizer, "ORGANIZER;CN=Nätverket:", address);
		check_property(icalproperty_new_url(link), "URL:", link);
		free(link);
		free(address);
		free(run);
	}
}

static void fold__mend__line_end_that_libical_broke(void **state)
{
	static const char broken[] = "SUMMARY:\r\n abc\r\r\n \nLOCATION:x\r\n";
	char *mended = fold_mend(broken, strlen(broken));

	(void)state;
	assert_string_equal(mended, "SUMMARY:abc\r\nLOCATION:x\r\n");
	free(mended);
}

static void fold__mend__fills_lines_to_the_last_octet(void **state)
{
	char *value = repeat("x", 75 + 74 + 74);
	char *line = xasprintf("%s\r\n", value);
	char *mended = fold_mend(line, strlen(line));

	(void)state;
	assert_int_equal(strlen(mended), 75 + 2 + 75 + 2 + 75 + 2);
	assert_null(lines_fault(mended, strlen(mended)));
	free(mended);
	free(line);
	free(value);
}

static void fold__mend__twice_changes_nothing(void **state)
{
	char *value = repeat("å😀x ", 120);
	char *line = xasprintf("SUMMARY:%s\r\n", value);
	char *once = fold_mend(line, strlen(line));
	char *twice = fold_mend(once, strlen(once));

	(void)state;
	assert_string_equal(once, twice);
	free(twice);
	free(once);
	free(line);
	free(value);
}

static void fold__mend__nothing(void **state)
{
	char *mended = fold_mend("", 0);

	(void)state;
	assert_string_equal(mended, "");
	free(mended);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fold__mend__every_length),
		cmocka_unit_test(fold__mend__every_length_of_address_and_link),
		cmocka_unit_test(fold__mend__line_end_that_libical_broke),
		cmocka_unit_test(fold__mend__fills_lines_to_the_last_octet),
		cmocka_unit_test(fold__mend__twice_changes_nothing),
		cmocka_unit_test(fold__mend__nothing),
	};
	icalerror_set_errors_are_fatal(0);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
