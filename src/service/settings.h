/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a person has chosen, from $XDG_CONFIG_HOME/traffpunkt/config.ini (inih). A file that is not
 * there is fine; an unknown section or key, or a value that means nothing, is an error with its
 * line, so that a misspelt setting is not silently without effect.
 */
#ifndef TRAFFPUNKT_SERVICE_SETTINGS_H
#define TRAFFPUNKT_SERVICE_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* A key given to a command: [keys] add-participant = a F3 */
struct key_setting {
	char *command;
	char *keys;
};

#define SETTINGS_REMINDERS 8

struct settings {
	char *organizer_mailbox; /* [organizer] mailbox: ORGANIZER of published calendar files */
	char *organizer_name;    /* [organizer] name */
	char *feed_folder;       /* [calendar] vdir: a folder kept in step; a whole path */
	char *feed_file;         /* [calendar] feed: the file to subscribe to; a whole path */
	char *feed_source;       /* [calendar] source: the address where that file is offered */
	bool alarms;             /* [calendar] alarms: yes, no: files of one meeting remind of it */
	char *mail_program;      /* [mail] sendmail; NULL: the usual one */
	char *mail_from;         /* [mail] from: when there is no organizer */
	char *initials;          /* [user] initials: who the journal says it was */
	char *language;          /* [interface] language: sv, en */
	char *theme;             /* [interface] theme: dark, light, mono */
	bool mouse;              /* [interface] mouse: yes, no */
	/* [calendar] reminders: days before a meeting, 14,2,0 when nothing is said; -: none */
	int64_t reminders[SETTINGS_REMINDERS];
	size_t reminder_count;
	int64_t answer_within; /* [requests] answer_within: working days, 2 when nothing is said */
	struct key_setting *keys;
	size_t key_count;
};

/* NULL path: the user's own file. Zero-initialised settings are filled with defaults first. */
bool settings_load(struct settings *settings, const char *path, struct error *error);
/* Whom letters are from: the organizer, or else the address of [mail]; NULL: nobody. Borrowed. */
const char *settings_sender(const struct settings *settings);
/* The mail program: that of the settings or the usual one. Borrowed. */
const char *settings_mailer(const struct settings *settings);
void settings_finish(struct settings *settings);
/* The user's database: $XDG_DATA_HOME/traffpunkt/traffpunkt.db. Owned by the caller. */
char *settings_default_database(void);

#endif
