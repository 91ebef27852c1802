/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Swedish personal numbers in text: nobody here needs them, and so none is kept by mistake. */
#ifndef TRAFFPUNKT_MODEL_PERSONALNUMBER_H
#define TRAFFPUNKT_MODEL_PERSONALNUMBER_H

#include "model/record.h"

/* A personal or coordination number with a check digit that is right stands in the text. */
bool text_has_personal_number(const char *text);
/* The first one in the text, and its length in bytes; NULL when there is none. */
const char *personal_number_find(const char *text, size_t *length);
/* What a text hides: "121212-****, 850615-****" of the masked ones in it; NULL when there is none.
 * Owned by the caller. */
char *personal_number_hidden(const char *text);
/*
 * The text with each of them made "121212-****"; the rest is as it was. *count gets how many were
 * masked, and may be NULL. Owned by the caller; NULL gives NULL.
 */
char *personal_number_mask(const char *text, size_t *count);
/* The same, but for those that stand in `known` too; NULL: none does. */
char *personal_number_mask_but(const char *text, const char *known, size_t *count);
/* Can someone have written one into this field? Not into what machines make: a UID, a digest. */
bool field_may_hold_personal_number(const struct field *field);
/* And is it masked there? Not in organisation_number, whose own rule refuses it. */
bool field_masks_personal_number(const struct field *field);

#endif
