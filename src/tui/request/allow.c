/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/request/allow.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/request/gate.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"

static bool given(struct dashboard *dashboard, const char *text, void *context, unsigned *effects,
	struct error *error)
{
	const int64_t *draft = context;
	if (!service_letter_allow(dashboard->service, *draft, text, error))
		return false;
	dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("The letter may go as it is. u undoes.")));
	*effects |= EFFECT_RELOAD;
	return true;
}

unsigned allow_ask(struct dashboard *dashboard, int64_t draft, const char *objection)
{
	int64_t *id = xcalloc(1, sizeof(*id));
	*id = draft;
	struct prompt prompt = {.title = _("Send all the same"),
		.label = _("Why may it go as it is?"),
		.help = objection,
		.done = given,
		.context = id,
		.free_context = free};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}
