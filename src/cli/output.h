/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Everything that a command says goes out here, made safe for a terminal whether there is one or
 * not: stored text may hold escape sequences. Private to this room.
 */
#ifndef TRAFFPUNKT_CLI_OUTPUT_H
#define TRAFFPUNKT_CLI_OUTPUT_H

#include <jansson.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* A line on standard output. */
void output_line(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* A line on standard error that is not what was asked for: a hint, what was left out. */
void output_note(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The sentence of an error, on standard error. */
void output_error(const char *message);
/* Bytes as they are: files only. */
void output_bytes(const char *bytes);
void output_raw(const void *bytes, size_t length);

/* One JSON document on standard output; takes the reference. */
void output_json(json_t *value);
/* A list of documents as one, row by row: start, any number of rows, end. */
struct json_list {
	size_t count;
};
void json_list_add(struct json_list *list, json_t *value);
void json_list_end(struct json_list *list);
/*
 * JSON text with every character that a terminal should not see written as \uXXXX: the same
 * document, to any parser. Owned by the caller.
 */
char *json_escape(const char *text);

/* Columns of the terminal on standard output, 0 when there is none. */
int output_columns(void);
/* Did standard output take everything? */
bool output_is_whole(void);

#endif
