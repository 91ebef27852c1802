/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the form has to know of the fee. */
#ifndef TRAFFPUNKT_TUI_MONEY_H
#define TRAFFPUNKT_TUI_MONEY_H

#include "model/participant.h"
#include "tui/form.h"

/* Has the organisation number been typed into the form? */
bool money_number_given(struct form *form);
/* Says what a saved participant means for the invoice; false when there is nothing to say. */
bool money_say_news(struct dashboard *dashboard, const struct participant *before,
	bool number_given, const struct participant *saved);

#endif
