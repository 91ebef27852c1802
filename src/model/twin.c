/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/twin.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/wording.h"

/* A shorter number is an extension that many share. */
#define PHONE_DIGITS_LEAST 6
#define PHONE_DIGITS 9

static char *address_key(const char *email)
{
	char *stored = text_stored(email, strlen(email));
	text_trim(stored);
	char *folded = collate_fold(stored);
	free(stored);
	return folded;
}

/* "anna+kurs@lund.se" and "anna@lund.se" are read in the same place. */
static char *mailbox_key(const char *email)
{
	char *key = address_key(email);
	char *at = strchr(key, '@'), *plus = strchr(key, '+');
	if (at && plus && plus > key && plus < at)
		memmove(plus, at, strlen(at) + 1);
	return key;
}

static char *person_key(const char *given, const char *family)
{
	if (text_is_blank(given) || text_is_blank(family))
		return xstrdup("");
	char *name = xasprintf("%s %s", given, family);
	text_trim(name);
	char *folded = collate_fold_loose(name);
	free(name);
	return folded;
}

static char *phone_key(const char *phone)
{
	char digits[64];
	size_t count = 0;
	for (; *phone && count < sizeof(digits) - 1; phone++) {
		if (isdigit((unsigned char)*phone))
			digits[count++] = *phone;
	}
	digits[count] = '\0';
	if (count < PHONE_DIGITS_LEAST)
		return xstrdup("");
	return xstrdup(count > PHONE_DIGITS ? digits + count - PHONE_DIGITS : digits);
}

char *twin_key(const char *name, const char *first, const char *second)
{
	if (!strcmp(name, "person_key"))
		return person_key(first, second);
	if (!strcmp(name, "name_words"))
		return name_words(first, second);
	if (text_is_blank(first))
		return xstrdup("");
	if (!strcmp(name, "phone_key"))
		return phone_key(first);
	return !strcmp(name, "mailbox_key") ? mailbox_key(first) : address_key(first);
}

/* ---- likenesses ---- */

const struct likeness likenesses[LIKENESSES] = {
	{"email_key", N_("same e-mail address"), true, false},
	{"mailbox_key", N_("same mailbox"), false, false},
	{"person_key", N_("same name and organisation"), false, true},
	{"phone_key", N_("same phone and organisation"), false, true},
};

char *likeness_key(const struct likeness *likeness, const struct participant *participant)
{
	if (!strcmp(likeness->key, "person_key"))
		return twin_key(likeness->key, participant->given_name, participant->family_name);
	if (!strcmp(likeness->key, "phone_key"))
		return twin_key(likeness->key, participant->phone, NULL);
	return twin_key(likeness->key, participant->email, NULL);
}

bool twin_same_organisation(const struct participant *left, const struct participant *right)
{
	if (left->organisation_code && right->organisation_code)
		return !strcmp(left->organisation_code, right->organisation_code);
	if (text_is_blank(left->organisation) || text_is_blank(right->organisation))
		return false;
	char *one = collate_fold_loose(left->organisation);
	char *other = collate_fold_loose(right->organisation);
	text_trim(one);
	text_trim(other);
	bool same = !strcmp(one, other);
	free(one);
	free(other);
	return same;
}
