/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of payers: organisation number, GLN, Peppol-ID. */
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "model/payer.h"

static void check_number(const char *text)
{
	char canonical[ORGANISATION_NUMBER_SIZE], again[ORGANISATION_NUMBER_SIZE];
	struct error error = {0};
	if (payer_read_number(text, canonical, &error)) {
		must(strlen(canonical) + 1 == sizeof(canonical), "a number has its length");
		must(payer_read_number(canonical, again, &error), "the one form can be read");
		must(!strcmp(canonical, again), "the one form is its own");
	}
	error_finish(&error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct error error = {0};
	char *text = fuzz_text(data, size);
	char *second = strchr(text, '\n');
	if (second)
		*second++ = '\0';
	check_number(text);
	payer_check_gln(text, &error);
	error_finish(&error);
	payer_check_peppol(text, second, second, &error);
	error_finish(&error);
	payer_check_peppol(text, NULL, NULL, &error);
	error_finish(&error);
	free(text);
	return 0;
}
