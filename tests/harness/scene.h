/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plays a script: the program in a terminal and a HOME of its own, every step taken and settled. */
#ifndef TRAFFPUNKT_TESTS_HARNESS_SCENE_H
#define TRAFFPUNKT_TESTS_HARNESS_SCENE_H

#include <stdbool.h>
#include <stddef.h>

#include "harness/script.h"
#include "harness/term.h"

struct scene {
	struct term *term; /* owned */
	char *home;        /* owned; removed at the end */
};

/* False with a sentence in `fault` when a step fails; scene_finish() in both cases. */
bool scene_play(struct scene *scene, const struct script *script, const char *program, char *fault,
	size_t size);
/* Asks the program to end (SIGTERM) and sees that it does so cleanly, with the terminal restored
 * and nothing but clean bytes sent in its whole life. */
bool scene_end(struct scene *scene, char *fault, size_t size);
void scene_finish(struct scene *scene);

#endif
