/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of the public page, and when it was last marked as published. */
#ifndef TRAFFPUNKT_SERVICE_WEBTEXT_H
#define TRAFFPUNKT_SERVICE_WEBTEXT_H

#include "model/publication.h"
#include "model/webtext.h"
#include "service/service.h"

/* As the network is now. NULL on failure; owned by the caller. */
char *service_webtext(struct service *service, enum webtext_format format, struct error *error);

/* What was last marked; *found is false when nothing was. The record is the caller's to finish. */
bool service_publication_last(
	struct service *service, struct publication *publication, bool *found, struct error *error);

/* Marks the present text as published today: the page says so from now on. It cannot be undone. */
bool service_publication_mark(struct service *service, struct error *error);
/* The same inside a unit of work; the protocol is told up to the decision `resolution` (0: as
 * before). With `web` false only that is noted. */
bool service_publication_within(
	struct service *service, bool web, int64_t resolution, struct error *error);
/* Of a network that has just been read from a file which names a day of publication: its page says
 * what the file says. Inside a unit of work. */
bool service_publication_begin(struct service *service, struct error *error);

#endif
