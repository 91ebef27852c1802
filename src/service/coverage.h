/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promised contents beside the meetings that answer for them: what was promised, and where it
 * is kept. A meeting names contents by their labels. */
#ifndef TRAFFPUNKT_SERVICE_COVERAGE_H
#define TRAFFPUNKT_SERVICE_COVERAGE_H

#include "service/service.h"

struct coverage {
	struct record_set strands;
	struct record_set meetings; /* in calendar order */
	bool *cells;                /* strand by strand: does this meeting answer for it? */
	size_t *counts;             /* of each strand: meetings, the cancelled ones left out */
	size_t empty;               /* strands without any meeting */
};

bool service_coverage(struct service *service, struct coverage *coverage, struct error *error);
void coverage_finish(struct coverage *coverage);
bool coverage_has(const struct coverage *coverage, size_t strand, size_t meeting);
/* Cancelled meetings answer for nothing and have no column. */
bool coverage_counts_meeting(const struct coverage *coverage, size_t meeting);
/* The label, or the words where there is none. Borrowed. */
const char *coverage_name(const struct coverage *coverage, size_t strand);
/* "Without a meeting: tips." or that every one has one. Owned by the caller. */
char *coverage_sentence(const struct coverage *coverage);

/* Writes a meeting's labels as the network writes them; ERROR_DATA names those that there are when
 * one is not among them. */
bool service_check_strands(struct service *service, struct meeting *meeting, struct error *error);

#endif
