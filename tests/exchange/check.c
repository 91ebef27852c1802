/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "check.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "lines.h"

char *check_write(const struct sample *sample, enum calendar_method method, struct error *error)
{
	const struct calendar_organizer organizer = {SAMPLE_MAILBOX, "Nätverket"};
	const struct calendar_attendee attendee = {SAMPLE_ATTENDEE, "Åsa Öberg"};
	struct calendar_event event = sample_event(sample);

	if (method == CALENDAR_REQUEST || sample->uninvites) {
		event.attendee = &attendee;
		event.sent_at = SAMPLE_SENT;
	}

	return calendar_write_event(&event, method, &organizer, error);
}

char *check_read(const struct sample *sample, enum calendar_method method)
{
	struct error error = {0};
	char *text = check_write(sample, method, &error);
	const char *fault;
	char *unfolded;

	if (!text)
		fail_msg("no calendar file: %s", error.message);
	fault = lines_fault(text, strlen(text));
	if (fault)
		fail_msg("%s in\n%s", fault, text);
	unfolded = lines_unfold(text);
	free(text);
	return unfolded;
}

void check_line(const char *calendar, const char *line)
{
	char *wanted = xasprintf("\r\n%s\r\n", line);

	if (!strstr(calendar, wanted))
		fail_msg("no line %s in\n%s", line, calendar);
	free(wanted);
}

void check_part(const char *calendar, const char *part, bool wanted)
{
	if (!strstr(calendar, part) == wanted)
		fail_msg("%s %s in\n%s", wanted ? "no" : "there is", part, calendar);
}

size_t check_count(const char *calendar, const char *start)
{
	size_t count = 0;

	for (const char *line = calendar; line; line = strstr(line, "\r\n")) {
		if (line != calendar)
			line += 2;
		count += !strncmp(line, start, strlen(start));
	}
	return count;
}
