/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Publishing what has changed, all of it or nothing: the next version of calendar files, the text
 * of the public page, the letters to exactly those who need one, the lines of the protocol. A plan
 * only reads and tells what would happen; carrying it out is one final action.
 */
#ifndef TRAFFPUNKT_SERVICE_PUBLISH_H
#define TRAFFPUNKT_SERVICE_PUBLISH_H

#include "base/linediff.h"
#include "exchange/ical/changes.h"
#include "model/publication.h"
#include "model/resolution.h"
#include "service/delivery.h"
#include "service/draft.h"
#include "service/feed.h"

/* What someone is written about a meeting. */
enum publish_letter {
	LETTER_UPDATE,  /* they have an older version */
	LETTER_CANCEL,  /* they have a version of what is cancelled, or is not theirs any more */
	LETTER_RENEWED, /* an invitation of theirs waits that is not true any more */
	LETTER_NEW,     /* they have had nothing: only when that is asked for */
	LETTER_HANDED,  /* a protected person who has had nothing: the new file is a task at once */
};
#define PUBLISH_LETTERS (LETTER_HANDED + 1)

struct publish_person {
	int64_t participant;
	enum publish_letter letter;
	bool is_task;      /* protected, or without an address */
	struct number has; /* the version that they have */
};

/* A meeting that has something to publish. */
struct publish_meeting {
	struct meeting meeting; /* owned */
	int64_t sequence;       /* of the version that counts as the newest from now on */
	bool is_new;            /* the file says something new, or is the first */
	bool is_first;
	char *file;                      /* name, without folder */
	struct calendar_changes changes; /* since the newest release; empty when it is not new */
	bool changes_known;              /* false: the words of the last release were not kept */
	struct publish_person *people;   /* in Swedish order; owned */
	size_t people_count;
	size_t letters[PUBLISH_LETTERS]; /* how many of each */
	size_t tasks;                    /* of the letters that are not LETTER_NEW */
	size_t waiting;                  /* have theirs in the outbox already */
	int64_t *obsolete;               /* drafts that wait and are not true any more; owned */
	size_t obsolete_count;
};

struct publish_plan {
	struct publish_meeting *meetings; /* owned */
	size_t meeting_count;
	struct exception *skipped; /* chosen or released meetings that can have no file, and why */
	size_t skipped_count;
	struct line_diff web;          /* since the last publication */
	bool web_is_first;             /* nothing was marked as published before */
	struct number web_last;        /* the day of the last publication */
	struct record_set resolutions; /* decided since then, by their id */
};

struct publish_order {
	const int64_t *meetings; /* ids; NULL: all that have been released and lie ahead */
	size_t meeting_count;
	bool files;      /* .ics files into the folder `out` */
	bool web;        /* mark the web text as published, when it has changed */
	bool mail;       /* letters and tasks to the outbox */
	bool to_new;     /* also to those who have had nothing */
	bool protocol;   /* the lines of the protocol have been taken care of */
	const char *out; /* a folder, made when missing; needed for files */
	bool force;      /* write over files that are not ours */
};

/* Reads what would be published; of the order only the meetings count. */
bool service_publish_plan(struct service *service, const struct publish_order *order,
	struct publish_plan *plan, struct error *error);
void publish_plan_finish(struct publish_plan *plan);
/* Is there nothing to do? With letters to those who have had nothing only when `to_new`. */
bool publish_plan_is_empty(const struct publish_plan *plan, bool to_new);
/* Over all meetings: how many letters of this kind. */
size_t publish_plan_letters(const struct publish_plan *plan, enum publish_letter letter);
/* The lines of the protocol, as they are copied; "" when there are none. Owned by the caller. */
char *publish_plan_protocol(const struct publish_plan *plan);

struct publish_result {
	char **paths; /* of the files; owned */
	size_t path_count;
	struct draft_count made; /* put into the outbox */
	size_t discarded;        /* drafts that were not true any more */
	bool web;
	struct feed_result feeds; /* what others subscribe to */
	char *feed_problem;       /* why that is not in step; NULL: it is. Owned */
};

/* Makes the plan anew and carries it out: ERROR_REFUSED when there is nothing to do. What others
 * subscribe to is brought into step after it; when that fails, it is published all the same. */
bool service_publish(struct service *service, const struct publish_order *order,
	struct publish_result *result, struct error *error);
void publish_result_finish(struct publish_result *result);

#endif
