/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The editor of internal notes: nobody can take it for one of letters. */
#ifndef TRAFFPUNKT_TUI_REQUEST_NOTEEDITOR_H
#define TRAFFPUNKT_TUI_REQUEST_NOTEEDITOR_H

#include <stdint.h>

#include "tui/mode.h"

/* Opens it on a note of a request; 0: a new one. Effects. */
unsigned note_editor_open(struct dashboard *dashboard, int64_t request, int64_t note);

/* Is this mode one? Then its request, its note (0: a new one) and what is typed, for whoever saves
 * what is not saved yet. The text is borrowed; setting it copies. */
bool note_editor_is(const struct mode *mode);
int64_t note_editor_request(const struct mode *mode);
int64_t note_editor_note(const struct mode *mode);
const char *note_editor_text(const struct mode *mode);
void note_editor_set_text(struct mode *mode, const char *text);

#endif
