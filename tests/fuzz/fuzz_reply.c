/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An answer to an invitation: what comes out can be stored as it is. */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/ical/reply.h"

static void check_text(const char *text, size_t limit)
{
	if (!text)
		return;
	char *stored = text_stored(text, strlen(text));
	must(strlen(text) <= limit, "a text is bounded");
	must(!strcmp(stored, text), "a text is stored text");
	free(stored);
}

static void check_answer(const struct calendar_answer *answer)
{
	must(answer->uid && *answer->uid, "an answer is about something");
	must(answer->attendee && strchr(answer->attendee, '@'), "somebody answers");
	must(!answer->sequence.known || answer->sequence.value >= 0, "a version is not negative");
	must(answer->kind == ANSWER_COUNTER || !answer->proposed_date.known,
		"only a proposal proposes");
	check_text(answer->uid, FIELD_TEXT_LIMIT);
	check_text(answer->attendee, FIELD_TEXT_LIMIT);
	check_text(answer->delegated_to, FIELD_TEXT_LIMIT);
	check_text(answer->comment, FIELD_NOTE_LIMIT);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct calendar_answers answers;
	struct error error = {0};
	if (calendar_answers_read(&answers, (const char *)data, size, NULL, "a@b.se", &error)) {
		must(answers.count > 0, "there is an answer");
		for (size_t i = 0; i < answers.count; i++)
			check_answer(&answers.items[i]);
	}
	calendar_answers_finish(&answers);
	error_finish(&error);
	return 0;
}
