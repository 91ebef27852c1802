/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sees that another process has changed the database: the folder is watched (inotify), and the
 * store is asked whether the change is news. The write is seen before the index of the WAL is
 * updated, so it is asked again a little later.
 */
#ifndef TRAFFPUNKT_TUI_WATCH_H
#define TRAFFPUNKT_TUI_WATCH_H

#include "store/store.h"

struct watch {
	struct store *store; /* borrowed */
	int fd;              /* readable when something happened; -1: ask now and then */
	int64_t version;     /* of the data as last seen */
	bool again;          /* look again in WATCH_AGAIN milliseconds */
};

enum { WATCH_AGAIN = 30, WATCH_FALLBACK = 1000 };

void watch_init(struct watch *watch, struct store *store);
void watch_finish(struct watch *watch);
/* Empties the descriptor; says whether another process has changed the data since last asked. */
bool watch_check(struct watch *watch, bool readable);
/* The longest wait until the next check in milliseconds, -1: none is needed. */
int watch_timeout(const struct watch *watch);

#endif
