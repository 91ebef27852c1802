/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signals as data, stopping like other programs, and running another program in the terminal.
 */
#include <errno.h>
#include <spawn.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/i18n.h"
#include "tui/terminal_private.h"

extern char **environ;

static const int watched[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGINT, SIGHUP};

static void watched_set(sigset_t *set)
{
	sigemptyset(set);
	for (size_t i = 0; i < sizeof(watched) / sizeof(*watched); i++)
		sigaddset(set, watched[i]);
}

bool terminal_open_signals(struct terminal *terminal, struct error *error)
{
	sigset_t set;

	watched_set(&set);
	sigprocmask(SIG_BLOCK, &set, &terminal->old_mask);
	terminal->signal_fd = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (terminal->signal_fd >= 0)
		return true;
	sigprocmask(SIG_SETMASK, &terminal->old_mask, NULL);
	return error_set(
		error, ERROR_SOFTWARE, _("Signals cannot be watched: %s."), error_reason(errno));
}

static void forget(const int *signals, size_t count)
{
	static const struct timespec at_once = {0};
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < count; i++)
		sigaddset(&set, signals[i]);
	while (sigtimedwait(&set, NULL, &at_once) > 0)
		;
}

void terminal_forget_keyboard_signals(struct terminal *terminal)
{
	static const int keyboard[] = {SIGINT, SIGTSTP, SIGCONT, SIGWINCH};

	(void)terminal;
	forget(keyboard, sizeof(keyboard) / sizeof(*keyboard));
}

void terminal_close_signals(struct terminal *terminal)
{
	if (terminal->signal_fd < 0)
		return;
	close(terminal->signal_fd);
	terminal->signal_fd = -1;
	terminal_forget_keyboard_signals(terminal);
	sigprocmask(SIG_SETMASK, &terminal->old_mask, NULL);
}

int terminal_signal_fd(const struct terminal *terminal)
{
	return terminal->signal_fd;
}

enum terminal_signal terminal_next_signal(struct terminal *terminal)
{
	struct signalfd_siginfo info;

	if (read(terminal->signal_fd, &info, sizeof info) != (ssize_t)sizeof info)
		return TERMINAL_SIGNAL_NONE;
	switch (info.ssi_signo) {
	case SIGWINCH:
		return TERMINAL_SIGNAL_RESIZE;
	case SIGTSTP:
		return TERMINAL_SIGNAL_SUSPEND;
	case SIGCONT:
		/* Stopped without having been asked (SIGSTOP): the shell has changed the modes. */
		terminal_leave_modes(terminal);
		terminal_enter_modes(terminal);
		return TERMINAL_SIGNAL_RESIZE;
	default:
		return TERMINAL_SIGNAL_QUIT;
	}
}

/*
 * Stops the whole process group, as the terminal's own C-z would: a script that started us must
 * stop too, or the shell waits for it. SIGTSTP and not SIGSTOP, because the kernel does not let
 * it stop a group that nobody could continue.
 */
static void stop_group(void)
{
	struct sigaction by_default = {.sa_handler = SIG_DFL};
	struct sigaction before;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTSTP);
	sigaction(SIGTSTP, &by_default, &before);
	kill(0, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	/* Stopped here, until SIGCONT. */
	sigprocmask(SIG_BLOCK, &set, NULL);
	sigaction(SIGTSTP, &before, NULL);
}

void terminal_suspend(struct terminal *terminal)
{
	terminal_leave_modes(terminal);
	stop_group();
	terminal_forget_keyboard_signals(terminal);
	terminal_enter_modes(terminal);
}

/* Waits until the child ends; when it is stopped, we stop with it and continue it afterwards. */
static bool wait_for(pid_t pid, int *status)
{
	for (;;) {
		pid_t changed = waitpid(pid, status, WUNTRACED);

		if (changed < 0 && errno != EINTR)
			return false;
		if (changed < 0)
			continue;
		if (!WIFSTOPPED(*status))
			return true;
		stop_group();
		kill(pid, SIGCONT);
	}
}

static int spawn(const struct terminal *terminal, char *const argv[], pid_t *pid)
{
	posix_spawnattr_t attributes;
	sigset_t defaults;
	int failed;

	watched_set(&defaults);
	sigaddset(&defaults, SIGPIPE);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attributes, &terminal->old_mask);
	posix_spawnattr_setsigdefault(&attributes, &defaults);
	failed = posix_spawnp(pid, argv[0], NULL, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	return failed;
}

bool terminal_run(struct terminal *terminal, char *const argv[], int *status, struct error *error)
{
	pid_t pid;
	int failed;
	int raw_status = 0;
	bool waited = false;

	terminal_leave(terminal);
	failed = spawn(terminal, argv, &pid);
	if (!failed)
		waited = wait_for(pid, &raw_status);
	terminal_enter(terminal);
	if (failed)
		return error_set(error, ERROR_UNAVAILABLE, _("%s could not be started: %s."),
			argv[0], error_reason(failed));
	if (!waited || !WIFEXITED(raw_status))
		return error_set(
			error, ERROR_UNAVAILABLE, _("%s was ended before it was done."), argv[0]);
	*status = WEXITSTATUS(raw_status);
	return true;
}
