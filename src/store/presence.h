/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hints: who looks at what just now, and what was typed and not saved. Not journalled, as nothing
 * is lost with them. They never lock anything and never wait for long: when another program is
 * writing they are left for the next time (ERROR_BUSY after a moment).
 */
#ifndef TRAFFPUNKT_STORE_PRESENCE_H
#define TRAFFPUNKT_STORE_PRESENCE_H

#include "store/store.h"

enum doing { DOING_READING, DOING_EDITING, DOING_ANSWERING };

/* Someone at a record. */
struct sight {
	char *entity; /* owned, as who */
	int64_t row;
	char *who;
	enum doing doing;
	int64_t at; /* of the latest sign of life, Unix seconds */
};

/* A text that someone has typed and not saved. */
struct leftover {
	char *entity; /* owned, as what and who */
	int64_t row;  /* 0: of a new record */
	char *what;
	char *who;
	int64_t at;
};

struct hints {
	struct sight *sights;
	size_t sight_count;
	struct leftover *leftovers;
	size_t leftover_count;
};

enum {
	PRESENCE_STALE = 60,   /* seconds without a sign of life until someone counts as gone */
	LEFTOVER_DAYS = 30,    /* an unsaved text is kept at most */
	LEFTOVERS_LIMIT = 100, /* of others, the newest, that are told of */
};

/* Notes that `who` is at a record, or still there. */
bool store_presence_mark(struct store *store, const char *entity, int64_t row, const char *who,
	enum doing doing, struct error *error);
bool store_presence_leave(
	struct store *store, const char *entity, int64_t row, const char *who, struct error *error);
/* Where everybody but `who` is, without those who count as gone, and what they have not saved. */
bool store_hints(struct store *store, const char *who, struct hints *hints, struct error *error);
void hints_finish(struct hints *hints);

/* Where an unsaved text belongs. */
struct unsaved_key {
	const char *entity; /* its name */
	int64_t row;        /* 0: a new record */
	char what[48];      /* "form", "reply": which text of the record */
};

bool store_unsaved_keep(struct store *store, const struct unsaved_key *key, const char *who,
	const char *content, struct error *error);
bool store_unsaved_drop(
	struct store *store, const struct unsaved_key *key, const char *who, struct error *error);
/* Inside a unit of work: what of all of that is about a row that goes, or that is hidden from now
 * on. */
bool store_hints_forget(struct store *store, const char *entity, int64_t row, struct error *error);
/* *content is owned by the caller, NULL: there is none. */
bool store_unsaved_find(struct store *store, const struct unsaved_key *key, const char *who,
	char **content, int64_t *at, struct error *error);

/*
 * Where the data stands: the number of hints written, and the newest action. When another program
 * has committed something and only the first differs, it was only hints.
 */
struct data_stamp {
	int64_t hints;
	int64_t action;
};
bool store_data_stamp(struct store *store, struct data_stamp *stamp, struct error *error);

#endif
