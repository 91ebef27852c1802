/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "exchange/csv/csvfile.h"

#define COUNT_OF(table) (sizeof(table) / sizeof(*(table)))
#define BYTES(text) (text), sizeof(text) - 1

/* All cells of a file in one line: "header|header/cell|cell". */
static char *tell(const struct csvfile *file)
{
	struct buffer text = {0};
	for (size_t i = 0; i <= file->row_count; i++) {
		const struct csv_row *row = i ? &file->rows[i - 1] : &file->header;
		for (size_t j = 0; j < row->cell_count; j++)
			buffer_printf(&text, "%s%s", j ? "|" : i ? "/" : "", row->cells[j]);
	}
	return buffer_take(&text);
}

struct reading {
	const char *name;
	const char *bytes;
	size_t length;
	struct csv_dialect dialect;
	const char *cells;
};

static const struct reading readings[] = {
	{"utf-8", BYTES("a;b\nÅsa;Öberg\n"), {CSV_UTF8, false, ';', CSV_ENDS_LF, false},
		"a|b/Åsa|Öberg"},
	{"mark",
		BYTES("\xef\xbb\xbf"
		      "a;b\r\nÅ;ö\r\n"),
		{CSV_UTF8, true, ';', CSV_ENDS_CRLF, false}, "a|b/Å|ö"},
	{"decomposed", BYTES("a;b\nA\xcc\x8asa;O\xcc\x88\n"),
		{CSV_UTF8, false, ';', CSV_ENDS_LF, false}, "a|b/Åsa|Ö"},
	{"windows", BYTES("a;b\r\n\xc5sa;\x80\x93\r\n"),
		{CSV_WINDOWS_1252, false, ';', CSV_ENDS_CRLF, false}, "a|b/Åsa|€“"},
	{"windows that looks like it", BYTES("a;b\n\xc3\xa5;\xe4\xf6\n"),
		{CSV_WINDOWS_1252, false, ';', CSV_ENDS_LF, false}, "a|b/Ã¥|äö"},
	{"utf-16 little",
		BYTES("\xff\xfe"
		      "a\0;\0b\0\n\0\xc5\0;\0\x3d\xd8\x00\xde\n\0"),
		{CSV_UTF16_LITTLE, true, ';', CSV_ENDS_LF, false}, "a|b/Å|😀"},
	{"utf-16 big",
		BYTES("\xfe\xff"
		      "\0a\0;\0b\0\n\0\xc5\0;\0x\0\n"),
		{CSV_UTF16_BIG, true, ';', CSV_ENDS_LF, false}, "a|b/Å|x"},
	{"utf-16 without mark", BYTES("a\0;\0b\0\n\0x\0;\0y\0"),
		{CSV_UTF16_LITTLE, false, ';', CSV_ENDS_LF, false}, "a|b/x|y"},
	{"tab", BYTES("a\tb\nx;1\ty\n"), {CSV_UTF8, false, '\t', CSV_ENDS_LF, false}, "a|b/x;1|y"},
	{"comma", BYTES("a,b\n1,2\n"), {CSV_UTF8, false, ',', CSV_ENDS_LF, false}, "a|b/1|2"},
	{"commas in cells", BYTES("a;b\nx, y;1,5\nz, w, v;2,5\n"),
		{CSV_UTF8, false, ';', CSV_ENDS_LF, false}, "a|b/x, y|1,5/z, w, v|2,5"},
	{"semicolons in quotes", BYTES("a,b\n\"x;y\",\"z;\"\n"),
		{CSV_UTF8, false, ',', CSV_ENDS_LF, false}, "a|b/x;y|z;"},
	{"one column", BYTES("e-post\na@b.se\n"), {CSV_UTF8, false, ';', CSV_ENDS_LF, false},
		"e-post/a@b.se"},
	{"carriage returns", BYTES("a;b\r1;2\r3;4"), {CSV_UTF8, false, ';', CSV_ENDS_CR, false},
		"a|b/1|2/3|4"},
	{"sep", BYTES("sep=,\r\na,b;c\r\n1,2\r\n"), {CSV_UTF8, false, ',', CSV_ENDS_CRLF, true},
		"a|b;c/1|2"},
	{"sep tab", BYTES("SEP=\t\na\tb\n1\t2\n"), {CSV_UTF8, false, '\t', CSV_ENDS_LF, true},
		"a|b/1|2"},
	{"no sep", BYTES("sep=;x;y\n1;2\n"), {CSV_UTF8, false, ';', CSV_ENDS_LF, false},
		"sep=|x|y/1|2"},
	{"line end in quotes", BYTES("a;b\r\n\"x\r\ny\";\"say \"\"hi\"\"\"\r\n"),
		{CSV_UTF8, false, ';', CSV_ENDS_CRLF, false}, "a|b/x\r\ny|say \"hi\""},
	{"quotes inside", BYTES("a;b\n5\" skärm;x\n"), {CSV_UTF8, false, ';', CSV_ENDS_LF, false},
		"a|b/5\" skärm|x"},
	{"blank lines", BYTES("\n\na;b\n\n;;;\n1;2\n\n"),
		{CSV_UTF8, false, ';', CSV_ENDS_LF, false}, "a|b/1|2"},
	{"padding", BYTES("a;b;;\n1;2;;\n3;4\n"), {CSV_UTF8, false, ';', CSV_ENDS_LF, false},
		"a|b/1|2/3|4"},
	{"too many cells", BYTES("a;b\n1;2;3\n4\n"), {CSV_UTF8, false, ';', CSV_ENDS_LF, false},
		"a|b/1|2|3/4"},
};

static void test_dialects_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(readings); i++) {
		const struct reading *at = &readings[i];
		struct csvfile file;
		struct error error = {0};
		if (!csvfile_parse(&file, at->bytes, at->length, "f.csv", &error))
			fail_msg("%s: %s", at->name, error.message);
		char *cells = tell(&file);
		if (strcmp(cells, at->cells) != 0)
			fail_msg("%s: %s", at->name, cells);
		if (file.dialect.encoding != at->dialect.encoding ||
			file.dialect.mark != at->dialect.mark ||
			file.dialect.delimiter != at->dialect.delimiter ||
			file.dialect.line_end != at->dialect.line_end ||
			file.dialect.told != at->dialect.told)
			fail_msg("%s: another dialect", at->name);
		free(cells);
		csvfile_finish(&file);
	}
}

static void test_rows_know_their_line(void **state)
{
	(void)state;
	struct csvfile file;
	struct error error = {0};
	static const char text[] = "sep=;\n\na;b\n\"1\n\n1\";2\n\n3;4\n5;6";
	static const size_t lines[] = {4, 8, 9};
	assert_true(csvfile_parse(&file, BYTES(text), "f.csv", &error));
	assert_int_equal(file.header.line, 3);
	assert_int_equal(file.row_count, COUNT_OF(lines));
	for (size_t i = 0; i < COUNT_OF(lines); i++)
		assert_int_equal(file.rows[i].line, lines[i]);
	csvfile_finish(&file);
}

struct refusal {
	const char *bytes;
	size_t length;
	const char *sentence;
};

static const struct refusal refusals[] = {
	{BYTES(""), "f.csv is empty."},
	{BYTES("\xef\xbb\xbf"), "f.csv is empty."},
	{BYTES("\n\n;;\n"), "f.csv is empty."},
	{BYTES("a;b\n"), "f.csv has a header and no rows under it."},
	{BYTES("a;b"), "f.csv has a header and no rows under it."},
	{BYTES("a;b\n;\n"), "f.csv has a header and no rows under it."},
	{BYTES("PK\x03\x04 and so on"),
		"f.csv is a workbook, not a CSV file: open it and save it as CSV."},
	{BYTES("\xd0\xcf\x11\xe0\xa1\xb1"),
		"f.csv is a workbook, not a CSV file: open it and save it as CSV."},
	{BYTES("a;b\n\0\1\2;\0x\n"), "f.csv is not a text file: export the sign-ups as CSV."},
	{BYTES("\1\2\3\4\5\6\7\1\2\3abc"), "f.csv is not a text file: export the sign-ups as CSV."},
	{BYTES("a;b\n1;2\n\"cut;4\n5;6\n"),
		"f.csv is cut off: the quotation mark that opens on line 3 is never closed."},
	{BYTES("\xff\xfe"
	       "a\0;\0b"),
		"f.csv is cut off: it ends in the middle of a character. Fetch it again."},
	{BYTES("\xef\xbb\xbf"
	       "a;b\n\xc5;x\n"),
		"Line 2 of f.csv is not UTF-8 as the rest is: export it again, as CSV UTF-8."},
	{BYTES("a;b\r\nÅsa;Öberg\r\nÅke;\xd6st\r\nÅ;Ä\r\n"),
		"Line 3 of f.csv is not UTF-8 as the rest is: export it again, as CSV UTF-8."},
	{BYTES("a;b\nÅsa;Öberg\nÅke;\xc3"),
		"f.csv is cut off: it ends in the middle of a character. Fetch it again."},
};

static void test_what_is_no_list_is_refused(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(refusals); i++) {
		struct csvfile file;
		struct error error = {0};
		assert_false(csvfile_parse(
			&file, refusals[i].bytes, refusals[i].length, "f.csv", &error));
		assert_int_equal(error.kind, ERROR_DATA);
		assert_string_equal(error.message, refusals[i].sentence);
		error_finish(&error);
	}
}

static void refuse_text(struct buffer *text, const char *sentence)
{
	struct csvfile file;
	struct error error = {0};
	assert_false(csvfile_parse(&file, text->data, text->length, "f.csv", &error));
	assert_int_equal(error.kind, ERROR_DATA);
	if (!strstr(error.message, sentence))
		fail_msg("%s", error.message);
	error_finish(&error);
	buffer_finish(text);
}

static void test_limits_are_told(void **state)
{
	(void)state;
	struct buffer text = {0};
	for (int i = 0; i < 10000; i++)
		buffer_append(&text, "a;");
	buffer_append(&text, "a\n1\n");
	refuse_text(&text, "more than 1000 columns");
	buffer_append(&text, "a;b\n");
	for (int i = 0; i <= CSVFILE_ROWS; i++)
		buffer_append(&text, "1;2\n");
	refuse_text(&text, "more than 100000 rows");
}

/* A cell of any length comes whole: what is too long is told by the rules of the field. */
static void test_a_long_cell_is_whole(void **state)
{
	(void)state;
	struct buffer text = {0};
	struct csvfile file;
	struct error error = {0};
	buffer_append(&text, "a;b\n\"");
	for (int i = 0; i < 50000; i++)
		buffer_append(&text, "å");
	buffer_append(&text, "\";2\n");
	assert_true(csvfile_parse(&file, text.data, text.length, "f.csv", &error));
	assert_int_equal(strlen(file.rows[0].cells[0]), 100000);
	csvfile_finish(&file);
	buffer_finish(&text);
}

static void assert_extract(const char *bytes, size_t length, const size_t *rows, size_t count,
	const char *expected, size_t expected_length)
{
	struct csvfile file;
	struct error error = {0};
	size_t got;
	assert_true(csvfile_parse(&file, bytes, length, "f.csv", &error));
	char *extract = csvfile_extract(&file, rows, count, &got);
	assert_int_equal(got, expected_length);
	assert_memory_equal(extract, expected, got);
	free(extract);
	csvfile_finish(&file);
}

static void test_rows_are_given_back_as_they_stood(void **state)
{
	(void)state;
	static const size_t second[] = {1}, both[] = {0, 1};
	assert_extract(BYTES("sep=;\r\nNamn ; E-post\r\n\xc5sa;x\r\n\" \x80\r\n\";\"y\"\"\"\r\n"),
		second, 1, BYTES("sep=;\r\nNamn ; E-post\r\n\" \x80\r\n\";\"y\"\"\"\r\n"));
	assert_extract(BYTES("\xff\xfe"
			     "a\0\n\0b\0\n\0\x3d\xd8\x00\xde"),
		second, 1,
		BYTES("\xff\xfe"
		      "a\0\n\0\x3d\xd8\x00\xde\n\0"));
	assert_extract(BYTES("\xfe\xff"
			     "\0a\0\r\0b\0\r\0c"),
		both, 2,
		BYTES("\xfe\xff"
		      "\0a\0\r\0b\0\r\0c\0\r"));
	assert_extract(BYTES("\xef\xbb\xbf"
			     "a\r\nO\xcc\x88\r\nx\r\n"),
		both, 1,
		BYTES("\xef\xbb\xbf"
		      "a\r\nO\xcc\x88\r\n"));
}

/* A sequence that is the same on every machine. */
static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static void damage(char *bytes, size_t *length, uint32_t *seed)
{
	static const char odd[] = {0, '"', ';', ',', '\t', '\n', '\r', ' ', '\xef', '\xbb', '\xbf',
		'\xff', '\xfe', '\xd8', '\xc3', '\x80', '=', '\x1b'};
	for (uint32_t times = 1 + next_random(seed) % 4; times > 0 && *length > 0; times--) {
		size_t at = next_random(seed) % *length;
		if (next_random(seed) % 8 == 0)
			*length = at;
		else
			bytes[at] = odd[next_random(seed) % sizeof(odd)];
	}
}

/* Whatever is read is given back so that it reads the same; what is not is one sentence. */
static void check_damaged(const char *bytes, size_t length)
{
	struct csvfile file, again;
	struct error error = {0};
	size_t extract_length, *all;
	if (!csvfile_parse(&file, bytes, length, "f.csv", &error)) {
		assert_non_null(error.message);
		assert_null(strchr(error.message, '\n'));
		error_finish(&error);
		return;
	}
	assert_true(file.row_count > 0 && file.header.cell_count > 0);
	all = xcalloc(file.row_count, sizeof(*all));
	for (size_t i = 0; i < file.row_count; i++)
		all[i] = i;
	char *extract = csvfile_extract(&file, all, file.row_count, &extract_length);
	if (file.dialect.encoding != CSV_WINDOWS_1252 && !file.dialect.mark &&
		file.dialect.encoding != CSV_UTF8)
		extract_length = 0; /* without a mark it may be taken for something else */
	if (extract_length && csvfile_parse(&again, extract, extract_length, "f.csv", &error)) {
		if (again.dialect.encoding == file.dialect.encoding &&
			again.dialect.delimiter == file.dialect.delimiter) {
			char *one = tell(&file), *other = tell(&again);
			assert_string_equal(one, other);
			free(one);
			free(other);
		}
		csvfile_finish(&again);
	}
	error_finish(&error);
	free(extract);
	free(all);
	csvfile_finish(&file);
}

static void test_damaged_files_do_no_damage(void **state)
{
	(void)state;
	uint32_t seed = 20230919;
	for (int round = 0; round < 400; round++) {
		for (size_t i = 0; i < COUNT_OF(readings); i++) {
			size_t length = readings[i].length;
			char *bytes = xcalloc(length + 1, 1); /* its own, for the sanitizer */
			memcpy(bytes, readings[i].bytes, length);
			damage(bytes, &length, &seed);
			char *exact = xcalloc(length ? length : 1, 1);
			memcpy(exact, bytes, length);
			check_damaged(exact, length);
			free(exact);
			free(bytes);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dialects_are_found),
		cmocka_unit_test(test_rows_know_their_line),
		cmocka_unit_test(test_what_is_no_list_is_refused),
		cmocka_unit_test(test_limits_are_told),
		cmocka_unit_test(test_a_long_cell_is_whole),
		cmocka_unit_test(test_rows_are_given_back_as_they_stood),
		cmocka_unit_test(test_damaged_files_do_no_damage),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
