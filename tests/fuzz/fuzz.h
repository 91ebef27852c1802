/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A target reads bytes that could be anything. It is run by libFuzzer (./dev fuzz TARGET), and over
 * its corpus by every `meson test` (replay.c).
 */
#ifndef TRAFFPUNKT_TESTS_FUZZ_FUZZ_H
#define TRAFFPUNKT_TESTS_FUZZ_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the run with the sentence when what must always hold does not. */
void must(bool holds, const char *sentence);
/* The bytes up to the first NUL as a text; owned by the caller. */
char *fuzz_text(const uint8_t *data, size_t size);

#endif
