/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sign-ups from a file: what is understood, what is asked, and one step that can be undone. */
#include "support.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "model/verdict.h"
#include "service/import.h"
#include "service/need.h"

#define HEADER "Namn;E-post;Organisation;Titel;Telefon\n"

static char *put_file(const struct house *house, const char *text)
{
	char *path = xasprintf("%s/signups.csv", house->folder);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	fclose(file);
	return path;
}

static struct import_plan *open_text(struct house *house, const char *text)
{
	char *path = put_file(house, text);
	struct import_plan *plan = NULL;
	assert_ok((plan = service_import_open(&house->service, path, error)) != NULL);
	free(path);
	return plan;
}

static struct import_plan *plan_text(struct house *house, const char *text)
{
	struct import_plan *plan = open_text(house, text);
	assert_ok(service_import_plan(&house->service, plan, error));
	return plan;
}

static struct import_result run(struct house *house, struct import_plan *plan)
{
	struct import_result result;
	assert_ok(service_import_run(&house->service, plan, NULL, NULL, &result, error));
	return result;
}

/* ---- cells ---- */

struct reading {
	const char *title, *cell;
	const char *field, *value; /* NULL: unknown */
};

static const struct reading readings[] = {
	{"Telefon", "  +46 70\u00a0123 45 01 ", "phone", "+46 70 123 45 01"},
	{"Telefon", "'+46701234501", "phone", "+46701234501"},
	{"Er referens", "'=M-4711", "buyer_reference", "=M-4711"},
	{"Er referens", "=M-4711", "buyer_reference", "=M-4711"},
	{"Er referens", "'citat", "buyer_reference", "'citat"},
	{"Er referens", "007001", "buyer_reference", "007001"},
	{"Titel", "Säker\u202ehets\u2066chef\u200b\x1b[31m", "title", "Säkerhetschef[31m"},
	{"Titel", "A\xcc\x8asa", "title", "Åsa"},
	{"Titel", "\"två\t\n rader\"", "title", "två rader"},
	{"Kommentar", "\"\n  första  raden\r\n\nandra \n\"", "note", "första raden\n\nandra"},
	{"Kommentar", "jag är 19121212-1212 ok", "note", "jag är 121212-**** ok"},
	{"Kommentar", "nej 121212-1213", "note", "nej 121212-1213"},
	{"Org.nr", "2120000142", "organisation_number", "212000-0142"},
	{"Org.nr", "16 212000-0142", "organisation_number", "212000-0142"},
	{"Org.nr", "212000-0143", "organisation_number", NULL},
	{"Org.nr", "212000-0143", "note", "Organisation number as written: 212000-0143"},
	{"Org.nr", "21200-0142", "organisation_number", NULL},
	{"Org.nr", "21200-0142", "note", "Organisation number as written: 21200-0142"},
	{"Org.nr", "121212-1212", "organisation_number", NULL},
	{"GLN", "7310 0001 11112", "gln", "7310000111112"},
	{"Samtycke", "Ja", "list_consent", "participants"},
	{"Samtycke", "nej", "list_consent", "nobody"},
	{"Samtycke", "Organisation", "list_consent", "organisation"},
	{"Samtycke", "", "list_consent", "organisation"},
	{"Skyddade personuppgifter", "Ja", "protected", "true"},
	{"Skyddade personuppgifter", "ja", "list_consent", "nobody"},
	{"Skyddade personuppgifter", "Nej", "protected", "false"},
	{"Anmäld", "2023-09-14 13:45:10", "received_on", "2023-09-14"},
	{"Anmäld", "2023-09-14T13:45Z", "received_on", "2023-09-14"},
	{"Anmäld", "14/9 2023", "received_on", "2023-09-14"},
	{"Anmäld", "", "received_on", "2023-09-19"},
	{"Specialkost", "nötallergi", "note", NULL},
	{"Kommunkod", "0305", "organisation_code", "0305"},
};

static void import__cell__is_cleaned_and_parsed(void **state)
{
	struct house *house = *state;
	for (size_t i = 0; i < COUNT_OF(readings); i++) {
		const struct reading *at = &readings[i];
		char *text = xasprintf(
			"Efternamn;Mejl;%s\nNy;ny@lund.se;%s\n", at->title, at->cell);
		struct import_plan *plan = plan_text(house, text);
		const struct import_row *row = &plan->rows[0];
		if (!row->person)
			fail_msg("%s: %s", at->cell, row->why);
		char *value = field_canonical(
			entity_field(&participant_entity, at->field), row->person);
		if (strcmp(value ? value : "–", at->value ? at->value : "–") != 0)
			fail_msg("%s: %s", at->cell, value);
		free(value);
		free(text);
		import_plan_destroy(plan);
	}
}

static void import__name__is_parted(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *name, *given, *family;
	} rows[] = {
		{"Åsa Öberg", "Åsa", "Öberg"},
		{"Öberg, Åsa Maria", "Åsa Maria", "Öberg"},
		{"Anna Maria Berg", "Anna Maria", "Berg"},
		{"Maria von Essen", "Maria", "von Essen"},
		{"Jan van der Berg", "Jan", "van der Berg"},
		{"de la Cruz, Elena", "Elena", "de la Cruz"},
		{"Cher", NULL, "Cher"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *text = xasprintf(HEADER "\"%s\";;;;\n", rows[i].name);
		struct import_plan *plan = plan_text(house, text);
		const struct participant *person = plan->rows[0].person;
		assert_string_equal(person->given_name ? person->given_name : "–",
			rows[i].given ? rows[i].given : "–");
		assert_string_equal(person->family_name, rows[i].family);
		free(text);
		import_plan_destroy(plan);
	}
}

/* ---- rows that cannot be taken ---- */

static void import__bad_row__is_told_with_line_field_value_and_reason(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *row, *field, *value, *why;
	} rows[] = {
		{"a;b;c;d;e;f", NULL, NULL, "The row has 6 cells and the header 5"},
		{"a;b", NULL, NULL, "The row has 2 cells and the header 5"},
		{"Ny;ingen adress;;;", "email", "ingen adress", "is not an e-mail address"},
		{";;;chef;", "family_name", NULL, "needs a name or an e-mail address"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *text = xasprintf(HEADER "Bra Berg;bra@lund.se;;;\n%s\n", rows[i].row);
		struct import_plan *plan = plan_text(house, text);
		const struct import_row *row = &plan->rows[1];
		assert_int_equal(plan->summary.rejected, 1);
		assert_int_equal(row->fate, IMPORT_REJECTED);
		assert_int_equal(row->line, 3);
		assert_string_equal(
			row->field ? row->field : "–", rows[i].field ? rows[i].field : "–");
		assert_string_equal(
			row->value ? row->value : "–", rows[i].value ? rows[i].value : "–");
		if (!strstr(row->why, rows[i].why))
			fail_msg("%s", row->why);
		free(text);
		import_plan_destroy(plan);
	}
	struct import_plan *plan = plan_text(house,
		"Namn;E-post;Samtycke;Skyddad;Anmäld\nA B;a@b.se;kanske;;\nA B;a@b.se;;vet ej;\n"
		"A B;a@b.se;;;någon gång\nA B;inte;;ja;\n");
	assert_int_equal(plan->summary.rejected, 4);
	assert_string_equal(plan->rows[0].field, "list_consent");
	assert_string_equal(plan->rows[1].field, "protected");
	assert_string_equal(plan->rows[2].field, "received_on");
	assert_string_equal(plan->rows[2].value, "någon gång");
	assert_null(plan->rows[3].value); /* of a protected person nothing is told */
	import_plan_destroy(plan);
}

static void import__long_cell__rejects_the_row(void **state)
{
	struct house *house = *state;
	struct buffer text = {0};
	buffer_append(&text, HEADER "Ny Person;ny@lund.se;;");
	for (int i = 0; i < 50000; i++)
		buffer_append_char(&text, 'x');
	buffer_append(&text, ";\n");
	struct import_plan *plan = plan_text(house, text.data);
	assert_int_equal(plan->rows[0].fate, IMPORT_REJECTED);
	assert_string_equal(plan->rows[0].field, "title");
	assert_true(strlen(plan->rows[0].value) < 100);
	import_plan_destroy(plan);
	buffer_finish(&text);
}

static void import__missing_column__stops_by_name(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = open_text(house, "Namn;Skostorlek\nA B;42\n");
	assert_fails(service_import_plan(&house->service, plan, error), ERROR_DATA,
		"No column of signups.csv tells the e-mail address");
	assert_fails(import_explain_text(plan, "Storlek=email", error), ERROR_USAGE,
		"has no column “Storlek”, only: Namn, Skostorlek.");
	assert_fails(import_explain_text(plan, "2=skor", error), ERROR_USAGE, "cannot tell “skor”");
	assert_ok(import_explain_text(plan, "2=email", error));
	assert_ok(service_import_plan(&house->service, plan, error));
	assert_int_equal(plan->summary.rejected, 1);
	import_plan_destroy(plan);
	plan = open_text(house, "Mejl;Ort\na@b.se;Lund\n");
	assert_fails(service_import_plan(&house->service, plan, error), ERROR_DATA,
		"No column of signups.csv tells the name");
	import_plan_destroy(plan);
}

/* ---- organisations ---- */

static void import__ambiguous_organisation__is_asked_about(void **state)
{
	struct house *house = *state;
	static const char *const names[] = {
		"Örebro", "Kalmar", "Stockholm", "Uppsala", "Jönköping"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		char *text = xasprintf(
			HEADER "A B;a@b.se;%s;;\nC D;c@b.se;%s ;;\n", names[i], names[i]);
		struct import_plan *plan = plan_text(house, text);
		assert_int_equal(plan->question_count, 1);
		assert_true(plan->questions[0].ambiguous);
		assert_int_equal(plan->questions[0].candidate_count, 2);
		assert_int_equal(plan->questions[0].rows, 2);
		assert_int_equal(plan->summary.unanswered, 1);
		assert_null(plan->rows[0].person->organisation_code);
		const struct organisation *answer = plan->questions[0].candidates[1];
		import_answer(plan, 0, answer);
		assert_ok(service_import_plan(&house->service, plan, error));
		assert_int_equal(plan->summary.unanswered, 0);
		assert_string_equal(plan->rows[1].person->organisation_code, answer->code);
		assert_string_equal(plan->rows[1].person->organisation, answer->name);
		import_plan_destroy(plan);
		free(text);
	}
}

static void import__unanswered_organisation__goes_to_review_with_its_text(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = plan_text(house, HEADER "A B;a@orebro.example;Örebro;;\n");
	struct import_result result = run(house, plan);
	assert_field(house, &participant_entity, result.first, "organisation", "Örebro");
	assert_field(house, &participant_entity, result.first, "organisation_code", "–");
	assert_field(house, &participant_entity, result.first, "status", "review");
	import_plan_destroy(plan);
}

static void import__habo__is_never_the_other_one(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = plan_text(house,
		HEADER "A B;a@x.example;Habo;;\nC D;c@x.example;HÅBO KOMMUN;;\n"
		       "E F;e@x.example;Hábo kommum;;\n");
	assert_string_equal(plan->rows[0].person->organisation_code, "0643");
	assert_string_equal(plan->rows[1].person->organisation_code, "0305");
	assert_null(plan->rows[2].person->organisation_code);
	import_plan_destroy(plan);
}

static void import__answer_beforehand__needs_no_question(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = open_text(
		house, HEADER "A B;a@b.se;örebro;;\nC D;c@b.se;GBG stad;;\n");
	assert_fails(import_answer_text(&house->service, plan, "Örebro=9999", error), ERROR_USAGE,
		"no organisation with the code “9999”");
	assert_fails(import_answer_text(&house->service, plan, "Örebro", error), ERROR_USAGE,
		"--organisation");
	assert_ok(import_answer_text(&house->service, plan, "Örebro=1880", error));
	assert_ok(import_answer_text(&house->service, plan, "GBG stad=1480", error));
	assert_ok(service_import_plan(&house->service, plan, error));
	assert_int_equal(plan->summary.unanswered, 0);
	assert_string_equal(plan->rows[0].person->organisation_code, "1880");
	assert_string_equal(plan->rows[1].person->organisation_code, "1480");
	import_plan_destroy(plan);
}

/* ---- duplicates ---- */

#define TWICE                                                                    \
	HEADER "Björn Ängström;bjorn@ale.example;Ale kommun;;031-123 45 67\n" \
	       "Bjorn Angstrom;b.angstrom@ale.example;Ale kommun;chef;\n"        \
	       "Någon Annan; BJORN@ale.example ;;;\n"                           \
	       "Eva Ek;bjorn+kurs@ale.example;Ale kommun;;\n"                    \
	       "Ida Ek;ida@ale.example;Ale kommun;;+46 31 123 45 67\n"           \
	       "Ida Ek;ida@lund.example;Lunds kommun;;031-1234567\n"

static void import__twins_in_the_file__are_found(void **state)
{
	struct house *house = *state;
	static const struct {
		enum import_fate fate;
		size_t twin_row;
		const char *reason;
	} rows[] = {
		{IMPORT_NEW, 0, NULL},
		{IMPORT_PROBABLE, 1, "same name and organisation"},
		{IMPORT_EXACT, 1, "same e-mail address"},
		{IMPORT_PROBABLE, 1, "same mailbox"},
		{IMPORT_PROBABLE, 1, "same phone and organisation"},
		{IMPORT_NEW, 0, NULL},
	};
	struct import_plan *plan = plan_text(house, TWICE);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_int_equal(plan->rows[i].fate, rows[i].fate);
		assert_int_equal(plan->rows[i].twin_row, rows[i].twin_row);
		if (rows[i].reason)
			assert_string_equal(plan->rows[i].reason, rows[i].reason);
	}
	assert_int_equal(plan->summary.new, 2);
	assert_int_equal(plan->summary.exact_duplicates, 1);
	assert_int_equal(plan->summary.probable_duplicates, 3);
	import_plan_destroy(plan);
}

static void import__probable__becomes_what_was_chosen(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = plan_text(house, TWICE);
	import_choose(plan, 1, IMPORT_MERGE);
	import_choose(plan, 3, IMPORT_KEEP);
	assert_int_equal(plan->summary.added, 4);
	assert_int_equal(plan->summary.merged, 1);
	struct import_result result = run(house, plan);
	assert_int_equal(result.added, 4);
	assert_int_equal(result.merged, 1);
	/* What was missing is filled in, what was there stays. */
	assert_field(house, &participant_entity, result.first, "title", "chef");
	assert_field(house, &participant_entity, result.first, "given_name", "Björn");
	assert_field(house, &participant_entity, result.first, "email", "bjorn@ale.example");
	/* Two people, and so it is remembered. */
	assert_int_equal(read_integer(house, "SELECT count(*) FROM duplicate_verdict"), 1);
	assert_field(house, &participant_entity, result.first + 1, "status", "received");
	/* Not chosen: to review, with the reason. */
	assert_field(house, &participant_entity, result.first + 2, "status", "review");
	char *reason = look(house, &participant_entity, result.first + 2, "status_reason");
	assert_non_null(strstr(reason, "same phone and organisation"));
	free(reason);
	import_plan_destroy(plan);
}

static void import__the_same_file_again__adds_nobody(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = plan_text(house, HEADER "A B;a@ale.example;Ale kommun;;\n");
	struct import_result first = run(house, plan);
	import_plan_destroy(plan);
	plan = plan_text(house, HEADER "A B;A@ale.example;Ale kommun;chef;\n");
	assert_int_equal(plan->rows[0].fate, IMPORT_EXACT);
	assert_int_equal(plan->rows[0].twin->record.id, first.first);
	struct import_result result;
	assert_fails(service_import_run(&house->service, plan, NULL, NULL, &result, error),
		ERROR_REFUSED, "There is nobody to import in signups.csv.");
	/* Only when it is asked for is what is missing filled in. */
	assert_field(house, &participant_entity, first.first, "title", "–");
	import_complete(plan, true);
	assert_int_equal(plan->summary.merged, 1);
	result = run(house, plan);
	assert_int_equal(result.added, 0);
	assert_int_equal(result.merged, 1);
	assert_field(house, &participant_entity, first.first, "title", "chef");
	import_plan_destroy(plan);
}

static void import__who_has_left__is_looked_at(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = plan_text(house, HEADER "A B;a@ale.example;Ale kommun;;\n");
	struct import_result first = run(house, plan);
	enter(house, &participant_entity, first.first, PARTICIPANT_ADMITTED, NULL);
	enter(house, &participant_entity, first.first, PARTICIPANT_WITHDRAWN, "slutat");
	import_plan_destroy(plan);
	plan = plan_text(house, HEADER "A B;a@ale.example;Ale kommun;;\n");
	assert_int_equal(plan->rows[0].fate, IMPORT_PROBABLE);
	assert_int_equal(run(house, plan).added, 1);
	import_plan_destroy(plan);
}

static void import__protection__is_never_lost(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = plan_text(house, HEADER "A B;a@ale.example;Ale kommun;;\n");
	struct import_result first = run(house, plan);
	import_plan_destroy(plan);
	plan = plan_text(house, "Namn;E-post;Skyddad\nA B;a@ale.example;ja\n");
	assert_int_equal(plan->warning_count, 1);
	assert_string_equal(plan->warnings[0].field, "protected");
	import_complete(plan, true);
	run(house, plan);
	assert_field(house, &participant_entity, first.first, "protected", "true");
	import_plan_destroy(plan);
}

/* ---- the target group ---- */

static void import__target_group__sorts_and_decides_nothing(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = plan_text(house, HEADER
		"A B;a@ale.example;Ale kommun;utredare;\nC D;c@konsult.example;Konsult AB;;\n"
		"E F;e@ale.example;Ale kommun;kommunalråd;\n");
	assert_int_equal(plan->summary.new, 2);
	assert_int_equal(plan->summary.outside_target_group, 1);
	struct import_result result = run(house, plan);
	assert_int_equal(result.added, 3);
	assert_field(house, &participant_entity, result.first, "status", "received");
	assert_field(house, &participant_entity, result.first + 1, "status", "review");
	assert_field(house, &participant_entity, result.first + 1, "eligibility", "outside");
	assert_field(house, &participant_entity, result.first + 2, "status", "review");
	assert_field(house, &participant_entity, result.first, "channel", "csv");
	import_plan_destroy(plan);
}

/* ---- warnings ---- */

static void import__warnings__say_line_and_right_digit(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = plan_text(house,
		"Namn;E-post;Orgnr;Kommentar\nA B;a@ale.example;212000-0143;nr 19121212-1212\n"
		"C D;c@ale.example;2120-1;\nE F;e@ale.example;121212-1212;\n");
	static const struct {
		size_t line;
		const char *field, *text;
	} rows[] = {
		{2, "organisation_number", "the check digit should be 2: left out, see the note"},
		{2, "note", "a personal number has been masked"},
		{3, "organisation_number", "an organisation number has ten digits"},
		{4, "organisation_number", "a personal number has been masked"},
	};
	assert_int_equal(plan->warning_count, COUNT_OF(rows));
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		assert_int_equal(plan->warnings[i].line, rows[i].line);
		assert_string_equal(plan->warnings[i].field, rows[i].field);
		if (!strstr(plan->warnings[i].text, rows[i].text))
			fail_msg("%s", plan->warnings[i].text);
	}
	import_plan_destroy(plan);
}

/* ---- the run ---- */

static void import__run__is_one_step(void **state)
{
	struct house *house = *state;
	int64_t actions = count_actions(house);
	int64_t before = read_integer(house, "SELECT count(*) FROM participant");
	struct import_plan *plan = plan_text(house, TWICE);
	assert_int_equal(count_actions(house), actions); /* a plan writes nothing */
	import_choose(plan, 3, IMPORT_KEEP);
	run(house, plan);
	import_plan_destroy(plan);
	assert_int_equal(count_actions(house), actions + 1);
	undo(house, "Import of signups.csv: 5 participants");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM participant"), before);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM duplicate_verdict"), 0);
	redo(house, "Import of signups.csv: 5 participants");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM participant"), before + 5);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM duplicate_verdict"), 1);
}

/* ---- needs ---- */

static int64_t count_needs(struct house *house, const char *condition)
{
	char *sql = xasprintf("SELECT count(*) FROM special_need WHERE %s", condition);
	int64_t count = read_integer(house, sql);
	free(sql);
	return count;
}

static void import__needs__are_kept_apart_for_each_meeting_ahead(void **state)
{
	struct house *house = *state;
	set(house, &meeting_entity, 2, "kind", "hybrid");
	struct import_plan *plan = plan_text(house,
		"Namn;E-post;Kommentar;Specialkost;Tillgänglighet;Allergier\n"
		"A B;a@ale.example;Jag är VEGETARIAN och kommer "
		"tidigt;vegetarian;Hörslinga;nötter\n"
		"C D;c@ale.example;;Nej tack.;-;Inga\n"
		"E F;e@ale.example;;Glutenfritt;;\n");
	const struct import_row *row = &plan->rows[0];
	assert_int_equal(plan->need_meeting_count, 2);
	assert_string_equal(row->needs[NEED_DIET], "vegetarian; nötter");
	assert_string_equal(row->needs[NEED_ACCESS], "Hörslinga");
	assert_null(plan->rows[1].needs[NEED_DIET]);
	assert_null(plan->rows[1].needs[NEED_ACCESS]);
	int64_t before = count_needs(house, "true");
	assert_int_equal(plan->summary.with_needs, 2);
	char *summary = import_summary_text(plan);
	assert_non_null(strstr(summary, "2 with needs"));
	free(summary);
	struct import_result result = run(house, plan);
	import_plan_destroy(plan);
	assert_int_equal(result.added, 3);
	assert_int_equal(count_needs(house, "true"), before + 6);
	assert_int_equal(count_needs(house, "text = 'Glutenfritt' AND kind = 'diet'"), 2);
	assert_int_equal(count_needs(house, "text = 'Hörslinga' AND kind = 'access'"), 2);
	assert_int_equal(
		count_needs(house, "delete_after = (SELECT date(date, '+7 days') FROM meeting "
				   "WHERE meeting.id = meeting_id)"),
		before + 6);
	/* No word of it is in the journal, and undo takes it back. */
	assert_int_equal(read_integer(house, "SELECT count(*) FROM action_row WHERE "
					     "instr(coalesce(before, '') || coalesce(after, ''), "
					     "'Glutenfritt')"),
		0);
	undo(house, "Import of signups.csv: 3 participants");
	assert_int_equal(count_needs(house, "true"), before);
	redo(house, "Import of signups.csv: 3 participants");
	assert_int_equal(count_needs(house, "text = 'Glutenfritt'"), 2);
}

/* The message may say what the column says: "vegetarian" is sealed, the rest of it stays. */
static void import__need_in_the_message__is_taken_out(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *note, *need, *kept;
	} rows[] = {
		{"Jag är VEGETARIAN och kommer tidigt", "vegetarian",
			"Jag är […] och kommer tidigt"},
		{"Nötter! Och nötter.", "nötter", "[…]! Och […]."},
		{"ägg, ägg", "ägg", "[…], […]"},
		{"ost", "ost", "ost"}, /* so short a word stands anywhere */
		{"Notter", "nötter", "Notter"},
		{"Nötter", "nötter", NULL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *text = xasprintf(
			"Namn;E-post;Kommentar;Specialkost\nA B;a@ale.example;%s;%s\n",
			rows[i].note, rows[i].need);
		struct import_plan *plan = plan_text(house, text);
		const char *note = plan->rows[0].person->note;
		assert_string_equal(note ? note : "–", rows[i].kept ? rows[i].kept : "–");
		bool warned = !note || strcmp(rows[i].note, note) != 0;
		assert_int_equal(plan->warning_count, warned);
		if (warned) {
			char *told = import_warning_text(plan, &plan->warnings[0]);
			assert_null(strstr(told, rows[i].need));
			assert_non_null(strstr(told, "Specialkost"));
			free(told);
		}
		assert_int_equal(run(house, plan).added, 1);
		undo(house, "Import of signups.csv: 1 participant");
		import_plan_destroy(plan);
		free(text);
	}
}

static void import__needs_without_a_meeting__are_left_out_and_told(void **state)
{
	struct house *house = *state;
	static const char text[] = "Namn;E-post;Kost\nA B;a@ale.example;Vegan\n";
	enter(house, &meeting_entity, 1, MEETING_CANCELLED, "ingen kan");
	struct import_plan *plan = plan_text(house, text);
	assert_int_equal(plan->need_meeting_count, 0);
	assert_int_equal(plan->summary.with_needs, 0);
	assert_false(import_column_is_read(plan, 2));
	assert_int_equal(plan->warning_count, 1);
	assert_non_null(strstr(plan->warnings[0].text, "no meeting in person"));
	assert_null(plan->warnings[0].value);
	run(house, plan);
	assert_int_equal(count_needs(house, "text = 'Vegan'"), 0);
	import_plan_destroy(plan);
}

static void import__need_of_one_there__fills_in_and_never_twice(void **state)
{
	struct house *house = *state;
	static const char text[] = "Namn;E-post;Kost\nA B;a@ale.example;%s\n";
	static const struct {
		const char *need;
		size_t merged;
	} rows[] = {{"", 0}, {"Vegan", 1}, {"Något annat", 0}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char *file = xasprintf(text, rows[i].need);
		struct import_plan *plan = plan_text(house, file);
		import_complete(plan, true);
		struct import_result result = run(house, plan);
		assert_int_equal(result.merged, rows[i].merged);
		import_plan_destroy(plan);
		free(file);
	}
	assert_int_equal(count_needs(house, "text = 'Vegan'"), 1);
	assert_int_equal(count_needs(house, "text = 'Något annat'"), 0);
}

static void import__need_far_too_long__rejects_the_row(void **state)
{
	struct house *house = *state;
	char *text = xasprintf("Namn;E-post;Kost\nA B;a@ale.example;%0600d\n", 7);
	struct import_plan *plan = plan_text(house, text);
	assert_int_equal(plan->summary.rejected, 1);
	assert_string_equal(plan->rows[0].field, "special_need");
	assert_null(plan->rows[0].value);
	import_plan_destroy(plan);
	free(text);
}

/* Who is like whom would tell who the protected person is. */
static void import__twin_of_a_protected_person__is_not_named(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = plan_text(
		house, HEADER "Karin Ahlström;karin.ahlstrom@lund.example;Lunds kommun;;\n");
	assert_int_equal(plan->rows[0].fate, IMPORT_EXACT);
	struct participant *there = plan->rows[0].twin;
	char *name = participant_entity.title(there);
	import_plan_destroy(plan);
	plan = plan_text(house,
		"Namn;E-post;Kommun;Skyddad\nKarin Ahlström;karin.ahlstrom@lund.example;"
		"Lunds kommun;ja\nKarin Ahlström;hemlig@lund.example;Lunds kommun;ja\n"
		"Karin Ahlström;karin2@lund.example;Lunds kommun;nej\n");
	assert_int_equal(plan->rows[0].fate, IMPORT_EXACT);
	assert_int_equal(plan->rows[1].fate, IMPORT_PROBABLE);
	for (size_t i = 0; i < 2; i++) {
		char *text = import_twin_text(plan, &plan->rows[i]);
		assert_null(strstr(text, name));
		assert_null(strstr(text, ": same"));
		assert_non_null(strstr(text, "one of them is protected"));
		free(text);
	}
	free(name);
	import_plan_destroy(plan);
}

static bool stop_after(size_t done, size_t rows, void *context)
{
	size_t *asked = context;
	assert_true(done <= rows);
	return ++*asked < 3;
}

static char *many_rows(int count)
{
	struct buffer text = {0};
	buffer_append(&text, HEADER);
	for (int i = 0; i < count; i++)
		buffer_printf(&text, "Per P%d;p%d@ale.example;Ale kommun;;\n", i, i);
	return buffer_take(&text);
}

static void import__stopped__leaves_no_trace(void **state)
{
	struct house *house = *state;
	char *text = many_rows(500);
	int64_t actions = count_actions(house);
	int64_t before = read_integer(house, "SELECT count(*) FROM participant");
	struct import_plan *plan = plan_text(house, text);
	struct import_result result;
	size_t asked = 0;
	assert_fails(service_import_run(&house->service, plan, stop_after, &asked, &result, error),
		ERROR_REFUSED, "nothing has been imported");
	assert_int_equal(asked, 3);
	assert_int_equal(result.added, 0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM participant"), before);
	assert_int_equal(count_actions(house), actions);
	/* The same plan can be run again, whole. */
	assert_int_equal(run(house, plan).added, 500);
	import_plan_destroy(plan);
	free(text);
}

/* Someone else has signed the same person up since the plan was made. */
static void import__overtaken__leaves_no_trace(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = plan_text(
		house, HEADER "C D;c@ale.example;;;\nA B;a@ale.example;;;\n");
	struct house *other = house_beside(house);
	struct participant *person = service_new(&other->service, &participant_entity);
	type(other, &participant_entity, person, "email", "a@ale.example");
	assert_ok(service_save(&other->service, &participant_entity, person, NULL, error));
	record_destroy(&participant_entity, person);
	house_leave(other);
	int64_t before = read_integer(house, "SELECT count(*) FROM participant");
	struct import_result result;
	assert_fails(service_import_run(&house->service, plan, NULL, NULL, &result, error),
		ERROR_REFUSED, "Line 3 of signups.csv");
	assert_int_equal(read_integer(house, "SELECT count(*) FROM participant"), before);
	import_plan_destroy(plan);
}

static void import__explained_form__is_remembered(void **state)
{
	struct house *house = *state;
	static const char text[] = "Vem;Var\nA B;a@ale.example\n";
	struct import_plan *plan = open_text(house, text);
	assert_false(plan->remembered);
	assert_ok(import_explain_text(plan, "vem=name", error));
	assert_ok(import_explain_text(plan, "VAR=email", error));
	assert_ok(service_import_plan(&house->service, plan, error));
	run(house, plan);
	import_plan_destroy(plan);
	plan = plan_text(house, "VEM ;Var\nC D;c@ale.example\n");
	assert_true(plan->remembered);
	assert_int_equal(plan->summary.new, 1);
	import_plan_destroy(plan);
	/* Another header is another form. */
	plan = open_text(house, "Var;Vem\nc@ale.example;C D\n");
	assert_false(plan->remembered);
	import_plan_destroy(plan);
	/* It belongs to the step that it came with. */
	undo(house, "Import of signups.csv: 1 participant");
	plan = open_text(house, text);
	assert_false(plan->remembered);
	import_plan_destroy(plan);
}

static void import__rejects__are_written_as_they_stood(void **state)
{
	struct house *house = *state;
	struct import_plan *plan = plan_text(house,
		"sep=;\r\nNamn;E-post \r\nA B;inte\r\nC D;c@ale.example\r\n\"E\"\"F\";e@\r\n");
	char *path = xasprintf("%s/rejected.csv", house->folder);
	assert_int_equal(plan->summary.rejected, 2);
	assert_ok(service_import_write_rejects(plan, path, false, error));
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	char got[200] = "";
	int file = open(path, O_RDONLY);
	assert_true(read(file, got, sizeof(got) - 1) > 0);
	close(file);
	assert_string_equal(got, "sep=;\r\nNamn;E-post \r\nA B;inte\r\n\"E\"\"F\";e@\r\n");
	assert_fails(service_import_write_rejects(plan, path, false, error), ERROR_CREATE,
		"is there already");
	assert_ok(service_import_write_rejects(plan, path, true, error));
	free(path);
	import_plan_destroy(plan);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(import__cell__is_cleaned_and_parsed),
		TEST(import__name__is_parted),
		TEST(import__bad_row__is_told_with_line_field_value_and_reason),
		TEST(import__long_cell__rejects_the_row),
		TEST(import__missing_column__stops_by_name),
		TEST(import__ambiguous_organisation__is_asked_about),
		TEST(import__unanswered_organisation__goes_to_review_with_its_text),
		TEST(import__habo__is_never_the_other_one),
		TEST(import__answer_beforehand__needs_no_question),
		TEST(import__twins_in_the_file__are_found),
		TEST(import__probable__becomes_what_was_chosen),
		TEST(import__the_same_file_again__adds_nobody),
		TEST(import__who_has_left__is_looked_at),
		TEST(import__protection__is_never_lost),
		TEST(import__target_group__sorts_and_decides_nothing),
		TEST(import__warnings__say_line_and_right_digit),
		TEST(import__run__is_one_step),
		TEST(import__twin_of_a_protected_person__is_not_named),
		TEST(import__needs__are_kept_apart_for_each_meeting_ahead),
		TEST(import__need_in_the_message__is_taken_out),
		TEST(import__needs_without_a_meeting__are_left_out_and_told),
		TEST(import__need_of_one_there__fills_in_and_never_twice),
		TEST(import__need_far_too_long__rejects_the_row),
		TEST(import__stopped__leaves_no_trace),
		TEST(import__overtaken__leaves_no_trace),
		TEST(import__explained_form__is_remembered),
		TEST(import__rejects__are_written_as_they_stood),
	};
	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
