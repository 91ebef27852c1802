/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * No schema step loses anything: a database at every former step, with rows in every table and a
 * value in every column, comes to the newest step with all of them. The tables are asked what they
 * look like, so that the test holds for the steps that are written after it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/alloc.h"
#include "support.h"

#define ROWS 4
#define NAME_SIZE 64

struct column {
	char name[NAME_SIZE];
	char type[NAME_SIZE];
	int number;
	bool required;
	bool key;
	char target[NAME_SIZE]; /* table that it refers to, "" */
	char target_column[NAME_SIZE];
};

struct table {
	char *sql;
	char name[NAME_SIZE];
	struct column *columns;
	size_t count;
};

struct schema {
	struct table *tables;
	size_t count;
};

static void copy_name(char to[NAME_SIZE], const unsigned char *from)
{
	snprintf(to, NAME_SIZE, "%s", from ? (const char *)from : "");
}

static sqlite3_stmt *prepare(sqlite3 *handle, char *sql)
{
	sqlite3_stmt *statement;
	if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	free(sql);
	return statement;
}

/* ---- what there is ---- */

static struct column *find_column(struct table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++) {
		if (!strcmp(table->columns[i].name, name))
			return &table->columns[i];
	}
	fail_msg("%s has no column %s", table->name, name);
	return NULL;
}

static void read_columns(sqlite3 *handle, struct table *table)
{
	sqlite3_stmt *rows = prepare(handle, xasprintf("PRAGMA table_info(\"%s\")", table->name));
	while (sqlite3_step(rows) == SQLITE_ROW) {
		table->columns = xreallocarray(
			table->columns, table->count + 1, sizeof(*table->columns));
		struct column *column = &table->columns[table->count++];
		*column = (struct column){.number = sqlite3_column_int(rows, 0),
			.required = sqlite3_column_int(rows, 3),
			.key = sqlite3_column_int(rows, 5)};
		copy_name(column->name, sqlite3_column_text(rows, 1));
		copy_name(column->type, sqlite3_column_text(rows, 2));
	}
	sqlite3_finalize(rows);
	rows = prepare(handle, xasprintf("PRAGMA foreign_key_list(\"%s\")", table->name));
	while (sqlite3_step(rows) == SQLITE_ROW) {
		struct column *column = find_column(
			table, (const char *)sqlite3_column_text(rows, 3));
		copy_name(column->target, sqlite3_column_text(rows, 2));
		copy_name(column->target_column, sqlite3_column_text(rows, 4));
	}
	sqlite3_finalize(rows);
}

static struct schema read_schema(sqlite3 *handle)
{
	struct schema schema = {0};
	sqlite3_stmt *rows = prepare(
		handle, xstrdup("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
				" AND name NOT LIKE 'sqlite_%'"));
	while (sqlite3_step(rows) == SQLITE_ROW) {
		schema.tables = xreallocarray(
			schema.tables, schema.count + 1, sizeof(*schema.tables));
		struct table *table = &schema.tables[schema.count++];
		*table = (struct table){.sql = xstrdup((const char *)sqlite3_column_text(rows, 1))};
		copy_name(table->name, sqlite3_column_text(rows, 0));
		read_columns(handle, table);
	}
	sqlite3_finalize(rows);
	return schema;
}

static void schema_finish(struct schema *schema)
{
	for (size_t i = 0; i < schema->count; i++) {
		free(schema->tables[i].sql);
		free(schema->tables[i].columns);
	}
	free(schema->tables);
}

/* ---- a value that the checks of the table let through ---- */

/* The list after `name IN (` in the table's SQL, NULL when the column has none. */
static const char *list_of(const struct table *table, const char *name)
{
	char *head = xasprintf("%s IN (", name);
	const char *at = table->sql;
	size_t length = strlen(head);
	while ((at = strstr(at, head))) {
		/* A longer name that ends in this one is another column, as is length(name). */
		if (at[-1] == ' ' || at[-1] == '(' || at[-1] == '\n')
			break;
		at += length;
	}
	free(head);
	return at ? at + length : NULL;
}

/* The element of a list such as `'a', 'b')`, counted round; owned. */
static char *pick(const char *list, int number)
{
	int count = 1;
	const char *end = strchr(list, ')');
	for (const char *at = list; at < end; at++)
		count += *at == ',';
	for (int i = 0; i < number % count; i++)
		list = strchr(list, ',') + 1;
	list += strspn(list, " \n'");
	return xstrndup(list, strcspn(list, "',)"));
}

static bool has_length_rule(const struct table *table, const char *name)
{
	char *rule = xasprintf("length(%s)", name);
	bool found = strstr(table->sql, rule);
	free(rule);
	return found;
}

/* Other tables have rows about each meeting: people are there, and none of them is cancelled. */
static int number_of(const struct table *table, const struct column *column, int row)
{
	bool meeting = !strcmp(table->name, "meeting");
	if (meeting && !strcmp(column->name, "kind"))
		return 0;
	return meeting && !strcmp(column->name, "status") ? row - 1 : row;
}

/*
 * Text grows with the number of the column, so that an end comes after its start; a row refers to
 * the next one of its own table.
 */
static char *sample(
	struct schema *schema, struct table *table, const struct column *column, int row)
{
	const char *list = list_of(table, column->name);
	bool own = !strcmp(column->target, table->name);
	if (*column->target && *column->target_column && strcmp(column->target_column, "id") != 0) {
		for (size_t i = 0; i < schema->count; i++) {
			struct table *target = &schema->tables[i];
			if (!strcmp(target->name, column->target))
				return sample(schema, target,
					find_column(target, column->target_column), row);
		}
	}
	if (*column->target)
		return xasprintf("%d", own ? row % ROWS + 1 : row);
	if (list)
		return pick(list, number_of(table, column, row));
	if (has_length_rule(table, column->name))
		return xasprintf("%02d", row);
	if (!strcmp(column->type, "INTEGER"))
		return xasprintf("%d", column->key ? row : column->number + row);
	/* Whatever else is dated comes before the day of a meeting. */
	return xasprintf("%s%02d %s å %d", !strcmp(column->name, "date") ? "z" : "", column->number,
		column->name, row);
}

/* ---- filling ---- */

static void fill_row(sqlite3 *handle, struct schema *schema, struct table *table, int row)
{
	struct buffer sql = {0};
	buffer_printf(&sql, "INSERT INTO \"%s\" VALUES (", table->name);
	for (size_t i = 0; i < table->count; i++)
		buffer_printf(&sql, "%s?", i ? ", " : "");
	buffer_append(&sql, ")");
	sqlite3_stmt *insert = prepare(handle, buffer_take(&sql));
	for (size_t i = 0; i < table->count; i++) {
		char *value = sample(schema, table, &table->columns[i], row);
		int place = (int)i + 1;
		if (!strcmp(table->columns[i].type, "BLOB"))
			sqlite3_bind_blob(
				insert, place, value, (int)strlen(value), SQLITE_TRANSIENT);
		else if (!strcmp(table->columns[i].type, "INTEGER"))
			sqlite3_bind_int64(insert, place, atoll(value));
		else
			sqlite3_bind_text(insert, place, value, -1, SQLITE_TRANSIENT);
		free(value);
	}
	if (sqlite3_step(insert) != SQLITE_DONE)
		fail_msg("%s, row %d: %s", table->name, row, sqlite3_errmsg(handle));
	sqlite3_finalize(insert);
}

static void fill(sqlite3 *handle, struct schema *schema)
{
	sqlite3_exec(handle, "PRAGMA foreign_keys = OFF; BEGIN", NULL, NULL, NULL);
	for (size_t i = 0; i < schema->count; i++) {
		for (int row = 1; row <= ROWS; row++)
			fill_row(handle, schema, &schema->tables[i], row);
	}
	assert_int_equal(sqlite3_exec(handle, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_stmt *check = prepare(handle, xstrdup("PRAGMA foreign_key_check"));
	if (sqlite3_step(check) == SQLITE_ROW)
		fail_msg("a row of %s refers to nothing",
			(const char *)sqlite3_column_text(check, 0));
	sqlite3_finalize(check);
}

/* ---- comparing ---- */

static void append_row(struct buffer *text, const struct table *table, sqlite3_stmt *rows)
{
	buffer_append(text, "\n");
	for (size_t i = 0; i < table->count; i++) {
		const char *value = (const char *)sqlite3_column_text(rows, (int)i);
		buffer_printf(text, "%s=%s|", table->columns[i].name, value ? value : "NULL");
	}
	buffer_append(text, "\n");
}

/* The columns of the former schema, each row on a line between empty ones. */
static char *read_rows(sqlite3 *handle, const struct table *table)
{
	struct buffer sql = {0}, text = {0};
	buffer_append(&sql, "SELECT ");
	for (size_t i = 0; i < table->count; i++)
		buffer_printf(&sql, "%s\"%s\"", i ? ", " : "", table->columns[i].name);
	buffer_printf(&sql, " FROM \"%s\"", table->name);
	sqlite3_stmt *rows = prepare(handle, buffer_take(&sql));
	while (sqlite3_step(rows) == SQLITE_ROW)
		append_row(&text, table, rows);
	sqlite3_finalize(rows);
	return buffer_take(&text);
}

static void compare(const struct table *table, const char *before, const char *after)
{
	int count = 0;
	while (*before) {
		char *line = xstrndup(before, 1 + strcspn(before + 1, "\n") + 1);
		if (!strstr(after, line))
			fail_msg("%s has lost:%s", table->name, line);
		before += strlen(line);
		count++;
		free(line);
	}
	assert_true(count >= ROWS); /* triggers may have added some */
}

static sqlite3 *open_beside(const struct place *place)
{
	sqlite3 *handle;
	assert_int_equal(sqlite3_open(place->path, &handle), SQLITE_OK);
	return handle;
}

static char **read_all(sqlite3 *handle, const struct schema *schema)
{
	char **texts = xcalloc(schema->count, sizeof(*texts));
	for (size_t i = 0; i < schema->count; i++)
		texts[i] = read_rows(handle, &schema->tables[i]);
	return texts;
}

static void free_all(char **texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(texts[i]);
	free(texts);
}

static void migrate_from(struct place *place, int step)
{
	assert_ok(schema_migrate_to(place->path, step, error));
	sqlite3 *handle = open_beside(place);
	struct schema schema = read_schema(handle);
	assert_true(schema.count > 0);
	fill(handle, &schema);
	char **before = read_all(handle, &schema);
	sqlite3_close(handle);
	assert_ok(schema_migrate_to(place->path, schema_latest(), error));
	handle = open_beside(place);
	char **after = read_all(handle, &schema);
	sqlite3_close(handle);
	for (size_t i = 0; i < schema.count; i++)
		compare(&schema.tables[i], before[i], after[i]);
	free_all(before, schema.count);
	free_all(after, schema.count);
	schema_finish(&schema);
}

static void schema_migrate_to__every_former_step__loses_nothing(void **state)
{
	struct place *place = *state;
	assert_true(schema_latest() >= 2);
	for (int step = 1; step < schema_latest(); step++) {
		free(place->path);
		place->path = xasprintf("%s/data/%d.db", place->folder, step);
		migrate_from(place, step);
	}
}

/* The newest schema can be filled too: the next step's test will need it. */
static void schema_migrate_to__newest_step__can_be_filled(void **state)
{
	migrate_from(*state, schema_latest());
}

static char *schema_text(struct place *place)
{
	sqlite3 *handle = open_beside(place);
	struct buffer text = {0};
	sqlite3_stmt *rows = prepare(
		handle, xstrdup("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"));
	while (sqlite3_step(rows) == SQLITE_ROW)
		buffer_printf(&text, "%s %s %s\n", sqlite3_column_text(rows, 0),
			sqlite3_column_text(rows, 1), sqlite3_column_text(rows, 2));
	sqlite3_finalize(rows);
	sqlite3_close(handle);
	return buffer_take(&text);
}

static void schema_migrate_to__step_by_step__is_the_same_schema(void **state)
{
	struct place *place = *state;
	assert_ok(schema_migrate_to(place->path, schema_latest(), error));
	char *at_once = schema_text(place);
	free(place->path);
	place->path = xasprintf("%s/data/steps.db", place->folder);
	for (int step = 1; step <= schema_latest(); step++)
		assert_ok(schema_migrate_to(place->path, step, error));
	char *by_steps = schema_text(place);
	assert_string_equal(at_once, by_steps);
	free(at_once);
	free(by_steps);
}

/* A step that cannot be done leaves the database as it was, and says why. */
static void schema_migrate_to__step_that_fails__changes_nothing(void **state)
{
	struct place *place = *state;
	assert_ok(schema_migrate_to(place->path, 1, error));
	run_sql(place->path, "CREATE TABLE release (in_the_way TEXT)");
	char *before = schema_text(place);
	assert_fails(
		schema_migrate_to(place->path, schema_latest(), error), ERROR_SOFTWARE, "release");
	char *after = schema_text(place);
	assert_string_equal(before, after);
	assert_int_equal(read_integer(place->path, "PRAGMA user_version"), 1);
	free(before);
	free(after);
}

/* Rows that already refer to nothing stop the step: it would seal the damage. */
static void schema_migrate_to__dangling_reference__is_refused(void **state)
{
	struct place *place = *state;
	assert_ok(schema_migrate_to(place->path, 1, error));
	run_sql(place->path, "INSERT INTO strand VALUES (1, 1, 77, 1, 'x')");
	assert_fails(schema_migrate_to(place->path, schema_latest(), error), ERROR_DATA, "strand");
	assert_int_equal(read_integer(place->path, "PRAGMA user_version"), 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(schema_migrate_to__every_former_step__loses_nothing),
		TEST(schema_migrate_to__newest_step__can_be_filled),
		TEST(schema_migrate_to__step_by_step__is_the_same_schema),
		TEST(schema_migrate_to__step_that_fails__changes_nothing),
		TEST(schema_migrate_to__dangling_reference__is_refused),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store migration", tests, NULL, NULL);
}
