/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/organisationmatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/text.h"

/* A way to write an organisation's name, normalised. */
struct spelling {
	char *text;
	size_t organisation;
	bool alias;
};

/* The same without å ä ö and without what says municipality or region: what suggestions compare. */
struct stem {
	char *text;
	size_t organisation;
};

struct organisation_index {
	const struct organisation *organisations;
	size_t count;
	struct spelling *spellings; /* in order of text */
	size_t spelling_count;
	struct stem *stems;
	size_t stem_count;
};

/* ---- words ---- */

/* Case, form and width away; a hyphen is a space, and full stops and spaces around are nothing. */
static char *normalised(const char *text, bool loose)
{
	char *stored = text_stored(text, strlen(text));
	char *folded = loose ? collate_fold_loose(stored) : collate_fold(stored);
	free(stored);
	for (char *at = folded; *at; at++) {
		if (strchr("-.,;:()/", *at))
			*at = ' ';
	}
	text_trim(folded);
	return folded;
}

/* What a text says of the kind of body by itself. */
enum kind_said {
	SAYS_NOTHING = 0,
	SAYS_MUNICIPALITY = 1,
	SAYS_REGION = 2,
};

static enum kind_said kind_of_word(const char *word)
{
	static const struct {
		const char *word;
		enum kind_said kind;
	} words[] = {
		{"kommun", SAYS_MUNICIPALITY},
		{"kommunen", SAYS_MUNICIPALITY},
		{"kommune", SAYS_MUNICIPALITY},
		{"stad", SAYS_MUNICIPALITY},
		{"municipality", SAYS_MUNICIPALITY},
		{"region", SAYS_REGION},
		{"regionen", SAYS_REGION},
		{"landsting", SAYS_REGION},
		{"landstinget", SAYS_REGION},
		{"lan", SAYS_REGION},
		{"lans", SAYS_REGION},
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!strcmp(word, words[i].word))
			return words[i].kind;
	}
	return SAYS_NOTHING;
}

/* A loosely normalised text without the words of kind; *said gets what they said. */
static char *make_stem(const char *loose, unsigned *said)
{
	struct buffer stem = {0};
	char *copy = xstrdup(loose), *rest = copy;
	*said = SAYS_NOTHING;
	for (char *word; (word = strsep(&rest, " "));) {
		enum kind_said kind = kind_of_word(word);
		*said |= kind;
		if (kind != SAYS_NOTHING || !*word)
			continue;
		buffer_append(&stem, stem.length ? " " : "");
		buffer_append(&stem, word);
	}
	free(copy);
	return buffer_take(&stem);
}

static unsigned kinds_of(const struct organisation *organisation)
{
	static const unsigned kinds[] = {
		[ORGANISATION_MUNICIPALITY] = SAYS_MUNICIPALITY,
		[ORGANISATION_REGION] = SAYS_REGION,
		[ORGANISATION_BOTH] = SAYS_MUNICIPALITY | SAYS_REGION,
	};
	return kinds[organisation->kind.value];
}

/* ---- making the index ---- */

static void add_spelling(
	struct organisation_index *index, size_t organisation, bool alias, char *text)
{
	index->spellings = xreallocarray(
		index->spellings, index->spelling_count + 1, sizeof(*index->spellings));
	index->spellings[index->spelling_count++] = (struct spelling){
		.text = text, .organisation = organisation, .alias = alias};
}

static void add_stem(struct organisation_index *index, size_t organisation, const char *text)
{
	unsigned said;
	char *loose = normalised(text, true);
	index->stems = xreallocarray(index->stems, index->stem_count + 1, sizeof(*index->stems));
	index->stems[index->stem_count++] = (struct stem){
		.text = make_stem(loose, &said), .organisation = organisation};
	free(loose);
}

/* "Lund", "Lund kommun", "Lunds kommun"; "Region Skåne", "Skåne". */
static void add_habits(struct organisation_index *index, size_t i)
{
	const struct organisation *organisation = &index->organisations[i];
	char *name = normalised(organisation->name, false);
	char *shorter = normalised(organisation->short_name, false);
	if (kinds_of(organisation) & SAYS_MUNICIPALITY) {
		add_spelling(index, i, true, xasprintf("%s kommun", shorter));
		add_spelling(index, i, true, xasprintf("%ss kommun", shorter));
	}
	if (kinds_of(organisation) & SAYS_REGION) {
		size_t length = strlen(name);
		const char *tail = " län";
		bool county = length > strlen(tail) && !strcmp(name + length - strlen(tail), tail);
		add_spelling(index, i, true, xasprintf("region %s", shorter));
		if (!strncmp(name, "region ", 7) && !county)
			add_spelling(index, i, true, xstrdup(name + 7));
	}
	add_spelling(index, i, false, name);
	add_spelling(index, i, false, shorter);
}

static void add_organisation(struct organisation_index *index, size_t i)
{
	const struct organisation *organisation = &index->organisations[i];
	add_habits(index, i);
	add_stem(index, i, organisation->name);
	add_stem(index, i, organisation->short_name);
	char *aliases = xstrdup(organisation->aliases);
	for (char *rest = aliases, *alias; rest && (alias = strsep(&rest, ";"));) {
		add_spelling(index, i, true, normalised(alias, false));
		add_stem(index, i, alias);
	}
	free(aliases);
}

static int compare_spellings(const void *left, const void *right)
{
	const struct spelling *a = left, *b = right;
	int order = strcmp(a->text, b->text);
	/* The municipality first: most people work in one. */
	return order ? order
		     : (a->organisation < b->organisation) - (a->organisation > b->organisation);
}

struct organisation_index *organisation_index_create(
	const struct organisation *organisations, size_t count)
{
	struct organisation_index *index = xcalloc(1, sizeof(*index));
	index->organisations = organisations;
	index->count = count;
	for (size_t i = 0; i < count; i++)
		add_organisation(index, i);
	if (index->spelling_count)
		qsort(index->spellings, index->spelling_count, sizeof(*index->spellings),
			compare_spellings);
	return index;
}

void organisation_index_destroy(struct organisation_index *index)
{
	if (!index)
		return;
	for (size_t i = 0; i < index->spelling_count; i++)
		free(index->spellings[i].text);
	for (size_t i = 0; i < index->stem_count; i++)
		free(index->stems[i].text);
	free(index->spellings);
	free(index->stems);
	free(index);
}

/* ---- candidates ---- */

static bool is_candidate(
	const struct organisation_match *match, const struct organisation *organisation)
{
	for (size_t i = 0; i < match->count; i++) {
		if (match->candidates[i] == organisation)
			return true;
	}
	return false;
}

static void add_candidate(struct organisation_match *match, const struct organisation *organisation)
{
	if (match->count < MATCH_CANDIDATES && !is_candidate(match, organisation))
		match->candidates[match->count++] = organisation;
}

static void find_exact(const struct organisation_index *index, const char *text, bool alias,
	struct organisation_match *match)
{
	size_t low = 0, high = index->spelling_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(index->spellings[middle].text, text) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < index->spelling_count && !strcmp(index->spellings[low].text, text); low++) {
		const struct spelling *spelling = &index->spellings[low];
		if (spelling->alias == alias)
			add_candidate(match, &index->organisations[spelling->organisation]);
	}
	match->kind = match->count > 1 ? MATCH_AMBIGUOUS : match->count ? MATCH_EXACT : MATCH_NONE;
}

/* ---- likeness ---- */

#define STEM_LONGEST 40

/* Letters to change, add, leave out or swap with the next one to make one word of the other; more
 * than `most` is told as most + 1. */
static size_t distance(const char *left, const char *right, size_t most)
{
	size_t rows[3][STEM_LONGEST + 1];
	size_t m = strlen(left), n = strlen(right);
	if (m > STEM_LONGEST || n > STEM_LONGEST || (m > n ? m - n : n - m) > most)
		return most + 1;
	for (size_t j = 0; j <= n; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= m; i++) {
		size_t *row = rows[i % 3];
		const size_t *above = rows[(i - 1) % 3], *over = rows[(i + 1) % 3];
		row[0] = i;
		for (size_t j = 1; j <= n; j++) {
			size_t best = above[j - 1] + (left[i - 1] != right[j - 1]);
			best = above[j] + 1 < best ? above[j] + 1 : best;
			best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
			if (i > 1 && j > 1 && left[i - 1] == right[j - 2] &&
				left[i - 2] == right[j - 1] && over[j - 2] + 1 < best)
				best = over[j - 2] + 1;
			row[j] = best;
		}
	}
	return rows[m % 3][n] > most ? most + 1 : rows[m % 3][n];
}

/* Short names differ by one letter too often for a slip to say anything. */
static size_t slips_allowed(const char *stem)
{
	size_t length = strlen(stem);
	return length < 4 ? 0 : length < 8 ? 1 : 2;
}

static void find_alike(
	const struct organisation_index *index, const char *loose, struct organisation_match *match)
{
	unsigned said;
	char *stem = make_stem(loose, &said);
	size_t most = slips_allowed(stem);
	for (size_t wanted = 0; *stem && wanted <= most && !match->count; wanted++) {
		for (size_t i = index->stem_count; i-- > 0;) { /* municipalities first */
			const struct organisation *organisation =
				&index->organisations[index->stems[i].organisation];
			if ((!said || said & kinds_of(organisation)) &&
				distance(stem, index->stems[i].text, wanted) == wanted)
				add_candidate(match, organisation);
		}
	}
	free(stem);
}

static bool holds_words(const char *text, const char *words)
{
	size_t length = strlen(words);
	for (const char *at = text; (at = strstr(at, words)); at++) {
		if ((at == text || at[-1] == ' ') && (!at[length] || at[length] == ' '))
			return true;
	}
	return false;
}

/* "Socialförvaltningen, Lunds kommun": a whole name among other words. */
static void find_inside(
	const struct organisation_index *index, const char *loose, struct organisation_match *match)
{
	for (size_t i = 0; i < index->count; i++) {
		char *name = normalised(index->organisations[i].name, true);
		if (holds_words(loose, name))
			add_candidate(match, &index->organisations[i]);
		free(name);
	}
}

/* ---- the domain of the address ---- */

/* "anna@kansli.region-orebro.se" -> "orebro". NULL without one; owned by the caller. */
static char *domain_stem(const char *email)
{
	const char *at = email ? strrchr(email, '@') : NULL;
	if (!at)
		return NULL;
	char *domain = collate_fold_loose(at + 1);
	char *dot = strrchr(domain, '.');
	if (dot)
		*dot = '\0';
	char *label = (dot = strrchr(domain, '.')) ? dot + 1 : domain;
	label += !strncmp(label, "region", 6) ? 6 : 0;
	label += *label == '-';
	size_t length = strlen(label);
	if (length > 6 && !strcmp(label + length - 6, "kommun"))
		label[length - 6] = '\0';
	char *stem = xstrdup(label);
	free(domain);
	return stem;
}

/* "upplands vasby" is upplands-vasby and upplandsvasby in an address. */
static bool same_without_gaps(const char *left, const char *right)
{
	for (;; left++, right++) {
		left += strspn(left, " -");
		right += strspn(right, " -");
		if (*left != *right || !*left)
			return *left == *right;
	}
}

static void find_domain(
	const struct organisation_index *index, const char *email, struct organisation_match *match)
{
	char *stem = domain_stem(email);
	for (size_t i = 0; stem && *stem && i < index->stem_count; i++) {
		if (same_without_gaps(stem, index->stems[i].text))
			add_candidate(match, &index->organisations[index->stems[i].organisation]);
	}
	free(stem);
}

static enum match_domain compare_domain(
	const struct organisation_match *match, const struct organisation_match *domain)
{
	if (!domain->count || !match->count)
		return DOMAIN_SILENT;
	for (size_t i = 0; i < domain->count; i++) {
		if (is_candidate(match, domain->candidates[i]))
			return DOMAIN_AGREES;
	}
	return DOMAIN_DIFFERS;
}

/* ---- the answer ---- */

static void find_text(
	const struct organisation_index *index, const char *text, struct organisation_match *match)
{
	char *strict = normalised(text, false);
	find_exact(index, strict, false, match);
	if (match->kind == MATCH_NONE)
		find_exact(index, strict, true, match);
	if (match->kind == MATCH_NONE) {
		char *loose = normalised(text, true);
		find_alike(index, loose, match);
		if (!match->count)
			find_inside(index, loose, match);
		free(loose);
	}
	free(strict);
}

struct organisation_match organisation_index_find(
	const struct organisation_index *index, const char *text, const char *email)
{
	struct organisation_match match = {0}, domain = {0};
	if (!text_is_blank(text))
		find_text(index, text, &match);
	find_domain(index, email, &domain);
	match.domain = compare_domain(&match, &domain);
	for (size_t i = 0; match.kind == MATCH_NONE && i < domain.count; i++)
		add_candidate(&match, domain.candidates[i]);
	if (match.kind == MATCH_NONE && match.count)
		match.kind = MATCH_SUGGESTED;
	return match;
}

const struct organisation *organisation_index_code(
	const struct organisation_index *index, const char *code)
{
	for (size_t i = 0; code && i < index->count; i++) {
		if (!strcmp(index->organisations[i].code, code))
			return &index->organisations[i];
	}
	return NULL;
}
