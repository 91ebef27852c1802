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

#endif
