/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a sheet shows of itself: wrapping, scrolling, the line that Enter would follow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "model/meeting.h"
#include "model/participant.h"
#include "tui/sheet.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Twenty lines of one row; every fourth leads to a meeting. */
static struct sheet ladder(void)
{
	struct sheet sheet = {0};
	for (int i = 0; i < 20; i++) {
		sheet_text(&sheet, ROLE_TEXT, "line");
		if (i % 4 == 0)
			sheet_link(&sheet, &meeting_entity, i + 1);
	}
	return sheet;
}

/* Lines as "kind label|text" for comparing. */
static char *picture(const struct sheet *sheet)
{
	static const char *const kinds[] = {"heading", "pair", "text", "blank"};
	struct buffer text = {0};
	for (size_t i = 0; i < sheet->count; i++) {
		const struct sheet_line *line = &sheet->lines[i];
		buffer_printf(&text, "%s %s|%s\n", kinds[line->kind],
			line->label ? line->label : "", line->text);
	}
	return buffer_take(&text);
}

static void sheet_line_rows__text__wraps_at_words(void **state)
{
	static const struct {
		const char *text;
		int width, rows;
	} cases[] = {
		{"one two three", 40, 1},
		{"one two three", 8, 2},                   /* seven columns and the one for marks */
		{"one two three", 6, 3},                   /* a word a row */
		{"onetwothree", 5, 3},                     /* a longer word is broken anywhere */
		{"åäö åäö", 8, 1},                         /* columns, not bytes */
		{"one\ntwo\n\nthree", 40, 4}, {"", 40, 1}, /* a line of nothing is a row */
		{"one two three", 1, 11},                  /* no room still ends */
	};
	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct sheet sheet = {0};
		sheet_text(&sheet, ROLE_TEXT, cases[i].text);
		int rows = sheet_line_rows(&sheet, 0, cases[i].width);
		if (rows != cases[i].rows)
			fail_msg("“%s” at %d takes %d rows, not %d", cases[i].text, cases[i].width,
				rows, cases[i].rows);
		sheet_finish(&sheet);
	}
}

static void sheet_line_rows__pair__wraps_beside_its_label(void **state)
{
	struct sheet sheet = {0};
	(void)state;
	sheet_pair(&sheet, "Label", ROLE_TEXT, "one two three");
	/* 29 columns: 5 for the label, 2 between, 22 for the value. */
	assert_int_equal(sheet_line_rows(&sheet, 0, 30), 1);
	/* 18 columns: 11 for the value. */
	assert_int_equal(sheet_line_rows(&sheet, 0, 19), 2);
	/* A long label takes a third at most, so the value keeps its room. */
	sheet_pair(&sheet, "A label that is much longer than that", ROLE_TEXT, "value");
	assert_int_equal(sheet_line_rows(&sheet, 0, 31), 1);
	assert_int_equal(sheet_line_rows(&sheet, 0, 19), 2);
	sheet_finish(&sheet);
}

static void sheet_line_rows__item__hangs_beside_its_own_mark(void **state)
{
	struct sheet sheet = {0};
	(void)state;
	sheet_pair(&sheet, "A long label", ROLE_TEXT, "value");
	sheet_item(&sheet, "-", 1, "one two three");
	/* 16 columns: 1 for the mark, 2 between, 13 for the text. */
	assert_int_equal(sheet_line_rows(&sheet, 1, 17), 1);
	assert_int_equal(sheet_line_rows(&sheet, 1, 16), 2);
	sheet_finish(&sheet);
}

static void sheet_pair__empty_value__is_left_out(void **state)
{
	struct sheet sheet = {0};
	(void)state;
	sheet_heading(&sheet, "First");
	sheet_pair(&sheet, "Empty", ROLE_TEXT, "");
	sheet_pair(&sheet, "Blank", ROLE_TEXT, " \t");
	sheet_pair(&sheet, "None", ROLE_TEXT, NULL);
	sheet_pair(&sheet, "Some", ROLE_TEXT, "value");
	sheet_heading(&sheet, "Second");
	char *text = picture(&sheet);
	assert_string_equal(text, "heading |First\npair Some|value\nblank |\nheading |Second\n");
	free(text);
	sheet_finish(&sheet);
}

static void sheet_link__empty_sheet__does_nothing(void **state)
{
	struct sheet sheet = {0};
	struct sheet_view view = {.selected = -1};
	(void)state;
	sheet_link(&sheet, &meeting_entity, 1);
	assert_false(sheet_select(&sheet, &view, 1));
	sheet_settle(&sheet, &view, 5, 20);
	assert_int_equal(view.rows, 0);
	assert_int_equal(view.top, 0);
	assert_int_equal(view.selected, -1);
	sheet_finish(&sheet);
}

static void sheet_link__pair_left_out__leaves_the_line_before(void **state)
{
	struct sheet sheet = {0};
	(void)state;
	sheet_text(&sheet, ROLE_TEXT, "before");
	sheet_link(&sheet, &meeting_entity, 7);
	sheet_pair(&sheet, "Empty", ROLE_TEXT, "");
	sheet_link(&sheet, &participant_entity, 0);
	assert_ptr_equal(sheet.lines[0].entity, &meeting_entity);
	assert_int_equal(sheet.lines[0].id, 7);
	sheet_pair(&sheet, "Some", ROLE_TEXT, "value");
	sheet_link(&sheet, &participant_entity, 3);
	assert_int_equal(sheet.lines[1].id, 3);
	sheet_finish(&sheet);
}

static void sheet_select__walks_the_links_only(void **state)
{
	struct sheet sheet = ladder();
	struct sheet_view view = {.selected = -1};
	(void)state;
	for (int i = 0; i < 20; i += 4) {
		assert_true(sheet_select(&sheet, &view, 1));
		assert_int_equal(view.selected, i);
	}
	assert_false(sheet_select(&sheet, &view, 1));
	assert_int_equal(view.selected, 16);
	for (int i = 12; i >= 0; i -= 4) {
		assert_true(sheet_select(&sheet, &view, -1));
		assert_int_equal(view.selected, i);
	}
	assert_false(sheet_select(&sheet, &view, -1));
	assert_int_equal(view.selected, 0);
	sheet_finish(&sheet);
}

static void sheet_settle__selected_line__is_brought_into_view(void **state)
{
	struct sheet sheet = ladder();
	struct sheet_view view = {.selected = -1};
	(void)state;
	while (sheet_select(&sheet, &view, 1)) {
		sheet_settle(&sheet, &view, 6, 30);
		assert_in_range(view.selected, view.top, view.top + 5);
	}
	assert_int_equal(view.rows, 20);
	assert_int_equal(view.top, 11);
	while (sheet_select(&sheet, &view, -1)) {
		sheet_settle(&sheet, &view, 6, 30);
		assert_in_range(view.selected, view.top, view.top + 5);
	}
	assert_int_equal(view.top, 0);
	sheet_finish(&sheet);
}

/* Keys may come faster than frames. */
static void sheet_scroll__before_the_first_frame__is_kept(void **state)
{
	struct sheet sheet = ladder();
	struct sheet_view view = {.selected = -1};
	(void)state;
	sheet_scroll(&sheet, &view, 1000, 0);
	sheet_settle(&sheet, &view, 6, 30);
	assert_int_equal(view.top, 14);
	sheet_finish(&sheet);
}

static void sheet_scroll__any_distance__stays_inside(void **state)
{
	static const struct {
		int rows, top;
	} steps[] = {{3, 3}, {-1, 2}, {-9, 0}, {13, 13}, {1, 14}, {5, 14}, {-14, 0}, {1000, 14},
		{-1000, 0}};
	struct sheet sheet = ladder();
	struct sheet_view view = {.selected = -1};
	(void)state;
	sheet_settle(&sheet, &view, 6, 30);
	for (size_t i = 0; i < LENGTH(steps); i++) {
		sheet_scroll(&sheet, &view, steps[i].rows, 6);
		assert_int_equal(view.top, steps[i].top);
		sheet_settle(&sheet, &view, 6, 30);
		assert_int_equal(view.top, steps[i].top);
		assert_int_equal(view.selected, -1);
	}
	sheet_scroll(&sheet, &view, 5, 50); /* all of it is seen */
	assert_int_equal(view.top, 0);
	sheet_finish(&sheet);
}

/* Scrolling is not taken back by the selected line: that one goes along. */
static void sheet_scroll__selected_line_left__the_next_in_view_is_selected(void **state)
{
	struct sheet sheet = ladder();
	struct sheet_view view = {.selected = -1};
	(void)state;
	sheet_select(&sheet, &view, 1);
	sheet_settle(&sheet, &view, 6, 30);
	sheet_scroll(&sheet, &view, 6, 6);
	sheet_settle(&sheet, &view, 6, 30);
	assert_int_equal(view.top, 6);
	assert_int_equal(view.selected, 8);
	sheet_scroll(&sheet, &view, 1, 6); /* still seen: still selected */
	sheet_settle(&sheet, &view, 6, 30);
	assert_int_equal(view.top, 7);
	assert_int_equal(view.selected, 8);
	sheet_select(&sheet, &view, -1); /* a step of the selection moves the view again */
	sheet_settle(&sheet, &view, 6, 30);
	assert_int_equal(view.selected, 4);
	assert_int_equal(view.top, 4);
	sheet_scroll(&sheet, &view, 1, 2); /* no link in these two rows: the selection stays */
	sheet_settle(&sheet, &view, 2, 30);
	assert_int_equal(view.top, 5);
	assert_int_equal(view.selected, 4);
	sheet_finish(&sheet);
}

static void sheet_settle__sheet_got_shorter__goes_up(void **state)
{
	struct sheet sheet = ladder(), small = {0};
	struct sheet_view view = {.selected = 16};
	(void)state;
	sheet_settle(&sheet, &view, 6, 30);
	assert_int_equal(view.top, 11);
	sheet_text(&small, ROLE_TEXT, "one");
	sheet_settle(&small, &view, 6, 30); /* the selected line is not there any more */
	assert_int_equal(view.top, 0);
	assert_int_equal(view.rows, 1);
	sheet_finish(&small);
	sheet_finish(&sheet);
}

static void sheet_settle__line_taller_than_the_view__shows_its_beginning(void **state)
{
	struct sheet sheet = {0};
	struct sheet_view view = {.selected = 1};
	(void)state;
	sheet_text(&sheet, ROLE_TEXT, "before");
	sheet_text(&sheet, ROLE_TEXT, "1\n2\n3\n4\n5\n6\n7\n8");
	sheet_link(&sheet, &meeting_entity, 1);
	sheet_settle(&sheet, &view, 3, 30);
	assert_int_equal(view.top, 1);
	sheet_finish(&sheet);
}

/* The rows that are counted are those of its lines, at every width. */
static void sheet_settle__every_width__counts_every_line(void **state)
{
	struct sheet sheet = {0};
	(void)state;
	sheet_heading(&sheet, "A heading of some words");
	sheet_pair(&sheet, "Label", ROLE_TEXT, "a value that is long enough to be wrapped");
	sheet_text(&sheet, ROLE_TEXT, "");
	sheet_text(&sheet, ROLE_TEXT, "A paragraph.\nWith a line of its own.");
	for (int width = 1; width <= 120; width++) {
		struct sheet_view view = {.selected = -1};
		int rows = 0;
		for (size_t i = 0; i < sheet.count; i++)
			rows += sheet_line_rows(&sheet, i, width);
		sheet_settle(&sheet, &view, 4, width);
		assert_int_equal(view.rows, rows);
	}
	sheet_finish(&sheet);
}

/* ---- a record as a sheet ---- */

static struct participant *someone(bool is_protected)
{
	struct participant *made = record_create(&participant_entity);
	made->given_name = xstrdup("Aina");
	made->family_name = xstrdup("Hemlig");
	made->email = xstrdup("aina@example.se");
	made->phone = xstrdup("070-1740605");
	made->title = xstrdup("Utredare");
	made->organisation = xstrdup("Exempelstad");
	made->note = xstrdup("A note.");
	made->is_protected = (struct number){.known = true, .value = is_protected};
	return made;
}

static char *sheet_of(const struct participant *participant)
{
	struct sheet sheet = {0};
	sheet_record(&sheet, &participant_entity, participant);
	char *text = picture(&sheet);
	sheet_finish(&sheet);
	return text;
}

static void sheet_record__tells_fields_then_notes(void **state)
{
	struct participant *participant = someone(false);
	char *text = sheet_of(participant);
	(void)state;
	assert_non_null(strstr(text, "|Aina\n"));
	assert_non_null(strstr(text, "|aina@example.se\n"));
	assert_non_null(strstr(text, "|Exempelstad\n"));
	assert_null(strstr(text, "|\npair")); /* nothing for what is unknown */
	const char *note = strstr(text, "text |A note.\n");
	assert_non_null(note);
	assert_string_equal(note, "text |A note.\n");
	free(text);
	record_destroy(&participant_entity, participant);
}

static void sheet_record__protected__tells_nothing_of_the_identity(void **state)
{
	static const char *const secrets[] = {"Aina", "Hemlig", "aina@", "070", "Utredare"};
	struct participant *participant = someone(true);
	char *text = sheet_of(participant);
	(void)state;
	for (size_t i = 0; i < LENGTH(secrets); i++) {
		if (strstr(text, secrets[i]))
			fail_msg("“%s” stands in\n%s", secrets[i], text);
	}
	assert_non_null(strstr(text, "|Exempelstad\n"));
	free(text);
	record_destroy(&participant_entity, participant);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sheet_line_rows__text__wraps_at_words),
		cmocka_unit_test(sheet_line_rows__pair__wraps_beside_its_label),
		cmocka_unit_test(sheet_line_rows__item__hangs_beside_its_own_mark),
		cmocka_unit_test(sheet_pair__empty_value__is_left_out),
		cmocka_unit_test(sheet_link__empty_sheet__does_nothing),
		cmocka_unit_test(sheet_link__pair_left_out__leaves_the_line_before),
		cmocka_unit_test(sheet_select__walks_the_links_only),
		cmocka_unit_test(sheet_settle__selected_line__is_brought_into_view),
		cmocka_unit_test(sheet_scroll__before_the_first_frame__is_kept),
		cmocka_unit_test(sheet_scroll__any_distance__stays_inside),
		cmocka_unit_test(sheet_scroll__selected_line_left__the_next_in_view_is_selected),
		cmocka_unit_test(sheet_settle__sheet_got_shorter__goes_up),
		cmocka_unit_test(sheet_settle__line_taller_than_the_view__shows_its_beginning),
		cmocka_unit_test(sheet_settle__every_width__counts_every_line),
		cmocka_unit_test(sheet_record__tells_fields_then_notes),
		cmocka_unit_test(sheet_record__protected__tells_nothing_of_the_identity),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
