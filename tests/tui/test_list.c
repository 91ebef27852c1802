/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The virtual list against a plain array that knows every row: whatever is done to either, the
 * window is a run of the array and the selected row is the one that the array says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "support.h"
#include "tui/list.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum { BY_NAME, BY_ORGANISATION, BY_STATUS }; /* the first sorts of participants */

static const char *const organisations[] = {"alfa", "beta", "delta", "gamma"};
static const char *const filters[] = {"beta", "7", "-gamma", "status:admitted", "nosuchword"};
enum { FILTERS = LENGTH(filters), UNFILTERED = FILTERS };

struct row {
	int64_t id;
	int name; /* unique; the family name */
	int organisation, status;
	bool marked;
};

struct world {
	struct place *place; /* the list's connection */
	struct place other;  /* someone else's */
	struct list list;
	struct row *rows; /* in no order */
	size_t count;
	const struct row **seen; /* what the list should hold, in order */
	size_t seen_count;
	int filter, sort;
	bool descending, all;
	uint64_t random;
	int next_name;
	char did[200]; /* the latest step, for the message of a failure */
};

#define must(world, call)                                                        \
	do {                                                                     \
		struct error fault_ = {0};                                       \
		struct error *error = &fault_;                                   \
		if (!(call))                                                     \
			fail_msg("%s: %s: %s", (world)->did, #call,              \
				fault_.message ? fault_.message : "no message"); \
	} while (0)

#define check(world, condition)                                             \
	do {                                                                \
		if (!(condition))                                           \
			fail_msg("after %s: %s", (world)->did, #condition); \
	} while (0)

/* xorshift: the same steps on every machine. */
static int roll(struct world *world, int sides)
{
	world->random ^= world->random << 13;
	world->random ^= world->random >> 7;
	world->random ^= world->random << 17;
	return (int)((world->random >> 11) % (uint64_t)sides);
}

/* ---- rows in the database and in the array ---- */

static struct participant *make(struct world *world, const struct row *row)
{
	char name[16];
	snprintf(name, sizeof(name), "Fam%05d", row->name);
	struct participant *made = new_participant(
		&world->other, "Xx", name, organisations[row->organisation]);
	made->status = known(row->status);
	return made;
}

static void insert_rows(struct world *world, int count)
{
	begin(&world->other, "insert");
	for (int i = 0; i < count; i++) {
		struct row row = {.organisation = roll(world, LENGTH(organisations))};
		/* Names come in any order, some between those that are there. */
		row.name = world->next_name++ * 7919 % 100000;
		row.status = roll(world, 3);
		struct participant *made = make(world, &row);
		assert_ok(store_insert(world->other.store, &participant_entity, made, error));
		row.id = made->record.id;
		record_destroy(&participant_entity, made);
		world->rows = xreallocarray(world->rows, world->count + 1, sizeof(*world->rows));
		world->rows[world->count++] = row;
	}
	commit(&world->other);
}

static void delete_row(struct world *world, size_t index)
{
	delete_one(&world->other, &participant_entity, world->rows[index].id);
	world->rows[index] = world->rows[--world->count];
}

/* Another name, or another state that may follow. */
static void change_row(struct world *world, size_t index, bool rename)
{
	struct row *row = &world->rows[index];
	struct participant *now = get(&world->other, &participant_entity, row->id);
	char name[16];
	if (rename) {
		row->name = world->next_name++ * 7919 % 100000;
		snprintf(name, sizeof(name), "Fam%05d", row->name);
		set_text(&now->family_name, name);
	} else {
		int to = roll(world, PARTICIPANT_MERGED); /* which needs another row */
		if (choices_transition(&participant_statuses, row->status, to))
			row->status = to;
		now->status = known(row->status);
		set_text(&now->status_reason, "why");
	}
	update_one(&world->other, &participant_entity, now);
	record_destroy(&participant_entity, now);
}

static size_t index_of(const struct world *world, int64_t id)
{
	size_t i = 0;
	while (i < world->count && world->rows[i].id != id)
		i++;
	return i;
}

/* ---- what the list should hold ---- */

static bool passes(const struct world *world, const struct row *row)
{
	char name[16];
	snprintf(name, sizeof(name), "%05d", row->name);
	if (!world->all && participant_statuses.items[row->status].closed)
		return false;
	switch (world->filter) {
	case 0:
		return row->organisation == 1;
	case 1:
		return strchr(name, '7') != NULL;
	case 2:
		return row->organisation != 3;
	case 3:
		return row->status == PARTICIPANT_ADMITTED;
	default:
		return world->filter == UNFILTERED;
	}
}

static int compare_rows(const struct world *world, const struct row *a, const struct row *b)
{
	int order = 0;
	if (world->sort == BY_ORGANISATION)
		order = a->organisation - b->organisation;
	if (world->sort == BY_STATUS)
		order = a->status - b->status;
	if (!order)
		order = a->name - b->name;
	return world->descending ? -order : order;
}

/* A plain insertion sort: nothing of the program's own is used to say what is right. */
static void look(struct world *world)
{
	world->seen_count = 0;
	world->seen = xreallocarray(world->seen, world->count + 1, sizeof(*world->seen));
	for (size_t i = 0; i < world->count; i++) {
		if (!passes(world, &world->rows[i]))
			continue;
		size_t at = world->seen_count++;
		for (; at > 0 && compare_rows(world, &world->rows[i], world->seen[at - 1]) < 0;
			at--)
			world->seen[at] = world->seen[at - 1];
		world->seen[at] = &world->rows[i];
	}
}

static size_t seen_index(const struct world *world, int64_t id)
{
	size_t i = 0;
	while (i < world->seen_count && world->seen[i]->id != id)
		i++;
	return i;
}

/* ---- what must always hold ---- */

static int64_t id_at(const struct list *list, size_t index)
{
	return ((const struct record *)list_row(list, index))->id;
}

static void check_window(struct world *world)
{
	const struct list *list = &world->list;
	size_t count = list_count(list), height = (size_t)list->height;
	look(world);
	check(world, (count == 0) == (world->seen_count == 0));
	if (!count) {
		check(world, list_selected(list) == NULL && list_selected_id(list) == 0);
		return;
	}
	size_t start = seen_index(world, id_at(list, 0));
	check(world, start + count <= world->seen_count);
	for (size_t i = 0; i < count; i++)
		check(world, id_at(list, i) == world->seen[start + i]->id);
	check(world, list->selected < count);
	check(world, list->top <= list->selected && list->selected < list->top + height);
	check(world, list->top + height <= count || start + list->top == 0);
	check(world, !list->reaches_top || start == 0);
	check(world, !list->reaches_bottom || start + count == world->seen_count);
	check(world, count <= 13 * height);
}

static void check_marks(struct world *world)
{
	size_t marked = 0;
	for (size_t i = 0; i < world->count; i++) {
		check(world,
			list_is_marked(&world->list, world->rows[i].id) == world->rows[i].marked);
		marked += world->rows[i].marked;
	}
	/* Rows that are gone may still be marked, but nothing is marked twice. */
	check(world, world->list.mark_count >= marked);
	for (size_t i = 1; i < world->list.mark_count; i++)
		check(world, world->list.marks[i - 1] < world->list.marks[i]);
}

/* The selected row by its place in the array. */
static size_t place(struct world *world)
{
	return seen_index(world, list_selected_id(&world->list));
}

static void check_place(struct world *world, size_t expected)
{
	check_window(world);
	if (world->seen_count && place(world) != expected)
		fail_msg("after %s: row %zu is selected, not %zu", world->did, place(world),
			expected);
}

/* ---- the steps ---- */

static void step_move(struct world *world)
{
	int height = world->list.height;
	const int moves[] = {1, -1, 1, -1, height, -height, 3, -3, 2 * height, 1 - height, 0};
	int rows = moves[roll(world, LENGTH(moves))];
	snprintf(world->did, sizeof(world->did), "a move by %d", rows);
	look(world);
	long wanted = (long)place(world) + rows, last = (long)world->seen_count - 1;
	wanted = wanted > last ? last : wanted;
	must(world, list_move(&world->list, rows, error));
	check_place(world, wanted < 0 ? 0 : (size_t)wanted);
}

static void step_end(struct world *world)
{
	bool last = roll(world, 2);
	snprintf(world->did, sizeof(world->did), "going %s", last ? "last" : "first");
	if (last)
		must(world, list_go_last(&world->list, error));
	else
		must(world, list_go_first(&world->list, error));
	look(world);
	check_place(world, last && world->seen_count ? world->seen_count - 1 : 0);
}

static void step_go_to(struct world *world)
{
	struct error error = {0};
	const struct row *row = &world->rows[roll(world, (int)world->count)];
	snprintf(world->did, sizeof(world->did), "going to %d", (int)row->id);
	look(world);
	size_t wanted = seen_index(world, row->id);
	bool found = list_go_to(&world->list, row->id, &error);
	check(world, found == (wanted < world->seen_count));
	check(world, error.kind == ERROR_NONE);
	check_window(world);
	if (found)
		check_place(world, wanted);
}

static void step_height(struct world *world)
{
	int height = 1 + roll(world, roll(world, 4) ? 12 : 60);
	snprintf(world->did, sizeof(world->did), "height %d", height);
	int64_t id = list_selected_id(&world->list);
	must(world, list_set_height(&world->list, height, error));
	check_window(world);
	check(world, list_selected_id(&world->list) == id);
}

/* Where the selected row is if it is still seen, otherwise the first. */
static size_t kept_or_first(struct world *world, int64_t id)
{
	look(world);
	size_t index = seen_index(world, id);
	return index < world->seen_count ? index : 0;
}

static void step_filter(struct world *world)
{
	size_t caret;
	int64_t id = list_selected_id(&world->list);
	world->filter = roll(world, 2) ? UNFILTERED : roll(world, FILTERS);
	const char *text = world->filter == UNFILTERED ? "" : filters[world->filter];
	snprintf(world->did, sizeof(world->did), "the filter “%s”", text);
	must(world, list_set_filter(&world->list, text, 19619, &caret, error));
	/* A filter shows its first hit; taken away, the place is kept. */
	check_place(world, kept_or_first(world, *text ? 0 : id));
}

static void step_sort(struct world *world)
{
	int64_t id = list_selected_id(&world->list);
	world->sort = roll(world, 3);
	world->descending = roll(world, 2);
	snprintf(world->did, sizeof(world->did), "sort %d%s", world->sort,
		world->descending ? " downwards" : "");
	must(world, list_set_sort(&world->list, world->sort, world->descending, error));
	check_place(world, kept_or_first(world, id));
}

static void step_all(struct world *world)
{
	int64_t id = list_selected_id(&world->list);
	world->all = !world->all;
	snprintf(world->did, sizeof(world->did), "all %d", world->all);
	must(world, list_set_all(&world->list, world->all, error));
	check_place(world, kept_or_first(world, id));
}

static void step_same(struct world *world)
{
	const struct list *list = &world->list;
	int64_t first = list_count(list) ? id_at(list, list->top) : 0;
	snprintf(world->did, sizeof(world->did), "a reload");
	look(world);
	size_t before = place(world);
	must(world, list_reload(&world->list, error));
	check_place(world, before);
	if (first) /* nothing on the screen has moved */
		check(world, id_at(list, list->top) == first);
}

/* Where a row that is not there any more stood among those that are. */
static size_t successor(struct world *world, const struct row *gone)
{
	size_t at = 0;
	while (at < world->seen_count && compare_rows(world, world->seen[at], gone) < 0)
		at++;
	return at < world->seen_count || !at ? at : at - 1;
}

static void change_something(struct world *world, size_t index, int kind)
{
	if (kind == 0 && world->count > 5)
		delete_row(world, index);
	else if (kind == 1)
		insert_rows(world, 1 + roll(world, 3));
	else
		change_row(world, index, kind == 2);
}

/* Someone else changes a few rows, the selected one often among them. */
static void step_change(struct world *world)
{
	int64_t id = list_selected_id(&world->list);
	size_t selected = index_of(world, id);
	struct row before = {0};
	if (selected < world->count)
		before = world->rows[selected];
	int changes = 1 + roll(world, 3);
	snprintf(world->did, sizeof(world->did), "%d changes by someone else", changes);
	for (int i = 0; i < changes; i++) {
		selected = index_of(world, id);
		size_t any = (size_t)roll(world, (int)world->count);
		bool this = selected < world->count && roll(world, 2);
		change_something(world, this ? selected : any, roll(world, 4));
	}
	must(world, list_reload(&world->list, error));
	look(world);
	if (!id)
		check_place(world, 0);
	else if (seen_index(world, id) < world->seen_count)
		check_place(world, seen_index(world, id));
	else
		check_place(world, successor(world, &before));
}

static void step_mark(struct world *world)
{
	int64_t id = list_selected_id(&world->list);
	snprintf(world->did, sizeof(world->did), "marking %d", (int)id);
	if (!id)
		return;
	list_toggle_mark(&world->list, id);
	struct row *row = &world->rows[index_of(world, id)];
	row->marked = !row->marked;
	check_marks(world);
}

static void step_range(struct world *world)
{
	snprintf(world->did, sizeof(world->did), "a range");
	look(world);
	size_t from = place(world);
	if (!world->seen_count)
		return;
	world->list.range_start = list_selected_id(&world->list);
	must(world, list_move(&world->list, roll(world, 120) - 60, error));
	size_t to = place(world);
	must(world, list_mark_range(&world->list, error));
	for (size_t i = from < to ? from : to; i <= (from < to ? to : from); i++)
		world->rows[index_of(world, world->seen[i]->id)].marked = true;
	check(world, world->list.range_start == 0);
	check_window(world);
	check_marks(world);
}

static void step_hidden(struct world *world)
{
	size_t hidden, expected = world->list.mark_count;
	snprintf(world->did, sizeof(world->did), "counting hidden marks");
	look(world);
	for (size_t i = 0; i < world->seen_count; i++)
		expected -= world->seen[i]->marked;
	must(world, list_hidden_marks(&world->list, &hidden, error));
	check(world, hidden == expected);
}

static void step_clear(struct world *world)
{
	snprintf(world->did, sizeof(world->did), "clearing marks");
	if (roll(world, 4))
		return;
	list_clear_marks(&world->list);
	for (size_t i = 0; i < world->count; i++)
		world->rows[i].marked = false;
	check_marks(world);
}

static void step_idle(struct world *world)
{
	snprintf(world->did, sizeof(world->did), "counting");
	look(world);
	while (list_has_idle_work(&world->list))
		must(world, list_idle(&world->list, error));
	check(world, world->list.total == (int64_t)world->seen_count);
}

/* ---- the world ---- */

static int setup(void **state)
{
	struct world *world = xcalloc(1, sizeof(*world));
	store_setup((void **)&world->place);
	world->other = *world->place;
	place_open(&world->other);
	world->random = 20230919;
	world->filter = UNFILTERED;
	list_init(&world->list, world->place->store, &participant_entity, world->place->network);
	*state = world;
	return 0;
}

static int teardown(void **state)
{
	struct world *world = *state;
	list_finish(&world->list);
	place_close(&world->other);
	place_teardown((void **)&world->place);
	free(world->seen);
	free(world->rows);
	free(world);
	return 0;
}

static void begin_with(struct world *world, int rows, int height)
{
	snprintf(world->did, sizeof(world->did), "the beginning");
	insert_rows(world, rows);
	must(world, list_set_height(&world->list, height, error));
	must(world, list_reload(&world->list, error));
	check_place(world, 0);
}

static void list__random_steps__agree_with_an_array(void **state)
{
	static void (*const steps[])(struct world *) = {step_move, step_move, step_move, step_move,
		step_end, step_go_to, step_height, step_filter, step_sort, step_all, step_same,
		step_change, step_change, step_change, step_mark, step_range, step_hidden,
		step_clear, step_idle};
	struct world *world = *state;
	begin_with(world, 300, 7);
	for (int i = 0; i < 2000; i++)
		steps[roll(world, LENGTH(steps))](world);
	check_marks(world);
}

static void list__few_rows__agree_with_an_array(void **state)
{
	static void (*const steps[])(struct world *) = {step_move, step_move, step_end, step_height,
		step_filter, step_sort, step_same, step_change, step_all, step_range};
	struct world *world = *state;
	begin_with(world, 6, 4);
	for (int i = 0; i < 600; i++)
		steps[roll(world, LENGTH(steps))](world);
}

static void list_init__height_before_the_first_load__reads(void **state)
{
	struct world *world = *state;
	insert_rows(world, 20);
	must(world, list_set_height(&world->list, 5, error));
	check_place(world, 0);
}

static void list__empty__stands_still(void **state)
{
	struct world *world = *state;
	size_t count;
	begin_with(world, 0, 5);
	must(world, list_move(&world->list, 1, error));
	must(world, list_move(&world->list, -10, error));
	must(world, list_go_last(&world->list, error));
	must(world, list_mark_all(&world->list, error));
	check_window(world);
	free(list_targets(&world->list, &count));
	assert_int_equal(count, 0);
	assert_int_equal(world->list.mark_count, 0);
	insert_rows(world, 1);
	must(world, list_reload(&world->list, error));
	check_place(world, 0);
}

/* ---- the selected row goes ---- */

static void delete_selected_at(struct world *world, size_t at, size_t expected)
{
	look(world);
	must(world, list_go_to(&world->list, world->seen[at]->id, error));
	delete_row(world, index_of(world, world->seen[at]->id));
	must(world, list_reload(&world->list, error));
	check_place(world, expected);
}

static void list_reload__selected_row_deleted__next_takes_its_place(void **state)
{
	struct world *world = *state;
	begin_with(world, 40, 6);
	delete_selected_at(world, 17, 17);
	delete_selected_at(world, 0, 0);
	delete_selected_at(world, 37, 36);
	assert_int_equal(world->seen_count, 37);
}

static void list_reload__the_only_row_deleted__is_empty(void **state)
{
	struct world *world = *state;
	begin_with(world, 1, 6);
	delete_selected_at(world, 0, 0);
	assert_int_equal(list_count(&world->list), 0);
}

/* Closing a row in a list by state: the eye stays where it was, not where closed rows go. */
static void list_reload__row_leaves_by_its_state__next_takes_its_place(void **state)
{
	struct world *world = *state;
	begin_with(world, 60, 6);
	world->sort = BY_STATUS;
	must(world, list_set_sort(&world->list, BY_STATUS, false, error));
	look(world);
	size_t at = 0;
	while (world->seen[at]->status != PARTICIPANT_REVIEW)
		at++;
	int64_t next = world->seen[at + 1]->id;
	struct row *row = &world->rows[index_of(world, world->seen[at]->id)];
	must(world, list_go_to(&world->list, row->id, error));
	struct participant *now = get(&world->other, &participant_entity, row->id);
	row->status = PARTICIPANT_REJECTED;
	now->status = known(PARTICIPANT_REJECTED);
	set_text(&now->status_reason, "why");
	update_one(&world->other, &participant_entity, now);
	record_destroy(&participant_entity, now);
	must(world, list_reload(&world->list, error));
	check_window(world);
	assert_int_equal(list_selected_id(&world->list), next);
}

static void list_reload__database_gone__keeps_what_was_read(void **state)
{
	struct world *world = *state;
	struct error refusal = {0};
	begin_with(world, 30, 6);
	int64_t id = list_selected_id(&world->list);
	run_sql(world->place->path, "ALTER TABLE participant RENAME TO elsewhere");
	assert_false(list_reload(&world->list, &refusal));
	assert_int_not_equal(refusal.kind, ERROR_NONE);
	error_finish(&refusal);
	assert_int_equal(list_selected_id(&world->list), id);
	run_sql(world->place->path, "ALTER TABLE elsewhere RENAME TO participant");
	must(world, list_reload(&world->list, error));
	check_place(world, 0);
}

static void list_set_filter__says_nothing__leaves_the_list(void **state)
{
	struct world *world = *state;
	struct error refusal = {0};
	size_t caret = 99;
	begin_with(world, 30, 6);
	must(world, list_move(&world->list, 12, error));
	assert_false(
		list_set_filter(&world->list, "alfa status:nosuchstate", 19619, &caret, &refusal));
	assert_int_equal(refusal.kind, ERROR_DATA);
	assert_int_equal(caret, 5);
	error_finish(&refusal);
	assert_null(world->list.filter_text);
	check_place(world, 12);
}

static void list_go_to__no_such_row__is_refused(void **state)
{
	struct world *world = *state;
	struct error error = {0};
	begin_with(world, 30, 6);
	assert_false(list_go_to(&world->list, 987654, &error));
	assert_int_equal(error.kind, ERROR_REFUSED);
	error_finish(&error);
	check_place(world, 0);
}

/* ---- marks ---- */

static void list_mark_range__both_ways__marks_the_same(void **state)
{
	struct world *world = *state;
	size_t down_count, up_count;
	begin_with(world, 50, 6);
	must(world, list_move(&world->list, 10, error));
	world->list.range_start = list_selected_id(&world->list);
	must(world, list_move(&world->list, 25, error));
	must(world, list_mark_range(&world->list, error));
	int64_t *down = list_targets(&world->list, &down_count);
	list_clear_marks(&world->list);
	world->list.range_start = list_selected_id(&world->list);
	must(world, list_move(&world->list, -25, error));
	must(world, list_mark_range(&world->list, error));
	int64_t *up = list_targets(&world->list, &up_count);
	assert_int_equal(down_count, 26);
	assert_int_equal(up_count, 26);
	assert_memory_equal(up, down, 26 * sizeof(*up));
	free(up);
	free(down);
}

/* The range began at a row that a filter hides by now. */
static void list_mark_range__start_is_hidden__ends_at_its_place(void **state)
{
	struct world *world = *state;
	size_t caret, expected = 0;
	begin_with(world, 80, 6);
	look(world);
	size_t at = 40;
	while (world->seen[at]->organisation == 1)
		at++;
	const struct row *start = world->seen[at];
	must(world, list_go_to(&world->list, start->id, error));
	world->list.range_start = start->id;
	world->filter = 0;
	must(world, list_set_filter(&world->list, filters[0], 19619, &caret, error));
	look(world);
	while (expected < world->seen_count &&
		compare_rows(world, world->seen[expected], start) < 0)
		expected++;
	assert_in_range(expected, 1, world->seen_count - 1);
	must(world, list_mark_range(&world->list, error)); /* from below, up to the first */
	assert_int_equal(world->list.mark_count, expected);
	list_clear_marks(&world->list);
	must(world, list_go_last(&world->list, error));
	world->list.range_start = start->id;
	must(world, list_mark_range(&world->list, error)); /* from above, down to the last */
	assert_int_equal(world->list.mark_count, world->seen_count - expected);
}

static void list_mark_all__many_rows__marks_each_once(void **state)
{
	struct world *world = *state;
	size_t count, caret;
	begin_with(world, 1200, 20);
	list_toggle_mark(&world->list, list_selected_id(&world->list));
	must(world, list_mark_all(&world->list, error));
	int64_t *ids = list_targets(&world->list, &count);
	assert_int_equal(count, 1200);
	for (size_t i = 1; i < count; i++)
		assert_true(ids[i - 1] < ids[i]);
	free(ids);
	world->filter = 0;
	must(world, list_set_filter(&world->list, filters[0], 19619, &caret, error));
	list_clear_marks(&world->list);
	must(world, list_mark_all(&world->list, error));
	look(world);
	assert_int_equal(world->list.mark_count, world->seen_count);
	assert_in_range(world->seen_count, 1, 1199);
}

static void list_restore_marks__the_last_ones_come_back(void **state)
{
	struct world *world = *state;
	begin_with(world, 30, 6);
	list_restore_marks(&world->list);
	assert_int_equal(world->list.mark_count, 0);
	must(world, list_mark_all(&world->list, error));
	size_t all = world->list.mark_count;
	list_clear_marks(&world->list);
	list_clear_marks(&world->list); /* nothing to keep: the last ones stay remembered */
	list_toggle_mark(&world->list, list_selected_id(&world->list));
	list_restore_marks(&world->list);
	assert_int_equal(world->list.mark_count, all);
}

static void list_hidden_marks__filter_and_deletion__are_counted(void **state)
{
	struct world *world = *state;
	size_t hidden, caret;
	begin_with(world, 60, 6);
	must(world, list_mark_all(&world->list, error));
	must(world, list_hidden_marks(&world->list, &hidden, error));
	assert_int_equal(hidden, 0);
	delete_row(world, 3);
	must(world, list_reload(&world->list, error));
	must(world, list_hidden_marks(&world->list, &hidden, error));
	assert_int_equal(hidden, 1);
	world->filter = 0;
	must(world, list_set_filter(&world->list, filters[0], 19619, &caret, error));
	look(world);
	must(world, list_hidden_marks(&world->list, &hidden, error));
	assert_int_equal(hidden, 60 - world->seen_count);
}

static void list_targets__no_mark__is_the_selected_row(void **state)
{
	struct world *world = *state;
	size_t count;
	begin_with(world, 9, 6);
	must(world, list_move(&world->list, 4, error));
	int64_t *ids = list_targets(&world->list, &count);
	assert_int_equal(count, 1);
	assert_int_equal(ids[0], list_selected_id(&world->list));
	free(ids);
}

static void list_move__five_hundred_pages__keeps_few_rows(void **state)
{
	struct world *world = *state;
	begin_with(world, 1200, 2);
	for (int i = 0; i < 500; i++) {
		must(world, list_move(&world->list, 2, error));
		assert_true(list_count(&world->list) < 10 * 2);
	}
	check_place(world, 1000);
	for (int i = 0; i < 500; i++) {
		must(world, list_move(&world->list, -2, error));
		assert_true(list_count(&world->list) < 10 * 2);
	}
	check_place(world, 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(list__random_steps__agree_with_an_array),
		TEST(list__few_rows__agree_with_an_array),
		TEST(list_init__height_before_the_first_load__reads),
		TEST(list__empty__stands_still),
		TEST(list_reload__selected_row_deleted__next_takes_its_place),
		TEST(list_reload__the_only_row_deleted__is_empty),
		TEST(list_reload__row_leaves_by_its_state__next_takes_its_place),
		TEST(list_reload__database_gone__keeps_what_was_read),
		TEST(list_set_filter__says_nothing__leaves_the_list),
		TEST(list_go_to__no_such_row__is_refused),
		TEST(list_mark_range__both_ways__marks_the_same),
		TEST(list_mark_range__start_is_hidden__ends_at_its_place),
		TEST(list_mark_all__many_rows__marks_each_once),
		TEST(list_restore_marks__the_last_ones_come_back),
		TEST(list_hidden_marks__filter_and_deletion__are_counted),
		TEST(list_targets__no_mark__is_the_selected_row),
		TEST(list_move__five_hundred_pages__keeps_few_rows),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
