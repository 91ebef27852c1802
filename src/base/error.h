/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What went wrong, in one translated sentence that names the thing (file, line, field, value) and
 * says what to do. Functions that can fail return false and fill a struct error; data code never
 * prints and never exits. The kinds are those of sysexits.h, so that a script can tell them apart.
 */
#ifndef TRAFFPUNKT_BASE_ERROR_H
#define TRAFFPUNKT_BASE_ERROR_H

#include <stdbool.h>

enum error_kind {
	ERROR_NONE = 0,
	ERROR_REFUSED,     /* a rule says no, or there is no such thing: exit 1 */
	ERROR_CONFLICT,    /* someone changed the row since it was read: exit 1 */
	ERROR_USAGE,       /* the command line: exit 64 */
	ERROR_DATA,        /* a value or a file's content: exit 65 */
	ERROR_NO_INPUT,    /* a file that is not there or cannot be read: exit 66 */
	ERROR_UNAVAILABLE, /* another program or a service: exit 69 */
	ERROR_SOFTWARE,    /* our own fault: exit 70 */
	ERROR_CREATE,      /* a file that cannot be made: exit 73 */
	ERROR_IO,          /* reading or writing broke: exit 74 */
	ERROR_BUSY,        /* try again, the database is locked: exit 75 */
	ERROR_PERMISSION,  /* not allowed: exit 77 */
};

struct error {
	enum error_kind kind;
	char *message; /* owned; NULL when kind is ERROR_NONE */
	const char *
		field; /* borrowed: the name of the field at fault, NULL when it is not one field */
};

/* Fills the error, replacing what it held, and returns false: a failing function is one line. */
bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* As error_set, and names the field (a static string) for a form to put the cursor in. */
bool error_set_field(struct error *error, enum error_kind kind, const char *field,
	const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The process exit code of a kind (sysexits.h). */
int error_exit_code(enum error_kind kind);
/* Why the system refused (an errno), translated by us: what libc says depends on which catalogues
 * are installed. Borrowed. */
const char *error_reason(int number);
/* Frees the message and makes the error ERROR_NONE again. */
void error_finish(struct error *error);

#endif
