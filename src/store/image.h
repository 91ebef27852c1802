/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row as the journal keeps it, before or after a change: a JSON object of its fields and its
 * version. Of a protected person the fields that tell who it is are null there, and "sealed" names
 * those that the change was about; their content lies apart.
 */
#ifndef TRAFFPUNKT_STORE_IMAGE_H
#define TRAFFPUNKT_STORE_IMAGE_H

#include <jansson.h>

#include "store/private.h"

struct image {
	json_t *object; /* NULL: there was no row */
	json_t *values; /* sealed content by field name, as text; NULL: nothing is sealed */
};

/* Is the change from one to the other about a protected person? Either may be NULL. */
bool image_is_sealed(const struct entity *entity, const void *before, const void *after);
/* `other` is the record on the other side of the change, or NULL. */
bool image_make(struct image *image, const struct entity *entity, const void *record,
	const void *other, bool sealed, struct error *error);
/* Gives the record the values of the image; what the image does not tell stays as it is. */
bool image_apply(
	const struct image *image, const struct entity *entity, void *record, struct error *error);
/* The version of the row, 0 when the image does not tell. */
int64_t image_version(const struct image *image);
/* As text for the journal, owned by the caller; NULL when there was no row. */
char *image_text(const struct image *image);
bool image_parse(struct image *image, const char *text, struct error *error);
void image_finish(struct image *image);

/* Reads and writes the content that lies apart; side is "before" or "after". */
bool image_load_sealed(struct image *image, struct store *store, int64_t row, const char *side,
	struct error *error);
bool image_save_sealed(const struct image *image, struct store *store, int64_t row,
	const char *side, struct error *error);

#endif
