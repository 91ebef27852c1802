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

/* Shares out what is left, the most important column first. */
static void grow(const struct column *columns, size_t count, int spare, int widths[])
{
	for (int priority = 1; spare > 0 && priority <= COLUMNS_LIMIT; priority++) {
		for (size_t i = 0; i < count; i++) {
			if (!widths[i] || columns[i].priority != priority)
				continue;
			int room = columns[i].max - widths[i];
			int more = room < spare ? room : spare;
			widths[i] += more;
			spare -= more;
		}
	}
}

void columns_fit(const struct column *columns, size_t count, int width, int widths[])
{
	size_t victim;
	for (size_t i = 0; i < count; i++)
		widths[i] = columns[i].min;
	while (total(widths, count) > width && (victim = weakest(columns, count, widths)) < count)
		widths[victim] = 0;
	for (size_t i = 0; i < count; i++) {
		if (widths[i] > width)
			widths[i] = width > 0 ? width : 0;
	}
	grow(columns, count, width - total(widths, count), widths);
}
