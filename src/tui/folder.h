/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths as people write and read them. All are owned by the caller. */
#ifndef TRAFFPUNKT_TUI_FOLDER_H
#define TRAFFPUNKT_TUI_FOLDER_H

/* "~/Dokument" of a path below the home folder. */
char *folder_shorten(const char *path);
/* And back. */
char *folder_expand(const char *text);
/* Where the program was started. */
char *folder_own(void);

#endif
