/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which calendar file goes with a letter, and how. With a mailbox that answers for the meetings it
 * is an invitation or a cancellation that calendars understand; without one it is a file. A file
 * that would say something else than the letter keeps the letter.
 */
#include "service/parcel.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/mail/compose.h"
#include "service/delivery.h"
#include "service/private.h"
#include "service/request/gate.h"

/* The names of invitations, whatever meeting they are to: RFC 6047 wants one, nobody reads it. */
#define INVITATION_NAME "inbjudan.ics"
#define CANCELLATION_NAME "avbokning.ics"

/* What a letter is made of; owned. */
struct contents {
	struct service *service;   /* borrowed */
	const struct draft *draft; /* borrowed */
	struct participant person; /* zeroed when it is to nobody we know */
	struct meeting meeting;    /* zeroed when it is about none */
	char *name;                /* of the person; NULL */
	struct calendar_copy copy;
	const char *method; /* of the calendar part; NULL: a plain file */
};

void parcel_finish(struct parcel *parcel)
{
	free(parcel->bytes);
	free(parcel->to);
	*parcel = (struct parcel){0};
}

static void contents_finish(struct contents *self)
{
	record_finish(&participant_entity, &self->person);
	record_finish(&meeting_entity, &self->meeting);
	calendar_copy_finish(&self->copy);
	free(self->name);
}

static bool contents_init(struct contents *self, struct service *service, const struct draft *draft,
	struct error *error)
{
	*self = (struct contents){.service = service, .draft = draft};
	bool ok = (!draft->participant.known ||
			  store_get(service->store, &participant_entity, draft->participant.value,
				  &self->person, error)) &&
		  (!draft->meeting.known || store_get(service->store, &meeting_entity,
						    draft->meeting.value, &self->meeting, error));
	if (ok && draft->participant.known)
		self->name = participant_entity.title(&self->person);
	if (!ok)
		contents_finish(self);
	return ok;
}

/* ---- what must not go ---- */

static bool check_person(const struct contents *self, struct error *error)
{
	const struct draft *draft = self->draft;
	if (draft->kind.value != DRAFT_MAIL)
		return error_set(
			error, ERROR_REFUSED, _("it is a task: do it by hand and note it as done"));
	if (draft->is_protected.value || self->person.is_protected.value)
		return error_set(
			error, ERROR_REFUSED, _("nothing is mailed to a protected person"));
	return true;
}

static bool gives_file(const struct draft *draft)
{
	return draft->attachment.known && draft->meeting.known;
}

static bool came_after(const struct contents *self)
{
	return self->meeting.date.known && self->person.admitted_on.known &&
	       self->person.admitted_on.value > self->meeting.date.value;
}

/* A file to keep is only for whoever takes part in what takes place. */
static bool check_file(const struct contents *self, struct error *error)
{
	const struct draft *draft = self->draft;
	if (!gives_file(draft) || draft->attachment.value == ATTACH_CANCEL)
		return true;
	if (self->meeting.status.value == MEETING_CANCELLED)
		return error_set(
			error, ERROR_REFUSED, _("the meeting is cancelled: discard the letter"));
	if (draft->participant.known && self->person.status.value != PARTICIPANT_ADMITTED)
		return error_set(error, ERROR_REFUSED,
			_("the person does not take part in the network: discard the letter"));
	if (came_after(self))
		return error_set(error, ERROR_REFUSED,
			_("the person was admitted after the meeting: discard the letter"));
	if (draft->reason.value == DRAFT_FILE && !self->meeting.date.known)
		return error_set(error, ERROR_REFUSED,
			_("the meeting has no date, so there is no calendar file to send"));
	return true;
}

/* ---- the calendar file ---- */

static bool find_given(const struct contents *self, struct number *given, struct error *error)
{
	*given = (struct number){0};
	return !self->draft->participant.known ||
	       service_delivery_given(self->service, self->meeting.record.id,
		       self->draft->participant.value, given, error);
}

static bool check_version(const struct contents *self, struct error *error)
{
	const struct number sequence = self->draft->sequence;
	return !sequence.known || sequence.value == self->copy.sequence ||
	       error_set(error, ERROR_REFUSED,
		       _("the meeting has changed since the letter was written: publish it again"));
}

static bool only_uninvites(const struct contents *self)
{
	return self->draft->attachment.value == ATTACH_CANCEL &&
	       self->meeting.status.value != MEETING_CANCELLED;
}

static enum calendar_method method_of(const struct contents *self)
{
	const struct draft *draft = self->draft;
	/* Who is no participant may keep the file, and is not on the list of who comes. */
	if (!self->service->settings->organizer_mailbox ||
		(draft->request.known && !draft->participant.known))
		return CALENDAR_NONE;
	return self->draft->attachment.value == ATTACH_CANCEL ? CALENDAR_CANCEL : CALENDAR_REQUEST;
}

/* Makes the copy, and makes it again inside the ledger when it may go. */
static bool add_file(struct contents *self, bool release, struct error *error)
{
	struct calendar_attendee attendee = {.mailbox = self->draft->address, .name = self->name};
	struct calendar_copy_order order = {
		.meeting = self->meeting.record.id, .method = method_of(self)};
	if (order.method != CALENDAR_NONE)
		order.attendee = &attendee;
	if (!find_given(self, &order.given, error) ||
		!service_calendar_copy(self->service, &order, &self->copy, error))
		return false;
	if (!only_uninvites(self) && !check_version(self, error))
		return false;
	self->method = order.method == CALENDAR_REQUEST  ? "REQUEST"
		       : order.method == CALENDAR_CANCEL ? "CANCEL"
							 : NULL;
	if (!release)
		return true;
	calendar_copy_finish(&self->copy);
	order.release = true;
	return service_calendar_copy(self->service, &order, &self->copy, error);
}

/* Without a date there is no file, and without an organizer none that takes off one person only:
 * then the words have to do. */
static bool has_file(const struct contents *self)
{
	return gives_file(self->draft) && self->meeting.date.known &&
	       (!only_uninvites(self) || self->service->settings->organizer_mailbox);
}

/* What the recipient knows when they have read it. */
static void note_delivery(struct parcel *parcel, const struct contents *self)
{
	const struct draft *draft = self->draft;
	bool told_off = gives_file(draft) && draft->attachment.value == ATTACH_CANCEL;
	parcel->delivers = draft->participant.known && !came_after(self) &&
			   (self->copy.text || (told_off && self->meeting.sequence.known));
	parcel->sequence = self->copy.text ? self->copy.sequence : self->meeting.sequence.value;
	parcel->method = told_off       ? DELIVERY_CANCEL
			 : self->method ? DELIVERY_REQUEST
					: DELIVERY_NONE;
}

/* ---- the thread ---- */

/* Came from outside: what does not look like a Message-ID is left out. */
static bool is_message_id(const char *id, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (id[i] <= ' ' || id[i] >= 0x7f || id[i] == '<' || id[i] == '>')
			return false;
	}
	return length > 0;
}

/* "<a@b> <c@d>" of "a@b c@d"; NULL: none. Owned. */
static char *references_of(const struct draft *draft)
{
	struct buffer out = {0};
	const char *id = draft->reference_ids ? draft->reference_ids : "";
	for (; *(id += strspn(id, " \n")); id += strcspn(id, " \n")) {
		size_t length = strcspn(id, " \n");
		if (is_message_id(id, length))
			buffer_printf(&out, "%s<%.*s>", out.length ? " " : "", (int)length, id);
	}
	return out.length ? buffer_take(&out) : NULL;
}

/* ---- the whole ---- */

static bool compose(struct parcel *parcel, const struct contents *self, struct error *error)
{
	const struct settings *settings = self->service->settings;
	const struct draft *draft = self->draft;
	bool cancels = self->method && !strcmp(self->method, "CANCEL");
	const char *answers = draft->in_reply_to;
	char *references = references_of(draft);
	struct mail mail = {.from = settings_sender(settings),
		.from_name = settings->organizer_name,
		.to = draft->address,
		.to_name = self->name,
		.subject = draft->subject,
		.body = draft->body,
		.wraps = draft->request.known,
		.in_reply_to = answers && is_message_id(answers, strlen(answers)) ? answers : NULL,
		.references = references,
		.message_id = draft->message_id,
		.date = clock_now(self->service->clock),
		.calendar = self->copy.text,
		.method = self->method,
		.file_name = cancels        ? CANCELLATION_NAME
			     : self->method ? INVITATION_NAME
					    : self->copy.name};
	parcel->bytes = mail_compose(&mail, error);
	free(references);
	return parcel->bytes;
}

bool parcel_init(struct parcel *parcel, struct service *service, const struct draft *draft,
	bool release, struct error *error)
{
	struct contents contents;
	*parcel = (struct parcel){0};
	if (!contents_init(&contents, service, draft, error))
		return false;
	bool ok = check_person(&contents, error) && service_letter_check(service, draft, error) &&
		  check_file(&contents, error) &&
		  (!has_file(&contents) || add_file(&contents, release, error)) &&
		  compose(parcel, &contents, error);
	if (ok) {
		parcel->to = xstrdup(draft->address);
		note_delivery(parcel, &contents);
	}
	contents_finish(&contents);
	return ok;
}
