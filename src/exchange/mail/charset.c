/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/charset.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"

#define NAME_MAX 40
/* ICU counts in 32 bits; a longer text is read as UTF-8 or Windows-1252. */
#define CONVERT_MAX ((size_t)1 << 26)
#define SAMPLE 4096 /* bytes that tell which half of a UTF-16 unit comes first */

/* ---- what the bytes say ---- */

/* UTF-8 that is cut off or has a bad byte here and there is still UTF-8. */
static bool is_utf8(struct text_likeness likeness)
{
	return likeness.letters > likeness.faults;
}

static bool is_named(const char *charset, const char *const *names)
{
	for (; *names; names++) {
		if (!strcasecmp(charset, *names))
			return true;
	}
	return false;
}

/* Labels that programs put on whatever they have. */
static bool is_vague(const char *charset)
{
	static const char *const names[] = {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1",
		"iso8859-1", "latin1", "latin-1", "iso-8859-15", "windows-1252", "cp1252",
		"unknown-8bit", "x-unknown", "default", "binary", NULL};
	return is_named(charset, names);
}

static bool is_latin9(const char *charset)
{
	static const char *const names[] = {"iso-8859-15", "iso8859-15", "latin9", "latin-9", NULL};
	return is_named(charset, names);
}

/* Names of charsets come from outside: only what looks like one is asked for. */
static bool is_name(const char *charset)
{
	size_t length = charset ? strlen(charset) : 0;
	return length && length < NAME_MAX &&
	       strspn(charset,
		       "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:+") ==
		       length;
}

/* ---- conversions ---- */

static void append(struct buffer *out, uint32_t code_point)
{
	char encoded[4];
	if (code_point)
		buffer_append_bytes(out, encoded, text_encode(encoded, code_point));
}

static void from_utf8(struct buffer *out, const char *bytes, size_t length)
{
	const char *at = bytes, *end = bytes + length;
	while (at < end) {
		const char *start = at;
		while (at<end && * at> 0)
			at++;
		buffer_append_bytes(out, start, (size_t)(at - start));
		if (at >= end)
			break;
		if (!*at)
			at++;
		else
			append(out, text_next(&at, end));
	}
}

/* What Windows-1252 has where Latin-1 has control characters; 0: nothing, the control stays. */
static const uint16_t windows_1252[32] = {0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d,
	0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178};

static void from_windows(struct buffer *out, const char *bytes, size_t length, bool latin9)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		uint32_t code_point = byte;
		if (byte >= 0x80 && byte < 0xa0 && windows_1252[byte - 0x80])
			code_point = windows_1252[byte - 0x80];
		else if (latin9 && byte == 0xa4)
			code_point = 0x20ac;
		append(out, code_point);
	}
}

/* By the converters of ICU; false when there is none of that name. */
static bool from_named(struct buffer *out, const char *bytes, size_t length, const char *charset)
{
	UErrorCode status = U_ZERO_ERROR;
	if (!is_name(charset) || length > CONVERT_MAX)
		return false;
	UConverter *converter = ucnv_open(charset, &status);
	if (U_FAILURE(status))
		return false;
	int32_t needed = ucnv_toUChars(converter, NULL, 0, bytes, (int32_t)length, &status);
	bool ok = status == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(status);
	UChar *units = xcalloc((size_t)(ok ? needed : 0) + 1, sizeof(*units));
	status = U_ZERO_ERROR;
	if (ok)
		ucnv_toUChars(converter, units, needed + 1, bytes, (int32_t)length, &status);
	ok = ok && U_SUCCESS(status);
	for (int32_t i = 0; ok && i < needed;) {
		UChar32 code_point;
		U16_NEXT(units, i, needed, code_point);
		append(out, code_point == 0xfeff && i == 1 ? 0 : (uint32_t)code_point);
	}
	free(units);
	ucnv_close(converter);
	return ok;
}

/* ---- which ---- */

static bool starts_with(const char *bytes, size_t length, const char *start, size_t start_length)
{
	return length >= start_length && !memcmp(bytes, start, start_length);
}

/* UTF-16 of European text has a zero in every other byte, whatever the label says of its order. */
static const char *utf16_order(const char *bytes, size_t length)
{
	size_t zeros[2] = {0, 0};
	for (size_t i = 0; i < length && i < SAMPLE; i++)
		zeros[i % 2] += bytes[i] == '\0';
	return zeros[1] > zeros[0] ? "UTF-16LE" : "UTF-16BE";
}

static const char *marked(const char *bytes, size_t length)
{
	if (starts_with(bytes, length, "\xff\xfe", 2))
		return "UTF-16LE";
	return starts_with(bytes, length, "\xfe\xff", 2) ? "UTF-16BE" : NULL;
}

static void decode(struct buffer *out, const char *bytes, size_t length, const char *charset)
{
	const char *mark = marked(bytes, length);
	struct text_likeness likeness = text_look_utf8(bytes, length);
	if (mark && memchr(bytes, '\0', length) && from_named(out, bytes, length, mark))
		return;
	if (charset && !strcasecmp(charset, "utf-16") &&
		from_named(out, bytes, length, utf16_order(bytes, length)))
		return;
	if (!charset || is_vague(charset)) {
		if (is_utf8(likeness) || !(likeness.letters + likeness.faults))
			from_utf8(out, bytes, length);
		else
			from_windows(out, bytes, length, charset && is_latin9(charset));
		return;
	}
	if (from_named(out, bytes, length, charset))
		return;
	buffer_clear(out);
	if (is_utf8(likeness))
		from_utf8(out, bytes, length);
	else
		from_windows(out, bytes, length, false);
}

char *charset_decode(const char *bytes, size_t length, const char *charset, size_t *decoded)
{
	struct buffer out = {0};
	if (starts_with(bytes, length, "\xef\xbb\xbf", 3)) {
		bytes += 3;
		length -= 3;
	}
	if (length)
		decode(&out, bytes, length, charset);
	if (decoded)
		*decoded = out.length;
	return buffer_take(&out);
}
