/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/tally.h"

#include <string.h>

#include "model/invoice.h"
#include "model/meeting.h"
#include "model/participant.h"
#include "model/request.h"
#include "store/page.h"

bool tally_has(const struct entity *entity)
{
	return entity == &participant_entity || entity == &meeting_entity ||
	       entity == &request_entity || entity == &invoice_item_entity;
}

bool tally_state(struct store *store, const struct entity *entity, int64_t network,
	const char *token, int64_t *count, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT coalesce(sum(amount), 0) FROM tally"
		" WHERE entity = $1 AND network_id = $2 AND status = $3",
		error);
	if (!statement)
		return false;
	statement_bind_text(statement, 1, entity->name);
	statement_bind_integer(statement, 2, network);
	statement_bind_text(statement, 3, token);
	return statement_run_integer(statement, 0, count, error);
}

bool store_count_other_roles(struct store *store, int64_t network, const char *token,
	int64_t *count, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT count(*) FROM participant INDEXED BY participant_by_other_role"
		" WHERE network_id = $1 AND status = $2 AND role <> 'participant'",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	statement_bind_text(statement, 2, token);
	return statement_run_integer(statement, 0, count, error);
}

static bool count_drafts(struct store *store, int64_t network, int status, const char *kind,
	int64_t *count, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT count(*) FROM draft INDEXED BY draft_by_status"
		" WHERE network_id = $1 AND status_key = $2 AND kind = $3",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	statement_bind_integer(statement, 2, status);
	statement_bind_text(statement, 3, kind);
	return statement_run_integer(statement, 0, count, error);
}

bool store_count_open_drafts(struct store *store, int64_t network, enum draft_kind kind,
	int64_t *count, struct error *error)
{
	const char *token = entity_field(&draft_entity, "kind")->choices->items[kind].token;
	*count = 0;
	for (size_t i = 0; i < draft_statuses.count; i++) {
		int64_t some = 0;
		if (!draft_statuses.items[i].closed &&
			!count_drafts(store, network, (int)i, token, &some, error))
			return false;
		*count += some;
	}
	return true;
}

/* True when the state of this row of the tally is wanted. */
static bool is_wanted(const struct choices *choices, const char *token, bool all)
{
	int index = choices_find(choices, token);
	return all || (index >= 0 && !choices->items[index].closed);
}

bool tally_open(struct store *store, const struct entity *entity, int64_t network, bool all,
	int64_t *count, struct error *error)
{
	const struct choices *choices = entity_field(entity, "status")->choices;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT status, amount FROM tally WHERE entity = $1 AND network_id = $2", error);
	enum step step;
	*count = 0;
	if (!statement)
		return false;
	statement_bind_text(statement, 1, entity->name);
	statement_bind_integer(statement, 2, network);
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		if (is_wanted(choices, statement_text(statement, 0), all))
			*count += statement_integer(statement, 1);
	}
	statement_release(statement);
	return step == STEP_DONE;
}
