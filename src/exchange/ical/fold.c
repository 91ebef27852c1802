/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining and folding by whole UTF-8 sequences, in one walk over the text. */
#include "exchange/ical/fold.h"

#include <string.h>

#include "base/text.h"

void fold_join(struct buffer *out, const char *text, size_t length)
{
	static const char fold[] = "\r\n ";
	const char *end = text + length;
	const char *found;

	while ((found = memmem(text, (size_t)(end - text), fold, 3)) != NULL) {
		buffer_append_bytes(out, text, (size_t)(found - text));
		text = found + 3;
	}
	buffer_append_bytes(out, text, (size_t)(end - text));
}

/* Bytes of the next unit that is not parted: a line end or a UTF-8 sequence. */
static size_t unit_length(const char *text, const char *end)
{
	const char *next = text;

	if (end - text >= 2 && text[0] == '\r' && text[1] == '\n')
		return 2;
	text_next(&next, end);
	return (size_t)(next - text);
}

char *fold_mend(const char *text, size_t length)
{
	struct buffer joined = {0};
	struct buffer folded = {0};
	size_t octets = 0; /* in the physical line so far */

	fold_join(&joined, text, length);
	for (size_t at = 0; at < joined.length;) {
		const char *unit = joined.data + at;
		size_t size = unit_length(unit, joined.data + joined.length);
		bool line_end = size == 2 && unit[0] == '\r';

		if (!line_end && octets + size > FOLD_OCTETS_MAX) {
			buffer_append(&folded, "\r\n ");
			octets = 1; /* the space counts */
		}
		buffer_append_bytes(&folded, unit, size);
		octets = line_end ? 0 : octets + size;
		at += size;
	}
	buffer_finish(&joined);
	return buffer_take(&folded);
}
