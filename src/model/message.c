/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/message.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/i18n.h"

#define IN_MESSAGE(member) offsetof(struct message, member)
#define IN_ATTACHMENT(member) offsetof(struct attachment, member)
#define COUNT_OF(array) (sizeof(array) / sizeof(*(array)))

static const struct choice direction_items[] = {
	[MESSAGE_IN] = {"in", NC_("message", "came in"), NULL, NULL, NULL, false},
	[MESSAGE_OUT] = {"out", NC_("message", "went out"), NULL, NULL, NULL, false},
};

const struct choices message_directions = {
	"message", direction_items, COUNT_OF(direction_items), NULL, 0};

static const struct choice nature_items[] = {
	[MESSAGE_PLAIN] = {"message", NC_("message nature", "message"), NULL, NULL, NULL, false},
	[MESSAGE_AUTO_REPLY] = {"auto-reply", NC_("message nature", "automatic reply"), NULL, NULL,
		NULL, false},
	[MESSAGE_BOUNCE] = {"bounce", NC_("message nature", "bounce"), NULL, NULL, NULL, false},
};

const struct choices message_natures = {
	"message nature", nature_items, COUNT_OF(nature_items), NULL, 0};

static const struct field message_fields[] = {
	{"request_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		IN_MESSAGE(request), NULL, &request_entity, NULL},
	{"direction", N_("Direction"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_MESSAGE(direction), &message_directions, NULL, NULL},
	{"nature", N_("Nature"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM, IN_MESSAGE(nature),
		&message_natures, NULL, NULL},
	{"at", N_("When"), FIELD_INSTANT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_MESSAGE(at), NULL, NULL, NULL},
	{"sender", N_("From"), FIELD_TEXT, FIELD_SYSTEM | FIELD_IDENTITY | FIELD_LISTED,
		IN_MESSAGE(sender), NULL, NULL, NULL},
	{"recipient", N_("To"), FIELD_TEXT, FIELD_SYSTEM | FIELD_IDENTITY, IN_MESSAGE(recipient),
		NULL, NULL, NULL},
	{"subject", N_("Subject"), FIELD_TEXT, FIELD_SYSTEM | FIELD_IDENTITY | FIELD_LISTED,
		IN_MESSAGE(subject), NULL, NULL, NULL},
	{"body", N_("Message"), FIELD_NOTE, FIELD_SYSTEM | FIELD_IDENTITY, IN_MESSAGE(body), NULL,
		NULL, NULL},
	{"quoted", N_("Quoted"), FIELD_NOTE, FIELD_SYSTEM | FIELD_IDENTITY, IN_MESSAGE(quoted),
		NULL, NULL, NULL},
	{"message_id", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_IDENTITY, IN_MESSAGE(message_id),
		NULL, NULL, NULL},
	{"in_reply_to", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_IDENTITY, IN_MESSAGE(in_reply_to),
		NULL, NULL, NULL},
	{"reference_ids", NULL, FIELD_NOTE, FIELD_SYSTEM | FIELD_IDENTITY,
		IN_MESSAGE(reference_ids), NULL, NULL, NULL},
	{"source", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_IDENTITY, IN_MESSAGE(source), NULL, NULL,
		NULL},
	{"digest", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_IDENTITY, IN_MESSAGE(digest), NULL, NULL,
		NULL},
	{"draft_id", NULL, FIELD_REFERENCE, FIELD_SYSTEM | FIELD_DETACHED, IN_MESSAGE(draft), NULL,
		&draft_entity, NULL},
	{"protected", N_("Protected"), FIELD_FLAG, FIELD_SYSTEM | FIELD_REQUIRED,
		IN_MESSAGE(is_protected), NULL, NULL, NULL},
};

static bool message_is_protected(const void *record)
{
	const struct message *message = record;
	return message->is_protected.known && message->is_protected.value;
}

static char *message_title(const void *record)
{
	const struct message *message = record;
	/* TRANSLATORS: names a mail of a request, without its words: "message no. 7" */
	return xasprintf(_("message no. %lld"), (long long)message->record.id);
}

const struct entity message_entity = {
	.name = "message",
	.label = N_("Message"),
	.table = "message",
	.size = sizeof(struct message),
	.fields = message_fields,
	.field_count = COUNT_OF(message_fields),
	.title = message_title,
	.is_protected = message_is_protected,
};

static const struct field attachment_fields[] = {
	{"message_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		IN_ATTACHMENT(message), NULL, &message_entity, NULL},
	{"ordinal", N_("Order"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LOCAL,
		IN_ATTACHMENT(ordinal), NULL, NULL, NULL},
	{"name", N_("Name"), FIELD_TEXT, FIELD_SYSTEM | FIELD_IDENTITY | FIELD_LISTED,
		IN_ATTACHMENT(name), NULL, NULL, NULL},
	{"media_type", N_("Type"), FIELD_TEXT, FIELD_SYSTEM | FIELD_IDENTITY | FIELD_LISTED,
		IN_ATTACHMENT(media_type), NULL, NULL, NULL},
	{"size", N_("Size"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_ATTACHMENT(size), NULL, NULL, NULL},
	{"file", N_("File"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM, IN_ATTACHMENT(file), NULL,
		NULL, NULL},
	{"digest", NULL, FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM, IN_ATTACHMENT(digest), NULL,
		NULL, NULL},
	{"protected", N_("Protected"), FIELD_FLAG, FIELD_SYSTEM | FIELD_REQUIRED,
		IN_ATTACHMENT(is_protected), NULL, NULL, NULL},
};

static bool attachment_is_protected(const void *record)
{
	const struct attachment *attachment = record;
	return attachment->is_protected.known && attachment->is_protected.value;
}

static char *attachment_title(const void *record)
{
	const struct attachment *attachment = record;
	/* TRANSLATORS: names a file that came with a mail, without what it is called */
	return xasprintf(_("attachment no. %lld"), (long long)attachment->record.id);
}

const struct entity attachment_entity = {
	.name = "attachment",
	.label = N_("Attachment"),
	.table = "attachment",
	.size = sizeof(struct attachment),
	.fields = attachment_fields,
	.field_count = COUNT_OF(attachment_fields),
	.title = attachment_title,
	.is_protected = attachment_is_protected,
};

/* ---- subjects ---- */

static size_t mark_at(const char *subject, const char *const marks[])
{
	for (size_t i = 0; marks[i]; i++) {
		if (!strncasecmp(subject, marks[i], strlen(marks[i])))
			return strlen(marks[i]);
	}
	return 0;
}

const char *subject_without_marks(const char *subject, bool forwarded)
{
	static const char *const answers[] = {"re:", "sv:", "aw:", "svar:", "antw:", "vs:", NULL};
	static const char *const forwards[] = {"fwd:", "fw:", "vb:", "wg:", NULL};
	size_t length = 1;
	while (length) {
		subject += strspn(subject, " \t\r\n");
		length = mark_at(subject, answers);
		if (!length && forwarded)
			length = mark_at(subject, forwards);
		subject += length;
	}
	return subject;
}
