/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A request as a conversation: its own words, those of the requests that were merged into it, every
 * mail that came later and every answer, in the order of time. Internal notes are not in it, as
 * what is read here may leave the house as a quotation.
 *
 * The words of the first mail stand in the request itself (subject, body); that mail's message row
 * has its Message-ID, its quotations and its attachments, and no body.
 */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_THREAD_H
#define TRAFFPUNKT_SERVICE_REQUEST_THREAD_H

#include "model/message.h"
#include "service/service.h"

struct thread_entry {
	int64_t request; /* whose it was: another id than the thread's when it was merged */
	int64_t message; /* 0: typed in, no mail */
	int64_t draft;   /* of an answer: the letter of the outbox; 0: none */
	enum message_direction direction;
	enum message_nature nature;
	int64_t at;
	bool is_protected;
	char *who; /* name or address; of an answer, to whom */
	char *subject;
	char *body;
	char *quoted;
	struct attachment *attachments; /* owned */
	size_t attachment_count;
};

struct thread {
	struct thread_entry *entries; /* owned; oldest first */
	size_t count;
	char *in_reply_to;   /* Message-ID of the newest mail that came in; NULL: none */
	char *reference_ids; /* what an answer has in References (RFC 5322 3.6.4); NULL: none */
};

/* Seeks by the request; ERROR_REFUSED when there is no such request. */
bool service_thread_read(
	struct service *service, int64_t request, struct thread *thread, struct error *error);
void thread_finish(struct thread *thread);

#endif
