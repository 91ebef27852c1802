/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger of calendar files: which version of which meeting has left the house. */
#include "store/release.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "store/listing.h"
#include "store/unit.h"

#define RELEASE_COLUMNS                                                                   \
	"SELECT meeting_id, sequence, method, status, content, sha256, file, stamped_at," \
	" released_at, released_by FROM release"

static void copy_text(char *to, size_t size, const struct statement *statement, int column)
{
	snprintf(to, size, "%s", statement_text(statement, column));
}

static void read_release(struct release *release, const struct statement *statement)
{
	*release = (struct release){.meeting = statement_integer(statement, 0),
		.sequence = statement_integer(statement, 1),
		.stamped_at = statement_integer(statement, 7),
		.released_at = statement_integer(statement, 8)};
	copy_text(release->method, sizeof(release->method), statement, 2);
	copy_text(release->status, sizeof(release->status), statement, 3);
	copy_text(release->content, sizeof(release->content), statement, 4);
	copy_text(release->sha256, sizeof(release->sha256), statement, 5);
	copy_text(release->file, sizeof(release->file), statement, 6);
	copy_text(release->released_by, sizeof(release->released_by), statement, 9);
}

/* Newest first: by version, and of one version the file that was made last. */
static struct statement *select_releases(
	struct store *store, int64_t meeting, const char *method, struct error *error)
{
	struct query query = {0};
	buffer_append(&query.sql, RELEASE_COLUMNS);
	query_condition(&query, "meeting_id = $%d", query_integer(&query, meeting));
	if (method)
		query_condition(&query, "method = $%d", query_text(&query, method));
	buffer_append(&query.sql, " ORDER BY sequence DESC, id DESC");
	struct statement *statement = query_prepare(&query, store, error);
	query_finish(&query);
	return statement;
}

bool store_release_latest(struct store *store, int64_t meeting, const char *method,
	struct release *release, bool *found, struct error *error)
{
	struct statement *statement = select_releases(store, meeting, method, error);
	*found = false;
	if (!statement)
		return false;
	enum step step = statement_step(statement, error);
	*found = step == STEP_ROW;
	if (*found)
		read_release(release, statement);
	statement_release(statement);
	return step != STEP_FAILED;
}

bool store_release_list(struct store *store, int64_t meeting, struct release **releases,
	size_t *count, struct error *error)
{
	enum step step;
	*releases = NULL;
	*count = 0;
	struct statement *statement = select_releases(store, meeting, NULL, error);
	if (!statement)
		return false;
	while ((step = statement_step(statement, error)) == STEP_ROW) {
		*releases = xreallocarray(*releases, *count + 1, sizeof(**releases));
		read_release(&(*releases)[(*count)++], statement);
	}
	statement_release(statement);
	if (step == STEP_DONE)
		return true;
	free(*releases);
	*releases = NULL;
	*count = 0;
	return false;
}

static bool insert_release(struct store *store, const struct release *release, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"INSERT INTO release (meeting_id, sequence, method, status, content, sha256, file,"
		" stamped_at, released_at, released_by)"
		" VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
		" ON CONFLICT (meeting_id, sequence, method) DO NOTHING",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, release->meeting);
	statement_bind_integer(statement, 2, release->sequence);
	statement_bind_text(statement, 3, release->method);
	statement_bind_text(statement, 4, release->status);
	statement_bind_text(statement, 5, release->content);
	statement_bind_text(statement, 6, release->sha256);
	statement_bind_text(statement, 7, release->file);
	statement_bind_integer(statement, 8, release->stamped_at);
	statement_bind_integer(statement, 9, release->released_at);
	statement_bind_text(statement, 10, release->released_by);
	return statement_run(statement, error);
}

static bool raise_sequence(struct store *store, const struct release *release, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"UPDATE meeting SET sequence = $1"
		" WHERE id = $2 AND (sequence IS NULL OR sequence < $1)",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, release->sequence);
	statement_bind_integer(statement, 2, release->meeting);
	return statement_run(statement, error);
}

bool store_release_add(struct store *store, const struct release *release, struct error *error)
{
	if (!unit_check_open(store, error) || !insert_release(store, release, error))
		return false;
	if (!engine_changed(store->engine))
		return true;
	unit_touch(store);
	return raise_sequence(store, release, error);
}

bool store_release_keep_text(struct store *store, int64_t meeting, int64_t sequence,
	const char *text, struct error *error)
{
	if (!unit_check_open(store, error))
		return false;
	struct statement *statement = statement_prepare(store->engine,
		"INSERT INTO release_text (meeting_id, sequence, text) VALUES ($1, $2, $3)"
		" ON CONFLICT (meeting_id, sequence) DO NOTHING",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, meeting);
	statement_bind_integer(statement, 2, sequence);
	statement_bind_text(statement, 3, text);
	return statement_run(statement, error);
}

bool store_release_text(
	struct store *store, int64_t meeting, int64_t sequence, char **text, struct error *error)
{
	*text = NULL;
	struct statement *statement = statement_prepare(store->engine,
		"SELECT text FROM release_text WHERE meeting_id = $1 AND sequence = $2", error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, meeting);
	statement_bind_integer(statement, 2, sequence);
	enum step step = statement_step(statement, error);
	if (step == STEP_ROW)
		*text = xstrdup(statement_text(statement, 0));
	statement_release(statement);
	return step != STEP_FAILED;
}

bool store_release_holders(
	struct store *store, int64_t meeting, int64_t sequence, int64_t *count, struct error *error)
{
	struct statement *statement = statement_prepare(store->engine,
		"SELECT count(*) FROM (SELECT max(id) AS newest FROM delivery WHERE meeting_id = $1"
		" GROUP BY participant_id) JOIN delivery ON id = newest"
		" WHERE sequence = $2 AND method <> 'cancel'",
		error);
	if (!statement)
		return false;
	statement_bind_integer(statement, 1, meeting);
	statement_bind_integer(statement, 2, sequence);
	return statement_run_integer(statement, 0, count, error);
}
