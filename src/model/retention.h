/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long things are kept. Each class of data has a number of days, counted from where the class
 * says; a hold with a reason stops the clock; every run leaves numbers in a protocol.
 */
#ifndef TRAFFPUNKT_MODEL_RETENTION_H
#define TRAFFPUNKT_MODEL_RETENTION_H

#include "model/record.h"

/* Each is counted from the day that is told here. */
enum retention_class {
	RETENTION_NEED,      /* the meeting */
	RETENTION_SPAM,      /* the last change: sender and words of what was put aside as spam */
	RETENTION_REQUEST,   /* the last change of a closed request */
	RETENTION_SENSITIVE, /* the same of one that is sensitive */
	RETENTION_PROFILE,   /* the end of the network: whoever took part or wanted to */
	RETENTION_INVOICE,   /* the end of the year: what bookkeeping law wants kept */
	RETENTION_CLASSES,
};

struct retention_rule {
	struct record record;
	struct number class; /* enum retention_class */
	struct number days;
};

struct legal_hold {
	struct record record;
	struct number network;
	struct number participant; /* unknown: of everybody */
	struct number class;       /* unknown: of every class */
	char *reason;
	struct number until; /* the last day that it holds */
	char *who;
	struct number released_on;
};

struct retention_run {
	struct record record;
	struct number network;
	struct number at;
	char *who;
	struct number class;
	struct number up_to; /* the day that was counted back from */
	struct number removed;
	struct number held;
};

extern const struct choices retention_classes;
extern const struct entity retention_rule_entity;
extern const struct entity legal_hold_entity;
extern const struct entity retention_run_entity;

/* Days that hold when the database has no rule. */
int64_t retention_default_days(enum retention_class class);
/* Does the hold stop this class of data of this participant (0: of nobody in particular) on a day?
 */
bool legal_hold_stops(const struct legal_hold *hold, enum retention_class class,
	int64_t participant, int64_t day);

#endif
