/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around the panes: header, message line, hint line. */
#ifndef TRAFFPUNKT_TUI_CHROME_H
#define TRAFFPUNKT_TUI_CHROME_H

struct dashboard;

void chrome_draw_header(struct dashboard *dashboard);
void chrome_draw_message(struct dashboard *dashboard);
void chrome_draw_hints(struct dashboard *dashboard);
/* The sentence that is all there is on a screen below 60x15. */
void chrome_draw_too_small(struct dashboard *dashboard);

#endif
