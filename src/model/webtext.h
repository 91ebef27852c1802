/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The public page of the network: its programme as the web shows it, for the one who edits the page
 * by hand. The words are Swedish whatever the language of the screen, and the same facts give the
 * same text, so that two texts can be compared line by line. It names the information owners and no
 * participant, and tells no street address, link or reason of a cancellation.
 */
#ifndef TRAFFPUNKT_MODEL_WEBTEXT_H
#define TRAFFPUNKT_MODEL_WEBTEXT_H

#include "model/meeting.h"
#include "model/network.h"
#include "model/webpage.h"

struct webtext_meeting {
	const struct meeting *meeting;
	const struct programme_item *programme; /* array, in order */
	size_t programme_count;
	struct number decided_on; /* the day when an open theme is decided */
};

/* What the page is written from. Everything is borrowed. */
struct webtext_source {
	const struct network *network;
	const struct strand *strands;
	size_t strand_count;
	const struct staff *staff;
	size_t staff_count;
	const struct webtext_meeting *meetings; /* in calendar order, the undated last */
	size_t meeting_count;
};

/* Owned by the caller. */
char *webtext_write(const struct webtext_source *source, enum webtext_format format);

#endif
