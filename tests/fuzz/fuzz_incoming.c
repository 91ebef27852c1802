/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mail of anybody's: what comes out can be stored as it is, and no line of it is lost. */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "exchange/mail/charset.h"
#include "exchange/mail/html.h"
#include "exchange/mail/incoming.h"
#include "exchange/mail/quote.h"
#include "model/contactform.h"

/* What one byte of HTML can become: a line break, the signs of ten quotations, of eight lists. */
#define GROWTH 64

static void check_text(const char *text, size_t limit)
{
	if (!text)
		return;
	char *stored = text_stored(text, strlen(text));
	must(*text, "a text is not empty");
	must(strlen(text) <= limit, "a text is bounded");
	must(!strcmp(stored, text), "a text is stored text");
	free(stored);
}

static void check_parts(const struct incoming_part *parts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		check_text(parts[i].name, 2000);
		must(!parts[i].name || !strpbrk(parts[i].name, "/\\\n\x1b"), "a name is no path");
		check_text(parts[i].media_type, 200);
		must(parts[i].bytes && !parts[i].bytes[parts[i].length], "bytes end in NUL");
	}
}

static void check_incoming(const struct incoming *incoming)
{
	const char *const texts[] = {incoming->sender_name, incoming->sender_email,
		incoming->reply_to, incoming->recipient, incoming->subject, incoming->message_id,
		incoming->in_reply_to, incoming->form_name, incoming->form_email,
		incoming->form_organisation, incoming->form_subject, incoming->failed_message_id,
		incoming->failed_recipient, incoming->failure};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		check_text(texts[i], FIELD_TEXT_LIMIT);
		must(!texts[i] || !strchr(texts[i], '\n'), "a field is one line");
	}
	check_text(incoming->reference_ids, 4000);
	check_text(incoming->body, FIELD_NOTE_LIMIT);
	check_text(incoming->quoted, FIELD_NOTE_LIMIT);
	check_text(incoming->form_message, FIELD_NOTE_LIMIT);
	must(!incoming->sender_email || strchr(incoming->sender_email, '@'), "an address has @");
	must(incoming->is_form || incoming->verified == VERIFIED_UNKNOWN, "only a form verifies");
	check_parts(incoming->files, incoming->file_count);
	check_parts(incoming->calendars, incoming->calendar_count);
}

/* The next line that says something, without the spaces at its end; NULL: none. */
static const char *line_of(const char **at, size_t *length)
{
	while (*at && **at) {
		const char *line = *at;
		*length = strcspn(line, "\n");
		*at += *length + (line[*length] == '\n');
		while (*length && strchr(" \t\r", line[*length - 1]))
			--*length;
		if (*length)
			return line;
	}
	return NULL;
}

static void check_split(const char *text)
{
	char *fresh, *quoted;
	quote_split(text, &fresh, &quoted);
	const char *rest = text, *first = fresh, *second = quoted;
	size_t length, first_length = 0, second_length = 0;
	const char *a = line_of(&first, &first_length), *b = line_of(&second, &second_length);
	must(!quoted || a, "there is something new");
	for (const char *line = line_of(&rest, &length); line; line = line_of(&rest, &length)) {
		if (a && length == first_length && !memcmp(a, line, length)) {
			a = line_of(&first, &first_length);
		} else {
			must(b && length == second_length && !memcmp(b, line, length),
				"no line is lost");
			b = line_of(&second, &second_length);
		}
	}
	must(!a && !b, "no line is added");
	free(fresh);
	free(quoted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct incoming incoming;
	struct contact_form form;
	struct error error = {0};
	size_t length;
	i18n_init("en");
	if (incoming_read(&incoming, (const char *)data, size, &error))
		check_incoming(&incoming);
	incoming_finish(&incoming);
	error_finish(&error);
	char *text = charset_decode((const char *)data, size, NULL, &length);
	char *stored = text_stored(text, length);
	must(strlen(text) == length, "a decoded text has no NUL");
	char *shown = html_text(stored, strlen(stored));
	must(strlen(shown) <= GROWTH * (size + 1), "HTML grows within bounds");
	check_split(stored);
	check_split(shown);
	contact_form_read(&form, stored);
	contact_form_finish(&form);
	free(shown);
	free(stored);
	free(text);
	return 0;
}
