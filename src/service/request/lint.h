/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reads what is about to leave the house, as a careful colleague would: is somebody named in it who
 * should not be, is there a personal number, an internal note, an open placeholder, a fact that is
 * out of date? It returns places and sentences, never the words that it compared with.
 */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_LINT_H
#define TRAFFPUNKT_SERVICE_REQUEST_LINT_H

#include "service/service.h"

enum lint_kind {
	LINT_PLACEHOLDER, /* {{...}} that was not filled in */
	LINT_NUMBER,      /* a personal or coordination number */
	LINT_PROTECTED,   /* somebody whose identity is protected */
	LINT_PERSON,      /* name or address of a participant who is not the recipient */
	LINT_NOTE,        /* six words or more in a row of an internal note */
	LINT_FACT,        /* a fact whose time is over: a warning */
};

struct lint {
	enum lint_kind kind;
	size_t start, end; /* bytes of the text */
	bool blocks;       /* false: only to be told */
	char *sentence;    /* translated, whole; names no protected person */
};

struct lint_result {
	struct lint *lints; /* owned; in the order of the text */
	size_t count;
	bool blocks; /* one of them does */
};

/* To whom the text goes; 0 or NULL what is not known. */
struct lint_about {
	int64_t request;
	int64_t participant;
	const char *address;
	const char *name;
};

/*
 * Only reads. Quoted lines ("> ") may name whom the sender named in their own mail; nothing else is
 * let through in them. Names of staff and of the recipient are no matter.
 */
bool service_lint(struct service *service, const struct lint_about *about, const char *text,
	struct lint_result *result, struct error *error);
void lint_result_finish(struct lint_result *result);

/* May a person who answers for it let the text go all the same? Never where somebody is protected
 * or a note is quoted. */
bool lint_may_be_allowed(const struct lint_result *result);
/* What blocks (or, when nothing does, what is only told), on one line: "line 2: another participant
 * is named". NULL when there is nothing. Owned by the caller. */
char *lint_told(const char *text, const struct lint_result *result);

#endif
