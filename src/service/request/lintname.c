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
#include "model/message.h"
#include "model/programme.h"
#include "model/twin.h"
#include "service/request/lintprivate.h"
#include "store/twins.h"

#define WINDOW 4  /* words of a name */
#define PEOPLE 16 /* looked at of those whose names begin alike */
#define PHONE_LEAST 8

struct span {
	size_t start, end;
};

struct naming {
	struct linting *linting;
	char **own; /* owned: name_words() of the recipient and of staff */
	size_t own_count;
	struct span *let; /* owned: addresses of the recipient and of ourselves */
	size_t let_count;
	char *mail;      /* owned: the words of the sender's own mail; NULL: not read yet */
	char *programme; /* owned: the words of who contributes to meetings; NULL: not read yet */
	bool *is_family; /* by word of the text: it is the first of a family name, */
	bool *is_family_genitive; /* or is so without its last s */
};

/* ---- who may be named ---- */

static void add_own(struct naming *naming, char *words)
{
	naming->own = xreallocarray(naming->own, naming->own_count + 1, sizeof(*naming->own));
	naming->own[naming->own_count++] = words;
}

/* Of a name in one piece nobody knows where the family name begins: each way is tried. */
static void add_own_name(struct naming *naming, const char *name)
{
	struct wording words;
	wording_read(&words, name);
	for (size_t given = 0; words.count > 1 && given < words.count; given++) {
		char *family = wording_join(&words, given, words.count - given);
		char *rest = wording_join(&words, 0, given);
		add_own(naming, xasprintf("%s%s", family, rest));
		free(family);
		free(rest);
	}
	wording_finish(&words);
}

static bool add_staff(struct naming *naming, struct error *error)
{
	const struct service *service = naming->linting->service;
	struct record_set staff = {0};
	if (!service->network)
		return true;
	if (!store_all(service->store, &staff_entity, service->network, &staff, error))
		return false;
	for (size_t i = 0; i < staff.count; i++)
		add_own_name(naming, ((const struct staff *)record_set_at(&staff, i))->name);
	record_set_finish(&staff);
	return true;
}

static bool naming_init(struct naming *naming, struct linting *linting, struct error *error)
{
	const struct participant *person = &linting->person;
	*naming = (struct naming){.linting = linting};
	add_own_name(naming, linting->about->name);
	add_own_name(naming, linting->request.sender_name);
	if (person->record.id)
		add_own(naming, name_words(person->given_name, person->family_name));
	return add_staff(naming, error);
}

static void naming_finish(struct naming *naming)
{
	for (size_t i = 0; i < naming->own_count; i++)
		free(naming->own[i]);
	free(naming->own);
	free(naming->let);
	free(naming->mail);
	free(naming->programme);
	free(naming->is_family);
	free(naming->is_family_genitive);
}

static bool begins_with(const char *text, const char *beginning)
{
	return !strncmp(text, beginning, strlen(beginning));
}

static bool is_own(const struct naming *naming, const char *words)
{
	for (size_t i = 0; i < naming->own_count; i++) {
		if (begins_with(naming->own[i], words))
			return true;
	}
	return false;
}

static bool same_address(const char *one, const char *other)
{
	if (!one || !other)
		return false;
	char *left = twin_key("mailbox_key", one, NULL),
	     *right = twin_key("mailbox_key", other, NULL);
	bool same = *left && !strcmp(left, right);
	free(left);
	free(right);
	return same;
}

static bool is_own_address(const struct naming *naming, const char *address)
{
	const struct linting *linting = naming->linting;
	const struct settings *settings = linting->service->settings;
	return same_address(address, linting->about->address) ||
	       same_address(address, linting->request.sender_email) ||
	       same_address(address, linting->person.email) ||
	       (settings && same_address(address, settings_sender(settings)));
}

/* ---- what the sender has said themselves ---- */

static void add_words(struct buffer *words, const char *text)
{
	struct wording wording;
	wording_read(&wording, text);
	char *joined = wording_join(&wording, 0, wording.count);
	buffer_append_char(words, ' ');
	buffer_append(words, joined);
	free(joined);
	wording_finish(&wording);
}

static bool is_of_sender(const struct linting *linting, const struct request *request)
{
	return request->record.id == linting->request.record.id ||
	       same_address(request->sender_email, linting->request.sender_email);
}

static bool add_mail(struct linting *linting, int64_t id, struct buffer *words, struct error *error)
{
	struct store *store = linting->service->store;
	struct request request = {0};
	struct record_set set = {0};
	bool ok = store_get(store, &request_entity, id, &request, error);
	if (ok && is_of_sender(linting, &request)) {
		add_words(words, request.body);
		ok = store_referring(store, &message_entity,
			entity_field(&message_entity, "request_id"), id, &set, error);
		for (size_t i = 0; ok && i < set.count; i++) {
			const struct message *message = record_set_at(&set, i);
			if (message->direction.value != MESSAGE_IN)
				continue;
			add_words(words, message->body);
			add_words(words, message->quoted);
		}
		record_set_finish(&set);
	}
	record_finish(&request_entity, &request);
	return ok;
}

static bool read_mail(struct naming *naming, struct error *error)
{
	struct linting *linting = naming->linting;
	struct buffer words = {0};
	bool ok = true;
	for (size_t i = 0; ok && linting->request.record.id && i < linting->request_count; i++)
		ok = add_mail(linting, linting->requests[i], &words, error);
	naming->mail = buffer_take(&words);
	return ok;
}

static bool is_quoted(const char *text, size_t place)
{
	size_t line = place;
	while (line && text[line - 1] != '\n')
		line--;
	return text[line] == '>';
}

/* Whoever contributes to a meeting stands in its programme, for everybody to read. */
static bool read_programmes(struct naming *naming, struct error *error)
{
	const struct service *service = naming->linting->service;
	struct record_set meetings = {0};
	struct buffer words = {0};
	bool ok = store_all(service->store, &meeting_entity, service->network, &meetings, error);
	for (size_t i = 0; ok && i < meetings.count; i++) {
		const struct record *meeting = record_set_at(&meetings, i);
		struct record_set items = {0};
		ok = store_all(service->store, &programme_item_entity, meeting->id, &items, error);
		for (size_t j = 0; ok && j < items.count; j++) {
			const struct programme_item *item = record_set_at(&items, j);
			add_words(&words, item->contributors);
		}
		record_set_finish(&items);
	}
	record_set_finish(&meetings);
	naming->programme = buffer_take(&words);
	return ok;
}

static bool is_in_programme(
	struct naming *naming, size_t start, size_t end, bool *public, struct error *error)
{
	if (!naming->programme && !read_programmes(naming, error))
		return false;
	struct buffer words = {0};
	char *written = xstrndup(naming->linting->text + start, end - start);
	add_words(&words, written);
	*public = strstr(naming->programme, words.data) != NULL;
	buffer_finish(&words);
	free(written);
	return true;
}

/* A quoted name that stands in the sender's own mail is no news to them. */
static bool is_known_to_sender(
	struct naming *naming, size_t start, size_t end, bool *known, struct error *error)
{
	*known = false;
	if (!is_quoted(naming->linting->text, start))
		return true;
	if (!naming->mail && !read_mail(naming, error))
		return false;
	struct buffer words = {0};
	char *written = xstrndup(naming->linting->text + start, end - start);
	add_words(&words, written);
	*known = strstr(naming->mail, words.data) != NULL;
	buffer_finish(&words);
	free(written);
	return true;
}

/* ---- telling ---- */

static bool tell(struct naming *naming, const struct participant *participant, size_t start,
	size_t end, struct error *error)
{
	struct linting *linting = naming->linting;
	bool known, public;
	if (participant->is_protected.value) {
		linting_add(linting, LINT_PROTECTED, start, end,
			_("Somebody is told of whose identity is protected."));
		return true;
	}
	if (participant->record.id == linting->person.record.id)
		return true;
	if (!is_known_to_sender(naming, start, end, &known, error) ||
		!is_in_programme(naming, start, end, &public, error))
		return false;
	if (!known && !public)
		linting_add(linting, LINT_PERSON, start, end,
			_("Another participant is named, or their address."));
	return true;
}

/* ---- addresses ---- */

static bool is_of_address(char character)
{
	return isalnum((unsigned char)character) || (unsigned char)character >= 0x80 ||
	       (character && strchr("._%+-", character));
}

/* The address around an @. */
static bool address_at(const char *text, size_t at, struct span *span)
{
	span->start = at;
	span->end = at + 1;
	while (span->start && is_of_address(text[span->start - 1]))
		span->start--;
	while (is_of_address(text[span->end]))
		span->end++;
	while (span->end > at + 1 && strchr(".-_%+", text[span->end - 1]))
		span->end--;
	return span->start < at && span->end > at + 1;
}

static void let(struct naming *naming, struct span span)
{
	naming->let = xreallocarray(naming->let, naming->let_count + 1, sizeof(*naming->let));
	naming->let[naming->let_count++] = span;
}

static bool name_is_own(const struct naming *naming, const struct participant *participant)
{
	char *words = name_words(participant->given_name, participant->family_name);
	bool own = *words && is_own(naming, words);
	free(words);
	return own;
}

/* Everybody who is reached there. */
static bool tell_reached(struct naming *naming, const char *key_name, const char *key,
	struct span span, bool all, struct error *error)
{
	const struct service *service = naming->linting->service;
	struct record_set set = {0};
	if (!store_sharing(service->store, service->network, key_name, key, &set, error))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct participant *participant = record_set_at(&set, i);
		if (participant->is_protected.value || (all && !name_is_own(naming, participant)))
			ok = tell(naming, participant, span.start, span.end, error);
	}
	record_set_finish(&set);
	return ok;
}

static bool find_addresses(struct naming *naming, struct error *error)
{
	const char *text = naming->linting->text;
	bool ok = true;
	struct span span;
	for (const char *at = text; ok && (at = strchr(at, '@')); at++) {
		if (!address_at(text, (size_t)(at - text), &span))
			continue;
		char *address = xstrndup(text + span.start, span.end - span.start);
		if (is_own_address(naming, address)) {
			let(naming, span);
		} else {
			char *key = twin_key("mailbox_key", address, NULL);
			ok = tell_reached(naming, "mailbox_key", key, span, true, error);
			free(key);
		}
		free(address);
	}
	return ok;
}

/* The number of a protected person; many share that of a switchboard. */
static bool find_phones(struct naming *naming, struct error *error)
{
	const char *text = naming->linting->text;
	bool ok = true;
	for (size_t at = strcspn(text, "0123456789"); ok && text[at];) {
		size_t length = strspn(text + at, "0123456789 -/()");
		char *number = xstrndup(text + at, length);
		size_t digits = 0;
		for (const char *digit = number; *digit; digit++)
			digits += isdigit((unsigned char)*digit) != 0;
		while (length && !isdigit((unsigned char)number[length - 1]))
			length--;
		char *key = twin_key("phone_key", number, NULL);
		if (digits >= PHONE_LEAST)
			ok = tell_reached(naming, "phone_key", key, (struct span){at, at + length},
				false, error);
		free(key);
		free(number);
		at += length;
		at += strcspn(text + at, "0123456789");
	}
	return ok;
}

/* ---- names ---- */

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
	if (is_own(naming, words))
		return true;
	if (!store_named(service->store, service->network, words, PEOPLE, &set, error))
		return false;
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct participant *participant = record_set_at(&set, i);
		bool gone = participant->status.value == PARTICIPANT_MERGED &&
			    !participant->is_protected.value;
		if (!gone && is_whole(participant, count, initial))
			ok = tell(naming, participant, span.start, span.end, error);
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
	ok = naming_init(&naming, linting, error) && find_addresses(&naming, error) &&
	     find_phones(&naming, error) && find_families(&naming, error);
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
