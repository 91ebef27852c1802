/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a request, in the preview and when it is opened. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/personalnumber.h"
#include "model/threatword.h"
#include "service/request/inbox.h"
#include "service/request/link.h"
#include "tui/dashboard.h"
#include "tui/request/request.h"
#include "tui/veil.h"

/* A line that leads to a record the request is about. */
static void tell_link(struct dashboard *dashboard, struct sheet *sheet, const char *label,
	const struct entity *entity, struct number id)
{
	struct error gone = {0};
	void *record = record_create(entity);
	if (id.known && veil_get(dashboard, entity, id.value, record, &gone)) {
		char *name = entity->title(record);
		char *text = entity == &request_entity
				     ? xasprintf(_("no. %lld: %s"), (long long)id.value, name)
				     : xstrdup(name);
		sheet_pair(sheet, label, ROLE_TEXT, text);
		sheet_link(sheet, entity, id.value);
		free(text);
		free(name);
	}
	error_finish(&gone);
	record_destroy(entity, record);
}

/* Where it goes on; the way is to the row, or back by “-”. */
static void tell_links(
	struct dashboard *dashboard, const struct request *request, struct sheet *sheet)
{
	tell_link(dashboard, sheet, _("Participant"), &participant_entity, request->participant);
	tell_link(dashboard, sheet, _("Meeting"), &meeting_entity, request->meeting);
	tell_link(dashboard, sheet, _("Resembles"), &request_entity, request->like);
	tell_link(dashboard, sheet, _("Merged into"), &request_entity, request->merged_into);
}

static void tell_masked(const struct request *request, struct sheet *sheet)
{
	char *number = personal_number_hidden(request->body);
	if (!number)
		number = personal_number_hidden(request->subject);
	if (number) {
		char *line = xasprintf(_("Personal number hidden: %s"), number);
		sheet_text(sheet, ROLE_WARNING, line);
		free(line);
	}
	free(number);
}

/* Whom to ask on the spot about a threat. */
static void tell_contact(
	struct dashboard *dashboard, const struct request *request, struct sheet *sheet)
{
	struct error error = {0};
	int64_t id = 0;
	if (!service_local_contact(dashboard->service, request, &id, &error))
		dashboard_complain(dashboard, &error);
	if (id)
		tell_link(dashboard, sheet, _("Can take over on the spot"), &participant_entity,
			(struct number){.known = true, .value = id});
}

static void tell_alarm(
	struct dashboard *dashboard, const struct request *request, bool whole, struct sheet *sheet)
{
	const char *word = threat_word_of(request);
	bool open = whole || !request_entity.is_protected(request);
	if (request->urgent.value)
		sheet_text(sheet, ROLE_URGENT, _("URGENT: an ongoing threat comes first."));
	else if (word && open)
		sheet_text(sheet, ROLE_WARNING,
			_("△ Words of a threat: ! makes it urgent, if it is."));
	if (whole && (request->urgent.value || word))
		tell_contact(dashboard, request, sheet);
}

static void tell_invented(const struct request *request, struct sheet *sheet)
{
	if (request->is_invented.value)
		sheet_text(sheet, ROLE_DIM, _("Invented for the example: nobody wrote this."));
}

static void tell_state(
	struct dashboard *dashboard, const struct request *request, bool whole, struct sheet *sheet)
{
	tell_alarm(dashboard, request, whole, sheet);
	if (whole)
		tell_invented(request, sheet);
	if (request->verified.value == VERIFIED_NO)
		sheet_text(sheet, ROLE_WARNING, _("The form could not tell that this is a human."));
	if (request->is_protected.value)
		sheet_text(sheet, ROLE_WARNING,
			whole ? _("Protected: shown here only, and in no list, export or history.")
			      : _("Protected: Enter shows it."));
	else if (request->is_sensitive.value)
		sheet_text(sheet, ROLE_WARNING,
			whole ? _("Sensitive: its words stand in no list, export or history, and "
				  "it is logged who opens it.")
			      : _("Sensitive: Enter shows it, and it is logged who does."));
	if (whole)
		tell_masked(request, sheet);
}

/* The fields, without those that the conversation tells. */
static void tell_field(
	const struct request *request, const char *name, struct sheet *sheet, enum role role)
{
	const struct field *field = entity_field(&request_entity, name);
	if (!field_is_known(field, request))
		return;
	char *text = field_display(field, request);
	sheet_pair(sheet, _(field->label), role, text);
	free(text);
}

/* Several fields in one line, as far as they are known. */
static void tell_together(const struct request *request, const char *label,
	const char *const names[], struct sheet *sheet)
{
	struct buffer text = {0};
	for (size_t i = 0; names[i]; i++) {
		const struct field *field = entity_field(&request_entity, names[i]);
		char *value = field_display(field, request);
		if (!text_is_blank(value))
			buffer_printf(&text, "%s%s", text.length ? " · " : "", value);
		free(value);
	}
	sheet_pair(sheet, label, ROLE_TEXT, text.data);
	buffer_finish(&text);
}

/* How long there is for a first answer, while somebody waits for it. */
static void tell_clock(
	struct dashboard *dashboard, const struct request *request, struct sheet *sheet)
{
	struct request_clock clock = service_request_clock(dashboard->service, request);
	char *text = request_clock_text(&clock, false);
	if (text)
		sheet_pair(sheet, _("First answer"), clock.over ? ROLE_ERROR : ROLE_TEXT, text);
	free(text);
}

/* The preview has told the clock already. */
static void tell_facts(
	struct dashboard *dashboard, const struct request *request, bool whole, struct sheet *sheet)
{
	static const char *const sender[] = {"sender_name", "sender_email", "organisation", NULL};
	static const char *const coming[] = {"received_at", "channel", NULL};
	static const char *const state[] = {"status", "assignee", NULL};
	static const char *const later[] = {"verified", "status_reason", "snooze_until",
		"urgent_since", "answered_at", "reference_own", "reference_their"};
	if (request_entity.is_protected(request)) /* then the title does not say it */
		tell_field(request, "subject", sheet, ROLE_TITLE);
	tell_together(request, _("From"), sender, sheet);
	tell_together(request, _("Received"), coming, sheet);
	tell_together(request, _("Status"), state, sheet);
	if (whole)
		tell_clock(dashboard, request, sheet);
	tell_links(dashboard, request, sheet);
	for (size_t i = 0; i < sizeof(later) / sizeof(*later); i++)
		tell_field(request, later[i], sheet, ROLE_TEXT);
}

void request_describe(
	struct dashboard *dashboard, const struct request *request, bool whole, struct sheet *sheet)
{
	tell_state(dashboard, request, whole, sheet);
	if (whole) {
		tell_facts(dashboard, request, true, sheet);
		return;
	}
	tell_clock(dashboard, request, sheet);
	if (request_entity.is_protected(request)) {
		tell_links(dashboard, request, sheet);
		sheet_record(sheet, &request_entity, request);
		tell_invented(request, sheet);
		return;
	}
	/* What they write comes first: a preview has few rows. */
	request_tell_newest(dashboard, request, sheet);
	sheet_text(sheet, ROLE_TEXT, "");
	tell_facts(dashboard, request, false, sheet);
	tell_invented(request, sheet);
}

void request_tell_linked(
	struct dashboard *dashboard, const struct entity *entity, int64_t id, struct sheet *sheet)
{
	const struct field *field = entity_field(
		&request_entity, entity == &participant_entity ? "participant_id" : "meeting_id");
	struct record_set set = {0};
	struct error error = {0};
	if (!veil_referring(dashboard, &request_entity, field, id, &set, &error))
		dashboard_complain(dashboard, &error);
	if (set.count)
		sheet_heading(sheet, _("Requests"));
	for (size_t i = 0; i < set.count; i++) {
		const struct request *request = record_set_at(&set, i);
		char *title = request_entity.title(request);
		char *line = xasprintf("%s (%s)", title,
			choice_label(&request_statuses, (int)request->status.value));
		char *number = xasprintf("%lld", (long long)request->record.id);
		sheet_item(sheet, number, (int)strlen(number), line);
		sheet_link(sheet, &request_entity, request->record.id);
		free(number);
		free(line);
		free(title);
	}
	record_set_finish(&set);
}
