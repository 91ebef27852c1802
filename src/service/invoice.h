/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fee: an item for everybody who pays it, kept in step with who takes part and what is known of
 * the payer; what a human decides of it; and the basis that goes to the organiser's invoicing.
 */
#ifndef TRAFFPUNKT_SERVICE_INVOICE_H
#define TRAFFPUNKT_SERVICE_INVOICE_H

#include "exchange/spreadsheet.h"
#include "model/filter.h"
#include "model/invoice.h"
#include "service/service.h"

/* ---- items follow (invoicefollow.c), inside a unit of work ---- */

/*
 * Called when a participant has been written (`former` is what it was, NULL: it is new): admitted
 * gives an item, the payer's number and a reference make it ready, withdrawal leaves it for a human
 * to decide. What has been exported is never touched.
 */
bool service_invoice_follow(struct service *service, const struct participant *participant,
	const struct participant *former, struct error *error);
/* Called when the network has been written: another fee is that of the items not yet exported. */
bool service_invoice_follow_network(struct service *service, const struct network *network,
	const struct network *former, struct error *error);
/* Fills in the organisation number that another participant of the organisation has given. *from
 * gets the id of that one, or 0. */
bool service_invoice_borrow_number(struct service *service, struct participant *participant,
	int64_t *from, struct error *error);

/* ---- what there is (invoiceread.c) ---- */

struct invoice_line {
	struct invoice_item *item;       /* owned; not exported yet: filled in as it would be now */
	struct participant *participant; /* owned; NULL: the person has been erased */
	unsigned missing;                /* enum participant_missing, of an item not yet exported */
	bool late;     /* signed up when the network had started, and pays all of it */
	int64_t batch; /* the number of its batch, 0: none */
};

/* Lines of one organisation and reference: what becomes one invoice. */
struct invoice_group {
	size_t first; /* of its lines */
	size_t count;
	int64_t total;
};

struct invoice_picture {
	struct network network;
	struct invoice_line *lines; /* by organisation, reference and name, in Swedish order */
	size_t count;
	struct invoice_group *groups;
	size_t group_count;
	size_t counts[INVOICE_WAIVED + 1]; /* of each state */
	int64_t sums[INVOICE_WAIVED + 1];
	size_t undecided; /* of those who have withdrawn */
};

struct invoice_query {
	const struct filter *participants; /* borrowed; NULL: all */
	unsigned states;                   /* bits 1 << enum invoice_status; 0: all */
	int64_t participant;               /* id; 0: all */
	bool due; /* only what can be exported now: ready, complete and decided */
};

/* Counts and sums are of the lines that the query lets through. */
bool service_invoice_read(struct service *service, const struct invoice_query *query,
	struct invoice_picture *picture, struct error *error);
void invoice_picture_finish(struct invoice_picture *picture);
/* What stands in the way of an invoice, in words: "organisation number and reference missing"; ""
 * when nothing does. Owned by the caller. */
char *invoice_line_hindrance(const struct invoice_line *line);
/* What the network says of late sign-up and of withdrawal, or what holds when it says nothing. */
const char *invoice_late_rule(const struct network *network);
const char *invoice_withdrawal_rule(const struct network *network);
/* An exported item of the participant, the newest that stands: 0 when there is none. */
bool service_invoice_locked(
	struct service *service, int64_t participant, int64_t *item, struct error *error);

/* What saving a participant has meant for the invoice, to be told beside it. */
struct invoice_news {
	bool borrowed;  /* the organisation number was filled in from a colleague */
	int64_t locked; /* the item that says something else and stays so; 0: none */
};
/* `before` NULL: the participant is new. `number_given`: the number was typed by hand. */
struct invoice_news service_invoice_news(struct service *service, const struct participant *before,
	bool number_given, const struct participant *saved);

/* ---- what a human decides (invoicedeed.c) ---- */

enum invoice_deed {
	DEED_PAID,
	DEED_WAIVE,
	DEED_CHARGE,
	DEED_CREDIT,
};

struct invoice_deed_order {
	enum invoice_deed deed;
	const int64_t *items;
	size_t count;
	const char *reason;    /* of all but paid */
	struct number paid_on; /* unknown: today */
	bool again;            /* credit: and a new item with what is known now */
};

/* As one step; what cannot be done is listed. Fails when nothing can. */
bool service_invoice_do(struct service *service, const struct invoice_deed_order *order,
	struct bulk_result *result, struct error *error);

/* ---- the basis (invoicebatch.c) ---- */

enum sheet_format {
	FORMAT_CSV = 1 << 0,
	FORMAT_XLSX = 1 << 1,
};

struct invoice_order {
	struct number vat; /* enum network_vat; unknown: as the network says */
	unsigned formats;  /* enum sheet_format */
	enum csv_encoding encoding;
	const char *folder; /* made when it is not there; may be NULL in a preview */
	const char *recipient;
	bool write; /* otherwise only a preview */
};

struct invoice_sum {
	char *organisation;
	char *number;
	char *reference;
	size_t count;
	int64_t total;
};

struct invoice_export {
	int64_t ordinal; /* of the batch */
	enum network_vat vat;
	char *files[2]; /* names without folder; the second may be NULL */
	char *paths[2]; /* of what was written */
	char *preview;  /* the first 40 lines, exactly */
	size_t items;
	int64_t total;
	struct invoice_sum *sums; /* one for each invoice */
	size_t sum_count;
	size_t incomplete; /* left out */
	size_t undecided;
};
void invoice_export_finish(struct invoice_export *export);

/* ERROR_DATA with the field "vat" while nobody has said how VAT is treated; ERROR_REFUSED when no
 * item is ready. */
bool service_invoice_export(struct service *service, const struct invoice_order *order,
	struct invoice_export *export, struct error *error);

/* ---- after seven years ---- */

/*
 * The batches that may be disposed of on a day: their years are over, and so are those of every
 * batch in which one of their items has been taken back. Owned by the caller, also on failure.
 */
bool service_invoice_due(
	struct service *service, int64_t on, struct record_set *batches, struct error *error);
/* Disposes of the batches whose years are over: their items go, the batch stays as a number and a
 * sum. Inside a unit of work. *items: how many went. */
bool service_invoice_dispose_within(struct service *service, size_t *items, struct error *error);

#endif
