/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The basis of invoices: a numbered batch of items on its way to the organiser's invoicing. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "exchange/file.h"
#include "service/disclosure.h"
#include "service/invoice.h"
#include "service/private.h"

#define PREVIEW_LINES 40

/* A batch in the making. */
struct making {
	struct service *service;
	const struct invoice_order *order;
	struct invoice_export *export;
	struct invoice_picture picture; /* what is ready */
	struct spreadsheet *sheet;
	char *bytes[2]; /* of the files */
	size_t lengths[2];
	char digests[2][DIGEST_HEX_SIZE];
	struct error *error;
};

enum column {
	COLUMN_INVOICE,
	COLUMN_ORGANISATION,
	COLUMN_NUMBER,
	COLUMN_GLN,
	COLUMN_PEPPOL,
	COLUMN_BUYER,
	COLUMN_ORDER,
	COLUMN_PERSON,
	COLUMN_TEXT,
	COLUMN_QUANTITY,
	COLUMN_UNIT,
	COLUMN_PRICE,
	COLUMN_AMOUNT,
	COLUMN_VAT,
	COLUMN_BATCH,
	COLUMN_ITEM,
};

/* ---- the table ---- */

static void add_columns(struct spreadsheet *sheet)
{
	/* TRANSLATORS: the following are headings of the invoice file, one word if possible */
	spreadsheet_add_column(sheet, C_("column", "Invoice"), CELL_INTEGER);
	spreadsheet_add_column(sheet, _("Organisation"), CELL_TEXT);
	spreadsheet_add_column(sheet, _("Organisation number"), CELL_TEXT);
	spreadsheet_add_column(sheet, _("GLN"), CELL_TEXT);
	spreadsheet_add_column(sheet, _("Peppol-ID"), CELL_TEXT);
	/* The names of the Peppol standard, in every language. */
	spreadsheet_add_column(sheet, "BuyerReference", CELL_TEXT);
	spreadsheet_add_column(sheet, "OrderReference", CELL_TEXT);
	spreadsheet_add_column(sheet, _("Person"), CELL_TEXT);
	spreadsheet_add_column(sheet, C_("column", "Text"), CELL_TEXT);
	spreadsheet_add_column(sheet, C_("column", "Quantity"), CELL_INTEGER);
	spreadsheet_add_column(sheet, C_("column", "Unit"), CELL_TEXT);
	spreadsheet_add_column(sheet, C_("column", "Unit price"), CELL_MONEY);
	spreadsheet_add_column(sheet, C_("column", "Amount"), CELL_MONEY);
	spreadsheet_add_column(sheet, _("VAT"), CELL_TEXT);
	spreadsheet_add_column(sheet, C_("column", "Batch"), CELL_INTEGER);
	spreadsheet_add_column(sheet, C_("column", "Item"), CELL_INTEGER);
}

static void add_item_row(const struct making *making, const struct invoice_item *item, size_t group)
{
	struct spreadsheet *sheet = making->sheet;
	bool credit = item->kind.value == INVOICE_CREDIT;
	spreadsheet_add_row(sheet);
	spreadsheet_set_number(sheet, COLUMN_INVOICE, (int64_t)group + 1);
	spreadsheet_set_text(sheet, COLUMN_ORGANISATION, item->organisation);
	spreadsheet_set_text(sheet, COLUMN_NUMBER, item->organisation_number);
	spreadsheet_set_text(sheet, COLUMN_GLN, item->gln);
	spreadsheet_set_text(sheet, COLUMN_PEPPOL, item->peppol_id);
	spreadsheet_set_text(sheet, COLUMN_BUYER, item->buyer_reference);
	spreadsheet_set_text(sheet, COLUMN_ORDER, item->order_reference);
	spreadsheet_set_text(sheet, COLUMN_PERSON, item->person);
	const char *network = making->picture.network.name;
	char *text = credit ? xasprintf(_("Credit of item %lld, %s"),
				      (long long)item->credits.value, network)
			    : xstrdup(network);
	spreadsheet_set_text(sheet, COLUMN_TEXT, text);
	free(text);
	spreadsheet_set_number(sheet, COLUMN_QUANTITY, credit ? -1 : 1);
	/* TRANSLATORS: pieces, the unit of an invoice line */
	spreadsheet_set_text(sheet, COLUMN_UNIT, C_("unit", "pcs"));
	spreadsheet_set_number(
		sheet, COLUMN_PRICE, credit ? -item->amount.value : item->amount.value);
	spreadsheet_set_number(sheet, COLUMN_AMOUNT, item->amount.value);
	spreadsheet_set_text(
		sheet, COLUMN_VAT, choice_label(&network_vats, (int)making->export->vat));
	spreadsheet_set_number(sheet, COLUMN_BATCH, making->export->ordinal);
	spreadsheet_set_number(sheet, COLUMN_ITEM, item->record.id);
}

static void make_sheet(struct making *making)
{
	char date[11];
	date_to_iso(clock_today(making->service->clock), date);
	char *title = xasprintf(
		_("Invoice basis %s, batch %lld"), date, (long long)making->export->ordinal);
	making->sheet = spreadsheet_create(title);
	free(title);
	add_columns(making->sheet);
	int64_t quantity = 0;
	for (size_t group = 0; group < making->picture.group_count; group++) {
		const struct invoice_group *at = &making->picture.groups[group];
		for (size_t i = at->first; i < at->first + at->count; i++) {
			const struct invoice_item *item = making->picture.lines[i].item;
			add_item_row(making, item, group);
			quantity += item->kind.value == INVOICE_CREDIT ? -1 : 1;
		}
	}
	spreadsheet_add_sum_row(making->sheet);
	spreadsheet_set_text(making->sheet, COLUMN_ORGANISATION, _("Sum"));
	spreadsheet_set_number(making->sheet, COLUMN_QUANTITY, quantity);
	spreadsheet_set_number(making->sheet, COLUMN_AMOUNT, making->export->total);
	spreadsheet_set_text(
		making->sheet, COLUMN_VAT, choice_label(&network_vats, (int)making->export->vat));
	spreadsheet_set_number(making->sheet, COLUMN_BATCH, making->export->ordinal);
}

/* ---- what goes into it ---- */

static bool choose_vat(struct making *making)
{
	struct number vat = making->order->vat.known ? making->order->vat
						     : making->picture.network.vat;
	if (!vat.known)
		return error_set_field(making->error, ERROR_DATA, "vat",
			_("How VAT is treated is not known: say included, added or none."));
	making->export->vat = (enum network_vat)vat.value;
	return true;
}

static void add_sums(struct making *making)
{
	struct invoice_export *export = making->export;
	export->sums = xcalloc(making->picture.group_count + 1, sizeof(*export->sums));
	for (size_t i = 0; i < making->picture.group_count; i++) {
		const struct invoice_group *group = &making->picture.groups[i];
		const struct invoice_item *item = making->picture.lines[group->first].item;
		export->sums[export->sum_count++] = (struct invoice_sum){
			.organisation = xstrdup(item->organisation),
			.number = xstrdup(item->organisation_number),
			.reference = xstrdup(item->buyer_reference ? item->buyer_reference
								   : item->order_reference),
			.count = group->count,
			.total = group->total,
		};
		export->total += group->total;
		export->items += group->count;
	}
}

static bool next_ordinal(struct making *making)
{
	struct record_set batches = {0};
	bool ok = store_all(making->service->store, &invoice_batch_entity, making->service->network,
		&batches, making->error);
	making->export->ordinal = 1;
	for (size_t i = 0; ok && i < batches.count; i++) {
		const struct invoice_batch *batch = record_set_at(&batches, i);
		if (batch->ordinal.value >= making->export->ordinal)
			making->export->ordinal = batch->ordinal.value + 1;
	}
	record_set_finish(&batches);
	return ok;
}

/* What is left out, and why. */
static bool count_rest(struct making *making)
{
	struct invoice_query query = {.states = 1u << INVOICE_INCOMPLETE | 1u << INVOICE_READY};
	struct invoice_picture rest;
	if (!service_invoice_read(making->service, &query, &rest, making->error))
		return false;
	making->export->undecided = rest.undecided;
	for (size_t i = 0; i < rest.count; i++) {
		const struct invoice_item *item = rest.lines[i].item;
		making->export->incomplete += rest.lines[i].missing &&
					      !(item->decision.known &&
						      item->decision.value == DECISION_PENDING);
	}
	invoice_picture_finish(&rest);
	return true;
}

static bool refuse_empty(const struct making *making)
{
	const struct invoice_export *export = making->export;
	if (making->picture.count)
		return true;
	if (export->undecided)
		return error_set(making->error, ERROR_REFUSED,
			_("Nothing is ready to be invoiced: of %zu items something is missing, "
			  "and %zu wait for a decision."),
			export->incomplete, export->undecided);
	if (export->incomplete)
		return error_set(making->error, ERROR_REFUSED,
			PLURAL_("Nothing is ready to be invoiced: of %zu item the organisation "
				"number or the reference is missing.",
				"Nothing is ready to be invoiced: of %zu items the organisation "
				"number or the reference is missing.",
				export->incomplete),
			export->incomplete);
	return error_set(making->error, ERROR_REFUSED, _("There is nothing to invoice."));
}

static char *file_name(const struct making *making, const char *ending)
{
	char date[11];
	date_to_iso(clock_today(making->service->clock), date);
	return xasprintf("underlag-%s-b%lld.%s", date, (long long)making->export->ordinal, ending);
}

static bool make_bytes(struct making *making)
{
	const struct invoice_order *order = making->order;
	unsigned formats = order->formats ? order->formats : FORMAT_CSV;
	size_t count = 0;
	bool ok = true;
	if (formats & FORMAT_CSV) {
		making->export->files[count] = file_name(making, "csv");
		making->bytes[count] = spreadsheet_to_csv(
			making->sheet, order->encoding, &making->lengths[count], making->error);
		ok = making->bytes[count++] != NULL;
	}
	if (ok && formats & FORMAT_XLSX) {
		making->export->files[count] = file_name(making, "xlsx");
		making->bytes[count] = spreadsheet_to_xlsx(making->sheet, making->service->clock,
			&making->lengths[count], making->error);
		ok = making->bytes[count++] != NULL;
	}
	for (size_t i = 0; ok && i < count; i++)
		digest_sha256(making->bytes[i], making->lengths[i], making->digests[i]);
	return ok;
}

/* All of the batch that is not written anywhere. */
static bool make(struct making *making)
{
	struct invoice_query due = {.due = true};
	if (!service_invoice_read(making->service, &due, &making->picture, making->error) ||
		!choose_vat(making) || !count_rest(making) || !refuse_empty(making) ||
		!next_ordinal(making))
		return false;
	add_sums(making);
	make_sheet(making);
	making->export->preview = spreadsheet_preview(making->sheet, PREVIEW_LINES);
	return make_bytes(making);
}

/* ---- writing ---- */

static bool insert_batch(struct making *making, int64_t *id)
{
	const struct invoice_export *export = making->export;
	int64_t today = clock_today(making->service->clock);
	struct invoice_batch *batch = service_new(making->service, &invoice_batch_entity);
	number_set(&batch->ordinal, export->ordinal);
	number_set(&batch->dated, today);
	number_set(&batch->vat, export->vat);
	number_set(&batch->items, (int64_t) export->items);
	number_set(&batch->total, export->total);
	number_set(&batch->keep_until, invoice_keep_until(today));
	batch->file = xstrdup(export->files[0]);
	batch->digest = xstrdup(making->digests[0]);
	batch->second_file = xstrdup(export->files[1]);
	batch->second_digest = export->files[1] ? xstrdup(making->digests[1]) : NULL;
	batch->exported_by = xstrdup(making->service->who);
	bool ok = store_insert(making->service->store, &invoice_batch_entity, batch, making->error);
	*id = batch->record.id;
	record_destroy(&invoice_batch_entity, batch);
	return ok;
}

static bool lock_items(struct making *making, int64_t batch)
{
	int64_t keep_until = invoice_keep_until(clock_today(making->service->clock));
	bool ok = true;
	for (size_t i = 0; ok && i < making->picture.count; i++) {
		struct invoice_item *item = making->picture.lines[i].item;
		number_set(&item->status, INVOICE_EXPORTED);
		number_set(&item->batch, batch);
		number_set(&item->keep_until, keep_until);
		ok = store_update(
			making->service->store, &invoice_item_entity, item, making->error);
	}
	return ok;
}

static bool disclose(struct making *making)
{
	int64_t *ids = xcalloc(making->picture.count + 1, sizeof(*ids));
	struct disclosure_order order = {.what = "invoice",
		.purpose = PURPOSE_INVOICING,
		.recipient = making->order->recipient,
		.participants = ids};
	bool ok = true;
	for (size_t i = 0; i < making->picture.count; i++) {
		const struct invoice_line *line = &making->picture.lines[i];
		bool again = i && line->item->participant.known &&
			     making->picture.lines[i - 1].item->participant.value ==
				     line->item->participant.value;
		if (line->participant && !again)
			ids[order.count++] = line->participant->record.id;
	}
	for (size_t i = 0; ok && i < 2 && making->export->files[i]; i++) {
		order.file = making->export->files[i];
		order.digest = making->digests[i];
		ok = service_disclose_within(making->service, &order, making->error);
	}
	free(ids);
	return ok;
}

/* Nothing that says something else is written over, and what was written is taken back when the
 * rest fails. */
static void take_back_files(const struct making *making)
{
	for (size_t i = 0; i < 2 && making->export->paths[i]; i++)
		unlink(making->export->paths[i]);
}

struct bytes {
	const char *data;
	size_t length;
};

/* The program may have been killed between the file and the commit: what was left says the same. */
static bool is_same(const char *bytes, size_t length, void *context)
{
	const struct bytes *ours = context;
	return length == ours->length && !memcmp(bytes, ours->data, length);
}

static bool write_files(struct making *making)
{
	const struct invoice_export *export = making->export;
	bool ok = file_make_folder(making->order->folder, making->error);
	for (size_t i = 0; ok && i < 2 && export->files[i]; i++) {
		char *path = xasprintf("%s/%s", making->order->folder, export->files[i]);
		struct bytes ours = {making->bytes[i], making->lengths[i]};
		ok = file_write(path, ours.data, ours.length, false, is_same, &ours, making->error);
		if (ok)
			making->export->paths[i] = path;
		else
			free(path);
	}
	return ok;
}

static char *batch_title(const struct invoice_export *export)
{
	char *sum = money_format(export->total);
	char *title = xasprintf(PLURAL_("Invoice batch %lld: %zu item, %s",
					"Invoice batch %lld: %zu items, %s", export->items),
		(long long)export->ordinal, export->items, sum);
	free(sum);
	return title;
}

static void making_finish(struct making *making)
{
	invoice_picture_finish(&making->picture);
	spreadsheet_destroy(making->sheet);
	free(making->bytes[0]);
	free(making->bytes[1]);
}

/* Now that the database is ours: would the file still say the same? */
static bool is_current(const struct making *making)
{
	struct invoice_export export = {0};
	struct making again = *making;
	again.export = &export;
	again.picture = (struct invoice_picture){0};
	again.sheet = NULL;
	again.bytes[0] = again.bytes[1] = NULL;
	bool ok = make(&again);
	if (ok && strcmp(again.digests[0], making->digests[0]) != 0)
		ok = error_set(making->error, ERROR_CONFLICT,
			_("Something has been changed meanwhile; nothing has been written. Look "
			  "at the preview again."));
	making_finish(&again);
	invoice_export_finish(&export);
	return ok;
}

static bool write_batch(struct making *making)
{
	int64_t id;
	char *title = batch_title(making->export);
	bool ok = service_begin(making->service, title, true, making->error);
	free(title);
	if (!ok)
		return false;
	ok = is_current(making) && insert_batch(making, &id) && lock_items(making, id) &&
	     disclose(making) && write_files(making);
	ok = service_end(making->service, ok, making->error);
	if (!ok)
		take_back_files(making);
	return ok;
}

bool service_invoice_export(struct service *service, const struct invoice_order *order,
	struct invoice_export *export, struct error *error)
{
	struct making making = {
		.service = service, .order = order, .export = export, .error = error};
	*export = (struct invoice_export){0};
	bool ok = make(&making) && (!order->write || write_batch(&making));
	making_finish(&making);
	if (!ok)
		invoice_export_finish(export);
	return ok;
}

void invoice_export_finish(struct invoice_export *export)
{
	for (size_t i = 0; i < 2; i++) {
		free(export->files[i]);
		free(export->paths[i]);
	}
	for (size_t i = 0; i < export->sum_count; i++) {
		free(export->sums[i].organisation);
		free(export->sums[i].number);
		free(export->sums[i].reference);
	}
	free(export->sums);
	free(export->preview);
	*export = (struct invoice_export){0};
}

/* ---- after seven years ---- */

static bool dispose_items(
	struct service *service, int64_t batch, size_t *items, struct error *error)
{
	struct record_set set = {0};
	bool ok = store_referring(service->store, &invoice_item_entity,
		entity_field(&invoice_item_entity, "batch_id"), batch, &set, error);
	/* Credits refer to what they take back, and come after it. */
	for (size_t i = set.count; ok && i > 0; i--) {
		const struct record *item = record_set_at(&set, i - 1);
		ok = store_delete(service->store, &invoice_item_entity, item->id, error);
		*items += ok;
	}
	record_set_finish(&set);
	return ok;
}

static bool holds_batch(const struct record_set *batches, size_t from, struct number batch)
{
	for (size_t i = from; batch.known && i < batches->count; i++) {
		if (((const struct record *)record_set_at(batches, i))->id == batch.value)
			return true;
	}
	return false;
}

/* Does everything that takes back something of this item go too? */
static bool credits_go(struct service *service, const struct record *item,
	const struct record_set *batches, size_t from, bool *go, struct error *error)
{
	struct record_set credits = {0};
	bool ok = store_referring(service->store, &invoice_item_entity,
		entity_field(&invoice_item_entity, "credits_id"), item->id, &credits, error);
	for (size_t i = 0; ok && i < credits.count; i++) {
		const struct invoice_item *credit = record_set_at(&credits, i);
		*go = *go && holds_batch(batches, from, credit->batch);
	}
	record_set_finish(&credits);
	return ok;
}

/* Of the batches after this one only those that go are left. */
static bool is_due(struct service *service, const struct record_set *batches, size_t index,
	int64_t on, bool *due, struct error *error)
{
	const struct invoice_batch *batch = record_set_at(batches, index);
	struct record_set items = {0};
	*due = !batch->disposed_on.known && batch->keep_until.value < on;
	if (!*due)
		return true;
	bool ok = store_referring(service->store, &invoice_item_entity,
		entity_field(&invoice_item_entity, "batch_id"), batch->record.id, &items, error);
	for (size_t i = 0; ok && *due && i < items.count; i++)
		ok = credits_go(service, record_set_at(&items, i), batches, index + 1, due, error);
	record_set_finish(&items);
	return ok;
}

static void drop(struct record_set *set, size_t index)
{
	size_t size = set->entity->size;
	char *at = set->records + index * size;
	record_finish(set->entity, at);
	memmove(at, at + size, (set->count - index - 1) * size);
	set->count--;
}

bool service_invoice_due(
	struct service *service, int64_t on, struct record_set *batches, struct error *error)
{
	bool ok = store_all(
		service->store, &invoice_batch_entity, service->network, batches, error);
	for (size_t i = batches->count; ok && i > 0; i--) {
		bool due;
		ok = is_due(service, batches, i - 1, on, &due, error);
		if (ok && !due)
			drop(batches, i - 1);
	}
	return ok;
}

bool service_invoice_dispose_within(struct service *service, size_t *items, struct error *error)
{
	struct record_set set = {0};
	int64_t today = clock_today(service->clock);
	bool ok = service_invoice_due(service, today, &set, error);
	*items = 0;
	/* The newest first, for the same reason. */
	for (size_t i = set.count; ok && i > 0; i--) {
		struct invoice_batch *batch = record_copy(
			&invoice_batch_entity, record_set_at(&set, i - 1));
		number_set(&batch->disposed_on, today);
		ok = store_update(service->store, &invoice_batch_entity, batch, error) &&
		     dispose_items(service, batch->record.id, items, error);
		record_destroy(&invoice_batch_entity, batch);
	}
	record_set_finish(&set);
	return ok;
}
