/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Taking the terminal, drawing a frame, giving it back. Everything that must be switched off again
 * is switched in terminal_enter_modes() and terminal_leave_modes(), which every way in and out
 * goes through.
 */
#include "tui/terminal.h"

#include <curses.h>
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/pair.h"
#include "tui/terminal_private.h"
#include "tui/terminfo.h"

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

enum {
	ESCAPE_DELAY_DEFAULT = 25,
	ESCAPE_DELAY_MAX = 10000,
	/* What xterm takes of OSC 52; other terminals take more or less. */
	CLIPBOARD_MAX = 74994,
	READ_SIZE = 4096,
};

static void set_modes(bool on, bool mouse)
{
	terminfo_keypad(on);
	if (terminfo_is_ansi()) {
		(void)putp(on ? PASTE_ON : PASTE_OFF);
		if (mouse)
			(void)putp(on ? MOUSE_ON : MOUSE_OFF);
	}
	/* putp() writes to stdio's buffer, not to that of curses. */
	(void)fflush(stdout);
}

void terminal_leave_modes(struct terminal *terminal)
{
	set_modes(false, terminal->mouse);
	(void)curs_set(1);
	(void)endwin();
}

void terminal_enter_modes(struct terminal *terminal)
{
	reset_prog_mode();
	/* The size first: a repaint at the old size would stay garbled. */
	terminal_resize(terminal);
	set_modes(true, terminal->mouse);
	(void)curs_set(0);
	terminal_redraw(terminal);
}

/* exit() was called while the dashboard was on the screen: by a failed allocation, or a library. */
static void restore_at_exit(void)
{
	if (stdscr == NULL || isendwin())
		return;
	set_modes(false, true);
	(void)curs_set(1);
	(void)endwin();
}

static int escape_delay(void)
{
	const char *value = getenv("ESCDELAY");
	char *end = NULL;
	long delay;

	if (!value || !*value)
		return ESCAPE_DELAY_DEFAULT;
	delay = strtol(value, &end, 10);
	if (*end != '\0' || delay < 0 || delay > ESCAPE_DELAY_MAX)
		return ESCAPE_DELAY_DEFAULT;
	return (int)delay;
}

static void set_up_pairs(enum scheme scheme)
{
	for (int role = 0; role < ROLE_COUNT; role++) {
		struct style style = theme_style(scheme, (enum role)role);

		(void)init_pair((short)PAIR_OF_ROLE(role), (short)style.foreground,
			(short)style.background);
	}
}

/* With NO_COLOR, or colours that are not enough, curses' colours are not even started. */
static void start_colours(struct terminal *terminal, const char *wanted)
{
	const char *no_color = getenv("NO_COLOR");

	if (has_colors() && !(no_color && *no_color)) {
		start_color();
		if (use_default_colors() == OK && COLOR_PAIRS > ROLE_COUNT)
			terminal->colours = COLORS;
	}
	terminal_set_scheme(terminal, wanted);
}

void terminal_set_scheme(struct terminal *terminal, const char *wanted)
{
	terminal->canvas.scheme = theme_choose(
		wanted, terminal->colours, getenv("NO_COLOR"), getenv("COLORFGBG"));
	if (terminal->canvas.scheme != SCHEME_MONO)
		set_up_pairs(terminal->canvas.scheme);
}

/* Tells curses how large the window is now; false when nobody knows. */
static bool take_size(void)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0)
		return false;
	if (size.ws_row != LINES || size.ws_col != COLS)
		(void)resizeterm(size.ws_row, size.ws_col);
	return true;
}

static void start_curses(struct terminal *terminal, const struct terminal_options *options)
{
	/* raw: C-c, C-z, C-s, C-q and C-v are keys like the others. */
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	/* Keys are read past curses: it must not look for them while it draws. */
	(void)typeahead(-1);
	/*
	 * Until its first endwin(), curses takes the screen for one that is not begun and flushes
	 * at every movement of the cursor: a hundred writes for a frame instead of a few.
	 */
	(void)def_prog_mode();
	(void)endwin();
	/* Gets the clearing of the first screen out of the way. */
	(void)refresh();
	(void)curs_set(0);
	start_colours(terminal, options->scheme);
	terminal->mouse = options->mouse;
	terminal->canvas.ascii = options->ascii || !terminfo_has_frames();
	set_modes(true, terminal->mouse);
}

struct terminal *terminal_start(const struct terminal_options *options, struct error *error)
{
	struct terminal *terminal;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		error_set(error, ERROR_USAGE,
			_("The dashboard needs a terminal. \"traffpunkt --help\" lists the "
			  "commands "
			  "that work without one."));
		return NULL;
	}
	if (!terminfo_check(error))
		return NULL;
	terminal = xcalloc(1, sizeof(*terminal));
	terminal->signal_fd = -1;
	if (!terminal_open_signals(terminal, error))
		goto out;
	if (newterm(NULL, stdout, stdin) == NULL) {
		error_set(error, ERROR_USAGE, _("The dashboard cannot use this terminal (%s)."),
			getenv("TERM"));
		goto out;
	}
	(void)atexit(restore_at_exit);
	terminal->escape_delay = escape_delay();
	start_curses(terminal, options);
	(void)take_size();
	terminal->canvas.clip = terminal_screen(terminal);
	return terminal;
out:
	terminal_close_signals(terminal);
	free(terminal);
	return NULL;
}

void terminal_stop(struct terminal *terminal)
{
	if (!terminal)
		return;
	/* No delscreen(): what curses keeps is still reachable, and exit() may come here again. */
	if (!isendwin())
		terminal_leave_modes(terminal);
	terminal_close_signals(terminal);
	free(terminal);
}

int terminal_input_fd(const struct terminal *terminal)
{
	(void)terminal;
	return STDIN_FILENO;
}

bool terminal_read(struct terminal *terminal, struct input *input)
{
	char bytes[READ_SIZE];
	ssize_t count = read(terminal_input_fd(terminal), bytes, sizeof bytes);

	if (count > 0)
		input_feed(input, bytes, (size_t)count);
	return count > 0 || (count < 0 && (errno == EINTR || errno == EAGAIN));
}

int terminal_escape_delay(const struct terminal *terminal)
{
	return terminal->escape_delay;
}

void terminal_add_keys(const struct terminal *terminal, struct input *input)
{
	(void)terminal;
	terminfo_add_keys(input);
}

struct rect terminal_screen(const struct terminal *terminal)
{
	(void)terminal;
	return (struct rect){0, 0, LINES, COLS};
}

struct canvas *terminal_canvas(struct terminal *terminal)
{
	return &terminal->canvas;
}

/*
 * A window that shrinks and grows again may have lost what stood on it, while its signals arrived
 * as one and the size is the same: so all is drawn again whatever the size was.
 */
bool terminal_resize(struct terminal *terminal)
{
	if (!take_size())
		return false;
	terminal_redraw(terminal);
	return true;
}

void terminal_redraw(struct terminal *terminal)
{
	(void)terminal;
	(void)clearok(curscr, TRUE);
}

void terminal_flush(struct terminal *terminal)
{
	const struct canvas *canvas = &terminal->canvas;
	bool shown = canvas->has_cursor;

	/* A hidden cursor wanders while the frame is sent; a shown one is switched on afterwards.
	 */
	if (!shown)
		(void)curs_set(0);
	(void)wmove(stdscr, canvas->cursor_y < LINES ? canvas->cursor_y : LINES - 1,
		canvas->cursor_x < COLS ? canvas->cursor_x : COLS - 1);
	(void)wnoutrefresh(stdscr);
	(void)doupdate();
	if (shown)
		(void)curs_set(1);
}

void terminal_leave(struct terminal *terminal)
{
	terminal_leave_modes(terminal);
}

void terminal_enter(struct terminal *terminal)
{
	terminal_forget_keyboard_signals(terminal);
	terminal_enter_modes(terminal);
}

static bool write_all(const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t count = write(STDOUT_FILENO, bytes, length);

		if (count < 0 && errno != EINTR)
			return false;
		if (count > 0) {
			bytes += count;
			length -= (size_t)count;
		}
	}
	return true;
}

bool terminal_write_osc52(struct terminal *terminal, const char *text)
{
	size_t length = strlen(text);
	size_t size = sodium_base64_encoded_len(length, sodium_base64_VARIANT_ORIGINAL);
	char *encoded, *sequence;
	bool written;

	(void)terminal;
	if (size > CLIPBOARD_MAX || !terminfo_is_ansi())
		return false;
	encoded = xreallocarray(NULL, size, 1);
	sodium_bin2base64(
		encoded, size, (const unsigned char *)text, length, sodium_base64_VARIANT_ORIGINAL);
	sequence = xasprintf("\033]52;c;%s\a", encoded);
	written = write_all(sequence, strlen(sequence));
	free(sequence);
	free(encoded);
	return written;
}
