/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file with people in it leaves the house: the ledger and the file, or neither. Private to this
 * room. */
#ifndef TRAFFPUNKT_SERVICE_HANDOUT_H
#define TRAFFPUNKT_SERVICE_HANDOUT_H

#include "service/disclosure.h"

struct handout {
	const char *title; /* of the action in the journal */
	const char *out;   /* a file, a folder that is there, or "-" */
	char *file;        /* its name; taken from `out` when that is a file */
	bool force;        /* write over a file that is there */
	const char *bytes;
	size_t length;
	struct disclosure_order told; /* file and digest are filled in */
	/* What else is written in the same unit of work, with the number of the disclosure; may be
	 * NULL. */
	bool (*also)(
		struct service *service, int64_t disclosure, void *context, struct error *error);
	void *context;
};

/* The path that the file gets, and its name in `file`; NULL for standard output. Owned by the
 * caller. */
char *handout_path(struct handout *handout);
/* As one final action. */
bool service_hand_out(
	struct service *service, struct handout *handout, const char *path, struct error *error);

#endif
