/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/invoice.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "model/payer.h"

/* Bookkeeping is kept seven years after the year it is about (BFL 7 kap. 2 §). */
#define YEARS_KEPT 7

static const struct choice kind_items[] = {
	[INVOICE_FEE] = {"fee", NC_("invoice", "fee"), NULL, NULL, NULL, false},
	[INVOICE_CREDIT] = {"credit", NC_("invoice", "credit"), NULL, NULL, NULL, false},
};

const struct choices invoice_kinds = {
	"invoice", kind_items, sizeof(kind_items) / sizeof(*kind_items), NULL, 0};

static const struct choice status_items[] = {
	[INVOICE_INCOMPLETE] = {"incomplete", NC_("invoice", "incomplete"), N_("Incomplete"), "·",
		".", false},
	[INVOICE_READY] = {"ready", NC_("invoice", "ready"), N_("Ready"), "+", "+", false},
	[INVOICE_EXPORTED] = {"exported", NC_("invoice", "exported"), N_("Export"), "→", ">",
		false},
	[INVOICE_PAID] = {"paid", NC_("invoice", "paid"), N_("Paid"), "✓", "v", false},
	[INVOICE_CREDITED] = {"credited", NC_("invoice", "credited"), N_("Credit"), "−", "-", true},
	[INVOICE_WAIVED] = {"waived", NC_("invoice", "waived"), N_("Waive"), "×", "x", true},
};

static const struct transition status_steps[] = {
	{INVOICE_INCOMPLETE, INVOICE_READY, false},
	{INVOICE_READY, INVOICE_INCOMPLETE, false},
	{INVOICE_READY, INVOICE_EXPORTED, false},
	{INVOICE_EXPORTED, INVOICE_PAID, false},
	{INVOICE_EXPORTED, INVOICE_CREDITED, true},
	{INVOICE_PAID, INVOICE_CREDITED, true},
	{INVOICE_INCOMPLETE, INVOICE_WAIVED, true},
	{INVOICE_READY, INVOICE_WAIVED, true},
	{INVOICE_WAIVED, INVOICE_INCOMPLETE, true},
	{INVOICE_WAIVED, INVOICE_READY, true},
};

const struct choices invoice_statuses = {"invoice", status_items,
	sizeof(status_items) / sizeof(*status_items), status_steps,
	sizeof(status_steps) / sizeof(*status_steps)};

static const struct choice decision_items[] = {
	[DECISION_PENDING] = {"pending", NC_("invoice", "to be decided"), NULL, NULL, NULL, false},
	[DECISION_CHARGE] = {"charge", NC_("invoice", "charge the fee"), NULL, NULL, NULL, false},
	[DECISION_WAIVE] = {"waive", NC_("invoice", "waive the fee"), NULL, NULL, NULL, false},
};

const struct choices invoice_decisions = {
	"invoice", decision_items, sizeof(decision_items) / sizeof(*decision_items), NULL, 0};

/* ---- batches ---- */

#define IN_BATCH(member) offsetof(struct invoice_batch, member)
#define KEPT (FIELD_SYSTEM | FIELD_REQUIRED)

static const struct field batch_fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | KEPT, IN_BATCH(network), NULL, NULL,
		NULL},
	{"ordinal", N_("Batch"), FIELD_INTEGER, KEPT | FIELD_LISTED, IN_BATCH(ordinal), NULL, NULL,
		NULL},
	{"dated", N_("Date"), FIELD_DATE, KEPT | FIELD_LISTED, IN_BATCH(dated), NULL, NULL, NULL},
	{"vat", N_("VAT"), FIELD_CHOICE, KEPT | FIELD_LISTED, IN_BATCH(vat), &network_vats, NULL,
		NULL},
	{"items", N_("Items"), FIELD_INTEGER, KEPT | FIELD_LISTED, IN_BATCH(items), NULL, NULL,
		NULL},
	{"total", N_("Sum"), FIELD_MONEY, KEPT | FIELD_LISTED, IN_BATCH(total), NULL, NULL, NULL},
	{"file", N_("File"), FIELD_TEXT, KEPT | FIELD_LISTED, IN_BATCH(file), NULL, NULL, NULL},
	{"digest", N_("SHA-256"), FIELD_TEXT, KEPT, IN_BATCH(digest), NULL, NULL, NULL},
	{"second_file", N_("Workbook"), FIELD_TEXT, FIELD_SYSTEM, IN_BATCH(second_file), NULL, NULL,
		NULL},
	{"second_digest", N_("Its SHA-256"), FIELD_TEXT, FIELD_SYSTEM, IN_BATCH(second_digest),
		NULL, NULL, NULL},
	{"exported_by", N_("By whom"), FIELD_TEXT, KEPT | FIELD_LISTED, IN_BATCH(exported_by), NULL,
		NULL, NULL},
	{"keep_until", N_("Kept until"), FIELD_DATE, KEPT, IN_BATCH(keep_until), NULL, NULL, NULL},
	{"disposed_on", N_("Disposed of"), FIELD_DATE, FIELD_SYSTEM, IN_BATCH(disposed_on), NULL,
		NULL, NULL},
};

static char *batch_title(const void *record)
{
	const struct invoice_batch *batch = record;
	return xasprintf(_("Batch %lld"), (long long)batch->ordinal.value);
}

const struct entity invoice_batch_entity = {
	.name = "invoice_batch",
	.label = N_("Invoice batch"),
	.table = "invoice_batch",
	.size = sizeof(struct invoice_batch),
	.fields = batch_fields,
	.field_count = sizeof(batch_fields) / sizeof(*batch_fields),
	.title = batch_title,
};

/* ---- items ---- */

#define IN_ITEM(member) offsetof(struct invoice_item, member)

static const struct field item_fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | KEPT, IN_ITEM(network), NULL, NULL,
		NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE, FIELD_SYSTEM, IN_ITEM(participant),
		NULL, &participant_entity, NULL},
	{"kind", N_("Kind"), FIELD_CHOICE, KEPT, IN_ITEM(kind), &invoice_kinds, NULL, NULL},
	{"person", N_("Person"), FIELD_TEXT,
		FIELD_SYSTEM | FIELD_IDENTITY | FIELD_LISTED | FIELD_NAME, IN_ITEM(person), NULL,
		NULL, NULL},
	{"organisation", N_("Organisation"), FIELD_TEXT, FIELD_SYSTEM | FIELD_LISTED | FIELD_OPEN,
		IN_ITEM(organisation), NULL, NULL, NULL},
	{"organisation_code", N_("Register code"), FIELD_TEXT, FIELD_SYSTEM | FIELD_OPEN,
		IN_ITEM(organisation_code), NULL, NULL, NULL},
	{"organisation_number", N_("Organisation number"), FIELD_TEXT, FIELD_SYSTEM | FIELD_LISTED,
		IN_ITEM(organisation_number), NULL, NULL, NULL},
	{"gln", N_("GLN"), FIELD_TEXT, FIELD_SYSTEM, IN_ITEM(gln), NULL, NULL, NULL},
	{"peppol_id", N_("Peppol-ID"), FIELD_TEXT, FIELD_SYSTEM, IN_ITEM(peppol_id), NULL, NULL,
		NULL},
	{"buyer_reference", N_("Invoice reference"), FIELD_TEXT, FIELD_SYSTEM | FIELD_LISTED,
		IN_ITEM(buyer_reference), NULL, NULL, NULL},
	{"order_reference", N_("Order reference"), FIELD_TEXT, FIELD_SYSTEM | FIELD_LISTED,
		IN_ITEM(order_reference), NULL, NULL, NULL},
	{"status", N_("Status"), FIELD_CHOICE,
		FIELD_STATUS | FIELD_SYSTEM | FIELD_REQUIRED | FIELD_LISTED, IN_ITEM(status),
		&invoice_statuses, NULL, NULL},
	{"status_reason", N_("Reason"), FIELD_TEXT, FIELD_STATUS | FIELD_SYSTEM | FIELD_IDENTITY,
		IN_ITEM(status_reason), NULL, NULL, NULL},
	{"decision", N_("After withdrawal"), FIELD_CHOICE, FIELD_SYSTEM, IN_ITEM(decision),
		&invoice_decisions, NULL, NULL},
	{"amount", N_("Amount"), FIELD_MONEY, KEPT | FIELD_LISTED, IN_ITEM(amount), NULL, NULL,
		NULL},
	{"credits_id", N_("Takes back"), FIELD_REFERENCE, FIELD_SYSTEM, IN_ITEM(credits), NULL,
		&invoice_item_entity, NULL},
	{"batch_id", N_("Batch"), FIELD_REFERENCE, FIELD_SYSTEM, IN_ITEM(batch), NULL,
		&invoice_batch_entity, NULL},
	{"paid_on", N_("Paid on"), FIELD_DATE, FIELD_SYSTEM, IN_ITEM(paid_on), NULL, NULL, NULL},
	{"keep_until", N_("Kept until"), FIELD_DATE, FIELD_SYSTEM, IN_ITEM(keep_until), NULL, NULL,
		NULL},
	{"protected", N_("Protected identity"), FIELD_FLAG, KEPT, IN_ITEM(is_protected), NULL, NULL,
		NULL},
	{"created_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, IN_ITEM(created_at), NULL,
		NULL, NULL},
	{"updated_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, IN_ITEM(updated_at), NULL,
		NULL, NULL},
};

static bool item_validate(
	const void *record, const struct rule_context *context, struct error *error)
{
	const struct invoice_item *item = record;
	bool credit = item->kind.value == INVOICE_CREDIT;
	(void)context;
	if (credit ? item->amount.value > 0 : item->amount.value < 0)
		return error_set_field(error, ERROR_DATA, "amount",
			_("A fee cannot be negative, and a credit cannot be positive."));
	if (credit != item->credits.known)
		return error_set_field(error, ERROR_DATA, "credits_id",
			_("A credit takes back an item, and only a credit does."));
	if (item->status.value == INVOICE_EXPORTED && !item->batch.known)
		return error_set_field(
			error, ERROR_DATA, "batch_id", _("An exported item is in a batch."));
	return true;
}

static char *item_title(const void *record)
{
	const struct invoice_item *item = record;
	return xasprintf(_("Invoice item no. %lld"), (long long)item->record.id);
}

static bool item_is_protected(const void *record)
{
	const struct invoice_item *item = record;
	return item->is_protected.known && item->is_protected.value;
}

const struct entity invoice_item_entity = {
	.name = "invoice_item",
	.label = N_("Invoice item"),
	.table = "invoice_item",
	.size = sizeof(struct invoice_item),
	.fields = item_fields,
	.field_count = sizeof(item_fields) / sizeof(*item_fields),
	.validate = item_validate,
	.title = item_title,
	.is_protected = item_is_protected,
};

bool invoice_is_locked(const struct invoice_item *item)
{
	return item->batch.known;
}

bool invoice_is_live(const struct invoice_item *item)
{
	return item->kind.value == INVOICE_FEE && item->status.value != INVOICE_CREDITED &&
	       item->status.value != INVOICE_WAIVED;
}

static void set_text(char **to, const char *text)
{
	char *copy = xstrdup(text);
	free(*to);
	*to = copy;
}

void invoice_fill(struct invoice_item *item, const struct participant *participant)
{
	free(item->person);
	item->person = participant_list_name(participant);
	item->is_protected = (struct number){
		.known = true, .value = participant->is_protected.value};
	set_text(&item->organisation, participant->organisation);
	set_text(&item->organisation_code, participant->organisation_code);
	set_text(&item->organisation_number, participant->organisation_number);
	set_text(&item->gln, participant->gln);
	set_text(&item->peppol_id, participant->peppol_id);
	set_text(&item->buyer_reference, participant->buyer_reference);
	set_text(&item->order_reference, participant->order_reference);
}

unsigned invoice_missing(const struct participant *participant)
{
	char number[ORGANISATION_NUMBER_SIZE];
	struct error ignored = {0};
	unsigned missing = participant_missing(participant) &
			   (MISSING_ORGANISATION_NUMBER | MISSING_REFERENCE);
	if (participant->organisation_number &&
		!payer_read_number(participant->organisation_number, number, &ignored))
		missing |= MISSING_ORGANISATION_NUMBER;
	error_finish(&ignored);
	return missing;
}

bool invoice_is_booked(const struct invoice_item *item)
{
	return item->status.value == INVOICE_EXPORTED || item->status.value == INVOICE_PAID ||
	       item->status.value == INVOICE_CREDITED;
}

int64_t invoice_keep_until(int64_t exported_on)
{
	return date_from_civil((struct civil){
		.year = date_to_civil(exported_on).year + YEARS_KEPT, .month = 12, .day = 31});
}
