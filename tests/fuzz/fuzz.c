/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

void must(bool holds, const char *sentence)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s\n", sentence);
	abort();
}

char *fuzz_text(const uint8_t *data, size_t size)
{
	char *text = xcalloc(size + 1, 1);
	if (size)
		memcpy(text, data, size);
	return text;
}
