/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What two rows of the same person have in common, as keys that the store keeps and finds by:
 *   email_key    the address, case and form (NFC) aside: the same address is the same person
 *   mailbox_key  the same without "+tag": the same mailbox
 *   person_key   the name, case, accents and å ä ö aside
 *   name_words   the words of family and given name (model/wording.h)
 *   phone_key    the last nine digits: the number without country code, zero and signs
 */
#ifndef TRAFFPUNKT_MODEL_TWIN_H
#define TRAFFPUNKT_MODEL_TWIN_H

#include "model/participant.h"

/* The key of this name from one text or two (either may be NULL). "" when nothing is known or too
 * little to tell anybody by. Owned by the caller. */
char *twin_key(const char *name, const char *first, const char *second);

/* A key that two rows may share, and what that says of them. */
struct likeness {
	const char *key;
	const char *reason;   /* msgid: "same e-mail address" */
	bool exact;           /* the same person; otherwise only probably */
	bool by_organisation; /* says something only with the same organisation */
};

#define LIKENESSES 4
/* The surest first. */
extern const struct likeness likenesses[LIKENESSES];

/* The participant's key for a likeness; as twin_key. */
char *likeness_key(const struct likeness *likeness, const struct participant *participant);
/* By the code of the register when both have one, otherwise by the name; an unknown one is
 * nobody's.
 */
bool twin_same_organisation(const struct participant *left, const struct participant *right);

#endif
