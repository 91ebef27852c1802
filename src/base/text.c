/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text on its way in: strict UTF-8, the normal form that is stored, trimming. */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/alloc.h"
#include "base/buffer.h"

#define REPLACEMENT 0xfffd
/* Below the first combining mark every text is in normal form already. */
#define FIRST_MARK 0x300
/*
 * Sorting the marks on one base takes time as the square of their number. After so many a joiner
 * that shows nothing begins a new sequence: the Stream-Safe Text Format of UAX #15.
 */
#define MARK_RUN_MAX 30
#define GRAPHEME_JOINER 0x34f
/* ICU counts in 32 bits, at 9 times the length; a text of more bytes is stored as it came. */
#define NORMALISE_MAX ((size_t)1 << 27)

/* How many bytes follow the first one, and the smallest code point of that form. */
static int continuation_count(unsigned char first, uint32_t *bits, uint32_t *smallest)
{
	if (first >= 0xc2 && first <= 0xdf) {
		*bits = first & 0x1f;
		*smallest = 0x80;
		return 1;
	}
	if (first >= 0xe0 && first <= 0xef) {
		*bits = first & 0x0f;
		*smallest = 0x800;
		return 2;
	}
	if (first >= 0xf0 && first <= 0xf4) {
		*bits = first & 0x07;
		*smallest = 0x10000;
		return 3;
	}
	return 0;
}

uint32_t text_next(const char **text, const char *end)
{
	const unsigned char *bytes = (const unsigned char *)*text;
	uint32_t code_point;
	uint32_t smallest;
	int more;

	if (end == NULL ? *bytes == '\0' : *text >= end)
		return 0;
	if (*bytes < 0x80) {
		*text += 1;
		return *bytes;
	}
	more = continuation_count(*bytes, &code_point, &smallest);
	if (more == 0 || (end != NULL && end - *text <= more)) {
		*text += 1;
		return REPLACEMENT;
	}
	for (int i = 1; i <= more; i++) {
		/* A final NUL is no continuation byte: nothing behind it is read. */
		if ((bytes[i] & 0xc0) != 0x80) {
			*text += 1;
			return REPLACEMENT;
		}
		code_point = code_point << 6 | (bytes[i] & 0x3f);
	}
	if (code_point < smallest || code_point > 0x10ffff ||
		(code_point >= 0xd800 && code_point <= 0xdfff)) {
		*text += 1;
		return REPLACEMENT;
	}
	*text += more + 1;
	return code_point;
}

size_t text_encode(char out[4], uint32_t code_point)
{
	if (code_point < 0x80) {
		out[0] = (char)code_point;
		return 1;
	}
	if (code_point < 0x800) {
		out[0] = (char)(0xc0 | code_point >> 6);
		out[1] = (char)(0x80 | (code_point & 0x3f));
		return 2;
	}
	if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff))
		code_point = REPLACEMENT;
	if (code_point < 0x10000) {
		out[0] = (char)(0xe0 | code_point >> 12);
		out[1] = (char)(0x80 | (code_point >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code_point & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code_point >> 18);
	out[1] = (char)(0x80 | (code_point >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code_point >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code_point & 0x3f));
	return 4;
}

/* The normal form C of valid UTF-8; takes the text over. */
static char *normalise(char *text, size_t length)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFCInstance(&status);
	/* A code point of n bytes takes at most n units, and NFC makes at most 3 of one unit. */
	UChar *units = xreallocarray(NULL, length + 1, sizeof(*units));
	UChar *normal = NULL;
	int32_t count = 0;
	int32_t normal_count = 0;
	char *result = text;

	u_strFromUTF8(units, (int32_t)length, &count, text, (int32_t)length, &status);
	if (U_FAILURE(status) || unorm2_isNormalized(form, units, count, &status))
		goto out;
	normal = xreallocarray(NULL, (size_t)count * 3 + 1, sizeof(*normal));
	normal_count = unorm2_normalize(form, units, count, normal, count * 3 + 1, &status);
	if (U_FAILURE(status))
		goto out;
	result = xreallocarray(NULL, (size_t)normal_count * 3 + 1, 1);
	u_strToUTF8(result, normal_count * 3 + 1, NULL, normal, normal_count, &status);
	if (U_FAILURE(status)) {
		free(result);
		result = text;
	}
out:
	if (result != text)
		free(text);
	free(normal);
	free(units);
	return result;
}

static void append_code_point(struct buffer *buffer, uint32_t code_point)
{
	char encoded[4];

	buffer_append_bytes(buffer, encoded, text_encode(encoded, code_point));
}

char *text_stored(const char *bytes, size_t length)
{
	const char *end = bytes + length;
	struct buffer valid = {0};
	bool may_change = false;
	int run = 0;
	size_t stored;

	while (bytes < end) {
		uint32_t code_point = text_next(&bytes, end);

		if (code_point == 0)
			continue;
		if (code_point < FIRST_MARK) {
			run = 0;
		} else {
			may_change = true;
			run = u_getCombiningClass((UChar32)code_point) != 0 ? run + 1 : 0;
		}
		if (run > MARK_RUN_MAX) {
			append_code_point(&valid, GRAPHEME_JOINER);
			run = 1;
		}
		append_code_point(&valid, code_point);
	}
	stored = valid.length;
	if (!may_change || stored > NORMALISE_MAX)
		return buffer_take(&valid);
	return normalise(buffer_take(&valid), stored);
}

char *text_stored_within(const char *text, size_t limit)
{
	char *stored = text ? text_stored(text, strlen(text)) : NULL;
	size_t length = stored ? strlen(stored) : 0;

	if (length <= limit)
		return stored;
	length = limit;
	while (length > 0 && ((unsigned char)stored[length] & 0xc0) == 0x80)
		length--;
	stored[length] = '\0';
	return stored;
}

struct text_likeness text_look_utf8(const char *bytes, size_t length)
{
	const char *at = bytes, *end = bytes + length;
	struct text_likeness likeness = {0};

	while (at < end) {
		const char *start = at;
		uint32_t code_point = text_next(&at, end);

		/* The sign itself is three bytes long, a bad byte one. */
		if (code_point == REPLACEMENT && at - start == 1) {
			if (!likeness.faults++)
				likeness.fault_at = (size_t)(start - bytes);
		} else {
			likeness.letters += code_point >= 0x80;
		}
	}
	return likeness;
}

static bool is_white_space(uint32_t code_point)
{
	return code_point == ' ' || (code_point >= '\t' && code_point <= '\r') ||
	       code_point == 0x85 || code_point == 0xa0 || code_point == 0x1680 ||
	       (code_point >= 0x2000 && code_point <= 0x200a) || code_point == 0x2028 ||
	       code_point == 0x2029 || code_point == 0x202f || code_point == 0x205f ||
	       code_point == 0x3000;
}

void text_trim(char *text)
{
	const char *from = text;
	char *to = text;
	bool space_due = false;

	if (text == NULL)
		return;
	while (*from != '\0') {
		const char *start = from;
		uint32_t code_point = text_next(&from, NULL);

		if (is_white_space(code_point)) {
			space_due = to != text;
			continue;
		}
		/* The space that was skipped left room for this one. */
		if (space_due)
			*to++ = ' ';
		space_due = false;
		memmove(to, start, (size_t)(from - start));
		to += from - start;
	}
	*to = '\0';
}

bool text_is_blank(const char *text)
{
	while (text != NULL && *text != '\0')
		if (!is_white_space(text_next(&text, NULL)))
			return false;
	return true;
}

char *text_mail_address(const char *text)
{
	static const char around[] = " \t\r\n<>()[],;:\"'";
	const char *sign = text ? strchr(text, '@') : NULL;
	if (!sign)
		return NULL;
	const char *start = sign;
	while (start > text && !strchr(around, start[-1]))
		start--;
	size_t length = (size_t)(sign - start) + strcspn(sign, around);
	while (start[length - 1] == '.')
		length--;
	if (start == sign || start + length == sign + 1)
		return NULL;
	char *address = xstrndup(start, length);
	for (char *at = address; *at; at++)
		*at = (char)(*at >= 'A' && *at <= 'Z' ? *at + ('a' - 'A') : *at);
	return address;
}
