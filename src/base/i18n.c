/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Translation by gettext. The language lives in the environment variable LANGUAGE, where gettext
 * looks for it, and nowhere else; gettext drops its cache when textdomain() is called.
 */
#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "config.h"

/* "sv" or "en" when a tag such as "en_GB.UTF-8" is one of them, NULL otherwise. */
static const char *known_language(const char *tag, size_t length)
{
	static const char *const languages[] = {"sv", "en"};

	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++)
		if (length >= 2 && strncmp(tag, languages[i], 2) == 0 &&
			(length == 2 || strchr("_-.@", tag[2]) != NULL))
			return languages[i];
	return NULL;
}

/* The first language we have in a list such as "da:en". */
static const char *language_in_list(const char *list)
{
	const char *found = NULL;

	while (list != NULL && found == NULL) {
		size_t length = strcspn(list, ":");

		found = known_language(list, length);
		list = list[length] == ':' ? list + length + 1 : NULL;
	}
	return found;
}

static const char *language_of_environment(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	const char *found = language_in_list(getenv("LANGUAGE"));

	for (size_t i = 0; found == NULL && i < sizeof(names) / sizeof(*names); i++) {
		const char *value = getenv(names[i]);

		if (value == NULL || *value == '\0')
			continue;
		/* As the C library has it: the first that is set decides. */
		found = known_language(value, strlen(value));
		break;
	}
	return found == NULL ? "sv" : found;
}

static void set_locale(void)
{
	const char *messages;

	if (setlocale(LC_ALL, "") == NULL || strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_ALL, "C.UTF-8");
	/* gettext ignores LANGUAGE in the plain C locale. */
	messages = setlocale(LC_MESSAGES, NULL);
	if (messages == NULL || strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)
		setlocale(LC_MESSAGES, "C.UTF-8");
	/* Numbers in files and protocols have a point; money_format() writes those for people. */
	setlocale(LC_NUMERIC, "C");
}

void i18n_init(const char *language)
{
	const char *directory = getenv("TRAFFPUNKT_LOCALEDIR");

	if (language == NULL)
		language = language_of_environment();
	set_locale();
	if (directory == NULL || *directory == '\0')
		directory = TRAFFPUNKT_LOCALEDIR;
	bindtextdomain(TEXT_DOMAIN, directory);
	bind_textdomain_codeset(TEXT_DOMAIN, "UTF-8");
	i18n_set_language(language);
}

void i18n_set_language(const char *language)
{
	bool english = language != NULL && strcmp(language, "en") == 0;

	setenv("LANGUAGE", english ? "en" : "sv", 1);
	textdomain(TEXT_DOMAIN);
}

const char *i18n_language(void)
{
	const char *language = getenv("LANGUAGE");

	return language != NULL && strcmp(language, "en") == 0 ? "en" : "sv";
}

char *i18n_in_language(const char *language, const char *text)
{
	const char *current = i18n_language();
	char *translated;

	/* The empty id is the header of the catalogue. */
	if (text == NULL || *text == '\0')
		return xstrdup(text);
	i18n_set_language(language);
	translated = xstrdup(dgettext(TEXT_DOMAIN, text));
	i18n_set_language(current);
	return translated;
}

const char *i18n_context(const char *key, const char *text)
{
	const char *translated = dgettext(TEXT_DOMAIN, key);

	return translated == key ? text : translated;
}

const char *i18n_context_of(const char *context, const char *text)
{
	char *key = xasprintf("%s\004%s", context, text);
	const char *translated = i18n_context(key, text);

	free(key);
	return translated;
}
