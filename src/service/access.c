/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/access.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/private.h"

static struct number known(int64_t value)
{
	return (struct number){.known = true, .value = value};
}

bool service_log_access_within(
	struct service *service, const struct access_order *order, struct error *error)
{
	struct access *access = service_new(service, &access_entity);
	access->at = known(clock_now(service->clock));
	access->who = xstrdup(service->who);
	access->what = known(order->what);
	if (order->participant)
		access->participant = known(order->participant);
	if (order->meeting)
		access->meeting = known(order->meeting);
	if (order->request)
		access->request = known(order->request);
	if (!text_is_blank(order->reason))
		access->reason = xstrdup(order->reason);
	bool ok = service_write(service, &access_entity, access, error);
	record_destroy(&access_entity, access);
	return ok;
}

bool service_log_access(
	struct service *service, const struct access_order *order, struct error *error)
{
	char *title = order->request
			      ? xasprintf(_("Request no. %lld: opened"), (long long)order->request)
		      : order->participant ? xasprintf(_("Participant no. %lld: %s opened"),
						     (long long)order->participant,
						     choice_label(&access_whats, (int)order->what))
					   : xasprintf(_("Opened: %s"),
						     choice_label(&access_whats, (int)order->what));
	bool ok = service_begin(service, title, true, error);
	free(title);
	return ok && service_end(service, service_log_access_within(service, order, error), error);
}

bool service_reveal(struct service *service, int64_t id, const char *reason,
	struct participant *participant, struct error *error)
{
	if (text_is_blank(reason))
		return error_set(error, ERROR_DATA,
			_("Say why the identity has to be seen: it stands in the log."));
	if (!store_get(service->store, &participant_entity, id, participant, error))
		return false;
	if (!participant->is_protected.value)
		return error_set(error, ERROR_REFUSED,
			_("Participant no. %lld has no protected identity: there is nothing to "
			  "reveal."),
			(long long)id);
	struct access_order order = {.what = ACCESS_IDENTITY, .participant = id, .reason = reason};
	return service_log_access(service, &order, error);
}

/* ---- cases ---- */

bool service_open_case(struct service *service, int64_t participant, enum rights_kind kind,
	int64_t received, bool identity_checked, int64_t *id, struct error *error)
{
	struct rights_case *rights = service_new(service, &rights_case_entity);
	rights->participant = known(participant);
	rights->kind = known(kind);
	rights->status = known(RIGHTS_RECEIVED);
	rights->received_on = known(received);
	rights->due_on = known(rights_due(received));
	rights->identity_checked = known(identity_checked);
	char *title = xasprintf(_("Participant no. %lld: asks for %s"), (long long)participant,
		choice_label(&rights_kinds, (int)kind));
	bool ok = service_save(service, &rights_case_entity, rights, title, error);
	*id = rights->record.id;
	free(title);
	record_destroy(&rights_case_entity, rights);
	return ok;
}

bool service_close_case(struct service *service, int64_t id, enum rights_status outcome,
	const char *text, struct error *error)
{
	struct rights_case *rights = record_create(&rights_case_entity);
	bool ok = store_get(service->store, &rights_case_entity, id, rights, error);
	if (ok && outcome == RIGHTS_REFUSED && text_is_blank(text))
		ok = error_set(error, ERROR_DATA, _("A refusal needs a reason: --reason."));
	if (ok) {
		char *name = rights_case_entity.title(rights);
		char *title = xasprintf(
			"%s: %s", name, choice_label(&rights_statuses, (int)outcome));
		rights->status = known(outcome);
		rights->closed_on = known(clock_today(service->clock));
		free(rights->outcome);
		rights->outcome = text_is_blank(text) ? NULL : xstrdup(text);
		ok = service_save(service, &rights_case_entity, rights, title, error);
		free(title);
		free(name);
	}
	record_destroy(&rights_case_entity, rights);
	return ok;
}

static int by_due_day(const void *left, const void *right)
{
	const struct rights_case *one = left, *two = right;
	if (one->due_on.value != two->due_on.value)
		return one->due_on.value < two->due_on.value ? -1 : 1;
	return one->record.id < two->record.id ? -1 : one->record.id > two->record.id;
}

bool service_open_cases(
	struct service *service, int64_t participant, struct record_set *cases, struct error *error)
{
	struct record_set all = {0};
	*cases = (struct record_set){.entity = &rights_case_entity};
	if (!store_all(service->store, &rights_case_entity, service->network, &all, error))
		return false;
	cases->records = xcalloc(all.count + 1, sizeof(struct rights_case));
	for (size_t i = 0; i < all.count; i++) {
		const struct rights_case *at = record_set_at(&all, i);
		if (at->status.value != RIGHTS_RECEIVED ||
			(participant && at->participant.value != participant))
			continue;
		struct rights_case *copy = record_copy(&rights_case_entity, at);
		memcpy(cases->records + cases->count++ * sizeof(*copy), copy, sizeof(*copy));
		free(copy);
	}
	qsort(cases->records, cases->count, sizeof(struct rights_case), by_due_day);
	record_set_finish(&all);
	return true;
}
