/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The pictures of the network: all in one mode, beside each other. Each can be told in sentences
 * instead. No person stands in them, so that they can be shown as they are.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/report.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/picture.h"

enum { ROOMY = 18 }; /* rows with which a blank one can be spared */

enum picture { PICTURE_COUNTIES, PICTURE_SIGNUPS, PICTURE_FEES, PICTURE_PROMISES, PICTURES };

struct pictures_mode {
	struct mode mode;
	struct report report;
	struct coverage coverage;
	enum picture picture;
	bool plain; /* in sentences */
	struct county_view view;
	struct sheet sheet;
	struct sheet_view sheet_view;
	int height;
};

static struct pictures_mode *pictures_of(struct mode *mode)
{
	return (struct pictures_mode *)mode;
}

/* ---- in sentences ---- */

/* A sentence that may have nothing to say; takes it. */
static void tell(struct sheet *sheet, char *text)
{
	if (*text)
		sheet_text(sheet, ROLE_TEXT, text);
	free(text);
}

static void tell_counties(struct sheet *sheet, const struct report *report)
{
	char *country = report_country(report);
	tell(sheet, xasprintf("%s.", country));
	for (int i = 0; i < COUNTIES; i++) {
		tell(sheet, report_county_sentence(picture_county(report, i)));
		tell(sheet, report_missing_sentence(picture_county(report, i), SIZE_MAX));
	}
	char *names = report_blank_counties(report);
	if (*names)
		tell(sheet, xasprintf(_("White spots: %s."), names));
	tell(sheet, report_left_out_sentence(report));
	free(names);
	free(country);
}

static void tell_picture(struct pictures_mode *self)
{
	const struct report *report = &self->report;
	struct sheet *sheet = &self->sheet;
	sheet_finish(sheet);
	if (self->picture == PICTURE_COUNTIES) {
		tell_counties(sheet, report);
	} else if (self->picture == PICTURE_SIGNUPS) {
		tell(sheet, report_signups_sentence(report));
		for (size_t i = 0; i < report->week_count; i++)
			tell(sheet, report_week_sentence(&report->weeks[i]));
	} else if (self->picture == PICTURE_PROMISES) {
		picture_tell_promises(sheet, &self->coverage);
	} else {
		tell(sheet, report_fees_sentence(report));
		for (size_t i = 0; i < FEE_STATES; i++) {
			if (report->fees[report_fee_order[i]])
				tell(sheet, report_fee_sentence(report, report_fee_order[i]));
		}
	}
}

/* ---- drawing ---- */

static void draw_names(const struct pictures_mode *self, struct canvas *canvas, struct rect row)
{
	static const char *const names[PICTURES] = {
		N_("Counties"), N_("Sign-ups"), N_("Fees"), N_("Promises")};
	int x = row.x;
	for (int i = 0; i < PICTURES; i++) {
		bool current = i == (int)self->picture;
		char *name = xasprintf(current ? "[%d %s]" : " %d %s ", i + 1, _(names[i]));
		x += draw_text(canvas, row.y, x, row.x + row.width - x,
			     current ? ROLE_TAB_CURRENT : ROLE_TAB, name) +
		     1;
		free(name);
	}
}

static void pictures_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct pictures_mode *self = pictures_of(mode);
	struct canvas *canvas = dashboard->canvas;
	struct rect rest = draw_overlay(canvas, body, _("The network in pictures"));
	draw_names(self, canvas, rect_cut_top(&rest, 1));
	if (rest.height >= ROOMY)
		rect_cut_top(&rest, 1);
	self->height = rest.height;
	if (self->plain)
		sheet_draw(&self->sheet, &self->sheet_view, canvas, rest, false);
	else if (self->picture == PICTURE_COUNTIES)
		picture_draw_counties(canvas, rest, &self->report, &self->view);
	else if (self->picture == PICTURE_SIGNUPS)
		picture_draw_signups(canvas, rest, &self->report);
	else if (self->picture == PICTURE_PROMISES)
		picture_draw_promises(canvas, rest, &self->coverage);
	else
		picture_draw_fees(canvas, rest, &self->report);
	if (self->plain || self->picture != PICTURE_COUNTIES)
		draw_focus(canvas, rest.y, rest.x);
}

/* ---- keys ---- */

static unsigned turn_to(struct pictures_mode *self, int picture)
{
	self->picture = (enum picture)((picture + PICTURES) % PICTURES);
	self->sheet_view = (struct sheet_view){.selected = -1};
	tell_picture(self);
	return EFFECT_DRAW;
}

static unsigned move(struct pictures_mode *self, int rows)
{
	int selected = self->view.selected + rows;
	if (self->plain) {
		sheet_scroll(&self->sheet, &self->sheet_view, rows, self->height);
		return EFFECT_DRAW;
	}
	self->view.selected = selected < 0 ? 0 : selected >= COUNTIES ? COUNTIES - 1 : selected;
	return EFFECT_DRAW;
}

static unsigned letter_key(struct pictures_mode *self, uint32_t code)
{
	if (code >= '1' && code < '1' + PICTURES)
		return turn_to(self, (int)(code - '1'));
	switch (code) {
	case 'j':
		return move(self, 1);
	case 'k':
		return move(self, -1);
	case 'p':
		self->plain = !self->plain;
		return turn_to(self, (int)self->picture);
	case 'q':
		return EFFECT_CLOSE | EFFECT_DRAW;
	default:
		return EFFECT_IGNORED;
	}
}

static unsigned pictures_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct pictures_mode *self = pictures_of(mode);
	int page = self->plain && self->height > 1 ? self->height - 1 : self->view.rows;
	(void)dashboard;
	key = key_normalize(key);
	if (key.modifiers)
		return EFFECT_IGNORED;
	switch (key.code) {
	case KEYCODE_ESCAPE:
		return EFFECT_CLOSE | EFFECT_DRAW;
	case KEYCODE_LEFT:
	case KEYCODE_BACKTAB:
		return turn_to(self, (int)self->picture - 1);
	case KEYCODE_RIGHT:
	case KEYCODE_TAB:
		return turn_to(self, (int)self->picture + 1);
	case KEYCODE_UP:
		return move(self, -1);
	case KEYCODE_DOWN:
		return move(self, 1);
	case KEYCODE_PAGE_UP:
		return move(self, -page);
	case KEYCODE_PAGE_DOWN:
		return move(self, page);
	default:
		return letter_key(self, key.code);
	}
}

/* ---- the mode ---- */

static void pictures_reload(struct mode *mode, struct dashboard *dashboard)
{
	struct pictures_mode *self = pictures_of(mode);
	struct report fresh;
	struct coverage coverage;
	struct error error = {0};
	mode->veiled = true; /* there is nobody in it */
	if (!service_report(dashboard->service, &fresh, &error)) {
		dashboard_complain(dashboard, &error);
		return;
	}
	report_finish(&self->report);
	self->report = fresh;
	if (!service_coverage(dashboard->service, &coverage, &error)) {
		dashboard_complain(dashboard, &error);
		return;
	}
	coverage_finish(&self->coverage);
	self->coverage = coverage;
	tell_picture(self);
}

static const struct hint *pictures_hints(const struct mode *mode)
{
	static const struct hint drawn[] = {{"←→", N_("picture")}, {"↑↓", N_("county")},
		{"p", N_("in sentences")}, {"Esc", N_("back")}, {NULL, NULL}};
	static const struct hint other[] = {{"←→", N_("picture")}, {"p", N_("in sentences")},
		{"Esc", N_("back")}, {NULL, NULL}};
	static const struct hint plain[] = {{"←→", N_("picture")}, {"↑↓", N_("scroll")},
		{"p", N_("as a picture")}, {"Esc", N_("back")}, {NULL, NULL}};
	const struct pictures_mode *self = (const struct pictures_mode *)mode;
	if (self->plain)
		return plain;
	return self->picture == PICTURE_COUNTIES ? drawn : other;
}

static void pictures_destroy(struct mode *mode)
{
	struct pictures_mode *self = pictures_of(mode);
	report_finish(&self->report);
	coverage_finish(&self->coverage);
	sheet_finish(&self->sheet);
	free(self);
}

static const struct mode_ops pictures_ops = {
	.draw = pictures_draw,
	.key = pictures_key,
	.reload = pictures_reload,
	.hints = pictures_hints,
	.destroy = pictures_destroy,
};

static unsigned open_at(struct dashboard *dashboard, enum picture picture)
{
	struct pictures_mode *self = xcalloc(1, sizeof(*self));
	struct error error = {0};
	self->mode.ops = &pictures_ops;
	self->sheet_view.selected = -1;
	self->picture = picture;
	if (!service_report(dashboard->service, &self->report, &error) ||
		!service_coverage(dashboard->service, &self->coverage, &error)) {
		pictures_destroy(&self->mode);
		return dashboard_complain(dashboard, &error);
	}
	tell_picture(self);
	mode_push(dashboard, &self->mode);
	self->mode.veiled = true; /* there is nobody in it */
	return EFFECT_DRAW;
}

unsigned pictures_open(struct dashboard *dashboard)
{
	return open_at(dashboard, PICTURE_COUNTIES);
}

unsigned pictures_promises(struct dashboard *dashboard)
{
	return open_at(dashboard, PICTURE_PROMISES);
}
