/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request show: who, what about, the conversation, and the notes when they are asked for. */
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/request.h"
#include "cli/verb.h"
#include "model/internalnote.h"
#include "service/request/filed.h"
#include "service/request/opened.h"
#include "service/request/thread.h"

const struct option_spec request_show_options[] = {
	{"notes", NULL, N_("Also our internal notes.")},
	{"personal", N_("PURPOSE"),
		N_("Also what is sensitive or protected; the purpose stands in the log.")},
	{NULL, NULL, NULL},
};

/* ---- as JSON ---- */

static json_t *text_json(const char *text)
{
	return text ? json_string(text) : json_null();
}

static json_t *instant_json(int64_t at)
{
	char local[26];
	instant_to_iso(at, local);
	return json_string(local);
}

static json_t *attachment_json(const struct attachment *attachment)
{
	return json_pack("{s:I, s:o, s:o, s:I}", "id", (json_int_t)attachment->record.id, "name",
		text_json(attachment->name), "media_type", text_json(attachment->media_type),
		"size", (json_int_t)attachment->size.value);
}

static json_t *entry_json(const struct thread_entry *entry, bool hidden)
{
	json_t *files = json_array();
	for (size_t i = 0; !hidden && i < entry->attachment_count; i++)
		json_array_append_new(files, attachment_json(&entry->attachments[i]));
	return json_pack("{s:I, s:s, s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "request_id",
		(json_int_t)entry->request, "direction",
		message_directions.items[entry->direction].token, "nature",
		message_natures.items[entry->nature].token, "at", instant_json(entry->at), "who",
		text_json(hidden ? NULL : entry->who), "subject",
		text_json(hidden ? NULL : entry->subject), "body",
		text_json(hidden ? NULL : entry->body), "quoted",
		text_json(hidden ? NULL : entry->quoted), "attachments", files);
}

static json_t *thread_json(const struct thread *thread, bool hidden)
{
	json_t *list = json_array();
	for (size_t i = 0; i < thread->count; i++)
		json_array_append_new(list, entry_json(&thread->entries[i], hidden));
	return list;
}

/* ---- for people ---- */

static void print_text(const char *text)
{
	char *safe = text_safe(text, TEXT_MANY_LINES);
	if (!text_is_blank(safe))
		printf("%s\n", safe);
	free(safe);
}

static void print_entry(const struct thread_entry *entry)
{
	char *at = instant_format(entry->at);
	output_line("%s", "");
	output_line(entry->direction == MESSAGE_OUT ? _("→ to %s · %s") : _("← from %s · %s"),
		entry->who ? entry->who : "–", at);
	free(at);
	if (entry->subject)
		output_line("%s", entry->subject);
	print_text(entry->body);
	print_text(entry->quoted);
	for (size_t i = 0; i < entry->attachment_count; i++) {
		const struct attachment *attachment = &entry->attachments[i];
		char *size = attachment_size_text(attachment->size.value);
		output_line("+ %lld  %s (%s, %s)", (long long)attachment->record.id,
			attachment->name ? attachment->name : "–",
			attachment->media_type ? attachment->media_type : "–", size);
		free(size);
	}
}

/* The words of the request stand among its fields already. */
static void print_thread(const struct thread *thread, bool hidden)
{
	bool alone = thread->count == 1 && !thread->entries[0].quoted &&
		     !thread->entries[0].attachment_count;
	for (size_t i = 0; !hidden && !alone && i < thread->count; i++)
		print_entry(&thread->entries[i]);
}

/* ---- notes ---- */

static bool tell_notes_of(
	struct cli *cli, int64_t request, bool hidden, json_t *list, struct error *error)
{
	struct record_set notes = {0};
	if (!store_referring(cli->store, &internal_note_entity,
		    entity_field(&internal_note_entity, "request_id"), request, &notes, error))
		return false;
	for (size_t i = 0; i < notes.count; i++) {
		const struct internal_note *note = record_set_at(&notes, i);
		const char *text = hidden ? NULL : note->text;
		char *at = instant_format(note->at.value);
		if (list) {
			json_array_append_new(list,
				json_pack("{s:I, s:I, s:o, s:s, s:o}", "id",
					(json_int_t)note->record.id, "request_id",
					(json_int_t)request, "at", instant_json(note->at.value),
					"who", note->who, "text", text_json(text)));
		} else {
			output_line("%s", "");
			output_line("%s · %s · %s", _("INTERNAL NOTE – never sent"), note->who, at);
			print_text(text ? text : _("hidden"));
		}
		free(at);
	}
	record_set_finish(&notes);
	return true;
}

static bool tell_notes(
	struct cli *cli, int64_t request, bool hidden, json_t *list, struct error *error)
{
	struct record_set merged = {0};
	bool ok = store_referring(cli->store, &request_entity,
		entity_field(&request_entity, "merged_into_id"), request, &merged, error);
	for (size_t i = 0; ok && i < merged.count; i++)
		ok = tell_notes_of(cli, ((const struct record *)record_set_at(&merged, i))->id,
			hidden, list, error);
	record_set_finish(&merged);
	return ok && tell_notes_of(cli, request, hidden, list, error);
}

/* ---- all ---- */

/* A copy that is read with its words: who asked for it stands in the log. */
static void unseal(struct request *request)
{
	number_set(&request->is_protected, 0);
	number_set(&request->is_sensitive, 0);
}

static bool tell_json(struct cli *cli, const struct request *request, const struct thread *thread,
	bool hidden, bool notes, struct error *error)
{
	struct request *shown = record_copy(&request_entity, request);
	if (!hidden)
		unseal(shown);
	json_t *object = shown_json(&request_entity, shown);
	json_t *list = notes ? json_array() : NULL;
	json_object_set_new(object, "protected", json_boolean(request->is_protected.value != 0));
	json_object_set_new(object, "sensitive", json_boolean(request->is_sensitive.value != 0));
	json_object_set_new(object, "messages", thread_json(thread, hidden));
	bool ok = !notes || tell_notes(cli, request->record.id, hidden, list, error);
	if (list)
		json_object_set_new(object, "notes", list);
	if (ok)
		output_json(object);
	else
		json_decref(object);
	record_destroy(&request_entity, shown);
	return ok;
}

static bool tell_text(struct cli *cli, const struct request *request, const struct thread *thread,
	bool hidden, bool notes, struct error *error)
{
	struct request *shown = record_copy(&request_entity, request);
	if (!hidden)
		unseal(shown);
	shown_print(cli, &request_entity, shown);
	print_thread(thread, hidden);
	record_destroy(&request_entity, shown);
	return !notes || tell_notes(cli, request->record.id, hidden, NULL, error);
}

static bool open_sealed(struct cli *cli, const struct request *request, const char *purpose,
	bool *hidden, struct error *error)
{
	*hidden = request_entity.is_protected(request);
	if (!*hidden || !purpose)
		return true;
	if (text_is_blank(purpose))
		return error_set(
			error, ERROR_DATA, _("Say what it is for: the purpose stands in the log."));
	*hidden = false;
	return service_request_log_opening(&cli->service, request, purpose, error);
}

bool run_request_show(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct request request = {0};
	struct thread thread = {0};
	bool hidden = true, notes = arguments_has(arguments, "notes");
	int64_t id;
	bool ok = service_resolve(
			  &cli->service, &request_entity, arguments->words[0], &id, error) &&
		  store_get(cli->store, &request_entity, id, &request, error) &&
		  open_sealed(
			  cli, &request, arguments_value(arguments, "personal"), &hidden, error) &&
		  service_thread_read(&cli->service, id, &thread, error) &&
		  (cli->json ? tell_json : tell_text)(cli, &request, &thread, hidden, notes, error);
	thread_finish(&thread);
	record_finish(&request_entity, &request);
	return ok;
}
