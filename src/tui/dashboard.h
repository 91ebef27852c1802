/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The state of the dashboard, and what its parts may ask of it. Everything on screen hangs on this
 * struct; there are no globals. loop.c makes it, runs it and takes it down.
 */
#ifndef TRAFFPUNKT_TUI_DASHBOARD_H
#define TRAFFPUNKT_TUI_DASHBOARD_H

#include "service/calendar.h"
#include "service/overview.h"
#include "store/visit.h"
#include "tui/company.h"
#include "tui/keymap.h"
#include "tui/layout.h"
#include "tui/list.h"
#include "tui/mode.h"
#include "tui/pane.h"
#include "tui/terminal.h"
#include "tui/trail.h"
#include "tui/tui.h"

/* What the newest calendar file of a meeting is worth; found when first asked for. */
struct file_note {
	int64_t meeting;
	enum file_state state;
	int64_t sequence;
};

struct editor; /* editor.h */

struct dashboard {
	struct service *service; /* borrowed */
	struct tui_options options;
	struct terminal *terminal;
	struct canvas *canvas; /* of the terminal */
	struct layout layout;
	struct keymap *keymap;
	struct mode *modes; /* top of the stack, NULL: the panes have the keys */
	struct pane *panes[LAYOUT_PANES];
	enum layout_pane focus;
	bool zoom;
	struct overview overview; /* shared by the strip, the overview pane and the header */
	struct number recent[16]; /* commands run from the palette, newest first */
	char *message;            /* the message line; stays until the next key */
	enum role message_role;
	bool veiled;    /* privacy mode is on (tui/veil.h) */
	char *withheld; /* owned: what was not said in privacy mode, or NULL */
	enum role withheld_role;
	struct file_note *files; /* owned; emptied when the data has changed */
	size_t file_count;
	char *export_folder;    /* the folder last exported to; NULL: none yet */
	char *kept_folder;      /* the folder kept in step last, as typed; NULL: none yet */
	char *intake_path;      /* where mail was taken in from last, as typed; NULL: nowhere yet */
	char *import_folder;    /* the folder last imported from, as typed; NULL: none yet */
	struct trail trail;     /* where one has been, to go back to */
	struct editor *editor;  /* owned: the text that an editor is to be opened on, or NULL */
	struct company company; /* what the others do */
	struct visit visit;     /* when the user was here before this time */
	bool quit;
};

int64_t dashboard_today(const struct dashboard *dashboard);

/* Says something on the message line; takes the text over. */
void dashboard_say(struct dashboard *dashboard, enum role role, char *text);
/* Says the error's sentence and empties it. EFFECT_DRAW. */
unsigned dashboard_complain(struct dashboard *dashboard, struct error *error);
struct pane *dashboard_focused(struct dashboard *dashboard);
/* Moves the focus. EFFECT_DRAW | EFFECT_LAYOUT. */
unsigned dashboard_focus(struct dashboard *dashboard, enum layout_pane pane);
/* Goes to a record: focuses its pane and selects the row, taking away a filter that hides it. */
unsigned dashboard_go_to(struct dashboard *dashboard, const struct entity *entity, int64_t id);
/* Goes back to where the latest such way began; false when none did. */
bool dashboard_go_back(struct dashboard *dashboard, unsigned *effects);
/* Borrowed until the next call. */
const struct file_note *dashboard_file_note(
	struct dashboard *dashboard, const struct meeting *meeting);
/* Reads the shared overview and every pane anew. */
void dashboard_reload(struct dashboard *dashboard);
/* The same when it was no deed of ours: says which requests have come back from rest since. */
void dashboard_reload_told(struct dashboard *dashboard);

#endif
