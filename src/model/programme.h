/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the items of a programme are: by the clock, or by a part of the day, never by both. */
#ifndef TRAFFPUNKT_MODEL_PROGRAMME_H
#define TRAFFPUNKT_MODEL_PROGRAMME_H

#include "model/meeting.h"

/* In the order of the day: what opens the meeting, then by the clock and the part of the day, what
 * follows on it; in the order they were put in where that says the same. */
void programme_sort(struct programme_item *items, size_t count);
/* Nothing but their order among themselves says which of the two comes first. */
bool programme_is_free_order(const struct programme_item *left, const struct programme_item *right);
/* Both have a start and an end, or one starts within the other. */
bool programme_overlaps(const struct programme_item *left, const struct programme_item *right);
/* "10:00–10:45", "morning"; NULL when neither is known. Owned by the caller. */
char *programme_when(const struct programme_item *item);
/* The rules of one item by itself. */
bool programme_validate(const struct programme_item *item, struct error *error);

#endif
