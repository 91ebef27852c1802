/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rules of writing that undo shares. */
#ifndef TRAFFPUNKT_STORE_WRITE_H
#define TRAFFPUNKT_STORE_WRITE_H

#include "store/private.h"

/* A field that only grows: the version of a meeting's calendar file, which is out in the world. */
bool field_is_kept(const struct entity *entity, const struct field *field);
/* The same in every field but updated_at and, without `kept`, the fields that are kept. */
bool records_agree(const struct entity *entity, const void *left, const void *right, bool kept);
/* False, naming it, when something still refers to the record. */
bool write_refuse_referred(
	struct store *store, const struct entity *entity, const void *record, struct error *error);

#endif
