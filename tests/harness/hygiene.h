/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a terminal must never be sent, judged on the raw bytes: they are read as a terminal reads
 * them, so an escape sequence that came out of somebody's name is found whatever drew it.
 */
#ifndef TRAFFPUNKT_TESTS_HARNESS_HYGIENE_H
#define TRAFFPUNKT_TESTS_HARNESS_HYGIENE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * True when the bytes are valid UTF-8 without C1 and DEL, bidirectional controls, invisible and
 * private characters, hold only control characters and sequences that terminfo needs for a screen,
 * and no sanitizer has spoken. Otherwise `fault` gets a sentence with the place.
 */
bool hygiene_check_screen(const char *bytes, size_t length, char *fault, size_t size);
/* The same for the output of a command: text and line feeds only. */
bool hygiene_check_text(const char *bytes, size_t length, char *fault, size_t size);
/* True when the terminal is left as it was found: alternate screen left, cursor shown, bracketed
 * paste, mouse and application keys off, attributes reset. */
bool hygiene_check_restored(const char *bytes, size_t length, char *fault, size_t size);

#endif
