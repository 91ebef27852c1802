/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder for one test: its own HOME, its own database, gone afterwards. */
#ifndef TRAFFPUNKT_TESTS_HARNESS_SCRATCH_H
#define TRAFFPUNKT_TESTS_HARNESS_SCRATCH_H

/* A new folder 0700 under TMPDIR; owned by the caller, NULL with errno when it cannot be made. */
char *scratch_create(void);
/* Removes the folder with all that is in it and frees the name. Takes NULL. */
void scratch_destroy(char *folder);

#endif
