/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor of internal notes: nobody can take it for one of letters. */
#ifndef TRAFFPUNKT_TUI_REQUEST_NOTEEDITOR_H
#define TRAFFPUNKT_TUI_REQUEST_NOTEEDITOR_H

#include <stdint.h>

#include "tui/mode.h"

/* Opens it on a note of a request; 0: a new one. Effects. */
unsigned note_editor_open(struct dashboard *dashboard, int64_t request, int64_t note);

#endif
