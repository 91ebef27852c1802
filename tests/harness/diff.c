/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Longest common subsequence of lines: screens have some hundred lines, so the plain table will do.
 */
#include "harness/diff.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define CONTEXT 3

struct lines {
	const char **start;
	size_t *length;
	size_t count;
};

struct edit {
	char sign; /* ' ', '-' or '+' */
	const char *text;
	size_t length;
};

static struct lines split(const char *text)
{
	struct lines lines = {0};

	while (*text) {
		size_t length = strcspn(text, "\n");

		lines.start = xreallocarray(lines.start, lines.count + 1, sizeof *lines.start);
		lines.length = xreallocarray(lines.length, lines.count + 1, sizeof *lines.length);
		lines.start[lines.count] = text;
		lines.length[lines.count++] = length;
		text += length + (text[length] == '\n');
	}
	return lines;
}

static bool same(const struct lines *a, size_t i, const struct lines *b, size_t j)
{
	return a->length[i] == b->length[j] && memcmp(a->start[i], b->start[j], a->length[i]) == 0;
}

/* table[i][j]: how many lines a[i..] and b[j..] have in common. */
static unsigned *common(const struct lines *a, const struct lines *b)
{
	size_t width = b->count + 1;
	unsigned *table = xcalloc((a->count + 1) * width, sizeof *table);

	for (size_t i = a->count; i-- > 0;) {
		for (size_t j = b->count; j-- > 0;) {
			unsigned down = table[(i + 1) * width + j];
			unsigned right = table[i * width + j + 1];

			table[i * width + j] = same(a, i, b, j) ? table[(i + 1) * width + j + 1] + 1
					       : down > right   ? down
								: right;
		}
	}
	return table;
}

static struct edit *list_edits(const struct lines *a, const struct lines *b, size_t *count)
{
	struct edit *edits = xcalloc(a->count + b->count + 1, sizeof *edits);
	unsigned *table = common(a, b);
	size_t width = b->count + 1;
	size_t i = 0, j = 0;

	*count = 0;
	while (i < a->count || j < b->count) {
		struct edit *edit = &edits[(*count)++];
		bool both = i < a->count && j < b->count;

		if (both && same(a, i, b, j)) {
			*edit = (struct edit){' ', a->start[i], a->length[i]};
			i++, j++;
		} else if (j == b->count ||
			   (both && table[(i + 1) * width + j] >= table[i * width + j + 1])) {
			*edit = (struct edit){'-', a->start[i], a->length[i]};
			i++;
		} else {
			*edit = (struct edit){'+', b->start[j], b->length[j]};
			j++;
		}
	}
	free(table);
	return edits;
}

static bool is_near_change(const struct edit *edits, size_t count, size_t at)
{
	size_t first = at > CONTEXT ? at - CONTEXT : 0;

	for (size_t i = first; i <= at + CONTEXT && i < count; i++) {
		if (edits[i].sign != ' ')
			return true;
	}
	return false;
}

void diff_append(struct buffer *out, const char *lead, const char *before, const char *after)
{
	struct lines a = split(before);
	struct lines b = split(after);
	size_t count;
	struct edit *edits = list_edits(&a, &b, &count);
	size_t line = 1; /* in `before` */
	bool shown = true;

	for (size_t i = 0; i < count; i++) {
		bool show = is_near_change(edits, count, i);

		if (show && (!shown || i == 0))
			buffer_printf(out, "%s@@ line %zu @@\n", lead, line);
		if (show)
			buffer_printf(out, "%s%c%.*s\n", lead, edits[i].sign, (int)edits[i].length,
				edits[i].text);
		shown = show;
		line += edits[i].sign != '+';
	}
	free(edits);
	free(a.start);
	free(a.length);
	free(b.start);
	free(b.length);
}
