/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A professional network: what its public page says of it, and who answers for it. */
#ifndef TRAFFPUNKT_MODEL_NETWORK_H
#define TRAFFPUNKT_MODEL_NETWORK_H

#include "model/record.h"

enum network_vat {
	NETWORK_VAT_INCLUDED,
	NETWORK_VAT_ADDED,
	NETWORK_VAT_NONE,
};

struct network {
	struct record record;
	char *slug; /* ASCII, names it on the command line */
	char *name;
	char *organiser;
	char *period_text; /* as published: "2023-2024" */
	struct number starts_on;
	struct number ends_on;
	char *period_note; /* "Nätverket startar september 2023 och pågår i ett år." */
	struct number published_on;
	char *invitation;
	char *purpose;
	char *signup;
	char *target_group;
	struct number fee;
	struct number vat;     /* enum network_vat */
	char *late_rule;       /* what someone pays who signs up late */
	char *withdrawal_rule; /* what someone pays who withdraws */
	char *sibling_name;    /* the network that people are referred to */
	char *sibling_slug;    /* the same, when it is in this database */
	struct number sibling_fee;
	char *physical_terms; /* who pays what at physical meetings */
	char *background;
	char *contact_form;
	struct number human_check; /* does the form check that a human writes? 0 or 1 */
	char *human_check_note;
	struct number created_at;
	struct number updated_at;
};

/* One of the contents that the invitation promises. */
struct strand {
	struct record record;
	struct number network;
	struct number ordinal;
	char *label; /* one word that stands for it: "forskning" */
	char *text;
};

/* A background figure with the year it is about. */
struct fact {
	struct record record;
	struct number network;
	struct number ordinal;
	struct number year;
	char *text;
	char *source;
	struct number valid_from;
	struct number valid_to; /* the last day on which it may be said without a warning */
	char *replaced_by;      /* what is said instead: "PTU 2023" */
};

/* An information owner: someone who leads the network. */
struct staff {
	struct record record;
	struct number network;
	struct number ordinal;
	char *initials;
	char *name;
	char *title;
};

extern const struct choices network_vats;
extern const struct entity network_entity;
extern const struct entity strand_entity;
extern const struct entity fact_entity;
extern const struct entity staff_entity;

#endif
