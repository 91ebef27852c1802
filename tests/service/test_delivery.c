/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger: who has which version of which calendar file, and who lacks the newest. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/delivery.h"
#include "service/draft.h"
#include "service/private.h"

static void deliver(
	struct house *house, int64_t participant, int64_t sequence, enum delivery_method method)
{
	struct delivery_order order = {.meeting = OCTOBER,
		.participant = participant,
		.sequence = sequence,
		.method = method,
		.channel = CHANNEL_MAIL};
	assert_ok(service_begin(&house->service, "given", true, error));
	assert_ok(service_end(
		&house->service, service_deliver_within(&house->service, &order, error), error));
}

/* How someone stands to the file of October, whose newest version is `sequence`. */
static struct standing stand(struct house *house, int64_t participant, int64_t sequence)
{
	struct meeting *meeting = get(house, &meeting_entity, OCTOBER);
	struct standings standings;
	struct standing found = {0};
	size_t hits = 0, needing = 0;
	assert_ok(service_standings(&house->service, meeting, sequence, &standings, error));
	for (size_t i = 0; i < standings.count; i++) {
		needing += standings.items[i].need != NEED_NOTHING;
		if (standings.items[i].participant.record.id != participant)
			continue;
		found = standings.items[i];
		hits++;
	}
	assert_int_equal(needing, standings.needing);
	assert_true(hits < 2);
	standings_finish(&standings);
	record_destroy(&meeting_entity, meeting);
	return found;
}

static void delivery__standings__the_newest_row_counts(void **state)
{
	struct house *house = *state;
	assert_int_equal(stand(house, HABO, 1).need, NEED_FILE);
	assert_int_equal(stand(house, HABO, -1).need, NEED_NOTHING);
	deliver(house, HABO, 0, DELIVERY_REQUEST);
	deliver(house, HABO_WITH_RING, 1, DELIVERY_NONE);
	assert_int_equal(stand(house, HABO, 1).need, NEED_UPDATE);
	assert_int_equal(stand(house, HABO, 1).has.value, 0);
	assert_int_equal(stand(house, HABO_WITH_RING, 1).need, NEED_NOTHING);
	deliver(house, HABO, 1, DELIVERY_REQUEST);
	assert_int_equal(stand(house, HABO, 1).need, NEED_NOTHING);
	deliver(house, HABO, 2, DELIVERY_CANCEL);
	assert_int_equal(stand(house, HABO, 1).need, NEED_FILE);
	assert_false(stand(house, HABO, 1).has.known);
}

static void delivery__standings__who_left_or_what_is_cancelled(void **state)
{
	struct house *house = *state;
	deliver(house, HABO, 0, DELIVERY_REQUEST);
	enter(house, &participant_entity, HABO, PARTICIPANT_WITHDRAWN, "slutar");
	struct standing gone = stand(house, HABO, 0);
	assert_false(gone.belongs);
	assert_int_equal(gone.need, NEED_CANCELLATION);
	deliver(house, HABO_WITH_RING, 0, DELIVERY_REQUEST);
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "inställd");
	assert_int_equal(stand(house, HABO_WITH_RING, 1).need, NEED_CANCELLATION);
	deliver(house, HABO_WITH_RING, 1, DELIVERY_CANCEL);
	assert_int_equal(stand(house, HABO_WITH_RING, 1).need, NEED_NOTHING);
}

static void delivery__latecomer__refused(void **state)
{
	struct house *house = *state;
	run_sql(house, "UPDATE participant SET admitted_on = '2023-10-18' WHERE id = 2");
	struct delivery_order order = {.meeting = OCTOBER, .participant = HABO};
	assert_fails(service_deliver_within(&house->service, &order, error), ERROR_REFUSED,
		"was admitted after the meeting");
}

static int64_t newest(struct house *house)
{
	return read_integer(house, "SELECT max(id) FROM draft");
}

/* What the ledger says: method, channel, sequence. Owned by the caller. */
static void assert_ledger(struct house *house, const char *wanted)
{
	char *ledger = read_text(house,
		"SELECT method || ' ' || channel || ' ' || sequence FROM delivery ORDER BY id");
	assert_string_equal(ledger, wanted);
	free(ledger);
}

static void delivery__done_by_hand__noted_and_undone(void **state)
{
	struct house *house = *state;
	struct draft_order order = {.participant = HABO,
		.reason = DRAFT_FILE,
		.meeting = OCTOBER,
		.attach = true,
		.subject = "Filen",
		.body = "Hej!"};
	assert_ok(service_draft(&house->service, &order, error));
	enter(house, &draft_entity, newest(house), DRAFT_DONE, NULL);
	assert_ledger(house, ""); /* no file has ever gone out */
	assert_ok(service_draft(&house->service, &order, error));
	int64_t letter = newest(house);
	assert_int_equal(export_one(house, OCTOBER, CALENDAR_NONE, NULL), 0);
	int64_t task = newest(house); /* the protected one gets it by hand */
	assert_true(task > letter);
	enter(house, &draft_entity, letter, DRAFT_DONE, NULL);
	assert_ledger(house, "none file 0\n");
	enter(house, &draft_entity, task, DRAFT_DONE, NULL);
	assert_ledger(house, "none file 0\nnone manual 0\n");
	undo(house, "done");
	assert_ledger(house, "none file 0\n");
	assert_field(house, &draft_entity, task, "status", "draft");
	redo(house, "done");
	assert_ledger(house, "none file 0\nnone manual 0\n");
	assert_sound(house);
}

static void delivery__cancellation_by_hand__takes_it_away(void **state)
{
	struct house *house = *state;
	assert_int_equal(export_one(house, OCTOBER, CALENDAR_NONE, NULL), 0);
	deliver(house, HABO, 0, DELIVERY_NONE);
	struct draft_order order = {.participant = HABO,
		.reason = DRAFT_CANCELLATION,
		.meeting = OCTOBER,
		.attach = true,
		.attachment = ATTACH_CANCEL,
		.task = "ring"};
	assert_ok(service_draft(&house->service, &order, error));
	enter(house, &draft_entity, newest(house), DRAFT_DONE, NULL);
	assert_ledger(house, "none mail 0\ncancel manual 0\n");
	assert_false(stand(house, HABO, 0).has.known);
}

static void delivery__by_hand_twice__is_one_row(void **state)
{
	struct house *house = *state;
	static const int64_t people[] = {HABO, HABO_WITH_RING};
	struct draft_order order = {.participant = HABO,
		.reason = DRAFT_FILE,
		.meeting = OCTOBER,
		.attach = true,
		.task = "ge den filen"};
	assert_int_equal(export_one(house, OCTOBER, CALENDAR_NONE, NULL), 0);
	assert_ok(service_draft(&house->service, &order, error));
	int64_t task = newest(house);
	assert_ok(service_deliver_by_hand(&house->service, OCTOBER, people, 2, -1, error));
	assert_ok(service_deliver_by_hand(&house->service, OCTOBER, people, 1, -1, error));
	enter(house, &draft_entity, task, DRAFT_DONE, NULL);
	assert_ledger(house, "none file 0\nnone file 0\n");
	/* What was taken back can be given again. */
	deliver(house, HABO, 1, DELIVERY_CANCEL);
	assert_ok(service_deliver_by_hand(&house->service, OCTOBER, people, 1, -1, error));
	assert_int_equal(stand(house, HABO, 0).need, NEED_NOTHING);
}

int main(void)
{
#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		IN_HOUSE(delivery__standings__the_newest_row_counts),
		IN_HOUSE(delivery__standings__who_left_or_what_is_cancelled),
		IN_HOUSE(delivery__latecomer__refused),
		IN_HOUSE(delivery__done_by_hand__noted_and_undone),
		IN_HOUSE(delivery__cancellation_by_hand__takes_it_away),
		IN_HOUSE(delivery__by_hand_twice__is_one_row),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
