/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/draft.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/meeting.h"
#include "model/request.h"

#define FIELD_AT(member) offsetof(struct draft, member)

static const struct choice kind_items[] = {
	[DRAFT_MAIL] = {"mail", NC_("draft kind", "letter"), NULL, "@", "@", false},
	[DRAFT_TASK] = {"task", NC_("draft kind", "task"), NULL, "□", "#", false},
};

const struct choices draft_kinds = {
	"draft kind", kind_items, sizeof(kind_items) / sizeof(*kind_items), NULL, 0};

static const struct choice reason_items[] = {
	[DRAFT_WELCOME] = {"welcome", NC_("draft", "welcome"), NULL, NULL, NULL, false},
	[DRAFT_DECLINE] = {"decline", NC_("draft", "no"), NULL, NULL, NULL, false},
	[DRAFT_REFERRAL] = {"referral", NC_("draft", "referral"), NULL, NULL, NULL, false},
	[DRAFT_WITHDRAWAL] = {"withdrawal", NC_("draft", "withdrawal"), NULL, NULL, NULL, false},
	[DRAFT_TRANSFER] = {"transfer", NC_("draft", "seat taken over"), NULL, NULL, NULL, false},
	[DRAFT_MISSING] = {"missing", NC_("draft", "what is missing"), NULL, NULL, NULL, false},
	[DRAFT_FILE] = {"file", NC_("draft", "calendar file"), NULL, NULL, NULL, false},
	[DRAFT_CANCELLATION] = {"cancellation", NC_("draft", "calendar file: cancelled"), NULL,
		NULL, NULL, false},
	[DRAFT_LINK] = {"link", NC_("draft", "link"), NULL, NULL, NULL, false},
	[DRAFT_INVITATION] = {"invitation", NC_("draft", "invitation"), NULL, NULL, NULL, false},
	[DRAFT_REPLY] = {"reply", NC_("draft", "reply"), NULL, NULL, NULL, false},
	[DRAFT_RIGHTS] = {"rights", NC_("draft", "their own data"), NULL, NULL, NULL, false},
	[DRAFT_OTHER] = {"other", NC_("draft", "something else"), NULL, NULL, NULL, false},
	[DRAFT_UPDATE] = {"update", NC_("draft", "new version"), NULL, NULL, NULL, false},
	[DRAFT_REMINDER] = {"reminder", NC_("draft", "reminder"), NULL, NULL, NULL, false},
};

const struct choices draft_reasons = {
	"draft", reason_items, sizeof(reason_items) / sizeof(*reason_items), NULL, 0};

static const struct choice status_items[] = {
	[DRAFT_WAITING] = {"draft", NC_("draft state", "waiting"), N_("Back to waiting"), "·", ".",
		false},
	[DRAFT_SENDING] = {"sending", NC_("draft state", "being sent"), NULL, "…", ">", false},
	[DRAFT_DONE] = {"done", NC_("draft state", "done"), N_("Mark as done"), "+", "+", true},
	[DRAFT_DISCARDED] = {"discarded", NC_("draft state", "discarded"), N_("Discard"), "×", "x",
		true},
};

/* What is done has left the house: only undo, while it is the latest, knows a way back. */
static const struct transition status_steps[] = {
	{DRAFT_WAITING, DRAFT_SENDING, false},
	{DRAFT_SENDING, DRAFT_WAITING, false},
	{DRAFT_SENDING, DRAFT_DONE, false},
	{DRAFT_WAITING, DRAFT_DONE, false},
	{DRAFT_WAITING, DRAFT_DISCARDED, false},
	{DRAFT_DISCARDED, DRAFT_WAITING, false},
};

const struct choices draft_statuses = {"draft state", status_items,
	sizeof(status_items) / sizeof(*status_items), status_steps,
	sizeof(status_steps) / sizeof(*status_steps)};

static const struct choice attachment_items[] = {
	[ATTACH_PLAIN] = {"none", NC_("attachment", "the calendar file"), NULL, NULL, NULL, false},
	[ATTACH_PUBLISH] = {"publish", NC_("attachment", "the calendar file, published"), NULL,
		NULL, NULL, false},
	[ATTACH_CANCEL] = {"cancel", NC_("attachment", "the cancellation file"), NULL, NULL, NULL,
		false},
};

const struct choices draft_attachments = {"attachment", attachment_items,
	sizeof(attachment_items) / sizeof(*attachment_items), NULL, 0};

static const struct field fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(network), NULL, NULL, NULL},
	{"uid", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_REQUIRED, FIELD_AT(uid), NULL, NULL, NULL},
	{"kind", N_("Kind"), FIELD_CHOICE, FIELD_SYSTEM | FIELD_REQUIRED | FIELD_LISTED,
		FIELD_AT(kind), &draft_kinds, NULL, NULL},
	{"reason", N_("Why"), FIELD_CHOICE, FIELD_SYSTEM | FIELD_REQUIRED | FIELD_LISTED,
		FIELD_AT(reason), &draft_reasons, NULL, NULL},
	{"status", N_("Status"), FIELD_CHOICE, FIELD_STATUS | FIELD_REQUIRED | FIELD_LISTED,
		FIELD_AT(status), &draft_statuses, NULL, NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE, FIELD_SYSTEM, FIELD_AT(participant),
		NULL, &participant_entity, NULL},
	{"meeting_id", N_("Meeting"), FIELD_REFERENCE, FIELD_SYSTEM, FIELD_AT(meeting), NULL,
		&meeting_entity, NULL},
	{"attachment", N_("Goes with it"), FIELD_CHOICE, FIELD_SYSTEM, FIELD_AT(attachment),
		&draft_attachments, NULL, NULL},
	{"sequence", N_("Version of the file"), FIELD_INTEGER, FIELD_SYSTEM, FIELD_AT(sequence),
		NULL, NULL, NULL},
	{"days_before", N_("Days before the meeting"), FIELD_INTEGER, FIELD_SYSTEM,
		FIELD_AT(days_before), NULL, NULL, NULL},
	{"address", N_("To"), FIELD_TEXT, FIELD_IDENTITY | FIELD_LISTED, FIELD_AT(address), NULL,
		NULL, NULL},
	{"subject", N_("Subject"), FIELD_TEXT, FIELD_IDENTITY | FIELD_LISTED, FIELD_AT(subject),
		NULL, NULL, NULL},
	{"body", N_("Letter"), FIELD_NOTE, FIELD_IDENTITY, FIELD_AT(body), NULL, NULL, NULL},
	{"task", N_("To be done"), FIELD_TEXT, 0, FIELD_AT(task), NULL, NULL, NULL},
	{"message_id", NULL, FIELD_TEXT, FIELD_SYSTEM, FIELD_AT(message_id), NULL, NULL, NULL},
	{"failure", N_("Did not go"), FIELD_TEXT, FIELD_STATUS | FIELD_IDENTITY, FIELD_AT(failure),
		NULL, NULL, NULL},
	{"done_by", N_("Done by"), FIELD_TEXT, FIELD_STATUS, FIELD_AT(done_by), NULL, NULL, NULL},
	{"done_on", N_("Done on"), FIELD_DATE, FIELD_STATUS, FIELD_AT(done_on), NULL, NULL, NULL},
	{"sent_at", N_("Sent"), FIELD_INSTANT, FIELD_SYSTEM, FIELD_AT(sent_at), NULL, NULL, NULL},
	{"request_id", N_("Request"), FIELD_REFERENCE, FIELD_SYSTEM, FIELD_AT(request), NULL,
		&request_entity, NULL},
	{"in_reply_to", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_IDENTITY, FIELD_AT(in_reply_to),
		NULL, NULL, NULL},
	{"reference_ids", NULL, FIELD_NOTE, FIELD_SYSTEM | FIELD_IDENTITY, FIELD_AT(reference_ids),
		NULL, NULL, NULL},
	{"bounced_at", N_("Came back"), FIELD_INSTANT, FIELD_SYSTEM, FIELD_AT(bounced_at), NULL,
		NULL, NULL},
	{"allowed_because", N_("Goes all the same"), FIELD_TEXT, FIELD_SYSTEM,
		FIELD_AT(allowed_because), NULL, NULL, NULL},
	{"allowed_digest", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(allowed_digest),
		NULL, NULL, NULL},
	{"protected", N_("Protected"), FIELD_FLAG, FIELD_SYSTEM | FIELD_REQUIRED,
		FIELD_AT(is_protected), NULL, NULL, NULL},
	{"sensitive", N_("Sensitive"), FIELD_FLAG, FIELD_SYSTEM | FIELD_REQUIRED,
		FIELD_AT(is_sensitive), NULL, NULL, NULL},
	{"created_at", N_("Written"), FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL,
		FIELD_AT(created_at), NULL, NULL, NULL},
	{"updated_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(updated_at), NULL,
		NULL, NULL},
};

static bool is_on(struct number flag)
{
	return flag.known && flag.value;
}

/* Hidden in lists, files and the journal; only what is to a protected person is never mailed. */
static bool is_protected(const void *record)
{
	const struct draft *draft = record;
	return is_on(draft->is_protected) || is_on(draft->is_sensitive);
}

/* Neither name nor address: what happens to a letter stands in the journal under this. */
static char *title(const void *record)
{
	const struct draft *draft = record;
	/* TRANSLATORS: names a letter or a task of the outbox: "letter no. 7 (welcome)" */
	return xasprintf(_("%s no. %lld (%s)"), choice_label(&draft_kinds, (int)draft->kind.value),
		(long long)draft->record.id,
		choice_label(&draft_reasons, (int)draft->reason.value));
}

static bool validate(const void *record, const struct rule_context *context, struct error *error)
{
	const struct draft *draft = record;
	bool mail = draft->kind.value == DRAFT_MAIL;
	(void)context;
	if (mail && draft->status.value == DRAFT_WAITING && is_on(draft->is_protected))
		return error_set_field(error, ERROR_DATA, "kind",
			_("Nothing is mailed to a protected person: it must be a task."));
	if (mail && !is_protected(draft) && (!draft->address || !draft->subject || !draft->body))
		return error_set_field(error, ERROR_DATA, "body",
			_("A letter needs an address, a subject and something to say."));
	if (mail && !draft->message_id)
		return error_set_field(
			error, ERROR_DATA, "message_id", _("A letter needs its Message-ID."));
	if (!mail && !draft->task)
		return error_set_field(
			error, ERROR_DATA, "task", _("A task must say what is to be done."));
	if (draft->attachment.known && !draft->meeting.known)
		return error_set_field(error, ERROR_DATA, "attachment",
			_("A calendar file goes with a letter only when it is known of which "
			  "meeting."));
	return true;
}

const struct entity draft_entity = {
	.name = "draft",
	.label = N_("Draft"),
	.table = "draft",
	.size = sizeof(struct draft),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.validate = validate,
	.title = title,
	.is_protected = is_protected,
};

/* ---- whom a text names ---- */

static bool is_of_word(char character)
{
	return isalnum((unsigned char)character) || (unsigned char)character >= 0x80;
}

/* Both folded. */
static bool holds_word(const char *text, const char *word)
{
	size_t length = strlen(word);
	for (const char *at = text; length && (at = strstr(at, word)); at++) {
		if ((at == text || !is_of_word(at[-1])) && !is_of_word(at[length]))
			return true;
	}
	return false;
}

bool draft_text_names(const char *text, const struct participant *participant)
{
	const struct entity *entity = &participant_entity;
	bool found = false;
	if (!text)
		return false;
	char *folded = collate_fold(text);
	for (size_t i = 0; !found && i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (!(field->flags & FIELD_IDENTITY) || !field_is_text(field) ||
			!field_text_of(field, participant))
			continue;
		char *word = collate_fold(field_text_of(field, participant));
		text_trim(word);
		found = holds_word(folded, word);
		free(word);
	}
	free(folded);
	return found;
}
