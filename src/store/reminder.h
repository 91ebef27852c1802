/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the overview asks about reminders. */
#ifndef TRAFFPUNKT_STORE_REMINDER_H
#define TRAFFPUNKT_STORE_REMINDER_H

#include "store/store.h"

/* Has anybody been given the reminder so many days before the meeting? A seek. */
bool store_reminder_sent(
	struct store *store, int64_t meeting, int64_t days_before, bool *sent, struct error *error);
/* Everyone who is admitted, without those who have declined. */
bool store_reminder_people(
	struct store *store, int64_t network, int64_t meeting, int64_t *count, struct error *error);

#endif
