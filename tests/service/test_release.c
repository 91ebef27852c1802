/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which version a calendar file is: the whole story of SEQUENCE, LAST-MODIFIED and the ledger. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "store/release.h"

#define FILE_OF_OCTOBER "traff-2023-10-17-digital.ics"
#define UID_OF_OCTOBER "295ca9e8-c1bc-408e-881f-6491293bb0dc"

static void assert_has(const char *text, const char *start, const char *value)
{
	char *line = xasprintf("\r\n%s:%s\r\n", start, value);
	if (!strstr(text, line))
		fail_msg("no %s:%s in\n%s", start, value, text);
	free(line);
}

/* Exports October; its file must say this version. Owned by the caller. */
static char *release(struct house *house, int64_t sequence, bool wanted_new, const char *stamp)
{
	bool is_new;
	char *number = xasprintf("%d", (int)sequence);
	assert_int_equal(export_one(house, OCTOBER, CALENDAR_NONE, &is_new), sequence);
	assert_int_equal(is_new, wanted_new);
	char *text = read_out(house, FILE_OF_OCTOBER);
	assert_has(text, "UID", UID_OF_OCTOBER);
	assert_has(text, "SEQUENCE", number);
	assert_has(text, "LAST-MODIFIED", stamp);
	assert_has(text, "DTSTAMP", stamp);
	assert_field(house, &meeting_entity, OCTOBER, "sequence", number);
	free(number);
	return text;
}

static void forget(char *text)
{
	free(text);
}

static void assert_state(
	struct house *house, int64_t id, enum file_state wanted, int64_t wanted_sequence)
{
	enum file_state file;
	int64_t sequence;
	struct meeting *meeting = get(house, &meeting_entity, id);
	assert_ok(service_file_state(&house->service, meeting, &file, &sequence, error));
	assert_int_equal(file, wanted);
	assert_int_equal(sequence, wanted_sequence);
	record_destroy(&meeting_entity, meeting);
}

static int64_t count_releases(const struct house *house)
{
	return read_integer(house, "SELECT count(*) FROM release");
}

static void release__again__the_same_bytes_and_no_release(void **state)
{
	struct house *house = *state;
	assert_state(house, OCTOBER, FILE_NONE, -1);
	char *first = release(house, 0, true, "20230919T063000Z");
	assert_int_equal(count_releases(house), 1);
	int64_t actions = count_actions(house);
	assert_state(house, OCTOBER, FILE_CURRENT, 0);
	house_restart(house, "2023-09-20T10:00");
	char *again = release(house, 0, false, "20230919T063000Z");
	assert_string_equal(first, again);
	assert_int_equal(count_releases(house), 1);
	assert_int_equal(count_actions(house), actions);
	free(first);
	free(again);
}

static void release__story__every_visible_change_is_the_next(void **state)
{
	struct house *house = *state;
	forget(release(house, 0, true, "20230919T063000Z"));
	house_restart(house, "2023-09-20T10:00");
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	assert_state(house, OCTOBER, FILE_STALE, 0);
	char *timed = release(house, 1, true, "20230920T080000Z");
	assert_non_null(strstr(timed, "DTSTART;TZID=Europe/Stockholm:20231017T100000\r\n"));
	free(timed);
	house_restart(house, "2023-09-21T10:00");
	undo(house, "Publish again: the file that went out says otherwise.");
	assert_field(house, &meeting_entity, OCTOBER, "start", "–");
	assert_field(house, &meeting_entity, OCTOBER, "sequence", "1");
	forget(release(house, 2, true, "20230921T080000Z"));
	house_restart(house, "2023-09-22T10:00");
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "Sjukdom");
	char *cancelled = release(house, 3, true, "20230922T080000Z");
	assert_has(cancelled, "STATUS", "CANCELLED");
	free(cancelled);
	set(house, &meeting_entity, OCTOBER, "date", "2023-10-17"); /* nothing moved */
	forget(release(house, 3, false, "20230922T080000Z"));
	assert_int_equal(count_releases(house), 4);
}

static void release__hidden_change__is_no_new_version(void **state)
{
	struct house *house = *state;
	static const char *const hidden[] = {"note", "promise_by", "theme"};
	/* A theme that is only proposed stays in the house. */
	char *first = release(house, 0, true, "20230919T063000Z");
	for (size_t i = 0; i < COUNT_OF(hidden); i++) {
		set(house, &meeting_entity, OCTOBER, hidden[i], "AP");
		assert_state(house, OCTOBER, FILE_CURRENT, 0);
		char *again = release(house, 0, false, "20230919T063000Z");
		assert_string_equal(first, again);
		free(again);
	}
	free(first);
}

static void release__what_it_tells__each_change_is_a_version(void **state)
{
	struct house *house = *state;
	static const struct {
		const struct entity *entity;
		int64_t id;
		const char *field, *text;
	} rows[] = {
		{&meeting_entity, OCTOBER, "link", "https://meet.example/1"},
		{&meeting_entity, OCTOBER, "title", "Höstträff"},
		{&meeting_entity, OCTOBER, "kind", "hybrid"},
		{&meeting_entity, OCTOBER, "place", "Lund"},
		{&network_entity, 1, "name", "Ett annat namn"},
		{&staff_entity, 1, "name", "Anna Andersson"},
	};
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		set(house, rows[i].entity, rows[i].id, rows[i].field, rows[i].text);
		assert_state(house, OCTOBER, FILE_STALE, (int64_t)i);
		assert_int_equal(export_one(house, OCTOBER, CALENDAR_NONE, NULL), i + 1);
	}
}

static void release__theme__is_told_when_it_is_decided(void **state)
{
	struct house *house = *state;
	char *open = release(house, 0, true, "20230919T063000Z");
	assert_ok(service_theme_decide(&house->service, OCTOBER, "Hot i natten", error));
	char *decided = release(house, 1, true, "20230919T063001Z");
	assert_null(strstr(open, "Hot i natten"));
	assert_non_null(strstr(decided, "Hot i natten"));
	free(open);
	free(decided);
}

static void release__same_second__is_still_modified_later(void **state)
{
	struct house *house = *state;
	forget(release(house, 0, true, "20230919T063000Z"));
	set(house, &meeting_entity, OCTOBER, "start", "10");
	forget(release(house, 1, true, "20230919T063001Z"));
	set(house, &meeting_entity, OCTOBER, "start", "11");
	forget(release(house, 2, true, "20230919T063002Z"));
	house_restart(house, "2023-09-18T08:30"); /* a clock that goes back */
	set(house, &meeting_entity, OCTOBER, "start", "12");
	forget(release(house, 3, true, "20230919T063003Z"));
}

static void release__elsewhere__the_version_goes_on(void **state)
{
	struct house *house = *state;
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	set(house, &meeting_entity, OCTOBER, "start", "10");
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	char *file = service_network_export(&house->service, &(struct error){0});
	assert_non_null(file);
	void *other_state;
	int64_t id;
	house_setup_empty(&other_state);
	struct house *other = other_state;
	assert_ok(service_network_import(
		&other->service, file, strlen(file), "moved.json", &id, error));
	assert_field(other, &meeting_entity, OCTOBER, "sequence", "1");
	forget(release(other, 2, true, "20230919T063000Z"));
	forget(release(other, 2, false, "20230919T063000Z"));
	free(file);
	house_teardown(&other_state);
}

static void release__ledger__tells_of_the_file(void **state)
{
	struct house *house = *state;
	struct release *rows;
	size_t count;
	char digest[DIGEST_HEX_SIZE];
	forget(release(house, 0, true, "20230919T063000Z"));
	house_restart(house, "2023-09-20T10:00");
	set(house, &meeting_entity, OCTOBER, "link_later", "yes");
	set(house, &meeting_entity, OCTOBER, "start", "10");
	enter(house, &meeting_entity, OCTOBER, MEETING_CONFIRMED, NULL);
	char *text = release(house, 1, true, "20230920T080000Z");
	digest_sha256(text, strlen(text), digest);
	assert_ok(store_release_list(house->store, OCTOBER, &rows, &count, error));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].sha256, digest);
	assert_string_not_equal(rows[0].content, rows[1].content);
	assert_int_equal(rows[0].sequence, 1);
	assert_string_equal(rows[0].method, "none");
	assert_string_equal(rows[0].status, "confirmed");
	assert_string_equal(rows[1].status, "preliminary");
	assert_string_equal(rows[0].file, FILE_OF_OCTOBER);
	assert_string_equal(rows[0].released_by, "GN");
	assert_int_equal(rows[0].stamped_at, clock_now(&house->clock));
	assert_int_equal(rows[0].released_at, clock_now(&house->clock));
	free(rows);
	free(text);
}

static void release__undated__there_can_be_no_file(void **state)
{
	struct house *house = *state;
	assert_state(house, SEMINAR, FILE_IMPOSSIBLE, -1);
}

static void release__journal__an_export_cannot_be_undone(void **state)
{
	struct house *house = *state;
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	char *said = NULL;
	assert_fails(
		service_undo(&house->service, 1, &said, error), ERROR_REFUSED, "nothing to undo");
	assert_null(said);
	assert_field(house, &meeting_entity, OCTOBER, "sequence", "0");
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(release__again__the_same_bytes_and_no_release),
		IN_HOUSE(release__story__every_visible_change_is_the_next),
		IN_HOUSE(release__hidden_change__is_no_new_version),
		IN_HOUSE(release__what_it_tells__each_change_is_a_version),
		IN_HOUSE(release__theme__is_told_when_it_is_decided),
		IN_HOUSE(release__same_second__is_still_modified_later),
		IN_HOUSE(release__elsewhere__the_version_goes_on),
		IN_HOUSE(release__ledger__tells_of_the_file),
		IN_HOUSE(release__undated__there_can_be_no_file),
		IN_HOUSE(release__journal__an_export_cannot_be_undone),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
