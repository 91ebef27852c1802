/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Swedish order and search, by ICU (CLDR sv): å ä ö last, v and w apart, ü as y, æ as ä, ø as ö.
 * Sort keys are computed here and stored, so that an index needs no collation of its own and any
 * SQLite tool can open the database.
 */
#ifndef TRAFFPUNKT_BASE_COLLATE_H
#define TRAFFPUNKT_BASE_COLLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct collator;

/* One per store; opening ICU's rules costs about a millisecond, so it waits until the first key. */
struct collator *collator_create(void);
void collator_destroy(struct collator *collator);
/* The version of the rules behind the keys: stored, and when it differs all keys are made anew. */
const char *collator_version(struct collator *collator);
/* The sort key of a text: bytes that compare with memcmp. Owned by the caller; *length in bytes. */
unsigned char *collator_key(struct collator *collator, const char *text, size_t *length);
/* -1, 0, 1 as Swedish order has it. */
int collator_compare(struct collator *collator, const char *left, const char *right);

/*
 * Text folded for search: case, width and marks away, but å ä ö kept apart from a and o (Håbo is
 * not Habo), æ as ä, ø as ö, đ as d, ł as l. Plain ASCII never touches ICU. Owned by the caller.
 */
char *collate_fold(const char *text);
/* Whether two texts are alike once folded so. */
bool collate_same(const char *left, const char *right);
/* One code point in lower case; and whether it is a letter or a digit. In any locale. */
uint32_t collate_lower(uint32_t code);
bool collate_is_word(uint32_t code);
/* As collate_fold and also å ä ö folded to a a o: for suggestions only, never to choose. */
char *collate_fold_loose(const char *text);

#endif
