/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of day it is, by a sign and a word: colour alone tells nobody. */
#ifndef TRAFFPUNKT_TUI_DAYMARK_H
#define TRAFFPUNKT_TUI_DAYMARK_H

#include <stdint.h>

#include "tui/theme.h"

struct daymark {
	const char *sign; /* "!" a red day or an eve, "~" a squeeze day, " " any other */
	const char *word; /* translated; NULL: nothing to say. An ordinary Sunday has none. */
	enum role role;
};

struct daymark daymark_of(int64_t date);

#endif
