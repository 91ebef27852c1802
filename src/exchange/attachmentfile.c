/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/attachmentfile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "exchange/file.h"

/* A file without its final name: left behind by a crash, it can be told from the others. */
#define UNFINISHED ".unfinished-"

struct attachment_file {
	char *folder;
	char *path; /* for now */
	int file;
	struct digest *digest;
};

char *attachment_folder(const char *database)
{
	const char *slash = strrchr(database, '/');
	return slash ? xasprintf("%.*s/attachments", (int)(slash - database), database)
		     : xstrdup("attachments");
}

/* What the database says is no reason to leave the folder. */
static bool is_name(const char *name)
{
	return strlen(name) == DIGEST_HEX_SIZE - 1 &&
	       strspn(name, "0123456789abcdef") == DIGEST_HEX_SIZE - 1;
}

char *attachment_path(const char *database, const char *name)
{
	if (!is_name(name))
		return NULL;
	char *folder = attachment_folder(database);
	char *path = xasprintf("%s/%s", folder, name);
	free(folder);
	return path;
}

static bool refuse_folder(const char *folder, struct error *error)
{
	return error_set(error, ERROR_CREATE, _("Nothing can be kept in the folder %s: %s."),
		folder, error_reason(errno));
}

/* Others never see what is in it, whoever made it. */
static bool prepare_folder(const char *folder, struct error *error)
{
	struct stat status;
	if (lstat(folder, &status) != 0 &&
		(errno != ENOENT || (mkdir(folder, 0700) != 0 && errno != EEXIST) ||
			lstat(folder, &status) != 0))
		return refuse_folder(folder, error);
	if (!S_ISDIR(status.st_mode)) {
		errno = ENOTDIR;
		return refuse_folder(folder, error);
	}
	return !(status.st_mode & (S_IRWXG | S_IRWXO)) || chmod(folder, 0700) == 0 ||
	       refuse_folder(folder, error);
}

struct attachment_file *attachment_file_begin(const char *database, struct error *error)
{
	char *folder = attachment_folder(database);
	struct attachment_file *file = NULL;
	char *path = xasprintf("%s/" UNFINISHED "XXXXXX", folder);
	if (!prepare_folder(folder, error))
		goto out;
	int made = mkostemp(path, O_CLOEXEC);
	if (made < 0) {
		refuse_folder(folder, error);
		goto out;
	}
	file = xcalloc(1, sizeof(*file));
	*file = (struct attachment_file){
		.folder = folder, .path = path, .file = made, .digest = digest_begin()};
	return file;
out:
	free(path);
	free(folder);
	return NULL;
}

bool attachment_file_add(
	struct attachment_file *file, const void *bytes, size_t length, struct error *error)
{
	const char *at = bytes;
	digest_add(file->digest, bytes, length);
	while (length) {
		ssize_t written = write(file->file, at, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return error_set(error, ERROR_IO,
				_("Nothing can be kept in the folder %s: %s."), file->folder,
				error_reason(errno));
		at += written;
		length -= (size_t)written;
	}
	return true;
}

static void forget(struct attachment_file *file)
{
	free(file->folder);
	free(file->path);
	free(file);
}

void attachment_file_discard(struct attachment_file *file)
{
	if (!file)
		return;
	close(file->file);
	unlink(file->path);
	digest_end(file->digest, NULL);
	forget(file);
}

static bool synchronise_folder(const char *folder)
{
	int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = file >= 0 && fsync(file) == 0;
	if (file >= 0)
		close(file);
	return ok;
}

bool attachment_file_end(
	struct attachment_file *file, char name[DIGEST_HEX_SIZE], struct error *error)
{
	digest_end(file->digest, name);
	char *path = xasprintf("%s/%s", file->folder, name);
	bool ok = fsync(file->file) == 0;
	ok = close(file->file) == 0 && ok;
	ok = ok && rename(file->path, path) == 0 && synchronise_folder(file->folder);
	if (!ok) {
		error_set(error, ERROR_IO, _("Nothing can be kept in the folder %s: %s."),
			file->folder, error_reason(errno));
		unlink(file->path);
	}
	free(path);
	forget(file);
	return ok;
}

bool attachment_file_exists(const char *database, const char *name)
{
	struct stat status;
	char *path = attachment_path(database, name);
	bool there = path && lstat(path, &status) == 0 && S_ISREG(status.st_mode);
	free(path);
	return there;
}

bool attachment_file_remove(const char *database, const char *name, struct error *error)
{
	char *path = attachment_path(database, name);
	bool ok = !path || file_remove(path, error);
	free(path);
	return ok;
}

bool attachment_folder_walk(
	const char *database, attachment_found *found, void *context, struct error *error)
{
	char *folder = attachment_folder(database);
	DIR *directory = opendir(folder);
	bool ok = directory || errno == ENOENT ||
		  error_set(error, ERROR_NO_INPUT, _("The folder %s cannot be opened: %s."), folder,
			  error_reason(errno));
	const struct dirent *entry;
	while (ok && directory && (entry = readdir(directory))) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			ok = found(context, entry->d_name, error);
	}
	if (directory)
		closedir(directory);
	free(folder);
	return ok;
}
