/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reminders of a meeting into the outbox. */
#include "tui/remind.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/remind.h"
#include "tui/commands.h"
#include "tui/dialogs.h"

void overview_tell_reminder(struct dashboard *dashboard, struct sheet *sheet)
{
	struct reminder_due due;
	struct error error = {0};
	if (!service_reminder_due(
		    dashboard->service, &dashboard->overview.meetings, &due, &error)) {
		dashboard_complain(dashboard, &error);
		return;
	}
	if (!due.meeting)
		return;
	char *when = meeting_when(due.meeting);
	/* TRANSLATORS: "T-14 of tis 17 okt is due: 12 people" */
	char *text = xasprintf(PLURAL_("T-%lld of %s is due: %lld person",
				       "T-%lld of %s is due: %lld people", due.people),
		(long long)due.days, when, (long long)due.people);
	sheet_pair(sheet, _("Reminder"), ROLE_WARNING, text);
	sheet_link(sheet, &meeting_entity, due.meeting->record.id);
	free(text);
	free(when);
}

struct reminding {
	int64_t meeting;
};

static unsigned remind_agreed(struct dashboard *dashboard, const struct tick *ticks, void *context)
{
	const struct reminding *reminding = context;
	struct reminder_order order = {.meeting = reminding->meeting, .unanswered = ticks[0].on};
	struct reminder_result result;
	struct error error = {0};
	if (!service_remind(dashboard->service, &order, &result, &error))
		return dashboard_complain(dashboard, &error);
	int64_t made = result.made.letters + result.made.tasks;
	dashboard_say(dashboard, ROLE_GOOD,
		xasprintf(PLURAL_("%lld reminder waits in the outbox. u undoes.",
				  "%lld reminders wait in the outbox. u undoes.", made),
			(long long)made));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static void tell_count(struct sheet *sheet, const char *label, int64_t count)
{
	char *text = count ? xasprintf("%lld", (long long)count) : NULL;
	sheet_pair(sheet, label, ROLE_TEXT, text);
	free(text);
}

unsigned remind_open(struct dashboard *dashboard)
{
	const struct meeting *meeting = pane_selected(dashboard_focused(dashboard));
	struct reminder_order order = {.meeting = meeting->record.id, .preview = true};
	struct reminder_result result;
	struct error error = {0};
	if (!service_remind(dashboard->service, &order, &result, &error))
		return dashboard_complain(dashboard, &error);
	if (!result.made.letters && !result.made.tasks) {
		dashboard_say(dashboard, ROLE_GOOD,
			xasprintf(PLURAL_("Everybody has had the reminder of %lld day before.",
					  "Everybody has had the reminder of %lld days before.",
					  result.days),
				(long long)result.days));
		return EFFECT_DRAW;
	}
	struct reminding *reminding = xcalloc(1, sizeof(*reminding));
	char *day = meeting_entity.title(meeting);
	char *title = xasprintf(_("Remind of %s"), day);
	struct decision decision = {.title = title,
		.agreed = remind_agreed,
		.context = reminding,
		.free_context = free};
	reminding->meeting = meeting->record.id;
	char *reminder = xasprintf(PLURAL_("%lld day before", "%lld days before", result.days),
		(long long)result.days);
	sheet_pair(&decision.sheet, _("Reminder"), ROLE_ACCENT, reminder);
	tell_count(&decision.sheet, _("Letters"), result.made.letters);
	tell_count(&decision.sheet, _("Tasks"), result.made.tasks);
	tell_count(&decision.sheet, _("Have had it"), (int64_t)result.reminded);
	tell_count(&decision.sheet, _("Have declined"), (int64_t)result.declined);
	tick_add(&decision.ticks, &decision.count, false,
		xstrdup(_("Only to those who have not answered")));
	decision_open(dashboard, &decision);
	free(reminder);
	free(title);
	free(day);
	return EFFECT_DRAW;
}
