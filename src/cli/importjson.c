/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/importjson.h"

#include "base/i18n.h"

static json_t *dialect_json(const struct csv_dialect *dialect)
{
	static const char *const ends[] = {
		[CSV_ENDS_LF] = "LF", [CSV_ENDS_CRLF] = "CRLF", [CSV_ENDS_CR] = "CR"};
	const char delimiter[] = {dialect->delimiter, '\0'};
	return json_pack("{s:s, s:s, s:s, s:b, s:b}", "encoding", import_encoding_name(dialect),
		"delimiter", delimiter, "line_end", ends[dialect->line_end], "mark",
		(int)dialect->mark, "sep_line", (int)dialect->told);
}

static json_t *columns_json(const struct import_plan *plan)
{
	json_t *array = json_array();
	for (size_t i = 0; i < plan->column_count; i++) {
		const char *token = signup_token(plan->columns[i].key);
		json_array_append_new(
			array, json_pack("{s:s, s:s?}", "title", plan->columns[i].title, "key",
				       *token ? token : NULL));
	}
	return array;
}

static json_t *rejects_json(const struct import_plan *plan)
{
	json_t *array = json_array();
	for (size_t i = 0; i < plan->file.row_count; i++) {
		const struct import_row *row = &plan->rows[i];
		if (row->fate == IMPORT_REJECTED)
			json_array_append_new(
				array, json_pack("{s:I, s:s?, s:s?, s:s?}", "line",
					       (json_int_t)row->line, "field", row->field, "value",
					       row->value, "reason", row->why));
	}
	return array;
}

static json_t *warnings_json(const struct import_plan *plan)
{
	json_t *array = json_array();
	for (size_t i = 0; i < plan->warning_count; i++) {
		const struct import_warning *at = &plan->warnings[i];
		json_array_append_new(
			array, json_pack("{s:I, s:s?, s:s?, s:s?}", "line", (json_int_t)at->line,
				       "field", at->field, "value", at->value, "text", at->text));
	}
	return array;
}

static json_t *questions_json(const struct import_plan *plan)
{
	json_t *array = json_array();
	for (size_t i = 0; i < plan->question_count; i++) {
		const struct import_question *at = &plan->questions[i];
		json_t *candidates = json_array();
		if (!at->rows) {
			json_decref(candidates);
			continue;
		}
		for (size_t j = 0; j < at->candidate_count; j++)
			json_array_append_new(
				candidates, json_pack("{s:s, s:s}", "code", at->candidates[j]->code,
						    "name", at->candidates[j]->name));
		json_array_append_new(
			array, json_pack("{s:s, s:b, s:I, s:o}", "text", at->text, "ambiguous",
				       (int)at->ambiguous, "rows", (json_int_t)at->rows,
				       "candidates", candidates));
	}
	return array;
}

static json_t *twin_json(const struct import_plan *plan, const struct import_row *row)
{
	static const char *const choices[] = {
		[IMPORT_TO_REVIEW] = "review", [IMPORT_MERGE] = "merge", [IMPORT_KEEP] = "keep"};
	bool exact = row->fate == IMPORT_EXACT;
	return json_pack("{s:I, s:b, s:s, s:o, s:o, s:s?}", "line", (json_int_t)row->line, "exact",
		(int)exact, "reason", _(row->reason), "participant_id",
		row->twin ? json_integer(row->twin->record.id) : json_null(), "other_line",
		row->twin_row ? json_integer((json_int_t)plan->rows[row->twin_row - 1].line)
			      : json_null(),
		"choice", exact ? NULL : choices[row->choice]);
}

static json_t *twins_json(const struct import_plan *plan)
{
	json_t *array = json_array();
	for (size_t i = 0; i < plan->file.row_count; i++) {
		const struct import_row *row = &plan->rows[i];
		if (row->fate == IMPORT_EXACT || row->fate == IMPORT_PROBABLE)
			json_array_append_new(array, twin_json(plan, row));
	}
	return array;
}

json_t *import_json(
	const struct import_plan *plan, const struct import_result *result, bool written)
{
	const struct import_summary *at = &plan->summary;
	json_t *object = json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "rows", (json_int_t)at->rows,
		"new", (json_int_t)at->new, "exact_duplicates", (json_int_t)at->exact_duplicates,
		"probable_duplicates", (json_int_t)at->probable_duplicates, "outside_target_group",
		(json_int_t)at->outside_target_group, "rejected", (json_int_t)at->rejected);
	json_object_set_new(object, "rejects", rejects_json(plan));
	json_object_set_new(object, "written", json_boolean(written));
	json_object_set_new(object, "added", json_integer((json_int_t)result->added));
	json_object_set_new(object, "merged", json_integer((json_int_t)result->merged));
	json_object_set_new(
		object, "without_reference", json_integer((json_int_t)at->without_reference));
	json_object_set_new(object, "with_needs", json_integer((json_int_t)at->with_needs));
	json_object_set_new(object, "dialect", dialect_json(&plan->file.dialect));
	json_object_set_new(object, "columns", columns_json(plan));
	json_object_set_new(object, "remembered", json_boolean(plan->remembered));
	json_object_set_new(object, "duplicates", twins_json(plan));
	json_object_set_new(object, "questions", questions_json(plan));
	json_object_set_new(object, "warnings", warnings_json(plan));
	return object;
}
