/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invoice items as people look at them: beside whom they are about, grouped as invoices. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "service/invoice.h"
#include "store/page.h"

#define PAGE_ROWS 500

/* What reading needs: the people by their id, and the numbers of the batches. */
struct reading {
	const struct invoice_query *query;
	struct record_set people; /* of the network, by id */
	struct record_set batches;
	int64_t *chosen; /* ids that the filter lets through, sorted; NULL without a filter */
	size_t chosen_count;
};

static int compare_ids(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

static int compare_records(const void *left, const void *right)
{
	int64_t a = ((const struct record *)left)->id, b = ((const struct record *)right)->id;
	return (a > b) - (a < b);
}

static bool choose_people(struct service *service, struct reading *reading, struct error *error)
{
	struct list_query query = {.entity = &participant_entity,
		.network = service->network,
		.all = true,
		.filter = reading->query->participants};
	struct page_key key = {0};
	bool ok = true;
	reading->chosen = xcalloc(1, sizeof(*reading->chosen));
	for (size_t got = PAGE_ROWS; ok && got == PAGE_ROWS;) {
		struct list_page page = {0};
		ok = store_page(service->store, &query,
			reading->chosen_count ? PAGE_AFTER : PAGE_FIRST, &key, PAGE_ROWS, &page,
			error);
		got = ok ? page.set.count : 0;
		reading->chosen = xreallocarray(
			reading->chosen, reading->chosen_count + got + 1, sizeof(*reading->chosen));
		for (size_t i = 0; i < got; i++)
			reading->chosen[reading->chosen_count++] =
				((const struct record *)record_set_at(&page.set, i))->id;
		if (got)
			page_key_copy(&key, &page.keys[got - 1]);
		list_page_finish(&page);
	}
	page_key_finish(&key);
	qsort(reading->chosen, reading->chosen_count, sizeof(*reading->chosen), compare_ids);
	return ok;
}

static const void *find_record(const struct record_set *set, int64_t id)
{
	struct record key = {.id = id};
	return set->count
		       ? bsearch(&key, set->records, set->count, set->entity->size, compare_records)
		       : NULL;
}

static bool is_wanted(const struct reading *reading, const struct invoice_item *item)
{
	const struct invoice_query *query = reading->query;
	if (query->states && !(query->states & 1u << item->status.value))
		return false;
	if (query->participant && item->participant.value != query->participant)
		return false;
	return !reading->chosen ||
	       bsearch(&item->participant.value, reading->chosen, reading->chosen_count,
		       sizeof(*reading->chosen), compare_ids);
}

/* What has become ready at any time is looked at once more. */
static bool is_due(const struct invoice_line *line)
{
	const struct invoice_item *item = line->item;
	bool known = line->participant || item->kind.value == INVOICE_CREDIT;
	return item->status.value == INVOICE_READY && known && !line->missing &&
	       !(item->decision.known && item->decision.value == DECISION_PENDING);
}

static void add_line(struct invoice_picture *picture, const struct reading *reading,
	const struct invoice_item *stored)
{
	struct invoice_line *line = &picture->lines[picture->count++];
	const struct participant *participant = stored->participant.known
							? find_record(&reading->people,
								  stored->participant.value)
							: NULL;
	const struct invoice_batch *batch = stored->batch.known ? find_record(&reading->batches,
									  stored->batch.value)
								: NULL;
	*line = (struct invoice_line){
		.item = record_copy(&invoice_item_entity, stored),
		.participant = participant ? record_copy(&participant_entity, participant) : NULL,
		.batch = batch ? batch->ordinal.value : 0,
	};
	/* A credit says what was invoiced, whatever has become of the payer since. */
	if (participant && !batch && stored->kind.value == INVOICE_FEE) {
		invoice_fill(line->item, participant);
		line->missing = invoice_missing(participant);
	}
	if (reading->query->due && !is_due(line)) {
		picture->count--;
		record_destroy(&invoice_item_entity, line->item);
		record_destroy(&participant_entity, line->participant);
		return;
	}
	line->late = participant && participant->admitted_on.known &&
		     picture->network.starts_on.known &&
		     participant->admitted_on.value > picture->network.starts_on.value;
	picture->counts[stored->status.value]++;
	picture->sums[stored->status.value] += stored->amount.value;
	picture->undecided += stored->decision.known &&
			      stored->decision.value == DECISION_PENDING &&
			      stored->status.value != INVOICE_WAIVED;
}

/* ---- order and groups ---- */

static int compare_texts(struct collator *collator, const char *left, const char *right)
{
	/* Unknown stands last. */
	if (!left || !right)
		return (left == NULL) - (right == NULL);
	return collator_compare(collator, left, right);
}

static int compare_payers(
	const struct invoice_item *left, const struct invoice_item *right, void *collator)
{
	int order = compare_texts(collator, left->organisation, right->organisation);
	if (!order)
		order = compare_texts(
			collator, left->organisation_number, right->organisation_number);
	if (!order)
		order = compare_texts(collator, left->buyer_reference, right->buyer_reference);
	return order ? order
		     : compare_texts(collator, left->order_reference, right->order_reference);
}

static int compare_lines(const void *left, const void *right, void *collator)
{
	const struct invoice_item *a = ((const struct invoice_line *)left)->item;
	const struct invoice_item *b = ((const struct invoice_line *)right)->item;
	int order = compare_payers(a, b, collator);
	if (!order)
		order = compare_texts(collator, a->person, b->person);
	return order ? order : compare_records(a, b);
}

static bool same_text(const char *left, const char *right)
{
	return left && right ? !strcmp(left, right) : left == right;
}

static bool same_invoice(const struct invoice_item *left, const struct invoice_item *right)
{
	return same_text(left->organisation, right->organisation) &&
	       same_text(left->organisation_number, right->organisation_number) &&
	       same_text(left->gln, right->gln) && same_text(left->peppol_id, right->peppol_id) &&
	       same_text(left->buyer_reference, right->buyer_reference) &&
	       same_text(left->order_reference, right->order_reference);
}

static void make_groups(struct invoice_picture *picture)
{
	picture->groups = xcalloc(picture->count + 1, sizeof(*picture->groups));
	for (size_t i = 0; i < picture->count; i++) {
		const struct invoice_item *item = picture->lines[i].item;
		if (!i || !same_invoice(picture->lines[i - 1].item, item))
			picture->groups[picture->group_count++].first = i;
		struct invoice_group *group = &picture->groups[picture->group_count - 1];
		group->count++;
		group->total += item->amount.value;
	}
}

static bool read_lines(struct service *service, struct reading *reading,
	struct invoice_picture *picture, struct error *error)
{
	struct record_set items = {0};
	if (!store_all(service->store, &invoice_item_entity, service->network, &items, error))
		return false;
	picture->lines = xcalloc(items.count + 1, sizeof(*picture->lines));
	for (size_t i = 0; i < items.count; i++) {
		const struct invoice_item *item = record_set_at(&items, i);
		if (is_wanted(reading, item))
			add_line(picture, reading, item);
	}
	record_set_finish(&items);
	struct collator *collator = collator_create();
	qsort_r(picture->lines, picture->count, sizeof(*picture->lines), compare_lines, collator);
	collator_destroy(collator);
	make_groups(picture);
	return true;
}

bool service_invoice_read(struct service *service, const struct invoice_query *query,
	struct invoice_picture *picture, struct error *error)
{
	struct reading reading = {.query = query};
	*picture = (struct invoice_picture){0};
	bool ok = service_network(service, &picture->network, error) &&
		  store_all(service->store, &participant_entity, service->network, &reading.people,
			  error) &&
		  store_all(service->store, &invoice_batch_entity, service->network,
			  &reading.batches, error) &&
		  (!query->participants || choose_people(service, &reading, error));
	if (ok) {
		if (reading.people.count)
			qsort(reading.people.records, reading.people.count, participant_entity.size,
				compare_records);
		if (reading.batches.count)
			qsort(reading.batches.records, reading.batches.count,
				invoice_batch_entity.size, compare_records);
		ok = read_lines(service, &reading, picture, error);
	}
	record_set_finish(&reading.people);
	record_set_finish(&reading.batches);
	free(reading.chosen);
	if (!ok)
		invoice_picture_finish(picture);
	return ok;
}

void invoice_picture_finish(struct invoice_picture *picture)
{
	for (size_t i = 0; i < picture->count; i++) {
		record_destroy(&invoice_item_entity, picture->lines[i].item);
		record_destroy(&participant_entity, picture->lines[i].participant);
	}
	free(picture->lines);
	free(picture->groups);
	record_finish(&network_entity, &picture->network);
	*picture = (struct invoice_picture){0};
}

/* ---- in words ---- */

char *invoice_line_hindrance(const struct invoice_line *line)
{
	bool number = line->missing & MISSING_ORGANISATION_NUMBER;
	bool reference = line->missing & MISSING_REFERENCE;
	const struct invoice_item *item = line->item;
	if (item->status.value == INVOICE_WAIVED)
		return xstrdup("");
	if (item->decision.known && item->decision.value == DECISION_PENDING &&
		!invoice_is_locked(item))
		return xstrdup(_("has withdrawn: charge or waive the fee"));
	if (number && reference)
		return xstrdup(_("organisation number and reference missing"));
	if (number)
		return xstrdup(_("organisation number missing"));
	return xstrdup(reference ? _("reference missing") : "");
}

const char *invoice_late_rule(const struct network *network)
{
	return network->late_rule ? network->late_rule
				  : _("Late sign-up pays the whole fee (AV-1).");
}

const char *invoice_withdrawal_rule(const struct network *network)
{
	return network->withdrawal_rule
		       ? network->withdrawal_rule
		       : _("Nothing is said of the fee after withdrawal: decide each time (AV-2).");
}

bool service_invoice_locked(
	struct service *service, int64_t participant, int64_t *item, struct error *error)
{
	struct record_set set = {0};
	*item = 0;
	bool ok = store_referring(service->store, &invoice_item_entity,
		entity_field(&invoice_item_entity, "participant_id"), participant, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct invoice_item *at = record_set_at(&set, i);
		if (invoice_is_live(at) && invoice_is_locked(at))
			*item = at->record.id;
	}
	record_set_finish(&set);
	return ok;
}

static bool payer_differs(const struct participant *left, const struct participant *right)
{
	static const char *const names[] = {"organisation", "organisation_number", "gln",
		"peppol_id", "buyer_reference", "order_reference"};
	bool differs = false;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		differs = differs ||
			  !field_equals(entity_field(&participant_entity, names[i]), left, right);
	return differs;
}

struct invoice_news service_invoice_news(struct service *service, const struct participant *before,
	bool number_given, const struct participant *saved)
{
	struct invoice_news news = {0};
	struct error ignored = {0};
	news.borrowed = !number_given && saved->organisation_number &&
			(!before || !before->organisation_number);
	if (before && payer_differs(before, saved))
		service_invoice_locked(service, saved->record.id, &news.locked, &ignored);
	error_finish(&ignored);
	return news;
}
