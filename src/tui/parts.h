/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of a record, as a menu to add, edit and delete them: the programme of a meeting, the
 * owners, promised contents and background facts of the network.
 */
#ifndef TRAFFPUNKT_TUI_PARTS_H
#define TRAFFPUNKT_TUI_PARTS_H

#include "model/record.h"

struct dashboard;

/* `title` is translated and copied. Parts are of an entity with FIELD_PARENT and an ordinal. */
unsigned parts_open(struct dashboard *dashboard, const struct entity *entity, int64_t parent,
	const char *title);
/* Adds the answer templates that come with the program. Effects. */
unsigned parts_ship_templates(struct dashboard *dashboard);

#endif
