/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of intake share. All of it happens inside the unit of work of the mail. */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_INTAKEPRIVATE_H
#define TRAFFPUNKT_SERVICE_REQUEST_INTAKEPRIVATE_H

#include "base/digest.h"
#include "exchange/mail/incoming.h"
#include "service/private.h"
#include "service/request/intake.h"

struct intake {
	struct service *service;
	const struct incoming *mail;
	const char *bytes; /* the same as it came */
	size_t length;
	const char *name; /* of the file; NULL: none */
	int64_t now;
	struct intake_result *result;
	struct error *error;
};

/* ---- texts (intaketext.c) ---- */

/* As it can be stored: personal numbers masked, and no longer than that. NULL stays NULL. */
char *intake_text(struct service *service, const char *text, size_t limit);
/* A subject without "Re:" and its like, folded. Owned by the caller. */
char *intake_fold_subject(const char *subject);
/* What a mail says as a digest of this network, and what a form says; false when that is nothing.
 */
void intake_digest_mail(const struct intake *intake, char out[DIGEST_HEX_SIZE]);
bool intake_digest_form(
	struct service *service, const struct intake_row *row, char out[DIGEST_HEX_SIZE]);
/* Is that all that a calendar program writes of itself beside the answer? */
bool intake_is_written_by_calendar(const struct incoming *mail);

/* ---- new requests (intakerequest.c) ---- */

/* A request of what a form says; `sender` the address of the mail when the form tells none. */
struct request *intake_request(struct service *service, const struct intake_row *row, int64_t now);
/* Links it to whom and what it resembles, and writes it. */
bool intake_write_request(struct service *service, struct request *request, struct error *error);
/* A new request of the mail in this state, with its message. */
bool intake_make_request(struct intake *intake, enum request_status status, int64_t meeting);
/* The mail as a message of a request; `words` false: they stand in the request itself. */
bool intake_add_message(struct intake *intake, const struct request *request, bool words);

/* ---- threads (intakethread.c) ---- */

/* The request that a mail answers to, through what was merged; *draft gets the letter that it
 * answers. Each is 0 when there is none. */
bool intake_find_thread(struct intake *intake, int64_t *request, int64_t *draft);
/* Adds the mail to a request: an ordinary one wakes it and opens it again. */
bool intake_join(struct intake *intake, int64_t request);
/* The mail is a bounce. */
bool intake_take_bounce(struct intake *intake);

/* ---- broken ones (intakebroken.c) ---- */

/* Keeps the bytes, as a unit of work of its own; takes `reason`. */
bool intake_keep_broken(struct service *service, const struct intake_source *source,
	const char *bytes, size_t length, char *reason, struct intake_result *result,
	struct error *error);

#endif
