/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files and folders around the database. All of them are for their owner only. */
#include "store/place.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"

bool place_mode_is_open(mode_t mode)
{
	return mode & (S_IRWXG | S_IRWXO);
}

bool place_is_remote(unsigned long file_system)
{
	/* NFS, SMB, CIFS, SMB2, AFS, Coda, 9P, Ceph, Lustre, GPFS, and FUSE, which may be sshfs. */
	static const unsigned long remote[] = {0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f,
		0x73757245, 0x01021997, 0x00c36400, 0x0bd00bd0, 0x47504653, 0x65735546};
	for (size_t i = 0; i < sizeof(remote) / sizeof(*remote); i++) {
		if ((file_system & 0xffffffffUL) == remote[i])
			return true;
	}
	return false;
}

static char *folder_of(const char *path)
{
	char *copy = xstrdup(path);
	char *folder = xstrdup(dirname(copy));
	free(copy);
	return folder;
}

static char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	return xstrdup(slash ? slash + 1 : path);
}

static bool make_folder(const char *folder, struct error *error)
{
	struct stat status;
	if (!stat(folder, &status)) {
		if (S_ISDIR(status.st_mode))
			return true;
		return error_set(error, ERROR_CREATE, _("%s is not a folder."), folder);
	}
	char *above = folder_of(folder);
	bool ok = !strcmp(above, folder) || make_folder(above, error);
	free(above);
	if (!ok)
		return false;
	if (!mkdir(folder, 0700) || errno == EEXIST)
		return true;
	return error_set(error, errno == EACCES ? ERROR_PERMISSION : ERROR_CREATE,
		_("The folder %s cannot be made: %s."), folder, error_reason(errno));
}

static bool check_file(const char *path, const struct stat *status, struct error *error)
{
	if (S_ISLNK(status->st_mode))
		return error_set(error, ERROR_PERMISSION,
			_("%s is a symbolic link; name the database file itself."), path);
	if (!S_ISREG(status->st_mode))
		return error_set(error, ERROR_DATA, _("%s is not a file."), path);
	if (place_mode_is_open(status->st_mode))
		return error_set(error, ERROR_PERMISSION,
			_("Others may read %s; close it with: chmod 600 %s"), path, path);
	return true;
}

/* SQLite gives its log files the mode of the database, so that one decides. */
static bool make_file(const char *path, struct error *error)
{
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (file < 0 && errno != EEXIST)
		return error_set(error, errno == EACCES ? ERROR_PERMISSION : ERROR_CREATE,
			_("The database %s cannot be made: %s."), path, error_reason(errno));
	if (file >= 0)
		close(file);
	return true;
}

static bool check_or_make(const char *path, enum store_access access, struct error *error)
{
	struct stat status;
	if (!lstat(path, &status))
		return check_file(path, &status, error);
	if (errno == EACCES)
		return error_set(error, ERROR_PERMISSION, _("You may not open %s."), path);
	if (access != STORE_READ_WRITE)
		return error_set(error, ERROR_NO_INPUT, _("There is no database at %s."), path);
	char *folder = folder_of(path);
	bool ok = make_folder(folder, error) && make_file(path, error);
	free(folder);
	return ok;
}

/* SQLite refuses links anywhere in the path; a home folder behind a link is no harm. */
static bool resolve(const char *path, char **real, bool *remote, struct error *error)
{
	char *folder = folder_of(path);
	char *name = name_of(path);
	char *resolved = realpath(folder, NULL);
	struct statfs disk;
	bool ok = resolved && !statfs(resolved, &disk);
	if (ok) {
		*real = xasprintf("%s/%s", resolved, name);
		*remote = place_is_remote((unsigned long)disk.f_type);
	} else {
		error_set(error, ERROR_NO_INPUT, _("The folder %s cannot be opened: %s."), folder,
			error_reason(errno));
	}
	free(resolved);
	free(name);
	free(folder);
	return ok;
}

bool place_prepare(
	const char *path, enum store_access access, char **real, bool *remote, struct error *error)
{
	return check_or_make(path, access, error) && resolve(path, real, remote, error);
}

char *place_beside(const char *path, struct error *error)
{
	char *beside = xasprintf("%s.XXXXXX", path);
	int file = mkostemp(beside, O_CLOEXEC);
	if (file >= 0) {
		close(file);
		return beside;
	}
	error_set(error, errno == EACCES ? ERROR_PERMISSION : ERROR_CREATE,
		_("The file %s cannot be made: %s."), path, error_reason(errno));
	free(beside);
	return NULL;
}

static bool synchronise(const char *path, int flags)
{
	int file = open(path, flags | O_CLOEXEC);
	bool ok = file >= 0 && !fsync(file);
	if (file >= 0)
		close(file);
	return ok;
}

bool place_replace(const char *from, const char *path, struct error *error)
{
	char *folder = folder_of(path);
	bool ok = synchronise(from, O_RDWR) && !rename(from, path) &&
		  synchronise(folder, O_RDONLY | O_DIRECTORY);
	if (!ok)
		error_set(error, ERROR_IO, _("The file %s cannot be written: %s."), path,
			error_reason(errno));
	free(folder);
	return ok;
}
