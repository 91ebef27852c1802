/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail that could not be read: kept as it came, with the reason, until somebody has looked. */
#ifndef TRAFFPUNKT_MODEL_BROKENMAIL_H
#define TRAFFPUNKT_MODEL_BROKENMAIL_H

#include "model/record.h"

enum broken_status {
	BROKEN_OPEN,
	BROKEN_DISMISSED,
};

struct broken_mail {
	struct record record;
	struct number network;
	struct number at;
	char *source; /* the file that it came from, without folder */
	char *reason;
	char *file;           /* where it lies: its SHA-256, in the folder of attachments */
	char *digest;         /* hexadecimal */
	struct number status; /* enum broken_status */
};

extern const struct choices broken_statuses;
extern const struct entity broken_mail_entity;

#endif
