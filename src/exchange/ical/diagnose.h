/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a calendar file of anybody's says, and what is wrong with it: the mistakes by which calendar
 * programs are known to lose or shift events. Whatever the bytes are, there is an answer.
 */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_DIAGNOSE_H
#define TRAFFPUNKT_EXCHANGE_ICAL_DIAGNOSE_H

#include "exchange/ical/moment.h"

enum ailment_weight {
	AILMENT_NOTE,    /* harmless, or a matter of taste */
	AILMENT_WARNING, /* some programs show something else */
	AILMENT_ERROR,   /* programs refuse it, lose it or show it at the wrong time */
};

struct ailment {
	size_t line; /* where it is first found, from 1; 0: the file as a whole */
	size_t count;
	enum ailment_weight weight;
	const char *rule; /* "no-dtstamp": a name that stays */
	char *about;      /* owned: the zone, the property; "" */
	char *text;       /* owned: a translated sentence, not neutralised */
};

/* An event as the file tells it. Texts are owned and may be NULL. */
struct told_event {
	size_t line;
	char *uid;
	char *summary;
	char *location;
	char *description;
	char *status; /* upper case */
	struct number sequence;
	bool has_start, has_end;
	struct moment start, end;
};

struct diagnosis {
	bool is_calendar;
	bool is_cut;              /* longer than what is read */
	char *method;             /* upper case; NULL: none */
	char *product;            /* PRODID; NULL: none */
	struct ailment *ailments; /* owned; in the order of the lines */
	size_t ailment_count;
	struct told_event *events; /* owned */
	size_t event_count;
};

void calendar_diagnose(struct diagnosis *diagnosis, const char *bytes, size_t length);
void diagnosis_finish(struct diagnosis *diagnosis);

/* "note", "warning", "error". */
const char *ailment_weight_token(enum ailment_weight weight);
/* The same for people, translated. Borrowed. */
const char *ailment_weight_label(enum ailment_weight weight);
/* "tis 26 sep 2023 10:00–12:00", in Stockholm; NULL when it says no time. Owned by the caller. */
char *told_event_when(const struct told_event *event);

#endif
