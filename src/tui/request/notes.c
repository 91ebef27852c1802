/* SPDX-License-Identifier: GPL-3.0-or-later */
/* I at a request writes an internal note; the palette lists them, to change one's own. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/internalnote.h"
#include "service/request/note.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/request/noteeditor.h"

enum { SHOWN_COLUMNS = 50 };

unsigned notes_write(struct dashboard *dashboard)
{
	const struct request *request = pane_selected(dashboard_focused(dashboard));
	return note_editor_open(dashboard, request->record.id, 0);
}

/* The notes of the picker, as long as it is open. */
struct choice_of_notes {
	int64_t request;
	struct record_set set; /* owned */
};

static void choice_free(void *context)
{
	struct choice_of_notes *choice = context;
	record_set_finish(&choice->set);
	free(choice);
}

static unsigned chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct choice_of_notes *choice = context;
	const struct internal_note *note = record_set_at(&choice->set, (size_t)value);
	if (strcmp(note->who, dashboard->service->who) != 0) {
		dashboard_say(dashboard, ROLE_WARNING,
			xasprintf(_("The note is %s's: only who wrote it changes it."), note->who));
		return EFFECT_DRAW;
	}
	return note_editor_open(dashboard, note->request.value, note->record.id);
}

static char *label_of(const struct internal_note *note)
{
	char *when = instant_format(note->at.value);
	int columns;
	char *words = internal_note_entity.is_protected(note)
			      ? xstrdup(_("protected"))
			      : text_fit(note->text, SHOWN_COLUMNS, &columns);
	char *label = xasprintf("%s %s: %s", when, note->who, words);
	free(words);
	free(when);
	return label;
}

unsigned notes_pick(struct dashboard *dashboard)
{
	const struct request *request = pane_selected(dashboard_focused(dashboard));
	struct error error = {0};
	struct choice_of_notes *choice = xcalloc(1, sizeof(*choice));
	choice->request = request->record.id;
	if (!service_note_list(dashboard->service, request->record.id, &choice->set, &error)) {
		choice_free(choice);
		return dashboard_complain(dashboard, &error);
	}
	if (!choice->set.count) {
		choice_free(choice);
		dashboard_say(dashboard, ROLE_DIM,
			xstrdup(_("There is no internal note yet. I writes one.")));
		return EFFECT_DRAW;
	}
	struct picker picker = {.title = _("Internal notes – never sent"),
		.intro = _("Your own can be changed; emptied, a note is deleted."),
		.chosen = chosen,
		.context = choice,
		.free_context = choice_free};
	for (size_t i = 0; i < choice->set.count; i++) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->value = (int)i;
		item->text = label_of(record_set_at(&choice->set, i));
	}
	picker.selected = picker.count - 1;
	picker_open(dashboard, &picker);
	return EFFECT_DRAW;
}
