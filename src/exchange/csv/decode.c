/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the bytes of a file to text and back. */
#include <stdint.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "exchange/csv/private.h"

#define MARK_UTF8 "\xef\xbb\xbf"
#define SAMPLE 4096 /* bytes that tell UTF-16 without a mark */
#define REPLACEMENT 0xfffd

/* What Windows-1252 has where Latin-1 has control characters; 0: nothing, the control stays. */
static const uint16_t windows_1252[32] = {0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d,
	0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178};

static void append(struct buffer *out, uint32_t code_point)
{
	char encoded[4];

	buffer_append_bytes(out, encoded, text_encode(encoded, code_point));
}

/* ---- what it is ---- */

static size_t line_of(const char *bytes, size_t at)
{
	size_t line = 1;

	for (size_t next = csv_line_after(bytes, at, 0); next < at;
		next = csv_line_after(bytes, at, next))
		line++;
	return at && (bytes[at - 1] == '\n' || bytes[at - 1] == '\r') ? line + 1 : line;
}

/* UTF-16 of European text has a zero in every other byte: 0 or 1 tells which, -1 that it has not.
 */
static int zero_side(const char *bytes, size_t length)
{
	size_t zeros[2] = {0, 0};
	size_t looked = length < SAMPLE ? length : SAMPLE;

	for (size_t i = 0; i < looked; i++)
		zeros[i % 2] += bytes[i] == '\0';
	if (zeros[0] + zeros[1] < looked / 4 || (zeros[0] && zeros[1]) || length % 2)
		return -1;
	return zeros[1] ? 1 : 0;
}

/* A text has few controls beside line ends and tabs, whatever someone has pasted into it. */
static bool is_text(const char *bytes, size_t length)
{
	size_t controls = 0;

	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (byte == 0)
			return false;
		controls += byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
	}
	return controls <= length / 8;
}

static bool starts_with(const char *bytes, size_t length, const char *start, size_t start_length)
{
	return length >= start_length && !memcmp(bytes, start, start_length);
}

static bool refuse(struct error *error, const char *sentence, const char *name)
{
	return error_set(error, ERROR_DATA, sentence, name);
}

/*
 * Text that is not UTF-8 throughout is Windows-1252, unless most of it can only be UTF-8: then it
 * is cut off or mended by hand, and would come out as "Ã¥".
 */
static bool check_utf8(struct csv_dialect *dialect, const char *bytes, size_t length,
	const char *name, struct error *error)
{
	struct text_likeness likeness = text_look_utf8(bytes, length);
	bool meant = dialect->mark || likeness.letters > likeness.faults;

	dialect->encoding = !likeness.faults || meant ? CSV_UTF8 : CSV_WINDOWS_1252;
	if (!likeness.faults || !meant)
		return true;
	if (likeness.letters && likeness.fault_at + 3 >= length)
		return refuse(error,
			_("%s is cut off: it ends in the middle of a character. Fetch "
			  "it again."),
			name);
	return error_set(error, ERROR_DATA,
		_("Line %zu of %s is not UTF-8 as the rest is: export it again, as CSV UTF-8."),
		line_of(bytes, likeness.fault_at), name);
}

static bool find_encoding(struct csv_dialect *dialect, const char *bytes, size_t length,
	const char *name, struct error *error)
{
	int side;

	if (starts_with(bytes, length, "PK\x03\x04", 4) ||
		starts_with(bytes, length, "\xd0\xcf\x11\xe0", 4))
		return refuse(error,
			_("%s is a workbook, not a CSV file: open it and save it as CSV."), name);
	dialect->mark = true;
	if (starts_with(bytes, length, "\xff\xfe", 2)) {
		dialect->encoding = CSV_UTF16_LITTLE;
	} else if (starts_with(bytes, length, "\xfe\xff", 2)) {
		dialect->encoding = CSV_UTF16_BIG;
	} else if (starts_with(bytes, length, MARK_UTF8, 3)) {
		dialect->encoding = CSV_UTF8;
	} else {
		dialect->mark = false;
		side = zero_side(bytes, length);
		dialect->encoding = side < 0 ? CSV_UTF8 : side ? CSV_UTF16_LITTLE : CSV_UTF16_BIG;
	}
	if (dialect->encoding == CSV_UTF16_LITTLE || dialect->encoding == CSV_UTF16_BIG)
		return length % 2 == 0 ||
		       refuse(error,
			       _("%s is cut off: it ends in the middle of a character. Fetch it "
				 "again."),
			       name);
	if (!is_text(bytes, length))
		return refuse(error, _("%s is not a text file: export the sign-ups as CSV."), name);
	return check_utf8(dialect, bytes, length, name, error);
}

/* ---- reading ---- */

static uint32_t unit_at(const struct csv_dialect *dialect, const char *bytes)
{
	unsigned char first = (unsigned char)bytes[0], second = (unsigned char)bytes[1];

	return dialect->encoding == CSV_UTF16_LITTLE ? first | (uint32_t)second << 8
						     : second | (uint32_t)first << 8;
}

static void decode_utf16(
	const struct csv_dialect *dialect, struct buffer *out, const char *bytes, size_t length)
{
	for (size_t i = 0; i + 1 < length; i += 2) {
		uint32_t unit = unit_at(dialect, bytes + i), next;

		if (unit >= 0xd800 && unit < 0xdc00 && i + 3 < length) {
			next = unit_at(dialect, bytes + i + 2);
			if (next >= 0xdc00 && next < 0xe000) {
				unit = 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00);
				i += 2;
			}
		}
		append(out, unit >= 0xd800 && unit < 0xe000 ? REPLACEMENT : unit);
	}
}

static void decode_windows(struct buffer *out, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (byte >= 0x80 && byte < 0xa0 && windows_1252[byte - 0x80])
			append(out, windows_1252[byte - 0x80]);
		else
			append(out, byte);
	}
}

char *csv_decode(struct csv_dialect *dialect, const char *bytes, size_t length, const char *name,
	size_t *decoded, struct error *error)
{
	struct buffer out = {0};
	size_t mark;

	if (!length) {
		refuse(error, _("%s is empty."), name);
		return NULL;
	}
	if (!find_encoding(dialect, bytes, length, name, error))
		return NULL;
	mark = !dialect->mark ? 0 : dialect->encoding == CSV_UTF8 ? 3 : 2;
	bytes += mark;
	length -= mark;
	if (dialect->encoding == CSV_UTF8)
		buffer_append_bytes(&out, bytes, length);
	else if (dialect->encoding == CSV_WINDOWS_1252)
		decode_windows(&out, bytes, length);
	else
		decode_utf16(dialect, &out, bytes, length);
	*decoded = out.length;
	return buffer_take(&out);
}

/* ---- writing ---- */

static void encode_unit(const struct csv_dialect *dialect, struct buffer *out, uint32_t unit)
{
	char low = (char)(unit & 0xff), high = (char)(unit >> 8);

	buffer_append_char(out, dialect->encoding == CSV_UTF16_LITTLE ? low : high);
	buffer_append_char(out, dialect->encoding == CSV_UTF16_LITTLE ? high : low);
}

static void encode_utf16(const struct csv_dialect *dialect, struct buffer *out, uint32_t code_point)
{
	if (code_point < 0x10000) {
		encode_unit(dialect, out, code_point);
		return;
	}
	encode_unit(dialect, out, 0xd800 + ((code_point - 0x10000) >> 10));
	encode_unit(dialect, out, 0xdc00 + ((code_point - 0x10000) & 0x3ff));
}

static void encode_windows(struct buffer *out, uint32_t code_point)
{
	for (size_t i = 0; i < 32; i++) {
		if (windows_1252[i] && windows_1252[i] == code_point) {
			buffer_append_char(out, (char)(0x80 + i));
			return;
		}
	}
	buffer_append_char(out, code_point < 0x100 ? (char)code_point : '?');
}

void csv_encode(
	const struct csv_dialect *dialect, struct buffer *out, const char *text, size_t length)
{
	const char *end = text + length;

	if (dialect->encoding == CSV_UTF8) {
		buffer_append_bytes(out, text, length);
		return;
	}
	while (text < end) {
		uint32_t code_point = text_next(&text, end);

		if (dialect->encoding == CSV_WINDOWS_1252)
			encode_windows(out, code_point);
		else
			encode_utf16(dialect, out, code_point);
	}
}
