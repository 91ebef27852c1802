/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/guard.h"

#include <string.h>
#include <strings.h>

/* Of a whole mail, of one head and of one field: far more than any program writes. */
#define BOUNDARIES_MAX 10000
#define FIELDS_MAX 200000
#define GROUPS_MAX 500

struct count {
	size_t boundaries; /* lines that could begin a part */
	size_t fields;     /* in lines one after the other */
	size_t groups;     /* of this field */
	bool is_addresses; /* this field is a list of addresses */
};

static bool is_address_field(const char *at, size_t length)
{
	static const char *const names[] = {"From", "To", "Cc", "Bcc", "Sender", "Reply-To",
		"Resent-", "Disposition-Notification-To", "Errors-To", "Apparently-To"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		size_t wanted = strlen(names[i]);
		if (length > wanted && !strncasecmp(at, names[i], wanted))
			return true;
	}
	return false;
}

/* A line of a head: a field, or the rest of one. */
static bool is_field(const char *at, size_t length)
{
	size_t name = 0;
	while (name < length && at[name] > ' ' && at[name] != ':')
		name++;
	return length && (*at == ' ' || *at == '\t' || (name < length && at[name] == ':'));
}

static void take_line(struct count *count, const char *at, size_t length)
{
	bool goes_on = length && (*at == ' ' || *at == '\t');
	count->boundaries += length > 2 && at[0] == '-' && at[1] == '-';
	count->fields = is_field(at, length) ? count->fields + 1 : 0;
	if (!goes_on) {
		count->is_addresses = is_address_field(at, length);
		count->groups = 0;
	}
	for (size_t i = 0; count->is_addresses && i < length; i++)
		count->groups += at[i] == ':';
}

bool mail_is_bounded(const char *bytes, size_t length)
{
	struct count count = {0};
	const char *end = bytes + length;
	for (const char *at = bytes; at < end;) {
		const char *found = memchr(at, '\n', (size_t)(end - at));
		const char *stop = found ? found : end;
		take_line(&count, at, (size_t)(stop - at));
		if (count.boundaries > BOUNDARIES_MAX || count.fields > FIELDS_MAX ||
			count.groups > GROUPS_MAX)
			return false;
		at = stop + (stop < end);
	}
	return true;
}
