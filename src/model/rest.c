/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/rest.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/dateinput.h"
#include "base/i18n.h"
#include "base/text.h"

enum phrase { NEXT_MONDAY, IN_TWO_WEEKS, IN_A_MONTH, UNTIL_ANSWER };

static int64_t next_monday(int64_t today)
{
	return today + 8 - date_weekday(today);
}

/* The same day of the next month, or its last one. */
static int64_t month_later(int64_t today)
{
	struct civil civil = date_to_civil(today);
	int year = civil.month == 12 ? civil.year + 1 : civil.year;
	int month = civil.month == 12 ? 1 : civil.month + 1;
	int64_t first = date_from_civil((struct civil){year, month, 1});
	int64_t day = first + civil.day - 1;
	while (date_to_civil(day).month != month)
		day--;
	return day;
}

static struct rest rest_of(enum phrase phrase, int64_t today)
{
	switch (phrase) {
	case NEXT_MONDAY:
		return (struct rest){REST_UNTIL, next_monday(today)};
	case IN_TWO_WEEKS:
		return (struct rest){REST_UNTIL, today + 14};
	case IN_A_MONTH:
		return (struct rest){REST_UNTIL, month_later(today)};
	default:
		return (struct rest){.kind = REST_ANSWER};
	}
}

bool rest_preset(size_t index, int64_t today, const char **label, struct rest *rest)
{
	static const struct {
		const char *label;
		int days; /* 0: the phrase */
		enum phrase phrase;
	} presets[] = {
		{N_("Tomorrow"), 1, 0},
		{N_("Day after tomorrow"), 2, 0},
		{N_("Monday next week"), 0, NEXT_MONDAY},
		{N_("In two weeks"), 0, IN_TWO_WEEKS},
		{N_("In a month"), 0, IN_A_MONTH},
		{N_("Until they answer"), 0, UNTIL_ANSWER},
	};
	if (index >= sizeof(presets) / sizeof(*presets))
		return false;
	*label = _(presets[index].label);
	*rest = presets[index].days ? (struct rest){REST_UNTIL, today + presets[index].days}
				    : rest_of(presets[index].phrase, today);
	return true;
}

/* Folded: no accents, no capitals. */
static bool find_phrase(const char *text, enum phrase *phrase)
{
	static const struct {
		const char *words;
		enum phrase phrase;
	} known[] = {
		{"nasta vecka", NEXT_MONDAY},
		{"next week", NEXT_MONDAY},
		{"mandag nasta vecka", NEXT_MONDAY},
		{"monday next week", NEXT_MONDAY},
		{"om tva veckor", IN_TWO_WEEKS},
		{"in two weeks", IN_TWO_WEEKS},
		{"om en manad", IN_A_MONTH},
		{"in a month", IN_A_MONTH},
		{"tills svar", UNTIL_ANSWER},
		{"tills de svarar", UNTIL_ANSWER},
		{"until answer", UNTIL_ANSWER},
		{"until they answer", UNTIL_ANSWER},
	};
	char *folded = collate_fold_loose(text);
	bool found = false;
	text_trim(folded);
	for (size_t i = 0; !found && i < sizeof(known) / sizeof(*known); i++) {
		found = !strcmp(folded, known[i].words);
		*phrase = known[i].phrase;
	}
	free(folded);
	return found;
}

/* On a Monday "Monday" is the next one: nothing rests until today. */
static int64_t not_today(const char *text, int64_t today, int64_t day)
{
	struct error ignored = {0};
	int64_t later = day;
	if (day == today && (!date_parse(text, today + 1, &later, &ignored) || later != today + 7))
		later = day;
	error_finish(&ignored);
	return later;
}

bool rest_parse(const char *text, int64_t today, struct rest *rest, struct error *error)
{
	enum phrase phrase;
	*rest = (struct rest){.kind = REST_WAKE};
	if (text_is_blank(text))
		return true;
	if (find_phrase(text, &phrase)) {
		*rest = rest_of(phrase, today);
		return true;
	}
	rest->kind = REST_UNTIL;
	if (!date_parse(text, today, &rest->day, error))
		return false;
	rest->day = not_today(text, today, rest->day);
	if (rest->day > today)
		return true;
	char *day = date_format(rest->day, DATE_MEDIUM);
	error_set_field(error, ERROR_DATA, "snooze_until", _("Not a day to come: %s."), day);
	free(day);
	return false;
}

static char *day_text(const struct rest *rest, const char *sentence)
{
	char *day = date_format(rest->day, DATE_MEDIUM), *week = date_format_week(rest->day);
	char *text = xasprintf(sentence, day, week);
	free(week);
	free(day);
	return text;
}

char *rest_text(const struct rest *rest)
{
	if (rest->kind == REST_UNTIL)
		return day_text(rest, _("rests until %s (%s)"));
	return xstrdup(
		rest->kind == REST_WAKE ? _("rests no longer") : _("waits for their answer"));
}

char *rest_label(const struct rest *rest)
{
	if (rest->kind == REST_UNTIL)
		return day_text(rest, _("Until %s (%s)"));
	return xstrdup(rest->kind == REST_WAKE ? _("Rest no longer") : _("Until they answer"));
}
