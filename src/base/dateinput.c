/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Typed dates. The words and numbers are collected first, in whatever order they come, and then
 * resolved: an ISO week, a day and a month by name, or numbers alone.
 */
#include "base/dateinput.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/dateword.h"
#include "base/i18n.h"
#include "base/inputlex.h"
#include "base/text.h"

/* How far back a date without a year may lie. */
#define DAYS_BACK 60
/* 29 February can be this many years off (1896 to 1904, 2096 to 2104). */
#define YEARS_AHEAD 9
#define NUMBERS_MAX 3
#define FIRST_DATE (-25567) /* 1900-01-01 */
#define LAST_DATE 376199    /* 2999-12-31 */

static const char *const week_words[] = {"v", "vecka", "veckan", "w", "wk", "week", NULL};
static const char *const ordinal_words[] = {"st", "nd", "rd", "th", "e", NULL};
static const char *const filler_words[] = {"den", "the", "of", NULL};
static const char *const day_units[] = {"d", "dag", "dagar", "day", "days", NULL};
static const char *const week_units[] = {"v", "vecka", "veckor", "w", "wk", "week", "weeks", NULL};

struct date_number {
	int64_t value;
	int digits;
	char before; /* '/', '-', '.', ' ' or 0: what parts it from the word or number before */
};

struct date_parts {
	int weekday; /* 0 when not given, as the month */
	int month;
	bool week;
	struct date_number numbers[NUMBERS_MAX];
	int count;
};

enum outcome {
	OUTCOME_FOUND,
	OUTCOME_UNREADABLE,
	OUTCOME_NO_SUCH_DAY,
	OUTCOME_WRONG_WEEKDAY,
};

static enum outcome within_calendar(int64_t date)
{
	return date >= FIRST_DATE && date <= LAST_DATE ? OUTCOME_FOUND : OUTCOME_NO_SUCH_DAY;
}

/* "idag", "i morgon": the whole text is one phrase. */
static bool parse_phrase(const char *text, int64_t today, int64_t *date)
{
	struct inputlex lex;
	struct buffer phrase = {0};
	int days;
	bool found;

	for (inputlex_open(&lex, text); lex.token.kind == TOKEN_WORD; inputlex_next(&lex))
		buffer_append(&phrase, lex.token.word);
	found = lex.token.kind == TOKEN_END && phrase.length > 0 &&
		dateword_phrase(phrase.data, &days);
	if (found)
		*date = today + days;
	buffer_finish(&phrase);
	inputlex_finish(&lex);
	return found;
}

/* "+7", "+2 v", "-3": days or weeks from today. */
static bool parse_offset(const char *text, int64_t today, int64_t *date)
{
	struct inputlex lex;
	int64_t offset = 0;
	bool back;
	bool found = false;

	inputlex_open(&lex, text);
	back = inputlex_at_sign(&lex, '-');
	if (!back && !inputlex_at_sign(&lex, '+'))
		goto out;
	inputlex_next(&lex);
	if (lex.token.kind != TOKEN_NUMBER || lex.token.digits > 6)
		goto out;
	offset = back ? -lex.token.value : lex.token.value;
	inputlex_next(&lex);
	if (inputlex_skip_word(&lex, week_units))
		offset *= 7;
	else
		inputlex_skip_word(&lex, day_units);
	found = lex.token.kind == TOKEN_END;
out:
	if (found)
		*date = today + offset;
	inputlex_finish(&lex);
	return found;
}

static bool collect_word(struct date_parts *parts, const struct inputlex *lex, bool after_number)
{
	const struct token *token = &lex->token;
	int value;

	if (after_number && !token->spaced && inputlex_at_word(lex, ordinal_words))
		return true;
	if (inputlex_at_word(lex, filler_words))
		return true;
	if (inputlex_at_word(lex, week_words)) {
		bool again = parts->week;

		parts->week = true;
		return !again;
	}
	if (parts->month == 0 && dateword_month(token->word, &value)) {
		parts->month = value;
		return true;
	}
	if (parts->weekday == 0 && dateword_weekday(token->word, &value)) {
		parts->weekday = value;
		return true;
	}
	return false;
}

static bool collect_number(struct date_parts *parts, const struct token *token, char pending)
{
	char space = token->spaced ? ' ' : '\0';

	if (parts->count == NUMBERS_MAX)
		return false;
	parts->numbers[parts->count++] = (struct date_number){
		.value = token->value,
		.digits = token->digits,
		.before = pending != '\0' ? pending : space,
	};
	return true;
}

/* Signs part numbers and words, one at a time; *pending is the one that waits for what follows. */
static bool collect_sign(const struct token *token, bool first, char *pending)
{
	if (first || *pending != '\0')
		return false;
	if (token->sign == ',')
		return true;
	if (strchr("/-.:", token->sign) == NULL)
		return false;
	*pending = token->sign;
	return true;
}

static bool collect(struct inputlex *lex, struct date_parts *parts)
{
	char pending = '\0';
	bool first = true;
	bool after_number = false;

	for (; lex->token.kind != TOKEN_END; inputlex_next(lex)) {
		const struct token *token = &lex->token;

		if (token->kind == TOKEN_SIGN) {
			if (!collect_sign(token, first, &pending))
				return false;
			continue;
		}
		if (token->kind == TOKEN_WORD) {
			/* "v.39", "2023-W39", "26:e"; but not "26/sep" nor "sep:26". */
			if (pending == '/' || (pending == ':' && strcmp(token->word, "e") != 0) ||
				!collect_word(parts, lex, after_number))
				return false;
		} else if (token->kind != TOKEN_NUMBER || pending == ':' ||
			   !collect_number(parts, token, pending)) {
			return false;
		}
		after_number = token->kind == TOKEN_NUMBER;
		pending = '\0';
		first = false;
	}
	return !first && (pending == '\0' || pending == '.');
}

/* "23" is 2023. */
static bool full_year(const struct date_number *number, int *year)
{
	if (number->digits != 2 && number->digits != 4)
		return false;
	*year = (int)number->value + (number->digits == 2 ? 2000 : 0);
	return true;
}

static enum outcome make_day(int year, int month, int day, int64_t *date)
{
	struct civil civil = {.year = year, .month = month, .day = day};

	if (!date_is_valid(civil))
		return OUTCOME_NO_SUCH_DAY;
	*date = date_from_civil(civil);
	return OUTCOME_FOUND;
}

/* The first such day from 60 days ago and on. */
static enum outcome nearest_day(int month, int day, int64_t today, int64_t *date)
{
	int year = date_to_civil(today - DAYS_BACK).year;

	for (int i = 0; i < YEARS_AHEAD; i++, year++)
		if (make_day(year, month, day, date) == OUTCOME_FOUND && *date >= today - DAYS_BACK)
			return OUTCOME_FOUND;
	return OUTCOME_NO_SUCH_DAY;
}

static enum outcome nearest_week(int week, int weekday, int64_t today, int64_t *date)
{
	/* The first days of a year can belong to a week of the year before. */
	int year = date_to_civil(today - DAYS_BACK).year - 1;

	for (int i = 0; i < YEARS_AHEAD; i++, year++)
		if (date_from_iso_week(year, week, weekday, date) && *date >= today - DAYS_BACK)
			return within_calendar(*date);
	return OUTCOME_NO_SUCH_DAY;
}

/* "v39", "tis v39", "v39 2024", "2023-W39", "2023-W39-2". */
static enum outcome resolve_week(struct date_parts *parts, int64_t today, int64_t *date)
{
	const struct date_number *numbers = parts->numbers;
	bool year_first = parts->count > 1 && numbers[0].digits == 4;
	const struct date_number *week = &numbers[year_first];
	int weekday = parts->weekday;
	int year;

	if (parts->month != 0 || parts->count == 0 || week->digits > 2)
		return OUTCOME_UNREADABLE;
	if (parts->count == 3) {
		if (!year_first || weekday != 0 || numbers[2].before != '-' ||
			numbers[2].digits != 1)
			return OUTCOME_UNREADABLE;
		weekday = (int)numbers[2].value;
		if (weekday == 0)
			return OUTCOME_NO_SUCH_DAY;
	}
	weekday = weekday == 0 ? 1 : weekday;
	parts->weekday = 0;
	if (parts->count == 1)
		return nearest_week((int)week->value, weekday, today, date);
	if (!full_year(&numbers[!year_first], &year))
		return OUTCOME_UNREADABLE;
	if (!date_from_iso_week(year, (int)week->value, weekday, date))
		return OUTCOME_NO_SUCH_DAY;
	return within_calendar(*date);
}

/* "26 sep", "sep 26", "26 september 2023", "2023 sep 26". */
static enum outcome resolve_month(const struct date_parts *parts, int64_t today, int64_t *date)
{
	const struct date_number *numbers = parts->numbers;
	bool year_first = parts->count == 2 && numbers[0].digits == 4;
	const struct date_number *day = &numbers[year_first];
	int year;

	if (parts->count < 1 || parts->count > 2 || day->digits > 2)
		return OUTCOME_UNREADABLE;
	if (parts->count == 1)
		return nearest_day(parts->month, (int)day->value, today, date);
	if (!full_year(&numbers[!year_first], &year))
		return OUTCOME_UNREADABLE;
	return make_day(year, parts->month, (int)day->value, date);
}

/* "2023-09-26", "26/9 2023", "26/9-23", "26.9.2023". */
static enum outcome resolve_three(const struct date_number *numbers, int64_t *date)
{
	bool year_first = numbers[0].digits == 4;
	const struct date_number *day = &numbers[year_first ? 2 : 0];
	char second = numbers[1].before;
	char third = numbers[2].before;
	int year;

	if (numbers[1].digits > 2 || day->digits > 2 ||
		!full_year(&numbers[year_first ? 0 : 2], &year))
		return OUTCOME_UNREADABLE;
	if (year_first ? third != second || second == '\0' || strchr("-/.", second) == NULL
		       : second != '/' && second != '.')
		return OUTCOME_UNREADABLE;
	return make_day(year, (int)numbers[1].value, (int)day->value, date);
}

static enum outcome resolve_numbers(const struct date_parts *parts, int64_t today, int64_t *date)
{
	const struct date_number *numbers = parts->numbers;
	int64_t value = numbers[0].value;

	if (parts->count == 3)
		return resolve_three(numbers, date);
	if (parts->count == 1 && numbers[0].digits == 8)
		return make_day(
			(int)(value / 10000), (int)(value / 100 % 100), (int)(value % 100), date);
	if (parts->count == 2 && numbers[0].digits <= 2 && numbers[1].digits <= 2 &&
		(numbers[1].before == '/' || numbers[1].before == '.'))
		return nearest_day((int)numbers[1].value, (int)value, today, date);
	return OUTCOME_UNREADABLE;
}

static enum outcome resolve(struct date_parts *parts, int64_t today, int64_t *date)
{
	enum outcome outcome;

	if (parts->week)
		return resolve_week(parts, today, date);
	if (parts->month == 0 && parts->count == 0) {
		if (parts->weekday == 0)
			return OUTCOME_UNREADABLE;
		*date = today + (parts->weekday - date_weekday(today) + 7) % 7;
		return within_calendar(*date);
	}
	outcome = parts->month != 0 ? resolve_month(parts, today, date)
				    : resolve_numbers(parts, today, date);
	if (outcome == OUTCOME_FOUND && parts->weekday != 0 &&
		date_weekday(*date) != parts->weekday)
		return OUTCOME_WRONG_WEEKDAY;
	return outcome;
}

static bool refuse(enum outcome outcome, const char *text, int64_t date, struct error *error)
{
	char *quoted = inputlex_quote(text);
	char *day = outcome == OUTCOME_WRONG_WEEKDAY ? date_format(date, DATE_LONG) : NULL;

	if (text_is_blank(text))
		error_set(error, ERROR_DATA,
			_("Type a date, for example 26/9, 26 Sep, 2023-09-26, Tue wk39 or "
			  "tomorrow."));
	else if (outcome == OUTCOME_WRONG_WEEKDAY)
		error_set(error, ERROR_DATA, _("The weekday in \"%s\" is wrong: the day is %s."),
			quoted, day);
	else if (outcome == OUTCOME_NO_SUCH_DAY)
		error_set(error, ERROR_DATA,
			_("There is no such day as \"%s\": check the day, the month and the year."),
			quoted);
	else
		error_set(error, ERROR_DATA,
			_("\"%s\" cannot be read as a date: type for example 26/9, 26 Sep, "
			  "2023-09-26, Tue wk39 or tomorrow."),
			quoted);
	free(day);
	free(quoted);
	return false;
}

bool date_parse(const char *text, int64_t today, int64_t *date, struct error *error)
{
	struct inputlex lex;
	struct date_parts parts = {0};
	enum outcome outcome = OUTCOME_UNREADABLE;
	int64_t found = 0;

	if (parse_phrase(text, today, &found) || parse_offset(text, today, &found)) {
		outcome = within_calendar(found);
	} else {
		inputlex_open(&lex, text);
		if (collect(&lex, &parts))
			outcome = resolve(&parts, today, &found);
		inputlex_finish(&lex);
	}
	if (outcome != OUTCOME_FOUND)
		return refuse(outcome, text, found, error);
	*date = found;
	return true;
}
