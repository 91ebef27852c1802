/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The network in pictures: how much of the country takes part, when people signed up, how the fees
 * stand. Counts only, never a person: what is made of them can be shown to anyone. The same counts
 * can be told in sentences, for who cannot see the picture.
 */
#ifndef TRAFFPUNKT_MODEL_REPORT_H
#define TRAFFPUNKT_MODEL_REPORT_H

#include "model/invoice.h"
#include "model/organisation.h"
#include "model/participant.h"

#define COUNTIES 21

/* A county, and where it stands on a map made of tiles: columns count in half tiles, north up. */
struct county {
	const char *code;    /* "25" */
	const char *letters; /* "BD" */
	int x, y;
};
/* By code, as the register has them. */
extern const struct county counties[COUNTIES];
#define COUNTY_COLUMNS 10 /* half tiles */
#define COUNTY_ROWS 9

struct county_report {
	const struct county *county;
	const char *name;      /* borrowed from the register: "Norrbotten" */
	size_t municipalities; /* in the county */
	size_t represented;    /* of them */
	bool is_one;           /* one body that is municipality and region: Gotland */
	bool region;           /* is represented */
	const char **missing;  /* names of municipalities, owned array of borrowed names */
	size_t missing_count;
};

/* Signed up in one week. */
struct week_report {
	int64_t monday;
	size_t count;
	size_t total; /* with all weeks before it */
};

/* How fees stand, from what is done to what is to do. */
#define FEE_STATES (INVOICE_WAIVED + 1)
extern const enum invoice_status report_fee_order[FEE_STATES];

struct report {
	struct record_set *organisations; /* owned: the names are borrowed from it */
	struct county_report counties[COUNTIES];
	size_t municipalities, represented, regions; /* of the country */
	size_t left_out; /* admitted people who are not in the map: they want nobody to know */
	struct week_report *weeks;
	size_t week_count;
	size_t signups;
	size_t fees[FEE_STATES];  /* items, by enum invoice_status */
	int64_t sums[FEE_STATES]; /* öre */
	size_t payers;            /* admitted participants who pay */
};

/* ---- counting; a report begins zeroed ---- */

/* Is it known that the participant's organisation takes part, and may it be told? */
bool report_shows(const struct participant *participant);
/* `codes` are those of the organisations that are represented; the same may stand there twice. */
void report_count_counties(struct report *report, const struct organisation *organisations,
	size_t organisation_count, const char *const *codes, size_t code_count);
/* The weeks from that of `from` to that of `to`; who signed up before is in the total of the first.
 */
void report_count_weeks(
	struct report *report, const int64_t *days, size_t count, int64_t from, int64_t to);
void report_release(struct report *report);

/* ---- in words; each is owned by the caller ---- */

/* Nobody at all comes from it. */
bool county_is_blank(const struct county_report *county);
/* "Blekinge, Dalarna"; "" when there is none. */
char *report_blank_counties(const struct report *report);
/* "17 of 290 municipalities, 5 of 21 regions" */
char *report_country(const struct report *report);
/* "Norrbotten: 2 of 14 municipalities, and the region." and who is missing. */
char *report_county_sentence(const struct county_report *county);
/* The first so many who are missing, and how many more there are. */
char *report_missing_sentence(const struct county_report *county, size_t limit);
char *report_left_out_sentence(const struct report *report);
char *report_week_sentence(const struct week_report *week);
char *report_signups_sentence(const struct report *report);
char *report_fee_sentence(const struct report *report, enum invoice_status status);
char *report_fees_sentence(const struct report *report);

#endif
