/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making and removing the folder of a test. */
#include "harness/scratch.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"

char *scratch_create(void)
{
	const char *parent = getenv("TMPDIR");
	char *folder = xasprintf("%s/traffpunkt-test-XXXXXX", parent && *parent ? parent : "/tmp");

	if (mkdtemp(folder))
		return folder;
	free(folder);
	return NULL;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *where)
{
	(void)status;
	(void)type;
	(void)where;
	return remove(path);
}

void scratch_destroy(char *folder)
{
	if (folder)
		nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
	free(folder);
}
