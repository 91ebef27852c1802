/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The help of the command line, for people and (--json) for programs, out of the table alone. */
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/subcommand.h"

/* Two columns: the second starts here, or on the next line when the first is too wide. */
#define SECOND_COLUMN 30
#define LINE_COLUMNS 98

struct second_column {
	int at; /* the column where the cursor stands */
};

static void print_wrapped(void *context, const char *text)
{
	struct second_column *column = context;
	printf("%*s%s\n", SECOND_COLUMN - column->at, "", text);
	column->at = 0;
}

static void print_line(void *context, const char *text)
{
	(void)context;
	printf("%s\n", text);
}

static void print_entry(const char *first, const char *second)
{
	struct second_column column = {.at = 2 + text_width(first)};
	printf("  %s", first);
	if (column.at + 2 > SECOND_COLUMN) {
		putchar('\n');
		column.at = 0;
	}
	if (text_is_blank(second))
		putchar('\n');
	else
		text_wrap(second, LINE_COLUMNS - SECOND_COLUMN, print_wrapped, &column);
}

static void print_options(const struct option_spec *options)
{
	for (; options && options->name; options++) {
		char *first = xasprintf("--%s%s%s", options->name, options->value ? " " : "",
			options->value ? _(options->value) : "");
		print_entry(first, _(options->help));
		free(first);
	}
}

/* "Kind: physical, digital, hybrid." or the label with what can be typed. */
static char *describe_field(const struct field *field)
{
	struct buffer text = {0};
	buffer_append(&text, field->label ? _(field->label) : "");
	for (size_t i = 0; field->type == FIELD_CHOICE && i < field->choices->count; i++)
		buffer_printf(&text, "%s%s", i ? ", " : ": ", field->choices->items[i].token);
	if (field->type == FIELD_FLAG)
		buffer_append(&text, ": true, false");
	if (field->help)
		buffer_printf(&text, " (%s)", _(field->help));
	return buffer_take(&text);
}

static const char *field_value_word(const struct field *field)
{
	switch (field->type) {
	case FIELD_DATE:
		return _("DATE");
	case FIELD_TIME:
	case FIELD_INSTANT:
		return _("TIME");
	case FIELD_DURATION:
		return _("DURATION");
	case FIELD_REFERENCE:
		return _("ID");
	case FIELD_MONEY:
		return _("AMOUNT");
	case FIELD_INTEGER:
		return _("NUMBER");
	default:
		return field->type == FIELD_CHOICE || field->type == FIELD_FLAG ? _("WORD")
										: _("TEXT");
	}
}

static void print_field_options(const struct entity *entity)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (!option_sets_field(field))
			continue;
		char *name = option_name_of(field);
		char *first = xasprintf("--%s %s", name, field_value_word(field));
		char *second = describe_field(field);
		print_entry(first, second);
		free(second);
		free(first);
		free(name);
	}
}

static void print_command(const struct subcommand *command)
{
	char *usage = subcommand_usage(command);
	printf("%s\n\n", usage);
	text_wrap(_(command->summary), LINE_COLUMNS, print_line, NULL);
	free(usage);
	if (command->options || command->flags & SUBCOMMAND_FIELDS)
		printf("\n%s\n", _("Options:"));
	print_options(command->options);
	if (command->flags & SUBCOMMAND_FIELDS) {
		print_field_options(command->entity);
		printf("\n%s\n", _("An empty value makes it unknown."));
	}
	printf("\n%s\n", _("General options:"));
	print_options(general_options);
}

static void print_family(const struct subcommand *commands)
{
	for (; commands->name; commands++) {
		char *first = xasprintf("%s%s%s%s%s", commands->family ? commands->family : "",
			commands->family ? " " : "", commands->name, commands->words ? " " : "",
			commands->words ? _(commands->words) : "");
		print_entry(first, _(commands->summary));
		free(first);
	}
}

static void print_program(void)
{
	printf("%s\n\n%s\n", _("traffpunkt [OPTION ...] [COMMAND]"),
		_("Without a command: the dashboard. What there is:"));
	for (size_t i = 0; subcommand_families[i]; i++)
		print_family(subcommand_families[i]);
	printf("\n%s\n", _("General options:"));
	print_options(general_options);
	printf("\n%s\n", _("“traffpunkt COMMAND --help” tells what a command takes."));
}

static json_t *options_json(const struct subcommand *command)
{
	json_t *list = json_array();
	for (const struct option_spec *at = command->options; at && at->name; at++)
		json_array_append_new(list, json_pack("{s:s, s:b, s:s}", "name", at->name, "value",
						    at->value != NULL, "help", _(at->help)));
	size_t count = command->flags & SUBCOMMAND_FIELDS ? command->entity->field_count : 0;
	for (size_t i = 0; i < count; i++) {
		const struct field *field = &command->entity->fields[i];
		if (!option_sets_field(field))
			continue;
		char *name = option_name_of(field);
		char *help = describe_field(field);
		json_array_append_new(
			list, json_pack("{s:s, s:b, s:s}", "name", name, "value", 1, "help", help));
		free(help);
		free(name);
	}
	return list;
}

static void print_json(void)
{
	json_t *list = json_array();
	for (size_t i = 0; subcommand_families[i]; i++) {
		for (const struct subcommand *at = subcommand_families[i]; at->name; at++) {
			json_array_append_new(list,
				json_pack("{s:s?, s:s, s:s?, s:s, s:o}", "family", at->family,
					"name", at->name, "words", at->words ? _(at->words) : NULL,
					"summary", _(at->summary), "options", options_json(at)));
		}
	}
	output_json(list);
}

static const struct subcommand *family_commands(const char *family)
{
	for (size_t i = 0; subcommand_families[i]; i++) {
		if (subcommand_find(family, subcommand_families[i]->name) == subcommand_families[i])
			return subcommand_families[i];
	}
	return NULL;
}

void help_print(const struct arguments *arguments, bool json)
{
	if (json)
		print_json();
	else if (arguments->command)
		print_command(arguments->command);
	else if (arguments->family)
		print_family(family_commands(arguments->family));
	else
		print_program();
}
