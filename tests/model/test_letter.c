/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the letters, and that a fact that is not known blocks them. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "model/letter.h"

/* A network of which all is known, and a person who is admitted to it. */
struct scene {
	struct network network;
	struct participant person;
	struct meeting october, later;
	struct programme_item item;
	const struct meeting *meetings[2];
	struct letter_facts facts;
};

static void scene_init(struct scene *scene)
{
	*scene = (struct scene){0};
	put(&network_entity, &scene->network, "name", "Trygghet");
	put(&network_entity, &scene->network, "organiser", "SKR");
	put(&network_entity, &scene->network, "fee", "1200");
	put(&network_entity, &scene->network, "target_group", "Tjänstepersoner.");
	put(&network_entity, &scene->network, "late_rule", "Hela avgiften.");
	put(&network_entity, &scene->network, "withdrawal_rule", "Ingen återbetalning.");
	put(&network_entity, &scene->network, "physical_terms", "Resan betalar ni.");
	put(&participant_entity, &scene->person, "given_name", "Åsa");
	put(&participant_entity, &scene->person, "family_name", "Öberg");
	put(&participant_entity, &scene->person, "organisation", "Sundsvalls kommun");
	put(&participant_entity, &scene->person, "admitted_on", "2023-09-11");
	scene->person.status = known(PARTICIPANT_ADMITTED);
	put(&meeting_entity, &scene->october, "kind", "digital");
	put(&meeting_entity, &scene->october, "form", "meeting");
	put(&meeting_entity, &scene->october, "date", "2023-10-17");
	put(&meeting_entity, &scene->later, "kind", "physical");
	put(&meeting_entity, &scene->later, "form", "seminar");
	put(&meeting_entity, &scene->later, "period_text", "2024");
	put(&programme_item_entity, &scene->item, "title", "Hot och hat");
	put(&programme_item_entity, &scene->item, "start", "10:00");
	put(&programme_item_entity, &scene->item, "contributors", "Polisen");
	scene->meetings[0] = &scene->october;
	scene->meetings[1] = &scene->later;
	scene->facts = (struct letter_facts){.network = &scene->network,
		.participant = &scene->person,
		.owners = "Anna-Lena Pogulis",
		.meetings = scene->meetings,
		.meeting_count = 2,
		.meeting = &scene->october,
		.programme = &scene->item,
		.programme_count = 1,
		.has_mailbox = true,
		.sibling = "Utvecklingsnätverket",
		.sibling_fee = known(0),
		.missing = MISSING_REFERENCE};
}

static void scene_finish(struct scene *scene)
{
	record_finish(&network_entity, &scene->network);
	record_finish(&participant_entity, &scene->person);
	record_finish(&meeting_entity, &scene->october);
	record_finish(&meeting_entity, &scene->later);
	record_finish(&programme_item_entity, &scene->item);
}

/* Reasons that have words, and what each letter must and must not hold. */
static const struct {
	enum draft_reason reason;
	const char *holds[6];
	const char * not [3];
} letters[] = {
	{DRAFT_WELCOME,
		{"Hello Åsa,", "Monday 11 September 2023", "– Tuesday 17 October 2023, ",
			"2024 (date to be announced)", "SEK\u00a01,200", "Resan betalar ni."},
		{"Hela avgiften.", "colleague's seat"}},
	{DRAFT_DECLINE, {"“Trygghet”", "Tjänstepersoner.", "Sundsvalls kommun", "nothing to pay"},
		{"1,200"}},
	{DRAFT_REFERRAL,
		{"Utvecklingsnätverket", "“Trygghet”: SEK\u00a01,200.",
			"Utvecklingsnätverket: free of charge.", "passed on nothing about you"},
		{"As we have agreed"}},
	{DRAFT_WITHDRAWAL,
		{"no longer take part", "– Tuesday 17 October 2023", "Ingen återbetalning.",
			"decided separately"},
		{"1,200"}},
	{DRAFT_TRANSFER, {"taken over your seat", "there is no new one"}, {"1,200"}},
	{DRAFT_MISSING, {"\n– the invoice reference of whoever pays", "finds its way"},
		{"– the organisation number", "e-mail address"}},
	{DRAFT_FILE, {"Tuesday 17 October 2023"}, {"no longer"}},
	{DRAFT_CANCELLATION,
		{"no longer take part", "The file that is attached", "takes place as planned"},
		{"Please take"}},
	{DRAFT_INVITATION,
		{"You are invited", "– When: Tuesday 17 October 2023, time to be announced",
			"– Link: comes later", "– 10:00: Hot och hat\nPolisen",
			"answer the invitation in your calendar"},
		{"answer this letter", "when the day is set", "Where"}},
	{DRAFT_UPDATE,
		{"has changed", "This is what holds now:\n– Digital", "– 10:00: Hot och hat",
			"corrects the meeting"},
		{"What is new", "twice"}},
	{DRAFT_REMINDER, {"We remind you", "Can you not come?"}, {"file"}},
};

static void assert_letter(size_t row, const struct letter *letter)
{
	const char *name = draft_reasons.items[letters[row].reason].token;
	for (size_t i = 0; i < COUNT_OF(letters[row].holds) && letters[row].holds[i]; i++) {
		if (!strstr(letter->body, letters[row].holds[i]))
			fail_msg("%s does not hold “%s”:\n%s", name, letters[row].holds[i],
				letter->body);
	}
	for (size_t i = 0; i < COUNT_OF(letters[row].not ) && letters[row].not [i]; i++) {
		if (strstr(letter->body, letters[row].not [i]))
			fail_msg("%s holds “%s”:\n%s", name, letters[row].not [i], letter -> body);
	}
	if (strpbrk(letter->body, "{}") || strpbrk(letter->subject, "{}"))
		fail_msg("%s has a hole:\n%s\n%s", name, letter->subject, letter->body);
	if (!strstr(letter->body, "Kind regards\nAnna-Lena Pogulis\nSKR"))
		fail_msg("%s is not signed:\n%s", name, letter->body);
}

static void letter__every_reason__says_what_it_must(void **state)
{
	(void)state;
	struct scene scene;
	scene_init(&scene);
	for (size_t i = 0; i < COUNT_OF(letters); i++) {
		struct letter letter;
		assert_ok(letter_write(letters[i].reason, &scene.facts, &letter, error),
			draft_reasons.items[letters[i].reason].token);
		assert_letter(i, &letter);
		letter_finish(&letter);
	}
	scene_finish(&scene);
}

/* A protected person is greeted by no name, and no workplace is told. */
static void letter__protected__names_nobody(void **state)
{
	(void)state;
	struct scene scene;
	scene_init(&scene);
	scene.person.is_protected = known(1);
	for (size_t i = 0; i < COUNT_OF(letters); i++) {
		struct letter letter;
		assert_ok(letter_write(letters[i].reason, &scene.facts, &letter, error), "letter");
		assert_false(draft_text_names(letter.subject, &scene.person));
		if (draft_text_names(letter.body, &scene.person) ||
			strstr(letter.body, "Sundsvall"))
			fail_msg("names them:\n%s", letter.body);
		assert_ptr_equal(strstr(letter.body, "Hello!"), letter.body);
		letter_finish(&letter);
	}
	scene_finish(&scene);
}

static void letter__missing_fact__blocks_by_name(void **state)
{
	(void)state;
	static const struct {
		enum draft_reason reason;
		const struct entity *entity;
		const char *field;
		const char *told; /* NULL: the letter does without */
	} rows[] = {
		{DRAFT_WELCOME, &network_entity, "fee", "the fee of the network"},
		{DRAFT_WELCOME, &network_entity, "name", "the name of the network"},
		{DRAFT_WELCOME, &participant_entity, "admitted_on", "admitted"},
		{DRAFT_WELCOME, &network_entity, "physical_terms", NULL},
		{DRAFT_WELCOME, &participant_entity, "given_name", NULL},
		{DRAFT_DECLINE, &network_entity, "target_group", NULL},
		{DRAFT_DECLINE, &participant_entity, "organisation", NULL},
		{DRAFT_WITHDRAWAL, &network_entity, "withdrawal_rule", NULL},
		{DRAFT_WITHDRAWAL, &network_entity, "organiser", NULL},
		{DRAFT_REFERRAL, &network_entity, "fee", NULL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scene scene;
		struct letter letter;
		struct error told = {0};
		scene_init(&scene);
		put(rows[i].entity,
			rows[i].entity == &network_entity ? (void *)&scene.network
							  : (void *)&scene.person,
			rows[i].field, NULL);
		bool written = letter_write(rows[i].reason, &scene.facts, &letter, &told);
		if (written != !rows[i].told)
			fail_msg("%s without %s", draft_reasons.items[rows[i].reason].token,
				rows[i].field);
		if (!written)
			assert_non_null(strstr(told.message, rows[i].told));
		error_finish(&told);
		letter_finish(&letter);
		scene_finish(&scene);
	}
}

static void letter__facts_of_the_deed__block_as_well(void **state)
{
	(void)state;
	struct scene scene;
	struct letter letter;
	scene_init(&scene);
	scene.facts.sibling = NULL;
	assert_fails(letter_write(DRAFT_REFERRAL, &scene.facts, &letter, error), ERROR_DATA, NULL,
		"sibling");
	scene.facts.meeting = NULL;
	assert_fails(
		letter_write(DRAFT_FILE, &scene.facts, &letter, error), ERROR_DATA, NULL, "file");
	scene.facts.missing = 0;
	assert_fails(letter_write(DRAFT_MISSING, &scene.facts, &letter, error), ERROR_DATA, NULL,
		"missing");
	assert_fails(letter_write(DRAFT_OTHER, &scene.facts, &letter, error), ERROR_SOFTWARE, NULL,
		"other");
	scene_finish(&scene);
}

static void letter__paragraphs__follow_the_facts(void **state)
{
	(void)state;
	struct scene scene;
	struct letter letter;
	scene_init(&scene);
	scene.facts.is_late = true;
	assert_ok(letter_write(DRAFT_WELCOME, &scene.facts, &letter, error), "late");
	assert_non_null(strstr(letter.body, "Hela avgiften."));
	letter_finish(&letter);
	scene.facts.seat_is_taken = true;
	assert_ok(letter_write(DRAFT_WELCOME, &scene.facts, &letter, error), "taken over");
	assert_non_null(strstr(letter.body, "colleague's seat, so there is no new fee"));
	assert_null(strstr(letter.body, "1,200"));
	assert_null(strstr(letter.body, "Hela avgiften."));
	letter_finish(&letter);
	scene.facts.seat_is_taken = false;
	scene.network.fee = known(0);
	assert_ok(letter_write(DRAFT_WELCOME, &scene.facts, &letter, error), "free");
	assert_non_null(strstr(letter.body, "free of charge"));
	letter_finish(&letter);
	scene.facts.informed = true;
	assert_ok(letter_write(DRAFT_REFERRAL, &scene.facts, &letter, error), "informed");
	assert_non_null(strstr(letter.body, "As we have agreed"));
	assert_null(strstr(letter.body, "passed on nothing"));
	assert_null(strstr(letter.body, "The fees are not the same")); /* both are free now */
	letter_finish(&letter);
	scene_finish(&scene);
}

/* What an invitation says follows from what is known of the meeting and who can answer its file. */
static void letter__meeting__known_and_unknown(void **state)
{
	(void)state;
	struct scene scene;
	struct letter letter;
	scene_init(&scene);
	scene.facts.meeting = &scene.later;
	scene.facts.programme_count = 0;
	scene.facts.decided_on = known(date_from_civil((struct civil){2023, 11, 14}));
	assert_ok(letter_write(DRAFT_INVITATION, &scene.facts, &letter, error), "undated");
	assert_non_null(strstr(letter.body, "– When: 2024 (date to be announced)\n"));
	assert_non_null(strstr(letter.body, "– Where: place to be announced\n"));
	assert_non_null(strstr(letter.body, "– Theme: is decided on Tuesday 14 November 2023"));
	assert_non_null(strstr(letter.body, "Resan betalar ni."));
	assert_non_null(strstr(letter.body, "when the day is set"));
	assert_non_null(strstr(letter.body, "answer this letter"));
	assert_null(strstr(letter.body, "comes with this letter"));
	letter_finish(&letter);
	put(&meeting_entity, &scene.later, "terms", "Lunch ingår.");
	assert_ok(letter_write(DRAFT_REMINDER, &scene.facts, &letter, error), "terms");
	assert_non_null(strstr(letter.body, "Lunch ingår."));
	assert_null(strstr(letter.body, "Resan betalar ni."));
	letter_finish(&letter);
	put(&meeting_entity, &scene.october, "theme", "Hot");
	scene.october.theme_status = known(THEME_PROPOSED);
	scene.facts.meeting = &scene.october;
	assert_ok(letter_write(DRAFT_REMINDER, &scene.facts, &letter, error), "proposed");
	assert_null(strstr(letter.body, "Theme: Hot"));
	letter_finish(&letter);
	scene.october.theme_status = known(THEME_DECIDED);
	assert_ok(letter_write(DRAFT_REMINDER, &scene.facts, &letter, error), "decided");
	assert_non_null(strstr(letter.body, "– Theme: Hot\n"));
	letter_finish(&letter);
	scene_finish(&scene);
}

static void letter__change_and_cancellation__say_what(void **state)
{
	(void)state;
	struct scene scene;
	struct letter letter;
	scene_init(&scene);
	scene.facts.has_mailbox = false;
	scene.facts.changes = "– Place: Sundsvall instead of Umeå";
	assert_ok(letter_write(DRAFT_UPDATE, &scene.facts, &letter, error), "changes");
	assert_non_null(strstr(letter.body, "What is new:\n– Place: Sundsvall"));
	assert_non_null(strstr(letter.body, "take away the older one"));
	letter_finish(&letter);
	assert_ok(letter_write(DRAFT_CANCELLATION, &scene.facts, &letter, error), "uninvited");
	assert_non_null(strstr(letter.body, "Please take this meeting out of your calendar:\n"));
	assert_null(strstr(letter.body, "attached"));
	letter_finish(&letter);
	scene.october.status = known(MEETING_CANCELLED);
	put(&meeting_entity, &scene.october, "status_reason", "för få anmälda");
	assert_ok(letter_write(DRAFT_CANCELLATION, &scene.facts, &letter, error), "cancelled");
	assert_ptr_equal(strstr(letter.subject, "Cancelled: "), letter.subject);
	assert_non_null(strstr(letter.body, "The reason: för få anmälda"));
	assert_non_null(strstr(letter.body, "marks it as cancelled"));
	assert_null(strstr(letter.body, "as planned"));
	letter_finish(&letter);
	scene_finish(&scene);
}

static void letter_meeting__unknown_in_words(void **state)
{
	(void)state;
	static const struct {
		const char *set[8]; /* field, value, ... */
		const char *text;
	} rows[] = {
		{{"date", "2023-10-17"}, "Tuesday 17 October 2023, Digital meeting, time to be "
					 "announced"},
		{{"date", "2023-10-17", "start", "10:00", "end", "12:00"},
			"Tuesday 17 October 2023, Digital meeting, 10:00–12:00"},
		{{"date", "2023-10-17", "duration_min", "60", "duration_max", "120"},
			"Tuesday 17 October 2023, Digital meeting, 1–2 h, time to be announced"},
		{{"period_text", "2024"}, "2024 (date to be announced), Digital meeting"},
		{{"kind", "physical"},
			"date to be announced, Physical meeting, place to be announced"},
		{{"kind", "physical", "date", "2023-09-26", "start", "10:00", "place", "Stockholm"},
			"Tuesday 26 September 2023, Physical meeting, 10:00, Stockholm"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct meeting meeting = {0};
		put(&meeting_entity, &meeting, "kind", "digital");
		put(&meeting_entity, &meeting, "form", "meeting");
		for (size_t j = 0; j < COUNT_OF(rows[i].set) && rows[i].set[j]; j += 2) {
			if (!strncmp(rows[i].set[j], "duration", 8))
				*field_number(entity_field(&meeting_entity, rows[i].set[j]),
					&meeting) = known(strtol(rows[i].set[j + 1], NULL, 10));
			else
				put(&meeting_entity, &meeting, rows[i].set[j], rows[i].set[j + 1]);
		}
		char *text = letter_meeting(&meeting);
		assert_string_equal(text, rows[i].text);
		free(text);
		record_finish(&meeting_entity, &meeting);
	}
}

static void letter_fill__placeholders(void **state)
{
	(void)state;
	struct scene scene;
	scene_init(&scene);
	static const struct {
		const char *template, *text;
	} rows[] = {
		{"", ""},
		{"no place", "no place"},
		{"{network}", "Trygghet"},
		{"a {network} b {fee} c", "a Trygghet b SEK\u00a01,200 c"},
		{"an open { stays", "an open { stays"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *text = NULL;
		assert_ok((text = letter_fill(rows[i].template, &scene.facts, error)),
			rows[i].template);
		assert_string_equal(text, rows[i].text);
		free(text);
	}
	assert_fails(
		letter_fill("{nothing}", &scene.facts, error), ERROR_SOFTWARE, NULL, "nothing");
	scene_finish(&scene);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letter__every_reason__says_what_it_must),
		cmocka_unit_test(letter__protected__names_nobody),
		cmocka_unit_test(letter__missing_fact__blocks_by_name),
		cmocka_unit_test(letter__facts_of_the_deed__block_as_well),
		cmocka_unit_test(letter__paragraphs__follow_the_facts),
		cmocka_unit_test(letter__meeting__known_and_unknown),
		cmocka_unit_test(letter__change_and_cancellation__say_what),
		cmocka_unit_test(letter_meeting__unknown_in_words),
		cmocka_unit_test(letter_fill__placeholders),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
