/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typed durations and sums of money. */
#include <stdlib.h>

#include "base/dateinput.h"
#include "base/i18n.h"
#include "base/inputlex.h"
#include "base/text.h"

/* A bare number from here on is minutes, below it is hours. */
#define BARE_MINUTES_FROM 10
/* Two weeks: longer is a mistake. */
#define DURATION_MAX (14 * 24 * 60)
/* Ten thousand million kronor. */
#define KRONOR_MAX INT64_C(10000000000)

static const char *const hour_words[] = {
	"h", "t", "tim", "timme", "timmar", "hr", "hrs", "hour", "hours", NULL};
static const char *const minute_words[] = {
	"m", "min", "mins", "minut", "minuter", "minute", "minutes", NULL};
static const char *const and_words[] = {"och", "and", NULL};
static const char *const to_words[] = {"till", "til", "to", NULL};
static const char *const currency_words[] = {"kr", "kronor", "krona", "sek", NULL};

enum unit {
	UNIT_NONE,
	UNIT_MINUTES,
	UNIT_HOURS,
};

struct amount {
	int64_t thousandths; /* of the unit */
	enum unit unit;
	int64_t minutes; /* those after hours: "1 h 30 min" */
};

/* The digits after a decimal sign as thousandths. */
static bool read_fraction(struct inputlex *lex, int64_t *thousandths)
{
	int64_t value = lex->token.value;

	if (lex->token.kind != TOKEN_NUMBER || lex->token.spaced || lex->token.digits > 3)
		return false;
	for (int i = lex->token.digits; i < 3; i++)
		value *= 10;
	*thousandths = value;
	inputlex_next(lex);
	return true;
}

/* "30 min" after hours; the unit may be left out: "1h30". */
static bool read_minutes_after_hours(struct inputlex *lex, int64_t *minutes)
{
	if (inputlex_skip_word(lex, and_words) && lex->token.kind != TOKEN_NUMBER)
		return false;
	if (lex->token.kind != TOKEN_NUMBER)
		return true;
	if (lex->token.value > 59)
		return false;
	*minutes = lex->token.value;
	inputlex_next(lex);
	inputlex_skip_word(lex, minute_words);
	return true;
}

static bool read_amount(struct inputlex *lex, struct amount *amount)
{
	int64_t fraction = 0;

	*amount = (struct amount){0};
	if (lex->token.kind != TOKEN_NUMBER || lex->token.digits > 6)
		return false;
	amount->thousandths = lex->token.value * 1000;
	inputlex_next(lex);
	if ((inputlex_skip_sign(lex, ',') || inputlex_skip_sign(lex, '.')) &&
		!read_fraction(lex, &fraction))
		return false;
	amount->thousandths += fraction;
	if (inputlex_skip_word(lex, minute_words)) {
		amount->unit = UNIT_MINUTES;
	} else if (inputlex_skip_word(lex, hour_words)) {
		amount->unit = UNIT_HOURS;
		return read_minutes_after_hours(lex, &amount->minutes);
	}
	return true;
}

/* Whole minutes; false when the amount is nothing or too much. */
static bool in_minutes(struct amount amount, int64_t *minutes)
{
	int64_t per_unit = amount.unit == UNIT_HOURS ? 60 : 1;

	*minutes = (amount.thousandths * per_unit + 500) / 1000 + amount.minutes;
	return *minutes > 0 && *minutes <= DURATION_MAX;
}

/* One unit stands for both ends; none at all is told from the size. */
static void settle_units(struct amount *low, struct amount *high)
{
	int64_t bare = BARE_MINUTES_FROM * 1000;

	if (low->unit == UNIT_NONE)
		low->unit = high->unit;
	if (high->unit == UNIT_NONE)
		high->unit = low->unit;
	if (low->unit == UNIT_NONE) {
		low->unit = high->thousandths >= bare ? UNIT_MINUTES : UNIT_HOURS;
		high->unit = low->unit;
	}
}

static bool read_duration(const char *text, int64_t *min, int64_t *max)
{
	struct inputlex lex;
	struct amount low;
	struct amount high;
	bool found;

	inputlex_open(&lex, text);
	found = read_amount(&lex, &low);
	high = low;
	if (found && (inputlex_skip_sign(&lex, '-') || inputlex_skip_word(&lex, to_words)))
		found = read_amount(&lex, &high);
	found = found && lex.token.kind == TOKEN_END;
	inputlex_finish(&lex);
	if (!found)
		return false;
	settle_units(&low, &high);
	return in_minutes(low, min) && in_minutes(high, max) && *min <= *max;
}

bool duration_parse(const char *text, int64_t *min, int64_t *max, struct error *error)
{
	int64_t low;
	int64_t high;
	char *quoted;

	if (read_duration(text, &low, &high)) {
		*min = low;
		*max = high;
		return true;
	}
	if (text_is_blank(text))
		return error_set(
			error, ERROR_DATA, _("Type a duration, for example 2 h, 1-2 h or 90 min."));
	quoted = inputlex_quote(text);
	error_set(error, ERROR_DATA,
		_("\"%s\" is not a duration: type for example 2 h, 1-2 h or 90 min."), quoted);
	free(quoted);
	return false;
}

/* The fraction: "50", "5" or the "-" of "1200:-". */
static bool read_ore(struct inputlex *lex, int64_t *ore)
{
	if (inputlex_skip_sign(lex, '-'))
		return true;
	if (lex->token.kind != TOKEN_NUMBER || lex->token.spaced || lex->token.digits > 2)
		return false;
	*ore = lex->token.digits == 1 ? lex->token.value * 10 : lex->token.value;
	inputlex_next(lex);
	return true;
}

/* Steps over what may part two numbers and returns it: ',', '.', ':', ' ' or 0. */
static char read_separator(struct inputlex *lex)
{
	char sign = lex->token.kind == TOKEN_SIGN ? lex->token.sign : '\0';

	if (sign == ',' || sign == '.' || sign == ':') {
		inputlex_next(lex);
		return sign;
	}
	return lex->token.kind == TOKEN_NUMBER && lex->token.spaced ? ' ' : '\0';
}

/* Digits, in groups of three with one and the same separator or without, and a fraction. */
static bool read_sum(struct inputlex *lex, int64_t *kronor, int64_t *ore)
{
	bool may_group = lex->token.digits <= 3;
	char group = '\0';
	char separator;

	*ore = 0;
	if (lex->token.kind != TOKEN_NUMBER)
		return false;
	*kronor = lex->token.value;
	inputlex_next(lex);
	while ((separator = read_separator(lex)) != '\0') {
		bool three = lex->token.kind == TOKEN_NUMBER && lex->token.digits == 3 &&
			     lex->token.spaced == (separator == ' ');

		if (!three || !may_group || separator == ':' ||
			(group != '\0' && group != separator))
			return separator != ' ' && separator != group && read_ore(lex, ore);
		if (*kronor > KRONOR_MAX)
			return false;
		group = separator;
		*kronor = *kronor * 1000 + lex->token.value;
		inputlex_next(lex);
	}
	return true;
}

static bool read_money(const char *text, int64_t *total)
{
	struct inputlex lex;
	int64_t kronor;
	int64_t ore;
	bool negative;
	bool found;

	inputlex_open(&lex, text);
	negative = inputlex_skip_sign(&lex, '-');
	inputlex_skip_word(&lex, currency_words);
	found = read_sum(&lex, &kronor, &ore) && kronor <= KRONOR_MAX;
	inputlex_skip_word(&lex, currency_words);
	found = found && lex.token.kind == TOKEN_END;
	inputlex_finish(&lex);
	if (found)
		*total = (kronor * 100 + ore) * (negative ? -1 : 1);
	return found;
}

bool money_parse(const char *text, int64_t *ore, struct error *error)
{
	char *quoted;

	if (read_money(text, ore))
		return true;
	if (text_is_blank(text))
		return error_set(error, ERROR_DATA,
			_("Type an amount in kronor, for example 1200 or 1 200,50."));
	quoted = inputlex_quote(text);
	error_set(error, ERROR_DATA,
		_("\"%s\" is not an amount in kronor: type for example 1200 or 1 200,50."), quoted);
	free(quoted);
	return false;
}
