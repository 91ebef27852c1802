/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The change of shifts in words. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/request.h"
#include "service/shiftprivate.h"

const char *shift_heading(enum shift_section section)
{
	switch (section) {
	case SHIFT_CHANGED:
		return _("Done by others");
	case SHIFT_DUE:
		return _("What is due");
	default:
		return _("What waits");
	}
}

static const char *group_label(const char *group)
{
	static const struct {
		const char *token;
		const char *label;
	} labels[] = {
		{"request", N_("Requests")},
		{"participant", N_("Participants")},
		{"meeting", N_("Meetings")},
		{"draft", N_("Outbox")},
		{"reply", N_("Answers to invitations")},
		{"next", N_("Next meeting lacks")},
		{"promise", N_("Promised, unknown")},
		{"law", N_("By law")},
		{"invoice_item", N_("Invoices")},
	};
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		if (!strcmp(labels[i].token, group))
			return _(labels[i].label);
	}
	return _("Other things");
}

char *shift_title(const struct shift *shift)
{
	int64_t date, minutes;
	char time[6];
	if (!shift->visit.known)
		return xasprintf(PLURAL_("The last day", "The last %d days", SHIFT_FIRST_DAYS),
			SHIFT_FIRST_DAYS);
	zone_to_local(shift->visit.at, &date, &minutes);
	time_to_iso(minutes, time);
	char *day = date_format(date, DATE_MEDIUM);
	/* TRANSLATORS: a day and a clock time */
	char *title = xasprintf(_("Since you were here last, %s %s"), day, time);
	free(day);
	return title;
}

/* The items of the same group from `at` on, with ", " between them. */
static char *join_group(const struct shift *shift, size_t *at)
{
	const struct shift_item *first = &shift->items[*at];
	struct buffer text = {0};
	for (; *at < shift->count; ++*at) {
		const struct shift_item *item = &shift->items[*at];
		if (item->section != first->section || strcmp(item->group, first->group) != 0)
			break;
		buffer_append(&text, text.length ? ", " : "");
		buffer_append(&text, item->text);
	}
	return buffer_take(&text);
}

char *shift_line(
	const struct shift *shift, enum shift_section section, size_t *at, const char **label)
{
	while (*at < shift->count && shift->items[*at].section != section)
		++*at;
	if (*at == shift->count)
		return NULL;
	*label = group_label(shift->items[*at].group);
	return join_group(shift, at);
}

bool service_shift_brief(
	struct service *service, const struct visit *visit, char **said, struct error *error)
{
	struct shift shift = {.visit = *visit};
	size_t at = 0;
	*said = NULL;
	if (!visit->known)
		return true;
	if (!shift_changes(service, &request_entity, &shift, error)) {
		shift_finish(&shift);
		return false;
	}
	if (shift.count) {
		char *what = join_group(&shift, &at);
		/* TRANSLATORS: what others have done with requests: "4 new, 2 woken" */
		*said = xasprintf(_("Since you were here last: %s."), what);
		free(what);
	}
	shift_finish(&shift);
	return true;
}
