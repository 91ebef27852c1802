/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of mails, as they are stored and as they are compared. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/collate.h"
#include "base/digest.h"
#include "base/text.h"
#include "model/message.h"
#include "model/personalnumber.h"
#include "service/request/intakeprivate.h"

char *intake_text(struct service *service, const char *text, size_t limit)
{
	size_t masked = 0;
	if (text_is_blank(text))
		return NULL;
	char *open = personal_number_mask(text, &masked);
	char *stored = text_stored_within(open, limit);
	service->masked += masked;
	free(open);
	return stored;
}

char *intake_fold_subject(const char *subject)
{
	char *tidy = xstrdup(subject_without_marks(subject, true));
	text_trim(tidy);
	char *folded = collate_fold(tidy);
	free(tidy);
	return folded;
}

/* However its lines were broken on the way. */
static void add_folded(struct buffer *buffer, const char *text)
{
	char *masked = personal_number_mask(text ? text : "", NULL);
	text_trim(masked);
	char *folded = collate_fold(masked);
	buffer_append(buffer, folded);
	buffer_append_char(buffer, '\x1f');
	free(folded);
	free(masked);
}

static void end_digest(struct buffer *buffer, char out[DIGEST_HEX_SIZE])
{
	digest_sha256(buffer->data, buffer->length, out);
	buffer_finish(buffer);
}

/* Without a day and a Message-ID nothing but every byte tells two mails apart; line ends at the end
 * come and go. */
static void add_bytes(struct buffer *buffer, const struct intake *intake)
{
	char hash[DIGEST_HEX_SIZE];
	size_t length = intake->length;
	while (length && strchr("\r\n", intake->bytes[length - 1]))
		length--;
	digest_sha256(intake->bytes, length, hash);
	buffer_append(buffer, hash);
}

void intake_digest_mail(const struct intake *intake, char out[DIGEST_HEX_SIZE])
{
	const struct incoming *mail = intake->mail;
	struct buffer said = {0};
	buffer_printf(&said, "mail %" PRId64 " %" PRId64 "\x1f", intake->service->network,
		mail->sent_at.known ? mail->sent_at.value : 0);
	add_folded(&said, mail->message_id);
	add_folded(&said, mail->sender_email);
	add_folded(&said, mail->subject);
	add_folded(&said, mail->body);
	add_folded(&said, mail->quoted);
	for (size_t i = 0; i < mail->file_count; i++) {
		char hash[DIGEST_HEX_SIZE];
		digest_sha256(mail->files[i].bytes, mail->files[i].length, hash);
		buffer_append(&said, hash);
		add_folded(&said, mail->files[i].name);
	}
	if (!mail->sent_at.known && !mail->message_id)
		add_bytes(&said, intake);
	end_digest(&said, out);
}

bool intake_digest_form(
	struct service *service, const struct intake_row *row, char out[DIGEST_HEX_SIZE])
{
	struct buffer said = {0};
	bool empty = text_is_blank(row->message) && text_is_blank(row->subject) &&
		     text_is_blank(row->email);
	if (empty && text_is_blank(row->name))
		return false;
	buffer_printf(&said, "form %" PRId64 "\x1f", service->network);
	add_folded(&said, row->email);
	add_folded(&said, row->subject);
	add_folded(&said, row->message);
	if (empty)
		add_folded(&said, row->name);
	end_digest(&said, out);
	return true;
}

/* What the programs of Google, Microsoft and Apple write, in the languages of our members. A person
 * who writes the same beside it has said nothing more than the answer does. */
bool intake_is_written_by_calendar(const struct incoming *mail)
{
	static const char *const phrases[] = {"har tackat ja till", "har tackat nej till",
		"har svarat kanske", "har accepterat", "har avböjt", "has accepted", "has declined",
		"has tentatively accepted", "has replied", "accepted this invitation",
		"declined this invitation", "accepterade inbjudan", "avböjde inbjudan"};
	if (text_is_blank(mail->body))
		return true;
	char *start = xstrndup(mail->body, 300);
	char *folded = collate_fold(start);
	bool found = false;
	for (size_t i = 0; !found && i < sizeof(phrases) / sizeof(*phrases); i++) {
		char *phrase = collate_fold(phrases[i]);
		found = strstr(folded, phrase) != NULL;
		free(phrase);
	}
	free(folded);
	free(start);
	return found;
}
