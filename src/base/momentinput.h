/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A day and a time in one line, as people type them: "19/10 10-12", "tor v42 kl 13", "19 okt",
 * and a time alone for the day that is known already: "13-15". Each half is read as
 * base/dateinput.h reads it.
 */
#ifndef TRAFFPUNKT_BASE_MOMENTINPUT_H
#define TRAFFPUNKT_BASE_MOMENTINPUT_H

#include "base/dateinput.h"

struct moment {
	bool has_date;
	int64_t date;
	int64_t start; /* minutes since midnight, -1: not said */
	int64_t end;
};

bool moment_parse(const char *text, int64_t today, struct moment *moment, struct error *error);

#endif
