/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two at once: what the others do just now is shown, what we do is told them, and what is typed is
 * kept until it is saved. Hints only: nothing is locked, and a sign of life that changes nothing
 * that is seen draws no frame and reads no list.
 */
#ifndef TRAFFPUNKT_TUI_COMPANY_H
#define TRAFFPUNKT_TUI_COMPANY_H

#include "service/hint.h"
#include "tui/mode.h"
#include "tui/sheet.h"

struct company {
	struct hints hints;      /* of the others */
	struct attention mine;   /* what the others are told of us */
	int64_t beat;            /* ms of the monotonic clock: the next sign of life */
	struct data_stamp stamp; /* as last seen */
};

/* ---- for the loop ---- */

void company_begin(struct dashboard *dashboard);
/* Leaves; what is typed in open modes is kept for the next time. */
void company_end(struct dashboard *dashboard);
/* Another program has written: effects, none when it was hints that change nothing here. */
unsigned company_news(struct dashboard *dashboard);
/* Between the events: tells where we are, gives signs of life, keeps what is typed; effects. `now`
 * and `again` are milliseconds of the monotonic clock, `again` when it wants to be called next, -1:
 * at no time of its own. */
unsigned company_tend(struct dashboard *dashboard, int64_t now, int64_t *again);
/* Something was typed, or chosen above what is typed in. */
void company_typed(struct dashboard *dashboard, int64_t now);
/* A mode is taken off the stack: saved or thrown away, its text is not kept any more. */
void company_close(struct dashboard *dashboard, struct mode *mode);

/* ---- for what is opened ---- */

/* The text that was left for this key when the program was ended, or NULL; owned by the caller. */
char *company_left(struct dashboard *dashboard, const struct unsaved_key *key, int64_t *at);
/* The mode has taken it up: it goes when the mode is closed. */
void company_take_up(struct mode *mode, const struct unsaved_key *key, const char *content);
/* It is not wanted. */
void company_drop(struct dashboard *dashboard, const struct unsaved_key *key);

/* ---- for what is drawn ---- */

/* Is somebody else at the record? */
bool company_is_at(const struct dashboard *dashboard, const struct entity *entity, int64_t id);
/* "Ulrika is editing": of the one who does most; NULL: nobody. Owned by the caller. */
char *company_sentence(const struct dashboard *dashboard, const struct entity *entity, int64_t id);
/* Lines about everybody who is at it, and whose text is not saved. */
void company_tell(const struct dashboard *dashboard, const struct entity *entity, int64_t id,
	struct sheet *sheet);

#endif
