/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filters under a name: those that come with the program, and the user's own. */
#ifndef TRAFFPUNKT_SERVICE_VIEW_H
#define TRAFFPUNKT_SERVICE_VIEW_H

#include "model/savedview.h"
#include "service/service.h"

struct view {
	int64_t id;        /* 0: comes with the program */
	const char *token; /* of one that comes with the program; borrowed */
	enum view_of list;
	char *name;    /* owned; translated when it comes with the program */
	char *filter;  /* owned */
	int64_t count; /* rows it shows now; -1: the filter says nothing any more */
};

/* Those of one list, the shipped ones first. *views is owned by the caller: views_free. */
bool service_views(struct service *service, enum view_of list, struct view **views, size_t *count,
	struct error *error);
void views_free(struct view *views, size_t count);

/* Keeps a filter under a name; *id gets its number. Refuses a name that is taken in the list and a
 * filter that says nothing. */
bool service_view_add(struct service *service, enum view_of list, const char *name,
	const char *filter, int64_t *id, struct error *error);
bool service_view_rename(
	struct service *service, int64_t id, const char *name, struct error *error);
bool service_view_delete(struct service *service, int64_t id, struct error *error);

#endif
