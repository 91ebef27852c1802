/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/confirm.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"

static bool answers(const char *word)
{
	char *line = NULL;
	size_t size = 0;
	bool same = false;
	if (getline(&line, &size, stdin) > 0) {
		text_trim(line);
		same = !strcmp(line, word);
	}
	free(line);
	return same;
}

bool confirm_can_ask(const struct arguments *arguments, struct error *error)
{
	if (arguments_has(arguments, "yes") || isatty(STDIN_FILENO))
		return true;
	return error_set(
		error, ERROR_USAGE, _("Nothing has been done: what cannot be undone needs --yes."));
}

bool confirm(const struct arguments *arguments, const char *question, const char *word,
	struct error *error)
{
	if (arguments_has(arguments, "yes"))
		return true;
	if (!confirm_can_ask(arguments, error))
		return false;
	output_note("%s", question);
	if (answers(word))
		return true;
	return error_set(error, ERROR_REFUSED, _("Nothing has been done."));
}
