/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is named in a text? The words of the text are looked up in the index of names: only where a
 * word is the first of somebody's family name are its neighbours tried, so that the register is
 * never read through, however many it holds. A name is given and family name in either order, or
 * a family name with an initial.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/request/lintnaming.h"
#include "store/twins.h"

#define WINDOW 4  /* words of a name */
#define PEOPLE 16 /* looked at of those whose names begin alike */

static bool is_let(const struct naming *naming, const struct word *word)
{
	for (size_t i = 0; i < naming->let_count; i++) {
		if (word->start >= naming->let[i].start && word->end <= naming->let[i].end)
			return true;
	}
	return false;
}

/* "Öbergs": the word without its last s; NULL when there is none. Owned by the caller. */
static char *without_genitive(const char *folded)
{
	size_t length = strlen(folded);
	return length > 2 && folded[length - 1] == 's' ? xstrndup(folded, length - 1) : NULL;
}

static bool is_family(struct naming *naming, const char *word, bool *found, struct error *error)
{
	const struct service *service = naming->linting->service;
	*found = false;
	if (!word || isdigit((unsigned char)*word))
		return true;
	char *beginning = xasprintf("%s ", word);
	bool ok = store_is_named(service->store, service->network, beginning, found, error);
	free(beginning);
	return ok;
}

static int by_folded(const void *left, const void *right)
{
	const struct word *const *a = left, *const *b = right;
	return strcmp((*a)->folded, (*b)->folded);
}

/* Each word is looked up once, however often it stands there. */
static bool find_families(struct naming *naming, struct error *error)
{
	const struct wording *wording = &naming->linting->wording;
	const struct word **sorted = xcalloc(wording->count + 1, sizeof(*sorted));
	bool family = false, genitive = false, ok = true;
	naming->is_family = xcalloc(wording->count + 1, sizeof(bool));
	naming->is_family_genitive = xcalloc(wording->count + 1, sizeof(bool));
	for (size_t i = 0; i < wording->count; i++)
		sorted[i] = &wording->words[i];
	if (wording->count)
		qsort(sorted, wording->count, sizeof(*sorted), by_folded);
	for (size_t i = 0; ok && i < wording->count; i++) {
		if (!i || strcmp(sorted[i]->folded, sorted[i - 1]->folded) != 0) {
			char *bare = without_genitive(sorted[i]->folded);
			ok = is_family(naming, sorted[i]->folded, &family, error) &&
			     is_family(naming, bare, &genitive, error);
			free(bare);
		}
		size_t index = (size_t)(sorted[i] - wording->words);
		bool held = is_let(naming, sorted[i]);
		naming->is_family[index] = family && !held;
		naming->is_family_genitive[index] = genitive && !held;
	}
	free(sorted);
	return ok;
}

/* The family name is there whole, and of the given name at least the beginning. */
static bool is_whole(const struct participant *participant, size_t words, bool initial)
{
	struct wording family;
	wording_read(&family, participant->family_name);
	size_t least = family.count + 1;
	wording_finish(&family);
	return initial ? words == least : words >= least || !participant->given_name;
}

/* Tells when somebody's name begins with `words` ("oberg asa "); `count` of them. */
static bool try_words(struct naming *naming, const char *words, size_t count, bool initial,
	struct span span, struct error *error)
{
	const struct service *service = naming->linting->service;
	struct record_set set = {0};
	bool ok = true;
	if (naming_is_own(naming, words))
		return true;
	if (!store_named(service->store, service->network, words, PEOPLE, &set, error))
		return false;
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct participant *participant = record_set_at(&set, i);
		bool gone = participant->status.value == PARTICIPANT_MERGED &&
			    !participant->is_protected.value;
		if (!gone && is_whole(participant, count, initial))
			ok = naming_tell(naming, participant, span, error);
	}
	record_set_finish(&set);
	return ok;
}

/* The words of the text as one key; the one at `genitive` without its last s, SIZE_MAX: none. */
static void add_key(struct buffer *key, const struct wording *wording, size_t first, size_t count,
	size_t genitive)
{
	for (size_t i = first; i < first + count; i++) {
		const char *folded = wording->words[i].folded;
		size_t length = strlen(folded) - (i == genitive);
		buffer_append_bytes(key, folded, length);
		buffer_append_char(key, ' ');
	}
}

/*
 * `count` words of the text from `first`, where the family name is the words [family, family +
 * length) at one end of them, with a genitive at the very end or without.
 */
static bool try_window(struct naming *naming, size_t first, size_t count, size_t family,
	size_t length, bool genitive, struct error *error)
{
	const struct wording *wording = &naming->linting->wording;
	size_t last = first + count - 1, given = family == first ? first + length : first;
	const char *end = wording->words[last].folded;
	struct buffer key = {0};
	if (genitive && (strlen(end) < 3 || end[strlen(end) - 1] != 's'))
		return true;
	if (!(genitive && family == last ? naming->is_family_genitive[family]
					 : naming->is_family[family]))
		return true;
	add_key(&key, wording, family, length, genitive ? last : SIZE_MAX);
	add_key(&key, wording, given, count - length, genitive ? last : SIZE_MAX);
	struct span span = {wording->words[first].start, wording->words[last].end};
	bool ok = try_words(naming, key.data, count, false, span, error);
	buffer_finish(&key);
	return ok;
}

/* A blank line parts what belongs to no one name. */
static size_t reach(const struct linting *linting, size_t first)
{
	const struct wording *wording = &linting->wording;
	size_t count = 1;
	while (count < WINDOW && first + count < wording->count) {
		const char *gap = linting->text + wording->words[first + count - 1].end;
		const char *next = linting->text + wording->words[first + count].start;
		const char *line = memchr(gap, '\n', (size_t)(next - gap));
		if (line && memchr(line + 1, '\n', (size_t)(next - line - 1)))
			break;
		count++;
	}
	return count;
}

static bool try_from(struct naming *naming, size_t first, struct error *error)
{
	size_t most = reach(naming->linting, first);
	bool ok = true;
	for (size_t count = 2; ok && count <= most; count++) {
		for (int genitive = 0; ok && genitive <= 1; genitive++)
			ok = try_window(naming, first, count, first, 1, genitive, error);
		for (size_t length = 1; ok && length < count; length++) {
			size_t family = first + count - length;
			for (int genitive = 0; ok && genitive <= 1; genitive++)
				ok = try_window(
					naming, first, count, family, length, genitive, error);
		}
	}
	return ok;
}

/* ---- a family name with an initial ---- */

static bool is_capital(const struct linting *linting, const struct word *word)
{
	const char *at = linting->text + word->start;
	uint32_t code = text_next(&at, NULL);
	return collate_lower(code) != code;
}

/* "A." or "A": a capital by itself. "I" and "Å" are words too, and need their dot. */
static bool is_initial(const struct linting *linting, const struct word *word)
{
	const char *first = linting->text + word->start, *at = first;
	text_next(&at, NULL);
	if (at != linting->text + word->end || !is_capital(linting, word))
		return false;
	return *at == '.' || (isalpha((unsigned char)*first) && *first != 'I');
}

/* "... i Lund. A ..." is two sentences. */
static bool is_parted(
	const struct linting *linting, const struct word *left, const struct word *right)
{
	return memchr(linting->text + left->end, '.', right->start - left->end) != NULL;
}

static bool try_initial(struct naming *naming, size_t family, size_t initial, struct error *error)
{
	const struct linting *linting = naming->linting;
	const struct word *name = &linting->wording.words[family];
	const struct word *letter = &linting->wording.words[initial];
	bool ok = true;
	if (!is_capital(linting, name) || !is_initial(linting, letter) ||
		(family < initial && is_parted(linting, name, letter)))
		return true;
	struct span span = {family < initial ? name->start : letter->start,
		family < initial ? letter->end : name->end};
	for (int genitive = 0; ok && genitive <= 1; genitive++) {
		if (!(genitive ? naming->is_family_genitive : naming->is_family)[family])
			continue;
		char *words = xasprintf("%.*s %s", (int)strlen(name->folded) - genitive,
			name->folded, letter->folded);
		ok = try_words(naming, words, 2, true, span, error);
		free(words);
	}
	return ok;
}

/* "Anna K. Öberg": the initial in the middle is in no register. */
static bool try_around(struct naming *naming, size_t first, struct error *error)
{
	const struct linting *linting = naming->linting;
	const struct word *words = linting->wording.words;
	if (!is_initial(linting, &words[first + 1]) || !naming->is_family[first + 2])
		return true;
	char *key = xasprintf("%s %s ", words[first + 2].folded, words[first].folded);
	bool ok = try_words(naming, key, 2, false,
		(struct span){words[first].start, words[first + 2].end}, error);
	free(key);
	return ok;
}

bool linting_names(struct linting *linting, struct error *error)
{
	struct naming naming;
	size_t count = linting->wording.count;
	bool ok = true;
	if (!linting->service->network || !count)
		return true;
	ok = naming_init(&naming, linting, error) && naming_addresses(&naming, error) &&
	     naming_phones(&naming, error) && find_families(&naming, error);
	for (size_t i = 0; ok && i < count; i++) {
		size_t most = reach(linting, i);
		ok = try_from(&naming, i, error) &&
		     (most < 2 || (try_initial(&naming, i, i + 1, error) &&
					  try_initial(&naming, i + 1, i, error))) &&
		     (most < 3 || try_around(&naming, i, error));
	}
	naming_finish(&naming);
	return ok;
}
