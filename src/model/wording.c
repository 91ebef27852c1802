/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/wording.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/collate.h"
#include "base/text.h"

/* What stands inside a word without being a letter: marks, and what nobody sees. */
static bool is_inside(uint32_t code)
{
	return (code >= 0x300 && code <= 0x36f) || code == 0xad ||
	       (code >= 0x200b && code <= 0x200d) || code == 0x2060 || code == 0xfeff;
}

static void add(struct wording *wording, size_t *room, const char *text, size_t start, size_t end)
{
	char *written = xstrndup(text + start, end - start);
	char *folded = collate_fold_loose(written);
	free(written);
	if (!*folded) {
		free(folded);
		return;
	}
	if (wording->count == *room) {
		*room = *room ? *room * 2 : 16;
		wording->words = xreallocarray(wording->words, *room, sizeof(*wording->words));
	}
	wording->words[wording->count++] = (struct word){start, end, folded};
}

void wording_read(struct wording *wording, const char *text)
{
	const char *at = text;
	size_t room = 0, start = 0, end = 0;
	bool inside = false;
	*wording = (struct wording){0};
	while (at && *at) {
		size_t before = (size_t)(at - text);
		uint32_t code = text_next(&at, NULL);
		if (collate_is_word(code)) {
			start = inside ? start : before;
			end = (size_t)(at - text);
			inside = true;
		} else if (inside && is_inside(code)) {
			end = (size_t)(at - text);
		} else if (inside) {
			add(wording, &room, text, start, end);
			inside = false;
		}
	}
	if (inside)
		add(wording, &room, text, start, end);
}

void wording_finish(struct wording *wording)
{
	for (size_t i = 0; i < wording->count; i++)
		free(wording->words[i].folded);
	free(wording->words);
	*wording = (struct wording){0};
}

char *wording_join(const struct wording *wording, size_t first, size_t count)
{
	struct buffer text = {0};
	for (size_t i = first; i < first + count && i < wording->count; i++)
		buffer_printf(&text, "%s ", wording->words[i].folded);
	return buffer_take(&text);
}

char *name_words(const char *given, const char *family)
{
	struct wording first, last;
	wording_read(&first, given);
	wording_read(&last, family);
	char *one = wording_join(&last, 0, last.count);
	char *other = wording_join(&first, 0, first.count);
	char *key = first.count + last.count < 2 ? xstrdup("") : xasprintf("%s%s", one, other);
	free(one);
	free(other);
	wording_finish(&first);
	wording_finish(&last);
	return key;
}
