/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a request is about: a participant, a meeting. */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_LINK_H
#define TRAFFPUNKT_SERVICE_REQUEST_LINK_H

#include "model/request.h"
#include "service/service.h"

struct request_link {
	struct number participant; /* unknown: as it is; 0: none */
	struct number meeting;     /* the same */
};
/* One action. Nothing is linked to what is put aside as spam. */
bool service_request_link(struct service *service, int64_t request, const struct request_link *link,
	struct error *error);

/* Participants that the sender may be, the surest first. *ids is owned by the caller. */
bool service_request_senders(struct service *service, const struct request *request, int64_t **ids,
	size_t *count, struct error *error);

/*
 * Whom to ask on the spot about an ongoing threat: somebody admitted who is the security
 * coordinator of the same municipality or region and lets the others know their name. 0: nobody.
 */
bool service_local_contact(struct service *service, const struct request *request,
	int64_t *participant, struct error *error);

#endif
