/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Referring somebody who has written to another network (K08). */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_REFER_H
#define TRAFFPUNKT_SERVICE_REQUEST_REFER_H

#include "service/draft.h"
#include "service/service.h"

struct request_referral {
	const int64_t *ids;
	size_t count;
	const char *to; /* as service_find_sibling() takes it; NULL: the network's own sibling */
	bool informed;  /* the person knows, and agrees that we pass on who they are */
	bool preview;   /* writes nothing */
};
/*
 * Brings the requests into the state “referred” with where to as the reason. What the person has
 * written is passed on only when they have been informed: into that network when it is in this
 * database, otherwise as a task that names nobody.
 */
bool service_request_refer(struct service *service, const struct request_referral *referral,
	struct bulk_result *result, struct draft_count *made, struct error *error);

#endif
