/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A string under construction. Zero-initialise it; data is always NUL-terminated once non-NULL. */
#ifndef TRAFFPUNKT_BASE_BUFFER_H
#define TRAFFPUNKT_BASE_BUFFER_H

#include <stdarg.h>
#include <stddef.h>

struct buffer {
	char *data;      /* owned; NULL while empty */
	size_t length;   /* bytes, without the final NUL */
	size_t capacity; /* bytes allocated */
};

void buffer_append(struct buffer *buffer, const char *text);
void buffer_append_bytes(struct buffer *buffer, const void *bytes, size_t length);
void buffer_append_char(struct buffer *buffer, char character);
void buffer_printf(struct buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Empties it and keeps the memory. */
void buffer_clear(struct buffer *buffer);
/* Hands the string to the caller (never NULL, "" when empty) and leaves the buffer empty. */
char *buffer_take(struct buffer *buffer) __attribute__((returns_nonnull));
void buffer_finish(struct buffer *buffer);

#endif
