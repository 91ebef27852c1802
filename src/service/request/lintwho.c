/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may be named in a letter: its recipient, ourselves, whom they have named, whom all may know.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "model/message.h"
#include "model/programme.h"
#include "model/twin.h"
#include "service/request/lintnaming.h"

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

bool naming_init(struct naming *naming, struct linting *linting, struct error *error)
{
	const struct participant *person = &linting->person;
	*naming = (struct naming){.linting = linting};
	add_own_name(naming, linting->about->name);
	add_own_name(naming, linting->request.sender_name);
	if (person->record.id)
		add_own(naming, name_words(person->given_name, person->family_name));
	return add_staff(naming, error);
}

void naming_finish(struct naming *naming)
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

bool naming_is_own(const struct naming *naming, const char *words)
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

bool naming_is_own_address(const struct naming *naming, const char *address)
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

/* Do the words that stand there stand among these? */
static bool stands_in(const struct naming *naming, struct span span, const char *among)
{
	struct buffer words = {0};
	char *written = xstrndup(naming->linting->text + span.start, span.end - span.start);
	add_words(&words, written);
	bool found = strstr(among, words.data) != NULL;
	buffer_finish(&words);
	free(written);
	return found;
}

static bool is_in_programme(
	struct naming *naming, struct span span, bool *public, struct error *error)
{
	if (!naming->programme && !read_programmes(naming, error))
		return false;
	*public = stands_in(naming, span, naming->programme);
	return true;
}

/* A quoted name that stands in the sender's own mail is no news to them. */
static bool is_known_to_sender(
	struct naming *naming, struct span span, bool *known, struct error *error)
{
	*known = false;
	if (!is_quoted(naming->linting->text, span.start))
		return true;
	if (!naming->mail && !read_mail(naming, error))
		return false;
	*known = stands_in(naming, span, naming->mail);
	return true;
}

/* ---- telling ---- */

bool naming_tell(struct naming *naming, const struct participant *participant, struct span span,
	struct error *error)
{
	struct linting *linting = naming->linting;
	bool known, public;
	if (participant->is_protected.value) {
		linting_add(linting, LINT_PROTECTED, span.start, span.end,
			_("Somebody is told of whose identity is protected."));
		return true;
	}
	if (participant->record.id == linting->person.record.id)
		return true;
	if (!is_known_to_sender(naming, span, &known, error) ||
		!is_in_programme(naming, span, &public, error))
		return false;
	if (!known && !public)
		linting_add(linting, LINT_PERSON, span.start, span.end,
			_("Another participant is named, or their address."));
	return true;
}
