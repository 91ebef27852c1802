/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/merge.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/private.h"

static bool read(struct service *service, int64_t id, struct request *request, struct error *error)
{
	return store_get(service->store, &request_entity, id, request, error);
}

/* ---- which stays, and whether they belong together ---- */

static bool is_older(const struct request *left, const struct request *right)
{
	if (left->received_at.value != right->received_at.value)
		return left->received_at.value < right->received_at.value;
	return left->record.id < right->record.id;
}

bool service_merge_target(struct service *service, const int64_t *ids, size_t count,
	int64_t *target, struct error *error)
{
	struct request oldest = {0};
	bool ok = true;
	*target = 0;
	for (size_t i = 0; ok && i < count; i++) {
		struct request request = {0};
		ok = read(service, ids[i], &request, error);
		bool older = ok && (!*target || is_older(&request, &oldest));
		struct request other = older ? oldest : request;
		if (older) {
			oldest = request;
			*target = oldest.record.id;
		}
		record_finish(&request_entity, &other);
	}
	record_finish(&request_entity, &oldest);
	return ok;
}

static bool same_sender(const struct request *left, const struct request *right)
{
	if (left->sender_email && right->sender_email)
		return collate_same(left->sender_email, right->sender_email);
	if (left->sender_name && right->sender_name)
		return collate_same(left->sender_name, right->sender_name);
	return left->participant.known && right->participant.known &&
	       left->participant.value == right->participant.value;
}

bool service_merge_differs(struct service *service, const int64_t *ids, size_t count, bool *differs,
	struct error *error)
{
	struct request first = {0};
	bool ok = !count || read(service, ids[0], &first, error);
	*differs = false;
	for (size_t i = 1; ok && !*differs && i < count; i++) {
		struct request other = {0};
		ok = read(service, ids[i], &other, error);
		*differs = ok && !same_sender(&first, &other);
		record_finish(&request_entity, &other);
	}
	record_finish(&request_entity, &first);
	return ok;
}

/* Can anything be merged into this one? False with the reason. */
static bool request_takes_others(const struct request *request, struct error *error)
{
	int status = (int)request->status.value;
	if (status == REQUEST_MERGED)
		return error_set(error, ERROR_REFUSED,
			_("Request no. %lld is merged into no. %lld already."),
			(long long)request->record.id, (long long)request->merged_into.value);
	if (status == REQUEST_SPAM || status == REQUEST_QUARANTINED)
		return error_set(error, ERROR_REFUSED,
			_("Request no. %lld is put aside as “%s”: nothing is merged with it."),
			(long long)request->record.id, choice_label(&request_statuses, status));
	return true;
}

/* ---- what the target learns ---- */

static void learn(struct number *own, struct number other)
{
	if (!own->known)
		*own = other;
}

static void learn_flag(struct number *own, struct number other)
{
	if (other.known && other.value)
		*own = other;
}

static void learn_from(struct request *target, const struct request *source)
{
	if (source->urgent.value && source->urgent_since.known &&
		(!target->urgent.value || !target->urgent_since.known ||
			source->urgent_since.value < target->urgent_since.value))
		target->urgent_since = source->urgent_since;
	learn_flag(&target->urgent, source->urgent);
	learn_flag(&target->is_sensitive, source->is_sensitive);
	learn_flag(&target->is_protected, source->is_protected);
	learn(&target->participant, source->participant);
	learn(&target->meeting, source->meeting);
	if (!target->assignee)
		target->assignee = xstrdup(source->assignee);
}

static bool awaits_us(const struct request *request)
{
	return request->status.value == REQUEST_NEW || request->status.value == REQUEST_OPEN;
}

/* What somebody still waits for us with opens the target again, and takes it out of its rest. */
static bool reopen(struct service *service, struct request *target, struct error *error)
{
	bool closed = target->status.value == REQUEST_CLOSED;
	if (awaits_us(target))
		return true;
	if (closed)
		number_set(
			&target->reopened, target->reopened.known ? target->reopened.value + 1 : 1);
	return service_take_step(service, &request_entity, target, REQUEST_OPEN, NULL, error);
}

/* ---- one of them ---- */

/* What was merged into the one that goes now leads to the target: a thread has one depth. */
static bool lead_on(struct service *service, int64_t from, int64_t to, struct error *error)
{
	struct record_set set = {0};
	bool ok = store_referring(service->store, &request_entity,
		entity_field(&request_entity, "merged_into_id"), from, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		struct request *request = record_copy(&request_entity, record_set_at(&set, i));
		number_set(&request->merged_into, to);
		ok = store_update(service->store, &request_entity, request, error);
		record_destroy(&request_entity, request);
	}
	record_set_finish(&set);
	return ok;
}

static bool refuse_step(const struct request *source, struct error *error)
{
	int from = (int)source->status.value;
	if (choices_transition(&request_statuses, from, REQUEST_MERGED))
		return true;
	return error_set(error, ERROR_REFUSED,
		_("Request no. %lld is “%s”: open it again first, or merge the others into it."),
		(long long)source->record.id, choice_label(&request_statuses, from));
}

static bool merge_one(struct service *service, struct request *target, int64_t id, bool *opens,
	struct error *error)
{
	struct request source = {0};
	bool ok = read(service, id, &source, error) && request_takes_others(&source, error) &&
		  refuse_step(&source, error);
	if (ok && source.network.value != target->network.value)
		ok = error_set(error, ERROR_REFUSED, _("The two are of different networks."));
	if (ok) {
		*opens |= awaits_us(&source);
		learn_from(target, &source);
		learn_flag(&source.is_sensitive, target->is_sensitive);
		learn_flag(&source.is_protected, target->is_protected);
		number_set(&source.status, REQUEST_MERGED);
		number_set(&source.merged_into, target->record.id);
		ok = lead_on(service, id, target->record.id, error) &&
		     service_write(service, &request_entity, &source, error);
	}
	record_finish(&request_entity, &source);
	return ok;
}

static bool merge_all(
	struct service *service, const struct request_merge *merge, struct error *error)
{
	struct request target = {0};
	bool opens = false;
	bool ok = read(service, merge->target, &target, error) &&
		  request_takes_others(&target, error);
	for (size_t i = 0; ok && i < merge->count; i++)
		ok = merge->ids[i] == merge->target ||
		     merge_one(service, &target, merge->ids[i], &opens, error);
	ok = ok && service_write(service, &request_entity, &target, error) &&
	     (!opens || reopen(service, &target, error));
	record_finish(&request_entity, &target);
	return ok;
}

/* ---- all ---- */

static size_t others(const struct request_merge *merge)
{
	size_t count = 0;
	for (size_t i = 0; i < merge->count; i++)
		count += merge->ids[i] != merge->target;
	return count;
}

static bool check_senders(
	struct service *service, const struct request_merge *merge, struct error *error)
{
	int64_t *all = xcalloc(merge->count + 1, sizeof(*all));
	bool differs = false;
	all[0] = merge->target;
	for (size_t i = 0; i < merge->count; i++)
		all[i + 1] = merge->ids[i];
	bool ok = service_merge_differs(service, all, merge->count + 1, &differs, error);
	free(all);
	if (!ok || !differs || merge->agreed)
		return ok;
	return error_set(error, ERROR_REFUSED,
		_("They come from different senders: whoever answers one would tell them of the "
		  "other. That takes consent."));
}

bool service_request_merge(
	struct service *service, const struct request_merge *merge, struct error *error)
{
	size_t count = others(merge);
	if (!count)
		return error_set(error, ERROR_REFUSED, _("That is one row, not two."));
	if (!check_senders(service, merge, error))
		return false;
	char *title = xasprintf(PLURAL_("Request no. %lld: %zu request merged into it",
					"Request no. %lld: %zu requests merged into it", count),
		(long long)merge->target, count);
	bool ok = service_begin(service, title, false, error);
	free(title);
	return ok && service_end(service, merge_all(service, merge, error), error);
}
