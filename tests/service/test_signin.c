/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet at the door: codes that last, and codes that are typed in. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/attendance.h"
#include "service/signin.h"

#define DAY "2023-09-26T09:00"

static void make_sheet(
	struct house *house, bool names, enum signin_format format, struct signin_result *result)
{
	struct signin_order order = {
		.meeting = SEPTEMBER, .names = names, .format = format, .out = "-", .write = true};
	assert_ok(service_signin_sheet(&house->service, &order, result, error));
}

/* The code of a participant as it stands on paper; owned by the caller. */
static char *code_of(struct house *house, int64_t participant)
{
	struct signin_codes codes;
	char *code = NULL;
	assert_ok(service_signin_codes(&house->service, SEPTEMBER, &codes, error));
	for (size_t i = 0; i < codes.rows.count; i++) {
		const struct signin_code *row = record_set_at(&codes.rows, i);
		if (row->participant.value == participant)
			code = signin_format(row->number.value, codes.width);
	}
	signin_codes_finish(&codes);
	assert_non_null(code);
	return code;
}

static void sheet__codes__follow_swedish_order_and_stay(void **state)
{
	struct house *house = *state;
	struct signin_result result;
	make_sheet(house, false, SIGNIN_TEXT, &result);
	assert_int_equal(result.people, 18);
	assert_int_equal(result.fresh, 18);
	assert_int_equal(result.is_hidden, 1);
	assert_non_null(strstr(result.bytes, "01-3   Ahlström, Karin"));
	assert_non_null(strstr(result.bytes, "18-2   Öberg, Åsa"));
	signin_result_finish(&result);
	/* Somebody whose name comes first comes last: the printed codes are what they are. */
	int64_t late = ADD_PARTICIPANT(house, {"given_name", "Anna"}, {"family_name", "Aas"},
		{"email", "anna@lund.example"}, {"organisation", "Lunds kommun"});
	enter(house, &participant_entity, late, PARTICIPANT_ADMITTED, NULL);
	make_sheet(house, false, SIGNIN_TEXT, &result);
	assert_int_equal(result.fresh, 1);
	char *first = strstr(result.bytes, "19-6   Aas, Anna");
	assert_non_null(first);
	assert_true(first < strstr(result.bytes, "01-3   Ahlström, Karin"));
	signin_result_finish(&result);
	/* Whoever leaves keeps the number: it is never given to somebody else. */
	enter(house, &participant_entity, late, PARTICIPANT_WITHDRAWN, "Flyttar");
	int64_t next = ADD_PARTICIPANT(house, {"given_name", "Bo"}, {"family_name", "Aas"},
		{"email", "bo@lund.example"}, {"organisation", "Lunds kommun"});
	enter(house, &participant_entity, next, PARTICIPANT_ADMITTED, NULL);
	make_sheet(house, false, SIGNIN_TEXT, &result);
	assert_null(strstr(result.bytes, "Anna"));
	assert_null(strstr(result.bytes, "19-6"));
	assert_non_null(strstr(result.bytes, "20-7   Aas, Bo"));
	signin_result_finish(&result);
	assert_sound(house);
}

static void sheet__protected__stands_as_a_code(void **state)
{
	struct house *house = *state;
	struct signin_result result;
	char *name = look(house, &participant_entity, HIDDEN, "family_name");
	for (enum signin_format format = SIGNIN_TEXT; format <= SIGNIN_HTML; format++) {
		make_sheet(house, false, format, &result);
		assert_non_null(strstr(result.bytes, "Skyddad"));
		assert_null(strstr(result.bytes, name));
		signin_result_finish(&result);
	}
	free(name);
	assert_int_equal(read_integer(house,
				 "SELECT count(*) FROM disclosed_person WHERE participant_id = 16"),
		0);
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM disclosure WHERE what = 'sign-in'"
				    " AND purpose = 'administration' AND people = 17"),
		2);
}

static void sheet__html__is_whole_and_harmless(void **state)
{
	struct house *house = *state;
	struct signin_result result;
	set(house, &participant_entity, HABO, "family_name", "<script>&\"x\"");
	make_sheet(house, false, SIGNIN_HTML, &result);
	assert_non_null(strstr(result.bytes, "<html lang=\"sv\">"));
	assert_non_null(strstr(result.bytes, "@page { size: A4"));
	assert_non_null(strstr(result.bytes, "table-header-group"));
	assert_non_null(strstr(result.bytes, "&lt;script&gt;&amp;&quot;x&quot;, Per"));
	assert_null(strstr(result.bytes, "<script"));
	assert_null(strstr(result.bytes, "http"));
	assert_null(strstr(result.bytes, "src="));
	assert_null(strstr(result.bytes, "url("));
	assert_string_equal(result.file, "narvarolista-2023-09-26.html");
	signin_result_finish(&result);
}

static void sheet__names__are_those_who_have_agreed(void **state)
{
	struct house *house = *state;
	struct signin_result result;
	set(house, &participant_entity, HABO, "list_consent", "participants");
	make_sheet(house, true, SIGNIN_TEXT, &result);
	assert_int_equal(result.people, 1);
	assert_int_equal(result.left_out, 17);
	assert_non_null(strstr(result.bytes, "Håkansson, Per"));
	assert_null(strstr(result.bytes, "Öberg"));
	signin_result_finish(&result);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM signin_code"), 0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM disclosure WHERE what = 'names'"
					     " AND purpose = 'sharing' AND people = 1"),
		1);
}

static void sheet__preview__writes_nothing(void **state)
{
	struct house *house = *state;
	struct signin_order order = {.meeting = SEPTEMBER, .out = "-"};
	struct signin_result result;
	int64_t actions = count_actions(house);
	assert_ok(service_signin_sheet(&house->service, &order, &result, error));
	assert_non_null(strstr(result.preview, "18-2   Öberg, Åsa"));
	signin_result_finish(&result);
	assert_int_equal(count_actions(house), actions);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM signin_code"), 0);
}

static void sheet__file_that_is_there__keeps_everything(void **state)
{
	struct house *house = *state;
	struct signin_order order = {.meeting = SEPTEMBER, .out = NULL, .write = true};
	struct signin_result result;
	write_out(house, "sheet.txt", "mine");
	char *path = xasprintf("%s/sheet.txt", house->out);
	order.out = path;
	assert_fails(service_signin_sheet(&house->service, &order, &result, error), ERROR_CREATE,
		"sheet.txt");
	char *text = read_out(house, "sheet.txt");
	assert_string_equal(text, "mine");
	free(text);
	free(path);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM signin_code"), 0);
	assert_int_equal(read_integer(house, "SELECT count(*) FROM disclosure"), 0);
}

static void sheet__no_day__is_refused(void **state)
{
	struct house *house = *state;
	struct signin_order order = {.meeting = SEMINAR, .out = "-"};
	struct signin_result result;
	assert_fails(service_signin_sheet(&house->service, &order, &result, error), ERROR_REFUSED,
		"no date");
	enter(house, &meeting_entity, OCTOBER, MEETING_CANCELLED, "Sjukdom");
	order.meeting = OCTOBER;
	assert_fails(service_signin_sheet(&house->service, &order, &result, error), ERROR_REFUSED,
		"cancelled");
}

/* ---- codes ---- */

static void codes__right_ones__are_noted_as_one_step(void **state)
{
	struct house *house = *state;
	struct signin_result result;
	struct signin_noted noted;
	struct number usual = {0};
	house_restart(house, DAY);
	make_sheet(house, false, SIGNIN_TEXT, &result);
	signin_result_finish(&result);
	int64_t actions = count_actions(house);
	assert_ok(service_attend_codes(
		&house->service, SEPTEMBER, "01-3, 182 183\n281 0182;x 770", usual, &noted, error));
	assert_int_equal(noted.count, 2); /* said twice is said once */
	assert_int_equal(noted.fault_count, 4);
	assert_string_equal(noted.faults[0].text, "183");
	assert_non_null(strstr(noted.faults[0].sentence, "check digit"));
	assert_string_equal(noted.faults[1].text, "281"); /* 1 and 8 have changed places */
	assert_non_null(strstr(noted.faults[1].sentence, "check digit"));
	assert_non_null(strstr(noted.faults[2].sentence, "no code"));
	signin_noted_finish(&noted);
	assert_int_equal(count_actions(house), actions + 1);
	assert_int_equal(read_integer(house,
				 "SELECT count(*) FROM attendance WHERE attendance = 'attended'"),
		2);
	undo(house, "2 participants");
	assert_int_equal(
		read_integer(house, "SELECT count(*) FROM attendance WHERE attendance IS NOT NULL"),
		0);
}

static void codes__nobody_has__are_told(void **state)
{
	struct house *house = *state;
	struct signin_result result;
	struct signin_noted noted;
	struct number usual = {0};
	house_restart(house, DAY);
	assert_ok(service_attend_codes(&house->service, SEPTEMBER, "013", usual, &noted, error));
	assert_int_equal(noted.count, 0);
	assert_non_null(strstr(noted.faults[0].sentence, "no sign-in sheet"));
	signin_noted_finish(&noted);
	make_sheet(house, false, SIGNIN_TEXT, &result);
	signin_result_finish(&result);
	char *unknown = signin_format(50, 2), *left = code_of(house, HABO);
	enter(house, &participant_entity, HABO, PARTICIPANT_WITHDRAWN, "Flyttar");
	char *both = xasprintf("%s %s", unknown, left);
	assert_ok(service_attend_codes(&house->service, SEPTEMBER, both, usual, &noted, error));
	assert_int_equal(noted.count, 0);
	assert_int_equal(noted.fault_count, 2);
	assert_non_null(strstr(noted.faults[0].sentence, "nobody has this code"));
	assert_non_null(strstr(noted.faults[1].sentence, "does not belong"));
	signin_noted_finish(&noted);
	free(both);
	free(unknown);
	free(left);
}

static void codes__before_the_day__are_refused(void **state)
{
	struct house *house = *state;
	struct signin_noted noted;
	struct number usual = {0};
	assert_fails(service_attend_codes(&house->service, SEPTEMBER, "013", usual, &noted, error),
		ERROR_REFUSED, "from the day of the meeting");
}

static void codes__number__is_one_persons(void **state)
{
	struct house *house = *state;
	struct signin_result result;
	make_sheet(house, false, SIGNIN_TEXT, &result);
	signin_result_finish(&result);
	refuse_sql(house, "UPDATE signin_code SET number = 2 WHERE number = 1", "UNIQUE");
	refuse_sql(house, "UPDATE signin_code SET participant_id = 3 WHERE number = 1", "UNIQUE");
}

/* ---- who came ---- */

static void attendance_file__swedish_order_without_the_protected(void **state)
{
	struct house *house = *state;
	struct signin_order order = {.meeting = SEPTEMBER, .out = "-", .write = true};
	struct signin_result result;
	static const char *const names[] = {"Vallin", "Wallin", "Åkerlund", "Ängström", "Öberg"};
	assert_fails(service_attendance_file(&house->service, &order, &result, error),
		ERROR_REFUSED, "from the day of the meeting");
	house_restart(house, DAY);
	assert_ok(service_attendance_file(&house->service, &order, &result, error));
	const char *last = result.preview;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const char *at = strstr(result.preview, names[i]);
		assert_non_null(at);
		assert_true(at > last);
		last = at;
	}
	char *name = look(house, &participant_entity, HIDDEN, "family_name");
	assert_null(strstr(result.preview, name));
	assert_non_null(strstr(result.preview, "Protected no. 16;;"));
	free(name);
	signin_result_finish(&result);
	assert_int_equal(read_integer(house, "SELECT people FROM disclosure"), 17);
}

int main(void)
{
	i18n_init("en");
#define TEST(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)
	const struct CMUnitTest tests[] = {
		TEST(sheet__codes__follow_swedish_order_and_stay),
		TEST(sheet__protected__stands_as_a_code),
		TEST(sheet__html__is_whole_and_harmless),
		TEST(sheet__names__are_those_who_have_agreed),
		TEST(sheet__preview__writes_nothing),
		TEST(sheet__file_that_is_there__keeps_everything),
		TEST(sheet__no_day__is_refused),
		TEST(codes__right_ones__are_noted_as_one_step),
		TEST(codes__nobody_has__are_told),
		TEST(codes__before_the_day__are_refused),
		TEST(codes__number__is_one_persons),
		TEST(attendance_file__swedish_order_without_the_protected),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("service sign-in", tests, NULL, NULL);
}
