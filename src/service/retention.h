/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Removing what has been kept long enough: previewed, then run, never silently. */
#ifndef TRAFFPUNKT_SERVICE_RETENTION_H
#define TRAFFPUNKT_SERVICE_RETENTION_H

#include "model/retention.h"
#include "service/erase.h"

bool service_retention_days(
	struct service *service, enum retention_class class, int64_t *days, struct error *error);
bool service_retention_set_days(
	struct service *service, enum retention_class class, const char *days, struct error *error);

struct retention_line {
	int64_t days;
	size_t due;  /* rows that are removed */
	size_t held; /* rows that would be, but for a hold or a case that is open */
};

struct retention {
	int64_t on; /* the day that it is counted from */
	struct retention_line lines[RETENTION_CLASSES];
	size_t due; /* of all classes */
	size_t held;
};

/* What a run on that day removes. A run is this preview of today, done. */
bool service_retention_preview(
	struct service *service, int64_t on, struct retention *retention, struct error *error);
bool service_retention_run(struct service *service, struct retention *retention,
	struct erasure_result *result, struct error *error);
/* How many rows are due today, counted once a day and after each run: for the first line that a
 * coordinator sees. */
bool service_retention_due(struct service *service, size_t *due, struct error *error);

/* Stops the removal of a class (RETENTION_CLASSES: any) of someone (0: of everybody). */
bool service_hold(struct service *service, int64_t participant, enum retention_class class,
	const char *reason, int64_t until, int64_t *id, struct error *error);
bool service_release_hold(struct service *service, int64_t id, struct error *error);
/* A sentence when a hold stops the removal of a participant today, NULL when none does; owned by
 * the caller. */
bool service_hold_of(
	struct service *service, int64_t participant, char **sentence, struct error *error);

#endif
