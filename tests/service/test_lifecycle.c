/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a seat: each deed is one step, with its letters, and undo brings everything back. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/delivery.h"
#include "service/lifecycle.h"
#include "service/seat.h"
#include "store/maintenance.h"

static int64_t drafts(struct house *house, const char *where)
{
	char *sql = xasprintf("SELECT count(*) FROM draft WHERE %s", where);
	int64_t count = read_integer(house, sql);
	free(sql);
	return count;
}

/* Every row that a deed may touch, but for the versions that undo counts up. */
static char *dump(struct house *house)
{
	return read_text(house,
		"SELECT id || status || coalesce(status_reason, '') || coalesce(admitted_on, '')"
		" || coalesce(successor_id, '') || coalesce(referred_to, '')"
		" || coalesce(callback, '') || network_id FROM participant"
		" UNION ALL SELECT 'd' || id || status || kind FROM draft ORDER BY 1");
}

/* One step was journalled, and taking it back leaves everything as it was. */
static void assert_undone(struct house *house, int64_t actions, char *before)
{
	char *said = NULL;
	assert_int_equal(count_actions(house), actions + 1);
	assert_ok(service_undo(&house->service, 1, &said, error));
	free(said);
	char *after = dump(house);
	assert_string_equal(after, before);
	free(after);
	free(before);
}

/* ---- rolling sign-up ---- */

static void seat__meetings_from_the_day_on(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *admitted, *words;
		bool is_late;
	} rows[] = {
		{"2023-08-22", "Tue 26 Sep, Tue 17 Oct, Tue 14 Nov, 2024 (date to be announced)",
			false},
		{"2023-09-26", "Tue 26 Sep, Tue 17 Oct, Tue 14 Nov, 2024 (date to be announced)",
			false}, /* the very day counts */
		{"2023-09-27", "Tue 17 Oct, Tue 14 Nov, 2024 (date to be announced)", true},
		{"2023-10-18", "Tue 14 Nov, 2024 (date to be announced)", true},
		{"2023-11-15", "2024 (date to be announced)", true},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct participant *person = get(house, &participant_entity, HABO);
		struct seat seat;
		type(house, &participant_entity, person, "admitted_on", rows[i].admitted);
		assert_ok(service_meetings_of(&house->service, person, &seat, error));
		char *words = seat_in_words(&seat);
		assert_string_equal(words, rows[i].words);
		assert_int_equal(seat.is_late, rows[i].is_late);
		free(words);
		seat_finish(&seat);
		record_destroy(&participant_entity, person);
	}
}

static void seat__cancelled_and_not_admitted__get_none(void **state)
{
	struct house *house = *state;
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "Sjukdom");
	struct participant *person = get(house, &participant_entity, HABO);
	struct seat seat;
	assert_ok(service_meetings_of(&house->service, person, &seat, error));
	char *words = seat_in_words(&seat);
	assert_string_equal(words, "Tue 26 Sep, Tue 14 Nov, 2024 (date to be announced)");
	free(words);
	seat_finish(&seat);
	record_destroy(&participant_entity, person);
	person = get(house, &participant_entity, RECEIVED);
	assert_ok(service_meetings_of(&house->service, person, &seat, error));
	assert_int_equal(seat.count, 0);
	seat_finish(&seat);
	record_destroy(&participant_entity, person);
}

/* ---- to say no ---- */

static void decline__writes_a_letter_unless_told_not_to(void **state)
{
	struct house *house = *state;
	static const int64_t id = OUTSIDER;
	struct lifecycle_order order = {
		.ids = &id, .count = 1, .reason = "Utanför", .letters = true};
	struct lifecycle_result result;
	int64_t actions = count_actions(house);
	char *before = dump(house);
	assert_ok(service_decline(&house->service, &order, &result, error));
	assert_int_equal(result.rows.changed, 1);
	assert_int_equal(result.made.letters, 1);
	lifecycle_result_finish(&result);
	assert_field(house, &participant_entity, id, "status", "rejected");
	assert_int_equal(
		drafts(house, "reason = 'decline' AND kind = 'mail'"
			      " AND address = 'lars.konsultsson@trygghetskonsulten.example'"
			      " AND body LIKE '%Trygghetskonsulten i Exempelstad AB%'"),
		1);
	assert_undone(house, actions, before);
	order.letters = false;
	assert_ok(service_decline(&house->service, &order, &result, error));
	lifecycle_result_finish(&result);
	assert_int_equal(drafts(house, "1"), 0);
}

static void decline__preview__counts_and_writes_nothing(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {OUTSIDER, ELECTED, HABO};
	struct lifecycle_order order = {
		.ids = ids, .count = 3, .reason = "x", .letters = true, .preview = true};
	struct lifecycle_result result;
	int64_t actions = count_actions(house);
	assert_ok(service_decline(&house->service, &order, &result, error));
	assert_int_equal(result.rows.changed, 2);
	assert_int_equal(result.rows.exception_count, 1);
	assert_int_equal(result.made.letters, 2);
	lifecycle_result_finish(&result);
	assert_int_equal(count_actions(house), actions);
	assert_int_equal(drafts(house, "1"), 0);
}

/* ---- to leave ---- */

/* Both from Håbo and Habo have the newest file in their calendars. */
static void give(struct house *house, int64_t meeting)
{
	static const int64_t people[] = {HABO, HABO_WITH_RING};
	assert_ok(service_deliver_by_hand(
		&house->service, meeting, people, COUNT_OF(people), -1, error));
}

static void publish(struct house *house)
{
	bool is_new;
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	set(house, &meeting_entity, NOVEMBER, "start", "10-12");
	export_one(house, SEPTEMBER, CALENDAR_NONE, &is_new);
	export_one(house, OCTOBER, CALENDAR_NONE, &is_new);
	export_one(house, NOVEMBER, CALENDAR_NONE, &is_new);
	give(house, SEPTEMBER);
	give(house, OCTOBER);
	give(house, NOVEMBER);
}

static void withdraw__cancels_what_lies_ahead_and_went_out(void **state)
{
	struct house *house = *state;
	static const int64_t id = HABO;
	struct lifecycle_order order = {
		.ids = &id, .count = 1, .reason = "Slutar", .letters = true};
	struct lifecycle_result result;
	publish(house);
	house_restart(house, "2023-10-20T09:00");
	int64_t actions = count_actions(house);
	char *before = dump(house);
	assert_ok(service_withdraw(&house->service, &order, &result, error));
	assert_int_equal(result.made.letters, 2); /* the letter, and the one for 14 November */
	lifecycle_result_finish(&result);
	assert_field(house, &participant_entity, id, "status", "withdrawn");
	assert_int_equal(drafts(house, "reason = 'cancellation' AND attachment = 'cancel'"), 1);
	assert_int_equal(drafts(house, "reason = 'cancellation' AND meeting_id = 3"), 1);
	assert_int_equal(
		drafts(house, "reason = 'withdrawal' AND body LIKE '%beslutas för sig%'"), 1);
	assert_undone(house, actions, before);
}

static void withdraw__no_file_out__nothing_to_take_out(void **state)
{
	struct house *house = *state;
	static const int64_t id = HABO;
	bool is_new;
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	export_one(house, OCTOBER, CALENDAR_NONE, &is_new); /* 14 November never went out */
	give(house, OCTOBER);
	struct lifecycle_order order = {.ids = &id, .count = 1, .reason = "Sjuk", .letters = true};
	struct lifecycle_result result;
	assert_ok(service_withdraw(&house->service, &order, &result, error));
	lifecycle_result_finish(&result);
	assert_int_equal(drafts(house, "reason = 'cancellation'"), 1);
	assert_int_equal(drafts(house, "reason = 'cancellation' AND meeting_id = 2"), 1);
}

/* The file is out in the world, and they were never given it: nothing is taken back. */
static void withdraw__had_nothing__gets_no_cancellation(void **state)
{
	struct house *house = *state;
	static const int64_t id = HABO;
	struct lifecycle_order order = {.ids = &id, .count = 1, .reason = "Sjuk", .letters = true};
	struct lifecycle_result result;
	bool is_new;
	export_one(house, OCTOBER, CALENDAR_NONE, &is_new);
	assert_ok(service_withdraw(&house->service, &order, &result, error));
	lifecycle_result_finish(&result);
	assert_int_equal(drafts(house, "reason = 'cancellation'"), 0);
	assert_int_equal(drafts(house, "reason = 'withdrawal'"), 1);
}

static void put(struct house *house, enum draft_reason reason, enum draft_attachment attachment)
{
	struct draft_order order = {.participant = HABO,
		.reason = reason,
		.meeting = OCTOBER,
		.attach = true,
		.attachment = attachment,
		.subject = "Träffen",
		.body = "Hej!"};
	assert_ok(service_draft(&house->service, &order, error));
}

static void withdraw__discards_what_waits_of_the_meetings(void **state)
{
	struct house *house = *state;
	static const int64_t id = HABO;
	struct lifecycle_order order = {.ids = &id, .count = 1, .reason = "Slutar"};
	struct lifecycle_result result;
	put(house, DRAFT_INVITATION, ATTACH_PLAIN);
	put(house, DRAFT_UPDATE, ATTACH_PLAIN);
	put(house, DRAFT_CANCELLATION, ATTACH_CANCEL);
	int64_t actions = count_actions(house);
	char *before = dump(house);
	assert_ok(service_withdraw(&house->service, &order, &result, error));
	lifecycle_result_finish(&result);
	assert_int_equal(drafts(house, "status = 'discarded' AND done_by = 'GN'"), 2);
	assert_int_equal(drafts(house, "status = 'draft' AND reason = 'cancellation'"), 1);
	assert_undone(house, actions, before);
}

static void withdraw__admitted_only_and_with_a_reason(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {RECEIVED, HABO};
	struct lifecycle_order order = {.ids = ids, .count = 1, .reason = "x", .letters = true};
	struct lifecycle_result result;
	assert_fails(service_withdraw(&house->service, &order, &result, error), ERROR_REFUSED,
		"cannot go from “received” to “withdrawn”");
	lifecycle_result_finish(&result);
	order = (struct lifecycle_order){.ids = ids + 1, .count = 1, .letters = true};
	assert_fails(service_withdraw(&house->service, &order, &result, error), ERROR_DATA,
		"A reason is needed");
	lifecycle_result_finish(&result);
	assert_field(house, &participant_entity, HABO, "status", "admitted");
	assert_int_equal(drafts(house, "1"), 0);
}

/* ---- to hand over ---- */

static void transfer__seat_and_payer_go_with_it(void **state)
{
	struct house *house = *state;
	static const int64_t id = HABO_WITH_RING;
	struct participant disa = {0};
	struct transfer_result result;
	publish(house);
	set(house, &participant_entity, id, "buyer_reference", "HB-77");
	house_restart(house, "2023-10-10T09:00");
	type(house, &participant_entity, &disa, "given_name", "Disa");
	type(house, &participant_entity, &disa, "family_name", "Ny");
	type(house, &participant_entity, &disa, "email", "maria.loof@haabo.example"); /* the same */
	int64_t actions = count_actions(house);
	char *before = dump(house);
	assert_ok(service_transfer(&house->service, id, &disa, &result, error));
	assert_field(house, &participant_entity, id, "status", "withdrawn");
	char *successor = xasprintf("%lld", (long long)result.successor);
	assert_field(house, &participant_entity, id, "successor_id", successor);
	free(successor);
	assert_field(house, &participant_entity, result.successor, "status", "admitted");
	assert_field(house, &participant_entity, result.successor, "admitted_on", "2023-10-10");
	assert_field(house, &participant_entity, result.successor, "organisation", "Håbo kommun");
	assert_field(house, &participant_entity, result.successor, "organisation_code", "0305");
	assert_field(house, &participant_entity, result.successor, "buyer_reference", "HB-77");
	assert_field(
		house, &participant_entity, result.successor, "email", "maria.loof@haabo.example");
	/* 17 October and 14 November: out of one calendar and into the other, not 26 September. */
	assert_int_equal(drafts(house, "reason = 'cancellation' AND participant_id = 3"
				       " AND meeting_id IN (2, 3)"),
		2);
	assert_int_equal(drafts(house, "reason = 'file' AND kind = 'mail' AND participant_id <> 3"
				       " AND attachment = 'none' AND meeting_id IN (2, 3)"),
		2);
	assert_int_equal(drafts(house, "reason IN ('cancellation', 'file') AND kind = 'mail'"), 4);
	assert_int_equal(drafts(house, "reason = 'transfer' AND participant_id = 3"), 1);
	assert_int_equal(drafts(house, "reason = 'welcome' AND body LIKE '%ingen ny avgift%'"), 1);
	assert_int_equal(result.made.letters, 6);
	assert_undone(house, actions, before);
	record_finish(&participant_entity, &disa);
}

/* One fee in all: what has not been invoiced goes with the seat, what has stays; none is added. */
static void transfer__fee__there_is_only_one(void **state)
{
	struct house *house = *state;
	static const struct {
		int64_t id;
		bool invoiced;
	} rows[] = {{HABO, false}, {HABO_WITH_RING, true}};
	run_sql(house, "INSERT INTO invoice_batch (network_id, ordinal, dated, vat, items, total,"
		       " file, digest, exported_by, keep_until) VALUES (1, 1, '2023-09-19',"
		       " 'none', 1, 120000, 'b1.csv', 'x', 'GN', '2030-12-31')");
	run_sql(house, "UPDATE invoice_item SET status = 'exported', batch_id = 1"
		       " WHERE participant_id = 3");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct participant disa = {0};
		struct transfer_result result;
		int64_t items = read_integer(house, "SELECT count(*) FROM invoice_item");
		type(house, &participant_entity, &disa, "given_name", "Disa");
		assert_ok(service_transfer(&house->service, rows[i].id, &disa, &result, error));
		assert_int_equal(result.locked_item != 0, rows[i].invoiced);
		assert_int_equal(read_integer(house, "SELECT count(*) FROM invoice_item"), items);
		char *sql = xasprintf(
			"SELECT count(*) FROM invoice_item WHERE participant_id = %lld",
			(long long)result.successor);
		assert_int_equal(read_integer(house, sql), !rows[i].invoiced);
		free(sql);
		record_finish(&participant_entity, &disa);
	}
}

/* Whether anything is paid back is for a human to say: the item stays and asks for it. */
static void withdraw__fee__is_decided_separately(void **state)
{
	struct house *house = *state;
	static const int64_t id = HABO;
	struct lifecycle_order order = {
		.ids = &id, .count = 1, .reason = "Slutar", .letters = true};
	struct lifecycle_result result;
	static const char item[] = "SELECT status || amount FROM invoice_item"
				   " WHERE participant_id = 2";
	char *before = read_text(house, item);
	assert_ok(service_withdraw(&house->service, &order, &result, error));
	lifecycle_result_finish(&result);
	char *after = read_text(house, item);
	assert_string_equal(before, after);
	assert_true(*before);
	free(before);
	free(after);
}

static void transfer__refused__leaves_everything(void **state)
{
	struct house *house = *state;
	struct participant disa = {0};
	struct transfer_result result;
	int64_t actions = count_actions(house);
	assert_fails(service_transfer(&house->service, HABO, &disa, &result, error), ERROR_DATA,
		"needs a name");
	type(house, &participant_entity, &disa, "given_name", "Disa");
	assert_fails(service_transfer(&house->service, OUTSIDER, &disa, &result, error),
		ERROR_REFUSED, "Only an admitted participant");
	/* The address of somebody else who takes part. */
	type(house, &participant_entity, &disa, "email", "maria.loof@haabo.example");
	char *before = dump(house);
	struct error error = {0};
	assert_false(service_transfer(&house->service, HABO, &disa, &result, &error));
	error_finish(&error);
	char *after = dump(house);
	assert_string_equal(before, after);
	assert_int_equal(count_actions(house), actions);
	free(before);
	free(after);
	record_finish(&participant_entity, &disa);
}

/* ---- to refer ---- */

/* A second network in the same database. */
static int64_t add_sibling(struct house *house)
{
	struct network *network = get(house, &network_entity, house->service.network);
	network->record = (struct record){0};
	type(house, &network_entity, network, "slug", "utveckling");
	type(house, &network_entity, network, "name", "Utvecklingsnätverket");
	type(house, &network_entity, network, "fee", "0");
	assert_ok(service_save(&house->service, &network_entity, network, NULL, error));
	int64_t id = network->record.id;
	record_destroy(&network_entity, network);
	set(house, &network_entity, house->service.network, "sibling_slug", "utveckling");
	set(house, &network_entity, house->service.network, "sibling_name", "Utvecklingsnätverket");
	return id;
}

static void refer__copied_only_when_informed(void **state)
{
	struct house *house = *state;
	static const int64_t id = OUTSIDER;
	int64_t sibling = add_sibling(house);
	struct referral_order order = {
		.people = {.ids = &id, .count = 1, .reason = "Konsult", .letters = true}};
	struct lifecycle_result result;
	char *count = xasprintf(
		"SELECT count(*) FROM participant WHERE network_id = %lld", (long long)sibling);
	int64_t actions = count_actions(house);
	char *before = dump(house);
	assert_ok(service_refer(&house->service, &order, &result, error));
	lifecycle_result_finish(&result);
	assert_field(house, &participant_entity, id, "status", "referred");
	assert_field(house, &participant_entity, id, "referred_to", "Utvecklingsnätverket");
	assert_int_equal(read_integer(house, count), 0);
	assert_int_equal(drafts(house, "reason = 'referral' AND body LIKE '%1 200%'"
				       " AND body LIKE '%kostnadsfritt%'"
				       " AND body LIKE '%inte fört vidare%'"),
		1);
	assert_undone(house, actions, before);

	before = dump(house);
	actions = count_actions(house);
	order.informed = true;
	assert_ok(service_refer(&house->service, &order, &result, error));
	lifecycle_result_finish(&result);
	assert_int_equal(read_integer(house, count), 1);
	char *copy = read_text(house, "SELECT status || ' ' || family_name || ' ' || note"
				      " FROM participant ORDER BY id DESC LIMIT 1");
	if (strstr(copy, "review Konsultsson Referred from the network") != copy)
		fail_msg("%s", copy);
	free(copy);
	assert_int_equal(drafts(house, "body LIKE '%Som vi har kommit överens%'"), 1);
	assert_undone(house, actions, before);
	assert_int_equal(read_integer(house, count), 0);
	free(count);
}

/* Someone who has signed up there too is not copied over it. */
static void refer__there_already__is_no_second_row(void **state)
{
	struct house *house = *state;
	static const int64_t id = OUTSIDER;
	int64_t sibling = add_sibling(house);
	struct service there = house->service;
	there.network = sibling;
	struct participant *other = service_new(&there, &participant_entity);
	type(house, &participant_entity, other, "email",
		"lars.konsultsson@trygghetskonsulten.example");
	assert_ok(service_save(&there, &participant_entity, other, NULL, error));
	record_destroy(&participant_entity, other);
	struct referral_order order = {
		.people = {.ids = &id, .count = 1, .reason = "Konsult", .letters = true},
		.informed = true};
	struct lifecycle_result result;
	assert_ok(service_refer(&house->service, &order, &result, error));
	lifecycle_result_finish(&result);
	assert_field(house, &participant_entity, id, "status", "referred");
	char *count = xasprintf(
		"SELECT count(*) FROM participant WHERE network_id = %lld", (long long)sibling);
	assert_int_equal(read_integer(house, count), 1);
	free(count);
}

static void refer__network_elsewhere__is_a_task(void **state)
{
	struct house *house = *state;
	static const int64_t id = OUTSIDER;
	struct referral_order order = {
		.people = {.ids = &id, .count = 1, .reason = "Konsult", .letters = true},
		.to = "Näringslivets nätverk",
		.informed = true};
	struct lifecycle_result result;
	assert_ok(service_refer(&house->service, &order, &result, error));
	assert_int_equal(result.made.letters, 1);
	assert_int_equal(result.made.tasks, 1);
	lifecycle_result_finish(&result);
	assert_field(house, &participant_entity, id, "referred_to", "Näringslivets nätverk");
	assert_int_equal(
		drafts(house, "kind = 'task' AND task LIKE 'Pass the sign-up on to %'"), 1);
}

/* Nobody has said where to: the state is noted and nothing is written or passed on. */
static void refer__nowhere__writes_nothing(void **state)
{
	struct house *house = *state;
	static const int64_t id = OUTSIDER;
	struct referral_order order = {
		.people = {.ids = &id, .count = 1, .reason = "Konsult", .letters = true},
		.informed = true};
	struct lifecycle_result result;
	assert_fails(service_refer(&house->service, &order, &result, error), ERROR_DATA,
		"Say which network");
	order.informed = false;
	assert_ok(service_refer(&house->service, &order, &result, error));
	lifecycle_result_finish(&result);
	assert_field(house, &participant_entity, id, "status", "referred");
	assert_field(house, &participant_entity, id, "referred_to", "–");
	assert_int_equal(drafts(house, "1"), 0);
}

static void find_sibling__by_what_people_write(void **state)
{
	struct house *house = *state;
	struct sibling sibling;
	assert_ok(service_find_sibling(&house->service, NULL, &sibling, error));
	assert_null(sibling.name);
	sibling_finish(&sibling);
	int64_t here = add_sibling(house);
	static const struct {
		const char *text, *name;
		bool is_here;
	} rows[] = {
		{NULL, "Utvecklingsnätverket", true},
		{"", "Utvecklingsnätverket", true},
		{"utveckling", "Utvecklingsnätverket", true},
		{"UTVECKLINGSNÄTVERKET", "Utvecklingsnätverket", true},
		{" Ett annat ", "Ett annat", false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_ok(service_find_sibling(&house->service, rows[i].text, &sibling, error));
		assert_string_equal(sibling.name, rows[i].name);
		assert_int_equal(sibling.network, rows[i].is_here ? here : 0);
		sibling_finish(&sibling);
	}
	assert_fails(
		service_find_sibling(&house->service, "fortroendevaldas-trygghet", &sibling, error),
		ERROR_DATA, "they are in");
}

/* ---- to call back ---- */

static void call_back__by_whom_and_when(void **state)
{
	struct house *house = *state;
	int64_t actions = count_actions(house);
	char *before = dump(house);
	assert_ok(service_call_back(
		&house->service, ELECTED, CALLBACK_VERIFIED, "Växeln känner henne", error));
	assert_field(house, &participant_entity, ELECTED, "callback", "verified");
	assert_field(house, &participant_entity, ELECTED, "callback_by", "GN");
	assert_field(house, &participant_entity, ELECTED, "callback_on", "2023-09-19");
	assert_field(house, &participant_entity, ELECTED, "callback_note", "Växeln känner henne");
	assert_undone(house, actions, before);
	assert_fails(service_call_back(&house->service, ELECTED, CALLBACK_WAIVED, " ", error),
		ERROR_DATA, "takes a reason");
	assert_ok(
		service_call_back(&house->service, ELECTED, CALLBACK_WAIVED, "Känd av oss", error));
	assert_field(house, &participant_entity, ELECTED, "callback", "waived");
}

/* Someone in doubt is on no link list and gets no link before the call. */
/* Each version of a file is a task for each protected person who gets the meeting. */
static void export__protected__get_it_by_hand(void **state)
{
	struct house *house = *state;
	bool is_new;
	static const char tasks[] = "reason = 'file' AND kind = 'task' AND participant_id = 16"
				    " AND address IS NULL AND meeting_id = 2";
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	export_one(house, OCTOBER, CALENDAR_NONE, &is_new);
	assert_int_equal(drafts(house, tasks), 1);
	assert_int_equal(drafts(house, "1"), 1);
	export_one(house, OCTOBER, CALENDAR_NONE, &is_new); /* the same version again */
	assert_int_equal(drafts(house, "1"), 1);
	set(house, &meeting_entity, OCTOBER, "start", "13-15");
	export_one(house, OCTOBER, CALENDAR_NONE, &is_new); /* the first task still waits */
	assert_int_equal(drafts(house, "1"), 1);
	run_sql(house, "UPDATE draft SET status = 'done', status_key = 1");
	set(house, &meeting_entity, OCTOBER, "start", "9-11");
	export_one(house, OCTOBER, CALENDAR_NONE, &is_new);
	assert_int_equal(drafts(house, tasks), 2);
	/* Not of a meeting before they were admitted. */
	run_sql(house, "UPDATE participant SET admitted_on = '2023-10-20' WHERE id = 16");
	run_sql(house, "UPDATE draft SET status = 'done', status_key = 1");
	set(house, &meeting_entity, OCTOBER, "start", "8-10");
	export_one(house, OCTOBER, CALENDAR_NONE, &is_new);
	assert_int_equal(drafts(house, tasks), 2);
}

static void link__not_before_the_call(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *eligibility, *callback;
		bool allowed;
	} rows[] = {
		{"within", NULL, true},
		{"review", NULL, false},
		{"outside", NULL, false},
		{"review", "verified", true},
		{"review", "waived", true},
		{"within", "failed", false},
	};
	struct draft_order order = {.participant = HABO,
		.reason = DRAFT_LINK,
		.meeting = OCTOBER,
		.subject = "Länk",
		.body = "https://meet.example"};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *sql = xasprintf(
			"UPDATE participant SET eligibility = '%s', callback = %s%s%s WHERE id = 2",
			rows[i].eligibility, rows[i].callback ? "'" : "",
			rows[i].callback ? rows[i].callback : "NULL", rows[i].callback ? "'" : "");
		run_sql(house, sql);
		free(sql);
		if (rows[i].allowed)
			assert_ok(service_draft(&house->service, &order, error));
		else
			assert_fails(service_draft(&house->service, &order, error), ERROR_REFUSED,
				"PL-4");
	}
	/* Doubt about a protected person is doubt as well. */
	run_sql(house, "UPDATE participant SET eligibility = 'review', callback = NULL"
		       " WHERE id = 16");
	order.participant = HIDDEN;
	assert_fails(service_draft(&house->service, &order, error), ERROR_REFUSED, "PL-4");
}

static void file__not_of_a_meeting_before_admission(void **state)
{
	struct house *house = *state;
	run_sql(house, "UPDATE participant SET admitted_on = '2023-10-18' WHERE id = 2");
	struct draft_order order = {.participant = HABO,
		.reason = DRAFT_FILE,
		.meeting = OCTOBER,
		.subject = "Fil",
		.body = "Hej"};
	assert_fails(service_draft(&house->service, &order, error), ERROR_REFUSED,
		"was admitted after the meeting");
	order.meeting = NOVEMBER;
	assert_ok(service_draft(&house->service, &order, error));
}

/* ---- to welcome and to ask ---- */

static void welcome__once_and_only_the_admitted(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {HABO, RECEIVED};
	struct lifecycle_order order = {.ids = ids, .count = 2};
	struct lifecycle_result result;
	int64_t actions = count_actions(house);
	char *before = dump(house);
	assert_ok(service_welcome(&house->service, &order, &result, error));
	assert_int_equal(result.made.letters, 1);
	assert_int_equal(result.rows.exception_count, 1);
	assert_string_equal(result.rows.exceptions[0].reason, "is not admitted");
	lifecycle_result_finish(&result);
	assert_fails(service_welcome(&house->service, &order, &result, error), ERROR_REFUSED,
		"waiting in the outbox");
	lifecycle_result_finish(&result);
	assert_undone(house, actions, before);
}

static void chase__asks_for_exactly_what_is_missing(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *set; /* columns of participant 2 */
		bool organisation, number, reference;
	} rows[] = {
		{"organisation_number = NULL, buyer_reference = NULL", false, true, true},
		{"organisation_number = '212000-0142'", false, false, true},
		{"organisation_number = NULL, buyer_reference = '007'", false, true, false},
		{"organisation_code = NULL", true, true, false},
	};
	static const int64_t id = HABO;
	struct lifecycle_order order = {.ids = &id, .count = 1};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct lifecycle_result result;
		char *sql = xasprintf("UPDATE participant SET %s WHERE id = 2", rows[i].set);
		run_sql(house, sql);
		free(sql);
		assert_ok(service_chase(&house->service, &order, &result, error));
		lifecycle_result_finish(&result);
		char *body = read_text(
			house, "SELECT body FROM draft WHERE status = 'draft' ORDER BY id DESC");
		assert_int_equal(
			strstr(body, "kommunen eller regionen") != NULL, rows[i].organisation);
		assert_int_equal(strstr(body, "organisationsnummer") != NULL, rows[i].number);
		assert_int_equal(strstr(body, "fakturareferens") != NULL, rows[i].reference);
		free(body);
		/* Nobody is asked twice while the first letter waits. */
		assert_fails(service_chase(&house->service, &order, &result, error), ERROR_REFUSED,
			"waiting in the outbox");
		lifecycle_result_finish(&result);
		run_sql(house, "UPDATE draft SET status = 'done', status_key = 1");
	}
	run_sql(house, "UPDATE participant SET organisation_number = '212000-0142',"
		       " organisation_code = '0643', buyer_reference = '1' WHERE id = 2");
	struct lifecycle_result result;
	assert_fails(service_chase(&house->service, &order, &result, error), ERROR_REFUSED,
		"has told everything");
	lifecycle_result_finish(&result);
}

/* Before admission nobody is asked who pays. */
static void chase__not_admitted__no_payer_yet(void **state)
{
	struct house *house = *state;
	static const int64_t id = RECEIVED;
	struct lifecycle_order order = {.ids = &id, .count = 1};
	struct lifecycle_result result;
	assert_fails(service_chase(&house->service, &order, &result, error), ERROR_REFUSED,
		"has told everything");
	lifecycle_result_finish(&result);
}

/* The whole example at once: whoever is protected is a task, never a recipient. */
static void chase_and_welcome__all__protected_are_tasks(void **state)
{
	struct house *house = *state;
	int64_t *ids;
	size_t count;
	struct lifecycle_result result;
	run_sql(house, "UPDATE participant SET protected = 1 WHERE id IN (4, 9)");
	assert_ok(service_chase_all(&house->service, &ids, &count, error));
	assert_int_equal(count, read_integer(house, "SELECT count(*) FROM participant WHERE"
						    " status = 'admitted'"));
	struct lifecycle_order order = {.ids = ids, .count = count};
	int64_t actions = count_actions(house);
	assert_ok(service_chase(&house->service, &order, &result, error));
	assert_int_equal(result.made.tasks, 3);
	assert_int_equal(result.made.letters, count - 3);
	lifecycle_result_finish(&result);
	assert_int_equal(count_actions(house), actions + 1);
	assert_ok(service_welcome(&house->service, &order, &result, error));
	assert_int_equal(result.made.tasks, 3);
	lifecycle_result_finish(&result);
	free(ids);
	assert_int_equal(read_integer(house,
				 "SELECT count(*) FROM draft JOIN participant"
				 " ON participant.id = participant_id WHERE participant.protected"
				 " AND (kind = 'mail' OR address IS NOT NULL OR task IS NULL"
				 " OR draft.protected = 0)"),
		0);
	/* Their names are in no draft and no journal. */
	static const char *const names[] = {"Jonas", "Berg", "Sofia", "Wallin"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		char *sql = xasprintf("SELECT count(*) FROM draft WHERE protected = 1 AND"
				      " coalesce(subject, '') || coalesce(body, '') || task"
				      " LIKE '%%%s%%'",
			names[i]);
		assert_int_equal(read_integer(house, sql), 0);
		free(sql);
	}
}

/* The program's own promises hold after all of it. */
static void lifecycle__check__finds_what_is_wrong(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *sql, *rule;
	} rows[] = {
		{"UPDATE participant SET protected = 1 WHERE id = 2", "16"},
		{"UPDATE participant SET eligibility = 'review', callback = NULL WHERE id = 2",
			"PL-4"},
		{"UPDATE participant SET admitted_on = '2023-12-01' WHERE id = 2", "10"},
	};
	struct draft_order order = {.participant = HABO,
		.reason = DRAFT_LINK,
		.meeting = OCTOBER,
		.subject = "Länk",
		.body = "https://meet.example"};
	assert_ok(service_draft(&house->service, &order, error));
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct findings findings = {0};
		bool found = false;
		assert_ok(service_check(&house->service, &findings, error));
		for (size_t f = 0; f < findings.count; f++)
			assert_string_not_equal(findings.items[f].rule, rows[i].rule);
		findings_finish(&findings);
		run_sql(house, rows[i].sql);
		assert_ok(service_check(&house->service, &findings, error));
		for (size_t f = 0; f < findings.count; f++)
			found |= !strcmp(findings.items[f].rule, rows[i].rule);
		if (!found)
			fail_msg("rule %s is not told", rows[i].rule);
		findings_finish(&findings);
	}
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(seat__meetings_from_the_day_on),
		IN_HOUSE(seat__cancelled_and_not_admitted__get_none),
		IN_HOUSE(decline__writes_a_letter_unless_told_not_to),
		IN_HOUSE(decline__preview__counts_and_writes_nothing),
		IN_HOUSE(withdraw__cancels_what_lies_ahead_and_went_out),
		IN_HOUSE(withdraw__no_file_out__nothing_to_take_out),
		IN_HOUSE(withdraw__had_nothing__gets_no_cancellation),
		IN_HOUSE(withdraw__discards_what_waits_of_the_meetings),
		IN_HOUSE(withdraw__admitted_only_and_with_a_reason),
		IN_HOUSE(transfer__seat_and_payer_go_with_it),
		IN_HOUSE(transfer__fee__there_is_only_one),
		IN_HOUSE(withdraw__fee__is_decided_separately),
		IN_HOUSE(transfer__refused__leaves_everything),
		IN_HOUSE(refer__copied_only_when_informed),
		IN_HOUSE(refer__there_already__is_no_second_row),
		IN_HOUSE(refer__network_elsewhere__is_a_task),
		IN_HOUSE(refer__nowhere__writes_nothing),
		IN_HOUSE(find_sibling__by_what_people_write),
		IN_HOUSE(call_back__by_whom_and_when),
		IN_HOUSE(export__protected__get_it_by_hand),
		IN_HOUSE(link__not_before_the_call),
		IN_HOUSE(file__not_of_a_meeting_before_admission),
		IN_HOUSE(welcome__once_and_only_the_admitted),
		IN_HOUSE(chase__asks_for_exactly_what_is_missing),
		IN_HOUSE(chase__not_admitted__no_payer_yet),
		IN_HOUSE(chase_and_welcome__all__protected_are_tasks),
		IN_HOUSE(lifecycle__check__finds_what_is_wrong),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
