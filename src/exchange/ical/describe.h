/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a calendar entry says to people, in Swedish and neutralised: title, place and description.
 * Names no participant.
 */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_DESCRIBE_H
#define TRAFFPUNKT_EXCHANGE_ICAL_DESCRIBE_H

#include "exchange/ical/calendar.h"
#include "exchange/ical/span.h"

/* Neutralised and on one line. Owned by the caller, as is every result here. */
char *describe_line(const char *text);
/* The name of a meeting for a sentence on screen, in the language of the screen. */
char *describe_name(const struct meeting *meeting);
char *describe_summary(const struct calendar_event *event, const struct span *span);
/* `link` is a URI or NULL. NULL when there is nothing to say. */
char *describe_location(const struct meeting *meeting, const char *link);
char *describe_event(const struct calendar_event *event, const struct span *span, const char *link);

#endif
