/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "exchange/file.h"
#include "harness/scratch.h"
#include "store/maintenance.h"

#define NOW "2023-09-19T08:30"

static void house_open(struct house *house)
{
	assert_ok(clock_init(&house->clock, error));
	assert_ok(store_open(&house->store, house->path, STORE_READ_WRITE, &house->clock, error));
	assert_ok(service_init(&house->service, house->store, &house->settings, NULL, error));
}

static void house_close(struct house *house)
{
	service_finish(&house->service);
	store_close(house->store);
	house->store = NULL;
}

int house_setup_empty(void **state)
{
	struct house *house = xcalloc(1, sizeof(*house));
	setenv("TRAFFPUNKT_NOW", NOW, 1);
	house->folder = scratch_create();
	assert_non_null(house->folder);
	house->path = xasprintf("%s/data/test.db", house->folder);
	house->out = xasprintf("%s/out", house->folder);
	house->settings.initials = xstrdup("GN");
	house_open(house);
	*state = house;
	return 0;
}

int house_setup(void **state)
{
	int64_t id;
	house_setup_empty(state);
	struct house *house = *state;
	assert_ok(service_network_import_example(&house->service, &id, error));
	return 0;
}

int house_teardown(void **state)
{
	struct house *house = *state;
	house_close(house);
	scratch_destroy(house->folder);
	settings_finish(&house->settings);
	free(house->path);
	free(house->out);
	free(house);
	return 0;
}

void house_restart(struct house *house, const char *now)
{
	house_close(house);
	setenv("TRAFFPUNKT_NOW", now, 1);
	house_open(house);
}

struct house *house_beside(const struct house *house)
{
	struct house *other = xcalloc(1, sizeof(*other));
	other->path = xstrdup(house->path);
	other->settings.initials = xstrdup("US");
	house_open(other);
	return other;
}

void house_leave(struct house *house)
{
	house_close(house);
	settings_finish(&house->settings);
	free(house->path);
	free(house);
}

/* ---- records ---- */

void *get(struct house *house, const struct entity *entity, int64_t id)
{
	void *record = record_create(entity);
	assert_ok(store_get(house->store, entity, id, record, error));
	return record;
}

char *look(struct house *house, const struct entity *entity, int64_t id, const char *field)
{
	void *record = get(house, entity, id);
	char *text = field_canonical(entity_field(entity, field), record);
	record_destroy(entity, record);
	return text ? text : xstrdup("–");
}

void assert_field(struct house *house, const struct entity *entity, int64_t id, const char *field,
	const char *text)
{
	char *found = look(house, entity, id, field);
	if (strcmp(found, text) != 0)
		fail_msg("%s of %s %d is %s, not %s", field, entity->name, (int)id, found, text);
	free(found);
}

void type(struct house *house, const struct entity *entity, void *record, const char *name,
	const char *text)
{
	const struct field *field = entity_field(entity, name);
	assert_non_null(field);
	assert_ok(service_set_field(&house->service, entity, field, record, text, error));
}

void set(struct house *house, const struct entity *entity, int64_t id, const char *field,
	const char *text)
{
	void *record = get(house, entity, id);
	type(house, entity, record, field, text);
	assert_ok(service_save(&house->service, entity, record, NULL, error));
	record_destroy(entity, record);
}

int64_t add_participant(struct house *house, const char *const fields[][2])
{
	struct participant *person = service_new(&house->service, &participant_entity);
	for (size_t i = 0; fields[i][0]; i++)
		type(house, &participant_entity, person, fields[i][0], fields[i][1]);
	assert_ok(service_save(&house->service, &participant_entity, person, NULL, error));
	int64_t id = person->record.id;
	record_destroy(&participant_entity, person);
	return id;
}

void assert_sound(struct house *house)
{
	struct findings findings;
	assert_ok(service_check(&house->service, &findings, error));
	if (findings.count)
		fail_msg("%s: %s", findings.items[0].rule, findings.items[0].text);
	findings_finish(&findings);
}

void enter(struct house *house, const struct entity *entity, int64_t id, int to, const char *reason)
{
	struct bulk_result result;
	assert_ok(service_set_status(
		&house->service, entity, &id, 1, to, reason, false, &result, error));
	assert_int_equal(result.changed, 1);
	bulk_result_finish(&result);
}

static void assert_said(char *said, const char *text)
{
	assert_non_null(said);
	if (!strstr(said, text))
		fail_msg("“%s” does not hold “%s”", said, text);
	free(said);
}

void undo(struct house *house, const char *text)
{
	char *said = NULL;
	assert_ok(service_undo(&house->service, 1, &said, error));
	assert_said(said, text);
}

void redo(struct house *house, const char *text)
{
	char *said = NULL;
	assert_ok(service_redo(&house->service, 1, &said, error));
	assert_said(said, text);
}

/* ---- files ---- */

int64_t export_one(struct house *house, int64_t meeting, enum calendar_method method, bool *is_new)
{
	struct export_order order = {
		.meetings = &meeting, .meeting_count = 1, .method = method, .out = house->out};
	struct export_result result;
	assert_ok(service_export(&house->service, &order, &result, error));
	assert_int_equal(result.file_count, 1);
	assert_int_equal(result.files[0].meeting, meeting);
	int64_t sequence = result.files[0].sequence;
	if (is_new)
		*is_new = result.files[0].is_new;
	export_result_finish(&result);
	return sequence;
}

bool out_exists(const struct house *house, const char *name)
{
	struct stat status;
	char *path = xasprintf("%s/%s", house->out, name);
	bool there = stat(path, &status) == 0;
	free(path);
	return there;
}

char *read_out(const struct house *house, const char *name)
{
	size_t length;
	struct error ignored = {0};
	char *path = xasprintf("%s/%s", house->out, name);
	char *text = file_read(path, 1 << 20, &length, &ignored);
	error_finish(&ignored);
	free(path);
	return text;
}

void write_out(const struct house *house, const char *name, const char *text)
{
	char *path = xasprintf("%s/%s", house->out, name);
	mkdir(house->out, 0700);
	assert_ok(file_write(path, text, strlen(text), true, NULL, NULL, error));
	free(path);
}

/* ---- beside the store ---- */

static sqlite3 *open_beside(const struct house *house)
{
	sqlite3 *handle;
	assert_int_equal(sqlite3_open(house->path, &handle), SQLITE_OK);
	sqlite3_busy_timeout(handle, 3000);
	return handle;
}

void run_sql(const struct house *house, const char *sql)
{
	sqlite3 *handle = open_beside(house);
	if (sqlite3_exec(handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	sqlite3_close(handle);
}

void refuse_sql(const struct house *house, const char *sql, const char *text)
{
	sqlite3 *handle = open_beside(house);
	assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_CONSTRAINT);
	if (!strstr(sqlite3_errmsg(handle), text))
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	sqlite3_close(handle);
}

char *read_text(const struct house *house, const char *sql)
{
	struct buffer text = {0};
	sqlite3_stmt *statement;
	sqlite3 *handle = open_beside(house);
	if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	buffer_append(&text, "");
	while (sqlite3_step(statement) == SQLITE_ROW) {
		const char *value = (const char *)sqlite3_column_text(statement, 0);
		buffer_printf(&text, "%s\n", value ? value : "NULL");
	}
	sqlite3_finalize(statement);
	sqlite3_close(handle);
	return buffer_take(&text);
}

int64_t read_integer(const struct house *house, const char *sql)
{
	char *text = read_text(house, sql);
	int64_t value = strtoll(text, NULL, 10);
	free(text);
	return value;
}

int64_t count_actions(const struct house *house)
{
	return read_integer(house, "SELECT count(*) FROM action");
}
