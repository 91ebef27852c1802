/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter language, over the lists that have one. */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/filter.h"
#include "model/meeting.h"
#include "model/participant.h"
#include "model/request.h"

#define TODAY 19619 /* 2023-09-19 */

static void check_filter(const struct entity *entity, const char *text)
{
	struct filter filter = {0};
	struct error error = {0};
	size_t caret = 0;
	if (filter_parse(&filter, entity, text, TODAY, &caret, &error)) {
		for (size_t i = 0; i < filter.count; i++)
			must(filter.terms[i].offset <= strlen(text), "a term stands in the text");
	} else {
		must(caret <= strlen(text), "the caret stands in the text");
		must(error.kind != ERROR_NONE, "a refusal says why");
	}
	filter_finish(&filter);
	error_finish(&error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);
	check_filter(&participant_entity, text);
	check_filter(&meeting_entity, text);
	check_filter(&request_entity, text);
	free(text);
	return 0;
}
