/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The one loop: take what there is (keys, signals, changes by others), let handlers say what should
 * happen, do it, draw once, wait. Ten keys that came at once cost one frame.
 */
#include <poll.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "tui/chrome.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/editor.h"
#include "tui/overviewtext.h"
#include "tui/plan.h"
#include "tui/run.h"
#include "tui/shift.h"
#include "tui/veil.h"
#include "tui/watch.h"

/* Milliseconds without a key before the hits of a filter are counted: not between two letters. */
#define COUNT_DELAY 100

struct loop {
	struct dashboard dashboard;
	struct input *input;
	struct watch watch;
	int64_t day; /* that the lists were read for: with it what rests wakes */
	bool dirty;
	int64_t hint; /* ms of the monotonic clock when hints are to be tended again; -1: never */
	int64_t half_since; /* monotonic: when the first part of a key came */
};

/* ---- drawing ---- */

static void draw_modes(struct dashboard *dashboard, struct mode *mode)
{
	if (!mode)
		return;
	draw_modes(dashboard, mode->below);
	if (veil_covers(dashboard, mode))
		veil_draw_cover(dashboard, dashboard->layout.body);
	else
		mode->ops->draw(mode, dashboard, dashboard->layout.body);
}

static void draw_frame_of(struct loop *loop)
{
	struct dashboard *dashboard = &loop->dashboard;
	draw_begin(dashboard->canvas, terminal_screen(dashboard->terminal));
	if (dashboard->layout.too_small) {
		chrome_draw_too_small(dashboard);
	} else {
		chrome_draw_header(dashboard);
		if (!rect_is_empty(dashboard->layout.strip))
			strip_draw(dashboard, dashboard->layout.strip);
		for (int i = 0; i < LAYOUT_PANES; i++) {
			const struct layout_place *place = &dashboard->layout.panes[i];
			bool focused = i == (int)dashboard->focus && !dashboard->modes;
			if (layout_shows(&dashboard->layout, i))
				pane_draw(dashboard->panes[i], dashboard, place, focused);
		}
		chrome_draw_message(dashboard);
		draw_modes(dashboard, dashboard->modes);
		chrome_draw_hints(dashboard);
	}
	terminal_flush(dashboard->terminal);
	loop->dirty = false;
}

static void compute_layout(struct dashboard *dashboard)
{
	struct rect screen = terminal_screen(dashboard->terminal);
	struct layout_wish wish = {
		.rows = screen.height,
		.columns = screen.width,
		.focus = dashboard->focus,
		.zoom = dashboard->zoom,
		.detail = 1u << LAYOUT_PARTICIPANTS | 1u << LAYOUT_CALENDAR | 1u << LAYOUT_REQUESTS,
	};
	dashboard->layout = layout_compute(wish);
}

/* ---- acting on effects ---- */

/* Modes that are done leave the stack when no handler of theirs is running. */
static void close_modes(struct dashboard *dashboard)
{
	struct mode **place = &dashboard->modes;
	while (*place) {
		struct mode *mode = *place;
		if (!mode->closing) {
			place = &mode->below;
			continue;
		}
		*place = mode->below;
		company_close(dashboard, mode);
		mode->ops->destroy(mode);
	}
}

/* What was saved is not what was typed: that must be seen, beside what else is said. */
static void tell_masked(struct dashboard *dashboard)
{
	char *masked = service_masked_text(dashboard->service);
	if (!masked)
		return;
	dashboard->service->masked = 0;
	char *both = dashboard->message ? xasprintf("%s %s", masked, dashboard->message)
					: xstrdup(masked);
	dashboard_say(dashboard, ROLE_WARNING, both);
	free(masked);
}

static void act(struct loop *loop, unsigned effects)
{
	struct dashboard *dashboard = &loop->dashboard;
	if (effects & EFFECT_SUSPEND) {
		terminal_suspend(dashboard->terminal);
		input_reset(loop->input);
		effects |= EFFECT_LAYOUT;
	}
	if (effects & EFFECT_EDITOR) {
		effects |= editor_run(dashboard) | EFFECT_LAYOUT | EFFECT_DRAW;
		input_reset(loop->input);
	}
	close_modes(dashboard);
	if (effects & EFFECT_RELOAD) {
		dashboard_reload(dashboard);
		tell_masked(dashboard);
	}
	close_modes(dashboard);
	if (effects & EFFECT_LAYOUT)
		compute_layout(dashboard);
	if (effects & EFFECT_REPAINT)
		terminal_redraw(dashboard->terminal);
	if (effects & EFFECT_QUIT)
		dashboard->quit = true;
	if (effects & ~(unsigned)(EFFECT_IGNORED | EFFECT_CLOSE))
		loop->dirty = true;
}

/* ---- keys ---- */

/* These work everywhere, also in a form. */
static unsigned global_key(struct key key)
{
	struct key redraw, suspend;
	key_parse("C-l", &redraw);
	key_parse("C-z", &suspend);
	if (key_equal(key, redraw))
		return EFFECT_DRAW | EFFECT_REPAINT;
	return key_equal(key, suspend) ? EFFECT_SUSPEND : EFFECT_NONE;
}

static unsigned mode_key(struct dashboard *dashboard, struct key key)
{
	struct mode *mode = dashboard->modes;
	if (veil_covers(dashboard, mode)) /* nobody should act on what cannot be seen */
		return global_key(key);
	unsigned effects = mode->ops->key(mode, dashboard, key);
	if (effects & EFFECT_CLOSE)
		mode->closing = true;
	if (!(effects & EFFECT_IGNORED))
		return effects;
	const struct command *command = mode->passes ? keymap_find(dashboard->keymap, key,
							       run_context(dashboard))
						     : NULL;
	return command ? run_command(dashboard, command) | EFFECT_DRAW : global_key(key);
}

static unsigned pane_key(struct dashboard *dashboard, struct key key)
{
	const struct command *command = keymap_find(dashboard->keymap, key, run_context(dashboard));
	if (command)
		return run_command(dashboard, command);
	char name[KEY_NAME_SIZE];
	key_format(key, name);
	dashboard_say(dashboard, ROLE_DIM,
		xasprintf(_("%s does nothing here; ? lists what does."), name));
	return EFFECT_DRAW;
}

static unsigned take_key(struct dashboard *dashboard, struct key key)
{
	unsigned effects = EFFECT_NONE;
	if (dashboard->layout.too_small) { /* nobody should act on what cannot be seen */
		struct key quit;
		key_parse("q", &quit);
		return key_equal(key, quit) && !dashboard->modes ? EFFECT_QUIT : global_key(key);
	}
	if (dashboard->message) {
		dashboard_say(dashboard, ROLE_TEXT, NULL);
		effects = EFFECT_DRAW;
	}
	/* Privacy mode is entered from anywhere: who shares the screen cannot wait. */
	const struct command *command = keymap_find(dashboard->keymap, key, run_context(dashboard));
	if (command && command->run == app_privacy && !veil_is_asking(dashboard))
		return effects | app_privacy(dashboard);
	return effects | (dashboard->modes ? mode_key(dashboard, key) : pane_key(dashboard, key));
}

static unsigned take_paste(struct dashboard *dashboard, const struct input_event *event)
{
	struct mode *mode = dashboard->modes;
	if (mode && veil_covers(dashboard, mode))
		return EFFECT_NONE;
	if (mode && mode->ops->paste)
		return mode->ops->paste(mode, dashboard, event->paste, event->paste_length);
	if (mode || !dashboard_focused(dashboard)->ops->entity)
		return EFFECT_NONE;
	/* In a list a paste can only be something to look for: never keys. */
	unsigned effects = pick_filter(dashboard);
	mode = dashboard->modes;
	return effects | mode->ops->paste(mode, dashboard, event->paste, event->paste_length);
}

static unsigned click(struct dashboard *dashboard, const struct input_mouse *mouse)
{
	enum layout_pane place = layout_pane_at(&dashboard->layout, mouse->y, mouse->x);
	if (place == LAYOUT_PANES)
		return EFFECT_NONE;
	struct pane *pane = dashboard->panes[place];
	int row = mouse->y - pane->rows_y;
	if (pane->ops->entity && row >= 0 && row < pane->list.height &&
		rect_contains(dashboard->layout.panes[place].list, mouse->y, mouse->x) &&
		pane->list.top + (size_t)row < list_count(&pane->list)) {
		pane->list.selected = pane->list.top + (size_t)row;
		pane->offset = 0;
		pane->day = (struct number){0};
	}
	return dashboard_focus(dashboard, place);
}

static unsigned take_mouse(struct dashboard *dashboard, const struct input_mouse *mouse)
{
	struct pane *pane = dashboard_focused(dashboard);
	struct error error = {0};
	if (dashboard->modes || dashboard->layout.too_small)
		return EFFECT_NONE;
	if (mouse->action == MOUSE_PRESS)
		return click(dashboard, mouse);
	if (mouse->action != MOUSE_WHEEL_UP && mouse->action != MOUSE_WHEEL_DOWN)
		return EFFECT_NONE;
	int rows = mouse->action == MOUSE_WHEEL_UP ? -3 : 3;
	if (pane->ops->entity && !list_move(&pane->list, rows, &error))
		return dashboard_complain(dashboard, &error);
	if (!pane->ops->entity)
		sheet_scroll(&pane->sheet, &pane->view, rows,
			dashboard->layout.panes[dashboard->focus].list.height);
	return EFFECT_DRAW;
}

static int64_t monotonic(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void take_events(struct loop *loop)
{
	struct input_event event;
	while (!loop->dashboard.quit && input_next(loop->input, &event)) {
		if (event.kind == INPUT_KEY)
			act(loop, take_key(&loop->dashboard, event.key));
		else if (event.kind == INPUT_PASTE)
			act(loop, take_paste(&loop->dashboard, &event));
		else
			act(loop, take_mouse(&loop->dashboard, &event.mouse));
		company_typed(&loop->dashboard, monotonic());
	}
}

static void take_signals(struct loop *loop)
{
	enum terminal_signal signal;
	while ((signal = terminal_next_signal(loop->dashboard.terminal)) != TERMINAL_SIGNAL_NONE) {
		if (signal == TERMINAL_SIGNAL_RESIZE && terminal_resize(loop->dashboard.terminal))
			act(loop, EFFECT_LAYOUT | EFFECT_DRAW);
		else if (signal == TERMINAL_SIGNAL_SUSPEND)
			act(loop, EFFECT_SUSPEND);
		else if (signal == TERMINAL_SIGNAL_QUIT)
			act(loop, EFFECT_QUIT);
	}
}

/* ---- waiting ---- */

static struct pane *idle_pane(struct dashboard *dashboard)
{
	for (int i = 0; i < LAYOUT_PANES; i++) {
		struct pane *pane = dashboard->panes[i];
		if (pane->ops->entity && layout_shows(&dashboard->layout, i) &&
			list_has_idle_work(&pane->list))
			return pane;
	}
	return NULL;
}

/* The clock in the header turns once a minute; a fixed clock never does. */
static int until_next_minute(const struct dashboard *dashboard)
{
	if (dashboard->service->clock->fixed)
		return -1;
	return (int)(60 - clock_now(dashboard->service->clock) % 60) * 1000;
}

static int sooner(int left, int right)
{
	if (left < 0 || right < 0)
		return left < 0 ? right : left;
	return left < right ? left : right;
}

/* The mode on the stack that wants to be woken first, or NULL. */
static struct mode *waking_mode(const struct dashboard *dashboard, int *wait)
{
	struct mode *first = NULL;
	*wait = -1;
	for (struct mode *mode = dashboard->modes; mode; mode = mode->below) {
		int own = mode->ops->patience ? mode->ops->patience(mode) : -1;
		if (own >= 0 && (*wait < 0 || own < *wait)) {
			*wait = own;
			first = mode;
		}
	}
	return first;
}

/* `wake`: what the modes want. Half a key comes before: what is missing of it is on its way. */
static int patience(struct loop *loop, int wake)
{
	int timeout = sooner(watch_timeout(&loop->watch), until_next_minute(&loop->dashboard));
	if (input_pending(loop->input))
		timeout = sooner(timeout, terminal_escape_delay(loop->dashboard.terminal));
	else
		timeout = sooner(timeout, wake);
	const struct pane *pane = idle_pane(&loop->dashboard);
	return pane ? sooner(timeout, pane->list.query.filter ? COUNT_DELAY : 0) : timeout;
}

/* What we have not done ourselves: another program's change, or the turn of the day. */
static void reload_told(struct loop *loop)
{
	loop->day = dashboard_today(&loop->dashboard);
	dashboard_reload_told(&loop->dashboard);
	act(loop, EFFECT_DRAW);
}

/* Somebody else has written: what only they see of each other costs no reading anew. */
static void take_news(struct loop *loop)
{
	unsigned effects = company_news(&loop->dashboard);
	if (effects & EFFECT_RELOAD)
		reload_told(loop);
	else
		act(loop, effects);
}

/* Nothing came in time: a lone Esc is Esc, counts are made, the clock has turned. */
static void on_timeout(struct loop *loop)
{
	struct dashboard *dashboard = &loop->dashboard;
	struct pane *pane = idle_pane(dashboard);
	struct error error = {0};
	if (input_pending(loop->input)) {
		input_flush(loop->input);
	} else if (pane) {
		if (!list_idle(&pane->list, &error))
			dashboard_complain(dashboard, &error);
		loop->dirty = true;
	} else if (loop->day != dashboard_today(dashboard)) {
		reload_told(loop);
	} else {
		loop->dirty = true;
	}
}

/* Whatever else kept the loop busy meanwhile: a mode that ends by itself ends in time. */
static void wake_mode(struct loop *loop, struct mode *mode)
{
	for (struct mode *at = loop->dashboard.modes; at; at = at->below) {
		if (at == mode) {
			unsigned effects = mode->ops->wake(mode, &loop->dashboard);
			mode->closing |= (effects & EFFECT_CLOSE) != 0;
			act(loop, effects);
			return;
		}
	}
}

static int until_hint(const struct loop *loop, int64_t now)
{
	if (loop->hint < 0)
		return -1;
	return loop->hint > now ? (int)(loop->hint - now) : 0;
}

/* What the others are told, and what is kept of what is typed: a frame only when something that is
 * seen has changed by it. */
static void tend_hints(struct loop *loop)
{
	act(loop, company_tend(&loop->dashboard, monotonic(), &loop->hint));
}

/* What else happens all the time must not keep a lone Esc from being one. */
static bool is_overdue(const struct loop *loop)
{
	return monotonic() - loop->half_since >= terminal_escape_delay(loop->dashboard.terminal);
}

static void wait_and_take(struct loop *loop)
{
	struct dashboard *dashboard = &loop->dashboard;
	int wake;
	struct mode *waking = waking_mode(dashboard, &wake);
	int64_t begun = monotonic();
	struct pollfd fds[] = {
		{terminal_input_fd(dashboard->terminal), POLLIN, 0},
		{terminal_signal_fd(dashboard->terminal), POLLIN, 0},
		{loop->watch.fd, POLLIN, 0},
	};
	bool half = input_pending(loop->input);
	bool looking = loop->watch.again || loop->watch.fd < 0;
	int timeout = patience(loop, wake), hint = until_hint(loop, begun);
	bool hinted = hint >= 0 && (timeout < 0 || hint < timeout); /* nothing else has waited */
	int ready = poll(fds, sizeof(fds) / sizeof(*fds), hinted ? hint : timeout);
	bool waits = idle_pane(dashboard) || input_pending(loop->input);
	bool works = wake == 0 && !input_pending(loop->input); /* so nothing has waited in vain */
	if (ready == 0 && !hinted && !works && (waits || !looking))
		on_timeout(loop);
	else if (half && !fds[0].revents && is_overdue(loop))
		input_flush(loop->input);
	if (fds[1].revents)
		take_signals(loop);
	if ((fds[2].revents || (ready == 0 && looking && !hinted)) &&
		watch_check(&loop->watch, fds[2].revents != 0))
		take_news(loop);
	if (!dashboard->quit && fds[0].revents && !terminal_read(dashboard->terminal, loop->input))
		dashboard->quit = true;
	take_events(loop);
	if (fds[0].revents || !half)
		loop->half_since = monotonic();
	if (waking && monotonic() - begun >= wake)
		wake_mode(loop, waking);
}

/* ---- beginning and end ---- */

static bool start_terminal(struct loop *loop, struct error *error)
{
	const struct settings *settings = loop->dashboard.service->settings;
	struct terminal_options options = {.scheme = settings->theme, .mouse = settings->mouse};
	loop->dashboard.terminal = terminal_start(&options, error);
	if (!loop->dashboard.terminal)
		return false;
	loop->dashboard.canvas = terminal_canvas(loop->dashboard.terminal);
	loop->input = input_create();
	terminal_add_keys(loop->dashboard.terminal, loop->input);
	return true;
}

static bool start(struct loop *loop, struct error *error)
{
	static const struct pane_ops *const all[LAYOUT_PANES] = {
		[LAYOUT_OVERVIEW] = &overview_pane,
		[LAYOUT_PARTICIPANTS] = &participants_pane,
		[LAYOUT_CALENDAR] = &calendar_pane,
		[LAYOUT_REQUESTS] = &requests_pane,
	};
	struct dashboard *dashboard = &loop->dashboard;
	watch_init(&loop->watch, dashboard->service->store);
	dashboard->keymap = keymap_create(dashboard->service->settings, error);
	if (!dashboard->keymap ||
		!service_overview(dashboard->service, &dashboard->overview, error) ||
		!start_terminal(loop, error))
		return false;
	compute_layout(dashboard);
	dashboard->focus = dashboard->layout.tabs ? LAYOUT_OVERVIEW : LAYOUT_CALENDAR;
	compute_layout(dashboard);
	for (int i = 0; i < LAYOUT_PANES; i++) {
		dashboard->panes[i] = pane_create(all[i], i, dashboard);
		/* At most this high: the first page is then the only one that is read. */
		dashboard->panes[i]->list.height = dashboard->layout.body.height;
		pane_reload(dashboard->panes[i], dashboard);
	}
	plan_begin(dashboard);
	loop->day = dashboard_today(dashboard);
	company_begin(dashboard);
	return shift_begin(dashboard, error);
}

static void finish(struct loop *loop)
{
	struct dashboard *dashboard = &loop->dashboard;
	terminal_stop(dashboard->terminal);
	dashboard->quit = true;
	company_end(dashboard);
	shift_end(dashboard);
	for (struct mode *mode = dashboard->modes; mode; mode = mode->below)
		mode->closing = true;
	close_modes(dashboard);
	for (int i = 0; i < LAYOUT_PANES; i++)
		pane_destroy(dashboard->panes[i]);
	overview_finish(&dashboard->overview);
	keymap_destroy(dashboard->keymap);
	input_destroy(loop->input);
	watch_finish(&loop->watch);
	editor_destroy(dashboard->editor);
	free(dashboard->message);
	free(dashboard->withheld);
	free(dashboard->export_folder);
	free(dashboard->kept_folder);
	free(dashboard->import_folder);
	free(dashboard->intake_path);
	free(dashboard->files);
}

bool tui_run(struct service *service, const struct tui_options *options, struct error *error)
{
	struct loop loop = {.dashboard = {.service = service, .options = *options}, .dirty = true};
	loop.watch.fd = -1;
	loop.dashboard.focus = LAYOUT_CALENDAR;
	bool ok = start(&loop, error);
	while (ok && !loop.dashboard.quit) {
		tend_hints(&loop);
		if (loop.dirty)
			draw_frame_of(&loop);
		wait_and_take(&loop);
	}
	finish(&loop);
	return ok;
}
