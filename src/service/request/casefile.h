/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A request as a file for the registry (diariet): the conversation, the dates, what was decided.
 * Internal notes are not in it, whoever asks.
 */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_CASEFILE_H
#define TRAFFPUNKT_SERVICE_REQUEST_CASEFILE_H

#include "service/service.h"

struct case_order {
	int64_t request;
	const char *out;     /* a file; "-": only the text */
	bool personal;       /* also what is protected or sensitive: takes a purpose, is logged */
	const char *purpose; /* why; NULL: not said */
	bool force;          /* write over a file that is there */
};

struct case_file {
	char *text;    /* UTF-8, LF */
	bool withheld; /* what is protected or sensitive was left out */
	bool personal; /* it tells of people, and begins with a warning */
};
void case_file_finish(struct case_file *file);

/* What would be written; nothing is logged or written. */
bool service_case_text(struct service *service, const struct case_order *order,
	struct case_file *file, struct error *error);
/* Writes it 0600, with a line in the ledger of what has left the house when it tells of people. */
bool service_case_export(struct service *service, const struct case_order *order,
	struct case_file *file, struct error *error);

#endif
