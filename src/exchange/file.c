/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading and writing whole files. Writing goes by a temporary file in the same folder, so that the
 * name stands for the old bytes or the new ones at any moment, whatever fails.
 */
#include "exchange/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"

#define PATH_COLUMNS 200
#define CHUNK_SIZE 65536
/* A file that is larger than this is not one that we wrote, and is not looked at. */
#define OURS_LIMIT ((size_t)64 << 20)

/* `format` takes the path and, when `number` is not 0, what the system says of that errno. */
static bool fail(
	struct error *error, enum error_kind kind, const char *format, const char *path, int number)
{
	char *shown = text_fit(path, PATH_COLUMNS, NULL);
	char *reason = text_safe(number ? error_reason(number) : "", TEXT_ONE_LINE);

	error_set(error, kind, format, shown, reason);
	free(reason);
	free(shown);
	return false;
}

static enum error_kind read_kind(int number)
{
	return number == EIO ? ERROR_IO : ERROR_NO_INPUT;
}

static enum error_kind write_kind(int number)
{
	switch (number) {
	case EACCES:
	case EPERM:
	case EROFS:
		return ERROR_PERMISSION;
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
	case EIO:
		return ERROR_IO;
	default:
		return ERROR_CREATE;
	}
}

/* At most `limit` bytes and one more, which tells that there is more; -1 is a fault in errno. */
static int read_all(int file, size_t limit, struct buffer *out)
{
	char *chunk = xcalloc(1, CHUNK_SIZE);
	ssize_t got = 0;

	while (out->length <= limit) {
		size_t room = limit - out->length;

		got = read(file, chunk, room < CHUNK_SIZE ? room + 1 : CHUNK_SIZE);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		buffer_append_bytes(out, chunk, (size_t)got);
	}
	free(chunk);
	return got < 0 ? -1 : 0;
}

char *file_read(const char *path, size_t limit, size_t *length, struct error *error)
{
	bool standard = !strcmp(path, "-");
	int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct buffer text = {0};
	bool ok = false;

	if (file < 0 || read_all(file, limit, &text) < 0)
		fail(error, read_kind(errno), _("%s cannot be read: %s."), path, errno);
	else if (text.length > limit)
		fail(error, ERROR_DATA, _("%s is larger than a file of this kind may be."), path,
			0);
	else
		ok = true;
	if (!standard && file >= 0)
		close(file);
	if (!ok) {
		buffer_finish(&text);
		return NULL;
	}
	*length = text.length;
	return buffer_take(&text);
}

static bool write_all(int file, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(file, bytes, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		bytes += written;
		length -= (size_t)written;
	}
	return true;
}

/* The folder that a path lies in. Owned by the caller. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return xstrdup(".");
	return xstrndup(path, slash == path ? 1 : (size_t)(slash - path));
}

/* Makes the new name last through a power cut, where the file system can. */
static bool sync_folder(const char *folder)
{
	int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool synced;

	if (file < 0)
		return false;
	synced = fsync(file) == 0 || errno == EINVAL || errno == EROFS;
	close(file);
	return synced;
}

bool file_is_ours(const char *path,
	bool (*is_ours)(const char *bytes, size_t length, void *context), void *context)
{
	/* Neither follows a link nor waits for a pipe that came in between. */
	int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct buffer text = {0};
	struct stat status;
	bool ours = false;

	if (file < 0)
		return false;
	if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) &&
		read_all(file, OURS_LIMIT, &text) == 0 && text.length <= OURS_LIMIT)
		ours = is_ours(text.data ? text.data : "", text.length, context);
	buffer_finish(&text);
	close(file);
	return ours;
}

/* Puts the finished file in its place. A file that appeared since we looked is not written over. */
static bool put_in_place(const char *temporary, const char *path, bool replace)
{
	if (replace)
		return rename(temporary, path) == 0;
	if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return true;
	/* Not every file system can do that in one step: a hard link never replaces either. */
	if ((errno != EINVAL && errno != ENOSYS) || link(temporary, path) != 0)
		return false;
	unlink(temporary);
	return true;
}

/* Writes the bytes beside the path and puts them in its place; false with the cause in errno. */
static bool write_and_place(
	const char *folder, const char *path, const char *bytes, size_t length, bool replace)
{
	char *temporary = xasprintf("%s/.traffpunkt-XXXXXX", folder);
	int file = mkostemp(temporary, O_CLOEXEC);
	bool written = false;
	int number;

	if (file < 0)
		goto out;
	written = fchmod(file, 0600) == 0 && write_all(file, bytes, length) && fsync(file) == 0;
	number = errno;
	if (close(file) != 0 && written) {
		written = false;
		number = errno;
	}
	errno = number;
	written = written && put_in_place(temporary, path, replace);
	if (!written) {
		number = errno;
		unlink(temporary);
		errno = number;
	}
out:
	number = errno;
	free(temporary);
	errno = number;
	return written;
}

bool file_may_write(const char *path, bool force,
	bool (*is_ours)(const char *bytes, size_t length, void *context), void *context,
	struct error *error)
{
	struct stat status;
	bool exists = lstat(path, &status) == 0;

	if (!exists && errno != ENOENT)
		return fail(error, write_kind(errno), _("%s cannot be written: %s."), path, errno);
	if (exists && !S_ISREG(status.st_mode))
		return fail(error, ERROR_CREATE,
			_("%s is there already and is not a plain file: choose another name."),
			path, 0);
	if (exists && !force && (!is_ours || !file_is_ours(path, is_ours, context)))
		return fail(error, ERROR_CREATE,
			_("%s is there already and is not an earlier version of this: move it away "
			  "or choose another name."),
			path, 0);
	return true;
}

bool file_write(const char *path, const char *bytes, size_t length, bool force,
	bool (*is_ours)(const char *bytes, size_t length, void *context), void *context,
	struct error *error)
{
	struct stat status;
	bool exists = lstat(path, &status) == 0;
	char *folder;
	bool ok = false;

	if (!file_may_write(path, force, is_ours, context, error))
		return false;
	folder = folder_of(path);
	if (!write_and_place(folder, path, bytes, length, exists))
		fail(error, write_kind(errno), _("%s cannot be written: %s."), path, errno);
	else if (!sync_folder(folder))
		fail(error, ERROR_IO, _("%s cannot be brought to the disk: %s."), path, errno);
	else
		ok = true;
	free(folder);
	return ok;
}

struct wanted_bytes {
	const char *bytes;
	size_t length;
};

static bool are_the_same(const char *bytes, size_t length, void *context)
{
	const struct wanted_bytes *wanted = context;

	return length == wanted->length && !memcmp(bytes, wanted->bytes, length);
}

bool file_renew(const char *path, const char *bytes, size_t length, bool force,
	bool (*is_ours)(const char *bytes, size_t length, void *context), void *context,
	bool *changed, struct error *error)
{
	struct wanted_bytes wanted = {.bytes = bytes, .length = length};

	*changed = !file_is_ours(path, are_the_same, &wanted);
	return !*changed || file_write(path, bytes, length, force, is_ours, context, error);
}

bool file_remove(const char *path, struct error *error)
{
	char *folder;
	bool ok;

	if (unlink(path) != 0 && errno != ENOENT)
		return fail(error, write_kind(errno), _("%s cannot be removed: %s."), path, errno);
	folder = folder_of(path);
	ok = sync_folder(folder) ||
	     fail(error, ERROR_IO, _("%s cannot be brought to the disk: %s."), path, errno);
	free(folder);
	return ok;
}

/* One folder; one that is there already is as good. */
static bool make_one(const char *path)
{
	struct stat status;

	if (mkdir(path, 0700) == 0)
		return true;
	if (errno != EEXIST || stat(path, &status) != 0)
		return false;
	if (S_ISDIR(status.st_mode))
		return true;
	errno = ENOTDIR;
	return false;
}

bool file_make_folder(const char *path, struct error *error)
{
	char *partial = xstrdup(path);
	bool ok = true;

	for (char *at = partial + 1; ok && *partial && *at; at++) {
		if (*at != '/' || at[-1] == '/')
			continue;
		*at = '\0';
		ok = make_one(partial);
		*at = '/';
	}
	ok = ok && make_one(path);
	if (!ok)
		fail(error, write_kind(errno), _("The folder %s cannot be made: %s."), path, errno);
	free(partial);
	return ok;
}
