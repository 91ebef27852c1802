/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done with an opened request: opening, merging, linking, converting, referring, filing. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/message.h"
#include "service/request/casefile.h"
#include "service/request/convert.h"
#include "service/request/filed.h"
#include "service/request/link.h"
#include "service/request/merge.h"
#include "service/request/opened.h"
#include "service/request/refer.h"
#include "service/request/thread.h"
#include "service/request/urgent.h"
#include "service/retention.h"

enum {
	UMEA = 2,
	UPPSALA = 3,
	OREBRO = 4,
	QUARANTINED = 5,
	FRISK = 6,
	LULEA = 7,
	LUND = 8,
	URGENT = 9
};

static void same_sender(struct house *house)
{
	run_sql(house, "UPDATE request SET sender_email = 'malin.rosen@lund.example' WHERE id = 6");
}

static bool merge(struct house *house, int64_t target, int64_t id, bool agreed, struct error *error)
{
	struct request_merge order = {.target = target, .ids = &id, .count = 1, .agreed = agreed};
	return service_request_merge(&house->service, &order, error);
}

/* ---- opening ---- */

static void open__new_becomes_open__and_undo_passes_it_over(void **state)
{
	struct house *house = *state;
	set(house, &request_entity, FRISK, "assignee", "AP");
	int64_t actions = count_actions(house);
	assert_ok(service_request_open(&house->service, FRISK, NULL, error));
	assert_field(house, &request_entity, FRISK, "status", "open");
	assert_field(house, &request_entity, FRISK, "opened_at", "2023-09-19T06:30:00Z");
	assert_int_equal(count_actions(house), actions);
	undo(house, "changed");
	assert_field(house, &request_entity, FRISK, "assignee", "–");
	assert_field(house, &request_entity, FRISK, "status", "open");
	redo(house, "changed");
	assert_field(house, &request_entity, FRISK, "assignee", "AP");
	assert_field(house, &request_entity, FRISK, "status", "open");
	assert_sound(house);
}

static void open__again__writes_nothing(void **state)
{
	struct house *house = *state;
	assert_ok(service_request_open(&house->service, FRISK, NULL, error));
	int64_t version = read_integer(house, "SELECT version FROM request WHERE id = 6");
	house_restart(house, "2023-09-20T10:00");
	assert_ok(service_request_open(&house->service, FRISK, NULL, error));
	assert_int_equal(read_integer(house, "SELECT version FROM request WHERE id = 6"), version);
	assert_field(house, &request_entity, FRISK, "opened_at", "2023-09-19T06:30:00Z");
}

static void open__waiting_stays_so(void **state)
{
	struct house *house = *state;
	assert_ok(service_request_open(&house->service, LULEA, NULL, error));
	assert_field(house, &request_entity, LULEA, "status", "waiting");
}

static void open__sensitive_is_logged_each_time(void **state)
{
	struct house *house = *state;
	set(house, &request_entity, LUND, "sensitive", "yes");
	assert_ok(service_request_open(&house->service, LUND, "triage", error));
	assert_ok(service_request_open(&house->service, LUND, NULL, error));
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM access WHERE what = 'request' AND"
				    " request_id = 8 AND who = 'GN'"),
		2);
	assert_ok(service_request_open(&house->service, FRISK, NULL, error));
	assert_int_equal(read_integer(house, "SELECT count(*) FROM access"), 2);
}

/* ---- sensitive ---- */

static void sensitive__hides_words_everywhere(void **state)
{
	struct house *house = *state;
	run_sql(house, "INSERT INTO message (request_id, direction, nature, at, body, protected)"
		       " VALUES (8, 'in', 'message', 1, 'mer', 0)");
	set(house, &request_entity, LUND, "subject", "Hemligt Ärende");
	set(house, &request_entity, LUND, "sensitive", "yes");
	struct request *request = get(house, &request_entity, LUND);
	char *title = request_entity.title(request);
	assert_string_equal(title, "Sensitive request no. 8");
	free(title);
	record_destroy(&request_entity, request);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM request WHERE search LIKE"
					     " '%hemligt%'"),
		0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM action WHERE title LIKE"
					     " '%Hemligt%'"),
		0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM action_row WHERE row_id = 8 AND"
					     " entity = 'request' AND coalesce(after, '') LIKE"
					     " '%Hemligt%'"),
		0);
	assert_int_equal(read_integer(house, "SELECT protected FROM message"), 1);
	assert_sound(house);
	undo(house, "Sensitive request");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM request WHERE search LIKE"
					     " '%hemligt%'"),
		1);
	assert_int_equal(read_integer(house, "SELECT protected FROM message"), 0);
}

static void sensitive__goes_sooner__urgent_never(void **state)
{
	struct house *house = *state;
	struct retention retention;
	enter(house, &request_entity, OREBRO, REQUEST_CLOSED, NULL);
	enter(house, &request_entity, UPPSALA, REQUEST_CLOSED, NULL);
	enter(house, &request_entity, URGENT, REQUEST_CLOSED, NULL);
	set(house, &request_entity, UPPSALA, "sensitive", "yes");
	set(house, &request_entity, URGENT, "sensitive", "yes");
	house_restart(house, "2024-01-15T10:00");
	assert_ok(service_retention_preview(
		&house->service, clock_today(&house->clock), &retention, error));
	assert_int_equal(retention.lines[RETENTION_SENSITIVE].days, 90);
	assert_int_equal(retention.lines[RETENTION_SENSITIVE].due, 1);
	assert_int_equal(retention.lines[RETENTION_REQUEST].due, 0);
}

/* ---- merging ---- */

static void merge__oldest_stays__undo_splits_exactly(void **state)
{
	struct house *house = *state;
	int64_t ids[] = {LUND, FRISK}, target;
	struct thread thread;
	same_sender(house);
	run_sql(house, "UPDATE request SET urgent = 1, urgent_since = 5 WHERE id = 8");
	char *before = read_text(house,
		"SELECT id || status || coalesce(merged_into_id, '') || urgent ||"
		" coalesce(urgent_since, '') || coalesce(assignee, '') FROM request ORDER BY id");
	assert_ok(service_merge_target(&house->service, ids, 2, &target, error));
	assert_int_equal(target, FRISK);
	struct request_merge order = {.target = target, .ids = ids, .count = 2};
	assert_ok(service_request_merge(&house->service, &order, error));
	assert_field(house, &request_entity, LUND, "status", "merged");
	assert_field(house, &request_entity, LUND, "merged_into_id", "6");
	assert_field(house, &request_entity, FRISK, "urgent", "true");
	assert_int_equal(read_integer(house, "SELECT urgent_since FROM request WHERE id = 6"), 5);
	assert_ok(service_thread_read(&house->service, FRISK, &thread, error));
	assert_int_equal(thread.count, 2);
	thread_finish(&thread);
	assert_sound(house);
	undo(house, "merged into it");
	char *after = read_text(house,
		"SELECT id || status || coalesce(merged_into_id, '') || urgent ||"
		" coalesce(urgent_since, '') || coalesce(assignee, '') FROM request ORDER BY id");
	assert_string_equal(before, after);
	redo(house, "merged into it");
	assert_field(house, &request_entity, LUND, "status", "merged");
	free(before);
	free(after);
}

static void merge__different_senders__takes_consent(void **state)
{
	struct house *house = *state;
	assert_fails(merge(house, FRISK, LUND, false, error), ERROR_REFUSED, "different senders");
	assert_field(house, &request_entity, LUND, "status", "new");
	assert_ok(merge(house, FRISK, LUND, true, error));
	assert_field(house, &request_entity, LUND, "status", "merged");
}

static void merge__refused(void **state)
{
	struct house *house = *state;
	assert_fails(merge(house, FRISK, FRISK, true, error), ERROR_REFUSED, "one row");
	assert_fails(merge(house, QUARANTINED, FRISK, true, error), ERROR_REFUSED, "put aside");
	assert_fails(merge(house, FRISK, QUARANTINED, true, error), ERROR_REFUSED, "put aside");
	assert_ok(merge(house, FRISK, LUND, true, error));
	assert_fails(merge(house, LUND, LULEA, true, error), ERROR_REFUSED, "into no. 6 already");
	assert_fails(merge(house, LULEA, LUND, true, error), ERROR_REFUSED, "into no. 6 already");
}

static void merge__what_was_merged_leads_on(void **state)
{
	struct house *house = *state;
	struct thread thread;
	assert_ok(merge(house, LUND, LULEA, true, error));
	assert_ok(merge(house, FRISK, LUND, true, error));
	assert_field(house, &request_entity, LULEA, "merged_into_id", "6");
	assert_ok(service_thread_read(&house->service, FRISK, &thread, error));
	assert_int_equal(thread.count, 3);
	thread_finish(&thread);
	undo(house, "merged into it");
	assert_field(house, &request_entity, LULEA, "merged_into_id", "8");
	assert_sound(house);
}

static void merge__answered_is_open_again(void **state)
{
	struct house *house = *state;
	assert_ok(merge(house, UMEA, LUND, true, error));
	assert_field(house, &request_entity, UMEA, "status", "open");
	enter(house, &request_entity, UMEA, REQUEST_CLOSED, NULL);
	assert_ok(merge(house, UMEA, FRISK, true, error));
	assert_field(house, &request_entity, UMEA, "status", "open");
	assert_field(house, &request_entity, UMEA, "reopened", "1");
}

static void merge__sensitive_hides_both(void **state)
{
	struct house *house = *state;
	set(house, &request_entity, LUND, "sensitive", "yes");
	assert_ok(merge(house, FRISK, LUND, true, error));
	assert_field(house, &request_entity, FRISK, "sensitive", "true");
}

static void merge__database_refuses_chains(void **state)
{
	struct house *house = *state;
	assert_ok(merge(house, FRISK, LUND, true, error));
	refuse_sql(house, "UPDATE request SET status = 'merged', merged_into_id = 8 WHERE id = 7",
		"not merged itself");
	refuse_sql(house, "UPDATE request SET status = 'merged', merged_into_id = 7 WHERE id = 6",
		"not merged itself");
	refuse_sql(house, "UPDATE request SET status = 'merged', merged_into_id = 5 WHERE id = 7",
		"not merged itself");
}

/* ---- linking ---- */

static void link__and_unlink(void **state)
{
	struct house *house = *state;
	struct request_link link = {.participant = {true, HABO}, .meeting = {true, NOVEMBER}};
	struct request_link none = {.participant = {true, 0}, .meeting = {true, 0}};
	struct request_link wrong = {.participant = {true, 4711}};
	assert_ok(service_request_link(&house->service, FRISK, &link, error));
	assert_field(house, &request_entity, FRISK, "participant_id", "2");
	assert_field(house, &request_entity, FRISK, "meeting_id", "3");
	assert_fails(
		service_request_link(&house->service, FRISK, &wrong, error), ERROR_REFUSED, "4711");
	assert_ok(service_request_link(&house->service, FRISK, &none, error));
	assert_field(house, &request_entity, FRISK, "participant_id", "–");
	undo(house, "link taken away");
	assert_field(house, &request_entity, FRISK, "meeting_id", "3");
}

static void link__protected_person_protects_the_request(void **state)
{
	struct house *house = *state;
	struct request_link link = {.participant = {true, HIDDEN}};
	assert_ok(service_request_link(&house->service, FRISK, &link, error));
	assert_field(house, &request_entity, FRISK, "protected", "true");
}

static void contact__near_and_willing_only(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *change;
		bool found;
	} rows[] = {
		{"title = 'Säkerhetssamordnare', list_consent = 'participants'", true},
		{"title = 'Säkerhetssamordnare', list_consent = 'organisation'", false},
		{"title = 'Kommunjurist', list_consent = 'participants'", false},
	};
	run_sql(house, "UPDATE participant SET title = 'Annat'");
	run_sql(house, "UPDATE request SET participant_id = 2 WHERE id = 9");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t found = 0;
		char *sql = xasprintf("UPDATE participant SET organisation_code = (SELECT"
				      " organisation_code FROM participant WHERE id = 2), %s WHERE"
				      " id = 4",
			rows[i].change);
		run_sql(house, sql);
		free(sql);
		struct request *request = get(house, &request_entity, URGENT);
		assert_ok(service_local_contact(&house->service, request, &found, error));
		record_destroy(&request_entity, request);
		assert_int_equal(found, rows[i].found ? 4 : 0);
	}
}

/* ---- converting ---- */

static struct participant *sender_of(struct house *house, int64_t id)
{
	struct request *request = get(house, &request_entity, id);
	struct participant *sender;
	assert_ok((sender = service_request_sender(&house->service, request, error)) != NULL);
	record_destroy(&request_entity, request);
	return sender;
}

static void convert__fills_in_from_the_request(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *name, *email, *organisation, *given, *family, *code;
	} rows[] = {
		{"Malin Rosén", "m@lund.se", NULL, "Malin", "Rosén", "1281"},
		{"Rosén, Malin", "m@example.org", "Lunds kommun", "Malin", "Rosén", "1281"},
		{"Maria von Essen", "m@example.org", NULL, "Maria", "von Essen", NULL},
		{"Anna Karin Ek", "m@example.org", "Någonting", "Anna Karin", "Ek", NULL},
		{"Åsa", NULL, NULL, NULL, "Åsa", NULL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct request request = {.channel = {true, 1},
			.sender_name = (char *)(intptr_t)rows[i].name,
			.sender_email = (char *)(intptr_t)rows[i].email,
			.organisation = (char *)(intptr_t)rows[i].organisation};
		struct participant *sender;
		assert_ok((sender = service_request_sender(&house->service, &request, error)) !=
			  NULL);
		if (rows[i].given)
			assert_string_equal(sender->given_name, rows[i].given);
		else
			assert_null(sender->given_name);
		assert_string_equal(sender->family_name, rows[i].family);
		if (rows[i].code)
			assert_string_equal(sender->organisation_code, rows[i].code);
		else
			assert_null(sender->organisation_code);
		record_destroy(&participant_entity, sender);
	}
}

static void convert__one_action__undone_as_one(void **state)
{
	struct house *house = *state;
	struct conversion conversion = {.admit = true};
	struct participant *sender = sender_of(house, LUND);
	int64_t actions = count_actions(house);
	assert_ok(service_request_convert(&house->service, LUND, sender, &conversion, error));
	assert_int_equal(count_actions(house), actions + 1);
	assert_field(house, &request_entity, LUND, "status", "waiting");
	assert_field(house, &participant_entity, conversion.participant, "status", "admitted");
	char *sql = xasprintf("SELECT participant_id = %lld FROM request WHERE id = 8",
		(long long)conversion.participant);
	assert_int_equal(read_integer(house, sql), 1);
	free(sql);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM draft WHERE reason = 'welcome' AND"
				    " attachment IS NOT NULL AND body LIKE"
				    " '%fakturareferens%'"),
		1);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM draft WHERE meeting_id = 3"), 1);
	assert_sound(house);
	undo(house, "made a participant");
	assert_field(house, &request_entity, LUND, "status", "new");
	assert_field(house, &request_entity, LUND, "participant_id", "–");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM draft"), 0);
	record_destroy(&participant_entity, sender);
}

static void convert__refused(void **state)
{
	struct house *house = *state;
	struct conversion conversion = {0};
	static const int64_t ids[] = {QUARANTINED, URGENT};
	static const char *const why[] = {"in quarantine", "linked to participant"};
	enter(house, &request_entity, LULEA, REQUEST_OPEN, NULL);
	for (size_t i = 0; i < COUNT_OF(ids); i++) {
		struct participant *sender = sender_of(house, ids[i]);
		(void)why;
		assert_fails(service_request_convert(
				     &house->service, ids[i], sender, &conversion, error),
			ERROR_REFUSED, "Request no.");
		assert_int_equal(sender->record.id, 0);
		record_destroy(&participant_entity, sender);
	}
}

/* ---- urgent ---- */

static void urgent__since_when__and_does_not_rest(void **state)
{
	struct house *house = *state;
	struct bulk_result result;
	int64_t id = LULEA;
	assert_ok(service_request_urgent(&house->service, &id, 1, true, &result, error));
	bulk_result_finish(&result);
	assert_field(house, &request_entity, LULEA, "urgent", "true");
	assert_field(house, &request_entity, LULEA, "urgent_since", "2023-09-19T06:30:00Z");
	assert_field(house, &request_entity, LULEA, "snooze_until", "–");
	assert_ok(service_request_urgent(&house->service, &id, 1, false, &result, error));
	bulk_result_finish(&result);
	assert_field(house, &request_entity, LULEA, "urgent_since", "–");
	undo(house, "not urgent");
	assert_field(house, &request_entity, LULEA, "urgent_since", "2023-09-19T06:30:00Z");
}

/* ---- referring ---- */

static void refer__nothing_is_passed_on_before_they_know(void **state)
{
	struct house *house = *state;
	int64_t id = FRISK;
	set(house, &network_entity, 1, "sibling_name", "Utvecklingsnätverket");
	struct request_referral referral = {.ids = &id, .count = 1};
	struct bulk_result result;
	struct draft_count made;
	assert_ok(service_request_refer(&house->service, &referral, &result, &made, error));
	bulk_result_finish(&result);
	assert_field(house, &request_entity, FRISK, "status", "referred");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM draft"), 0);
	assert_int_equal(
		read_integer(house, "SELECT status_reason IS NOT NULL FROM request WHERE id = 6"),
		1);
	undo(house, "referred");
	referral.informed = true;
	assert_ok(service_request_refer(&house->service, &referral, &result, &made, error));
	bulk_result_finish(&result);
	assert_int_equal(made.tasks, 1);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM draft WHERE task LIKE '%no. 6%' AND"
				    " coalesce(body, '') NOT LIKE '%Frisk%'"),
		1);
}

/* ---- files ---- */

static void case__warns__holds_no_note(void **state)
{
	struct house *house = *state;
	struct case_order order = {.request = LUND, .out = "-"};
	struct case_file file;
	run_sql(house, "INSERT INTO internal_note (request_id, at, who, text, protected)"
		       " VALUES (8, 1, 'GN', 'ring ekonomin hon är sjuk', 0)");
	set(house, &request_entity, LUND, "reference_own", "SKR2023/00123");
	enter(house, &request_entity, LUND, REQUEST_OPEN, NULL);
	assert_ok(service_case_export(&house->service, &order, &file, error));
	assert_int_equal(strncmp(file.text, "NOTE: this file holds personal data", 35), 0);
	assert_non_null(strstr(file.text, "SKR2023/00123"));
	assert_non_null(strstr(file.text, "Malin Rosén"));
	assert_non_null(strstr(file.text, "open"));
	assert_null(strstr(file.text, "ekonomin"));
	case_file_finish(&file);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM disclosure WHERE what = 'case'"), 1);
}

static void case__sealed_is_withheld__unless_for_a_purpose(void **state)
{
	struct house *house = *state;
	struct case_order order = {.request = LUND};
	struct case_file file;
	char *path = xasprintf("%s/case.txt", house->folder);
	struct stat status;
	order.out = path;
	set(house, &request_entity, LUND, "sensitive", "yes");
	assert_ok(service_case_export(&house->service, &order, &file, error));
	assert_true(file.withheld);
	assert_null(strstr(file.text, "Malin"));
	assert_null(strstr(file.text, "NOTE:"));
	case_file_finish(&file);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	order.personal = true;
	assert_fails(
		service_case_export(&house->service, &order, &file, error), ERROR_DATA, "purpose");
	order.purpose = "diariet";
	assert_fails(service_case_export(&house->service, &order, &file, error), ERROR_CREATE,
		"case.txt");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM access"), 0);
	order.force = true;
	assert_ok(service_case_export(&house->service, &order, &file, error));
	assert_non_null(strstr(file.text, "Malin"));
	case_file_finish(&file);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM access WHERE reason = 'diariet'"), 1);
	free(path);
}

static void attachment__name_is_only_a_name(void **state)
{
	(void)state;
	static const struct {
		const char *name, *file;
	} rows[] = {{"../../etc/passwd", "passwd"}, {"a/b\\c.pdf", "c.pdf"}, {".bashrc", "bashrc"},
		{"-rf", "rf"}, {"min fil.pdf", "min_fil.pdf"}, {NULL, "attachment-7"},
		{"../", "attachment-7"}, {"räkning.pdf", "räkning.pdf"}, {"a:b|c", "a_b_c"}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct attachment attachment = {
			.record = {.id = 7}, .name = (char *)(intptr_t)rows[i].name};
		char *name = attachment_file_name(&attachment);
		assert_string_equal(name, rows[i].file);
		free(name);
	}
}

/* As the SHA-256 that a file is called by. */
#define KEPT "ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12ab12"

static void attachment__is_copied_0600_and_never_over_another(void **state)
{
	struct house *house = *state;
	char *from = xasprintf("%s/data/attachments/" KEPT, house->folder), *path;
	struct stat status;
	mkdir(house->out, 0700);
	char *folder = xasprintf("%s/data/attachments", house->folder);
	mkdir(folder, 0700);
	FILE *file = fopen(from, "w");
	assert_non_null(file);
	fputs("hej", file);
	fclose(file);
	run_sql(house,
		"INSERT INTO message (request_id, direction, nature, at, protected) VALUES (8,"
		" 'in', 'message', 1, 0)");
	run_sql(house, "INSERT INTO attachment (message_id, ordinal, name, size, file, digest,"
		       " protected) VALUES (1, 1, '../a b.pdf', 3, '" KEPT "', '" KEPT "', 0),"
		       " (1, 2, 'x', 3, '../n.db', 'x', 0)");
	assert_ok(service_attachment_save(&house->service, 1, house->out, &path, error));
	assert_non_null(strstr(path, "/a_b.pdf"));
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	free(path);
	assert_fails(service_attachment_save(&house->service, 1, house->out, &path, error),
		ERROR_CREATE, "a_b.pdf");
	assert_fails(service_attachment_save(&house->service, 2, house->out, &path, error),
		ERROR_DATA, "not kept");
	free(folder);
	free(from);
}

#define IN_HOUSE(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(open__new_becomes_open__and_undo_passes_it_over),
		IN_HOUSE(open__again__writes_nothing),
		IN_HOUSE(open__waiting_stays_so),
		IN_HOUSE(open__sensitive_is_logged_each_time),
		IN_HOUSE(sensitive__hides_words_everywhere),
		IN_HOUSE(sensitive__goes_sooner__urgent_never),
		IN_HOUSE(merge__oldest_stays__undo_splits_exactly),
		IN_HOUSE(merge__different_senders__takes_consent),
		IN_HOUSE(merge__refused),
		IN_HOUSE(merge__what_was_merged_leads_on),
		IN_HOUSE(merge__answered_is_open_again),
		IN_HOUSE(merge__sensitive_hides_both),
		IN_HOUSE(merge__database_refuses_chains),
		IN_HOUSE(link__and_unlink),
		IN_HOUSE(link__protected_person_protects_the_request),
		IN_HOUSE(contact__near_and_willing_only),
		IN_HOUSE(convert__fills_in_from_the_request),
		IN_HOUSE(convert__one_action__undone_as_one),
		IN_HOUSE(convert__refused),
		IN_HOUSE(urgent__since_when__and_does_not_rest),
		IN_HOUSE(refer__nothing_is_passed_on_before_they_know),
		IN_HOUSE(case__warns__holds_no_note),
		IN_HOUSE(case__sealed_is_withheld__unless_for_a_purpose),
		cmocka_unit_test(attachment__name_is_only_a_name),
		IN_HOUSE(attachment__is_copied_0600_and_never_over_another),
	};
	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
