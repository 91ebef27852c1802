/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A personal number that somebody keeps although they are masked: with a reason that is noted. */
#ifndef TRAFFPUNKT_TUI_REQUEST_KEEPNUMBER_H
#define TRAFFPUNKT_TUI_REQUEST_KEEPNUMBER_H

#include <stdbool.h>

#include "tui/mode.h"

/* The key for it in editors and forms: C-n. */
bool keep_number_is_key(struct key key);
/* Asks why, and then runs `save` with the reason given to the service. `context` is borrowed and
 * must be there as long as the mode below is. */
unsigned keep_number_ask(struct dashboard *dashboard,
	unsigned (*save)(struct dashboard *dashboard, void *context), void *context);

#endif
