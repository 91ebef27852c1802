/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The register of Sweden's 290 municipalities and 21 regions (SCB codes; Gotland is one body that
 * is both). Reference data: read from data/organisations.csv, never edited.
 */
#ifndef TRAFFPUNKT_MODEL_ORGANISATION_H
#define TRAFFPUNKT_MODEL_ORGANISATION_H

#include "model/record.h"

struct organisation {
	struct record record;
	char *code; /* "0180" or "01": text, with its zeros */
	struct number kind;
	char *name;
	char *short_name;
	char *county_code;
	char *aliases; /* separated by ';' */
};

enum organisation_kind {
	ORGANISATION_MUNICIPALITY,
	ORGANISATION_REGION,
	ORGANISATION_BOTH,
};

extern const struct choices organisation_kinds;
extern const struct entity organisation_entity;

#endif
