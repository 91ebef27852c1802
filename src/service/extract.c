/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One text to read and one JSON for machines, made from the description of the records: whatever
 * entity refers to the person is told, also one that is added after this was written. Nobody else
 * is named in it.
 */
#include "service/extract.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "exchange/file.h"
#include "model/message.h"
#include "model/participant.h"
#include "model/recordjson.h"
#include "service/access.h"
#include "service/disclosure.h"
#include "service/private.h"
#include "service/retention.h"
#include "store/erase.h"
#include "store/release.h"

#define HISTORY_LIMIT 1000

struct extract {
	struct service *service;
	int64_t participant;
	struct buffer text;
	json_t *json;
	struct word_list others; /* names and addresses that must not stand in it */
	size_t rows;
	struct error *error;
};

/* ---- nobody else ---- */

static void add_other(struct word_list *others, const struct participant *other)
{
	word_list_add(others, other->email);
	word_list_add(others, other->phone);
	if (other->given_name && other->family_name) {
		char *name = xasprintf("%s %s", other->given_name, other->family_name);
		word_list_add(others, name);
		free(name);
	}
}

static bool is_same_mailbox(const struct participant *one, const struct participant *two)
{
	return one->email && two->email && !strcasecmp(one->email, two->email);
}

static bool collect_others(struct extract *extract, const struct participant *self)
{
	struct record_set all = {0};
	if (!store_all(extract->service->store, &participant_entity, extract->service->network,
		    &all, extract->error))
		return false;
	for (size_t i = 0; i < all.count; i++) {
		const struct participant *other = record_set_at(&all, i);
		if (other->record.id != self->record.id && !is_same_mailbox(self, other))
			add_other(&extract->others, other);
	}
	record_set_finish(&all);
	return true;
}

static char *without_others(const struct extract *extract, const char *text)
{
	char *masked = text_without_words(text, &extract->others, _("[another person]"));
	return masked ? masked : xstrdup(text);
}

/* ---- one record ---- */

/* What a reference leads to, by its title; another participant is nobody here. */
static char *reference_text(const struct extract *extract, const struct field *field, int64_t id)
{
	struct error gone = {0};
	if (!field->target)
		return xasprintf("%lld", (long long)id);
	if (field->target == &participant_entity)
		return xstrdup(id == extract->participant ? _("you") : _("[another person]"));
	void *target = record_create(field->target);
	char *text = store_get(extract->service->store, field->target, id, target, &gone)
			     ? field->target->title(target)
			     : xasprintf("%lld", (long long)id);
	error_finish(&gone);
	record_destroy(field->target, target);
	return text;
}

static char *value_text(
	const struct extract *extract, const struct field *field, const void *record)
{
	if (!field_is_known(field, record))
		return xstrdup("");
	if (field->type == FIELD_REFERENCE)
		return reference_text(extract, field, field_number_of(field, record).value);
	char *shown = field_display(field, record);
	char *text = without_others(extract, shown);
	free(shown);
	return text;
}

static void tell_record(struct extract *extract, const struct entity *entity, const void *record)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		char *value = field->label ? value_text(extract, field, record) : xstrdup("");
		if (*value)
			buffer_printf(&extract->text, "%s: %s\n", _(field->label), value);
		free(value);
	}
	buffer_append(&extract->text, "\n");
}

static json_t *record_json(
	const struct extract *extract, const struct entity *entity, const void *record)
{
	json_t *object = record_to_json(entity, record, false);
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		const json_t *value = json_object_get(object, field->name);
		if (json_is_string(value)) {
			char *text = without_others(extract, json_string_value(value));
			json_object_set_new(object, field->name, json_string(text));
			free(text);
		} else if (field->target == &participant_entity && json_is_integer(value) &&
			   json_integer_value(value) != extract->participant) {
			json_object_set_new(
				object, field->name, json_string(_("[another person]")));
		}
	}
	return object;
}

/* ---- everything that refers to them ---- */

/* A disclosure is told by its head: who, when, what for. */
static bool tell_referring_row(
	struct extract *extract, const struct entity *entity, const void *record, json_t *list)
{
	const struct disclosed_person *person = record;
	struct disclosure *head = NULL;
	bool ok = true;
	if (entity == &disclosed_person_entity) {
		head = record_create(&disclosure_entity);
		ok = store_get(extract->service->store, &disclosure_entity,
			person->disclosure.value, head, extract->error);
		entity = &disclosure_entity;
		record = head;
	}
	if (ok) {
		tell_record(extract, entity, record);
		json_array_append_new(list, record_json(extract, entity, record));
		extract->rows++;
	}
	record_destroy(&disclosure_entity, head);
	return ok;
}

/* What was written in their requests, and what came with it. */
static bool tell_parts(struct extract *extract, const struct entity *entity, int64_t parent,
	struct record_set *parts)
{
	const char *name = entity == &message_entity ? "request_id" : "message_id";
	json_t *list = json_object_get(extract->json, entity->name);
	if (!list) {
		list = json_array();
		json_object_set_new(extract->json, entity->name, list);
	}
	bool ok = store_referring(extract->service->store, entity, entity_field(entity, name),
		parent, parts, extract->error);
	for (size_t i = 0; ok && i < parts->count; i++) {
		const void *part = record_set_at(parts, i);
		buffer_printf(&extract->text, "-- %s --\n", _(entity->label));
		tell_record(extract, entity, part);
		json_array_append_new(list, record_json(extract, entity, part));
		extract->rows++;
	}
	return ok;
}

static bool tell_conversation(struct extract *extract, int64_t request)
{
	struct record_set messages = {0};
	bool ok = tell_parts(extract, &message_entity, request, &messages);
	for (size_t i = 0; ok && i < messages.count; i++) {
		struct record_set parts = {0};
		const struct record *message = record_set_at(&messages, i);
		ok = tell_parts(extract, &attachment_entity, message->id, &parts);
		record_set_finish(&parts);
	}
	record_set_finish(&messages);
	return ok;
}

/* Duplicate references of one row to the same person tell it once. */
static bool is_first_reference(
	const struct entity *entity, const struct field *field, const void *record, int64_t id)
{
	for (const struct field *at = entity->fields; at < field; at++) {
		struct number to = at->target == &participant_entity ? field_number_of(at, record)
								     : (struct number){0};
		if (to.known && to.value == id)
			return false;
	}
	return true;
}

static bool tell_referring(struct extract *extract, const struct entity *entity,
	const struct field *field, json_t *list)
{
	struct record_set rows = {0};
	bool ok = store_referring(extract->service->store, entity, field, extract->participant,
		&rows, extract->error);
	for (size_t i = 0; ok && i < rows.count; i++) {
		const void *record = record_set_at(&rows, i);
		if (!is_first_reference(entity, field, record, extract->participant))
			continue;
		if (!json_array_size(list))
			buffer_printf(&extract->text, "== %s ==\n\n", _(entity->label));
		ok = tell_referring_row(extract, entity, record, list) &&
		     (entity != &request_entity ||
			     tell_conversation(extract, ((const struct record *)record)->id));
	}
	record_set_finish(&rows);
	return ok;
}

static bool tell_entity(struct extract *extract, const struct entity *entity)
{
	json_t *list = json_array();
	bool ok = true;
	for (size_t i = 0; ok && i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field->type == FIELD_REFERENCE && field->target == &participant_entity)
			ok = tell_referring(extract, entity, field, list);
	}
	if (json_array_size(list))
		json_object_set(extract->json, entity->name, list);
	json_decref(list);
	return ok;
}

/* ---- calendar files ---- */

static void tell_release(struct extract *extract, const struct meeting *meeting,
	const struct release *release, json_t *list)
{
	char *day = meeting_entity.title(meeting);
	char *when = instant_format(release->released_at);
	buffer_printf(&extract->text, _("%s: version %lld, %s\n"), day,
		(long long)release->sequence, when);
	json_array_append_new(
		list, json_pack("{s:s, s:I, s:s, s:s}", "meeting", day, "version",
			      (json_int_t)release->sequence, "at", when, "file", release->file));
	free(when);
	free(day);
}

static bool tell_meeting(
	struct extract *extract, const struct meeting *meeting, int64_t since, json_t *list)
{
	struct release *releases = NULL;
	size_t count = 0;
	int64_t day, minutes;
	bool ok = store_release_list(
		extract->service->store, meeting->record.id, &releases, &count, extract->error);
	for (size_t i = count; ok && i > 0; i--) {
		zone_to_local(releases[i - 1].released_at, &day, &minutes);
		if (day >= since)
			tell_release(extract, meeting, &releases[i - 1], list);
	}
	free(releases);
	return ok;
}

/* The versions that have gone out since someone was admitted: they name nobody, but were for them
 * too. */
static bool tell_calendar_files(struct extract *extract, const struct participant *self)
{
	struct record_set meetings = {0};
	json_t *list = json_array();
	bool ok = !self->admitted_on.known ||
		  store_all(extract->service->store, &meeting_entity, extract->service->network,
			  &meetings, extract->error);
	buffer_printf(&extract->text, "== %s ==\n\n",
		_("Calendar files that have gone out to those who take part"));
	for (size_t i = 0; ok && i < meetings.count; i++)
		ok = tell_meeting(
			extract, record_set_at(&meetings, i), self->admitted_on.value, list);
	buffer_append(&extract->text, "\n");
	json_object_set_new(extract->json, "calendar_files", list);
	record_set_finish(&meetings);
	return ok;
}

/* ---- the rest of what the law wants told ---- */

static bool tell_history(struct extract *extract)
{
	struct journal_query query = {.entity = participant_entity.name,
		.row = extract->participant,
		.limit = HISTORY_LIMIT};
	struct journal journal = {0};
	json_t *list = json_array();
	bool ok = store_history(extract->service->store, &query, &journal, extract->error);
	if (ok)
		buffer_printf(&extract->text, "== %s ==\n\n", _("What has been changed"));
	for (size_t i = 0; ok && i < journal.count; i++) {
		const struct journal_action *action = &journal.actions[i];
		char *when = instant_format(action->at);
		buffer_printf(&extract->text, "%s  %s\n", when, action->who);
		for (size_t j = 0; j < action->row_count; j++) {
			char *lines = service_describe_change(&action->rows[j]);
			char *masked = without_others(extract, lines);
			buffer_append(&extract->text, masked);
			json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "at", when, "who",
							    action->who, "changes", masked));
			free(masked);
			free(lines);
		}
		buffer_append(&extract->text, "\n");
		free(when);
	}
	json_object_set_new(extract->json, "history", list);
	journal_finish(&journal);
	return ok;
}

static bool tell_retention(struct extract *extract)
{
	json_t *object = json_object();
	buffer_printf(&extract->text, "== %s ==\n\n", _("How long it is kept"));
	for (int class = 0; class < RETENTION_CLASSES; class ++) {
		int64_t days;
		if (!service_retention_days(extract->service, (enum retention_class) class, &days,
			    extract->error)) {
			json_decref(object);
			return false;
		}
		buffer_printf(&extract->text, _("%s: %lld days\n"),
			choice_label(&retention_classes, class), (long long)days);
		json_object_set_new(
			object, retention_classes.items[class].token, json_integer(days));
	}
	buffer_append(&extract->text,
		_("Counted from the meeting (special needs), from the last change (requests), "
		  "from the end of the network (participants) and from the end of the year "
		  "(invoice basis).\n\n"));
	json_object_set_new(extract->json, "retention_days", object);
	return true;
}

static const char *basis(void)
{
	return _("The data is used to lead the network: to decide on sign-ups, to invite to "
		 "meetings, to share lists with those who have agreed, to order food, to invoice "
		 "the fee and to answer what you write. It is a task of public interest (GDPR "
		 "art. 6.1 e); invoices are a legal obligation (art. 6.1 c); what you need at a "
		 "meeting is kept with your consent (art. 9.2 a) and removed after it. You may "
		 "have wrong data corrected, have data erased, and complain to the Swedish "
		 "Authority for Privacy Protection (IMY).");
}

static bool tell_head(struct extract *extract, const struct participant *self)
{
	struct network network = {0};
	if (!service_network(extract->service, &network, extract->error))
		return false;
	char *today = date_format(clock_today(extract->service->clock), DATE_LONG);
	buffer_printf(&extract->text, "%s\n%s\n%s\n\n", _("Register extract"), network.name, today);
	buffer_printf(&extract->text, "== %s ==\n\n%s\n\n", _("Purposes and legal basis"), basis());
	buffer_printf(&extract->text, "== %s ==\n\n", _("What is known of you"));
	tell_record(extract, &participant_entity, self);
	json_object_set_new(extract->json, "network", json_string(network.name));
	json_object_set_new(extract->json, "purposes_and_basis", json_string(basis()));
	json_object_set_new(
		extract->json, "participant", record_json(extract, &participant_entity, self));
	free(today);
	record_finish(&network_entity, &network);
	return true;
}

static bool compose(struct extract *extract, const struct participant *self)
{
	bool ok = collect_others(extract, self) && tell_head(extract, self);
	for (size_t i = 0; ok && model_entities[i]; i++)
		ok = tell_entity(extract, model_entities[i]);
	return ok && tell_calendar_files(extract, self) && tell_history(extract) &&
	       tell_retention(extract);
}

/* ---- files and ledgers ---- */

/* The same in every language: a file name is not read aloud. */
static char *file_path(const struct extract_order *order, const char *ending)
{
	return xasprintf(
		"%s/extract-%lld.%s", order->folder, (long long)order->participant, ending);
}

static bool write_files(const struct extract *extract, const struct extract_order *order,
	const struct extract_result *result, struct error *error)
{
	char *json = json_dumps(extract->json, JSON_INDENT(2));
	bool ok = file_make_folder(order->folder, error) &&
		  file_write(result->text_path, extract->text.data, extract->text.length,
			  order->force, NULL, NULL, error) &&
		  file_write(
			  result->json_path, json, strlen(json), order->force, NULL, NULL, error);
	free(json);
	return ok;
}

/* The open case is answered; one that nobody had noted is noted as answered. */
static bool answer_case(
	struct service *service, const struct extract_order *order, struct error *error)
{
	struct record_set cases = {0};
	struct rights_case *rights = NULL;
	if (!service_open_cases(service, order->participant, &cases, error))
		return false;
	for (size_t i = 0; i < cases.count && !rights; i++) {
		const struct rights_case *at = record_set_at(&cases, i);
		if (at->kind.value == RIGHTS_EXTRACT)
			rights = record_copy(&rights_case_entity, at);
	}
	if (!rights) {
		rights = service_new(service, &rights_case_entity);
		rights->participant = (struct number){true, order->participant};
		rights->kind = (struct number){true, RIGHTS_EXTRACT};
		rights->received_on = (struct number){true, order->received};
		rights->due_on = (struct number){true, rights_due(order->received)};
	}
	rights->status = (struct number){true, RIGHTS_DELIVERED};
	rights->closed_on = (struct number){true, clock_today(service->clock)};
	bool ok = service_write(service, &rights_case_entity, rights, error);
	record_destroy(&rights_case_entity, rights);
	record_set_finish(&cases);
	return ok;
}

/* What notes the files is taken back when they cannot be written. */
static bool hand_out(struct service *service, const struct extract_order *order,
	const struct extract *extract, const struct extract_result *result, struct error *error)
{
	char digest[DIGEST_HEX_SIZE];
	char *title = xasprintf(
		_("Participant no. %lld: register extract"), (long long)order->participant);
	digest_sha256(extract->text.data, extract->text.length, digest);
	struct access_order access = {
		.what = ACCESS_EXTRACT, .participant = order->participant, .reason = order->reason};
	struct disclosure_order disclosure = {.what = "extract",
		.purpose = PURPOSE_RIGHTS,
		.file = result->text_path,
		.digest = digest,
		.participants = &order->participant,
		.count = 1};
	bool ok = service_begin(service, title, true, error) &&
		  service_end(service,
			  service_log_access_within(service, &access, error) &&
				  service_disclose_within(service, &disclosure, error) &&
				  answer_case(service, order, error) &&
				  write_files(extract, order, result, error),
			  error);
	free(title);
	return ok;
}

static bool check_order(struct service *service, const struct extract_order *order,
	struct participant *self, struct error *error)
{
	if (!store_get(service->store, &participant_entity, order->participant, self, error))
		return false;
	if (self->is_protected.value && (!order->reason || !*order->reason))
		return error_set(error, ERROR_USAGE,
			_("The extract of a protected person needs a reason, which stands in the "
			  "log: --reason."));
	if (order->received > clock_today(service->clock))
		return error_set(error, ERROR_DATA, _("It cannot have been received after today."));
	return true;
}

bool service_extract(struct service *service, const struct extract_order *order,
	struct extract_result *result, struct error *error)
{
	struct participant self = {0};
	struct extract extract = {.service = service,
		.participant = order->participant,
		.json = json_object(),
		.error = error};
	*result = (struct extract_result){.due = rights_due(order->received),
		.text_path = file_path(order, "txt"),
		.json_path = file_path(order, "json")};
	bool ok = check_order(service, order, &self, error) && compose(&extract, &self) &&
		  hand_out(service, order, &extract, result, error);
	result->rows = extract.rows;
	if (!ok)
		extract_result_finish(result);
	word_list_finish(&extract.others);
	buffer_finish(&extract.text);
	json_decref(extract.json);
	record_finish(&participant_entity, &self);
	return ok;
}

void extract_result_finish(struct extract_result *result)
{
	free(result->text_path);
	free(result->json_path);
	*result = (struct extract_result){0};
}
