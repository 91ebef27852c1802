/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Columns that say nothing new: sort keys, ranks of states, folded words. They are computed from
 * the record whenever it is written, so that an index can order and a filter can search without
 * the engine knowing Swedish. None of them is ever NULL.
 */
#ifndef TRAFFPUNKT_STORE_DERIVED_H
#define TRAFFPUNKT_STORE_DERIVED_H

#include "store/private.h"

enum derived_kind {
	DERIVED_KEY,    /* collation key of the fields joined by a space; unknown sorts last */
	DERIVED_FIRST,  /* collation key of the first known field */
	DERIVED_PERSON, /* as DERIVED_KEY, or the last field when the others are unknown; sealed for
			 * protected persons */
	DERIVED_RANK,   /* the place of a choice among the others */
	DERIVED_WHEN,   /* date and time as text, undated last */
	DERIVED_SEARCH, /* all searched fields, folded */
	DERIVED_TWIN,   /* what two rows of the same person share: model/twin.h; "" when unknown */
};

#define DERIVED_FIELDS 3

struct derived {
	const struct entity *entity;
	const char *column;
	enum derived_kind kind;
	const char *fields[DERIVED_FIELDS]; /* names; NULL ends them */
};

/* Those of one entity; they stand together. */
const struct derived *derived_of(const struct entity *entity, size_t *count);
void derived_bind(struct store *store, const struct derived *derived, const void *record,
	struct statement *statement, int index);
/* Computes all of them anew when the rules behind them (ICU, states, fields) have changed. */
bool derived_refresh(struct store *store, struct error *error);

#endif
