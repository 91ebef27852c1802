/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typed times of day and ranges of them. */
#include <stdlib.h>

#include "base/dateinput.h"
#include "base/i18n.h"
#include "base/inputlex.h"
#include "base/text.h"

#define NOON 12

static const char *const clock_words[] = {"kl", "klockan", "at", NULL};
static const char *const from_words[] = {"fran", "from", NULL};
static const char *const to_words[] = {"till", "til", "to", "until", NULL};
static const char *const am_words[] = {"am", NULL};
static const char *const pm_words[] = {"pm", NULL};

enum half {
	HALF_NONE,
	HALF_AM,
	HALF_PM,
};

struct typed_time {
	int hour;
	int minute;
	enum half half; /* what was typed after it */
};

/* "9", "9:30", "09.30", "0930", "9am", "kl 9". */
static bool read_time(struct inputlex *lex, struct typed_time *time)
{
	if (inputlex_skip_word(lex, clock_words))
		inputlex_skip_sign(lex, '.');
	if (lex->token.kind != TOKEN_NUMBER || lex->token.digits > 4)
		return false;
	*time = (struct typed_time){.hour = (int)lex->token.value};
	if (lex->token.digits > 2) {
		time->minute = time->hour % 100;
		time->hour /= 100;
		inputlex_next(lex);
	} else {
		inputlex_next(lex);
		if (inputlex_skip_sign(lex, ':') || inputlex_skip_sign(lex, '.')) {
			if (lex->token.kind != TOKEN_NUMBER || lex->token.digits != 2)
				return false;
			time->minute = (int)lex->token.value;
			inputlex_next(lex);
		}
	}
	if (inputlex_skip_word(lex, am_words))
		time->half = HALF_AM;
	else if (inputlex_skip_word(lex, pm_words))
		time->half = HALF_PM;
	return true;
}

/* Minutes since midnight; false when there is no such time. */
static bool resolve(struct typed_time time, int64_t *minutes)
{
	if (time.hour > 23 || time.minute > 59)
		return false;
	if (time.half != HALF_NONE) {
		if (time.hour < 1 || time.hour > NOON)
			return false;
		time.hour = time.hour % NOON + (time.half == HALF_PM ? NOON : 0);
	}
	*minutes = (int64_t)time.hour * 60 + time.minute;
	return true;
}

/* Resolves both; "1-3pm" means the afternoon for both, "11-1pm" does not. */
static bool resolve_range(
	struct typed_time from, struct typed_time to, int64_t *start, int64_t *end)
{
	struct typed_time same_half = from;
	bool inherits = from.half == HALF_NONE && to.half != HALF_NONE;

	same_half.half = to.half;
	if (!resolve(to, end))
		return false;
	if (inherits && resolve(same_half, start) && *start < *end)
		return true;
	return resolve(from, start);
}

bool time_parse(const char *text, int64_t *minutes, struct error *error)
{
	struct inputlex lex;
	struct typed_time time;
	char *quoted;
	bool found;

	inputlex_open(&lex, text);
	found = read_time(&lex, &time) && lex.token.kind == TOKEN_END && resolve(time, minutes);
	inputlex_finish(&lex);
	if (found)
		return true;
	if (text_is_blank(text))
		return error_set(
			error, ERROR_DATA, _("Type a time, for example 9, 9:30, 09.30 or 0930."));
	quoted = inputlex_quote(text);
	error_set(error, ERROR_DATA,
		_("\"%s\" is not a time of day: type for example 9, 9:30, 09.30 or 0930."), quoted);
	free(quoted);
	return false;
}

static bool refuse_range(const char *text, bool backwards, struct error *error)
{
	char *quoted;

	if (text_is_blank(text))
		return error_set(error, ERROR_DATA,
			_("Type a time or two, for example 9-12, 10:00–12:00 or 9."));
	quoted = inputlex_quote(text);
	if (backwards)
		error_set(error, ERROR_DATA,
			_("\"%s\" ends before it begins: type the start first, for example 9-12."),
			quoted);
	else
		error_set(error, ERROR_DATA,
			_("\"%s\" cannot be read as times of day: type for example 9-12, "
			  "10:00–12:00 or 9."),
			quoted);
	free(quoted);
	return false;
}

bool time_parse_range(const char *text, int64_t *start, int64_t *end, struct error *error)
{
	struct inputlex lex;
	struct typed_time from;
	struct typed_time to;
	int64_t first = 0;
	int64_t last = -1;
	bool found;

	inputlex_open(&lex, text);
	inputlex_skip_word(&lex, from_words);
	found = read_time(&lex, &from);
	if (found && (inputlex_skip_sign(&lex, '-') || inputlex_skip_word(&lex, to_words)))
		found = read_time(&lex, &to) && resolve_range(from, to, &first, &last);
	else
		found = found && resolve(from, &first);
	found = found && lex.token.kind == TOKEN_END;
	inputlex_finish(&lex);
	if (!found || (last >= 0 && last <= first))
		return refuse_range(text, found, error);
	*start = first;
	*end = last;
	return true;
}
