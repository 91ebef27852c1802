/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long somebody has waited for a first answer, by the clock that was promised: working hours
 * (Monday to Friday 08-17, no Swedish holidays and eves), or one hour by the wall clock, night and
 * day, for an ongoing threat. Pure: "now" is given.
 */
#ifndef TRAFFPUNKT_MODEL_REQUESTCLOCK_H
#define TRAFFPUNKT_MODEL_REQUESTCLOCK_H

#include "model/request.h"

/* Minutes of a working day, and those within which a threat is answered. */
#define WORKING_DAY 540
#define URGENT_WITHIN 60
/* Working days that a first answer may take, when nothing else is set; and at most. */
#define ANSWER_WITHIN 2
#define ANSWER_WITHIN_MOST 60

struct request_clock {
	bool runs; /* somebody waits for us; otherwise nothing below means anything */
	bool urgent;
	bool over;    /* the moment has passed */
	int64_t due;  /* Unix seconds */
	int64_t left; /* minutes, of work or (urgent) of the wall clock; negative: passed since */
};

/* `days`: working days that an answer may take. */
struct request_clock request_clock(const struct request *request, int64_t days, int64_t now);
/* "2 days left", "5 h left", "1 day over"; NULL when it does not run. With `whole` an urgent one
 * says so: "URGENT 40 min left". Owned by the caller. */
char *request_clock_text(const struct request_clock *clock, bool whole);
/* The same in at most six columns: "2 d", "-1 d", "40 m". Owned by the caller. */
char *request_clock_brief(const struct request_clock *clock);
/* When an answer is due to what came then. */
int64_t request_clock_due(int64_t received_at, int64_t days);
/* What is not urgent and came at this second or before is overdue now. */
int64_t request_clock_limit(int64_t days, int64_t now);

/* Does it rest today? Only what is not closed can. */
bool request_rests(const struct request *request, int64_t today);
/* Has it come back from rest, by its day or by a mail, and nobody has touched it since? */
bool request_is_woken(const struct request *request, int64_t today);

#endif
