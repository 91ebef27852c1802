/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/address.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "exchange/mail/read.h"

#define VALUE_MAX 16384  /* bytes of a text that are read */
#define ADDRESS_MAX 4096 /* bytes of a list of addresses, of which the first counts */
#define GROUP_DEPTH 3
#define LATEST INT64_C(32503680000) /* the year 3000 */

static char *stored(const char *text)
{
	char *value = text_stored_within(text, MAIL_TEXT_LIMIT);
	text_trim(value);
	if (!text_is_blank(value))
		return value;
	free(value);
	return NULL;
}

static char *mended(struct head head, const char *field, size_t limit)
{
	char *value = head_value(head, field, limit);
	char *words = value ? head_mend_words(value) : NULL;
	free(value);
	return words;
}

static char *email_of(const char *text)
{
	char *email = stored(text);
	const char *at = email ? strchr(email, '@') : NULL;
	if (!at || at == email || !at[1] || strpbrk(email, " \t,;<>\"")) {
		free(email);
		return NULL;
	}
	for (char *letter = email; *letter; letter++)
		*letter = (char)tolower((unsigned char)*letter);
	return email;
}

static bool is_a(const struct gmime *gmime, void *object, GType type)
{
	return object && gmime->g_type_check_instance_is_a(object, type);
}

static void take_address(
	const struct gmime *gmime, InternetAddress *address, struct mail_address *found)
{
	const char *text = gmime->internet_address_mailbox_get_addr(
		(InternetAddressMailbox *)(void *)address);
	char *email = email_of(text);
	char *name = stored(gmime->internet_address_get_name(address));
	/* Mailers of errors call themselves by a name alone. */
	if (!email && !name)
		name = stored(text);
	if (!email && found->name) {
		free(name);
		return;
	}
	free(found->name);
	*found = (struct mail_address){.name = name, .email = email};
}

static void walk_addresses(
	const struct gmime *gmime, InternetAddressList *list, int depth, struct mail_address *found)
{
	int count = list ? gmime->internet_address_list_length(list) : 0;
	for (int i = 0; i < count && !found->email; i++) {
		InternetAddress *address = gmime->internet_address_list_get_address(list, i);
		if (is_a(gmime, address, gmime->internet_address_mailbox_get_type()))
			take_address(gmime, address, found);
		else if (depth < GROUP_DEPTH &&
			 is_a(gmime, address, gmime->internet_address_group_get_type()))
			walk_addresses(gmime,
				gmime->internet_address_group_get_members(
					(InternetAddressGroup *)(void *)address),
				depth + 1, found);
	}
}

/* Of a field that is no list of addresses: the first word that looks like one. */
static void guess(const char *value, struct mail_address *found)
{
	static const char around[] = " \t,;<>()[]\"'";
	const char *at = strchr(value, '@');
	if (!at)
		return;
	const char *start = at;
	while (start > value && !strchr(around, start[-1]))
		start--;
	char *word = xstrndup(start, (size_t)(at - start) + strcspn(at, around));
	found->email = email_of(word);
	free(word);
}

struct mail_address head_address(const struct gmime *gmime, struct head head, const char *field)
{
	struct mail_address found = {0};
	char *value = mended(head, field, ADDRESS_MAX);
	if (!value)
		return found;
	InternetAddressList *list = gmime->internet_address_list_parse(NULL, value);
	if (list) {
		walk_addresses(gmime, list, 0, &found);
		gmime->g_object_unref(list);
	}
	if (!found.email)
		guess(value, &found);
	free(value);
	return found;
}

char *head_text(const struct gmime *gmime, struct head head, const char *field)
{
	char *value = mended(head, field, VALUE_MAX);
	if (!value)
		return NULL;
	char *decoded = gmime->g_mime_utils_header_decode_text(NULL, value);
	char *text = stored(decoded);
	gmime->g_free(decoded);
	free(value);
	return text;
}

struct number head_date(const struct gmime *gmime, struct head head, const char *field)
{
	struct number date = {0};
	char *value = head_value(head, field, 200);
	GDateTime *when = value ? gmime->g_mime_utils_header_decode_date(value) : NULL;
	if (when) {
		int64_t at = gmime->g_date_time_to_unix(when);
		if (at > 0 && at < LATEST)
			number_set(&date, at);
		gmime->g_date_time_unref(when);
	}
	free(value);
	return date;
}
