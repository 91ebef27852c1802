/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The life of a seat at the keyboard: pick a reason, read what will follow, tick what belongs to
 * it, and it is done in one step.
 */
#include "tui/lifecycle.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/invoice.h"
#include "service/lifecycle.h"
#include "service/seat.h"
#include "tui/change.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/veil.h"

/* What is being decided, from the first question to the last. */
struct plan {
	int64_t *ids;
	size_t count;
	int to;
	char *reason;
	char *network; /* that they are referred to; NULL: the one the network names itself */
};

static void plan_free(void *context)
{
	struct plan *plan = context;
	free(plan->ids);
	free(plan->reason);
	free(plan->network);
	free(plan);
}

/* Each question has its own copy: the one before is gone when the next is asked. */
static struct plan *plan_copy(const struct plan *plan)
{
	struct plan *copy = xcalloc(1, sizeof(*copy));
	copy->ids = xcalloc(plan->count + 1, sizeof(*copy->ids));
	memcpy(copy->ids, plan->ids, plan->count * sizeof(*copy->ids));
	copy->count = plan->count;
	copy->to = plan->to;
	copy->reason = xstrdup(plan->reason);
	copy->network = xstrdup(plan->network);
	return copy;
}

static struct plan *plan_targets(struct dashboard *dashboard)
{
	struct plan *plan = xcalloc(1, sizeof(*plan));
	plan->ids = list_targets(&dashboard_focused(dashboard)->list, &plan->count);
	return plan;
}

static bool read_first(struct dashboard *dashboard, const struct plan *plan,
	struct participant *participant, struct error *error)
{
	return veil_get(dashboard, &participant_entity, plan->ids[0], participant, error);
}

/* "Withdraw: Per Håkansson", or how many. Owned by the caller. */
static char *title_of(struct dashboard *dashboard, const char *verb, const struct plan *plan)
{
	if (plan->count != 1)
		return xasprintf(PLURAL_("%s: %zu person", "%s: %zu people", plan->count), verb,
			plan->count);
	char *name = veil_title(dashboard, &participant_entity, plan->ids[0]);
	char *title = xasprintf("%s: %s", verb, name);
	free(name);
	return title;
}

/* ---- what a deed says ---- */

static unsigned say(struct dashboard *dashboard, const struct lifecycle_result *result)
{
	unsigned effects = change_say_result(dashboard, &result->rows);
	char *made = outbox_in_words(&result->made);
	if (*made) {
		char *before = xstrdup(dashboard->message);
		/* TRANSLATORS: what was changed, and then what waits in the outbox: "2 letters" */
		dashboard_say(dashboard, ROLE_GOOD, xasprintf(_("%s O: %s."), before, made));
		free(before);
	}
	free(made);
	return effects;
}

static unsigned told(
	struct dashboard *dashboard, bool ok, struct lifecycle_result *result, struct error *error)
{
	unsigned effects = ok ? say(dashboard, result) : dashboard_complain(dashboard, error);
	lifecycle_result_finish(result);
	return effects;
}

/* ---- the state, when all is known ---- */

static struct lifecycle_order order_of(const struct plan *plan, bool letters, bool preview)
{
	return (struct lifecycle_order){.ids = plan->ids,
		.count = plan->count,
		.reason = plan->reason,
		.letters = letters,
		.preview = preview};
}

static bool do_it(struct dashboard *dashboard, const struct plan *plan, bool letters, bool informed,
	bool preview, struct lifecycle_result *result, struct error *error)
{
	struct lifecycle_order people = order_of(plan, letters, preview);
	struct referral_order referral = {
		.people = people, .to = plan->network, .informed = informed};
	if (plan->to == PARTICIPANT_WITHDRAWN)
		return service_withdraw(dashboard->service, &people, result, error);
	if (plan->to == PARTICIPANT_REJECTED)
		return service_decline(dashboard->service, &people, result, error);
	return service_refer(dashboard->service, &referral, result, error);
}

static unsigned agreed(struct dashboard *dashboard, const struct tick *ticks, void *context)
{
	const struct plan *plan = context;
	struct lifecycle_result result = {0};
	struct error error = {0};
	bool informed = plan->to == PARTICIPANT_REFERRED && ticks[1].on;
	bool ok = do_it(dashboard, plan, ticks[0].on, informed, false, &result, &error);
	return told(dashboard, ok, &result, &error);
}

/* ---- what will follow ---- */

static void tell_fee(struct dashboard *dashboard, struct sheet *sheet)
{
	const struct network *network = &dashboard->overview.network;
	char *fee = network->fee.known ? money_format(network->fee.value) : NULL;
	char *text = fee ? xasprintf(_("%s: decided separately, this changes nothing of it"), fee)
			 : xstrdup(_("decided separately, this changes nothing of it"));
	sheet_pair(sheet, _("Fee"), ROLE_WARNING, text);
	sheet_pair(sheet, _("Rule"), ROLE_TEXT, invoice_withdrawal_rule(network));
	free(text);
	free(fee);
}

static void tell_meetings(struct dashboard *dashboard, const struct plan *plan, struct sheet *sheet)
{
	struct participant participant = {0};
	struct error error = {0};
	struct seat seat = {0};
	if (plan->count == 1 && read_first(dashboard, plan, &participant, &error) &&
		service_meetings_held(dashboard->service, &participant, &seat, &error)) {
		char *words = seat_in_words(&seat);
		sheet_pair(sheet, _("Out of the calendar"), ROLE_TEXT,
			seat.count ? words
				   : _("no calendar file of what lies ahead has been given"));
		free(words);
	}
	seat_finish(&seat);
	error_finish(&error);
	record_finish(&participant_entity, &participant);
}

static void tell_letter(struct dashboard *dashboard, const struct plan *plan, struct sheet *sheet)
{
	struct letter letter;
	struct error error = {0};
	if (plan->count != 1 || veil_refuses(dashboard, &participant_entity))
		return;
	if (service_decline_letter(dashboard->service, plan->ids[0], &letter, &error)) {
		sheet_pair(sheet, _("Letter"), ROLE_TEXT, letter.subject);
		sheet_blank(sheet);
		sheet_text(sheet, ROLE_TEXT, letter.body);
	} else {
		sheet_text(sheet, ROLE_ERROR, error.message);
	}
	error_finish(&error);
	letter_finish(&letter);
}

static char *fee_in_words(struct number fee)
{
	if (!fee.known)
		return xstrdup(_("not known"));
	return fee.value ? money_format(fee.value) : xstrdup(_("free of charge"));
}

static void tell_sibling(
	struct dashboard *dashboard, const struct sibling *sibling, struct sheet *sheet)
{
	char *here = fee_in_words(dashboard->overview.network.fee);
	char *there = fee_in_words(sibling->fee);
	sheet_pair(sheet, _("To"), ROLE_TEXT, sibling->name ? sibling->name : _("not said"));
	sheet_pair(sheet, _("Fee here"), ROLE_TEXT, here);
	sheet_pair(sheet, _("Fee there"), ROLE_TEXT, there);
	free(there);
	free(here);
}

/* What happens to what the person has told us, where they are referred to. */
static char *informed_text(const struct sibling *sibling)
{
	if (sibling->network)
		return xasprintf(
			_("They have been informed: the sign-up is copied to %s"), sibling->name);
	return xasprintf(_("They have been informed: a task says to pass the sign-up on to %s"),
		sibling->name);
}

static void add_ticks(struct decision *decision, const struct plan *plan,
	const struct sibling *sibling, const struct draft_count *made)
{
	char *words = outbox_in_words(made);
	char *text = *words ? xasprintf(_("Into the outbox: %s"), words)
			    : xstrdup(_("Letters into the outbox"));
	tick_add(&decision->ticks, &decision->count, *words, text);
	free(words);
	if (plan->to == PARTICIPANT_REFERRED)
		tick_add(&decision->ticks, &decision->count, false,
			sibling->name ? informed_text(sibling)
				      : xstrdup(_("They have been informed")));
}

/* The last question. */
static unsigned decide(struct dashboard *dashboard, const struct plan *plan)
{
	struct lifecycle_result preview = {0};
	struct sibling sibling = {0};
	struct error error = {0};
	if ((plan->to == PARTICIPANT_REFERRED &&
		    !service_find_sibling(dashboard->service, plan->network, &sibling, &error)) ||
		!do_it(dashboard, plan, true, false, true, &preview, &error)) {
		sibling_finish(&sibling);
		lifecycle_result_finish(&preview);
		return dashboard_complain(dashboard, &error);
	}
	char *title = title_of(dashboard, choice_verb(&participant_statuses, plan->to), plan);
	struct decision decision = {.title = title,
		.agreed = agreed,
		.context = plan_copy(plan),
		.free_context = plan_free};
	sheet_pair(&decision.sheet, _("Reason"), ROLE_TEXT, plan->reason);
	if (plan->to == PARTICIPANT_WITHDRAWN) {
		tell_fee(dashboard, &decision.sheet);
		tell_meetings(dashboard, plan, &decision.sheet);
	} else if (plan->to == PARTICIPANT_REFERRED) {
		tell_sibling(dashboard, &sibling, &decision.sheet);
	} else {
		tell_letter(dashboard, plan, &decision.sheet);
	}
	change_tell_exceptions(dashboard, &decision.sheet, &participant_entity, &preview.rows);
	add_ticks(&decision, plan, &sibling, &preview.made);
	decision_open(dashboard, &decision);
	free(title);
	sibling_finish(&sibling);
	lifecycle_result_finish(&preview);
	return EFFECT_DRAW;
}

/* ---- the reason ---- */

/* Own words follow the last of each list. */
static const char *const withdrawals[] = {N_("Cannot take part any longer"), N_("Left the job"),
	N_("The wrong network"), N_("Changed their mind"), NULL};
static const char *const rejections[] = {N_("Outside the target group"),
	N_("Elected, not employed"), N_("The organisation takes part already"), NULL};
static const char *const referrals[] = {
	N_("Their work suits the other network better"), N_("Outside the target group"), NULL};

static const char *const *reasons_for(int to)
{
	return to == PARTICIPANT_WITHDRAWN  ? withdrawals
	       : to == PARTICIPANT_REFERRED ? referrals
					    : rejections;
}

static bool reason_typed(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct plan *plan = context;
	if (text_is_blank(text))
		return error_set(error, ERROR_DATA, _("A reason is needed."));
	free(plan->reason);
	plan->reason = xstrdup(text);
	*effects = decide(dashboard, plan);
	return true;
}

static unsigned reason_chosen(struct dashboard *dashboard, int value, void *context)
{
	struct plan *plan = context;
	const char *reason = reasons_for(plan->to)[value];
	if (reason) {
		plan->reason = xstrdup(_(reason));
		return decide(dashboard, plan);
	}
	char *title = title_of(dashboard, choice_verb(&participant_statuses, plan->to), plan);
	struct prompt prompt = {.title = title,
		.label = _("Reason"),
		.help = _("It stands in the history."),
		.done = reason_typed,
		.context = plan_copy(plan),
		.free_context = plan_free};
	prompt_open(dashboard, &prompt);
	free(title);
	return EFFECT_DRAW;
}

static unsigned ask_reason(struct dashboard *dashboard, const struct plan *plan)
{
	const char *const *reasons = reasons_for(plan->to);
	char *title = title_of(dashboard, choice_verb(&participant_statuses, plan->to), plan);
	struct picker picker = {.title = title,
		.chosen = reason_chosen,
		.context = plan_copy(plan),
		.free_context = plan_free};
	for (int i = 0; i == 0 || reasons[i - 1]; i++) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(reasons[i] ? _(reasons[i]) : _("In my own words …"));
		item->value = i;
	}
	picker_open(dashboard, &picker);
	free(title);
	return EFFECT_DRAW;
}

/* ---- the other network ---- */

static bool network_typed(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct plan *plan = context;
	struct sibling sibling;
	if (text_is_blank(text))
		return error_set(error, ERROR_DATA, _("Say which network."));
	if (!service_find_sibling(dashboard->service, text, &sibling, error))
		return false;
	sibling_finish(&sibling);
	free(plan->network);
	plan->network = xstrdup(text);
	*effects = ask_reason(dashboard, plan);
	return true;
}

static unsigned network_chosen(struct dashboard *dashboard, int own, void *context)
{
	struct plan *plan = context;
	if (own)
		return ask_reason(dashboard, plan);
	char *title = title_of(dashboard, choice_verb(&participant_statuses, plan->to), plan);
	struct prompt prompt = {.title = title,
		.label = _("Network"),
		.help = _("By its name, or by its short name when it is in this database."),
		.done = network_typed,
		.context = plan_copy(plan),
		.free_context = plan_free};
	prompt_open(dashboard, &prompt);
	free(title);
	return EFFECT_DRAW;
}

static unsigned ask_network(struct dashboard *dashboard, const struct plan *plan)
{
	struct sibling sibling;
	struct error error = {0};
	if (!service_find_sibling(dashboard->service, NULL, &sibling, &error))
		return dashboard_complain(dashboard, &error);
	if (!sibling.name)
		return network_chosen(dashboard, 0, (void *)(intptr_t)plan);
	char *title = title_of(dashboard, choice_verb(&participant_statuses, plan->to), plan);
	struct picker picker = {.title = title,
		.chosen = network_chosen,
		.context = plan_copy(plan),
		.free_context = plan_free};
	struct picker_item *item = picker_item_add(&picker.items, &picker.count);
	item->text = xstrdup(sibling.name);
	item->note = fee_in_words(sibling.fee);
	item->value = 1;
	item = picker_item_add(&picker.items, &picker.count);
	item->text = xstrdup(_("Another network …"));
	picker_open(dashboard, &picker);
	sibling_finish(&sibling);
	free(title);
	return EFFECT_DRAW;
}

/* ---- the ways in ---- */

bool seat_has_way(int to)
{
	return to == PARTICIPANT_WITHDRAWN || to == PARTICIPANT_REJECTED ||
	       to == PARTICIPANT_REFERRED;
}

unsigned seat_ask(struct dashboard *dashboard, const int64_t *ids, size_t count, int to)
{
	struct plan plan = {.ids = (int64_t *)(intptr_t)ids, .count = count, .to = to};
	return to == PARTICIPANT_REFERRED ? ask_network(dashboard, &plan)
					  : ask_reason(dashboard, &plan);
}

unsigned seat_withdraw(struct dashboard *dashboard)
{
	struct plan *plan = plan_targets(dashboard);
	struct lifecycle_result preview = {0};
	struct error error = {0};
	plan->to = PARTICIPANT_WITHDRAWN;
	bool any = do_it(dashboard, plan, false, false, true, &preview, &error);
	unsigned effects = any ? ask_reason(dashboard, plan)
			       : dashboard_complain(dashboard, &error);
	lifecycle_result_finish(&preview);
	plan_free(plan);
	return effects;
}

/* ---- letters without a state ---- */

typedef bool mailing_function(struct service *service, const struct lifecycle_order *order,
	struct lifecycle_result *result, struct error *error);

static unsigned mail(
	struct dashboard *dashboard, const struct plan *plan, mailing_function *mailing)
{
	struct lifecycle_order order = order_of(plan, true, false);
	struct lifecycle_result result = {0};
	struct error error = {0};
	bool ok = mailing(dashboard->service, &order, &result, &error);
	if (ok) {
		char *made = outbox_in_words(&result.made);
		list_clear_marks(&dashboard_focused(dashboard)->list);
		dashboard_say(dashboard, ROLE_GOOD,
			xasprintf(_("Into the outbox: %s. O shows it, u undoes."), made));
		free(made);
	}
	lifecycle_result_finish(&result);
	return ok ? EFFECT_DRAW | EFFECT_RELOAD : dashboard_complain(dashboard, &error);
}

static unsigned welcome_agreed(struct dashboard *dashboard, void *context)
{
	return mail(dashboard, context, service_welcome);
}

static unsigned chase_agreed(struct dashboard *dashboard, void *context)
{
	return mail(dashboard, context, service_chase);
}

/* Tells how many letters it will be, and who is left out and why. */
static unsigned ask_mailing(struct dashboard *dashboard, const char *verb,
	mailing_function *mailing, unsigned (*done)(struct dashboard *dashboard, void *context))
{
	struct plan *plan = plan_targets(dashboard);
	struct lifecycle_order order = order_of(plan, true, true);
	struct lifecycle_result preview = {0};
	struct error error = {0};
	if (!mailing(dashboard->service, &order, &preview, &error)) {
		lifecycle_result_finish(&preview);
		plan_free(plan);
		return dashboard_complain(dashboard, &error);
	}
	char *title = title_of(dashboard, verb, plan);
	char *made = outbox_in_words(&preview.made);
	struct reader reader = {
		.title = title, .agreed = done, .context = plan, .free_context = plan_free};
	sheet_pair(&reader.sheet, _("Into the outbox"), ROLE_TEXT, made);
	if (preview.made.tasks)
		sheet_text(&reader.sheet, ROLE_DIM,
			_("A task is what must be told by hand: to a protected person, or to "
			  "someone without an e-mail address."));
	change_tell_exceptions(dashboard, &reader.sheet, &participant_entity, &preview.rows);
	reader_open(dashboard, &reader);
	free(made);
	free(title);
	lifecycle_result_finish(&preview);
	return EFFECT_DRAW;
}

unsigned seat_welcome(struct dashboard *dashboard)
{
	return ask_mailing(
		dashboard, _("Write the welcome letter"), service_welcome, welcome_agreed);
}

unsigned seat_chase(struct dashboard *dashboard)
{
	return ask_mailing(dashboard, _("Ask for what is missing"), service_chase, chase_agreed);
}
