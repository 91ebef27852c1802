/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is new between two versions of a meeting's calendar file, told to people. */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_CHANGES_H
#define TRAFFPUNKT_EXCHANGE_ICAL_CHANGES_H

#include <stdbool.h>
#include <stddef.h>

/* One property; of the description, one line. */
struct calendar_change {
	const char *label; /* translated, borrowed */
	bool is_line;      /* of the description */
	char *old;         /* owned; NULL: it was not there */
	char *new;         /* owned; NULL: it is gone */
};

struct calendar_changes {
	struct calendar_change *items; /* owned */
	size_t count;
};

/*
 * Compares two files of one event each, as calendar_write_event() makes them. `old` NULL: all of it
 * is new. The values are unescaped and neutralised; days and times are in the language of the
 * screen.
 */
void calendar_changes_find(struct calendar_changes *changes, const char *old, const char *new);
void calendar_changes_finish(struct calendar_changes *changes);
/* "Title: old → new", a line each, for a letter: NULL when there is nothing. Owned by the caller.
 */
char *calendar_changes_text(const struct calendar_changes *changes);

/* What a STATUS means, translated and borrowed; one that is not known as it is, NULL for NULL. */
const char *calendar_status_words(const char *token);

#endif
