/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pages. Random records with many ties and unknown values; whatever the sort, the direction, the
 * filter and the size of a page, going down, going up and the whole list sorted in memory are the
 * same, and every page walks an index.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "model/draft.h"
#include "model/message.h"
#include "store/engine_private.h"
#include "store/listing.h"
#include "store/private.h"
#include "support.h"

#define MANY 240
#define PAGE 7

/* A sequence of its own, the same on every run. */
static unsigned draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

static void maybe(char **field, unsigned *seed, const char *const *values, unsigned count)
{
	unsigned index = draw(seed, count + 1);
	if (index < count)
		set_text(field, values[index]);
	else
		free(*field), *field = NULL;
}

static const char *const words[] = {"Åsa", "asa", "Ängel", "Öl", "van der Berg", "Vanderberg"};
static const char *const dates[] = {
	"2023-09-26", "2023-10-17", "2023-11-14", "2024-01-01", "2024-02-29"};

static void add_participants(struct place *place, unsigned *seed)
{
	begin(place, "participants");
	for (int i = 0; i < MANY; i++) {
		struct participant *person = new_participant(place, "x", "x", "x");
		maybe(&person->given_name, seed, words, 3);
		maybe(&person->family_name, seed, words, 6);
		maybe(&person->organisation, seed, words, 4);
		maybe(&person->email, seed, words, 2);
		if (person->email) { /* an address is one person's */
			char *email = xasprintf("%s %03d", person->email, i);
			set_text(&person->email, email);
			free(email);
		}
		person->status = known(draw(seed, 6));
		person->received_on = day(dates[draw(seed, 5)]);
		person->is_protected = known(draw(seed, 10) == 0);
		assert_ok(store_insert(place->store, &participant_entity, person, error));
		record_destroy(&participant_entity, person);
	}
	commit(place);
}

static void add_meetings(struct place *place, unsigned *seed)
{
	begin(place, "meetings");
	for (int i = 0; i < MANY; i++) {
		unsigned date = draw(seed, 7);
		struct meeting *meeting = new_meeting(place, date < 5 ? dates[date] : NULL);
		meeting->kind = known(draw(seed, 3));
		if (date < 5) {
			meeting->status = known(1 + draw(seed, 4));
			set_text(&meeting->place, "Lund");
			set_text(&meeting->status_reason, "Sjukdom");
			meeting->start = (struct number){draw(seed, 2), 60 * draw(seed, 3)};
		}
		maybe(&meeting->theme, seed, words, 6);
		assert_ok(store_insert(place->store, &meeting_entity, meeting, error));
		record_destroy(&meeting_entity, meeting);
	}
	commit(place);
}

static void add_requests(struct place *place, unsigned *seed)
{
	begin(place, "requests");
	for (int i = 0; i < MANY; i++) {
		struct request *request = new_request(place, "x", "x");
		maybe(&request->sender_name, seed, words, 6);
		maybe(&request->sender_email, seed, words, 2);
		maybe(&request->subject, seed, words, 6);
		request->received_at = known(1695000000 + draw(seed, 12));
		request->urgent = known(draw(seed, 2));
		/* Merged ones lead to another, which chance cannot promise. */
		request->status = known(draw(seed, REQUEST_MERGED));
		assert_ok(store_insert(place->store, &request_entity, request, error));
		record_destroy(&request_entity, request);
	}
	commit(place);
}

/* ---- the same order, made in another way ---- */

/* What a list is sorted by, as the words of the sort promise it. */
struct rank {
	struct collator *collator;
	const struct entity *entity;
	const char *sort;
};

static int by_number(struct number left, struct number right)
{
	if (left.known != right.known)
		return left.known ? -1 : 1;
	return (left.value > right.value) - (left.value < right.value);
}

static int by_text(const struct rank *rank, const char *left, const char *right)
{
	bool has_left = left && *left, has_right = right && *right;
	if (has_left != has_right)
		return has_left ? -1 : 1;
	return has_left ? collator_compare(rank->collator, left, right) : 0;
}

static char *person_name(const struct participant *person)
{
	if (person->is_protected.value)
		return xstrdup("Skyddad");
	if (!person->family_name && !person->given_name)
		return xstrdup(person->email ? person->email : "");
	return xasprintf("%s%s%s", person->family_name ? person->family_name : "",
		person->family_name && person->given_name ? " " : "",
		person->given_name ? person->given_name : "");
}

static int by_name(
	const struct rank *rank, const struct participant *left, const struct participant *right)
{
	char *one = person_name(left), *two = person_name(right);
	int order = by_text(rank, one, two);
	free(one);
	free(two);
	return order;
}

static int compare_participants(
	const struct rank *rank, const struct participant *left, const struct participant *right)
{
	int order = 0;
	if (!strcmp(rank->sort, "organisation"))
		order = by_text(rank, left->organisation, right->organisation);
	else if (!strcmp(rank->sort, "status"))
		order = by_number(left->status, right->status);
	else if (!strcmp(rank->sort, "received"))
		order = by_number(left->received_on, right->received_on);
	return order ? order : by_name(rank, left, right);
}

static int by_date(const struct meeting *left, const struct meeting *right)
{
	int order = by_number(left->date, right->date);
	/* A day without hours comes before its hours. */
	if (!order && left->start.known != right->start.known)
		return left->start.known ? 1 : -1;
	return order ? order : by_number(left->start, right->start);
}

static int compare_meetings(
	const struct rank *rank, const struct meeting *left, const struct meeting *right)
{
	int order = 0;
	if (!strcmp(rank->sort, "status"))
		order = by_number(left->status, right->status);
	else if (!strcmp(rank->sort, "kind"))
		order = by_number(left->kind, right->kind);
	else if (!strcmp(rank->sort, "theme"))
		order = by_text(rank, left->theme, right->theme);
	return order ? order : by_date(left, right);
}

static const char *sender(const struct request *request)
{
	return request->sender_name ? request->sender_name : request->sender_email;
}

/* Threats, who waits for a first answer, and the rest. */
static int clock_rank(const struct request *request)
{
	bool ours = request->status.value == REQUEST_NEW || request->status.value == REQUEST_OPEN;
	if (request->urgent.value)
		return 0;
	return ours && !request->answered_at.known ? 1 : 2;
}

static int compare_requests(
	const struct rank *rank, const struct request *left, const struct request *right)
{
	int order = 0;
	if (!strcmp(rank->sort, "status"))
		order = by_number(left->status, right->status);
	else if (!strcmp(rank->sort, "sender"))
		order = by_text(rank, sender(left), sender(right));
	else if (!strcmp(rank->sort, "subject"))
		order = by_text(rank, left->subject, right->subject);
	else if (!strcmp(rank->sort, "due"))
		order = clock_rank(left) - clock_rank(right);
	else
		order = by_number(right->urgent, left->urgent);
	if (order)
		return order;
	order = by_number(left->received_at, right->received_at);
	return !strcmp(rank->sort, "age") ? -order : order;
}

static int compare(const void *left, const void *right, void *context)
{
	const struct rank *rank = context;
	const struct record *one = left, *two = right;
	int order = 0;
	if (rank->entity == &participant_entity)
		order = compare_participants(rank, left, right);
	else if (rank->entity == &meeting_entity)
		order = compare_meetings(rank, left, right);
	else
		order = compare_requests(rank, left, right);
	if (order)
		return order;
	order = (one->id > two->id) - (one->id < two->id);
	return !strcmp(rank->sort, "age") ? -order : order;
}

static bool is_wanted(const struct list_query *query, const void *record, const char *word)
{
	const struct entity *entity = query->entity;
	const struct field *status = entity_field(entity, "status");
	int64_t state = field_number_of(status, record).value;
	bool hidden = entity->is_protected && entity->is_protected(record), found = !word;
	if (!query->all && status->choices->items[state].closed)
		return false;
	for (size_t i = 0; !found && i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (!(field->flags & FIELD_SEARCHED) || !field_text_of(field, record) ||
			(hidden && field->flags & FIELD_IDENTITY))
			continue;
		char *folded = collate_fold(field_text_of(field, record));
		found = strstr(folded, word);
		free(folded);
	}
	return found;
}

struct list {
	int64_t ids[MANY];
	size_t count;
};

static void turn(struct list *list)
{
	for (size_t i = 0; i < list->count / 2; i++) {
		int64_t id = list->ids[i];
		list->ids[i] = list->ids[list->count - 1 - i];
		list->ids[list->count - 1 - i] = id;
	}
}

static void sort_in_memory(
	struct place *place, const struct list_query *query, const char *word, struct list *list)
{
	struct record_set set;
	struct rank rank = {
		collator_create(), query->entity, store_sorts(query->entity)[query->sort].name};
	assert_ok(store_all(place->store, query->entity, place->network, &set, error));
	assert_int_equal(set.count, MANY);
	qsort_r(set.records, set.count, query->entity->size, compare, &rank);
	list->count = 0;
	for (size_t i = 0; i < set.count; i++) {
		const struct record *record = record_set_at(&set, i);
		if (is_wanted(query, record, word))
			list->ids[list->count++] = record->id;
	}
	if (query->descending)
		turn(list);
	record_set_finish(&set);
	collator_destroy(rank.collator);
}

/* ---- walking ---- */

static int64_t id_at(const struct list_page *page, size_t index)
{
	return ((const struct record *)record_set_at(&page->set, index))->id;
}

static void append(struct list *list, const struct list_page *page)
{
	for (size_t i = 0; i < page->set.count; i++) {
		assert_true(list->count < MANY);
		list->ids[list->count++] = id_at(page, i);
	}
}

static void walk_down(struct place *place, const struct list_query *query, struct list *list)
{
	struct page_key key = {0};
	struct list_page page;
	enum page_direction direction = PAGE_FIRST;
	bool more = true;
	list->count = 0;
	while (more) {
		assert_ok(store_page(place->store, query, direction, &key, PAGE, &page, error));
		append(list, &page);
		more = page.set.count == PAGE;
		if (page.set.count)
			page_key_copy(&key, &page.keys[page.set.count - 1]);
		list_page_finish(&page);
		direction = PAGE_AFTER;
	}
	page_key_finish(&key);
}

/* Collects from the bottom; the list is turned around at the end. */
static void walk_up(struct place *place, const struct list_query *query, struct list *list)
{
	struct page_key key = {0};
	struct list_page page;
	enum page_direction direction = PAGE_LAST;
	bool more = true;
	list->count = 0;
	while (more) {
		assert_ok(store_page(place->store, query, direction, &key, PAGE, &page, error));
		for (size_t i = page.set.count; i > 0; i--)
			list->ids[list->count++] = id_at(&page, i - 1);
		more = page.set.count == PAGE;
		if (page.set.count)
			page_key_copy(&key, &page.keys[0]);
		list_page_finish(&page);
		direction = PAGE_BEFORE;
	}
	page_key_finish(&key);
	turn(list);
}

static void assert_same(const struct list *got, const struct list *wanted, const char *what)
{
	if (got->count != wanted->count)
		fail_msg("%s: %zu rows, not %zu", what, got->count, wanted->count);
	for (size_t i = 0; i < got->count; i++) {
		if (got->ids[i] != wanted->ids[i])
			fail_msg("%s: row %zu is %lld, not %lld", what, i, (long long)got->ids[i],
				(long long)wanted->ids[i]);
	}
}

/* From the middle: the row itself, its place, and what stands below it. */
static void check_middle(
	struct place *place, const struct list_query *query, const struct list *wanted)
{
	struct page_key key = {0};
	struct list_page page;
	int64_t position, count;
	assert_ok(store_count(place->store, query, &count, error));
	assert_int_equal(count, wanted->count);
	for (size_t i = 0; i < wanted->count; i += 1 + wanted->count / 5) {
		assert_ok(store_page_key(place->store, query, wanted->ids[i], &key, error));
		assert_ok(store_position(place->store, query, &key, &position, error));
		assert_int_equal(position, i);
		assert_ok(store_page(place->store, query, PAGE_FROM, &key, PAGE, &page, error));
		assert_int_equal(id_at(&page, 0), wanted->ids[i]);
		assert_int_equal(page.keys[0].length, key.length);
		assert_memory_equal(page.keys[0].bytes, key.bytes, key.length);
		list_page_finish(&page);
	}
	page_key_finish(&key);
}

static void check_query(struct place *place, const struct list_query *query, const char *word)
{
	struct list wanted, down, up;
	char *what = xasprintf("%s by %s%s%s, “%s”", query->entity->name,
		store_sorts(query->entity)[query->sort].name, query->descending ? ", falling" : "",
		query->all ? ", all" : "", word ? word : "");
	sort_in_memory(place, query, word, &wanted);
	walk_down(place, query, &down);
	walk_up(place, query, &up);
	assert_same(&down, &wanted, what);
	assert_same(&up, &wanted, what);
	check_middle(place, query, &wanted);
	free(what);
}

static void check_entity(struct place *place, const struct entity *entity)
{
	struct filter_term term = {.kind = FILTER_WORDS, .text = xstrdup("än")};
	struct filter filter = {.terms = &term, .count = 1};
	for (int sort = 0; store_sorts(entity)[sort].name; sort++) {
		for (int bits = 0; bits < 8; bits++) {
			struct list_query query = {.entity = entity,
				.network = place->network,
				.sort = sort,
				.descending = bits & 1,
				.all = bits & 2,
				.filter = bits & 4 ? &filter : NULL};
			check_query(place, &query, bits & 4 ? term.text : NULL);
		}
	}
	free(term.text);
}

static void store_page__every_sort__down_up_and_whole_agree(void **state)
{
	struct place *place = *state;
	unsigned seed = 20230926;
	add_participants(place, &seed);
	add_meetings(place, &seed);
	add_requests(place, &seed);
	check_entity(place, &participant_entity);
	check_entity(place, &meeting_entity);
	check_entity(place, &request_entity);
}

/* ---- under the reader ---- */

static void store_page__row_of_the_key_is_gone__goes_on_below(void **state)
{
	struct place *place = *state;
	struct list_query query = {.entity = &participant_entity, .network = place->network};
	struct page_key key = {0};
	struct list_page page;
	int64_t ids[3];
	for (int i = 0; i < 3; i++) {
		struct participant *person = new_participant(
			place, (const char *[]){"A", "B", "C"}[i], "X", "Lund");
		ids[i] = insert_one(place, &participant_entity, person);
		record_destroy(&participant_entity, person);
	}
	assert_ok(store_page_key(place->store, &query, ids[1], &key, error));
	delete_one(place, &participant_entity, ids[1]);
	assert_ok(store_page(place->store, &query, PAGE_FROM, &key, 5, &page, error));
	assert_int_equal(page.set.count, 1);
	assert_int_equal(id_at(&page, 0), ids[2]);
	list_page_finish(&page);
	assert_ok(store_page(place->store, &query, PAGE_BEFORE, &key, 5, &page, error));
	assert_int_equal(page.set.count, 1);
	assert_int_equal(id_at(&page, 0), ids[0]);
	list_page_finish(&page);
	assert_fails(store_page_key(place->store, &query, ids[1], &key, error), ERROR_REFUSED, "2");
	page_key_finish(&key);
}

static void store_page__key_of_another_sort__is_a_fault(void **state)
{
	struct place *place = *state;
	struct list_query query = {.entity = &meeting_entity, .network = place->network};
	struct page_key key = {0};
	struct list_page page;
	struct meeting *meeting = new_meeting(place, "2023-10-17");
	int64_t id = insert_one(place, &meeting_entity, meeting);
	assert_ok(store_page_key(place->store, &query, id, &key, error));
	query.sort = 3;
	assert_fails(store_page(place->store, &query, PAGE_AFTER, &key, 5, &page, error),
		ERROR_SOFTWARE, "order");
	page_key_finish(&key);
	record_destroy(&meeting_entity, meeting);
}

/* Readers keep no lock: the log can be emptied at once. */
static void store_page__afterwards__no_read_lock_stays(void **state)
{
	struct place *place = *state;
	unsigned seed = 1;
	struct list_query query = {.entity = &participant_entity, .network = place->network};
	struct list_page page;
	int64_t count;
	add_participants(place, &seed);
	assert_ok(store_page(place->store, &query, PAGE_FIRST, NULL, 5, &page, error));
	list_page_finish(&page);
	assert_ok(store_count(place->store, &query, &count, error));
	assert_int_equal(sqlite3_txn_state(place->store->engine->handle, NULL), SQLITE_TXN_NONE);
	assert_int_equal(read_integer(place->path, "PRAGMA wal_checkpoint(TRUNCATE)"), 0);
}

/* ---- by which way ---- */

static int remember_sql(unsigned mask, void *context, void *statement, void *text)
{
	char **sql = context;
	(void)mask;
	(void)text;
	free(*sql);
	*sql = xstrdup(sqlite3_sql(statement));
	return 0;
}

static char *plan_of(struct place *place, const char *sql)
{
	struct buffer plan = {0};
	sqlite3_stmt *statement;
	char *explain = xasprintf("EXPLAIN QUERY PLAN %s", sql);
	sqlite3 *handle = place->store->engine->handle;
	assert_int_equal(sqlite3_prepare_v2(handle, explain, -1, &statement, NULL), SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW)
		buffer_printf(&plan, "%s\n", (const char *)sqlite3_column_text(statement, 3));
	sqlite3_finalize(statement);
	free(explain);
	return buffer_take(&plan);
}

/* The way into the index: all that the sort compares, so that ties cost nothing but by their id. */
static char *way_in(const struct list_query *query)
{
	struct order order = listing_order(query->entity, query->sort);
	struct buffer way = {0};
	size_t count = 0;
	while (order.columns[count].name)
		count++;
	for (size_t i = 0; i + 1 < count; i++)
		buffer_printf(&way, "%s%s", i ? "," : count > 2 ? "(" : "", order.columns[i].name);
	buffer_append(&way, count > 2 ? ")" : "");
	return buffer_take(&way);
}

/* A page seeks its place and walks on from there; nothing is sorted and nothing read in vain. */
static void check_plan(struct place *place, const struct list_query *query,
	enum page_direction direction, const struct page_key *key)
{
	struct list_page page;
	char *sql = NULL;
	sqlite3_trace_v2(place->store->engine->handle, SQLITE_TRACE_STMT, remember_sql, &sql);
	assert_ok(store_page(place->store, query, direction, key, 5, &page, error));
	sqlite3_trace_v2(place->store->engine->handle, 0, NULL, NULL);
	list_page_finish(&page);
	char *plan = plan_of(place, sql), *way = way_in(query);
	bool keyed = direction != PAGE_FIRST && direction != PAGE_LAST;
	/* The register belongs to no network: its first page starts at the first entry. */
	bool seeks = strstr(plan, "SEARCH ") || (!keyed && query->entity == &organisation_entity);
	if (!seeks || strstr(plan, "TEMP B-TREE") || !strstr(plan, "INDEX") ||
		(keyed && !strstr(plan, way)))
		fail_msg("%s by %s: %s%s", query->entity->name,
			store_sorts(query->entity)[query->sort].name, plan, sql);
	free(plan);
	free(way);
	free(sql);
}

static void check_plans(struct place *place, const struct entity *entity, int64_t id)
{
	static const enum page_direction directions[] = {
		PAGE_FIRST, PAGE_LAST, PAGE_AFTER, PAGE_BEFORE, PAGE_FROM};
	struct filter_term terms[] = {{.kind = FILTER_WORDS, .text = (char[]){"a"}},
		{.kind = FILTER_CHOICE, .field = entity_field(entity, "status"), .choice = 1}};
	struct filter filter = {.terms = terms, .count = terms[1].field ? 2 : 1};
	for (int sort = 0; store_sorts(entity)[sort].name; sort++) {
		for (int bits = 0; bits < 8; bits++) {
			struct page_key key = {0};
			struct list_query query = {.entity = entity,
				.network = place->network,
				.sort = sort,
				.descending = bits & 1,
				.all = bits & 2,
				.filter = bits & 4 ? &filter : NULL,
				/* What rests is passed by on the same walk. */
				.reader = {.today = 20000}};
			assert_ok(store_page_key(place->store, &query, id, &key, error));
			for (size_t i = 0; i < 5; i++)
				check_plan(place, &query, directions[i], &key);
			page_key_finish(&key);
		}
	}
}

static void store_page__every_sort__walks_its_index(void **state)
{
	struct place *place = *state;
	unsigned seed = 7;
	struct list_query query = {.entity = &participant_entity, .network = place->network};
	struct list_page page;
	begin(place, "x");
	assert_ok(store_load_organisations(place->store, error));
	commit(place);
	add_participants(place, &seed);
	struct meeting *meeting = new_meeting(place, NULL);
	struct request *request = new_request(place, "x", "x");
	check_plans(place, &meeting_entity, insert_one(place, &meeting_entity, meeting));
	check_plans(place, &request_entity, insert_one(place, &request_entity, request));
	check_plans(place, &organisation_entity, 1);
	assert_ok(store_page(place->store, &query, PAGE_FIRST, NULL, 1, &page, error));
	check_plans(place, &participant_entity, id_at(&page, 0));
	list_page_finish(&page);
	record_destroy(&meeting_entity, meeting);
	record_destroy(&request_entity, request);
}

/* What is somebody's, or was let out, are few among all that ever came. */
static void store_page__few_of_many__seeks_them(void **state)
{
	struct place *place = *state;
	static const struct {
		enum inbox_question question;
		const char *index;
	} rows[] = {{INBOX_MINE, "SEARCH request USING INDEX request_by_assignee"},
		{INBOX_RELEASED, "SEARCH request USING INDEX request_by_release"}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct filter_term term = {.kind = FILTER_INBOX, .choice = (int)rows[i].question};
		struct filter filter = {.terms = &term, .count = 1};
		struct list_query query = {.entity = &request_entity,
			.network = place->network,
			.filter = &filter,
			.reader = {.who = "GN", .today = 20000}};
		struct list_page page;
		char *sql = NULL;
		sqlite3_trace_v2(
			place->store->engine->handle, SQLITE_TRACE_STMT, remember_sql, &sql);
		assert_ok(store_page(place->store, &query, PAGE_FIRST, NULL, 5, &page, error));
		sqlite3_trace_v2(place->store->engine->handle, 0, NULL, NULL);
		list_page_finish(&page);
		char *plan = plan_of(place, sql);
		if (!strstr(plan, rows[i].index))
			fail_msg("%s%s", plan, sql);
		free(plan);
		free(sql);
	}
}

/* Each mail that comes in is looked for among all that ever came. */
static void store_find__by_what_intake_knows__seeks(void **state)
{
	struct place *place = *state;
	static const struct {
		const struct entity *entity;
		const char *column;
	} rows[] = {{&request_entity, "digest"}, {&message_entity, "digest"},
		{&message_entity, "message_id"}, {&draft_entity, "message_id"}};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *sql = NULL;
		int64_t id;
		sqlite3_trace_v2(
			place->store->engine->handle, SQLITE_TRACE_STMT, remember_sql, &sql);
		assert_ok(
			store_find(place->store, rows[i].entity, rows[i].column, "x", &id, error));
		sqlite3_trace_v2(place->store->engine->handle, 0, NULL, NULL);
		char *plan = plan_of(place, sql);
		if (!strstr(plan, "SEARCH "))
			fail_msg("%s.%s: %s%s", rows[i].entity->name, rows[i].column, plan, sql);
		free(plan);
		free(sql);
	}
}

static void store_count__without_filter__reads_the_tally_only(void **state)
{
	struct place *place = *state;
	static const struct entity *const entities[] = {
		&participant_entity, &meeting_entity, &request_entity};
	for (int i = 0; i < 6; i++) {
		char *sql = NULL;
		int64_t count;
		struct list_query query = {
			.entity = entities[i / 2], .network = place->network, .all = i % 2};
		sqlite3_trace_v2(
			place->store->engine->handle, SQLITE_TRACE_STMT, remember_sql, &sql);
		assert_ok(store_count(place->store, &query, &count, error));
		sqlite3_trace_v2(place->store->engine->handle, 0, NULL, NULL);
		char *plan = plan_of(place, sql);
		if (!strstr(plan, "SEARCH tally USING INDEX") || strstr(plan, "SCAN"))
			fail_msg("%s%s", plan, sql);
		free(plan);
		free(sql);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, store_setup, place_teardown)
	const struct CMUnitTest tests[] = {
		TEST(store_page__every_sort__down_up_and_whole_agree),
		TEST(store_page__row_of_the_key_is_gone__goes_on_below),
		TEST(store_page__key_of_another_sort__is_a_fault),
		TEST(store_page__afterwards__no_read_lock_stays),
		TEST(store_page__every_sort__walks_its_index),
		TEST(store_page__few_of_many__seeks_them),
		TEST(store_find__by_what_intake_knows__seeks),
		TEST(store_count__without_filter__reads_the_tally_only),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name("store page", tests, NULL, NULL);
}
