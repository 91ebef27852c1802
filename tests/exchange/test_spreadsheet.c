/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables on their way to a spreadsheet: byte by byte, and nothing that computes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "exchange/file.h"
#include "exchange/spreadsheet.h"
#include "harness/scratch.h"
#include "model/network.h"

#define MARK "\xef\xbb\xbf"

/* The only cell of a sheet with this text, as CSV. Owned by the caller. */
static char *cell_of(const char *text)
{
	struct spreadsheet *sheet = spreadsheet_create("one");
	spreadsheet_add_column(sheet, "H", CELL_TEXT);
	spreadsheet_add_row(sheet);
	spreadsheet_set_text(sheet, 0, text);
	struct error error = {0};
	size_t length = 0;
	char *csv = spreadsheet_to_csv(sheet, CSV_UTF8, &length, &error);
	spreadsheet_destroy(sheet);
	assert_non_null(csv);
	assert_memory_equal(csv, MARK "H\r\n", 6);
	assert_string_equal(csv + length - 2, "\r\n");
	char *cell = xstrndup(csv + 6, length - 8);
	free(csv);
	return cell;
}

static void test_texts(void **state)
{
	static const struct {
		const char *text;
		const char *cell;
	} table[] = {
		{"Åsa Öberg", "Åsa Öberg"},
		{NULL, ""},
		{"", ""},
		{"007001", "007001"},
		{"a;b", "\"a;b\""},
		{"say \"hej\"", "\"say \"\"hej\"\"\""},
		{"two\nlines", "\"two\nlines\""},
		{"two\r\nlines", "\"two\nlines\""},
		{" held ", "\" held \""},
		{"a,b", "a,b"},
		/* X13: what a spreadsheet would compute */
		{"=M-4711", "'=M-4711"},
		{"=1+1;2", "\"'=1+1;2\""},
		{"+46 8 123 45 01", "'+46 8 123 45 01"},
		{"-1", "'-1"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "\"' =1\""},
		{"\r=1", "\"'\n=1\""},
		{"\n=1", "\"'\n=1\""},
		{"＝1+1", "'＝1+1"},
		{"\xe2\x80\x8b=1", "'=1"}, /* an invisible character does not hide it */
		{"a=1", "a=1"},
		{"'=1", "'=1"},
		/* not for any eye */
		{"a\x1b[31mb", NULL},
		{"a\xe2\x80\xae"
		 "b",
			NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		char *cell = cell_of(table[i].text);
		if (table[i].cell)
			assert_string_equal(cell, table[i].cell);
		assert_null(strchr(cell, '\x1b'));
		assert_null(strstr(cell, "\xe2\x80\xae"));
		free(cell);
	}
}

static struct spreadsheet *numbers(void)
{
	struct spreadsheet *sheet = spreadsheet_create("numbers");
	spreadsheet_add_column(sheet, "Antal", CELL_INTEGER);
	spreadsheet_add_column(sheet, "Belopp", CELL_MONEY);
	spreadsheet_add_column(sheet, "Datum", CELL_DATE);
	static const struct {
		int64_t count, money, date;
	} rows[] = {{1, 120000, 19632}, {-1, -120000, 0}, {0, 5, -1}, {0, -5, 19632},
		{1, INT64_MIN, 19632}, {1, INT64_MAX, 19632}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		spreadsheet_add_row(sheet);
		spreadsheet_set_number(sheet, 0, rows[i].count);
		spreadsheet_set_number(sheet, 1, rows[i].money);
		spreadsheet_set_number(sheet, 2, rows[i].date);
	}
	spreadsheet_add_sum_row(sheet);
	spreadsheet_set_text(sheet, 0, "Summa");
	return sheet;
}

static void test_numbers(void **state)
{
	static const char expected[] = MARK "Antal;Belopp;Datum\r\n"
					    "1;1200,00;2023-10-02\r\n"
					    "-1;-1200,00;1970-01-01\r\n"
					    "0;0,05;1969-12-31\r\n"
					    "0;-0,05;2023-10-02\r\n"
					    "1;-92233720368547758,08;2023-10-02\r\n"
					    "1;92233720368547758,07;2023-10-02\r\n"
					    "Summa;;\r\n";
	struct spreadsheet *sheet = numbers();
	struct error error = {0};
	size_t length = 0;
	(void)state;
	char *csv = spreadsheet_to_csv(sheet, CSV_UTF8, &length, &error);
	assert_int_equal(length, sizeof(expected) - 1);
	assert_memory_equal(csv, expected, length);
	free(csv);
	char *preview = spreadsheet_preview(sheet, 3);
	assert_string_equal(
		preview, "Antal;Belopp;Datum\n1;1200,00;2023-10-02\n-1;-1200,00;1970-01-01\n");
	free(preview);
	preview = spreadsheet_preview(sheet, 40);
	assert_non_null(strstr(preview, "Summa;;\n"));
	free(preview);
	assert_int_equal(spreadsheet_rows(sheet), 7);
	spreadsheet_destroy(sheet);
}

static struct spreadsheet *texts(const char *const *values, size_t count)
{
	struct spreadsheet *sheet = spreadsheet_create("texts");
	spreadsheet_add_column(sheet, "Efternamn", CELL_TEXT);
	for (size_t i = 0; i < count; i++) {
		spreadsheet_add_row(sheet);
		spreadsheet_set_text(sheet, 0, values[i]);
	}
	return sheet;
}

static void test_windows_1252(void **state)
{
	static const char *const values[] = {"Åkesson", "Łuczak – “€”", "Ďuriš", "Ÿ…•"};
	struct error error = {0};
	size_t length = 0;
	(void)state;
	struct spreadsheet *sheet = texts(values, 4);
	assert_null(spreadsheet_to_csv(sheet, CSV_WINDOWS_1252, &length, &error));
	assert_int_equal(error.kind, ERROR_DATA);
	assert_non_null(strstr(error.message, "“Ł” (line 3, Efternamn), “Ď” (line 4, Efternamn)"));
	assert_null(strstr(error.message, "š"));
	error_finish(&error);
	spreadsheet_destroy(sheet);

	static const char *const good[] = {"Åkesson", "– “€”", "š", "Ÿ…•"};
	static const char expected[] =
		"Efternamn\r\n\xc5kesson\r\n\x96 \x93\x80\x94\r\n\x9a\r\n\x9f\x85\x95\r\n";
	sheet = texts(good, 4);
	char *csv = spreadsheet_to_csv(sheet, CSV_WINDOWS_1252, &length, &error);
	assert_int_equal(length, sizeof(expected) - 1);
	assert_memory_equal(csv, expected, length);
	free(csv);
	spreadsheet_destroy(sheet);

	/* Many: some by name, all by count, and nothing is written. */
	static const char *const many[] = {"ŁŁŁŁŁ", "ŁŁŁŁŁ"};
	sheet = texts(many, 2);
	char *folder = scratch_create();
	char *path = xasprintf("%s/list.csv", folder);
	assert_false(spreadsheet_write_csv(sheet, CSV_WINDOWS_1252, path, false, &error));
	assert_non_null(strstr(error.message, "10 characters"));
	struct stat status;
	assert_int_not_equal(stat(path, &status), 0);
	error_finish(&error);
	spreadsheet_destroy(sheet);
	free(path);
	scratch_destroy(folder);
}

static void test_encoding_names(void **state)
{
	enum csv_encoding encoding = CSV_UTF8;
	(void)state;
	assert_true(csv_encoding_of("windows-1252", &encoding));
	assert_int_equal(encoding, CSV_WINDOWS_1252);
	assert_true(csv_encoding_of("UTF-8", &encoding));
	assert_int_equal(encoding, CSV_UTF8);
	assert_false(csv_encoding_of("ebcdic", &encoding));
}

/* The same table at the same time is the same file, and nobody else may read it. */
static void test_files(void **state)
{
	struct clock clock = {.fixed = true, .fixed_at = 1696233600};
	struct spreadsheet *sheet = numbers();
	struct error error = {0};
	char *folder = scratch_create();
	char *path = xasprintf("%s/list.xlsx", folder);
	size_t first_length = 0, second_length = 0;
	struct stat status;
	(void)state;
	char *first = spreadsheet_to_xlsx(sheet, &clock, &first_length, &error);
	char *second = spreadsheet_to_xlsx(sheet, &clock, &second_length, &error);
	assert_non_null(first);
	assert_non_null(second);
	assert_memory_equal(first, "PK", 2);
	assert_int_equal(first_length, second_length);
	assert_memory_equal(first, second, first_length);

	assert_true(spreadsheet_write_xlsx(sheet, &clock, path, false, &error));
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 07777, 0600);
	assert_int_equal(status.st_size, first_length);
	assert_false(spreadsheet_write_xlsx(sheet, &clock, path, false, &error));
	assert_int_equal(error.kind, ERROR_CREATE);
	error_finish(&error);
	assert_true(spreadsheet_write_xlsx(sheet, &clock, path, true, &error));
	free(first);
	free(second);
	free(path);
	scratch_destroy(folder);
	spreadsheet_destroy(sheet);
}

/* Columns by the description of a record. */
static void test_fields(void **state)
{
	struct network network = {.fee = {.known = true, .value = 120000},
		.starts_on = {.known = true, .value = 19632},
		.vat = {.known = true, .value = NETWORK_VAT_ADDED}};
	static const char *const names[] = {"name", "fee", "starts_on", "vat", "ends_on"};
	struct spreadsheet *sheet = spreadsheet_create("network");
	(void)state;
	network.name = xstrdup("=Nätverket");
	for (size_t i = 0; i < 5; i++)
		spreadsheet_add_field(sheet, entity_field(&network_entity, names[i]));
	spreadsheet_add_row(sheet);
	for (size_t i = 0; i < 5; i++)
		spreadsheet_set_field(sheet, i, entity_field(&network_entity, names[i]), &network);
	char *preview = spreadsheet_preview(sheet, 2);
	char *vat = field_display(entity_field(&network_entity, "vat"), &network);
	char *line = xasprintf("'=Nätverket;1200,00;2023-10-02;%s;\n", vat);
	assert_string_equal(strchr(preview, '\n') + 1, line);
	free(line);
	free(vat);
	free(preview);
	spreadsheet_destroy(sheet);
	record_finish(&network_entity, &network);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_windows_1252),
		cmocka_unit_test(test_encoding_names),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_fields),
	};
	setlocale(LC_ALL, "C.UTF-8");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
