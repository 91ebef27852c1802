/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the import share with each other only. */
#ifndef TRAFFPUNKT_SERVICE_IMPORTPRIVATE_H
#define TRAFFPUNKT_SERVICE_IMPORTPRIVATE_H

#include "service/import.h"

/* importcell.c: cells to a participant. Fills row->person, or tells why it is rejected. */
void import_read_row(struct service *service, struct import_plan *plan, size_t index,
	const struct rule_context *context);
/* Rejects a row: the field and the sentence of the error, which is emptied. */
void import_reject(struct import_plan *plan, struct import_row *row, struct error *error);
void import_warn(struct import_plan *plan, const struct import_row *row, const char *field,
	const char *value, char *text);

/* importneed.c: what a sign-up says of diet and access, for the meetings in person ahead. */
bool import_find_need_meetings(
	struct service *service, struct import_plan *plan, struct error *error);
void import_take_need(struct import_row *row, const char *title, const char *text);
/* The rest of the row does not say it again; warns when it did, or when there is no meeting. */
bool import_part_needs(struct import_plan *plan, struct import_row *row, struct error *error);
bool import_row_has_needs(const struct import_plan *plan, const struct import_row *row);
/* Inside the unit of work; what has been noted of the participant already stands. */
bool import_write_needs(struct service *service, const struct import_plan *plan,
	const struct import_row *row, int64_t participant, bool *written, struct error *error);

/* importtwin.c: who is there already, in the file and in the database. */
bool import_find_twins(struct service *service, struct import_plan *plan, struct error *error);

#endif
