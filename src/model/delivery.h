/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who has been given which version of which calendar file (iTIP, RFC 5546: UID and SEQUENCE). Rows
 * are only added; the newest of a person and a meeting says what they have.
 */
#ifndef TRAFFPUNKT_MODEL_DELIVERY_H
#define TRAFFPUNKT_MODEL_DELIVERY_H

#include "model/draft.h"
#include "model/meeting.h"

enum delivery_method {
	DELIVERY_NONE, /* a file without a METHOD */
	DELIVERY_PUBLISH,
	DELIVERY_REQUEST,
	DELIVERY_CANCEL,
};

enum delivery_channel {
	CHANNEL_MAIL,   /* handed over to the mail program */
	CHANNEL_FILE,   /* somebody was given the file */
	CHANNEL_MANUAL, /* a task that was ticked */
};

struct delivery {
	struct record record;
	struct number network;
	struct number meeting;
	struct number participant;
	struct number sequence;
	struct number method;  /* enum delivery_method */
	struct number channel; /* enum delivery_channel */
	struct number draft;   /* that it went with */
	struct number delivered_at;
	char *delivered_by; /* initials */
};

extern const struct choices delivery_methods;
extern const struct choices delivery_channels;
extern const struct entity delivery_entity;

#endif
