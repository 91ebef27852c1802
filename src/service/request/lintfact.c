/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is a fact quoted whose time is over? By its words, or by its figure ("var fjärde", "25 procent")
 * where the year that it is about stands in the text as well.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/placeholder.h"
#include "service/request/lintprivate.h"

static void tell(struct linting *linting, const struct fact *fact, size_t first, size_t count)
{
	const struct word *words = linting->wording.words;
	char *day = date_format(fact->valid_to.value, DATE_MEDIUM);
	char *sentence = fact->replaced_by
				 ? xasprintf(_("This fact held until %s; %s replaces it."), day,
					   fact->replaced_by)
				 : xasprintf(_("This fact held until %s."), day);
	linting_add(linting, LINT_FACT, words[first].start, words[first + count - 1].end, sentence);
	free(sentence);
	free(day);
}

/* Do `count` words of the fact stand in the text from word `at`? */
static bool stands_at(const struct linting *linting, size_t at, const struct wording *fact,
	size_t first, size_t count)
{
	if (at + count > linting->wording.count)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(linting->wording.words[at + i].folded, fact->words[first + i].folded) !=
			0)
			return false;
	}
	return true;
}

static bool is_percentage(const char *text, const struct word *word)
{
	const char *after = text + word->end;
	after += strspn(after, " \xc2\xa0");
	return *after == '%';
}

static bool find_run(struct linting *linting, const struct fact *fact, const struct wording *words,
	size_t first, size_t count)
{
	bool found = false;
	for (size_t i = 0; count && i < linting->wording.count; i++) {
		if (!stands_at(linting, i, words, first, count) ||
			(count == 1 && !is_percentage(linting->text, &linting->wording.words[i])))
			continue;
		tell(linting, fact, i, count);
		found = true;
	}
	return found;
}

static bool holds_year(const struct linting *linting, const struct fact *fact)
{
	char year[24];
	snprintf(year, sizeof(year), "%lld", (long long)fact->year.value);
	for (size_t i = 0; fact->year.known && i < linting->wording.count; i++) {
		if (!strcmp(linting->wording.words[i].folded, year))
			return true;
	}
	return false;
}

/* Folded. */
static bool is_ordinal(const char *word)
{
	static const char *const ordinals[] = {"annan", "tredje", "fjarde", "femte", "sjatte",
		"sjunde", "attonde", "nionde", "tionde"};
	for (size_t i = 0; i < sizeof(ordinals) / sizeof(*ordinals); i++) {
		if (!strcmp(word, ordinals[i]))
			return true;
	}
	return false;
}

/* How many words from here are a figure: "var fjärde", "25 procent", "25 %". */
static size_t figure_at(const struct wording *words, const char *text, size_t at)
{
	const char *word = words->words[at].folded;
	const char *next = at + 1 < words->count ? words->words[at + 1].folded : "";
	if (!strcmp(word, "var") && is_ordinal(next))
		return 2;
	if (strspn(word, "0123456789") != strlen(word))
		return 0;
	if (!strcmp(next, "procent"))
		return 2;
	return is_percentage(text, &words->words[at]);
}

static void look_for(struct linting *linting, const struct fact *fact)
{
	struct wording words;
	wording_read(&words, fact->text);
	if (!find_run(linting, fact, &words, 0, words.count) && holds_year(linting, fact)) {
		for (size_t i = 0; i < words.count; i++)
			find_run(linting, fact, &words, i, figure_at(&words, fact->text, i));
	}
	wording_finish(&words);
}

bool linting_facts(struct linting *linting, struct error *error)
{
	struct record_set facts = {0};
	int64_t today = clock_today(linting->service->clock);
	if (!linting->service->network || !linting->wording.count)
		return true;
	if (!store_all(linting->service->store, &fact_entity, linting->service->network, &facts,
		    error))
		return false;
	for (size_t i = 0; i < facts.count; i++) {
		const struct fact *fact = record_set_at(&facts, i);
		if (fact->text && fact_is_over(fact, today))
			look_for(linting, fact);
	}
	record_set_finish(&facts);
	return true;
}
