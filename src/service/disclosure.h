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
};

/* Writes it into the ledger, as an action that cannot be taken back: what has left has left. Called
 * when the file is written. */
bool service_disclose(
	struct service *service, const struct disclosure_order *order, struct error *error);
/* The same inside a unit of work that has been begun. */
bool service_disclose_within(
	struct service *service, const struct disclosure_order *order, struct error *error);

#endif
