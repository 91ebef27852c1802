/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers that are written often: a name, and words with {{placeholders}}. */
#ifndef TRAFFPUNKT_MODEL_REPLYTEMPLATE_H
#define TRAFFPUNKT_MODEL_REPLYTEMPLATE_H

#include "model/record.h"

struct reply_template {
	struct record record;
	struct number network;
	struct number ordinal;
	char *name;
	char *subject; /* NULL: that of the request */
	char *body;
	struct number is_urgent; /* offered first for an ongoing threat */
};

extern const struct entity reply_template_entity;

#endif
