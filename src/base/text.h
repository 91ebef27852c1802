/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text at the edges. Stored text is NFC without NUL, otherwise as it came; everything that leaves
 * (screen, terminal output, CSV, .ics, file names) passes through here first. Columns are terminal
 * cells as wcwidth() counts them.
 */
#ifndef TRAFFPUNKT_BASE_TEXT_H
#define TRAFFPUNKT_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

/* What neutralising does with line breaks and tabs. */
enum text_lines {
	TEXT_ONE_LINE,  /* shown as U+2424 / a space: for a cell, a field, an error message */
	TEXT_MANY_LINES /* LF is kept, CR LF and CR become LF, a tab becomes a space */
};

/* Decodes one code point of strict UTF-8 and advances *text; U+FFFD for an invalid byte (advances
 * one byte). 0 at the end; `end` NULL means that a NUL ends the text. */
uint32_t text_next(const char **text, const char *end);
/* Appends the UTF-8 form of a code point to `out` (at least 4 bytes); returns its length. */
size_t text_encode(char out[4], uint32_t code_point);

/* Text as it is stored: valid UTF-8 (each bad byte becomes U+FFFD), NFC, no NUL. Takes `length`
 * bytes that may hold NULs, which are left out; the result is owned by the caller. */
char *text_stored(const char *bytes, size_t length);
/* The same of a text from outside, and no longer than `limit` bytes, cut between two characters.
 * NULL stays NULL. */
char *text_stored_within(const char *text, size_t limit);
/* How bytes of an unknown encoding look when they are read as UTF-8. */
struct text_likeness {
	size_t letters;  /* that take several bytes and are whole */
	size_t faults;   /* bytes that belong to no letter */
	size_t fault_at; /* where the first of these stands */
};
struct text_likeness text_look_utf8(const char *bytes, size_t length);
/* Trimmed, inner white space collapsed to single spaces: for names, addresses, titles. In place. */
void text_trim(char *text);

/*
 * Text that can be shown to a terminal: no C0, C1, DEL, bidirectional control, invisible or private
 * character, no leading combining mark, at most 4 marks on a base. Controls leave a visible trace.
 * Owned by the caller; NULL gives "".
 */
char *text_safe(const char *text, enum text_lines lines);
/* Columns that text_safe(text) takes. */
int text_width(const char *text);
/*
 * As text_safe(TEXT_ONE_LINE), at most `columns` wide: what does not fit ends with "…", a wide
 * character is never halved and a mark never parted from its base. *used gets the columns taken.
 * Owned by the caller.
 */
char *text_fit(const char *text, int columns, int *used);
/* The same for drawing: fills `out` with at most `capacity` wide characters, the final NUL
 * among them; returns how many without it, and the columns in *used. */
size_t text_fit_wide(wchar_t *out, size_t capacity, const char *text, int columns, int *used);

/*
 * Lines of at most `columns` columns, broken at spaces (a longer word is broken anywhere) and at
 * LF. Calls `line` for each with a neutralised line, borrowed during the call. An empty text has no
 * line, and an LF at the very end opens none.
 */
void text_wrap(const char *text, int columns, void (*line)(void *context, const char *text),
	void *context);

/* NULL, "" and white space are the same: unknown. */
bool text_is_blank(const char *text);

/* The first word of a text that is an address of e-mail, in small letters (those of ASCII); NULL:
 * there is none. Owned by the caller. */
char *text_mail_address(const char *text);

#endif
