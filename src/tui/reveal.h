/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A protected identity on the screen, for a minute. */
#ifndef TRAFFPUNKT_TUI_REVEAL_H
#define TRAFFPUNKT_TUI_REVEAL_H

#include <stdint.h>

/* Seconds left of those that an identity may be seen, both instants in milliseconds; never more
 * than were given and never less than 0. */
int reveal_seconds_left(int64_t opened, int64_t now);

#endif
