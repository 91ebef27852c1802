/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shift.c and shifttext.c share. */
#ifndef TRAFFPUNKT_SERVICE_SHIFTPRIVATE_H
#define TRAFFPUNKT_SERVICE_SHIFTPRIVATE_H

#include "service/shift.h"

/* Adds what others have changed of an entity, NULL: of all, since the visit. */
bool shift_changes(struct service *service, const struct entity *entity, struct shift *shift,
	struct error *error);

#endif
