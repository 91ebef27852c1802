/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is invoiced to whom: an item for each participant who pays the fee, and the numbered batches
 * in which the items have left for the organiser's invoicing. An item in a batch is part of the
 * accounts: it holds its own copy of what was invoiced to whom, and is never changed again; what
 * was wrong is taken back by a credit item in a later batch.
 */
#ifndef TRAFFPUNKT_MODEL_INVOICE_H
#define TRAFFPUNKT_MODEL_INVOICE_H

#include "model/network.h"
#include "model/participant.h"

enum invoice_kind {
	INVOICE_FEE,
	INVOICE_CREDIT,
};

enum invoice_status {
	INVOICE_INCOMPLETE, /* the payer's number or reference is missing */
	INVOICE_READY,
	INVOICE_EXPORTED, /* in a batch */
	INVOICE_PAID,
	INVOICE_CREDITED, /* taken back by a credit item */
	INVOICE_WAIVED,
};

/* What a human has said, or has to say, of the fee of someone who has withdrawn. */
enum invoice_decision {
	DECISION_PENDING,
	DECISION_CHARGE,
	DECISION_WAIVE,
};

struct invoice_batch {
	struct record record;
	struct number network;
	struct number ordinal; /* its number, from 1 in each network */
	struct number dated;
	struct number vat; /* enum network_vat: as it was chosen */
	struct number items;
	struct number total; /* öre */
	char *file;          /* its name, without folder */
	char *digest;        /* SHA-256 of it */
	char *second_file;   /* the same as a workbook, when both were written */
	char *second_digest;
	char *exported_by;
	struct number keep_until;
	struct number disposed_on; /* when its items were disposed of, after that day */
};

struct invoice_item {
	struct record record;
	struct number network;
	struct number participant; /* unknown: the person has been erased */
	struct number kind;        /* enum invoice_kind */
	struct number status;      /* enum invoice_status */
	char *status_reason;
	struct number amount;   /* öre; negative of a credit item */
	struct number decision; /* enum invoice_decision; unknown: there is none to make */
	struct number credits;  /* the item that this one takes back */
	struct number batch;
	/* As it was invoiced; unknown until it is. */
	char *person;
	char *organisation;
	char *organisation_code;
	char *organisation_number;
	char *gln;
	char *peppol_id;
	char *buyer_reference;
	char *order_reference;
	struct number paid_on;
	struct number keep_until; /* the accounts must hold it till then */
	struct number is_protected;
	struct number created_at;
	struct number updated_at;
};

extern const struct choices invoice_kinds;
extern const struct choices invoice_statuses;
extern const struct choices invoice_decisions;
extern const struct entity invoice_batch_entity;
extern const struct entity invoice_item_entity;

/* Is it part of the accounts? */
bool invoice_is_locked(const struct invoice_item *item);
/* A fee that stands: neither waived nor taken back. */
bool invoice_is_live(const struct invoice_item *item);
/* Copies what is invoiced to whom from the participant: for a protected person without the name. */
void invoice_fill(struct invoice_item *item, const struct participant *participant);
/* A set of enum participant_missing: what stands in the way of an invoice. */
unsigned invoice_missing(const struct participant *participant);
/* Is the item part of the accounts: exported, whatever has become of it since? */
bool invoice_is_booked(const struct invoice_item *item);
/* The last day of the seventh year after the one in which it was invoiced. */
int64_t invoice_keep_until(int64_t exported_on);

#endif
