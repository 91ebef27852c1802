/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/shift.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "service/shift.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"

bool shift_begin(struct dashboard *dashboard, struct error *error)
{
	char *said = NULL;
	if (!service_visit(dashboard->service, &dashboard->visit, error) ||
		!service_shift_brief(dashboard->service, &dashboard->visit, &said, error))
		return false;
	if (said)
		dashboard_say(dashboard, ROLE_ACCENT, said);
	return true;
}

void shift_end(struct dashboard *dashboard)
{
	struct error ignored = {0};
	if (!dashboard->options.readonly)
		service_visit_end(dashboard->service, &ignored);
	error_finish(&ignored);
}

static void tell_section(struct sheet *sheet, const struct shift *shift, enum shift_section section)
{
	const char *label;
	size_t at = 0;
	char *text = shift_line(shift, section, &at, &label);
	if (text || section == SHIFT_CHANGED)
		sheet_heading(sheet, shift_heading(section));
	if (!text && section == SHIFT_CHANGED)
		sheet_text(sheet, ROLE_DIM, _("Nobody else has done anything."));
	while (text) {
		sheet_pair(sheet, label, ROLE_TEXT, text);
		free(text);
		text = shift_line(shift, section, &at, &label);
	}
}

static bool tell(struct dashboard *dashboard, struct sheet *sheet, void *context)
{
	struct shift shift;
	struct error error = {0};
	(void)context;
	if (!service_shift(dashboard->service, &dashboard->visit, &shift, &error)) {
		dashboard_complain(dashboard, &error);
		return false;
	}
	char *title = shift_title(&shift);
	sheet_text(sheet, ROLE_DIM, title);
	free(title);
	for (int section = 0; section < SHIFT_SECTIONS; section++)
		tell_section(sheet, &shift, (enum shift_section)section);
	shift_finish(&shift);
	return true;
}

unsigned shift_open(struct dashboard *dashboard)
{
	struct reader reader = {.title = _("Handover"), .full = true, .remake = tell};
	if (!tell(dashboard, &reader.sheet, NULL)) {
		sheet_finish(&reader.sheet);
		return EFFECT_DRAW;
	}
	reader_open(dashboard, &reader);
	return EFFECT_DRAW;
}
