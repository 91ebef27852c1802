/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding personal numbers in text, so that they are not kept by mistake. */
#include <ctype.h>
#include <string.h>

#include "store/check.h"

#define NUMBER_DIGITS 10

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

/* Reads 6 or 8 digits, a sign or none, and 4 digits; the length read, 0 when it is not that. */
static size_t read_number(const char *text, char digits[NUMBER_DIGITS])
{
	size_t date = strspn(text, "0123456789"), total;
	const char *tail = text + date;
	if (date == 10 || date == 12) {
		tail = text + date - 4;
		date -= 4;
	} else if ((date == 6 || date == 8) && (*tail == '-' || *tail == '+')) {
		tail++;
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

bool text_has_personal_number(const char *text)
{
	char digits[NUMBER_DIGITS];
	while (text && *text) {
		if (isdigit((unsigned char)*text)) {
			if (read_number(text, digits) && is_birthday(digits) &&
				digits_agree(digits))
				return true;
			text += strspn(text, "0123456789");
		} else {
			text++;
		}
	}
	return false;
}
