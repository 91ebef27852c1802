/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A filter under a name. */
#ifndef TRAFFPUNKT_MODEL_SAVEDVIEW_H
#define TRAFFPUNKT_MODEL_SAVEDVIEW_H

#include "model/record.h"

/* The list that a view is of. */
enum view_of {
	VIEW_OF_PARTICIPANTS,
	VIEW_OF_MEETINGS,
	VIEW_OF_REQUESTS,
};

/* One that the user has made. */
struct saved_view {
	struct record record;
	struct number network;
	struct number list; /* enum view_of */
	char *name;
	char *filter; /* in the filter language, as it was typed */
};

extern const struct choices view_lists;
extern const struct entity saved_view_entity;

/* One that comes with the program. */
struct shipped_view {
	enum view_of list;
	const char *token;  /* on the command line: "review" */
	const char *name;   /* msgid */
	const char *filter; /* msgid: in the filter language; "": none, the list as it is */
};
/* All of them, ended by a NULL token. */
const struct shipped_view *shipped_views(void);
const struct entity *view_entity(enum view_of list);

#endif
