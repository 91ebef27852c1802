/* SPDX-License-Identifier: GPL-3.0-or-later */
/* To call back, and to hand a seat over: deeds about one person. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/lifecycle.h"
#include "service/seat.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/lifecycle.h"

/* ---- what a seat means ---- */

static void tell_person(
	struct dashboard *dashboard, struct sheet *sheet, const char *label, int64_t id)
{
	struct participant person = {0};
	struct error gone = {0};
	if (store_get(dashboard->service->store, &participant_entity, id, &person, &gone)) {
		char *name = participant_entity.title(&person);
		sheet_pair(sheet, label, ROLE_ACCENT, name);
		sheet_link(sheet, &participant_entity, id);
		free(name);
	}
	error_finish(&gone);
	record_finish(&participant_entity, &person);
}

/* Those whose reference leads here: the ones before in the seat, the rows merged into this one. */
static void tell_referring(struct dashboard *dashboard, struct sheet *sheet, const char *label,
	const char *field, int64_t id)
{
	struct record_set set = {0};
	struct error ignored = {0};
	if (store_referring(dashboard->service->store, &participant_entity,
		    entity_field(&participant_entity, field), id, &set, &ignored)) {
		for (size_t i = 0; i < set.count; i++) {
			const struct record *record = record_set_at(&set, i);
			tell_person(dashboard, sheet, label, record->id);
		}
	}
	error_finish(&ignored);
	record_set_finish(&set);
}

static void tell_meetings(
	struct dashboard *dashboard, const struct participant *participant, struct sheet *sheet)
{
	const struct network *network = &dashboard->overview.network;
	struct seat seat;
	struct error ignored = {0};
	if (!service_meetings_of(dashboard->service, participant, &seat, &ignored)) {
		error_finish(&ignored);
		return;
	}
	char *words = seat_in_words(&seat);
	sheet_pair(sheet, _("Gets"), ROLE_TEXT, words);
	if (seat.is_late && participant_pays(participant))
		sheet_pair(sheet, _("Late sign-up"), ROLE_TEXT,
			network->late_rule ? network->late_rule
					   : _("the whole fee, as no other rule is written down "
					       "(AV-1)"));
	free(words);
	seat_finish(&seat);
}

static void tell_waiting(struct dashboard *dashboard, int64_t id, struct sheet *sheet)
{
	struct record_set set = {0};
	struct error ignored = {0};
	struct draft_count waiting = {0};
	if (store_referring(dashboard->service->store, &draft_entity,
		    entity_field(&draft_entity, "participant_id"), id, &set, &ignored)) {
		for (size_t i = 0; i < set.count; i++) {
			const struct draft *draft = record_set_at(&set, i);
			if (draft->status.value == DRAFT_WAITING)
				++*(draft->kind.value == DRAFT_MAIL ? &waiting.letters
								    : &waiting.tasks);
		}
	}
	char *words = outbox_in_words(&waiting);
	sheet_pair(sheet, _("Outbox"), ROLE_TEXT, words);
	free(words);
	error_finish(&ignored);
	record_set_finish(&set);
}

void seat_describe(
	struct dashboard *dashboard, const struct participant *participant, struct sheet *sheet)
{
	int64_t id = participant->record.id;
	tell_meetings(dashboard, participant, sheet);
	if (participant->successor.known)
		tell_person(
			dashboard, sheet, _("Seat taken over by"), participant->successor.value);
	tell_referring(dashboard, sheet, _("Seat taken over from"), "successor_id", id);
	if (participant->merged_into.known)
		tell_person(dashboard, sheet, _("Merged into"), participant->merged_into.value);
	tell_referring(dashboard, sheet, _("Merged from"), "merged_into_id", id);
	tell_waiting(dashboard, id, sheet);
}

/* ---- calling back ---- */

struct call {
	int64_t id;
	enum participant_callback outcome;
};

static bool call_noted(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const struct call *call = context;
	if (!service_call_back(dashboard->service, call->id, call->outcome, text, error))
		return false;
	dashboard_say(dashboard, ROLE_GOOD,
		xasprintf(_("Called back: %s. u undoes."),
			choice_label(&participant_callbacks, (int)call->outcome)));
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	return true;
}

static unsigned outcome_chosen(struct dashboard *dashboard, int value, void *context)
{
	struct call *call = xcalloc(1, sizeof(*call));
	*call = (struct call){.id = ((const struct call *)context)->id,
		.outcome = (enum participant_callback)value};
	bool waived = value == CALLBACK_WAIVED;
	struct prompt prompt = {
		.title = _("Call back"),
		.label = waived ? _("Reason") : _("Note"),
		.help = waived ? _("Why no call is needed. It stands with your initials.")
			       : _("What was said; may be empty. It stands with your initials."),
		.done = call_noted,
		.context = call,
		.free_context = free,
	};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}

/* What to do, and what was noted before. */
static char *call_intro(const struct participant *participant)
{
	char *task = service_call_back_task(participant);
	if (!participant->callback.known)
		return task;
	char *day = participant->callback_on.known
			    ? date_format(participant->callback_on.value, DATE_MEDIUM)
			    : xstrdup("–");
	/* TRANSLATORS: what is noted of the last call: outcome, day, initials */
	char *text = xasprintf(_("%s\nNoted so far: %s, %s, %s."), task,
		choice_label(&participant_callbacks, (int)participant->callback.value), day,
		participant->callback_by ? participant->callback_by : "–");
	free(day);
	free(task);
	return text;
}

unsigned seat_call_back(struct dashboard *dashboard)
{
	static const struct {
		enum participant_callback outcome;
		const char *text;
	} outcomes[] = {
		{CALLBACK_VERIFIED, N_("The sign-up is theirs")},
		{CALLBACK_FAILED, N_("They know nothing of it")},
		{CALLBACK_WAIVED, N_("No call is needed, because …")},
	};
	const struct participant *participant = pane_selected(dashboard_focused(dashboard));
	struct call *call = xcalloc(1, sizeof(*call));
	call->id = participant->record.id;
	char *name = participant_entity.title(participant);
	char *title = xasprintf("%s: %s", _("Call back"), name);
	char *intro = call_intro(participant);
	struct picker picker = {.title = title,
		.intro = intro,
		.chosen = outcome_chosen,
		.context = call,
		.free_context = free};
	for (size_t i = 0; i < sizeof(outcomes) / sizeof(*outcomes); i++) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(_(outcomes[i].text));
		item->note = xstrdup(
			choice_label(&participant_callbacks, (int)outcomes[i].outcome));
		item->value = (int)outcomes[i].outcome;
	}
	picker_open(dashboard, &picker);
	free(intro);
	free(title);
	free(name);
	return EFFECT_DRAW;
}

/* ---- handing over ---- */

#define FIELD_AT(member) offsetof(struct participant, member)

/* What has to be told of a colleague: the rest goes with the seat. */
static const struct field colleague_fields[] = {
	{"given_name", N_("Given name"), FIELD_TEXT, FIELD_IDENTITY, FIELD_AT(given_name), NULL,
		NULL, NULL},
	{"family_name", N_("Family name"), FIELD_TEXT, FIELD_IDENTITY, FIELD_AT(family_name), NULL,
		NULL, NULL},
	{"title", N_("Title"), FIELD_TEXT, FIELD_IDENTITY, FIELD_AT(title), NULL, NULL, NULL},
	{"email", N_("E-mail"), FIELD_TEXT, FIELD_IDENTITY, FIELD_AT(email), NULL, NULL, NULL},
	{"phone", N_("Phone"), FIELD_TEXT, FIELD_IDENTITY, FIELD_AT(phone), NULL, NULL, NULL},
	{"protected", N_("Protected identity"), FIELD_FLAG, FIELD_REQUIRED, FIELD_AT(is_protected),
		NULL, NULL, N_("Name and addresses are shown nowhere")},
	{"contact_path", N_("Contact path"), FIELD_TEXT, 0, FIELD_AT(contact_path), NULL, NULL,
		N_("How a protected person is reached, without saying who: through the "
		   "switchboard")},
};

static const struct entity colleague_entity = {
	.name = "colleague",
	.label = N_("Colleague"),
	.table = "participant",
	.size = sizeof(struct participant),
	.fields = colleague_fields,
	.field_count = sizeof(colleague_fields) / sizeof(*colleague_fields),
};

static bool handed_over(struct dashboard *dashboard, const void *record, void *context,
	unsigned *effects, struct error *error)
{
	const int64_t *id = context;
	struct transfer_result result;
	if (!service_transfer(dashboard->service, *id, record, &result, error))
		return false;
	char *made = outbox_in_words(&result.made);
	*effects = dashboard_go_to(dashboard, &participant_entity, result.successor) |
		   EFFECT_RELOAD | EFFECT_DRAW;
	if (result.kept_items)
		dashboard_say(dashboard, ROLE_WARNING,
			xasprintf(_("The seat is handed over; its fee is on its way to the payer "
				    "and stays as it is. O: %s. u undoes."),
				made));
	else
		dashboard_say(dashboard, ROLE_GOOD,
			xasprintf(_("The seat is handed over. O: %s. u undoes."), made));
	free(made);
	return true;
}

unsigned seat_transfer(struct dashboard *dashboard)
{
	const struct participant *leaving = pane_selected(dashboard_focused(dashboard));
	if (leaving->status.value != PARTICIPANT_ADMITTED) {
		dashboard_say(dashboard, ROLE_WARNING,
			xstrdup(_("Only an admitted participant has a seat to hand over.")));
		return EFFECT_DRAW;
	}
	int64_t *id = xcalloc(1, sizeof(*id));
	*id = leaving->record.id;
	char *name = participant_entity.title(leaving);
	char *title = xasprintf(_("Who takes over the seat of %s?"), name);
	struct form_deed deed = {
		.title = title, .run = handed_over, .context = id, .free_context = free};
	form_open_deed(dashboard, &colleague_entity,
		service_new(dashboard->service, &colleague_entity), &deed);
	free(title);
	free(name);
	return EFFECT_DRAW;
}
