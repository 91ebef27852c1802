/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The letter is a file in memory that is whole before the program starts. Through a pipe, a crash
 * of ours in the middle would look like its end, and half a letter would go.
 */
#include "exchange/mail/sendmail.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"

enum {
	SAID_LIMIT = 2000,  /* bytes of what the program says that are kept */
	SAID_COLUMNS = 300, /* of it in our sentence */
	LOOK_EVERY_MS = 10, /* whether it has ended */
	MS_PER_SECOND = 1000,
	NS_PER_MS = 1000000,
};

struct handover {
	pid_t pid;
	char *program;
	int letter;     /* the file in memory */
	size_t length;  /* of it */
	int complaints; /* the reading end of its standard error; -1: at its end */
	struct buffer said;
	int64_t deadline; /* milliseconds of the monotonic clock */
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * MS_PER_SECOND + now.tv_nsec / NS_PER_MS;
}

/* ---- starting ---- */

static int letter_in_memory(const struct handover_order *order, struct error *error)
{
	int fd = memfd_create("letter", MFD_CLOEXEC);
	size_t written = 0;
	while (fd >= 0 && written < order->length) {
		ssize_t got = write(fd, order->bytes + written, order->length - written);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		written += (size_t)got;
	}
	if (fd >= 0 && written == order->length && !lseek(fd, 0, SEEK_SET))
		return fd;
	error_set(error, ERROR_IO, _("The letter cannot be made ready for the mail program: %s."),
		error_reason(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

/* A session of its own: it cannot ask for a password on our terminal, and our keys do not stop it.
 * Blocked and ignored signals are ours, not its. */
static int spawn(pid_t *pid, const struct handover_order *order, int letter, int complaints)
{
	const char *arguments[] = {order->program, "-oi", "-f", order->from, "--", order->to, NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	posix_spawn_file_actions_adddup2(&actions, letter, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, complaints, STDERR_FILENO);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	posix_spawnattr_setflags(
		&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
	int failed = posix_spawn(pid, order->program, &actions, &attributes,
		(char *const *)(uintptr_t)arguments, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failed;
}

static bool refuse_program(const char *program, int number, struct error *error)
{
	char *safe = text_safe(program, TEXT_ONE_LINE);
	error_set(error, ERROR_UNAVAILABLE,
		_("The mail program %s cannot be started: %s. Install one, or name another as "
		  "sendmail under [mail] in the settings."),
		safe, error_reason(number));
	free(safe);
	return false;
}

bool handover_is_possible(const char *program, struct error *error)
{
	return !access(program, X_OK) || refuse_program(program, errno, error);
}

struct handover *handover_start(const struct handover_order *order, struct error *error)
{
	int ends[2];
	pid_t pid;
	int letter = letter_in_memory(order, error);
	if (letter < 0)
		return NULL;
	int failed = pipe2(ends, O_CLOEXEC | O_NONBLOCK) ? errno : 0;
	if (!failed) {
		failed = spawn(&pid, order, letter, ends[1]);
		close(ends[1]);
		if (failed)
			close(ends[0]);
	}
	if (failed) {
		close(letter);
		refuse_program(order->program, failed, error);
		return NULL;
	}
	struct handover *handover = xcalloc(1, sizeof(*handover));
	*handover = (struct handover){.pid = pid,
		.program = xstrdup(order->program),
		.letter = letter,
		.length = order->length,
		.complaints = ends[0],
		.deadline = now_ms() + order->limit_ms};
	return handover;
}

/* ---- waiting ---- */

static void hear(struct handover *handover)
{
	char bytes[512];
	ssize_t got;
	while (handover->complaints >= 0 &&
		(got = read(handover->complaints, bytes, sizeof(bytes))) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0 && errno == EAGAIN)
			return;
		if (got < 0)
			break;
		size_t room = SAID_LIMIT - handover->said.length;
		buffer_append_bytes(
			&handover->said, bytes, (size_t)got < room ? (size_t)got : room);
	}
	if (handover->complaints >= 0)
		close(handover->complaints);
	handover->complaints = -1;
}

/* ": what it said", in one line; "" when it said nothing. Owned by the caller. */
static char *said_in_words(const struct handover *handover)
{
	char *text = handover->said.length ? text_stored(handover->said.data, handover->said.length)
					   : xstrdup("");
	char *words = NULL;
	text_trim(text);
	if (*text) {
		char *fit = text_fit(text, SAID_COLUMNS, NULL);
		words = xasprintf(": %s", fit);
		free(fit);
	}
	free(text);
	return words ? words : xstrdup("");
}

static const struct {
	int code;
	enum error_kind kind;
	const char *words;
} exits[] = {
	{EX_USAGE, ERROR_UNAVAILABLE, N_("the mail program does not understand us")},
	{EX_DATAERR, ERROR_DATA, N_("the mail program does not accept the letter")},
	{EX_NOUSER, ERROR_DATA, N_("the mail program knows no such recipient")},
	{EX_NOHOST, ERROR_DATA, N_("the mail program cannot find the recipient's mail server")},
	{EX_UNAVAILABLE, ERROR_UNAVAILABLE,
		N_("the mail server is not available, or refuses the letter")},
	{EX_TEMPFAIL, ERROR_BUSY, N_("the mail program says: try again later")},
	{EX_PROTOCOL, ERROR_UNAVAILABLE, N_("the mail server does not follow the rules")},
	{EX_NOPERM, ERROR_PERMISSION, N_("the mail program is not allowed to send it")},
	{EX_CONFIG, ERROR_UNAVAILABLE, N_("the mail program is not set up")},
};

static enum handover_state tell_exit(const struct handover *handover, int code, struct error *error)
{
	enum error_kind kind = ERROR_UNAVAILABLE;
	const char *words = N_("the mail program failed");
	for (size_t i = 0; i < sizeof(exits) / sizeof(*exits); i++) {
		if (exits[i].code == code) {
			kind = exits[i].kind;
			words = exits[i].words;
		}
	}
	char *said = said_in_words(handover);
	/* TRANSLATORS: "the mail program knows no such recipient (67): what the program said" */
	error_set(error, kind, _("%s (%d)%s"), _(words), code, said);
	free(said);
	return HANDOVER_KEPT;
}

/* It cannot have sent what it has not read. */
static enum handover_state tell_end_without_answer(
	const struct handover *handover, const char *what, struct error *error)
{
	off_t read_so_far = lseek(handover->letter, 0, SEEK_CUR);
	bool unread = read_so_far >= 0 && (size_t)read_so_far < handover->length;
	char *said = said_in_words(handover);
	error_set(error, unread ? ERROR_BUSY : ERROR_UNAVAILABLE, "%s%s", what, said);
	free(said);
	return unread ? HANDOVER_KEPT : HANDOVER_UNSURE;
}

static enum handover_state conclude(struct handover *handover, int status, struct error *error)
{
	handover->pid = 0;
	hear(handover);
	if (WIFEXITED(status) && !WEXITSTATUS(status))
		return HANDOVER_TAKEN;
	if (WIFEXITED(status))
		return tell_exit(handover, WEXITSTATUS(status), error);
	return tell_end_without_answer(handover, _("the mail program was ended"), error);
}

static enum handover_state give_up(struct handover *handover, struct error *error)
{
	int status;
	kill(-handover->pid, SIGKILL);
	while (waitpid(handover->pid, &status, 0) < 0 && errno == EINTR)
		;
	handover->pid = 0;
	hear(handover);
	/* It may have ended well in the last moment. */
	if (WIFEXITED(status))
		return conclude(handover, status, error);
	return tell_end_without_answer(
		handover, _("the mail program did not answer in time"), error);
}

enum handover_state handover_wait(struct handover *handover, int wait_ms, struct error *error)
{
	int64_t until = now_ms() + wait_ms;
	for (;;) {
		int status;
		pid_t ended = waitpid(handover->pid, &status, WNOHANG);
		int64_t now = now_ms();
		if (ended == handover->pid)
			return conclude(handover, status, error);
		if (ended < 0 && errno != EINTR)
			return tell_end_without_answer(
				handover, _("it is not known how the mail program ended"), error);
		if (now >= handover->deadline)
			return give_up(handover, error);
		if (now >= until)
			return HANDOVER_BUSY;
		struct pollfd heard = {.fd = handover->complaints, .events = POLLIN};
		poll(&heard, 1, LOOK_EVERY_MS);
		hear(handover);
	}
}

void handover_destroy(struct handover *handover)
{
	if (!handover)
		return;
	if (handover->complaints >= 0)
		close(handover->complaints);
	close(handover->letter);
	buffer_finish(&handover->said);
	free(handover->program);
	free(handover);
}
