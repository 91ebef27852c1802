/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/veil.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/veil.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"

enum { COVER_COLUMNS = 56 };

/* ---- reading ---- */

void veil_record(const struct dashboard *dashboard, const struct entity *entity, void *record)
{
	if (dashboard->veiled)
		record_veil(entity, record);
}

void veil_set(const struct dashboard *dashboard, struct record_set *set)
{
	for (size_t i = 0; i < set->count; i++)
		veil_record(dashboard, set->entity, set->records + i * set->entity->size);
}

bool veil_get(struct dashboard *dashboard, const struct entity *entity, int64_t id, void *record,
	struct error *error)
{
	if (!store_get(dashboard->service->store, entity, id, record, error))
		return false;
	veil_record(dashboard, entity, record);
	return true;
}

bool veil_all(struct dashboard *dashboard, const struct entity *entity, int64_t parent,
	struct record_set *set, struct error *error)
{
	if (!store_all(dashboard->service->store, entity, parent, set, error))
		return false;
	veil_set(dashboard, set);
	return true;
}

bool veil_referring(struct dashboard *dashboard, const struct entity *entity,
	const struct field *field, int64_t id, struct record_set *set, struct error *error)
{
	if (!store_referring(dashboard->service->store, entity, field, id, set, error))
		return false;
	veil_set(dashboard, set);
	return true;
}

char *veil_title(struct dashboard *dashboard, const struct entity *entity, int64_t id)
{
	struct error gone = {0};
	void *record = record_create(entity);
	char *title = veil_get(dashboard, entity, id, record, &gone) ? entity->title(record)
								     : xstrdup("");
	error_finish(&gone);
	record_destroy(entity, record);
	return title;
}

char *veil_filter(const struct dashboard *dashboard, const char *text)
{
	return xstrdup(dashboard->veiled ? VEIL : text);
}

/* ---- saying ---- */

void veil_say(struct dashboard *dashboard, enum role role, char *text)
{
	if (!dashboard->veiled) {
		dashboard_say(dashboard, role, text);
		return;
	}
	free(dashboard->withheld);
	dashboard->withheld = text;
	dashboard->withheld_role = role;
	dashboard_say(dashboard, role,
		xstrdup(role == ROLE_ERROR
				? _("That cannot be done: why is told outside privacy mode.")
				: _("Done: more is told outside privacy mode.")));
}

const char *veil_refuses(const struct dashboard *dashboard, const struct entity *entity)
{
	if (!dashboard->veiled || !entity_is_personal(entity))
		return NULL;
	return _("It would show a person: C-g leaves privacy mode.");
}

/* ---- what was open before ---- */

bool veil_covers(const struct dashboard *dashboard, const struct mode *mode)
{
	return dashboard->veiled && !mode->veiled;
}

void veil_draw_cover(struct dashboard *dashboard, struct rect body)
{
	const char *text = _("What was open here is hidden while privacy mode is on. Nothing of "
			     "it is lost: C-g shows it again.");
	int columns = body.width - DIALOG_EDGE;
	columns = columns > COVER_COLUMNS ? COVER_COLUMNS : columns;
	struct rect place = dialog_place(body, dialog_rows(text, columns), columns);
	struct rect inside = draw_overlay(dashboard->canvas, place, _("Hidden"));
	dialog_paragraph(dashboard->canvas, inside, ROLE_DIALOG, text);
	draw_focus(dashboard->canvas, inside.y, inside.x);
}

const struct hint *veil_cover_hints(void)
{
	static const struct hint hints[] = {{"C-g", N_("leave privacy mode")}, {NULL, NULL}};
	return hints;
}

struct rect veil_draw_badge(struct dashboard *dashboard, struct rect row)
{
	if (!dashboard->veiled)
		return row;
	char *badge = xasprintf(" %s ", _("PRIVACY MODE"));
	int columns = text_width(badge) + 1;
	row.width -= columns < row.width ? columns : row.width;
	draw_text(dashboard->canvas, row.y, row.x + row.width, columns - 1, ROLE_DEMO, badge);
	free(badge);
	return row;
}

/* ---- leaving asks ---- */

static void draw_question(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct rect row = dashboard->layout.message;
	(void)mode;
	(void)body;
	draw_fill(dashboard->canvas, row, ROLE_TEXT);
	row = veil_draw_badge(dashboard, row);
	/* TRANSLATORS: the letters are the keys for yes and no; no is what any other key means */
	int used = draw_text(dashboard->canvas, row.y, row.x + 1, row.width - 2, ROLE_WARNING,
		_("Leave privacy mode? (y/N)"));
	draw_cursor(dashboard->canvas, row.y, row.x + 2 + used);
}

static unsigned lift(struct dashboard *dashboard)
{
	char *text = dashboard->withheld;
	dashboard->veiled = false;
	dashboard->withheld = NULL;
	dashboard_say(dashboard, dashboard->withheld_role,
		text ? text : xstrdup(_("Privacy mode is off: names and addresses are shown.")));
	return EFFECT_DRAW | EFFECT_RELOAD | EFFECT_CLOSE;
}

/* Only a plain yes leaves: what was pressed by accident must not. */
static unsigned answer(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	(void)mode;
	return dialog_means_yes(key) ? lift(dashboard) : EFFECT_DRAW | EFFECT_CLOSE;
}

static const struct hint *question_hints(const struct mode *mode)
{
	static const struct hint hints[] = {
		{"y", N_("leave privacy mode")}, {"n", N_("keep it")}, {NULL, NULL}};
	(void)mode;
	return hints;
}

static void question_destroy(struct mode *mode)
{
	free(mode);
}

static const struct mode_ops question_ops = {
	.draw = draw_question,
	.key = answer,
	.hints = question_hints,
	.destroy = question_destroy,
};

bool veil_is_asking(const struct dashboard *dashboard)
{
	return dashboard->modes && dashboard->modes->ops == &question_ops;
}

unsigned app_privacy(struct dashboard *dashboard)
{
	if (!dashboard->veiled) {
		dashboard->veiled = true;
		dashboard_say(dashboard, ROLE_GOOD,
			xstrdup(_("Only initials are shown now. C-g leaves privacy mode.")));
		return EFFECT_DRAW | EFFECT_RELOAD;
	}
	struct mode *question = xcalloc(1, sizeof(*question));
	question->ops = &question_ops;
	mode_push(dashboard, question);
	return EFFECT_DRAW;
}
