/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a participant is where they are: every rule that says something of them, by number. */
#ifndef TRAFFPUNKT_SERVICE_WHY_H
#define TRAFFPUNKT_SERVICE_WHY_H

#include "service/service.h"

enum why_subject {
	WHY_TARGET_GROUP,
	WHY_MISSING,
	WHY_LIST, /* left out of a list: about names it */
	WHY_TWIN, /* about names the other row */
};

struct why_line {
	enum why_subject subject;
	const char *rule; /* static; NULL for a twin */
	char *about;      /* owned; NULL for the row itself */
	char *text;       /* owned, translated */
	int64_t twin;     /* 0: none */
};

struct why {
	char *title; /* of the participant, hidden when protected */
	struct why_line *lines;
	size_t count;
};

bool service_why(struct service *service, int64_t id, struct why *why, struct error *error);
void why_finish(struct why *why);

#endif
