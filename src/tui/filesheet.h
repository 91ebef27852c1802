/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What exports of tables ask and show, whatever is in them. */
#ifndef TRAFFPUNKT_TUI_FILESHEET_H
#define TRAFFPUNKT_TUI_FILESHEET_H

#include "tui/dialogs.h"

enum table_form {
	FORM_CSV,
	FORM_WINDOWS, /* CSV in Windows-1252 */
	FORM_WORKBOOK,
};

/* Which of the three; `context` is taken over. */
void filesheet_ask_form(struct dashboard *dashboard, const char *title,
	unsigned (*chosen)(struct dashboard *dashboard, int form, void *context), void *context,
	void (*free_context)(void *context));
/* A folder, at first the one last exported to. */
void filesheet_ask_folder(struct dashboard *dashboard, const char *title,
	bool (*done)(struct dashboard *dashboard, const char *text, void *context,
		unsigned *effects, struct error *error),
	void *context, void (*free_context)(void *context));
/* The first lines of a file, one below the other. */
void filesheet_lines(struct sheet *sheet, const char *lines);

#endif
