/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about meetings: move, theme, cancel, programme. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/change.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/parts.h"

const char *needs_meeting_row(struct dashboard *dashboard)
{
	return needs_row(dashboard);
}

static const struct meeting *selected_meeting(struct dashboard *dashboard)
{
	return pane_selected(dashboard_focused(dashboard));
}

unsigned meet_move(struct dashboard *dashboard)
{
	return change_open_form(
		dashboard, &meeting_entity, selected_meeting(dashboard)->record.id, "date");
}

/* ---- the theme ---- */

static int64_t *boxed(int64_t id)
{
	int64_t *box = xcalloc(1, sizeof(*box));
	*box = id;
	return box;
}

static bool theme_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const int64_t *id = context;
	bool ok = *text ? service_theme_decide(dashboard->service, *id, text, error)
			: service_theme_propose(dashboard->service, *id, NULL, error);
	if (!ok)
		return false;
	dashboard_say(dashboard, ROLE_GOOD,
		xstrdup(*text ? _("The theme is decided. u undoes.")
			      : _("The theme is open again. u undoes.")));
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	return true;
}

unsigned meet_theme(struct dashboard *dashboard)
{
	const struct meeting *meeting = selected_meeting(dashboard);
	char *day = meeting_entity.title(meeting);
	char *title = xasprintf(_("The theme of %s"), day);
	struct prompt prompt = {
		.title = title,
		.label = _("Decided theme"),
		.text = meeting->theme,
		.help = _("Enter decides it; the calendar file gets a new version."),
		.done = theme_given,
		.context = boxed(meeting->record.id),
		.free_context = free,
	};
	prompt_open(dashboard, &prompt);
	free(title);
	free(day);
	return EFFECT_DRAW;
}

unsigned meet_cancel(struct dashboard *dashboard)
{
	const struct meeting *meeting = selected_meeting(dashboard);
	size_t count;
	unsigned effects = EFFECT_DRAW;
	struct status_option *options = service_status_options(&meeting_entity, meeting, &count);
	for (size_t i = 0; i < count; i++) {
		if (options[i].to != MEETING_CANCELLED)
			continue;
		if (options[i].legal)
			effects = change_ask_reason(dashboard, &meeting_entity, &meeting->record.id,
				1, MEETING_CANCELLED, true);
		else
			dashboard_say(dashboard, ROLE_WARNING,
				xasprintf(_("The meeting %s."), options[i].why_not));
	}
	status_options_free(options, count);
	return effects;
}

unsigned meet_programme(struct dashboard *dashboard)
{
	return parts_open(dashboard, &programme_item_entity, selected_meeting(dashboard)->record.id,
		_("Programme"));
}
