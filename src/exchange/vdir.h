/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A vdir: a folder as vdirsyncer, khal and others read it, with one file for each event, named by
 * its UID, and what the calendar is called and its colour in files of their own. What begins with a
 * dot is nobody's: there lie the files that are being written.
 */
#ifndef TRAFFPUNKT_EXCHANGE_VDIR_H
#define TRAFFPUNKT_EXCHANGE_VDIR_H

#include <stddef.h>

#include "base/error.h"

/* A file in the folder that is not hidden, nor one that tells of the calendar. */
struct vdir_entry {
	char *name;
	bool ours; /* the file of one event that this program wrote under this name */
};

struct vdir_listing {
	struct vdir_entry *entries; /* owned; by name */
	size_t count;
};
bool vdir_list(const char *folder, struct vdir_listing *listing, struct error *error);
void vdir_listing_finish(struct vdir_listing *listing);

/* "295ca9e8-….ics"; a UID that is no good name of a file gives its digest. Owned by the caller. */
char *vdir_name(const char *uid);
/* The UID that a name of a file stands for: owned by the caller, NULL when it ends otherwise. */
char *vdir_uid(const char *name);

/* Writes the event into its file unless it is there as it is; *changed when it was written. A file
 * that is not ours is ERROR_CREATE, unless `force`. */
bool vdir_put(const char *folder, const char *uid, const char *bytes, bool force, bool *changed,
	struct error *error);
/* What the calendar is called; and its colour, unless somebody has chosen one. */
bool vdir_describe(const char *folder, const char *name, struct error *error);

#endif
