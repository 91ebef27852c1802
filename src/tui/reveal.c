/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The mode that shows who a protected person is. It closes by itself: someone who is called away
 * from the desk must not leave a name on the screen.
 */
#include "tui/reveal.h"

#include <stdlib.h>
#include <time.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "service/access.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"

enum { REVEAL_COLUMNS = 64, MILLISECONDS = 1000 };

struct reveal_mode {
	struct mode mode;
	char *title;
	struct sheet sheet;
	struct sheet_view view;
	int64_t opened; /* milliseconds of the clock that never goes back */
	bool still;     /* the program's clock stands still, and so does what is told of the time */
};

static struct reveal_mode *reveal_of(struct mode *mode)
{
	return (struct reveal_mode *)mode;
}

static int64_t monotonic(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * MILLISECONDS + now.tv_nsec / 1000000;
}

int reveal_seconds_left(int64_t opened, int64_t now)
{
	int64_t left = opened + REVEAL_SECONDS * MILLISECONDS - now;
	if (left <= 0)
		return 0;
	left = (left + MILLISECONDS - 1) / MILLISECONDS;
	return left > REVEAL_SECONDS ? REVEAL_SECONDS : (int)left;
}

static void reveal_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct reveal_mode *self = reveal_of(mode);
	int columns = body.width - DIALOG_EDGE;
	columns = columns > REVEAL_COLUMNS ? REVEAL_COLUMNS : columns;
	sheet_settle(&self->sheet, &self->view, body.height, columns);
	struct rect place = dialog_place(body, self->view.rows + 2, columns);
	struct rect rest = draw_overlay(dashboard->canvas, place, self->title);
	struct rect line = rect_cut_bottom(&rest, 1);
	int left = self->still ? REVEAL_SECONDS : reveal_seconds_left(self->opened, monotonic());
	char *text = xasprintf(
		PLURAL_("Hidden again in %d second. It is logged that you saw it.",
			"Hidden again in %d seconds. It is logged that you saw it.", left),
		left);
	rect_cut_bottom(&rest, 1);
	sheet_draw(&self->sheet, &self->view, dashboard->canvas, rest, false);
	draw_text(dashboard->canvas, line.y, line.x, line.width, ROLE_WARNING, text);
	draw_focus(dashboard->canvas, line.y, line.x);
	free(text);
}

/* Until the next second is over; where the time that is told stands still, until the end. */
static int reveal_patience(const struct mode *mode)
{
	const struct reveal_mode *self = (const struct reveal_mode *)mode;
	int64_t gone = monotonic() - self->opened;
	int64_t left = REVEAL_SECONDS * MILLISECONDS - gone;
	if (self->still)
		return left > 0 ? (int)left : 0;
	return MILLISECONDS - (int)(gone % MILLISECONDS);
}

static unsigned reveal_wake(struct mode *mode, struct dashboard *dashboard)
{
	struct reveal_mode *self = reveal_of(mode);
	if (reveal_seconds_left(self->opened, monotonic()) > 0)
		return EFFECT_DRAW;
	mode->closing = true;
	dashboard_say(dashboard, ROLE_DIM, xstrdup(_("The protected identity is hidden again.")));
	return EFFECT_CLOSE | EFFECT_DRAW;
}

/* Any key but those of the whole program closes it: nobody looks for the right one. */
static unsigned reveal_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	(void)dashboard;
	key = key_normalize(key);
	if (key.modifiers)
		return EFFECT_IGNORED;
	mode->closing = true;
	return EFFECT_CLOSE | EFFECT_DRAW;
}

static const struct hint *reveal_hints(const struct mode *mode)
{
	static const struct hint hints[] = {{"Esc", N_("hide")}, {NULL, NULL}};
	(void)mode;
	return hints;
}

static void reveal_destroy(struct mode *mode)
{
	struct reveal_mode *self = reveal_of(mode);
	sheet_finish(&self->sheet);
	free(self->title);
	free(self);
}

static const struct mode_ops reveal_ops = {
	.draw = reveal_draw,
	.key = reveal_key,
	.patience = reveal_patience,
	.wake = reveal_wake,
	.hints = reveal_hints,
	.destroy = reveal_destroy,
};

static void tell_identity(struct sheet *sheet, const struct participant *participant)
{
	for (size_t i = 0; i < participant_entity.field_count; i++) {
		const struct field *field = &participant_entity.fields[i];
		if (!(field->flags & FIELD_IDENTITY) || !field->label ||
			!field_is_known(field, participant))
			continue;
		char *value = field_display(field, participant);
		sheet_pair(sheet, _(field->label), ROLE_TEXT, value);
		free(value);
	}
	if (!sheet->count)
		sheet_text(sheet, ROLE_TEXT,
			_("Nothing is written down of who this is: ask by the contact path."));
}

static void reveal_open(struct dashboard *dashboard, const struct participant *participant)
{
	struct reveal_mode *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &reveal_ops;
	self->title = participant_entity.title(participant);
	self->view.selected = -1;
	self->opened = monotonic();
	self->still = dashboard->service->clock->fixed;
	tell_identity(&self->sheet, participant);
	mode_push(dashboard, &self->mode);
}

static bool reason_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct participant participant = {0};
	bool ok = service_reveal(
		dashboard->service, *(int64_t *)context, text, &participant, error);
	if (ok)
		reveal_open(dashboard, &participant);
	record_finish(&participant_entity, &participant);
	*effects = EFFECT_DRAW;
	return ok;
}

const char *needs_protected_row(struct dashboard *dashboard)
{
	const char *why = needs_row(dashboard);
	if (why)
		return why;
	const struct participant *participant = pane_selected(dashboard_focused(dashboard));
	return participant && participant->is_protected.value
		       ? NULL
		       : _("the identity of this one is not protected");
}

unsigned rights_reveal(struct dashboard *dashboard)
{
	const struct participant *participant = pane_selected(dashboard_focused(dashboard));
	char *name = participant_entity.title(participant);
	char *title = xasprintf(_("Reveal: %s"), name);
	int64_t *id = xcalloc(1, sizeof(*id));
	*id = participant->record.id;
	struct prompt prompt = {
		.title = title,
		.label = _("Reason"),
		.help = _("It stands in the log, with your name. The identity is shown for a "
			  "minute."),
		.done = reason_given,
		.context = id,
		.free_context = free,
	};
	prompt_open(dashboard, &prompt);
	free(title);
	free(name);
	return EFFECT_DRAW;
}
