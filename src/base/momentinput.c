/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/momentinput.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* Tries; what is wrong with it is of no interest. */
static bool is_date(const char *text, int64_t today, int64_t *date)
{
	struct error ignored = {0};
	bool found = date_parse(text, today, date, &ignored);
	error_finish(&ignored);
	return found;
}

static bool is_time(const char *text, struct moment *moment)
{
	struct error ignored = {0};
	bool found = time_parse_range(text, &moment->start, &moment->end, &ignored);
	error_finish(&ignored);
	return found;
}

/* A date up to some space and a time behind it; the shortest time first. */
static bool split(const char *text, int64_t today, struct moment *moment)
{
	char *copy = xstrdup(text);
	bool found = false;
	for (size_t at = strlen(copy); !found && at-- > 1;) {
		if (copy[at] != ' ')
			continue;
		copy[at] = '\0';
		found = is_date(copy, today, &moment->date) && is_time(copy + at + 1, moment);
		copy[at] = ' ';
	}
	free(copy);
	return found;
}

/* The half that cannot be read is what is wrong: the time after a good day, or else the day, with
 * or without a good time behind it. */
static bool refuse(const char *text, int64_t today, struct error *error)
{
	struct moment ignored;
	char *copy = xstrdup(text);
	int64_t date;
	for (size_t at = strlen(copy); error->kind == ERROR_NONE && at-- > 1;) {
		if (copy[at] != ' ')
			continue;
		copy[at] = '\0';
		if (is_date(copy, today, &date))
			time_parse_range(copy + at + 1, &ignored.start, &ignored.end, error);
		else if (is_time(copy + at + 1, &ignored))
			date_parse(copy, today, &date, error);
		copy[at] = ' ';
	}
	if (error->kind == ERROR_NONE)
		date_parse(text, today, &date, error);
	free(copy);
	return false;
}

bool moment_parse(const char *text, int64_t today, struct moment *moment, struct error *error)
{
	*moment = (struct moment){.start = -1, .end = -1};
	moment->has_date = is_date(text, today, &moment->date) || split(text, today, moment);
	if (moment->has_date || is_time(text, moment))
		return true;
	return refuse(text, today, error);
}
