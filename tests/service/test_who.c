/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who takes part: the target group, twins, merging row for row. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/merge.h"
#include "service/twin.h"
#include "store/maintenance.h"

#define P &participant_entity

/* ---- the target group ---- */

static void assess__save__proposes_and_stops(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *organisation, *title, *code, *eligibility, *rule, *status;
	} rows[] = {
		{"Lunds kommun", "Jurist", "1281", "within", "MG-7", "received"},
		{"Örebro", "Jurist", "–", "review", "MG-3", "review"},
		{"Vaxjo", "Jurist", "–", "review", "MG-3", "review"},
		{"Firma AB", "Jurist", "–", "outside", "MG-1", "review"},
		{"Malmö", "Ledamot", "1280", "review", "MG-4", "review"},
		{"", "Jurist", "–", "review", "MG-2", "review"},
		{"gotland", "Jurist", "0980", "within", "MG-7", "received"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t id = ADD_PARTICIPANT(house, {"family_name", "Ny"},
			{"organisation", rows[i].organisation}, {"title", rows[i].title});
		assert_field(house, P, id, "organisation_code", rows[i].code);
		assert_field(house, P, id, "eligibility", rows[i].eligibility);
		assert_field(house, P, id, "eligibility_rule", rows[i].rule);
		assert_field(house, P, id, "status", rows[i].status);
	}
	assert_sound(house);
}

static void assess__code__fills_the_name_and_settles(void **state)
{
	struct house *house = *state;
	int64_t id = ADD_PARTICIPANT(house, {"family_name", "Ny"}, {"organisation_code", "18"});
	assert_field(house, P, id, "organisation", "Region Örebro län");
	assert_field(house, P, id, "eligibility", "within");
	id = ADD_PARTICIPANT(house, {"family_name", "Ny"}, {"organisation", "Örebro"},
		{"organisation_code", "1880"});
	assert_field(house, P, id, "organisation", "Örebro");
	assert_field(house, P, id, "eligibility", "within");
	set(house, P, id, "organisation", "Firma AB"); /* the code told of the old name */
	assert_field(house, P, id, "organisation_code", "–");
	assert_field(house, P, id, "eligibility", "outside");
	assert_field(house, P, id, "status", "received"); /* only a new one is stopped */
}

/* Invariant 9. */
static void assess__admit__takes_a_reason_unless_within(void **state)
{
	struct house *house = *state;
	static const int64_t both[] = {RECEIVED, OUTSIDER};
	struct bulk_result result;
	size_t count;
	struct participant *outsider = get(house, P, OUTSIDER);
	struct status_option *options = service_status_options(P, outsider, &count);
	for (size_t i = 0; i < count; i++) {
		if (options[i].to == PARTICIPANT_ADMITTED)
			assert_true(options[i].needs_reason);
	}
	status_options_free(options, count);
	record_destroy(P, outsider);
	assert_fails(service_set_status(&house->service, P, both, 2, PARTICIPANT_ADMITTED, " ",
			     false, &result, error),
		ERROR_DATA, "MG-1");
	bulk_result_finish(&result);
	assert_field(house, P, RECEIVED, "status", "received");
	enter(house, P, RECEIVED, PARTICIPANT_ADMITTED, NULL);
	assert_field(house, P, RECEIVED, "eligibility_reason", "–");
	enter(house, P, OUTSIDER, PARTICIPANT_ADMITTED, "Arbetar åt Lund");
	assert_field(house, P, OUTSIDER, "eligibility_reason", "Arbetar åt Lund");
	assert_field(house, P, OUTSIDER, "status_reason", "–");
	assert_sound(house);
	run_sql(house, "UPDATE participant SET eligibility_reason = NULL WHERE id = 20");
	struct findings findings;
	assert_ok(service_check(&house->service, &findings, error));
	assert_int_equal(findings.count, 1);
	assert_string_equal(findings.items[0].rule, "9");
	findings_finish(&findings);
}

static void assess__admitted__stays_when_the_rules_turn(void **state)
{
	struct house *house = *state;
	set(house, P, HABO, "organisation", "Firma AB");
	assert_field(house, P, HABO, "status", "admitted");
	assert_field(house, P, HABO, "eligibility", "review"); /* the address is Habo's */
	char *reason = look(house, P, HABO, "eligibility_reason");
	assert_non_null(strstr(reason, "when admitted"));
	free(reason);
	assert_sound(house);
}

/* Invariant 8: no message of the database reaches anybody. */
static void address__taken__is_refused_with_the_name(void **state)
{
	struct house *house = *state;
	struct participant *person = service_new(&house->service, P);
	type(house, P, person, "email", " PER.Hakansson@habo.example ");
	assert_fails(service_save(&house->service, P, person, NULL, error), ERROR_REFUSED,
		"Per Håkansson (no. 2)");
	type(house, P, person, "email", "per.hakansson+kurs@habo.example");
	assert_ok(service_save(&house->service, P, person, NULL, error));
	type(house, P, person, "email", "per.hakansson@habo.example");
	assert_fails(service_save(&house->service, P, person, NULL, error), ERROR_REFUSED, "Per");
	record_destroy(P, person);
	set(house, P, HABO, "phone", "1234567"); /* saving one's own address is nothing */
}

static void address__of_a_closed_one__is_free_until_it_comes_back(void **state)
{
	struct house *house = *state;
	enter(house, P, HABO, PARTICIPANT_WITHDRAWN, "Slutar");
	int64_t id = ADD_PARTICIPANT(
		house, {"email", "per.hakansson@habo.example"}, {"organisation", "Habo kommun"});
	struct bulk_result result;
	static const int64_t habo = HABO;
	assert_fails(service_set_status(&house->service, P, &habo, 1, PARTICIPANT_REVIEW, "Åter",
			     false, &result, error),
		ERROR_REFUSED, "signed up");
	bulk_result_finish(&result);
	assert_true(id > HABO);
}

/* ---- twins ---- */

static void assert_twins(struct house *house, int64_t id, const char *expected)
{
	struct participant *person = get(house, P, id);
	struct twin *twins;
	struct buffer text = {0};
	size_t count;
	buffer_append(&text, "");
	assert_ok(service_find_twins(&house->service, person, &twins, &count, error));
	for (size_t i = 0; i < count; i++)
		buffer_printf(&text, "%s%lld %s%s", i ? "; " : "", (long long)twins[i].id,
			twins[i].exact ? "exactly " : "", twins[i].reason);
	assert_string_equal(text.data, expected);
	buffer_finish(&text);
	free(twins);
	record_destroy(P, person);
}

static void twins__each_likeness(void **state)
{
	struct house *house = *state;
	int64_t mailbox = ADD_PARTICIPANT(house, {"email", "Per.Hakansson+x@HABO.example"});
	assert_twins(house, mailbox, "2 same mailbox");
	int64_t name = ADD_PARTICIPANT(house, {"given_name", "PER"}, {"family_name", "hakansson"},
		{"organisation", "Habo"});
	assert_twins(house, name, "2 same name and organisation");
	int64_t elsewhere = ADD_PARTICIPANT(house, {"given_name", "Per"},
		{"family_name", "Håkansson"}, {"organisation", "Håbo"});
	assert_twins(house, elsewhere, "");
	int64_t phone = ADD_PARTICIPANT(house, {"family_name", "Annan"},
		{"phone", "+46 70 174 06 06"}, {"organisation", "habo kommun"});
	assert_twins(house, phone, "2 same phone and organisation");
	int64_t nobody = ADD_PARTICIPANT(
		house, {"family_name", "Annan"}, {"phone", "070-174 06 06"});
	assert_twins(house, nobody, "");
	enter(house, P, HABO, PARTICIPANT_WITHDRAWN, "Slutar");
	int64_t again = ADD_PARTICIPANT(house, {"email", "per.hakansson@habo.example"});
	char *expected = xasprintf(
		"2 exactly same e-mail address; %lld same mailbox", (long long)mailbox);
	assert_twins(house, again, expected);
	free(expected);
}

static size_t count_pairs(struct house *house)
{
	struct twin_pair *pairs;
	size_t count;
	assert_ok(service_find_pairs(&house->service, 100, &pairs, &count, error));
	free(pairs);
	return count;
}

static void twins__verdict__is_remembered_and_undone(void **state)
{
	struct house *house = *state;
	assert_int_equal(count_pairs(house), 0);
	int64_t id = ADD_PARTICIPANT(house, {"email", "per.hakansson+x@habo.example"});
	assert_int_equal(count_pairs(house), 1);
	assert_ok(service_tell_apart(&house->service, id, HABO, error));
	assert_int_equal(count_pairs(house), 0);
	assert_twins(house, id, "");
	assert_twins(house, HABO, "");
	int64_t actions = count_actions(house);
	assert_ok(service_tell_apart(&house->service, HABO, id, error)); /* said already */
	assert_int_equal(count_actions(house), actions);
	undo(house, "two people");
	assert_int_equal(count_pairs(house), 1);
	assert_fails(service_tell_apart(&house->service, id, id, error), ERROR_REFUSED, "one row");
	assert_sound(house);
}

static void twins__many_pairs__stop_at_the_limit(void **state)
{
	struct house *house = *state;
	struct twin_pair *pairs;
	size_t count;
	for (int i = 0; i < 5; i++) {
		char *email = xasprintf("anna+%d@lund.example", i);
		ADD_PARTICIPANT(house, {"email", email});
		free(email);
	}
	assert_int_equal(count_pairs(house), 10);
	assert_ok(service_find_pairs(&house->service, 3, &pairs, &count, error));
	assert_int_equal(count, 3);
	free(pairs);
}

/* ---- merging ---- */

/* Every row that merging may touch, whole, but for what counts the changes themselves. */
static char *dump(struct house *house)
{
	char *people = read_text(house,
		"SELECT json_array(id, uid, given_name, family_name, title, email, phone,"
		" organisation, organisation_code, role, status, status_reason, received_on,"
		" admitted_on, channel, eligibility, eligibility_rule, eligibility_reason, tags,"
		" organisation_number, buyer_reference, order_reference, list_consent,"
		" merged_into_id, successor_id, note, protected, invented, hex(sort_key), search,"
		" email_key, mailbox_key, person_key, phone_key) FROM participant ORDER BY id");
	char *requests = read_text(house,
		"SELECT json_array(id, participant_id, meeting_id, sender_name, sender_email,"
		" status, protected) FROM request ORDER BY id");
	char *others = read_text(house,
		"SELECT json_array(id, participant_id, other_id) FROM duplicate_verdict"
		" UNION ALL SELECT json_array(id, disclosure_id, participant_id)"
		" FROM disclosed_person ORDER BY 1");
	char *all = xasprintf("%s\n--\n%s\n--\n%s", people, requests, others ? others : "");
	free(people);
	free(requests);
	free(others);
	return all;
}

static void merge(struct house *house, int64_t survivor, int64_t loser)
{
	struct merge_order order = {.survivor = survivor, .loser = loser};
	assert_ok(service_merge(&house->service, &order, error));
}

static void merge__fields__what_is_taken_and_what_stays(void **state)
{
	struct house *house = *state;
	const struct field *taken[] = {entity_field(P, "email"), entity_field(P, "phone")};
	int64_t id = ADD_PARTICIPANT(house, {"given_name", "Pelle"},
		{"email", "pelle@habo.example"}, {"phone", "08-111 222"}, {"organisation", "Habo"},
		{"note", "ny"});
	struct merge_order order = {
		.survivor = HABO, .loser = id, .from_loser = taken, .from_loser_count = 2};
	assert_ok(service_merge(&house->service, &order, error));
	assert_field(house, P, HABO, "email", "pelle@habo.example");
	assert_field(house, P, HABO, "phone", "08-111 222");
	assert_field(house, P, HABO, "given_name", "Per");
	assert_field(house, P, HABO, "note", "–"); /* nobody took it */
	assert_field(house, P, id, "status", "merged");
	assert_field(house, P, id, "merged_into_id", "2");
	assert_field(house, P, id, "email", "pelle@habo.example"); /* the tombstone knows */
	assert_sound(house);
}

static void merge__proposal__what_only_the_loser_knows(void **state)
{
	struct house *house = *state;
	int64_t id = ADD_PARTICIPANT(
		house, {"given_name", "Pelle"}, {"order_reference", "A-1"}, {"tags", "ny"});
	struct participant *survivor = get(house, P, HABO), *loser = get(house, P, id);
	const struct field **fields;
	size_t count = merge_proposal(survivor, loser, &fields);
	assert_int_equal(count, 2);
	assert_string_equal(fields[0]->name, "tags");
	assert_string_equal(fields[1]->name, "order_reference");
	free(fields);
	record_destroy(P, survivor);
	record_destroy(P, loser);
}

static void merge__undo__brings_both_back_row_for_row(void **state)
{
	struct house *house = *state;
	int64_t id = ADD_PARTICIPANT(house, {"given_name", "Pelle"},
		{"email", "pelle@habo.example"}, {"note", "en rad\ntill"}, {"tags", "b, a"});
	int64_t third = ADD_PARTICIPANT(house, {"family_name", "Tredje"});
	int64_t older = ADD_PARTICIPANT(house, {"family_name", "Äldre"});
	merge(house, id, older); /* a chain */
	set(house, &request_entity, REQUEST_OF_OPEN, "participant_id", "25");
	assert_int_equal(id, 25);
	assert_ok(service_tell_apart(&house->service, id, third, error));
	assert_ok(service_tell_apart(&house->service, HABO, third, error));
	assert_ok(service_tell_apart(&house->service, HABO, id, error));
	run_sql(house,
		"INSERT INTO disclosure (network_id, at, who, what, purpose, people)"
		" VALUES (1, 0, 'GN', 'participants', 'webinar', 1);"
		"INSERT INTO disclosed_person (disclosure_id, participant_id) VALUES (1, 25)");
	char *before = dump(house);
	int64_t actions = count_actions(house);
	const struct field *taken[] = {entity_field(P, "note"), entity_field(P, "email")};
	struct merge_order order = {
		.survivor = HABO, .loser = id, .from_loser = taken, .from_loser_count = 2};
	assert_ok(service_merge(&house->service, &order, error));
	assert_int_equal(count_actions(house), actions + 1);
	/* What followed. */
	assert_field(house, &request_entity, REQUEST_OF_OPEN, "participant_id", "2");
	assert_field(house, P, older, "merged_into_id", "2");
	assert_int_equal(read_integer(house, "SELECT participant_id FROM disclosed_person"), HABO);
	/* Of the three verdicts one is of a row and itself now, and two are the same. */
	assert_int_equal(read_integer(house, "SELECT count(*) FROM duplicate_verdict"), 1);
	assert_sound(house);
	char *after = dump(house);
	assert_string_not_equal(before, after);
	undo(house, "merged with");
	char *restored = dump(house);
	assert_string_equal(before, restored);
	redo(house, "merged with");
	free(restored);
	restored = dump(house);
	assert_string_equal(after, restored);
	free(before);
	free(after);
	free(restored);
}

static void merge__followers__are_counted_before(void **state)
{
	struct house *house = *state;
	struct merge_follower *followers;
	size_t count;
	assert_ok(service_merge_followers(&house->service, HABO, &followers, &count, error));
	size_t requests = 0;
	for (size_t i = 0; i < count; i++) {
		if (followers[i].entity == &request_entity)
			requests = followers[i].count;
	}
	assert_int_equal(requests,
		read_integer(house, "SELECT count(*) FROM request WHERE participant_id = 2"));
	assert_true(requests > 0);
	free(followers);
}

/* A seat, a reason and the earlier day are not lost when the newer row stays. */
static void merge__seat__goes_with_the_person(void **state)
{
	struct house *house = *state;
	int64_t id = ADD_PARTICIPANT(house, {"given_name", "Per"}, {"organisation", "Habo"});
	merge(house, id, HABO);
	assert_field(house, P, id, "status", "admitted");
	assert_field(house, P, id, "admitted_on", "2023-08-22");
	assert_field(house, P, id, "received_on", "2023-08-21");
	int64_t other = ADD_PARTICIPANT(house, {"given_name", "Lars"});
	enter(house, P, OUTSIDER, PARTICIPANT_ADMITTED, "Uppdrag");
	merge(house, other, OUTSIDER);
	assert_field(house, P, other, "eligibility_reason", "Uppdrag");
	assert_sound(house);
}

static void merge__protection__is_never_lost(void **state)
{
	struct house *house = *state;
	int64_t id = ADD_PARTICIPANT(house, {"given_name", "Hemligfred"}, {"organisation", "Lund"});
	set(house, &request_entity, REQUEST_OF_OPEN, "participant_id", "25");
	merge(house, HIDDEN, id);
	assert_field(house, P, id, "protected", "true");
	assert_field(house, P, HIDDEN, "protected", "true");
	assert_field(house, &request_entity, REQUEST_OF_OPEN, "protected", "true");
	char *titles = read_text(house, "SELECT title FROM action");
	assert_null(strstr(titles, "Hemligfred"));
	free(titles);
	id = ADD_PARTICIPANT(house, {"given_name", "Anna"}, {"organisation", "Lund"});
	int64_t open = ADD_PARTICIPANT(house, {"given_name", "Anna"}, {"organisation", "Malmö"});
	set(house, P, id, "protected", "yes");
	merge(house, open, id);
	assert_field(house, P, open, "protected", "true");
	assert_field(house, P, open, "list_consent", "nobody");
	/* Later, too: what was merged tells who it is as well. */
	id = ADD_PARTICIPANT(house, {"given_name", "Doldberg"}, {"organisation", "Lund"});
	open = ADD_PARTICIPANT(house, {"given_name", "Doldberg"}, {"organisation", "Lund"});
	assert_ok(service_tell_apart(&house->service, id, HABO, error));
	merge(house, open, id);
	set(house, P, open, "protected", "yes");
	assert_field(house, P, id, "protected", "true");
	titles = read_text(house,
		"SELECT title || coalesce(before, '') || coalesce(after, '') FROM action"
		" JOIN action_row ON action_id = action.id");
	assert_null(strstr(titles, "Doldberg"));
	free(titles);
	assert_sound(house);
}

/* One answer for each person and meeting: the survivor's stays, and learns what it did not know. */
static void merge__attendance__one_row_for_each_meeting(void **state)
{
	struct house *house = *state;
	static const char all[] = "SELECT json_array(id, meeting_id, participant_id, answer,"
				  " attendance, noted_by) FROM attendance ORDER BY id";
	int64_t id = ADD_PARTICIPANT(house, {"given_name", "Pelle"});
	run_sql(house, "DELETE FROM attendance;"
		       "INSERT INTO attendance"
		       " (id, meeting_id, participant_id, answer, attendance, noted_by) VALUES"
		       " (1, 1, 2, 'needs-action', NULL, NULL), (2, 1, 25, 'accepted', NULL, NULL),"
		       " (3, 2, 2, 'declined', 'absent', 'AP'),"
		       " (4, 2, 25, 'accepted', 'attended', 'GN'),"
		       " (5, 3, 25, 'tentative', NULL, NULL)");
	char *before = read_text(house, all);
	merge(house, HABO, id);
	char *after = read_text(house, all);
	assert_non_null(strstr(after, "[1,1,2,\"accepted\",null,null]"));
	assert_non_null(strstr(after, "[3,2,2,\"declined\",\"absent\",\"AP\"]"));
	assert_non_null(strstr(after, "[5,3,2,\"tentative\",null,null]"));
	assert_int_equal(read_integer(house, "SELECT count(*) FROM attendance"), 3);
	undo(house, "merged with");
	char *restored = read_text(house, all);
	assert_string_equal(before, restored);
	free(before);
	free(after);
	free(restored);
}

/* A log that the schema keeps from being changed does not stop anything. */
static void merge__kept_rows__stay_with_the_tombstone(void **state)
{
	struct house *house = *state;
	int64_t id = ADD_PARTICIPANT(house, {"given_name", "Pelle"});
	set(house, &request_entity, REQUEST_OF_OPEN, "participant_id", "25");
	set(house, &request_entity, REQUEST_OF_WAITING, "participant_id", "25");
	run_sql(house, "CREATE TRIGGER kept BEFORE UPDATE ON request WHEN old.id = 3"
		       " BEGIN SELECT raise(ABORT, 'kept'); END");
	merge(house, HABO, id);
	assert_field(house, &request_entity, REQUEST_OF_OPEN, "participant_id", "25");
	assert_field(house, &request_entity, REQUEST_OF_WAITING, "participant_id", "2");
}

static void merge__successor__is_never_oneself(void **state)
{
	struct house *house = *state;
	int64_t id = ADD_PARTICIPANT(house, {"given_name", "Pelle"});
	run_sql(house, "UPDATE participant SET successor_id = 25 WHERE id IN (2, 3)");
	merge(house, HABO, id);
	assert_field(house, P, HABO, "successor_id", "–");
	assert_field(house, P, HABO_WITH_RING, "successor_id", "2");
}

static void merge__organisation__brings_its_code(void **state)
{
	struct house *house = *state;
	const struct field *taken[] = {entity_field(P, "organisation")};
	int64_t id = ADD_PARTICIPANT(house, {"given_name", "Pelle"}, {"organisation", "Örebro"},
		{"organisation_code", "1880"});
	struct merge_order order = {
		.survivor = HABO, .loser = id, .from_loser = taken, .from_loser_count = 1};
	assert_ok(service_merge(&house->service, &order, error));
	assert_field(house, P, HABO, "organisation", "Örebro");
	assert_field(house, P, HABO, "organisation_code", "1880");
}

static void merge__refused(void **state)
{
	struct house *house = *state;
	struct merge_order order = {.survivor = HABO, .loser = HABO};
	assert_fails(service_merge(&house->service, &order, error), ERROR_REFUSED, "one row");
	order.loser = 999;
	assert_fails(service_merge(&house->service, &order, error), ERROR_REFUSED, "999");
	order.loser = ADD_PARTICIPANT(house, {"family_name", "Ny"});
	merge(house, HABO, order.loser);
	assert_fails(service_merge(&house->service, &order, error), ERROR_REFUSED, "already");
	order = (struct merge_order){.survivor = order.loser, .loser = HABO};
	assert_fails(service_merge(&house->service, &order, error), ERROR_REFUSED, "already");
	/* Invariant 18. */
	run_sql(house, "UPDATE participant SET status = 'merged', merged_into_id = 1 WHERE id = 2");
	struct findings findings;
	assert_ok(service_check(&house->service, &findings, error));
	bool told = false;
	for (size_t i = 0; i < findings.count; i++)
		told |= !strcmp(findings.items[i].rule, "18");
	assert_true(told);
	findings_finish(&findings);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(assess__save__proposes_and_stops),
		IN_HOUSE(assess__code__fills_the_name_and_settles),
		IN_HOUSE(assess__admit__takes_a_reason_unless_within),
		IN_HOUSE(assess__admitted__stays_when_the_rules_turn),
		IN_HOUSE(address__taken__is_refused_with_the_name),
		IN_HOUSE(address__of_a_closed_one__is_free_until_it_comes_back),
		IN_HOUSE(twins__each_likeness),
		IN_HOUSE(twins__verdict__is_remembered_and_undone),
		IN_HOUSE(twins__many_pairs__stop_at_the_limit),
		IN_HOUSE(merge__fields__what_is_taken_and_what_stays),
		IN_HOUSE(merge__proposal__what_only_the_loser_knows),
		IN_HOUSE(merge__undo__brings_both_back_row_for_row),
		IN_HOUSE(merge__followers__are_counted_before),
		IN_HOUSE(merge__seat__goes_with_the_person),
		IN_HOUSE(merge__protection__is_never_lost),
		IN_HOUSE(merge__attendance__one_row_for_each_meeting),
		IN_HOUSE(merge__kept_rows__stay_with_the_tombstone),
		IN_HOUSE(merge__successor__is_never_oneself),
		IN_HOUSE(merge__organisation__brings_its_code),
		IN_HOUSE(merge__refused),
	};
	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
