/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Conditions that are more than a comparison of one field (filtering.c), appended to a query. */
#ifndef TRAFFPUNKT_STORE_CONDITIONTERM_H
#define TRAFFPUNKT_STORE_CONDITIONTERM_H

#include "store/listing.h"

void condition_place(struct query *query, const struct filter_term *term);
void condition_tag(struct query *query, const struct filter_term *term);
void condition_meeting(struct query *query, const struct filter_term *term);
void condition_need(struct query *query, const struct filter_term *term);
void condition_missing(struct query *query, const struct filter_term *term);
void condition_lacks_file(struct query *query, const struct filter_term *term);

/* ---- requests (inbox.c) ---- */

void condition_inbox(
	struct query *query, const struct list_query *list, const struct filter_term *term);
/* Leaves out what rests, unless the query asks for it. */
void condition_rest(struct query *query, const struct list_query *list);
/* How many rows condition_rest leaves out of a list without a filter. */
bool inbox_count_resting(
	struct store *store, const struct list_query *list, int64_t *count, struct error *error);

#endif
