/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two rows that look alike and are two people: somebody has said so, and it is not asked again. */
#ifndef TRAFFPUNKT_MODEL_VERDICT_H
#define TRAFFPUNKT_MODEL_VERDICT_H

#include "model/record.h"

struct verdict {
	struct record record;
	struct number network;
	struct number participant; /* the smaller id of the two */
	struct number other;
	char *decided_by;
	struct number decided_on;
};

extern const struct entity verdict_entity;

#endif
