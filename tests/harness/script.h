/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A scene as a text file: how big the terminal is, what is typed, and (after a line "---") what
 * must then stand on the screen. Golden screens (.screen) and pictures (.shot) share the form:
 *
 *     # a comment
 *     size: 80x24               columns x rows; this is the default
 *     lang: sv                  goes to the program as --lang sv
 *     term: linux               TERM; xterm-256color unless said otherwise
 *     env: NO_COLOR=1           one more variable; may stand several times
 *     now: 2023-09-19T08:30     TRAFFPUNKT_NOW; this is the default
 *     arguments: demo           what the program is asked; this is the default
 *     attributes: yes           compare bold, reverse, underline and colours too
 *     file: signups.csv         from the script's folder into the program's own; several; one that
 *                               ends in .sh may be run
 *     setting: [mail] from = x  one more setting; "~/" is the program's own folder; several
 *     title: A picture          for pictures: the sentence in the frame
 *     keys: 1jj<Enter>          typed, then the program settles; steps go in the order of lines
 *     resize: 120x40            a step
 *     wait: text                a step: until the text is on the screen
 */
#ifndef TRAFFPUNKT_TESTS_HARNESS_SCRIPT_H
#define TRAFFPUNKT_TESTS_HARNESS_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

#define SCRIPT_VARIABLES 16
#define SCRIPT_FILES 4

enum script_step_kind {
	SCRIPT_KEYS,
	SCRIPT_RESIZE,
	SCRIPT_WAIT,
};

struct script_step {
	enum script_step_kind kind;
	char *text; /* keys or the text to wait for; owned */
	int rows;
	int columns;
};

struct script {
	char *name;     /* the file's name without folder and ending; owned */
	char *header;   /* as it stands in the file, without the line "---"; owned */
	char *expected; /* all after "---"; NULL when there is no such line; owned */
	char *language; /* these three may be NULL; owned */
	char *title;
	char *arguments;
	char *variables[SCRIPT_VARIABLES]; /* "NAME=value"; owned */
	size_t variable_count;
	char *files[SCRIPT_FILES]; /* paths; owned */
	size_t file_count;
	char *settings;            /* lines for the settings' file; may be NULL; owned */
	const char *path;          /* of the script itself; borrowed while it is read */
	struct script_step *steps; /* owned */
	size_t step_count;
	int rows;
	int columns;
	bool attributes;
};

/* Reads a file; false with a sentence in `fault`. Finish in both cases. */
bool script_read(struct script *script, const char *path, char *fault, size_t size);
void script_finish(struct script *script);

#endif
