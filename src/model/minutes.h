/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The minutes of a meeting: a text with the programme as headings, in which a line that begins with
 * BESLUT: is a decision.
 */
#ifndef TRAFFPUNKT_MODEL_MINUTES_H
#define TRAFFPUNKT_MODEL_MINUTES_H

#include "model/attendance.h"
#include "model/meeting.h"
#include "model/resolution.h"

struct minutes {
	struct record record;
	struct number meeting;
	char *text;
	struct number updated_at;
	char *updated_by; /* initials */
};

extern const struct entity minutes_entity;

/* What a new text of minutes is made from. */
struct minutes_facts {
	const struct meeting *meeting;
	const struct programme_item *items; /* in their order */
	size_t item_count;
	const struct meeting *const *decides; /* those whose theme this meeting decides */
	size_t decide_count;
	const struct resolution *resolutions; /* made here; those of minutes are passed over */
	size_t resolution_count;
	const struct attendance_counts *attendance; /* NULL: nothing is noted yet */
};
/* Owned by the caller. */
char *minutes_template(const struct minutes_facts *facts);

/* The decision of a line: what follows BESLUT: or DECISION:, trimmed. NULL for any other line and
 * for one that decides nothing yet. Owned by the caller. */
char *minutes_decision(const char *line, size_t length);
/* All of them, in their order; `*count` texts, owned by the caller (minutes_decisions_free). */
char **minutes_decisions(const char *text, size_t *count);
void minutes_decisions_free(char **decisions, size_t count);

/* Does the line name the day of a meeting ("17 okt", "17/10", "2023-10-17")? */
bool minutes_names_day(const char *line, const struct meeting *meeting);
/* Does it name its theme? */
bool minutes_names_theme(const char *line, const struct meeting *meeting);

#endif
