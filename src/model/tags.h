/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that people put on participants: kept single, in order, with ", " between them. */
#ifndef TRAFFPUNKT_MODEL_TAGS_H
#define TRAFFPUNKT_MODEL_TAGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct tag_set {
	char **words; /* owned, in order, each once whatever its case */
	size_t count;
};

/* Words with commas or spaces between them; NULL is none. */
struct tag_set tag_set_read(const char *text);
void tag_set_add(struct tag_set *set, const char *word);
/* "inbjuden, ny"; NULL when there are none. Owned by the caller. */
char *tag_set_write(const struct tag_set *set);
void tag_set_finish(struct tag_set *set);

/* "ny -gammal +stöd" in two sets; ERROR_DATA when it says nothing, or puts a tag on and off. */
struct tag_change {
	struct tag_set added;
	struct tag_set removed;
};
bool tag_change_read(struct tag_change *change, const char *text, struct error *error);
void tag_change_finish(struct tag_change *change);
/* The tags after the change; NULL when none are left. Owned by the caller. */
char *tag_change_apply(const struct tag_change *change, const char *tags);
/* "+ny −gammal". Owned by the caller. */
char *tag_change_say(const struct tag_change *change);

#endif
