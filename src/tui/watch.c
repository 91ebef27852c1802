/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/alloc.h"

static void watch_folder(struct watch *watch)
{
	char *folder = xstrdup(store_path(watch->store));
	char *slash = strrchr(folder, '/');
	if (slash)
		*slash = '\0';
	const char *path = !slash ? "." : *folder ? folder : "/";
	if (inotify_add_watch(watch->fd, path, IN_MODIFY | IN_CREATE | IN_MOVED_TO) < 0) {
		close(watch->fd);
		watch->fd = -1;
	}
	free(folder);
}

void watch_init(struct watch *watch, struct store *store)
{
	*watch = (struct watch){.store = store, .version = store_data_version(store)};
	watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (watch->fd >= 0)
		watch_folder(watch);
}

void watch_finish(struct watch *watch)
{
	if (watch->fd >= 0)
		close(watch->fd);
	watch->fd = -1;
}

/* Other files may lie in the folder and change as they like: ours are the database and what SQLite
 * keeps beside it under the same name. */
static bool is_ours(const struct watch *watch, const struct inotify_event *event)
{
	const char *path = store_path(watch->store), *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	return !event->len || !strncmp(event->name, name, strlen(name));
}

/* Empties the descriptor; true when something of ours has changed, or may have. */
static bool read_events(const struct watch *watch)
{
	_Alignas(struct inotify_event) char events[4096];
	bool ours = false, some = false;
	ssize_t length;
	while ((length = read(watch->fd, events, sizeof(events))) > 0) {
		for (const char *at = events; at < events + length;) {
			const struct inotify_event *event = (const void *)at;
			ours |= is_ours(watch, event);
			at += sizeof(*event) + event->len;
			some = true;
		}
	}
	return ours || !some;
}

bool watch_check(struct watch *watch, bool readable)
{
	bool ours = readable && read_events(watch);
	bool foreign = readable && !ours;
	if (foreign && !watch->again)
		return false;
	int64_t version = store_data_version(watch->store);
	bool changed = version != watch->version;
	watch->version = version;
	if (changed)
		watch->again = 0;
	else if (ours)
		watch->again = WATCH_LOOKS;
	else if (watch->again && !foreign) /* each look has its time; a stranger's takes none */
		watch->again--;
	return changed;
}

int watch_timeout(const struct watch *watch)
{
	if (watch->again)
		return WATCH_AGAIN << (WATCH_LOOKS - watch->again);
	return watch->fd < 0 ? WATCH_FALLBACK : -1;
}
