/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What someone needs at a meeting where people meet in person: what they eat, how they get in and
 * hear. It tells of health, so it stands apart from everything else, is never shown in a list, and
 * is removed soon after the meeting.
 */
#ifndef TRAFFPUNKT_MODEL_NEED_H
#define TRAFFPUNKT_MODEL_NEED_H

#include "model/record.h"

enum need_kind {
	NEED_DIET,
	NEED_ACCESS, /* hearing loop, sign language, a door without steps */
	NEED_KIND_COUNT,
};

struct special_need {
	struct record record;
	struct number participant;
	struct number meeting;
	struct number kind; /* enum need_kind */
	char *text;
	struct number delete_after; /* a day; unknown while the meeting has no date */
	struct number created_at;
};

extern const struct choices need_kinds;
extern const struct entity special_need_entity;

#endif
