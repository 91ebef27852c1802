/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text as its words, to find again what somebody wrote otherwise: case, accents, å ä ö,
 * punctuation and line breaks aside. Names are told the same way, so that "Öberg, Åsa" is found in
 * "åsa öberg".
 */
#ifndef TRAFFPUNKT_MODEL_WORDING_H
#define TRAFFPUNKT_MODEL_WORDING_H

#include <stdbool.h>
#include <stddef.h>

struct word {
	size_t start, end; /* bytes of the text */
	char *folded;      /* owned; never empty */
};

struct wording {
	struct word *words; /* owned; in the order of the text */
	size_t count;
};

/* NULL has no words. */
void wording_read(struct wording *wording, const char *text);
void wording_finish(struct wording *wording);
/* "asa oberg " of the words from `first`: each with a space after it. Owned by the caller. */
char *wording_join(const struct wording *wording, size_t first, size_t count);

/*
 * What a person's name is found by: the words of the family name and then those of the given name,
 * each with a space after it ("oberg asa "). "" when that is less than two words: nobody is told by
 * one. Owned by the caller.
 */
char *name_words(const char *given, const char *family);

#endif
