/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a coordinator can do, one function each: the rules of the model, one unit of work, one
 * action in the journal. Both faces, the command line and the dashboard, write through here only.
 * Functions that fail leave everything as it was.
 */
#ifndef TRAFFPUNKT_SERVICE_SERVICE_H
#define TRAFFPUNKT_SERVICE_SERVICE_H

#include "model/meeting.h"
#include "model/network.h"
#include "service/settings.h"
#include "store/journal.h"
#include "store/store.h"

struct organisation_register; /* assess.h */

struct service {
	struct store *store;                         /* borrowed */
	const struct settings *settings;             /* borrowed */
	const struct clock *clock;                   /* borrowed */
	char *who;                                   /* owned: initials, or the login name */
	int64_t network;                             /* id; 0: the database holds no network yet */
	struct organisation_register *organisations; /* owned; NULL until first asked for */
	struct number due_day; /* when what is due to be removed was counted last (retention.h) */
	size_t due_count;
	const char *keep_number; /* borrowed: why personal numbers are kept in what is saved while
				  * it is set; NULL: they are masked */
	size_t masked; /* personal numbers that the latest unit of work was given and masked */
};

/* Picks the network: by slug, or the only one there is. Without any network it succeeds with
 * network 0 when slug is NULL; with several and no slug the error names them. */
bool service_init(struct service *service, struct store *store, const struct settings *settings,
	const char *slug, struct error *error);
void service_finish(struct service *service);
/* The network's record. ERROR_REFUSED with what to do (traffpunkt init) when there is none. */
bool service_network(struct service *service, struct network *network, struct error *error);

/* What to tell when something was masked; NULL: nothing was. Owned by the caller. */
char *service_masked_text(const struct service *service);

/* ---- records (record.c) ---- */

/* A new record with its defaults: network, uid, first state, today. Owned by the caller. */
void *service_new(struct service *service, const struct entity *entity);
/*
 * Adds (id 0) or saves a record after the rules have agreed; fills in what follows from it (the
 * organisation's code from its name, a meeting's state from its date). `title` is what the journal
 * says was asked, NULL: made from the entity and the record. The record gets its id and version.
 */
bool service_save(struct service *service, const struct entity *entity, void *record,
	const char *title, struct error *error);
/* Only for parts (programme items, strands, facts, staff). */
bool service_delete(
	struct service *service, const struct entity *entity, int64_t id, struct error *error);
/* Changes the places of a part and the one before it among their parent's, in one action.
 * ERROR_REFUSED for the first. */
bool service_raise_part(
	struct service *service, const struct entity *entity, int64_t id, struct error *error);
/* Sets a field from what was typed, like field_parse, and takes the forms that need more: a meeting
 * by its date or uid, "10-12" in start (also sets end), "1-2 h" in a duration (sets both). */
bool service_set_field(struct service *service, const struct entity *entity,
	const struct field *field, void *record, const char *text, struct error *error);
/* The id that a person means: a number, a meeting's uid or date. ERROR_REFUSED when none or more
 * than one. */
bool service_resolve(struct service *service, const struct entity *entity, const char *text,
	int64_t *id, struct error *error);

/* ---- states (status.c) ---- */

/* Why one row of a bulk change was left as it was. */
struct exception {
	int64_t id;
	char *title;  /* names the record */
	char *reason; /* a translated clause */
};

struct bulk_result {
	size_t changed; /* or, in a preview, would change */
	struct exception *exceptions;
	size_t exception_count;
};
void bulk_result_finish(struct bulk_result *result);

/*
 * Brings rows into a state, as one step: legal transitions only, the others are listed as
 * exceptions. With `preview` nothing is written. When no row can change the result says why and the
 * call fails with the first reason. `reason` may be NULL where none is needed.
 */
bool service_set_status(struct service *service, const struct entity *entity, const int64_t *ids,
	size_t count, int to, const char *reason, bool preview, struct bulk_result *result,
	struct error *error);
/* Sets one field of many rows to the same text, as one step: assign, snooze, urgent. */
bool service_set_many(struct service *service, const struct entity *entity, const int64_t *ids,
	size_t count, const struct field *field, const char *text, struct bulk_result *result,
	struct error *error);

/* A state as the menu offers it from here. */
struct status_option {
	int to;
	bool legal;
	bool needs_reason;
	char *why_not; /* translated, NULL when legal */
};
/* Every other state of the entity, the legal ones first; *count of them, owned by the caller. */
struct status_option *service_status_options(
	const struct entity *entity, const void *record, size_t *count);
void status_options_free(struct status_option *options, size_t count);

/* ---- themes (theme.c) ---- */

/* Proposes a theme (status proposed) or clears it with NULL text. */
bool service_theme_propose(
	struct service *service, int64_t meeting, const char *text, struct error *error);
/* Decides it today: these words, or with NULL the proposed ones. */
bool service_theme_decide(
	struct service *service, int64_t meeting, const char *text, struct error *error);

/* ---- the network whole (network.c) ---- */

/* Makes a network from a network file's text; ERROR_REFUSED when its slug is there already. With
 * `example` from the file inside the program (text NULL). *id gets the network. */
bool service_network_import(struct service *service, const char *text, size_t length,
	const char *name, int64_t *id, struct error *error);
bool service_network_import_example(struct service *service, int64_t *id, struct error *error);
/* The network as a network file; NULL on failure, owned by the caller. */
char *service_network_export(struct service *service, struct error *error);

/* ---- the journal (journal.c) ---- */

/* Undo and redo `steps` actions; stops at the first refusal. *said gets a translated sentence of
 * what was done, with a warning when a released calendar file no longer tells the truth. */
bool service_undo(struct service *service, int steps, char **said, struct error *error);
bool service_redo(struct service *service, int steps, char **said, struct error *error);
/* What an action's row changed, one line per field: "Date: – → tis 17 okt 2023". Sealed values say
 * only that they changed. Owned by the caller. */
char *service_describe_change(const struct journal_row *row);
/* The same for a screen that others look at: what is veiled (model/veil.h) only says that it
 * changed. */
char *service_describe_change_veiled(const struct journal_row *row);

/* ---- health (check.c) ---- */
struct findings;
bool service_check(struct service *service, struct findings *findings, struct error *error);

#endif
