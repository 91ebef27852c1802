/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/casefile.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/file.h"
#include "model/request.h"
#include "service/access.h"
#include "service/disclosure.h"
#include "service/private.h"
#include "service/request/filed.h"
#include "service/request/thread.h"

enum { HISTORY_MOST = 1000 };

void case_file_finish(struct case_file *file)
{
	free(file->text);
	*file = (struct case_file){0};
}

/* ---- lines ---- */

static void add_line(struct buffer *text, const char *label, const char *value)
{
	char *safe = text_safe(value, TEXT_ONE_LINE);
	if (!text_is_blank(safe))
		buffer_printf(text, "%s: %s\n", label, safe);
	free(safe);
}

static void add_text(struct buffer *text, const char *value)
{
	char *safe = text_safe(value, TEXT_MANY_LINES);
	if (!text_is_blank(safe))
		buffer_printf(text, "%s\n", safe);
	free(safe);
}

static void add_heading(struct buffer *text, const char *heading)
{
	buffer_printf(text, "\n== %s ==\n\n", heading);
}

static void add_field(struct buffer *text, const struct request *request, const char *name)
{
	const struct field *field = entity_field(&request_entity, name);
	if (!field_is_known(field, request))
		return;
	char *value = field_display(field, request);
	add_line(text, _(field->label), value);
	free(value);
}

/* ---- the parts of the file ---- */

static void add_facts(struct buffer *text, const struct request *request, bool withheld)
{
	static const char *const open[] = {"reference_own", "received_at", "channel", "verified",
		"status", "assignee", "urgent_since", "answered_at", NULL};
	static const char *const sealed[] = {"reference_their", "sender_name", "sender_email",
		"organisation", "status_reason", NULL};
	for (size_t i = 0; open[i]; i++)
		add_field(text, request, open[i]);
	for (size_t i = 0; !withheld && sealed[i]; i++)
		add_field(text, request, sealed[i]);
	if (request->participant.known)
		buffer_printf(
			text, _("Participant: no. %lld\n"), (long long)request->participant.value);
	if (request->meeting.known)
		buffer_printf(text, _("Meeting: no. %lld\n"), (long long)request->meeting.value);
}

static void add_entry(struct buffer *text, const struct thread_entry *entry, bool withheld)
{
	char *at = instant_format(entry->at);
	const char *way = entry->direction == MESSAGE_OUT ? _("Answer") : _("Received");
	buffer_printf(text, "%s  %s", at, way);
	free(at);
	if (withheld) {
		buffer_printf(text, "\n%s\n\n", _("[withheld]"));
		return;
	}
	char *who = text_safe(entry->who, TEXT_ONE_LINE);
	buffer_printf(text, "  %s\n", who);
	free(who);
	add_line(text, _("Subject"), entry->subject);
	add_text(text, entry->body);
	for (size_t i = 0; i < entry->attachment_count; i++) {
		const struct attachment *attachment = &entry->attachments[i];
		char *name = text_safe(attachment->name, TEXT_ONE_LINE);
		char *size = attachment_size_text(attachment->size.value);
		buffer_printf(text, _("Attachment: %s (%s)\n"), name, size);
		free(size);
		free(name);
	}
	buffer_append(text, "\n");
}

static bool add_thread(struct service *service, struct buffer *text, int64_t request, bool withheld,
	struct error *error)
{
	struct thread thread;
	if (!service_thread_read(service, request, &thread, error))
		return false;
	add_heading(text, _("Conversation"));
	for (size_t i = 0; i < thread.count; i++)
		add_entry(text, &thread.entries[i], withheld);
	thread_finish(&thread);
	return true;
}

static bool add_history(
	struct service *service, struct buffer *text, int64_t request, struct error *error)
{
	struct journal journal = {0};
	struct journal_query query = {
		.entity = request_entity.name, .row = request, .limit = HISTORY_MOST};
	if (!store_history(service->store, &query, &journal, error))
		return false;
	add_heading(text, _("Decisions and events"));
	for (size_t i = journal.count; i > 0; i--) {
		const struct journal_action *action = &journal.actions[i - 1];
		char *at = instant_format(action->at);
		char *title = text_safe(action->title, TEXT_ONE_LINE);
		buffer_printf(text, "%s  %s  %s%s\n", at, action->who, title,
			action->undone_by ? _(" (undone)") : "");
		free(title);
		free(at);
	}
	journal_finish(&journal);
	return true;
}

static bool write_text(struct service *service, const struct request *request,
	struct case_file *file, struct error *error)
{
	struct buffer text = {0};
	char *title = request_entity.title(request);
	char *safe = text_safe(title, TEXT_ONE_LINE);
	file->personal = !file->withheld;
	if (file->personal)
		buffer_printf(&text, "%s\n\n",
			_("NOTE: this file holds personal data. Keep it as what it is about is "
			  "to be kept, and delete it when it is filed."));
	buffer_printf(&text, _("Request no. %lld: %s\n\n"), (long long)request->record.id, safe);
	add_facts(&text, request, file->withheld);
	if (file->withheld)
		buffer_printf(&text, "\n%s\n",
			_("What is sensitive or protected is withheld: it takes a purpose that "
			  "is logged."));
	free(safe);
	free(title);
	bool ok = add_thread(service, &text, request->record.id, file->withheld, error) &&
		  add_history(service, &text, request->record.id, error);
	file->text = buffer_take(&text);
	return ok;
}

bool service_case_text(struct service *service, const struct case_order *order,
	struct case_file *file, struct error *error)
{
	struct request request = {0};
	*file = (struct case_file){0};
	bool ok = store_get(service->store, &request_entity, order->request, &request, error);
	if (ok) {
		file->withheld = request_entity.is_protected(&request) && !order->personal;
		ok = write_text(service, &request, file, error);
	}
	record_finish(&request_entity, &request);
	if (!ok)
		case_file_finish(file);
	return ok;
}

/* ---- out of the house ---- */

static bool log_it(struct service *service, const struct case_order *order,
	const struct request *request, const struct case_file *file, struct error *error)
{
	struct access_order access = {
		.what = ACCESS_REQUEST, .request = order->request, .reason = order->purpose};
	char digest[DIGEST_HEX_SIZE];
	digest_sha256(file->text, strlen(file->text), digest);
	struct disclosure_order disclosure = {.what = "case",
		.purpose = PURPOSE_ADMINISTRATION,
		.recipient = order->purpose,
		.file = strcmp(order->out, "-") != 0 ? order->out : NULL,
		.digest = digest,
		.participants = &request->participant.value,
		.count = request->participant.known};
	return (!request_entity.is_protected(request) ||
		       service_log_access_within(service, &access, error)) &&
	       service_disclose_within(service, &disclosure, error);
}

static bool write_out(
	const struct case_order *order, const struct case_file *file, struct error *error)
{
	return !strcmp(order->out, "-") || file_write(order->out, file->text, strlen(file->text),
						   order->force, NULL, NULL, error);
}

/* The line first: what is not logged does not leave. */
static bool write_logged(struct service *service, const struct case_order *order,
	const struct case_file *file, struct error *error)
{
	struct request request = {0};
	char *title = xasprintf(_("Request no. %lld: exported"), (long long)order->request);
	bool ok = store_get(service->store, &request_entity, order->request, &request, error) &&
		  service_begin(service, title, true, error);
	if (ok)
		ok = service_end(service,
			log_it(service, order, &request, file, error) &&
				write_out(order, file, error),
			error);
	free(title);
	record_finish(&request_entity, &request);
	return ok;
}

bool service_case_export(struct service *service, const struct case_order *order,
	struct case_file *file, struct error *error)
{
	if (order->personal && text_is_blank(order->purpose))
		return error_set(
			error, ERROR_DATA, _("Say what it is for: the purpose stands in the log."));
	if (!service_case_text(service, order, file, error))
		return false;
	bool ok = file->personal ? write_logged(service, order, file, error)
				 : write_out(order, file, error);
	if (!ok)
		case_file_finish(file);
	return ok;
}
