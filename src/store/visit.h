/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * When each of us was here last, and what the others have done since: the net change of every row,
 * read from the journal, as states and numbers only. No name is read.
 */
#ifndef TRAFFPUNKT_STORE_VISIT_H
#define TRAFFPUNKT_STORE_VISIT_H

#include "store/store.h"

struct visit {
	bool known;     /* false: `who` has never been here; then it is told of the days before */
	int64_t at;     /* Unix seconds */
	int64_t action; /* the newest one that there was then */
};

/* Without a visit: where the journal stood so many seconds ago. */
bool store_visit(struct store *store, int64_t network, const char *who, int64_t otherwise,
	struct visit *visit, struct error *error);
/* `who` has seen what there is now. Not journalled; ERROR_BUSY after a moment. */
bool store_visit_set(struct store *store, int64_t network, const char *who, struct error *error);

/* Rows of one entity with the same fate. */
struct fate {
	const struct entity *entity;
	bool added;
	bool removed;
	int from; /* state, index in the entity's choices; -1: there was none */
	int to;
	bool urgent;   /* as it is now */
	bool woken;    /* came back from rest because something came */
	bool released; /* from quarantine */
	bool moved;    /* another day or time */
	int64_t count;
};

struct fates {
	struct fate *items;
	size_t count;
};
/* What others than `who` have changed since an action, without what was taken back. `entity` NULL:
 * of all. */
bool store_fates(struct store *store, int64_t network, const char *who, int64_t since,
	const struct entity *entity, struct fates *fates, struct error *error);
void fates_finish(struct fates *fates);

/* Requests whose day has come in the days from `after` (not included) to `today`. */
bool store_count_woken(struct store *store, int64_t network, int64_t after, int64_t today,
	int64_t *count, struct error *error);

/* How many requests wait for somebody. */
struct burden {
	char *who; /* owned; NULL: nobody */
	int64_t count;
};
struct burdens {
	struct burden *items; /* nobody's first, then the most burdened */
	size_t count;
};
/* Requests that are not resting, by whom they are assigned to. */
bool store_burdens(struct store *store, int64_t network, int64_t today, struct burdens *burdens,
	struct error *error);
void burdens_finish(struct burdens *burdens);

#endif
