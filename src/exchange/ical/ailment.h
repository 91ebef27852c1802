/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of what can be wrong with a calendar file. Private to this folder. */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_AILMENT_H
#define TRAFFPUNKT_EXCHANGE_ICAL_AILMENT_H

#include "exchange/ical/diagnose.h"

enum ailment_rule {
	/* of the lines */
	RULE_BOM,
	RULE_NOT_UTF8,
	RULE_NUL,
	RULE_BARE_LF,
	RULE_LONG_LINE,
	RULE_HALVED_LETTER,
	RULE_BROKEN_FOLD,
	RULE_UNREADABLE_LINE,
	RULE_QUOTED_NAME,
	RULE_UNESCAPED_COMMA,
	RULE_UNESCAPED_SEMICOLON,
	RULE_TRUNCATED,
	/* of the calendar */
	RULE_SEVERAL_CALENDARS,
	RULE_LATE_METHOD,
	RULE_CALENDAR_NAME,
	RULE_SEVERAL_EVENTS,
	RULE_NO_EVENT,
	/* of an event */
	RULE_NO_UID,
	RULE_SAME_UID,
	RULE_NO_DTSTAMP,
	RULE_NO_START,
	RULE_NO_ORGANIZER,
	RULE_PUBLISHED_ATTENDEE,
	RULE_REQUEST_OF_NOBODY,
	RULE_ALARM_TRIGGER,
	/* of times */
	RULE_FLOATING_START,
	RULE_FLOATING_END,
	RULE_NO_END,
	RULE_END_BEFORE_START,
	RULE_EMPTY_DAY,
	RULE_DATE_WITHOUT_VALUE,
	RULE_UNREADABLE_TIME,
	RULE_SPRING_GAP,
	/* of zones */
	RULE_UNDECLARED_ZONE,
	RULE_PREFIXED_ZONE,
	RULE_WINDOWS_ZONE,
	RULE_UNKNOWN_ZONE,
	RULE_HISTORICAL_ZONE,
	RULE_WRONG_ZONE,
	RULE_COUNT
};

/* Notes it at a line; what has been found before, about the same thing, is only counted. `about`
 * is what the sentence names, or NULL. */
void ailment_add(
	struct diagnosis *diagnosis, enum ailment_rule rule, size_t line, const char *about);
/* Brings them into the order of their lines. */
void ailments_sort(struct diagnosis *diagnosis);

#endif
