/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What we say among ourselves: whose it is, where it is sealed, and that it stays inside. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/internalnote.h"
#include "model/numberoverride.h"
#include "service/report.h"
#include "service/request/doors.h"
#include "service/request/gate.h"
#include "service/request/note.h"
#include "service/request/thread.h"
#include "store/maintenance.h"

#define WORDS "Ring kommunens ekonomi, hon är sjukskriven sedan i maj"

static int64_t add(struct house *house, int64_t request, const char *text)
{
	int64_t id = 0;
	assert_ok(service_note_add(&house->service, request, text, &id, error));
	return id;
}

static void become(struct house *house, const char *who)
{
	free(house->service.who);
	house->service.who = xstrdup(who);
}

/* ---- notes ---- */

static void note__add__stands_with_who_and_when(void **state)
{
	struct house *house = *state;
	int64_t id = add(house, REQUEST_OF_NEW, WORDS "\nen rad till");
	assert_field(house, &internal_note_entity, id, "who", "GN");
	assert_field(house, &internal_note_entity, id, "at", "2023-09-19T06:30:00Z");
	assert_field(house, &internal_note_entity, id, "text", WORDS "\nen rad till");
	undo(house, "");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM internal_note"), 0);
	redo(house, "");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM internal_note"), 1);
	assert_fails(service_note_add(&house->service, REQUEST_OF_NEW, " \n", NULL, error),
		ERROR_DATA, "words");
	assert_fails(
		service_note_add(&house->service, 4711, "x", NULL, error), ERROR_REFUSED, "4711");
	assert_sound(house);
}

static void note__change__only_ones_own(void **state)
{
	struct house *house = *state;
	int64_t id = add(house, REQUEST_OF_NEW, WORDS);
	become(house, "AP");
	assert_fails(service_note_write(&house->service, id, "annat", error), ERROR_REFUSED, "GN");
	assert_fails(service_note_delete(&house->service, id, error), ERROR_REFUSED, "GN");
	become(house, "GN");
	assert_ok(service_note_write(&house->service, id, "annat", error));
	assert_field(house, &internal_note_entity, id, "text", "annat");
	assert_ok(service_note_write(&house->service, id, "", error));
	assert_int_equal(read_integer(house, "SELECT count(*) FROM internal_note"), 0);
}

static void note__list__merged_ones_too_newest_last(void **state)
{
	struct house *house = *state;
	struct record_set notes;
	add(house, REQUEST_OF_NEW, "ett");
	house_restart(house, "2023-09-19T09:00");
	add(house, REQUEST_OF_OPEN, "två");
	house_restart(house, "2023-09-19T10:00");
	add(house, REQUEST_OF_NEW, "tre");
	run_sql(house, "UPDATE request SET status = 'merged', merged_into_id = 6 WHERE id = 3");
	assert_ok(service_note_list(&house->service, REQUEST_OF_NEW, &notes, error));
	assert_int_equal(notes.count, 3);
	assert_string_equal(((const struct internal_note *)record_set_at(&notes, 0))->text, "ett");
	assert_string_equal(((const struct internal_note *)record_set_at(&notes, 1))->text, "två");
	assert_string_equal(((const struct internal_note *)record_set_at(&notes, 2))->text, "tre");
	record_set_finish(&notes);
}

static void note__sealed__as_its_request_is(void **state)
{
	struct house *house = *state;
	int64_t before = add(house, REQUEST_OF_NEW, WORDS);
	assert_field(house, &internal_note_entity, before, "protected", "false");
	set(house, &request_entity, REQUEST_OF_NEW, "sensitive", "true");
	assert_field(house, &internal_note_entity, before, "protected", "true");
	int64_t after = add(house, REQUEST_OF_NEW, "hemligt om hemmet");
	assert_field(house, &internal_note_entity, after, "protected", "true");
	/* The journal says that it is there, and not what it says. */
	assert_int_equal(read_integer(house, "SELECT count(*) FROM action_row WHERE after LIKE"
					     " '%hemligt om hemmet%'"),
		0);
	assert_sound(house);
}

static void assert_without_note(const char *text)
{
	static const char *const runs[] = {"kommunens ekonomi", "hon är sjukskriven",
		"sjukskriven sedan", "sedan i maj", "Ring kommunens"};
	assert_non_null(text);
	for (size_t i = 0; i < COUNT_OF(runs); i++) {
		if (strstr(text, runs[i]))
			fail_msg("“%s” has left the house", runs[i]);
	}
}

static void note__leaves__neither_with_the_network_nor_a_thread(void **state)
{
	struct house *house = *state;
	struct thread thread;
	struct error fault = {0};
	add(house, REQUEST_OF_WAITING, WORDS);
	char *network = service_network_export(&house->service, &fault);
	assert_without_note(network);
	assert_non_null(strstr(network, "\"requests\""));
	free(network);
	assert_ok(service_thread_read(&house->service, REQUEST_OF_WAITING, &thread, error));
	for (size_t i = 0; i < thread.count; i++)
		assert_without_note(thread.entries[i].body ? thread.entries[i].body : "");
	thread_finish(&thread);
}

/* ---- the door of the outbox ---- */

static int64_t add_letter(struct house *house, const char *body)
{
	char *sql = xasprintf(
		"INSERT INTO draft (network_id, uid, kind, reason, status, address, subject, body,"
		" message_id, request_id, protected, created_at, updated_at, status_key) VALUES (1,"
		" 'u%d', 'mail', 'invitation', 'draft', 'x@y.example', 'Svar', '%s', 'm%d@x', 6, 0,"
		" 1, 1, 0)",
		(int)read_integer(house, "SELECT count(*) FROM draft"), body,
		(int)read_integer(house, "SELECT count(*) FROM draft"));
	run_sql(house, sql);
	free(sql);
	return read_integer(house, "SELECT max(id) FROM draft");
}

static void assert_goes(struct house *house, int64_t id)
{
	struct draft *draft = get(house, &draft_entity, id);
	assert_ok(service_letter_check(&house->service, draft, error));
	record_destroy(&draft_entity, draft);
}

static void assert_stays(struct house *house, int64_t id, const char *why)
{
	struct draft *draft = get(house, &draft_entity, id);
	assert_fails(service_letter_check(&house->service, draft, error), ERROR_REFUSED, why);
	record_destroy(&draft_entity, draft);
}

static void gate__allowed__for_exactly_these_words(void **state)
{
	struct house *house = *state;
	int64_t id = add_letter(house, "Hej!\nFråga Per Håkansson i Habo.");
	assert_stays(house, id, "Line 2");
	assert_fails(
		service_letter_allow(&house->service, id, " ", error), ERROR_REFUSED, "reason");
	assert_ok(
		service_letter_allow(&house->service, id, "kommunalråd, offentlig uppgift", error));
	assert_goes(house, id);
	assert_field(house, &draft_entity, id, "allowed_because", "kommunalråd, offentlig uppgift");
	char *titles = read_text(house, "SELECT title FROM action");
	assert_non_null(strstr(titles, "kommunalråd, offentlig uppgift"));
	free(titles);
	set(house, &draft_entity, id, "body", "Hej!\nFråga Per Håkansson i Habo. Och Maria Lööf.");
	assert_stays(house, id, "Line 2");
	set(house, &draft_entity, id, "body", "Hej!\nFråga Per Håkansson i Habo.");
	assert_goes(house, id);
	set(house, &draft_entity, id, "address", "z@y.example");
	assert_stays(house, id, "Line 2");
	id = add_letter(house, "Hej!");
	assert_goes(house, id);
	assert_fails(service_letter_allow(&house->service, id, "varför inte", error), ERROR_REFUSED,
		"Nothing objects");
}

static void gate__notes_and_the_protected__are_never_let_through(void **state)
{
	struct house *house = *state;
	add(house, REQUEST_OF_NEW, WORDS);
	int64_t id = add_letter(house, "Jo, ring kommunens ekonomi: hon är sjukskriven.");
	assert_stays(house, id, "internal note");
	assert_fails(service_letter_allow(&house->service, id, "det går bra", error), ERROR_REFUSED,
		"must be changed");
	int64_t hidden = ADD_PARTICIPANT(house, {"given_name", "Signe"}, {"family_name", "Gömd"});
	set(house, &participant_entity, hidden, "protected", "true");
	id = add_letter(house, "Fråga Signe Gömd.");
	assert_stays(house, id, "protected");
	assert_fails(service_letter_allow(&house->service, id, "det går bra", error), ERROR_REFUSED,
		"must be changed");
}

/* ---- the other doors ---- */

static void doors__meeting__names_are_warned_of(void **state)
{
	struct house *house = *state;
	char *told;
	for (int64_t id = SEPTEMBER; id <= SEMINAR; id++) {
		assert_ok(service_meeting_objections(&house->service, id, &told, error));
		assert_null(told);
	}
	set(house, &meeting_entity, OCTOBER, "theme", "Per Håkansson berättar");
	assert_ok(service_meeting_objections(&house->service, OCTOBER, &told, error));
	assert_non_null(strstr(told, "Another participant"));
	free(told);
	/* Who stands in the programme is there for everybody to read. */
	run_sql(house, "UPDATE programme_item SET contributors = 'Per Håkansson, Habo'");
	assert_ok(service_meeting_objections(&house->service, OCTOBER, &told, error));
	assert_null(told);
}

static void doors__counties__name_nobody(void **state)
{
	struct house *house = *state;
	char *told;
	struct report report = {0};
	struct buffer words = {0};
	assert_ok(service_report(&house->service, &report, error));
	for (size_t i = 0; i < COUNTIES; i++) {
		char *sentence = report_county_sentence(&report.counties[i]);
		buffer_printf(&words, "%s\n", sentence);
		free(sentence);
	}
	report_finish(&report);
	char *text = buffer_take(&words);
	assert_non_null(strstr(text, "Norrbotten"));
	assert_ok(service_text_objections(&house->service, text, &told, error));
	assert_null(told);
	free(text);
}

/* ---- personal numbers ---- */

static void number__kept__only_for_a_reason_and_that_is_told(void **state)
{
	struct house *house = *state;
	int64_t masked = add(house, REQUEST_OF_NEW, "nummer 121212-1212");
	assert_field(house, &internal_note_entity, masked, "text", "nummer 121212-****");
	assert_int_equal(house->service.masked, 1);
	house->service.keep_number = "ärendet gäller numret";
	int64_t kept = add(house, REQUEST_OF_NEW, "nummer 121212-1212");
	house->service.keep_number = NULL;
	assert_field(house, &internal_note_entity, kept, "text", "nummer 121212-1212");
	assert_field(house, &number_override_entity, 1, "entity", "internal_note");
	assert_field(house, &number_override_entity, 1, "field", "text");
	assert_field(house, &number_override_entity, 1, "reason", "ärendet gäller numret");
	assert_field(house, &number_override_entity, 1, "who", "GN");
	assert_int_equal(
		read_integer(house, "SELECT record_id FROM number_override WHERE id = 1"), kept);
	assert_sound(house);
	/* Saved again it stays; what is new does not. */
	assert_ok(service_note_write(
		&house->service, kept, "nummer 121212-1212 och 19850615-1235", error));
	char *text = look(house, &internal_note_entity, kept, "text");
	assert_non_null(strstr(text, "121212-1212"));
	assert_null(strstr(text, "1235"));
	free(text);
	run_sql(house, "DELETE FROM number_override");
	struct findings findings;
	assert_ok(service_check(&house->service, &findings, error));
	assert_int_equal(findings.count, 1);
	assert_string_equal(findings.items[0].rule, "20");
	findings_finish(&findings);
}

static void number__everywhere__masked_before_it_is_stored(void **state)
{
	struct house *house = *state;
	static const struct {
		const struct entity *entity;
		const char *field;
		int64_t id;
	} places[] = {
		{&request_entity, "body", REQUEST_OF_NEW},
		{&request_entity, "subject", REQUEST_OF_NEW},
		{&request_entity, "sender_name", REQUEST_OF_NEW},
		{&participant_entity, "note", HABO},
		{&meeting_entity, "note", OCTOBER},
		{&meeting_entity, "theme", OCTOBER},
	};
	for (size_t i = 0; i < COUNT_OF(places); i++)
		set(house, places[i].entity, places[i].id, places[i].field, "19121212-1212");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM request WHERE search LIKE"
					     " '%1212-1212%'"),
		0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM action_row WHERE after LIKE"
					     " '%1212-1212%'"),
		0);
	assert_sound(house);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(note__add__stands_with_who_and_when),
		TEST(note__change__only_ones_own),
		TEST(note__list__merged_ones_too_newest_last),
		TEST(note__sealed__as_its_request_is),
		TEST(note__leaves__neither_with_the_network_nor_a_thread),
		TEST(gate__allowed__for_exactly_these_words),
		TEST(gate__notes_and_the_protected__are_never_let_through),
		TEST(doors__meeting__names_are_warned_of),
		TEST(doors__counties__name_nobody),
		TEST(number__kept__only_for_a_reason_and_that_is_told),
		TEST(number__everywhere__masked_before_it_is_stored),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
