/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is masked in a text holds no personal number afterwards, and loses nothing else. */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "model/personalnumber.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t count = 0, more = 0;
	char *text = fuzz_text(data, size);
	char *masked = personal_number_mask(text, &count);
	char *again = personal_number_mask(masked, &more);
	must(text_has_personal_number(text) == (count > 0), "what is found is masked");
	must(!text_has_personal_number(masked), "no number is left");
	must(!more && !strcmp(masked, again), "masking twice changes nothing");
	must(count || !strcmp(text, masked), "without a number the text stays");
	free(again);
	free(masked);
	free(text);
	return 0;
}
