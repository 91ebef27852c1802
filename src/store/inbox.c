/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What makes an inbox of the list of requests: rest, whose they are, how long they have waited.
 * Each count is a walk of a small index (data/schema/0017-request.sql), never of all requests.
 */
#include "base/alloc.h"
#include "base/date.h"
#include "model/request.h"
#include "store/conditionterm.h"

/* Ranks in request_statuses of what is not closed, of what waits for us, of what is put aside. */
#define OPEN_RANKS "0, 1, 2, 3"
#define OURS_RANKS "0, 1"

_Static_assert(
	REQUEST_NEW == 0 && REQUEST_OPEN == 1 && REQUEST_WAITING == 2 && REQUEST_ANSWERED == 3,
	"the ranks above are those of the states");

static int bind_today(struct query *query, const struct list_query *list)
{
	char today[16];
	date_to_iso(list->reader.today, today);
	return query_text(query, today);
}

/* ---- conditions: a plus keeps the engine on the index of the sort; without one it seeks the few
 * that are somebody's, or were let out ---- */

static void woken_condition(struct query *query, const struct list_query *list)
{
	int today = bind_today(query, list);
	buffer_printf(&query->sql,
		"(+snooze_until <= $%d OR (+woken_at IS NOT NULL AND"
		" coalesce(snooze_until, '') <= $%d)) AND +status_key IN (" OPEN_RANKS ")",
		today, today);
}

static void overdue_condition(struct query *query, const struct list_query *list)
{
	buffer_printf(&query->sql,
		"(+clock_key = 1 AND +received_at <= $%d) OR (+clock_key = 0 AND answered_at IS "
		"NULL"
		" AND +status_key IN (" OURS_RANKS
		") AND coalesce(urgent_since, received_at) <= $%d)",
		query_integer(query, list->reader.overdue_before),
		query_integer(query, list->reader.urgent_before));
}

void condition_inbox(
	struct query *query, const struct list_query *list, const struct filter_term *term)
{
	switch ((enum inbox_question)term->choice) {
	case INBOX_ALL:
		buffer_append(&query->sql, "TRUE");
		break;
	case INBOX_RESTING:
		buffer_printf(&query->sql,
			"+snooze_until > $%d AND +status_key IN (" OPEN_RANKS ")",
			bind_today(query, list));
		break;
	case INBOX_WOKEN:
		woken_condition(query, list);
		break;
	case INBOX_MINE:
		buffer_printf(&query->sql, "assignee = $%d",
			query_text(query, list->reader.who ? list->reader.who : ""));
		break;
	case INBOX_UNASSIGNED:
		buffer_append(&query->sql, "+assignee IS NULL AND +status_key IN (" OURS_RANKS ")");
		break;
	case INBOX_OVERDUE:
		overdue_condition(query, list);
		break;
	case INBOX_RELEASED:
		buffer_append(&query->sql, "released_at > 0");
		break;
	}
}

static bool shows_resting(const struct list_query *list)
{
	if (list->all || list->entity != &request_entity || !list->reader.today)
		return true;
	for (size_t i = 0; list->filter && i < list->filter->count; i++) {
		const struct filter_term *term = &list->filter->terms[i];
		if (term->kind == FILTER_INBOX && !term->negated &&
			(term->choice == INBOX_ALL || term->choice == INBOX_RESTING ||
				term->choice == INBOX_RELEASED))
			return true;
	}
	return false;
}

/* What is closed does not rest, whatever day it still carries. */
void condition_rest(struct query *query, const struct list_query *list)
{
	if (shows_resting(list))
		return;
	int today = bind_today(query, list);
	query_condition(query,
		"(snooze_until IS NULL OR snooze_until <= $%d OR +status_key NOT IN (" OPEN_RANKS
		"))",
		today);
}

/* ---- counts ---- */

/* SELECT count(*) of the conditions in `query`, which is finished. */
static bool run_count(struct query *query, struct store *store, int64_t *count, struct error *error)
{
	struct statement *statement = query_prepare(query, store, error);
	query_finish(query);
	return statement && statement_run_integer(statement, 0, count, error);
}

static void begin_count(struct query *query, const char *index, int64_t network)
{
	buffer_printf(&query->sql, "SELECT count(*) FROM request INDEXED BY %s", index);
	query_condition(query, "network_id = $%d", query_integer(query, network));
}

bool inbox_count_resting(
	struct store *store, const struct list_query *list, int64_t *count, struct error *error)
{
	*count = 0;
	if (shows_resting(list))
		return true;
	struct query query = {0};
	begin_count(&query, "request_by_rest", list->network);
	int today = bind_today(&query, list);
	query_condition(&query, "snooze_until > $%d", today);
	query_condition(&query, "status_key IN (" OPEN_RANKS ")");
	return run_count(&query, store, count, error);
}

/* Those whose day has come, and those that a mail woke: no row is both (a mail clears the day). */
static bool count_woken(
	struct store *store, const struct list_query *list, int64_t *count, struct error *error)
{
	struct query by_day = {0}, by_mail = {0};
	int64_t early = 0;
	begin_count(&by_day, "request_by_rest", list->network);
	int today = bind_today(&by_day, list);
	query_condition(&by_day, "snooze_until <= $%d", today);
	query_condition(&by_day, "status_key IN (" OPEN_RANKS ")");
	begin_count(&by_mail, "request_by_waking", list->network);
	query_condition(&by_mail, "woken_at IS NOT NULL AND snooze_until IS NULL");
	query_condition(&by_mail, "status_key IN (" OPEN_RANKS ")");
	bool ok = run_count(&by_day, store, count, error);
	ok = run_count(&by_mail, store, &early, error) && ok;
	*count += early;
	return ok;
}

static bool count_unassigned(
	struct store *store, const struct list_query *list, int64_t *count, struct error *error)
{
	struct query query = {0};
	begin_count(&query, "request_by_burden", list->network);
	query_condition(&query, "assignee IS NULL");
	query_condition(&query, "status_key IN (" OURS_RANKS ")");
	condition_rest(&query, list);
	return run_count(&query, store, count, error);
}

static bool count_overdue(
	struct store *store, const struct list_query *list, int64_t *count, struct error *error)
{
	struct query calm = {0}, urgent = {0};
	int64_t threats = 0;
	begin_count(&calm, "request_by_clock", list->network);
	query_condition(&calm, "clock_key = 1 AND received_at <= $%d",
		query_integer(&calm, list->reader.overdue_before));
	condition_rest(&calm, list);
	begin_count(&urgent, "request_by_clock", list->network);
	query_condition(&urgent,
		"clock_key = 0 AND status_key IN (" OURS_RANKS ") AND answered_at IS NULL");
	query_condition(&urgent, "coalesce(urgent_since, received_at) <= $%d",
		query_integer(&urgent, list->reader.urgent_before));
	condition_rest(&urgent, list);
	bool ok = run_count(&calm, store, count, error);
	ok = run_count(&urgent, store, &threats, error) && ok;
	*count += threats;
	return ok;
}

static bool count_released(
	struct store *store, const struct list_query *list, int64_t *count, struct error *error)
{
	struct query query = {0};
	begin_count(&query, "request_by_release", list->network);
	query_condition(&query, "released_at IS NOT NULL");
	return run_count(&query, store, count, error);
}

bool store_count_inbox(struct store *store, int64_t network, const struct list_reader *reader,
	struct inbox_counts *counts, struct error *error)
{
	struct list_query list = {.entity = &request_entity, .network = network, .reader = *reader};
	*counts = (struct inbox_counts){0};
	return inbox_count_resting(store, &list, &counts->resting, error) &&
	       count_woken(store, &list, &counts->woken, error) &&
	       count_unassigned(store, &list, &counts->unassigned, error) &&
	       count_overdue(store, &list, &counts->overdue, error) &&
	       count_released(store, &list, &counts->released, error);
}

/* ---- letters ---- */

bool store_requests_with_letter(
	struct store *store, int64_t network, int64_t **ids, size_t *count, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT DISTINCT request_id FROM draft INDEXED BY draft_by_open_request"
		" WHERE status_key IN ($1, $2) AND request_id IS NOT NULL AND network_id = $3"
		" ORDER BY request_id",
		error);
	enum step step;
	*ids = NULL;
	*count = 0;
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, DRAFT_WAITING);
	statement_bind_integer(statement, 2, DRAFT_SENDING);
	statement_bind_integer(statement, 3, network);
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		*ids = xreallocarray(*ids, *count + 1, sizeof(**ids));
		(*ids)[(*count)++] = statement_integer(statement, 0);
	}
	statement_release(statement);
	return step == STEP_DONE;
}

bool store_count_broken_mail(
	struct store *store, int64_t network, int64_t *count, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT count(*) FROM broken_mail INDEXED BY broken_mail_by_status"
		" WHERE network_id = $1 AND status = 'open'",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, network);
	return statement_run_integer(statement, 0, count, error);
}
