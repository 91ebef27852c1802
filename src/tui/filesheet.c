/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/filesheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/dashboard.h"
#include "tui/folder.h"

void filesheet_ask_form(struct dashboard *dashboard, const char *title,
	unsigned (*chosen)(struct dashboard *dashboard, int form, void *context), void *context,
	void (*free_context)(void *context))
{
	static const struct {
		const char *text, *note;
	} forms[] = {
		[FORM_CSV] = {N_("CSV"), N_("opens in a Swedish Excel")},
		[FORM_WINDOWS] = {N_("CSV, Windows-1252"), N_("for older programs")},
		[FORM_WORKBOOK] = {N_("Excel workbook"), N_(".xlsx")},
	};
	struct picker picker = {
		.title = title, .chosen = chosen, .context = context, .free_context = free_context};
	for (int form = FORM_CSV; form <= FORM_WORKBOOK; form++) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(_(forms[form].text));
		item->note = xstrdup(_(forms[form].note));
		item->value = form;
	}
	picker_open(dashboard, &picker);
}

void filesheet_ask_folder(struct dashboard *dashboard, const char *title,
	bool (*done)(struct dashboard *dashboard, const char *text, void *context,
		unsigned *effects, struct error *error),
	void *context, void (*free_context)(void *context))
{
	char *folder = dashboard->export_folder ? xstrdup(dashboard->export_folder) : folder_own();
	struct prompt prompt = {.title = title,
		.label = _("Folder"),
		.text = folder,
		.help = _("Next you see the first lines; nothing is written before you agree."),
		.done = done,
		.context = context,
		.free_context = free_context};
	prompt_open(dashboard, &prompt);
	free(folder);
}

void filesheet_lines(struct sheet *sheet, const char *lines)
{
	char *copy = xstrdup(lines), *rest = copy;
	sheet_heading(sheet, _("The first lines"));
	/* A number before each: a long line is wrapped, and it must be seen where the next begins.
	 */
	for (int number = 1; rest && *rest; number++) {
		char mark[16];
		snprintf(mark, sizeof(mark), "%2d", number);
		sheet_item(sheet, mark, 2, strsep(&rest, "\n"));
		sheet->lines[sheet->count - 1].role = ROLE_DIM;
	}
	free(copy);
}
