/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Allocation that never returns NULL: a program that keeps one network in memory has nothing
 * sensible to do when the machine refuses a few bytes, so it says so and stops.
 */
#ifndef TRAFFPUNKT_BASE_ALLOC_H
#define TRAFFPUNKT_BASE_ALLOC_H

#include <stddef.h>

void *xcalloc(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
/* Room for count elements of size bytes; existing contents are kept. */
void *xreallocarray(void *pointer, size_t count, size_t size) __attribute__((returns_nonnull));
/* NULL gives NULL: an unknown value stays unknown. */
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t length) __attribute__((returns_nonnull));
/* Takes `value` over in place of *text, which is freed; either may be NULL. */
void xreplace(char **text, char *value);
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2), returns_nonnull));

#endif
