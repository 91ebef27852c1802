/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/payer.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"

/* What spreadsheets make of a hyphen between digits. */
#define EN_DASH "\u2013"
#define NUMBER_DIGITS 10
#define GLN_DIGITS 13
#define SCHEME_LENGTH 5 /* "0007:" */
#define SCHEME_NUMBER "0007:"
#define SCHEME_GLN "0088:"
/* Enough for the longest thing that is looked at, and one more to see that it is longer. */
#define DIGITS_MAX 16

/* Copies the digits; -1 when something else than digits, spaces and, if they may, dashes is there.
 */
static int take_digits(const char *text, bool dashes, char digits[DIGITS_MAX])
{
	int count = 0;
	for (const char *at = text; *at; at++) {
		if (*at == ' ' || (dashes && *at == '-'))
			continue;
		if (dashes && !strncmp(at, EN_DASH, strlen(EN_DASH))) {
			at += strlen(EN_DASH) - 1;
			continue;
		}
		if (*at < '0' || *at > '9' || count == DIGITS_MAX - 1)
			return -1;
		digits[count++] = *at;
	}
	digits[count] = '\0';
	return count;
}

/* The check digit of Luhn for the nine digits before it. */
static int luhn_digit(const char *digits)
{
	int sum = 0;
	for (int i = 0; i < NUMBER_DIGITS - 1; i++) {
		int product = (digits[i] - '0') * (i % 2 ? 1 : 2);
		sum += product > 9 ? product - 9 : product;
	}
	return (10 - sum % 10) % 10;
}

/* The check digit of GS1 for the twelve digits before it. */
static int gs1_digit(const char *digits)
{
	int sum = 0;
	for (int i = 0; i < GLN_DIGITS - 1; i++)
		sum += (digits[i] - '0') * (i % 2 ? 3 : 1);
	return (10 - sum % 10) % 10;
}

static bool refuse(struct error *error, const char *field, const char *sentence, const char *text)
{
	char *safe = text_safe(text, TEXT_ONE_LINE);
	error_set_field(error, ERROR_DATA, field, sentence, safe);
	free(safe);
	return false;
}

/* Month and day of a birth stand where they do in a personal number, or a coordination number. */
static bool looks_personal(const char *digits)
{
	int month = (digits[2] - '0') * 10 + digits[3] - '0';
	int day = (digits[4] - '0') * 10 + digits[5] - '0';
	return month >= 1 && month <= 12 && ((day >= 1 && day <= 31) || (day >= 61 && day <= 91));
}

bool payer_read_digits(const char *text, char canonical[ORGANISATION_NUMBER_SIZE], int *right)
{
	char taken[DIGITS_MAX];
	int count = take_digits(text, true, taken);
	const char *digits = taken;
	if (count == NUMBER_DIGITS + 2 && !strncmp(digits, "16", 2))
		digits += 2;
	else if (count != NUMBER_DIGITS)
		return false;
	memcpy(canonical, digits, 6);
	canonical[6] = '-';
	memcpy(canonical + 7, digits + 6, 4);
	canonical[ORGANISATION_NUMBER_SIZE - 1] = '\0';
	*right = luhn_digit(digits);
	return true;
}

/* Twelve digits that begin with a century of birth. */
static bool has_century(const char *text)
{
	char digits[DIGITS_MAX];
	return take_digits(text, true, digits) == NUMBER_DIGITS + 2 &&
	       (!strncmp(digits, "19", 2) || !strncmp(digits, "20", 2));
}

bool payer_read_number(
	const char *text, char canonical[ORGANISATION_NUMBER_SIZE], struct error *error)
{
	int right;
	if (!payer_read_digits(text, canonical, &right))
		return refuse(error, "organisation_number",
			has_century(text)
				? _("“%s” looks like a personal number; an organisation number is "
				    "wanted.")
				: _("“%s” is not an organisation number: ten digits, like "
				    "212000-0142."),
			text);
	if (canonical[2] < '2')
		return refuse(error, "organisation_number",
			looks_personal(canonical)
				? _("“%s” looks like a personal number; an organisation number is "
				    "wanted.")
				: _("“%s” is not an organisation number: its third digit is 2 or "
				    "more."),
			text);
	if (canonical[ORGANISATION_NUMBER_SIZE - 2] - '0' != right)
		return error_set_field(error, ERROR_DATA, "organisation_number",
			_("The check digit of the organisation number is wrong (it should be %d)."),
			right);
	return true;
}

bool payer_check_gln(const char *gln, struct error *error)
{
	char digits[DIGITS_MAX];
	int count = take_digits(gln, false, digits);
	if (count != GLN_DIGITS)
		return refuse(error, "gln", _("“%s” is not a GLN: it has thirteen digits."), gln);
	int right = gs1_digit(digits);
	if (digits[GLN_DIGITS - 1] - '0' != right)
		return error_set_field(error, ERROR_DATA, "gln",
			_("The check digit of the GLN is wrong (it should be %d)."), right);
	return true;
}

static bool check_number_scheme(
	const char *peppol_id, const char *number, const char *digits, struct error *error)
{
	char own[ORGANISATION_NUMBER_SIZE];
	char known[ORGANISATION_NUMBER_SIZE];
	if (strlen(digits) != NUMBER_DIGITS || strspn(digits, "0123456789") != NUMBER_DIGITS)
		return refuse(error, "peppol_id",
			_("“%s” is not a Peppol-ID: after 0007: come the ten digits of the "
			  "organisation number."),
			peppol_id);
	if (!payer_read_number(digits, own, error)) {
		error->field = "peppol_id";
		return false;
	}
	struct error ignored = {0};
	bool differs = number && payer_read_number(number, known, &ignored) && strcmp(own, known);
	error_finish(&ignored);
	return !differs || refuse(error, "peppol_id",
				   _("The Peppol-ID “%s” is of another organisation than the "
				     "organisation number."),
				   peppol_id);
}

static bool check_gln_scheme(
	const char *peppol_id, const char *gln, const char *digits, struct error *error)
{
	char own[DIGITS_MAX];
	if (strlen(digits) != strspn(digits, "0123456789"))
		return refuse(error, "peppol_id",
			_("“%s” is not a Peppol-ID: after 0088: come the thirteen digits of a "
			  "GLN."),
			peppol_id);
	if (!payer_check_gln(digits, error)) {
		error->field = "peppol_id";
		return false;
	}
	return !gln || take_digits(gln, '\0', own) != GLN_DIGITS || !strcmp(own, digits) ||
	       refuse(error, "peppol_id", _("The Peppol-ID “%s” holds another GLN."), peppol_id);
}

bool payer_check_peppol(
	const char *peppol_id, const char *number, const char *gln, struct error *error)
{
	if (!strncmp(peppol_id, SCHEME_NUMBER, SCHEME_LENGTH))
		return check_number_scheme(peppol_id, number, peppol_id + SCHEME_LENGTH, error);
	if (!strncmp(peppol_id, SCHEME_GLN, SCHEME_LENGTH))
		return check_gln_scheme(peppol_id, gln, peppol_id + SCHEME_LENGTH, error);
	return refuse(error, "peppol_id",
		_("“%s” is not a Peppol-ID: write 0007: and the organisation number, or 0088: and "
		  "the GLN."),
		peppol_id);
}

static bool check_reference(const char *reference, const char *field, struct error *error)
{
	if (!reference || strlen(reference) <= REFERENCE_LENGTH)
		return true;
	return error_set_field(error, ERROR_DATA, field,
		_("A reference may be %d characters long; this is longer."), REFERENCE_LENGTH);
}

bool payer_validate(const struct participant *participant, struct error *error)
{
	char number[ORGANISATION_NUMBER_SIZE];
	return (!participant->organisation_number ||
		       payer_read_number(participant->organisation_number, number, error)) &&
	       (!participant->gln || payer_check_gln(participant->gln, error)) &&
	       (!participant->peppol_id ||
		       payer_check_peppol(participant->peppol_id, participant->organisation_number,
			       participant->gln, error)) &&
	       check_reference(participant->buyer_reference, "buyer_reference", error) &&
	       check_reference(participant->order_reference, "order_reference", error);
}

/* "0007:2120000142" of "212000-0142"; NULL when it is no organisation number. */
static char *peppol_of(const char *number)
{
	char canonical[ORGANISATION_NUMBER_SIZE];
	struct error ignored = {0};
	bool read = number && payer_read_number(number, canonical, &ignored);
	error_finish(&ignored);
	return read ? xasprintf(SCHEME_NUMBER "%.6s%s", canonical, canonical + 7) : NULL;
}

static bool same(const char *left, const char *right)
{
	return left && right && !strcmp(left, right);
}

static void derive_peppol(struct participant *participant, const struct participant *former)
{
	char *earlier = former ? peppol_of(former->organisation_number) : NULL;
	bool was_made = former && same(earlier, former->peppol_id) &&
			same(participant->peppol_id, former->peppol_id);
	if (was_made) {
		free(participant->peppol_id);
		participant->peppol_id = NULL;
	}
	if (!participant->peppol_id)
		participant->peppol_id = peppol_of(participant->organisation_number);
	free(earlier);
}

void payer_complete(struct participant *participant, const struct participant *former)
{
	char number[ORGANISATION_NUMBER_SIZE];
	char gln[DIGITS_MAX];
	struct error ignored = {0};
	if (participant->organisation_number &&
		payer_read_number(participant->organisation_number, number, &ignored)) {
		free(participant->organisation_number);
		participant->organisation_number = xstrdup(number);
	}
	error_finish(&ignored);
	if (participant->gln && take_digits(participant->gln, '\0', gln) == GLN_DIGITS) {
		free(participant->gln);
		participant->gln = xstrdup(gln);
	}
	derive_peppol(participant, former);
}
