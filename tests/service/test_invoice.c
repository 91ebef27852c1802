/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invoice items: they come and go with those who take part, and a human decides the rest. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/invoice.h"

#define LUND 1
#define NUMBER "212000-0142"

static int64_t count(struct house *house, const char *where)
{
	char *sql = xasprintf("SELECT count(*) FROM invoice_item WHERE %s", where);
	int64_t number = read_integer(house, sql);
	free(sql);
	return number;
}

static int64_t item_of(struct house *house, int64_t participant)
{
	char *sql = xasprintf("SELECT coalesce(max(id), 0) FROM invoice_item"
			      " WHERE participant_id = %lld AND kind = 'fee'",
		(long long)participant);
	int64_t id = read_integer(house, sql);
	free(sql);
	return id;
}

static void check_status(struct house *house, int64_t participant, const char *status)
{
	assert_field(house, &invoice_item_entity, item_of(house, participant), "status", status);
}

static void deed(struct house *house, enum invoice_deed deed, int64_t item, const char *reason)
{
	struct invoice_deed_order order = {
		.deed = deed, .items = &item, .count = 1, .reason = reason};
	struct bulk_result result;
	assert_ok(service_invoice_do(&house->service, &order, &result, error));
	assert_int_equal(result.changed, 1);
	bulk_result_finish(&result);
}

static void refuse(struct house *house, enum invoice_deed deed, int64_t item, const char *says)
{
	struct invoice_deed_order order = {
		.deed = deed, .items = &item, .count = 1, .reason = "Därför"};
	struct bulk_result result;
	assert_fails(
		service_invoice_do(&house->service, &order, &result, error), ERROR_REFUSED, says);
	bulk_result_finish(&result);
}

/* The example has eighteen who are admitted, and one who withdrew before there were items. */
static void item__import__each_admitted_one_has_one(void **state)
{
	struct house *house = *state;
	assert_int_equal(count(house, "1"),
		read_integer(house, "SELECT count(*) FROM participant WHERE status = 'admitted'"));
	assert_int_equal(
		count(house, "amount = 120000 AND status = 'incomplete'"), count(house, "1"));
	assert_int_equal(count(house, "participant_id = 15"), 0);
	assert_int_equal(count(house, "person IS NOT NULL OR organisation IS NOT NULL"), 0);
}

static void item__admit__comes_and_undo_takes_it(void **state)
{
	struct house *house = *state;
	assert_int_equal(item_of(house, RECEIVED), 0);
	enter(house, &participant_entity, RECEIVED, PARTICIPANT_ADMITTED, NULL);
	check_status(house, RECEIVED, "incomplete");
	assert_field(house, &invoice_item_entity, item_of(house, RECEIVED), "amount", "120000");
	undo(house, "");
	assert_int_equal(item_of(house, RECEIVED), 0);
	redo(house, "");
	check_status(house, RECEIVED, "incomplete");
}

static void item__payer__makes_ready_and_back(void **state)
{
	struct house *house = *state;
	set(house, &participant_entity, LUND, "organisation_number", "2120001355");
	assert_field(house, &participant_entity, LUND, "organisation_number", "212000-1355");
	assert_field(house, &participant_entity, LUND, "peppol_id", "0007:2120001355");
	check_status(house, LUND, "ready");
	set(house, &participant_entity, LUND, "buyer_reference", "");
	check_status(house, LUND, "incomplete");
	set(house, &participant_entity, LUND, "order_reference", "DLL0042");
	check_status(house, LUND, "ready");
	assert_field(house, &participant_entity, LUND, "order_reference", "DLL0042");
	/* An undone change is undone in the item too. */
	undo(house, "");
	check_status(house, LUND, "incomplete");
}

static void item__wrong_number__is_refused_at_its_field(void **state)
{
	struct house *house = *state;
	struct participant *person = get(house, &participant_entity, LUND);
	struct error fault = {0};
	type(house, &participant_entity, person, "organisation_number", "212000-0143");
	assert_false(service_save(&house->service, &participant_entity, person, NULL, &fault));
	assert_string_equal(fault.field, "organisation_number");
	assert_non_null(strstr(fault.message, "(it should be 2)"));
	error_finish(&fault);
	record_destroy(&participant_entity, person);
}

/* A colleague's organisation number is known already. */
static void item__colleague__lends_the_number(void **state)
{
	struct house *house = *state;
	set(house, &participant_entity, HABO, "organisation_number", NUMBER);
	struct participant *person = service_new(&house->service, &participant_entity);
	type(house, &participant_entity, person, "family_name", "Kollega");
	type(house, &participant_entity, person, "organisation", "Habo kommun");
	assert_ok(service_save(&house->service, &participant_entity, person, NULL, error));
	assert_string_equal(person->organisation_number, NUMBER);
	assert_string_equal(person->peppol_id, "0007:2120000142");
	int64_t id = person->record.id;
	record_destroy(&participant_entity, person);
	/* Håbo is another municipality. */
	set(house, &participant_entity, HABO_WITH_RING, "title", "Samordnare");
	assert_field(house, &participant_entity, HABO_WITH_RING, "organisation_number", "–");
	/* What is taken away on purpose stays away. */
	set(house, &participant_entity, id, "organisation_number", "");
	assert_field(house, &participant_entity, id, "organisation_number", "–");
}

static void item__other_role__has_none(void **state)
{
	struct house *house = *state;
	set(house, &participant_entity, LUND, "role", "contributor");
	assert_int_equal(item_of(house, LUND), 0);
	set(house, &participant_entity, LUND, "role", "participant");
	check_status(house, LUND, "incomplete");
}

/* The fee is never waived by itself: a human says what becomes of it, and why. */
static void item__withdrawal__waits_for_a_decision(void **state)
{
	struct house *house = *state;
	set(house, &participant_entity, LUND, "organisation_number", NUMBER);
	enter(house, &participant_entity, LUND, PARTICIPANT_WITHDRAWN, "Byter jobb");
	int64_t item = item_of(house, LUND);
	assert_field(house, &invoice_item_entity, item, "decision", "pending");
	assert_field(house, &invoice_item_entity, item, "status", "ready");

	struct invoice_deed_order order = {.deed = DEED_WAIVE, .items = &item, .count = 1};
	struct bulk_result result;
	assert_fails(
		service_invoice_do(&house->service, &order, &result, error), ERROR_DATA, "reason");
	deed(house, DEED_WAIVE, item, "Före första träffen");
	assert_field(house, &invoice_item_entity, item, "status", "waived");
	assert_field(house, &invoice_item_entity, item, "decision", "waive");
	assert_field(house, &invoice_item_entity, item, "status_reason", "Före första träffen");
	refuse(house, DEED_WAIVE, item, "waived already");
	/* A waived item does not follow the payer, */
	set(house, &participant_entity, LUND, "buyer_reference", "");
	assert_field(house, &invoice_item_entity, item, "status", "waived");
	set(house, &participant_entity, LUND, "buyer_reference", "LUN-1");
	/* but it can be charged after all. */
	deed(house, DEED_CHARGE, item, "Ändrat beslut");
	assert_field(house, &invoice_item_entity, item, "status", "ready");
	assert_field(house, &invoice_item_entity, item, "decision", "charge");
	refuse(house, DEED_CHARGE, item, "charged already");
}

static void item__back_again__needs_no_decision(void **state)
{
	struct house *house = *state;
	enter(house, &participant_entity, LUND, PARTICIPANT_WITHDRAWN, "Byter jobb");
	deed(house, DEED_WAIVE, item_of(house, LUND), "Före start");
	enter(house, &participant_entity, LUND, PARTICIPANT_REVIEW, "Stannar kvar");
	check_status(house, LUND, "waived");
	enter(house, &participant_entity, LUND, PARTICIPANT_ADMITTED, NULL);
	check_status(house, LUND, "incomplete");
	assert_field(house, &invoice_item_entity, item_of(house, LUND), "decision", "–");
	assert_int_equal(count(house, "participant_id = 1"), 1);
}

static void item__fee__changes_what_is_not_exported(void **state)
{
	struct house *house = *state;
	int64_t all = count(house, "1");
	deed(house, DEED_WAIVE, item_of(house, HABO), "Föreläser");
	set(house, &network_entity, 1, "fee", "1500");
	assert_int_equal(count(house, "amount = 150000"), all - 1);
	assert_field(house, &invoice_item_entity, item_of(house, HABO), "amount", "120000");
	undo(house, "");
	assert_int_equal(count(house, "amount = 120000"), all);
	/* Free of charge: nothing to invoice. */
	set(house, &network_entity, 1, "fee", "");
	assert_int_equal(count(house, "status <> 'waived'"), 0);
	set(house, &network_entity, 1, "fee", "800");
	assert_int_equal(count(house, "amount = 80000 AND status = 'incomplete'"), all - 1);
}

/* The fee goes with the seat. */
static void item__successor__takes_it_over(void **state)
{
	struct house *house = *state;
	int64_t item = item_of(house, LUND);
	enter(house, &participant_entity, RECEIVED, PARTICIPANT_ADMITTED, NULL);
	int64_t all = count(house, "1");
	struct participant *person = get(house, &participant_entity, LUND);
	person->status.value = PARTICIPANT_WITHDRAWN;
	person->status_reason = xstrdup("Ersätts");
	person->successor = (struct number){.known = true, .value = RECEIVED};
	assert_ok(service_save(&house->service, &participant_entity, person, NULL, error));
	record_destroy(&participant_entity, person);
	assert_int_equal(count(house, "1"), all - 1);
	assert_int_equal(item_of(house, LUND), 0);
	assert_true(item_of(house, RECEIVED) > item);
}

static void item__protected__has_no_name(void **state)
{
	struct house *house = *state;
	assert_field(house, &invoice_item_entity, item_of(house, HIDDEN), "protected", "true");
	set(house, &participant_entity, LUND, "list_consent", "nobody");
	set(house, &participant_entity, LUND, "protected", "true");
	assert_field(house, &invoice_item_entity, item_of(house, LUND), "protected", "true");
	struct invoice_query query = {.participant = LUND};
	struct invoice_picture picture;
	assert_ok(service_invoice_read(&house->service, &query, &picture, error));
	assert_int_equal(picture.count, 1);
	assert_string_equal(picture.lines[0].item->person, "Protected no. 1");
	assert_string_equal(picture.lines[0].item->organisation, "Lunds kommun");
	invoice_picture_finish(&picture);
}

/* Two rows of one person are merged: one fee is enough, and one that stands goes before a waived.
 */
static void item__two_of_one_person__become_one(void **state)
{
	struct house *house = *state;
	deed(house, DEED_WAIVE, item_of(house, LUND), "Dubblett");
	int64_t kept = item_of(house, HABO);
	run_sql(house, "UPDATE invoice_item SET participant_id = 2 WHERE participant_id = 1");
	set(house, &participant_entity, HABO, "title", "Samordnare");
	assert_int_equal(count(house, "participant_id = 2"), 1);
	assert_field(house, &invoice_item_entity, kept, "status", "incomplete");
}

/* Nobody is left to name: nothing is invoiced. */
static void item__without_person__is_not_due(void **state)
{
	struct house *house = *state;
	struct invoice_query query = {.due = true};
	struct invoice_picture picture;
	set(house, &participant_entity, LUND, "organisation_number", NUMBER);
	assert_ok(service_invoice_read(&house->service, &query, &picture, error));
	assert_int_equal(picture.count, 1);
	invoice_picture_finish(&picture);
	run_sql(house, "UPDATE invoice_item SET participant_id = NULL WHERE participant_id = 1");
	assert_ok(service_invoice_read(&house->service, &query, &picture, error));
	assert_int_equal(picture.count, 0);
	invoice_picture_finish(&picture);
}

/* What people look at: grouped, counted, and saying what is missing. */
static void item__picture__tells_what_is_missing(void **state)
{
	struct house *house = *state;
	set(house, &participant_entity, LUND, "organisation_number", NUMBER);
	set(house, &participant_entity, HABO_WITH_RING, "organisation_number", "212000-1355");
	enter(house, &participant_entity, 4, PARTICIPANT_WITHDRAWN, "Slutar");
	struct invoice_query query = {0};
	struct invoice_picture picture;
	assert_ok(service_invoice_read(&house->service, &query, &picture, error));
	assert_int_equal(picture.counts[INVOICE_READY], 1);
	assert_int_equal(picture.sums[INVOICE_READY], 120000);
	assert_int_equal(picture.undecided, 1);
	static const struct {
		int64_t participant;
		const char *says;
	} wanted[] = {{LUND, ""}, {HABO, "organisation number missing"},
		{HABO_WITH_RING, "reference missing"},
		{6, "organisation number and reference missing"},
		{4, "has withdrawn: charge or waive the fee"}};
	size_t seen = 0, grouped = 0;
	for (size_t i = 0; i < picture.count; i++) {
		for (size_t w = 0; w < COUNT_OF(wanted); w++) {
			if (picture.lines[i].participant->record.id != wanted[w].participant)
				continue;
			char *said = invoice_line_hindrance(&picture.lines[i]);
			assert_string_equal(said, wanted[w].says);
			free(said);
			seen++;
		}
	}
	for (size_t i = 0; i < picture.group_count; i++)
		grouped += picture.groups[i].count;
	assert_int_equal(seen, COUNT_OF(wanted));
	assert_int_equal(grouped, picture.count);
	invoice_picture_finish(&picture);

	struct filter filter = {0};
	assert_ok(filter_parse(&filter, &participant_entity, "lunds", 0, NULL, error));
	query.participants = &filter;
	assert_ok(service_invoice_read(&house->service, &query, &picture, error));
	assert_int_equal(picture.count, 1);
	invoice_picture_finish(&picture);
	filter_finish(&filter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)
		IN_HOUSE(item__import__each_admitted_one_has_one),
		IN_HOUSE(item__admit__comes_and_undo_takes_it),
		IN_HOUSE(item__payer__makes_ready_and_back),
		IN_HOUSE(item__wrong_number__is_refused_at_its_field),
		IN_HOUSE(item__colleague__lends_the_number),
		IN_HOUSE(item__other_role__has_none),
		IN_HOUSE(item__withdrawal__waits_for_a_decision),
		IN_HOUSE(item__back_again__needs_no_decision),
		IN_HOUSE(item__fee__changes_what_is_not_exported),
		IN_HOUSE(item__successor__takes_it_over),
		IN_HOUSE(item__protected__has_no_name),
		IN_HOUSE(item__two_of_one_person__become_one),
		IN_HOUSE(item__without_person__is_not_due),
		IN_HOUSE(item__picture__tells_what_is_missing),
	};
	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
