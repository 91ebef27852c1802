/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From state to state, one row or many, and what the state menu offers. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/eligibility.h"
#include "model/meeting.h"
#include "model/participant.h"
#include "model/request.h"
#include "service/private.h"

static const struct field *status_field(const struct entity *entity)
{
	return entity_field(entity, "status");
}

/* A row that someone has taken away meanwhile is told like any other that was left as it was. */
static void except_missing(
	struct bulk_result *result, const struct entity *entity, int64_t id, struct error *error)
{
	result->exceptions = xreallocarray(
		result->exceptions, result->exception_count + 1, sizeof(*result->exceptions));
	result->exceptions[result->exception_count++] = (struct exception){
		.id = id,
		.title = xasprintf(_("%s no. %lld"), _(entity->label), (long long)id),
		.reason = xstrdup(_("is no longer there")),
	};
	error_finish(error);
}

void *service_read_row(struct service *service, const struct entity *entity, int64_t id,
	struct bulk_result *result, bool *ok, struct error *error)
{
	void *record = record_create(entity);
	*ok = store_get(service->store, entity, id, record, error);
	if (*ok)
		return record;
	record_destroy(entity, record);
	if (error->kind != ERROR_REFUSED)
		return NULL;
	except_missing(result, entity, id, error);
	*ok = true;
	return NULL;
}

void bulk_result_except(
	struct bulk_result *result, const struct entity *entity, const void *record, char *reason)
{
	result->exceptions = xreallocarray(
		result->exceptions, result->exception_count + 1, sizeof(*result->exceptions));
	result->exceptions[result->exception_count++] = (struct exception){
		.id = ((const struct record *)record)->id,
		.title = entity->title(record),
		.reason = reason,
	};
}

void bulk_result_finish(struct bulk_result *result)
{
	for (size_t i = 0; i < result->exception_count; i++) {
		free(result->exceptions[i].title);
		free(result->exceptions[i].reason);
	}
	free(result->exceptions);
	*result = (struct bulk_result){0};
}

/* After its days there is nothing left to open (service/retention.h). */
static bool is_emptied(const struct request *request)
{
	return !request->subject && !request->body;
}

/* NULL when the step is legal from here, otherwise why it is not. */
static char *why_not(const struct entity *entity, const void *record, int to)
{
	const struct choices *choices = status_field(entity)->choices;
	int from = (int)field_number_of(status_field(entity), record).value;
	struct error error = {0};
	char *reason = NULL;
	if (from == to)
		return xasprintf(_("is already %s"), choice_label(choices, to));
	if (!choices_transition(choices, from, to))
		return xasprintf(_("cannot go from “%s” to “%s”"), choice_label(choices, from),
			choice_label(choices, to));
	if (entity == &request_entity && to == REQUEST_MERGED)
		return xstrdup(_("is merged by choosing the request that stays"));
	if (entity == &request_entity && from == REQUEST_SPAM && is_emptied(record))
		return xstrdup(_("is spam whose words have been removed"));
	if (entity == &participant_entity && to == PARTICIPANT_MERGED)
		return xstrdup(_("is merged by choosing the participant that stays"));
	if (entity == &meeting_entity && !meeting_may_become(record, to, &error))
		reason = xstrdup(error.message);
	error_finish(&error);
	return reason;
}

/* Someone is let in whom the rules do not: the one step where the record decides. */
static bool lets_in(const struct entity *entity, const void *record, int to)
{
	return entity == &participant_entity && to == PARTICIPANT_ADMITTED &&
	       eligibility_needs_reason(record);
}

static bool needs_reason(const struct entity *entity, const void *record, int to)
{
	const struct field *status = status_field(entity);
	const struct transition *step = choices_transition(
		status->choices, (int)field_number_of(status, record).value, to);
	return step && (step->needs_reason || lets_in(entity, record, to));
}

struct status_option *service_status_options(
	const struct entity *entity, const void *record, size_t *count)
{
	const struct choices *choices = status_field(entity)->choices;
	int from = (int)field_number_of(status_field(entity), record).value;
	struct status_option *options = xcalloc(choices->count, sizeof(*options));
	*count = 0;
	for (int legal = 1; legal >= 0; legal--) {
		for (int to = 0; to < (int)choices->count; to++) {
			char *reason = to == from ? NULL : why_not(entity, record, to);
			if (to != from && !reason == (bool)legal)
				options[(*count)++] = (struct status_option){
					.to = to,
					.legal = legal,
					.needs_reason = needs_reason(entity, record, to),
					.why_not = reason,
				};
			else
				free(reason);
		}
	}
	return options;
}

void status_options_free(struct status_option *options, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(options[i].why_not);
	free(options);
}

static void set_reason(const struct entity *entity, void *record, const char *reason)
{
	const struct field *field = entity_field(entity, "status_reason");
	if (!field)
		return;
	free(*field_text(field, record));
	*field_text(field, record) = text_is_blank(reason) ? NULL
							   : text_stored(reason, strlen(reason));
}

/* Who has done it, and when; nobody as long as it waits. */
static void draft_sign(struct service *service, struct draft *draft)
{
	bool closed = draft->status.value != DRAFT_WAITING;
	free(draft->done_by);
	draft->done_by = closed ? xstrdup(service->who) : NULL;
	draft->done_on = (struct number){
		.known = closed, .value = closed ? clock_today(service->clock) : 0};
}

static bool refuse_without_reason(
	const struct entity *entity, const void *record, int to, struct error *error)
{
	const struct participant *participant = record;
	if (!lets_in(entity, record, to))
		return error_set_field(error, ERROR_DATA, "status_reason",
			_("A reason is needed to change to “%s”."),
			choice_label(status_field(entity)->choices, to));
	char *title = entity->title(record);
	error_set_field(error, ERROR_DATA, "status_reason",
		_("%s is not within the target group (%s: %s): a reason is needed to admit."),
		title, participant->eligibility_rule ? participant->eligibility_rule : "–",
		eligibility_rule_text(participant->eligibility_rule));
	free(title);
	return false;
}

static void admit(struct service *service, struct participant *participant, const char *reason)
{
	participant->admitted_on = (struct number){
		.known = true, .value = clock_today(service->clock)};
	free(participant->eligibility_reason);
	participant->eligibility_reason = eligibility_needs_reason(participant)
						  ? text_stored(reason, strlen(reason))
						  : NULL;
}

static bool enter_state(struct service *service, const struct entity *entity, void *record, int to,
	const char *reason, struct error *error)
{
	bool let_in = lets_in(entity, record, to);
	if (needs_reason(entity, record, to) && text_is_blank(reason))
		return refuse_without_reason(entity, record, to, error);
	field_number(status_field(entity), record)->value = to;
	if (entity == &participant_entity && to == PARTICIPANT_ADMITTED)
		admit(service, record, reason);
	if (entity == &draft_entity)
		draft_sign(service, record);
	/* Why someone was let in stands by the target group, not by the state. */
	set_reason(entity, record, let_in ? NULL : reason);
	return true;
}

bool service_take_step(struct service *service, const struct entity *entity, void *record, int to,
	const char *reason, struct error *error)
{
	char *refusal = why_not(entity, record, to);
	if (!refusal)
		return enter_state(service, entity, record, to, reason, error) &&
		       service_write(service, entity, record, error);
	char *title = entity->title(record);
	error_set(error, ERROR_REFUSED, "%s: %s", title, refusal);
	free(title);
	free(refusal);
	return false;
}

/* Changes one row or lists it as an exception; false only when the database fails. */
static bool change_one(struct service *service, const struct status_order *order, int64_t id,
	struct bulk_result *result, struct error *error)
{
	const struct entity *entity = order->entity;
	bool ok = true;
	void *record = service_read_row(service, entity, id, result, &ok, error);
	if (!record)
		return ok;
	char *refusal = why_not(entity, record, order->to);
	if (refusal) {
		bulk_result_except(result, entity, record, refusal);
	} else {
		result->changed++;
		if (!order->preview)
			ok = enter_state(
				     service, entity, record, order->to, order->reason, error) &&
			     (!order->before ||
				     order->before(service, record, order->context, error)) &&
			     service_write(service, entity, record, error);
		if (ok && order->then)
			ok = order->then(service, record, order->context, error);
	}
	record_destroy(entity, record);
	return ok;
}

char *service_bulk_title(struct service *service, const struct entity *entity, const int64_t *ids,
	size_t count, const char *what)
{
	if (count != 1)
		return xasprintf(PLURAL_("%zu row: %s", "%zu rows: %s", count), count, what);
	void *record = record_create(entity);
	struct error ignored = {0};
	store_get(service->store, entity, ids[0], record, &ignored);
	char *name = entity->title(record);
	char *title = xasprintf("%s %s: %s", _(entity->label), name, what);
	free(name);
	error_finish(&ignored);
	record_destroy(entity, record);
	return title;
}

static bool refuse_all(const struct bulk_result *result, struct error *error)
{
	if (!result->exception_count)
		return error_set(error, ERROR_REFUSED, _("There is nothing to change."));
	return error_set(error, ERROR_REFUSED, "%s: %s", result->exceptions[0].title,
		result->exceptions[0].reason);
}

bool service_change_status(struct service *service, const struct status_order *order,
	struct bulk_result *result, struct error *error)
{
	const struct choices *choices = status_field(order->entity)->choices;
	*result = (struct bulk_result){0};
	char *title = service_bulk_title(
		service, order->entity, order->ids, order->count, choice_label(choices, order->to));
	bool ok = order->preview || service_begin(service, title, false, error);
	free(title);
	for (size_t i = 0; ok && i < order->count; i++)
		ok = change_one(service, order, order->ids[i], result, error);
	if (ok && !result->changed)
		ok = refuse_all(result, error);
	return order->preview ? ok : service_end(service, ok, error);
}

bool service_set_status(struct service *service, const struct entity *entity, const int64_t *ids,
	size_t count, int to, const char *reason, bool preview, struct bulk_result *result,
	struct error *error)
{
	struct status_order order = {.entity = entity,
		.ids = ids,
		.count = count,
		.to = to,
		.reason = reason,
		.preview = preview};
	return service_change_status(service, &order, result, error);
}

static bool set_one(struct service *service, const struct entity *entity, int64_t id,
	const struct field *field, const char *text, struct bulk_result *result,
	struct error *error)
{
	bool ok = true;
	void *record = service_read_row(service, entity, id, result, &ok, error);
	if (!record)
		return ok;
	void *former = record_copy(entity, record);
	ok = service_set_field(service, entity, field, record, text, error);
	if (ok && field_equals(field, record, former)) {
		bulk_result_except(result, entity, record, xstrdup(_("is so already")));
	} else if (ok) {
		result->changed++;
		ok = service_write(service, entity, record, error);
	}
	record_destroy(entity, former);
	record_destroy(entity, record);
	return ok;
}

/* What a field becomes, in words: "Urgent → yes". */
static char *set_title(struct service *service, const struct entity *entity,
	const struct field *field, const char *text)
{
	void *record = record_create(entity);
	struct error ignored = {0};
	bool ok = service_set_field(service, entity, field, record, text, &ignored);
	char *value = ok ? field_display(field, record) : xstrdup(text ? text : "");
	char *title = xasprintf("%s → %s", field->label ? _(field->label) : field->name,
		text_is_blank(value) ? "–" : value);
	free(value);
	error_finish(&ignored);
	record_destroy(entity, record);
	return title;
}

bool service_set_many(struct service *service, const struct entity *entity, const int64_t *ids,
	size_t count, const struct field *field, const char *text, struct bulk_result *result,
	struct error *error)
{
	*result = (struct bulk_result){0};
	char *what = set_title(service, entity, field, text);
	char *title = service_bulk_title(service, entity, ids, count, what);
	bool ok = service_begin(service, title, false, error);
	for (size_t i = 0; ok && i < count; i++)
		ok = set_one(service, entity, ids[i], field, text, result, error);
	free(what);
	free(title);
	return service_end(service, ok, error);
}
