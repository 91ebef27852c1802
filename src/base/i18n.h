/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translation. Message ids are English; po/sv.po is complete. */
#ifndef TRAFFPUNKT_BASE_I18N_H
#define TRAFFPUNKT_BASE_I18N_H

#include <libintl.h>
#include <stdbool.h>

#define TEXT_DOMAIN "traffpunkt"
#define _(text) dgettext(TEXT_DOMAIN, text)
/* Marks a string in a table; the reader of the table translates it with _(). */
#define N_(text) text
/* A string that means different things in different places: C_("month", "May"). */
#define C_(context, text) i18n_context(context "\004" text, text)
/* Marks such a string in a table; the reader uses i18n_context_of(context, text). */
#define NC_(context, text) text
/* One or many: PLURAL_("%d meeting", "%d meetings", n). */
#define PLURAL_(one, many, count) dngettext(TEXT_DOMAIN, one, many, (unsigned long)(count))

/* Marks the two for a function that is given them: counted(NPLURAL_("%d new", "%d new"), n). */
#define NPLURAL_(one, many) one, many

/*
 * Sets the locale from the environment (C.UTF-8 when it is missing or not UTF-8) and the language
 * from `language` ("sv", "en"), or from LANGUAGE/LC_ALL/LC_MESSAGES/LANG when NULL; Swedish when
 * they say nothing we have. TRAFFPUNKT_LOCALEDIR replaces the installed catalogue directory.
 */
void i18n_init(const char *language);
/* Switches at run time. Anything but "en" is Swedish. */
void i18n_set_language(const char *language);
/* "sv" or "en". */
const char *i18n_language(void);
/* The translation of a message id in another language than the current one; owned by the caller.
 * For search that finds a command by its name in both languages. */
char *i18n_in_language(const char *language, const char *text);
const char *i18n_context(const char *key, const char *text) __attribute__((format_arg(2)));
const char *i18n_context_of(const char *context, const char *text);

#endif
