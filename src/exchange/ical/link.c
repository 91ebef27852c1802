/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may stand where libical writes a value as it is. */
#include "exchange/ical/link.h"

#include <string.h>
#include <strings.h>

#include "base/buffer.h"

char *link_to_uri(const char *link)
{
	struct buffer uri = {0};

	if (strncasecmp(link, "https://", 8) != 0 && strncasecmp(link, "http://", 7) != 0)
		return NULL;
	for (const char *at = link; *at; at++) {
		unsigned char byte = (unsigned char)*at;

		if (byte <= ' ' || byte == 0x7f || strchr("\"<>", byte)) {
			buffer_finish(&uri);
			return NULL;
		}
		if (byte > 0x7f || strchr("\\^`{|}", byte))
			buffer_printf(&uri, "%%%02X", byte);
		else
			buffer_append_char(&uri, *at);
	}
	return buffer_take(&uri);
}

bool link_mailbox_is_plain(const char *mailbox)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "-_+.";
	size_t name = strspn(mailbox, plain);
	const char *host;

	if (name == 0 || mailbox[name] != '@')
		return false;
	host = mailbox + name + 1;
	return *host && *host != '.' && host[strspn(host, plain)] == '\0' && !strstr(host, "..");
}
