/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/vdir.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/file.h"
#include "exchange/ical/calendar.h"

#define ENDING ".ics"
#define NAME_FILE "displayname"
#define COLOUR_FILE "color"
#define COLOUR "#005AA0"
#define LONGEST_UID 200

/* ---- names ---- */

/* No folder of another, no hidden file, nothing that a server would have to write otherwise. */
static bool is_plain(const char *uid)
{
	static const char good[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				   "0123456789-_.@+";

	return *uid && *uid != '.' && strlen(uid) <= LONGEST_UID && !uid[strspn(uid, good)];
}

char *vdir_name(const char *uid)
{
	char digest[DIGEST_HEX_SIZE];

	if (is_plain(uid))
		return xasprintf("%s" ENDING, uid);
	digest_sha256(uid, strlen(uid), digest);
	return xasprintf("%s" ENDING, digest);
}

char *vdir_uid(const char *name)
{
	size_t length = strlen(name);

	if (length <= strlen(ENDING) || strcmp(name + length - strlen(ENDING), ENDING) != 0)
		return NULL;
	return xstrndup(name, length - strlen(ENDING));
}

static char *join(const char *folder, const char *name)
{
	return xasprintf("%s/%s", folder, name);
}

/* ---- what is there ---- */

static bool is_event(const char *bytes, size_t length, void *uid)
{
	return calendar_is_ours(bytes, length, uid);
}

static void add_entry(struct vdir_listing *listing, const char *folder, const char *name)
{
	char *path = join(folder, name);
	char *uid = vdir_uid(name);

	listing->entries = xreallocarray(
		listing->entries, listing->count + 1, sizeof(*listing->entries));
	listing->entries[listing->count++] = (struct vdir_entry){
		.name = xstrdup(name), .ours = uid && file_is_ours(path, is_event, uid)};
	free(uid);
	free(path);
}

static int compare_entries(const void *left, const void *right)
{
	const struct vdir_entry *a = left;
	const struct vdir_entry *b = right;

	return strcmp(a->name, b->name);
}

bool vdir_list(const char *folder, struct vdir_listing *listing, struct error *error)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;

	*listing = (struct vdir_listing){0};
	if (!directory) {
		char *shown = text_safe(folder, TEXT_ONE_LINE);

		error_set(error, ERROR_NO_INPUT, _("%s cannot be read: %s."), shown,
			error_reason(errno));
		free(shown);
		return false;
	}
	while ((entry = readdir(directory))) {
		if (entry->d_name[0] != '.' && strcmp(entry->d_name, NAME_FILE) != 0 &&
			strcmp(entry->d_name, COLOUR_FILE) != 0)
			add_entry(listing, folder, entry->d_name);
	}
	closedir(directory);
	if (listing->count)
		qsort(listing->entries, listing->count, sizeof(*listing->entries), compare_entries);
	return true;
}

void vdir_listing_finish(struct vdir_listing *listing)
{
	for (size_t i = 0; i < listing->count; i++)
		free(listing->entries[i].name);
	free(listing->entries);
	*listing = (struct vdir_listing){0};
}

/* ---- writing ---- */

bool vdir_put(const char *folder, const char *uid, const char *bytes, bool force, bool *changed,
	struct error *error)
{
	char *name = vdir_name(uid);
	char *path = join(folder, name);
	char *copy = xstrdup(uid);
	bool ok = file_renew(path, bytes, strlen(bytes), force, is_event, copy, changed, error);

	free(copy);
	free(path);
	free(name);
	return ok;
}

static bool describe(
	const char *folder, const char *file, const char *text, bool renew, struct error *error)
{
	char *path = join(folder, file);
	bool changed;
	bool ok = (!renew && access(path, F_OK) == 0) ||
		  file_renew(path, text, strlen(text), true, NULL, NULL, &changed, error);

	free(path);
	return ok;
}

bool vdir_describe(const char *folder, const char *name, struct error *error)
{
	char *safe = text_safe(name, TEXT_ONE_LINE);
	bool ok = describe(folder, NAME_FILE, safe, true, error) &&
		  describe(folder, COLOUR_FILE, COLOUR, false, error);

	free(safe);
	return ok;
}
