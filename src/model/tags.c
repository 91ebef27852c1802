/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/tags.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"

#define BETWEEN ", \t\r\n"

/* -1, 0, 1: ny and Ny are one tag. */
static int compare(const char *left, const char *right)
{
	char *one = collate_fold(left), *other = collate_fold(right);
	int order = strcmp(one, other);
	free(one);
	free(other);
	return order;
}

static size_t place_of(const struct tag_set *set, const char *word)
{
	size_t place = 0;
	while (place < set->count && compare(set->words[place], word) < 0)
		place++;
	return place;
}

static bool has(const struct tag_set *set, const char *word)
{
	size_t place = place_of(set, word);
	return place < set->count && !compare(set->words[place], word);
}

void tag_set_add(struct tag_set *set, const char *word)
{
	if (has(set, word))
		return;
	size_t place = place_of(set, word);
	set->words = xreallocarray(set->words, set->count + 1, sizeof(*set->words));
	memmove(set->words + place + 1, set->words + place,
		(set->count - place) * sizeof(*set->words));
	set->words[place] = xstrdup(word);
	set->count++;
}

static void remove_word(struct tag_set *set, const char *word)
{
	if (!has(set, word))
		return;
	size_t place = place_of(set, word);
	free(set->words[place]);
	set->count--;
	memmove(set->words + place, set->words + place + 1,
		(set->count - place) * sizeof(*set->words));
}

struct tag_set tag_set_read(const char *text)
{
	struct tag_set set = {0};
	if (!text)
		return set;
	char *copy = text_stored(text, strlen(text)), *rest = copy;
	for (char *word; (word = strsep(&rest, BETWEEN));) {
		if (*word)
			tag_set_add(&set, word);
	}
	free(copy);
	return set;
}

char *tag_set_write(const struct tag_set *set)
{
	struct buffer text = {0};
	if (!set->count)
		return NULL;
	for (size_t i = 0; i < set->count; i++)
		buffer_printf(&text, "%s%s", i ? ", " : "", set->words[i]);
	return buffer_take(&text);
}

void tag_set_finish(struct tag_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		free(set->words[i]);
	free(set->words);
	*set = (struct tag_set){0};
}

bool tag_change_read(struct tag_change *change, const char *text, struct error *error)
{
	*change = (struct tag_change){0};
	char *copy = text_stored(text, strlen(text)), *rest = copy;
	for (char *word; (word = strsep(&rest, BETWEEN));) {
		bool sign = *word == '-' || *word == '+';
		if (word[sign])
			tag_set_add(*word == '-' ? &change->removed : &change->added, word + sign);
	}
	free(copy);
	bool ok = change->added.count || change->removed.count ||
		  error_set(error, ERROR_DATA, _("Write tags to add, and with - those to remove."));
	for (size_t i = 0; ok && i < change->added.count; i++) {
		if (has(&change->removed, change->added.words[i]))
			ok = error_set(error, ERROR_DATA,
				_("The tag “%s” cannot be both added and removed."),
				change->added.words[i]);
	}
	if (!ok)
		tag_change_finish(change);
	return ok;
}

void tag_change_finish(struct tag_change *change)
{
	tag_set_finish(&change->added);
	tag_set_finish(&change->removed);
}

char *tag_change_apply(const struct tag_change *change, const char *tags)
{
	struct tag_set set = tag_set_read(tags);
	for (size_t i = 0; i < change->removed.count; i++)
		remove_word(&set, change->removed.words[i]);
	for (size_t i = 0; i < change->added.count; i++)
		tag_set_add(&set, change->added.words[i]);
	char *after = tag_set_write(&set);
	tag_set_finish(&set);
	return after;
}

char *tag_change_say(const struct tag_change *change)
{
	struct buffer text = {0};
	for (size_t i = 0; i < change->added.count; i++)
		buffer_printf(&text, "%s+%s", text.length ? " " : "", change->added.words[i]);
	for (size_t i = 0; i < change->removed.count; i++)
		buffer_printf(&text, "%s−%s", text.length ? " " : "", change->removed.words[i]);
	return buffer_take(&text);
}
