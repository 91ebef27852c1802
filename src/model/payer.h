/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What identifies the payer of an invoice: the Swedish organisation number, the GLN of GS1 and the
 * address in the Peppol network. References are the payer's own words and are kept as they came.
 */
#ifndef TRAFFPUNKT_MODEL_PAYER_H
#define TRAFFPUNKT_MODEL_PAYER_H

#include <stdbool.h>

#include "base/error.h"
#include "model/participant.h"

/* "212000-0142" with its final NUL. */
#define ORGANISATION_NUMBER_SIZE 12
/* The longest reference that systems for invoices take. */
#define REFERENCE_LENGTH 200

/*
 * The ten digits of 212000-0142, 2120000142 or 16 2120000142 in the form with a hyphen, be they an
 * organisation's or not; *right is the last digit that the others ask for. False when they are not
 * ten.
 */
bool payer_read_digits(const char *text, char canonical[ORGANISATION_NUMBER_SIZE], int *right);
/*
 * Reads 212000-0142, 2120000142 or 16 2120000142 into the form with a hyphen. The error says what
 * is wrong, with the check digit that would be right; a personal number is refused by name.
 */
bool payer_read_number(
	const char *text, char canonical[ORGANISATION_NUMBER_SIZE], struct error *error);
/* 13 digits, spaces aside, whose last is the check digit of GS1. */
bool payer_check_gln(const char *gln, struct error *error);
/*
 * "0007:" and the ten digits of the organisation number, or "0088:" and a GLN. `number` and `gln`
 * are what else is known of the payer, or NULL: they must not say something else.
 */
bool payer_check_peppol(
	const char *peppol_id, const char *number, const char *gln, struct error *error);

/* The rules of all of a participant's payer; the error names the field. */
bool payer_validate(const struct participant *participant, struct error *error);
/*
 * Brings numbers into their one form and makes the Peppol-ID from the organisation number when it
 * is empty or was made from the former one. What cannot be read is left for payer_validate.
 */
void payer_complete(struct participant *participant, const struct participant *former);

#endif
