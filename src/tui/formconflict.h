/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field that two have changed, one at a time: what it was, what is typed, what the other saved.
 */
#ifndef TRAFFPUNKT_TUI_FORMCONFLICT_H
#define TRAFFPUNKT_TUI_FORMCONFLICT_H

#include "tui/draw.h"
#include "tui/form.h"
#include "tui/mode.h"

/* `total`: how many there were when it began. */
void conflict_draw(const struct form *form, size_t total, struct canvas *canvas, struct rect body);

enum conflict_answer {
	CONFLICT_IGNORED,
	CONFLICT_SETTLED, /* this field; there may be more */
	CONFLICT_EDIT,    /* the field has the focus, what is typed is to be worked on */
	CONFLICT_LATER,   /* back to the form, nothing is settled */
};
enum conflict_answer conflict_key(struct form *form, struct key key);
const struct hint *conflict_hints(void);

#endif
