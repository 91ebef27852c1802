/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a shell may offer for the word being typed: traffpunkt --complete WORD ..., the last of them
 * unfinished. One candidate in a line, a tab and what it is; no line at all where only a file name
 * or something of the user's own can stand. The scripts of the shells only pass it on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/subcommand.h"
#include "store/page.h"

static void offer(const char *prefix, const char *dashes, const char *word, const char *what)
{
	size_t skip = strlen(dashes);
	if (strncmp(prefix, dashes, strlen(prefix) < skip ? strlen(prefix) : skip) != 0)
		return;
	if (strlen(prefix) <= skip || !strncmp(prefix + skip, word, strlen(prefix) - skip))
		printf("%s%s\t%s\n", dashes, word, what ? _(what) : "");
}

static void offer_specs(const char *prefix, const struct option_spec *specs)
{
	for (; specs && specs->name; specs++)
		offer(prefix, "--", specs->name, specs->help);
}

static void offer_options(const char *prefix, const struct subcommand *command)
{
	if (command)
		offer_specs(prefix, command->options);
	size_t count = command && command->flags & SUBCOMMAND_FIELDS ? command->entity->field_count
								     : 0;
	for (size_t i = 0; i < count; i++) {
		const struct field *field = &command->entity->fields[i];
		if (!option_sets_field(field))
			continue;
		char *name = option_name_of(field);
		offer(prefix, "--", name, field->label);
		free(name);
	}
	offer_specs(prefix, general_options);
}

static void offer_choices(const char *prefix, const struct choices *choices)
{
	for (size_t i = 0; i < choices->count; i++)
		offer(prefix, "", choices->items[i].token, NULL);
}

/* "sv|en" as its parts; other value words ("FILE") have none to offer. */
static void offer_alternatives(const char *prefix, const char *alternatives)
{
	char *copy = xstrdup(alternatives);
	char *rest = copy;
	for (char *word; strchr(alternatives, '|') && (word = strsep(&rest, "|"));)
		offer(prefix, "", word, NULL);
	free(copy);
}

static void offer_sorts(const char *prefix, const struct subcommand *command)
{
	const struct sort *sorts = store_sorts(command->entity);
	for (; sorts && sorts->name; sorts++)
		offer(prefix, *prefix == '-' ? "-" : "", sorts->name, sorts->label);
}

static void offer_value(
	const char *prefix, const struct subcommand *command, const struct option_slot *slot)
{
	if (slot->spec && !strcmp(slot->spec->name, "sort"))
		offer_sorts(prefix, command);
	else if (slot->spec)
		offer_alternatives(prefix, slot->spec->value);
	else if (slot->field->type == FIELD_CHOICE)
		offer_choices(prefix, slot->field->choices);
	else if (slot->field->type == FIELD_FLAG)
		offer_alternatives(prefix, "true|false");
}

static void offer_commands(const char *prefix, const char *family)
{
	const char **names = subcommand_names(family);
	for (size_t i = 0; names[i]; i++) {
		const struct subcommand *command = subcommand_find(family, names[i]);
		offer(prefix, "", names[i], command ? command->summary : NULL);
	}
	free(names);
}

/* The option whose value is still to come after this word. */
static bool wants_value(
	const struct subcommand *command, const char *word, struct option_slot *slot)
{
	return !strncmp(word, "--", 2) && !strchr(word, '=') &&
	       option_find(command, word + 2, slot) && option_takes_value(slot);
}

void complete(char *const *words, size_t count)
{
	const struct subcommand *command = NULL;
	const char *family = NULL;
	const char *prefix = count ? words[count - 1] : "";
	struct option_slot slot = {0};
	bool pending = false;
	for (size_t i = 0; i + 1 < count; i++) {
		bool is_value = pending;
		pending = !is_value && wants_value(command, words[i], &slot);
		if (is_value || command || words[i][0] == '-')
			continue;
		if (!family && subcommand_is_family(words[i]))
			family = words[i];
		else
			command = subcommand_find(family, words[i]);
	}
	if (pending)
		offer_value(prefix, command, &slot);
	else if (*prefix == '-')
		offer_options(prefix, command);
	else if (!command)
		offer_commands(prefix, family);
	else if (!strcmp(command->name, "state"))
		offer_choices(prefix, entity_field(command->entity, "status")->choices);
}
