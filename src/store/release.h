/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger of calendar files. */
#ifndef TRAFFPUNKT_STORE_RELEASE_H
#define TRAFFPUNKT_STORE_RELEASE_H

#include "base/digest.h"
#include "store/store.h"

struct release {
	int64_t meeting;
	int64_t sequence;
	char method[8];                /* "none", "publish", "cancel" */
	char status[16];               /* the meeting's state when it was released */
	char content[DIGEST_HEX_SIZE]; /* of what the file says, without version and stamps */
	char sha256[DIGEST_HEX_SIZE];  /* of the file */
	char file[128];                /* its name, without folder */
	int64_t stamped_at;            /* LAST-MODIFIED in the file, Unix seconds */
	int64_t released_at;
	char released_by[64];
};

/* The newest release of a meeting with any method (method NULL) or one. *found is false when there
 * is none. */
bool store_release_latest(struct store *store, int64_t meeting, const char *method,
	struct release *release, bool *found, struct error *error);
/* Adds it; the same meeting, sequence and method again is left as it was. Needs store_begin. Also
 * raises meeting.sequence, which is not a change of the meeting (no new version, no journal row).
 */
bool store_release_add(struct store *store, const struct release *release, struct error *error);
/* All of a meeting, newest first. The array is the caller's to free. */
bool store_release_list(struct store *store, int64_t meeting, struct release **releases,
	size_t *count, struct error *error);
/* What a version says, as calendar text without version and stamps; kept once, with the release.
 * Needs store_begin. */
bool store_release_keep_text(struct store *store, int64_t meeting, int64_t sequence,
	const char *text, struct error *error);
/* NULL when it was released before texts were kept, or elsewhere. Owned by the caller. */
bool store_release_text(
	struct store *store, int64_t meeting, int64_t sequence, char **text, struct error *error);
/* How many people have exactly this version, as what they were given last. */
bool store_release_holders(struct store *store, int64_t meeting, int64_t sequence, int64_t *count,
	struct error *error);

#endif
