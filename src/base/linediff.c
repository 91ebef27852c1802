/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/linediff.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"

/* Cells of the table of common lengths; texts that would need more are told as replaced whole. */
#define TABLE_LIMIT ((size_t)4 << 20)

struct lines {
	const char **items; /* owned */
	size_t count;
};

/* Parts the text in place; an LF at its end opens no line. */
static struct lines part(char *text)
{
	struct lines lines = {0};
	while (text && *text) {
		char *end = strchr(text, '\n');
		lines.items = xreallocarray(lines.items, lines.count + 1, sizeof(*lines.items));
		lines.items[lines.count++] = text;
		if (!end)
			break;
		*end = '\0';
		text = end + 1;
	}
	return lines;
}

static void add(struct line_diff *diff, enum diff_kind kind, const char *text)
{
	diff->lines = xreallocarray(diff->lines, diff->count + 1, sizeof(*diff->lines));
	diff->lines[diff->count++] = (struct diff_line){.kind = kind, .text = text};
	diff->gone += kind == DIFF_GONE;
	diff->added += kind == DIFF_NEW;
}

/* What lies between the equal beginning and the equal end. */
struct middle {
	const char **old, **new;
	size_t old_count, new_count;
	unsigned *common; /* of the rest from each pair on; rows of new_count + 1 */
};

static unsigned *cell(const struct middle *middle, size_t i, size_t j)
{
	return &middle->common[i * (middle->new_count + 1) + j];
}

static void fill(struct middle *middle)
{
	for (size_t i = middle->old_count; i-- > 0;) {
		for (size_t j = middle->new_count; j-- > 0;) {
			unsigned down = *cell(middle, i + 1, j), right = *cell(middle, i, j + 1);
			*cell(middle, i, j) = !strcmp(middle->old[i], middle->new[j])
						      ? *cell(middle, i + 1, j + 1) + 1
					      : down >= right ? down
							      : right;
		}
	}
}

static void walk(struct line_diff *diff, const struct middle *middle)
{
	size_t i = 0, j = 0;
	while (i < middle->old_count && j < middle->new_count) {
		if (!strcmp(middle->old[i], middle->new[j])) {
			add(diff, DIFF_SAME, middle->old[i]);
			i++;
			j++;
		} else if (*cell(middle, i + 1, j) >= *cell(middle, i, j + 1)) {
			add(diff, DIFF_GONE, middle->old[i++]);
		} else {
			add(diff, DIFF_NEW, middle->new[j++]);
		}
	}
	while (i < middle->old_count)
		add(diff, DIFF_GONE, middle->old[i++]);
	while (j < middle->new_count)
		add(diff, DIFF_NEW, middle->new[j++]);
}

static void compare(struct line_diff *diff, struct middle *middle)
{
	size_t cells = (middle->old_count + 1) * (middle->new_count + 1);
	if (cells > TABLE_LIMIT) {
		for (size_t i = 0; i < middle->old_count; i++)
			add(diff, DIFF_GONE, middle->old[i]);
		for (size_t j = 0; j < middle->new_count; j++)
			add(diff, DIFF_NEW, middle->new[j]);
		return;
	}
	middle->common = xcalloc(cells, sizeof(*middle->common));
	fill(middle);
	walk(diff, middle);
	free(middle->common);
}

void line_diff_init(struct line_diff *diff, const char *old, const char *new)
{
	*diff = (struct line_diff){.old = xstrdup(old ? old : ""), .new = xstrdup(new ? new : "")};
	struct lines was = part(diff->old), is = part(diff->new);
	size_t before = 0, after = 0;
	size_t least = was.count < is.count ? was.count : is.count;
	while (before < least && !strcmp(was.items[before], is.items[before]))
		add(diff, DIFF_SAME, was.items[before++]);
	while (after < least - before &&
		!strcmp(was.items[was.count - 1 - after], is.items[is.count - 1 - after]))
		after++;
	struct middle middle = {
		.old_count = was.count - before - after, .new_count = is.count - before - after};
	if (middle.old_count + middle.new_count) {
		middle.old = was.items + before;
		middle.new = is.items + before;
		compare(diff, &middle);
	}
	for (size_t i = was.count - after; i < was.count; i++)
		add(diff, DIFF_SAME, was.items[i]);
	free(was.items);
	free(is.items);
}

void line_diff_finish(struct line_diff *diff)
{
	free(diff->lines);
	free(diff->old);
	free(diff->new);
	*diff = (struct line_diff){0};
}

/* ---- as diff -u ---- */

/* The end of the hunk that begins at `start`: changes nearer than two contexts share one. */
static size_t hunk_end(const struct line_diff *diff, size_t start, size_t context)
{
	size_t last = start;
	for (size_t i = start; i < diff->count && i <= last + 2 * context + 1; i++) {
		if (diff->lines[i].kind != DIFF_SAME)
			last = i;
	}
	return last + 1;
}

static void print_range(struct buffer *out, char sign, size_t first, size_t count)
{
	/* An empty range names the line before it. */
	buffer_printf(out, "%c%zu", sign, count ? first + 1 : first);
	if (count != 1)
		buffer_printf(out, ",%zu", count);
}

static void print_hunk(struct buffer *out, const struct line_diff *diff, size_t from, size_t to)
{
	static const char signs[] = {[DIFF_SAME] = ' ', [DIFF_GONE] = '-', [DIFF_NEW] = '+'};
	size_t old_first = 0, new_first = 0, old_count = 0, new_count = 0;
	for (size_t i = 0; i < to; i++) {
		bool old = diff->lines[i].kind != DIFF_NEW, new = diff->lines[i].kind != DIFF_GONE;
		*(i < from ? &old_first : &old_count) += old;
		*(i < from ? &new_first : &new_count) += new;
	}
	buffer_append(out, "@@ ");
	print_range(out, '-', old_first, old_count);
	buffer_append_char(out, ' ');
	print_range(out, '+', new_first, new_count);
	buffer_append(out, " @@\n");
	for (size_t i = from; i < to; i++)
		buffer_printf(out, "%c%s\n", signs[diff->lines[i].kind], diff->lines[i].text);
}

char *line_diff_unified(
	const struct line_diff *diff, const char *old_name, const char *new_name, size_t context)
{
	struct buffer out = {0};
	if (diff->gone + diff->added)
		buffer_printf(&out, "--- %s\n+++ %s\n", old_name, new_name);
	for (size_t i = 0; i < diff->count; i++) {
		if (diff->lines[i].kind == DIFF_SAME)
			continue;
		size_t end = hunk_end(diff, i, context);
		size_t to = end + context < diff->count ? end + context : diff->count;
		print_hunk(&out, diff, i > context ? i - context : 0, to);
		i = end - 1;
	}
	return buffer_take(&out);
}
