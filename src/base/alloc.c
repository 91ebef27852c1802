/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Allocation that never returns NULL. Running out of memory ends the program through exit(), so
 * that what was registered with atexit() (giving the terminal back) still runs.
 */
#include "base/alloc.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

/* Not translated: gettext may need the memory that is not there. */
static void *check_memory(void *pointer)
{
	if (pointer == NULL) {
		fputs("traffpunkt: out of memory\n", stderr);
		exit(EX_OSERR);
	}
	return pointer;
}

void *xcalloc(size_t count, size_t size)
{
	if (count == 0 || size == 0) {
		count = 1;
		size = 1;
	}
	return check_memory(calloc(count, size));
}

void *xreallocarray(void *pointer, size_t count, size_t size)
{
	if (count == 0 || size == 0) {
		count = 1;
		size = 1;
	}
	return check_memory(reallocarray(pointer, count, size));
}

char *xstrdup(const char *text)
{
	return text == NULL ? NULL : check_memory(strdup(text));
}

char *xstrndup(const char *text, size_t length)
{
	return check_memory(strndup(text, length));
}

void xreplace(char **text, char *value)
{
	free(*text);
	*text = value;
}

char *xasprintf(const char *format, ...)
{
	va_list arguments;
	char *text = NULL;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		text = NULL;
	va_end(arguments);
	return check_memory(text);
}
