/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The codes of a sign-in sheet: a number for each who belongs to the meeting, and a check digit
 * behind it ("07-3"), by Damm's algorithm. It finds every single wrong digit and every swap of two
 * neighbours, the check digit's too, and zeros in front change nothing: "073" and "0073" are one
 * code, so a sheet that was printed with two digits is good when a hundredth person has come.
 */
#ifndef TRAFFPUNKT_MODEL_SIGNIN_H
#define TRAFFPUNKT_MODEL_SIGNIN_H

#include "model/meeting.h"
#include "model/participant.h"

/* The largest number that can be read. */
#define SIGNIN_NUMBER_MAX 99999

struct signin_code {
	struct record record;
	struct number meeting;
	struct number participant;
	struct number number; /* from 1 on, in Swedish order when the sheet was first made */
};

extern const struct entity signin_code_entity;

/* The check digit of a string of digits, as a digit. */
int signin_check_digit(const char *digits);
/* How many digits stand before the check digit where this is the largest number: 2 at least. */
int signin_width(int64_t largest);
/* "07-3" with two digits before the check digit. Owned by the caller. */
char *signin_format(int64_t number, int width);

enum signin_reading {
	SIGNIN_READ,
	SIGNIN_WRONG_CHECK, /* a digit is wrong, or two have changed places */
	SIGNIN_NO_CODE,     /* not two digits or more, or something else than digits */
};
/* Reads "073" or "07-3". */
enum signin_reading signin_read(const char *text, int64_t *number);

#endif
