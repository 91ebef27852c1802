/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The database as a file: its schema steps, copies and health. */
#ifndef TRAFFPUNKT_STORE_MAINTENANCE_H
#define TRAFFPUNKT_STORE_MAINTENANCE_H

#include "store/store.h"

/* The number of the newest schema step this program knows. */
int schema_latest(void);
/* Brings a database file up to step `target` only (for the test of each step). */
bool schema_migrate_to(const char *path, int target, struct error *error);

/* A consistent copy, 0600, written beside the target and moved into place. */
bool store_backup(struct store *store, const char *path, struct error *error);

/* One broken promise of the database; texts owned. */
struct finding {
	char *rule; /* "integrity", "foreign-keys", or the number of the invariant: "5" */
	char *text; /* a translated sentence that names the row */
};
struct findings {
	struct finding *items;
	size_t count;
	struct finding *notes; /* no fault, but something is still to be done */
	size_t note_count;
};
/* integrity_check, foreign_key_check and the invariants that SQL can see. */
bool store_check(struct store *store, struct findings *findings, struct error *error);
void findings_add(struct findings *findings, const char *rule, char *text);
void findings_note(struct findings *findings, const char *rule, char *text);
void findings_finish(struct findings *findings);

/* Fills the organisation register from the file inside the program; keeps what is there. Needs
 * store_begin with final set; not journalled row by row. */
bool store_load_organisations(struct store *store, struct error *error);

#endif
