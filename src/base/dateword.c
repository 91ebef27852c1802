/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of the words that dates are typed with. */
#include "base/dateword.h"

#include <stddef.h>
#include <string.h>

struct name {
	const char *word;
	int value;
};

/* Swedish and English, folded. The English "th" is not here: it belongs to "26th". */
static const struct name weekday_words[] = {
	{"mandag", 1},
	{"man", 1},
	{"ma", 1},
	{"monday", 1},
	{"mon", 1},
	{"mo", 1},
	{"tisdag", 2},
	{"tis", 2},
	{"ti", 2},
	{"tuesday", 2},
	{"tues", 2},
	{"tue", 2},
	{"tu", 2},
	{"onsdag", 3},
	{"ons", 3},
	{"on", 3},
	{"wednesday", 3},
	{"wed", 3},
	{"we", 3},
	{"torsdag", 4},
	{"tors", 4},
	{"tor", 4},
	{"to", 4},
	{"thursday", 4},
	{"thurs", 4},
	{"thur", 4},
	{"thu", 4},
	{"fredag", 5},
	{"fre", 5},
	{"fr", 5},
	{"friday", 5},
	{"fri", 5},
	{"lordag", 6},
	{"lor", 6},
	{"lo", 6},
	{"saturday", 6},
	{"sat", 6},
	{"sa", 6},
	{"sondag", 7},
	{"son", 7},
	{"so", 7},
	{"sunday", 7},
	{"sun", 7},
	{"su", 7},
	{NULL, 0},
};

static const struct name month_words[] = {
	{"januari", 1},
	{"january", 1},
	{"jan", 1},
	{"februari", 2},
	{"february", 2},
	{"feb", 2},
	{"mars", 3},
	{"march", 3},
	{"mar", 3},
	{"april", 4},
	{"apr", 4},
	{"maj", 5},
	{"may", 5},
	{"juni", 6},
	{"june", 6},
	{"jun", 6},
	{"juli", 7},
	{"july", 7},
	{"jul", 7},
	{"augusti", 8},
	{"august", 8},
	{"aug", 8},
	{"september", 9},
	{"sept", 9},
	{"sep", 9},
	{"oktober", 10},
	{"october", 10},
	{"okt", 10},
	{"oct", 10},
	{"november", 11},
	{"nov", 11},
	{"december", 12},
	{"dec", 12},
	{NULL, 0},
};

/* Days from today; spaces do not count. */
static const struct name day_phrases[] = {
	{"idag", 0},
	{"today", 0},
	{"imorgon", 1},
	{"imorn", 1},
	{"tomorrow", 1},
	{"iovermorgon", 2},
	{"overmorgon", 2},
	{"dayaftertomorrow", 2},
	{"igar", -1},
	{"yesterday", -1},
	{"iforrgar", -2},
	{NULL, 0},
};

static bool find_name(const struct name *names, const char *word, int *value)
{
	for (; names->word != NULL; names++) {
		if (strcmp(names->word, word) == 0) {
			*value = names->value;
			return true;
		}
	}
	return false;
}

bool dateword_weekday(const char *word, int *weekday)
{
	return find_name(weekday_words, word, weekday);
}

bool dateword_month(const char *word, int *month)
{
	return find_name(month_words, word, month);
}

bool dateword_phrase(const char *phrase, int *days)
{
	return find_name(day_phrases, phrase, days);
}
