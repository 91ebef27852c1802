/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The floor under any list program on our two libraries: the participants of one database file as a
 * plain ncurses list, keyset pages straight from SQLite, a status line and a filter. It draws after
 * every key, coalesces nothing and counts nothing. The dashboard is measured beside it.
 * Keys: Down Up PageDown PageUp Home End; / starts the filter, each letter filters, Esc ends it;
 * q quits.
 */
#include <curses.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROWS 200
#define KEY_SIZE 256
#define COLUMNS                                                                                \
	"SELECT id, sort_key, family_name || ', ' || given_name, organisation, email, status " \
	"FROM participant WHERE network_id = (SELECT min(id) FROM network) "

struct row {
	sqlite3_int64 id;
	unsigned char key[KEY_SIZE];
	int key_length;
	char text[512];
};

struct floor {
	sqlite3 *database;
	sqlite3_stmt *after;  /* rows below a key */
	sqlite3_stmt *before; /* rows above a key, nearest first */
	sqlite3_stmt *last;   /* rows from the bottom up */
	struct row rows[ROWS];
	struct row spare[ROWS];
	int count;
	int chosen;
	int height; /* rows on the screen, without the status line */
	char filter[64];
	bool filtering;
};

static sqlite3_stmt *prepare(struct floor *floor, const char *sql)
{
	sqlite3_stmt *statement = NULL;

	if (sqlite3_prepare_v2(floor->database, sql, -1, &statement, NULL) != SQLITE_OK) {
		fprintf(stderr, "%s\n", sqlite3_errmsg(floor->database));
		exit(EXIT_FAILURE);
	}
	return statement;
}

static const char *text_of(sqlite3_stmt *statement, int column)
{
	const unsigned char *text = sqlite3_column_text(statement, column);

	return text ? (const char *)text : "";
}

static void take_row(struct row *row, sqlite3_stmt *statement)
{
	int length = sqlite3_column_bytes(statement, 1);

	row->id = sqlite3_column_int64(statement, 0);
	row->key_length = length < KEY_SIZE ? length : KEY_SIZE;
	if (row->key_length)
		memcpy(row->key, sqlite3_column_blob(statement, 1), (size_t)row->key_length);
	snprintf(row->text, sizeof row->text, "%-28s %-30s %-40s %s", text_of(statement, 2),
		text_of(statement, 3), text_of(statement, 4), text_of(statement, 5));
}

/* Runs a bound statement; an empty page leaves the list where it is unless `replace`. */
static void load(struct floor *floor, sqlite3_stmt *statement, bool reverse, bool replace)
{
	int count = 0;

	while (count < floor->height && sqlite3_step(statement) == SQLITE_ROW)
		take_row(&floor->spare[count++], statement);
	sqlite3_reset(statement);
	if (count == 0 && !replace)
		return;
	floor->count = count;
	for (int i = 0; i < count; i++)
		floor->rows[i] = floor->spare[reverse ? count - 1 - i : i];
	if (floor->chosen >= count)
		floor->chosen = count ? count - 1 : 0;
}

static void load_beside(
	struct floor *floor, sqlite3_stmt *statement, const struct row *row, bool reverse)
{
	static const unsigned char nothing[1];

	sqlite3_bind_blob(statement, 1, row ? row->key : nothing, row ? row->key_length : 0,
		SQLITE_TRANSIENT);
	sqlite3_bind_int64(statement, 2, row ? row->id : -1);
	sqlite3_bind_int(statement, 3, floor->height);
	sqlite3_bind_text(statement, 4, floor->filter, -1, SQLITE_STATIC);
	load(floor, statement, reverse, row == NULL);
}

static void draw(const struct floor *floor)
{
	for (int i = 0; i < floor->height; i++) {
		move(i, 0);
		if (i == floor->chosen)
			attron(A_REVERSE);
		if (i < floor->count)
			addnstr(floor->rows[i].text, COLS);
		attroff(A_REVERSE);
		clrtoeol();
	}
	attron(A_BOLD);
	mvprintw(floor->height, 0, "%s%s  %d/%d", floor->filtering ? "/" : "", floor->filter,
		floor->chosen + 1, floor->count);
	attroff(A_BOLD);
	clrtoeol();
	wnoutrefresh(stdscr);
	doupdate();
}

static void set_filter(struct floor *floor, size_t length)
{
	floor->filter[length] = '\0';
	floor->chosen = 0;
	load_beside(floor, floor->after, NULL, false);
}

/* True when the key belonged to the filter. */
static bool take_filter_key(struct floor *floor, int key)
{
	size_t length = strlen(floor->filter);

	if (!floor->filtering)
		return false;
	if (key == 27) {
		floor->filtering = false;
		set_filter(floor, 0);
		return true;
	}
	if (key == KEY_BACKSPACE || key == 127) {
		set_filter(floor, length ? length - 1 : 0);
		return true;
	}
	if (key < 32 || key > 255 || length + 2 > sizeof floor->filter)
		return false;
	floor->filter[length] = (char)key;
	set_filter(floor, length + 1);
	return true;
}

static void take_key(struct floor *floor, int key)
{
	const struct row *rows = floor->rows;

	if (take_filter_key(floor, key))
		return;
	switch (key) {
	case '/':
		floor->filtering = true;
		break;
	case KEY_DOWN:
		floor->chosen += floor->chosen + 1 < floor->count;
		break;
	case KEY_UP:
		floor->chosen -= floor->chosen > 0;
		break;
	case KEY_NPAGE:
		if (floor->count)
			load_beside(floor, floor->after, &rows[floor->count - 1], false);
		break;
	case KEY_PPAGE:
		if (floor->count)
			load_beside(floor, floor->before, &rows[0], true);
		break;
	case KEY_HOME:
		set_filter(floor, strlen(floor->filter));
		break;
	case KEY_END:
		sqlite3_bind_int(floor->last, 1, floor->height);
		load(floor, floor->last, true, false);
		floor->chosen = floor->count - 1;
		break;
	}
}

static bool open_floor(struct floor *floor, const char *path)
{
	if (sqlite3_open_v2(path, &floor->database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		return false;
	sqlite3_exec(floor->database, "PRAGMA mmap_size = 268435456", NULL, NULL, NULL);
	/* instr() of an empty text is 1, so one statement serves with and without a filter. */
	floor->after = prepare(floor, COLUMNS "AND (sort_key, id) > (?1, ?2) AND instr(search, ?4) "
					      "ORDER BY sort_key, id LIMIT ?3");
	floor->before = prepare(floor,
		COLUMNS "AND (sort_key, id) < (?1, ?2) AND instr(search, ?4) "
			"ORDER BY sort_key DESC, id DESC LIMIT ?3");
	floor->last = prepare(floor, COLUMNS "ORDER BY sort_key DESC, id DESC LIMIT ?1");
	return true;
}

static void close_floor(struct floor *floor)
{
	sqlite3_finalize(floor->after);
	sqlite3_finalize(floor->before);
	sqlite3_finalize(floor->last);
	sqlite3_close(floor->database);
	free(floor);
}

int main(int count, char **arguments)
{
	struct floor *floor = calloc(1, sizeof *floor);
	int key;

	setlocale(LC_ALL, "");
	if (count != 2 || !floor || !open_floor(floor, arguments[1])) {
		fprintf(stderr, "floor DATABASE\n");
		free(floor);
		return 64;
	}
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	set_escdelay(25);
	curs_set(0);
	floor->height = LINES - 1 < ROWS ? LINES - 1 : ROWS;
	set_filter(floor, 0);
	draw(floor);
	while ((key = getch()) != 'q' || floor->filtering) {
		take_key(floor, key);
		draw(floor);
	}
	endwin();
	close_floor(floor);
	return 0;
}
