/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letting a letter go that the reader of letters objects to (service/request/gate.h). */
#ifndef TRAFFPUNKT_TUI_REQUEST_ALLOW_H
#define TRAFFPUNKT_TUI_REQUEST_ALLOW_H

#include <stdint.h>

struct dashboard;

/* Tells what is objected to, and asks why it may go. Effects. */
unsigned allow_ask(struct dashboard *dashboard, int64_t draft, const char *objection);

#endif
