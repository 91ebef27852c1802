/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The folder "attachments" beside a database (0700): what came with mails, and mails that could not
 * be read, each a file (0600) that is called by its SHA-256, so that the same content is kept once.
 * Nothing here opens one to look into it.
 */
#ifndef TRAFFPUNKT_EXCHANGE_ATTACHMENTFILE_H
#define TRAFFPUNKT_EXCHANGE_ATTACHMENTFILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"
#include "base/error.h"

/* The folder of a database's file. Owned by the caller. */
char *attachment_folder(const char *database);
/* Where one of its files lies. Owned by the caller; NULL when `name` is not the name of one. */
char *attachment_path(const char *database, const char *name);

/* One that is being written. */
struct attachment_file;
/* Makes the folder when it is not there. ERROR_CREATE when it cannot; NULL then. */
struct attachment_file *attachment_file_begin(const char *database, struct error *error);
bool attachment_file_add(
	struct attachment_file *file, const void *bytes, size_t length, struct error *error);
/* Brings it to the disk under its name and frees it, also on failure: ERROR_IO, and there is none.
 */
bool attachment_file_end(
	struct attachment_file *file, char name[DIGEST_HEX_SIZE], struct error *error);
/* Forgets it; NULL is fine. */
void attachment_file_discard(struct attachment_file *file);

/* True when there is such a file. */
bool attachment_file_exists(const char *database, const char *name);
/* One that is gone already is as good. */
bool attachment_file_remove(const char *database, const char *name, struct error *error);
/* Calls `found` for every file in the folder; none when there is no folder. */
typedef bool attachment_found(void *context, const char *name, struct error *error);
bool attachment_folder_walk(
	const char *database, attachment_found *found, void *context, struct error *error);

#endif
