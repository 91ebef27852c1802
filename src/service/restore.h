/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A backup comes back, but those who were erased since do not. */
#ifndef TRAFFPUNKT_SERVICE_RESTORE_H
#define TRAFFPUNKT_SERVICE_RESTORE_H

#include "service/service.h"

struct restore_count {
	const struct entity *entity;
	int64_t now;
	int64_t then;
};

#define RESTORE_COUNTS 3

struct restore {
	struct store *staged;  /* owned until it is put into place */
	struct store *current; /* owned; NULL: there is no database yet */
	char *path;
	struct number at; /* of the newest change in the backup */
	struct restore_count counts[RESTORE_COUNTS];
	size_t erased; /* people who were erased again */
};

/* Prepares everything beside the database, which stays as it is. */
bool service_restore_prepare(struct restore *restore, const char *backup, const char *path,
	const struct settings *settings, const struct clock *clock, struct error *error);
/* Puts it into place; a copy of what was there is kept as "<path>.before-restore". */
bool service_restore_finish(struct restore *restore, struct error *error);
/* Throws away what was prepared; after service_restore_finish there is nothing to do. */
void restore_finish(struct restore *restore);

#endif
