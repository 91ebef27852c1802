/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wizard on screen: what the file is, what would happen, and each part of it to look into. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"
#include "tui/importmode.h"

enum {
	MARGIN = 2, /* before the name of a section: its bar */
	LABEL_COLUMNS = 22,
	SUMMARY_ROWS = 3,
	LINES_TOLD = 1000 /* of a section: nobody reads more */
};

static struct wizard *wizard_of(struct mode *mode)
{
	return (struct wizard *)mode;
}

/* ---- what a section tells ---- */

static const char *section_title(enum import_section section)
{
	switch (section) {
	case SECTION_COLUMNS:
		return _("Columns");
	case SECTION_TWINS:
		return _("Duplicates");
	case SECTION_QUESTIONS:
		return _("Questions");
	case SECTION_WARNINGS:
		return _("Warnings");
	case SECTION_REJECTS:
		return _("Rejected rows");
	default:
		return _("Rows");
	}
}

static size_t count_read(const struct import_plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->column_count; i++)
		count += import_column_is_read(plan, i);
	return count;
}

static size_t count_undecided(const struct import_plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->file.row_count; i++)
		count += plan->rows[i].fate == IMPORT_PROBABLE && !plan->rows[i].chosen;
	return count;
}

static size_t count_questions(const struct import_plan *plan)
{
	size_t count = 0;
	for (size_t i = 0; i < plan->question_count; i++)
		count += plan->questions[i].rows > 0;
	return count;
}

/* "2, 1 to decide" */
static char *with_open(size_t count, size_t open)
{
	char *text = xasprintf("%zu", count);
	if (open) {
		char *both = xasprintf(
			PLURAL_("%s, %zu to decide", "%s, %zu to decide", open), text, open);
		free(text);
		text = both;
	}
	return text;
}

static char *section_note(const struct import_plan *plan, enum import_section section)
{
	const struct import_summary *summary = &plan->summary;
	switch (section) {
	case SECTION_COLUMNS:
		return xasprintf(_("%zu of %zu are read"), count_read(plan), plan->column_count);
	case SECTION_TWINS:
		return with_open(summary->exact_duplicates + summary->probable_duplicates,
			count_undecided(plan));
	case SECTION_QUESTIONS:
		return with_open(count_questions(plan), summary->unanswered);
	case SECTION_WARNINGS:
		return xasprintf("%zu", plan->warning_count);
	case SECTION_REJECTS:
		return xasprintf("%zu", summary->rejected);
	default:
		return xasprintf("%zu", plan->file.row_count);
	}
}

/* ---- the sections in lines ---- */

static void tell_columns(struct sheet *sheet, const struct import_plan *plan)
{
	for (size_t i = 0; i < plan->column_count; i++) {
		const struct import_column *column = &plan->columns[i];
		bool left = !import_column_is_read(plan, i);
		const char *label = column->key != SIGNUP_NEED ? signup_label(column->key)
				    : left ? _("left out: no meeting in person lies ahead")
					   : _("kept apart, for each meeting in person ahead");
		sheet_pair(sheet, *column->title ? column->title : "–", left ? ROLE_DIM : ROLE_TEXT,
			label);
	}
	if (plan->remembered)
		sheet_text(sheet, ROLE_DIM, _("Read as they were explained last time."));
}

static const char *choice_text(const struct import_plan *plan, const struct import_row *row)
{
	if (row->fate == IMPORT_EXACT)
		return plan->complete ? _("what is missing there is filled in") : _("not added");
	switch (row->choice) {
	case IMPORT_MERGE:
		return _("merged: what is missing is filled in");
	case IMPORT_KEEP:
		return _("both are kept: they are two people");
	default:
		return _("added, to be reviewed");
	}
}

static void tell_twins(struct sheet *sheet, const struct import_plan *plan)
{
	size_t told = 0;
	for (size_t i = 0; i < plan->file.row_count && told < LINES_TOLD; i++) {
		const struct import_row *row = &plan->rows[i];
		if (row->fate != IMPORT_EXACT && row->fate != IMPORT_PROBABLE)
			continue;
		char *text = import_twin_text(plan, row);
		sheet_text(sheet, row->fate == IMPORT_EXACT ? ROLE_TEXT : ROLE_WARNING, text);
		sheet_item(sheet, "→", 1, choice_text(plan, row));
		free(text);
		told++;
	}
	if (!plan->summary.exact_duplicates)
		return;
	sheet_blank(sheet);
	sheet_text(sheet, ROLE_DIM,
		plan->complete ? _("c: leave those who are there already as they are")
			       : _("c: fill in what those who are there already lack"));
}

static void tell_question(struct sheet *sheet, const struct import_question *question)
{
	char *text = xasprintf(PLURAL_("“%s” in %zu row", "“%s” in %zu rows", question->rows),
		question->text, question->rows);
	const char *answer = !question->answered ? _("not answered: added without a code, to be "
						     "reviewed")
			     : question->answer  ? question->answer->name
						 : _("none of them");
	sheet_text(sheet, question->answered ? ROLE_TEXT : ROLE_WARNING, text);
	sheet_item(sheet, "→", 1, answer);
	free(text);
}

static void tell_warnings(struct sheet *sheet, const struct import_plan *plan)
{
	for (size_t i = 0; i < plan->warning_count && i < LINES_TOLD; i++) {
		char *text = import_warning_text(plan, &plan->warnings[i]);
		sheet_text(sheet, ROLE_TEXT, text);
		free(text);
	}
}

static void tell_rejects(struct sheet *sheet, const struct import_plan *plan)
{
	size_t told = 0;
	for (size_t i = 0; i < plan->file.row_count && told < LINES_TOLD; i++) {
		if (plan->rows[i].fate != IMPORT_REJECTED)
			continue;
		char *text = import_reject_text(&plan->rows[i]);
		sheet_text(sheet, ROLE_TEXT, text);
		free(text);
		told++;
	}
}

void wizard_retell(struct wizard *wizard)
{
	const struct import_plan *plan = wizard->plan;
	struct sheet *sheet = &wizard->sheet;
	sheet_finish(sheet);
	wizard->view = (struct sheet_view){.selected = -1};
	if (wizard->section == SECTION_COLUMNS)
		tell_columns(sheet, plan);
	else if (wizard->section == SECTION_TWINS)
		tell_twins(sheet, plan);
	else if (wizard->section == SECTION_WARNINGS)
		tell_warnings(sheet, plan);
	else if (wizard->section == SECTION_REJECTS)
		tell_rejects(sheet, plan);
	for (size_t i = 0; wizard->section == SECTION_QUESTIONS && i < plan->question_count; i++) {
		if (plan->questions[i].rows)
			tell_question(sheet, &plan->questions[i]);
	}
	if (!sheet->count && wizard->section != SECTION_ROWS)
		sheet_text(sheet, ROLE_DIM, _("There is nothing here."));
}

unsigned wizard_refresh(struct wizard *wizard, struct dashboard *dashboard)
{
	struct error error = {0};
	free(wizard->fault);
	wizard->fault = NULL;
	if (!service_import_plan(dashboard->service, wizard->plan, &error)) {
		wizard->fault = xstrdup(error.message);
		wizard->section = SECTION_COLUMNS;
		error_finish(&error);
	}
	wizard_retell(wizard);
	return EFFECT_DRAW;
}

/* ---- drawing ---- */

static const struct column row_columns[] = {
	{N_("Line"), 5, 5, 6, 1, true, -1},
	{N_("Name"), 12, 18, 24, 1, false, -1},
	{N_("E-mail"), 12, 30, 40, 3, false, -1},
	{N_("Organisation"), 12, 20, 34, 2, false, -1},
	{N_("Signed up"), 12, 15, 16, 4, false, -1},
};

enum { ROW_COLUMNS = sizeof(row_columns) / sizeof(*row_columns) };

static char *row_cell(const struct import_plan *plan, const struct import_row *row, size_t column)
{
	const struct participant *person = row->person;
	bool hidden = (column == 1 || column == 2) && import_row_is_hidden(plan, row);
	const char *names[] = {NULL, NULL, "email", "organisation", "received_on"};
	if (column == 0)
		return xasprintf("%zu", row->line);
	if (hidden)
		return xstrdup(_("hidden"));
	if (column == 1)
		return participant_list_name(person);
	return field_display(entity_field(&participant_entity, names[column]), person);
}

/* The titles of the columns when there is no row. */
static void draw_cells(struct canvas *canvas, struct rect row, const int widths[],
	const struct import_plan *plan, const struct import_row *data)
{
	int x = row.x;
	for (size_t i = 0; i < ROW_COLUMNS; i++) {
		char *text = !widths[i] ? NULL
			     : data     ? row_cell(plan, data, i)
					: xstrdup(_(row_columns[i].title));
		enum role role = data ? ROLE_DIALOG : ROLE_LABEL;
		if (text && row_columns[i].right)
			draw_text_right(canvas, row.y, x, widths[i], role, text);
		else if (text)
			draw_text(canvas, row.y, x, widths[i], role, text);
		x += widths[i] ? widths[i] + 1 : 0;
		free(text);
	}
}

static void draw_rows(const struct wizard *wizard, struct canvas *canvas, struct rect rect)
{
	const struct import_plan *plan = wizard->plan;
	int widths[ROW_COLUMNS];
	columns_fit(row_columns, ROW_COLUMNS, rect.width, widths);
	struct rect row = rect_cut_top(&rect, 1);
	draw_cells(canvas, row, widths, plan, NULL);
	for (size_t i = 0; i < plan->file.row_count && rect.height; i++) {
		if (!plan->rows[i].person)
			continue;
		row = rect_cut_top(&rect, 1);
		draw_cells(canvas, row, widths, plan, &plan->rows[i]);
	}
}

static void draw_section(const struct wizard *wizard, struct canvas *canvas, struct rect row,
	enum import_section section)
{
	bool selected = wizard->section == section;
	char *note = section_note(wizard->plan, section);
	int labels = row.width - MARGIN < LABEL_COLUMNS ? row.width - MARGIN : LABEL_COLUMNS;
	if (selected) {
		draw_row_begin(canvas, row.y, row.x, row.width, ROLE_SELECTED);
		draw_text(canvas, row.y, row.x, 1, ROLE_ACCENT, canvas->ascii ? ">" : "▌");
	}
	draw_text(canvas, row.y, row.x + MARGIN, labels, ROLE_DIALOG, section_title(section));
	draw_text(canvas, row.y, row.x + MARGIN + labels + 1, row.width - MARGIN - labels - 1,
		ROLE_DIALOG, note);
	if (selected) {
		draw_row_end(canvas);
		draw_cursor(canvas, row.y, row.x);
	}
	free(note);
}

/* A line may break before "·" and nowhere else: a number stays with what it counts. */
static char *bind_parts(char *text)
{
	struct buffer bound = {0};
	for (const char *at = text; *at; at++) {
		bool parts = !strncmp(at, " ·", 3) || (at > text + 1 && !strncmp(at - 2, "· ", 3));
		buffer_append(&bound, *at == ' ' && !parts ? "\u00a0" : (char[]){*at, '\0'});
	}
	free(text);
	return buffer_take(&bound);
}

static void draw_head(const struct wizard *wizard, struct canvas *canvas, struct rect *rest)
{
	char *dialect = import_dialect_text(wizard->plan);
	char *summary = wizard->fault ? xstrdup(wizard->fault)
				      : bind_parts(import_summary_text(wizard->plan));
	int rows = dialog_rows(summary, rest->width);
	struct rect row = rect_cut_top(rest, 1);
	draw_text(canvas, row.y, row.x, row.width, ROLE_DIM, dialect);
	row = rect_cut_top(rest, rows < SUMMARY_ROWS ? rows : SUMMARY_ROWS);
	dialog_paragraph(canvas, row, wizard->fault ? ROLE_ERROR : ROLE_DIALOG, summary);
	if (rest->height > SECTIONS + 6)
		rect_cut_top(rest, 1);
	free(summary);
	free(dialect);
}

static void wizard_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct wizard *wizard = wizard_of(mode);
	struct canvas *canvas = dashboard->canvas;
	char *title = xasprintf(_("Import of %s"), wizard->plan->name);
	struct rect rest = draw_overlay(canvas, body, title);
	draw_head(wizard, canvas, &rest);
	for (enum import_section section = 0; section < SECTIONS && rest.height; section++) {
		struct rect row = rect_cut_top(&rest, 1);
		draw_section(wizard, canvas, row, section);
	}
	if (rest.height > 2) {
		struct rect row = rect_cut_top(&rest, 1);
		draw_divider(canvas, row,
			wizard->section == SECTION_ROWS ? _("The first rows")
							: section_title(wizard->section));
	}
	wizard->height = rest.height;
	if (rest.height && wizard->section == SECTION_ROWS)
		draw_rows(wizard, canvas, rest);
	else if (rest.height)
		sheet_draw(&wizard->sheet, &wizard->view, canvas, rest, false);
	free(title);
}

/* ---- keys ---- */

static unsigned go_to_section(struct wizard *wizard, int section)
{
	if (section < 0 || section >= SECTIONS)
		return EFFECT_NONE;
	wizard->section = (enum import_section)section;
	wizard_retell(wizard);
	return EFFECT_DRAW;
}

static bool is_decided(const struct import_plan *plan)
{
	bool decided = plan->explained || plan->complete;
	for (size_t i = 0; i < plan->file.row_count; i++)
		decided = decided || plan->rows[i].chosen;
	for (size_t i = 0; i < plan->question_count; i++)
		decided = decided || plan->questions[i].answered;
	return decided;
}

static unsigned leave_now(struct dashboard *dashboard, void *context)
{
	struct wizard *wizard = context;
	wizard->mode.closing = true;
	dashboard_say(dashboard, ROLE_DIM, xstrdup(_("Nothing has been imported.")));
	return EFFECT_CLOSE | EFFECT_DRAW;
}

/* What has been answered is not thrown away by a slip of the finger. */
static unsigned leave(struct wizard *wizard, struct dashboard *dashboard)
{
	struct reader reader = {
		.title = _("Leave the import"), .agreed = leave_now, .context = wizard};
	if (!is_decided(wizard->plan))
		return leave_now(dashboard, wizard);
	sheet_text(&reader.sheet, ROLE_TEXT,
		_("Nothing is imported, and what you have decided about this file is forgotten."));
	reader_open(dashboard, &reader);
	return EFFECT_DRAW;
}

static unsigned open_section(struct wizard *wizard, struct dashboard *dashboard)
{
	switch (wizard->section) {
	case SECTION_COLUMNS:
		return wizard_pick_column(wizard, dashboard);
	case SECTION_TWINS:
		return wizard_walk_pairs(wizard, dashboard);
	case SECTION_QUESTIONS:
		return wizard_ask_question(wizard, dashboard);
	default:
		return wizard_read_all(wizard, dashboard);
	}
}

static unsigned scroll(struct wizard *wizard, int rows)
{
	sheet_scroll(&wizard->sheet, &wizard->view, rows, wizard->height);
	return EFFECT_DRAW;
}

static unsigned letter_key(struct wizard *wizard, struct dashboard *dashboard, uint32_t code)
{
	switch (code) {
	case 'j':
		return go_to_section(wizard, (int)wizard->section + 1);
	case 'k':
		return go_to_section(wizard, (int)wizard->section - 1);
	case 'F':
	case 'i':
		return wizard_confirm(wizard, dashboard);
	case 'x':
		return wizard_write_rejects(wizard, dashboard);
	case 'c':
		import_complete(wizard->plan, !wizard->plan->complete);
		return go_to_section(wizard, SECTION_TWINS);
	case 'q':
		return leave(wizard, dashboard);
	default:
		return EFFECT_IGNORED;
	}
}

static unsigned wizard_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct wizard *wizard = wizard_of(mode);
	key = key_normalize(key);
	if (key.modifiers)
		return EFFECT_IGNORED;
	switch (key.code) {
	case KEYCODE_ESCAPE:
		return leave(wizard, dashboard);
	case KEYCODE_ENTER:
		return open_section(wizard, dashboard);
	case KEYCODE_UP:
		return go_to_section(wizard, (int)wizard->section - 1);
	case KEYCODE_DOWN:
		return go_to_section(wizard, (int)wizard->section + 1);
	case KEYCODE_PAGE_UP:
		return scroll(wizard, -wizard->height);
	case KEYCODE_PAGE_DOWN:
		return scroll(wizard, wizard->height);
	default:
		return letter_key(wizard, dashboard, key.code);
	}
}

/* ---- the mode ---- */

static void wizard_reload(struct mode *mode, struct dashboard *dashboard)
{
	struct wizard *wizard = wizard_of(mode);
	if (!wizard->running && !mode->closing)
		wizard_refresh(wizard, dashboard);
}

static const struct hint *wizard_hints(const struct mode *mode)
{
	static const struct hint hints[] = {{"F", N_("import")}, {"Enter", N_("look into it")},
		{"↑↓", N_("move")}, {"x", N_("rejected to file")}, {"Esc", N_("leave")},
		{NULL, NULL}};
	(void)mode;
	return hints;
}

static void wizard_destroy(struct mode *mode)
{
	struct wizard *wizard = wizard_of(mode);
	import_plan_destroy(wizard->plan);
	sheet_finish(&wizard->sheet);
	free(wizard->fault);
	free(wizard);
}

static const struct mode_ops wizard_ops = {
	.draw = wizard_draw,
	.key = wizard_key,
	.reload = wizard_reload,
	.hints = wizard_hints,
	.destroy = wizard_destroy,
};

void wizard_open(struct dashboard *dashboard, struct import_plan *plan)
{
	struct wizard *wizard = xcalloc(1, sizeof(*wizard));
	wizard->mode.ops = &wizard_ops;
	wizard->plan = plan;
	wizard_refresh(wizard, dashboard);
	mode_push(dashboard, &wizard->mode);
}
