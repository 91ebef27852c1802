/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The smallest program on the terminal layer: shows what it has, names the keys it gets, and does
 * what test_terminal.c asks for with a letter. Arguments: scheme.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "tui/layout.h"
#include "tui/terminal.h"

struct probe {
	struct terminal *terminal;
	struct input *input;
	char said[64];
	bool over;
};

static void draw(struct probe *probe)
{
	struct canvas *canvas = terminal_canvas(probe->terminal);
	struct rect screen = terminal_screen(probe->terminal);
	struct rect box;

	draw_begin(canvas, screen);
	draw_printf(
		canvas, 0, 0, screen.width, ROLE_HEADER, "size %dx%d", screen.width, screen.height);
	draw_text(canvas, 1, 0, screen.width, ROLE_TEXT, probe->said);
	draw_row_begin(canvas, 2, 0, 20, ROLE_SELECTED);
	draw_text(canvas, 2, 0, 10, ROLE_URGENT, "selected row that is long");
	draw_row_end(canvas);
	draw_text_right(canvas, 3, 0, 20, ROLE_URGENT, "urgent");
	draw_text(canvas, 3, 0, 8, ROLE_TEXT, "\033[2J作者作者作者");
	draw_frame(canvas, (struct rect){4, 0, 3, 20}, "One", "12", false);
	draw_frame(canvas, (struct rect){4, 20, 3, 20}, "Two", "24", true);
	draw_bar(canvas, 5, 1, 10, 7, 20, ROLE_BAR);
	draw_text(canvas, 5, 30, 99, ROLE_TEXT,
		"clipped by the screen's edge, however long it is, always");
	box = draw_overlay(canvas, (struct rect){7, 0, 3, 20}, "Dialog with a very long title");
	draw_text(canvas, box.y, box.x, box.width, ROLE_DIALOG, "inside");
	draw_cursor(canvas, box.y, box.x + 3);
	/* The lower right corner. */
	draw_fill(canvas, (struct rect){screen.height - 1, 0, 1, screen.width}, ROLE_DEMO);
	draw_text_right(canvas, screen.height - 1, 0, screen.width, ROLE_DEMO, "corner");
	terminal_flush(probe->terminal);
}

static void run_child(struct probe *probe)
{
	char *const argv[] = {(char[]){"sh"}, (char[]){"-c"},
		(char[]){"echo child here; read line; exit 7"}, NULL};
	struct error error = {0};
	int status = -1;

	if (terminal_run(probe->terminal, argv, &status, &error))
		snprintf(probe->said, sizeof probe->said, "child %d", status);
	else
		snprintf(probe->said, sizeof probe->said, "%s", error.message);
	error_finish(&error);
}

static void run_nothing(struct probe *probe)
{
	char *const argv[] = {(char[]){"/nonexistent/editor"}, NULL};
	struct error error = {0};
	int status;

	terminal_run(probe->terminal, argv, &status, &error);
	snprintf(probe->said, sizeof probe->said, "%s", error.message ? error.message : "ran");
	error_finish(&error);
}

static void act(struct probe *probe, struct key key)
{
	char name[KEY_NAME_SIZE];

	key_format(key, name);
	snprintf(probe->said, sizeof probe->said, "key %s", name);
	if (strcmp(name, "q") == 0)
		probe->over = true;
	else if (strcmp(name, "x") == 0)
		exit(3);
	else if (strcmp(name, "C-z") == 0)
		terminal_suspend(probe->terminal);
	else if (strcmp(name, "e") == 0)
		run_child(probe);
	else if (strcmp(name, "n") == 0)
		run_nothing(probe);
	else if (strcmp(name, "y") == 0)
		terminal_write_osc52(probe->terminal, "Hej å");
	else if (strcmp(name, "C-l") == 0)
		terminal_redraw(probe->terminal);
}

static void take_events(struct probe *probe)
{
	struct input_event event;

	while (!probe->over && input_next(probe->input, &event)) {
		if (event.kind == INPUT_KEY)
			act(probe, event.key);
		else if (event.kind == INPUT_PASTE)
			snprintf(probe->said, sizeof probe->said, "paste %zu", event.paste_length);
		else
			snprintf(probe->said, sizeof probe->said, "mouse %d,%d", event.mouse.y,
				event.mouse.x);
	}
}

static void take_signals(struct probe *probe)
{
	enum terminal_signal signal;

	while ((signal = terminal_next_signal(probe->terminal)) != TERMINAL_SIGNAL_NONE) {
		if (signal == TERMINAL_SIGNAL_RESIZE)
			terminal_resize(probe->terminal);
		else if (signal == TERMINAL_SIGNAL_SUSPEND)
			terminal_suspend(probe->terminal);
		else
			probe->over = true;
	}
}

static void run(struct probe *probe)
{
	while (!probe->over) {
		struct pollfd fds[] = {{terminal_input_fd(probe->terminal), POLLIN, 0},
			{terminal_signal_fd(probe->terminal), POLLIN, 0}};
		bool pending = input_pending(probe->input);
		int ready;

		draw(probe);
		ready = poll(fds, 2, pending ? terminal_escape_delay(probe->terminal) : -1);
		if (ready == 0)
			input_flush(probe->input);
		if (fds[1].revents)
			take_signals(probe);
		if (!probe->over && fds[0].revents && !terminal_read(probe->terminal, probe->input))
			probe->over = true;
		take_events(probe);
	}
}

int main(int argc, char **argv)
{
	struct terminal_options options = {.mouse = true};
	struct error error = {0};
	struct probe probe = {0};
	int status = 0;

	i18n_init("en");
	options.scheme = argc > 1 ? argv[1] : NULL;
	probe.terminal = terminal_start(&options, &error);
	if (probe.terminal) {
		probe.input = input_create();
		terminal_add_keys(probe.terminal, probe.input);
		run(&probe);
		terminal_stop(probe.terminal);
		input_destroy(probe.input);
		puts("probe is done");
	} else {
		fprintf(stderr, "%s\n", error.message);
		status = error_exit_code(error.kind);
	}
	error_finish(&error);
	return status;
}
