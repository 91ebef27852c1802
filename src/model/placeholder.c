/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/placeholder.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/letter.h"

/* Longer than any name: what lies between two braces farther apart is no placeholder. */
#define NAME_MOST 60

/* ---- what they stand for: owned, NULL when it is not known ---- */

static char *copy(const char *text)
{
	return text_is_blank(text) ? NULL : xstrdup(text);
}

static bool is_protected(const struct placeholder_facts *facts)
{
	return (facts->participant && facts->participant->is_protected.value) ||
	       (facts->request && facts->request->is_protected.value);
}

/* "Anna" of "Anna Berg" and of "Berg, Anna". */
static char *first_name(const char *name)
{
	const char *comma = strchr(name, ',');
	char *first = xstrdup(comma && comma[1] ? comma + 1 : name);
	text_trim(first);
	first[strcspn(first, " ")] = '\0';
	if (*first)
		return first;
	free(first);
	return NULL;
}

static char *word_name(const struct placeholder_facts *facts)
{
	if (is_protected(facts))
		return NULL;
	if (facts->participant && facts->participant->given_name)
		return copy(facts->participant->given_name);
	return facts->request && facts->request->sender_name
		       ? first_name(facts->request->sender_name)
		       : NULL;
}

static char *word_greeting(const struct placeholder_facts *facts)
{
	char *name = word_name(facts);
	char *greeting = name ? xasprintf(_("Hello %s,"), name) : xstrdup(_("Hello!"));
	free(name);
	return greeting;
}

static char *word_organisation(const struct placeholder_facts *facts)
{
	if (is_protected(facts))
		return NULL;
	if (facts->participant && facts->participant->organisation)
		return copy(facts->participant->organisation);
	return facts->request ? copy(facts->request->organisation) : NULL;
}

static char *word_subject(const struct placeholder_facts *facts)
{
	return facts->request && !is_protected(facts) ? copy(facts->request->subject) : NULL;
}

static char *word_number(const struct placeholder_facts *facts)
{
	return facts->request && facts->request->record.id
		       ? xasprintf("%lld", (long long)facts->request->record.id)
		       : NULL;
}

static char *word_meeting(const struct placeholder_facts *facts)
{
	return facts->meeting ? letter_meeting(facts->meeting) : NULL;
}

static char *word_date(const struct placeholder_facts *facts)
{
	return facts->meeting && facts->meeting->date.known
		       ? date_format(facts->meeting->date.value, DATE_LONG)
		       : NULL;
}

static char *word_link(const struct placeholder_facts *facts)
{
	return facts->meeting ? copy(facts->meeting->link) : NULL;
}

static char *word_place(const struct placeholder_facts *facts)
{
	return facts->meeting ? copy(facts->meeting->place) : NULL;
}

static char *word_next(const struct placeholder_facts *facts)
{
	return facts->next ? letter_meeting(facts->next) : NULL;
}

static char *word_network(const struct placeholder_facts *facts)
{
	return facts->network ? copy(facts->network->name) : NULL;
}

static char *word_fee(const struct placeholder_facts *facts)
{
	if (!facts->network || !facts->network->fee.known)
		return NULL;
	return facts->network->fee.value ? money_format(facts->network->fee.value)
					 : xstrdup(_("free of charge"));
}

static char *word_target_group(const struct placeholder_facts *facts)
{
	return facts->network ? copy(facts->network->target_group) : NULL;
}

static char *word_terms(const struct placeholder_facts *facts)
{
	const char *own = facts->meeting ? meeting_terms(facts->meeting, facts->network) : NULL;
	if (own)
		return copy(own);
	return facts->network ? copy(facts->network->physical_terms) : NULL;
}

static char *word_sibling(const struct placeholder_facts *facts)
{
	return facts->network ? copy(facts->network->sibling_name) : NULL;
}

static char *word_owners(const struct placeholder_facts *facts)
{
	return copy(facts->owners);
}

static char *word_sender(const struct placeholder_facts *facts)
{
	return copy(facts->sender);
}

static char *word_fact(const struct placeholder_facts *facts)
{
	return facts->fact ? copy(facts->fact->text) : NULL;
}

static char *word_source(const struct placeholder_facts *facts)
{
	return facts->fact ? fact_source(facts->fact, facts->network) : NULL;
}

static char *word_year(const struct placeholder_facts *facts)
{
	return facts->fact && facts->fact->year.known
		       ? xasprintf("%lld", (long long)facts->fact->year.value)
		       : NULL;
}

/* ---- their names ---- */

static const struct word {
	const char *swedish, *english; /* folded, an underscore between the words */
	char *(*fill)(const struct placeholder_facts *facts);
} words[] = {
	{"hälsning", "greeting", word_greeting},
	{"namn", "name", word_name},
	{"organisation", "organisation", word_organisation},
	{"ämne", "subject", word_subject},
	{"nummer", "number", word_number},
	{"träff", "meeting", word_meeting},
	{"datum", "date", word_date},
	{"plats", "place", word_place},
	{"länk", "link", word_link},
	{"nästa_träff", "next_meeting", word_next},
	{"nätverk", "network", word_network},
	{"avgift", "fee", word_fee},
	{"målgrupp", "target_group", word_target_group},
	{"villkor", "terms", word_terms},
	{"syskonnätverk", "sibling", word_sibling},
	{"ansvariga", "owners", word_owners},
	{"avsändare", "sender", word_sender},
	{"faktum", "fact", word_fact},
	{"källa", "source", word_source},
	{"årtal", "year", word_year},
};

#define WORD_COUNT (sizeof(words) / sizeof(*words))

bool placeholder_find(const char *text, size_t from, size_t *start, size_t *end)
{
	if (!text || strlen(text) < from)
		return false;
	for (const char *at = text + from; (at = strstr(at, "{{")); at += 2) {
		/* Of three braces the inner two are meant. */
		while (at[2] == '{')
			at++;
		size_t length = strcspn(at + 2, "{}\n");
		if (length > NAME_MOST || at[2 + length] != '}' || at[3 + length] != '}')
			continue;
		*start = (size_t)(at - text);
		*end = *start + length + 4;
		return true;
	}
	return false;
}

/* "nästa_träff" of "{{ Nästa träff }}". Owned by the caller. */
static char *name_at(const char *text, size_t start, size_t end)
{
	char *inner = xstrndup(text + start + 2, end - start - 4);
	text_trim(inner);
	for (char *at = inner; *at; at++) {
		if (*at == ' ' || *at == '-')
			*at = '_';
	}
	char *folded = collate_fold(inner);
	free(inner);
	return folded;
}

static const struct word *find_word(const char *name)
{
	for (size_t i = 0; i < WORD_COUNT; i++) {
		if (!strcmp(name, words[i].swedish) || !strcmp(name, words[i].english))
			return &words[i];
	}
	return NULL;
}

char *placeholder_fill(const char *text, const struct placeholder_facts *facts)
{
	struct buffer out = {0};
	size_t from = 0, start, end;
	while (placeholder_find(text, from, &start, &end)) {
		char *name = name_at(text, start, end);
		const struct word *word = find_word(name);
		char *value = word ? word->fill(facts) : NULL;
		buffer_append_bytes(&out, text + from, start - from);
		if (value)
			buffer_append(&out, value);
		else
			buffer_append_bytes(&out, text + start, end - start);
		free(value);
		free(name);
		from = end;
	}
	if (text)
		buffer_append(&out, text + from);
	return buffer_take(&out);
}

bool placeholder_has(const char *text, const char *name)
{
	const struct word *wanted = find_word(name);
	size_t from = 0, start, end;
	bool has = false;
	while (!has && placeholder_find(text, from, &start, &end)) {
		char *own = name_at(text, start, end);
		has = wanted && find_word(own) == wanted;
		free(own);
		from = end;
	}
	return has;
}

/* ---- facts ---- */

bool fact_is_over(const struct fact *fact, int64_t today)
{
	return fact->valid_to.known && fact->valid_to.value < today;
}

/* What we know of where a figure is from, when nothing more is said: our own page. */
static char *page_of(const struct network *network)
{
	if (!network || !network->organiser || !network->published_on.known)
		return NULL;
	struct civil day = date_to_civil(network->published_on.value);
	char *month = date_format_month(day.year, day.month);
	/* TRANSLATORS: the source of a fact: the network's page at SKR, published 19 September
	 * 2023 */
	char *page = xasprintf(
		_("the network's page at %s, published %d %s"), network->organiser, day.day, month);
	free(month);
	return page;
}

char *fact_source(const struct fact *fact, const struct network *network)
{
	char *source = fact->source ? xstrdup(fact->source) : page_of(network);
	if (!source || !fact->year.known)
		return source;
	char *year = xasprintf("%lld", (long long)fact->year.value);
	/* TRANSLATORS: a source, and the year that its figure is about */
	char *whole = strstr(source, year) ? xstrdup(source)
					   : xasprintf(_("%s; about the year %s"), source, year);
	free(year);
	free(source);
	return whole;
}
