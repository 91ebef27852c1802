/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/settings.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/requestclock.h"

struct reading {
	struct settings *settings;
	const char *path;
	struct error *error;
};

static void keep(char **place, const char *value)
{
	free(*place);
	*place = text_is_blank(value) ? NULL : xstrdup(value);
}

static bool keep_one_of(struct reading *reading, char **place, const char *name, const char *value,
	const char *const *allowed)
{
	struct buffer list = {0};
	for (size_t i = 0; allowed[i]; i++) {
		if (!strcmp(allowed[i], value)) {
			keep(place, value);
			buffer_finish(&list);
			return true;
		}
		buffer_append(&list, i ? ", " : "");
		buffer_append(&list, allowed[i]);
	}
	char *safe = text_safe(value, TEXT_ONE_LINE);
	error_set(reading->error, ERROR_DATA, _("%s: %s cannot be “%s”; it is one of %s."),
		reading->path, name, safe, list.data);
	free(safe);
	buffer_finish(&list);
	return false;
}

static bool keep_answer(struct reading *reading, bool *place, const char *name, const char *value)
{
	static const char *const answers[] = {"yes", "no", NULL};
	char *answer = NULL;
	bool ok = keep_one_of(reading, &answer, name, value, answers);
	if (ok)
		*place = answer && !strcmp(answer, "yes");
	free(answer);
	return ok;
}

/* A whole path, or one below the home folder: the program is started from anywhere. */
static bool keep_path(struct reading *reading, char **place, const char *name, const char *value)
{
	const char *home = getenv("HOME");
	char *path = !strncmp(value, "~/", 2) && home ? xasprintf("%s%s", home, value + 1)
						      : xstrdup(value);
	for (size_t end = strlen(path);
		place == &reading->settings->feed_folder && end > 1 && path[end - 1] == '/';)
		path[--end] = '\0';
	bool whole = text_is_blank(path) || (path[0] == '/' && path[strlen(path) - 1] != '/');
	if (whole)
		keep(place, path);
	else
		error_set(reading->error, ERROR_DATA,
			_("%s: %s is a path that begins with / or ~/ and ends in a name."),
			reading->path, name);
	free(path);
	return whole;
}

static bool keep_address(struct reading *reading, char **place, const char *name, const char *value)
{
	bool good = text_is_blank(value) || !strncmp(value, "https://", strlen("https://")) ||
		    !strncmp(value, "http://", strlen("http://"));
	if (good)
		keep(place, value);
	else
		error_set(reading->error, ERROR_DATA,
			_("%s: %s is an address that begins with https://."), reading->path, name);
	return good;
}

/* "14,2,0", or "-" for none. */
static bool keep_reminders(struct reading *reading, const char *value)
{
	struct settings *settings = reading->settings;
	const char *at = value;
	settings->reminder_count = 0;
	if (!strcmp(value, "-"))
		return true;
	do {
		char *end;
		long days = strtol(at, &end, 10);
		end += strspn(end, " ");
		bool sound = end != at && days >= 0 && days <= 365 && (!*end || *end == ',');
		if (!sound || settings->reminder_count == SETTINGS_REMINDERS)
			return error_set(reading->error, ERROR_DATA,
				_("%s: reminders are days before a meeting, at most %d of them: "
				  "14,2,0."),
				reading->path, SETTINGS_REMINDERS);
		settings->reminders[settings->reminder_count++] = days;
		at = *end ? end + 1 : end;
	} while (*at);
	return true;
}

/* *known is false when there is no such setting. */
static bool keep_calendar(struct reading *reading, const char *name, const char *value, bool *known)
{
	struct settings *settings = reading->settings;
	*known = true;
	if (!strcmp(name, "vdir"))
		return keep_path(reading, &settings->feed_folder, name, value);
	if (!strcmp(name, "feed"))
		return keep_path(reading, &settings->feed_file, name, value);
	if (!strcmp(name, "source"))
		return keep_address(reading, &settings->feed_source, name, value);
	if (!strcmp(name, "reminders"))
		return keep_reminders(reading, value);
	if (!strcmp(name, "alarms"))
		return keep_answer(reading, &settings->alarms, name, value);
	*known = false;
	return true;
}

static void keep_key(struct settings *settings, const char *command, const char *keys)
{
	settings->keys = xreallocarray(
		settings->keys, settings->key_count + 1, sizeof(*settings->keys));
	settings->keys[settings->key_count++] = (struct key_setting){
		.command = xstrdup(command), .keys = xstrdup(keys)};
}

/* Without a path it would be another program wherever one stands. */
static bool keep_program(struct reading *reading, const char *value)
{
	if (!text_is_blank(value) && *value != '/')
		return error_set(reading->error, ERROR_DATA,
			_("%s: sendmail must be the whole path of a program, from the first /."),
			reading->path);
	keep(&reading->settings->mail_program, value);
	return true;
}

static bool keep_days(struct reading *reading, int64_t *place, const char *name, const char *value)
{
	char *end;
	long days = strtol(value, &end, 10);
	if (end == value || *end || days < 1 || days > ANSWER_WITHIN_MOST)
		return error_set(reading->error, ERROR_DATA,
			_("%s: %s is a number of working days, from 1 to %d."), reading->path, name,
			ANSWER_WITHIN_MOST);
	*place = days;
	return true;
}

static bool keep_setting(
	struct reading *reading, const char *section, const char *name, const char *value)
{
	static const char *const languages[] = {"sv", "en", NULL};
	static const char *const themes[] = {"dark", "light", "mono", NULL};
	struct settings *settings = reading->settings;
	bool known = false;
	if (!strcmp(section, "keys")) {
		keep_key(settings, name, value);
		return true;
	}
	if (!strcmp(section, "calendar")) {
		bool ok = keep_calendar(reading, name, value, &known);
		if (known)
			return ok;
	}
	if (!strcmp(section, "organizer") && !strcmp(name, "mailbox"))
		keep(&settings->organizer_mailbox, value);
	else if (!strcmp(section, "organizer") && !strcmp(name, "name"))
		keep(&settings->organizer_name, value);
	else if (!strcmp(section, "mail") && !strcmp(name, "sendmail"))
		return keep_program(reading, value);
	else if (!strcmp(section, "mail") && !strcmp(name, "from"))
		keep(&settings->mail_from, value);
	else if (!strcmp(section, "requests") && !strcmp(name, "answer_within"))
		return keep_days(reading, &settings->answer_within, name, value);
	else if (!strcmp(section, "user") && !strcmp(name, "initials"))
		keep(&settings->initials, value);
	else if (!strcmp(section, "interface") && !strcmp(name, "language"))
		return keep_one_of(reading, &settings->language, name, value, languages);
	else if (!strcmp(section, "interface") && !strcmp(name, "theme"))
		return keep_one_of(reading, &settings->theme, name, value, themes);
	else if (!strcmp(section, "interface") && !strcmp(name, "mouse"))
		return keep_answer(reading, &settings->mouse, name, value);
	else
		return error_set(reading->error, ERROR_DATA,
			_("%s: there is no setting called %s in [%s]."), reading->path, name,
			section);
	return true;
}

static int on_setting(void *context, const char *section, const char *name, const char *value)
{
	struct reading *reading = context;
	if (reading->error->kind != ERROR_NONE)
		return 0;
	return keep_setting(reading, section, name, value ? value : "");
}

static char *home_path(const char *variable, const char *fallback, const char *rest)
{
	const char *base = getenv(variable);
	const char *home = getenv("HOME");
	if (base && base[0] == '/')
		return xasprintf("%s/%s", base, rest);
	return xasprintf("%s/%s/%s", home ? home : ".", fallback, rest);
}

char *settings_default_database(void)
{
	return home_path("XDG_DATA_HOME", ".local/share", "traffpunkt/traffpunkt.db");
}

bool settings_load(struct settings *settings, const char *path, struct error *error)
{
	*settings = (struct settings){.mouse = true,
		.reminders = {14, 2, 0},
		.reminder_count = 3,
		.answer_within = ANSWER_WITHIN};
	char *own = path ? NULL : home_path("XDG_CONFIG_HOME", ".config", "traffpunkt/config.ini");
	struct reading reading = {.settings = settings, .path = path ? path : own, .error = error};
	bool ok = true;
	FILE *file = fopen(reading.path, "re");
	if (!file && (errno != ENOENT || path)) {
		ok = error_set(error, ERROR_NO_INPUT, _("%s cannot be read: %s."), reading.path,
			error_reason(errno));
	} else if (file) {
		int line = ini_parse_file(file, on_setting, &reading);
		fclose(file);
		ok = line == 0 && error->kind == ERROR_NONE;
		if (error->kind != ERROR_NONE)
			error_set(error, ERROR_DATA, _("%s (line %d)"), error->message, line);
		else if (line != 0)
			error_set(error, ERROR_DATA,
				_("%s: line %d is neither a [section] nor a name = value."),
				reading.path, line);
	}
	if (!ok)
		settings_finish(settings);
	free(own);
	return ok;
}

const char *settings_sender(const struct settings *settings)
{
	return settings->organizer_mailbox ? settings->organizer_mailbox : settings->mail_from;
}

const char *settings_mailer(const struct settings *settings)
{
	return settings->mail_program ? settings->mail_program : "/usr/sbin/sendmail";
}

void settings_finish(struct settings *settings)
{
	free(settings->mail_program);
	free(settings->mail_from);
	free(settings->organizer_mailbox);
	free(settings->organizer_name);
	free(settings->feed_folder);
	free(settings->feed_file);
	free(settings->feed_source);
	free(settings->initials);
	free(settings->language);
	free(settings->theme);
	for (size_t i = 0; i < settings->key_count; i++) {
		free(settings->keys[i].command);
		free(settings->keys[i].keys);
	}
	free(settings->keys);
	*settings = (struct settings){0};
}
