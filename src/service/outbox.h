/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Letters of the outbox out of the house. Before a letter is handed over it is marked as being
 * sent, for good; what is found so later may have gone, and is never handed over again by itself.
 */
#ifndef TRAFFPUNKT_SERVICE_OUTBOX_H
#define TRAFFPUNKT_SERVICE_OUTBOX_H

#include "service/service.h"

struct outbox_order {
	const int64_t *ids; /* NULL: every letter that waits */
	size_t count;
	int limit_ms; /* the mail program may take so long for one letter; 0: a minute */
};

struct outbox_result {
	size_t sent;
	struct exception *kept; /* the letters that did not go, and why */
	size_t kept_count;
	bool again; /* at least one of them may go when it is tried again later */
};
void outbox_result_finish(struct outbox_result *result);

/* ---- one after the other, for whoever has something else to do meanwhile ---- */

struct outbox_run;

/*
 * What is to go is decided here. ERROR_USAGE when the settings name no address to send from,
 * ERROR_UNAVAILABLE when there is no mail program. Owned by the caller.
 */
struct outbox_run *service_outbox_start(
	struct service *service, const struct outbox_order *order, struct error *error);
size_t service_outbox_total(const struct outbox_run *run);
size_t service_outbox_handled(const struct outbox_run *run);
/* Between two letters: to stop here leaves nothing half done. */
bool service_outbox_is_idle(const struct outbox_run *run);
/*
 * Goes on for about so long. *done: every letter has been handled. False when the database failed
 * or the mail program is not there any more: the rest has been left as it was.
 */
bool service_outbox_step(struct outbox_run *run, int wait_ms, bool *done, struct error *error);
/* Frees the run. What is on its way stays marked as being sent; `result` may be NULL. */
void service_outbox_end(struct outbox_run *run, struct outbox_result *result);

/* All of it at once. */
bool service_outbox_send(struct service *service, const struct outbox_order *order,
	struct outbox_result *result, struct error *error);

/* ---- looking ---- */

/* The bytes of the letter as it would go now. ERROR_REFUSED or ERROR_DATA with the reason why it
 * would not. Owned by the caller. */
char *service_outbox_message(struct service *service, int64_t id, struct error *error);
/* Would it go? The result has sent: how many would. Nothing is written. */
bool service_outbox_preview(struct service *service, const struct outbox_order *order,
	struct outbox_result *result, struct error *error);

/* What a choice of drafts holds. */
struct outbox_numbers {
	int64_t *letters; /* ids of those that wait; owned */
	size_t letter_count;
	size_t recipients; /* of them: different addresses */
	size_t tasks;
	size_t doubts; /* being sent, or nobody knows */
};
bool service_outbox_count(struct service *service, const int64_t *ids, size_t count,
	struct outbox_numbers *numbers, struct error *error);
void outbox_numbers_finish(struct outbox_numbers *numbers);

/* What to tell of a letter that was found being sent; NULL of any other. Owned by the caller. */
struct draft;
char *service_outbox_doubt(const struct draft *draft);

#endif
