/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of the outbox out of the house, from the question to what was kept. */
#ifndef TRAFFPUNKT_TUI_SEND_H
#define TRAFFPUNKT_TUI_SEND_H

#include "tui/list.h"

struct dashboard;

/* Asks, and then sends what is marked in the list, or else its selected row. The list belongs to a
 * mode below on the stack; its marks are taken off when the sending begins. */
unsigned send_ask(struct dashboard *dashboard, struct list *list);

#endif
