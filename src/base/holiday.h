/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Swedish red days and the eves that count as such (lag 1989:253 om allmänna helgdagar; midsummer
 * eve, Christmas eve and New Year's eve are free in practice), computed, never fetched. */
#ifndef TRAFFPUNKT_BASE_HOLIDAY_H
#define TRAFFPUNKT_BASE_HOLIDAY_H

#include <stdbool.h>
#include <stdint.h>

/* The English msgid of the holiday's name, NULL on an ordinary day. Sundays are red but have no
 * name: see holiday_is_red. */
const char *holiday_name(int64_t date);
/* A Sunday or a public holiday. */
bool holiday_is_red(int64_t date);
/* Neither a Saturday, a Sunday, a holiday nor one of the three eves. */
bool holiday_is_working_day(int64_t date);
/* A working day alone between two that are not (klämdag). */
bool holiday_is_squeeze_day(int64_t date);

#endif
