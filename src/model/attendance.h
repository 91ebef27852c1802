/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What someone answered to a meeting, and whether they came. */
#ifndef TRAFFPUNKT_MODEL_ATTENDANCE_H
#define TRAFFPUNKT_MODEL_ATTENDANCE_H

#include "model/meeting.h"
#include "model/participant.h"

enum answer {
	ANSWER_NEEDS_ACTION, /* nothing has been heard */
	ANSWER_ACCEPTED,
	ANSWER_DECLINED,
	ANSWER_TENTATIVE,
};

enum presence {
	PRESENCE_ATTENDED, /* in the room */
	PRESENCE_ABSENT,
	PRESENCE_DIGITAL, /* over the link */
	PRESENCE_COUNT
};

struct attendance {
	struct record record;
	struct number meeting;
	struct number participant;
	struct number answer;   /* enum answer */
	struct number presence; /* enum presence; unknown: nothing is noted */
	char *noted_by;
	struct number noted_at;
	struct number answered_at;       /* the DTSTAMP of the answer, or when it was noted */
	struct number answered_sequence; /* of the version that was answered */
};

extern const struct choices answers;
extern const struct choices presences;
extern const struct entity attendance_entity;

/* How many of those who belong to a meeting were there. */
struct attendance_counts {
	size_t of[PRESENCE_COUNT];
	size_t left;  /* nothing is noted yet */
	bool partial; /* only what is noted was counted: how many are left is not known */
};
void attendance_count(struct attendance_counts *counts, const struct attendance *attendance);
/* "3 attended, 1 absent, 8 left": what is nought is left out, but never what is left to note. Owned
 * by the caller. */
char *attendance_counts_text(const struct attendance_counts *counts);

/* Where someone stands who has accepted, when there are only so many seats. */
enum seat_state {
	SEAT_NONE, /* has not accepted, or there are seats for everybody */
	SEAT_TAKEN,
	SEAT_WAITING,
};
struct seating {
	enum seat_state state;
	size_t place; /* on the waiting list, from 1 */
};
/*
 * The first `capacity` who accepted have a seat, the others wait: by when they answered, then by
 * the row. Never stored, so that a no moves the next one up by itself. `seatings` takes one for
 * each row.
 */
void seats_assign(const struct attendance *const *rows, size_t count, struct number capacity,
	struct seating *seatings);

/* What has been answered by those who belong to a meeting. */
struct answer_counts {
	size_t of[ANSWER_TENTATIVE + 1]; /* by enum answer */
	size_t waiting;                  /* of those who accepted: has no seat */
	bool partial; /* only what is answered was counted: how many have not is not known */
};
void answer_count(struct answer_counts *counts, const struct attendance *attendance,
	const struct seating *seating);
/* "12 accepted, 2 on the waiting list, 3 declined, 5 without an answer": what is nought is left
 * out. Owned by the caller. */
char *answer_counts_text(const struct answer_counts *counts);

/* How someone who came to this meeting was there. */
enum presence meeting_presence(const struct meeting *meeting);
/* Nobody has attended what has not been: false, with the reason, before the day of the meeting. */
bool attendance_may_be_noted(const struct meeting *meeting, int64_t today, struct error *error);
/*
 * Does someone belong to a meeting: admitted on its day at the latest, and not gone before it?
 * `withdrawn_on` is the day of the withdrawal, unknown for who has not withdrawn or when that is
 * not known.
 */
bool participant_belongs(const struct participant *participant, struct number withdrawn_on,
	const struct meeting *meeting);

#endif
