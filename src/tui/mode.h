/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A mode takes the keys while it is on top of the stack: a form, a menu, a prompt, the help. There
 * are no nested loops; what should happen when a mode is done is a function that it was given.
 */
#ifndef TRAFFPUNKT_TUI_MODE_H
#define TRAFFPUNKT_TUI_MODE_H

#include "service/hint.h"
#include "tui/draw.h"
#include "tui/effect.h"
#include "tui/input.h"

struct dashboard;
struct mode;

/* A key and what it does here, for the hint line. Both borrowed. */
struct hint {
	const char *key;
	const char *text; /* msgid */
};

struct mode_ops {
	/* Each frame, the lowest mode first, with the body of the screen (header and hint line are
	 * drawn by the dashboard). */
	void (*draw)(struct mode *mode, struct dashboard *dashboard, struct rect body);
	/* For each key while on top; effects. EFFECT_IGNORED: the global keys (C-l, C-z) get it. */
	unsigned (*key)(struct mode *mode, struct dashboard *dashboard, struct key key);
	/* A paste, where it can be taken; may be NULL. */
	unsigned (*paste)(
		struct mode *mode, struct dashboard *dashboard, const char *text, size_t length);
	/* The database has changed; may be NULL. */
	void (*reload)(struct mode *mode, struct dashboard *dashboard);
	/* Milliseconds until `wake` is wanted, for what changes, works or ends by itself; 0 for
	 * what works in slices of less than a frame, between the keys. Both may be NULL. */
	int (*patience)(const struct mode *mode);
	/* Called when they are over; effects. */
	unsigned (*wake)(struct mode *mode, struct dashboard *dashboard);
	/* What was typed and is nowhere else, as JSON, and where it belongs; owned by the caller.
	 * NULL: there is nothing, or it must not be kept. May be NULL. */
	char *(*unsaved)(const struct mode *mode, struct unsaved_key *key);
	/* The hint line; ended by a NULL key. */
	const struct hint *(*hints)(const struct mode *mode);
	void (*destroy)(struct mode *mode);
};

/* The record that the user is at, for the others to see; entity NULL: at none. */
struct attention {
	const struct entity *entity;
	int64_t id;
	enum doing doing;
};

/* First member of every mode. */
struct mode {
	const struct mode_ops *ops;
	struct mode *below;
	bool veiled;                /* all it shows has been read in privacy mode (tui/veil.h) */
	bool passes;                /* keys it does not know are commands of the pane below it */
	bool hinted;                /* although it passes keys on, its own hints are shown */
	bool closing;               /* taken off the stack when the handler has returned */
	struct attention attention; /* set by whoever opens it (tui/company.h) */
	struct unsaved *unsaved;    /* owned, by company.c: the text of it that is kept */
	int64_t typed; /* ms of the monotonic clock: typed in and not kept yet; 0: not */
};

/* Puts a mode on top; the stack owns it. */
void mode_push(struct dashboard *dashboard, struct mode *mode);

#endif
