/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The emulated screen: libvterm with an alternate screen, read back cell by cell. Colours are
 * compared as palette numbers, because the emulator's own RGB values are nobody's.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "harness/term_private.h"

static void answer(const char *bytes, size_t length, void *user)
{
	struct term *term = user;

	buffer_append_bytes(&term->answers, bytes, length);
}

static int property(VTermProp prop, VTermValue *value, void *user)
{
	struct term *term = user;

	if (prop == VTERM_PROP_CURSORVISIBLE)
		term->cursor_visible = value->boolean;
	return 1;
}

bool term_screen_create(struct term *term)
{
	static const VTermScreenCallbacks callbacks = {.settermprop = property};

	term->emulator = vterm_new(term->rows, term->columns);
	if (!term->emulator)
		return false;
	vterm_set_utf8(term->emulator, 1);
	vterm_output_set_callback(term->emulator, answer, term);
	term->screen = vterm_obtain_screen(term->emulator);
	vterm_screen_enable_altscreen(term->screen, 1);
	vterm_screen_set_callbacks(term->screen, &callbacks, term);
	vterm_screen_reset(term->screen, 1);
	term->cursor_visible = true;
	return true;
}

void term_screen_destroy(struct term *term)
{
	if (term->emulator)
		vterm_free(term->emulator);
}

void term_screen_feed(struct term *term, const char *bytes, size_t length)
{
	vterm_input_write(term->emulator, bytes, length);
}

void term_screen_resize(struct term *term, int rows, int columns)
{
	vterm_set_size(term->emulator, rows, columns);
	vterm_screen_flush_damage(term->screen);
	term->rows = rows;
	term->columns = columns;
	free(term->marked);
	term->marked = NULL;
}

static size_t encode(char *out, uint32_t point)
{
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xC0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3F));
		return 2;
	}
	if (point < 0x10000) {
		out[0] = (char)(0xE0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3F));
		out[2] = (char)(0x80 | (point & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | (point >> 18 & 0x07));
	out[1] = (char)(0x80 | (point >> 12 & 0x3F));
	out[2] = (char)(0x80 | (point >> 6 & 0x3F));
	out[3] = (char)(0x80 | (point & 0x3F));
	return 4;
}

static int colour_number(const VTermColor *colour)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour))
		return TERM_COLOUR_DEFAULT;
	return VTERM_COLOR_IS_INDEXED(colour) ? colour->indexed.idx : TERM_COLOUR_DIRECT;
}

static VTermScreenCell raw_cell(const struct term *term, int row, int column)
{
	VTermScreenCell cell;

	memset(&cell, 0, sizeof cell);
	vterm_screen_get_cell(term->screen, (VTermPos){.row = row, .col = column}, &cell);
	return cell;
}

struct term_cell term_cell(const struct term *term, int row, int column)
{
	VTermScreenCell raw = raw_cell(term, row, column);
	struct term_cell cell = {.width = raw.width == 2 ? 2 : 1,
		.bold = raw.attrs.bold,
		.italic = raw.attrs.italic,
		.underline = raw.attrs.underline != 0,
		.blink = raw.attrs.blink,
		.reverse = raw.attrs.reverse,
		.foreground = colour_number(&raw.fg),
		.background = colour_number(&raw.bg)};
	size_t used = 0;

	if (raw.chars[0] == (uint32_t)-1) {
		cell.width = 0;
		return cell;
	}
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && raw.chars[i]; i++)
		used += encode(cell.text + used, raw.chars[i]);
	if (used == 0)
		cell.text[0] = ' ';
	return cell;
}

char *term_row_padded(const struct term *term, int row)
{
	struct buffer text = {0};

	for (int column = 0; column < term->columns; column++)
		buffer_append(&text, term_cell(term, row, column).text);
	return buffer_take(&text);
}

char *term_row(const struct term *term, int row)
{
	char *text = term_row_padded(term, row);
	size_t length = strlen(text);

	while (length > 0 && text[length - 1] == ' ')
		text[--length] = '\0';
	return text;
}

struct term_cursor term_cursor(const struct term *term)
{
	VTermPos position;

	vterm_state_get_cursorpos(vterm_obtain_state(term->emulator), &position);
	return (struct term_cursor){
		.row = position.row, .column = position.col, .visible = term->cursor_visible};
}

void term_size(const struct term *term, int *rows, int *columns)
{
	*rows = term->rows;
	*columns = term->columns;
}

int term_find(const struct term *term, const char *text)
{
	int found = -1;

	for (int row = 0; row < term->rows && found < 0; row++) {
		char *line = term_row_padded(term, row);

		if (strstr(line, text))
			found = row;
		free(line);
	}
	return found;
}

void term_dump(const struct term *term)
{
	for (int row = 0; row < term->rows; row++) {
		char *line = term_row_padded(term, row);

		fprintf(stderr, "|%s|\n", line);
		free(line);
	}
}

void term_mark(struct term *term)
{
	term->first_output = 0;
	free(term->marked);
	term->marked = xcalloc((size_t)term->rows * (size_t)term->columns, sizeof *term->marked);
	for (int row = 0; row < term->rows; row++) {
		for (int column = 0; column < term->columns; column++)
			term->marked[row * term->columns + column] = raw_cell(term, row, column);
	}
}

static bool same_cell(const VTermScreenCell *a, const VTermScreenCell *b)
{
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL; i++) {
		/* An empty cell and a blank look the same. */
		uint32_t left = a->chars[i] || i ? a->chars[i] : ' ';
		uint32_t right = b->chars[i] || i ? b->chars[i] : ' ';

		if (left != right)
			return false;
		if (a->chars[i] == 0 || b->chars[i] == 0)
			break;
	}
	return a->attrs.bold == b->attrs.bold && a->attrs.italic == b->attrs.italic &&
	       a->attrs.underline == b->attrs.underline && a->attrs.blink == b->attrs.blink &&
	       a->attrs.reverse == b->attrs.reverse && vterm_color_is_equal(&a->fg, &b->fg) &&
	       vterm_color_is_equal(&a->bg, &b->bg);
}

size_t term_cells_changed(const struct term *term)
{
	size_t changed = 0;

	if (!term->marked)
		return (size_t)term->rows * (size_t)term->columns;
	for (int row = 0; row < term->rows; row++) {
		for (int column = 0; column < term->columns; column++) {
			VTermScreenCell cell = raw_cell(term, row, column);

			if (!same_cell(&cell, &term->marked[row * term->columns + column]))
				changed++;
		}
	}
	return changed;
}
