/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The import as the dashboard walks through it. The wizard is one mode that stays below the others:
 * what they decide changes its plan, and it tells what the plan is now. Private to import*.c.
 */
#ifndef TRAFFPUNKT_TUI_IMPORTMODE_H
#define TRAFFPUNKT_TUI_IMPORTMODE_H

#include "service/import.h"
#include "tui/dashboard.h"
#include "tui/sheet.h"

enum import_section {
	SECTION_ROWS,
	SECTION_COLUMNS,
	SECTION_TWINS,
	SECTION_QUESTIONS,
	SECTION_WARNINGS,
	SECTION_REJECTS,
	SECTIONS
};

struct wizard {
	struct mode mode;
	struct import_plan *plan; /* owned */
	char *fault;              /* why there is no plan, or NULL; owned */
	enum import_section section;
	struct sheet sheet; /* the section in lines; the rows are drawn as a table instead */
	struct sheet_view view;
	int height;   /* of the section, after the last draw */
	bool running; /* the plan must stay as it is */
};

/* importview.c */
void wizard_open(struct dashboard *dashboard, struct import_plan *plan);
/* The plan is made again and told anew. */
unsigned wizard_refresh(struct wizard *wizard, struct dashboard *dashboard);
/* The same after a choice, which needs no new plan. */
void wizard_retell(struct wizard *wizard);

/* importpick.c: what Enter opens, and x */
unsigned wizard_pick_column(struct wizard *wizard, struct dashboard *dashboard);
unsigned wizard_ask_question(struct wizard *wizard, struct dashboard *dashboard);
unsigned wizard_read_all(struct wizard *wizard, struct dashboard *dashboard);
unsigned wizard_write_rejects(struct wizard *wizard, struct dashboard *dashboard);
unsigned wizard_confirm(struct wizard *wizard, struct dashboard *dashboard);

/* importpair.c: probable duplicates side by side */
unsigned wizard_walk_pairs(struct wizard *wizard, struct dashboard *dashboard);

/* importbusy.c: the import itself, with a bar */
void wizard_run(struct wizard *wizard, struct dashboard *dashboard);

#endif
