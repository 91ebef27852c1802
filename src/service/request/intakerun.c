/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/intakerun.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/text.h"
#include "exchange/csv/csvfile.h"
#include "exchange/file.h"
#include "exchange/mail/incoming.h"
#include "exchange/mail/source.h"

struct intake_run {
	struct service *service;    /* borrowed */
	struct mail_source *source; /* NULL: rows of a form */
	struct intake_rows rows;
	size_t next;
	char *name;        /* of the row */
	char *path;        /* of the rows' file */
	struct error late; /* of a mail that has been taken in: to be told next */
};

static bool is_table(const char *path)
{
	size_t length = strlen(path);
	return length > 4 && !strcasecmp(path + length - 4, ".csv");
}

static bool open_rows(struct intake_run *run, const char *path, struct error *error)
{
	size_t length;
	const char *slash = strrchr(path, '/');
	run->path = text_safe(slash ? slash + 1 : path, TEXT_ONE_LINE);
	char *bytes = file_read(path, CSVFILE_LIMIT, &length, error);
	bool ok = bytes && service_intake_rows(&run->rows, bytes, length, run->path, error);
	free(bytes);
	return ok;
}

struct intake_run *service_intake_open(
	struct service *service, const char *path, struct error *error)
{
	struct intake_run *run = xcalloc(1, sizeof(*run));
	run->service = service;
	if (is_table(path)) {
		if (open_rows(run, path, error))
			return run;
	} else {
		run->source = mail_source_open(path, INCOMING_LIMIT, error);
		if (run->source)
			return run;
	}
	service_intake_close(run);
	return NULL;
}

void service_intake_close(struct intake_run *run)
{
	if (!run)
		return;
	mail_source_close(run->source);
	intake_rows_finish(&run->rows);
	error_finish(&run->late);
	free(run->name);
	free(run->path);
	free(run);
}

bool service_intake_is_single(const struct intake_run *run)
{
	return run->source && mail_source_is_single(run->source);
}

static enum intake_step take_row(
	struct intake_run *run, struct intake_result *result, struct error *error)
{
	if (run->next == run->rows.count)
		return INTAKE_END;
	const struct intake_row *row = &run->rows.rows[run->next++];
	free(run->name);
	run->name = xasprintf("%s:%zu", run->path, run->next);
	return service_intake_row(run->service, row, result, error) ? INTAKE_TAKEN : INTAKE_FAILED;
}

static size_t read_rest(void *context, char *bytes, size_t size)
{
	return mail_source_rest(context, bytes, size);
}

static enum intake_step take_mail(struct intake_run *run, const char **name,
	struct intake_result *result, struct error *error)
{
	struct mail_item item;
	switch (mail_source_next(run->source, &item, error)) {
	case MAIL_PASSED_BY:
		return INTAKE_PASSED_BY;
	case MAIL_END:
		return INTAKE_END;
	case MAIL_NEXT:
		break;
	}
	bool piped = mail_source_is_input(run->source);
	const struct intake_source source = {.name = piped ? NULL : item.name,
		.rest = item.is_larger ? read_rest : NULL,
		.context = run->source};
	*name = item.name;
	if (!service_intake(run->service, &source, item.bytes, item.length, result, error))
		return INTAKE_FAILED;
	mail_source_done(run->source, &run->late);
	return INTAKE_TAKEN;
}

enum intake_step service_intake_step(struct intake_run *run, const char **name,
	struct intake_result *result, struct error *error)
{
	*result = (struct intake_result){0};
	if (run->late.kind) {
		*error = run->late;
		run->late = (struct error){0};
		return INTAKE_PASSED_BY;
	}
	if (run->source)
		return take_mail(run, name, result, error);
	enum intake_step step = take_row(run, result, error);
	*name = run->name;
	return step;
}
