/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of store_check. Each adds its findings and fails only when it cannot look. */
#ifndef TRAFFPUNKT_STORE_CHECK_H
#define TRAFFPUNKT_STORE_CHECK_H

#include "store/maintenance.h"
#include "store/private.h"

/* What every record must hold by itself and beside its relatives. */
bool check_records(struct store *store, struct findings *findings, struct error *error);
/* What attendance must hold: invariants 12 and 13. */
bool check_attendance(struct store *store, struct findings *findings, struct error *error);

/* "Meeting “tis 17 okt 2023” (no. 2)": owned by the caller. Also for a row that is gone. */
char *check_name(struct store *store, const struct entity *entity, int64_t id);

#endif
