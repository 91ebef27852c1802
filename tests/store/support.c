/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <dirent.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/digest.h"

#define NOW "2023-09-19T08:30"

int place_setup(void **state)
{
	struct place *place = xcalloc(1, sizeof(*place));
	const char *root = getenv("TMPDIR");
	place->folder = xasprintf("%s/store-XXXXXX", root && *root ? root : "/tmp");
	setenv("TRAFFPUNKT_NOW", NOW, 1);
	assert_ok(clock_init(&place->clock, error));
	assert_non_null(mkdtemp(place->folder));
	place->path = xasprintf("%s/data/test.db", place->folder);
	*state = place;
	return 0;
}

static void insert_network(struct place *place)
{
	struct network *network = record_create(&network_entity);
	set_text(&network->slug, "example");
	set_text(&network->name, "Example");
	network->starts_on = day("2023-09-01");
	network->ends_on = day("2024-08-31");
	place->network = insert_one(place, &network_entity, network);
	record_destroy(&network_entity, network);
}

int store_setup(void **state)
{
	place_setup(state);
	place_open(*state);
	insert_network(*state);
	return 0;
}

static void remove_tree(const char *folder)
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	while (directory && (entry = readdir(directory))) {
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		char *path = xasprintf("%s/%s", folder, entry->d_name);
		if (unlink(path))
			remove_tree(path);
		free(path);
	}
	if (directory)
		closedir(directory);
	rmdir(folder);
}

int place_teardown(void **state)
{
	struct place *place = *state;
	place_close(place);
	remove_tree(place->folder);
	free(place->path);
	free(place->folder);
	free(place);
	return 0;
}

void place_open(struct place *place)
{
	assert_ok(store_open(&place->store, place->path, STORE_READ_WRITE, &place->clock, error));
}

void place_close(struct place *place)
{
	store_close(place->store);
	place->store = NULL;
}

struct number known(int64_t value)
{
	return (struct number){.known = true, .value = value};
}

struct number day(const char *iso)
{
	struct number number = {.known = true};
	assert_true(date_from_iso(iso, &number.value));
	return number;
}

void set_text(char **field, const char *text)
{
	free(*field);
	*field = xstrdup(text);
}

static char *new_uid(void)
{
	char uid[UUID_SIZE];
	uuid_create(uid);
	return xstrdup(uid);
}

struct participant *new_participant(
	const struct place *place, const char *given, const char *family, const char *organisation)
{
	struct participant *participant = record_create(&participant_entity);
	participant->network = known(place->network);
	participant->uid = new_uid();
	participant->given_name = xstrdup(given);
	participant->family_name = xstrdup(family);
	participant->organisation = xstrdup(organisation);
	participant->status = known(PARTICIPANT_RECEIVED);
	participant->received_on = day("2023-09-01");
	participant->is_protected = known(0);
	participant->is_invented = known(1);
	participant->role = known(ROLE_OF_PARTICIPANT);
	participant->eligibility = known(ELIGIBILITY_WITHIN);
	return participant;
}

struct meeting *new_meeting(const struct place *place, const char *date)
{
	struct meeting *meeting = record_create(&meeting_entity);
	meeting->network = known(place->network);
	meeting->uid = new_uid();
	meeting->kind = known(MEETING_DIGITAL);
	meeting->form = known(MEETING_FORM_MEETING);
	meeting->status = known(date ? MEETING_PRELIMINARY : MEETING_UNPLANNED);
	if (date)
		meeting->date = day(date);
	meeting->link_later = known(1);
	meeting->theme_status = known(THEME_UNSET);
	return meeting;
}

struct request *new_request(const struct place *place, const char *sender, const char *subject)
{
	struct request *request = record_create(&request_entity);
	request->network = known(place->network);
	request->uid = new_uid();
	request->received_at = known(clock_now(&place->clock));
	request->channel = known(0);
	request->sender_name = xstrdup(sender);
	request->subject = xstrdup(subject);
	request->verified = known(VERIFIED_UNKNOWN);
	request->status = known(REQUEST_NEW);
	request->urgent = known(0);
	request->is_sensitive = known(0);
	request->is_protected = known(0);
	request->is_invented = known(1);
	return request;
}

void begin(struct place *place, const char *title)
{
	struct action_intent intent = {.network = place->network, .who = "GN", .title = title};
	assert_ok(store_begin(place->store, &intent, error));
}

int64_t commit(struct place *place)
{
	int64_t action;
	assert_ok(store_commit(place->store, &action, error));
	return action;
}

int64_t insert_one(struct place *place, const struct entity *entity, void *record)
{
	begin(place, "insert");
	assert_ok(store_insert(place->store, entity, record, error));
	commit(place);
	return ((struct record *)record)->id;
}

void update_one(struct place *place, const struct entity *entity, void *record)
{
	begin(place, "update");
	assert_ok(store_update(place->store, entity, record, error));
	commit(place);
}

void delete_one(struct place *place, const struct entity *entity, int64_t id)
{
	begin(place, "delete");
	assert_ok(store_delete(place->store, entity, id, error));
	commit(place);
}

void *get(struct place *place, const struct entity *entity, int64_t id)
{
	void *record = record_create(entity);
	assert_ok(store_get(place->store, entity, id, record, error));
	return record;
}

void undo(struct place *place)
{
	struct journal done;
	assert_ok(store_undo(place->store, "GN", &done, error));
	assert_int_equal(done.count, 1);
	journal_finish(&done);
}

void redo(struct place *place)
{
	struct journal done;
	assert_ok(store_redo(place->store, "GN", &done, error));
	assert_int_equal(done.count, 1);
	journal_finish(&done);
}

/* ---- beside the store ---- */

static sqlite3 *open_beside(const char *path)
{
	sqlite3 *handle;
	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	sqlite3_busy_timeout(handle, 3000);
	return handle;
}

static sqlite3_stmt *prepare(sqlite3 *handle, const char *sql)
{
	sqlite3_stmt *statement;
	if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	return statement;
}

void run_sql(const char *path, const char *sql)
{
	sqlite3 *handle = open_beside(path);
	if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	sqlite3_close(handle);
}

int64_t read_integer(const char *path, const char *sql)
{
	sqlite3 *handle = open_beside(path);
	sqlite3_stmt *statement = prepare(handle, sql);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	int64_t value = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(handle);
	return value;
}

static bool is_journal(const char *table)
{
	return !strcmp(table, "action") || !strcmp(table, "action_row") ||
	       !strcmp(table, "sealed_value");
}

static void dump_row(struct buffer *text, sqlite3_stmt *statement, bool all)
{
	for (int i = 0; i < sqlite3_column_count(statement); i++) {
		const char *name = sqlite3_column_name(statement, i);
		if (!all && (!strcmp(name, "version") || !strcmp(name, "updated_at")))
			continue;
		if (sqlite3_column_type(statement, i) == SQLITE_BLOB) {
			const unsigned char *bytes = sqlite3_column_blob(statement, i);
			for (int j = 0; j < sqlite3_column_bytes(statement, i); j++)
				buffer_printf(text, "%02x", bytes[j]);
		} else {
			const char *value = (const char *)sqlite3_column_text(statement, i);
			buffer_append(text, value ? value : "NULL");
		}
		buffer_append_char(text, '|');
	}
	buffer_append_char(text, '\n');
}

static char *dump_tables(const struct place *place, bool journal)
{
	struct buffer text = {0};
	sqlite3 *handle = open_beside(place->path);
	sqlite3_stmt *tables = prepare(handle, "SELECT name FROM sqlite_schema WHERE type = 'table'"
					       " AND name NOT LIKE 'sqlite_%' ORDER BY name");
	while (sqlite3_step(tables) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(tables, 0);
		if (is_journal(name) != journal || (journal && !strcmp(name, "sealed_value")))
			continue;
		char *sql = xasprintf("SELECT * FROM \"%s\" ORDER BY 1", name);
		sqlite3_stmt *rows = prepare(handle, sql);
		buffer_printf(&text, "%s\n", name);
		while (sqlite3_step(rows) == SQLITE_ROW)
			dump_row(&text, rows, journal);
		sqlite3_finalize(rows);
		free(sql);
	}
	sqlite3_finalize(tables);
	sqlite3_close(handle);
	return buffer_take(&text);
}

char *dump(const struct place *place)
{
	return dump_tables(place, false);
}

char *dump_journal(const struct place *place)
{
	return dump_tables(place, true);
}
