/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers to invitations that come as mail or as files. Only what leaves no doubt changes an
 * attendance by itself: the rest is kept, open, with the reason, until a person decides.
 */
#ifndef TRAFFPUNKT_SERVICE_RSVP_H
#define TRAFFPUNKT_SERVICE_RSVP_H

#include "model/reply.h"
#include "service/answer.h"
#include "service/service.h"

/* Where a calendar came from. Everything is borrowed. */
struct rsvp_source {
	const char *file;       /* its name, without folder */
	bool is_mail;           /* otherwise a bare file, which has no sender to compare with */
	const char *sender;     /* of the mail, lower case; NULL: none */
	const char *message_id; /* NULL: none */
	struct number sent_at;
	const char *method; /* what the mail says of the part; NULL: nothing */
};

/* What became of one answer. */
struct rsvp_line {
	int64_t id;          /* of the reply */
	char *file;          /* owned */
	char *reason;        /* owned: a translated clause */
	bool is_known;       /* had been read before */
	int64_t meeting;     /* 0: unknown */
	int64_t participant; /* 0: unknown */
	struct number answer;
	enum reply_verdict verdict;
	enum reply_status status;
};

struct rsvp_result {
	struct rsvp_line *lines; /* owned */
	size_t count;
	size_t applied, known, open; /* of them */
	struct moved_up moved;
};
void rsvp_result_finish(struct rsvp_result *result);

/*
 * Reads a .ics or an .eml, as one step, and adds to the result. ERROR_DATA with a sentence when it
 * holds no answer; then nothing is written. `file` is its name or its path.
 */
bool service_rsvp(struct service *service, const char *file, const char *bytes, size_t length,
	struct rsvp_result *result, struct error *error);
/* The same of a calendar that somebody else has taken out of its mail, inside a unit of work that
 * has been begun. */
bool service_rsvp_within(struct service *service, const struct rsvp_source *source,
	const char *text, size_t length, struct rsvp_result *result, struct error *error);

/* By hand: makes an open reply the person's answer; `moved` may be NULL. */
bool service_reply_apply(
	struct service *service, int64_t id, struct moved_up *moved, struct error *error);
/* By hand: it changes nothing. */
bool service_reply_dismiss(struct service *service, int64_t id, struct error *error);
/* How many wait for a person. */
bool service_reply_count(struct service *service, int64_t *count, struct error *error);

#endif
