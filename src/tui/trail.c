/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/trail.h"

#include <string.h>

void trail_push(struct trail *trail, struct trail_step step)
{
	const struct trail_step *last = trail->count ? &trail->steps[trail->count - 1] : NULL;
	if (last && last->pane == step.pane && last->id == step.id)
		return;
	if (trail->count == TRAIL_STEPS)
		memmove(trail->steps, trail->steps + 1, --trail->count * sizeof(*trail->steps));
	trail->steps[trail->count++] = step;
}

bool trail_pop(struct trail *trail, struct trail_step *step)
{
	if (!trail->count)
		return false;
	*step = trail->steps[--trail->count];
	return true;
}
