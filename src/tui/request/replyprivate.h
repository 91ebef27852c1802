/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letter on the screen from the inside: for the files of the reply screen only. */
#ifndef TRAFFPUNKT_TUI_REQUEST_REPLYPRIVATE_H
#define TRAFFPUNKT_TUI_REQUEST_REPLYPRIVATE_H

#include "service/request/answer.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/lineedit.h"

enum reply_field {
	REPLY_TO,
	REPLY_SUBJECT,
	REPLY_CALENDAR, /* only where there is a file */
	REPLY_TEXT,
	REPLY_FIELDS
};

struct reply_screen {
	struct mode mode;
	struct request_reply reply;          /* as it was opened; `attach` as it stands */
	struct lineedit edits[REPLY_FIELDS]; /* that of the calendar file is not used */
	char *originals[REPLY_FIELDS];       /* of the edits; owned */
	bool attached;                       /* at first */
	bool quotes;                         /* what it answers goes with it */
	enum reply_field focus;
	char *meeting;            /* whose file can go with it, in words; NULL: none */
	struct lint_result lints; /* of the text as it stands */
	char *message;            /* what is wrong, or what was warned of; NULL */
	enum role message_role;
	bool stopped; /* by what a reason would let go; saving again asks for it */
	bool asking;  /* whether to throw it away */
	bool kept;    /* what is typed may be kept until it is saved (service/hint.h) */
	int top;      /* first row of the text that is shown */
	int width;    /* that the text was wrapped in */
	int height;   /* rows of the text, after the last draw */
};

/* Opens the screen on a reply, which is taken over; owned by the stack of modes. */
struct reply_screen *reply_show(struct dashboard *dashboard, struct request_reply *reply);
/* Opens the text in an editor. Effects. */
unsigned reply_edit(struct reply_screen *self, struct dashboard *dashboard);
/* What stands in one of the edits; borrowed until the next key. */
const char *reply_typed_in(const struct reply_screen *self, enum reply_field field);
/* The edits as a reply: borrows everything. */
struct request_reply reply_typed(const struct reply_screen *self);
/* The text was changed: reads it again. */
void reply_read(struct reply_screen *self, struct dashboard *dashboard);
/* Takes over the text and the subject of a reply that was filled in; frees the rest of it. */
void reply_fill(
	struct reply_screen *self, struct dashboard *dashboard, struct request_reply *filled);
void reply_set_message(struct reply_screen *self, enum role role, char *message);
unsigned reply_leave(struct reply_screen *self);

/* replysave.c: saves it; what is wrong at a mark, naming a placeholder (owned by the caller). */
unsigned reply_save(struct reply_screen *self, struct dashboard *dashboard);
char *reply_told(const struct reply_screen *self, const struct lint *lint);

/* replypick.c: another template; a fact. Effects. */
unsigned reply_pick_template(struct reply_screen *self, struct dashboard *dashboard);
unsigned reply_pick_fact(struct reply_screen *self, struct dashboard *dashboard);

/* replydraw.c */
void reply_draw(struct reply_screen *self, struct canvas *canvas, struct rect body);

#endif
