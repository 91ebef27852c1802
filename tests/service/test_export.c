/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting: which files are written, which are skipped and why, and what is refused. */
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"

#define FILE_OF_OCTOBER "traff-2023-10-17-digital.ics"
#define COMBINED "fortroendevaldas-trygghet.ics"

static size_t count_of(const char *text, const char *part)
{
	size_t count = 0;
	for (; (text = strstr(text, part)); text += strlen(part))
		count++;
	return count;
}

static int64_t count_releases(const struct house *house)
{
	return read_integer(house, "SELECT count(*) FROM release");
}

static void set_mailbox(struct house *house)
{
	house->settings.organizer_mailbox = xstrdup("natverk@example.se");
	house->settings.organizer_name = xstrdup("Nätverket");
}

static void export__all__skips_the_undated_with_a_reason(void **state)
{
	struct house *house = *state;
	static const char *const files[] = {
		"traff-2023-09-26-fysisk.ics", FILE_OF_OCTOBER, "traff-2023-11-14-digital.ics"};
	struct export_order order = {.out = house->out};
	struct export_result result;
	assert_ok(service_export(&house->service, &order, &result, error));
	assert_int_equal(result.file_count, COUNT_OF(files));
	for (size_t i = 0; i < COUNT_OF(files); i++) {
		assert_true(out_exists(house, files[i]));
		assert_non_null(strstr(result.files[i].path, files[i]));
		assert_null(result.files[i].text);
		assert_true(result.files[i].is_new);
	}
	assert_int_equal(result.skipped_count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_non_null(strstr(result.skipped[i].title, "2024"));
		assert_non_null(strstr(result.skipped[i].reason, "date"));
	}
	export_result_finish(&result);
	assert_int_equal(count_releases(house), 3);
}

static void export__file__is_for_its_owner_only(void **state)
{
	struct house *house = *state;
	struct stat status;
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	char *path = xasprintf("%s/%s", house->out, FILE_OF_OCTOBER);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_int_equal(stat(house->out, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	free(path);
}

static void export__several__writes_those_that_can_be(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {SEMINAR, OCTOBER, 99};
	struct export_order order = {.meetings = ids, .meeting_count = 3, .out = house->out};
	struct export_result result;
	assert_ok(service_export(&house->service, &order, &result, error));
	assert_int_equal(result.file_count, 1);
	assert_int_equal(result.skipped_count, 2);
	assert_int_equal(result.skipped[0].id, SEMINAR);
	assert_int_equal(result.skipped[1].id, 99);
	export_result_finish(&result);
}

static void export__one__that_cannot_be_is_an_error(void **state)
{
	struct house *house = *state;
	static const int64_t id = SEMINAR;
	struct export_order order = {.meetings = &id, .meeting_count = 1, .out = house->out};
	struct export_result result;
	assert_fails(service_export(&house->service, &order, &result, error), ERROR_DATA, "date");
	assert_int_equal(result.file_count, 0);
	assert_int_equal(count_releases(house), 0);
}

static void export__stdout__gives_the_same_text(void **state)
{
	struct house *house = *state;
	static const int64_t id = OCTOBER;
	struct export_order order = {.meetings = &id, .meeting_count = 1, .out = "-"};
	struct export_result result;
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	char *file = read_out(house, FILE_OF_OCTOBER);
	assert_ok(service_export(&house->service, &order, &result, error));
	assert_null(result.files[0].path);
	assert_string_equal(result.files[0].text, file);
	assert_false(result.files[0].is_new);
	export_result_finish(&result);
	free(file);
}

static void export__foreign_file__only_with_force(void **state)
{
	struct house *house = *state;
	static const int64_t id = OCTOBER;
	struct export_order order = {.meetings = &id, .meeting_count = 1, .out = house->out};
	struct export_result result;
	export_one(house, NOVEMBER, CALENDAR_NONE, NULL);
	char *november = read_out(house, "traff-2023-11-14-digital.ics");
	const char *const foreign[] = {"Min egen fil", "", november,
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n"};
	for (size_t i = 0; i < COUNT_OF(foreign); i++) {
		write_out(house, FILE_OF_OCTOBER, foreign[i]);
		order.force = false;
		assert_fails(service_export(&house->service, &order, &result, error), ERROR_CREATE,
			FILE_OF_OCTOBER);
		char *kept = read_out(house, FILE_OF_OCTOBER);
		assert_string_equal(kept, foreign[i]);
		free(kept);
		assert_int_equal(count_releases(house), i ? 2 : 1); /* nothing left the house */
		order.force = true;
		assert_ok(service_export(&house->service, &order, &result, error));
		assert_int_equal(result.files[0].sequence, 0);
		export_result_finish(&result);
		char *ours = read_out(house, FILE_OF_OCTOBER);
		assert_non_null(strstr(ours, "UID:295ca9e8"));
		free(ours);
	}
	free(november);
}

static void export__folder__that_cannot_be_made(void **state)
{
	struct house *house = *state;
	struct export_order order = {.out = "/proc/no/such"};
	struct export_result result;
	struct error error = {0};
	assert_false(service_export(&house->service, &order, &result, &error));
	assert_int_equal(error.kind, ERROR_CREATE);
	error_finish(&error);
	assert_int_equal(count_releases(house), 0);
}

static void export__combined__one_file_releases_each_meeting(void **state)
{
	struct house *house = *state;
	struct export_order order = {.combined = true, .out = house->out};
	struct export_result result;
	for (int i = 0; i < 2; i++) {
		assert_ok(service_export(&house->service, &order, &result, error));
		assert_int_equal(result.file_count, 1);
		assert_int_equal(result.files[0].meeting, 0);
		assert_int_equal(result.skipped_count, 3);
		export_result_finish(&result);
	}
	char *text = read_out(house, COMBINED);
	assert_int_equal(count_of(text, "BEGIN:VEVENT"), 3);
	assert_int_equal(count_of(text, "SEQUENCE:0"), 3);
	assert_int_equal(count_releases(house), 3);
	assert_field(house, &meeting_entity, OCTOBER, "sequence", "0");
	free(text);
}

static void export__combined__says_what_the_single_file_says(void **state)
{
	struct house *house = *state;
	static const int64_t id = OCTOBER;
	struct export_order order = {
		.meetings = &id, .meeting_count = 1, .combined = true, .out = "-"};
	struct export_result result;
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	set(house, &meeting_entity, OCTOBER, "start", "10");
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	char *file = read_out(house, FILE_OF_OCTOBER);
	assert_ok(service_export(&house->service, &order, &result, error));
	char *event = strstr(file, "BEGIN:VEVENT");
	char *end = strstr(event, "END:VEVENT");
	*end = '\0';
	assert_non_null(strstr(result.files[0].text, event));
	export_result_finish(&result);
	free(file);
}

static void export__combined__of_nothing(void **state)
{
	struct house *house = *state;
	static const int64_t id = SEMINAR;
	struct export_order order = {
		.meetings = &id, .meeting_count = 1, .combined = true, .out = "-"};
	struct export_result result;
	assert_ok(service_export(&house->service, &order, &result, error));
	assert_int_equal(count_of(result.files[0].text, "BEGIN:VEVENT"), 0);
	assert_int_equal(result.skipped_count, 1);
	export_result_finish(&result);
}

static void export__publish__needs_a_mailbox(void **state)
{
	struct house *house = *state;
	static const int64_t id = OCTOBER;
	static const enum calendar_method methods[] = {CALENDAR_PUBLISH, CALENDAR_CANCEL};
	struct export_result result;
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "Sjukdom");
	for (size_t i = 0; i < COUNT_OF(methods); i++) {
		struct export_order order = {.meetings = &id,
			.meeting_count = 1,
			.method = methods[i],
			.out = house->out};
		assert_fails(service_export(&house->service, &order, &result, error), ERROR_USAGE,
			"mailbox");
		order.meetings = NULL;
		assert_fails(service_export(&house->service, &order, &result, error), ERROR_USAGE,
			"mailbox");
	}
	assert_int_equal(count_releases(house), 0);
}

static void export__publish__the_same_version_with_a_method(void **state)
{
	struct house *house = *state;
	bool is_new;
	set_mailbox(house);
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	assert_int_equal(export_one(house, OCTOBER, CALENDAR_PUBLISH, &is_new), 0);
	assert_false(is_new);
	char *text = read_out(house, "traff-2023-10-17-digital-publicerad.ics");
	assert_non_null(strstr(text, "\r\nMETHOD:PUBLISH\r\n"));
	assert_non_null(strstr(text, "mailto:natverk@example.se"));
	char *plain = read_out(house, FILE_OF_OCTOBER);
	assert_null(strstr(plain, "METHOD:"));
	assert_null(strstr(plain, "ORGANIZER"));
	char *ledger = read_text(house, "SELECT method || sequence FROM release ORDER BY id");
	assert_string_equal(ledger, "none0\npublish0\n");
	free(ledger);
	free(plain);
	free(text);
}

static void export__cancel__only_what_is_cancelled(void **state)
{
	struct house *house = *state;
	static const int64_t id = NOVEMBER;
	struct export_order order = {.method = CALENDAR_CANCEL, .out = house->out};
	struct export_result result;
	set_mailbox(house);
	export_one(house, OCTOBER, CALENDAR_PUBLISH, NULL);
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "Sjukdom");
	assert_ok(service_export(&house->service, &order, &result, error)); /* all */
	assert_int_equal(result.file_count, 1);
	assert_int_equal(result.skipped_count, 0);
	assert_int_equal(result.files[0].meeting, OCTOBER);
	assert_int_equal(result.files[0].sequence, 1);
	export_result_finish(&result);
	char *text = read_out(house, "traff-2023-10-17-digital-installd.ics");
	assert_non_null(strstr(text, "\r\nMETHOD:CANCEL\r\n"));
	assert_non_null(strstr(text, "\r\nSTATUS:CANCELLED\r\n"));
	assert_non_null(strstr(text, "\r\nUID:295ca9e8-c1bc-408e-881f-6491293bb0dc\r\n"));
	assert_non_null(strstr(text, "\r\nSEQUENCE:1\r\n"));
	free(text);
	order.meetings = &id;
	order.meeting_count = 1;
	assert_fails(
		service_export(&house->service, &order, &result, error), ERROR_REFUSED, "ancel");
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(export__all__skips_the_undated_with_a_reason),
		IN_HOUSE(export__file__is_for_its_owner_only),
		IN_HOUSE(export__several__writes_those_that_can_be),
		IN_HOUSE(export__one__that_cannot_be_is_an_error),
		IN_HOUSE(export__stdout__gives_the_same_text),
		IN_HOUSE(export__foreign_file__only_with_force),
		IN_HOUSE(export__folder__that_cannot_be_made),
		IN_HOUSE(export__combined__one_file_releases_each_meeting),
		IN_HOUSE(export__combined__says_what_the_single_file_says),
		IN_HOUSE(export__combined__of_nothing),
		IN_HOUSE(export__publish__needs_a_mailbox),
		IN_HOUSE(export__publish__the_same_version_with_a_method),
		IN_HOUSE(export__cancel__only_what_is_cancelled),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
