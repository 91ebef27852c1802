/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rsvp.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/mail/read.h"
#include "service/private.h"
#include "service/rsvpjudge.h"
#include "store/page.h"

/* ---- the result ---- */

void rsvp_result_finish(struct rsvp_result *result)
{
	for (size_t i = 0; i < result->count; i++) {
		free(result->lines[i].file);
		free(result->lines[i].reason);
	}
	free(result->lines);
	moved_up_finish(&result->moved);
	*result = (struct rsvp_result){0};
}

static void add_line(
	struct rsvp_result *result, const char *file, const struct reply *reply, bool is_known)
{
	result->lines = xreallocarray(result->lines, result->count + 1, sizeof(*result->lines));
	result->lines[result->count++] = (struct rsvp_line){.id = reply->record.id,
		.file = xstrdup(file),
		.reason = reply_reason(reply),
		.is_known = is_known,
		.meeting = reply->meeting.value,
		.participant = reply->participant.value,
		.answer = reply->answer,
		.verdict = (enum reply_verdict)reply->verdict.value,
		.status = (enum reply_status)reply->status.value};
	result->known += is_known;
	result->applied += !is_known && reply->status.value == REPLY_APPLIED;
	result->open += !is_known && reply->status.value == REPLY_OPEN;
}

/* The same answer may stand twice in a mail, to be seen and as an attachment. */
static bool is_listed(const struct rsvp_result *result, int64_t id, const char *file)
{
	for (size_t i = 0; i < result->count; i++) {
		if (result->lines[i].id == id && !strcmp(result->lines[i].file, file))
			return true;
	}
	return false;
}

/* ---- one answer ---- */

static bool apply(struct service *service, const struct meeting *meeting, const struct reply *reply,
	struct moved_up *moved, struct error *error)
{
	const struct answer_order order = {.participant = reply->participant.value,
		.answer = (enum answer)reply->answer.value,
		.answered_at = reply->stamped_at,
		.sequence = reply->sequence};
	return service_answer_within(service, meeting, &order, 1, moved, error);
}

static bool tell_known(struct service *service, int64_t id, const char *file,
	struct rsvp_result *result, struct error *error)
{
	struct reply reply = {0};
	bool ok = store_get(service->store, &reply_entity, id, &reply, error);
	if (ok)
		add_line(result, file, &reply, true);
	record_finish(&reply_entity, &reply);
	return ok;
}

static bool keep(struct service *service, const struct rsvp_source *source, struct reply *reply,
	const struct meeting *meeting, struct rsvp_result *result, struct error *error)
{
	int64_t id;
	if (!store_find(service->store, &reply_entity, "digest", reply->digest, &id, error))
		return false;
	if (id)
		return is_listed(result, id, source->file) ||
		       tell_known(service, id, source->file, result, error);
	if (!service_write(service, &reply_entity, reply, error) ||
		(reply->status.value == REPLY_APPLIED &&
			!apply(service, meeting, reply, &result->moved, error)))
		return false;
	add_line(result, source->file, reply, false);
	return true;
}

static bool take_answer(struct service *service, const struct rsvp_source *source,
	const struct calendar_answer *answer, struct rsvp_result *result, struct error *error)
{
	struct reply *reply = service_new(service, &reply_entity);
	struct meeting meeting = {0};
	bool ok = service_judge_answer(service, source, answer, reply, &meeting, error) &&
		  keep(service, source, reply, &meeting, result, error);
	record_finish(&meeting_entity, &meeting);
	record_destroy(&reply_entity, reply);
	return ok;
}

bool service_rsvp_within(struct service *service, const struct rsvp_source *source,
	const char *text, size_t length, struct rsvp_result *result, struct error *error)
{
	struct calendar_answers found;
	if (!calendar_answers_read(&found, text, length, source->method, source->sender, error))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < found.count; i++)
		ok = take_answer(service, source, &found.items[i], result, error);
	calendar_answers_finish(&found);
	return ok;
}

/* ---- one file ---- */

static bool looks_like_calendar(const char *bytes, size_t length)
{
	static const char head[] = "BEGIN:VCALENDAR";
	size_t at = length >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3) ? 3 : 0;
	while (at < length && strchr(" \t\r\n", bytes[at]) && bytes[at])
		at++;
	return length - at >= sizeof(head) - 1 && !strncasecmp(bytes + at, head, sizeof(head) - 1);
}

/* The parts of a mail that are no answers do not matter as long as one is. */
static bool take_parts(struct service *service, const struct mail *mail, struct rsvp_source *source,
	struct rsvp_result *result, struct error *error)
{
	size_t seen = 0, taken = 0;
	for (size_t i = 0; i < mail->part_count; i++) {
		const struct mail_part *part = &mail->parts[i];
		struct error fault = {0};
		if (!mail_part_is_calendar(part))
			continue;
		seen++;
		source->method = part->method;
		if (service_rsvp_within(
			    service, source, part->bytes, part->length, result, &fault)) {
			taken++;
			continue;
		}
		bool harmless = fault.kind == ERROR_DATA;
		if (!harmless || (!taken && !error->message))
			error_set(error, fault.kind, "%s", fault.message);
		error_finish(&fault);
		if (!harmless)
			return false;
	}
	if (!seen)
		return error_set(error, ERROR_DATA, _("The mail holds no calendar."));
	if (taken)
		error_finish(error);
	return taken;
}

static bool take_mail(struct service *service, const struct mail *mail, struct rsvp_source *source,
	struct rsvp_result *result, struct error *error)
{
	source->is_mail = true;
	source->sender = mail->sender;
	source->message_id = mail->message_id;
	source->sent_at = mail->sent_at;
	return take_parts(service, mail, source, result, error);
}

static bool take_file(struct service *service, struct rsvp_source *source, const char *bytes,
	size_t length, struct rsvp_result *result, struct error *error)
{
	struct mail mail;
	if (looks_like_calendar(bytes, length))
		return service_rsvp_within(service, source, bytes, length, result, error);
	if (!mail_read(&mail, bytes, length, error))
		return false;
	bool ok = take_mail(service, &mail, source, result, error);
	mail_finish(&mail);
	return ok;
}

bool service_rsvp(struct service *service, const char *file, const char *bytes, size_t length,
	struct rsvp_result *result, struct error *error)
{
	const char *slash = strrchr(file, '/');
	char *name = text_stored(slash ? slash + 1 : file, strlen(slash ? slash + 1 : file));
	struct rsvp_source source = {.file = name};
	struct rsvp_result mine = {0};
	bool ok = service_begin(service, _("Answers to invitations read"), false, error) &&
		  service_end(
			  service, take_file(service, &source, bytes, length, &mine, error), error);
	for (size_t i = 0; ok && i < mine.count; i++) {
		result->lines = xreallocarray(
			result->lines, result->count + 1, sizeof(*result->lines));
		result->lines[result->count++] = mine.lines[i];
		mine.lines[i] = (struct rsvp_line){0};
	}
	if (ok) {
		result->applied += mine.applied;
		result->known += mine.known;
		result->open += mine.open;
		for (size_t i = 0; i < mine.moved.count; i++) {
			result->moved.participants = xreallocarray(result->moved.participants,
				result->moved.count + 1, sizeof(*result->moved.participants));
			result->moved.participants[result->moved.count++] =
				mine.moved.participants[i];
		}
	}
	rsvp_result_finish(&mine);
	free(name);
	return ok;
}

/* ---- by hand ---- */

static bool handle(
	struct service *service, struct reply *reply, enum reply_status status, struct error *error)
{
	number_set(&reply->status, status);
	free(reply->handled_by);
	reply->handled_by = xstrdup(service->who);
	number_set(&reply->handled_at, clock_now(service->clock));
	return service_write(service, &reply_entity, reply, error);
}

/* An older answer that is chosen all the same counts from now on. */
static bool apply_open(
	struct service *service, struct reply *reply, struct moved_up *moved, struct error *error)
{
	struct meeting meeting = {0};
	const struct number stamp = reply->stamped_at;
	bool ok = store_get(service->store, &meeting_entity, reply->meeting.value, &meeting, error);
	if (reply->verdict.value == REPLY_SUPERSEDED)
		number_set(&reply->stamped_at, clock_now(service->clock));
	ok = ok && apply(service, &meeting, reply, moved, error);
	reply->stamped_at = stamp;
	record_finish(&meeting_entity, &meeting);
	return ok && handle(service, reply, REPLY_APPLIED, error);
}

static bool begin_on(
	struct service *service, const struct reply *reply, const char *what, struct error *error)
{
	char *name = reply_entity.title(reply);
	char *title = xasprintf("%s: %s", name, what);
	bool ok = service_begin(service, title, false, error);
	free(title);
	free(name);
	return ok;
}

bool service_reply_apply(
	struct service *service, int64_t id, struct moved_up *moved, struct error *error)
{
	struct reply *reply = record_create(&reply_entity);
	bool ok = store_get(service->store, &reply_entity, id, reply, error) &&
		  reply_may_be_applied(reply, error) &&
		  begin_on(service, reply, choice_label(&reply_statuses, REPLY_APPLIED), error) &&
		  service_end(service, apply_open(service, reply, moved, error), error);
	record_destroy(&reply_entity, reply);
	return ok;
}

bool service_reply_dismiss(struct service *service, int64_t id, struct error *error)
{
	struct reply *reply = record_create(&reply_entity);
	bool ok = store_get(service->store, &reply_entity, id, reply, error);
	if (ok && reply->status.value != REPLY_OPEN)
		ok = error_set(error, ERROR_REFUSED, _("This answer is not open any more."));
	ok = ok &&
	     begin_on(service, reply, choice_label(&reply_statuses, REPLY_DISMISSED), error) &&
	     service_end(service, handle(service, reply, REPLY_DISMISSED, error), error);
	record_destroy(&reply_entity, reply);
	return ok;
}

bool service_reply_count(struct service *service, int64_t *count, struct error *error)
{
	struct list_query query = {.entity = &reply_entity, .network = service->network};
	return store_count(service->store, &query, count, error);
}

bool service_protect_replies(struct service *service, int64_t participant, struct error *error)
{
	struct record_set set = {0};
	bool ok = store_referring(service->store, &reply_entity,
		entity_field(&reply_entity, "participant_id"), participant, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		struct reply *reply = record_copy(&reply_entity, record_set_at(&set, i));
		number_set(&reply->is_protected, 1);
		reply_seal(reply);
		ok = store_update(service->store, &reply_entity, reply, error);
		record_destroy(&reply_entity, reply);
	}
	record_set_finish(&set);
	return ok;
}
