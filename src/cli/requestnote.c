/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/requestnote.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/peoplefile.h"
#include "cli/verb.h"
#include "exchange/file.h"
#include "model/internalnote.h"
#include "model/numberoverride.h"
#include "service/request/note.h"

/* More than can be kept is refused by the rules of the record, with a sentence. */
#define READ_LIMIT (4 << 20)

const struct option_spec note_options[] = {
	{"text", N_("TEXT|-"), N_("The words of the note; - reads them from standard input.")},
	{"edit", N_("NOTE"), N_("Write this note of one's own anew; an empty text deletes it.")},
	{"delete", N_("NOTE"), N_("Delete this note of one's own.")},
	{"keep-number", N_("REASON"),
		N_("Keep a personal number instead of masking it; the reason is noted.")},
	{NULL, NULL, NULL},
};

/* ---- reading ---- */

/* The notes of a request, as an array. A new reference; NULL on failure. */
static json_t *notes_json(struct cli *cli, int64_t request, struct error *error)
{
	struct record_set notes = {0};
	if (!service_note_list(&cli->service, request, &notes, error))
		return NULL;
	json_t *list = json_array();
	for (size_t i = 0; i < notes.count; i++)
		json_array_append_new(
			list, shown_json(&internal_note_entity, record_set_at(&notes, i)));
	record_set_finish(&notes);
	return list;
}

static void print_note(const struct internal_note *note)
{
	char *when = instant_format(note->at.value);
	bool sealed = internal_note_entity.is_protected(note);
	output_line("%lld  %s  %s", (long long)note->record.id, when, note->who);
	char *copy = xstrdup(sealed ? _("hidden") : note->text ? note->text : "");
	char *rest = copy;
	while (rest)
		output_line("    %s", strsep(&rest, "\n"));
	free(copy);
	free(when);
}

/* The same for people, under a heading that says that they never leave. */
static bool notes_print(struct cli *cli, int64_t request, struct error *error)
{
	struct record_set notes = {0};
	if (!service_note_list(&cli->service, request, &notes, error))
		return false;
	if (notes.count)
		output_line("%s", _("INTERNAL NOTES – never sent"));
	for (size_t i = 0; i < notes.count; i++)
		print_note(record_set_at(&notes, i));
	if (!notes.count)
		output_note("%s", _("There is no internal note yet: --text writes one."));
	record_set_finish(&notes);
	return true;
}

static bool list(struct cli *cli, int64_t request, struct error *error)
{
	if (!cli->json)
		return notes_print(cli, request, error);
	json_t *notes = notes_json(cli, request, error);
	if (notes)
		output_json(notes);
	return notes;
}

/* ---- writing ---- */

/* The text that an option gives; owned by the caller, NULL on failure. */
static char *read_text(const char *value, struct error *error)
{
	size_t length = 0;
	if (strcmp(value, "-") != 0)
		return text_stored(value, strlen(value));
	char *bytes = file_read("-", READ_LIMIT, &length, error);
	char *text = bytes ? text_stored(bytes, length) : NULL;
	free(bytes);
	for (size_t end = text ? strlen(text) : 0; end && text[end - 1] == '\n'; end--)
		text[end - 1] = '\0';
	return text;
}

/* The note that an option names: it must be one of this request. */
static bool resolve_note(
	struct cli *cli, int64_t request, const char *word, int64_t *id, struct error *error)
{
	struct internal_note note = {0};
	char *end;
	*id = strtoll(word, &end, 10);
	if (!*word || *end)
		return error_set(error, ERROR_USAGE, _("“%s” is no number of a note."), word);
	bool ok = store_get(cli->store, &internal_note_entity, *id, &note, error);
	if (ok && note.request.value != request)
		ok = error_set(error, ERROR_REFUSED, _("Note no. %lld is on another request."),
			(long long)*id);
	record_finish(&internal_note_entity, &note);
	return ok;
}

static void tell(struct cli *cli, int64_t note, const char *sentence)
{
	if (cli->json)
		output_json(json_pack("{s:I}", "id", (json_int_t)note));
	else if (sentence)
		output_line("%s", sentence);
	else
		output_line("%lld", (long long)note);
}

static bool write(
	struct cli *cli, int64_t request, const struct arguments *arguments, struct error *error)
{
	const char *edited = arguments_value(arguments, "edit");
	const char *given = arguments_value(arguments, "text");
	int64_t note = 0;
	if (edited && !resolve_note(cli, request, edited, &note, error))
		return false;
	if (!given)
		return error_set(error, ERROR_USAGE, _("Say the words of the note with --text."));
	char *text = read_text(given, error);
	bool emptied = text && text_is_blank(text);
	bool ok = text && (edited ? service_note_write(&cli->service, note, text, error)
				  : service_note_add(&cli->service, request, text, &note, error));
	free(text);
	if (ok)
		tell(cli, note,
			!edited   ? NULL
			: emptied ? _("The note is deleted.")
				  : _("The note is changed."));
	return ok;
}

static bool delete (struct cli *cli, int64_t request, const char *word, struct error *error)
{
	int64_t note;
	if (!resolve_note(cli, request, word, &note, error) ||
		!service_note_delete(&cli->service, note, error))
		return false;
	tell(cli, note, _("The note is deleted."));
	return true;
}

bool run_note(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *deleted = arguments_value(arguments, "delete");
	bool writes = deleted || arguments_has(arguments, "text") ||
		      arguments_has(arguments, "edit");
	int64_t request;
	if (!may_write(cli, writes, error) ||
		!service_resolve(
			&cli->service, &request_entity, arguments->words[0], &request, error) ||
		!keep_numbers(cli, arguments, error))
		return false;
	if (deleted)
		return delete (cli, request, deleted, error);
	return writes ? write(cli, request, arguments, error) : list(cli, request, error);
}

/* ---- what is kept ---- */

bool run_numbers(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct record_set set = {0};
	json_t *array = json_array();
	(void)arguments;
	bool ok = store_all(cli->store, &number_override_entity, cli->service.network, &set, error);
	for (size_t i = 0; ok && i < set.count; i++) {
		const struct number_override *kept = record_set_at(&set, i);
		char *when = instant_format(kept->at.value);
		json_array_append_new(array, shown_json(&number_override_entity, kept));
		if (!cli->json)
			output_line("%s %lld, %s: %s (%s, %s)", kept->entity,
				(long long)kept->record_id.value, kept->field, kept->reason,
				kept->who, when);
		free(when);
	}
	if (ok && cli->json)
		output_json(json_incref(array));
	else if (ok && !set.count)
		output_note("%s", _("No personal number is kept."));
	json_decref(array);
	record_set_finish(&set);
	return ok;
}
