/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lists of people out of the house, for a purpose. The purpose decides what stands in the file and
 * who is left out, and the ledger of disclosures remembers who was in it.
 */
#ifndef TRAFFPUNKT_SERVICE_PEOPLEFILE_H
#define TRAFFPUNKT_SERVICE_PEOPLEFILE_H

#include "exchange/spreadsheet.h"
#include "model/disclosure.h"
#include "model/filter.h"
#include "service/invoice.h"

struct people_order {
	enum purpose purpose;
	const struct filter *filter; /* borrowed; NULL: all */
	const int64_t *ids;          /* only these; NULL: all that the filter lets through */
	size_t id_count;
	bool all;                 /* the closed ones too */
	enum sheet_format format; /* one of them */
	enum csv_encoding encoding;
	const char *out; /* a file, a folder that is there, or "-": the bytes go to *bytes */
	const char *recipient;
	bool force; /* write over a file that is there */
	bool write; /* otherwise only a preview */
};

/* Those whom one rule leaves out. */
struct people_left_out {
	const char *rule; /* "PL-1" */
	size_t count;
};

#define PEOPLE_RULES 8

struct people_export {
	char *file;  /* its name, without folder */
	char *path;  /* NULL: standard output, or nothing was written */
	char *bytes; /* of the file, when it goes to standard output */
	size_t length;
	char *preview; /* the first 40 lines, exactly */
	size_t rows;
	size_t people;            /* who stand in it */
	size_t organisation_only; /* those of them of whom only the organisation is told */
	bool personal;            /* does it hold personal data? */
	struct people_left_out left_out[PEOPLE_RULES];
	size_t left_out_count;
};
void people_export_finish(struct people_export *export);

/* ERROR_USAGE for a purpose that has an export of its own (invoicing, catering, rights). */
bool service_people_export(struct service *service, const struct people_order *order,
	struct people_export *export, struct error *error);

#endif
