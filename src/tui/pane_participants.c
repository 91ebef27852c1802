/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who takes part. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/participant.h"
#include "tui/dashboard.h"
#include "tui/lifecycle.h"

enum {
	COLUMN_SIGN,
	COLUMN_NAME,
	COLUMN_ORGANISATION,
	COLUMN_COMPLETE,
	COLUMN_STATUS,
	COLUMN_RECEIVED,
	COLUMN_TITLE
};

enum { SORT_NAME, SORT_ORGANISATION, SORT_STATUS, SORT_RECEIVED }; /* as store_sorts() has them */

static const struct column columns[] = {
	[COLUMN_SIGN] = {NULL, 1, 1, 1, 1, false, -1},
	[COLUMN_NAME] = {N_("Name"), 15, 20, 26, 1, false, SORT_NAME},
	[COLUMN_ORGANISATION] = {N_("Organisation"), 12, 20, 30, 2, false, SORT_ORGANISATION},
	[COLUMN_COMPLETE] = {NULL, 3, 3, 3, 3, false, -1},
	[COLUMN_STATUS] = {N_("Status"), 12, 12, 12, 4, false, SORT_STATUS},
	[COLUMN_RECEIVED] = {N_("Signed up"), 12, 12, 12, 5, false, SORT_RECEIVED},
	[COLUMN_TITLE] = {N_("Title"), 14, 20, 30, 6, false, -1},
};

static enum role status_role(const struct participant *participant)
{
	switch (participant->status.value) {
	case PARTICIPANT_ADMITTED:
		return ROLE_GOOD;
	case PARTICIPANT_REVIEW:
		return ROLE_WARNING;
	case PARTICIPANT_RECEIVED:
		return ROLE_ACCENT;
	default:
		return ROLE_DIM;
	}
}

/* Contact, organisation, invoice reference: a filled dot for what is there. */
static char *completeness(const struct participant *participant, bool ascii)
{
	const char *yes = ascii ? "*" : "●", *no = ascii ? "." : "○";
	bool contact = participant->email || participant->is_protected.value;
	return xasprintf("%s%s%s", contact ? yes : no, participant->organisation_code ? yes : no,
		participant->buyer_reference ? yes : no);
}

/* "Region Uppsala" is said "Reg. Uppsala" where there is no room. */
static char *organisation_text(const struct participant *participant, int width)
{
	const char *name = participant->organisation;
	if (!name || text_width(name) <= width || strncmp(name, "Region ", 7) != 0)
		return xstrdup(name);
	return xasprintf("Reg. %s", name + 7);
}

static struct cell cell(struct pane *pane, struct dashboard *dashboard, const void *record,
	size_t column, int width)
{
	const struct participant *participant = record;
	const struct choice *status = &participant_statuses.items[participant->status.value];
	bool ascii = dashboard->canvas->ascii;
	(void)pane;
	switch (column) {
	case COLUMN_SIGN:
		return (struct cell){xstrdup(ascii ? status->sign_ascii : status->sign),
			status_role(participant)};
	case COLUMN_NAME:
		return (struct cell){participant_list_name(participant), ROLE_TEXT};
	case COLUMN_ORGANISATION:
		return (struct cell){organisation_text(participant, width), ROLE_TEXT};
	case COLUMN_COMPLETE:
		return (struct cell){completeness(participant, ascii), ROLE_DIM};
	case COLUMN_STATUS:
		return (struct cell){xstrdup(choice_label(&participant_statuses,
					     (int)participant->status.value)),
			status_role(participant)};
	case COLUMN_RECEIVED:
		return (struct cell){
			date_format(participant->received_on.value, DATE_SHORT), ROLE_DIM};
	default:
		return (struct cell){
			participant->is_protected.value ? NULL : xstrdup(participant->title),
			ROLE_DIM};
	}
}

static void describe(
	struct dashboard *dashboard, const void *record, bool whole, struct sheet *sheet)
{
	const struct participant *participant = record;
	(void)whole;
	if (participant->is_invented.value)
		sheet_text(sheet, ROLE_DIM, _("Invented for the example: no such person exists."));
	if (participant->is_protected.value)
		sheet_text(sheet, ROLE_WARNING,
			_("Protected identity: name and addresses are shown nowhere."));
	sheet_record(sheet, &participant_entity, participant);
	seat_describe(dashboard, participant, sheet);
	if (!participant->buyer_reference && participant->status.value == PARTICIPANT_ADMITTED)
		sheet_pair(sheet, _("Invoice reference"), ROLE_WARNING, _("missing"));
}

static char *footer(struct pane *pane, struct dashboard *dashboard)
{
	(void)pane;
	/* TRANSLATORS: the signs that stand before a participant */
	return xstrdup(dashboard->canvas->ascii ? _("+ admitted  ? to review  . received")
						: _("+ admitted  ? to review  · received"));
}

const struct pane_ops participants_pane = {
	.title = N_("Participants"),
	.entity = &participant_entity,
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.cell = cell,
	.describe = describe,
	.footer = footer,
};
