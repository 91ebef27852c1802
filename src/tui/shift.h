/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two who take turns: what has happened since the user was here last. */
#ifndef TRAFFPUNKT_TUI_SHIFT_H
#define TRAFFPUNKT_TUI_SHIFT_H

#include <stdbool.h>

#include "base/error.h"

struct dashboard;

/* When the program starts: says in one line what others have done, if they have. */
bool shift_begin(struct dashboard *dashboard, struct error *error);
/* When it ends: the user has been here. */
void shift_end(struct dashboard *dashboard);

#endif
