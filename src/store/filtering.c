/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/filtering.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/meeting.h"
#include "model/need.h"
#include "model/participant.h"
#include "store/conditionterm.h"

/* ---- as SQL ---- */

/* Names begin with what was typed, or are it as a code; folded strictly: Habo is not Håbo. The
 * engine reads the register once for a query. */
void condition_place(struct query *query, const struct filter_term *term)
{
	static const char *const kinds[] = {
		[PLACE_MUNICIPALITY] = "kind IN ('kommun', 'kommun+region')",
		[PLACE_REGION] = "kind IN ('region', 'kommun+region')",
		[PLACE_COUNTY] = "kind IN ('region', 'kommun+region')",
	};
	const char *column = term->choice == PLACE_COUNTY ? "county_code" : "code";
	int text = query_text(query, term->text);
	if (term->choice == PLACE_COUNTY)
		buffer_append(&query->sql,
			"organisation_code IN (SELECT code FROM organisation WHERE county_code IN "
			"(");
	else
		buffer_append(&query->sql, "organisation_code IN (");
	buffer_printf(&query->sql,
		"SELECT %s FROM organisation WHERE %s AND (%s = $%d"
		" OR instr(fold(short_name), $%d) = 1 OR instr(fold(name), $%d) = 1"
		" OR instr(fold(name), ' ' || $%d) > 0 OR instr(fold(aliases), $%d) = 1)",
		column, kinds[term->choice], column, text, text, text, text, text);
	buffer_append(&query->sql, term->choice == PLACE_COUNTY ? "))" : ")");
}

void condition_tag(struct query *query, const struct filter_term *term)
{
	buffer_printf(&query->sql,
		"\"%s\" IS NOT NULL AND instr(', ' || fold(\"%s\") || ', ', ', ' || $%d || ', ') > "
		"0",
		term->field->name, term->field->name, query_text(query, term->text));
}

/* Sign-up is rolling: a meeting is everybody's who was admitted by its day. */
void condition_meeting(struct query *query, const struct filter_term *term)
{
	int id = query_integer(query, term->from);
	if (term->field)
		buffer_printf(&query->sql, "\"%s\" = $%d", term->field->name, id);
	else
		buffer_printf(&query->sql,
			"status = 'admitted' AND admitted_on <="
			" coalesce((SELECT date FROM meeting WHERE meeting.id = $%d), '9999')",
			id);
}

/* Only that there is a need: what it is does not leave its table. */
void condition_need(struct query *query, const struct filter_term *term)
{
	buffer_printf(&query->sql,
		"id IN (SELECT participant_id FROM special_need WHERE meeting_id = $%d",
		query_integer(query, term->from));
	if (term->choice >= 0)
		buffer_printf(&query->sql, " AND kind = $%d",
			query_text(query, need_kinds.items[term->choice].token));
	buffer_append(&query->sql, ")");
}

/* As participant_missing() has it. */
void condition_missing(struct query *query, const struct filter_term *term)
{
	static const struct {
		int64_t missing;
		const char *sql;
	} parts[] = {
		{MISSING_CONTACT, "CASE protected WHEN 1 THEN contact_path ELSE email END IS NULL"},
		{MISSING_ORGANISATION, "organisation_code IS NULL"},
		{MISSING_ORGANISATION_NUMBER,
			"(coalesce(role, 'participant') = 'participant' AND organisation_number IS "
			"NULL)"},
		{MISSING_REFERENCE,
			"(coalesce(role, 'participant') = 'participant' AND buyer_reference IS NULL"
			" AND order_reference IS NULL)"},
	};
	const char *between = "";
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (!(term->from & parts[i].missing))
			continue;
		buffer_printf(&query->sql, "%s%s", between, parts[i].sql);
		between = " OR ";
	}
}

/* ---- what the terms name ---- */

static bool refuse_place(const struct filter_term *term, struct error *error)
{
	static const char *const sentences[] = {
		[PLACE_MUNICIPALITY] = N_("The register has no municipality “%s”."),
		[PLACE_REGION] = N_("The register has no region “%s”."),
		[PLACE_COUNTY] = N_("The register has no county “%s”."),
	};
	char *safe = text_safe(term->text, TEXT_ONE_LINE);
	error_set(error, ERROR_DATA, _(sentences[term->choice]), safe);
	free(safe);
	return false;
}

/* Asked of the register itself, with the condition of the list. */
static bool check_place(struct store *store, const struct filter_term *term, struct error *error)
{
	struct query query = {0};
	int64_t found = 0;
	buffer_append(&query.sql,
		"SELECT count(*) FROM (SELECT code AS organisation_code FROM organisation) WHERE ");
	condition_place(&query, term);
	struct statement *statement = query_prepare(&query, store, error);
	query_finish(&query);
	if (!statement || !statement_run_integer(statement, 0, &found, error))
		return false;
	return found || refuse_place(term, error);
}

static bool refuse_meeting(const struct filter_term *term, struct error *error)
{
	if (term->from)
		return error_set(error, ERROR_DATA, _("There is no meeting no. %lld."),
			(long long)term->from);
	char *day = date_format(term->to, DATE_MEDIUM);
	error_set(error, ERROR_DATA, _("There is no meeting on %s."), day);
	free(day);
	return false;
}

static bool find_meeting(
	struct store *store, int64_t network, struct filter_term *term, struct error *error)
{
	struct record_set set = {0};
	int64_t found = 0;
	if (!store_all(store, &meeting_entity, network, &set, error))
		return false;
	for (size_t i = 0; !found && i < set.count; i++) {
		const struct meeting *meeting = record_set_at(&set, i);
		if (term->from ? meeting->record.id == term->from
			       : meeting->date.known && meeting->date.value == term->to)
			found = meeting->record.id;
	}
	record_set_finish(&set);
	if (!found)
		return refuse_meeting(term, error);
	term->from = found;
	return true;
}

/* The first meeting in person from today on; none: nobody needs anything. */
static bool find_next_meeting(
	struct store *store, int64_t network, struct filter_term *term, struct error *error)
{
	struct record_set set = {0};
	const struct meeting *next = NULL;
	if (!store_all(store, &meeting_entity, network, &set, error))
		return false;
	for (size_t i = 0; i < set.count; i++) {
		const struct meeting *meeting = record_set_at(&set, i);
		if (meeting->kind.value != MEETING_DIGITAL && meeting->date.known &&
			meeting->date.value >= term->to &&
			meeting->status.value != MEETING_CANCELLED &&
			(!next || meeting->date.value < next->date.value))
			next = meeting;
	}
	term->from = next ? next->record.id : 0;
	record_set_finish(&set);
	return true;
}

bool store_filter_parse(struct store *store, const struct list_query *query, struct filter *filter,
	const char *text, int64_t today, size_t *caret, struct error *error)
{
	if (!filter_parse(filter, query->entity, text, today, caret, error))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < filter->count; i++) {
		struct filter_term *term = &filter->terms[i];
		if (term->kind == FILTER_PLACE)
			ok = check_place(store, term, error);
		else if (term->kind == FILTER_NEED && term->next)
			ok = find_next_meeting(store, query->network, term, error);
		else if (term->kind == FILTER_MEETING || term->kind == FILTER_NEED)
			ok = find_meeting(store, query->network, term, error);
		if (!ok && caret)
			*caret = term->offset;
	}
	if (!ok)
		filter_finish(filter);
	return ok;
}
