/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/programme.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"

#define NOON (12 * 60)

/* Where in the day it stands, in minutes; before all is what opens the meeting. */
static int64_t place_of(const struct programme_item *item)
{
	if (item->start.known)
		return item->start.value;
	if (!item->part.known)
		return MINUTES_PER_DAY;
	switch (item->part.value) {
	case PART_FIRST:
		return -1;
	case PART_MORNING:
		return 0;
	case PART_AFTERNOON:
		return NOON;
	default:
		return MINUTES_PER_DAY;
	}
}

static int compare_numbers(int64_t left, int64_t right)
{
	return (left > right) - (left < right);
}

static int compare(const void *one, const void *other)
{
	const struct programme_item *left = one, *right = other;
	int order = compare_numbers(place_of(left), place_of(right));
	if (!order)
		order = compare_numbers(left->ordinal.value, right->ordinal.value);
	return order ? order : compare_numbers(left->record.id, right->record.id);
}

void programme_sort(struct programme_item *items, size_t count)
{
	if (count > 1)
		qsort(items, count, sizeof(*items), compare);
}

bool programme_is_free_order(const struct programme_item *left, const struct programme_item *right)
{
	return place_of(left) == place_of(right);
}

bool programme_overlaps(const struct programme_item *left, const struct programme_item *right)
{
	if (!left->start.known || !right->start.known)
		return false;
	const struct programme_item *first = left, *second = right;
	if (second->start.value < first->start.value) {
		first = right;
		second = left;
	}
	if (first->start.value == second->start.value)
		return true;
	return first->end.known && first->end.value > second->start.value;
}

char *programme_when(const struct programme_item *item)
{
	if (item->start.known)
		return time_format_range(item->start.value, item->end.known ? item->end.value : -1);
	return item->part.known ? xstrdup(choice_label(&programme_parts, (int)item->part.value))
				: NULL;
}

bool programme_validate(const struct programme_item *item, struct error *error)
{
	if (item->part.known && item->start.known)
		return error_set_field(error, ERROR_DATA, "start",
			_("A programme item has a clock time or a part of the day, not both: empty "
			  "one of them."));
	if (item->end.known && !item->start.known)
		return error_set_field(error, ERROR_DATA, "start",
			_("A programme item with an end needs a start."));
	if (item->end.known && item->end.value <= item->start.value)
		return error_set_field(
			error, ERROR_DATA, "end", _("The programme item ends before it starts."));
	return true;
}
