/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running the plan of an import: one unit of work, row by row, whole or not at all. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/file.h"
#include "model/verdict.h"
#include "service/importprivate.h"
#include "service/merge.h"
#include "service/private.h"

#define ROWS_BETWEEN_QUESTIONS 50

struct import_run {
	struct service *service;
	struct import_plan *plan;
	size_t next;
	int64_t *ids; /* of the participant that each row became or went to */
	struct import_result result;
};

static char *run_title(const struct import_plan *plan)
{
	/* TRANSLATORS: a file, and how many are new in it */
	return xasprintf(PLURAL_("Import of %s: %zu participant", "Import of %s: %zu participants",
				 plan->summary.added),
		plan->name, plan->summary.added);
}

struct import_run *service_import_start(
	struct service *service, struct import_plan *plan, struct error *error)
{
	if (!plan->summary.added && !plan->summary.merged) {
		error_set(error, ERROR_REFUSED, _("There is nobody to import in %s."), plan->name);
		return NULL;
	}
	char *title = run_title(plan);
	bool begun = service_begin(service, title, false, error);
	free(title);
	if (!begun)
		return NULL;
	struct import_run *run = xcalloc(1, sizeof(*run));
	run->service = service;
	run->plan = plan;
	run->ids = xcalloc(plan->file.row_count, sizeof(*run->ids));
	return run;
}

/* ---- one row ---- */

static int64_t twin_of(const struct import_run *run, const struct import_row *row)
{
	if (row->twin_row)
		return run->ids[row->twin_row - 1];
	return row->twin ? row->twin->record.id : 0;
}

static void say_doubt(struct participant *person, const struct import_row *row, int64_t twin)
{
	person->status = (struct number){.known = true, .value = PARTICIPANT_REVIEW};
	free(person->status_reason);
	person->status_reason = xasprintf(
		_("may be the same person as no. %lld: %s"), (long long)twin, _(row->reason));
}

static bool tell_apart(struct import_run *run, int64_t one, int64_t other, struct error *error)
{
	struct service *service = run->service;
	struct verdict *verdict = service_new(service, &verdict_entity);
	verdict->participant = (struct number){.known = true, .value = one < other ? one : other};
	verdict->other = (struct number){.known = true, .value = one < other ? other : one};
	verdict->decided_by = xstrdup(service->who);
	verdict->decided_on = (struct number){.known = true, .value = clock_today(service->clock)};
	bool ok = service_write(service, &verdict_entity, verdict, error);
	record_destroy(&verdict_entity, verdict);
	return ok;
}

static bool add(struct import_run *run, size_t index, struct error *error)
{
	const struct import_row *row = &run->plan->rows[index];
	struct participant *person = record_copy(&participant_entity, row->person);
	bool doubtful = row->fate == IMPORT_PROBABLE && row->choice == IMPORT_TO_REVIEW;
	int64_t twin = row->fate == IMPORT_PROBABLE ? twin_of(run, row) : 0;
	if (row->question && !person->organisation_code)
		person->status.value = PARTICIPANT_REVIEW;
	if (doubtful)
		say_doubt(person, row, twin);
	bool ok = service_write(run->service, &participant_entity, person, error);
	if (ok && twin && !doubtful)
		ok = tell_apart(run, twin, person->record.id, error);
	bool noted = false;
	ok = ok &&
	     import_write_needs(run->service, run->plan, row, person->record.id, &noted, error);
	run->ids[index] = person->record.id;
	if (!run->result.first)
		run->result.first = person->record.id;
	run->result.added++;
	record_destroy(&participant_entity, person);
	return ok;
}

/* What the one there does not know is taken from the row; what it knows stays. */
static bool fill(struct import_run *run, size_t index, struct error *error)
{
	const struct import_row *row = &run->plan->rows[index];
	struct participant *there = record_create(&participant_entity);
	int64_t id = twin_of(run, row);
	bool filled = false;
	bool ok = store_get(run->service->store, &participant_entity, id, there, error);
	run->ids[index] = id;
	for (size_t i = 0; ok && i < participant_entity.field_count; i++) {
		const struct field *field = &participant_entity.fields[i];
		if (!merge_field_is_open(field) || field_is_known(field, there) ||
			!field_is_known(field, row->person))
			continue;
		field_copy(field, there, row->person);
		filled = true;
	}
	if (ok && row->person->is_protected.value && !there->is_protected.value) {
		there->is_protected.value = 1;
		filled = true;
	}
	if (ok && filled)
		ok = service_write(run->service, &participant_entity, there, error);
	ok = ok && import_write_needs(run->service, run->plan, row, id, &filled, error);
	run->result.merged += filled;
	run->result.skipped += !filled;
	record_destroy(&participant_entity, there);
	return ok;
}

static bool take_row(struct import_run *run, size_t index, struct error *error)
{
	const struct import_row *row = &run->plan->rows[index];
	if (import_row_is_added(row))
		return add(run, index, error);
	if (row->fate == IMPORT_PROBABLE || (row->fate == IMPORT_EXACT && run->plan->complete))
		return fill(run, index, error);
	if (row->fate == IMPORT_EXACT)
		run->ids[index] = twin_of(run, row);
	run->result.skipped++;
	return true;
}

/* A sentence about one row says which. */
static bool name_row(const struct import_run *run, size_t index, struct error *error)
{
	struct error fault = *error;
	if (fault.kind == ERROR_BUSY || fault.kind == ERROR_IO)
		return false;
	*error = (struct error){0};
	error_set(error, fault.kind, _("Line %zu of %s: %s Nothing has been imported."),
		run->plan->rows[index].line, run->plan->name, fault.message);
	error_finish(&fault);
	return false;
}

bool service_import_step(struct import_run *run, size_t rows, size_t *done, struct error *error)
{
	size_t end = run->next + rows;
	if (end > run->plan->file.row_count)
		end = run->plan->file.row_count;
	for (; run->next < end; run->next++) {
		if (!take_row(run, run->next, error))
			return name_row(run, run->next, error);
	}
	*done = run->next;
	return true;
}

/* ---- the end ---- */

/* So that the same form needs no explanation next time. */
static bool remember_columns(struct import_run *run, struct error *error)
{
	struct import_plan *plan = run->plan;
	struct service *service = run->service;
	struct record_set set = {0};
	struct signup_form *form = service_new(service, &signup_form_entity);
	char fingerprint[SIGNUP_FINGERPRINT_SIZE];
	if (!plan->explained ||
		!store_all(service->store, &signup_form_entity, service->network, &set, error)) {
		record_destroy(&signup_form_entity, form);
		return !plan->explained;
	}
	signup_fingerprint(plan->file.header.cells, plan->column_count, fingerprint);
	for (size_t i = 0; i < set.count; i++) {
		const struct signup_form *known = record_set_at(&set, i);
		if (strcmp(known->fingerprint, fingerprint) != 0)
			continue;
		record_destroy(&signup_form_entity, form);
		form = record_copy(&signup_form_entity, known);
	}
	enum signup_key *keys = xcalloc(plan->column_count, sizeof(*keys));
	for (size_t i = 0; i < plan->column_count; i++)
		keys[i] = plan->columns[i].key;
	free(form->fingerprint);
	free(form->columns);
	form->fingerprint = xstrdup(fingerprint);
	form->columns = signup_columns_text(keys, plan->column_count);
	bool ok = service_write(service, &signup_form_entity, form, error);
	free(keys);
	record_set_finish(&set);
	record_destroy(&signup_form_entity, form);
	return ok;
}

bool service_import_end(
	struct import_run *run, bool ok, struct import_result *result, struct error *error)
{
	if (!run)
		return false;
	ok = ok && remember_columns(run, error);
	ok = service_end(run->service, ok, error);
	if (result)
		*result = ok ? run->result : (struct import_result){0};
	free(run->ids);
	free(run);
	return ok;
}

bool service_import_run(struct service *service, struct import_plan *plan,
	bool (*progress)(size_t done, size_t rows, void *context), void *context,
	struct import_result *result, struct error *error)
{
	size_t done = 0;
	struct import_run *run = service_import_start(service, plan, error);
	bool ok = run != NULL;
	*result = (struct import_result){0};
	while (ok && done < plan->file.row_count) {
		ok = service_import_step(run, ROWS_BETWEEN_QUESTIONS, &done, error);
		if (ok && progress && !progress(done, plan->file.row_count, context))
			ok = error_set(error, ERROR_REFUSED,
				_("The import was stopped: nothing has been imported."));
	}
	return service_import_end(run, ok, result, error);
}

/* ---- what was rejected ---- */

bool service_import_write_rejects(
	const struct import_plan *plan, const char *path, bool force, struct error *error)
{
	size_t *rows = xcalloc(plan->file.row_count, sizeof(*rows));
	size_t count = 0, length;
	for (size_t i = 0; i < plan->file.row_count; i++) {
		if (plan->rows[i].fate == IMPORT_REJECTED)
			rows[count++] = i;
	}
	char *bytes = csvfile_extract(&plan->file, rows, count, &length);
	bool ok = file_write(path, bytes, length, force, NULL, NULL, error);
	free(bytes);
	free(rows);
	return ok;
}
