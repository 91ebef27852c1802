/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a human decides of an invoice item: paid, waived, charged, taken back. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/invoice.h"
#include "service/private.h"

struct deed {
	struct service *service;
	const struct invoice_deed_order *order;
	struct error *error;
};

static void set_reason(struct invoice_item *item, const char *reason)
{
	free(item->status_reason);
	item->status_reason = text_is_blank(reason) ? NULL : text_stored(reason, strlen(reason));
}

/* NULL when the deed can be done to the item, otherwise why not, as a clause; borrowed. */
static const char *why_not(enum invoice_deed deed, const struct invoice_item *item)
{
	int64_t status = item->status.value;
	bool pending = item->decision.known && item->decision.value == DECISION_PENDING;
	switch (deed) {
	case DEED_PAID:
		return status == INVOICE_PAID       ? _("is paid already")
		       : status != INVOICE_EXPORTED ? _("has not been exported")
						    : NULL;
	case DEED_WAIVE:
		if (invoice_is_locked(item))
			return _("has been exported: credit it instead");
		if (item->kind.value == INVOICE_CREDIT)
			return _("is a credit");
		return status == INVOICE_WAIVED ? _("is waived already") : NULL;
	case DEED_CHARGE:
		if (invoice_is_locked(item))
			return _("has been exported");
		return status == INVOICE_WAIVED || pending ? NULL : _("is charged already");
	default:
		if (item->kind.value == INVOICE_CREDIT)
			return _("is a credit");
		if (status == INVOICE_CREDITED)
			return _("is credited already");
		return invoice_is_locked(item) ? NULL
					       : _("has not been exported: waive it instead");
	}
}

/* The person that an item is about; unknown when erased. */
static bool read_person(
	const struct deed *deed, const struct invoice_item *item, struct participant *participant)
{
	return !item->participant.known ||
	       store_get(deed->service->store, &participant_entity, item->participant.value,
		       participant, deed->error);
}

static bool save(const struct deed *deed, struct invoice_item *item)
{
	return service_write(deed->service, &invoice_item_entity, item, deed->error);
}

static bool mark_paid(const struct deed *deed, struct invoice_item *item)
{
	number_set(&item->status, INVOICE_PAID);
	number_set(&item->paid_on, deed->order->paid_on.known ? deed->order->paid_on.value
							      : clock_today(deed->service->clock));
	return save(deed, item);
}

static bool waive(const struct deed *deed, struct invoice_item *item)
{
	number_set(&item->status, INVOICE_WAIVED);
	number_set(&item->decision, DECISION_WAIVE);
	set_reason(item, deed->order->reason);
	return save(deed, item);
}

static bool charge(const struct deed *deed, struct invoice_item *item)
{
	struct participant participant = {0};
	bool ok = read_person(deed, item, &participant);
	number_set(&item->status, ok && item->participant.known && !invoice_missing(&participant)
					  ? INVOICE_READY
					  : INVOICE_INCOMPLETE);
	number_set(&item->decision, DECISION_CHARGE);
	set_reason(item, deed->order->reason);
	ok = ok && save(deed, item);
	record_finish(&participant_entity, &participant);
	return ok;
}

/* The same payer and the same sum, the other way round. */
static bool add_credit(const struct deed *deed, const struct invoice_item *item)
{
	struct invoice_item *credit = record_copy(&invoice_item_entity, item);
	credit->record = (struct record){0};
	number_set(&credit->kind, INVOICE_CREDIT);
	number_set(&credit->status, INVOICE_READY);
	number_set(&credit->amount, -item->amount.value);
	number_set(&credit->credits, item->record.id);
	credit->batch = credit->paid_on = credit->keep_until = credit->decision = (struct number){
		0};
	bool ok = save(deed, credit);
	record_destroy(&invoice_item_entity, credit);
	return ok;
}

static bool add_again(const struct deed *deed, const struct invoice_item *credited)
{
	struct participant participant = {0};
	struct network network = {0};
	struct invoice_item *item = service_new(deed->service, &invoice_item_entity);
	bool ok = read_person(deed, credited, &participant) &&
		  service_network(deed->service, &network, deed->error);
	item->participant = credited->participant;
	item->amount = network.fee.known ? network.fee : credited->amount;
	number_set(&item->kind, INVOICE_FEE);
	number_set(
		&item->status, invoice_missing(&participant) ? INVOICE_INCOMPLETE : INVOICE_READY);
	number_set(&item->is_protected, participant.is_protected.value);
	ok = ok && save(deed, item);
	record_destroy(&invoice_item_entity, item);
	record_finish(&network_entity, &network);
	record_finish(&participant_entity, &participant);
	return ok;
}

static bool credit(const struct deed *deed, struct invoice_item *item)
{
	if (deed->order->again && !item->participant.known)
		return error_set(deed->error, ERROR_REFUSED,
			_("The person is no longer known, so there can be no new item."));
	number_set(&item->status, INVOICE_CREDITED);
	set_reason(item, deed->order->reason);
	return save(deed, item) && add_credit(deed, item) &&
	       (!deed->order->again || add_again(deed, item));
}

static bool do_to(const struct deed *deed, struct invoice_item *item)
{
	switch (deed->order->deed) {
	case DEED_PAID:
		return mark_paid(deed, item);
	case DEED_WAIVE:
		return waive(deed, item);
	case DEED_CHARGE:
		return charge(deed, item);
	default:
		return credit(deed, item);
	}
}

static bool do_one(const struct deed *deed, int64_t id, struct bulk_result *result)
{
	struct invoice_item *item = record_create(&invoice_item_entity);
	bool ok = store_get(deed->service->store, &invoice_item_entity, id, item, deed->error);
	const char *refusal = ok ? why_not(deed->order->deed, item) : NULL;
	if (refusal)
		bulk_result_except(result, &invoice_item_entity, item, xstrdup(refusal));
	else if (ok)
		ok = do_to(deed, item);
	result->changed += ok && !refusal;
	record_destroy(&invoice_item_entity, item);
	return ok;
}

static char *deed_title(const struct invoice_deed_order *order)
{
	switch (order->deed) {
	case DEED_PAID:
		return xasprintf(
			PLURAL_("%zu invoice item: paid", "%zu invoice items: paid", order->count),
			order->count);
	case DEED_WAIVE:
		return xasprintf(PLURAL_("%zu invoice item: fee waived",
					 "%zu invoice items: fee waived", order->count),
			order->count);
	case DEED_CHARGE:
		return xasprintf(PLURAL_("%zu invoice item: fee charged",
					 "%zu invoice items: fee charged", order->count),
			order->count);
	default:
		return xasprintf(PLURAL_("%zu invoice item: credited",
					 "%zu invoice items: credited", order->count),
			order->count);
	}
}

bool service_invoice_do(struct service *service, const struct invoice_deed_order *order,
	struct bulk_result *result, struct error *error)
{
	struct deed deed = {.service = service, .order = order, .error = error};
	*result = (struct bulk_result){0};
	if (order->deed != DEED_PAID && text_is_blank(order->reason))
		return error_set_field(
			error, ERROR_DATA, "status_reason", _("A reason is needed."));
	char *title = deed_title(order);
	bool ok = service_begin(service, title, false, error);
	free(title);
	for (size_t i = 0; ok && i < order->count; i++)
		ok = do_one(&deed, order->items[i], result);
	if (ok && !result->changed)
		ok = error_set(error, ERROR_REFUSED, "%s: %s",
			result->exception_count ? result->exceptions[0].title : "",
			result->exception_count ? result->exceptions[0].reason
						: _("There is nothing to change."));
	return service_end(service, ok, error);
}
