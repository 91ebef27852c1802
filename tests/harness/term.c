/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The line and the process at its end: starting, typing, reading, ending. The harness keeps a
 * second hold of the program's end of the line: so it sees what the program has not read yet, and
 * can read the modes after the program is gone.
 */
#include "harness/term.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "harness/keys.h"
#include "harness/term_private.h"

#define READ_SIZE 65536
#define ENVIRONMENT_MAX 64

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000U + (uint64_t)time.tv_nsec;
}

/* Puts "NAME=value" in the list in the place of an older value of the same name. */
static size_t set_variable(const char *list[], size_t count, const char *variable)
{
	size_t name = strcspn(variable, "=") + 1;

	for (size_t i = 0; i < count; i++) {
		if (strncmp(list[i], variable, name) == 0) {
			list[i] = variable;
			return count;
		}
	}
	if (count + 1 < ENVIRONMENT_MAX)
		list[count++] = variable;
	list[count] = NULL;
	return count;
}

static void fill_environment(const char *list[ENVIRONMENT_MAX], const char *const additions[])
{
	static const char *const kept[] = {"PATH=", "HOME=", "TMPDIR=", "ASAN_OPTIONS=",
		"UBSAN_OPTIONS=", "LSAN_OPTIONS=", "MALLOC_PERTURB_=", "TRAFFPUNKT_LOCALEDIR="};
	size_t count = 0;

	for (char **variable = environ; *variable; variable++) {
		for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
			if (strncmp(*variable, kept[i], strlen(kept[i])) == 0)
				count = set_variable(list, count, *variable);
		}
	}
	count = set_variable(list, count, "LC_ALL=C.UTF-8");
	count = set_variable(list, count, "TERM=xterm-256color");
	for (; additions && *additions; additions++)
		count = set_variable(list, count, *additions);
}

/* In the child: the slave becomes its terminal, signals as a shell leaves them, then the program.
 */
static _Noreturn void become(
	int slave, const char *const arguments[], const char *const variables[])
{
	sigset_t none;

	setsid();
	ioctl(slave, TIOCSCTTY, 0);
	for (int fd = 0; fd < 3; fd++)
		dup2(slave, fd);
	if (slave > 2)
		close(slave);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (int number = 1; number < 32; number++)
		signal(number, SIG_DFL);
	execvpe(arguments[0], (char *const *)arguments, (char *const *)variables);
	fprintf(stderr, "%s: %s\n", arguments[0], strerror(errno));
	_exit(127);
}

struct term *term_start(
	const char *const arguments[], const char *const environment[], int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
	const char *variables[ENVIRONMENT_MAX] = {NULL};
	struct term *term = xcalloc(1, sizeof *term);

	fill_environment(variables, environment);
	term->rows = rows;
	term->columns = columns;
	term->master = term->slave = term->watch = -1;
	term->child = -1;
	if (openpty(&term->master, &term->slave, NULL, NULL, &size) < 0 ||
		!term_screen_create(term))
		goto fail;
	fcntl(term->master, F_SETFD, FD_CLOEXEC);
	fcntl(term->slave, F_SETFD, FD_CLOEXEC);
	fcntl(term->master, F_SETFL, O_NONBLOCK);
	term->child = fork();
	if (term->child < 0)
		goto fail;
	if (term->child == 0)
		become(term->slave, arguments, variables);
	term->watch = pidfd_open(term->child, 0);
	return term;
fail:
	term->ended = true;
	term_close(term);
	return NULL;
}

/* Collects the child if it ended; what it wrote before is still on the line. */
static bool collect(struct term *term, int options)
{
	pid_t who;

	if (term->ended)
		return true;
	do {
		who = waitpid(term->child, &term->status, options);
	} while (who < 0 && errno == EINTR);
	term->ended = who != 0;
	return term->ended;
}

void term_hang_up(struct term *term)
{
	if (term->slave >= 0)
		close(term->slave);
	if (term->master >= 0)
		close(term->master);
	term->slave = term->master = -1;
}

void term_close(struct term *term)
{
	if (!term)
		return;
	term_hang_up(term);
	if (!term->ended) {
		kill(term->child, SIGKILL);
		collect(term, 0);
	}
	if (term->watch >= 0)
		close(term->watch);
	term_screen_destroy(term);
	buffer_finish(&term->output);
	buffer_finish(&term->answers);
	free(term->marked);
	free(term);
}

/* Answers the program's questions (and types the keys that the emulator spelled). */
static bool send_answers(struct term *term)
{
	struct buffer answers = term->answers;
	bool sent;

	term->answers = (struct buffer){0};
	sent = answers.length == 0 || term_send(term, answers.data, answers.length);
	buffer_finish(&answers);
	return sent;
}

static bool read_once(struct term *term)
{
	char bytes[READ_SIZE];
	ssize_t length;

	do {
		length = term->master < 0 ? -1 : read(term->master, bytes, sizeof bytes);
	} while (length < 0 && errno == EINTR && term->master >= 0);
	if (length <= 0)
		return false;
	term->last_output = now();
	if (term->first_output == 0)
		term->first_output = term->last_output;
	buffer_append_bytes(&term->output, bytes, (size_t)length);
	term_screen_feed(term, bytes, (size_t)length);
	return true;
}

bool term_read(struct term *term)
{
	bool any = false;

	while (read_once(term))
		any = true;
	send_answers(term);
	return any;
}

bool term_send(struct term *term, const char *bytes, size_t length)
{
	uint64_t deadline = now() + 10000000000U;

	while (length > 0 && term->master >= 0 && now() < deadline) {
		ssize_t written = write(term->master, bytes, length);

		if (written > 0) {
			bytes += written;
			length -= (size_t)written;
		} else if (errno == EAGAIN) {
			struct pollfd line = {.fd = term->master, .events = POLLIN | POLLOUT};

			if (collect(term, WNOHANG))
				return false;
			poll(&line, 1, 100);
			read_once(term);
		} else if (errno != EINTR) {
			return false;
		}
	}
	return length == 0;
}

bool term_send_keys(struct term *term, const char *keys)
{
	while (*keys) {
		bool escape = false;

		if (!keys_spell(&keys, term->emulator, &term->answers, &escape)) {
			fprintf(stderr, "no such key: %s\n", keys);
			return false;
		}
		/* A lone Esc is only told from the start of a sequence by the silence after it. */
		if (!escape && *keys)
			continue;
		if (!send_answers(term) || (*keys && !term_settle(term)))
			return false;
	}
	return true;
}

/* True when the program has read all that was typed. poll() rather than FIONREAD: it first makes
 * the kernel carry over what still lies between the two ends. */
static bool input_is_read(const struct term *term)
{
	struct pollfd end = {.fd = term->slave, .events = POLLIN};

	return poll(&end, 1, 0) == 0;
}

static bool output_is_read(const struct term *term)
{
	struct pollfd line = {.fd = term->master, .events = POLLIN};

	return poll(&line, 1, 0) == 0;
}

/* Waits a moment for output or the end of the child. */
static void wait_a_moment(const struct term *term, int milliseconds)
{
	struct pollfd either[2] = {{.fd = term->master, .events = POLLIN},
		{.fd = term->ended ? -1 : term->watch, .events = POLLIN}};

	poll(either, 2, milliseconds);
}

/* How long a program may be silent before it counts as settled where /proc does not tell. */
#define SILENCE 80000000U

/* The order matters: input read, then asleep, then output read. Whatever happened in between shows
 * in the last step. */
static bool is_settled(const struct term *term, uint64_t start)
{
	uint64_t since = term->last_output > start ? term->last_output : start;

	if (!input_is_read(term))
		return false;
	switch (term_sleep_of(term_foreground(term))) {
	case TERM_SLEEP_BUSY:
		return false;
	case TERM_SLEEP_UNKNOWN:
		if (now() - since < SILENCE)
			return false;
		break;
	case TERM_SLEEP_IDLE:
		break;
	}
	return output_is_read(term);
}

bool term_settle_within(struct term *term, int milliseconds)
{
	uint64_t start = now();
	uint64_t deadline = start + (uint64_t)milliseconds * 1000000U;

	for (;;) {
		bool ended = collect(term, WNOHANG);

		if (term_read(term))
			continue;
		if (ended || term->master < 0)
			return false;
		if (is_settled(term, start))
			return true;
		if (now() > deadline)
			return false;
		wait_a_moment(term, 1);
	}
}

bool term_settle(struct term *term)
{
	return term_settle_within(term, 30000);
}

/* Reads until the condition holds, the time is over or the program ended (with all read). */
static bool wait_until(struct term *term, bool (*holds)(struct term *term, const char *text),
	const char *text, int milliseconds)
{
	uint64_t deadline = now() + (uint64_t)milliseconds * 1000000U;

	for (;;) {
		bool ended = collect(term, WNOHANG);
		uint64_t time;

		term_read(term);
		if (holds(term, text))
			return true;
		time = now();
		if (ended || time >= deadline)
			return false;
		wait_a_moment(term, term->watch < 0 ? 1 : (int)((deadline - time) / 1000000U) + 1);
	}
}

static bool screen_holds(struct term *term, const char *text)
{
	return term_find(term, text) >= 0;
}

static bool output_holds(struct term *term, const char *text)
{
	return term->output.data &&
	       memmem(term->output.data, term->output.length, text, strlen(text)) != NULL;
}

static bool has_ended(struct term *term, const char *text)
{
	(void)text;
	return term->ended;
}

bool term_wait_text(struct term *term, const char *text, int milliseconds)
{
	return wait_until(term, screen_holds, text, milliseconds);
}

bool term_wait_bytes(struct term *term, const char *text, int milliseconds)
{
	return wait_until(term, output_holds, text, milliseconds);
}

bool term_wait_exit(struct term *term, int milliseconds)
{
	return wait_until(term, has_ended, NULL, milliseconds);
}

void term_resize(struct term *term, int rows, int columns)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

	term_screen_resize(term, rows, columns);
	ioctl(term->master, TIOCSWINSZ, &size); /* the kernel sends SIGWINCH */
}

bool term_signal(const struct term *term, int signal)
{
	pid_t who = term_foreground(term);

	return who > 1 && kill(who, signal) == 0;
}

pid_t term_foreground(const struct term *term)
{
	pid_t group = term->master < 0 ? -1 : tcgetpgrp(term->master);

	if (term->ended)
		return -1;
	/* Before the child has made the line its own, nobody has it. */
	return group > 0 ? group : term->child;
}

pid_t term_child(const struct term *term)
{
	return term->child;
}

int term_exit_status(const struct term *term)
{
	return term->status;
}

bool term_ended(const struct term *term)
{
	return term->ended;
}

bool term_termios(const struct term *term, struct termios *modes)
{
	return term->slave >= 0 && tcgetattr(term->slave, modes) == 0;
}

const char *term_output(const struct term *term, size_t *length)
{
	*length = term->output.length;
	return term->output.data ? term->output.data : "";
}

uint64_t term_bytes(const struct term *term)
{
	return term->output.length;
}

uint64_t term_first_output(const struct term *term)
{
	return term->first_output;
}

uint64_t term_last_output(const struct term *term)
{
	return term->last_output;
}
