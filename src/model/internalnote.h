/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What we say among ourselves about a request. It never leaves the house: nothing that writes
 * letters or files includes this header (tests/test_house.py).
 */
#ifndef TRAFFPUNKT_MODEL_INTERNALNOTE_H
#define TRAFFPUNKT_MODEL_INTERNALNOTE_H

#include "model/request.h"

struct internal_note {
	struct record record;
	struct number request;
	struct number at;
	char *who; /* initials */
	char *text;
	struct number is_protected;
};

extern const struct entity internal_note_entity;

#endif
