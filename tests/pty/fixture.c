/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up and looking on. */
#include "pty/fixture.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "harness/hygiene.h"
#include "harness/scratch.h"

#define ARGUMENTS 24
#define DEMO_NOW "2023-09-19T08:30"

/* Set once in main(), read by all. */
static const char *program;

void fixture_set_program(const char *path)
{
	program = path;
}

const char *fixture_program(void)
{
	return program;
}

/* Reads all that comes until the other end is closed. */
static char *read_all(int fd)
{
	struct buffer text = {0};
	char bytes[4096];
	ssize_t length;

	while ((length = read(fd, bytes, sizeof bytes)) > 0)
		buffer_append_bytes(&text, bytes, (size_t)length);
	return buffer_take(&text);
}

static _Noreturn void become(const struct fixture *fixture, int output, const char *const list[])
{
	int nothing = open("/dev/null", O_RDONLY);

	if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0 ||
		dup2(output, STDERR_FILENO) < 0)
		_exit(126);
	setenv("HOME", fixture->folder, 1);
	setenv("TMPDIR", fixture->folder, 1);
	setenv("TRAFFPUNKT_NOW", fixture->now ? fixture->now : DEMO_NOW, 1);
	execv(list[0], (char *const *)list);
	_exit(127);
}

int fixture_run(const struct fixture *fixture, char **output, const char *const arguments[])
{
	const char *list[ARGUMENTS] = {program, "--lang", "en"};
	int ends[2], status = -1;
	size_t count = 3;
	char *text;
	pid_t child;

	if (fixture->database) {
		list[count++] = "--db";
		list[count++] = fixture->database;
	}
	while (*arguments && count + 1 < ARGUMENTS)
		list[count++] = *arguments++;
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	fflush(NULL);
	child = fork();
	if (child == 0)
		become(fixture, ends[1], list);
	close(ends[1]);
	text = read_all(ends[0]);
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (output)
		*output = text;
	else
		free(text);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int fixture_setup(void **state)
{
	static const char *const init[] = {"init", "--example", NULL};
	struct fixture *fixture = xcalloc(1, sizeof *fixture);
	char *output = NULL;
	int code;

	fixture->folder = scratch_create();
	fixture->database = xasprintf("%s/network.db", fixture->folder);
	code = fixture_run(fixture, &output, init);
	if (code != 0)
		fprintf(stderr, "init --example: exit %d: %s\n", code, output);
	free(output);
	*state = fixture;
	return code;
}

int fixture_teardown(void **state)
{
	struct fixture *fixture = *state;

	scratch_destroy(fixture->folder);
	free(fixture->database);
	free(fixture);
	return 0;
}

struct term *fixture_spawn(
	const struct fixture *fixture, const char *variable, const char *const arguments[])
{
	char *home = xasprintf("HOME=%s", fixture->folder);
	char *folder = xasprintf("TMPDIR=%s", fixture->folder);
	char *now = xasprintf("TRAFFPUNKT_NOW=%s", fixture->now ? fixture->now : DEMO_NOW);
	const char *const variables[] = {home, folder, "TZ=Europe/Stockholm", now, variable, NULL};
	struct term *term = term_start(arguments, variables, 30, 120);

	free(home);
	free(folder);
	free(now);
	assert_non_null(term);
	return term;
}

struct term *fixture_start(const struct fixture *fixture, const char *variable)
{
	const char *const arguments[] = {program, "--db", fixture->database, "--lang", "en", NULL};
	struct term *term = fixture_spawn(fixture, variable, arguments);

	fixture_settle(term);
	return term;
}

void fixture_settle(struct term *term)
{
	if (term_settle_within(term, PATIENCE))
		return;
	term_dump(term);
	if (term_ended(term))
		fail_msg("the dashboard ended: wait status %#x", (unsigned)term_exit_status(term));
	fail_msg("the dashboard does not come to rest");
}

void fixture_assert_modes(const struct term *term)
{
	static const char *const nothing[] = {"true", NULL};
	struct term *other = term_start(nothing, NULL, 24, 80);
	struct termios expected, found;

	assert_non_null(other);
	assert_true(term_termios(other, &expected));
	assert_true(term_termios(term, &found));
	assert_int_equal(found.c_iflag, expected.c_iflag);
	assert_int_equal(found.c_oflag, expected.c_oflag);
	assert_int_equal(found.c_cflag, expected.c_cflag);
	assert_int_equal(found.c_lflag, expected.c_lflag);
	assert_memory_equal(found.c_cc, expected.c_cc, sizeof found.c_cc);
	term_close(other);
}

void fixture_assert_ended(struct term *term, int signal)
{
	char fault[8192] = "";
	const char *output;
	size_t length;
	int status;

	if (!term_wait_exit(term, PATIENCE)) {
		term_dump(term);
		fail_msg("the dashboard does not end");
	}
	status = term_exit_status(term);
	if (!WIFEXITED(status) ||
		(WEXITSTATUS(status) != 0 && (!signal || WEXITSTATUS(status) != 128 + signal))) {
		term_dump(term);
		fail_msg("the dashboard ended with wait status %#x", (unsigned)status);
	}
	output = term_output(term, &length);
	if (!hygiene_check_screen(output, length, fault, sizeof fault) ||
		!hygiene_check_restored(output, length, fault, sizeof fault))
		fail_msg("%s", fault);
	fixture_assert_modes(term);
}

char *fixture_screen(const struct term *term)
{
	struct buffer text = {0};
	int rows, columns;

	term_size(term, &rows, &columns);
	for (int row = 0; row < rows; row++) {
		char *line = term_row(term, row);

		buffer_printf(&text, "%s\n", line);
		free(line);
	}
	return buffer_take(&text);
}
