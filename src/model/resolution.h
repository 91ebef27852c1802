/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What has been decided, a line of the protocol each: made by a vote or a decision, or read from
 * the minutes (a line that begins with BESLUT:).
 */
#ifndef TRAFFPUNKT_MODEL_RESOLUTION_H
#define TRAFFPUNKT_MODEL_RESOLUTION_H

#include "model/poll.h"

enum resolution_source {
	RESOLUTION_DECISION,
	RESOLUTION_MINUTES,
};

struct resolution {
	struct record record;
	struct number
		meeting; /* at which it was decided; of a decision in between: that it is about */
	struct number ordinal;
	struct number source; /* enum resolution_source */
	char *text;           /* without the BESLUT: before it */
	struct number decided_on;
	struct number about; /* the meeting whose theme or date it decides */
	struct number poll;
};

extern const struct choices resolution_sources;
extern const struct entity resolution_entity;

#endif
