/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/subcommand.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"

const struct subcommand *const subcommand_families[] = {
	general_commands,
	network_commands,
	participant_commands,
	view_commands,
	meeting_commands,
	theme_commands,
	resolution_commands,
	request_commands,
	template_commands,
	report_commands,
	invoice_commands,
	outbox_commands,
	rsvp_commands,
	ics_commands,
	need_commands,
	case_commands,
	access_commands,
	disclosure_commands,
	hold_commands,
	retention_commands,
	history_commands,
	handover_commands,
	upkeep_commands,
	restore_commands,
	NULL,
};

static bool in_family(const struct subcommand *command, const char *family)
{
	return family ? command->family && !strcmp(command->family, family) : !command->family;
}

const struct subcommand *subcommand_find(const char *family, const char *name)
{
	for (size_t i = 0; subcommand_families[i]; i++) {
		for (const struct subcommand *at = subcommand_families[i]; at->name; at++) {
			if (in_family(at, family) && !strcmp(at->name, name))
				return at;
		}
	}
	return NULL;
}

const struct subcommand *subcommand_bare(const char *family)
{
	for (size_t i = 0; family && subcommand_families[i]; i++) {
		for (const struct subcommand *at = subcommand_families[i]; at->name; at++) {
			if (in_family(at, family) && at->flags & SUBCOMMAND_BARE)
				return at;
		}
	}
	return NULL;
}

bool subcommand_is_family(const char *name)
{
	for (size_t i = 0; subcommand_families[i]; i++) {
		const char *family = subcommand_families[i]->family;
		if (family && !strcmp(family, name))
			return true;
	}
	return false;
}

const char **subcommand_names(const char *family)
{
	const char **names = xcalloc(1, sizeof(*names));
	size_t count = 0;
	for (size_t i = 0; subcommand_families[i]; i++) {
		for (const struct subcommand *at = subcommand_families[i]; at->name; at++) {
			bool member = in_family(at, family);
			if (!member && (family || at != subcommand_families[i]))
				continue;
			names = xreallocarray(names, count + 2, sizeof(*names));
			names[count++] = member ? at->name : at->family;
		}
	}
	names[count] = NULL;
	return names;
}

char *subcommand_usage(const struct subcommand *command)
{
	return xasprintf("traffpunkt %s%s%s%s%s", command->family ? command->family : "",
		command->family ? " " : "", command->name, command->words ? " " : "",
		command->words ? _(command->words) : "");
}

bool subcommand_check(
	const struct subcommand *command, const struct arguments *arguments, struct error *error)
{
	if (arguments->word_count >= command->min_words &&
		(command->max_words == WORDS_ANY || arguments->word_count <= command->max_words))
		return true;
	char *usage = subcommand_usage(command);
	error_set(error, ERROR_USAGE, _("Too few or too many words; it is written: %s"), usage);
	free(usage);
	return false;
}
