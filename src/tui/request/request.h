/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests in the dashboard: what the files of this folder do for the panes and for each other. */
#ifndef TRAFFPUNKT_TUI_REQUEST_REQUEST_H
#define TRAFFPUNKT_TUI_REQUEST_REQUEST_H

#include "model/request.h"
#include "service/service.h"
#include "tui/sheet.h"

struct dashboard;

/* Shows a request whole. It is open then, and what is sensitive stands in the log. */
unsigned request_open(struct dashboard *dashboard, int64_t id);
/* What is known of a request: `whole` when it was opened, not in the preview. */
void request_describe(struct dashboard *dashboard, const struct request *request, bool whole,
	struct sheet *sheet);
/* The conversation of an opened request, the notes after it. */
void request_tell_thread(struct dashboard *dashboard, const struct request *request, bool unfolded,
	struct sheet *sheet);
/* The beginning of the newest mail that came after the first. */
void request_tell_newest(
	struct dashboard *dashboard, const struct request *request, struct sheet *sheet);
/* The requests that are about a participant or a meeting. */
void request_tell_linked(
	struct dashboard *dashboard, const struct entity *entity, int64_t id, struct sheet *sheet);

/* Opens the letter that waits, or offers the templates, those for an ongoing threat first when the
 * request is urgent. */
unsigned request_reply(struct dashboard *dashboard, int64_t id);
/* Asks where to, and refers the requests there. */
unsigned request_ask_referral(struct dashboard *dashboard, const int64_t *ids, size_t count);
/* Asks for a folder and copies the file there. */
unsigned request_save_attachment(struct dashboard *dashboard, int64_t attachment);

/* The requests that a dialog is about, for its context. Owned by the caller. */
struct request_targets {
	int64_t *ids;
	size_t count;
	int64_t today;  /* when it was asked; of those that were taken */
	int64_t target; /* of a merge: the one that stays */
};
struct request_targets *request_targets_copy(const int64_t *ids, size_t count);
/* The marked ones of the pane in focus, or the selected one. */
struct request_targets *request_targets_take(struct dashboard *dashboard);
void request_targets_free(void *context);
/* "Assign: 3 rows": what marks are about is said before it is done. Owned by the caller. */
char *request_targets_title(const char *what, const struct request_targets *targets);

#endif
