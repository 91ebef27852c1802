/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the reader of letters share with each other only. */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_LINTPRIVATE_H
#define TRAFFPUNKT_SERVICE_REQUEST_LINTPRIVATE_H

#include "model/participant.h"
#include "model/request.h"
#include "model/wording.h"
#include "service/request/lint.h"

/* One text while it is read. */
struct linting {
	struct service *service; /* borrowed, as the two below */
	const struct lint_about *about;
	const char *text;
	struct wording wording;
	struct lint_result *result; /* borrowed */
	struct request request;     /* zeroed when it is no answer */
	struct participant person;  /* the recipient; zeroed when unknown */
	/* The requests that the letter has to do with: this one, those merged with it, and all of
	 * the same sender; owned. */
	int64_t *requests;
	size_t request_count;
};

/* Adds what stands at these bytes; one that meets another of its kind widens it. */
void linting_add(struct linting *linting, enum lint_kind kind, size_t start, size_t end,
	const char *sentence);
/* linting->requests (lintnote.c). */
bool linting_gather(struct linting *linting, struct error *error);
/* Names and addresses of others, protected or not (lintname.c, lintaddress.c, lintwho.c). */
bool linting_names(struct linting *linting, struct error *error);
/* Runs of words of an internal note (lintnote.c). */
bool linting_notes(struct linting *linting, struct error *error);
/* Facts whose time is over (lintfact.c). */
bool linting_facts(struct linting *linting, struct error *error);

#endif
