/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/inbox.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/private.h"

/* ---- who reads ---- */

/* Working days that a first answer may take ([requests] answer_within). */
static int64_t service_request_days(const struct service *service)
{
	int64_t days = service->settings ? service->settings->answer_within : 0;
	return days > 0 ? days : ANSWER_WITHIN;
}

struct list_reader service_list_reader(const struct service *service)
{
	int64_t now = clock_now(service->clock);
	return (struct list_reader){.who = service->who,
		.today = clock_today(service->clock),
		.overdue_before = request_clock_limit(service_request_days(service), now),
		.urgent_before = now - URGENT_WITHIN * 60 - 1};
}

struct request_clock service_request_clock(
	const struct service *service, const struct request *request)
{
	return request_clock(request, service_request_days(service), clock_now(service->clock));
}

/* ---- what writing a request means ---- */

static struct number known(int64_t value)
{
	return (struct number){.known = true, .value = value};
}

static bool differs(struct number left, struct number right)
{
	return left.known != right.known || (left.known && left.value != right.value);
}

static bool went(const struct request *request, const struct request *former,
	enum request_status from, enum request_status to)
{
	return former && former->status.value == (int64_t)from &&
	       request->status.value == (int64_t)to;
}

/* A threat does not rest: calling it one wakes it. */
static void follow_urgency(
	struct service *service, struct request *request, const struct request *former)
{
	bool was = former && former->urgent.value;
	if (!request->urgent.value)
		request->urgent_since = (struct number){0};
	else if (!was)
		request->snooze_until = (struct number){0};
	if (request->urgent.value && !request->urgent_since.known)
		request->urgent_since = known(clock_now(service->clock));
}

static bool check_rest(struct service *service, const struct request *request,
	const struct request *former, struct error *error)
{
	int64_t today = clock_today(service->clock), until = request->snooze_until.value;
	struct number before = former ? former->snooze_until : (struct number){0};
	if (!request->snooze_until.known || !differs(request->snooze_until, before))
		return true;
	if (until <= today)
		return error_set_field(error, ERROR_DATA, "snooze_until",
			_("It can only rest until a day after today."));
	if (request->urgent.value && until > today + REST_URGENT_DAYS)
		return error_set_field(error, ERROR_REFUSED, "snooze_until",
			_("An urgent request rests until tomorrow at most."));
	return true;
}

/* Whoever does something with it has seen that it is back. What only arrives does not count. */
static bool is_touched(const struct request *request, const struct request *former)
{
	return differs(request->status, former->status) ||
	       differs(request->urgent, former->urgent) ||
	       differs(request->snooze_until, former->snooze_until) ||
	       differs(request->participant, former->participant) ||
	       differs(request->meeting, former->meeting) ||
	       differs(request->opened_at, former->opened_at) ||
	       strcmp(request->assignee ? request->assignee : "",
		       former->assignee ? former->assignee : "") != 0;
}

static void follow_touch(
	struct service *service, struct request *request, const struct request *former)
{
	int64_t today = clock_today(service->clock);
	if (!former || !request_is_woken(former, today) || !is_touched(request, former))
		return;
	if (!differs(request->woken_at, former->woken_at))
		request->woken_at = (struct number){0};
	if (request->snooze_until.known && request->snooze_until.value <= today)
		request->snooze_until = (struct number){0};
}

bool service_complete_request(struct service *service, struct request *request,
	const struct request *former, struct error *error)
{
	follow_urgency(service, request, former);
	if (!check_rest(service, request, former, error))
		return false;
	if (went(request, former, REQUEST_QUARANTINED, REQUEST_OPEN))
		request->released_at = known(clock_now(service->clock));
	if ((went(request, former, REQUEST_CLOSED, REQUEST_OPEN) ||
		    went(request, former, REQUEST_REFERRED, REQUEST_OPEN)) &&
		!differs(request->reopened, former->reopened))
		request->reopened = known(request->reopened.value + 1);
	follow_touch(service, request, former);
	return true;
}

/* ---- deeds on many ---- */

/* One row of a bulk change: changes the record, or says why it stays as it is (owned). */
struct deed {
	char *(*change)(struct service *service, struct request *request, const void *context);
	const void *context;
};

static bool do_one(struct service *service, const struct deed *deed, int64_t id,
	struct bulk_result *result, struct error *error)
{
	bool ok = true;
	struct request *request = service_read_row(
		service, &request_entity, id, result, &ok, error);
	if (!request)
		return ok;
	char *refusal = deed->change(service, request, deed->context);
	if (refusal) {
		bulk_result_except(result, &request_entity, request, refusal);
	} else {
		result->changed++;
		ok = service_write(service, &request_entity, request, error);
	}
	record_destroy(&request_entity, request);
	return ok;
}

static bool do_many(struct service *service, const struct deed *deed, const int64_t *ids,
	size_t count, const char *what, struct bulk_result *result, struct error *error)
{
	*result = (struct bulk_result){0};
	char *title = service_bulk_title(service, &request_entity, ids, count, what);
	bool ok = service_begin(service, title, false, error);
	for (size_t i = 0; ok && i < count; i++)
		ok = do_one(service, deed, ids[i], result, error);
	if (ok && !result->changed)
		ok = result->exception_count
			     ? error_set(error, ERROR_REFUSED, "%s: %s",
				       result->exceptions[0].title, result->exceptions[0].reason)
			     : error_set(error, ERROR_REFUSED, _("There is nothing to change."));
	free(title);
	return service_end(service, ok, error);
}

static char *let_wait(struct request *request)
{
	if (request->status.value != REQUEST_WAITING &&
		!choices_transition(&request_statuses, (int)request->status.value, REQUEST_WAITING))
		return xasprintf(_("cannot go from “%s” to “%s”"),
			choice_label(&request_statuses, (int)request->status.value),
			choice_label(&request_statuses, REQUEST_WAITING));
	if (request->status.value == REQUEST_WAITING && !request->snooze_until.known)
		return xstrdup(_("is so already"));
	number_set(&request->status, REQUEST_WAITING);
	request->snooze_until = (struct number){0};
	return NULL;
}

static char *let_rest(struct service *service, struct request *request, const void *context)
{
	const struct rest *rest = context;
	int64_t today = clock_today(service->clock);
	struct number until = {.known = rest->kind == REST_UNTIL, .value = rest->day};
	if (rest->kind == REST_ANSWER)
		return let_wait(request);
	if (until.known && request_statuses.items[request->status.value].closed)
		return xasprintf(_("cannot rest: it is %s"),
			choice_label(&request_statuses, (int)request->status.value));
	if (until.known && request->urgent.value && until.value > today + REST_URGENT_DAYS)
		return xstrdup(_("is urgent and rests until tomorrow at most"));
	if (!differs(until, request->snooze_until))
		return xstrdup(_("is so already"));
	request->snooze_until = until;
	return NULL;
}

bool service_request_rest(struct service *service, const int64_t *ids, size_t count,
	const struct rest *rest, struct bulk_result *result, struct error *error)
{
	struct deed deed = {let_rest, rest};
	char *what = rest_text(rest);
	bool ok = do_many(service, &deed, ids, count, what, result, error);
	free(what);
	return ok;
}

static char *let_out(struct service *service, struct request *request, const void *context)
{
	(void)service;
	(void)context;
	if (request->status.value != REQUEST_QUARANTINED)
		return xstrdup(_("is not in quarantine"));
	number_set(&request->status, REQUEST_OPEN);
	return NULL;
}

bool service_request_release(struct service *service, const int64_t *ids, size_t count,
	struct bulk_result *result, struct error *error)
{
	struct deed deed = {let_out, NULL};
	return do_many(service, &deed, ids, count, _("released from quarantine"), result, error);
}

bool service_request_assign(struct service *service, const int64_t *ids, size_t count,
	const char *initials, struct bulk_result *result, struct error *error)
{
	return service_set_many(service, &request_entity, ids, count,
		entity_field(&request_entity, "assignee"),
		!strcmp(initials, "@") ? service->who : initials, result, error);
}
