/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way that was gone from record to record, to go back on: at most 50 steps over all panes. */
#ifndef TRAFFPUNKT_TUI_TRAIL_H
#define TRAFFPUNKT_TUI_TRAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/layout.h"

#define TRAIL_STEPS 50

struct trail_step {
	enum layout_pane pane;
	int64_t id; /* of the selected row; 0: none */
};

struct trail {
	struct trail_step steps[TRAIL_STEPS]; /* oldest first */
	size_t count;
};

/* The oldest step is forgotten when there is no room; the same place twice is one step. */
void trail_push(struct trail *trail, struct trail_step step);
/* False when there is none. */
bool trail_pop(struct trail *trail, struct trail_step *step);

#endif
