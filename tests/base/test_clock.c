/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zone, the fixed clock and written instants. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/i18n.h"

static void assert_local(const char *day, int64_t minutes, enum zone_fit fit, const char *utc)
{
	char out[21];
	int64_t date;
	int64_t instant;

	assert_true(date_from_iso(day, &date));
	assert_int_equal(zone_from_local(date, minutes, &instant), fit);
	instant_to_utc(instant, out);
	assert_string_equal(out, utc);
}

static void zone__from_local__knows_summer_and_winter(void **state)
{
	(void)state;
	assert_local("2023-10-17", 600, ZONE_FITS, "2023-10-17T08:00:00Z");
	assert_local("2023-11-14", 600, ZONE_FITS, "2023-11-14T09:00:00Z");
	assert_local("2024-01-01", 0, ZONE_FITS, "2023-12-31T23:00:00Z");
	assert_local("2024-02-06", 1440, ZONE_FITS, "2024-02-06T23:00:00Z");
}

static void zone__from_local__knows_both_changes_of_the_clock(void **state)
{
	(void)state;
	assert_local("2024-03-31", 119, ZONE_FITS, "2024-03-31T00:59:00Z");
	assert_local("2024-03-31", 120, ZONE_GAP, "2024-03-31T01:00:00Z");
	assert_local("2024-03-31", 150, ZONE_GAP, "2024-03-31T01:30:00Z");
	assert_local("2024-03-31", 180, ZONE_FITS, "2024-03-31T01:00:00Z");
	assert_local("2023-10-29", 119, ZONE_FITS, "2023-10-28T23:59:00Z");
	assert_local("2023-10-29", 120, ZONE_AMBIGUOUS, "2023-10-29T00:00:00Z");
	assert_local("2023-10-29", 150, ZONE_AMBIGUOUS, "2023-10-29T00:30:00Z");
	assert_local("2023-10-29", 180, ZONE_FITS, "2023-10-29T02:00:00Z");
}

/* Every hour of ten years: back from local is the same instant, but for the doubled hour. */
static void zone__to_local__and_back_for_every_hour(void **state)
{
	int64_t first;
	int doubled = 0;

	(void)state;
	assert_true(instant_from_iso("2020-01-01T00:00:00Z", &first));
	for (int64_t hour = 0; hour < 10 * 366 * 24; hour++) {
		int64_t instant = first + hour * 3600;
		int64_t date;
		int64_t minutes;
		int64_t back;
		enum zone_fit fit;

		zone_to_local(instant, &date, &minutes);
		assert_in_range(minutes, 0, MINUTES_PER_DAY - 1);
		fit = zone_from_local(date, minutes, &back);
		assert_int_not_equal(fit, ZONE_GAP);
		if (back != instant) {
			assert_int_equal(fit, ZONE_AMBIGUOUS);
			assert_int_equal(instant - back, 3600);
			doubled++;
		}
	}
	assert_int_equal(doubled, 10);
}

static void instant__iso__writes_both_forms(void **state)
{
	char utc[21];
	char local[26];
	int64_t instant;

	(void)state;
	assert_true(instant_from_iso("2023-09-26T11:00:05+02:00", &instant));
	instant_to_utc(instant, utc);
	instant_to_iso(instant, local);
	assert_string_equal(utc, "2023-09-26T09:00:05Z");
	assert_string_equal(local, "2023-09-26T11:00:05+02:00");
	instant_to_iso(-1, local);
	assert_string_equal(local, "1970-01-01T00:59:59+01:00");
	instant_to_utc(-1, utc);
	assert_string_equal(utc, "1969-12-31T23:59:59Z");
}

static void instant__from_iso__reads_three_forms(void **state)
{
	static const char *const same[] = {"2023-09-26T09:00:00Z", "2023-09-26T11:00:00+02:00",
		"2023-09-26T11:00", "2023-09-26T11:00:00", "2023-09-26T03:30:00-05:30"};
	static const char *const refused[] = {"", "2023-09-26", "2023-09-26T", "2023-09-26T11",
		"2023-09-26 11:00", "2023-09-26T24:00", "2023-09-26T11:00:60", "2023-09-26T11:00:0",
		"2023-09-26T11:00z", "2023-09-26T11:00+2", "2023-09-26T11:00Zx", "2024-03-31T02:30",
		"2023-02-29T10:00"};
	int64_t instant;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(same); i++) {
		instant = 0;
		assert_true(instant_from_iso(same[i], &instant));
		assert_int_equal(instant, 1695718800);
	}
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		assert_false(instant_from_iso(refused[i], &instant));
	assert_false(instant_from_iso(NULL, &instant));
}

static void clock__init__fixed_by_the_environment(void **state)
{
	struct clock clock;
	struct error error = {0};

	(void)state;
	setenv("TRAFFPUNKT_NOW", "2023-09-26T00:30", 1);
	assert_true(clock_init(&clock, &error));
	assert_int_equal(clock_now(&clock), 1695681000);
	assert_int_equal(clock_today(&clock),
		date_from_civil((struct civil){.year = 2023, .month = 9, .day = 26}));
	setenv("TRAFFPUNKT_NOW", "yester\033day", 1);
	assert_false(clock_init(&clock, &error));
	assert_int_equal(error.kind, ERROR_USAGE);
	assert_null(strchr(error.message, '\033'));
	assert_non_null(strstr(error.message, "yester"));
	error_finish(&error);
	setenv("TRAFFPUNKT_NOW", "", 1);
	assert_true(clock_init(&clock, &error));
	assert_false(clock.fixed);
	assert_true(clock_now(&clock) > 1695681000);
}

int main(void)
{
	struct clock clock;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(zone__from_local__knows_summer_and_winter),
		cmocka_unit_test(zone__from_local__knows_both_changes_of_the_clock),
		cmocka_unit_test(zone__to_local__and_back_for_every_hour),
		cmocka_unit_test(instant__iso__writes_both_forms),
		cmocka_unit_test(instant__from_iso__reads_three_forms),
		cmocka_unit_test(clock__init__fixed_by_the_environment),
	};

	i18n_init("en");
	clock_init(&clock, NULL);
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
