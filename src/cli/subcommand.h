/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of commands. Help, completion and the check of what was typed come from it; a command
 * that is not here does not exist. Private to this room.
 */
#ifndef TRAFFPUNKT_CLI_SUBCOMMAND_H
#define TRAFFPUNKT_CLI_SUBCOMMAND_H

#include "cli/cli.h"
#include "cli/options.h"

/* What a command works with, from the first word to the last line. */
struct cli {
	const struct subcommand *command;
	cli_dashboard *dashboard;
	bool json;
	bool readonly;
	const char *database; /* as told by --db; NULL: from the environment, or the usual place */
	const char *network;  /* slug; NULL: the only one there is */
	const char *language;
	struct clock clock;
	struct settings settings;
	struct store *store;
	struct service service;
	int status; /* exit code of a command that has done only a part of what was asked */
};

enum subcommand_flag {
	SUBCOMMAND_WRITES = 1 << 0,      /* refused with --readonly */
	SUBCOMMAND_ANY_NETWORK = 1 << 1, /* about the database, whatever networks it holds */
	SUBCOMMAND_OPENS = 1 << 2,       /* opens the database it needs by itself */
	SUBCOMMAND_FIELDS = 1 << 3,      /* takes an option for each key of its entity */
	SUBCOMMAND_BARE = 1 << 4, /* meant when the family is followed by no command's name */
};

#define WORDS_ANY ((size_t)-1)

/* A list of these ends with a NULL name. */
struct subcommand {
	const char *family; /* NULL: a command of one word */
	const char *name;
	const char *words;   /* msgid: what it takes beside options, "ID ..."; NULL: nothing */
	const char *summary; /* msgid: a sentence */
	size_t min_words;
	size_t max_words;
	unsigned flags;                    /* enum subcommand_flag */
	const struct option_spec *options; /* NULL: none of its own */
	const struct entity *entity;
	int to; /* the state that it brings records into */
	bool (*run)(struct cli *cli, const struct arguments *arguments, struct error *error);
};

extern const struct subcommand general_commands[];
extern const struct subcommand network_commands[];
extern const struct subcommand participant_commands[];
extern const struct subcommand view_commands[];
extern const struct subcommand meeting_commands[];
extern const struct subcommand theme_commands[];
extern const struct subcommand resolution_commands[];
extern const struct subcommand request_commands[];
extern const struct subcommand template_commands[];
extern const struct subcommand report_commands[];
extern const struct subcommand invoice_commands[];
extern const struct subcommand outbox_commands[];
extern const struct subcommand rsvp_commands[];
extern const struct subcommand ics_commands[];
extern const struct subcommand need_commands[];
extern const struct subcommand case_commands[];
extern const struct subcommand access_commands[];
extern const struct subcommand disclosure_commands[];
extern const struct subcommand hold_commands[];
extern const struct subcommand retention_commands[];
extern const struct subcommand restore_commands[];
extern const struct subcommand history_commands[];
extern const struct subcommand handover_commands[];
extern const struct subcommand upkeep_commands[];

/* Every family in the order of the help, ended by NULL. */
extern const struct subcommand *const subcommand_families[];

/* NULL when there is none. Without a family: the commands of one word. */
const struct subcommand *subcommand_find(const char *family, const char *name);
/* The command that a family means without a command's name; NULL: none. */
const struct subcommand *subcommand_bare(const char *family);
bool subcommand_is_family(const char *name);
/* Names of the commands in a family, or of families and one-word commands when it is NULL; ended by
 * NULL. The array is the caller's to free. */
const char **subcommand_names(const char *family);
/* "participant show ID ..." with the program's name before it. Owned by the caller. */
char *subcommand_usage(const struct subcommand *command);

/* Refuses a wrong number of words. */
bool subcommand_check(
	const struct subcommand *command, const struct arguments *arguments, struct error *error);

/* Prints what may stand in the place of the last word. */
void complete(char *const *words, size_t count);

/* Prints the help of a command, a family or the program. */
void help_print(const struct arguments *arguments, bool json);

#endif
