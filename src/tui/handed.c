/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file was given to people outside the outbox: a letter of one's own, a link on the page. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/delivery.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"

struct handing {
	int64_t meeting;
	int64_t sequence;
	int64_t *people;
	size_t count;
};

static void handing_free(void *context)
{
	struct handing *handing = context;
	free(handing->people);
	free(handing);
}

/* Protected persons are ticked one by one, where their task waits. */
static bool find_people(struct dashboard *dashboard, const struct meeting *meeting,
	struct handing *handing, struct error *error)
{
	struct standings standings;
	if (!service_standings(dashboard->service, meeting, handing->sequence, &standings, error))
		return false;
	handing->people = xcalloc(standings.count + 1, sizeof(*handing->people));
	for (size_t i = 0; i < standings.count; i++) {
		const struct standing *at = &standings.items[i];
		if (at->need != NEED_NOTHING && !at->participant.is_protected.value)
			handing->people[handing->count++] = at->participant.record.id;
	}
	standings_finish(&standings);
	return true;
}

static unsigned handed(struct dashboard *dashboard, void *context)
{
	const struct handing *handing = context;
	struct error error = {0};
	if (!service_deliver_by_hand(dashboard->service, handing->meeting, handing->people,
		    handing->count, handing->sequence, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_GOOD,
		xasprintf(PLURAL_("Noted for %zu person.", "Noted for %zu people.", handing->count),
			handing->count));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static void ask(struct dashboard *dashboard, const struct meeting *meeting, struct handing *handing)
{
	char *day = meeting_entity.title(meeting);
	char *question = xasprintf(
		PLURAL_("Has %zu person who lacks version %lld been given the file of %s?",
			"Have all %zu who lack version %lld been given the file of %s?",
			handing->count),
		handing->count, (long long)handing->sequence, day);
	struct reader reader = {.title = _("Given by hand"),
		.agreed = handed,
		.context = handing,
		.free_context = handing_free};
	sheet_text(&reader.sheet, ROLE_TEXT, question);
	sheet_text(&reader.sheet, ROLE_DIM,
		_("Protected persons are not among them: their tasks wait in the outbox. It "
		  "cannot be undone."));
	reader_open(dashboard, &reader);
	free(question);
	free(day);
}

unsigned handed_open(struct dashboard *dashboard)
{
	const struct meeting *meeting = pane_selected(dashboard_focused(dashboard));
	struct error error = {0};
	if (!meeting->sequence.known) {
		dashboard_say(dashboard, ROLE_WARNING,
			xstrdup(_("No calendar file of the meeting has gone out yet.")));
		return EFFECT_DRAW;
	}
	struct handing *handing = xcalloc(1, sizeof(*handing));
	handing->meeting = meeting->record.id;
	handing->sequence = meeting->sequence.value;
	if (!find_people(dashboard, meeting, handing, &error)) {
		handing_free(handing);
		return dashboard_complain(dashboard, &error);
	}
	if (handing->count) {
		ask(dashboard, meeting, handing);
	} else {
		handing_free(handing);
		dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("Nobody lacks the file.")));
	}
	return EFFECT_DRAW;
}
