/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/text.h"

__attribute__((format(printf, 2, 0))) static void print_safe(
	FILE *stream, const char *format, va_list arguments)
{
	char *raw = NULL;
	if (vasprintf(&raw, format, arguments) < 0)
		return;
	char *safe = text_safe(raw, TEXT_ONE_LINE);
	fprintf(stream, "%s\n", safe);
	free(safe);
	free(raw);
}

void output_line(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	print_safe(stdout, format, arguments);
	va_end(arguments);
}

void output_note(const char *format, ...)
{
	va_list arguments;
	fflush(stdout);
	va_start(arguments, format);
	print_safe(stderr, format, arguments);
	va_end(arguments);
}

void output_error(const char *message)
{
	char *safe = text_safe(message, TEXT_ONE_LINE);
	fflush(stdout);
	fprintf(stderr, "traffpunkt: %s\n", safe);
	free(safe);
}

void output_bytes(const char *bytes)
{
	fputs(bytes, stdout);
}

void output_raw(const void *bytes, size_t length)
{
	fwrite(bytes, 1, length, stdout);
}

/* Would neutralising leave a lone character as it is? */
static bool is_plain(const char *bytes, size_t length)
{
	char alone[5] = {0};
	memcpy(alone, bytes, length);
	char *safe = text_safe(alone, TEXT_ONE_LINE);
	bool same = !strcmp(safe, alone);
	free(safe);
	return same;
}

static void escape(struct buffer *out, uint32_t code)
{
	if (code < 0x10000) {
		buffer_printf(out, "\\u%04x", code);
		return;
	}
	code -= 0x10000;
	buffer_printf(out, "\\u%04x\\u%04x", 0xd800 + (code >> 10), 0xdc00 + (code & 0x3ff));
}

char *json_escape(const char *text)
{
	struct buffer out = {0};
	while (*text) {
		const char *start = text;
		uint32_t code = text_next(&text, NULL);
		size_t length = (size_t)(text - start);
		/* Below DEL jansson has escaped what is not text; the layout's own LF stays. */
		if (code < 0x7f || (code != 0x7f && is_plain(start, length)))
			buffer_append_bytes(&out, start, length);
		else
			escape(&out, code);
	}
	return buffer_take(&out);
}

static void print_json(const json_t *value, size_t flags)
{
	char *text = json_dumps(value, flags | JSON_ENCODE_ANY);
	char *safe = json_escape(text ? text : "null");
	fputs(safe, stdout);
	free(safe);
	free(text);
}

void output_json(json_t *value)
{
	print_json(value, JSON_INDENT(2));
	putchar('\n');
	json_decref(value);
}

void json_list_add(struct json_list *list, json_t *value)
{
	fputs(list->count++ ? ",\n" : "[\n", stdout);
	print_json(value, 0);
	json_decref(value);
}

void json_list_end(struct json_list *list)
{
	fputs(list->count ? "\n]\n" : "[]\n", stdout);
}

int output_columns(void)
{
	struct winsize size;
	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
		return 0;
	return size.ws_col;
}

bool output_is_whole(void)
{
	return !fflush(stdout) && !ferror(stdout);
}
