/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A calendar file of anybody's as its content lines (RFC 5545 3.1), with what is wrong with them.
 * Unlike libical it keeps everything, in order and with line numbers, and nothing that a file can
 * hold makes it fail: what cannot be read is a line without a name.
 */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_CONTENTLINE_H
#define TRAFFPUNKT_EXCHANGE_ICAL_CONTENTLINE_H

#include <stdbool.h>
#include <stddef.h>

/* The most that is read of a calendar file, in bytes. */
#define CALENDAR_FILE_LIMIT ((size_t)1024 * 1024)

enum line_fault {
	LINE_BARE_LF = 1 << 0,       /* ends without CR */
	LINE_BROKEN_END = 1 << 1,    /* CR CR LF */
	LINE_TOO_LONG = 1 << 2,      /* a physical line of more than 75 octets */
	LINE_HALVED = 1 << 3,        /* folded inside a UTF-8 sequence */
	LINE_NOT_UTF8 = 1 << 4,      /* read as Windows-1252 */
	LINE_HAS_NUL = 1 << 5,       /* which were left out */
	LINE_UNREADABLE = 1 << 6,    /* no name and colon */
	LINE_QUOTED_CN = 1 << 7,     /* a double quote inside a parameter's value */
	LINE_UNTERMINATED = 1 << 8,  /* the file ends in the middle of it */
	LINE_BARE_RETURN = 1 << 9,   /* a CR in the middle of it */
	LINE_EMPTY_INSIDE = 1 << 10, /* a continuation with nothing on it */
};

struct content_parameter {
	char *name;  /* upper case */
	char *value; /* without its quotes; of several, the first */
};

struct content_line {
	size_t number;   /* of its first physical line, from 1 */
	unsigned faults; /* enum line_fault, of all its physical lines */
	char *name;      /* upper case; NULL when it cannot be read */
	char *value;     /* unfolded, still escaped; the whole line when it cannot be read */
	struct content_parameter *parameters;
	size_t parameter_count;
};

struct content_lines {
	struct content_line *items; /* owned */
	size_t count;
	bool has_bom;
};

/* Reads at most CALENDAR_FILE_LIMIT bytes. Everything that comes out is valid UTF-8 without NUL. */
void content_lines_read(struct content_lines *lines, const char *bytes, size_t length);
void content_lines_finish(struct content_lines *lines);

/* NULL when it has none. The name in upper case. */
const char *content_parameter(const struct content_line *line, const char *name);
/* Is this BEGIN or END of a component of this name? Any component when it is NULL. */
bool content_line_is(const struct content_line *line, const char *keyword, const char *component);
/* A TEXT value without its escapes (RFC 5545 3.3.11). Owned by the caller. */
char *content_text(const char *value);
/* An address without "mailto:", in lower case and trimmed; NULL when there is none. Owned by the
 * caller. */
char *content_address(const char *value);

#endif
