/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Moving a meeting, with a look at the week before it is saved; and making another one like it.
 * Warnings never refuse; what the rules refuse is said before it is tried.
 */
#ifndef TRAFFPUNKT_SERVICE_MOVE_H
#define TRAFFPUNKT_SERVICE_MOVE_H

#include "base/momentinput.h"
#include "service/service.h"

struct move_order {
	int64_t meeting;
	/* A day that is not said is the one it has. A start without an end keeps how long it takes;
	 * neither of them keeps both. */
	struct moment to;
	bool earlier; /* an hour that comes twice that night is known to mean the first one */
};

/* Another meeting of the same ISO week. */
struct move_neighbour {
	const struct meeting *meeting; /* borrowed from the look */
	bool same_day;
	bool overlaps;
};

/* What a move would mean. */
struct move_look {
	struct meeting before;
	struct meeting after;
	struct network network;
	struct record_set meetings;
	struct move_neighbour *week; /* in the order of the calendar */
	size_t week_count;
	bool changes;   /* it says something else than now */
	bool twice;     /* the start or the end comes twice that night */
	size_t holders; /* people who have the calendar file as it is */
	char *refusal;  /* why it cannot be; NULL: it can */
	int64_t today;
};
bool service_move_look(struct service *service, const struct move_order *order,
	struct move_look *look, struct error *error);
void move_look_finish(struct move_look *look);

/* Date, start and end in one action. ERROR_REFUSED when nothing would change, or when the hour
 * comes twice and nobody has said that the first is meant. */
bool service_move_meeting(
	struct service *service, const struct move_order *order, struct error *error);

/* The same in sentences, for both faces (movetell.c). */
enum move_weight {
	MOVE_PLAIN,
	MOVE_GOOD,
	MOVE_WARNING,
	MOVE_REFUSAL,
};
struct move_line {
	enum move_weight weight;
	char *label; /* owned */
	char *text;  /* owned */
};
struct move_lines {
	struct move_line *items;
	size_t count;
};
void move_look_tell(const struct move_look *look, struct move_lines *lines);
void move_lines_finish(struct move_lines *lines);

/*
 * Another meeting like this one: kind, form, title, durations, place, link rules, terms, contents,
 * programme. Not what belongs to one day: date (unless `date` is known), theme decision, link,
 * note, promise, and of course uid, state and version.
 */
bool service_duplicate_meeting(struct service *service, int64_t meeting, struct number date,
	int64_t *copy, struct error *error);

#endif
