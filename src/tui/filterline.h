/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TRAFFPUNKT_TUI_FILTERLINE_H
#define TRAFFPUNKT_TUI_FILTERLINE_H

struct dashboard;
struct pane;

/* Opens the filter line of a pane, on the filter that it has. */
void filterline_open(struct dashboard *dashboard, struct pane *pane);

#endif
