/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/dayinput.h"

#include "base/date.h"
#include "base/dateword.h"
#include "base/inputlex.h"

/* A sign that no date has is stepped over as well. */
static void step(struct inputlex *lex)
{
	if (lex->token.kind == TOKEN_BAD && *lex->at)
		lex->at++;
	inputlex_next(lex);
}

/* A year that follows must be this one; none need follow. */
static bool year_agrees(struct inputlex *lex, int year)
{
	return lex->token.kind != TOKEN_NUMBER || lex->token.digits != 4 ||
	       lex->token.value == year;
}

/* The lexer stands after the day. */
static bool month_follows(struct inputlex *lex, struct civil day)
{
	int month;
	if (lex->token.kind == TOKEN_WORD && dateword_month(lex->token.word, &month)) {
		step(lex);
		return month == day.month && year_agrees(lex, day.year);
	}
	if (!inputlex_skip_sign(lex, '/') || lex->token.kind != TOKEN_NUMBER ||
		lex->token.value != day.month)
		return false;
	step(lex);
	return !inputlex_skip_sign(lex, '/') || year_agrees(lex, day.year);
}

/* The lexer stands after the year. */
static bool rest_follows(struct inputlex *lex, struct civil day)
{
	if (!inputlex_skip_sign(lex, '-') || lex->token.kind != TOKEN_NUMBER ||
		lex->token.value != day.month)
		return false;
	step(lex);
	return inputlex_skip_sign(lex, '-') && lex->token.kind == TOKEN_NUMBER &&
	       lex->token.value == day.day;
}

bool day_is_named(const char *text, int64_t date)
{
	struct civil day = date_to_civil(date);
	struct inputlex lex;
	bool named = false;
	inputlex_open(&lex, text);
	while (!named && lex.token.kind != TOKEN_END) {
		bool number = lex.token.kind == TOKEN_NUMBER;
		bool is_day = number && lex.token.digits <= 2 && lex.token.value == day.day;
		bool is_year = number && lex.token.digits == 4 && lex.token.value == day.year;
		step(&lex);
		if (is_day)
			named = month_follows(&lex, day);
		else if (is_year)
			named = rest_follows(&lex, day);
	}
	inputlex_finish(&lex);
	return named;
}
