/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Mail that comes in. Each mail is one unit of work, final: what has come cannot be undone, and it
 * never stands between a person and what they want to undo. Nothing is dropped: what cannot be read
 * or stored is kept as it came, with the reason. The same mail twice is known.
 */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_INTAKE_H
#define TRAFFPUNKT_SERVICE_REQUEST_INTAKE_H

#include "model/brokenmail.h"
#include "model/request.h"
#include "service/answer.h"
#include "service/service.h"

/* Where a mail came from. Everything is borrowed. */
struct intake_source {
	const char *name; /* its file, without folder; NULL: standard input */
	/* The mail is larger than what is read of one (INCOMING_LIMIT): more of its bytes, 0 at the
	 * end. NULL: it is whole. */
	size_t (*rest)(void *context, char *bytes, size_t size);
	void *context;
};

/* What became of it. */
enum intake_fate {
	INTAKE_NEW,        /* a request of its own */
	INTAKE_REPLY,      /* a message in the thread of a request */
	INTAKE_KNOWN,      /* had come before */
	INTAKE_RSVP,       /* an answer to an invitation, and nothing more */
	INTAKE_AUTO_REPLY, /* kept, and wakes nobody */
	INTAKE_BOUNCE,     /* a letter of ours came back */
	INTAKE_BROKEN,     /* kept as it came */
};

struct intake_result {
	enum intake_fate fate;
	int64_t request;       /* 0: none */
	bool is_made;          /* the request was made for it */
	int64_t broken;        /* of the broken mail; 0: none */
	bool has_answers;      /* answers to invitations were read, also beside words */
	char *reason;          /* of a broken one: a sentence; owned */
	struct moved_up moved; /* who got a seat by the answers */
};
void intake_result_finish(struct intake_result *result);

/* ERROR_BUSY when the database is held: nothing has been taken in, and the mail is to be given
 * again. */
bool service_intake(struct service *service, const struct intake_source *source, const char *bytes,
	size_t length, struct intake_result *result, struct error *error);

/* A row of what the web form has exported; NULL and unknown is what it does not say. */
struct intake_row {
	const char *name, *email, *organisation, *subject, *message;
	enum request_verified verified;
	struct number sent_at;
};
bool service_intake_row(struct service *service, const struct intake_row *row,
	struct intake_result *result, struct error *error);
/* The rows of such a file. Whose header has neither a message nor a subject is ERROR_DATA. */
struct intake_rows {
	struct intake_row *rows; /* owned, with their texts */
	size_t count;
};
bool service_intake_rows(struct intake_rows *rows, const char *bytes, size_t length,
	const char *name, struct error *error);
void intake_rows_finish(struct intake_rows *rows);

/* Counts of many. */
struct intake_counts {
	size_t made, replies, known, rsvp, auto_replies, bounces, broken;
};
void intake_count(struct intake_counts *counts, const struct intake_result *result);
/* "3 new, 1 already known, 1 broken": owned by the caller. */
char *intake_counts_text(const struct intake_counts *counts);
/* What became of one, in a few words; borrowed. */
const char *intake_fate_text(enum intake_fate fate);

/* ---- broken mail (intakebroken.c) ---- */

/* Those that nobody has looked at yet, or with `all` every one, in their order. */
bool service_broken(struct service *service, bool all, struct record_set *set, struct error *error);
/* Looked at: it is no longer told of. Its bytes stay. */
bool service_broken_dismiss(struct service *service, int64_t id, struct error *error);
/* The beginning of what was kept, as text that can be shown. Owned by the caller; NULL on failure.
 */
char *service_broken_text(
	struct service *service, const struct broken_mail *mail, struct error *error);

#endif
