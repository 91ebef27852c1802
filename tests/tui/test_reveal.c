/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a protected identity stands on the screen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tui/reveal.h"

static void reveal_seconds_left__counts_down_to_the_end(void **state)
{
	(void)state;
	static const struct {
		int64_t now;
		int left;
	} cases[] = {
		{1000, 60}, {1001, 60}, {2000, 59}, {2001, 59}, {60000, 1}, {60999, 1}, {61000, 0},
		{99999, 0}, {0, 60}, /* a clock that goes back gives no more time */
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(reveal_seconds_left(1000, cases[i].now), cases[i].left);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reveal_seconds_left__counts_down_to_the_end),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("tui reveal", tests, NULL, NULL);
}
