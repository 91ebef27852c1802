/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left in the bytes of the files: cleaning them, and looking into them for the proof. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "store/erase.h"
#include "store/private.h"

#define CHUNK ((size_t)1 << 20)

bool store_needs_cleaning(struct store *store)
{
	struct error ignored = {0};
	char *due = NULL;
	bool needed = meta_get(store, "cleaning", &due, &ignored) && due && !strcmp(due, "due");
	free(due);
	error_finish(&ignored);
	return needed;
}

bool store_clean(struct store *store, struct error *error)
{
	/* The note that it is done is written before it is: it must not stand in the log after. */
	return engine_clean(store->engine, error) && meta_set(store, "cleaning", "done", error) &&
	       engine_clean(store->engine, error);
}

/* ---- looking ---- */

static size_t count_word(const char *bytes, size_t length, size_t fresh, const char *word)
{
	size_t size = strlen(word), count = 0;
	for (size_t at = 0; at + size <= length; at++) {
		size_t same = 0;
		while (same < size && tolower((unsigned char)bytes[at + same]) ==
					      tolower((unsigned char)word[same]))
			same++;
		/* What ends before the fresh bytes was counted with the former chunk. */
		count += same == size && at + size > fresh;
	}
	return count;
}

static size_t longest_word(const struct word_list *words)
{
	size_t longest = 0;
	for (size_t i = 0; i < words->count; i++) {
		size_t length = strlen(words->words[i]);
		longest = length > longest ? length : longest;
	}
	return longest;
}

/* A file that is not there holds nothing. */
static bool count_in_file(
	const char *path, const struct word_list *words, size_t *count, struct error *error)
{
	FILE *file = fopen(path, "re");
	if (!file)
		return errno == ENOENT || error_set(error, ERROR_IO, _("%s cannot be read: %s."),
						  path, error_reason(errno));
	size_t keep = longest_word(words), held = 0, got;
	char *bytes = xcalloc(CHUNK + keep, 1);
	while ((got = fread(bytes + held, 1, CHUNK, file)) > 0) {
		size_t length = held + got;
		for (size_t i = 0; i < words->count; i++)
			*count += count_word(bytes, length, held, words->words[i]);
		size_t rest = length < keep ? length : keep;
		memmove(bytes, bytes + length - rest, rest);
		held = rest;
	}
	bool ok = !ferror(file) || error_set(error, ERROR_IO, _("%s cannot be read: %s."), path,
					   error_reason(errno));
	fclose(file);
	free(bytes);
	return ok;
}

bool store_count_traces(
	struct store *store, const struct word_list *words, size_t *count, struct error *error)
{
	static const char *const endings[] = {"", "-wal", "-shm", "-journal"};
	bool ok = true;
	*count = 0;
	for (size_t i = 0; ok && i < sizeof(endings) / sizeof(*endings); i++) {
		char *path = xasprintf("%s%s", store->real, endings[i]);
		ok = count_in_file(path, words, count, error);
		free(path);
	}
	return ok;
}

static bool remove_copy(const char *path, const struct word_list *words, struct word_list *removed,
	struct error *error)
{
	size_t count = 0;
	if (!count_in_file(path, words, &count, error))
		return false;
	if (!count)
		return true;
	if (unlink(path))
		return error_set(
			error, ERROR_IO, _("%s cannot be removed: %s."), path, error_reason(errno));
	word_list_add(removed, path);
	return true;
}

bool store_remove_copies(struct store *store, const struct word_list *words,
	struct word_list *removed, struct error *error)
{
	char *copy = xstrdup(store->real);
	const char *folder = dirname(copy);
	char *begin = xasprintf("%s.before-", strrchr(store->real, '/') + 1);
	DIR *directory = opendir(folder);
	struct dirent *entry;
	bool ok = true;
	while (ok && directory && (entry = readdir(directory))) {
		if (strncmp(entry->d_name, begin, strlen(begin)) != 0)
			continue;
		char *path = xasprintf("%s/%s", folder, entry->d_name);
		ok = remove_copy(path, words, removed, error);
		free(path);
	}
	if (directory)
		closedir(directory);
	free(begin);
	free(copy);
	return ok;
}
