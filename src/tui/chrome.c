/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/chrome.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/dashboard.h"
#include "tui/run.h"

/* ---- header ---- */

static char *clock_text(const struct dashboard *dashboard, bool long_form)
{
	int64_t date, minutes;
	char time[6];
	zone_to_local(clock_now(dashboard->service->clock), &date, &minutes);
	char *day = date_format(date, long_form ? DATE_MEDIUM : DATE_SHORT);
	char *week = date_format_week(date);
	time_to_iso(minutes, time);
	char *text = long_form ? xasprintf("%s · %s · %s", day, week, time)
			       : xasprintf("%s %s", day, time);
	free(week);
	free(day);
	return text;
}

/* From the right edge: who, when, DEMO. Returns the columns that are left. */
static int draw_right(struct dashboard *dashboard, struct rect row, bool long_form)
{
	struct canvas *canvas = dashboard->canvas;
	int left = row.width - 1;
	if (dashboard->service->settings->initials && long_form) {
		char *who = xasprintf("%s", dashboard->service->who);
		left -= draw_text_right(canvas, row.y, row.x, left, ROLE_HEADER, who) + 3;
		draw_text(canvas, row.y, row.x + left + 1, 1, ROLE_DIM, canvas->ascii ? "|" : "│");
		free(who);
	}
	char *clock = clock_text(dashboard, long_form);
	left -= draw_text_right(canvas, row.y, row.x, left, ROLE_HEADER, clock) + 2;
	free(clock);
	const char *badge = dashboard->options.demo	    ? _("DEMO")
			    : dashboard->options.readonly ? _("READ ONLY")
							  : NULL;
	if (badge)
		left -= draw_text_right(canvas, row.y, row.x, left, ROLE_DEMO, badge) + 2;
	return left;
}

static const char *tab_note(const struct dashboard *dashboard, int place)
{
	bool urgent = place == LAYOUT_REQUESTS && dashboard->overview.urgent_requests;
	return !urgent ? "" : dashboard->canvas->ascii ? "!" : "▲";
}

/* Names of the panes, shortened to numbers where there is no room for them all. */
static void draw_tabs(struct dashboard *dashboard, struct rect row, int width)
{
	int need = 0;
	for (int i = 0; i < LAYOUT_PANES; i++)
		need += text_width(_(dashboard->panes[i]->ops->title)) + 5;
	bool names = need <= width - 1;
	int x = row.x + 1;
	for (int i = 0; i < LAYOUT_PANES; i++) {
		bool current = i == (int)dashboard->focus;
		const char *name = names || current ? _(dashboard->panes[i]->ops->title) : "";
		char *tab = xasprintf(current ? "[%d %s%s]" : "%d %s%s", i, name,
			tab_note(dashboard, i));
		int left = row.x + width - x;
		x += draw_text(dashboard->canvas, row.y, x, left > 0 ? left : 0,
			     current ? ROLE_TAB_CURRENT : ROLE_TAB, tab) +
		     2;
		free(tab);
	}
}

static void draw_name(struct dashboard *dashboard, struct rect row, int width)
{
	struct canvas *canvas = dashboard->canvas;
	int x = row.x + 1;
	x += draw_text(canvas, row.y, x, width - 1, ROLE_TITLE, "Träffpunkt") + 1;
	draw_text(canvas, row.y, x, 1, ROLE_DIM, canvas->ascii ? "|" : "│");
	draw_text(canvas, row.y, x + 2, row.x + width - x - 3, ROLE_HEADER,
		dashboard->overview.network.name ? dashboard->overview.network.name : "");
}

void chrome_draw_header(struct dashboard *dashboard)
{
	struct rect row = dashboard->layout.header;
	draw_fill(dashboard->canvas, row, ROLE_HEADER);
	int width = draw_right(dashboard, row, row.width >= 100);
	if (dashboard->layout.tabs)
		draw_tabs(dashboard, row, width);
	else
		draw_name(dashboard, row, width);
	struct rect rule = dashboard->layout.rule;
	if (!rect_is_empty(rule))
		draw_hline(dashboard->canvas, rule.y, rule.x, rule.width, ROLE_FRAME);
}

/* ---- message and hints ---- */

void chrome_draw_message(struct dashboard *dashboard)
{
	struct rect row = dashboard->layout.message;
	if (dashboard->message)
		draw_text(dashboard->canvas, row.y, row.x + 1, row.width - 2,
			dashboard->message_role, dashboard->message);
}

static int hint_width(const char *key, const char *text)
{
	return text_width(key) + 1 + text_width(text) + 2;
}

static int draw_hint(struct dashboard *dashboard, int x, const char *key, const char *text)
{
	struct rect row = dashboard->layout.hints;
	int end = row.x + row.width - 1, start = x;
	x += draw_text(dashboard->canvas, row.y, x, end - x, ROLE_HINT_KEY, key) + 1;
	x += draw_text(dashboard->canvas, row.y, x, end > x ? end - x : 0, ROLE_HINT_TEXT, text) + 2;
	return x - start;
}

/* "? help" keeps its place at the right edge, whatever else there is room for. */
static int draw_help_hint(struct dashboard *dashboard)
{
	struct rect row = dashboard->layout.hints;
	const char *text = _("help");
	int width = hint_width("?", text) - 2;
	draw_hint(dashboard, row.x + row.width - 1 - width, "?", text);
	return row.width - width - 3;
}

static void draw_command_hints(struct dashboard *dashboard)
{
	struct rect row = dashboard->layout.hints;
	int room = draw_help_hint(dashboard), x = row.x + 1;
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &commands[i];
		char key[KEY_NAME_SIZE];
		if (!(command->flags & COMMAND_HINTED) ||
			!(command->contexts & run_context(dashboard)) ||
			(command->flags & COMMAND_WRITES && dashboard->options.readonly))
			continue;
		keymap_key_name(dashboard->keymap, command, key);
		if (!key[0] || x + hint_width(key, _(command->brief)) - row.x > room)
			continue;
		x += draw_hint(dashboard, x, key, _(command->brief));
	}
}

static void draw_mode_hints(struct dashboard *dashboard, const struct hint *hints)
{
	struct rect row = dashboard->layout.hints;
	int x = row.x + 1;
	for (; hints && hints->key; hints++) {
		if (x + hint_width(hints->key, _(hints->text)) - row.x > row.width)
			break;
		x += draw_hint(dashboard, x, hints->key, _(hints->text));
	}
}

void chrome_draw_hints(struct dashboard *dashboard)
{
	if (dashboard->modes)
		draw_mode_hints(dashboard, dashboard->modes->ops->hints(dashboard->modes));
	else
		draw_command_hints(dashboard);
}

void chrome_draw_too_small(struct dashboard *dashboard)
{
	struct rect screen = dashboard->layout.screen;
	char *text = xasprintf(_("The window is %d×%d; Träffpunkt needs at least %d×%d."),
		screen.width, screen.height, LAYOUT_MIN_COLUMNS, LAYOUT_MIN_ROWS);
	draw_text(dashboard->canvas, screen.height / 2, 0, screen.width, ROLE_WARNING, text);
	free(text);
}
