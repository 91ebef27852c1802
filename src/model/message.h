/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was said in a request: every mail that came and every answer that went, in the order of time
 * (RFC 5322: Message-ID, In-Reply-To, References), and the files that came with it. What is quoted
 * of earlier mails is kept apart, so that a screen can fold it away.
 */
#ifndef TRAFFPUNKT_MODEL_MESSAGE_H
#define TRAFFPUNKT_MODEL_MESSAGE_H

#include "model/draft.h"
#include "model/request.h"

enum message_direction {
	MESSAGE_IN,
	MESSAGE_OUT,
};

enum message_nature {
	MESSAGE_PLAIN,
	MESSAGE_AUTO_REPLY, /* RFC 3834 */
	MESSAGE_BOUNCE,     /* RFC 3464 */
};

struct message {
	struct record record;
	struct number request;
	struct number direction; /* enum message_direction */
	struct number nature;    /* enum message_nature */
	struct number at;        /* when it was sent; received, when that is not known */
	char *sender;
	char *recipient;
	char *subject;
	char *body;
	char *quoted;        /* earlier mails that it repeats */
	char *message_id;    /* without its angle brackets */
	char *in_reply_to;   /* the same */
	char *reference_ids; /* the same, with spaces between them */
	char *source;        /* file that it was read from, without folder */
	char *digest;        /* of what it says, when there is no Message-ID to know it again by */
	struct number draft; /* of an answer: the letter of the outbox */
	struct number is_protected;
};

/* A file that came with a message: kept as it was, never opened. */
struct attachment {
	struct record record;
	struct number message;
	struct number ordinal;
	char *name;         /* what the sender called it; shown only */
	char *media_type;   /* what the sender said that it is */
	struct number size; /* bytes */
	char *file;         /* where it lies: its SHA-256, in the folder of attachments */
	char *digest;       /* hexadecimal */
	struct number is_protected;
};

/* Behind every "Re:" of whatever language, and with `forwarded` also every "Fwd:"; borrowed. One of
 * them is enough (RFC 5322, 3.6.5). */
const char *subject_without_marks(const char *subject, bool forwarded);

extern const struct choices message_directions;
extern const struct choices message_natures;
extern const struct entity message_entity;
extern const struct entity attachment_entity;

#endif
