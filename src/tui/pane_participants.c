/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who takes part. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/eligibility.h"
#include "model/participant.h"
#include "tui/dashboard.h"
#include "tui/lifecycle.h"
#include "tui/request/request.h"

enum {
	COLUMN_SIGN,
	COLUMN_NAME,
	COLUMN_ORGANISATION,
	COLUMN_COMPLETE,
	COLUMN_STATUS,
	COLUMN_RECEIVED,
	COLUMN_TITLE,
	COLUMN_TAGS
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
	[COLUMN_TAGS] = {N_("Tags"), 8, 16, 30, 7, false, -1},
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

/* Contact, organisation, invoice: a filled dot for what is there, a half one for half of it. */
static char *completeness(const struct participant *participant, bool ascii)
{
	const char *yes = ascii ? "*" : "●", *half = ascii ? "-" : "◐", *no = ascii ? "." : "○";
	unsigned missing = participant_missing(participant);
	bool number = !(missing & MISSING_ORGANISATION_NUMBER);
	bool reference = !(missing & MISSING_REFERENCE);
	return xasprintf("%s%s%s", missing & MISSING_CONTACT ? no : yes,
		missing & MISSING_ORGANISATION ? no : yes,
		number && reference   ? yes
		: number || reference ? half
				      : no);
}

/* "Region Uppsala" is said "Reg. Uppsala" where there is no room. */
static char *organisation_text(const struct participant *participant, int width)
{
	const char *name = participant->organisation;
	if (!name || text_width(name) <= width || strncmp(name, "Region ", 7) != 0)
		return xstrdup(name);
	return xasprintf("Reg. %s", name + 7);
}

/* Of those who are in, the sign says so: then who takes part without being a participant stands
 * out.
 */
static char *status_text(const struct participant *participant)
{
	if (participant->status.value == PARTICIPANT_ADMITTED && !participant_pays(participant))
		return xstrdup(choice_label(&participant_roles, (int)participant->role.value));
	return xstrdup(choice_label(&participant_statuses, (int)participant->status.value));
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
		return (struct cell){status_text(participant), status_role(participant)};
	case COLUMN_RECEIVED:
		return (struct cell){
			date_format(participant->received_on.value, DATE_SHORT), ROLE_DIM};
	case COLUMN_TAGS:
		return (struct cell){xstrdup(participant->tags), ROLE_DIM};
	default:
		return (struct cell){
			participant->is_protected.value ? NULL : xstrdup(participant->title),
			ROLE_DIM};
	}
}

/* ---- what is told of one ---- */

static void tell_field(struct sheet *sheet, const struct participant *participant, const char *name)
{
	const struct field *field = entity_field(&participant_entity, name);
	if (!field_is_known(field, participant) ||
		(field->flags & FIELD_IDENTITY && participant->is_protected.value))
		return;
	char *text = field_display(field, participant);
	sheet_pair(sheet, _(field->label), ROLE_TEXT, text);
	free(text);
}

static void tell_fields(
	struct sheet *sheet, const struct participant *participant, const char *const *names)
{
	for (; *names; names++)
		tell_field(sheet, participant, *names);
}

/* Told only when it is not what it nearly always is. */
static void tell_target_group(struct sheet *sheet, const struct participant *participant)
{
	if (!participant->eligibility.known || participant->eligibility.value == ELIGIBILITY_WITHIN)
		return;
	char *text = xasprintf("%s · %s: %s",
		choice_label(&participant_eligibilities, (int)participant->eligibility.value),
		participant->eligibility_rule ? participant->eligibility_rule : "–",
		eligibility_rule_text(participant->eligibility_rule));
	sheet_pair(sheet, _("Target group"), ROLE_WARNING, text);
	free(text);
	tell_field(sheet, participant, "eligibility_reason");
}

static void tell_role(struct sheet *sheet, const struct participant *participant)
{
	if (participant->role.known && participant->role.value != ROLE_OF_PARTICIPANT)
		tell_field(sheet, participant, "role");
	if (participant->list_consent.known &&
		participant->list_consent.value != CONSENT_ORGANISATION &&
		!participant->is_protected.value)
		tell_field(sheet, participant, "list_consent");
}

static void tell_invoice(struct sheet *sheet, const struct participant *participant)
{
	static const char *const names[] = {"organisation_number", "buyer_reference",
		"order_reference", "gln", "peppol_id", NULL};
	tell_fields(sheet, participant, names);
	unsigned missing = participant_missing(participant);
	if (participant->status.value != PARTICIPANT_ADMITTED)
		return;
	if (missing & MISSING_REFERENCE && missing & MISSING_ORGANISATION_NUMBER)
		sheet_pair(sheet, _("Missing"), ROLE_WARNING,
			_("organisation number and invoice reference"));
	else if (missing & MISSING_REFERENCE)
		sheet_pair(sheet, _("Missing"), ROLE_WARNING, _("invoice reference"));
	else if (missing & MISSING_ORGANISATION_NUMBER)
		sheet_pair(sheet, _("Missing"), ROLE_WARNING, _("organisation number"));
}

/* The order in which it matters: how to reach them, who they are, where they stand, who pays. */
static void describe(
	struct dashboard *dashboard, const void *record, bool whole, struct sheet *sheet)
{
	static const char *const contact[] = {
		"title", "organisation", "email", "phone", "contact_path", NULL};
	static const char *const state[] = {"status", "status_reason", "received_on", "admitted_on",
		"referred_to", "callback", "callback_by", "callback_on", "callback_note", NULL};
	static const char *const rest[] = {"tags", "organisation_code", "channel", NULL};
	const struct participant *participant = record;
	if (participant->is_protected.value)
		sheet_text(sheet, ROLE_WARNING,
			_("Protected identity: name and addresses are shown nowhere."));
	tell_fields(sheet, participant, contact);
	tell_target_group(sheet, participant);
	tell_fields(sheet, participant, state);
	seat_describe(dashboard, participant, sheet);
	tell_role(sheet, participant);
	tell_invoice(sheet, participant);
	tell_fields(sheet, participant, rest);
	if (participant->note && !participant->is_protected.value) {
		sheet_heading(sheet, _("Note"));
		sheet_text(sheet, ROLE_TEXT, participant->note);
	}
	if (whole)
		request_tell_linked(dashboard, &participant_entity, participant->record.id, sheet);
	if (participant->is_invented.value)
		sheet_text(sheet, ROLE_DIM, _("Invented for the example: no such person exists."));
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
