/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mail taken in: from where, and then a mail at a time, so that keys are heard in between. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/request/intakerun.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"
#include "tui/folder.h"
#include "tui/veil.h"

enum { INTAKE_COLUMNS = 60 };

struct intake_mode {
	struct mode mode;
	struct intake_run *run; /* owned */
	struct intake_counts counts;
	size_t done;
	char *passed; /* the last that could not be read, a sentence; owned; NULL: none */
	char *seats;  /* who got one, a sentence; owned; NULL: nobody */
};

static struct intake_mode *intake_of(struct mode *mode)
{
	return (struct intake_mode *)mode;
}

static void intake_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct intake_mode *self = intake_of(mode);
	struct canvas *canvas = dashboard->canvas;
	int columns = body.width - DIALOG_EDGE < INTAKE_COLUMNS ? body.width - DIALOG_EDGE
								: INTAKE_COLUMNS;
	struct rect rest = draw_overlay(
		canvas, dialog_place(body, 3, columns), _("Taking in mail"));
	char *counts = intake_counts_text(&self->counts);
	char *read = xasprintf(PLURAL_("%zu read", "%zu read", self->done), self->done);
	const char *const lines[] = {read, counts, _("Esc stops; what has been taken in stays.")};
	for (size_t i = 0; i < 3; i++) {
		struct rect row = rect_cut_top(&rest, 1);
		if (row.height)
			draw_text(canvas, row.y, row.x, row.width, i == 2 ? ROLE_DIM : ROLE_DIALOG,
				lines[i]);
		if (!i)
			draw_focus(canvas, row.y, row.x);
	}
	free(read);
	free(counts);
}

/* What there is to tell, the gravest first. */
static void say(struct intake_mode *self, struct dashboard *dashboard)
{
	char *counts = intake_counts_text(&self->counts);
	if (self->passed)
		dashboard_say(dashboard, ROLE_WARNING, xasprintf("%s: %s", counts, self->passed));
	else if (self->counts.broken)
		dashboard_say(dashboard, ROLE_WARNING,
			xasprintf(_("%s. “Broken mails” in the palette shows why."), counts));
	else if (self->seats)
		veil_say(dashboard, ROLE_GOOD, xasprintf("%s. %s.", counts, self->seats));
	else
		dashboard_say(dashboard, ROLE_GOOD, xasprintf("%s.", counts));
	free(counts);
}

static unsigned finish(struct intake_mode *self, struct dashboard *dashboard)
{
	unsigned effects = EFFECT_CLOSE | EFFECT_DRAW | EFFECT_RELOAD;
	self->mode.closing = true;
	say(self, dashboard);
	return effects;
}

static unsigned intake_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	key = key_normalize(key);
	return key.code == KEYCODE_ESCAPE ? finish(intake_of(mode), dashboard) : EFFECT_NONE;
}

static int intake_patience(const struct mode *mode)
{
	(void)mode;
	return 0;
}

static void count(
	struct intake_mode *self, struct dashboard *dashboard, const struct intake_result *result)
{
	self->done++;
	intake_count(&self->counts, result);
	if (result->moved.count && !self->seats)
		self->seats = service_moved_up_text(dashboard->service, &result->moved);
}

static unsigned intake_wake(struct mode *mode, struct dashboard *dashboard)
{
	struct intake_mode *self = intake_of(mode);
	struct intake_result result = {0};
	struct error error = {0};
	const char *name = NULL;
	enum intake_step step = service_intake_step(self->run, &name, &result, &error);
	if (step == INTAKE_TAKEN)
		count(self, dashboard, &result);
	intake_result_finish(&result);
	switch (step) {
	case INTAKE_TAKEN:
		return EFFECT_DRAW;
	case INTAKE_PASSED_BY:
		free(self->passed);
		self->passed = xstrdup(error.message);
		error_finish(&error);
		return EFFECT_DRAW;
	case INTAKE_END:
		return finish(self, dashboard);
	case INTAKE_FAILED:
		break;
	}
	unsigned effects = finish(self, dashboard);
	return effects | dashboard_complain(dashboard, &error);
}

static const struct hint *intake_hints(const struct mode *mode)
{
	static const struct hint hints[] = {{"Esc", N_("stop")}, {NULL, NULL}};
	(void)mode;
	return hints;
}

static void intake_destroy(struct mode *mode)
{
	struct intake_mode *self = intake_of(mode);
	service_intake_close(self->run);
	free(self->passed);
	free(self->seats);
	free(self);
}

static const struct mode_ops intake_ops = {
	.draw = intake_draw,
	.key = intake_key,
	.patience = intake_patience,
	.wake = intake_wake,
	.hints = intake_hints,
	.destroy = intake_destroy,
};

static bool path_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	(void)context;
	if (text_is_blank(text) || !strcmp(text, "-"))
		return error_set(error, ERROR_DATA, _("Give the file or folder to read."));
	char *path = folder_expand(text);
	struct intake_run *run = service_intake_open(dashboard->service, path, error);
	free(path);
	if (!run)
		return false;
	free(dashboard->intake_path);
	dashboard->intake_path = xstrdup(text);
	struct intake_mode *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &intake_ops;
	self->run = run;
	mode_push(dashboard, &self->mode);
	*effects = EFFECT_DRAW;
	return true;
}

unsigned intake_begin(struct dashboard *dashboard)
{
	struct prompt prompt = {
		.title = _("Take in mail"),
		.label = _("File, folder, Maildir or mbox"),
		.text = dashboard->intake_path,
		.help = _("What has come before is known and taken once. A Maildir moves what has "
			  "been taken in to its read mail; everything else stays as it is."),
		.done = path_given,
	};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}
