/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calendars that others subscribe to: a folder with a file for each meeting (exchange/vdir.h), kept
 * in step with what is known, and the one file for a web server. What stands there has left the
 * house: each version is a release.
 */
#ifndef TRAFFPUNKT_SERVICE_FEED_H
#define TRAFFPUNKT_SERVICE_FEED_H

#include "model/meeting.h"
#include "service/service.h"

enum vdir_change {
	VDIR_WRITTEN, /* new, or another version */
	VDIR_KEPT,    /* was so already: not touched */
	VDIR_REMOVED, /* of a meeting without a date, that is gone, or was cancelled and is past */
	VDIR_FOREIGN, /* not ours: left alone */
	VDIR_SKIPPED, /* there can be no file: `reason` */
	VDIR_CHANGES
};

struct vdir_item {
	enum vdir_change change;
	int64_t meeting;  /* 0: not known, or not one of this network */
	char *path;       /* NULL: VDIR_SKIPPED */
	char *title;      /* of the meeting; NULL: not known */
	int64_t sequence; /* VDIR_WRITTEN and VDIR_KEPT */
	char *reason;     /* why there is no file or it was left alone; may be NULL */
};

struct vdir_result {
	struct vdir_item *items; /* owned */
	size_t count;
	size_t counts[VDIR_CHANGES];
};

/*
 * Brings a folder into step; it is made when it is not there. Only files of ours are written over
 * (`force`: any that stands where a meeting's belongs) or removed. Meetings that cannot have a file
 * and files of others are told in the result.
 */
bool service_export_vdir(struct service *service, const char *folder, bool force,
	struct vdir_result *result, struct error *error);
void vdir_result_finish(struct vdir_result *result);

/* True when the file of a meeting is offered to subscribers on this day: it has a date, and is not
 * both cancelled and past. */
bool feed_has(const struct meeting *meeting, int64_t today);

/* What became of that which the settings name. */
struct feed_result {
	bool any; /* they name a folder or a file */
	size_t written;
	size_t removed;
	size_t foreign; /* a file that is not ours stands where that of a meeting belongs */
};

/* Does what the settings say of subscribers: the folder and the file that they name, if they name
 * any, are brought into step with what has been released. A meeting that has changed since keeps
 * its newest release there, and one that never was released is not in them. */
bool service_refresh_feeds(
	struct service *service, struct feed_result *result, struct error *error);

#endif
