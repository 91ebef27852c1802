/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file for whoever hands it over, and what the newest is worth. */
#include "service/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "service/version.h"

char *service_calendar_content(struct service *service, int64_t meeting, struct error *error)
{
	struct subject subject;
	if (!subject_init(&subject, service, meeting, error))
		return NULL;
	char *text = subject_content(&subject, error);
	subject_finish(&subject);
	return text;
}

bool service_file_differs(
	struct service *service, const struct meeting *meeting, bool *differs, struct error *error)
{
	struct subject subject;
	struct release last;
	char digest[DIGEST_HEX_SIZE];
	struct error impossible = {0};
	bool found;
	*differs = false;
	if (!store_release_latest(service->store, meeting->record.id, NULL, &last, &found, error))
		return false;
	if (!found)
		return true;
	if (!subject_init(&subject, service, meeting->record.id, error))
		return false;
	subject.event.meeting = meeting;
	*differs = !subject_digest(&subject, digest, &impossible) ||
		   strcmp(digest, last.content) != 0;
	error_finish(&impossible);
	subject_finish(&subject);
	return true;
}

/* The meeting takes place, and one person is taken off it. */
static bool uninvites(const struct subject *subject, const struct calendar_copy_order *order)
{
	return order->method == CALENDAR_CANCEL && order->attendee &&
	       subject->meeting.status.value != MEETING_CANCELLED;
}

void calendar_copy_finish(struct calendar_copy *copy)
{
	free(copy->text);
	free(copy->name);
	*copy = (struct calendar_copy){0};
}

/* What one attendee is sent; `version` is what the ledger says, and is not changed but for one who
 * is only taken off. */
static char *write_message(struct service *service, struct subject *subject,
	struct version *version, const struct calendar_copy_order *order, struct error *error)
{
	struct version sent = *version;
	int64_t given = order->given.known ? order->given.value : -1;
	if (uninvites(subject, order)) {
		/* What has not been released yet says nothing to them. */
		int64_t newest = version->release.sequence - version->is_new;
		version->release.sequence = (given > newest ? given : newest) + 1;
		version->is_new = false;
		sent = *version;
	} else if (given > sent.release.sequence) {
		sent.release.sequence = given;
	}
	subject->event.attendee = order->attendee;
	subject->event.sent_at = clock_now(service->clock);
	char *text = version_write(service, subject, &sent, order->method, error);
	subject->event.attendee = NULL;
	return text;
}

/* The ledger keeps what a version says, and nothing of whom it was for. */
static bool release_copy(struct service *service, struct subject *subject, struct version *version,
	const struct calendar_copy_order *order, struct error *error)
{
	bool personal = order->method == CALENDAR_REQUEST;
	char *text = version_write(
		service, subject, version, personal ? CALENDAR_NONE : order->method, error);
	bool ok = text &&
		  version_complete(&version->release, service, subject, order->method, text, error);
	free(text);
	return ok && (!order->release || version_release(service, &version->release, error));
}

bool service_calendar_copy(struct service *service, const struct calendar_copy_order *order,
	struct calendar_copy *copy, struct error *error)
{
	struct subject subject;
	struct version version;
	char *text = NULL;
	*copy = (struct calendar_copy){0};
	if (!subject_init(&subject, service, order->meeting, error))
		return false;
	bool ok = version_init(&version, service, &subject, error);
	if (ok && order->attendee)
		text = write_message(service, &subject, &version, order, error);
	else if (ok)
		text = version_write(service, &subject, &version, order->method, error);
	char *name = text ? version_file_name(service, &subject.meeting, order->method, error)
			  : NULL;
	ok = name && (uninvites(&subject, order) ||
			     release_copy(service, &subject, &version, order, error));
	if (ok)
		*copy = (struct calendar_copy){.text = text,
			.name = name,
			.sequence = version.release.sequence,
			.is_new = version.is_new};
	subject_finish(&subject);
	if (ok)
		return true;
	free(name);
	free(text);
	return false;
}

bool service_file_state(struct service *service, const struct meeting *meeting,
	enum file_state *state, int64_t *sequence, struct error *error)
{
	struct subject subject;
	struct version version;
	*sequence = -1;
	*state = FILE_IMPOSSIBLE;
	if (!meeting->date.known)
		return true;
	*state = FILE_NONE;
	if (!meeting->sequence.known)
		return true;
	if (!subject_init(&subject, service, meeting->record.id, error))
		return false;
	bool ok = version_init(&version, service, &subject, error);
	if (ok) {
		*state = version.is_new ? FILE_STALE : FILE_CURRENT;
		*sequence = version.release.sequence - version.is_new;
	}
	subject_finish(&subject);
	return ok;
}
