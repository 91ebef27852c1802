/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is not yet known, found rather than kept: every gap in the network and its meetings, with
 * who has promised what and by when. The overview lists and counts these.
 */
#ifndef TRAFFPUNKT_MODEL_UNKNOWN_H
#define TRAFFPUNKT_MODEL_UNKNOWN_H

#include "model/meeting.h"
#include "model/network.h"

enum unknown_kind {
	UNKNOWN_DATE,
	UNKNOWN_TIME,
	UNKNOWN_ADDRESS,
	UNKNOWN_LINK,
	UNKNOWN_THEME,
	UNKNOWN_VAT,
	UNKNOWN_FEE,
};

struct unknown {
	enum unknown_kind kind;
	const struct meeting *meeting;    /* borrowed; NULL for the network's own */
	const struct meeting *decided_at; /* the meeting that will decide a theme, or NULL */
	struct number due;                /* the day by which it was promised */
	const char *promise;              /* borrowed; NULL: nobody has promised anything */
	const char *by;                   /* initials, borrowed */
	bool overdue;                     /* due is before today */
};

struct unknowns {
	struct unknown *items;
	size_t count;
	size_t overdue;
};

/* Meetings in the order of the calendar; cancelled and held ones are left out. */
void unknowns_find(struct unknowns *unknowns, const struct network *network,
	const struct meeting *meetings, size_t meeting_count, int64_t today);
void unknowns_finish(struct unknowns *unknowns);
/* "clock time 26 Sep", "theme 17 Oct, decided 26 Sep": translated, owned by the caller. */
char *unknown_describe(const struct unknown *unknown);
/* One word or two for the kind: "clock time". */
const char *unknown_kind_label(enum unknown_kind kind);
/* "clock-time": in --json. */
const char *unknown_token(enum unknown_kind kind);

#endif
