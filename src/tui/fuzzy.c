/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How well typed letters fit a text. Each word typed must be found, its letters in order; the best
 * way of finding them counts: letters that begin words most, letters side by side next. Words may
 * be typed in any order, so that "add part" and "part add" find the same.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "tui/dialogs.h"

enum {
	PATTERN_MAX = 48, /* letters of one typed word that count */
	TEXT_MAX = 256,   /* letters of a text that are looked at */
	SCORE_LETTER = 1,
	SCORE_BESIDE = 10, /* the letter before it was found just before it */
	SCORE_WORD = 8,    /* it begins a word */
	SCORE_START = 1,   /* and the whole text */
	SCORE_WHOLE = 6,   /* what was typed is the whole text */
};

struct letters {
	uint32_t at[TEXT_MAX];
	size_t count;
};

static bool is_gap(uint32_t letter)
{
	return letter <= ' ' || letter == '-' || letter == '_' || letter == '/' || letter == '.' ||
	       letter == ',' || letter == '(' || letter == ':' || letter == ';' || letter == '"';
}

static void read_letters(struct letters *letters, const char *text)
{
	uint32_t letter;
	letters->count = 0;
	while (letters->count < TEXT_MAX && (letter = text_next(&text, NULL)))
		letters->at[letters->count++] = letter;
}

static int place_score(const struct letters *text, size_t index)
{
	if (index == 0)
		return SCORE_LETTER + SCORE_WORD + SCORE_START;
	return SCORE_LETTER + (is_gap(text->at[index - 1]) ? SCORE_WORD : 0);
}

/*
 * ending[j]: the best score with the latest letter found at j, 0: it is not there. Each letter of
 * the word makes a new row from the one before it.
 */
static int word_score(const uint32_t *word, size_t length, const struct letters *text)
{
	int ending[TEXT_MAX] = {0}, best = 0;
	for (size_t i = 0; i < length; i++) {
		int before = 0, diagonal = 0; /* best of the former row left of j; its j - 1 */
		best = 0;
		for (size_t j = 0; j < text->count; j++) {
			int former = ending[j], score = 0;
			if (text->at[j] == word[i] && (i == 0 || before > 0)) {
				int beside = diagonal > 0 ? diagonal + SCORE_BESIDE : 0;
				score = (beside > before ? beside : before) + place_score(text, j);
			}
			ending[j] = score;
			best = score > best ? score : best;
			before = former > before ? former : before;
			diagonal = former;
		}
		if (best == 0)
			return 0;
	}
	return best;
}

int fuzzy_score(const char *pattern, const char *text)
{
	struct letters letters;
	uint32_t word[PATTERN_MAX], letter;
	size_t length = 0, typed = 0;
	int total = 1;
	read_letters(&letters, text);
	do {
		letter = text_next(&pattern, NULL);
		if (letter > ' ') {
			if (length < PATTERN_MAX)
				word[length++] = letter;
			typed++;
			continue;
		}
		int score = length ? word_score(word, length, &letters) : 0;
		if (length && score == 0)
			return 0;
		total += score;
		length = 0;
	} while (letter);
	return total + (typed == letters.count ? SCORE_WHOLE : 0);
}
