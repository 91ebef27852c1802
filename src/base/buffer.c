/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A string under construction: grows by doubling, so that n appends cost n bytes of copying. */
#include "base/buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* Makes room for `more` bytes and a final NUL. */
static void reserve(struct buffer *buffer, size_t more)
{
	size_t needed = buffer->length + more + 1;
	size_t capacity = buffer->capacity < 32 ? 32 : buffer->capacity;

	if (needed <= buffer->capacity)
		return;
	while (capacity < needed)
		capacity *= 2;
	buffer->data = xreallocarray(buffer->data, capacity, 1);
	buffer->capacity = capacity;
}

void buffer_append_bytes(struct buffer *buffer, const void *bytes, size_t length)
{
	reserve(buffer, length);
	if (length > 0)
		memcpy(buffer->data + buffer->length, bytes, length);
	buffer->length += length;
	buffer->data[buffer->length] = '\0';
}

void buffer_append(struct buffer *buffer, const char *text)
{
	if (text != NULL)
		buffer_append_bytes(buffer, text, strlen(text));
}

void buffer_append_char(struct buffer *buffer, char character)
{
	buffer_append_bytes(buffer, &character, 1);
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
	va_list arguments;
	char *text = NULL;
	int length;

	va_start(arguments, format);
	length = vasprintf(&text, format, arguments);
	va_end(arguments);
	if (length < 0)
		return;
	buffer_append_bytes(buffer, text, (size_t)length);
	free(text);
}

void buffer_clear(struct buffer *buffer)
{
	buffer->length = 0;
	if (buffer->data != NULL)
		buffer->data[0] = '\0';
}

char *buffer_take(struct buffer *buffer)
{
	char *text = buffer->data;

	if (text == NULL)
		text = xcalloc(1, 1);
	*buffer = (struct buffer){0};
	return text;
}

void buffer_finish(struct buffer *buffer)
{
	if (buffer == NULL)
		return;
	free(buffer->data);
	*buffer = (struct buffer){0};
}
