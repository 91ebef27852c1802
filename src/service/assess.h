/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who a participant is: the organisation by the register, the target group, the single address. */
#ifndef TRAFFPUNKT_SERVICE_ASSESS_H
#define TRAFFPUNKT_SERVICE_ASSESS_H

#include "model/organisationmatch.h"
#include "model/participant.h"
#include "service/service.h"

/* The register, read once. Borrowed from the service. */
bool service_organisations(
	struct service *service, const struct organisation_index **index, struct error *error);
/* Fills in what the rules propose; merged rows are left as they are. */
bool service_assess(struct service *service, struct participant *participant, struct error *error);
/* What was understood or is offered, as a sentence for people; NULL when there is nothing to say.
 * Owned by the caller. */
char *organisation_match_say(const struct organisation_match *match);

#endif
