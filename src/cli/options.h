/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of a command line, sorted out: which command, its options, the rest. Options may stand
 * anywhere after the command that they belong to, the general ones also before it. A command that
 * writes a record takes one option for each key of the record: --given-name for given_name.
 */
#ifndef TRAFFPUNKT_CLI_OPTIONS_H
#define TRAFFPUNKT_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/record.h"

struct subcommand;

/* A list of these ends with a NULL name. */
struct option_spec {
	const char *name;  /* without its dashes */
	const char *value; /* msgid: what follows it, "FILE"; NULL: nothing does */
	const char *help;  /* msgid */
};

struct given_option {
	const char *name;          /* borrowed from its specification */
	const char *value;         /* borrowed from argv; NULL: it takes none */
	const struct field *field; /* the key that it sets, NULL for other options */
};

struct arguments {
	const char *family; /* "participant"; NULL: not said, or a command of one word */
	const struct subcommand *command; /* NULL: not said */
	struct given_option *options;
	size_t option_count;
	const char **words; /* what is not an option and not the command */
	size_t word_count;
};

/* Those that every command takes. */
extern const struct option_spec general_options[];

/* `argv` is without the program's name and ends with NULL. */
bool arguments_parse(struct arguments *arguments, char *const *argv, struct error *error);
void arguments_finish(struct arguments *arguments);
/* The last value given to an option, NULL when it was not given. */
const char *arguments_value(const struct arguments *arguments, const char *name);
bool arguments_has(const struct arguments *arguments, const char *name);
/* A whole number from 1 and up; left alone when the option was not given. */
bool arguments_count(
	const struct arguments *arguments, const char *name, size_t *count, struct error *error);

/* What an option is: one of the specifications, or a key of the command's records. */
struct option_slot {
	const struct option_spec *spec;
	const struct field *field;
};
/* Finds it by its name without dashes; `command` NULL: only the general ones. */
bool option_find(const struct subcommand *command, const char *name, struct option_slot *slot);
bool option_takes_value(const struct option_slot *slot);
/* Can a person set this key by hand with `add` and `edit`? */
bool option_sets_field(const struct field *field);
/* "given-name" of given_name. Owned by the caller. */
char *option_name_of(const struct field *field);

/* The candidate (of a NULL-ended list) that was probably meant, or NULL. */
const char *suggest(const char *const *candidates, const char *text);

#endif
