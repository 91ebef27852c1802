/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A terminal without a person: starts a program in a pseudo-terminal, types keys, and reads the
 * screen back through libvterm. Nothing here sleeps for a guessed time: term_settle() waits until
 * the program has read everything, has nothing left to do, and everything it wrote was read.
 */
#ifndef TRAFFPUNKT_TESTS_HARNESS_TERM_H
#define TRAFFPUNKT_TESTS_HARNESS_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

struct term;

#define TERM_COLOUR_DEFAULT (-1) /* the terminal's own colour */
#define TERM_COLOUR_DIRECT (-2)  /* an RGB colour, not a number of the palette */

struct term_cell {
	char text[32]; /* UTF-8, base and marks; " " when empty, "" in the right half of a wide one
			*/
	int width;     /* 1 or 2; 0 in the right half */
	bool bold;
	bool italic;
	bool underline;
	bool blink;
	bool reverse;
	int foreground; /* 0..255, or one of TERM_COLOUR_... */
	int background;
};

struct term_cursor {
	int row; /* 0-based */
	int column;
	bool visible;
};

/*
 * Runs arguments[0] (looked up in PATH) in a terminal of its own. The environment is not inherited
 * but for PATH, HOME, TMPDIR, the sanitizers' options and TRAFFPUNKT_LOCALEDIR; LC_ALL=C.UTF-8,
 * TERM=xterm-256color and what `environment` ("NAME=value", NULL at the end, may be NULL) adds.
 * NULL when the machine refuses, with errno set.
 */
struct term *term_start(
	const char *const arguments[], const char *const environment[], int rows, int columns);
/* Hangs up, kills the child that term_start() made if it still lives, and frees. Takes NULL. */
void term_close(struct term *term);

/* Bytes as they are; false when the program ended or reads no more. */
bool term_send(struct term *term, const char *bytes, size_t length);
/*
 * Keys in notation: UTF-8 letters as they are, <Up> <Down> <Left> <Right> <PageUp> <PageDown>
 * <Home> <End> <Ins> <Del> <Enter> <Esc> <Tab> <BackTab> <Space> <BS> <lt> <F1> <C-x> <M-x>
 * <S-Up> <Paste:text> (in text: \n, \e, \\, \>). One write; after <Esc> it lets the program settle
 * first, as a person would. False for a name that is no key (reported on stderr) or an ended one.
 */
bool term_send_keys(struct term *term, const char *keys);

/* Reads what there is and returns at once; true when there was something. */
bool term_read(struct term *term);
/* Waits until nothing is left to happen; false when the program ended or is busy for too long. */
bool term_settle(struct term *term);
/* The same, giving up after that time. */
bool term_settle_within(struct term *term, int milliseconds);
/* Waits until the text stands somewhere on the screen. */
bool term_wait_text(struct term *term, const char *text, int milliseconds);
/* Waits until the text came over the line, screen or not. */
bool term_wait_bytes(struct term *term, const char *text, int milliseconds);
/* Waits for the end of the program. */
bool term_wait_exit(struct term *term, int milliseconds);

/* A row as UTF-8 without trailing blanks; owned by the caller. */
char *term_row(const struct term *term, int row);
/* A row with all its blanks; owned by the caller. */
char *term_row_padded(const struct term *term, int row);
struct term_cell term_cell(const struct term *term, int row, int column);
struct term_cursor term_cursor(const struct term *term);
void term_size(const struct term *term, int *rows, int *columns);
/* The row that holds the text, or -1. */
int term_find(const struct term *term, const char *text);
/* All rows on stderr, for a test that fails. */
void term_dump(const struct term *term);

/* A new window size: the emulator, the kernel, and by it SIGWINCH. */
void term_resize(struct term *term, int rows, int columns);
/* To the program that has the terminal (the child itself unless a shell runs another). */
bool term_signal(const struct term *term, int signal);
/* Takes the line away, as a broken connection does: the program gets SIGHUP and end of file. */
void term_hang_up(struct term *term);
/* The process that has the terminal; -1 when there is none. */
pid_t term_foreground(const struct term *term);
pid_t term_child(const struct term *term);
/* As waitpid() gives it; only after term_wait_exit() returned true or the program ended. */
int term_exit_status(const struct term *term);
bool term_ended(const struct term *term);
/* The modes of the line; false after term_hang_up(). */
bool term_termios(const struct term *term, struct termios *modes);

/* Everything that the program wrote; borrowed until the next read. */
const char *term_output(const struct term *term, size_t *length);
/* How many bytes that is. */
uint64_t term_bytes(const struct term *term);
/* When the last of them came, in ns of CLOCK_MONOTONIC. */
uint64_t term_last_output(const struct term *term);
/* When the first byte since term_mark() came; 0 when there was none. */
uint64_t term_first_output(const struct term *term);
/* Remembers the screen for term_cells_changed(), which counts the cells that differ since. */
void term_mark(struct term *term);
size_t term_cells_changed(const struct term *term);

#endif
