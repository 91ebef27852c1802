/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/subcommand.h"

const struct option_spec general_options[] = {
	{"db", N_("FILE"), N_("The database; otherwise TRAFFPUNKT_DB, otherwise the user's own.")},
	{"network", N_("SLUG"), N_("Which network, when the database holds several.")},
	{"lang", "sv|en", N_("The language of what is said.")},
	{"json", NULL, N_("One JSON document instead of text for people.")},
	{"readonly", NULL, N_("Refuse everything that would change the database.")},
	{"help", NULL, N_("What there is, or what a command takes.")},
	{"version", NULL, N_("The version of the program.")},
	{NULL, NULL, NULL},
};

bool option_sets_field(const struct field *field)
{
	return !(field->flags & (FIELD_SYSTEM | FIELD_STATUS | FIELD_PARENT));
}

char *option_name_of(const struct field *field)
{
	char *name = xstrdup(field->name);
	for (char *at = name; *at; at++) {
		if (*at == '_')
			*at = '-';
	}
	return name;
}

static const struct option_spec *find_spec(const struct option_spec *specs, const char *name)
{
	for (; specs && specs->name; specs++) {
		if (!strcmp(specs->name, name))
			return specs;
	}
	return NULL;
}

/* The key with this name, however its words are joined. */
static const struct field *find_field(const struct subcommand *command, const char *name)
{
	if (!command || !(command->flags & SUBCOMMAND_FIELDS))
		return NULL;
	char *key = xstrdup(name);
	for (char *at = key; *at; at++) {
		if (*at == '-')
			*at = '_';
	}
	const struct field *field = entity_field(command->entity, key);
	free(key);
	return field;
}

/* The names of everything that can stand after two dashes here; all owned, ended by NULL. */
static char **option_names(const struct subcommand *command)
{
	char **names = NULL;
	size_t count = 0;
	const struct option_spec *lists[] = {command ? command->options : NULL, general_options};
	for (size_t i = 0; i < 2; i++) {
		for (const struct option_spec *spec = lists[i]; spec && spec->name; spec++) {
			names = xreallocarray(names, count + 2, sizeof(*names));
			names[count++] = xstrdup(spec->name);
		}
	}
	size_t fields = command && command->flags & SUBCOMMAND_FIELDS ? command->entity->field_count
								      : 0;
	for (size_t i = 0; i < fields; i++) {
		if (!option_sets_field(&command->entity->fields[i]))
			continue;
		names = xreallocarray(names, count + 2, sizeof(*names));
		names[count++] = option_name_of(&command->entity->fields[i]);
	}
	names[count] = NULL;
	return names;
}

static bool unknown_option(const struct subcommand *command, const char *name, struct error *error)
{
	char **names = option_names(command);
	const char *meant = suggest((const char *const *)names, name);
	char *safe = text_safe(name, TEXT_ONE_LINE);
	if (meant)
		error_set(error, ERROR_USAGE, _("There is no option --%s here; did you mean --%s?"),
			safe, meant);
	else
		error_set(error, ERROR_USAGE, _("There is no option --%s here: see --help."), safe);
	free(safe);
	for (char **at = names; *at; at++)
		free(*at);
	free(names);
	return false;
}

static bool add_option(struct arguments *arguments, struct given_option option)
{
	arguments->options = xreallocarray(
		arguments->options, arguments->option_count + 1, sizeof(*arguments->options));
	arguments->options[arguments->option_count++] = option;
	return true;
}

static bool kept_by_program(const char *name, const struct field *field, struct error *error)
{
	if (field->flags & FIELD_STATUS)
		return error_set(error, ERROR_USAGE,
			_("--%s cannot be set by hand: the state has commands of its own, see "
			  "--help."),
			name);
	return error_set(
		error, ERROR_USAGE, _("--%s cannot be set by hand: the program keeps it."), name);
}

bool option_find(const struct subcommand *command, const char *name, struct option_slot *slot)
{
	*slot = (struct option_slot){0};
	slot->spec = find_spec(command ? command->options : NULL, name);
	if (!slot->spec)
		slot->spec = find_spec(general_options, name);
	if (!slot->spec)
		slot->field = find_field(command, name);
	return slot->spec || slot->field;
}

bool option_takes_value(const struct option_slot *slot)
{
	return slot->field || slot->spec->value;
}

/* Takes the option at *at, and its value, which leaves *at on the last word of it. */
static bool take_option(struct arguments *arguments, char *const **at, struct error *error)
{
	const char *text = !strcmp(**at, "-h") ? "help" : **at + strspn(**at, "-");
	const char *equals = strchr(text, '=');
	char *name = xstrndup(text, equals ? (size_t)(equals - text) : strlen(text));
	struct option_slot slot;
	bool ok = option_find(arguments->command, name, &slot) ||
		  unknown_option(arguments->command, name, error);
	bool takes_value = ok && option_takes_value(&slot);
	if (ok && slot.field && !option_sets_field(slot.field))
		ok = kept_by_program(name, slot.field, error);
	else if (ok && takes_value && !equals && !(*at)[1])
		ok = error_set(error, ERROR_USAGE, _("--%s needs a value after it."), name);
	else if (ok && !takes_value && equals)
		ok = error_set(error, ERROR_USAGE, _("--%s takes no value."), name);
	free(name);
	if (!ok)
		return false;
	struct given_option option = {
		.name = slot.field ? slot.field->name : slot.spec->name, .field = slot.field};
	if (takes_value)
		option.value = equals ? equals + 1 : *++*at;
	return add_option(arguments, option);
}

static bool unknown_command(const char *family, const char *name, struct error *error)
{
	const char **names = subcommand_names(family);
	const char *meant = suggest(names, name);
	char *safe = text_safe(name, TEXT_ONE_LINE);
	char *whole = family ? xasprintf("%s %s", family, safe) : xstrdup(safe);
	if (meant)
		error_set(error, ERROR_USAGE, _("There is no command “%s”; did you mean “%s%s%s”?"),
			whole, family ? family : "", family ? " " : "", meant);
	else
		error_set(error, ERROR_USAGE,
			_("There is no command “%s”: see “traffpunkt --help”."), whole);
	free(whole);
	free(safe);
	free(names);
	return false;
}

static bool add_word(struct arguments *arguments, const char *word)
{
	arguments->words = xreallocarray(
		arguments->words, arguments->word_count + 1, sizeof(*arguments->words));
	arguments->words[arguments->word_count++] = word;
	return true;
}

/* A word is first the family or the command, then the command of the family, then its own. */
static bool take_word(struct arguments *arguments, const char *word, struct error *error)
{
	if (arguments->command)
		return add_word(arguments, word);
	if (!arguments->family && subcommand_is_family(word)) {
		arguments->family = word;
		return true;
	}
	arguments->command = subcommand_find(arguments->family, word);
	if (arguments->command)
		return true;
	arguments->command = subcommand_bare(arguments->family);
	return arguments->command ? add_word(arguments, word)
				  : unknown_command(arguments->family, word, error);
}

bool arguments_parse(struct arguments *arguments, char *const *argv, struct error *error)
{
	bool only_words = false;
	for (; *argv; argv++) {
		bool is_option = !only_words && (*argv)[0] == '-' && (*argv)[1];
		if (is_option && !strcmp(*argv, "--"))
			only_words = true;
		else if (is_option && strncmp(*argv, "--", 2) != 0 && strcmp(*argv, "-h") != 0)
			return unknown_option(arguments->command, *argv + 1, error);
		else if (is_option ? !take_option(arguments, &argv, error)
				   : !take_word(arguments, *argv, error))
			return false;
	}
	return true;
}

void arguments_finish(struct arguments *arguments)
{
	free(arguments->options);
	free(arguments->words);
	*arguments = (struct arguments){0};
}

static const struct given_option *find_given(const struct arguments *arguments, const char *name)
{
	for (size_t i = arguments->option_count; i-- > 0;) {
		if (!strcmp(arguments->options[i].name, name) && !arguments->options[i].field)
			return &arguments->options[i];
	}
	return NULL;
}

const char *arguments_value(const struct arguments *arguments, const char *name)
{
	const struct given_option *option = find_given(arguments, name);
	return option ? option->value : NULL;
}

bool arguments_has(const struct arguments *arguments, const char *name)
{
	return find_given(arguments, name);
}

bool arguments_count(
	const struct arguments *arguments, const char *name, size_t *count, struct error *error)
{
	const char *text = arguments_value(arguments, name);
	if (!text)
		return true;
	size_t digits = strspn(text, "0123456789");
	if (!digits || digits > 9 || text[digits] || !strtoul(text, NULL, 10)) {
		char *safe = text_safe(text, TEXT_ONE_LINE);
		error_set(error, ERROR_USAGE, _("--%s takes a whole number from 1, not “%s”."),
			name, safe);
		free(safe);
		return false;
	}
	*count = strtoul(text, NULL, 10);
	return true;
}
