/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps of change that several commands share. */
#ifndef TRAFFPUNKT_TUI_CHANGE_H
#define TRAFFPUNKT_TUI_CHANGE_H

#include "service/service.h"
#include "tui/sheet.h"

struct dashboard;

/* Opens the form on a stored record, read anew. */
unsigned change_open_form(
	struct dashboard *dashboard, const struct entity *entity, int64_t id, const char *first);
/* Asks for a reason when one is needed, shows what will happen to many rows, and does it. */
unsigned change_ask_reason(struct dashboard *dashboard, const struct entity *entity,
	const int64_t *ids, size_t count, int to, bool needs_reason);
/* Rows that a bulk change leaves as they are, with the reasons. */
void change_tell_exceptions(struct dashboard *dashboard, struct sheet *sheet,
	const struct entity *entity, const struct bulk_result *result);
/* Says what a bulk change did. EFFECT_RELOAD. */
unsigned change_say_result(struct dashboard *dashboard, const struct bulk_result *result);

#endif
