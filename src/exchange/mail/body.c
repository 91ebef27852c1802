/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/body.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/mail/charset.h"
#include "exchange/mail/flowed.h"
#include "exchange/mail/html.h"

#define WORDS_MAX ((size_t)2 << 20) /* bytes of a part that are looked through */
#define META_MAX 2048               /* bytes of HTML in which it says its charset */
#define POOR_MAX 500 /* bytes of a text that could say nothing but that there is a better one */

struct walk {
	const struct mail *mail;
	bool *is_text;
};

static bool is_type(const struct mail_part *part, const char *type)
{
	return !strcmp(part->type, type);
}

static bool is_html(const struct mail_part *part)
{
	return is_type(part, "text/html");
}

/* ---- one part ---- */

static bool is_words(const struct mail_part *part)
{
	static const char *const types[] = {
		"text/plain", "text/html", "text/enriched", "text/markdown", NULL};
	if (part->is_multipart || part->is_attachment || mail_part_is_calendar(part) ||
		(part->filename && part->depth))
		return false;
	for (size_t i = 0; types[i]; i++) {
		if (is_type(part, types[i]))
			return true;
	}
	return false;
}

/* CR LF and CR become LF, and a soft hyphen of no use to anybody goes. In place. */
static void unify_lines(char *text)
{
	char *to = text;
	for (const char *at = text; *at; at++) {
		if (*at != '\r')
			*to++ = *at;
		else if (at[1] != '\n')
			*to++ = '\n';
	}
	*to = '\0';
}

/* What the HTML says of itself, where its head does not: "<meta charset=koi8-r>". NULL: nothing. */
static char *charset_within(const struct mail_part *part)
{
	char *start = xstrndup(part->bytes, strnlen(part->bytes, META_MAX));
	const char *found = strcasestr(start, "charset=");
	char *charset = NULL;
	if (found) {
		found += strlen("charset=");
		found += strspn(found, " \"'");
		charset = xstrndup(found, strcspn(found, " \"';/>\r\n"));
	}
	free(start);
	return charset;
}

static char *words_of(const struct mail_part *part)
{
	size_t length;
	char *within = is_html(part) && !part->charset ? charset_within(part) : NULL;
	char *text = charset_decode(part->bytes,
		part->length < WORDS_MAX ? part->length : WORDS_MAX,
		within ? within : part->charset, &length);
	char *other = NULL;
	unify_lines(text);
	if (is_html(part))
		other = html_text(text, strlen(text));
	else if (part->is_flowed)
		other = flowed_unwrap(text, part->joins_spaces);
	char *words = text_stored(other ? other : text, strlen(other ? other : text));
	free(other);
	free(text);
	free(within);
	return words;
}

/* Passages stand an empty line apart. */
static void append(struct buffer *body, const char *text)
{
	size_t length = strlen(text);
	if (text_is_blank(text))
		return;
	while (length && strchr(" \t\n", text[length - 1]))
		length--;
	while (*text == '\n') {
		text++;
		length--;
	}
	if (body->length)
		buffer_append(body, "\n\n");
	buffer_append_bytes(body, text, length);
}

static bool is_sealed(const struct mail_part *part)
{
	return is_type(part, "multipart/encrypted") || is_type(part, "application/pkcs7-mime") ||
	       is_type(part, "application/x-pkcs7-mime");
}

/* ---- several ---- */

static size_t behind(const struct mail *mail, size_t index)
{
	size_t next = index + 1;
	while (next < mail->part_count && mail->parts[next].depth > mail->parts[index].depth)
		next++;
	return next;
}

static bool holds_html(const struct mail *mail, size_t index)
{
	for (size_t i = index; i < behind(mail, index); i++) {
		if (is_words(&mail->parts[i]))
			return is_html(&mail->parts[i]);
	}
	return false;
}

/* "Your mail program cannot show HTML": words that only point to the others. */
static bool is_poor(const char *text)
{
	static const char *const verbs[] = {"show", "display", "view", "support", "visa", "stöd",
		"darstellen", "anzeigen", "läsa", "read", NULL};
	if (text_is_blank(text))
		return true;
	if (strlen(text) > POOR_MAX || !strcasestr(text, "html"))
		return false;
	for (size_t i = 0; verbs[i]; i++) {
		if (strcasestr(text, verbs[i]))
			return true;
	}
	return false;
}

static void walk_part(struct walk *walk, size_t index, struct buffer *body);

/* Another form of the same, which no person reads. */
static bool is_for_machines(const struct mail_part *part)
{
	return is_type(part, "text/x-amp-html") || is_type(part, "text/watch-html");
}

static void walk_alternative(struct walk *walk, size_t index, struct buffer *body)
{
	const struct mail *mail = walk->mail;
	struct buffer plain = {0}, html = {0};
	size_t end = behind(mail, index);
	for (size_t i = index + 1; i < end; i = behind(mail, i)) {
		walk->is_text[i] = is_for_machines(&mail->parts[i]);
		/* Two of a kind are no alternatives, whatever they are called. */
		walk_part(walk, i, holds_html(mail, i) ? &html : &plain);
	}
	append(body, html.length && is_poor(plain.data) ? html.data : plain.data ? plain.data : "");
	buffer_finish(&plain);
	buffer_finish(&html);
}

static void walk_part(struct walk *walk, size_t index, struct buffer *body)
{
	const struct mail *mail = walk->mail;
	const struct mail_part *part = &mail->parts[index];
	size_t end = behind(mail, index);
	if (is_sealed(part)) {
		append(body, _("[This mail is encrypted or sealed: it cannot be read here.]"));
		return;
	}
	if (is_words(part)) {
		char *text = words_of(part);
		append(body, text);
		free(text);
		walk->is_text[index] = part->length <= WORDS_MAX;
		return;
	}
	if (is_type(part, "multipart/alternative")) {
		walk_alternative(walk, index, body);
		return;
	}
	for (size_t i = index + 1; i < end; i = behind(mail, i))
		walk_part(walk, i, body);
}

char *mail_body(const struct mail *mail, bool *is_text)
{
	struct walk walk = {.mail = mail, .is_text = is_text};
	struct buffer body = {0};
	for (size_t i = 0; i < mail->part_count; i = behind(mail, i))
		walk_part(&walk, i, &body);
	return buffer_take(&body);
}
