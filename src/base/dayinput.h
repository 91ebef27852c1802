/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days that are named somewhere in a line of text. */
#ifndef TRAFFPUNKT_BASE_DAYINPUT_H
#define TRAFFPUNKT_BASE_DAYINPUT_H

#include <stdbool.h>
#include <stdint.h>

/* Does a text name this day: "17 okt", "den 17 oktober 2023", "17/10", "2023-10-17"? In Swedish
 * and English; a year that is named must be the right one. */
bool day_is_named(const char *text, int64_t date);

#endif
