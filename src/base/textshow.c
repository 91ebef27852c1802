/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text on its way out: what a terminal must not get is dropped or replaced by something visible,
 * and columns are counted. Drawing a cell goes through here, so plain ASCII takes a short way and
 * nothing is allocated for it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"

#define DROPPED 0
#define ELLIPSIS 0x2026
#define ELLIPSIS_TEXT "…"
#define REPLACEMENT 0xfffd
#define NEWLINE_SIGN 0x2424
#define DOTTED_CIRCLE 0x25cc
/* What a cell of the screen library holds besides its base. */
#define MARKS_MAX 4
#define NO_BASE (-1)

struct range {
	uint32_t first;
	uint32_t last;
	uint32_t becomes;
};

/* Sorted. Invisible characters, directional controls, private use: see text_safe(). */
static const struct range replaced[] = {
	{0x0000ad, 0x0000ad, DROPPED},
	{0x00034f, 0x00034f, DROPPED},
	{0x00061c, 0x00061c, DROPPED},
	{0x00115f, 0x001160, DROPPED},
	{0x0017b4, 0x0017b5, DROPPED},
	{0x00180b, 0x00180f, DROPPED},
	{0x00200b, 0x00200f, DROPPED},
	{0x002028, 0x002029, NEWLINE_SIGN},
	{0x00202a, 0x00202e, REPLACEMENT},
	{0x002060, 0x002065, DROPPED},
	{0x002066, 0x002069, REPLACEMENT},
	{0x00206a, 0x00206f, DROPPED},
	{0x003164, 0x003164, ' '},
	{0x00d800, 0x00f8ff, REPLACEMENT},
	{0x00fdd0, 0x00fdef, REPLACEMENT},
	{0x00fe00, 0x00fe0f, DROPPED},
	{0x00feff, 0x00feff, DROPPED},
	{0x00ffa0, 0x00ffa0, ' '},
	{0x00fff0, 0x00fffb, DROPPED},
	{0x01d173, 0x01d17a, DROPPED},
	{0x01f3fb, 0x01f3ff, DROPPED},
	{0x0e0000, 0x0e0fff, DROPPED},
	{0x0f0000, 0x10ffff, REPLACEMENT},
};

/* The code points of a text after neutralising, one by one. */
struct stream {
	const char *text;
	enum text_lines lines;
	int marks;     /* on the current base, NO_BASE at the start of a line */
	uint32_t held; /* a leading mark that waits behind its dotted circle; 0 when none */
};

static uint32_t replacement_in_table(uint32_t code_point)
{
	size_t low = 0;
	size_t high = sizeof(replaced) / sizeof(*replaced);

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (code_point > replaced[middle].last)
			low = middle + 1;
		else if (code_point < replaced[middle].first)
			high = middle;
		else
			return replaced[middle].becomes;
	}
	return (code_point & 0xfffe) == 0xfffe ? REPLACEMENT : code_point;
}

/* What stands for a code point; line breaks and tabs are dealt with before. */
static uint32_t neutralise(uint32_t code_point)
{
	if (code_point < 0x20)
		return 0x2400 + code_point;
	if (code_point == 0x7f)
		return 0x2421;
	if (code_point >= 0x80 && code_point < 0xa0)
		return REPLACEMENT;
	return replacement_in_table(code_point);
}

static bool give(
	struct stream *stream, uint32_t code_point, int width, uint32_t *out, int *out_width)
{
	if (width > 0)
		stream->marks = 0;
	*out = code_point;
	*out_width = width;
	return true;
}

/* A line break, as `lines` asks for; CR LF is one. */
static bool give_break(struct stream *stream, uint32_t code_point, uint32_t *out, int *width)
{
	if (code_point == '\r' && *stream->text == '\n')
		stream->text++;
	if (stream->lines == TEXT_ONE_LINE)
		return give(stream, NEWLINE_SIGN, 1, out, width);
	stream->marks = NO_BASE;
	return give(stream, '\n', 0, out, width);
}

static bool stream_next_other(struct stream *stream, uint32_t *out, int *out_width)
{
	uint32_t code_point;
	int width;

	while ((code_point = text_next(&stream->text, NULL)) != 0) {
		if (code_point == '\n' || code_point == '\r')
			return give_break(stream, code_point, out, out_width);
		code_point = code_point == '\t' ? ' ' : neutralise(code_point);
		if (code_point == DROPPED)
			continue;
		width = code_point == REPLACEMENT ? 1 : wcwidth((wchar_t)code_point);
		if (width < 0)
			return give(stream, REPLACEMENT, 1, out, out_width);
		if (width > 0)
			return give(stream, code_point, width, out, out_width);
		if (stream->marks == NO_BASE) {
			stream->held = code_point;
			return give(stream, DOTTED_CIRCLE, 1, out, out_width);
		}
		if (stream->marks == MARKS_MAX)
			continue;
		stream->marks++;
		return give(stream, code_point, 0, out, out_width);
	}
	return false;
}

/* The next code point and its columns (0 for a mark and for LF); false at the end. */
static inline bool stream_next(struct stream *stream, uint32_t *out, int *out_width)
{
	unsigned char byte = (unsigned char)*stream->text;

	if (stream->held != 0) {
		*out = stream->held;
		*out_width = 0;
		stream->held = 0;
		stream->marks = 1;
		return true;
	}
	if (byte >= 0x20 && byte < 0x7f) {
		stream->text++;
		stream->marks = 0;
		*out = byte;
		*out_width = 1;
		return true;
	}
	return stream_next_other(stream, out, out_width);
}

static struct stream stream_open(const char *text, enum text_lines lines)
{
	return (struct stream){.text = text == NULL ? "" : text, .lines = lines, .marks = NO_BASE};
}

char *text_safe(const char *text, enum text_lines lines)
{
	struct stream stream = stream_open(text, lines);
	struct buffer safe = {0};
	uint32_t code_point;
	int width;

	while (stream_next(&stream, &code_point, &width)) {
		char encoded[4];

		buffer_append_bytes(&safe, encoded, text_encode(encoded, code_point));
	}
	return buffer_take(&safe);
}

int text_width(const char *text)
{
	struct stream stream = stream_open(text, TEXT_ONE_LINE);
	uint32_t code_point;
	int width;
	int columns = 0;

	while (stream_next(&stream, &code_point, &width))
		columns += width;
	return columns;
}

size_t text_fit_wide(wchar_t *out, size_t capacity, const char *text, int columns, int *used)
{
	struct stream stream = stream_open(text, TEXT_ONE_LINE);
	uint32_t code_point;
	int width;
	int taken = 0;
	int cut_taken = -1; /* columns before the last base that an ellipsis can replace */
	size_t count = 0;
	size_t cut = 0;

	while (capacity > 0 && stream_next(&stream, &code_point, &width)) {
		if (width > 0 && taken < columns && count + 2 <= capacity) {
			cut = count;
			cut_taken = taken;
		}
		if (taken + width > columns || count + 1 >= capacity) {
			count = 0;
			taken = 0;
			if (cut_taken >= 0) {
				out[cut] = ELLIPSIS;
				count = cut + 1;
				taken = cut_taken + 1;
			}
			break;
		}
		out[count++] = (wchar_t)code_point;
		taken += width;
	}
	if (capacity > 0)
		out[count] = L'\0';
	if (used != NULL)
		*used = taken;
	return count;
}

char *text_fit(const char *text, int columns, int *used)
{
	/* No more wide characters than bytes, nor than a base and its marks per column. */
	size_t length = text == NULL ? 0 : strlen(text);
	size_t most = columns < 1 ? 0 : (size_t)columns * (MARKS_MAX + 1);
	size_t capacity = (length < most ? length : most) + 2;
	wchar_t *wide = xreallocarray(NULL, capacity, sizeof(*wide));
	size_t count = text_fit_wide(wide, capacity, text, columns, used);
	struct buffer fitted = {0};

	for (size_t i = 0; i < count; i++) {
		char encoded[4];

		buffer_append_bytes(&fitted, encoded, text_encode(encoded, (uint32_t)wide[i]));
	}
	free(wide);
	return buffer_take(&fitted);
}

/* Where a line of a paragraph ends, and where the next one starts. */
struct wrap {
	const char *end;
	const char *next;
};

static const char *skip_marks(const char *text, const char *end)
{
	const char *after = text;

	while (after < end && wcwidth((wchar_t)text_next(&after, end)) == 0)
		text = after;
	return text;
}

/* A space that a mark stands on is a letter like any other. */
static bool at_space(const char *text, const char *end)
{
	return text < end && *text == ' ' && skip_marks(text + 1, end) == text + 1;
}

static const char *skip_spaces(const char *text, const char *end)
{
	while (at_space(text, end))
		text++;
	return text;
}

/* Finds the end of the line that starts at `start`; `end` is that of the paragraph. */
static struct wrap wrap_line(const char *start, const char *end, int columns)
{
	const char *text = start;
	const char *space = NULL; /* the last place to break: the first of a run of spaces */
	bool in_spaces = true;    /* spaces that open a line are indentation, no place to break */
	int taken = 0;

	while (text < end) {
		const char *here = text;
		uint32_t code_point = text_next(&text, end);
		int width = wcwidth((wchar_t)code_point);

		if (!at_space(here, end)) {
			in_spaces = false;
		} else if (!in_spaces) {
			space = here;
			in_spaces = true;
		}
		if (taken + width <= columns) {
			taken += width;
			continue;
		}
		if (space != NULL)
			return (struct wrap){space, skip_spaces(space, end)};
		/* Not even one fits (a wide one in one column): the line is empty, and goes on. */
		return (struct wrap){here, here == start ? skip_marks(text, end) : here};
	}
	return (struct wrap){end, end};
}

void text_wrap(
	const char *text, int columns, void (*line)(void *context, const char *text), void *context)
{
	char *safe = text_safe(text, TEXT_MANY_LINES);
	char *start = safe;

	while (columns > 0 && *start != '\0') {
		char *end = strchrnul(start, '\n');
		bool more = *end == '\n';

		do {
			struct wrap wrap = wrap_line(start, end, columns);
			char *line_end = safe + (wrap.end - safe);
			char kept = *line_end;
			bool too_wide = wrap.end == start && wrap.next > start;

			*line_end = '\0';
			line(context, too_wide ? ELLIPSIS_TEXT : start);
			*line_end = kept;
			start = safe + (wrap.next - safe);
		} while (start < end);
		start = end + more;
	}
	free(safe);
}
