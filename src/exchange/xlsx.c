/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table as an Excel workbook. libxlsxwriter brings libcrypto and libminizip along, which would
 * make every start of the program half as long again; so it is loaded when a workbook is written.
 * The library wants a file by name: it gets one that exists in memory only.
 */
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "config.h"
#include "exchange/spreadsheet_table.h"

#define NARROWEST 8
#define WIDEST 60
/* The days that Excel counts before 1970-01-01. */
#define EXCEL_EPOCH 25569
/* Excel refuses longer names of sheets, and these characters in them. */
#define SHEET_NAME_LENGTH 31
#define NOT_IN_SHEET_NAME "[]:*?/\\'"

/* The functions of the library that are used here, each under its own name. */
#define LIBRARY_FUNCTIONS(X)       \
	X(workbook_new)            \
	X(workbook_add_worksheet)  \
	X(workbook_add_format)     \
	X(workbook_set_properties) \
	X(workbook_close)          \
	X(format_set_bold)         \
	X(format_set_num_format)   \
	X(format_set_text_wrap)    \
	X(format_set_align)        \
	X(worksheet_set_column)    \
	X(worksheet_write_string)  \
	X(worksheet_write_number)  \
	X(worksheet_freeze_panes)  \
	X(worksheet_repeat_rows)   \
	X(worksheet_set_landscape) \
	X(worksheet_set_paper)     \
	X(worksheet_fit_to_pages)  \
	X(lxw_strerror)

struct library {
	void *handle;
#define MEMBER(name) __typeof__(name) *name;
	LIBRARY_FUNCTIONS(MEMBER)
#undef MEMBER
};

static bool library_open(struct library *library, struct error *error)
{
	*library = (struct library){.handle = dlopen(XLSXWRITER_SONAME, RTLD_NOW | RTLD_LOCAL)};
	bool whole = library->handle != NULL;
#define FIND(name)                                                        \
	if (whole) {                                                      \
		*(void **)&library->name = dlsym(library->handle, #name); \
		whole = library->name != NULL;                            \
	}
	LIBRARY_FUNCTIONS(FIND)
#undef FIND
	if (whole)
		return true;
	if (library->handle)
		dlclose(library->handle);
	return error_set(error, ERROR_UNAVAILABLE,
		_("Excel workbooks need the library %s, which is not installed: write CSV, or "
		  "install it."),
		XLSXWRITER_SONAME);
}

/* The looks of a cell: what kind of value, and whether it stands in a sum row. */
struct looks {
	lxw_format *heading;
	lxw_format *cells[CELL_DATE + 1][2];
};

struct writer {
	const struct library *library;
	const struct spreadsheet *sheet;
	lxw_workbook *workbook;
	lxw_worksheet *worksheet;
	struct looks looks;
	lxw_error fault;
};

static lxw_format *format_of(const struct writer *writer, enum cell_type type, bool bold)
{
	static const char *const formats[] = {
		[CELL_TEXT] = "@",
		[CELL_INTEGER] = "0",
		[CELL_MONEY] = "#,##0.00",
		[CELL_DATE] = "yyyy-mm-dd",
	};
	lxw_format *format = writer->library->workbook_add_format(writer->workbook);
	writer->library->format_set_num_format(format, formats[type]);
	writer->library->format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	if (bold)
		writer->library->format_set_bold(format);
	return format;
}

static void make_looks(struct writer *writer)
{
	writer->looks.heading = writer->library->workbook_add_format(writer->workbook);
	writer->library->format_set_bold(writer->looks.heading);
	for (int type = CELL_TEXT; type <= CELL_DATE; type++) {
		for (int bold = 0; bold < 2; bold++)
			writer->looks.cells[type][bold] = format_of(
				writer, (enum cell_type)type, bold);
	}
}

/* Remembers the first fault; the rest of the table is then left out. */
static void note_fault(struct writer *writer, lxw_error fault)
{
	if (writer->fault == LXW_NO_ERROR)
		writer->fault = fault;
}

static void write_text(
	struct writer *writer, size_t row, size_t column, const char *text, lxw_format *format)
{
	char *safe = text_safe(text, TEXT_MANY_LINES);
	if (*safe)
		note_fault(writer, writer->library->worksheet_write_string(writer->worksheet,
					   (lxw_row_t)row, (lxw_col_t)column, safe, format));
	free(safe);
}

static double excel_number(enum cell_type type, int64_t value)
{
	if (type == CELL_MONEY)
		return (double)value / 100;
	return (double)(type == CELL_DATE ? value + EXCEL_EPOCH : value);
}

static void write_row(struct writer *writer, size_t index)
{
	const struct sheet_row *row = &writer->sheet->rows[index];
	for (size_t column = 0; column < writer->sheet->column_count; column++) {
		const struct cell *cell = &row->cells[column];
		enum cell_type type = writer->sheet->columns[column].type;
		lxw_format *format = writer->looks.cells[cell->text ? CELL_TEXT : type][row->sum];
		if (cell->text)
			write_text(writer, index + 1, column, cell->text, format);
		else if (cell->number.known)
			note_fault(
				writer, writer->library->worksheet_write_number(writer->worksheet,
						(lxw_row_t)(index + 1), (lxw_col_t)column,
						excel_number(type, cell->number.value), format));
	}
}

/* Wide enough for the longest value, within reason. */
static double column_width(const struct spreadsheet *sheet, size_t column)
{
	int width = text_width(sheet->columns[column].heading);
	int least = sheet->columns[column].type == CELL_TEXT ? NARROWEST : 12;
	for (size_t row = 0; row < sheet->row_count; row++) {
		const char *text = sheet->rows[row].cells[column].text;
		int columns = text ? text_width(text) : 0;
		width = columns > width ? columns : width;
	}
	width = width > WIDEST ? WIDEST : width;
	return (width < least ? least : width) + 2;
}

static void write_table(struct writer *writer)
{
	const struct spreadsheet *sheet = writer->sheet;
	for (size_t column = 0; column < sheet->column_count; column++) {
		note_fault(writer,
			writer->library->worksheet_set_column(writer->worksheet, (lxw_col_t)column,
				(lxw_col_t)column, column_width(sheet, column),
				writer->looks.cells[sheet->columns[column].type][0]));
		write_text(
			writer, 0, column, sheet->columns[column].heading, writer->looks.heading);
	}
	for (size_t row = 0; row < sheet->row_count && writer->fault == LXW_NO_ERROR; row++)
		write_row(writer, row);
	writer->library->worksheet_freeze_panes(writer->worksheet, 1, 0);
	writer->library->worksheet_repeat_rows(writer->worksheet, 0, 0);
	writer->library->worksheet_set_landscape(writer->worksheet);
	writer->library->worksheet_set_paper(writer->worksheet, 9); /* A4 */
	writer->library->worksheet_fit_to_pages(writer->worksheet, 1, 0);
}

/* Owned by the caller. */
static char *sheet_name(const char *title)
{
	char *name = text_fit(title, SHEET_NAME_LENGTH, NULL);
	for (char *at = name; (at = strpbrk(at, NOT_IN_SHEET_NAME));)
		*at = '-';
	return name;
}

static bool write_workbook(const struct library *library, const struct spreadsheet *sheet,
	const struct clock *clock, const char *path, struct error *error)
{
	struct writer writer = {.library = library, .sheet = sheet};
	char *title = text_safe(sheet->title, TEXT_ONE_LINE);
	char *name = sheet_name(title);
	/* The properties are only read. An author that is not given would stay empty as well, but
	 * nothing should ever fill it in from the machine. */
	char nobody[] = "";
	lxw_doc_properties properties = {
		.title = title, .author = nobody, .created = (time_t)clock_now(clock)};

	writer.workbook = library->workbook_new(path);
	writer.worksheet = writer.workbook ? library->workbook_add_worksheet(writer.workbook, name)
					   : NULL;
	if (!writer.worksheet) {
		writer.fault = LXW_ERROR_CREATING_XLSX_FILE;
	} else {
		note_fault(&writer, library->workbook_set_properties(writer.workbook, &properties));
		make_looks(&writer);
		write_table(&writer);
	}
	lxw_error closed = writer.workbook ? library->workbook_close(writer.workbook)
					   : LXW_NO_ERROR;
	note_fault(&writer, closed);
	free(name);
	free(title);
	return writer.fault == LXW_NO_ERROR ||
	       error_set(error, ERROR_IO, _("The workbook cannot be made: %s"),
		       library->lxw_strerror(writer.fault));
}

/* Reads the file in memory from its start. */
static char *read_back(int file, size_t *length, struct error *error)
{
	struct stat status;
	char *bytes = NULL;
	size_t got = 0;
	if (fstat(file, &status) == 0) {
		bytes = xcalloc(1, (size_t)status.st_size + 1);
		ssize_t part = 1;
		while (got < (size_t)status.st_size && part > 0) {
			part = pread(file, bytes + got, (size_t)status.st_size - got, (off_t)got);
			got += part > 0 ? (size_t)part : 0;
		}
	}
	if (bytes && got && got == (size_t)status.st_size) {
		*length = got;
		return bytes;
	}
	free(bytes);
	error_set(error, ERROR_IO, _("The workbook cannot be made: %s"), error_reason(errno));
	return NULL;
}

char *spreadsheet_to_xlsx(const struct spreadsheet *sheet, const struct clock *clock,
	size_t *length, struct error *error)
{
	struct library library;
	char *bytes = NULL;
	if (!library_open(&library, error))
		return NULL;
	int file = memfd_create("traffpunkt-xlsx", MFD_CLOEXEC);
	if (file < 0) {
		error_set(
			error, ERROR_IO, _("The workbook cannot be made: %s"), error_reason(errno));
	} else {
		char *path = xasprintf("/proc/self/fd/%d", file);
		if (write_workbook(&library, sheet, clock, path, error))
			bytes = read_back(file, length, error);
		free(path);
		close(file);
	}
	dlclose(library.handle);
	return bytes;
}
