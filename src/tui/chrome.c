/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/chrome.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/run.h"
#include "tui/veil.h"

/* ---- header ---- */

/* How much there is room for in the header. */
enum header_form { HEADER_TIME, HEADER_SHORT, HEADER_LONG };

static char *clock_text(const struct dashboard *dashboard, enum header_form form)
{
	int64_t date, minutes;
	char time[6];
	zone_to_local(clock_now(dashboard->service->clock), &date, &minutes);
	char *day = date_format(date, form == HEADER_LONG ? DATE_MEDIUM : DATE_SHORT);
	char *week = date_format_week(date);
	time_to_iso(minutes, time);
	char *text = form == HEADER_LONG    ? xasprintf("%s · %s · %s", day, week, time)
		     : form == HEADER_SHORT ? xasprintf("%s %s", day, time)
					    : xstrdup(time);
	free(week);
	free(day);
	return text;
}

static const char *badge_text(const struct dashboard *dashboard)
{
	if (dashboard->options.demo)
		return _("DEMO");
	return dashboard->options.readonly ? _("READ ONLY") : NULL;
}

/* From the right edge: who, when, DEMO. Returns the columns that are left. */
static int draw_right(struct dashboard *dashboard, struct rect row, enum header_form form)
{
	struct canvas *canvas = dashboard->canvas;
	int left = row.width - 1;
	if (dashboard->service->settings->initials && form == HEADER_LONG) {
		char *who = xasprintf("%s", dashboard->service->who);
		left -= draw_text_right(canvas, row.y, row.x, left, ROLE_HEADER, who) + 3;
		draw_text(canvas, row.y, row.x + left + 1, 1, ROLE_DIM, canvas->ascii ? "|" : "│");
		free(who);
	}
	char *clock = clock_text(dashboard, form);
	left -= draw_text_right(canvas, row.y, row.x, left, ROLE_HEADER, clock) + 2;
	free(clock);
	const char *badge = badge_text(dashboard);
	if (badge)
		left -= draw_text_right(canvas, row.y, row.x, left, ROLE_DEMO, badge) + 2;
	return left;
}

static const char *tab_note(const struct dashboard *dashboard, int place)
{
	bool urgent = place == LAYOUT_REQUESTS && dashboard->overview.urgent_requests;
	return !urgent ? "" : dashboard->canvas->ascii ? "!" : "▲";
}

static char *tab_text(const struct dashboard *dashboard, int place, bool named)
{
	bool current = place == (int)dashboard->focus;
	const char *name = named || current ? _(dashboard->panes[place]->ops->title) : "";
	return xasprintf(current ? "[%d %s%s]"
			 : named ? "%d %s%s"
				 : "%d%s%s",
		place, name, tab_note(dashboard, place));
}

static int tabs_width(const struct dashboard *dashboard)
{
	int width = 1;
	for (int i = 0; i < LAYOUT_PANES; i++) {
		char *tab = tab_text(dashboard, i, true);
		width += text_width(tab) + 2;
		free(tab);
	}
	return width;
}

/* Names of the panes; numbers only where there is no room for them all. */
static void draw_tabs(struct dashboard *dashboard, struct rect row, int width)
{
	bool named = tabs_width(dashboard) <= width + 2;
	int x = row.x + 1;
	for (int i = 0; i < LAYOUT_PANES; i++) {
		char *tab = tab_text(dashboard, i, named);
		int left = row.x + width - x;
		x += draw_text(dashboard->canvas, row.y, x, left > 0 ? left : 0,
			     i == (int)dashboard->focus ? ROLE_TAB_CURRENT : ROLE_TAB, tab) +
		     2;
		free(tab);
	}
}

/* The date gives way to the names of the panes, the time does not. */
static enum header_form header_form(const struct dashboard *dashboard)
{
	int width = dashboard->layout.header.width;
	if (width >= 100)
		return HEADER_LONG;
	const char *badge = badge_text(dashboard);
	char *clock = clock_text(dashboard, HEADER_SHORT);
	int right = text_width(clock) + 3 + (badge ? text_width(badge) + 2 : 0);
	free(clock);
	return dashboard->layout.tabs && tabs_width(dashboard) + right > width ? HEADER_TIME
									       : HEADER_SHORT;
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
	int width = draw_right(dashboard, row, header_form(dashboard));
	if (dashboard->layout.tabs)
		draw_tabs(dashboard, row, width);
	else
		draw_name(dashboard, row, width);
	struct rect rule = dashboard->layout.rule;
	if (!rect_is_empty(rule))
		draw_hline(dashboard->canvas, rule.y, rule.x, rule.width, ROLE_FRAME);
}

/* ---- message and hints ---- */

/* A frame may be too narrow to say it, or not there: the filter in force and the marks. */
static void draw_list_note(struct dashboard *dashboard, struct rect row)
{
	const struct pane *pane = dashboard_focused(dashboard);
	if (!pane->ops->entity || (!pane->list.filter_text && !pane->list.mark_count))
		return;
	char *note = pane_note(pane);
	char *filter = pane->list.filter_text ? veil_filter(dashboard, pane->list.filter_text)
					      : NULL;
	char *text = filter ? xasprintf("/%s · %s", filter, note) : xstrdup(note);
	draw_text(dashboard->canvas, row.y, row.x + 1, row.width - 2, ROLE_ACCENT, text);
	free(text);
	free(filter);
	free(note);
}

void chrome_draw_message(struct dashboard *dashboard)
{
	struct rect row = veil_draw_badge(dashboard, dashboard->layout.message);
	if (!dashboard->message)
		draw_list_note(dashboard, row);
	else
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
	x += draw_text(dashboard->canvas, row.y, x, end > x ? end - x : 0, ROLE_HINT_TEXT, text) +
	     2;
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
	if (dashboard->modes)
		x += draw_hint(dashboard, x, "Esc", _("back"));
	for (size_t i = 0; i < command_count; i++) {
		const struct command *command = &commands[i];
		char key[KEY_NAME_SIZE];
		if (!(command->flags & COMMAND_HINTED) ||
			!(command->contexts & run_context(dashboard)) ||
			(command->flags & COMMAND_WRITES && dashboard->options.readonly) ||
			(dashboard->modes &&
				(command->flags & COMMAND_LEAVES || command->run == go_open)))
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
		/* "y" is another letter in another language; "Esc" is the same in all. */
		const char *key = i18n_context_of("key", hints->key);
		if (x + hint_width(key, _(hints->text)) - row.x > row.width)
			break;
		x += draw_hint(dashboard, x, key, _(hints->text));
	}
}

void chrome_draw_hints(struct dashboard *dashboard)
{
	if (dashboard->modes && veil_covers(dashboard, dashboard->modes))
		draw_mode_hints(dashboard, veil_cover_hints());
	else if (dashboard->modes && (!dashboard->modes->passes || dashboard->modes->hinted))
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
