/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers to invitations: what is applied, what waits, and who gets a seat. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "service/answer.h"
#include "service/attendance.h"
#include "service/delivery.h"
#include "service/doctor.h"
#include "service/overview.h"
#include "service/private.h"
#include "service/rsvp.h"

#define PER "per.hakansson@habo.example"
#define JONAS "jonas.berg@stockholm.example"

enum { JONAS_ID = 4, ELENA_ID, SAMIRA_ID = 7 };

struct order {
	const char *uid; /* NULL: of September */
	const char *attendee;
	const char *partstat;
	const char *lines;  /* more of them */
	const char *sender; /* NULL: a bare file */
	const char *stamp;  /* NULL: 20230915T080000Z */
	const char *method; /* NULL: REPLY */
	int sequence;
};

static char *uid_of(struct house *house, int64_t meeting)
{
	return look(house, &meeting_entity, meeting, "uid");
}

static char *calendar_of(struct house *house, const struct order *order)
{
	char *uid = order->uid ? xstrdup(order->uid) : uid_of(house, SEPTEMBER);
	char *text = xasprintf("BEGIN:VCALENDAR\r\nMETHOD:%s\r\nBEGIN:VEVENT\r\nUID:%s\r\n"
			       "DTSTAMP:%s\r\nSEQUENCE:%d\r\nATTENDEE;PARTSTAT=%s:mailto:%s\r\n%s"
			       "END:VEVENT\r\nEND:VCALENDAR\r\n",
		order->method ? order->method : "REPLY", uid,
		order->stamp ? order->stamp : "20230915T080000Z", order->sequence, order->partstat,
		order->attendee, order->lines ? order->lines : "");
	free(uid);
	return text;
}

/* Reads one answer; the result is the caller's. */
static struct rsvp_result read_order(struct house *house, const struct order *order)
{
	struct rsvp_result result = {0};
	char *calendar = calendar_of(house, order);
	char *text = order->sender ? xasprintf("From: <%s>\r\nMessage-ID: <1@x.example>\r\n"
					       "MIME-Version: 1.0\r\nContent-Type: text/calendar; "
					       "charset=utf-8; method=REPLY\r\n\r\n%s",
					     order->sender, calendar)
				   : xstrdup(calendar);
	assert_ok(service_rsvp(&house->service, "in/svar.eml", text, strlen(text), &result, error));
	free(text);
	free(calendar);
	return result;
}

#define READ(house, ...) read_order(house, &(struct order){__VA_ARGS__})

/* Reads one answer that gets this verdict; the number of its reply. */
static int64_t expect(struct house *house, enum reply_verdict verdict, const struct order *order)
{
	struct rsvp_result result = read_order(house, order);
	assert_int_equal(result.count, 1);
	if (result.lines[0].verdict != verdict)
		fail_msg("%s, not %s", reply_verdicts.items[result.lines[0].verdict].token,
			reply_verdicts.items[verdict].token);
	int64_t id = result.lines[0].id;
	bool clean = verdict == REPLY_CLEAN || verdict == REPLY_PROTECTED;
	assert_int_equal(result.applied, clean);
	assert_int_equal(result.open, !clean);
	rsvp_result_finish(&result);
	return id;
}

#define EXPECT(house, verdict, ...) expect(house, verdict, &(struct order){__VA_ARGS__})

/* "accepted" and the like; the test fails when another is stored. */
static void assert_answer(struct house *house, int64_t participant, const char *answer)
{
	struct attendees attendees;
	struct meeting *meeting = get(house, &meeting_entity, SEPTEMBER);
	assert_ok(service_attendees(&house->service, meeting, &attendees, error));
	for (size_t i = 0; i < attendees.count; i++) {
		const struct attendee *one = &attendees.items[i];
		if (one->participant.record.id == participant)
			assert_string_equal(
				answers.items[one->attendance.answer.value].token, answer);
	}
	attendees_finish(&attendees);
	record_destroy(&meeting_entity, meeting);
}

/* ---- verdicts ---- */

static void rsvp__clean__is_applied_in_one_step(void **state)
{
	struct house *house = *state;
	int64_t actions = count_actions(house);
	int64_t id = EXPECT(house, REPLY_CLEAN, .attendee = "Per.Hakansson@HABO.example",
		.partstat = "ACCEPTED", .sender = PER, .lines = "COMMENT:Kommer gärna\r\n");
	assert_answer(house, HABO, "accepted");
	assert_field(house, &reply_entity, id, "status", "applied");
	assert_field(house, &reply_entity, id, "source", "svar.eml");
	assert_field(house, &reply_entity, id, "sender", PER);
	assert_field(house, &reply_entity, id, "comment", "Kommer gärna");
	assert_field(house, &attendance_entity, 1, "answered_at", "2023-09-15T08:00:00Z");
	assert_field(house, &attendance_entity, 1, "answered_sequence", "0");
	assert_int_equal(count_actions(house), actions + 1);
	undo(house, "Answers to invitations");
	assert_answer(house, HABO, "needs-action");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM reply"), 0);
	assert_sound(house);
}

static void rsvp__bare_file__is_applied_and_noted(void **state)
{
	struct house *house = *state;
	struct rsvp_result result = READ(house, .attendee = PER, .partstat = "DECLINED");
	assert_int_equal(result.applied, 1);
	assert_non_null(strstr(result.lines[0].reason, "no sender to compare with"));
	rsvp_result_finish(&result);
	assert_answer(house, HABO, "declined");
}

static void rsvp__the_same_again__is_known(void **state)
{
	struct house *house = *state;
	EXPECT(house, REPLY_CLEAN, .attendee = PER, .partstat = "ACCEPTED", .sender = PER);
	int64_t actions = count_actions(house);
	for (int i = 0; i < 2; i++) {
		struct rsvp_result result = READ(
			house, .attendee = PER, .partstat = "ACCEPTED", .sender = i ? PER : NULL);
		assert_int_equal(result.known, 1);
		assert_int_equal(result.applied, 0);
		assert_true(result.lines[0].is_known);
		rsvp_result_finish(&result);
	}
	assert_int_equal(count_actions(house), actions);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM reply"), 1);
}

static void rsvp__doubtful__waits_and_changes_nothing(void **state)
{
	struct house *house = *state;
	EXPECT(house, REPLY_UNKNOWN_MEETING, .uid = "no-such", .attendee = PER,
		.partstat = "ACCEPTED");
	EXPECT(house, REPLY_UNKNOWN_ATTENDEE, .attendee = "ny@okand.example",
		.partstat = "ACCEPTED");
	EXPECT(house, REPLY_NOT_INVITED, .attendee = "mette.sorensen@helsingborg.example",
		.partstat = "ACCEPTED");
	EXPECT(house, REPLY_FORGED, .attendee = PER, .partstat = "DECLINED", .sender = JONAS);
	EXPECT(house, REPLY_DELEGATED, .attendee = PER,
		.partstat = "DELEGATED;DELEGATED-TO=\"mailto:x@habo.example\"");
	EXPECT(house, REPLY_OTHER, .attendee = PER, .partstat = "ACCEPTED", .sequence = 7);
	EXPECT(house, REPLY_OTHER, .attendee = PER, .partstat = "X-NONSENSE");
	EXPECT(house, REPLY_OTHER, .attendee = PER, .partstat = "ACCEPTED",
		.lines = "RECURRENCE-ID:20230926\r\n");
	assert_answer(house, HABO, "needs-action");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM attendance"), 0);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM reply WHERE status = 'open'"), 8);
	struct overview overview;
	assert_ok(service_overview(&house->service, &overview, error));
	assert_int_equal(overview.open_replies, 8);
	overview_finish(&overview);
	assert_sound(house);
}

static void rsvp__counter__keeps_the_proposal(void **state)
{
	struct house *house = *state;
	int64_t id = EXPECT(house, REPLY_COUNTER, .attendee = PER, .partstat = "TENTATIVE",
		.method = "COUNTER",
		.lines = "DTSTART;TZID=W. Europe Standard Time:20230927T130000\r\n");
	assert_field(house, &reply_entity, id, "proposed_date", "2023-09-27");
	assert_field(house, &reply_entity, id, "proposed_start", "13:00");
	assert_fails(service_reply_apply(&house->service, id, NULL, error), ERROR_REFUSED,
		"neither a yes nor a no");
}

static void rsvp__old_version__is_stale(void **state)
{
	struct house *house = *state;
	bool is_new;
	export_one(house, SEPTEMBER, CALENDAR_NONE, &is_new);
	set(house, &meeting_entity, SEPTEMBER, "place", "Göteborg");
	assert_int_equal(export_one(house, SEPTEMBER, CALENDAR_NONE, &is_new), 1);
	int64_t id = EXPECT(house, REPLY_STALE, .attendee = PER, .partstat = "ACCEPTED");
	EXPECT(house, REPLY_CLEAN, .attendee = JONAS, .partstat = "ACCEPTED", .sequence = 1);
	EXPECT(house, REPLY_OTHER, .attendee = PER, .partstat = "ACCEPTED", .sequence = 2);
	assert_answer(house, HABO, "needs-action");
	assert_ok(service_reply_apply(&house->service, id, NULL, error));
	assert_answer(house, HABO, "accepted");
	assert_field(house, &reply_entity, id, "handled_by", "GN");
	assert_fails(service_reply_apply(&house->service, id, NULL, error), ERROR_REFUSED,
		"not open any more");
	undo(house, "no. 2");
	assert_answer(house, HABO, "needs-action");
	assert_field(house, &reply_entity, id, "status", "open");
}

static void given(struct house *house, int64_t sequence, enum delivery_method method)
{
	struct delivery_order order = {
		.meeting = SEPTEMBER, .participant = HABO, .sequence = sequence, .method = method};
	assert_ok(service_begin(&house->service, "given", true, error));
	assert_ok(service_end(
		&house->service, service_deliver_within(&house->service, &order, error), error));
}

/* Taken off (SEQUENCE 1 of their own) and invited again: the meeting is still at 0. */
static void rsvp__own_version__is_understood(void **state)
{
	struct house *house = *state;
	export_one(house, SEPTEMBER, CALENDAR_NONE, NULL);
	given(house, 0, DELIVERY_REQUEST);
	EXPECT(house, REPLY_OTHER, .attendee = PER, .partstat = "ACCEPTED", .sequence = 1);
	given(house, 1, DELIVERY_CANCEL);
	given(house, 0, DELIVERY_REQUEST);
	EXPECT(house, REPLY_CLEAN, .attendee = PER, .partstat = "TENTATIVE", .sequence = 1);
	EXPECT(house, REPLY_OTHER, .attendee = PER, .partstat = "ACCEPTED", .sequence = 2);
	EXPECT(house, REPLY_OTHER, .attendee = JONAS, .partstat = "ACCEPTED", .sequence = 1);
	assert_answer(house, HABO, "tentative");
}

static void rsvp__older_stamp__is_superseded(void **state)
{
	struct house *house = *state;
	EXPECT(house, REPLY_CLEAN, .attendee = PER, .partstat = "DECLINED",
		.stamp = "20230915T120000Z");
	int64_t late = EXPECT(house, REPLY_SUPERSEDED, .attendee = PER, .partstat = "ACCEPTED",
		.stamp = "20230915T110000Z");
	assert_answer(house, HABO, "declined");
	EXPECT(house, REPLY_CLEAN, .attendee = PER, .partstat = "TENTATIVE",
		.stamp = "20230915T130000Z");
	assert_answer(house, HABO, "tentative");
	assert_ok(service_reply_apply(&house->service, late, NULL, error));
	assert_answer(house, HABO, "accepted");
	/* Now chosen by hand, so that what came before it does not count any more. */
	EXPECT(house, REPLY_SUPERSEDED, .attendee = PER, .partstat = "DECLINED",
		.stamp = "20230916T130000Z");
}

static void rsvp__cancelled_meeting__waits(void **state)
{
	struct house *house = *state;
	enter(house, &meeting_entity, SEPTEMBER, MEETING_CANCELLED, "sjukdom");
	int64_t id = EXPECT(
		house, REPLY_CANCELLED_MEETING, .attendee = PER, .partstat = "ACCEPTED");
	assert_fails(
		service_reply_apply(&house->service, id, NULL, error), ERROR_REFUSED, "cancelled");
	assert_field(house, &reply_entity, id, "status", "open");
	assert_ok(service_reply_dismiss(&house->service, id, error));
	assert_field(house, &reply_entity, id, "status", "dismissed");
	assert_fails(service_reply_dismiss(&house->service, id, error), ERROR_REFUSED,
		"not open any more");
}

static void rsvp__protected__keeps_nothing_that_tells_who(void **state)
{
	struct house *house = *state;
	static const char address[] = "hemlig@skyddad.example";
	set(house, &participant_entity, HIDDEN, "email", address);
	int64_t id = EXPECT(house, REPLY_PROTECTED, .attendee = address, .partstat = "ACCEPTED",
		.sender = address, .lines = "COMMENT:Hälsar hemligheten\r\n");
	assert_answer(house, HIDDEN, "accepted");
	static const char *const empty[] = {
		"attendee", "sender", "comment", "source", "message_id", "delegated_to"};
	for (size_t i = 0; i < COUNT_OF(empty); i++)
		assert_field(house, &reply_entity, id, empty[i], "–");
	assert_field(house, &reply_entity, id, "participant_id", "16");
	char *journal = read_text(house,
		"SELECT coalesce(before, '') || coalesce(after, '')"
		" FROM action_row WHERE entity IN ('reply', 'attendance')");
	assert_null(strstr(journal, address));
	assert_null(strstr(journal, "hemligheten"));
	free(journal);
	assert_sound(house);
}

static void rsvp__becoming_protected__seals_what_came_before(void **state)
{
	struct house *house = *state;
	int64_t id = EXPECT(house, REPLY_CLEAN, .attendee = PER, .partstat = "ACCEPTED",
		.sender = PER, .lines = "COMMENT:Ring mig\r\n");
	set(house, &participant_entity, HABO, "protected", "true");
	assert_field(house, &reply_entity, id, "attendee", "–");
	assert_field(house, &reply_entity, id, "comment", "–");
	assert_field(house, &reply_entity, id, "protected", "true");
}

static void rsvp__what_is_no_answer__writes_nothing(void **state)
{
	struct house *house = *state;
	static const char *const texts[] = {"Hej!", "From: a@b.se\n\nHej!\n",
		"BEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR\n"};
	int64_t actions = count_actions(house);
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct rsvp_result result = {0};
		assert_fails(service_rsvp(&house->service, "x", texts[i], strlen(texts[i]), &result,
				     error),
			ERROR_DATA, "");
		assert_int_equal(result.count, 0);
	}
	assert_int_equal(count_actions(house), actions);
}

/* ---- seats ---- */

static void answer(
	struct house *house, int64_t participant, enum answer said, struct moved_up *moved)
{
	struct answer_order order = {.participant = participant, .answer = said};
	assert_ok(service_answer(&house->service, SEPTEMBER, &order, 1, moved, error));
}

static void assert_seat(
	struct house *house, int64_t participant, enum seat_state wanted, size_t place)
{
	struct attendees attendees;
	struct meeting *meeting = get(house, &meeting_entity, SEPTEMBER);
	assert_ok(service_attendees(&house->service, meeting, &attendees, error));
	for (size_t i = 0; i < attendees.count; i++) {
		if (attendees.items[i].participant.record.id != participant)
			continue;
		assert_int_equal(attendees.items[i].seat.state, wanted);
		assert_int_equal(attendees.items[i].seat.place, place);
	}
	attendees_finish(&attendees);
	record_destroy(&meeting_entity, meeting);
}

static void seats__no__moves_the_next_one_up(void **state)
{
	struct house *house = *state;
	struct moved_up moved = {0};
	EXPECT(house, REPLY_CLEAN, .attendee = JONAS, .partstat = "ACCEPTED",
		.stamp = "20230914T080000Z");
	EXPECT(house, REPLY_CLEAN, .attendee = PER, .partstat = "ACCEPTED",
		.stamp = "20230913T080000Z");
	assert_seat(house, HABO, SEAT_NONE, 0);
	set(house, &meeting_entity, SEPTEMBER, "capacity", "1");
	assert_seat(house, HABO, SEAT_TAKEN, 0);
	assert_seat(house, JONAS_ID, SEAT_WAITING, 1);
	answer(house, SAMIRA_ID, ANSWER_ACCEPTED, &moved);
	assert_seat(house, SAMIRA_ID, SEAT_WAITING, 2);
	/* To say yes again does not cost the place. */
	EXPECT(house, REPLY_CLEAN, .attendee = PER, .partstat = "ACCEPTED",
		.stamp = "20230916T080000Z");
	assert_seat(house, HABO, SEAT_TAKEN, 0);
	assert_int_equal(moved.count, 0);
	answer(house, HABO, ANSWER_DECLINED, &moved);
	assert_int_equal(moved.count, 1);
	assert_int_equal(moved.participants[0], JONAS_ID);
	char *text = service_moved_up_text(&house->service, &moved);
	assert_string_equal(text, "From the waiting list to a seat: Jonas Berg");
	free(text);
	moved_up_finish(&moved);
	assert_seat(house, JONAS_ID, SEAT_TAKEN, 0);
	assert_seat(house, SAMIRA_ID, SEAT_WAITING, 1);
	assert_seat(house, HABO, SEAT_NONE, 0);
	undo(house, "participant no. 2, declined");
	assert_seat(house, HABO, SEAT_TAKEN, 0);
}

static void seats__protected__moves_up_by_number(void **state)
{
	struct house *house = *state;
	struct moved_up moved = {0};
	set(house, &meeting_entity, SEPTEMBER, "capacity", "1");
	answer(house, HABO, ANSWER_ACCEPTED, NULL);
	answer(house, HIDDEN, ANSWER_ACCEPTED, NULL);
	struct rsvp_result result = READ(
		house, .attendee = PER, .partstat = "DECLINED", .stamp = "20230920T080000Z");
	char *text = service_moved_up_text(&house->service, &result.moved);
	assert_string_equal(text, "From the waiting list to a seat: no. 16");
	free(text);
	rsvp_result_finish(&result);
	moved_up_finish(&moved);
}

static void answer__by_hand__is_refused_where_there_is_none(void **state)
{
	struct house *house = *state;
	struct answer_order order = {.participant = OUTSIDER, .answer = ANSWER_ACCEPTED};
	assert_fails(service_answer(&house->service, SEPTEMBER, &order, 1, NULL, error),
		ERROR_REFUSED, "not an admitted participant");
	enter(house, &meeting_entity, SEPTEMBER, MEETING_CANCELLED, "sjukdom");
	order.participant = HABO;
	assert_fails(service_answer(&house->service, SEPTEMBER, &order, 1, NULL, error),
		ERROR_REFUSED, "cancelled");
}

/* ---- the doctor ---- */

static struct doctor_report examine(struct house *house, const char *text)
{
	struct doctor_report report;
	assert_ok(service_doctor(&house->service, text, strlen(text), &report, error));
	return report;
}

static void doctor__our_file__which_version_and_what_has_changed(void **state)
{
	struct house *house = *state;
	bool is_new;
	set(house, &meeting_entity, SEPTEMBER, "start", "10:00");
	set(house, &meeting_entity, SEPTEMBER, "end", "12:00");
	export_one(house, SEPTEMBER, CALENDAR_NONE, &is_new);
	char *file = read_out(house, "traff-2023-09-26-fysisk.ics");
	assert_non_null(file);
	struct doctor_report report = examine(house, file);
	assert_int_equal(report.diagnosis.ailment_count, 0);
	assert_int_equal(report.events[0].meeting, SEPTEMBER);
	assert_int_equal(report.events[0].version, DOCTOR_CURRENT);
	assert_int_equal(report.events[0].change_count, 0);
	doctor_report_finish(&report);
	set(house, &meeting_entity, SEPTEMBER, "start", "9:00");
	set(house, &meeting_entity, SEPTEMBER, "place", "Malmö");
	report = examine(house, file);
	assert_int_equal(report.events[0].version, DOCTOR_CURRENT);
	assert_true(report.events[0].is_stale);
	assert_int_equal(report.events[0].change_count, 2);
	assert_string_equal(report.events[0].changes[0].field, "start");
	assert_string_equal(report.events[0].changes[0].then, "Tue 26 Sep 2023 10:00");
	assert_string_equal(report.events[0].changes[0].now, "Tue 26 Sep 2023 09:00");
	assert_string_equal(report.events[0].changes[1].field, "location");
	doctor_report_finish(&report);
	export_one(house, SEPTEMBER, CALENDAR_NONE, &is_new);
	report = examine(house, file);
	assert_int_equal(report.events[0].version, DOCTOR_OLD);
	char *text = doctor_version_text(&report.events[0]);
	assert_non_null(strstr(text, "the newest is 1"));
	free(text);
	doctor_report_finish(&report);
	free(file);
}

static void doctor__strangers__are_not_ours(void **state)
{
	struct house *house = *state;
	static const char text[] = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\n"
				   "END:VCALENDAR\r\n";
	struct doctor_report report = examine(house, text);
	assert_int_equal(report.events[0].version, DOCTOR_STRANGER);
	assert_int_equal(report.events[0].meeting, 0);
	doctor_report_finish(&report);
	assert_fails(service_doctor(&house->service, "Hej", 3, &report, error), ERROR_DATA,
		"no calendar file");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(rsvp__clean__is_applied_in_one_step),
		TEST(rsvp__bare_file__is_applied_and_noted),
		TEST(rsvp__the_same_again__is_known),
		TEST(rsvp__doubtful__waits_and_changes_nothing),
		TEST(rsvp__counter__keeps_the_proposal),
		TEST(rsvp__old_version__is_stale),
		TEST(rsvp__own_version__is_understood),
		TEST(rsvp__older_stamp__is_superseded),
		TEST(rsvp__cancelled_meeting__waits),
		TEST(rsvp__protected__keeps_nothing_that_tells_who),
		TEST(rsvp__becoming_protected__seals_what_came_before),
		TEST(rsvp__what_is_no_answer__writes_nothing),
		TEST(seats__no__moves_the_next_one_up),
		TEST(seats__protected__moves_up_by_number),
		TEST(answer__by_hand__is_refused_where_there_is_none),
		TEST(doctor__our_file__which_version_and_what_has_changed),
		TEST(doctor__strangers__are_not_ours),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("service rsvp", tests, NULL, NULL);
}
