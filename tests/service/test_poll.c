/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deciding together: proposals, hands, ties, ballots, dates, the line of the protocol. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "service/poll.h"
#include "store/check.h"

static const char *const themes[] = {"Hot och våld", "Digital säkerhet", "Medarbetarskap"};

static struct poll_state find(struct house *house, int64_t meeting, enum poll_subject subject)
{
	struct poll_state state;
	assert_ok(service_poll_find(&house->service, meeting, subject, &state, error));
	return state;
}

static void propose_three(struct house *house)
{
	for (size_t i = 0; i < COUNT_OF(themes); i++)
		assert_ok(service_proposal_add(
			&house->service, OCTOBER, POLL_THEME, themes[i], NULL, error));
}

static int64_t open_vote(struct house *house, enum poll_mode mode, bool secret)
{
	assert_ok(service_poll_open(&house->service, OCTOBER, POLL_THEME, mode, secret, error));
	struct poll_state state = find(house, OCTOBER, POLL_THEME);
	int64_t poll = state.poll.record.id;
	poll_state_finish(&state);
	return poll;
}

static int64_t option_of(struct house *house, int64_t poll, char letter)
{
	struct poll_state state;
	assert_ok(service_poll_read(&house->service, poll, &state, error));
	int64_t id = state.options[letter - 'a'].record.id;
	poll_state_finish(&state);
	return id;
}

static void raise(struct house *house, int64_t poll, const char *letters)
{
	for (; *letters; letters++)
		assert_ok(service_poll_hand(
			&house->service, option_of(house, poll, *letters), 1, error));
}

static void assert_words(struct house *house, int64_t poll, const char *text)
{
	struct poll_state state;
	assert_ok(service_poll_read(&house->service, poll, &state, error));
	char *words = poll_state_words(&state);
	assert_string_equal(words, text);
	free(words);
	poll_state_finish(&state);
}

static void assert_theme(
	struct house *house, int64_t id, const char *words, const char *status, const char *day)
{
	assert_field(house, &meeting_entity, id, "theme", words);
	assert_field(house, &meeting_entity, id, "theme_status", status);
	assert_field(house, &meeting_entity, id, "theme_decided_on", day);
}

static bool decide(
	struct house *house, const char *choice, const char *note, char **line, struct error *error)
{
	struct poll_decision decision = {.meeting = OCTOBER, .choice = choice, .note = note};
	return service_poll_decide(&house->service, &decision, line, error);
}

static void assert_resolutions(const struct house *house, const char *lines)
{
	char *text = read_text(house,
		"SELECT meeting_id || ' ' || ordinal || ' ' || source || ' ' || about_id || ' '"
		" || decided_on || ': ' || text FROM resolution ORDER BY id");
	assert_string_equal(text, lines);
	free(text);
}

/* L03: 23 hands, the last one was wrong, a tie, the chair. */
static void poll__hands__a_tie_is_the_chairs(void **state)
{
	struct house *house = *state;
	char *line = NULL;
	house_restart(house, "2023-09-26T15:20");
	propose_three(house);
	int64_t poll = open_vote(house, POLL_HANDS, false);
	assert_theme(house, OCTOBER, "–", "voting", "–");
	assert_words(house, poll, "no votes");
	int64_t before = count_actions(house);
	raise(house, poll, "aaaaaaaaabbbbbbbbcccccc");
	assert_int_equal(count_actions(house), before + 23);
	assert_words(house, poll, "9–8–6");
	assert_ok(service_poll_take_back(&house->service, poll, 0, error));
	assert_words(house, poll, "9–8–5");
	raise(house, poll, "b");
	assert_words(house, poll, "A TIE 9–9–5");
	before = count_actions(house);
	assert_fails(decide(house, NULL, "x", NULL, error), ERROR_REFUSED, "A TIE 9–9–5");
	assert_fails(decide(house, "a", NULL, NULL, error), ERROR_DATA, "with a note");
	assert_fails(decide(house, "a", " ", NULL, error), ERROR_DATA, "with a note");
	assert_fails(decide(house, "c", "x", NULL, error), ERROR_REFUSED, "the most votes");
	assert_fails(decide(house, "Annat", "x", NULL, error), ERROR_REFUSED, "voted on");
	assert_int_equal(count_actions(house), before);
	assert_ok(decide(house, "a", "Ordförande avgör", &line, error));
	assert_int_equal(count_actions(house), before + 1);
	assert_string_equal(
		line, "Tema 17 okt = Hot och våld, 9–9–5, ordföranden avgör: Ordförande avgör");
	assert_theme(house, OCTOBER, "Hot och våld", "decided", "2023-09-26");
	assert_resolutions(house,
		"1 1 decision 2 2023-09-26: Tema 17 okt = Hot och våld, 9–9–5, ordföranden "
		"avgör: Ordförande avgör\n");
	assert_field(house, &poll_entity, poll, "status", "closed");
	assert_field(house, &poll_entity, poll, "chair_note", "Ordförande avgör");
	assert_field(house, &poll_entity, poll, "closed_by", "GN");
	assert_field(house, &meeting_entity, NOVEMBER, "theme", "PTU 2023");
	assert_sound(house);
	free(line);
	undo(house, "Theme of");
	assert_theme(house, OCTOBER, "–", "voting", "–");
	assert_words(house, poll, "A TIE 9–9–5");
	assert_resolutions(house, "");
}

static void poll__winner__needs_no_chair(void **state)
{
	struct house *house = *state;
	char *line = NULL;
	propose_three(house);
	int64_t poll = open_vote(house, POLL_HANDS, false);
	assert_fails(decide(house, NULL, NULL, NULL, error), ERROR_REFUSED, "Nobody has voted");
	assert_ok(
		service_poll_count_hands(&house->service, option_of(house, poll, 'b'), 12, error));
	raise(house, poll, "a");
	assert_fails(decide(house, "a", "x", NULL, error), ERROR_REFUSED, "the most votes");
	assert_ok(decide(house, NULL, NULL, &line, error));
	assert_string_equal(line, "Tema 17 okt = Digital säkerhet, 1–12–0");
	assert_fails(service_poll_hand(&house->service, option_of(house, poll, 'a'), 1, error),
		ERROR_REFUSED, "not open");
	assert_fails(
		service_poll_take_back(&house->service, poll, 0, error), ERROR_REFUSED, "not open");
	free(line);
}

/* Two programs count the same vote, and one of them closes it. */
static void poll__two_programs__one_vote(void **state)
{
	struct house *house = *state;
	propose_three(house);
	int64_t poll = open_vote(house, POLL_HANDS, false);
	struct house *other = house_beside(house);
	raise(house, poll, "aab");
	raise(other, poll, "bb");
	assert_words(house, poll, "2–3–0");
	/* The other one's vote came last: it is this one's own hand that goes down. */
	raise(house, poll, "c");
	set(other, &meeting_entity, NOVEMBER, "note", "x");
	assert_ok(
		service_poll_take_back(&house->service, poll, option_of(house, poll, 'c'), error));
	assert_words(other, poll, "2–3–0");
	assert_ok(decide(other, NULL, NULL, NULL, error));
	assert_fails(service_poll_hand(&house->service, option_of(house, poll, 'a'), 1, error),
		ERROR_REFUSED, "not open");
	assert_fails(service_poll_abandon(&house->service, poll, error), ERROR_REFUSED, "not open");
	assert_theme(house, OCTOBER, "Digital säkerhet", "decided", "2023-09-19");
	house_leave(other);
}

static void poll__no_decision__proposes_the_same_again(void **state)
{
	struct house *house = *state;
	propose_three(house);
	int64_t poll = open_vote(house, POLL_HANDS, false);
	raise(house, poll, "aab");
	assert_ok(service_poll_abandon(&house->service, poll, error));
	assert_theme(house, OCTOBER, "–", "proposed", "–");
	assert_resolutions(house, "");
	struct poll_state now = find(house, OCTOBER, POLL_THEME);
	assert_int_not_equal(now.poll.record.id, poll);
	assert_int_equal(now.count, 3);
	assert_int_equal(now.result.total, 0);
	assert_string_equal(now.options[2].text, themes[2]);
	poll_state_finish(&now);
	assert_words(house, poll, "2–1–0"); /* what was counted stays */
	assert_sound(house);
}

static void poll__take_back__only_the_latest_vote(void **state)
{
	struct house *house = *state;
	propose_three(house);
	int64_t poll = open_vote(house, POLL_HANDS, false);
	assert_fails(service_poll_take_back(&house->service, poll, 0, error), ERROR_REFUSED,
		"nothing to take back");
	raise(house, poll, "abc");
	assert_ok(service_poll_take_back(&house->service, poll, 0, error));
	assert_ok(service_poll_take_back(&house->service, poll, 0, error));
	assert_words(house, poll, "1–0–0");
	raise(house, poll, "b");
	set(house, &meeting_entity, NOVEMBER, "note", "annat");
	assert_fails(service_poll_take_back(&house->service, poll, 0, error), ERROR_REFUSED,
		"Something else");
	assert_ok(
		service_poll_take_back(&house->service, poll, option_of(house, poll, 'b'), error));
	assert_words(house, poll, "1–0–0");
	assert_field(house, &meeting_entity, NOVEMBER, "note", "annat");
	assert_fails(service_poll_hand(&house->service, option_of(house, poll, 'b'), -1, error),
		ERROR_REFUSED, "No hand");
}

static void poll__organisations__vote_once_each(void **state)
{
	struct house *house = *state;
	char *line = NULL;
	propose_three(house);
	int64_t poll = open_vote(house, POLL_ORGANISATION, false);
	int64_t a = option_of(house, poll, 'a'), b = option_of(house, poll, 'b');
	assert_fails(service_poll_hand(&house->service, a, 1, error), ERROR_REFUSED,
		"Each organisation");
	assert_fails(service_poll_ballot(&house->service, a, "9999", error), ERROR_DATA, "9999");
	assert_fails(service_poll_ballot(&house->service, a, "2584", error), ERROR_REFUSED,
		"No admitted participant"); /* Kiruna */
	assert_ok(service_poll_ballot(&house->service, a, "0643", error));
	assert_ok(service_poll_ballot(&house->service, b, "0305", error));
	assert_words(house, poll, "A TIE 1–1–0");
	assert_ok(service_poll_ballot(&house->service, b, "0643", error)); /* replaces */
	assert_words(house, poll, "0–2–0");
	assert_ok(service_poll_take_back(&house->service, poll, 0, error));
	assert_words(house, poll, "A TIE 1–1–0");
	assert_ok(service_poll_ballot(&house->service, b, "1280", error));
	assert_ok(decide(house, NULL, NULL, &line, error));
	assert_string_equal(line, "Tema 17 okt = Digital säkerhet, 1–2–0, per organisation");
	free(line);
	assert_sound(house);
}

static void poll__mode__stays_when_votes_are_given(void **state)
{
	struct house *house = *state;
	propose_three(house);
	int64_t poll = open_vote(house, POLL_HANDS, true);
	struct poll_state now = find(house, OCTOBER, POLL_THEME);
	assert_true(poll_is_hidden(&now));
	poll_state_finish(&now);
	assert_ok(service_poll_set_mode(&house->service, poll, POLL_ORGANISATION, error));
	assert_ok(service_poll_set_mode(&house->service, poll, POLL_HANDS, error));
	raise(house, poll, "a");
	assert_fails(service_poll_set_mode(&house->service, poll, POLL_ORGANISATION, error),
		ERROR_REFUSED, "given already");
	assert_ok(service_poll_set_secret(&house->service, poll, false, error));
	now = find(house, OCTOBER, POLL_THEME);
	assert_false(poll_is_hidden(&now));
	poll_state_finish(&now);
}

static void poll__open__needs_two_and_keeps_the_proposals(void **state)
{
	struct house *house = *state;
	struct service *service = &house->service;
	assert_fails(service_poll_open(service, OCTOBER, POLL_THEME, POLL_HANDS, false, error),
		ERROR_REFUSED, "two proposals");
	propose_three(house);
	open_vote(house, POLL_HANDS, false);
	assert_fails(service_poll_open(service, OCTOBER, POLL_THEME, POLL_HANDS, false, error),
		ERROR_REFUSED, "open already");
	assert_fails(service_theme_propose(service, OCTOBER, "Ny", error), ERROR_REFUSED,
		"vote is open");
	assert_fails(service_theme_propose(service, OCTOBER, NULL, error), ERROR_REFUSED,
		"vote is open");
	assert_fails(service_poll_open(service, NOVEMBER, POLL_THEME, POLL_HANDS, false, error),
		ERROR_REFUSED, "decided already");
}

static void proposals__words_stand_in_the_meeting_when_there_is_one(void **state)
{
	struct house *house = *state;
	struct service *service = &house->service;
	assert_ok(service_proposal_add(
		service, OCTOBER, POLL_THEME, " Hot  och våld ", "Habo kommun", error));
	assert_theme(house, OCTOBER, "Hot och våld", "proposed", "–");
	assert_fails(service_theme_propose(service, OCTOBER, "hot och våld", error), ERROR_REFUSED,
		"proposed already");
	assert_ok(service_theme_propose(service, OCTOBER, "Annat", error));
	assert_theme(house, OCTOBER, "–", "proposed", "–");
	struct poll_state now = find(house, OCTOBER, POLL_THEME);
	assert_string_equal(now.options[0].proposer, "Habo kommun");
	assert_ok(service_proposal_remove(service, &now, 0, error));
	poll_state_finish(&now);
	assert_theme(house, OCTOBER, "Annat", "proposed", "–");
	now = find(house, OCTOBER, POLL_THEME);
	assert_ok(service_proposal_edit(service, &now, 0, "Något annat", NULL, error));
	poll_state_finish(&now);
	assert_theme(house, OCTOBER, "Något annat", "proposed", "–");
	now = find(house, OCTOBER, POLL_THEME);
	assert_ok(service_proposal_remove(service, &now, 0, error));
	poll_state_finish(&now);
	assert_theme(house, OCTOBER, "–", "unset", "–");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM poll"), 0);
	undo(house, "Vote on");
	assert_theme(house, OCTOBER, "Något annat", "proposed", "–");
	assert_sound(house);
}

static void proposals__the_form_of_the_meeting__keeps_step(void **state)
{
	struct house *house = *state;
	/* Written down before there was a list: it is the first proposal when there is one. */
	set(house, &meeting_entity, OCTOBER, "theme", "Skrivet");
	struct poll_state now = find(house, OCTOBER, POLL_THEME);
	assert_int_equal(now.count, 1);
	assert_int_equal(now.poll.record.id, 0);
	poll_state_finish(&now);
	assert_ok(service_theme_propose(&house->service, OCTOBER, "Annat", error));
	now = find(house, OCTOBER, POLL_THEME);
	assert_int_equal(now.count, 2);
	assert_string_equal(now.options[0].text, "Skrivet");
	poll_state_finish(&now);
	struct meeting *meeting = get(house, &meeting_entity, OCTOBER);
	type(house, &meeting_entity, meeting, "theme", "Tredje");
	assert_fails(service_save(&house->service, &meeting_entity, meeting, NULL, error),
		ERROR_REFUSED, "Several themes");
	record_destroy(&meeting_entity, meeting);
	set(house, &meeting_entity, OCTOBER, "note", "rör inte temat");
	now = find(house, OCTOBER, POLL_THEME);
	assert_ok(service_proposal_remove(&house->service, &now, 1, error));
	poll_state_finish(&now);
	set(house, &meeting_entity, OCTOBER, "theme", "Rättat");
	now = find(house, OCTOBER, POLL_THEME);
	assert_string_equal(now.options[0].text, "Rättat");
	poll_state_finish(&now);
	set(house, &meeting_entity, OCTOBER, "theme", "");
	assert_theme(house, OCTOBER, "–", "unset", "–");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM poll"), 0);
}

static void decide__directly__among_the_proposals_or_other_words(void **state)
{
	struct house *house = *state;
	char *line = NULL;
	propose_three(house);
	assert_fails(decide(house, NULL, NULL, NULL, error), ERROR_REFUSED, "3 proposals");
	assert_ok(decide(house, "medarbetarskap", NULL, &line, error));
	assert_string_equal(line, "Tema 17 okt = Medarbetarskap");
	free(line);
	assert_theme(house, OCTOBER, "Medarbetarskap", "decided", "2023-09-19");
	undo(house, "Theme of");
	assert_ok(decide(house, "Något helt annat", NULL, NULL, error));
	assert_theme(house, OCTOBER, "Något helt annat", "decided", "2023-09-19");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM poll_option"), 4);
	assert_int_equal(read_integer(house, "SELECT winner_id FROM poll"), 4);
	assert_sound(house);
}

static void reopen__needs_a_reason_and_leaves_the_protocol(void **state)
{
	struct house *house = *state;
	struct service *service = &house->service;
	propose_three(house);
	assert_fails(
		service_theme_reopen(service, OCTOBER, "x", error), ERROR_REFUSED, "not decided");
	assert_ok(decide(house, "a", NULL, NULL, error));
	assert_fails(service_theme_reopen(service, OCTOBER, " ", error), ERROR_DATA, "a reason");
	assert_ok(service_theme_reopen(service, OCTOBER, "föreläsaren sjuk", error));
	assert_theme(house, OCTOBER, "–", "proposed", "–");
	struct poll_state now = find(house, OCTOBER, POLL_THEME);
	assert_int_equal(now.count, 3);
	poll_state_finish(&now);
	assert_ok(decide(house, "b", NULL, NULL, error));
	assert_resolutions(house, "1 1 decision 2 2023-09-19: Tema 17 okt = Hot och våld\n"
				  "1 2 decision 2 2023-09-19: Tema 17 okt = Digital säkerhet\n");
	char *titles = read_text(house, "SELECT title FROM action WHERE title LIKE '%reopened%'");
	assert_non_null(strstr(titles, "föreläsaren sjuk"));
	free(titles);
	/* A theme that came decided with the network has no list to go back to. */
	assert_ok(service_theme_reopen(service, NOVEMBER, "x", error));
	assert_theme(house, NOVEMBER, "PTU 2023", "proposed", "–");
	assert_sound(house);
}

static void date__decided__is_the_meetings_in_the_same_write(void **state)
{
	struct house *house = *state;
	struct service *service = &house->service;
	struct poll_decision decision = {.meeting = SEMINAR, .subject = POLL_DATE};
	char *line = NULL;
	assert_fails(service_proposal_add(service, SEMINAR, POLL_DATE, "snart", NULL, error),
		ERROR_DATA, "is no date");
	assert_fails(service_proposal_add(service, SEMINAR, POLL_DATE, "", NULL, error), ERROR_DATA,
		"is no date");
	assert_ok(
		service_proposal_add(service, SEMINAR, POLL_DATE, "6 feb 2024 9-12", NULL, error));
	assert_fails(
		service_proposal_add(service, SEMINAR, POLL_DATE, "2024-02-06 9-12", NULL, error),
		ERROR_REFUSED, "proposed already");
	assert_ok(service_proposal_add(service, SEMINAR, POLL_DATE, "2024-02-13", NULL, error));
	assert_field(house, &meeting_entity, SEMINAR, "theme_status", "unset");
	assert_ok(service_poll_open(service, SEMINAR, POLL_DATE, POLL_HANDS, false, error));
	struct poll_state now = find(house, SEMINAR, POLL_DATE);
	assert_string_equal(now.options[0].text, "tis 6 feb 2024 09:00–12:00");
	assert_ok(service_poll_hand(service, now.options[0].record.id, 1, error));
	int64_t poll = now.poll.record.id;
	poll_state_finish(&now);
	assert_words(house, poll, "1–0");
	house_restart(house, "2023-09-26T15:00"); /* in the room of September */
	assert_ok(service_poll_decide(service, &decision, &line, error));
	assert_non_null(strstr(line, "2024 = tis 6 feb 2024 09:00–12:00, 1–0"));
	assert_int_equal(strncmp(line, "Datum ", 6), 0);
	free(line);
	assert_field(house, &meeting_entity, SEMINAR, "date", "2024-02-06");
	assert_field(house, &meeting_entity, SEMINAR, "start", "09:00");
	assert_field(house, &meeting_entity, SEMINAR, "end", "12:00");
	assert_field(house, &meeting_entity, SEMINAR, "status", "preliminary");
	assert_int_equal(
		read_integer(house, "SELECT meeting_id FROM resolution WHERE about_id = 4"),
		SEPTEMBER);
	assert_sound(house);
	undo(house, "Date of");
	assert_field(house, &meeting_entity, SEMINAR, "date", "–");
	assert_field(house, &meeting_entity, SEMINAR, "status", "unplanned");
}

static size_t count_findings(struct house *house, const char *rule)
{
	struct findings findings;
	size_t count = 0;
	assert_ok(service_check(&house->service, &findings, error));
	for (size_t i = 0; i < findings.count; i++)
		count += !strcmp(findings.items[i].rule, rule);
	findings_finish(&findings);
	return count;
}

static void type_late(struct house *house)
{
	house_restart(house, "2023-10-18T09:00");
	assert_fails(decide(house, "Efteråt", NULL, NULL, error), ERROR_DATA, "after the meeting");
	assert_theme(house, OCTOBER, "Hot", "decided", "2023-09-19");
}

static void decided__at_a_later_meeting__is_refused_and_found(void **state)
{
	struct house *house = *state;
	set(house, &meeting_entity, OCTOBER, "theme_decided_at_id", "3");
	assert_fails(decide(house, "Hot", NULL, NULL, error), ERROR_DATA, "later meeting");
	assert_theme(house, OCTOBER, "–", "unset", "–");
	set(house, &meeting_entity, OCTOBER, "theme_decided_at_id", "1");
	assert_ok(decide(house, "Hot", NULL, NULL, error));
	struct meeting *meeting = get(house, &meeting_entity, OCTOBER);
	type(house, &meeting_entity, meeting, "date", "2023-09-20");
	assert_fails(service_save(&house->service, &meeting_entity, meeting, NULL, error),
		ERROR_DATA, "later meeting");
	record_destroy(&meeting_entity, meeting);
	assert_sound(house);
	type_late(house);
	run_sql(house, "UPDATE meeting SET theme_decided_at_id = 3, theme_decided_on = NULL"
		       " WHERE id = 2");
	assert_int_equal(count_findings(house, "6"), 2);
	run_sql(house, "UPDATE meeting SET theme_decided_at_id = NULL WHERE id = 2");
	assert_int_equal(count_findings(house, "6"), 1);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(poll__hands__a_tie_is_the_chairs),
		IN_HOUSE(poll__winner__needs_no_chair),
		IN_HOUSE(poll__two_programs__one_vote),
		IN_HOUSE(poll__no_decision__proposes_the_same_again),
		IN_HOUSE(poll__take_back__only_the_latest_vote),
		IN_HOUSE(poll__organisations__vote_once_each),
		IN_HOUSE(poll__mode__stays_when_votes_are_given),
		IN_HOUSE(poll__open__needs_two_and_keeps_the_proposals),
		IN_HOUSE(proposals__words_stand_in_the_meeting_when_there_is_one),
		IN_HOUSE(proposals__the_form_of_the_meeting__keeps_step),
		IN_HOUSE(decide__directly__among_the_proposals_or_other_words),
		IN_HOUSE(reopen__needs_a_reason_and_leaves_the_protocol),
		IN_HOUSE(date__decided__is_the_meetings_in_the_same_write),
		IN_HOUSE(decided__at_a_later_meeting__is_refused_and_found),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
