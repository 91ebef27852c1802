/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/personalnumber.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"

#define NUMBER_DIGITS 10
/* What stands for the four last digits, which tell who it is. */
#define MASKED_TAIL "-****"

/* The check digit (Luhn) of ten digits. */
static bool digits_agree(const char digits[NUMBER_DIGITS])
{
	int sum = 0;
	for (int i = 0; i < NUMBER_DIGITS; i++) {
		int value = (digits[i] - '0') * (i % 2 ? 1 : 2);
		sum += value / 10 + value % 10;
	}
	return sum % 10 == 0;
}

/* YYMMDD: 60 is added to the day of a coordination number. An organisation number has no such
 * month. */
static bool is_birthday(const char digits[NUMBER_DIGITS])
{
	int month = (digits[2] - '0') * 10 + digits[3] - '0';
	int day = (digits[4] - '0') * 10 + digits[5] - '0';
	if (day > 60)
		day -= 60;
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* Between date and number: "-", "+" from the age of a hundred, what an editor makes of a hyphen, or
 * a space. */
static size_t sign_length(const char *text)
{
	static const char *const signs[] = {"-", "+", "\xe2\x80\x90", "\xe2\x80\x91",
		"\xe2\x80\x93", "\xe2\x88\x92", " ", "\xc2\xa0"};
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (!strncmp(text, signs[i], strlen(signs[i])))
			return strlen(signs[i]);
	}
	return 0;
}

/* Reads 6 or 8 digits, a sign or none, and 4 digits; the length read, 0 when it is not that. */
static size_t read_number(const char *text, char digits[NUMBER_DIGITS])
{
	size_t date = strspn(text, "0123456789"), total;
	const char *tail = text + date;
	if (date == 10 || date == 12) {
		tail = text + date - 4;
		date -= 4;
	} else if ((date == 6 || date == 8) && sign_length(tail)) {
		tail += sign_length(tail);
	} else {
		return 0;
	}
	total = (size_t)(tail - text) + 4;
	if (strspn(tail, "0123456789") != 4)
		return 0;
	memcpy(digits, text + date - 6, 6);
	memcpy(digits + 6, tail, 4);
	return total;
}

/* Ten digits that begin as a mobile number does are one, also with a space among them. */
static bool is_phone_number(const char *text, size_t length)
{
	bool parted = length == NUMBER_DIGITS + 1 && text[6] == ' ';
	return (length == NUMBER_DIGITS || parted) && !strncmp(text, "07", 2);
}

/* The length of the personal number that the text begins with, 0: it begins with none. */
static size_t find_number(const char *text, char digits[NUMBER_DIGITS])
{
	size_t length = read_number(text, digits);
	bool found = length && !is_phone_number(text, length) && is_birthday(digits) &&
		     digits_agree(digits);
	return found ? length : 0;
}

static bool stands_in(const char *known, const char *number, size_t length)
{
	char *copy = xstrndup(number, length);
	bool found = known && strstr(known, copy);
	free(copy);
	return found;
}

char *personal_number_mask(const char *text, size_t *count)
{
	return personal_number_mask_but(text, NULL, count);
}

char *personal_number_mask_but(const char *text, const char *known, size_t *count)
{
	char digits[NUMBER_DIGITS];
	struct buffer masked = {0};
	if (count)
		*count = 0;
	if (!text)
		return NULL;
	buffer_append(&masked, "");
	while (*text) {
		size_t run = strspn(text, "0123456789"), length = find_number(text, digits);
		if (length && !stands_in(known, text, length)) {
			buffer_printf(&masked, "%.6s" MASKED_TAIL, digits);
			if (count)
				(*count)++;
		} else {
			length = length ? length : run ? run : 1;
			buffer_append_bytes(&masked, text, length);
		}
		text += length;
	}
	return buffer_take(&masked);
}

const char *personal_number_find(const char *text, size_t *length)
{
	char digits[NUMBER_DIGITS];
	while (text && *text) {
		*length = find_number(text, digits);
		if (*length)
			return text;
		size_t run = strspn(text, "0123456789");
		text += run ? run : 1;
	}
	return NULL;
}

bool text_has_personal_number(const char *text)
{
	size_t length;
	return personal_number_find(text, &length);
}

char *personal_number_hidden(const char *text)
{
	struct buffer hidden = {0};
	for (const char *at = text; at && (at = strstr(at, MASKED_TAIL));
		at += strlen(MASKED_TAIL)) {
		size_t digits = 0;
		while (digits <= 8 && at > text + digits && at[-1 - (long)digits] >= '0' &&
			at[-1 - (long)digits] <= '9')
			digits++;
		/* The century may stand before it. */
		if (digits == 6 || digits == 8)
			buffer_printf(
				&hidden, "%s%.6s" MASKED_TAIL, hidden.length ? ", " : "", at - 6);
	}
	return hidden.length ? buffer_take(&hidden) : NULL;
}

/* What machines make: digits come there by chance, and one that is changed names nothing more. */
static bool is_made_by_machine(const struct field *field)
{
	static const char *const names[] = {"uid", "event_uid", "message_id", "in_reply_to",
		"reference_ids", "digest", "second_digest", "fingerprint", "allowed_digest"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (!strcmp(field->name, names[i]))
			return true;
	}
	/* A file of ours is called by its digest. */
	return !strcmp(field->name, "file") && field->flags & FIELD_REQUIRED;
}

bool field_may_hold_personal_number(const struct field *field)
{
	return field_is_text(field) && !is_made_by_machine(field);
}

bool field_masks_personal_number(const struct field *field)
{
	return field_may_hold_personal_number(field) &&
	       strcmp(field->name, "organisation_number") != 0;
}
