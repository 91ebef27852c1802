/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answering a request on the screen: a template is chosen, then the letter fills the screen until
 * it is put into the outbox. What is typed is handed out to whoever keeps it against a crash.
 */
#ifndef TRAFFPUNKT_TUI_REQUEST_REPLY_H
#define TRAFFPUNKT_TUI_REQUEST_REPLY_H

#include <stdbool.h>
#include <stdint.h>

struct dashboard;
struct mode;

/* Opens the letter that waits, or offers the templates, those for an ongoing threat first when the
 * request is urgent. Effects. */
unsigned reply_open(struct dashboard *dashboard, int64_t request);

/* ---- what is typed ---- */

/* Is this mode a letter being written? The functions below are about such a one. */
bool reply_is_screen(const struct mode *mode);
int64_t reply_request(const struct mode *mode);
/* Nothing of it is to be kept elsewhere. */
bool reply_is_protected(const struct mode *mode);
/* Since it was opened. */
bool reply_is_changed(const struct mode *mode);
/* Our own words; borrowed until the next key. */
const char *reply_text(const struct mode *mode);
/* Puts words back; they count as typed. */
void reply_set_text(struct dashboard *dashboard, struct mode *mode, const char *text);

#endif
