/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a process is waiting for, from /proc/PID/syscall: the number of the system call it sleeps in
 * and its arguments. A program that waits for its terminal and its signals without a short timeout
 * has nothing left to do.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "harness/term_private.h"

/* A longer timeout than this is a fallback or a clock, not work that is still to be done. */
#define LONG_TIMEOUT 1000

struct call {
	long number;
	unsigned long arguments[6];
};

static bool read_file(pid_t process, const char *name, char *text, size_t size)
{
	char path[40];
	ssize_t length;
	int fd;

	snprintf(path, sizeof path, "/proc/%ld/%s", (long)process, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	length = read(fd, text, size - 1);
	close(fd);
	if (length <= 0)
		return false;
	text[length] = '\0';
	return true;
}

/* The letter after the name in /proc/PID/stat. A process that was woken but has not run yet counts
 * as running here, while /proc/PID/syscall still shows the call it slept in. */
static bool is_asleep(pid_t process)
{
	char text[512];
	const char *after;

	if (!read_file(process, "stat", text, sizeof text))
		return false;
	after = strrchr(text, ')');
	return after && after[1] == ' ' && after[2] == 'S';
}

static enum term_sleep read_call(pid_t process, struct call *call)
{
	char text[256];
	char *rest;

	if (!is_asleep(process))
		return TERM_SLEEP_BUSY;
	if (!read_file(process, "syscall", text, sizeof text))
		return TERM_SLEEP_UNKNOWN;
	call->number = strtol(text, &rest, 10);
	if (rest == text) /* "running" */
		return TERM_SLEEP_BUSY;
	for (int i = 0; i < 6; i++)
		call->arguments[i] = strtoul(rest, &rest, 16);
	return TERM_SLEEP_IDLE;
}

/* True when the timespec in the process's memory is long, or there is none. */
static bool is_long(pid_t process, unsigned long address)
{
	struct timespec timeout;
	struct iovec here = {.iov_base = &timeout, .iov_len = sizeof timeout};
	struct iovec there = {.iov_len = sizeof timeout};

	if (address == 0)
		return true;
	there.iov_base = (void *)address; /* NOLINT: an address in another process */
	return process_vm_readv(process, &here, 1, &there, 1, 0) == (ssize_t)sizeof timeout &&
	       timeout.tv_sec * 1000 + timeout.tv_nsec / 1000000 > LONG_TIMEOUT;
}

static bool waits_for_input(pid_t process, const struct call *call)
{
	const unsigned long *arguments = call->arguments;

	switch (call->number) {
	case SYS_read:
		return arguments[0] == STDIN_FILENO;
#ifdef SYS_poll
	case SYS_poll:
		return arguments[1] >= 2 &&
		       ((int)arguments[2] < 0 || (int)arguments[2] > LONG_TIMEOUT);
#endif
	case SYS_ppoll:
		return arguments[1] >= 2 && is_long(process, arguments[2]);
	case SYS_pselect6:
		return is_long(process, arguments[4]);
	default:
		return false;
	}
}

enum term_sleep term_sleep_of(pid_t process)
{
	struct call call;
	enum term_sleep sleep = read_call(process, &call);

	if (sleep != TERM_SLEEP_IDLE)
		return sleep;
	return waits_for_input(process, &call) ? TERM_SLEEP_IDLE : TERM_SLEEP_BUSY;
}
