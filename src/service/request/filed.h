/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that came with a request: copied into a folder that somebody chose, never opened. */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_FILED_H
#define TRAFFPUNKT_SERVICE_REQUEST_FILED_H

#include "model/message.h"
#include "service/service.h"

/* A name that is one in any file system: no folder, no leading dot, nothing that hides or turns.
 * Owned by the caller. */
char *attachment_file_name(const struct attachment *attachment);
/* "1,2 MB", "340 kB", "12 byte". Owned by the caller. */
char *attachment_size_text(int64_t size);
/* Copies it, 0600, into the folder; a file of that name that is there is left alone and refused.
 * *path gets where it went, owned by the caller. */
bool service_attachment_save(struct service *service, int64_t attachment, const char *folder,
	char **path, struct error *error);

/* Files that the database refers to lie in a folder beside it: how many, and where, which is owned
 * by the caller. A copy of the database alone does not hold them. */
bool service_attachments_aside(
	struct service *service, size_t *count, char **folder, struct error *error);

#endif
