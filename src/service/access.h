/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening what is sealed: always with a line in the log of who did it and why. */
#ifndef TRAFFPUNKT_SERVICE_ACCESS_H
#define TRAFFPUNKT_SERVICE_ACCESS_H

#include "model/access.h"
#include "model/participant.h"
#include "service/service.h"

struct access_order {
	enum access_what what;
	int64_t participant; /* 0: of nobody in particular */
	int64_t meeting;     /* 0: none */
	int64_t request;     /* 0: none */
	const char *reason;  /* may be NULL */
};
/* Writes the line. Reading what it is about comes after: no line, nothing to see. */
bool service_log_access(
	struct service *service, const struct access_order *order, struct error *error);
bool service_log_access_within(
	struct service *service, const struct access_order *order, struct error *error);

/* How long a revealed identity may stand on a screen, in seconds. */
#define REVEAL_SECONDS 60
/* The whole record of a protected participant, for a reason that is logged. */
bool service_reveal(struct service *service, int64_t id, const char *reason,
	struct participant *participant, struct error *error);

/* Opens a case of someone's rights; the day that it is due follows from the day it came. *id gets
 * its number. */
bool service_open_case(struct service *service, int64_t participant, enum rights_kind kind,
	int64_t received, bool identity_checked, int64_t *id, struct error *error);
bool service_close_case(struct service *service, int64_t id, enum rights_status outcome,
	const char *text, struct error *error);
/* The open cases of a participant (0: of everybody), those due first. */
bool service_open_cases(struct service *service, int64_t participant, struct record_set *cases,
	struct error *error);

#endif
