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

bool watch_check(struct watch *watch, bool readable)
{
	char events[4096];
	while (readable && read(watch->fd, events, sizeof(events)) > 0)
		continue;
	int64_t version = store_data_version(watch->store);
	bool changed = version != watch->version;
	watch->version = version;
	if (changed)
		watch->again = 0;
	else if (readable)
		watch->again = WATCH_LOOKS;
	else if (watch->again)
		watch->again--;
	return changed;
}

int watch_timeout(const struct watch *watch)
{
	if (watch->again)
		return WATCH_AGAIN << (WATCH_LOOKS - watch->again);
	return watch->fd < 0 ? WATCH_FALLBACK : -1;
}
