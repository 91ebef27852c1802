/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Personal data that has left the house: every list and file with people in it, for what purpose
 * and to whom; and the rule that keeps someone out of such a list (purpose limitation, GDPR art.
 * 5).
 */
#ifndef TRAFFPUNKT_MODEL_DISCLOSURE_H
#define TRAFFPUNKT_MODEL_DISCLOSURE_H

#include "model/participant.h"

enum purpose {
	PURPOSE_ADMINISTRATION, /* our own work with the network */
	PURPOSE_INVITATION,     /* calendar files and letters to those who take part */
	PURPOSE_SHARING,        /* a list for the other participants */
	PURPOSE_WEBINAR,        /* the included webinar: name, address, organisation */
	PURPOSE_CATERING,       /* counts only */
	PURPOSE_INVOICING,
	PURPOSE_STATISTICS, /* counts only */
	PURPOSE_RIGHTS,     /* what the law gives the person themselves, or an authority */
};

struct disclosure {
	struct record record;
	struct number network;
	struct number at;
	char *who;
	char *what; /* "participants", "invoice", "caterer", "webinar", "extract" */
	struct number purpose;
	char *recipient;
	struct number people; /* how many */
	char *file;           /* its name, without folder */
	char *digest;         /* SHA-256 of the file, hexadecimal */
};

/* Someone who stood in it. */
struct disclosed_person {
	struct record record;
	struct number disclosure;
	struct number participant;
};

extern const struct choices purposes;
extern const struct entity disclosure_entity;
extern const struct entity disclosed_person_entity;

/* The number of the rule that keeps a participant out of a list for this purpose ("PL-1"); NULL:
 * none does. */
const char *purpose_excludes(enum purpose purpose, const struct participant *participant);
/* What a rule says, translated: "has a protected identity". "" for one that is not known. */
const char *purpose_rule_text(const char *rule);

#endif
