/* SPDX-License-Identifier: GPL-3.0-or-later */
/* restore: a backup in the place of the database. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "cli/confirm.h"
#include "cli/output.h"
#include "cli/subcommand.h"
#include "cli/world.h"
#include "service/restore.h"

static const struct option_spec restore_options[] = {
	{"yes", NULL, N_("Do it without asking.")},
	{NULL, NULL, NULL},
};

static void print_preview(const struct restore *restore)
{
	if (restore->at.known) {
		char *when = instant_format(restore->at.value);
		output_line(_("The newest change in the backup is from %s."), when);
		free(when);
	}
	for (size_t i = 0; i < RESTORE_COUNTS; i++) {
		const struct restore_count *count = &restore->counts[i];
		output_line(_("%s: %lld now, %lld in the backup (%+lld)"), _(count->entity->label),
			(long long)count->now, (long long)count->then,
			(long long)(count->then - count->now));
	}
	if (restore->erased) {
		char *text = xasprintf(PLURAL_("%zu person erased again.",
					       "%zu people erased again.", restore->erased),
			restore->erased);
		output_line("%s", text);
		free(text);
	}
}

static json_t *restore_json(const struct restore *restore)
{
	char at[26];
	json_t *counts = json_object();
	for (size_t i = 0; i < RESTORE_COUNTS; i++) {
		const struct restore_count *count = &restore->counts[i];
		json_object_set_new(counts, count->entity->name,
			json_pack("{s:I, s:I}", "before", (json_int_t)count->now, "after",
				(json_int_t)count->then));
	}
	if (restore->at.known)
		instant_to_iso(restore->at.value, at);
	return json_pack("{s:o, s:o, s:I}", "at", restore->at.known ? json_string(at) : json_null(),
		"counts", counts, "erased_again", (json_int_t)restore->erased);
}

static bool put_into_place(struct cli *cli, const struct arguments *arguments,
	struct restore *restore, struct error *error)
{
	/* TRANSLATORS: the word that is typed to agree */
	const char *word = C_("answer", "YES");
	char *question = xasprintf(
		_("The backup takes the place of the database. Type %s to do it:"), word);
	bool existed = restore->current;
	bool ok = confirm(arguments, question, word, error) &&
		  service_restore_finish(restore, error);
	if (ok && cli->json)
		output_json(restore_json(restore));
	else if (ok && existed)
		output_line(
			_("Restored. What was there is kept as %s.before-restore."), restore->path);
	else if (ok)
		output_line("%s", _("Restored."));
	free(question);
	return ok;
}

static bool run_restore(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct restore restore;
	if (!confirm_can_ask(arguments, error))
		return false;
	char *path = world_database(cli);
	bool ok = service_restore_prepare(
		&restore, arguments->words[0], path, &cli->settings, &cli->clock, error);
	if (ok) {
		if (!cli->json)
			print_preview(&restore);
		ok = put_into_place(cli, arguments, &restore, error);
		restore_finish(&restore);
	}
	free(path);
	return ok;
}

const struct subcommand restore_commands[] = {
	{.name = "restore",
		.words = N_("FILE"),
		.min_words = 1,
		.max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_OPENS,
		.options = restore_options,
		.summary = N_("Put a backup in the place of the database; who was erased since "
			      "stays erased."),
		.run = run_restore},
	{.name = NULL},
};
