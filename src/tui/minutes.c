/* SPDX-License-Identifier: GPL-3.0-or-later */
/* E at a meeting: its minutes, in an editor. */
#include "service/minutes.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/editor.h"

static bool written(struct dashboard *dashboard, const char *text, void *context, unsigned *effects,
	struct error *error)
{
	const int64_t *meeting = context;
	size_t decisions = 0;
	if (!service_minutes_save(dashboard->service, *meeting, text, &decisions, error))
		return false;
	if (text_is_blank(text))
		dashboard_say(
			dashboard, ROLE_GOOD, xstrdup(_("The minutes are taken away. u undoes.")));
	else
		dashboard_say(dashboard, ROLE_GOOD,
			xasprintf(PLURAL_("The minutes are saved, with %zu decision. u undoes.",
					  "The minutes are saved, with %zu decisions. u undoes.",
					  decisions),
				decisions));
	*effects |= EFFECT_RELOAD;
	return true;
}

unsigned minutes_edit(struct dashboard *dashboard)
{
	const struct meeting *meeting = pane_selected(dashboard_focused(dashboard));
	struct error error = {0};
	char *text = NULL;
	if (!service_minutes_text(dashboard->service, meeting->record.id, &text, &error))
		return dashboard_complain(dashboard, &error);
	int64_t *id = xcalloc(1, sizeof(*id));
	*id = meeting->record.id;
	struct editor_order order = {.name = "minutes.txt",
		.text = text,
		.done = written,
		.context = id,
		.free_context = free};
	unsigned effects = editor_open(dashboard, &order);
	free(text);
	return effects;
}
