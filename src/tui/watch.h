/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sees that another process has changed the database: the folder is watched (inotify), and the
 * store is asked whether the change is news. The write is seen before it has reached the disk and
 * the index of the WAL, which nothing tells of, so it is asked again a few times, ever later.
 */
#ifndef TRAFFPUNKT_TUI_WATCH_H
#define TRAFFPUNKT_TUI_WATCH_H

#include "store/store.h"

struct watch {
	struct store *store; /* borrowed */
	int fd;              /* readable when something happened; -1: ask now and then */
	int64_t version;     /* of the data as last seen */
	int again;           /* times to look again, 0: wait for the descriptor */
};

/* Milliseconds to the first of the looks, each waiting twice as long as the one before. */
enum { WATCH_AGAIN = 30, WATCH_LOOKS = 5, WATCH_FALLBACK = 1000 };

void watch_init(struct watch *watch, struct store *store);
void watch_finish(struct watch *watch);
/* Empties the descriptor; says whether another process has changed the data since last asked. */
bool watch_check(struct watch *watch, bool readable);
/* The longest wait until the next check in milliseconds, -1: none is needed. */
int watch_timeout(const struct watch *watch);

#endif
