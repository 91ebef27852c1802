/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of the public page as it was once marked as published. Rows are only added. */
#ifndef TRAFFPUNKT_MODEL_PUBLICATION_H
#define TRAFFPUNKT_MODEL_PUBLICATION_H

#include "model/record.h"

struct publication {
	struct record record;
	struct number network;
	char *text; /* Markdown: model/webtext.h */
	struct number published_on;
	char *published_by;            /* initials */
	char *digest;                  /* SHA-256 of the text */
	struct number resolution_seen; /* id of the newest decision that was told with it; 0 */
	struct number created_at;
};

extern const struct entity publication_entity;

#endif
