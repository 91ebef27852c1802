/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terms of the filter language that only the database can answer. */
#ifndef TRAFFPUNKT_STORE_FILTERING_H
#define TRAFFPUNKT_STORE_FILTERING_H

#include "store/page.h"

/*
 * As filter_parse, and finds what the terms name: a municipality, region or county that the
 * register does not have, or a meeting that is not there, is an error at its place.
 */
bool store_filter_parse(struct store *store, const struct list_query *query, struct filter *filter,
	const char *text, int64_t today, size_t *caret, struct error *error);

#endif
