/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answering a request: what a letter begins with, and the one action that puts it into the outbox,
 * notes it in the conversation and makes the request answered. What was put there is opened and
 * changed again as long as it waits. Internal notes are never read here.
 */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_ANSWER_H
#define TRAFFPUNKT_SERVICE_REQUEST_ANSWER_H

#include "model/draft.h"
#include "service/request/lint.h"
#include "service/service.h"

/* A letter while it is written; the texts are owned. */
struct request_reply {
	int64_t request; /* the one that stays, when it was merged */
	int64_t draft;   /* that waits in the outbox and is changed; 0: a new one */
	int64_t version; /* of that draft, as it was read */
	char *address;   /* NULL: there is none; it is told by phone */
	char *name;      /* of the writer; NULL: not known, or protected */
	char *subject;
	char *text;   /* our own words */
	char *quoted; /* "Den 5 oktober 2023 skrev ...:" and the mail, each line behind "> "; NULL
		       */
	int64_t participant; /* whom the request is linked to; 0 */
	int64_t meeting;     /* whose calendar file can go with it; 0: of none */
	bool attach;         /* it does */
	char *reason; /* why it goes though the reader objects (gate.h); NULL: then it does not */
	bool is_protected; /* it becomes a task to do by hand, which names nobody */
};

/* ERROR_REFUSED for what has to be let out of quarantine or the spam first. A letter that waits is
 * opened; otherwise the text is empty. */
bool service_reply_begin(
	struct service *service, int64_t request, struct request_reply *reply, struct error *error);
void request_reply_finish(struct request_reply *reply);

/* What it takes from a template (its subject, its words), and from a fact: placeholders that wait
 * for one are filled in, or else the fact with its source comes at byte *at of the text, which then
 * is behind it. `fact` 0: none; `at` NULL: at the end. */
bool service_reply_take(struct service *service, struct request_reply *reply, int64_t template,
	struct error *error);
bool service_reply_cite(struct service *service, struct request_reply *reply, int64_t fact,
	size_t *at, struct error *error);
/* "Its time is over: replaced by PTU 2023."; NULL when it may be quoted today. Owned by the caller.
 */
char *service_fact_warning(struct service *service, const struct fact *fact);

/* The letter as it leaves: our words and what they answer. Owned by the caller. */
char *request_reply_body(const struct request_reply *reply);
/* The way back: where the quotation of a letter begins, with the line that says whose it is; its
 * length when there is none. */
size_t request_reply_split(const char *body);

/* Reads our own words as somebody else would (lint.h); what blocks is what service_reply_put()
 * refuses. */
bool service_reply_lint(struct service *service, const struct request_reply *reply,
	struct lint_result *result, struct error *error);

/* Would a reason let it go? Not with a placeholder, a protected person or a note in it. */
bool service_reply_may_be_allowed(const struct lint_result *result);

/*
 * Puts it into the outbox, or changes the one that waits there, as one action: *draft gets its
 * number. Refused without words, and when the reader finds something that must not leave: unless
 * that may be allowed and there is a reason, which is noted as an action of its own.
 */
bool service_reply_put(struct service *service, const struct request_reply *reply, int64_t *draft,
	struct error *error);
/* Notes that it has been answered otherwise, with what was said (which may be NULL): by phone. */
bool service_reply_told(struct service *service, const struct request_reply *reply,
	const char *text, struct error *error);

/* What a letter of the outbox means for its request: part of writing it (hooks.c). */
bool service_reply_follow(struct service *service, const struct draft *draft,
	const struct draft *former, struct error *error);

#endif
