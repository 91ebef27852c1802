/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting minutes: read them, write them in an editor, take them from a file. */
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/day.h"
#include "cli/output.h"
#include "cli/peoplefile.h"
#include "cli/verb.h"
#include "exchange/editfile.h"
#include "exchange/file.h"
#include "model/resolution.h"
#include "service/minutes.h"

extern char **environ;

/* More than can be kept is refused by the rules of the record, with a sentence. */
#define READ_LIMIT (4 << 20)

const struct option_spec minutes_options[] = {
	{"edit", NULL,
		N_("Open them in $VISUAL or $EDITOR, at first with the programme as "
		   "headings.")},
	{"set", N_("FILE|-"), N_("Take them from a file; an empty one takes them away.")},
	{NULL, NULL, NULL},
};

/* ---- reading ---- */

static bool decisions_json(struct cli *cli, int64_t meeting, json_t **list, struct error *error)
{
	struct record_set rows = {0};
	if (!store_all(cli->store, &resolution_entity, meeting, &rows, error))
		return false;
	*list = json_array();
	for (size_t i = 0; i < rows.count; i++)
		json_array_append_new(
			*list, shown_json(&resolution_entity, record_set_at(&rows, i)));
	record_set_finish(&rows);
	return true;
}

static bool print(struct cli *cli, int64_t meeting, struct error *error)
{
	struct minutes minutes = {0};
	json_t *decisions = NULL;
	bool found = false;
	bool ok = service_minutes(&cli->service, meeting, &minutes, &found, error) &&
		  (!cli->json || decisions_json(cli, meeting, &decisions, error));
	if (ok && cli->json) {
		json_t *object = found ? shown_json(&minutes_entity, &minutes)
				       : json_pack("{s:I, s:n}", "meeting_id", (json_int_t)meeting,
						 "text");
		json_object_set_new(object, "decisions", decisions);
		output_json(object);
	} else if (ok && found) {
		char *copy = xstrdup(minutes.text), *rest = copy;
		while (rest)
			output_line("%s", strsep(&rest, "\n"));
		free(copy);
	} else if (ok) {
		output_note("%s", _("There are no minutes yet: --edit begins them."));
	}
	record_finish(&minutes_entity, &minutes);
	return ok;
}

/* ---- writing ---- */

static bool save(struct cli *cli, int64_t meeting, const char *text, struct error *error)
{
	size_t decisions = 0;
	if (!service_minutes_save(&cli->service, meeting, text, &decisions, error))
		return false;
	if (cli->json)
		return print(cli, meeting, error);
	if (text_is_blank(text))
		output_line("%s", _("The minutes are taken away."));
	else
		output_line(PLURAL_("The minutes are saved, with %zu decision.",
				    "The minutes are saved, with %zu decisions.", decisions),
			decisions);
	return true;
}

static bool set_from(struct cli *cli, int64_t meeting, const char *path, struct error *error)
{
	size_t length = 0;
	char *bytes = file_read(path, READ_LIMIT, &length, error);
	if (!bytes)
		return false;
	char *text = text_stored(bytes, length);
	bool ok = save(cli, meeting, text, error);
	free(text);
	free(bytes);
	return ok;
}

/* As system() does: what the keyboard sends meanwhile is for the editor. */
static bool run_editor(char *const argv[], int *status)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, interrupt, quit;
	posix_spawnattr_t attributes;
	sigset_t defaults;
	pid_t pid;
	int raw = 0;
	sigemptyset(&defaults);
	sigaddset(&defaults, SIGINT);
	sigaddset(&defaults, SIGQUIT);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	sigaction(SIGINT, &ignore, &interrupt);
	sigaction(SIGQUIT, &ignore, &quit);
	bool ok = posix_spawnp(&pid, argv[0], NULL, &attributes, argv, environ) == 0;
	while (ok && waitpid(pid, &raw, 0) < 0)
		ok = errno == EINTR;
	sigaction(SIGINT, &interrupt, NULL);
	sigaction(SIGQUIT, &quit, NULL);
	posix_spawnattr_destroy(&attributes);
	*status = WIFEXITED(raw) ? WEXITSTATUS(raw) : 128 + WTERMSIG(raw);
	return ok;
}

static bool edit_and_save(
	struct cli *cli, int64_t meeting, const struct edit_file *file, struct error *error)
{
	char **argv = edit_file_command(file, error), *text = NULL;
	int status = 0;
	if (!argv)
		return false;
	bool ok = run_editor(argv, &status) && status == 0;
	edit_file_command_free(argv);
	if (!ok)
		return edit_file_refuse(file, status, error);
	if (!edit_file_read(file, &text, error))
		return false;
	if (!text) {
		output_note("%s", _("The text is as it was: nothing has been saved."));
		return true;
	}
	ok = save(cli, meeting, text, error);
	free(text);
	if (ok)
		return true;
	char *reason = xstrdup(error->message);
	error_set(error, error->kind, _("%s The text is in %s."), reason, file->path);
	free(reason);
	return false;
}

static bool edit(struct cli *cli, int64_t meeting, struct error *error)
{
	struct edit_file file;
	char *text = NULL;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return error_set(error, ERROR_USAGE,
			_("An editor needs a terminal: --set FILE takes the text from a file."));
	if (!service_minutes_text(&cli->service, meeting, &text, error))
		return false;
	bool ok = edit_file_create(&file, "minutes.txt", text, error);
	free(text);
	if (!ok)
		return false;
	ok = edit_and_save(cli, meeting, &file, error);
	if (ok)
		edit_file_remove(&file);
	edit_file_finish(&file);
	return ok;
}

bool run_minutes(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *path = arguments_value(arguments, "set");
	bool edits = arguments_has(arguments, "edit");
	int64_t id;
	if (edits && path)
		return error_set(
			error, ERROR_USAGE, _("Only one of --edit and --set can be said."));
	if (!may_write(cli, edits || path, error) ||
		!service_resolve(&cli->service, &meeting_entity, arguments->words[0], &id, error))
		return false;
	if (path)
		return set_from(cli, id, path, error);
	return edits ? edit(cli, id, error) : print(cli, id, error);
}
