/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Publishing: exactly what is needed, to exactly those who need it, all or nothing. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/delivery.h"
#include "service/publish.h"
#include "service/remind.h"
#include "service/view.h"
#include "service/webtext.h"

#define OCTOBER_FILE "traff-2023-10-17-digital.ics"
#define NOVEMBER_FILE "traff-2023-11-14-digital.ics"

static void deliver(struct house *house, int64_t meeting, const int64_t *people, size_t count)
{
	assert_ok(service_deliver_by_hand(&house->service, meeting, people, count, -1, error));
}

#define DELIVER(house, meeting, ...)                            \
	deliver(house, meeting, (const int64_t[]){__VA_ARGS__}, \
		sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t))

static struct publish_order order_of(struct house *house, const int64_t *meetings, size_t count)
{
	return (struct publish_order){.meetings = meetings,
		.meeting_count = count,
		.files = true,
		.web = true,
		.mail = true,
		.protocol = true,
		.out = house->out};
}

static struct publish_plan plan_all(struct house *house)
{
	struct publish_order order = {0};
	struct publish_plan plan;
	assert_ok(service_publish_plan(&house->service, &order, &plan, error));
	return plan;
}

static void publish_all_of(struct house *house)
{
	struct publish_order order = order_of(house, NULL, 0);
	struct publish_result result;
	assert_ok(service_publish(&house->service, &order, &result, error));
	publish_result_finish(&result);
}

/* The example with October's file at two people, and its theme decided since. */
static void begin(struct house *house)
{
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	DELIVER(house, OCTOBER, HABO, HABO_WITH_RING);
	assert_ok(service_theme_decide(&house->service, OCTOBER, "Samverkan", error));
}

/* The first one who is written this. */
static int64_t first(const struct publish_meeting *planned, enum publish_letter letter)
{
	for (size_t i = 0; i < planned->people_count; i++) {
		if (planned->people[i].letter == letter)
			return planned->people[i].participant;
	}
	return 0;
}

static int64_t drafts(struct house *house, const char *where)
{
	char *sql = xasprintf("SELECT count(*) FROM draft WHERE %s", where);
	int64_t count = read_integer(house, sql);
	free(sql);
	return count;
}

static void publish__plan__tells_what_and_to_whom(void **state)
{
	struct house *house = *state;
	begin(house);
	struct publish_plan plan = plan_all(house);
	assert_int_equal(plan.meeting_count, 1);
	const struct publish_meeting *october = &plan.meetings[0];
	assert_int_equal(october->sequence, 1);
	assert_true(october->is_new);
	assert_true(october->changes_known);
	assert_string_equal(october->file, OCTOBER_FILE);
	assert_int_equal(october->changes.count, 3);
	assert_string_equal(october->changes.items[0].label, "Title");
	assert_string_equal(
		october->changes.items[0].old, "Nätverksträff (digital): tema bestäms 26 sep");
	assert_string_equal(october->changes.items[0].new, "Nätverksträff (digital): Samverkan");
	assert_int_equal(october->letters[LETTER_UPDATE], 2);
	assert_int_equal(october->letters[LETTER_CANCEL], 0);
	assert_int_equal(first(october, LETTER_UPDATE), HABO);
	assert_int_equal(plan.web.gone, 1);
	assert_int_equal(plan.web.added, 1);
	/* It only reads. */
	assert_int_equal(drafts(house, "reason = 'update'"), 0);
	assert_field(house, &meeting_entity, OCTOBER, "sequence", "0");
	publish_plan_finish(&plan);
}

static void assert_title(struct house *house, const char *wanted)
{
	char *title = read_text(house, "SELECT title FROM action ORDER BY id DESC LIMIT 1");
	assert_string_equal(title, wanted);
	free(title);
}

static void publish__title__tells_what_was_done(void **state)
{
	struct house *house = *state;
	begin(house);
	struct publish_order order = order_of(house, NULL, 0);
	struct publish_result result;
	order.files = order.mail = order.web = false;
	assert_ok(service_publish(&house->service, &order, &result, error));
	publish_result_finish(&result);
	assert_title(house, "Published: the protocol\n");
	order.web = true;
	assert_ok(service_publish(&house->service, &order, &result, error));
	publish_result_finish(&result);
	assert_title(house, "Published: the web text\n");
	publish_all_of(house);
	assert_title(house, "Published: Tue 17 Oct 2023 (version 1)\n");
}

static void publish__all__in_one_action(void **state)
{
	struct house *house = *state;
	begin(house);
	int64_t actions = count_actions(house);
	publish_all_of(house);
	assert_int_equal(count_actions(house), actions + 1);
	assert_field(house, &meeting_entity, OCTOBER, "sequence", "1");
	char *file = read_out(house, OCTOBER_FILE);
	assert_non_null(strstr(file, "SEQUENCE:1\r\n"));
	free(file);
	assert_int_equal(drafts(house, "reason = 'update' AND kind = 'mail' AND sequence = 1"
				       " AND attachment = 'none'"),
		2);
	char *people = read_text(
		house, "SELECT participant_id FROM draft WHERE reason = 'update' ORDER BY 1");
	assert_string_equal(people, "2\n3\n");
	free(people);
	char *body = read_text(house, "SELECT body FROM draft WHERE reason = 'update' LIMIT 1");
	assert_non_null(strstr(body, "Nytt: Tema: Samverkan"));
	free(body);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM publication"), 2);
	char *text = read_text(house, "SELECT text FROM publication ORDER BY id DESC LIMIT 1");
	assert_non_null(strstr(text, "- Tema: Samverkan."));
	free(text);
	assert_sound(house);
	/* Once more is nothing: everybody has theirs in the outbox. */
	struct publish_order order = order_of(house, NULL, 0);
	struct publish_result result;
	assert_fails(service_publish(&house->service, &order, &result, error), ERROR_REFUSED,
		"Everything is published");
	assert_int_equal(count_actions(house), actions + 1);
}

/* The SEQUENCE rule, both ways: what the file does not say makes no version. */
static void publish__note__is_no_version(void **state)
{
	struct house *house = *state;
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	DELIVER(house, OCTOBER, HABO);
	set(house, &meeting_entity, OCTOBER, "note", "Ring Habo");
	struct publish_plan plan = plan_all(house);
	assert_true(publish_plan_is_empty(&plan, false));
	publish_plan_finish(&plan);
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	plan = plan_all(house);
	assert_int_equal(plan.meetings[0].sequence, 1);
	assert_true(plan.meetings[0].is_new);
	publish_plan_finish(&plan);
	set(house, &meeting_entity, OCTOBER, "end", "");
	set(house, &meeting_entity, OCTOBER, "start", "");
	plan = plan_all(house);
	assert_true(publish_plan_is_empty(&plan, false));
	publish_plan_finish(&plan);
}

/* A file that is not ours stands in the way of the second one: nothing has happened at all. */
static void publish__fault__leaves_nothing(void **state)
{
	struct house *house = *state;
	export_one(house, NOVEMBER, CALENDAR_NONE, NULL);
	begin(house);
	set(house, &meeting_entity, NOVEMBER, "start", "13-15");
	char *before = read_out(house, OCTOBER_FILE);
	write_out(house, NOVEMBER_FILE, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
	int64_t actions = count_actions(house);
	struct publish_order order = order_of(house, NULL, 0);
	struct publish_result result;
	assert_fails(service_publish(&house->service, &order, &result, error), ERROR_CREATE,
		NOVEMBER_FILE);
	assert_int_equal(count_actions(house), actions);
	assert_int_equal(drafts(house, "reason = 'update'"), 0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM publication"), 1);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM release"), 2);
	assert_field(house, &meeting_entity, OCTOBER, "sequence", "0");
	char *after = read_out(house, OCTOBER_FILE);
	assert_string_equal(before, after);
	free(before);
	free(after);
	/* Away with it, and all of it happens. */
	order.force = true;
	assert_ok(service_publish(&house->service, &order, &result, error));
	assert_int_equal(result.path_count, 2);
	publish_result_finish(&result);
	assert_field(house, &meeting_entity, NOVEMBER, "sequence", "1");
}

/* What is not ticked is left, also the version itself when nothing of it leaves the house. */
static void publish__web_alone__no_version(void **state)
{
	struct house *house = *state;
	begin(house);
	struct publish_order order = order_of(house, NULL, 0);
	struct publish_result result;
	order.files = order.mail = false;
	assert_ok(service_publish(&house->service, &order, &result, error));
	assert_true(result.web);
	publish_result_finish(&result);
	assert_field(house, &meeting_entity, OCTOBER, "sequence", "0");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM publication"), 2);
	struct publish_plan plan = plan_all(house);
	assert_int_equal(plan.web.gone + plan.web.added, 0);
	assert_int_equal(plan.meetings[0].letters[LETTER_UPDATE], 2);
	publish_plan_finish(&plan);
}

/* Letters that wait and are not true any more are discarded in the same step. */
static void publish__changed_again__older_letters_go(void **state)
{
	struct house *house = *state;
	begin(house);
	publish_all_of(house);
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	struct publish_plan plan = plan_all(house);
	assert_int_equal(plan.meetings[0].obsolete_count, 2);
	assert_int_equal(plan.meetings[0].letters[LETTER_UPDATE], 2);
	publish_plan_finish(&plan);
	publish_all_of(house);
	assert_int_equal(
		drafts(house, "reason = 'update' AND status = 'discarded' AND sequence = 1"), 2);
	assert_int_equal(
		drafts(house, "reason = 'update' AND status = 'draft' AND sequence = 2"), 2);
	/* What they have is version 0: all that is new since then is told. */
	char *body = read_text(house, "SELECT body FROM draft WHERE sequence = 2 LIMIT 1");
	assert_non_null(strstr(body, "Samverkan"));
	assert_non_null(strstr(body, "10:00–12:00"));
	free(body);
}

static void publish__to_new__invites_the_others(void **state)
{
	struct house *house = *state;
	begin(house);
	struct publish_order order = order_of(house, NULL, 0);
	struct publish_result result;
	struct publish_plan plan = plan_all(house);
	size_t without = publish_plan_letters(&plan, LETTER_NEW);
	assert_int_equal(without, 15);
	publish_plan_finish(&plan);
	order.to_new = true;
	assert_ok(service_publish(&house->service, &order, &result, error));
	publish_result_finish(&result);
	assert_int_equal(drafts(house, "reason = 'invitation' AND sequence = 1"), 15);
	assert_int_equal(drafts(house, "reason = 'update'"), 2);
}

/* An invitation that waits for someone who has had nothing is written anew, never an update. */
static void publish__invitation_waits__is_renewed(void **state)
{
	struct house *house = *state;
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	struct draft_order invitation = {.participant = HABO,
		.reason = DRAFT_INVITATION,
		.meeting = OCTOBER,
		.attach = true,
		.sequence = {.known = true},
		.subject = "Inbjudan",
		.body = "Hej!"};
	assert_ok(service_draft(&house->service, &invitation, error));
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	publish_all_of(house);
	assert_int_equal(drafts(house, "participant_id = 2 AND status = 'discarded'"), 1);
	assert_int_equal(drafts(house, "participant_id = 2 AND status = 'draft'"
				       " AND reason = 'invitation' AND sequence = 1"),
		1);
	assert_int_equal(drafts(house, "reason = 'update'"), 0);
}

/* Only those who had something are told that it is cancelled; what waited for others goes. */
static void publish__cancelled__only_who_had_it(void **state)
{
	struct house *house = *state;
	export_one(house, NOVEMBER, CALENDAR_NONE, NULL);
	DELIVER(house, NOVEMBER, HABO, HIDDEN);
	struct draft_order invitation = {.participant = HABO_WITH_RING,
		.reason = DRAFT_INVITATION,
		.meeting = NOVEMBER,
		.attach = true,
		.subject = "Inbjudan",
		.body = "Hej!"};
	assert_ok(service_draft(&house->service, &invitation, error));
	run_sql(house, "UPDATE draft SET status = 'discarded', status_key = 3"
		       " WHERE participant_id = 16");
	enter(house, &meeting_entity, NOVEMBER, MEETING_CANCELLED, "Talaren är sjuk");
	publish_all_of(house);
	assert_int_equal(drafts(house, "reason = 'cancellation'"), 2);
	assert_int_equal(drafts(house, "reason = 'cancellation' AND kind = 'mail'"
				       " AND participant_id = 2 AND attachment = 'cancel'"),
		1);
	assert_int_equal(drafts(house, "reason = 'cancellation' AND kind = 'task'"
				       " AND participant_id = 16 AND address IS NULL"),
		1);
	assert_int_equal(drafts(house, "participant_id = 3 AND status = 'draft'"), 0);
	assert_field(house, &meeting_entity, NOVEMBER, "sequence", "1");
	char *file = read_out(house, NOVEMBER_FILE);
	assert_non_null(strstr(file, "STATUS:CANCELLED"));
	free(file);
}

/* With a mailbox the ledger has a cancellation, and protected persons are not told of what they
 * never had. */
static void publish__cancelled_by_mailbox__hands_nothing_to_others(void **state)
{
	struct house *house = *state;
	house->settings.organizer_mailbox = xstrdup("natverk@skr.example");
	export_one(house, NOVEMBER, CALENDAR_NONE, NULL);
	run_sql(house, "DELETE FROM draft");
	DELIVER(house, NOVEMBER, HABO);
	enter(house, &meeting_entity, NOVEMBER, MEETING_CANCELLED, "Talaren är sjuk");
	publish_all_of(house);
	assert_int_equal(drafts(house, "participant_id = 16"), 0);
	assert_int_equal(drafts(house, "reason = 'cancellation'"), 1);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM release WHERE method = 'cancel'"), 1);
}

/* Somebody has left with the file in the calendar: the one with a version too much is told. */
static void publish__withdrawn__gets_the_cancellation(void **state)
{
	struct house *house = *state;
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	DELIVER(house, OCTOBER, HABO);
	run_sql(house, "UPDATE participant SET status = 'withdrawn' WHERE id = 2");
	struct publish_plan plan = plan_all(house);
	assert_int_equal(plan.meetings[0].letters[LETTER_CANCEL], 1);
	assert_false(plan.meetings[0].is_new);
	publish_plan_finish(&plan);
}

/* A delta: nothing has changed, and only those with an older version are written to. */
static void publish__delta__whoever_has_an_older_one(void **state)
{
	struct house *house = *state;
	begin(house);
	export_one(house, OCTOBER, CALENDAR_NONE, NULL); /* version 1 */
	DELIVER(house, OCTOBER, HABO);
	struct publish_plan plan = plan_all(house);
	assert_int_equal(plan.meeting_count, 1);
	assert_false(plan.meetings[0].is_new);
	assert_int_equal(plan.meetings[0].letters[LETTER_UPDATE], 1);
	assert_int_equal(first(&plan.meetings[0], LETTER_UPDATE), HABO_WITH_RING);
	publish_plan_finish(&plan);
}

static void publish__protected__is_one_task(void **state)
{
	struct house *house = *state;
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	DELIVER(house, OCTOBER, HIDDEN);
	run_sql(house, "UPDATE draft SET status = 'done', status_key = 2");
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	publish_all_of(house);
	assert_int_equal(drafts(house, "participant_id = 16 AND status = 'draft'"), 1);
	assert_int_equal(drafts(house, "participant_id = 16 AND status = 'draft'"
				       " AND kind = 'task' AND reason = 'update'"),
		1);
}

static void publish__no_date__is_told_and_the_rest_goes(void **state)
{
	struct house *house = *state;
	const int64_t ids[] = {SEMINAR, OCTOBER};
	begin(house);
	struct publish_order order = order_of(house, ids, 2);
	struct publish_plan plan;
	assert_ok(service_publish_plan(&house->service, &order, &plan, error));
	assert_int_equal(plan.skipped_count, 1);
	assert_int_equal(plan.skipped[0].id, SEMINAR);
	assert_int_equal(plan.meeting_count, 1);
	publish_plan_finish(&plan);
}

static void publish__protocol__is_told_once(void **state)
{
	struct house *house = *state;
	run_sql(house, "INSERT INTO resolution (meeting_id, ordinal, source, text, about_id)"
		       " VALUES (1, 1, 'decision', 'Tema 17 okt = Samverkan, 9–5', 2)");
	struct publish_plan plan = plan_all(house);
	char *lines = publish_plan_protocol(&plan);
	assert_string_equal(lines, "BESLUT: Tema 17 okt = Samverkan, 9–5");
	free(lines);
	publish_plan_finish(&plan);
	publish_all_of(house);
	plan = plan_all(house);
	assert_int_equal(plan.resolutions.count, 0);
	assert_int_equal(plan.web.gone + plan.web.added, 0);
	publish_plan_finish(&plan);
}

/* ---- the web text ---- */

static void webtext__marked__dates_the_page(void **state)
{
	struct house *house = *state;
	house_restart(house, "2023-09-26T15:20");
	assert_ok(service_theme_decide(&house->service, OCTOBER, "Samverkan", error));
	struct publish_plan plan = plan_all(house);
	assert_int_equal(plan.web.gone, 1); /* the theme, and no date */
	publish_plan_finish(&plan);
	assert_ok(service_publication_mark(&house->service, error));
	assert_field(house, &network_entity, 1, "published_on", "2023-09-26");
	char *text = NULL;
	assert_ok(text = service_webtext(&house->service, WEBTEXT_MARKDOWN, error));
	assert_non_null(strstr(text, "Publicerad 26 september 2023"));
	free(text);
	plan = plan_all(house);
	assert_int_equal(plan.web.gone + plan.web.added, 0);
	publish_plan_finish(&plan);
}

/* ---- the ledger ---- */

static int64_t count_lacking(struct house *house)
{
	struct view *views;
	size_t count;
	int64_t found = -1;
	assert_ok(service_views(&house->service, VIEW_OF_PARTICIPANTS, &views, &count, error));
	for (size_t i = 0; i < count; i++) {
		if (views[i].token && !strcmp(views[i].token, "lacks-file"))
			found = views[i].count;
	}
	views_free(views, count);
	return found;
}

static void ledger__lacks_file__view(void **state)
{
	struct house *house = *state;
	assert_int_equal(count_lacking(house), 0); /* nothing has been released */
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	int64_t all = count_lacking(house);
	assert_int_equal(all, 18);
	DELIVER(house, OCTOBER, HABO, HABO_WITH_RING);
	assert_int_equal(count_lacking(house), all - 2);
	set(house, &meeting_entity, OCTOBER, "start", "10-12");
	assert_int_equal(count_lacking(house), all - 2); /* not out yet */
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	assert_int_equal(count_lacking(house), all);
	DELIVER(house, OCTOBER, HABO);
	assert_int_equal(count_lacking(house), all - 1);
	/* Of a cancelled meeting only those lack something who have had something. */
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "sjuk");
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	assert_int_equal(count_lacking(house), 2);
	house_restart(house, "2023-10-18T08:00"); /* over */
	assert_int_equal(count_lacking(house), 0);
}

static void ledger__delivered__needs_a_version(void **state)
{
	struct house *house = *state;
	const int64_t people[] = {HABO};
	assert_fails(service_deliver_by_hand(&house->service, OCTOBER, people, 1, -1, error),
		ERROR_REFUSED, "No calendar file");
	export_one(house, OCTOBER, CALENDAR_NONE, NULL);
	assert_fails(service_deliver_by_hand(&house->service, OCTOBER, people, 1, 3, error),
		ERROR_REFUSED, "no version 3");
	DELIVER(house, OCTOBER, HABO);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM delivery"
					     " WHERE sequence = 0 AND channel = 'file'"),
		1);
}

/* ---- undo ---- */

static void undo__before_export__is_free(void **state)
{
	struct house *house = *state;
	begin(house);
	undo(house, "Undone");
	assert_field(house, &meeting_entity, OCTOBER, "theme", "–");
}

static void undo__people_have_it__is_refused(void **state)
{
	struct house *house = *state;
	char *said = NULL;
	begin(house);
	publish_all_of(house);
	DELIVER(house, OCTOBER, HABO, HABO_WITH_RING);
	assert_fails(service_undo(&house->service, 1, &said, error), ERROR_REFUSED,
		"2 people have version 1 already");
	free(said);
	assert_field(house, &meeting_entity, OCTOBER, "theme", "Samverkan");
	/* What the file does not say can be taken back. */
	set(house, &meeting_entity, OCTOBER, "note", "Ring Habo");
	undo(house, "Undone");
	assert_field(house, &meeting_entity, OCTOBER, "note", "–");
}

/* ---- reminders ---- */

static struct reminder_result remind(struct house *house, struct reminder_order order)
{
	struct reminder_result result;
	order.meeting = OCTOBER;
	assert_ok(service_remind(&house->service, &order, &result, error));
	return result;
}

static void set_reminders(struct house *house)
{
	const int64_t days[] = {14, 2, 0};
	memcpy(house->settings.reminders, days, sizeof(days));
	house->settings.reminder_count = 3;
}

static void remind__due__once(void **state)
{
	struct house *house = *state;
	set_reminders(house);
	struct reminder_order order = {.meeting = OCTOBER};
	struct reminder_result result;
	assert_fails(
		service_remind(&house->service, &order, &result, error), ERROR_REFUSED, "due yet");
	house_restart(house, "2023-10-03T08:00");
	set_reminders(house);
	run_sql(house, "INSERT INTO attendance (meeting_id, participant_id, answer)"
		       " VALUES (2, 2, 'declined'), (2, 3, 'accepted')");
	result = remind(house, (struct reminder_order){.preview = true});
	assert_int_equal(result.days, 14);
	assert_int_equal(result.made.letters + result.made.tasks, 17);
	assert_int_equal(drafts(house, "1"), 0);
	result = remind(house, (struct reminder_order){.unanswered = true});
	assert_int_equal(result.declined, 1);
	assert_int_equal(result.answered, 1);
	assert_int_equal(drafts(house, "reason = 'reminder' AND days_before = 14"), 16);
	assert_int_equal(
		drafts(house, "reason = 'reminder' AND kind = 'task' AND participant_id = 16"), 1);
	result = remind(house, (struct reminder_order){0});
	assert_int_equal(result.made.letters, 1); /* the one who has answered */
	assert_int_equal(result.reminded, 16);
	result = remind(house, (struct reminder_order){0});
	assert_int_equal(result.made.letters + result.made.tasks, 0);
	/* Another reminder is another one. */
	house_restart(house, "2023-10-16T08:00");
	set_reminders(house);
	result = remind(house, (struct reminder_order){0});
	assert_int_equal(result.days, 2);
	assert_int_equal(result.made.letters + result.made.tasks, 17);
	assert_sound(house);
}

static void remind__overview__tells_what_is_due(void **state)
{
	struct house *house = *state;
	struct record_set meetings = {0};
	struct reminder_due due;
	house_restart(house, "2023-10-03T08:00");
	set_reminders(house);
	assert_ok(store_all(house->store, &meeting_entity, 1, &meetings, error));
	assert_ok(service_reminder_due(&house->service, &meetings, &due, error));
	assert_non_null(due.meeting);
	assert_int_equal(due.meeting->record.id, OCTOBER);
	assert_int_equal(due.days, 14);
	assert_int_equal(due.people, 18);
	remind(house, (struct reminder_order){0});
	assert_ok(service_reminder_due(&house->service, &meetings, &due, error));
	assert_null(due.meeting);
	record_set_finish(&meetings);
}

int main(void)
{
#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		IN_HOUSE(publish__plan__tells_what_and_to_whom),
		IN_HOUSE(publish__title__tells_what_was_done),
		IN_HOUSE(publish__all__in_one_action),
		IN_HOUSE(publish__note__is_no_version),
		IN_HOUSE(publish__fault__leaves_nothing),
		IN_HOUSE(publish__web_alone__no_version),
		IN_HOUSE(publish__changed_again__older_letters_go),
		IN_HOUSE(publish__to_new__invites_the_others),
		IN_HOUSE(publish__invitation_waits__is_renewed),
		IN_HOUSE(publish__cancelled__only_who_had_it),
		IN_HOUSE(publish__cancelled_by_mailbox__hands_nothing_to_others),
		IN_HOUSE(publish__withdrawn__gets_the_cancellation),
		IN_HOUSE(publish__delta__whoever_has_an_older_one),
		IN_HOUSE(publish__protected__is_one_task),
		IN_HOUSE(publish__no_date__is_told_and_the_rest_goes),
		IN_HOUSE(publish__protocol__is_told_once),
		IN_HOUSE(webtext__marked__dates_the_page),
		IN_HOUSE(ledger__lacks_file__view),
		IN_HOUSE(ledger__delivered__needs_a_version),
		IN_HOUSE(undo__before_export__is_free),
		IN_HOUSE(undo__people_have_it__is_refused),
		IN_HOUSE(remind__due__once),
		IN_HOUSE(remind__overview__tells_what_is_due),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
