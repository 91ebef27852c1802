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
	struct number status;    /* enum participant_status */
	char *status_reason;
	struct number received_on;
	struct number admitted_on;
	struct number channel;
	char *buyer_reference;
	char *note;
	struct number is_protected;
	struct number is_invented; /* an example, not a person */
	struct number created_at;
	struct number updated_at;
};

extern const struct choices participant_statuses;
extern const struct choices participant_channels;
extern const struct entity participant_entity;

/* "Öberg, Åsa"; "Protected no. 7" for a protected person. Owned by the caller. */
char *participant_list_name(const struct participant *participant);

#endif
