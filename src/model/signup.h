/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns of sign-up forms: which of them tells what of a participant, whatever the form calls
 * it and in whatever order they come. A form that a person has explained once is remembered by the
 * fingerprint of its header.
 */
#ifndef TRAFFPUNKT_MODEL_SIGNUP_H
#define TRAFFPUNKT_MODEL_SIGNUP_H

#include "model/record.h"

/* What a column can tell. */
enum signup_key {
	SIGNUP_LEFT_OUT,
	SIGNUP_NAME, /* given and family name in one */
	SIGNUP_GIVEN_NAME,
	SIGNUP_FAMILY_NAME,
	SIGNUP_EMAIL,
	SIGNUP_PHONE,
	SIGNUP_TITLE,
	SIGNUP_ORGANISATION,
	SIGNUP_ORGANISATION_CODE,
	SIGNUP_ORGANISATION_NUMBER,
	SIGNUP_BUYER_REFERENCE,
	SIGNUP_ORDER_REFERENCE,
	SIGNUP_GLN,
	SIGNUP_PEPPOL,
	SIGNUP_CONSENT,
	SIGNUP_RECEIVED,
	SIGNUP_NOTE,
	SIGNUP_TAGS,
	SIGNUP_PROTECTED,
	SIGNUP_CONTACT_PATH,
	SIGNUP_NEED, /* dietary and access needs: nothing that a participant's record may hold */
	SIGNUP_KEYS
};

/* "given_name": on the command line and in what is remembered; "" for what is left out. */
const char *signup_token(enum signup_key key);
/* The key of a token, or of a participant's field, '-' as good as '_'; SIGNUP_KEYS: none. */
enum signup_key signup_find(const char *token);
/* What people call it, translated. */
const char *signup_label(enum signup_key key);
/* The field that it fills; NULL for a full name, a need and what is left out. */
const struct field *signup_field(enum signup_key key);

/* Finds out what each column tells by its title. Of two that tell the same the better title has it;
 * only the organisation may stand in several (one for municipalities, one for regions). */
void signup_map(char *const *titles, size_t count, enum signup_key *keys);
/* Two titles are the same to people: case, accents and signs aside. */
bool signup_same_title(const char *left, const char *right);

#define SIGNUP_FINGERPRINT_SIZE 65
void signup_fingerprint(char *const *titles, size_t count, char out[SIGNUP_FINGERPRINT_SIZE]);

/* What has been explained of one form. */
struct signup_form {
	struct record record;
	struct number network;
	char *fingerprint;
	char *columns; /* a token for each, with ";" between them */
};

extern const struct entity signup_form_entity;

char *signup_columns_text(const enum signup_key *keys, size_t count);
/* False when it is not about this many columns. */
bool signup_columns_read(const char *text, size_t count, enum signup_key *keys);

#endif
