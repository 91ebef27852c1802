/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/opening.h"

#include <string.h>

#include "base/clock.h"
#include "model/request.h"
#include "store/journal.h"
#include "store/row.h"
#include "store/unit.h"

bool opening_fills(const struct entity *entity, const struct field *field)
{
	return entity == &request_entity && !strcmp(field->name, "opened_at");
}

void opening_keep(const struct entity *entity, void *record, const void *current)
{
	struct request *mine = record;
	const struct request *stored = current;
	if (entity != &request_entity || !stored->opened_at.known)
		return;
	if (stored->status.value == REQUEST_OPEN && mine->status.value == REQUEST_NEW)
		mine->status = stored->status;
	if (!stored->woken_at.known)
		mine->woken_at = stored->woken_at;
}

/* Whoever has opened it knows that it is back from its rest. */
static bool is_woken(const struct store *store, const struct request *request)
{
	int64_t today = clock_today(store_clock(store));
	return request->woken_at.known ||
	       (request->snooze_until.known && request->snooze_until.value <= today);
}

/* The version goes up: whoever has the row in a form must see that it is open now. */
static bool note(struct store *store, struct request *request, struct error *error)
{
	if (!request->opened_at.known)
		number_set(&request->opened_at, store->unit.at);
	if (request->status.value == REQUEST_NEW)
		number_set(&request->status, REQUEST_OPEN);
	if (is_woken(store, request)) {
		request->woken_at = (struct number){0};
		request->snooze_until = (struct number){0};
	}
	request->record.version++;
	return row_update(store, &request_entity, request, error);
}

bool store_note_opening(struct store *store, int64_t id, bool *changed, struct error *error)
{
	struct request request = {0};
	*changed = false;
	if (!store_get(store, &request_entity, id, &request, error))
		return false;
	bool known = request.opened_at.known && request.status.value != REQUEST_NEW &&
		     !is_woken(store, &request);
	record_finish(&request_entity, &request);
	if (known)
		return true;
	if (!unit_begin(store, error))
		return false;
	/* Read again: it may have been opened by someone else meanwhile. */
	bool ok = store_get(store, &request_entity, id, &request, error) &&
		  note(store, &request, error) && store_commit(store, NULL, error);
	record_finish(&request_entity, &request);
	*changed = ok;
	if (!ok)
		store_rollback(store);
	return ok;
}
