/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/keymap.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"

struct binding {
	struct key key;
	const struct command *command;
};

struct keymap {
	struct binding *bindings;
	size_t count;
};

/* Another command has the key everywhere where this one would. */
static bool is_taken(const struct keymap *keymap, const struct binding *binding)
{
	for (size_t i = 0; i < keymap->count; i++) {
		const struct binding *other = &keymap->bindings[i];
		if (key_equal(other->key, binding->key) &&
			!(binding->command->contexts & ~other->command->contexts))
			return true;
	}
	return false;
}

static bool refuse_key(const struct command *command, const char *name, struct error *error)
{
	char *safe = text_safe(name, TEXT_ONE_LINE);
	error_set(error, ERROR_DATA, _("The settings give %s the key “%s”, which is no key."),
		command->name, safe);
	free(safe);
	return false;
}

static bool bind_keys(struct keymap *keymap, const struct command *command, const char *names,
	struct error *error)
{
	char *copy = xstrdup(names), *rest = copy, *name;
	bool ok = true;
	while (ok && (name = strsep(&rest, " "))) {
		struct binding binding = {.command = command};
		if (!*name)
			continue;
		ok = key_parse(name, &binding.key) || refuse_key(command, name, error);
		if (!ok || is_taken(keymap, &binding))
			continue;
		keymap->bindings = xreallocarray(
			keymap->bindings, keymap->count + 1, sizeof(*keymap->bindings));
		keymap->bindings[keymap->count++] = binding;
	}
	free(copy);
	return ok;
}

static const struct command *command_by_name(const char *name)
{
	for (size_t i = 0; i < command_count; i++) {
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	}
	return NULL;
}

/* The keys that the settings give a command, NULL when they say nothing of it. */
static const char *keys_set(const struct settings *settings, const struct command *command)
{
	const char *keys = NULL;
	for (size_t i = 0; settings && i < settings->key_count; i++) {
		if (!strcmp(settings->keys[i].command, command->name))
			keys = settings->keys[i].keys;
	}
	return keys;
}

static bool know_all(const struct settings *settings, struct error *error)
{
	for (size_t i = 0; settings && i < settings->key_count; i++) {
		if (!command_by_name(settings->keys[i].command)) {
			char *safe = text_safe(settings->keys[i].command, TEXT_ONE_LINE);
			error_set(error, ERROR_DATA,
				_("The settings give keys to “%s”, which is no command."), safe);
			free(safe);
			return false;
		}
	}
	return true;
}

struct keymap *keymap_create(const struct settings *settings, struct error *error)
{
	struct keymap *keymap = xcalloc(1, sizeof(*keymap));
	bool ok = know_all(settings, error);
	for (size_t i = 0; ok && i < command_count; i++) {
		const char *keys = keys_set(settings, &commands[i]);
		ok = !keys || bind_keys(keymap, &commands[i], keys, error);
	}
	for (size_t i = 0; ok && i < command_count; i++) {
		if (!keys_set(settings, &commands[i]))
			ok = bind_keys(keymap, &commands[i], commands[i].keys, error);
	}
	if (ok)
		return keymap;
	keymap_destroy(keymap);
	return NULL;
}

void keymap_destroy(struct keymap *keymap)
{
	if (!keymap)
		return;
	free(keymap->bindings);
	free(keymap);
}

const struct command *keymap_find(const struct keymap *keymap, struct key key, unsigned context)
{
	for (size_t i = 0; i < keymap->count; i++) {
		if (keymap->bindings[i].command->contexts & context &&
			key_equal(keymap->bindings[i].key, key))
			return keymap->bindings[i].command;
	}
	return NULL;
}

void keymap_key_name(
	const struct keymap *keymap, const struct command *command, char out[KEY_NAME_SIZE])
{
	out[0] = '\0';
	for (size_t i = 0; i < keymap->count && !out[0]; i++) {
		if (keymap->bindings[i].command == command)
			key_format(keymap->bindings[i].key, out);
	}
}

char *keymap_key_names(const struct keymap *keymap, const struct command *command)
{
	struct buffer names = {0};
	for (size_t i = 0; i < keymap->count; i++) {
		char name[KEY_NAME_SIZE];
		if (keymap->bindings[i].command != command)
			continue;
		key_format(keymap->bindings[i].key, name);
		buffer_append(&names, names.length ? " " : "");
		buffer_append(&names, name);
	}
	return buffer_take(&names);
}
