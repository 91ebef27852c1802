/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists on paper for the door: a sign-in sheet with codes and room for a signature, or names alone.
 * As text in plain columns, a page at a time (lp), or as HTML that a browser prints on A4 without
 * asking for anything else. In Swedish, as everything that participants read.
 */
#ifndef TRAFFPUNKT_EXCHANGE_SIGNINSHEET_H
#define TRAFFPUNKT_EXCHANGE_SIGNINSHEET_H

#include "model/meeting.h"

struct signin_row {
	char *code; /* "07-3"; NULL in a list of names */
	char *name;
	char *organisation; /* may be NULL */
};

struct signin_sheet {
	const struct meeting *meeting; /* borrowed */
	bool names;                    /* a list of names: no codes, no signatures */
	struct signin_row *rows;
	size_t count;
};

/* Adds an empty row. */
struct signin_row *signin_sheet_add(struct signin_sheet *sheet);
void signin_sheet_finish(struct signin_sheet *sheet);

/* Owned by the caller. */
char *signin_sheet_text(const struct signin_sheet *sheet);
char *signin_sheet_html(const struct signin_sheet *sheet);

#endif
