/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Swedish and English words of dates, folded as inputlex does it. Private to the *input.c
 * files. */
#ifndef TRAFFPUNKT_BASE_DATEWORD_H
#define TRAFFPUNKT_BASE_DATEWORD_H

#include <stdbool.h>

/* 1 is Monday. */
bool dateword_weekday(const char *word, int *weekday);
bool dateword_month(const char *word, int *month);
/* "idag", "imorgon", "dayaftertomorrow", without spaces: days from today. */
bool dateword_phrase(const char *phrase, int *days);

#endif
