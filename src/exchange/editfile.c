/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/editfile.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/file.h"

/* Far above every text that can be kept; more is not a text. */
#define EDIT_LIMIT (4 << 20)

/* What the shell says of a command that is not there, or that cannot be run. */
enum { SHELL_NOT_FOUND = 127, SHELL_CANNOT_RUN = 126 };

static const char *temporary_folder(void)
{
	const char *folder = getenv("TMPDIR");
	return folder && *folder == '/' ? folder : "/tmp";
}

/* With a line break at its end, which every editor wants. */
static char *as_lines(const char *text)
{
	size_t length = strlen(text);
	return xasprintf(length && text[length - 1] == '\n' ? "%s" : "%s\n", text);
}

bool edit_file_create(
	struct edit_file *file, const char *name, const char *text, struct error *error)
{
	*file = (struct edit_file){.before = as_lines(text)};
	file->folder = xasprintf("%s/traffpunkt-XXXXXX", temporary_folder());
	if (!mkdtemp(file->folder)) {
		error_set(error, ERROR_CREATE, _("No folder can be made in %s: %s."),
			temporary_folder(), error_reason(errno));
		edit_file_finish(file);
		return false;
	}
	file->path = xasprintf("%s/%s", file->folder, name);
	if (file_write(file->path, file->before, strlen(file->before), false, NULL, NULL, error))
		return true;
	edit_file_remove(file);
	edit_file_finish(file);
	return false;
}

/* ---- the command ---- */

static bool is_installed(const char *program)
{
	char *copy = xstrdup(getenv("PATH")), *rest = copy, *folder;
	bool found = false;
	while (!found && rest && (folder = strsep(&rest, ":"))) {
		char *path = xasprintf("%s/%s", *folder ? folder : ".", program);
		found = access(path, X_OK) == 0;
		free(path);
	}
	free(copy);
	return found;
}

static const char *choose_editor(void)
{
	static const char *const usual[] = {"editor", "nano", "vi"};
	const char *own = getenv("VISUAL");
	if (text_is_blank(own))
		own = getenv("EDITOR");
	if (!text_is_blank(own))
		return own;
	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++) {
		if (is_installed(usual[i]))
			return usual[i];
	}
	return NULL;
}

char **edit_file_command(const struct edit_file *file, struct error *error)
{
	const char *editor = choose_editor();
	if (!editor) {
		error_set(error, ERROR_UNAVAILABLE,
			_("There is no editor: name one in the environment variable EDITOR."));
		return NULL;
	}
	char **argv = xcalloc(6, sizeof(*argv));
	argv[0] = xstrdup("sh");
	argv[1] = xstrdup("-c");
	argv[2] = xasprintf("exec %s \"$@\"", editor);
	argv[3] = xstrdup(editor);
	argv[4] = xstrdup(file->path);
	return argv;
}

void edit_file_command_free(char **argv)
{
	for (size_t i = 0; argv && argv[i]; i++)
		free(argv[i]);
	free(argv);
}

bool edit_file_refuse(const struct edit_file *file, int status, struct error *error)
{
	const char *editor = choose_editor();
	if (status == SHELL_NOT_FOUND || status == SHELL_CANNOT_RUN)
		return error_set(error, ERROR_UNAVAILABLE,
			_("The editor “%s” cannot be started. The text is in %s."),
			editor ? editor : "", file->path);
	return error_set(error, ERROR_UNAVAILABLE,
		_("The editor ended with code %d. The text is in %s."), status, file->path);
}

/* ---- afterwards ---- */

bool edit_file_read(const struct edit_file *file, char **text, struct error *error)
{
	size_t length = 0;
	*text = NULL;
	char *bytes = file_read(file->path, EDIT_LIMIT, &length, error);
	if (!bytes)
		return false;
	if (length != strlen(file->before) || memcmp(bytes, file->before, length) != 0) {
		char *stored = text_stored(bytes, length);
		size_t left = strlen(stored);
		while (left && strchr("\n\r \t", stored[left - 1]))
			stored[--left] = '\0';
		*text = stored;
	}
	free(bytes);
	return true;
}

void edit_file_remove(const struct edit_file *file)
{
	DIR *folder = file->folder ? opendir(file->folder) : NULL;
	struct dirent *entry;
	while (folder && (entry = readdir(folder))) {
		char *path = xasprintf("%s/%s", file->folder, entry->d_name);
		unlink(path); /* what is no file (. and ..) stays */
		free(path);
	}
	if (folder)
		closedir(folder);
	if (file->folder)
		rmdir(file->folder);
}

void edit_file_finish(struct edit_file *file)
{
	free(file->folder);
	free(file->path);
	free(file->before);
	*file = (struct edit_file){0};
}
