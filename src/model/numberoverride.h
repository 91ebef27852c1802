/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A personal number that somebody has decided to keep in a text: which, who and why. */
#ifndef TRAFFPUNKT_MODEL_NUMBEROVERRIDE_H
#define TRAFFPUNKT_MODEL_NUMBEROVERRIDE_H

#include "model/record.h"

struct number_override {
	struct record record;
	struct number network;
	char *entity; /* of the record with the text */
	struct number record_id;
	char *field;
	char *reason;
	char *who; /* initials */
	struct number at;
};

extern const struct entity number_override_entity;

#endif
