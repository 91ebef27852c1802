/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request as a conversation on the screen. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/internalnote.h"
#include "model/veil.h"
#include "service/request/filed.h"
#include "service/request/note.h"
#include "service/request/thread.h"
#include "tui/dashboard.h"
#include "tui/request/request.h"
#include "tui/veil.h"

enum { MARK_COLUMNS = 2 };

static size_t count_lines(const char *text)
{
	size_t lines = 0;
	for (const char *at = text; *at;) {
		const char *end = strchr(at, '\n');
		lines++;
		at = end ? end + 1 : at + strlen(at);
	}
	return lines;
}

/* In privacy mode nothing that somebody has written is shown, and nobody's name. */
static const char *shown(const struct dashboard *dashboard, const char *text)
{
	return text && dashboard->veiled ? VEIL : text;
}

static void tell_head(
	struct dashboard *dashboard, const struct thread_entry *entry, struct sheet *sheet)
{
	bool ascii = dashboard->canvas->ascii, outward = entry->direction == MESSAGE_OUT;
	char *at = instant_format(entry->at);
	char *initials = dashboard->veiled ? initials_of(entry->who) : NULL;
	const char *who = initials ? initials : entry->who;
	const char *sign = outward ? (ascii ? "->" : "→") : (ascii ? "<-" : "←");
	/* TRANSLATORS: the head of a mail in a conversation: to or from whom, and when */
	char *head = xasprintf(
		outward ? _("%s to %s · %s") : _("%s from %s · %s"), sign, who ? who : "–", at);
	sheet_heading(sheet, head);
	if (entry->nature == MESSAGE_AUTO_REPLY)
		sheet_text(sheet, ROLE_DIM, _("Answered by a machine."));
	if (entry->nature == MESSAGE_BOUNCE)
		sheet_text(sheet, ROLE_WARNING, _("Our mail came back: it did not arrive."));
	free(head);
	free(initials);
	free(at);
}

static void tell_quoted(struct dashboard *dashboard, const struct thread_entry *entry,
	bool unfolded, struct sheet *sheet)
{
	if (text_is_blank(entry->quoted))
		return;
	bool ascii = dashboard->canvas->ascii;
	size_t lines = count_lines(entry->quoted);
	const char *sign = unfolded ? (ascii ? "v" : "▾") : (ascii ? ">" : "▸");
	/* TRANSLATORS: o is a key: it shows what is quoted, and folds it away again */
	char *line = xasprintf(
		PLURAL_("%s %zu quoted line (o)", "%s %zu quoted lines (o)", lines), sign, lines);
	sheet_text(sheet, ROLE_DIM, line);
	if (unfolded)
		sheet_text(sheet, ROLE_DIM, shown(dashboard, entry->quoted));
	free(line);
}

static void tell_attachment(
	struct dashboard *dashboard, const struct attachment *attachment, struct sheet *sheet)
{
	char *size = attachment_size_text(attachment->size.value);
	char *name = text_safe(dashboard->veiled ? VEIL : attachment->name, TEXT_ONE_LINE);
	char *line = xasprintf("%s · %s · %s", *name ? name : _("(no name)"),
		attachment->media_type ? attachment->media_type : "–", size);
	sheet_item(sheet, "+", MARK_COLUMNS, line);
	sheet_link(sheet, &attachment_entity, attachment->record.id);
	free(line);
	free(name);
	free(size);
}

static bool same_text(const char *left, const char *right)
{
	return !strcmp(left ? left : "", right ? right : "");
}

static void tell_entry(struct dashboard *dashboard, const struct request *request,
	const struct thread_entry *entry, bool unfolded, struct sheet *sheet)
{
	tell_head(dashboard, entry, sheet);
	if (entry->request != request->record.id) {
		char *line = xasprintf(_("Came as request no. %lld, merged into this one."),
			(long long)entry->request);
		sheet_text(sheet, ROLE_DIM, line);
		free(line);
	}
	if (!dashboard->veiled && entry->subject && !same_text(entry->subject, request->subject))
		sheet_text(sheet, ROLE_TITLE, entry->subject);
	if (!text_is_blank(entry->body))
		sheet_text(sheet, ROLE_TEXT, shown(dashboard, entry->body));
	tell_quoted(dashboard, entry, unfolded, sheet);
	for (size_t i = 0; i < entry->attachment_count; i++)
		tell_attachment(dashboard, &entry->attachments[i], sheet);
}

/* ---- internal notes ---- */

static void tell_note(const struct internal_note *note, struct sheet *sheet)
{
	char *at = instant_format(note->at.value);
	/* TRANSLATORS: above a note that must not be mistaken for a part of the conversation */
	char *head = xasprintf("%s · %s · %s", _("INTERNAL NOTE – never sent"), note->who, at);
	sheet_heading(sheet, head);
	sheet->lines[sheet->count - 1].role = ROLE_WARNING;
	if (note->text) {
		sheet_item(sheet, "|", MARK_COLUMNS, note->text);
		sheet->lines[sheet->count - 1].role = ROLE_WARNING;
	}
	free(head);
	free(at);
}

/* Those of the requests that were merged into it too, in the order of time. */
static void tell_notes(struct dashboard *dashboard, int64_t request, struct sheet *sheet)
{
	struct record_set notes = {0};
	struct error error = {0};
	if (!service_note_list(dashboard->service, request, &notes, &error)) {
		dashboard_complain(dashboard, &error);
		return;
	}
	veil_set(dashboard, &notes);
	for (size_t i = 0; i < notes.count; i++)
		tell_note(record_set_at(&notes, i), sheet);
	record_set_finish(&notes);
}

/* ---- all of it ---- */

void request_tell_thread(struct dashboard *dashboard, const struct request *request, bool unfolded,
	struct sheet *sheet)
{
	struct thread thread = {0};
	struct error error = {0};
	if (!service_thread_read(dashboard->service, request->record.id, &thread, &error)) {
		dashboard_complain(dashboard, &error);
		return;
	}
	for (size_t i = 0; i < thread.count; i++)
		tell_entry(dashboard, request, &thread.entries[i], unfolded, sheet);
	thread_finish(&thread);
	tell_notes(dashboard, request->record.id, sheet);
}

/* A preview has few rows. Owned by the caller. */
static char *without_blank_lines(const char *text)
{
	char *copy = xstrdup(text ? text : ""), *to = copy;
	for (const char *at = copy; *at; at++) {
		if (*at != '\n' || (to > copy && to[-1] != '\n'))
			*to++ = *at;
	}
	*to = '\0';
	return copy;
}

void request_tell_newest(
	struct dashboard *dashboard, const struct request *request, struct sheet *sheet)
{
	struct thread thread = {0};
	struct error error = {0};
	if (!service_thread_read(dashboard->service, request->record.id, &thread, &error)) {
		dashboard_complain(dashboard, &error);
		return;
	}
	const struct thread_entry *newest = thread.count ? &thread.entries[thread.count - 1] : NULL;
	if (newest) {
		char *body = without_blank_lines(newest->body);
		tell_head(dashboard, newest, sheet);
		if (!text_is_blank(body))
			sheet_text(sheet, ROLE_TEXT, shown(dashboard, body));
		free(body);
		for (size_t i = 0; i < newest->attachment_count; i++)
			tell_attachment(dashboard, &newest->attachments[i], sheet);
	}
	if (thread.count > 1) {
		char *line = xasprintf(
			PLURAL_("%zu message before it: Enter shows all",
				"%zu messages before it: Enter shows all", thread.count - 1),
			thread.count - 1);
		sheet_text(sheet, ROLE_DIM, line);
		free(line);
	}
	thread_finish(&thread);
}
