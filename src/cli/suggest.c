/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of the known words was meant by one that is not known: the fewest letters apart. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cli/options.h"

static size_t smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;
	return least < c ? least : c;
}

/* Letters to put in, take out or change (Levenshtein), one row of the matrix at a time. */
static size_t distance(const char *from, const char *to)
{
	size_t length = strlen(to);
	size_t *row = xcalloc(length + 1, sizeof(*row));
	for (size_t i = 0; i <= length; i++)
		row[i] = i;
	for (size_t i = 1; from[i - 1]; i++) {
		size_t corner = row[0];
		row[0] = i;
		for (size_t j = 1; j <= length; j++) {
			size_t above = row[j];
			row[j] = smallest(
				above + 1, row[j - 1] + 1, corner + (from[i - 1] != to[j - 1]));
			corner = above;
		}
	}
	size_t result = row[length];
	free(row);
	return result;
}

const char *suggest(const char *const *candidates, const char *text)
{
	const char *best = NULL;
	size_t length = strlen(text);
	size_t limit = length / 3 + 1;
	for (; length < 40 && *candidates; candidates++) {
		size_t apart = distance(text, *candidates);
		/* A beginning counts as a hit, but not so much as a near miss. */
		if (length > 1 && !strncmp(*candidates, text, length))
			apart = 1;
		if (apart <= limit && apart < length) {
			best = *candidates;
			limit = apart - (apart > 0);
			if (!apart)
				break;
		}
	}
	return best;
}
