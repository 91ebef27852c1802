/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a request to a participant: the sign-up that came by mail. */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_CONVERT_H
#define TRAFFPUNKT_SERVICE_REQUEST_CONVERT_H

#include "model/participant.h"
#include "model/request.h"
#include "service/draft.h"
#include "service/service.h"

/*
 * What the request says of its sender, as a new participant: name, address, the organisation by
 * the register, also by the domain of the address; how and when it came. Not stored. Owned by the
 * caller; NULL on failure.
 */
struct participant *service_request_sender(
	struct service *service, const struct request *request, struct error *error);
/* False with the reason for what is in quarantine, spam, merged, or linked already. */
bool request_may_convert(const struct request *request, struct error *error);

struct conversion {
	bool admit;              /* at once; the letter of welcome waits in the outbox */
	const char *reason;      /* to admit someone whom the rules do not; NULL: none */
	int64_t participant;     /* gets the number */
	struct draft_count made; /* gets what was put into the outbox */
};
/*
 * Saves the participant (who gets an id), links the request to them and lets it wait for their
 * answer: one action. What the rules say of a new participant holds here too.
 */
bool service_request_convert(struct service *service, int64_t request,
	struct participant *participant, struct conversion *conversion, struct error *error);

#endif
