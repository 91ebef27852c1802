/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is written to about a meeting, and the letters. Private to this room. */
#ifndef TRAFFPUNKT_SERVICE_PUBLISHLETTER_H
#define TRAFFPUNKT_SERVICE_PUBLISHLETTER_H

#include "service/publish.h"

/* Fills in people, their counts, and what is obsolete in the outbox. */
bool publish_find_people(
	struct service *service, struct publish_meeting *planned, struct error *error);
/* Discards what is obsolete and writes the letters, inside a unit of work; counts into the result.
 */
bool publish_write_letters(struct service *service, const struct publish_meeting *planned,
	bool to_new, struct publish_result *result, struct error *error);

#endif
