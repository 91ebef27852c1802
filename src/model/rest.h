/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Until when a request rests, as people say it: the same words in the dashboard and in scripts. */
#ifndef TRAFFPUNKT_MODEL_REST_H
#define TRAFFPUNKT_MODEL_REST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/* Days that what is urgent may rest: not beyond tomorrow. */
#define REST_URGENT_DAYS 1

enum rest_kind {
	REST_UNTIL,  /* a day */
	REST_ANSWER, /* until they answer: it waits, and stays in sight */
	REST_WAKE,   /* no longer */
};

struct rest {
	enum rest_kind kind;
	int64_t day; /* of REST_UNTIL: when it wakes */
};

/* "tomorrow", "next week", "in a month", "until answer", "v42" (its Monday), "fre", "16/10"; ""
 * wakes. ERROR_DATA when it says nothing or lies behind us; the words are Swedish or English. */
bool rest_parse(const char *text, int64_t today, struct rest *rest, struct error *error);

/* What a menu offers; false beyond the last. */
bool rest_preset(size_t index, int64_t today, const char **label, struct rest *rest);
/* "rests until mån 16 okt 2023 (v.42)" and the like, for the journal; owned by the caller. */
char *rest_text(const struct rest *rest);
/* "Until mån 16 okt 2023 (v.42)", for a menu; owned by the caller. */
char *rest_label(const struct rest *rest);

#endif
