/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fee: who owes it and what is missing, the basis of invoices, and what a human decides. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/meter.h"
#include "base/text.h"
#include "service/invoice.h"
#include "tui/change.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/filesheet.h"
#include "tui/folder.h"
#include "tui/money.h"
#include "tui/veil.h"

/* Cells of the longest bar. */
#define BAR_CELLS 24

/* ---- the picture ---- */

/* "━━━━━━──── 12 · 14 400 kr" */
static char *bar_text(const struct dashboard *dashboard, const struct invoice_picture *picture,
	enum invoice_status status)
{
	size_t count = picture->counts[status];
	char *bar = meter_text(
		BAR_CELLS, (int64_t)count, (int64_t)picture->count, true, dashboard->canvas->ascii);
	char *sum = money_format(picture->sums[status]);
	char *text = xasprintf("%s %3zu  %s", bar, count, sum);
	free(sum);
	free(bar);
	return text;
}

static void tell_states(
	struct dashboard *dashboard, struct sheet *sheet, const struct invoice_picture *picture)
{
	static const enum role roles[] = {
		[INVOICE_INCOMPLETE] = ROLE_WARNING,
		[INVOICE_READY] = ROLE_GOOD,
		[INVOICE_EXPORTED] = ROLE_ACCENT,
		[INVOICE_PAID] = ROLE_TEXT,
		[INVOICE_CREDITED] = ROLE_DIM,
		[INVOICE_WAIVED] = ROLE_DIM,
	};
	for (int status = INVOICE_INCOMPLETE; status <= INVOICE_WAIVED; status++) {
		const struct choice *choice = &invoice_statuses.items[status];
		if (status >= INVOICE_CREDITED && !picture->counts[status])
			continue;
		char *bar = bar_text(dashboard, picture, (enum invoice_status)status);
		char *label = xasprintf("%s %s",
			dashboard->canvas->ascii ? choice->sign_ascii : choice->sign,
			choice_label(&invoice_statuses, status));
		sheet_pair(sheet, label, picture->counts[status] ? roles[status] : ROLE_DIM, bar);
		free(label);
		free(bar);
	}
}

static void tell_rules(struct sheet *sheet, const struct invoice_picture *picture)
{
	const struct network *network = &picture->network;
	size_t late = 0;
	for (size_t i = 0; i < picture->count; i++)
		late += picture->lines[i].late;
	char *fee = network->fee.known ? money_format(network->fee.value) : xstrdup(_("unknown"));
	sheet_pair(sheet, _("Fee per person"), ROLE_TEXT, fee);
	free(fee);
	sheet_pair(sheet, _("VAT"), network->vat.known ? ROLE_TEXT : ROLE_WARNING,
		network->vat.known ? choice_label(&network_vats, (int)network->vat.value)
				   : _("not known: asked when the basis is exported"));
	if (late) {
		char *rule = xasprintf(PLURAL_("%zu person. %s", "%zu people. %s", late), late,
			invoice_late_rule(network));
		sheet_pair(sheet, _("Late sign-up"), ROLE_TEXT, rule);
		free(rule);
	}
	if (picture->undecided)
		sheet_pair(sheet, _("Withdrawal"), ROLE_WARNING, invoice_withdrawal_rule(network));
}

/* "Lunds kommun · 212000-1355 · LUN-4410 · 2 400 kr" */
static void tell_group(struct sheet *sheet, const struct invoice_picture *picture,
	const struct invoice_group *group)
{
	const struct invoice_item *item = picture->lines[group->first].item;
	const char *reference = item->buyer_reference ? item->buyer_reference
						      : item->order_reference;
	char *sum = money_format(group->total);
	struct buffer text = {0};
	buffer_append(&text, item->organisation ? item->organisation : _("(no organisation)"));
	if (item->organisation_number)
		buffer_printf(&text, " · %s", item->organisation_number);
	if (reference)
		buffer_printf(&text, " · %s", reference);
	buffer_printf(&text, " · %s", sum);
	sheet_heading(sheet, text.data);
	buffer_finish(&text);
	free(sum);
}

static void tell_line(
	const struct dashboard *dashboard, struct sheet *sheet, const struct invoice_line *line)
{
	const struct invoice_item *item = line->item;
	const struct choice *choice = &invoice_statuses.items[item->status.value];
	char *sum = money_format(item->amount.value);
	char *hindrance = invoice_line_hindrance(line);
	struct buffer text = {0};
	buffer_printf(&text, "%s · %s", item->person ? item->person : _("(erased)"), sum);
	if (line->batch)
		buffer_printf(&text, _(" · batch %lld"), (long long)line->batch);
	if (*hindrance)
		buffer_printf(&text, " · %s", hindrance);
	else if (item->status.value != INVOICE_READY || item->kind.value == INVOICE_CREDIT)
		buffer_printf(
			&text, " · %s", choice_label(&invoice_statuses, (int)item->status.value));
	sheet_item(
		sheet, dashboard->canvas->ascii ? choice->sign_ascii : choice->sign, 1, text.data);
	sheet->lines[sheet->count - 1].role = *hindrance ? ROLE_WARNING : ROLE_TEXT;
	if (line->participant)
		sheet_link(sheet, &participant_entity, line->participant->record.id);
	buffer_finish(&text);
	free(hindrance);
	free(sum);
}

/* While the screen is shared: initials beside the organisation, as in the list of participants. */
static void veil_line(const struct dashboard *dashboard, struct invoice_line *line)
{
	veil_record(dashboard, &invoice_item_entity, line->item);
	if (!line->participant)
		return;
	veil_record(dashboard, &participant_entity, line->participant);
	free(line->item->person);
	line->item->person = participant_list_name(line->participant);
}

static bool picture_make(struct dashboard *dashboard, struct sheet *sheet, void *context)
{
	struct invoice_query query = {0};
	struct invoice_picture picture;
	struct error error = {0};
	(void)context;
	if (!service_invoice_read(dashboard->service, &query, &picture, &error)) {
		error_finish(&error);
		return false;
	}
	for (size_t i = 0; dashboard->veiled && i < picture.count; i++)
		veil_line(dashboard, &picture.lines[i]);
	tell_states(dashboard, sheet, &picture);
	sheet_blank(sheet);
	tell_rules(sheet, &picture);
	for (size_t group = 0; group < picture.group_count; group++) {
		tell_group(sheet, &picture, &picture.groups[group]);
		for (size_t i = 0; i < picture.groups[group].count; i++)
			tell_line(
				dashboard, sheet, &picture.lines[picture.groups[group].first + i]);
	}
	if (!picture.count)
		sheet_text(sheet, ROLE_DIM, _("Nobody pays a fee yet."));
	invoice_picture_finish(&picture);
	return true;
}

unsigned money_picture(struct dashboard *dashboard)
{
	struct reader reader = {.title = _("Invoices"), .full = true, .remake = picture_make};
	struct error error = {0};
	if (!picture_make(dashboard, &reader.sheet, NULL)) {
		error_set(&error, ERROR_IO, _("The invoices cannot be read."));
		return dashboard_complain(dashboard, &error);
	}
	reader_open(dashboard, &reader);
	return EFFECT_DRAW;
}

/* ---- the basis ---- */

struct plan {
	struct number vat;
	int form;
	char *folder;
};

static void plan_free(void *context)
{
	struct plan *plan = context;
	free(plan->folder);
	free(plan);
}

static struct plan *plan_copy(const struct plan *plan)
{
	struct plan *copy = xcalloc(1, sizeof(*copy));
	*copy = *plan;
	copy->folder = xstrdup(plan->folder);
	return copy;
}

static bool export(struct dashboard *dashboard, const struct plan *plan, bool write,
	struct invoice_export *result, struct error *error)
{
	struct invoice_order order = {.vat = plan->vat,
		.formats = plan->form == FORM_WORKBOOK ? FORMAT_XLSX : FORMAT_CSV,
		.encoding = plan->form == FORM_WINDOWS ? CSV_WINDOWS_1252 : CSV_UTF8,
		.folder = plan->folder,
		.write = write};
	return service_invoice_export(dashboard->service, &order, result, error);
}

static unsigned write_agreed(struct dashboard *dashboard, void *context)
{
	struct invoice_export result;
	struct error error = {0};
	if (!export(dashboard, context, true, &result, &error))
		return dashboard_complain(dashboard, &error);
	char *path = folder_shorten(result.paths[0]);
	char *sum = money_format(result.total);
	dashboard_say(dashboard, ROLE_GOOD,
		xasprintf(PLURAL_("Wrote %s: %zu item, %s.", "Wrote %s: %zu items, %s.",
				  result.items),
			path, result.items, sum));
	free(sum);
	free(path);
	invoice_export_finish(&result);
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static void tell_sums(struct sheet *sheet, const struct invoice_export *result)
{
	for (size_t i = 0; i < result->sum_count; i++) {
		const struct invoice_sum *sum = &result->sums[i];
		char *total = money_format(sum->total);
		char *line = xasprintf(
			PLURAL_("%s, %s: %zu item, %s", "%s, %s: %zu items, %s", sum->count),
			sum->organisation ? sum->organisation : _("(no organisation)"),
			sum->reference ? sum->reference : "–", sum->count, total);
		sheet_item(sheet, "•", 1, line);
		free(line);
		free(total);
	}
}

static void tell_basis(struct sheet *sheet, const struct invoice_export *result)
{
	char *sum = money_format(result->total);
	char *batch = xasprintf(PLURAL_("%lld, %zu item, %s", "%lld, %zu items, %s", result->items),
		(long long)result->ordinal, result->items, sum);
	sheet_text(sheet, ROLE_WARNING,
		_("The items are locked and this cannot be undone; what turns out wrong is taken "
		  "back by a credit line in the next batch."));
	sheet_blank(sheet);
	sheet_pair(sheet, _("File"), ROLE_TEXT, result->files[0]);
	sheet_pair(sheet, _("Batch"), ROLE_TEXT, batch);
	sheet_pair(sheet, _("VAT"), ROLE_TEXT, choice_label(&network_vats, (int)result->vat));
	sheet_pair(sheet, _("Personal data"), ROLE_WARNING, _("yes"));
	free(batch);
	free(sum);
	if (result->incomplete) {
		char *left = xasprintf(
			PLURAL_("%zu item of which something is missing",
				"%zu items of which something is missing", result->incomplete),
			result->incomplete);
		sheet_pair(sheet, _("Left out"), ROLE_WARNING, left);
		free(left);
	}
	if (result->undecided) {
		char *left = xasprintf(
			PLURAL_("%zu item that waits for a decision",
				"%zu items that wait for a decision", result->undecided),
			result->undecided);
		sheet_pair(sheet, _("Left out"), ROLE_WARNING, left);
		free(left);
	}
	sheet_heading(sheet, _("Sums"));
	tell_sums(sheet, result);
	filesheet_lines(sheet, result->preview);
}

static bool folder_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct plan *plan = context;
	struct invoice_export result;
	free(plan->folder);
	plan->folder = folder_expand(*text ? text : ".");
	if (!export(dashboard, plan, false, &result, error))
		return false;
	free(dashboard->export_folder);
	dashboard->export_folder = xstrdup(text);
	struct reader reader = {.title = _("Export the basis of invoices?"),
		.agreed = write_agreed,
		.context = plan_copy(plan),
		.free_context = plan_free};
	tell_basis(&reader.sheet, &result);
	reader_open(dashboard, &reader);
	invoice_export_finish(&result);
	*effects = EFFECT_DRAW;
	return true;
}

static unsigned form_chosen(struct dashboard *dashboard, int form, void *context)
{
	struct plan *plan = plan_copy(context);
	plan->form = form;
	filesheet_ask_folder(
		dashboard, _("Export the basis of invoices"), folder_given, plan, plan_free);
	return EFFECT_DRAW;
}

static unsigned vat_chosen(struct dashboard *dashboard, int vat, void *context)
{
	struct plan *plan = plan_copy(context);
	plan->vat = (struct number){.known = true, .value = vat};
	filesheet_ask_form(
		dashboard, _("Export the basis of invoices"), form_chosen, plan, plan_free);
	return EFFECT_DRAW;
}

unsigned money_export(struct dashboard *dashboard)
{
	struct plan *plan = xcalloc(1, sizeof(*plan));
	if (dashboard->overview.network.vat.known) {
		plan->vat = dashboard->overview.network.vat;
		filesheet_ask_form(
			dashboard, _("Export the basis of invoices"), form_chosen, plan, plan_free);
		return EFFECT_DRAW;
	}
	struct picker picker = {.title = _("How is VAT treated? The network does not say."),
		.chosen = vat_chosen,
		.context = plan,
		.free_context = plan_free};
	for (size_t i = 0; i < network_vats.count; i++) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(choice_label(&network_vats, (int)i));
		item->value = (int)i;
	}
	picker_open(dashboard, &picker);
	return EFFECT_DRAW;
}

/* ---- deciding ---- */

/* The items that a deed is about: those of the marked participants. */
struct deed_plan {
	enum invoice_deed deed;
	int64_t *items;
	size_t count;
};

static void deed_free(void *context)
{
	struct deed_plan *plan = context;
	free(plan->items);
	free(plan);
}

static unsigned do_deed(struct dashboard *dashboard, const struct deed_plan *plan,
	const char *reason, struct error *error)
{
	struct invoice_deed_order order = {
		.deed = plan->deed, .items = plan->items, .count = plan->count, .reason = reason};
	struct bulk_result result;
	unsigned effects = EFFECT_NONE;
	if (service_invoice_do(dashboard->service, &order, &result, error)) {
		/* The exceptions are invoice items, and the marks are of people. */
		char *text = xasprintf(
			PLURAL_("%zu item changed, %zu left as it was. u undoes.",
				"%zu items changed, %zu left as they were. u undoes.",
				result.changed),
			result.changed, result.exception_count);
		list_clear_marks(&dashboard_focused(dashboard)->list);
		dashboard_say(dashboard, ROLE_GOOD, text);
		effects = EFFECT_DRAW | EFFECT_RELOAD;
	}
	bulk_result_finish(&result);
	return effects;
}

/* The newest item of each that the deed can be about: what is exported, or what is not yet. */
static bool collect(struct dashboard *dashboard, struct deed_plan *plan, struct error *error)
{
	const struct field *field = entity_field(&invoice_item_entity, "participant_id");
	bool locked = plan->deed == DEED_PAID || plan->deed == DEED_CREDIT;
	size_t count;
	int64_t *people = list_targets(&dashboard_focused(dashboard)->list, &count);
	bool ok = true;
	plan->items = xcalloc(count + 1, sizeof(*plan->items));
	for (size_t i = 0; ok && i < count; i++) {
		struct record_set set = {0};
		int64_t chosen = 0;
		ok = veil_referring(dashboard, &invoice_item_entity, field, people[i], &set, error);
		for (size_t j = 0; j < set.count; j++) {
			const struct invoice_item *item = record_set_at(&set, j);
			if (item->kind.value == INVOICE_FEE && invoice_is_locked(item) == locked &&
				item->status.value != INVOICE_CREDITED)
				chosen = item->record.id;
		}
		if (chosen)
			plan->items[plan->count++] = chosen;
		record_set_finish(&set);
	}
	free(people);
	if (ok && !plan->count)
		ok = error_set(error, ERROR_REFUSED, "%s",
			locked ? _("Nothing has been exported of what is selected.")
			       : _("What is selected has no fee that is not exported yet."));
	return ok;
}

static bool reason_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	*effects = do_deed(dashboard, context, text, error);
	return error->kind == ERROR_NONE;
}

static unsigned start_deed(
	struct dashboard *dashboard, enum invoice_deed deed, const char *title, const char *help)
{
	struct deed_plan *plan = xcalloc(1, sizeof(*plan));
	struct error error = {0};
	plan->deed = deed;
	if (!collect(dashboard, plan, &error)) {
		deed_free(plan);
		return dashboard_complain(dashboard, &error);
	}
	if (deed == DEED_PAID) {
		unsigned effects = do_deed(dashboard, plan, NULL, &error);
		deed_free(plan);
		return error.kind == ERROR_NONE ? effects : dashboard_complain(dashboard, &error);
	}
	struct prompt prompt = {.title = title,
		.label = _("Reason"),
		.help = help,
		.done = reason_given,
		.context = plan,
		.free_context = deed_free};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}

unsigned money_paid(struct dashboard *dashboard)
{
	return start_deed(dashboard, DEED_PAID, NULL, NULL);
}

unsigned money_waive(struct dashboard *dashboard)
{
	return start_deed(dashboard, DEED_WAIVE, _("Waive the fee"),
		invoice_withdrawal_rule(&dashboard->overview.network));
}

unsigned money_charge(struct dashboard *dashboard)
{
	return start_deed(dashboard, DEED_CHARGE, _("Charge the fee after all"),
		invoice_withdrawal_rule(&dashboard->overview.network));
}

unsigned money_credit(struct dashboard *dashboard)
{
	return start_deed(dashboard, DEED_CREDIT, _("Credit the fee"),
		_("What was exported stays; the next batch takes it back."));
}

/* ---- the form ---- */

bool money_number_given(struct form *form)
{
	size_t index = form_find(form, "organisation_number");
	return index < form->count && form_field_is_changed(&form->fields[index]);
}

bool money_say_news(struct dashboard *dashboard, const struct participant *before,
	bool number_given, const struct participant *saved)
{
	struct invoice_news news = service_invoice_news(
		dashboard->service, before, number_given, saved);
	if (news.locked)
		dashboard_say(dashboard, ROLE_WARNING,
			xstrdup(_("Saved. The fee is invoiced and stays so; “Credit the fee” takes "
				  "it back.")));
	else if (news.borrowed)
		dashboard_say(dashboard, ROLE_GOOD,
			xasprintf(_("Saved, with the organisation number %s of a colleague. u "
				    "undoes."),
				saved->organisation_number));
	return news.locked || news.borrowed;
}
