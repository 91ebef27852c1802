/* SPDX-License-Identifier: GPL-3.0-or-later */
/* That somebody has opened a request: written beside the journal, as nobody wants it undone. */
#ifndef TRAFFPUNKT_STORE_OPENING_H
#define TRAFFPUNKT_STORE_OPENING_H

#include "store/store.h"

/* Notes the first opening, makes a new request an open one, and one that has woken an ordinary one.
 * Nothing is written when all is so already: *changed is false then. */
bool store_note_opening(struct store *store, int64_t request, bool *changed, struct error *error);

/* A field that opening fills in: undo neither minds it nor takes it back. */
bool opening_fills(const struct entity *entity, const struct field *field);
/* Undo brings back what was before, but not that nobody had opened the request: `record` follows
 * `current`. */
void opening_keep(const struct entity *entity, void *record, const void *current);

#endif
