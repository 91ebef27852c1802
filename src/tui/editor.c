/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/editor.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "exchange/editfile.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"

struct editor {
	struct editor_order order; /* name and text are owned copies */
	char *name, *text;
};

unsigned editor_open(struct dashboard *dashboard, const struct editor_order *order)
{
	struct editor *editor = xcalloc(1, sizeof(*editor));
	editor->order = *order;
	editor->order.name = editor->name = xstrdup(order->name);
	editor->order.text = editor->text = xstrdup(order->text);
	editor_destroy(dashboard->editor);
	dashboard->editor = editor;
	return EFFECT_EDITOR | EFFECT_DRAW;
}

void editor_destroy(struct editor *editor)
{
	if (!editor)
		return;
	if (editor->order.free_context)
		editor->order.free_context(editor->order.context);
	free(editor->name);
	free(editor->text);
	free(editor);
}

/* The error, and where the text is that it was about. */
static void add_place(struct error *error, const struct edit_file *file)
{
	char *reason = xstrdup(error->message);
	error_set(error, error->kind, _("%s The text is in %s."), reason, file->path);
	free(reason);
}

/* False: the file is to be left. */
static bool take_text(struct dashboard *dashboard, const struct editor *editor,
	const struct edit_file *file, unsigned *effects, struct error *error)
{
	char *text = NULL;
	if (!edit_file_read(file, &text, error))
		return false;
	if (!text) {
		dashboard_say(dashboard, ROLE_DIM,
			xstrdup(_("The text is as it was: nothing has been saved.")));
		return true;
	}
	bool ok = editor->order.done(dashboard, text, editor->order.context, effects, error);
	free(text);
	if (!ok)
		add_place(error, file);
	return ok;
}

static bool edit(struct dashboard *dashboard, const struct editor *editor,
	const struct edit_file *file, unsigned *effects, struct error *error)
{
	char **argv = edit_file_command(file, error);
	int status = 0;
	if (!argv) {
		edit_file_remove(file); /* nobody has written anything yet */
		return false;
	}
	bool ok = terminal_run(dashboard->terminal, argv, &status, error);
	edit_file_command_free(argv);
	if (!ok) {
		add_place(error, file);
		return false;
	}
	if (status)
		return edit_file_refuse(file, status, error);
	if (!take_text(dashboard, editor, file, effects, error))
		return false;
	edit_file_remove(file);
	return true;
}

/* Where the text lies may be long, and must be read whole. */
static unsigned tell_kept(struct dashboard *dashboard, struct error *error)
{
	struct reader reader = {.title = _("Nothing has been saved")};
	sheet_text(&reader.sheet, ROLE_ERROR, error->message);
	error_finish(error);
	reader_open(dashboard, &reader);
	return EFFECT_DRAW;
}

unsigned editor_run(struct dashboard *dashboard)
{
	struct editor *editor = dashboard->editor;
	struct edit_file file;
	struct error error = {0};
	unsigned effects = EFFECT_DRAW;
	if (!editor)
		return effects;
	dashboard->editor = NULL;
	if (!edit_file_create(&file, editor->order.name, editor->order.text, &error)) {
		effects |= dashboard_complain(dashboard, &error);
	} else {
		if (!edit(dashboard, editor, &file, &effects, &error))
			effects |= tell_kept(dashboard, &error);
		edit_file_finish(&file);
	}
	editor_destroy(editor);
	return effects;
}
