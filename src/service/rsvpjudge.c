/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/rsvpjudge.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "model/twin.h"
#include "service/delivery.h"
#include "store/belonging.h"
#include "store/release.h"
#include "store/twins.h"

/* All that the verdict follows from. */
struct judging {
	const struct rsvp_source *source;
	const struct calendar_answer *answer;
	const struct meeting *meeting;         /* id 0: none */
	const struct participant *participant; /* id 0: none */
	bool belongs;
	struct number newest;   /* SEQUENCE of the newest release; unknown: nothing has gone out */
	struct number given;    /* the highest SEQUENCE that they have been given themselves */
	struct number heard_at; /* DTSTAMP of the newest answer that counts */
	const struct reply *reply;
};

static char *copy(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

/* ---- what it is about ---- */

static bool find_meeting(
	struct service *service, const char *uid, struct meeting *meeting, struct error *error)
{
	int64_t id;
	if (!store_find(service->store, &meeting_entity, "uid", uid, &id, error))
		return false;
	if (!id)
		return true;
	bool ok = store_get(service->store, &meeting_entity, id, meeting, error);
	if (ok && meeting->network.value != service->network)
		record_finish(&meeting_entity, meeting);
	if (ok && !meeting->network.known)
		meeting->record.id = 0;
	return ok;
}

/* One address may stand in several rows: the one that belongs to the meeting, or else the first
 * that has not been merged away. */
static bool find_participant(struct service *service, struct judging *judging,
	struct participant *participant, struct error *error)
{
	struct record_set set = {0};
	char *key = twin_key("email_key", judging->answer->attendee, NULL);
	const struct participant *best = NULL;
	bool ok = store_sharing(service->store, service->network, "email_key", key, &set, error);
	for (size_t i = 0; ok && !judging->belongs && i < set.count; i++) {
		const struct participant *row = record_set_at(&set, i);
		if (row->status.value == PARTICIPANT_MERGED)
			continue;
		if (judging->meeting->record.id)
			ok = store_belongs(
				service->store, row, judging->meeting, &judging->belongs, error);
		if (!best || judging->belongs)
			best = row;
	}
	if (ok && best) {
		struct participant *whole = record_copy(&participant_entity, best);
		*participant = *whole;
		free(whole);
	}
	record_set_finish(&set);
	free(key);
	return ok;
}

static bool find_release(struct service *service, struct judging *judging, struct error *error)
{
	struct release release;
	bool found = false;
	if (!judging->meeting->record.id)
		return true;
	if (!store_release_latest(
		    service->store, judging->meeting->record.id, NULL, &release, &found, error))
		return false;
	if (found)
		number_set(&judging->newest, release.sequence);
	return true;
}

/* Whoever was taken off and invited again may have a higher SEQUENCE than the meeting. */
static bool find_given(struct service *service, struct judging *judging, struct error *error)
{
	int64_t meeting = judging->meeting->record.id;
	int64_t participant = judging->participant->record.id;
	return !meeting || !participant ||
	       service_delivery_given(service, meeting, participant, &judging->given, error);
}

static void hear(struct number *heard, struct number at)
{
	if (at.known && (!heard->known || at.value > heard->value))
		*heard = at;
}

/* What is noted, and what else was applied: saying the same again does not move the note. */
static bool find_heard(struct service *service, struct judging *judging, struct error *error)
{
	struct record_set rows = {0}, replies = {0};
	int64_t participant = judging->participant->record.id;
	bool ok = !participant || (store_referring(service->store, &attendance_entity,
					   entity_field(&attendance_entity, "participant_id"),
					   participant, &rows, error) &&
					  store_referring(service->store, &reply_entity,
						  entity_field(&reply_entity, "participant_id"),
						  participant, &replies, error));
	for (size_t i = 0; ok && i < rows.count; i++) {
		const struct attendance *row = record_set_at(&rows, i);
		if (row->meeting.value == judging->meeting->record.id)
			hear(&judging->heard_at, row->answered_at);
	}
	for (size_t i = 0; ok && i < replies.count; i++) {
		const struct reply *reply = record_set_at(&replies, i);
		if (reply->meeting.value == judging->meeting->record.id &&
			reply->status.value == REPLY_APPLIED)
			hear(&judging->heard_at, reply->stamped_at);
	}
	record_set_finish(&rows);
	record_set_finish(&replies);
	return ok;
}

/* ---- the verdict ---- */

static bool is_forged(const struct judging *judging)
{
	const char *sender = judging->source->sender;
	return judging->source->is_mail &&
	       (!sender || strcmp(sender, judging->answer->attendee) != 0);
}

static bool is_delegated(const struct calendar_answer *answer)
{
	return answer->delegated_to || (answer->partstat && !strcmp(answer->partstat, "DELEGATED"));
}

/* A version that has never gone out cannot be answered; before the first it is 0. */
static bool is_understood(const struct judging *judging)
{
	const struct calendar_answer *answer = judging->answer;
	int64_t newest = judging->newest.known ? judging->newest.value : 0;
	if (judging->given.known && judging->given.value > newest)
		newest = judging->given.value;
	return judging->reply->answer.known &&
	       (!answer->sequence.known || answer->sequence.value <= newest);
}

static bool is_stale(const struct judging *judging)
{
	int64_t answered = judging->answer->sequence.known ? judging->answer->sequence.value : 0;
	return judging->newest.known && answered < judging->newest.value;
}

static enum reply_verdict verdict_on(const struct judging *judging)
{
	if (!judging->meeting->record.id)
		return REPLY_UNKNOWN_MEETING;
	if (!judging->participant->record.id)
		return REPLY_UNKNOWN_ATTENDEE;
	if (is_forged(judging))
		return REPLY_FORGED;
	if (judging->meeting->status.value == MEETING_CANCELLED)
		return REPLY_CANCELLED_MEETING;
	if (!judging->belongs)
		return REPLY_NOT_INVITED;
	if (judging->answer->kind == ANSWER_COUNTER)
		return REPLY_COUNTER;
	if (is_delegated(judging->answer))
		return REPLY_DELEGATED;
	if (!is_understood(judging))
		return REPLY_OTHER;
	if (is_stale(judging))
		return REPLY_STALE;
	if (judging->heard_at.known && judging->reply->stamped_at.known &&
		judging->reply->stamped_at.value < judging->heard_at.value)
		return REPLY_SUPERSEDED;
	return judging->participant->is_protected.value ? REPLY_PROTECTED : REPLY_CLEAN;
}

/* ---- the record ---- */

/* An answer to a part of a series, or of nobody knows whom, is none. */
static struct number answer_of(const struct calendar_answer *answer)
{
	static const char *const partstats[] = {
		[ANSWER_NEEDS_ACTION] = "NEEDS-ACTION",
		[ANSWER_ACCEPTED] = "ACCEPTED",
		[ANSWER_DECLINED] = "DECLINED",
		[ANSWER_TENTATIVE] = "TENTATIVE",
	};
	bool whole = answer->kind == ANSWER_REPLY && !answer->recurrence && !answer->several;
	for (size_t i = 0; whole && answer->partstat && i < sizeof(partstats) / sizeof(*partstats);
		i++) {
		if (!strcmp(partstats[i], answer->partstat))
			return (struct number){.known = true, .value = (int64_t)i};
	}
	return (struct number){0};
}

static void add_number(struct buffer *text, struct number number)
{
	buffer_printf(text, "|%s%lld", number.known ? "" : "-", (long long)number.value);
}

/* Who is known stands in it by number, so that it tells nothing of who is protected. */
static char *digest_of(struct service *service, const struct judging *judging)
{
	const struct calendar_answer *answer = judging->answer;
	const struct rsvp_source *source = judging->source;
	int64_t participant = judging->participant->record.id;
	char hex[DIGEST_HEX_SIZE];
	struct buffer text = {0};
	buffer_printf(&text, "%lld|%d|%s|%s|%s|", (long long)service->network, answer->kind,
		answer->uid, answer->recurrence ? answer->recurrence : "",
		answer->partstat ? answer->partstat : "");
	if (participant)
		buffer_printf(&text, "%lld", (long long)participant);
	else
		buffer_append(&text, answer->attendee);
	add_number(&text, answer->sequence);
	add_number(&text, answer->stamped_at);
	add_number(&text, answer->proposed_date);
	add_number(&text, answer->proposed_start);
	buffer_printf(&text, "|%s|%s|", answer->comment ? answer->comment : "",
		answer->delegated_to ? answer->delegated_to : "");
	if (is_forged(judging))
		buffer_append(&text, source->sender ? source->sender : "?");
	digest_sha256(text.data, text.length, hex);
	buffer_finish(&text);
	return xstrdup(hex);
}

static void fill(struct service *service, const struct rsvp_source *source,
	const struct calendar_answer *answer, struct reply *reply)
{
	number_set(&reply->received_at, clock_now(service->clock));
	reply->source = copy(source->file);
	reply->message_id = copy(source->message_id);
	reply->event_uid = xstrdup(answer->uid);
	reply->attendee = xstrdup(answer->attendee);
	reply->sender = copy(source->sender);
	reply->answer = answer_of(answer);
	reply->sequence = answer->sequence;
	reply->stamped_at = answer->stamped_at.known ? answer->stamped_at : source->sent_at;
	reply->comment = copy(answer->comment);
	reply->delegated_to = copy(answer->delegated_to);
	reply->proposed_date = answer->proposed_date;
	reply->proposed_start = answer->proposed_start;
}

static void settle(struct service *service, const struct judging *judging, struct reply *reply)
{
	enum reply_verdict verdict = verdict_on(judging);
	bool clean = verdict == REPLY_CLEAN || verdict == REPLY_PROTECTED;
	if (judging->meeting->record.id)
		number_set(&reply->meeting, judging->meeting->record.id);
	if (judging->participant->record.id)
		number_set(&reply->participant, judging->participant->record.id);
	reply->digest = digest_of(service, judging);
	number_set(&reply->verdict, verdict);
	number_set(&reply->status, clean ? REPLY_APPLIED : REPLY_OPEN);
	number_set(&reply->is_protected, judging->participant->is_protected.value == 1);
}

bool service_judge_answer(struct service *service, const struct rsvp_source *source,
	const struct calendar_answer *answer, struct reply *reply, struct meeting *meeting,
	struct error *error)
{
	struct participant participant = {0};
	struct judging judging = {.source = source,
		.answer = answer,
		.meeting = meeting,
		.participant = &participant,
		.reply = reply};
	fill(service, source, answer, reply);
	bool ok = find_meeting(service, answer->uid, meeting, error) &&
		  find_participant(service, &judging, &participant, error) &&
		  find_release(service, &judging, error) && find_given(service, &judging, error) &&
		  find_heard(service, &judging, error);
	if (ok)
		settle(service, &judging, reply);
	record_finish(&participant_entity, &participant);
	return ok;
}
