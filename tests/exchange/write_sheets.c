/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the same table as CSV and as a workbook into a folder, for other programs to read. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "exchange/spreadsheet.h"

static void fill(struct spreadsheet *sheet)
{
	static const char *const texts[] = {"Åsa Öberg; kommun", "=1+1", "007001", "rad 1\nrad 2",
		"+46 8 123 45 01", "say \"hej\""};
	spreadsheet_add_column(sheet, "Namn", CELL_TEXT);
	spreadsheet_add_column(sheet, "Antal", CELL_INTEGER);
	spreadsheet_add_column(sheet, "Belopp", CELL_MONEY);
	spreadsheet_add_column(sheet, "Datum", CELL_DATE);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		spreadsheet_add_row(sheet);
		spreadsheet_set_text(sheet, 0, texts[i]);
		spreadsheet_set_number(sheet, 1, (int64_t)i);
		spreadsheet_set_number(sheet, 2, i % 2 ? -120050 : 120000);
		spreadsheet_set_number(sheet, 3, 19632);
	}
	spreadsheet_add_sum_row(sheet);
	spreadsheet_set_text(sheet, 0, "Summa");
	spreadsheet_set_number(sheet, 2, -150);
}

int main(int count, char **arguments)
{
	struct clock clock = {.fixed = true, .fixed_at = 1696233600};
	struct error error = {0};
	setlocale(LC_ALL, "C.UTF-8");
	if (count != 2)
		return 64;
	struct spreadsheet *sheet = spreadsheet_create("Underlag: [okt] 2023/10 för nätverket");
	char *csv = xasprintf("%s/sheet.csv", arguments[1]);
	char *ansi = xasprintf("%s/ansi.csv", arguments[1]);
	char *xlsx = xasprintf("%s/sheet.xlsx", arguments[1]);
	fill(sheet);
	bool ok = spreadsheet_write_csv(sheet, CSV_UTF8, csv, false, &error) &&
		  spreadsheet_write_csv(sheet, CSV_WINDOWS_1252, ansi, false, &error) &&
		  spreadsheet_write_xlsx(sheet, &clock, xlsx, false, &error);
	if (!ok)
		fprintf(stderr, "%s\n", error.message);
	error_finish(&error);
	spreadsheet_destroy(sheet);
	free(csv);
	free(ansi);
	free(xlsx);
	return ok ? 0 : 1;
}
