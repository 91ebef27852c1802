/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calendar files out of the house: which version it is, the file on disk, the ledger. A file whose
 * content has not changed since its last release is written again byte for byte; any visible change
 * is the next SEQUENCE (RFC 5546 2.1.4).
 */
#ifndef TRAFFPUNKT_SERVICE_CALENDAR_H
#define TRAFFPUNKT_SERVICE_CALENDAR_H

#include "exchange/ical/calendar.h"
#include "service/service.h"

struct export_order {
	const int64_t *meetings; /* ids; NULL: every meeting */
	size_t meeting_count;
	enum calendar_method method;
	bool combined;    /* one file for subscription: new versions in it are releases too */
	bool released;    /* of the combined file: nothing that has not been released elsewhere */
	const char *out;  /* a folder, made when missing; "-": the text goes to *text */
	const char *name; /* of the combined file in the folder; NULL: after the network */
	bool force;       /* write over files that are not ours */
	bool preview;     /* only what would be written: the texts, and nothing is recorded */
};

struct exported_file {
	int64_t meeting; /* 0: the combined file */
	char *path;      /* NULL when it went to standard output */
	char *text;      /* the bytes when out is "-", or in a preview */
	int64_t sequence;
	bool is_new; /* a new version, not the same again */
	char *title; /* names the meeting */
};

struct export_result {
	struct exported_file *files;
	size_t file_count;
	struct exception *skipped; /* meetings that have no file, and why */
	size_t skipped_count;
};
void export_result_finish(struct export_result *result);
/* The first lines of a calendar file, parted by LF: what people see before it is written. Owned by
 * the caller. */
char *export_first_lines(const char *text);

/*
 * Exports. A single meeting that cannot be exported is an error (ERROR_DATA, nothing written); with
 * several or all, those are reported in result->skipped and the rest is written.
 */
bool service_export(struct service *service, const struct export_order *order,
	struct export_result *result, struct error *error);

/* ---- one file, for whoever hands it over ---- */

struct calendar_copy_order {
	int64_t meeting;
	enum calendar_method method;
	const struct calendar_attendee *attendee; /* NULL: for nobody in particular */
	/* The highest SEQUENCE that the attendee has been given: a calendar takes no lower one. */
	struct number given;
	/* True inside a unit of work: the version goes into the ledger with it. False: only what
	 * it would be. */
	bool release;
};

struct calendar_copy {
	char *text;
	char *name;       /* of the file, without folder */
	int64_t sequence; /* of the version; of what only takes one person off: its own */
	bool is_new;      /* a new version, not the same again */
};
void calendar_copy_finish(struct calendar_copy *copy);

/*
 * The bytes of the newest version, and which it is. With an attendee it is a message of now
 * (DTSTAMP); which version it is does not depend on who it is for. The cancellation of a meeting
 * that takes place takes the attendee off it, is the SEQUENCE after all that they have been given,
 * and no version of the meeting: nothing is released for it.
 */
bool service_calendar_copy(struct service *service, const struct calendar_copy_order *order,
	struct calendar_copy *copy, struct error *error);

/* What the newest file of a meeting is worth. */
enum file_state {
	FILE_NONE,       /* never exported */
	FILE_CURRENT,    /* says what the meeting says */
	FILE_STALE,      /* the meeting has changed since */
	FILE_IMPOSSIBLE, /* there can be none: no date */
};
bool service_file_state(struct service *service, const struct meeting *meeting,
	enum file_state *state, int64_t *sequence, struct error *error);

/* What the file of a meeting says now, without version and stamps: two of these can be compared by
 * exchange/ical/changes.h. NULL on failure; owned by the caller. */
char *service_calendar_content(struct service *service, int64_t meeting, struct error *error);
/* Would the file say something else than its newest release if the meeting were like this? */
bool service_file_differs(
	struct service *service, const struct meeting *meeting, bool *differs, struct error *error);

#endif
