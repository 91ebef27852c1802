/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ways through the life of a seat that other parts of the dashboard lead into. */
#ifndef TRAFFPUNKT_TUI_LIFECYCLE_H
#define TRAFFPUNKT_TUI_LIFECYCLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/participant.h"
#include "tui/sheet.h"

struct dashboard;
struct draft_count;

/* Is there more to a participant's state than its reason: letters, a fee, another network? */
bool seat_has_way(int to);
/* Asks what has to be known, tells what will follow, and brings the participants into the state. */
unsigned seat_ask(struct dashboard *dashboard, const int64_t *ids, size_t count, int to);

/* Tells what the seat of a participant means: its meetings, what late sign-up costs, where the seat
 * came from and went, what waits in the outbox. */
void seat_describe(
	struct dashboard *dashboard, const struct participant *participant, struct sheet *sheet);

/* "3 letters, 1 task"; "" when there is nothing. Owned by the caller. */
char *outbox_in_words(const struct draft_count *count);

#endif
