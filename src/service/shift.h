/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The change of shifts: what the others have done since you were here last, what is due, and what
 * waits for whom. Numbers and states only: nobody who takes part or has written is named. (The
 * calendar file that is handed over is another matter: calendarexport.c.)
 */
#ifndef TRAFFPUNKT_SERVICE_SHIFT_H
#define TRAFFPUNKT_SERVICE_SHIFT_H

#include "service/service.h"
#include "store/visit.h"

enum shift_section { SHIFT_CHANGED, SHIFT_DUE, SHIFT_WAITING, SHIFT_SECTIONS };

enum {
	SHIFT_LINES = 20,     /* that the whole takes at most, headings and all */
	SHIFT_FIRST_DAYS = 7, /* what someone who has never been here is told of */
};

/* One thing that is told; those of a group stand on one line. */
struct shift_item {
	enum shift_section section;
	const char *group; /* token, borrowed: "request" */
	const char *kind;  /* token, borrowed: "new" */
	int64_t count;
	char *text; /* owned, translated: "4 new" */
};

struct shift {
	struct visit visit;
	struct shift_item *items; /* by section and group */
	size_t count;
};

/* `visit` NULL: the user's latest. */
bool service_shift(struct service *service, const struct visit *visit, struct shift *shift,
	struct error *error);
void shift_finish(struct shift *shift);

bool service_visit(struct service *service, struct visit *visit, struct error *error);
/* The user has seen what there is now. */
bool service_visit_end(struct service *service, struct error *error);

/* ---- in words (shifttext.c) ---- */

/* "since you were here last: 4 new, 2 woken, 1 urgent closed", about the requests; *said is NULL
 * when nobody else has done anything or the user has never been here. Owned by the caller. */
bool service_shift_brief(
	struct service *service, const struct visit *visit, char **said, struct error *error);
/* "Since you were here last, Fri 13 Oct 2023 16:30". Owned by the caller. */
char *shift_title(const struct shift *shift);
/* The heading of a section; translated. */
const char *shift_heading(enum shift_section section);
/* One line of a section from *at on, which is moved behind it; NULL after the last. *label is
 * translated. Owned by the caller. */
char *shift_line(
	const struct shift *shift, enum shift_section section, size_t *at, const char **label);

#endif
