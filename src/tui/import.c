/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sign-ups from a file: which file. The wizard takes over from there. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/commands.h"
#include "tui/dialogs.h"
#include "tui/folder.h"
#include "tui/importmode.h"

/* The next file is mostly in the same folder. */
static void remember_folder(struct dashboard *dashboard, const char *text)
{
	const char *slash = strrchr(text, '/');
	free(dashboard->import_folder);
	dashboard->import_folder = slash ? xstrndup(text, (size_t)(slash - text) + 1) : NULL;
}

static bool file_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	(void)context;
	if (text_is_blank(text))
		return error_set(error, ERROR_DATA, _("Give the file to read."));
	if (!strcmp(text, "-"))
		return error_set(error, ERROR_DATA, _("Give the file to read."));
	char *path = folder_expand(text);
	struct import_plan *plan = service_import_open(dashboard->service, path, error);
	free(path);
	if (!plan)
		return false;
	remember_folder(dashboard, text);
	wizard_open(dashboard, plan);
	*effects = EFFECT_DRAW;
	return true;
}

unsigned import_begin(struct dashboard *dashboard)
{
	struct prompt prompt = {
		.title = _("Import sign-ups"),
		.label = _("CSV file"),
		.text = dashboard->import_folder,
		.help = _("From a web form or a spreadsheet, in any encoding. Nothing is written "
			  "before you have seen what would happen."),
		.done = file_given,
	};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}
