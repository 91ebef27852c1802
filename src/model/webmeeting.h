/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The meetings of the public page. Private to webtext.c. */
#ifndef TRAFFPUNKT_MODEL_WEBMEETING_H
#define TRAFFPUNKT_MODEL_WEBMEETING_H

#include "model/webtext.h"

/* "26 september 2023"; without the year when it is `year`. Owned by the caller. */
char *web_day(int64_t date, int year);
/* A meeting that has a date. */
void web_meeting(struct web_page *page, const struct webtext_meeting *told);
/* Those of one period that have none: `count` neighbours from `told` on. */
void web_undated(struct web_page *page, const struct webtext_meeting *told, size_t count);

#endif
