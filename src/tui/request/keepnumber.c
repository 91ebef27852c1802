/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/request/keepnumber.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"

struct keeping {
	unsigned (*save)(struct dashboard *dashboard, void *context);
	void *context; /* borrowed */
};

bool keep_number_is_key(struct key key)
{
	return key.code == 'n' && key.modifiers == KEYMOD_CTRL;
}

static bool given(struct dashboard *dashboard, const char *text, void *context, unsigned *effects,
	struct error *error)
{
	const struct keeping *keeping = context;
	if (text_is_blank(text))
		return error_set(error, ERROR_DATA, _("To keep a personal number needs a reason."));
	dashboard->service->keep_number = text;
	*effects |= keeping->save(dashboard, keeping->context);
	dashboard->service->keep_number = NULL;
	return true;
}

unsigned keep_number_ask(struct dashboard *dashboard,
	unsigned (*save)(struct dashboard *dashboard, void *context), void *context)
{
	struct keeping *keeping = xcalloc(1, sizeof(*keeping));
	*keeping = (struct keeping){save, context};
	struct prompt prompt = {.title = _("Keep the personal number"),
		.label = _("Why must it be kept?"),
		.help = _("Otherwise it is masked. Who keeps it, and why, is noted."),
		.done = given,
		.context = keeping,
		.free_context = free};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}
