/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "~/Downloads" for the folder in the user's home: what people write and recognise. */
#ifndef TRAFFPUNKT_TUI_HOMEPATH_H
#define TRAFFPUNKT_TUI_HOMEPATH_H

/* Both owned by the caller. */
char *shorten_home(const char *path);
char *expand_home(const char *text);

#endif
