/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mail/mailbox.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"

/* How much of a line is looked at to see whether a mail begins with it. */
#define LINE_LOOK 1000

static const char separator[] = "From ";
#define SEPARATOR (sizeof(separator) - 1)

/* Sees to it that `wanted` bytes or all that there are stand in the room. */
static void fill(struct mailbox *mailbox, size_t wanted)
{
	if (mailbox->end - mailbox->at >= wanted || mailbox->ended)
		return;
	memmove(mailbox->room, mailbox->room + mailbox->at, mailbox->end - mailbox->at);
	mailbox->end -= mailbox->at;
	mailbox->at = 0;
	while (mailbox->end < wanted && !mailbox->ended) {
		ssize_t count = read(mailbox->file, mailbox->room + mailbox->end,
			sizeof(mailbox->room) - mailbox->end);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0) {
			mailbox->failed = true;
			mailbox->fault = errno;
		}
		mailbox->ended = count <= 0;
		mailbox->end += count > 0 ? (size_t)count : 0;
	}
}

static size_t waiting(const struct mailbox *mailbox)
{
	return mailbox->end - mailbox->at;
}

void mailbox_open(struct mailbox *mailbox, int file, bool plain)
{
	mailbox->file = file;
	mailbox->failed = mailbox->ended = false;
	mailbox->number = mailbox->at = mailbox->end = 0;
	fill(mailbox, SEPARATOR);
	mailbox->is_mbox = !plain && waiting(mailbox) >= SEPARATOR &&
			   !memcmp(mailbox->room, separator, SEPARATOR);
	mailbox->at_line_start = mailbox->after_blank = true;
}

void mailbox_close(struct mailbox *mailbox)
{
	if (mailbox->file > 0) /* standard input is not ours to close */
		close(mailbox->file);
	mailbox->file = -1;
}

/* "From sender Tue Sep 26 09:00:00 2023": in a text that somebody forgot to quote no such day
 * stands. */
static bool is_separator(const char *line, size_t length)
{
	static const char *const days[] = {
		" Mon ", " Tue ", " Wed ", " Thu ", " Fri ", " Sat ", " Sun "};
	char text[LINE_LOOK + 1];
	const char *end = memchr(line, '\n', length);
	size_t size = end ? (size_t)(end - line) : length;
	if (size < SEPARATOR || memcmp(line, separator, SEPARATOR) != 0)
		return false;
	if (size > LINE_LOOK)
		size = LINE_LOOK;
	memcpy(text, line, size);
	text[size] = '\0';
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
		if (memmem(text, size, days[i], strlen(days[i])))
			return true;
	}
	return false;
}

/* ">From " and ">>From " have one sign more than what was written. */
static bool is_quoted_separator(const char *line, size_t length)
{
	size_t signs = 0;
	while (signs < length && line[signs] == '>')
		signs++;
	return signs && length - signs >= SEPARATOR && !memcmp(line + signs, separator, SEPARATOR);
}

static size_t take(struct mailbox *mailbox, char *bytes, size_t size)
{
	size_t count = waiting(mailbox) < size ? waiting(mailbox) : size;
	memcpy(bytes, mailbox->room + mailbox->at, count);
	mailbox->at += count;
	return count;
}

/* Up to the end of a line. */
static size_t take_line(struct mailbox *mailbox, char *bytes, size_t size)
{
	const char *from = mailbox->room + mailbox->at;
	const char *end = memchr(from, '\n', waiting(mailbox));
	size_t length = end ? (size_t)(end - from) + 1 : waiting(mailbox);
	bool whole = end && length <= size;
	bool empty = whole && mailbox->at_line_start &&
		     (length == 1 || (length == 2 && from[0] == '\r'));
	mailbox->at_line_start = whole;
	mailbox->after_blank = empty;
	return take(mailbox, bytes, length < size ? length : size);
}

size_t mailbox_read(struct mailbox *mailbox, char *bytes, size_t size)
{
	fill(mailbox, mailbox->is_mbox && mailbox->at_line_start ? LINE_LOOK : 1);
	if (!mailbox->is_mbox)
		return take(mailbox, bytes, size);
	if (mailbox->at_line_start) {
		const char *line = mailbox->room + mailbox->at;
		if (mailbox->after_blank && is_separator(line, waiting(mailbox)))
			return 0;
		if (is_quoted_separator(line, waiting(mailbox)))
			mailbox->at++;
	}
	return waiting(mailbox) ? take_line(mailbox, bytes, size) : 0;
}

static void skip_line(struct mailbox *mailbox)
{
	const char *end = NULL;
	while (!end) {
		fill(mailbox, 1);
		if (!waiting(mailbox))
			break;
		const char *from = mailbox->room + mailbox->at;
		end = memchr(from, '\n', waiting(mailbox));
		mailbox->at += end ? (size_t)(end - from) + 1 : waiting(mailbox);
	}
	mailbox->at_line_start = true;
	mailbox->after_blank = false;
}

bool mailbox_next(struct mailbox *mailbox)
{
	char rest[4096];
	while (mailbox->number && mailbox_read(mailbox, rest, sizeof(rest)))
		continue;
	fill(mailbox, 1);
	bool more = !mailbox->failed && waiting(mailbox) && (mailbox->is_mbox || !mailbox->number);
	if (!more)
		return false;
	if (mailbox->is_mbox)
		skip_line(mailbox);
	mailbox->number++;
	return true;
}
