/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signs that we leave for each other, and texts that are not saved yet. None of this may ever be in
 * the way: what cannot be written now is left, without a word, and nothing is written with
 * --readonly.
 */
#ifndef TRAFFPUNKT_SERVICE_HINT_H
#define TRAFFPUNKT_SERVICE_HINT_H

#include "service/service.h"
#include "store/presence.h"

/* Seconds between two signs of life, and until a text that was typed in is kept. */
enum { HINT_BEAT = 20, HINT_KEEP = 5 };

/* False: it could not be written now. */
bool service_hint_mark(
	struct service *service, const struct entity *entity, int64_t id, enum doing doing);
bool service_hint_leave(struct service *service, const struct entity *entity, int64_t id);
/* What the others do; empty when it cannot be read. */
void service_hints(struct service *service, struct hints *hints);

/* Keeps a text until it is saved or thrown away: `content` is JSON, its strings are masked. False:
 * it could not be written now. */
bool service_unsaved_keep(
	struct service *service, const struct unsaved_key *key, const char *content);
bool service_unsaved_drop(struct service *service, const struct unsaved_key *key);
/* What the user has left there; NULL: nothing. Owned by the caller. */
char *service_unsaved_find(struct service *service, const struct unsaved_key *key, int64_t *at);
/* May what is typed in this record be kept beside it? Not what is told of protected persons or
 * sensitive requests, nor needs of people, which stand in a table of their own. */
bool service_unsaved_allows(const struct entity *entity, const void *record);
/* The same of a request by its number, for what is written about it. */
bool service_unsaved_allows_request(struct service *service, int64_t id);

#endif
