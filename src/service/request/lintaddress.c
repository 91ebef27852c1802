/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose address or telephone number stands in a text? Each is looked up by its key. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/twin.h"
#include "model/wording.h"
#include "service/request/lintnaming.h"
#include "store/twins.h"

#define PHONE_LEAST 8 /* digits; fewer are a time, a sum, a year */

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
	bool own = *words && naming_is_own(naming, words);
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
			ok = naming_tell(naming, participant, span, error);
	}
	record_set_finish(&set);
	return ok;
}

bool naming_addresses(struct naming *naming, struct error *error)
{
	const char *text = naming->linting->text;
	bool ok = true;
	struct span span;
	for (const char *at = text; ok && (at = strchr(at, '@')); at++) {
		if (!address_at(text, (size_t)(at - text), &span))
			continue;
		char *address = xstrndup(text + span.start, span.end - span.start);
		if (naming_is_own_address(naming, address)) {
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
bool naming_phones(struct naming *naming, struct error *error)
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
