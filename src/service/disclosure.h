/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger of personal data that has left the house. */
#ifndef TRAFFPUNKT_SERVICE_DISCLOSURE_H
#define TRAFFPUNKT_SERVICE_DISCLOSURE_H

#include "model/disclosure.h"
#include "service/service.h"

struct disclosure_order {
	const char *what; /* a token: "participants", "invoice", "caterer", "webinar", "extract" */
	enum purpose purpose;
	const char *recipient;       /* may be NULL */
	const char *file;            /* name or path; only the name is kept; may be NULL */
	const char *digest;          /* may be NULL */
	const int64_t *participants; /* ids of those who stand in it */
	size_t count;
	int64_t *made; /* gets the number of the disclosure; may be NULL */
};

/* Writes it into the ledger. Inside the unit of work in which the file is written; it is final:
 * what has left has left. */
bool service_disclose_within(
	struct service *service, const struct disclosure_order *order, struct error *error);

#endif
