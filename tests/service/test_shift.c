/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The change of shifts: what others have done, what is due, what waits; and hints of the service.
 */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "model/need.h"
#include "service/hint.h"
#include "service/shift.h"

/* The whole sheet as it is printed. */
static char *sheet_of(struct house *house)
{
	struct buffer text = {0};
	struct shift shift;
	const char *label;
	assert_ok(service_shift(&house->service, NULL, &shift, error));
	char *title = shift_title(&shift);
	buffer_printf(&text, "%s\n", title);
	free(title);
	for (int section = 0; section < SHIFT_SECTIONS; section++) {
		size_t at = 0;
		char *line;
		buffer_printf(&text, "%s\n", shift_heading((enum shift_section)section));
		while ((line = shift_line(&shift, (enum shift_section)section, &at, &label))) {
			buffer_printf(&text, "%s: %s\n", label, line);
			free(line);
		}
	}
	shift_finish(&shift);
	return buffer_take(&text);
}

static void assert_holds(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("“%s” is not in\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("“%s” is in\n%s", part, text);
}

static int64_t add_request(struct house *house, const char *subject, const char *status)
{
	struct request *request = service_new(&house->service, &request_entity);
	type(house, &request_entity, request, "subject", subject);
	type(house, &request_entity, request, "sender_name", "Berit Brevskrivare");
	type(house, &request_entity, request, "received_at", "2023-10-13T09:00");
	if (status)
		type(house, &request_entity, request, "status", status);
	assert_ok(service_save(&house->service, &request_entity, request, NULL, error));
	int64_t id = request->record.id;
	record_destroy(&request_entity, request);
	return id;
}

/* K14: Friday evening US leaves; AP works the weekend; Monday US comes back. */
static void shift__monday__tells_what_the_other_has_done(void **state)
{
	struct house *house = *state;
	struct house *other = house_beside(house);
	char *said = NULL;
	struct visit visit;
	/* One rests until 25 September in the example. */
	set(house, &request_entity, REQUEST_OF_OPEN, "snooze_until", "2023-10-14");
	assert_ok(service_visit_end(&other->service, error));
	house_restart(house, "2023-10-15T10:00");
	for (int i = 0; i < 4; i++)
		add_request(house, "Något nytt", NULL);
	enter(house, &request_entity, REQUEST_OF_URGENT, REQUEST_CLOSED, NULL);
	house_leave(other);
	setenv("TRAFFPUNKT_NOW", "2023-10-16T08:00", 1);
	other = house_beside(house);
	assert_ok(service_visit(&other->service, &visit, error));
	assert_true(visit.known);
	assert_ok(service_shift_brief(&other->service, &visit, &said, error));
	assert_string_equal(said, "Since you were here last: 4 new, 2 woken, 1 urgent closed.");
	free(said);
	/* GN has done it all, and is told of nothing. */
	assert_ok(service_visit_end(&house->service, error));
	assert_ok(service_visit(&house->service, &visit, error));
	assert_ok(service_shift_brief(&house->service, &visit, &said, error));
	assert_null(said);
	house_leave(other);
}

/* By the same clock as the list: f, overdue. */
static void shift__overdue__is_due(void **state)
{
	struct house *house = *state;
	add_request(house, "Ännu inte besvarad", NULL);
	house_restart(house, "2023-10-13T09:30");
	char *text = sheet_of(house);
	int64_t before = read_integer(
		house, "SELECT count(*) FROM request WHERE clock_key < 2 AND id < 10");
	char *due = xasprintf("%lld to be answered already", (long long)before);
	assert_holds(text, due);
	free(due);
	free(text);
}

static void shift__undone__counts_as_nothing(void **state)
{
	struct house *house = *state;
	struct house *other = house_beside(house);
	assert_ok(service_visit_end(&other->service, error));
	add_request(house, "Något nytt", NULL);
	undo(house, "");
	set(house, &meeting_entity, OCTOBER, "start", "10");
	undo(house, "");
	redo(house, "");
	char *text = sheet_of(other);
	assert_lacks(text, "new");
	assert_holds(text, "Meetings: 1 with another time\n");
	free(text);
	house_leave(other);
}

/* Ten changes of one row are one row; new and closed at once is both. */
static void shift__row__counts_once(void **state)
{
	struct house *house = *state;
	struct house *other = house_beside(house);
	assert_ok(service_visit_end(&other->service, error));
	set(house, &request_entity, REQUEST_OF_OPEN, "assignee", "GN");
	set(house, &request_entity, REQUEST_OF_OPEN, "assignee", "US");
	set(house, &request_entity, REQUEST_OF_OPEN, "assignee", "AP");
	int64_t id = add_request(house, "Kort", NULL);
	enter(house, &request_entity, id, REQUEST_CLOSED, NULL);
	add_request(house, "Robot", "quarantined");
	char *text = sheet_of(other);
	assert_holds(text, "Requests: 1 new, 1 closed, 1 in quarantine, 1 changed\n");
	free(text);
	house_leave(other);
}

static void shift__sheet__is_short_the_same_and_names_nobody(void **state)
{
	struct house *house = *state;
	struct house *other = house_beside(house);
	struct record_set people = {0};
	size_t lines = 0;
	ADD_PARTICIPANT(
		house, {"given_name", "Hemlig"}, {"family_name", "Skyddad"}, {"protected", "true"});
	add_request(house, "Skyddad skriver", NULL);
	set(house, &meeting_entity, NOVEMBER, "note", "Skyddad");
	char *text = sheet_of(other), *again = sheet_of(other);
	assert_string_equal(text, again);
	free(again);
	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	assert_true(lines <= SHIFT_LINES);
	assert_holds(text, "The last 7 days\n");
	assert_holds(text, "Participants: 1 new\n");
	assert_holds(text, "Next meeting lacks: clock time, venue address\n");
	assert_holds(text, "Requests: 4 for nobody yet, US 2, AP 1\n");
	assert_lacks(text, "Skyddad");
	assert_lacks(text, "Berit");
	assert_ok(store_all(house->store, &participant_entity, 0, &people, error));
	for (size_t i = 0; i < people.count; i++) {
		const struct participant *person = record_set_at(&people, i);
		if (person->family_name)
			assert_lacks(text, person->family_name);
	}
	record_set_finish(&people);
	free(text);
	house_leave(other);
}

/* ---- hints of the service ---- */

static void hint__unsaved__is_masked(void **state)
{
	struct house *house = *state;
	struct unsaved_key key = {.entity = "request", .row = 3, .what = "form"};
	int64_t at;
	assert_true(service_unsaved_keep(&house->service, &key,
		"{\"subject\":\"om 121212-1212\",\"deep\":[{\"x\":\"19121212-1212\"}]}"));
	char *content = service_unsaved_find(&house->service, &key, &at);
	assert_holds(content, "om 121212-****");
	assert_lacks(content, "1212-1212");
	free(content);
	assert_false(service_unsaved_keep(&house->service, &key, "no JSON"));
	assert_true(service_unsaved_drop(&house->service, &key));
	assert_null(service_unsaved_find(&house->service, &key, &at));
}

static void hint__unsaved__not_of_whom_it_must_not_tell(void **state)
{
	struct house *house = *state;
	struct participant *hidden = get(house, &participant_entity, HIDDEN);
	struct participant *open = get(house, &participant_entity, HABO);
	struct request *request = get(house, &request_entity, REQUEST_OF_OPEN);
	struct special_need need = {0};
	assert_false(service_unsaved_allows(&participant_entity, hidden));
	assert_true(service_unsaved_allows(&participant_entity, open));
	assert_true(service_unsaved_allows(&request_entity, request));
	request->is_sensitive = (struct number){true, 1};
	assert_false(service_unsaved_allows(&request_entity, request));
	assert_false(service_unsaved_allows(&special_need_entity, &need));
	record_destroy(&participant_entity, hidden);
	record_destroy(&participant_entity, open);
	record_destroy(&request_entity, request);
}

/* A title quotes what was typed: the number is in no journal either. */
static void hint__title__of_an_action_is_masked(void **state)
{
	struct house *house = *state;
	set(house, &request_entity, REQUEST_OF_OPEN, "subject", "om 121212-1212");
	char *titles = read_text(house, "SELECT title FROM action");
	assert_lacks(titles, "1212-1212");
	assert_holds(titles, "om 121212-****");
	free(titles);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(shift__monday__tells_what_the_other_has_done),
		IN_HOUSE(shift__overdue__is_due),
		IN_HOUSE(shift__undone__counts_as_nothing),
		IN_HOUSE(shift__row__counts_once),
		IN_HOUSE(shift__sheet__is_short_the_same_and_names_nobody),
		IN_HOUSE(hint__unsaved__is_masked),
		IN_HOUSE(hint__unsaved__not_of_whom_it_must_not_tell),
		IN_HOUSE(hint__title__of_an_action_is_masked),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
