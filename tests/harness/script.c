/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a scene file: "word: value" lines, each word with a function of its own in one table. */
#include "harness/script.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"

static bool read_size(const char *value, int *rows, int *columns)
{
	char rest;

	return sscanf(value, "%dx%d%c", columns, rows, &rest) == 2 && *rows > 0 && *columns > 0 &&
	       *rows <= 1000 && *columns <= 1000;
}

static bool add_step(struct script *script, enum script_step_kind kind, const char *value)
{
	struct script_step step = {.kind = kind};

	if (kind == SCRIPT_RESIZE && !read_size(value, &step.rows, &step.columns))
		return false;
	step.text = xstrdup(value);
	script->steps = xreallocarray(script->steps, script->step_count + 1, sizeof step);
	script->steps[script->step_count++] = step;
	return true;
}

static bool add_variable(struct script *script, const char *name, const char *value)
{
	/* One place stays empty: it ends the list. */
	if (script->variable_count + 1 >= SCRIPT_VARIABLES)
		return false;
	script->variables[script->variable_count++] = xasprintf("%s%s", name, value);
	return true;
}

static bool set_text(char **place, const char *value)
{
	free(*place);
	*place = xstrdup(value);
	return true;
}

static bool take_size(struct script *script, const char *value)
{
	return read_size(value, &script->rows, &script->columns);
}

static bool take_language(struct script *script, const char *value)
{
	return set_text(&script->language, value);
}

static bool take_title(struct script *script, const char *value)
{
	return set_text(&script->title, value);
}

static bool take_arguments(struct script *script, const char *value)
{
	return set_text(&script->arguments, value);
}

static bool take_terminal(struct script *script, const char *value)
{
	return add_variable(script, "TERM=", value);
}

static bool take_now(struct script *script, const char *value)
{
	return add_variable(script, "TRAFFPUNKT_NOW=", value);
}

static bool take_variable(struct script *script, const char *value)
{
	return strchr(value, '=') && add_variable(script, "", value);
}

/* By its name: it lies beside the script. */
static bool take_file(struct script *script, const char *value)
{
	const char *slash = strrchr(script->path, '/');
	int folder = slash ? (int)(slash - script->path) + 1 : 0;

	if (script->file_count == SCRIPT_FILES || value[0] == '/')
		return false;
	script->files[script->file_count++] = xasprintf("%.*s%s", folder, script->path, value);
	return true;
}

/* "[section] name = value" */
static bool take_setting(struct script *script, const char *value)
{
	const char *end = strchr(value, ']');

	if (value[0] != '[' || !end)
		return false;
	char *more = xasprintf("%s%.*s\n%s\n", script->settings ? script->settings : "",
		(int)(end - value) + 1, value, end + 1 + strspn(end + 1, " "));
	free(script->settings);
	script->settings = more;
	return true;
}

static bool take_attributes(struct script *script, const char *value)
{
	script->attributes = strcmp(value, "yes") == 0;
	return script->attributes || strcmp(value, "no") == 0;
}

static bool take_keys(struct script *script, const char *value)
{
	return add_step(script, SCRIPT_KEYS, value);
}

static bool take_resize(struct script *script, const char *value)
{
	return add_step(script, SCRIPT_RESIZE, value);
}

static bool take_wait(struct script *script, const char *value)
{
	return add_step(script, SCRIPT_WAIT, value);
}

static bool take_line(struct script *script, const char *line)
{
	static const struct {
		const char *word;
		bool (*take)(struct script *script, const char *value);
	} words[] = {
		{"size", take_size},
		{"lang", take_language},
		{"title", take_title},
		{"arguments", take_arguments},
		{"term", take_terminal},
		{"now", take_now},
		{"env", take_variable},
		{"file", take_file},
		{"setting", take_setting},
		{"attributes", take_attributes},
		{"keys", take_keys},
		{"resize", take_resize},
		{"wait", take_wait},
	};
	size_t length = strcspn(line, ":");

	if (line[0] == '\0' || line[0] == '#')
		return true;
	if (line[length] != ':' || line[length + 1] != ' ')
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strlen(words[i].word) == length && strncmp(words[i].word, line, length) == 0)
			return words[i].take(script, line + length + 2);
	}
	return false;
}

static char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');

	return xstrndup(name, dot ? (size_t)(dot - name) : strlen(name));
}

static char *read_rest(FILE *file)
{
	struct buffer text = {0};
	char bytes[4096];
	size_t length;

	while ((length = fread(bytes, 1, sizeof bytes, file)) > 0)
		buffer_append_bytes(&text, bytes, length);
	return buffer_take(&text);
}

/* Takes the lines up to "---" or the end; the number of the bad one, or 0. */
static size_t read_header(struct script *script, FILE *file)
{
	struct buffer header = {0};
	char *line = NULL;
	size_t size = 0, number = 0, bad = 0;
	ssize_t length;

	while (!bad && (length = getline(&line, &size, file)) >= 0) {
		if (length > 0 && line[length - 1] == '\n')
			line[length - 1] = '\0';
		number++;
		if (strcmp(line, "---") == 0) {
			script->expected = read_rest(file);
			break;
		}
		if (!take_line(script, line))
			bad = number;
		buffer_append(&header, line);
		buffer_append_char(&header, '\n');
	}
	free(line);
	script->header = buffer_take(&header);
	return bad;
}

bool script_read(struct script *script, const char *path, char *fault, size_t size)
{
	FILE *file = fopen(path, "re");
	size_t bad;

	*script = (struct script){.rows = 24, .columns = 80, .name = base_name(path), .path = path};
	if (!file) {
		snprintf(fault, size, "%s: %s", path, strerror(errno));
		return false;
	}
	bad = read_header(script, file);
	fclose(file);
	script->path = NULL;
	if (bad)
		snprintf(fault, size, "%s:%zu: this line is not understood", path, bad);
	return !bad;
}

void script_finish(struct script *script)
{
	for (size_t i = 0; i < script->step_count; i++)
		free(script->steps[i].text);
	for (size_t i = 0; i < script->variable_count; i++)
		free(script->variables[i]);
	for (size_t i = 0; i < script->file_count; i++)
		free(script->files[i]);
	free(script->steps);
	free(script->name);
	free(script->header);
	free(script->expected);
	free(script->language);
	free(script->settings);
	free(script->title);
	free(script->arguments);
	*script = (struct script){0};
}
