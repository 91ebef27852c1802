/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists on paper: pages, columns, and names that would rather be something else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/signinsheet.h"

static const struct meeting *september(void)
{
	static char place[] = "Stockholm";
	static const struct meeting meeting = {
		.date = {.known = true, .value = 19626}, .place = place}; /* 2023-09-26 */
	return &meeting;
}

static void add(struct signin_sheet *sheet, const char *code, const char *name, const char *of)
{
	struct signin_row *row = signin_sheet_add(sheet);
	row->code = xstrdup(code);
	row->name = xstrdup(name);
	row->organisation = xstrdup(of);
}

static size_t count(const char *text, const char *what)
{
	size_t found = 0;
	for (; (text = strstr(text, what)); text++)
		found++;
	return found;
}

static void sheet__text__is_columns_on_pages(void **state)
{
	(void)state;
	struct signin_sheet sheet = {.meeting = september()};
	for (int i = 0; i < 60; i++)
		add(&sheet, "07-6",
			i ? "Öberg, Åsa" : "Ett efternamn som är alldeles för långt, Åsa",
			"Västra Götalandsregionen och mer därtill");
	char *text = signin_sheet_text(&sheet);
	assert_int_equal(count(text, "\f"), 2);
	assert_int_equal(count(text, "Underskrift\n"), 3);
	assert_non_null(strstr(text, "Närvarolista 26 september 2023 · Stockholm · sida 3 av 3\n"));
	assert_non_null(
		strstr(text, "07-6   Öberg, Åsa               Västra Götalandsregione… ____"));
	char *rest = text, *line;
	size_t rows = 0;
	while ((line = strsep(&rest, "\n"))) {
		rows = *line == '\f' ? 1 : rows + 1;
		assert_true(text_width(*line == '\f' ? line + 1 : line) <= 76);
		assert_true(rows <= 60); /* a page of A4 has 66 lines */
	}
	free(text);
	signin_sheet_finish(&sheet);
}

static void sheet__names__have_no_codes(void **state)
{
	(void)state;
	struct signin_sheet sheet = {.meeting = september(), .names = true};
	add(&sheet, NULL, "Öberg, Åsa", NULL);
	char *text = signin_sheet_text(&sheet), *html = signin_sheet_html(&sheet);
	assert_string_equal(text, "Deltagare 26 september 2023 · Stockholm\n\n"
				  "Namn                     Organisation\nÖberg, Åsa\n");
	assert_null(strstr(html, "Kod"));
	assert_null(strstr(html, "Underskrift"));
	assert_non_null(strstr(html, "<td>Öberg, Åsa</td><td></td>"));
	free(text);
	free(html);
	signin_sheet_finish(&sheet);
}

static void sheet__empty__is_still_a_sheet(void **state)
{
	(void)state;
	struct signin_sheet sheet = {.meeting = september()};
	char *text = signin_sheet_text(&sheet), *html = signin_sheet_html(&sheet);
	assert_non_null(strstr(text, "Kod    Namn"));
	assert_non_null(strstr(html, "<tbody>\n</tbody>"));
	free(text);
	free(html);
}

static void sheet__hostile_name__is_a_name(void **state)
{
	(void)state;
	struct signin_sheet sheet = {.meeting = september()};
	add(&sheet, "07-6", "</td><img src=x onerror=alert(1)>\033[31m\n\f\u202eÅsa", "\"&'");
	char *text = signin_sheet_text(&sheet), *html = signin_sheet_html(&sheet);
	assert_null(strstr(html, "<img"));
	assert_non_null(strstr(html, "&lt;img src=x"));
	assert_non_null(strstr(html, "&quot;&amp;'"));
	for (size_t i = 0; i < 2; i++) {
		const char *made = i ? html : text;
		assert_null(strchr(made, '\033'));
		assert_null(strchr(made, '\f'));
		assert_null(strstr(made, "\u202e"));
	}
	free(text);
	free(html);
	signin_sheet_finish(&sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sheet__text__is_columns_on_pages),
		cmocka_unit_test(sheet__names__have_no_codes),
		cmocka_unit_test(sheet__empty__is_still_a_sheet),
		cmocka_unit_test(sheet__hostile_name__is_a_name),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
