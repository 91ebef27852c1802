/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/signin.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"

#define FIELD_AT(member) offsetof(struct signin_code, member)

static const struct field fields[] = {
	{"meeting_id", N_("Meeting"), FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(meeting), NULL, &meeting_entity, NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE, FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(participant), NULL, &participant_entity, NULL},
	{"number", N_("Code"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM, FIELD_AT(number), NULL,
		NULL, NULL},
};

/* By number: the row says nothing of who the person is, and its title must not either. */
static char *title(const void *record)
{
	const struct signin_code *code = record;
	return xasprintf(_("Participant no. %lld"), (long long)code->participant.value);
}

const struct entity signin_code_entity = {
	.name = "signin_code",
	.label = N_("Sign-in code"),
	.table = "signin_code",
	.size = sizeof(struct signin_code),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};

/* ---- the check digit ---- */

/*
 * A totally anti-symmetric quasigroup of order 10 (H. M. Damm, 2004). Row 0 begins with 0, which is
 * why zeros in front change nothing.
 */
static const char steps[10][11] = {"0317598642", "7092154863", "4206871359", "1750983426",
	"6123045978", "3674209581", "5869720134", "8945362017", "9438617205", "2581436790"};

static int damm(const char *digits, size_t length)
{
	int interim = 0;
	for (size_t i = 0; i < length; i++)
		interim = steps[interim][digits[i] - '0'] - '0';
	return interim;
}

int signin_check_digit(const char *digits)
{
	return damm(digits, strlen(digits));
}

int signin_width(int64_t largest)
{
	int width = 2;
	for (int64_t limit = 99; largest > limit; limit = limit * 10 + 9)
		width++;
	return width;
}

char *signin_format(int64_t number, int width)
{
	char *digits = xasprintf("%0*lld", width, (long long)number);
	char *text = xasprintf("%s-%d", digits, signin_check_digit(digits));
	free(digits);
	return text;
}

enum signin_reading signin_read(const char *text, int64_t *number)
{
	char digits[8];
	size_t count = 0;
	for (; *text; text++) {
		if (*text == '-' && count && !strchr(text + 1, '-') && strlen(text) == 2)
			continue;
		if (*text < '0' || *text > '9' || count == sizeof(digits) - 1)
			return SIGNIN_NO_CODE;
		digits[count++] = *text;
	}
	if (count < 2)
		return SIGNIN_NO_CODE;
	if (damm(digits, count) != 0)
		return SIGNIN_WRONG_CHECK;
	*number = 0;
	for (size_t i = 0; i + 1 < count; i++)
		*number = *number * 10 + (digits[i] - '0');
	return SIGNIN_READ;
}
