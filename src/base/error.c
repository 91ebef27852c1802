/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error type, and how its kinds map to the exit codes of sysexits.h. */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/alloc.h"
#include "base/i18n.h"

/* The new message is written before the old one goes: an argument may be the old message. */
__attribute__((format(printf, 4, 0))) static bool replace(struct error *error, enum error_kind kind,
	const char *field, const char *format, va_list arguments)
{
	char *message = NULL;

	if (error == NULL)
		return false;
	if (vasprintf(&message, format, arguments) < 0)
		message = xstrdup(format);
	free(error->message);
	*error = (struct error){.kind = kind, .message = message, .field = field};
	return false;
}

bool error_set(struct error *error, enum error_kind kind, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	replace(error, kind, NULL, format, arguments);
	va_end(arguments);
	return false;
}

bool error_set_field(
	struct error *error, enum error_kind kind, const char *field, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	replace(error, kind, field, format, arguments);
	va_end(arguments);
	return false;
}

int error_exit_code(enum error_kind kind)
{
	switch (kind) {
	case ERROR_NONE:
		return EX_OK;
	case ERROR_REFUSED:
	case ERROR_CONFLICT:
		return EXIT_FAILURE;
	case ERROR_USAGE:
		return EX_USAGE;
	case ERROR_DATA:
		return EX_DATAERR;
	case ERROR_NO_INPUT:
		return EX_NOINPUT;
	case ERROR_UNAVAILABLE:
		return EX_UNAVAILABLE;
	case ERROR_SOFTWARE:
		return EX_SOFTWARE;
	case ERROR_CREATE:
		return EX_CANTCREAT;
	case ERROR_IO:
		return EX_IOERR;
	case ERROR_BUSY:
		return EX_TEMPFAIL;
	case ERROR_PERMISSION:
		return EX_NOPERM;
	}
	return EX_SOFTWARE;
}

const char *error_reason(int number)
{
	switch (number) {
	case ENOENT:
		return _("No such file or directory");
	case EACCES:
	case EPERM:
		return _("Permission denied");
	case EISDIR:
		return _("Is a directory");
	case ENOTDIR:
		return _("Not a directory");
	case EEXIST:
		return _("File exists");
	case ENOSPC:
		return _("No space left on device");
	case EDQUOT:
		return _("Disk quota exceeded");
	case EROFS:
		return _("Read-only file system");
	case EIO:
		return _("Input/output error");
	case ELOOP:
		return _("Too many levels of symbolic links");
	case ENAMETOOLONG:
		return _("File name too long");
	default:
		return strerror(number);
	}
}

void error_finish(struct error *error)
{
	if (error == NULL)
		return;
	free(error->message);
	*error = (struct error){0};
}
