/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/mail/mailbox.h"

#define DEPTH_MAX 16
/* Room for a mail grows by this. */
#define BLOCK 65536

enum source_kind {
	SOURCE_INPUT,
	SOURCE_FILE,
	SOURCE_FOLDER,
	SOURCE_MAILDIR,
};

struct mail_source {
	enum source_kind kind;
	char *path;   /* of the folder, or of the file */
	char **names; /* below it; owned */
	size_t count;
	size_t next;    /* of the names: to be opened next */
	char *name;     /* of the mail, as it is told */
	char *bytes;    /* of the mail */
	size_t room;    /* allocated */
	size_t limit;   /* most that is kept in memory of a mail */
	int folder;     /* new/ of a Maildir; -1 otherwise */
	char extra;     /* the byte by which a mail is too large */
	bool has_extra; /* it has not been given out yet */
	struct mailbox mailbox;
};

/* ---- names ---- */

static bool is_folder(const char *path, const char *below)
{
	struct stat status;
	char *whole = xasprintf("%s/%s", path, below);
	bool is = stat(whole, &status) == 0 && S_ISDIR(status.st_mode);
	free(whole);
	return is;
}

static bool is_maildir(const char *path)
{
	return is_folder(path, "new") && is_folder(path, "cur") && is_folder(path, "tmp");
}

static bool is_mail_file(const char *name)
{
	size_t length = strlen(name);
	return length > 4 && !strcasecmp(name + length - 4, ".eml");
}

static void add_name(struct mail_source *source, char *name)
{
	source->names = xreallocarray(source->names, source->count + 1, sizeof(*source->names));
	source->names[source->count++] = name;
}

static int by_name(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static bool refuse_folder(const char *path, struct error *error)
{
	char *safe = text_safe(path, TEXT_ONE_LINE);
	error_set(error, ERROR_NO_INPUT, _("The folder %s cannot be opened: %s."), safe,
		error_reason(errno));
	free(safe);
	return false;
}

static bool list_folder(
	struct mail_source *source, const char *below, int depth, struct error *error);

static bool list_entry(struct mail_source *source, const char *below, const struct dirent *entry,
	int depth, struct error *error)
{
	struct stat status;
	char *name = *below ? xasprintf("%s/%s", below, entry->d_name) : xstrdup(entry->d_name);
	char *path = xasprintf("%s/%s", source->path, name);
	bool ok = true, folder = lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
	free(path);
	bool wanted = source->kind == SOURCE_MAILDIR ? !folder
						     : !folder && is_mail_file(entry->d_name);
	if (folder && source->kind == SOURCE_FOLDER && depth < DEPTH_MAX)
		ok = list_folder(source, name, depth + 1, error);
	if (wanted)
		add_name(source, name);
	else
		free(name);
	return ok;
}

static bool list_folder(
	struct mail_source *source, const char *below, int depth, struct error *error)
{
	char *path = *below ? xasprintf("%s/%s", source->path, below) : xstrdup(source->path);
	DIR *directory = opendir(path);
	bool ok = directory || refuse_folder(path, error);
	const struct dirent *entry;
	while (ok && (entry = readdir(directory))) {
		if (entry->d_name[0] != '.')
			ok = list_entry(source, below, entry, depth, error);
	}
	if (directory)
		closedir(directory);
	free(path);
	return ok;
}

/* ---- opening ---- */

static bool open_folder(struct mail_source *source, struct error *error)
{
	if (is_maildir(source->path)) {
		char *inner = xasprintf("%s/new", source->path);
		free(source->path);
		source->path = inner;
		source->kind = SOURCE_MAILDIR;
		source->folder = open(inner, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (source->folder < 0)
			return refuse_folder(inner, error);
	}
	if (!list_folder(source, "", 0, error))
		return false;
	if (source->count)
		qsort(source->names, source->count, sizeof(*source->names), by_name);
	return true;
}

static bool refuse_path(const char *path, const char *reason, struct error *error)
{
	char *safe = text_safe(path, TEXT_ONE_LINE);
	error_set(error, ERROR_NO_INPUT, _("%s cannot be read: %s."), safe, reason);
	free(safe);
	return false;
}

/* What is named may be reached through a link; what lies in a folder may not. */
static bool open_path(struct mail_source *source, struct error *error)
{
	struct stat status;
	if (stat(source->path, &status) != 0)
		return refuse_path(source->path, error_reason(errno), error);
	if (S_ISDIR(status.st_mode)) {
		source->kind = SOURCE_FOLDER;
		return open_folder(source, error);
	}
	if (!S_ISREG(status.st_mode))
		return refuse_path(source->path, _("it is neither a file nor a folder"), error);
	source->kind = SOURCE_FILE;
	int file = open(source->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (file < 0)
		return refuse_path(source->path, error_reason(errno), error);
	mailbox_open(&source->mailbox, file, false);
	return true;
}

struct mail_source *mail_source_open(const char *path, size_t limit, struct error *error)
{
	struct mail_source *source = xcalloc(1, sizeof(*source));
	source->path = xstrdup(path);
	source->limit = limit;
	source->folder = source->mailbox.file = -1;
	if (!strcmp(path, "-")) {
		source->kind = SOURCE_INPUT;
		mailbox_open(&source->mailbox, STDIN_FILENO, false);
	} else if (!open_path(source, error)) {
		mail_source_close(source);
		return NULL;
	}
	return source;
}

void mail_source_close(struct mail_source *source)
{
	if (!source)
		return;
	mailbox_close(&source->mailbox);
	if (source->folder >= 0)
		close(source->folder);
	for (size_t i = 0; i < source->count; i++)
		free(source->names[i]);
	free(source->names);
	free(source->path);
	free(source->name);
	free(source->bytes);
	free(source);
}

bool mail_source_is_single(const struct mail_source *source)
{
	return source->kind == SOURCE_FILE && !source->mailbox.is_mbox;
}

bool mail_source_is_input(const struct mail_source *source)
{
	return source->kind == SOURCE_INPUT;
}

/* ---- mail by mail ---- */

static const char *file_name(const struct mail_source *source)
{
	const char *slash;
	switch (source->kind) {
	case SOURCE_INPUT:
		return "-";
	case SOURCE_FILE:
		slash = strrchr(source->path, '/');
		return slash ? slash + 1 : source->path;
	case SOURCE_FOLDER:
	case SOURCE_MAILDIR:
		break;
	}
	return source->names[source->next - 1];
}

static void name_mail(struct mail_source *source)
{
	char *safe = text_safe(file_name(source), TEXT_ONE_LINE);
	free(source->name);
	source->name = source->mailbox.is_mbox && source->kind != SOURCE_INPUT
			       ? xasprintf("%s:%zu", safe, source->mailbox.number)
			       : xstrdup(safe);
	free(safe);
}

static void make_room(struct mail_source *source, size_t wanted)
{
	if (wanted <= source->room)
		return;
	size_t room = source->room ? source->room * 2 : BLOCK;
	source->room = room < wanted ? wanted : room;
	source->bytes = xreallocarray(source->bytes, source->room, 1);
}

static void read_mail(struct mail_source *source, struct mail_item *item)
{
	size_t length = 0, count = 0;
	source->has_extra = false;
	do {
		length += count;
		make_room(source, length + BLOCK + 1);
		size_t left = source->limit - length;
		count = left ? mailbox_read(&source->mailbox, source->bytes + length,
				       left < BLOCK ? left : BLOCK)
			     : 0;
	} while (count);
	if (length == source->limit)
		source->has_extra = mailbox_read(&source->mailbox, &source->extra, 1) == 1;
	source->bytes[length] = '\0';
	name_mail(source);
	*item = (struct mail_item){.name = source->name,
		.bytes = source->bytes,
		.length = length,
		.is_larger = source->has_extra};
}

/* What has gone since the folder was read, somebody else has taken. */
static enum mail_next open_next(struct mail_source *source, struct error *error)
{
	struct stat status;
	const char *reason = NULL;
	char *path = xasprintf("%s/%s", source->path, source->names[source->next++]);
	int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW);
	bool gone = file < 0 && errno == ENOENT;
	if (file < 0)
		reason = errno == ELOOP ? _("it is a symbolic link") : error_reason(errno);
	else if (fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
		reason = _("it is no file");
	if (reason && file >= 0)
		close(file);
	if (!reason)
		mailbox_open(&source->mailbox, file, source->kind == SOURCE_MAILDIR);
	else if (!gone || source->kind != SOURCE_MAILDIR)
		refuse_path(path, reason, error);
	free(path);
	if (!reason)
		return MAIL_NEXT;
	return gone && source->kind == SOURCE_MAILDIR ? MAIL_END : MAIL_PASSED_BY;
}

/* An empty file is no mail and yet something that came: it is read as one. */
static bool next_of_file(struct mail_source *source)
{
	bool empty = source->kind != SOURCE_INPUT && !source->mailbox.number &&
		     !source->mailbox.failed;
	if (source->mailbox.file < 0)
		return false;
	if (mailbox_next(&source->mailbox))
		return true;
	if (empty)
		source->mailbox.number = 1;
	return empty && !source->mailbox.failed;
}

static bool refuse_broken(struct mail_source *source, struct error *error)
{
	char *safe = text_safe(file_name(source), TEXT_ONE_LINE);
	error_set(error, ERROR_NO_INPUT, _("%s cannot be read: %s."), safe,
		error_reason(source->mailbox.fault));
	free(safe);
	source->mailbox.failed = false;
	mailbox_close(&source->mailbox);
	source->mailbox.file = -1;
	return false;
}

enum mail_next mail_source_next(
	struct mail_source *source, struct mail_item *item, struct error *error)
{
	for (;;) {
		if (next_of_file(source)) {
			read_mail(source, item);
			if (!source->mailbox.failed)
				return MAIL_NEXT;
		}
		if (source->mailbox.failed)
			return refuse_broken(source, error) ? MAIL_NEXT : MAIL_PASSED_BY;
		mailbox_close(&source->mailbox);
		if (source->next == source->count)
			return MAIL_END;
		if (open_next(source, error) == MAIL_PASSED_BY)
			return MAIL_PASSED_BY;
	}
}

size_t mail_source_rest(struct mail_source *source, char *bytes, size_t size)
{
	if (!size)
		return 0;
	if (source->has_extra) {
		source->has_extra = false;
		*bytes = source->extra;
		return 1;
	}
	return mailbox_read(&source->mailbox, bytes, size);
}

/* ---- Maildir ---- */

/* Never over a mail that lies there: then it stays in new/, and is known the next time. */
bool mail_source_done(struct mail_source *source, struct error *error)
{
	if (source->kind != SOURCE_MAILDIR)
		return true;
	const char *name = source->names[source->next - 1];
	char *target = strstr(name, ":2,") ? xasprintf("../cur/%s", name)
					   : xasprintf("../cur/%s:2,S", name);
	bool ok = renameat2(source->folder, name, source->folder, target, RENAME_NOREPLACE) == 0;
	if (!ok && errno == EINVAL) /* a file system that cannot look first */
		ok = faccessat(source->folder, target, F_OK, 0) != 0 &&
		     renameat(source->folder, name, source->folder, target) == 0;
	if (!ok && errno != ENOENT) {
		char *safe = text_safe(name, TEXT_ONE_LINE);
		error_set(error, ERROR_IO,
			_("The mail %s has been taken in but cannot be moved to cur/: %s."), safe,
			error_reason(errno));
		free(safe);
	} else {
		ok = true;
	}
	free(target);
	return ok;
}
