/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder and the file that others subscribe to: what the settings say is done. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "service/feed.h"

#define FILE_OF_OCTOBER "295ca9e8-c1bc-408e-881f-6491293bb0dc.ics"

static int64_t count_releases(const struct house *house)
{
	return read_integer(house, "SELECT count(*) FROM release");
}

static void keep(struct house *house, size_t written, size_t kept, size_t removed)
{
	struct vdir_result result;
	assert_ok(service_export_vdir(&house->service, house->out, false, &result, error));
	assert_int_equal(result.counts[VDIR_WRITTEN], written);
	assert_int_equal(result.counts[VDIR_KEPT], kept);
	assert_int_equal(result.counts[VDIR_REMOVED], removed);
	vdir_result_finish(&result);
}

static void feed__folder__is_written_once_and_then_kept(void **state)
{
	struct house *house = *state;
	keep(house, 3, 0, 0);
	assert_int_equal(count_releases(house), 3);
	int64_t actions = count_actions(house);
	house_restart(house, "2023-09-20T10:00");
	keep(house, 0, 3, 0);
	assert_int_equal(count_actions(house), actions);
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	keep(house, 1, 2, 0);
	assert_int_equal(count_releases(house), 4);
}

/* Lost on its way, it comes again as it was: the version is known, so it is no new one. */
static void feed__folder__file_that_went_missing_comes_back(void **state)
{
	struct house *house = *state;
	keep(house, 3, 0, 0);
	char *first = read_out(house, FILE_OF_OCTOBER);
	write_out(house, FILE_OF_OCTOBER, first);
	char *path = xasprintf("%s/%s", house->out, FILE_OF_OCTOBER);
	assert_int_equal(remove(path), 0);
	house_restart(house, "2023-09-20T10:00");
	keep(house, 1, 2, 0);
	char *again = read_out(house, FILE_OF_OCTOBER);
	assert_string_equal(first, again);
	assert_int_equal(count_releases(house), 3);
	free(path);
	free(first);
	free(again);
}

/* The stamp in the file is the one in the ledger. */
static void feed__folder__what_is_written_is_what_is_released(void **state)
{
	struct house *house = *state;
	keep(house, 3, 0, 0);
	char *text = read_out(house, FILE_OF_OCTOBER);
	char *digest = read_text(house, "SELECT sha256 FROM release WHERE meeting_id = 2");
	char sha256[DIGEST_HEX_SIZE];
	digest_sha256(text, strlen(text), sha256);
	digest[strcspn(digest, "\n")] = '\0';
	assert_string_equal(digest, sha256);
	free(digest);
	free(text);
}

static void feed__folder__that_cannot_be_made_releases_nothing(void **state)
{
	struct house *house = *state;
	struct vdir_result result;
	assert_fails(service_export_vdir(&house->service, "/proc/no/such", false, &result, error),
		ERROR_CREATE, "/proc");
	assert_int_equal(result.count, 0);
	assert_int_equal(count_releases(house), 0);
}

/* A UID that would lead out of the folder names a file by its digest. */
static void feed__folder__uid_is_no_way_out(void **state)
{
	struct house *house = *state;
	run_sql(house, "DROP TRIGGER meeting_uid_is_kept;"
		       "UPDATE meeting SET uid = '../../evil' WHERE id = 2");
	keep(house, 3, 0, 0);
	assert_false(out_exists(house, FILE_OF_OCTOBER));
	assert_false(out_exists(house, "../../evil.ics"));
	keep(house, 0, 3, 0);
}

static void feed__alarms__are_no_new_version(void **state)
{
	struct house *house = *state;
	enum file_state file;
	int64_t sequence;
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	keep(house, 3, 0, 0);
	house->settings.alarms = true;
	keep(house, 1, 2, 0); /* only October has a time */
	assert_int_equal(count_releases(house), 3);
	char *text = read_out(house, FILE_OF_OCTOBER);
	assert_non_null(strstr(text, "TRIGGER:-PT15M\r\n"));
	struct meeting *meeting = get(house, &meeting_entity, OCTOBER);
	assert_ok(service_file_state(&house->service, meeting, &file, &sequence, error));
	assert_int_equal(file, FILE_CURRENT);
	assert_int_equal(sequence, 0);
	record_destroy(&meeting_entity, meeting);
	free(text);
}

static void feed__settings__nothing_set_does_nothing(void **state)
{
	struct house *house = *state;
	struct feed_result result;
	assert_ok(service_refresh_feeds(&house->service, &result, error));
	assert_false(result.any);
	assert_int_equal(count_releases(house), 0);
}

static void feed__settings__folder_and_file_are_brought_into_step(void **state)
{
	struct house *house = *state;
	struct feed_result result;
	house->settings.feed_folder = xasprintf("%s/vdir", house->out);
	house->settings.feed_file = xasprintf("%s/natverk.ics", house->out);
	house->settings.feed_source = xstrdup("https://kalender.example.se/n.ics");
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	assert_ok(service_refresh_feeds(&house->service, &result, error));
	assert_true(out_exists(house, "vdir/" FILE_OF_OCTOBER));
	char *feed = read_out(house, "natverk.ics");
	assert_non_null(strstr(feed, "SOURCE;VALUE=URI:https://kalender.example.se/n.ics\r\n"));
	free(feed);
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	assert_ok(service_refresh_feeds(&house->service, &result, error));
	assert_true(result.any);
	assert_int_equal(result.written, 2); /* October, and the file with all */
	feed = read_out(house, "natverk.ics");
	char *event = read_out(house, "vdir/" FILE_OF_OCTOBER);
	assert_non_null(strstr(feed, "SEQUENCE:1\r\n"));
	assert_non_null(strstr(event, "SEQUENCE:1\r\n"));
	free(event);
	free(feed);
}

/* A change that nobody has published is in neither, and nor is a meeting that never was. */
static void feed__settings__what_is_not_released_stays_in_the_house(void **state)
{
	struct house *house = *state;
	struct feed_result result;
	house->settings.feed_folder = xasprintf("%s/vdir", house->out);
	house->settings.feed_file = xasprintf("%s/natverk.ics", house->out);
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	assert_ok(service_refresh_feeds(&house->service, &result, error));
	char *event = read_out(house, "vdir/" FILE_OF_OCTOBER);
	char *feed = read_out(house, "natverk.ics");
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	assert_ok(service_refresh_feeds(&house->service, &result, error));
	char *event_again = read_out(house, "vdir/" FILE_OF_OCTOBER);
	char *feed_again = read_out(house, "natverk.ics");
	assert_string_equal(event_again, event);
	assert_string_equal(feed_again, feed);
	assert_non_null(strstr(feed, "SEQUENCE:0\r\n"));
	assert_null(strstr(strstr(feed, "BEGIN:VEVENT") + 1, "BEGIN:VEVENT"));
	assert_int_equal(count_releases(house), 1);
	free(feed_again);
	free(event_again);
	free(feed);
	free(event);
}

static void feed__settings__file_of_someone_else_is_not_written_over(void **state)
{
	struct house *house = *state;
	struct feed_result result;
	house->settings.feed_file = xasprintf("%s/mine.ics", house->out);
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	write_out(house, "mine.ics", "not ours");
	assert_fails(
		service_refresh_feeds(&house->service, &result, error), ERROR_CREATE, "mine.ics");
}

static void feed__has__dated_and_not_cancelled_in_the_past(void **state)
{
	struct house *house = *state;
	struct meeting *meeting = get(house, &meeting_entity, OCTOBER);
	int64_t day = meeting->date.value;
	assert_true(feed_has(meeting, day + 1));
	meeting->status.value = MEETING_CANCELLED;
	assert_true(feed_has(meeting, day));
	assert_false(feed_has(meeting, day + 1));
	meeting->date.known = false;
	assert_false(feed_has(meeting, day));
	record_destroy(&meeting_entity, meeting);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(feed__folder__is_written_once_and_then_kept),
		IN_HOUSE(feed__folder__file_that_went_missing_comes_back),
		IN_HOUSE(feed__folder__what_is_written_is_what_is_released),
		IN_HOUSE(feed__folder__that_cannot_be_made_releases_nothing),
		IN_HOUSE(feed__folder__uid_is_no_way_out),
		IN_HOUSE(feed__alarms__are_no_new_version),
		IN_HOUSE(feed__settings__nothing_set_does_nothing),
		IN_HOUSE(feed__settings__folder_and_file_are_brought_into_step),
		IN_HOUSE(feed__settings__what_is_not_released_stays_in_the_house),
		IN_HOUSE(feed__settings__file_of_someone_else_is_not_written_over),
		IN_HOUSE(feed__has__dated_and_not_cancelled_in_the_past),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
