/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How roles are numbered as curses' colour pairs; pair 0 is the terminal's own colours. */
#ifndef TRAFFPUNKT_TUI_PAIR_H
#define TRAFFPUNKT_TUI_PAIR_H

#define PAIR_OF_ROLE(role) ((int)(role) + 1)

#endif
