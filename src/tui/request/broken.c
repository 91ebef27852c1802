/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail that could not be read: which, why, and what came, until somebody is done with it. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "service/request/intake.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/veil.h"

static unsigned dismissed(struct dashboard *dashboard, void *context)
{
	struct error error = {0};
	if (!service_broken_dismiss(dashboard->service, *(int64_t *)context, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("Done with it. u undoes.")));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static void tell(struct dashboard *dashboard, const struct broken_mail *mail, const char *text,
	struct sheet *sheet)
{
	char *when = instant_format(mail->at.value);
	sheet_pair(sheet, _("When"), ROLE_TEXT, when);
	sheet_pair(sheet, _("File"), ROLE_TEXT, mail->source);
	sheet_pair(sheet, _("Why"), ROLE_WARNING, mail->reason);
	sheet_pair(sheet, _("Kept as"), ROLE_DIM, mail->file);
	sheet_blank(sheet);
	sheet_text(sheet, ROLE_TEXT, text);
	if (!dashboard->options.readonly && mail->status.value == BROKEN_OPEN) {
		sheet_blank(sheet);
		sheet_text(sheet, ROLE_ACCENT, _("Are you done with it?"));
	}
	free(when);
}

static unsigned read_one(struct dashboard *dashboard, int value, void *context)
{
	struct broken_mail mail = {0};
	struct error error = {0};
	(void)context;
	char *text = NULL;
	bool ok = veil_get(dashboard, &broken_mail_entity, value, &mail, &error);
	if (ok)
		text = service_broken_text(dashboard->service, &mail, &error);
	if (text) {
		int64_t *id = xcalloc(1, sizeof(*id));
		*id = value;
		char *title = broken_mail_entity.title(&mail);
		struct reader reader = {.title = title,
			.full = true,
			.agreed = dashboard->options.readonly ? NULL : dismissed,
			.context = id,
			.free_context = free};
		tell(dashboard, &mail, text, &reader.sheet);
		reader_open(dashboard, &reader);
		free(title);
	}
	record_finish(&broken_mail_entity, &mail);
	bool told = text != NULL;
	free(text);
	return told ? EFFECT_DRAW : dashboard_complain(dashboard, &error);
}

unsigned broken_list(struct dashboard *dashboard)
{
	struct record_set set = {0};
	struct error error = {0};
	if (!service_broken(dashboard->service, false, &set, &error))
		return dashboard_complain(dashboard, &error);
	if (!set.count) {
		dashboard_say(
			dashboard, ROLE_TEXT, xstrdup(_("No broken mail waits to be looked at.")));
		record_set_finish(&set);
		return EFFECT_DRAW;
	}
	struct picker picker = {.title = _("Broken mails"),
		.intro = _("It could not be read and is kept as it came."),
		.chosen = read_one};
	for (size_t i = 0; i < set.count; i++) {
		const struct broken_mail *mail = record_set_at(&set, i);
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xasprintf("%s: %s", mail->source ? mail->source : "–", mail->reason);
		item->note = instant_format_age(
			mail->at.value, clock_now(dashboard->service->clock));
		item->value = (int)mail->record.id;
	}
	picker_open(dashboard, &picker);
	record_set_finish(&set);
	return EFFECT_DRAW;
}
