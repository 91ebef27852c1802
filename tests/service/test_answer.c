/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answering a request: what a letter begins with, into the outbox and back, by phone, in whose
 * hands. */
#include "support.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/draft.h"
#include "model/message.h"
#include "service/request/answer.h"
#include "service/request/template.h"

/* Nobody is linked to it, and who wrote it has an address. */
#define ASKED REQUEST_OF_NEW

static void begin(struct house *house, int64_t request, struct request_reply *reply)
{
	assert_ok(service_reply_begin(&house->service, request, reply, error));
}

static void write_text(struct request_reply *reply, const char *text)
{
	free(reply->text);
	reply->text = xstrdup(text);
}

/* Answers it; the number of the draft. */
static int64_t answer(struct house *house, int64_t request, const char *text)
{
	struct request_reply reply;
	int64_t draft = 0;
	begin(house, request, &reply);
	write_text(&reply, text);
	assert_ok(service_reply_put(&house->service, &reply, &draft, error));
	request_reply_finish(&reply);
	return draft;
}

static int64_t find_template(struct house *house, const char *name)
{
	int64_t id = 0;
	assert_ok(service_template_find(&house->service, name, &id, error));
	return id;
}

static void add_mail(struct house *house, int64_t request, const char *body, const char *message_id,
	const char *references)
{
	char *sql = xasprintf(
		"INSERT INTO message (request_id, direction, nature, at, sender, body, message_id,"
		" reference_ids, protected) VALUES (%lld, 'in', 'message', strftime('%%s',"
		" '2023-09-18 07:00'), 'Kim <b@example.org>', %s, '%s', %s, 0)",
		(long long)request, body, message_id, references);
	run_sql(house, sql);
	free(sql);
}

/* ---- beginning ---- */

static void reply__begin__subject_address_and_quotation(void **state)
{
	struct house *house = *state;
	struct request_reply reply;
	set(house, &request_entity, ASKED, "subject", "SV: Re:  sv: Fråga");
	set(house, &request_entity, ASKED, "sender_email", "kim@example.org");
	set(house, &request_entity, ASKED, "sender_name", "Kim Berg");
	set(house, &request_entity, ASKED, "body", "Hej!\n\n> äldre\nTack på förhand");
	begin(house, ASKED, &reply);
	assert_string_equal(reply.subject, "Re: Fråga");
	assert_string_equal(reply.address, "kim@example.org");
	assert_string_equal(reply.text, "");
	assert_int_equal(reply.draft, 0);
	assert_non_null(strstr(reply.quoted, " Kim Berg wrote:\n> Hej!\n>\n>> äldre\n> Tack på"));
	assert_non_null(strstr(reply.quoted, "On "));
	request_reply_finish(&reply);
}

static void reply__begin__quotes_the_newest_mail_only(void **state)
{
	struct house *house = *state;
	struct request_reply reply;
	run_sql(house, "UPDATE request SET received_at = strftime('%s', '2023-09-17 05:00') WHERE"
		       " id = 6");
	add_mail(house, ASKED, "'Nytt mejl'", "two@x", "'one@x'");
	begin(house, ASKED, &reply);
	assert_string_equal(
		reply.quoted, "On 18 September 2023 Kim <b@example.org> wrote:\n> Nytt mejl\n");
	request_reply_finish(&reply);
}

static void reply__begin__merged_ones_lead_to_the_one_that_stays(void **state)
{
	struct house *house = *state;
	struct request_reply reply;
	run_sql(house, "UPDATE request SET status = 'merged', merged_into_id = 6 WHERE id = 3");
	begin(house, 3, &reply);
	assert_int_equal(reply.request, 6);
	request_reply_finish(&reply);
}

static void reply__begin__quarantine_is_refused(void **state)
{
	struct house *house = *state;
	struct request_reply reply;
	enter(house, &request_entity, ASKED, REQUEST_QUARANTINED, NULL);
	assert_fails(service_reply_begin(&house->service, ASKED, &reply, error), ERROR_REFUSED,
		"quarantined");
}

static void reply__split__finds_our_words_again(void **state)
{
	(void)state;
	static const struct {
		const char *body, *own;
	} rows[] = {
		{"Hej\n\nOn 5 Kim wrote:\n> a\n>\n> b", "Hej"},
		{"Hej\n\n> utan rubrik", "Hej\n\n> utan rubrik"},
		{"Hej\n\nNamn skrev:\n> a\nmitt i", "Hej\n\nNamn skrev:\n> a\nmitt i"},
		{"Namn skrev:\n> a", ""},
		{"> a", "> a"},
		{"", ""},
		{"Hej", "Hej"},
		{"Hej\n", "Hej\n"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *own = xstrndup(rows[i].body, request_reply_split(rows[i].body));
		assert_string_equal(own, rows[i].own);
		free(own);
	}
}

/* ---- templates and facts ---- */

static void templates__urgent_first_when_it_is(void **state)
{
	struct house *house = *state;
	struct record_set set = {0};
	run_sql(house, "UPDATE reply_template SET ordinal = 99 WHERE urgent");
	assert_ok(service_templates(&house->service, true, &set, error));
	assert_int_equal(set.count, 10);
	const struct reply_template *first = record_set_at(&set, 0);
	assert_string_equal(first->name, "Pågående hot: ring 112 / 114 14");
	assert_string_equal(((const struct reply_template *)record_set_at(&set, 1))->name,
		"Välkommen: så anmäler du dig");
	record_set_finish(&set);
	assert_ok(service_templates(&house->service, false, &set, error));
	assert_string_equal(((const struct reply_template *)record_set_at(&set, 9))->name,
		"Pågående hot: ring 112 / 114 14");
	record_set_finish(&set);
}

static void templates__find__by_number_name_and_part(void **state)
{
	struct house *house = *state;
	int64_t id = 0;
	assert_int_equal(find_template(house, "4"), 4);
	assert_int_equal(find_template(house, "siffror ur PTU"), 4);
	assert_int_equal(find_template(house, "ptu"), 4);
	assert_fails(service_template_find(&house->service, "faktura", &id, error), ERROR_REFUSED,
		"Several");
	assert_fails(service_template_find(&house->service, "finns inte", &id, error),
		ERROR_REFUSED, "no answer template");
	assert_fails(
		service_template_find(&house->service, "", &id, error), ERROR_REFUSED, "no answer");
}

static void templates__ship__only_what_is_missing(void **state)
{
	struct house *house = *state;
	size_t added = 0;
	assert_fails(service_templates_ship(&house->service, &added, error), ERROR_REFUSED,
		"there already");
	assert_ok(service_delete(&house->service, &reply_template_entity, 4, error));
	run_sql(house, "UPDATE reply_template SET body = 'Eget' WHERE id = 3");
	assert_ok(service_templates_ship(&house->service, &added, error));
	assert_int_equal(added, 1);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM reply_template"), 10);
	assert_field(house, &reply_template_entity, 3, "body", "Eget");
	undo(house, "Answer templates");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM reply_template"), 9);
}

/* K07: what a fact is needed for blocks until it is chosen. */
static void reply__take__an_open_placeholder_blocks(void **state)
{
	struct house *house = *state;
	struct request_reply reply;
	struct lint_result lints = {0};
	int64_t draft = 0;
	begin(house, ASKED, &reply);
	assert_ok(service_reply_take(&house->service, &reply, find_template(house, "ptu"), error));
	assert_non_null(strstr(reply.text, "{{källa}}"));
	assert_null(strstr(reply.text, "{{avsändare}}"));
	assert_ok(service_reply_lint(&house->service, &reply, &lints, error));
	assert_true(lints.blocks);
	assert_int_equal(lints.lints[0].kind, LINT_PLACEHOLDER);
	assert_memory_equal(reply.text + lints.lints[0].start, "{{faktum}}", 10);
	lint_result_finish(&lints);
	int64_t before = count_actions(house);
	assert_fails(service_reply_put(&house->service, &reply, &draft, error), ERROR_REFUSED,
		"{{faktum}}");
	assert_int_equal(count_actions(house), before);
	assert_ok(service_reply_cite(&house->service, &reply, 1, NULL, error));
	assert_non_null(strstr(reply.text, "Under 2020 utsattes var fjärde"));
	assert_null(strstr(reply.text, "{{"));
	assert_ok(service_reply_put(&house->service, &reply, &draft, error));
	request_reply_finish(&reply);
}

static void reply__cite__at_the_cursor_with_its_source(void **state)
{
	struct house *house = *state;
	struct request_reply reply;
	size_t at = strlen("Svar:");
	run_sql(house, "UPDATE fact SET source = 'PTU 2021' WHERE id = 1");
	begin(house, ASKED, &reply);
	write_text(&reply, "Svar: slut");
	assert_ok(service_reply_cite(&house->service, &reply, 1, &at, error));
	assert_string_equal(reply.text, "Svar: Under 2020 utsattes var fjärde förtroendevald. "
					"(source: PTU 2021; about the year 2020) slut");
	assert_string_equal(reply.text + at, " slut");
	request_reply_finish(&reply);
}

static void fact__warning__from_the_day_after(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *now, *warning;
	} rows[] = {{"2023-11-13T09:00", NULL}, {"2023-11-14T09:00", "replaced by PTU 2023"},
		{"2023-11-15T09:00", "replaced by PTU 2023"}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		house_restart(house, rows[i].now);
		struct fact *fact = get(house, &fact_entity, 1);
		char *warning = service_fact_warning(&house->service, fact);
		if (rows[i].warning)
			assert_string_equal(warning, rows[i].warning);
		else
			assert_null(warning);
		free(warning);
		record_destroy(&fact_entity, fact);
	}
}

/* ---- into the outbox ---- */

static void reply__put__letter_message_and_state_in_one_step(void **state)
{
	struct house *house = *state;
	int64_t before = count_actions(house);
	set(house, &request_entity, ASKED, "sender_email", "kim@example.org");
	add_mail(house, ASKED, "NULL", "first@x", "NULL");
	int64_t draft = answer(house, ASKED, "Hej!\n\nJa.");
	assert_int_equal(count_actions(house), before + 2);
	assert_field(house, &draft_entity, draft, "kind", "mail");
	assert_field(house, &draft_entity, draft, "reason", "reply");
	assert_field(house, &draft_entity, draft, "address", "kim@example.org");
	assert_field(house, &draft_entity, draft, "in_reply_to", "first@x");
	assert_field(house, &draft_entity, draft, "reference_ids", "first@x");
	assert_field(house, &request_entity, ASKED, "status", "answered");
	assert_field(house, &request_entity, ASKED, "answered_at", "–");
	char *row = read_text(house,
		"SELECT m.body || '|' || (m.message_id = d.message_id) || '|' || m.direction || "
		"'|' ||"
		" m.recipient FROM message AS m JOIN draft AS d ON d.id = m.draft_id");
	assert_string_equal(row, "Hej!\n\nJa.|1|out|kim@example.org\n");
	free(row);
	char *body = look(house, &draft_entity, draft, "body");
	assert_memory_equal(body, "Hej!\n\nJa.\n\nOn ", strlen("Hej!\n\nJa.\n\nOn "));
	free(body);
	undo(house, "answer to the outbox");
	assert_field(house, &request_entity, ASKED, "status", "new");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM message"), 1);
	redo(house, "answer to the outbox");
	assert_field(house, &request_entity, ASKED, "status", "answered");
	assert_sound(house);
}

static void reply__put__empty_is_refused(void **state)
{
	struct house *house = *state;
	struct request_reply reply;
	int64_t draft;
	begin(house, ASKED, &reply);
	write_text(&reply, " \n ");
	assert_fails(service_reply_put(&house->service, &reply, &draft, error), ERROR_DATA,
		"nothing in the answer");
	request_reply_finish(&reply);
}

static void reply__put__opens_the_waiting_one_again(void **state)
{
	struct house *house = *state;
	struct request_reply reply;
	int64_t again = 0, draft = answer(house, ASKED, "Första");
	begin(house, ASKED, &reply);
	assert_int_equal(reply.draft, draft);
	assert_string_equal(reply.text, "Första");
	assert_memory_equal(reply.quoted, "On ", 3);
	write_text(&reply, "Andra");
	assert_ok(service_reply_put(&house->service, &reply, &again, error));
	assert_int_equal(again, draft);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM message"), 1);
	char *body = read_text(house, "SELECT body FROM message");
	assert_string_equal(body, "Andra\n");
	free(body);
	/* Somebody else has changed it since. */
	write_text(&reply, "Tredje");
	assert_fails(service_reply_put(&house->service, &reply, &again, error), ERROR_CONFLICT, "");
	request_reply_finish(&reply);
}

static void reply__follow__discarded_and_brought_back(void **state)
{
	struct house *house = *state;
	int64_t draft = answer(house, ASKED, "Hej");
	enter(house, &draft_entity, draft, DRAFT_DISCARDED, NULL);
	assert_field(house, &request_entity, ASKED, "status", "open");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM message"), 0);
	enter(house, &draft_entity, draft, DRAFT_WAITING, NULL);
	assert_field(house, &request_entity, ASKED, "status", "answered");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM message"), 1);
	enter(house, &request_entity, ASKED, REQUEST_CLOSED, NULL);
	enter(house, &draft_entity, draft, DRAFT_DISCARDED, NULL);
	assert_field(house, &request_entity, ASKED, "status", "closed");
	assert_sound(house);
}

static void reply__follow__first_answer_stands(void **state)
{
	struct house *house = *state;
	int64_t first = answer(house, ASKED, "Hej");
	enter(house, &draft_entity, first, DRAFT_DONE, NULL);
	char *when = look(house, &request_entity, ASKED, "answered_at");
	assert_string_not_equal(when, "–");
	house_restart(house, "2023-09-25T10:00");
	int64_t second = answer(house, ASKED, "Igen");
	assert_int_not_equal(first, second);
	enter(house, &draft_entity, second, DRAFT_DONE, NULL);
	assert_field(house, &request_entity, ASKED, "answered_at", when);
	/* There is another answer, so it stays answered. */
	int64_t third = answer(house, ASKED, "Tredje");
	enter(house, &draft_entity, third, DRAFT_DISCARDED, NULL);
	assert_field(house, &request_entity, ASKED, "status", "answered");
	free(when);
}

static void reply__put__referred_stays_referred(void **state)
{
	struct house *house = *state;
	enter(house, &request_entity, ASKED, REQUEST_REFERRED, NULL);
	answer(house, ASKED, "Utvecklingsnätverket är kostnadsfritt.");
	assert_field(house, &request_entity, ASKED, "status", "referred");
}

static void reply__told__by_phone(void **state)
{
	struct house *house = *state;
	struct request_reply reply;
	begin(house, ASKED, &reply);
	assert_ok(service_reply_told(&house->service, &reply, "Sagt i telefon.", error));
	assert_field(house, &request_entity, ASKED, "status", "answered");
	assert_field(house, &request_entity, ASKED, "answered_at", "2023-09-19T06:30:00Z");
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM draft WHERE reason = 'reply'"), 0);
	char *body = read_text(house, "SELECT body FROM message WHERE direction = 'out'");
	assert_string_equal(body, "Sagt i telefon.\n");
	free(body);
	request_reply_finish(&reply);
	undo(house, "answered by phone");
	assert_field(house, &request_entity, ASKED, "status", "new");
}

static void reply__put__without_address_is_a_task(void **state)
{
	struct house *house = *state;
	set(house, &request_entity, ASKED, "sender_email", "");
	int64_t draft = answer(house, ASKED, "Hej");
	assert_field(house, &draft_entity, draft, "kind", "task");
	/* With an address it becomes a letter. */
	struct request_reply reply;
	int64_t letter = 0;
	begin(house, ASKED, &reply);
	free(reply.address);
	reply.address = xstrdup("kim@example.org");
	assert_ok(service_reply_put(&house->service, &reply, &letter, error));
	assert_field(house, &draft_entity, letter, "kind", "mail");
	assert_field(house, &draft_entity, draft, "status", "discarded");
	assert_field(house, &request_entity, ASKED, "status", "answered");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM message"), 1);
	request_reply_finish(&reply);
}

/* Nothing is mailed to someone protected, and the task does not say who they are. */
static void reply__put__protected_is_a_task_by_hand(void **state)
{
	struct house *house = *state;
	set(house, &request_entity, ASKED, "sender_name", "Kim Berg");
	set(house, &request_entity, ASKED, "sender_email", "kim@example.org");
	set(house, &request_entity, ASKED, "protected", "yes");
	struct request_reply reply;
	int64_t draft = 0;
	begin(house, ASKED, &reply);
	assert_null(reply.address);
	assert_null(reply.name);
	assert_null(reply.quoted);
	assert_true(reply.is_protected);
	write_text(&reply, "Vi hör av oss.");
	free(reply.address);
	reply.address = xstrdup("kim@example.org");
	assert_ok(service_reply_put(&house->service, &reply, &draft, error));
	request_reply_finish(&reply);
	assert_field(house, &draft_entity, draft, "kind", "task");
	assert_field(house, &draft_entity, draft, "address", "–");
	assert_field(house, &draft_entity, draft, "protected", "true");
	assert_field(house, &request_entity, ASKED, "status", "answered");
	assert_int_equal(read_integer(house, "SELECT protected FROM message"), 1);
	set(house, &request_entity, 3, "participant_id", "16");
	draft = answer(house, 3, "Hej");
	assert_field(house, &draft_entity, draft, "kind", "task");
	assert_sound(house);
}

static void reply__put__at_most_twenty_references(void **state)
{
	struct house *house = *state;
	struct buffer ids = {0};
	for (int i = 0; i < 40; i++)
		buffer_printf(&ids, "%s%d@x", i ? " " : "'", i);
	buffer_append(&ids, "'");
	set(house, &request_entity, ASKED, "sender_email", "kim@example.org");
	add_mail(house, ASKED, "'Nytt'", "last@x", ids.data);
	buffer_finish(&ids);
	int64_t draft = answer(house, ASKED, "Hej");
	char *references = look(house, &draft_entity, draft, "reference_ids");
	size_t count = 1;
	for (const char *at = references; (at = strchr(at, ' ')); at++)
		count++;
	assert_int_equal(count, 20);
	assert_memory_equal(references, "0@x 22@x ", strlen("0@x 22@x "));
	assert_string_equal(references + strlen(references) - 6, "last@x");
	free(references);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reply__begin__subject_address_and_quotation),
		TEST(reply__begin__quotes_the_newest_mail_only),
		TEST(reply__begin__merged_ones_lead_to_the_one_that_stays),
		TEST(reply__begin__quarantine_is_refused),
		cmocka_unit_test(reply__split__finds_our_words_again),
		TEST(templates__urgent_first_when_it_is),
		TEST(templates__find__by_number_name_and_part),
		TEST(templates__ship__only_what_is_missing),
		TEST(reply__take__an_open_placeholder_blocks),
		TEST(reply__cite__at_the_cursor_with_its_source),
		TEST(fact__warning__from_the_day_after),
		TEST(reply__put__letter_message_and_state_in_one_step),
		TEST(reply__put__empty_is_refused),
		TEST(reply__put__opens_the_waiting_one_again),
		TEST(reply__follow__discarded_and_brought_back),
		TEST(reply__follow__first_answer_stands),
		TEST(reply__put__referred_stays_referred),
		TEST(reply__told__by_phone),
		TEST(reply__put__without_address_is_a_task),
		TEST(reply__put__protected_is_a_task_by_hand),
		TEST(reply__put__at_most_twenty_references),
	};
	setlocale(LC_CTYPE, "C.UTF-8");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
