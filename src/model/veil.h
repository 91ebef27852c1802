/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What may be shown of a record to whoever looks at the screen with us. A veiled record is an
 * ordinary record whose values say no more: names are initials, everything else that is written
 * about a person is dots. What shows it need not know.
 *
 * An entity that is about a person hides every text that does not say that it may be seen
 * (FIELD_OPEN), so that what is added later is hidden until somebody has thought about it.
 */
#ifndef TRAFFPUNKT_MODEL_VEIL_H
#define TRAFFPUNKT_MODEL_VEIL_H

#include "model/record.h"

/* What stands where something is hidden. No record is saved with it. */
#define VEIL "•••"

/* Does a record of this kind tell of a person? */
bool entity_is_personal(const struct entity *entity);
bool field_is_veiled(const struct entity *entity, const struct field *field);
/* Makes a record say only what anyone may see. It must not be saved. */
void record_veil(const struct entity *entity, void *record);
/* "Å.Ö." of "Åsa Öberg"; "v.d.B." of "van der Berg". Owned by the caller. */
char *initials_of(const char *name);

#endif
