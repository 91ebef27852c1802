/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/folder.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"

char *folder_shorten(const char *path)
{
	const char *home = getenv("HOME");
	size_t length = home ? strlen(home) : 0;
	if (length > 1 && !strncmp(path, home, length) && (path[length] == '/' || !path[length]))
		return xasprintf("~%s", path + length);
	return xstrdup(path);
}

char *folder_expand(const char *text)
{
	const char *home = getenv("HOME");
	if (text[0] == '~' && (text[1] == '/' || !text[1]) && home)
		return xasprintf("%s%s", home, text + 1);
	return xstrdup(text);
}

char *folder_own(void)
{
	char *path = getcwd(NULL, 0);
	char *text = folder_shorten(path ? path : ".");
	free(path);
	return text;
}
