/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What we say among ourselves about a request. A note never leaves the house: what composes letters
 * and writes files cannot read it (tests/test_house.py), and the reader of letters blocks its words
 * (lint.h). Whoever wrote a note changes and deletes it; the others do not.
 *
 * A note about a protected person or on a sensitive request is sealed in lists and in the history.
 * A register extract (extract.h) holds no notes: they may be about others as well, so that whoever
 * answers the person reads them and decides.
 */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_NOTE_H
#define TRAFFPUNKT_SERVICE_REQUEST_NOTE_H

#include "service/service.h"

/* Adds one; *id gets its number, and may be NULL. */
bool service_note_add(struct service *service, int64_t request, const char *text, int64_t *id,
	struct error *error);
/* Writes one anew; a blank text deletes it. ERROR_REFUSED when it is another's. */
bool service_note_write(
	struct service *service, int64_t note, const char *text, struct error *error);
bool service_note_delete(struct service *service, int64_t note, struct error *error);
/* The text of one. Owned by the caller. */
bool service_note_text(struct service *service, int64_t note, char **text, struct error *error);
/* internal_note records of a request and of those that were merged into it, the newest last. */
bool service_note_list(
	struct service *service, int64_t request, struct record_set *notes, struct error *error);

#endif
