/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invoice items kept in step with participants and the network. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/invoice.h"
#include "service/private.h"
#include "store/payer.h"

/* The items of a participant, and what is to become of them. */
struct following {
	struct service *service;
	const struct participant *participant;
	const struct participant *former;
	struct record_set items;
	struct error *error;
};

static const struct field *participant_field(void)
{
	return entity_field(&invoice_item_entity, "participant_id");
}

static struct invoice_item *item_at(const struct following *at, size_t index)
{
	return (struct invoice_item *)(at->items.records + index * at->items.entity->size);
}

static bool is_fee(const struct invoice_item *item)
{
	return item->kind.value == INVOICE_FEE;
}

static bool is_admitted(const struct participant *participant)
{
	return participant && participant->status.value == PARTICIPANT_ADMITTED;
}

static bool save(const struct following *at, struct invoice_item *item)
{
	return store_update(at->service->store, &invoice_item_entity, item, at->error);
}

/* Takes the item away; its slot becomes empty (id 0). */
static bool remove_item(const struct following *at, struct invoice_item *item)
{
	int64_t id = item->record.id;
	item->record.id = 0;
	return store_delete(at->service->store, &invoice_item_entity, id, at->error);
}

static int64_t state_of(const struct participant *participant)
{
	return invoice_missing(participant) ? INVOICE_INCOMPLETE : INVOICE_READY;
}

static bool add_item(const struct following *at, int64_t fee)
{
	struct invoice_item *item = service_new(at->service, &invoice_item_entity);
	item->network = at->participant->network;
	number_set(&item->participant, at->participant->record.id);
	number_set(&item->kind, INVOICE_FEE);
	number_set(&item->status, state_of(at->participant));
	number_set(&item->amount, fee);
	number_set(&item->is_protected, at->participant->is_protected.value);
	bool ok = store_insert(at->service->store, &invoice_item_entity, item, at->error);
	record_destroy(&invoice_item_entity, item);
	return ok;
}

/* A protected person's name leaves what has been invoiced too. */
static bool protect_items(const struct following *at)
{
	bool ok = true;
	for (size_t i = 0; ok && i < at->items.count; i++) {
		struct invoice_item *item = item_at(at, i);
		bool wanted = at->participant->is_protected.value;
		if (item->is_protected.value == wanted || (invoice_is_locked(item) && !wanted))
			continue;
		number_set(&item->is_protected, wanted);
		if (item->person) {
			free(item->person);
			item->person = participant_list_name(at->participant);
		}
		ok = save(at, item);
	}
	return ok;
}

/* The fee that stands in the accounts, or NULL. */
static const struct invoice_item *locked_fee(const struct following *at)
{
	for (size_t i = 0; i < at->items.count; i++) {
		const struct invoice_item *item = item_at(at, i);
		if (item->record.id && invoice_is_live(item) && invoice_is_locked(item))
			return item;
	}
	return NULL;
}

/* The fee that is not in the accounts, or NULL: of two (merged people), one that is not waived. */
static struct invoice_item *open_fee(const struct following *at)
{
	struct invoice_item *found = NULL;
	for (size_t i = 0; i < at->items.count; i++) {
		struct invoice_item *item = item_at(at, i);
		if (item->record.id && is_fee(item) && !invoice_is_locked(item) &&
			(!found || (invoice_is_live(item) && !invoice_is_live(found))))
			found = item;
	}
	return found;
}

static bool has_fee(const struct following *at)
{
	for (size_t i = 0; i < at->items.count; i++) {
		if (item_at(at, i)->record.id && is_fee(item_at(at, i)))
			return true;
	}
	return false;
}

/* Removes the fees that are not in the accounts, all of them or but for one. */
static bool remove_open(const struct following *at, const struct invoice_item *but)
{
	bool ok = true;
	for (size_t i = 0; ok && i < at->items.count; i++) {
		struct invoice_item *item = item_at(at, i);
		if (item->record.id && item != but && is_fee(item) && !invoice_is_locked(item))
			ok = remove_item(at, item);
	}
	return ok;
}

/* ---- other roles ---- */

static bool follow_unpaying(const struct following *at)
{
	if (!locked_fee(at))
		return remove_open(at, NULL);
	return error_set_field(at->error, ERROR_REFUSED, "role",
		_("The fee has been invoiced: credit it before the role is changed."));
}

/* ---- the seat of someone else ---- */

static bool items_of(
	struct service *service, int64_t participant, struct record_set *set, struct error *error)
{
	return store_referring(
		service->store, &invoice_item_entity, participant_field(), participant, set, error);
}

/* The fee goes with the seat: what is in the accounts pays for both, what is not moves over. */
static bool hand_over(const struct following *at)
{
	struct following other = *at;
	other.items = (struct record_set){0};
	if (!items_of(at->service, at->participant->successor.value, &other.items, at->error))
		return false;
	bool ok = true;
	struct invoice_item *own = open_fee(at);
	if (locked_fee(at)) {
		ok = remove_open(&other, NULL);
	} else if (own && has_fee(&other)) {
		ok = remove_open(at, NULL);
	} else if (own) {
		own->participant = at->participant->successor;
		own->decision = (struct number){0};
		ok = save(at, own);
	}
	record_set_finish(&other.items);
	return ok;
}

/* Has someone handed over a seat whose fee is in the accounts? */
static bool is_covered(const struct following *at, bool *covered)
{
	struct record_set former = {0};
	const struct field *successor = entity_field(&participant_entity, "successor_id");
	*covered = false;
	bool ok = store_referring(at->service->store, &participant_entity, successor,
		at->participant->record.id, &former, at->error);
	for (size_t i = 0; ok && i < former.count && !*covered; i++) {
		const struct record *other = record_set_at(&former, i);
		struct following its = *at;
		its.items = (struct record_set){0};
		ok = items_of(at->service, other->id, &its.items, at->error);
		*covered = ok && locked_fee(&its);
		record_set_finish(&its.items);
	}
	record_set_finish(&former);
	return ok;
}

/* ---- those who pay ---- */

static bool add_when_due(const struct following *at)
{
	struct network network = {0};
	bool covered = false;
	bool ok = store_get(at->service->store, &network_entity, at->participant->network.value,
		&network, at->error);
	if (ok && network.fee.known && network.fee.value > 0)
		ok = is_covered(at, &covered) && (covered || add_item(at, network.fee.value));
	record_finish(&network_entity, &network);
	return ok;
}

/* State and decision of the item that is not in the accounts. */
static bool follow_open(const struct following *at, struct invoice_item *item, bool entering)
{
	int64_t state = state_of(at->participant);
	bool left = at->participant->status.value == PARTICIPANT_WITHDRAWN;
	if (entering || (is_admitted(at->participant) && item->decision.known &&
				item->decision.value == DECISION_PENDING))
		item->decision = (struct number){0};
	if (left && is_admitted(at->former) && !item->decision.known &&
		item->status.value != INVOICE_WAIVED)
		number_set(&item->decision, DECISION_PENDING);
	if (item->status.value != INVOICE_WAIVED || entering) {
		number_set(&item->status, state);
		free(item->status_reason);
		item->status_reason = NULL;
	}
	return save(at, item);
}

static bool follow_paying(const struct following *at)
{
	bool admitted = is_admitted(at->participant);
	bool entering = admitted && at->former && !is_admitted(at->former);
	struct invoice_item *open = open_fee(at);
	if (open && locked_fee(at))
		return remove_open(at, NULL);
	if (open)
		return remove_open(at, open) && follow_open(at, open, entering);
	if (admitted && !locked_fee(at) && (entering || !has_fee(at)))
		return add_when_due(at);
	return true;
}

static bool follow(const struct following *at)
{
	const struct participant *participant = at->participant;
	if (!protect_items(at))
		return false;
	if (participant->status.value == PARTICIPANT_MERGED)
		return true;
	if (!participant_pays(participant))
		return follow_unpaying(at);
	if (participant->status.value == PARTICIPANT_WITHDRAWN && participant->successor.known)
		return hand_over(at);
	return follow_paying(at);
}

bool service_invoice_follow(struct service *service, const struct participant *participant,
	const struct participant *former, struct error *error)
{
	struct following at = {
		.service = service, .participant = participant, .former = former, .error = error};
	bool ok = items_of(service, participant->record.id, &at.items, error) && follow(&at);
	record_set_finish(&at.items);
	return ok;
}

/* ---- the network's fee ---- */

static bool same_fee(const struct network *left, const struct network *right)
{
	return left->fee.known == right->fee.known &&
	       (!left->fee.known || left->fee.value == right->fee.value);
}

/* Another fee for an item, or none at all. */
static bool change_fee(struct service *service, const struct network *network,
	struct invoice_item *item, struct error *error)
{
	if (!is_fee(item) || invoice_is_locked(item) || item->status.value == INVOICE_WAIVED)
		return true;
	if (!network->fee.known || !network->fee.value)
		return store_delete(service->store, &invoice_item_entity, item->record.id, error);
	item->amount = network->fee;
	return store_update(service->store, &invoice_item_entity, item, error);
}

static bool change_fees(struct service *service, const struct network *network, struct error *error)
{
	struct record_set items = {0};
	bool ok = store_all(
		service->store, &invoice_item_entity, network->record.id, &items, error);
	for (size_t i = 0; ok && i < items.count; i++)
		ok = change_fee(service, network,
			(struct invoice_item *)(items.records + i * items.entity->size), error);
	record_set_finish(&items);
	return ok;
}

/* A network that begins to take a fee takes it of those who are admitted already. */
static bool follow_all(struct service *service, const struct network *network, struct error *error)
{
	struct record_set set = {0};
	bool ok = store_all(service->store, &participant_entity, network->record.id, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct participant *participant = record_set_at(&set, i);
		if (is_admitted(participant))
			ok = service_invoice_follow(service, participant, participant, error);
	}
	record_set_finish(&set);
	return ok;
}

bool service_invoice_follow_network(struct service *service, const struct network *network,
	const struct network *former, struct error *error)
{
	if (!former || same_fee(network, former))
		return true;
	return change_fees(service, network, error) &&
	       (!network->fee.known || !network->fee.value || former->fee.value > 0 ||
		       follow_all(service, network, error));
}

/* ---- the number of a colleague ---- */

bool service_invoice_borrow_number(struct service *service, struct participant *participant,
	int64_t *from, struct error *error)
{
	struct participant other = {0};
	*from = 0;
	if (participant->organisation_number || !participant->organisation_code ||
		!participant->network.known)
		return true;
	bool ok = store_find_payer(service->store, participant->network.value,
		participant->organisation_code, participant->record.id, from, error);
	if (ok && *from)
		ok = store_get(service->store, &participant_entity, *from, &other, error);
	if (ok && *from)
		participant->organisation_number = xstrdup(other.organisation_number);
	record_finish(&participant_entity, &other);
	return ok;
}
