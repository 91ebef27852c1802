/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The modes that any command can open. Each takes a function to call when the user is done. */
#ifndef TRAFFPUNKT_TUI_DIALOGS_H
#define TRAFFPUNKT_TUI_DIALOGS_H

#include "tui/lineedit.h"
#include "tui/mode.h"
#include "tui/sheet.h"

/* ---- picker: a list to choose from; the palette, the help and every menu ---- */

struct picker_item {
	char *text; /* owned: what it is */
	char *also; /* owned or NULL: other words that find it (the name in the other language) */
	char *note; /* owned or NULL: shown right, dim: its key, a count */
	char *why_not; /* owned or NULL: shown instead of the note; it cannot be chosen */
	int value;     /* for the caller */
	/* Chooses it at once when the picker does not filter, or (a sign, no letter) as long as
	 * nothing is typed; 0: none. */
	char letter;
};

struct picker {
	const char *title;         /* translated, copied */
	const char *prompt;        /* translated, copied; NULL: does not filter by typing */
	const char *intro;         /* translated, copied: said above the items; NULL: nothing */
	struct picker_item *items; /* taken over */
	size_t count;
	size_t selected; /* at first */
	/* Called with the chosen item's value after the picker is closed; takes nothing over. */
	unsigned (*chosen)(struct dashboard *dashboard, int value, void *context);
	/* Called when it was left without a choice; NULL: nothing is lost by that. */
	unsigned (*left)(struct dashboard *dashboard, void *context);
	/* Not NULL: what is offered beside the items for what has been typed, owned by the picker,
	 * or NULL; and what happens when that is chosen. */
	char *(*offer)(const char *typed, void *context);
	unsigned (*taken)(struct dashboard *dashboard, const char *typed, void *context);
	void *context;
	void (*free_context)(void *context); /* NULL: borrowed */
};
void picker_open(struct dashboard *dashboard, const struct picker *picker);
/* Grows an array of items by one zeroed item. */
struct picker_item *picker_item_add(struct picker_item **items, size_t *count);
/* How well typed letters fit a text, letters in order, words' beginnings best; 0: not at all. Both
 * folded by the caller. */
int fuzzy_score(const char *pattern, const char *text);

/* ---- prompt: one line of text ---- */

struct prompt {
	const char *title; /* translated, copied */
	const char *label;
	const char *text; /* at first; may be NULL */
	const char *help; /* translated, copied; may be NULL */
	/* Called on Enter. False keeps the prompt open and shows the error under the field. */
	bool (*done)(struct dashboard *dashboard, const char *text, void *context,
		unsigned *effects, struct error *error);
	void *context;
	void (*free_context)(void *context);
};
void prompt_open(struct dashboard *dashboard, const struct prompt *prompt);

/* ---- reader: a sheet to read, or to agree to ---- */

struct reader {
	const char *title;          /* translated, copied */
	struct sheet sheet;         /* taken over */
	bool full;                  /* the whole body, not a dialog in the middle */
	bool passes;                /* commands of the pane work in it: it tells the selected row */
	struct attention attention; /* the record that it is about, for the others to see */
	/* Not NULL: the reader asks; called on y or Enter. Esc and n leave without. */
	unsigned (*agreed)(struct dashboard *dashboard, void *context);
	/* Not NULL: makes the sheet anew when the database has changed; false closes the reader. */
	bool (*remake)(struct dashboard *dashboard, struct sheet *sheet, void *context);
	/* Not NULL: a key that the reader has no use for. EFFECT_RELOAD: only this sheet is made
	 * anew; EFFECT_IGNORED: nor has this. */
	unsigned (*key)(struct dashboard *dashboard, struct key key, void *context);
	/* Not NULL: Enter on a line that leads somewhere; EFFECT_IGNORED: as usual. */
	unsigned (*follow)(struct dashboard *dashboard, const struct sheet_line *line);
	/* Not NULL: the hint line; ended by a NULL key. Borrowed. */
	const struct hint *hints;
	/* With remake: makes the title anew too, so that the reader can be read in privacy mode. */
	char *(*entitle)(struct dashboard *dashboard, void *context);
	void *context;
	void (*free_context)(void *context);
};
void reader_open(struct dashboard *dashboard, const struct reader *reader);

/* ---- form: the fields of a record ---- */

/*
 * Opens a form on a record (taken over); id 0 is a new one. Saves through the service; the cursor
 * starts in the field called `first` (NULL: the first).
 */
void form_open(
	struct dashboard *dashboard, const struct entity *entity, void *record, const char *first);

/* A form that does something else with its record than to save it. */
struct form_deed {
	const char *title; /* translated, copied */
	bool typed;        /* what it opens with has been typed: Esc asks before it is lost */
	/* Called on C-s with what was typed; false: the form stays open and shows the error. */
	bool (*run)(struct dashboard *dashboard, const void *record, void *context,
		unsigned *effects, struct error *error);
	void *context;
	void (*free_context)(void *context); /* NULL: borrowed */
};
void form_open_deed(struct dashboard *dashboard, const struct entity *entity, void *record,
	const struct form_deed *deed);

/* ---- decision: a sheet to agree to, with what may be ticked ---- */

struct tick {
	char *text; /* owned */
	bool on;
};

struct decision {
	const char *title;  /* translated, copied */
	struct sheet sheet; /* taken over */
	struct tick *ticks; /* taken over; there is at least one */
	size_t count;
	/* The whole body: much to read, and too much follows for a letter to agree to it. A digit
	 * turns the tick that begins with it. */
	bool full;
	/* Called on Enter with the ticks as they stand, after the dialog is closed. */
	unsigned (*agreed)(struct dashboard *dashboard, const struct tick *ticks, void *context);
	void *context;
	void (*free_context)(void *context); /* NULL: borrowed */
};
void decision_open(struct dashboard *dashboard, const struct decision *decision);
/* Grows an array of ticks by one; takes the text over. */
void tick_add(struct tick **ticks, size_t *count, bool on, char *text);

#endif
