/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The life of a seat after the sign-up: to say no, to refer, to welcome, to ask for what is
 * missing, to call back, to leave, to hand the seat over. Each is one step to undo, with the
 * letters that belong to it: they wait in the outbox, nothing leaves by itself.
 */
#ifndef TRAFFPUNKT_SERVICE_LIFECYCLE_H
#define TRAFFPUNKT_SERVICE_LIFECYCLE_H

#include "model/letter.h"
#include "service/draft.h"

struct lifecycle_order {
	const int64_t *ids;
	size_t count;
	const char *reason; /* for the history; NULL where none is needed */
	bool letters;       /* write what belongs to it */
	bool preview;       /* write nothing, but count what would be written */
};

struct lifecycle_result {
	struct bulk_result rows;
	struct draft_count made;
};
void lifecycle_result_finish(struct lifecycle_result *result);

/* Rejects people under review, and says so in a friendly letter. */
bool service_decline(struct service *service, const struct lifecycle_order *order,
	struct lifecycle_result *result, struct error *error);
/* What would be written to someone who is rejected, to be read before it is done. */
bool service_decline_letter(
	struct service *service, int64_t participant, struct letter *letter, struct error *error);
/*
 * Notes that admitted people have left. The fee is not touched: whether anything is to be paid is
 * decided separately. A cancellation file is put in the outbox for each meeting that lies ahead and
 * whose calendar file has gone out.
 */
bool service_withdraw(struct service *service, const struct lifecycle_order *order,
	struct lifecycle_result *result, struct error *error);
/* Writes to admitted people which meetings they get and what it costs, once. */
bool service_welcome(struct service *service, const struct lifecycle_order *order,
	struct lifecycle_result *result, struct error *error);
/* Asks people for exactly what is missing of them, once: nobody who has such a letter waiting is
 * asked again. */
bool service_chase(struct service *service, const struct lifecycle_order *order,
	struct lifecycle_result *result, struct error *error);
/* The admitted participants of whom something is missing. The array is the caller's to free. */
bool service_chase_all(struct service *service, int64_t **ids, size_t *count, struct error *error);

/* The network that people are referred to. */
struct sibling {
	char *name;
	struct number fee;
	int64_t network; /* in this database; 0: it is not here */
};
void sibling_finish(struct sibling *sibling);
/* By what a person wrote: a name, or the short name of a network in this database. NULL: the one
 * that the network names itself; the name is NULL when it names none. */
bool service_find_sibling(
	struct service *service, const char *text, struct sibling *sibling, struct error *error);

struct referral_order {
	struct lifecycle_order people;
	const char *to; /* as service_find_sibling() takes it */
	bool informed;  /* the people know, and agree that we pass on who they are */
};
/*
 * Refers people under review to another network. Only when they have been informed their sign-up is
 * copied, into that network when it is in this database, otherwise as a task for whoever passes it
 * on.
 */
bool service_refer(struct service *service, const struct referral_order *order,
	struct lifecycle_result *result, struct error *error);

/* Notes what the switchboard said. To waive the call takes a note that says why. */
bool service_call_back(struct service *service, int64_t participant,
	enum participant_callback outcome, const char *note, struct error *error);
/* What to do on the phone, in words. Owned by the caller. */
char *service_call_back_task(const struct participant *participant);

struct transfer_result {
	int64_t successor;
	struct draft_count made;
	size_t moved_items; /* of the fee, that now belong to the successor */
	size_t kept_items;  /* that are on their way and stay as they are */
};
/*
 * Hands a seat over to a colleague: organisation, payer and fee go with it, and there is no new
 * one. The one who leaves gets cancellation files, the one who comes the current ones. Of
 * `colleague` only name, title, address, phone and protection are read.
 */
bool service_transfer(struct service *service, int64_t participant,
	const struct participant *colleague, struct transfer_result *result, struct error *error);

#endif
