/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files on disk: read whole within a bound, written whole or not at all. */
#ifndef TRAFFPUNKT_EXCHANGE_FILE_H
#define TRAFFPUNKT_EXCHANGE_FILE_H

#include <stddef.h>

#include "base/error.h"

/* Reads at most `limit` bytes ("-" is standard input); a NUL is added that *length does not count.
 * A longer file is ERROR_DATA, a missing one ERROR_NO_INPUT. Owned by the caller. */
char *file_read(const char *path, size_t limit, size_t *length, struct error *error);

/*
 * Writes 0600 by a temporary file in the same folder, fsync and rename. `is_ours` looks at a file
 * that is already there and says whether it may be replaced; NULL: never; `force` skips the
 * question. A refusal is ERROR_CREATE and names the file.
 */
bool file_write(const char *path, const char *bytes, size_t length, bool force,
	bool (*is_ours)(const char *bytes, size_t length, void *context), void *context,
	struct error *error);
/* True when file_write would not refuse what is there now. */
bool file_may_write(const char *path, bool force,
	bool (*is_ours)(const char *bytes, size_t length, void *context), void *context,
	struct error *error);
/* As file_write, but a file that holds these bytes already is left as it is, with its time: whoever
 * looks at times must not take it for a new one. *changed is true when it was written. */
bool file_renew(const char *path, const char *bytes, size_t length, bool force,
	bool (*is_ours)(const char *bytes, size_t length, void *context), void *context,
	bool *changed, struct error *error);
/* True when there is a plain file that `is_ours` takes for ours. */
bool file_is_ours(const char *path,
	bool (*is_ours)(const char *bytes, size_t length, void *context), void *context);
/* Removes a file; one that is gone already is as good. */
bool file_remove(const char *path, struct error *error);
/* Makes a folder 0700 when it is not there. */
bool file_make_folder(const char *path, struct error *error);

#endif
