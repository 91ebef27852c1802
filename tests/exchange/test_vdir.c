/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder with a file for each event: names, what is ours, what is touched; and reminders, which
 * stand in these files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "check.h"
#include "exchange/file.h"
#include "exchange/vdir.h"
#include "harness/scratch.h"
#include "samples.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define NAME SAMPLE_UID ".ics"

static char *write_event(enum meeting_kind kind, const char *start, bool alarms)
{
	struct error error = {0};
	struct sample sample;
	sample_start(&sample, kind, "2023-10-17", start);
	struct calendar_event event = sample_event(&sample);
	event.alarms = alarms;
	char *text = calendar_write_event(&event, CALENDAR_NONE, NULL, &error);
	if (!text)
		fail_msg("%s", error.message);
	sample_finish(&sample);
	return text;
}

static void put_file(const char *folder, const char *name, const char *text)
{
	struct error error = {0};
	char *path = xasprintf("%s/%s", folder, name);
	assert_true(file_write(path, text, strlen(text), true, NULL, NULL, &error));
	free(path);
}

static void vdir_name__uid__is_never_a_way_out(void **state)
{
	static const char *const plain[] = {SAMPLE_UID, "a@example.se", "A_1+b.c"};
	static const char *const other[] = {"../../x", ".hidden", "a/b", "a b", "å", ""};
	(void)state;
	for (size_t i = 0; i < COUNT(plain); i++) {
		char *name = vdir_name(plain[i]);
		char *uid = vdir_uid(name);
		assert_string_equal(uid, plain[i]);
		free(uid);
		free(name);
	}
	for (size_t i = 0; i < COUNT(other); i++) {
		char *name = vdir_name(other[i]);
		assert_int_equal(strlen(name), 64 + strlen(".ics"));
		assert_null(strchr(name, '/'));
		free(name);
	}
	assert_null(vdir_uid("notes.txt"));
	assert_null(vdir_uid(".ics"));
}

static void vdir_put__same_bytes__are_not_touched(void **state)
{
	struct error error = {0};
	struct stat before, after;
	bool changed;
	char *text = write_event(MEETING_DIGITAL, "10:00", true);
	char *path = xasprintf("%s/%s", (const char *)*state, NAME);
	assert_true(vdir_put(*state, SAMPLE_UID, text, false, &changed, &error));
	assert_true(changed);
	assert_int_equal(stat(path, &before), 0);
	assert_true(vdir_put(*state, SAMPLE_UID, text, false, &changed, &error));
	assert_false(changed);
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	free(text);
	text = write_event(MEETING_DIGITAL, "13:00", true);
	assert_true(vdir_put(*state, SAMPLE_UID, text, false, &changed, &error));
	assert_true(changed);
	put_file(*state, NAME, "mine");
	assert_false(vdir_put(*state, SAMPLE_UID, text, false, &changed, &error));
	assert_int_equal(error.kind, ERROR_CREATE);
	error_finish(&error);
	assert_true(vdir_put(*state, SAMPLE_UID, text, true, &changed, &error));
	free(path);
	free(text);
}

static void vdir_list__entries__what_is_ours_and_what_is_not(void **state)
{
	static const struct {
		const char *name;
		bool ours;
	} wanted[] = {{NAME, true}, {"copy.ics", false}, {"notes.txt", false}};
	struct error error = {0};
	struct vdir_listing listing;
	char *text = write_event(MEETING_DIGITAL, "10:00", true);
	put_file(*state, NAME, text);
	put_file(*state, "copy.ics", text);
	put_file(*state, "notes.txt", "mine");
	put_file(*state, ".traffpunkt-abc", text);
	assert_true(vdir_describe(*state, "Nätverket\nx", &error));
	assert_true(vdir_list(*state, &listing, &error));
	assert_int_equal(listing.count, COUNT(wanted));
	for (size_t i = 0; i < COUNT(wanted); i++) {
		assert_string_equal(listing.entries[i].name, wanted[i].name);
		assert_int_equal(listing.entries[i].ours, wanted[i].ours);
	}
	vdir_listing_finish(&listing);
	free(text);
	assert_false(vdir_list("/no/such/folder", &listing, &error));
	assert_int_equal(error.kind, ERROR_NO_INPUT);
	error_finish(&error);
}

static void alarm__kinds__each_in_its_time(void **state)
{
	static const struct {
		enum meeting_kind kind;
		const char *start;
		const char *trigger;
	} rows[] = {
		{MEETING_PHYSICAL, "10:00", "TRIGGER:-P1D\r\n"},
		{MEETING_HYBRID, "10:00", "TRIGGER:-P1D\r\n"},
		{MEETING_DIGITAL, "10:00", "TRIGGER:-PT15M\r\n"},
		{MEETING_PHYSICAL, NULL, NULL},
		{MEETING_DIGITAL, NULL, NULL},
	};
	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		char *text = write_event(rows[i].kind, rows[i].start, true);
		check_part(text, rows[i].trigger ? rows[i].trigger : "VALARM",
			rows[i].trigger != NULL);
		if (rows[i].trigger)
			check_part(text, "\r\nACTION:DISPLAY\r\n", true);
		assert_true(calendar_is_ours(text, strlen(text), SAMPLE_UID));
		free(text);
		text = write_event(rows[i].kind, rows[i].start, false);
		check_part(text, "VALARM", false);
		free(text);
	}
}

static int set_up(void **state)
{
	struct clock clock;
	*state = scratch_create();
	return *state && setlocale(LC_ALL, "C.UTF-8") && clock_init(&clock, NULL) ? 0 : -1;
}

static int tear_down(void **state)
{
	scratch_destroy(*state);
	return 0;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(vdir_name__uid__is_never_a_way_out),
		TEST(vdir_put__same_bytes__are_not_touched),
		TEST(vdir_list__entries__what_is_ours_and_what_is_not),
		TEST(alarm__kinds__each_in_its_time),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
