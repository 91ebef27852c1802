/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two rows of one person, side by side. */
#ifndef TRAFFPUNKT_TUI_WHO_H
#define TRAFFPUNKT_TUI_WHO_H

#include <stdbool.h>
#include <stdint.h>

struct dashboard;

/* Opens the two side by side: field by field it is chosen which value stays. */
unsigned merge_open(struct dashboard *dashboard, int64_t first, int64_t second);
/* After a participant was saved: says who may be the same person; false when nobody is. */
bool who_say_twins(struct dashboard *dashboard, int64_t id);

#endif
