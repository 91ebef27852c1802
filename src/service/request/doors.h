/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What leaves without being a letter: the free text of calendar files, and the public page. It is
 * read by the same reader (lint.h), but only warned of: whoever publishes looks at it anyway.
 */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_DOORS_H
#define TRAFFPUNKT_SERVICE_REQUEST_DOORS_H

#include "service/service.h"

/* What somebody typed about a meeting and its programme that its calendar file says. *told is a
 * line of sentences, NULL when there is nothing to warn of; owned by the caller. */
bool service_meeting_objections(
	struct service *service, int64_t meeting, char **told, struct error *error);
/* The same of a text that goes to everybody: the public page, a report. */
bool service_text_objections(
	struct service *service, const char *text, char **told, struct error *error);

#endif
