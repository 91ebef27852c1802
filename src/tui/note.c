/* SPDX-License-Identifier: GPL-3.0-or-later */
/* E at a participant: the note, in an editor. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/editor.h"
#include "tui/veil.h"

static void participant_free(void *context)
{
	record_destroy(&participant_entity, context);
}

/* The record as it was opened: what someone else has changed meanwhile is not written over. */
static bool written(struct dashboard *dashboard, const char *text, void *context, unsigned *effects,
	struct error *error)
{
	struct participant *participant = context;
	const struct field *note = entity_field(&participant_entity, "note");
	if (!service_set_field(
		    dashboard->service, &participant_entity, note, participant, text, error) ||
		!service_save(dashboard->service, &participant_entity, participant, NULL, error))
		return false;
	dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("The note is saved. u undoes.")));
	*effects |= EFFECT_RELOAD;
	return true;
}

unsigned note_edit(struct dashboard *dashboard)
{
	const struct participant *selected = pane_selected(dashboard_focused(dashboard));
	struct error error = {0};
	if (selected->is_protected.value) {
		dashboard_say(dashboard, ROLE_WARNING,
			xstrdup(_("What is noted of a protected person is not put into a file.")));
		return EFFECT_DRAW;
	}
	struct participant *participant = record_create(&participant_entity);
	/* Not in privacy mode: then the command is refused, and the record would be veiled. */
	if (!veil_get(dashboard, &participant_entity, selected->record.id, participant, &error)) {
		participant_free(participant);
		return dashboard_complain(dashboard, &error);
	}
	struct editor_order order = {.name = "note.txt",
		.text = participant->note ? participant->note : "",
		.done = written,
		.context = participant,
		.free_context = participant_free};
	return editor_open(dashboard, &order);
}
