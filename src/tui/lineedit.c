/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editing keys on a UTF-8 buffer. Every position is a byte offset at the start of a character. */
#include "tui/lineedit.h"

#include <stdint.h>
#include <string.h>
#include <wctype.h>

#include "base/text.h"
#include "tui/lineedit_private.h"

static const char *text_at(const struct lineedit *edit, size_t offset)
{
	return lineedit_text(edit) + offset;
}

/* Something drawn on top of the character before it, or not drawn at all. */
static bool is_mark(uint32_t code_point)
{
	char text[8] = "x";

	if (code_point < 0x80)
		return false;
	text[1 + text_encode(text + 1, code_point)] = '\0';
	return text_width(text) == 1;
}

static uint32_t code_point_at(const struct lineedit *edit, size_t offset, size_t *after)
{
	const char *start = text_at(edit, offset);
	const char *next = start;
	uint32_t code_point = text_next(&next, start + (edit->text.length - offset));

	*after = offset + (size_t)(next - start);
	return code_point;
}

size_t lineedit_next_character(const struct lineedit *edit, size_t offset)
{
	size_t after = offset;

	if (offset >= edit->text.length)
		return edit->text.length;
	if (code_point_at(edit, offset, &offset) == '\n')
		return offset;
	while (offset < edit->text.length && is_mark(code_point_at(edit, offset, &after)))
		offset = after;
	return offset;
}

static size_t previous_code_point(const struct lineedit *edit, size_t offset)
{
	const char *text = lineedit_text(edit);

	do
		offset--;
	while (offset > 0 && ((unsigned char)text[offset] & 0xc0) == 0x80);
	return offset;
}

size_t lineedit_previous_character(const struct lineedit *edit, size_t offset)
{
	size_t after;

	if (offset == 0)
		return 0;
	do
		offset = previous_code_point(edit, offset);
	while (offset > 0 && lineedit_text(edit)[offset - 1] != '\n' &&
		is_mark(code_point_at(edit, offset, &after)));
	return offset;
}

static size_t line_start(const struct lineedit *edit, size_t offset)
{
	const char *text = lineedit_text(edit);

	while (offset > 0 && text[offset - 1] != '\n')
		offset--;
	return offset;
}

static size_t line_end(const struct lineedit *edit, size_t offset)
{
	return offset + strcspn(text_at(edit, offset), "\n");
}

static bool is_word_at(const struct lineedit *edit, size_t offset)
{
	size_t after;
	uint32_t code_point = code_point_at(edit, offset, &after);

	return iswalnum((wint_t)code_point) || code_point == '_' || is_mark(code_point);
}

static size_t next_word(const struct lineedit *edit, size_t offset)
{
	while (offset < edit->text.length && !is_word_at(edit, offset))
		offset = lineedit_next_character(edit, offset);
	while (offset < edit->text.length && is_word_at(edit, offset))
		offset = lineedit_next_character(edit, offset);
	return offset;
}

static size_t previous_word(const struct lineedit *edit, size_t offset)
{
	while (offset > 0 && !is_word_at(edit, lineedit_previous_character(edit, offset)))
		offset = lineedit_previous_character(edit, offset);
	while (offset > 0 && is_word_at(edit, lineedit_previous_character(edit, offset)))
		offset = lineedit_previous_character(edit, offset);
	return offset;
}

/* C-w rubs out what a shell would: up to the white space before the word. */
static size_t previous_space(const struct lineedit *edit, size_t offset)
{
	const char *text = lineedit_text(edit);

	while (offset > 0 && (text[offset - 1] == ' ' || text[offset - 1] == '\n'))
		offset--;
	while (offset > 0 && text[offset - 1] != ' ' && text[offset - 1] != '\n')
		offset--;
	return offset;
}

static size_t count_code_points(const char *text, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

void lineedit_init(struct lineedit *edit, const char *text, size_t max, bool multiline)
{
	*edit = (struct lineedit){.max = max, .multiline = multiline};
	lineedit_set(edit, text);
}

void lineedit_finish(struct lineedit *edit)
{
	buffer_finish(&edit->text);
	*edit = (struct lineedit){0};
}

const char *lineedit_text(const struct lineedit *edit)
{
	return edit->text.length ? edit->text.data : "";
}

void lineedit_set(struct lineedit *edit, const char *text)
{
	buffer_clear(&edit->text);
	edit->cursor = 0;
	edit->goal = 0;
	if (text)
		lineedit_insert(edit, text, strlen(text));
}

/* Whether a code point may stand in the text, and as what: 0 when it may not. */
static uint32_t accept(const struct lineedit *edit, uint32_t code_point)
{
	if (code_point == '\n' && edit->multiline)
		return code_point;
	if (code_point == '\n' || code_point == '\t' || code_point == 0x2028 ||
		code_point == 0x2029)
		return ' ';
	if (code_point < ' ' || (code_point >= 0x7f && code_point < 0xa0))
		return 0;
	return code_point;
}

static void append_accepted(const struct lineedit *edit, struct buffer *out, const char *bytes,
	size_t length, size_t room)
{
	const char *end = bytes + length;

	while (bytes < end && room > 0) {
		uint32_t code_point = *bytes == '\0' ? 0 : text_next(&bytes, end);
		char utf8[4];

		if (code_point == 0) {
			bytes++;
			continue;
		}
		if (code_point == '\r' && (bytes == end || *bytes != '\n'))
			code_point = '\n';
		code_point = accept(edit, code_point);
		if (code_point == 0)
			continue;
		buffer_append_bytes(out, utf8, text_encode(utf8, code_point));
		room--;
	}
}

bool lineedit_insert(struct lineedit *edit, const char *bytes, size_t length)
{
	struct buffer result = {0};
	size_t count = count_code_points(lineedit_text(edit), edit->text.length);
	size_t room = edit->max == 0 ? SIZE_MAX : edit->max > count ? edit->max - count : 0;
	size_t before = edit->text.length;
	size_t cursor;

	buffer_append_bytes(&result, lineedit_text(edit), edit->cursor);
	append_accepted(edit, &result, bytes, length, room);
	cursor = result.length;
	buffer_append_bytes(&result, text_at(edit, edit->cursor), before - edit->cursor);
	buffer_finish(&edit->text);
	edit->text = result;
	edit->cursor = cursor;
	edit->goal = 0;
	return result.length != before;
}

static enum lineedit_result erase(struct lineedit *edit, size_t from, size_t to)
{
	if (from >= to)
		return LINEEDIT_MOVED;
	memmove(edit->text.data + from, edit->text.data + to, edit->text.length - to + 1);
	edit->text.length -= to - from;
	edit->cursor = from;
	return LINEEDIT_CHANGED;
}

static enum lineedit_result move(struct lineedit *edit, size_t offset)
{
	edit->cursor = offset;
	return LINEEDIT_MOVED;
}

/* C-k at the end of a line takes the line break, as in other editors. */
static size_t kill_end(const struct lineedit *edit)
{
	size_t end = line_end(edit, edit->cursor);

	return end == edit->cursor && end < edit->text.length ? end + 1 : end;
}

static enum lineedit_result control_key(struct lineedit *edit, uint32_t code)
{
	switch (code) {
	case 'a':
		return move(edit, line_start(edit, edit->cursor));
	case 'e':
		return move(edit, line_end(edit, edit->cursor));
	case 'b':
		return move(edit, lineedit_previous_character(edit, edit->cursor));
	case 'f':
		return move(edit, lineedit_next_character(edit, edit->cursor));
	case 'd':
		return erase(edit, edit->cursor, lineedit_next_character(edit, edit->cursor));
	case 'k':
		return erase(edit, edit->cursor, kill_end(edit));
	case 'u':
		return erase(edit, line_start(edit, edit->cursor), edit->cursor);
	case 'w':
		return erase(edit, previous_space(edit, edit->cursor), edit->cursor);
	case KEYCODE_LEFT:
		return move(edit, previous_word(edit, edit->cursor));
	case KEYCODE_RIGHT:
		return move(edit, next_word(edit, edit->cursor));
	case KEYCODE_HOME:
		return move(edit, 0);
	case KEYCODE_END:
		return move(edit, edit->text.length);
	case KEYCODE_DELETE:
		return erase(edit, edit->cursor, next_word(edit, edit->cursor));
	default:
		return LINEEDIT_IGNORED;
	}
}

static enum lineedit_result alt_key(struct lineedit *edit, uint32_t code)
{
	switch (code) {
	case 'b':
	case KEYCODE_LEFT:
		return move(edit, previous_word(edit, edit->cursor));
	case 'f':
	case KEYCODE_RIGHT:
		return move(edit, next_word(edit, edit->cursor));
	case 'd':
		return erase(edit, edit->cursor, next_word(edit, edit->cursor));
	case KEYCODE_BACKSPACE:
		return erase(edit, previous_word(edit, edit->cursor), edit->cursor);
	default:
		return LINEEDIT_IGNORED;
	}
}

static enum lineedit_result vertical_key(struct lineedit *edit, int width, int step)
{
	struct lineedit_row rows = {0};
	int row, column, count = 0;

	lineedit_cursor(edit, width, &row, &column);
	while (lineedit_next_row(edit, width, &rows))
		count++;
	if (row + step < 0 || row + step >= count)
		return LINEEDIT_IGNORED;
	if (edit->goal == 0)
		edit->goal = column + 1;
	edit->cursor = lineedit_offset_at(edit, width, row + step, edit->goal - 1);
	return LINEEDIT_MOVED;
}

static enum lineedit_result plain_key(struct lineedit *edit, uint32_t code)
{
	switch (code) {
	case KEYCODE_LEFT:
		return move(edit, lineedit_previous_character(edit, edit->cursor));
	case KEYCODE_RIGHT:
		return move(edit, lineedit_next_character(edit, edit->cursor));
	case KEYCODE_HOME:
		return move(edit, line_start(edit, edit->cursor));
	case KEYCODE_END:
		return move(edit, line_end(edit, edit->cursor));
	case KEYCODE_BACKSPACE:
		return erase(edit, lineedit_previous_character(edit, edit->cursor), edit->cursor);
	case KEYCODE_DELETE:
		return erase(edit, edit->cursor, lineedit_next_character(edit, edit->cursor));
	case KEYCODE_ENTER:
		if (!edit->multiline)
			return LINEEDIT_IGNORED;
		return lineedit_insert(edit, "\n", 1) ? LINEEDIT_CHANGED : LINEEDIT_MOVED;
	default:
		return LINEEDIT_IGNORED;
	}
}

enum lineedit_result lineedit_key(struct lineedit *edit, struct key key, int width)
{
	enum lineedit_result result;
	char utf8[4];

	key = key_normalize(key);
	if (edit->multiline && key.modifiers == 0 &&
		(key.code == KEYCODE_UP || key.code == KEYCODE_DOWN))
		return vertical_key(edit, width, key.code == KEYCODE_UP ? -1 : 1);
	if (key_is_text(key))
		return lineedit_insert(edit, utf8, text_encode(utf8, key.code)) ? LINEEDIT_CHANGED
										: LINEEDIT_MOVED;
	if (key.modifiers == KEYMOD_CTRL)
		result = control_key(edit, key.code);
	else if (key.modifiers == KEYMOD_ALT)
		result = alt_key(edit, key.code);
	else
		result = key.modifiers == 0 ? plain_key(edit, key.code) : LINEEDIT_IGNORED;
	if (result != LINEEDIT_IGNORED)
		edit->goal = 0;
	return result;
}
