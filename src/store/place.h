/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the database lies: its folder, its mode, what kind of disk it is on. */
#ifndef TRAFFPUNKT_STORE_PLACE_H
#define TRAFFPUNKT_STORE_PLACE_H

#include <sys/types.h>

#include "store/store.h"

/*
 * Makes the folder (0700) and an empty file (0600) as the access allows, and refuses what must not
 * be opened. *real is the path without symbolic links among its folders, owned by the caller.
 */
bool place_prepare(
	const char *path, enum store_access access, char **real, bool *remote, struct error *error);
/* True when others than the owner may do anything with a file of this mode. */
bool place_mode_is_open(mode_t mode);
/* True for the f_type of a file system that other machines may write to, or that may be one. */
bool place_is_remote(unsigned long file_system);
/*
 * A new empty file, 0600, beside `path`, to be moved there by place_replace. Its name is owned by
 * the caller; NULL when it cannot be made.
 */
char *place_beside(const char *path, struct error *error);
/* Sees the bytes of `from` safely on the disk, then gives it the name `path`. */
bool place_replace(const char *from, const char *path, struct error *error);

#endif
