/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar file of anybody's: there is always an answer, and it is text. */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/ical/diagnose.h"

static size_t count_lines(const uint8_t *data, size_t size)
{
	size_t lines = 1;
	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n';
	return lines;
}

static void check_ailments(const struct diagnosis *diagnosis, size_t lines)
{
	for (size_t i = 0; i < diagnosis->ailment_count; i++) {
		const struct ailment *ailment = &diagnosis->ailments[i];
		must(ailment->line <= lines, "an ailment stands in the file");
		must(ailment->count > 0, "an ailment was found");
		must(!text_is_blank(ailment->text), "an ailment is told");
		must(!i || diagnosis->ailments[i - 1].line <= ailment->line,
			"they come in the order of lines");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diagnosis diagnosis;
	calendar_diagnose(&diagnosis, (const char *)data, size);
	must(diagnosis.is_calendar || !diagnosis.event_count, "only a calendar has events");
	check_ailments(&diagnosis, count_lines(data, size));
	for (size_t i = 0; i < diagnosis.event_count; i++)
		free(told_event_when(&diagnosis.events[i]));
	diagnosis_finish(&diagnosis);
	return 0;
}
