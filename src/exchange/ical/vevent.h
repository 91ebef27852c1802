/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One VEVENT, property by property; libical does the values and their escaping. */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_VEVENT_H
#define TRAFFPUNKT_EXCHANGE_ICAL_VEVENT_H

#include "base/buffer.h"
#include "exchange/ical/calendar.h"
#include "exchange/ical/span.h"

/* Appends it as libical folds it (see fold.h). `organizer` is NULL without a method and checked
 * before. ERROR_DATA when the uid or the link cannot stand in a file. */
bool vevent_write(struct buffer *out, const struct calendar_event *event, const struct span *span,
	enum calendar_method method, const struct calendar_organizer *organizer,
	struct error *error);
/* Appends NAME:value with the value as TEXT, for properties that libical would not escape. */
void vevent_write_text(struct buffer *out, const char *name, const char *value);

#endif
