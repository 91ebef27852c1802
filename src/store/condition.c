/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The conditions of a list: whose rows, in which states, let through by which filter. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "store/conditionterm.h"
#include "store/derived.h"
#include "store/listing.h"

const char *listing_rank(const struct entity *entity, const char *field)
{
	size_t count;
	const struct derived *derived = derived_of(entity, &count);
	for (size_t i = 0; i < count; i++) {
		if (derived[i].kind == DERIVED_RANK && !strcmp(derived[i].fields[0], field))
			return derived[i].column;
	}
	return NULL;
}

static bool has_search(const struct entity *entity)
{
	size_t count;
	const struct derived *derived = derived_of(entity, &count);
	for (size_t i = 0; i < count; i++) {
		if (derived[i].kind == DERIVED_SEARCH)
			return true;
	}
	return false;
}

/* Small things have no search column: their texts are folded as they are read. */
static void append_words(struct query *query, const struct entity *entity)
{
	if (has_search(entity)) {
		buffer_append(&query->sql, "\"search\"");
		return;
	}
	buffer_append(&query->sql, "fold(''");
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field_is_text(field) && !(field->flags & FIELD_IDENTITY))
			buffer_printf(&query->sql, " || ' ' || coalesce(\"%s\", '')", field->name);
	}
	buffer_append(&query->sql, ")");
}

static void words_term(
	struct query *query, const struct entity *entity, const struct filter_term *term)
{
	buffer_append(&query->sql, "instr(");
	append_words(query, entity);
	buffer_printf(&query->sql, ", $%d) > 0", query_text(query, term->text));
}

/* The plus keeps the engine from leaving the index of the sort for one of the states. */
static void choice_term(
	struct query *query, const struct entity *entity, const struct filter_term *term)
{
	const char *rank = listing_rank(entity, term->field->name);
	if (rank)
		buffer_printf(
			&query->sql, "+\"%s\" = $%d", rank, query_integer(query, term->choice));
	else
		buffer_printf(&query->sql, "\"%s\" = $%d", term->field->name,
			query_text(query, term->field->choices->items[term->choice].token));
}

/* The first and the last day that a date in the database can name. */
#define FIRST_DAY (-719528LL) /* 0000-01-01 */
#define LAST_DAY 2932896LL    /* 9999-12-31 */

static int64_t clamp_day(int64_t day)
{
	return day < FIRST_DAY ? FIRST_DAY : day > LAST_DAY ? LAST_DAY : day;
}

static int bind_day(struct query *query, const struct field *field, int64_t day)
{
	char text[16];
	int64_t instant = 0;
	if (field->type == FIELD_DATE) {
		date_to_iso(day, text);
		return query_text(query, text);
	}
	zone_from_local(day, 0, &instant);
	return query_integer(query, instant);
}

/* An instant is on a day from its first second to the last before the next one. */
static void dates_term(struct query *query, const struct filter_term *term)
{
	const struct field *field = term->field;
	bool is_date = field->type == FIELD_DATE;
	bool open_start = term->from<FIRST_DAY, open_end = term->to> LAST_DAY;
	const char *name = field->name;
	buffer_printf(&query->sql, "\"%s\" IS NOT NULL", name);
	if (!open_start)
		buffer_printf(&query->sql, " AND \"%s\" >= $%d", name,
			bind_day(query, field, clamp_day(term->from)));
	if (!open_end && is_date)
		buffer_printf(&query->sql, " AND \"%s\" <= $%d", name,
			bind_day(query, field, clamp_day(term->to)));
	else if (!open_end)
		buffer_printf(&query->sql, " AND \"%s\" < $%d", name,
			bind_day(query, field, clamp_day(term->to) + 1));
}

/* Who a protected person is must not be found out by asking: only `search` knows what may be. */
static void text_term(
	struct query *query, const struct entity *entity, const struct filter_term *term)
{
	if (term->field->flags & FIELD_IDENTITY)
		words_term(query, entity, term);
	else
		buffer_printf(&query->sql, "instr(fold(\"%s\"), $%d) > 0", term->field->name,
			query_text(query, term->text));
}

static void append_term(
	struct query *query, const struct list_query *list, const struct filter_term *term)
{
	const struct entity *entity = list->entity;
	switch (term->kind) {
	case FILTER_WORDS:
		words_term(query, entity, term);
		break;
	case FILTER_CHOICE:
		choice_term(query, entity, term);
		break;
	case FILTER_DATES:
		dates_term(query, term);
		break;
	case FILTER_NUMBER:
		buffer_printf(&query->sql, "\"%s\" = $%d", term->field->name,
			query_integer(query, term->from));
		break;
	case FILTER_TEXT:
		text_term(query, entity, term);
		break;
	case FILTER_TAG:
		condition_tag(query, term);
		break;
	case FILTER_PLACE:
		condition_place(query, term);
		break;
	case FILTER_MEETING:
		condition_meeting(query, term);
		break;
	case FILTER_NEED:
		condition_need(query, term);
		break;
	case FILTER_MISSING:
		condition_missing(query, term);
		break;
	case FILTER_LACKS_FILE:
		condition_lacks_file(query, term);
		break;
	case FILTER_INBOX:
		condition_inbox(query, list, term);
		break;
	}
}

static void filter_conditions(struct query *query, const struct list_query *list)
{
	const struct filter *filter = list->filter;
	for (size_t i = 0; filter && i < filter->count; i++) {
		const struct filter_term *term = &filter->terms[i];
		query_condition(query, "(");
		append_term(query, list, term);
		/* What is unknown is not what was excluded. */
		buffer_append(&query->sql, term->negated ? ") IS NOT TRUE" : ")");
	}
}

/* Someone who asks for a state by name wants to see it, closed or not; or for whatever there is. */
static bool asks_for_state(const struct filter *filter)
{
	for (size_t i = 0; filter && i < filter->count; i++) {
		const struct filter_term *term = &filter->terms[i];
		bool whatever = term->kind == FILTER_INBOX &&
				(term->choice == INBOX_ALL || term->choice == INBOX_RELEASED);
		bool state = term->kind == FILTER_CHOICE && !strcmp(term->field->name, "status");
		if (!term->negated && (whatever || state))
			return true;
	}
	return false;
}

static bool hides_closed(const struct list_query *list)
{
	return !list->all && listing_rank(list->entity, "status") && !asks_for_state(list->filter);
}

/* Ranks of the states that are closed, or of the others, with commas; "" when there are none. */
static char *ranks(const struct choices *choices, bool closed)
{
	struct buffer list = {0};
	for (size_t i = 0; i < choices->count; i++) {
		if (choices->items[i].closed == closed)
			buffer_printf(&list, "%s%zu", list.length ? ", " : "", i);
	}
	return buffer_take(&list);
}

static void state_condition(struct query *query, const struct list_query *list, bool seek)
{
	const struct field *status = entity_field(list->entity, "status");
	const char *key = listing_rank(list->entity, "status");
	if (!hides_closed(list))
		return;
	char *closed = ranks(status->choices, true);
	char *open = ranks(status->choices, false);
	if (*closed && seek)
		query_condition(query, "\"%s\" IN (%s)", key, open);
	else if (*closed)
		query_condition(query, "\"%s\" NOT IN (%s)", key, closed);
	free(closed);
	free(open);
}

void listing_conditions(struct query *query, const struct list_query *list, bool seek)
{
	const char *network = listing_network_column(list->entity);
	if (network)
		query_condition(
			query, "\"%s\" = $%d", network, query_integer(query, list->network));
	state_condition(query, list, seek);
	condition_rest(query, list);
	filter_conditions(query, list);
}

/* The last state that is open, -1 when there is none. */
static int last_open(const struct choices *choices)
{
	int last = (int)choices->count - 1;
	while (last >= 0 && choices->items[last].closed)
		last--;
	return last;
}

void listing_stop_at_closed(struct query *query, const struct list_query *list)
{
	struct order order = listing_order(list->entity, list->sort);
	const char *key = listing_rank(list->entity, "status");
	if (!hides_closed(list) || strcmp(order.columns[0].name, key) != 0)
		return;
	const struct field *status = entity_field(list->entity, "status");
	int last = last_open(status->choices);
	if (last + 1 < (int)status->choices->count)
		query_condition(query, "\"%s\" <= %d", key, last);
}
