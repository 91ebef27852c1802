/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small full-screen program whose every answer is known, to test the harness with: it shows its
 * size and the bytes it read, works late on request, and waits like the dashboard does.
 * Keys: w = answer in two parts 50 ms apart, q = quit with 0, x = quit with 3, k = hang,
 * e = send what no program should.
 */
#include <curses.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

struct specimen {
	int signals;
	bool late; /* the second part of the answer is still to come */
	char bytes[256];
};

static void draw(const struct specimen *specimen)
{
	erase();
	attron(A_BOLD);
	mvprintw(0, 0, "specimen %dx%d", COLS, LINES);
	attroff(A_BOLD);
	mvprintw(1, 0, "åäö 作者 end");
	attron(A_REVERSE | COLOR_PAIR(1));
	mvprintw(2, 0, "chosen");
	attroff(A_REVERSE | COLOR_PAIR(1));
	attron(A_UNDERLINE);
	mvprintw(3, 0, "link");
	attroff(A_UNDERLINE);
	mvprintw(4, 0, "read:%s", specimen->bytes);
	mvprintw(5, 0, "%s", specimen->late ? "early" : "");
	move(2, 3);
	refresh();
}

static void note_bytes(struct specimen *specimen, const char *bytes, ssize_t length)
{
	size_t used = 0;

	for (ssize_t i = 0; i < length && used + 4 < sizeof specimen->bytes; i++)
		used += (size_t)snprintf(specimen->bytes + used, sizeof specimen->bytes - used,
			" %02x", (unsigned char)bytes[i]);
}

/* Returns the exit code, or -1 to go on. */
static int take_signal(const struct specimen *specimen)
{
	struct signalfd_siginfo info;
	struct winsize size;

	if (read(specimen->signals, &info, sizeof info) <= 0)
		return 4;
	if (info.ssi_signo == SIGTERM)
		return 0;
	if (ioctl(0, TIOCGWINSZ, &size) == 0)
		resizeterm(size.ws_row, size.ws_col);
	return -1;
}

/* Returns the exit code, or -1 to go on. */
static int step(struct specimen *specimen)
{
	struct pollfd fds[2] = {
		{.fd = 0, .events = POLLIN}, {.fd = specimen->signals, .events = POLLIN}};
	char bytes[64];
	ssize_t length;

	if (poll(fds, 2, specimen->late ? 50 : -1) == 0) {
		specimen->late = false;
		strcpy(specimen->bytes, " late");
		return -1;
	}
	if (fds[1].revents)
		return take_signal(specimen);
	if (!fds[0].revents)
		return -1;
	length = read(0, bytes, sizeof bytes);
	if (length <= 0)
		return 4;
	note_bytes(specimen, bytes, length);
	specimen->late = bytes[0] == 'w';
	while (bytes[0] == 'k')
		pause();
	if (bytes[0] == 'e')
		printf("\033]8;;evil\a");
	return bytes[0] == 'q' ? 0 : bytes[0] == 'x' ? 3 : -1;
}

int main(void)
{
	struct specimen specimen = {0};
	sigset_t set;
	int code;

	setlocale(LC_ALL, "");
	sigemptyset(&set);
	sigaddset(&set, SIGWINCH);
	sigaddset(&set, SIGTERM);
	sigprocmask(SIG_BLOCK, &set, NULL);
	specimen.signals = signalfd(-1, &set, SFD_CLOEXEC);
	if (specimen.signals < 0 || !newterm(NULL, stdout, stdin))
		return 5;
	raw();
	noecho();
	nonl();
	start_color();
	use_default_colors();
	init_pair(1, 3, -1);
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	wgetch(stdscr); /* sends the keypad mode */
	printf("\033[?2004h\033[5n");
	fflush(stdout);
	do {
		draw(&specimen);
		code = step(&specimen);
	} while (code < 0);
	printf("\033[?2004l");
	fflush(stdout);
	endwin();
	return code;
}
