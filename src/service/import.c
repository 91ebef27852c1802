/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of an import: made by reading only, as often as a decision changes it. */
#include "service/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/file.h"
#include "model/eligibility.h"
#include "service/assess.h"
#include "service/importprivate.h"
#include "service/private.h"

#define QUOTED_COLUMNS 60

/* ---- reading the file ---- */

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash && slash[1] ? slash + 1 : path;
}

/* What somebody has explained of this form, when it still is about as many columns. */
static bool recall(struct service *service, struct import_plan *plan, enum signup_key *keys,
	struct error *error)
{
	char fingerprint[SIGNUP_FINGERPRINT_SIZE];
	struct record_set set = {0};
	signup_fingerprint(plan->file.header.cells, plan->column_count, fingerprint);
	if (!store_all(service->store, &signup_form_entity, service->network, &set, error))
		return false;
	for (size_t i = 0; i < set.count; i++) {
		const struct signup_form *form = record_set_at(&set, i);
		if (!strcmp(form->fingerprint, fingerprint))
			plan->remembered = signup_columns_read(
				form->columns, plan->column_count, keys);
	}
	record_set_finish(&set);
	return true;
}

static bool find_columns(struct service *service, struct import_plan *plan, struct error *error)
{
	const struct csv_row *header = &plan->file.header;
	plan->column_count = header->cell_count;
	plan->columns = xcalloc(plan->column_count, sizeof(*plan->columns));
	enum signup_key *keys = xcalloc(plan->column_count, sizeof(*keys));
	signup_map(header->cells, plan->column_count, keys);
	bool ok = recall(service, plan, keys, error);
	for (size_t i = 0; i < plan->column_count; i++) {
		plan->columns[i].key = keys[i];
		plan->columns[i].title = text_safe(header->cells[i], TEXT_ONE_LINE);
		text_trim(plan->columns[i].title);
	}
	free(keys);
	return ok;
}

struct import_plan *service_import_open(
	struct service *service, const char *path, struct error *error)
{
	struct network network = {0};
	size_t length;
	char *bytes = NULL;
	bool ok = service_network(service, &network, error) &&
		  (bytes = file_read(path, CSVFILE_LIMIT, &length, error));
	record_finish(&network_entity, &network);
	if (!ok)
		return NULL;
	struct import_plan *plan = xcalloc(1, sizeof(*plan));
	plan->path = xstrdup(path);
	plan->name = text_safe(base_name(path), TEXT_ONE_LINE);
	ok = csvfile_parse(&plan->file, bytes, length, path, error) &&
	     find_columns(service, plan, error);
	if (ok)
		plan->rows = xcalloc(plan->file.row_count, sizeof(*plan->rows));
	free(bytes);
	if (ok)
		return plan;
	import_plan_destroy(plan);
	return NULL;
}

/* ---- forgetting ---- */

static void row_finish(struct import_row *row)
{
	record_destroy(&participant_entity, row->person);
	record_destroy(&participant_entity, row->twin);
	for (size_t i = 0; i < NEED_KIND_COUNT; i++)
		free(row->needs[i]);
	free(row->value);
	free(row->why);
}

static void forget_rows(struct import_plan *plan)
{
	for (size_t i = 0; plan->rows && i < plan->file.row_count; i++) {
		struct import_row *row = &plan->rows[i];
		row_finish(row);
		*row = (struct import_row){.choice = row->choice, .chosen = row->chosen};
	}
	for (size_t i = 0; i < plan->warning_count; i++) {
		free(plan->warnings[i].value);
		free(plan->warnings[i].text);
	}
	plan->warning_count = 0;
	plan->summary = (struct import_summary){0};
}

void import_plan_destroy(struct import_plan *plan)
{
	if (!plan)
		return;
	forget_rows(plan);
	for (size_t i = 0; i < plan->column_count; i++)
		free(plan->columns[i].title);
	for (size_t i = 0; i < plan->question_count; i++)
		free(plan->questions[i].text);
	for (size_t i = 0; i < plan->answer_count; i++) {
		free(plan->answers[i].text);
		free(plan->answers[i].code);
	}
	csvfile_finish(&plan->file);
	free(plan->questions);
	free(plan->warnings);
	free(plan->answers);
	free(plan->columns);
	free(plan->need_meetings);
	free(plan->rows);
	free(plan->path);
	free(plan->name);
	free(plan);
}

/* ---- the dialect, in words ---- */

const char *import_encoding_name(const struct csv_dialect *dialect)
{
	switch (dialect->encoding) {
	case CSV_WINDOWS_1252:
		return "Windows-1252";
	case CSV_UTF16_LITTLE:
		return "UTF-16LE";
	case CSV_UTF16_BIG:
		return "UTF-16BE";
	default:
		return dialect->mark ? "UTF-8-BOM" : "UTF-8";
	}
}

char *import_dialect_text(const struct import_plan *plan)
{
	static const char *const ends[] = {
		[CSV_ENDS_LF] = "LF", [CSV_ENDS_CRLF] = "CRLF", [CSV_ENDS_CR] = "CR"};
	const struct csv_dialect *dialect = &plan->file.dialect;
	const char *delimiter = dialect->delimiter == ';'   ? _("semicolon")
				: dialect->delimiter == ',' ? _("comma")
							    : _("tab");
	char *rows = xasprintf(
		PLURAL_("%zu row", "%zu rows", plan->file.row_count), plan->file.row_count);
	char *columns = xasprintf(
		PLURAL_("%zu column", "%zu columns", plan->column_count), plan->column_count);
	char *text = xasprintf("%s · %s · %s · %s · %s", import_encoding_name(dialect), delimiter,
		ends[dialect->line_end], rows, columns);
	free(columns);
	free(rows);
	return text;
}

/* ---- what is explained ---- */

void import_explain(struct import_plan *plan, size_t column, enum signup_key key)
{
	bool single = key != SIGNUP_LEFT_OUT && key != SIGNUP_ORGANISATION && key != SIGNUP_NEED;
	for (size_t i = 0; single && i < plan->column_count; i++) {
		if (plan->columns[i].key == key)
			plan->columns[i].key = SIGNUP_LEFT_OUT;
	}
	plan->explained = plan->explained || plan->columns[column].key != key;
	plan->columns[column].key = key;
}

/* By its title, the same to people, or by its number from 1. */
static bool find_column(struct import_plan *plan, const char *text, size_t *column)
{
	for (size_t i = 0; i < plan->column_count; i++) {
		if (signup_same_title(plan->columns[i].title, text)) {
			*column = i;
			return true;
		}
	}
	if (!*text || strspn(text, "0123456789") != strlen(text) || strlen(text) > 6)
		return false;
	*column = strtoul(text, NULL, 10) - 1;
	return *column < plan->column_count;
}

static bool refuse_column(const struct import_plan *plan, const char *text, struct error *error)
{
	struct buffer titles = {0};
	char *safe = text_fit(text, QUOTED_COLUMNS, NULL);
	for (size_t i = 0; i < plan->column_count && i < 30; i++)
		buffer_printf(&titles, "%s%s", i ? ", " : "", plan->columns[i].title);
	error_set(error, ERROR_USAGE, _("%s has no column “%s”, only: %s."), plan->name, safe,
		titles.data);
	buffer_finish(&titles);
	free(safe);
	return false;
}

static bool refuse_key(const char *text, struct error *error)
{
	struct buffer tokens = {0};
	char *safe = text_fit(text, QUOTED_COLUMNS, NULL);
	for (enum signup_key key = SIGNUP_NAME; key < SIGNUP_KEYS; key++)
		buffer_printf(&tokens, "%s%s", key > SIGNUP_NAME ? ", " : "", signup_token(key));
	error_set(error, ERROR_USAGE, _("A column cannot tell “%s”, only: %s."), safe, tokens.data);
	buffer_finish(&tokens);
	free(safe);
	return false;
}

bool import_explain_text(struct import_plan *plan, const char *text, struct error *error)
{
	const char *equals = strrchr(text, '=');
	size_t column;
	if (!equals)
		return error_set(error, ERROR_USAGE,
			_("Write the title of the column and what it tells: --map "
			  "\"E-post jobb=email\"."));
	char *title = xstrndup(text, (size_t)(equals - text));
	enum signup_key key = signup_find(equals + 1);
	bool ok = find_column(plan, title, &column) || refuse_column(plan, title, error);
	if (ok && key == SIGNUP_KEYS)
		ok = refuse_key(equals + 1, error);
	if (ok)
		import_explain(plan, column, key);
	free(title);
	return ok;
}

bool import_answer_text(
	struct service *service, struct import_plan *plan, const char *text, struct error *error)
{
	const struct organisation_index *index;
	const char *equals = strrchr(text, '=');
	if (!equals)
		return error_set(error, ERROR_USAGE,
			_("Write the organisation as in the file and its code: --organisation "
			  "\"Örebro=1880\"."));
	if (!service_organisations(service, &index, error))
		return false;
	if (equals[1] && !organisation_index_code(index, equals + 1)) {
		char *safe = text_fit(equals + 1, QUOTED_COLUMNS, NULL);
		error_set(error, ERROR_USAGE,
			_("The register has no organisation with the code “%s”."), safe);
		free(safe);
		return false;
	}
	plan->answers = xreallocarray(
		plan->answers, plan->answer_count + 1, sizeof(*plan->answers));
	plan->answers[plan->answer_count++] = (struct import_answer){
		.text = xstrndup(text, (size_t)(equals - text)), .code = xstrdup(equals + 1)};
	return true;
}

/* ---- what is told of rows ---- */

void import_reject(struct import_plan *plan, struct import_row *row, struct error *error)
{
	(void)plan;
	row->fate = IMPORT_REJECTED;
	row->field = error->field;
	row->why = xstrdup(error->message);
	record_destroy(&participant_entity, row->person);
	row->person = NULL;
	error_finish(error);
}

void import_warn(struct import_plan *plan, const struct import_row *row, const char *field,
	const char *value, char *text)
{
	bool hidden = row->person && row->person->is_protected.value;
	plan->warnings = xreallocarray(
		plan->warnings, plan->warning_count + 1, sizeof(*plan->warnings));
	plan->warnings[plan->warning_count++] = (struct import_warning){
		.line = row->line,
		.field = field,
		.value = hidden || !value ? NULL : text_fit(value, QUOTED_COLUMNS, NULL),
		.text = text,
	};
}

/* ---- organisations ---- */

static bool same_candidates(
	const struct import_question *question, const struct organisation_match *match)
{
	bool same = question->candidate_count == match->count;
	for (size_t i = 0; same && i < match->count; i++)
		same = question->candidates[i] == match->candidates[i];
	return same;
}

static size_t find_question(
	struct import_plan *plan, const char *text, const struct organisation_match *match)
{
	for (size_t i = 0; i < plan->question_count; i++) {
		struct import_question *question = &plan->questions[i];
		if (collate_same(question->text, text) && same_candidates(question, match))
			return i;
	}
	plan->questions = xreallocarray(
		plan->questions, plan->question_count + 1, sizeof(*plan->questions));
	struct import_question *question = &plan->questions[plan->question_count++];
	*question = (struct import_question){.text = xstrdup(text),
		.ambiguous = match->kind == MATCH_AMBIGUOUS,
		.candidate_count = match->count};
	memcpy(question->candidates, match->candidates, sizeof(question->candidates));
	return plan->question_count - 1;
}

static void choose_organisation(struct participant *person, const struct organisation *organisation)
{
	free(person->organisation);
	free(person->organisation_code);
	person->organisation = xstrdup(organisation->name);
	person->organisation_code = xstrdup(organisation->code);
}

/* Answered before it was asked. */
static const struct import_answer *find_answer(const struct import_plan *plan, const char *text)
{
	for (size_t i = plan->answer_count; i > 0; i--) {
		if (collate_same(plan->answers[i - 1].text, text))
			return &plan->answers[i - 1];
	}
	return NULL;
}

static void ask(
	struct import_plan *plan, struct import_row *row, const struct organisation_match *match)
{
	size_t at = find_question(plan, row->person->organisation, match);
	struct import_question *question = &plan->questions[at];
	question->rows++;
	row->question = at + 1;
	if (question->answered && question->answer)
		choose_organisation(row->person, question->answer);
}

static bool find_organisation(struct import_plan *plan, struct import_row *row,
	const struct organisation_index *index, struct error *error)
{
	struct participant *person = row->person;
	if (person->organisation_code) {
		if (organisation_index_code(index, person->organisation_code))
			return true;
		row->value = xstrdup(person->organisation_code);
		return error_set_field(error, ERROR_DATA, "organisation_code",
			_("The register has no organisation with the code “%s”."), row->value);
	}
	if (!person->organisation)
		return true;
	struct organisation_match match = organisation_index_find(
		index, person->organisation, person->email);
	const struct import_answer *answer = find_answer(plan, person->organisation);
	if (answer && *answer->code)
		choose_organisation(person, organisation_index_code(index, answer->code));
	else if (match.kind == MATCH_EXACT)
		person->organisation_code = xstrdup(match.candidates[0]->code);
	else if (!answer && (match.kind == MATCH_AMBIGUOUS || match.kind == MATCH_SUGGESTED))
		ask(plan, row, &match);
	return true;
}

static void assess(struct participant *person, const struct organisation_index *index)
{
	struct organisation_match match = organisation_index_find(
		index, person->organisation, person->email);
	struct eligibility eligibility = eligibility_propose(person, &match);
	person->eligibility = (struct number){.known = true, .value = eligibility.value};
	free(person->eligibility_rule);
	person->eligibility_rule = xstrdup(eligibility.rule);
}

/* ---- the plan ---- */

static bool tells(const struct import_plan *plan, enum signup_key key)
{
	for (size_t i = 0; i < plan->column_count; i++) {
		if (plan->columns[i].key == key)
			return true;
	}
	return false;
}

/* The columns without which nobody can be told from anybody; never guessed from where they stand.
 */
static bool check_columns(const struct import_plan *plan, struct error *error)
{
	bool named = tells(plan, SIGNUP_NAME) || tells(plan, SIGNUP_GIVEN_NAME) ||
		     tells(plan, SIGNUP_FAMILY_NAME);
	if (!named)
		return error_set_field(error, ERROR_DATA, "name",
			_("No column of %s tells the name: say which one does."), plan->name);
	return tells(plan, SIGNUP_EMAIL) ||
	       error_set_field(error, ERROR_DATA, "email",
		       _("No column of %s tells the e-mail address: say which one does."),
		       plan->name);
}

static bool read_rows(struct service *service, struct import_plan *plan,
	const struct rule_context *context, struct error *error)
{
	const struct organisation_index *index;
	if (!service_organisations(service, &index, error))
		return false;
	for (size_t i = 0; i < plan->file.row_count; i++) {
		struct import_row *row = &plan->rows[i];
		struct error fault = {0};
		row->line = plan->file.rows[i].line;
		import_read_row(service, plan, i, context);
		if (!row->person)
			continue;
		if (find_organisation(plan, row, index, &fault))
			assess(row->person, index);
		else
			import_reject(plan, row, &fault);
	}
	return true;
}

/* Protection is never lost by somebody being there already. */
static void warn_of_protection(struct import_plan *plan, const struct import_row *row)
{
	const struct participant *there = import_row_twin(plan, row);
	if (row->fate == IMPORT_EXACT && !plan->complete && row->person->is_protected.value &&
		there && !there->is_protected.value)
		import_warn(plan, row, "protected", NULL,
			xstrdup(_("asks for protection, and the one there is not protected: see "
				  "to it by hand")));
}

static void settle_fates(struct import_plan *plan)
{
	for (size_t i = 0; i < plan->file.row_count; i++) {
		struct import_row *row = &plan->rows[i];
		if (row->person && row->fate == IMPORT_NEW &&
			row->person->eligibility.value == ELIGIBILITY_OUTSIDE)
			row->fate = IMPORT_OUTSIDE;
		if (row->person)
			warn_of_protection(plan, row);
	}
}

bool import_row_is_added(const struct import_row *row)
{
	return row->person &&
	       (row->fate == IMPORT_NEW || row->fate == IMPORT_OUTSIDE ||
		       (row->fate == IMPORT_PROBABLE && row->choice != IMPORT_MERGE));
}

const struct participant *import_row_twin(
	const struct import_plan *plan, const struct import_row *row)
{
	return row->twin_row ? plan->rows[row->twin_row - 1].person : row->twin;
}

static size_t *counter_of(struct import_summary *summary, enum import_fate fate)
{
	switch (fate) {
	case IMPORT_OUTSIDE:
		return &summary->outside_target_group;
	case IMPORT_EXACT:
		return &summary->exact_duplicates;
	case IMPORT_PROBABLE:
		return &summary->probable_duplicates;
	case IMPORT_REJECTED:
		return &summary->rejected;
	default:
		return &summary->new;
	}
}

static void summarise(struct import_plan *plan)
{
	struct import_summary *summary = &plan->summary;
	*summary = (struct import_summary){.rows = plan->file.row_count};
	for (size_t i = 0; i < plan->file.row_count; i++) {
		const struct import_row *row = &plan->rows[i];
		bool added = import_row_is_added(row);
		++*counter_of(summary, row->fate);
		summary->added += added;
		bool merged = (row->fate == IMPORT_PROBABLE && !added) ||
			      (row->fate == IMPORT_EXACT && plan->complete);
		summary->merged += merged;
		summary->with_needs += (added || merged) && import_row_has_needs(plan, row);
		summary->without_reference += added &&
					      participant_missing(row->person) & MISSING_REFERENCE;
	}
	for (size_t i = 0; i < plan->question_count; i++)
		summary->unanswered += plan->questions[i].rows && !plan->questions[i].answered;
}

/* What nobody has asked for again is no question any more. */
static void begin_questions(struct import_plan *plan)
{
	for (size_t i = 0; i < plan->question_count; i++)
		plan->questions[i].rows = 0;
}

bool service_import_plan(struct service *service, struct import_plan *plan, struct error *error)
{
	struct network network = {0};
	struct rule_context context = {.today = clock_today(service->clock), .network = &network};
	forget_rows(plan);
	begin_questions(plan);
	bool ok = import_find_need_meetings(service, plan, error) && check_columns(plan, error) &&
		  service_network(service, &network, error) &&
		  read_rows(service, plan, &context, error) &&
		  import_find_twins(service, plan, error);
	record_finish(&network_entity, &network);
	if (!ok) {
		forget_rows(plan);
		return false;
	}
	settle_fates(plan);
	summarise(plan);
	return true;
}

void import_answer(struct import_plan *plan, size_t question, const struct organisation *answer)
{
	plan->questions[question].answered = true;
	plan->questions[question].answer = answer;
}

void import_complete(struct import_plan *plan, bool complete)
{
	plan->complete = complete;
	summarise(plan);
}

void import_choose(struct import_plan *plan, size_t row, enum import_choice choice)
{
	plan->rows[row].choice = choice;
	plan->rows[row].chosen = true;
	summarise(plan);
}
