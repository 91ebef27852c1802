/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The import at work, in slices so that keys are heard. It is one unit of work from the first row
 * to the last; until then Esc, or the end of the program, leaves no trace of it.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/dialog.h"
#include "tui/importmode.h"

enum {
	BAR_COLUMNS = 50,
	ROWS_AT_A_TIME = 25, /* some ten milliseconds */
};

struct busy_mode {
	struct mode mode;
	struct wizard *wizard;  /* below it on the stack */
	struct import_run *run; /* owned; NULL before the first slice and after the last */
	size_t done;
};

static struct busy_mode *busy_of(struct mode *mode)
{
	return (struct busy_mode *)mode;
}

static void busy_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct busy_mode *self = busy_of(mode);
	struct canvas *canvas = dashboard->canvas;
	size_t rows = self->wizard->plan->file.row_count;
	int columns = body.width - DIALOG_EDGE < BAR_COLUMNS ? body.width - DIALOG_EDGE
							     : BAR_COLUMNS;
	struct rect rest = draw_overlay(canvas, dialog_place(body, 3, columns), _("Importing"));
	char *text = xasprintf(_("%zu of %zu rows"), self->done, rows);
	struct rect row = rect_cut_top(&rest, 1);
	draw_text(canvas, row.y, row.x, row.width, ROLE_DIALOG, text);
	draw_focus(canvas, row.y, row.x);
	row = rect_cut_top(&rest, 1);
	if (row.height)
		draw_bar(canvas, row.y, row.x, row.width, (long)self->done, (long)rows, ROLE_BAR);
	row = rect_cut_top(&rest, 1);
	if (row.height)
		draw_text(canvas, row.y, row.x, row.width, ROLE_DIM,
			_("Esc stops and leaves no trace."));
	free(text);
}

static unsigned leave(struct busy_mode *self)
{
	self->wizard->running = false;
	self->mode.closing = true;
	return EFFECT_CLOSE | EFFECT_DRAW;
}

static unsigned stop(struct busy_mode *self, struct dashboard *dashboard)
{
	struct error ignored = {0};
	service_import_end(self->run, false, NULL, &ignored);
	self->run = NULL;
	error_finish(&ignored);
	dashboard_say(dashboard, ROLE_WARNING,
		xstrdup(_("The import was stopped: nothing has been imported.")));
	return leave(self) | EFFECT_RELOAD;
}

/* Everything else waits: the database is held until this is over. */
static unsigned busy_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct busy_mode *self = busy_of(mode);
	key = key_normalize(key);
	return key.code == KEYCODE_ESCAPE ? stop(self, dashboard) : EFFECT_NONE;
}

static unsigned finish(
	struct busy_mode *self, struct dashboard *dashboard, bool ok, struct error *error)
{
	struct import_result result;
	ok = service_import_end(self->run, ok, &result, error);
	self->run = NULL;
	if (!ok) {
		leave(self);
		return dashboard_complain(dashboard, error) | EFFECT_RELOAD | EFFECT_CLOSE;
	}
	self->wizard->mode.closing = true;
	char *text = xasprintf(PLURAL_("%zu participant imported. u undoes.",
				       "%zu participants imported. u undoes.", result.added),
		result.added);
	unsigned effects = leave(self) | EFFECT_RELOAD;
	if (result.first)
		effects |= dashboard_go_to(dashboard, &participant_entity, result.first);
	dashboard_say(dashboard, ROLE_GOOD, text);
	return effects;
}

/* It works whenever there is no key to take. */
static int busy_patience(const struct mode *mode)
{
	(void)mode;
	return 0;
}

static unsigned busy_wake(struct mode *mode, struct dashboard *dashboard)
{
	struct busy_mode *self = busy_of(mode);
	struct import_plan *plan = self->wizard->plan;
	struct error error = {0};
	if (!self->run)
		self->run = service_import_start(dashboard->service, plan, &error);
	bool ok = self->run && service_import_step(self->run, ROWS_AT_A_TIME, &self->done, &error);
	if (ok && self->done < plan->file.row_count)
		return EFFECT_DRAW;
	return finish(self, dashboard, ok, &error);
}

static const struct hint *busy_hints(const struct mode *mode)
{
	static const struct hint hints[] = {{"Esc", N_("stop")}, {NULL, NULL}};
	(void)mode;
	return hints;
}

static void busy_destroy(struct mode *mode)
{
	struct busy_mode *self = busy_of(mode);
	struct error ignored = {0};
	service_import_end(self->run, false, NULL, &ignored);
	error_finish(&ignored);
	free(self);
}

static const struct mode_ops busy_ops = {
	.draw = busy_draw,
	.key = busy_key,
	.patience = busy_patience,
	.wake = busy_wake,
	.hints = busy_hints,
	.destroy = busy_destroy,
};

void wizard_run(struct wizard *wizard, struct dashboard *dashboard)
{
	struct busy_mode *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &busy_ops;
	self->wizard = wizard;
	wizard->running = true;
	mode_push(dashboard, &self->mode);
}
