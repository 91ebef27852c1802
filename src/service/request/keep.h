/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files of the folder of attachments, and the rows that refer to them. A file is written while
 * the unit of work that refers to it holds the database, and removed while such a unit is held, so
 * that none is taken away from under a mail that comes at the same time. Private to this room.
 */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_KEEP_H
#define TRAFFPUNKT_SERVICE_REQUEST_KEEP_H

#include "base/digest.h"
#include "service/service.h"
#include "store/erase.h"
#include "store/maintenance.h"

/* What is to be kept. Everything is borrowed. */
struct keep_order {
	const char *bytes;
	size_t length;
	bool masked; /* personal numbers in it are: it is text, or may hold some */
	/* More of it, 0 at the end; NULL: these bytes are all. */
	size_t (*rest)(void *context, char *bytes, size_t size);
	void *context;
};
/* The file's name and how long it is. */
struct kept {
	char name[DIGEST_HEX_SIZE];
	size_t size;
};
bool service_keep_bytes(struct service *service, const struct keep_order *order, struct kept *kept,
	struct error *error);

/* The files of the rows that are to go, before they go. */
bool service_files_of(struct service *service, const struct erase_set *set, struct word_list *files,
	struct error *error);
/* After the commit: removes those that nothing refers to any more. */
bool service_remove_files(
	struct service *service, const struct word_list *files, struct error *error);
/* Files that are missing, and those that nothing refers to. */
bool service_check_files(struct service *service, struct findings *findings, struct error *error);

#endif
