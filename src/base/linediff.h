/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What changed between two texts, line by line: the longest common sequence is kept. */
#ifndef TRAFFPUNKT_BASE_LINEDIFF_H
#define TRAFFPUNKT_BASE_LINEDIFF_H

#include <stdbool.h>
#include <stddef.h>

enum diff_kind {
	DIFF_SAME,
	DIFF_GONE,
	DIFF_NEW,
};

struct diff_line {
	enum diff_kind kind;
	const char *text; /* without its LF; borrowed from the texts kept below */
};

struct line_diff {
	struct diff_line *lines; /* owned; of a change the old lines first */
	size_t count;
	size_t gone;
	size_t added;
	char *old; /* owned: the texts, parted in place */
	char *new;
};

/* NULL is a text without lines. */
void line_diff_init(struct line_diff *diff, const char *old, const char *new);
void line_diff_finish(struct line_diff *diff);

/* As `diff -u` writes it, with so many lines of context; "" when nothing differs. Owned by the
 * caller. */
char *line_diff_unified(
	const struct line_diff *diff, const char *old_name, const char *new_name, size_t context);

#endif
