/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/columns.h"

static int total(const int widths[], size_t count)
{
	int sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += widths[i] ? widths[i] + (sum > 0) : 0;
	return sum;
}

/* The column that gives way first among those still there; count when only one is left. */
static size_t weakest(const struct column *columns, size_t count, const int widths[])
{
	size_t found = count, left = 0;
	for (size_t i = 0; i < count; i++) {
		if (!widths[i])
			continue;
		left++;
		if (found == count || columns[i].priority > columns[found].priority)
			found = i;
	}
	return left > 1 ? found : count;
}

/* Gives the weakest columns up until the rest fits. */
static void drop_weakest(const struct column *columns, size_t count, int width, int widths[])
{
	size_t victim;
	while (total(widths, count) > width && (victim = weakest(columns, count, widths)) < count)
		widths[victim] = 0;
}

/* Shares out what is left, the most important column first; to what they want, or all they can
 * use. */
static void grow(const struct column *columns, size_t count, int width, bool to_max, int widths[])
{
	int spare = width - total(widths, count);
	for (int priority = 1; spare > 0 && priority <= COLUMNS_LIMIT; priority++) {
		for (size_t i = 0; i < count; i++) {
			if (!widths[i] || columns[i].priority != priority)
				continue;
			int room = (to_max ? columns[i].max : columns[i].want) - widths[i];
			int more = room < spare ? room : spare;
			widths[i] += more > 0 ? more : 0;
			spare -= more > 0 ? more : 0;
		}
	}
}

void columns_fit(const struct column *columns, size_t count, int width, int widths[])
{
	/* A column beyond the core comes only when the core has what it wants. */
	for (size_t i = 0; i < count; i++)
		widths[i] = columns[i].want;
	for (size_t victim; total(widths, count) > width &&
			    (victim = weakest(columns, count, widths)) < count &&
			    columns[victim].priority > COLUMNS_CORE;)
		widths[victim] = 0;
	for (size_t i = 0; i < count; i++)
		widths[i] = widths[i] ? columns[i].min : 0;
	drop_weakest(columns, count, width, widths);
	for (size_t i = 0; i < count; i++) {
		if (widths[i] > width)
			widths[i] = width > 0 ? width : 0;
	}
	grow(columns, count, width, false, widths);
	grow(columns, count, width, true, widths);
}
