/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing, and the journal of it. Every change happens inside one unit of work: store_begin with
 * what was asked, any number of inserts, updates and deletes, store_commit. It is one transaction
 * and one action with the before and after of every row; undo and redo work on whole actions.
 * Values of protected persons (FIELD_IDENTITY) stand in the journal as changed, never as content.
 */
#ifndef TRAFFPUNKT_STORE_JOURNAL_H
#define TRAFFPUNKT_STORE_JOURNAL_H

#include "store/store.h"

struct action_intent {
	int64_t network;   /* 0: of no network */
	const char *who;   /* initials or the user's name */
	const char *title; /* what was asked, a translated line for people */
	bool final;        /* cannot be undone (an export, an import of a network) */
};

/* ERROR_BUSY when another process holds the database for longer than the patience (3 s). */
bool store_begin(struct store *store, const struct action_intent *intent, struct error *error);
/* *action gets the id, 0 when nothing changed (then nothing is journalled); may be NULL. */
bool store_commit(struct store *store, int64_t *action, struct error *error);
/* Takes back everything since store_begin; harmless outside a unit of work. */
void store_rollback(struct store *store);

/* Fills record->id and version, created_at and updated_at. */
bool store_insert(
	struct store *store, const struct entity *entity, void *record, struct error *error);
/*
 * Saves a record read before; ERROR_CONFLICT when the row has changed since. A change of state must
 * be a legal transition. Saving what is already there writes and journals nothing.
 */
bool store_update(
	struct store *store, const struct entity *entity, void *record, struct error *error);
bool store_delete(
	struct store *store, const struct entity *entity, int64_t id, struct error *error);

/* ---- reading the journal ---- */

struct journal_row {
	int64_t line; /* its number in the journal */
	char *entity; /* owned */
	int64_t row;
	char *before; /* JSON object of the row, NULL: it was not there; sealed values are null and
		       * named in "sealed" */
	char *after;  /* NULL: it is gone */
};

struct journal_action {
	int64_t id;
	int64_t at; /* Unix seconds */
	char *who;
	char *kind; /* change, undo, redo, final */
	char *title;
	int64_t undone_by; /* 0: in effect */
	struct journal_row *rows;
	size_t row_count;
};

struct journal {
	struct journal_action *actions; /* newest first; owned */
	size_t count;
};

struct journal_query {
	const char *entity; /* NULL: all */
	int64_t row;        /* 0: all rows */
	bool related;       /* with a row: also the rows of every entity that refer to it */
	int64_t before;     /* only actions with a smaller id; 0: from the newest */
	size_t limit;
};
bool store_history(struct store *store, const struct journal_query *query, struct journal *journal,
	struct error *error);
void journal_finish(struct journal *journal);
/* When a row came into this state for the last time; unknown when the journal does not say. */
bool store_entered_state(struct store *store, const struct entity *entity, int64_t id,
	const char *token, struct number *at, struct error *error);

/*
 * Takes back the newest action in effect (undo) or brings back the newest one taken back (redo), as
 * an action of its own. ERROR_REFUSED when there is none; ERROR_CONFLICT, naming the record, when a
 * row has been changed since by something that was not taken back. *done describes the action that
 * was taken back; the caller runs journal_finish. Starts and commits its own unit of work.
 */
bool store_undo(struct store *store, const char *who, struct journal *done, struct error *error);
bool store_redo(struct store *store, const char *who, struct journal *done, struct error *error);
/* The action that store_undo() would take back, without doing it; none: the journal is empty. */
bool store_undoable(struct store *store, struct journal *journal, struct error *error);

#endif
