/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/version.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "model/programme.h"
#include "service/private.h"

static char *information_owners(struct service *service, struct error *error)
{
	struct record_set staff = {0};
	if (!store_all(service->store, &staff_entity, service->network, &staff, error))
		return NULL;
	struct buffer names = {0};
	for (size_t i = 0; i < staff.count; i++) {
		const struct staff *owner = record_set_at(&staff, i);
		buffer_append(&names, i ? ", " : "");
		buffer_append(&names, owner->name);
	}
	record_set_finish(&staff);
	return names.length ? buffer_take(&names) : NULL;
}

void subject_finish(struct subject *subject)
{
	record_finish(&network_entity, &subject->network);
	record_finish(&meeting_entity, &subject->meeting);
	record_finish(&meeting_entity, &subject->decided_at);
	record_set_finish(&subject->programme);
	free(subject->contact);
	*subject = (struct subject){0};
}

bool subject_init(struct subject *subject, struct service *service, int64_t id, struct error *error)
{
	*subject = (struct subject){0};
	bool ok = service_network(service, &subject->network, error) &&
		  store_get(service->store, &meeting_entity, id, &subject->meeting, error) &&
		  store_all(service->store, &programme_item_entity, id, &subject->programme, error);
	programme_sort((struct programme_item *)(void *)subject->programme.records,
		subject->programme.count);
	if (ok && subject->meeting.theme_decided_at.known)
		ok = store_get(service->store, &meeting_entity,
			subject->meeting.theme_decided_at.value, &subject->decided_at, error);
	if (ok)
		subject->contact = information_owners(service, error);
	if (!ok) {
		subject_finish(subject);
		return false;
	}
	subject->event = (struct calendar_event){
		.network = &subject->network,
		.meeting = &subject->meeting,
		.programme = (const struct programme_item *)(const void *)
				     subject->programme.records,
		.programme_count = subject->programme.count,
		.contact = subject->contact,
		.decided_on = subject->decided_at.date,
	};
	return true;
}

/* What the file says: the same event with no version and no stamps. */
char *subject_content(const struct subject *subject, struct error *error)
{
	struct calendar_event bare = subject->event;
	bare.sequence = 0;
	bare.stamped_at = 0;
	bare.alarms = false; /* what a person wants to be reminded of is no news of the meeting */
	bare.attendee = NULL;
	return calendar_write_event(&bare, CALENDAR_NONE, NULL, error);
}

bool subject_digest(
	const struct subject *subject, char digest[DIGEST_HEX_SIZE], struct error *error)
{
	char *text = subject_content(subject, error);
	if (!text)
		return false;
	digest_sha256(text, strlen(text), digest);
	free(text);
	return true;
}

bool version_init(struct version *version, struct service *service, const struct subject *subject,
	struct error *error)
{
	const struct meeting *meeting = &subject->meeting;
	struct release last;
	bool found;
	*version = (struct version){.is_new = true};
	struct release *next = &version->release;
	if (!subject_digest(subject, next->content, error) ||
		!store_release_latest(
			service->store, meeting->record.id, NULL, &last, &found, error))
		return false;
	next->meeting = meeting->record.id;
	next->stamped_at = clock_now(service->clock);
	if (found && !strcmp(last.content, next->content)) {
		version->is_new = false;
		next->sequence = last.sequence;
		next->stamped_at = last.stamped_at;
	} else if (found) {
		next->sequence = last.sequence + 1;
		if (next->stamped_at <= last.stamped_at)
			next->stamped_at = last.stamped_at + 1;
	} else if (meeting->sequence.known) { /* released by another database before */
		next->sequence = meeting->sequence.value + 1;
	}
	return true;
}

static const char *method_token(enum calendar_method method)
{
	static const char *const tokens[] = {
		[CALENDAR_NONE] = "none",
		[CALENDAR_PUBLISH] = "publish",
		[CALENDAR_CANCEL] = "cancel",
		[CALENDAR_REQUEST] = "request",
	};
	return tokens[method];
}

/* Which of the meetings of its day and kind it is, in the order they were added: 1 for the first.
 */
static bool place_in_day(
	struct service *service, const struct meeting *meeting, int *place, struct error *error)
{
	struct record_set set = {0};
	*place = 1;
	if (!store_all(service->store, &meeting_entity, service->network, &set, error))
		return false;
	for (size_t i = 0; i < set.count; i++) {
		const struct meeting *other = record_set_at(&set, i);
		*place += other->record.id < meeting->record.id && other->date.known &&
			  other->date.value == meeting->date.value &&
			  other->kind.value == meeting->kind.value;
	}
	record_set_finish(&set);
	return true;
}

/* "traff-2023-10-17-digital.ics"; the second digital meeting of a day ends in "-2.ics". */
char *version_file_name(struct service *service, const struct meeting *meeting,
	enum calendar_method method, struct error *error)
{
	int place;
	if (!place_in_day(service, meeting, &place, error))
		return NULL;
	char *name = calendar_file_name(meeting, method);
	if (place == 1)
		return name;
	char *longer = xasprintf("%.*s-%d.ics", (int)(strlen(name) - strlen(".ics")), name, place);
	free(name);
	return longer;
}

/* What the ledger says of a file beside its version. */
void version_fill(struct release *release, struct service *service, const struct meeting *meeting,
	enum calendar_method method, const char *file, const char *text)
{
	char *token = field_canonical(entity_field(&meeting_entity, "status"), meeting);
	snprintf(release->status, sizeof(release->status), "%s", token);
	snprintf(release->method, sizeof(release->method), "%s", method_token(method));
	snprintf(release->file, sizeof(release->file), "%s", file);
	snprintf(release->released_by, sizeof(release->released_by), "%s", service->who);
	release->released_at = clock_now(service->clock);
	digest_sha256(text, strlen(text), release->sha256);
	free(token);
}

bool version_complete(struct release *release, struct service *service,
	const struct subject *subject, enum calendar_method method, const char *text,
	struct error *error)
{
	char *name = version_file_name(service, &subject->meeting, method, error);
	if (name)
		version_fill(release, service, &subject->meeting, method, name, text);
	free(name);
	return name != NULL;
}

char *version_write(struct service *service, struct subject *subject, const struct version *version,
	enum calendar_method method, struct error *error)
{
	struct calendar_organizer organizer = {
		.mailbox = service->settings->organizer_mailbox,
		.name = service->settings->organizer_name,
	};
	subject->event.sequence = version->release.sequence;
	subject->event.stamped_at = version->release.stamped_at;
	subject->event.alarms = service->settings->alarms;
	return calendar_write_event(&subject->event, method, &organizer, error);
}

/* Kept with the release, so that the next one can tell what is new. */
static bool keep_content(
	struct service *service, const struct release *release, struct error *error)
{
	struct subject subject;
	if (!subject_init(&subject, service, release->meeting, error))
		return false;
	char *text = subject_content(&subject, error);
	bool ok = text && store_release_keep_text(
				  service->store, release->meeting, release->sequence, text, error);
	free(text);
	subject_finish(&subject);
	return ok;
}

/* The same version again is nothing that anybody has to be told. */
bool version_release(struct service *service, const struct release *release, struct error *error)
{
	struct release last;
	bool found;
	if (!store_release_latest(service->store, release->meeting, NULL, &last, &found, error) ||
		!store_release_add(service->store, release, error) ||
		!keep_content(service, release, error))
		return false;
	return (found && last.sequence == release->sequence) ||
	       service_hand_over_file(
		       service, release->meeting, !strcmp(release->method, "cancel"), error);
}
