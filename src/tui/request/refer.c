/* SPDX-License-Identifier: GPL-3.0-or-later */
/* s, referred: where to, and whether the person knows. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/lifecycle.h"
#include "service/request/refer.h"
#include "tui/change.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/lifecycle.h"
#include "tui/request/request.h"

struct referring {
	struct request_targets *targets;
	char *to;
};

static void referring_free(void *context)
{
	struct referring *referring = context;
	request_targets_free(referring->targets);
	free(referring->to);
	free(referring);
}

static struct referring *referring_create(const int64_t *ids, size_t count, const char *to)
{
	struct referring *referring = xcalloc(1, sizeof(*referring));
	referring->targets = request_targets_copy(ids, count);
	referring->to = xstrdup(to);
	return referring;
}

static unsigned agreed(struct dashboard *dashboard, const struct tick *ticks, void *context)
{
	const struct referring *referring = context;
	struct request_referral order = {.ids = referring->targets->ids,
		.count = referring->targets->count,
		.to = referring->to,
		.informed = ticks[0].on};
	struct bulk_result result;
	struct draft_count made;
	struct error error = {0};
	unsigned effects;
	if (service_request_refer(dashboard->service, &order, &result, &made, &error)) {
		effects = change_say_result(dashboard, &result);
		/* Whoever is sent elsewhere is told so, and why. */
		if (order.count == 1 && result.changed)
			effects |= request_reply(dashboard, order.ids[0]);
	} else {
		effects = dashboard_complain(dashboard, &error);
	}
	bulk_result_finish(&result);
	return effects;
}

static char *fee_in_words(struct number fee)
{
	if (!fee.known)
		return xstrdup(_("not known"));
	return fee.value ? money_format(fee.value) : xstrdup(_("free of charge"));
}

static void tell(struct dashboard *dashboard, const struct sibling *sibling, struct sheet *sheet)
{
	char *here = fee_in_words(dashboard->overview.network.fee);
	char *there = fee_in_words(sibling->fee);
	sheet_pair(sheet, _("To"), ROLE_TEXT, sibling->name);
	sheet_pair(sheet, _("Fee here"), ROLE_TEXT, here);
	sheet_pair(sheet, _("Fee there"), ROLE_TEXT, there);
	sheet_text(sheet, ROLE_DIM,
		_("Nothing that the person has told is passed on before they have been informed. "
		  "r answers them."));
	free(there);
	free(here);
}

static bool network_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const struct referring *asked = context;
	struct sibling sibling;
	if (text_is_blank(text))
		return error_set(error, ERROR_DATA, _("Say which network."));
	if (!service_find_sibling(dashboard->service, text, &sibling, error))
		return false;
	struct decision decision = {.title = choice_verb(&request_statuses, REQUEST_REFERRED),
		.agreed = agreed,
		.context = referring_create(asked->targets->ids, asked->targets->count, text),
		.free_context = referring_free};
	tell(dashboard, &sibling, &decision.sheet);
	tick_add(&decision.ticks, &decision.count, false,
		xasprintf(sibling.network
				  ? _("The person has been informed: the request is copied to %s")
				  : _("The person has been informed: a task says to pass it on "
				      "to %s"),
			sibling.name));
	decision_open(dashboard, &decision);
	sibling_finish(&sibling);
	*effects = EFFECT_DRAW;
	return true;
}

unsigned request_ask_referral(struct dashboard *dashboard, const int64_t *ids, size_t count)
{
	struct sibling sibling;
	struct error error = {0};
	if (!service_find_sibling(dashboard->service, NULL, &sibling, &error))
		return dashboard_complain(dashboard, &error);
	struct prompt prompt = {.title = choice_verb(&request_statuses, REQUEST_REFERRED),
		.label = _("Network"),
		.text = sibling.name,
		.help = _("By its name, or by its short name when it is in this database. The "
			  "network (n) "
			  "can name one for good."),
		.done = network_given,
		.context = referring_create(ids, count, NULL),
		.free_context = referring_free};
	prompt_open(dashboard, &prompt);
	sibling_finish(&sibling);
	return EFFECT_DRAW;
}
