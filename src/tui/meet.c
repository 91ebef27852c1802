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
