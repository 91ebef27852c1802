/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Encoded words in a head (RFC 2047): joined, decoded by what their bytes are, and written anew. */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "exchange/mail/charset.h"
#include "exchange/mail/head.h"

struct word {
	const char *charset;
	size_t charset_length;
	char encoding; /* 'q' or 'b' */
	const char *text;
	size_t length;
	const char *end; /* behind "?=" */
};

/* "=?utf-8?Q?...?=", also with blanks in the text, which some programs leave there. */
static bool read_word(const char *at, struct word *word)
{
	if (at[0] != '=' || at[1] != '?')
		return false;
	const char *charset = at + 2;
	size_t length = strcspn(charset, "?= ");
	if (!length || length > 60 || charset[length] != '?')
		return false;
	const char *encoding = charset + length + 1;
	if (!strchr("qQbB", *encoding) || !*encoding || encoding[1] != '?')
		return false;
	const char *text = encoding + 2;
	const char *stop = strchr(text, '?');
	while (stop && stop[1] != '=' && tolower((unsigned char)*encoding) == 'q')
		stop = strchr(stop + 1, '?');
	if (!stop || stop[1] != '=')
		return false;
	/* A '*' begins the language (RFC 2231, 5). */
	*word = (struct word){.charset = charset,
		.charset_length = strcspn(charset, "?*"),
		.encoding = (char)tolower((unsigned char)*encoding),
		.text = text,
		.length = (size_t)(stop - text),
		.end = stop + 2};
	return true;
}

static int hex(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	digit = (char)tolower((unsigned char)digit);
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

static void decode_q(struct buffer *bytes, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		int high = text[i] == '=' && i + 2 < length ? hex(text[i + 1]) : -1;
		int low = high >= 0 ? hex(text[i + 2]) : -1;
		if (low >= 0) {
			buffer_append_char(bytes, (char)(high * 16 + low));
			i += 2;
		} else {
			buffer_append_char(bytes, text[i] == '_' ? ' ' : text[i]);
		}
	}
}

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void decode_b(struct buffer *bytes, const char *text, size_t length)
{
	uint32_t bits = 0;
	int count = 0;
	for (size_t i = 0; i < length; i++) {
		const char *found = text[i] ? strchr(alphabet, text[i]) : NULL;
		if (!found)
			continue;
		bits = bits << 6 | (uint32_t)(found - alphabet);
		count += 6;
		if (count >= 8) {
			count -= 8;
			buffer_append_char(bytes, (char)(bits >> count & 0xff));
		}
	}
}

static void encode_b(struct buffer *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i += 3) {
		uint32_t bits = 0;
		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (i + k < length ? (unsigned char)text[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buffer_append_char(
				out, i + k > length ? '=' : alphabet[bits >> (18 - 6 * k) & 0x3f]);
	}
}

/* The words from here that have the same charset, with only blanks between them, as one. */
static void decode_group(struct buffer *text, struct word *word, const char **end)
{
	struct word first = *word;
	struct buffer bytes = {0};
	bool goes_on = true;
	while (goes_on) {
		if (word->encoding == 'q')
			decode_q(&bytes, word->text, word->length);
		else
			decode_b(&bytes, word->text, word->length);
		*end = word->end;
		goes_on = read_word(*end + strspn(*end, " \t"), word) &&
			  word->charset_length == first.charset_length &&
			  !strncasecmp(word->charset, first.charset, first.charset_length);
	}
	char *charset = xstrndup(first.charset, first.charset_length);
	size_t length;
	char *decoded = charset_decode(
		bytes.data ? bytes.data : "", bytes.length, charset, &length);
	buffer_append_bytes(text, decoded, length);
	free(decoded);
	free(charset);
	buffer_finish(&bytes);
}

/* All words beside each other become one. */
static const char *mend(struct buffer *out, struct word *word)
{
	struct buffer text = {0};
	const char *end = word->end;
	do {
		decode_group(&text, word, &end);
	} while (read_word(end + strspn(end, " \t"), word));
	buffer_append(out, "=?utf-8?B?");
	if (text.length)
		encode_b(out, text.data, text.length);
	buffer_append(out, "?=");
	buffer_finish(&text);
	return end;
}

char *head_mend_words(const char *value)
{
	size_t length;
	char *plain = charset_decode(value, strlen(value), NULL, &length);
	struct buffer out = {0};
	const char *at = plain;
	for (const char *start = strstr(at, "=?"); start; start = strstr(at, "=?")) {
		struct word word;
		buffer_append_bytes(&out, at, (size_t)(start - at));
		at = start;
		if (read_word(start, &word)) {
			at = mend(&out, &word);
		} else {
			buffer_append(&out, "=?");
			at += 2;
		}
	}
	buffer_append(&out, at);
	free(plain);
	return buffer_take(&out);
}
