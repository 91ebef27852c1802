/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of those who are signed up for a webinar by being admitted to the network: in full the
 * first time, then what has changed since. Protected persons stand in no list; they become tasks,
 * once for each change.
 */
#ifndef TRAFFPUNKT_SERVICE_WEBINAR_H
#define TRAFFPUNKT_SERVICE_WEBINAR_H

#include "model/webinar.h"
#include "service/peoplefile.h"

struct webinar_order {
	int64_t meeting;
	bool full;       /* everyone, though a list has been handed over already */
	const char *out; /* a file, a folder that is there, or "-": the bytes go to *bytes */
	bool force;      /* write over a file that is there */
	bool write;      /* otherwise only a preview */
};

struct webinar_result {
	char *event;  /* what it is */
	bool is_full; /* everyone, not only what has changed */
	bool asks; /* our meeting is cancelled: whether the webinar is held, its organiser says */
	struct number at;        /* when a list was handed over last */
	size_t added, withdrawn; /* since then */
	size_t rows;
	size_t tasks; /* protected ones who are to be signed up or taken off by hand */
	struct people_left_out left_out[PEOPLE_RULES];
	size_t left_out_count;
	char *file; /* its name, without folder; NULL: nothing has changed, there is no file */
	char *path; /* NULL: standard output, or nothing was written */
	char *bytes;
	size_t length;
	char *preview;
};
void webinar_result_finish(struct webinar_result *result);

/* ERROR_REFUSED when nothing in the programme of the meeting is such a webinar. */
bool service_webinar(struct service *service, const struct webinar_order *order,
	struct webinar_result *result, struct error *error);

/* The webinar in the programme of a meeting, and when its list was handed over last: for a
 * description. *event is NULL when there is none; owned by the caller. */
bool service_webinar_state(struct service *service, int64_t meeting, char **event,
	struct number *at, struct error *error);

#endif
