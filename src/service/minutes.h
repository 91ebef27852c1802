/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The minutes of a meeting and the decisions in them. */
#ifndef TRAFFPUNKT_SERVICE_MINUTES_H
#define TRAFFPUNKT_SERVICE_MINUTES_H

#include "model/minutes.h"
#include "service/service.h"

/* Fills a zeroed record; *found is false when nothing has been written yet. */
bool service_minutes(struct service *service, int64_t meeting, struct minutes *minutes, bool *found,
	struct error *error);
/* What has been written, or the programme as headings when nothing has. Owned by the caller. */
bool service_minutes_text(
	struct service *service, int64_t meeting, char **text, struct error *error);

/*
 * Keeps the text and makes its decisions (BESLUT: ...) rows, in place of those that were read from
 * it before; a decision that names another meeting's day or theme is about that meeting. A blank
 * text takes the minutes away. *decisions counts the rows; may be NULL.
 */
bool service_minutes_save(struct service *service, int64_t meeting, const char *text,
	size_t *decisions, struct error *error);

#endif
