/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer that was heard, by phone or in the corridor: whose, and what it was. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/answer.h"
#include "service/attendance.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/veil.h"

struct heard {
	int64_t meeting;
	int64_t participant;
};

static unsigned answer_chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct heard *heard = context;
	const struct answer_order order = {
		.participant = heard->participant, .answer = (enum answer)value};
	struct moved_up moved = {0};
	struct error error = {0};
	bool ok = service_answer(dashboard->service, heard->meeting, &order, 1, &moved, &error);
	char *up = ok ? service_moved_up_text(dashboard->service, &moved) : NULL;
	if (up)
		veil_say(dashboard, ROLE_GOOD, xasprintf(_("Noted. %s. u undoes."), up));
	else if (ok)
		dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("Noted. u undoes.")));
	free(up);
	moved_up_finish(&moved);
	return ok ? EFFECT_DRAW | EFFECT_RELOAD : dashboard_complain(dashboard, &error);
}

/* What is there in the picker's list is an int; people are counted in ids that fit one. */
static unsigned person_chosen(struct dashboard *dashboard, int value, void *context)
{
	struct heard *heard = xcalloc(1, sizeof(*heard));
	*heard = (struct heard){.meeting = *(int64_t *)context, .participant = value};
	char *name = veil_title(dashboard, &participant_entity, value);
	char *title = xasprintf(_("Answer of %s"), name);
	struct picker picker = {
		.title = title, .chosen = answer_chosen, .context = heard, .free_context = free};
	static const enum answer order[] = {
		ANSWER_ACCEPTED, ANSWER_DECLINED, ANSWER_TENTATIVE, ANSWER_NEEDS_ACTION};
	for (size_t i = 0; i < sizeof(order) / sizeof(*order); i++) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(choice_label(&answers, (int)order[i]));
		item->value = (int)order[i];
	}
	picker_open(dashboard, &picker);
	free(title);
	free(name);
	return EFFECT_DRAW;
}

char *attendee_answer_text(const struct attendee *attendee)
{
	const char *answer = choice_label(&answers, (int)attendee->attendance.answer.value);
	if (attendee->attendance.answer.value == ANSWER_NEEDS_ACTION)
		return NULL;
	if (attendee->seat.state != SEAT_WAITING)
		return xstrdup(answer);
	return xasprintf(_("waiting list: %zu"), attendee->seat.place);
}

static void list_people(
	struct dashboard *dashboard, struct attendees *attendees, struct picker *picker)
{
	for (size_t i = 0; i < attendees->count; i++) {
		struct attendee *attendee = &attendees->items[i];
		struct picker_item *item = picker_item_add(&picker->items, &picker->count);
		item->value = (int)attendee->participant.record.id;
		veil_record(dashboard, &participant_entity, &attendee->participant);
		item->text = participant_list_name(&attendee->participant);
		item->note = attendee_answer_text(attendee);
	}
}

unsigned answers_note(struct dashboard *dashboard)
{
	const struct meeting *meeting = pane_selected(dashboard_focused(dashboard));
	struct attendees attendees = {0};
	struct error error = {0};
	if (!service_attendees(dashboard->service, meeting, &attendees, &error))
		return dashboard_complain(dashboard, &error);
	if (!attendees.count) {
		dashboard_say(dashboard, ROLE_WARNING,
			xstrdup(_("Nobody belongs to this meeting yet: it has no date, or "
				  "nobody is admitted.")));
		return EFFECT_DRAW;
	}
	int64_t *id = xcalloc(1, sizeof(*id));
	*id = meeting->record.id;
	char *day = meeting_entity.title(meeting);
	char *title = xasprintf(_("Answers to %s"), day);
	char *counts = answer_counts_text(&attendees.answers);
	struct picker picker = {.title = title,
		.prompt = _("Who"),
		.intro = counts,
		.chosen = person_chosen,
		.context = id,
		.free_context = free};
	list_people(dashboard, &attendees, &picker);
	picker_open(dashboard, &picker);
	attendees_finish(&attendees);
	free(counts);
	free(title);
	free(day);
	return EFFECT_DRAW;
}
