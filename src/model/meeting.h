/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A meeting of the network (träff) and the items of its programme. Unknown is a value: no date, a
 * date without a time, a range of durations, a theme that an earlier meeting decides.
 */
#ifndef TRAFFPUNKT_MODEL_MEETING_H
#define TRAFFPUNKT_MODEL_MEETING_H

#include "model/record.h"

enum meeting_status {
	MEETING_UNPLANNED, /* no date yet */
	MEETING_PRELIMINARY,
	MEETING_CONFIRMED,
	MEETING_HELD,
	MEETING_CANCELLED,
};

enum meeting_kind {
	MEETING_PHYSICAL,
	MEETING_DIGITAL,
	MEETING_HYBRID,
};

enum meeting_form {
	MEETING_FORM_MEETING,
	MEETING_FORM_SEMINAR,
	MEETING_FORM_WEBCAST,
};

enum theme_status {
	THEME_UNSET,
	THEME_PROPOSED,
	THEME_VOTING,
	THEME_DECIDED,
};

enum programme_part {
	PART_MORNING,
	PART_AFTERNOON,
	PART_FIRST, /* opens the meeting, whatever the clock says */
	PART_AFTER, /* follows on it */
};

struct meeting {
	struct record record;
	struct number network;
	char *uid;            /* of the calendar file: random, never changed, never reused */
	struct number kind;   /* enum meeting_kind */
	struct number form;   /* enum meeting_form */
	char *title;          /* what the page calls it; NULL: from kind and form */
	struct number status; /* enum meeting_status */
	char *status_reason;
	struct number date;
	struct number start; /* local time */
	struct number end;
	struct number duration_min;
	struct number duration_max;
	char *period_text; /* when there is no date: "2024" */
	char *place;
	char *address;
	char *link;
	struct number link_later; /* the link is known to come later */
	char *theme;
	struct number theme_status;
	struct number theme_decided_at; /* id of the meeting that decides it */
	struct number theme_decided_on; /* the day it was decided */
	char *promise;                  /* what was said about when more will be known */
	struct number promise_due;
	char *promise_by;       /* initials */
	struct number capacity; /* how many there is room for; unknown: nobody is turned away */
	char *terms;            /* travel, food: NULL: what the network says of physical meetings */
	char *strands; /* labels of the promised contents that it answers for: "forskning, tips" */
	char *note;
	struct number sequence; /* of the newest calendar file; unknown before the first */
	struct number created_at;
	struct number updated_at;
};

struct programme_item {
	struct record record;
	struct number meeting;
	struct number ordinal;
	struct number part;  /* enum programme_part */
	struct number start; /* local time, instead of a part of the day */
	struct number end;
	char *title;
	char *description;
	char *contributors;     /* who takes part beside the members, in words */
	char *external_event;   /* an event of someone else that the network joins */
	struct number included; /* is the sign-up for that event included in ours? */
};

extern const struct choices meeting_statuses;
extern const struct choices meeting_kinds;
extern const struct choices meeting_forms;
extern const struct choices theme_statuses;
extern const struct choices programme_parts;
extern const struct entity meeting_entity;
extern const struct entity programme_item_entity;

/* "Halvdagsseminarium", "Fysisk träff", ...: never NULL. Owned by the caller. */
char *meeting_name(const struct meeting *meeting);
/* "tis 17 okt" or "2024": when it is, as far as anyone knows. Owned by the caller. */
char *meeting_when(const struct meeting *meeting);
bool meeting_needs_place(const struct meeting *meeting);
bool meeting_needs_link(const struct meeting *meeting);
/* Does the field called `field` mean anything at a meeting of this kind (-1: not known)? */
bool meeting_uses(int kind, const char *field);
struct network;
/* Who pays what: its own terms, or those of the network; NULL when there is nobody to travel or
 * nothing is said. Borrowed. */
const char *meeting_terms(const struct meeting *meeting, const struct network *network);
/* Its start or end is an hour that comes twice, when summer time ends: the earlier one is meant. */
bool meeting_comes_twice(const struct meeting *meeting);
/* The end, from start and the longest duration when it is not set; -1 when unknown. */
int64_t meeting_end(const struct meeting *meeting);
/* True when `to` may be entered with what is known now; otherwise the error says what is missing.
 */
bool meeting_may_become(const struct meeting *meeting, int to, struct error *error);

#endif
