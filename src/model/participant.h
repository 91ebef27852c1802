/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Someone who has signed up for the network. */
#ifndef TRAFFPUNKT_MODEL_PARTICIPANT_H
#define TRAFFPUNKT_MODEL_PARTICIPANT_H

#include "model/record.h"

enum participant_status {
	PARTICIPANT_RECEIVED,
	PARTICIPANT_REVIEW,
	PARTICIPANT_ADMITTED,
	PARTICIPANT_REJECTED,
	PARTICIPANT_REFERRED,
	PARTICIPANT_WITHDRAWN,
	PARTICIPANT_MERGED, /* a tombstone: the row that stays is in merged_into */
};

/* Who pays: only participants do. */
enum participant_role {
	ROLE_OF_PARTICIPANT,
	ROLE_OF_CONTRIBUTOR, /* speakers, police officers */
	ROLE_OF_STAFF,       /* of the organiser */
	ROLE_OF_GUEST,
};

/* Does the network's target group hold this person? What the rules propose, not a decision. */
enum participant_eligibility {
	ELIGIBILITY_WITHIN,
	ELIGIBILITY_REVIEW,
	ELIGIBILITY_OUTSIDE,
};

/* Has the switchboard of the organisation been called to see that the person works there? */
enum participant_callback {
	CALLBACK_VERIFIED,
	CALLBACK_FAILED,
	CALLBACK_WAIVED, /* somebody answers for them, with a reason */
};

/* What the other participants may learn. */
enum participant_consent {
	CONSENT_NOBODY,
	CONSENT_ORGANISATION, /* that someone from the organisation takes part */
	CONSENT_PARTICIPANTS, /* the name too */
};

struct participant {
	struct record record;
	struct number network;
	char *uid;
	char *given_name;
	char *family_name;
	char *title;
	char *email;
	char *phone;
	char *organisation;      /* as the person wrote it, or the register's name */
	char *organisation_code; /* of the register (SCB); NULL: not in it or not yet known */
	struct number role;      /* enum participant_role */
	struct number status;    /* enum participant_status */
	char *status_reason;
	struct number received_on;
	struct number admitted_on;
	struct number channel;
	struct number eligibility; /* enum participant_eligibility; unknown: not looked at */
	char *eligibility_rule;    /* the rule that says so: "MG-1" */
	char *eligibility_reason;  /* why someone is admitted whom the rules do not let in */
	struct number callback;    /* enum participant_callback; unknown: not called */
	char *callback_by;
	struct number callback_on;
	char *callback_note;
	char *tags;                /* words with ", " between them, in order; NULL: none */
	char *organisation_number; /* "212000-0142" */
	char *gln;                 /* 13 digits (GS1) */
	char *peppol_id;           /* "0007:2120000142" */
	char *buyer_reference;
	char *order_reference;
	struct number list_consent; /* enum participant_consent */
	char *contact_path;         /* how a protected person is reached, saying nothing of who */
	char *referred_to;          /* the network that someone was referred to */
	struct number merged_into;  /* the row that stays */
	struct number successor;    /* who has taken over the seat */
	char *note;
	struct number is_protected;
	struct number is_invented; /* an example, not a person */
	struct number created_at;
	struct number updated_at;
};

extern const struct choices participant_statuses;
extern const struct choices participant_channels;
extern const struct choices participant_roles;
extern const struct choices participant_eligibilities;
extern const struct choices participant_callbacks;
extern const struct choices participant_consents;
extern const struct entity participant_entity;

/* What is not known of a participant and will be needed. */
enum participant_missing {
	MISSING_CONTACT = 1 << 0,             /* an address, or the path to a protected person */
	MISSING_ORGANISATION = 1 << 1,        /* the register's code */
	MISSING_ORGANISATION_NUMBER = 1 << 2, /* of the payer */
	MISSING_REFERENCE = 1 << 3,           /* the payer's, or an order */
};
/* A set of enum participant_missing; those who pay no fee need no payer. */
unsigned participant_missing(const struct participant *participant);
bool participant_pays(const struct participant *participant);

/* "Öberg, Åsa"; "Protected no. 7" for a protected person. Owned by the caller. */
char *participant_list_name(const struct participant *participant);

#endif
