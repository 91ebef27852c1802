/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store's inside, shared by the files of this room only. */
#ifndef TRAFFPUNKT_STORE_PRIVATE_H
#define TRAFFPUNKT_STORE_PRIVATE_H

#include "base/collate.h"
#include "store/engine.h"
#include "store/journal.h"
#include "store/store.h"

/* The unit of work that is going on: one transaction, one action. */
struct unit {
	bool open;
	bool touched;     /* something was written that has no rows in the journal */
	bool broken;      /* a row was written and not journalled: must be rolled back */
	const char *kind; /* of the action: "change", "undo", "redo", "final" */
	int64_t reverts;  /* the action that an undo or redo takes back; 0: none */
	int64_t network;
	int64_t at;
	char *who;
	char *title;
	int64_t action; /* 0: nothing journalled yet */
};

struct store {
	char *path; /* as it was given */
	char *real; /* as it is opened */
	bool remote;
	bool read_only;
	struct clock clock;
	struct engine *engine;
	struct collator *collator;
	struct unit unit;
};

/* ---- connection.c ---- */
/* Opens without bringing the schema anywhere. */
bool store_connect(struct store **store, const char *path, enum store_access access,
	const struct clock *clock, struct error *error);

/* ---- schema.c ---- */
/* Runs the steps up to `target`; a copy of a database that has content is kept first. */
bool schema_bring_to(struct store *store, int target, struct error *error);
/* False, with a sentence, unless the file is at this program's newest step. */
bool schema_check_current(struct store *store, struct error *error);

/* ---- meta ---- */
/* *value is owned by the caller, NULL when there is none. */
bool meta_get(struct store *store, const char *name, char **value, struct error *error);
bool meta_set(struct store *store, const char *name, const char *value, struct error *error);

#endif
