/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A text handed to an editor of the user's own: a file (0600) in a folder of its own (0700), and
 * the command that opens it. Whoever has the terminal runs the command. What cannot be kept
 * afterwards is left where it is: nobody loses what they have written.
 */
#ifndef TRAFFPUNKT_EXCHANGE_EDITFILE_H
#define TRAFFPUNKT_EXCHANGE_EDITFILE_H

#include "base/error.h"

struct edit_file {
	char *folder; /* owned */
	char *path;   /* owned */
	char *before; /* what stands in it at first; owned */
};

/* `name` of the file, with an ending by which editors know what it is: "minutes.txt". */
bool edit_file_create(
	struct edit_file *file, const char *name, const char *text, struct error *error);
/*
 * $VISUAL, else $EDITOR, by the shell, as they may hold options; else the first of editor, nano, vi
 * that is installed. Ended by NULL; free with edit_file_command_free. NULL when there is none.
 */
char **edit_file_command(const struct edit_file *file, struct error *error);
void edit_file_command_free(char **argv);
/* Its text after editing, as it is stored; NULL with success when it was left as it was. Owned by
 * the caller. */
bool edit_file_read(const struct edit_file *file, char **text, struct error *error);
/* Removes the folder and what an editor has left beside the file. */
void edit_file_remove(const struct edit_file *file);
void edit_file_finish(struct edit_file *file);

/* The sentence about a command that ended with a code that is not 0, with where the text is. */
bool edit_file_refuse(const struct edit_file *file, int status, struct error *error);

#endif
