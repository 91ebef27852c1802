/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The difference of two texts, line by line, as people read it. */
#ifndef TRAFFPUNKT_TESTS_HARNESS_DIFF_H
#define TRAFFPUNKT_TESTS_HARNESS_DIFF_H

#include "base/buffer.h"

/* Appends a unified difference with three lines of context, each line led by `lead`; nothing when
 * the texts are the same. */
void diff_append(struct buffer *out, const char *lead, const char *before, const char *after);

#endif
