/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/personalnumber.h"
#include "service/request/lintprivate.h"

void lint_result_finish(struct lint_result *result)
{
	for (size_t i = 0; i < result->count; i++)
		free(result->lints[i].sentence);
	free(result->lints);
	*result = (struct lint_result){0};
}

void linting_add(struct linting *linting, enum lint_kind kind, size_t start, size_t end,
	const char *sentence)
{
	struct lint_result *result = linting->result;
	for (size_t i = 0; i < result->count; i++) {
		struct lint *lint = &result->lints[i];
		if (lint->kind != kind || start >= lint->end || lint->start >= end)
			continue;
		lint->start = start < lint->start ? start : lint->start;
		lint->end = end > lint->end ? end : lint->end;
		return;
	}
	result->lints = xreallocarray(result->lints, result->count + 1, sizeof(*result->lints));
	result->lints[result->count++] = (struct lint){.kind = kind,
		.start = start,
		.end = end,
		.blocks = kind != LINT_FACT,
		.sentence = xstrdup(sentence)};
	result->blocks |= kind != LINT_FACT;
}

static void find_placeholders(struct linting *linting)
{
	const char *at = linting->text;
	while ((at = strstr(at, "{{"))) {
		size_t line = strcspn(at, "\n");
		const char *close = strstr(at, "}}");
		size_t length = close && (size_t)(close - at) < line ? (size_t)(close - at) + 2
								     : line;
		size_t start = (size_t)(at - linting->text);
		linting_add(linting, LINT_PLACEHOLDER, start, start + length,
			_("A placeholder is not filled in."));
		at += length;
	}
}

static void find_numbers(struct linting *linting)
{
	size_t length;
	for (const char *at = linting->text; (at = personal_number_find(at, &length));
		at += length) {
		size_t start = (size_t)(at - linting->text);
		linting_add(linting, LINT_NUMBER, start, start + length,
			_("A personal number stands here."));
	}
}

/* ---- to whom ---- */

static bool read_recipient(struct linting *linting, struct error *error)
{
	const struct lint_about *about = linting->about;
	struct store *store = linting->service->store;
	if (about->request &&
		!store_get(store, &request_entity, about->request, &linting->request, error))
		return false;
	int64_t participant = about->participant;
	if (!participant && linting->request.participant.known)
		participant = linting->request.participant.value;
	return !participant ||
	       store_get(store, &participant_entity, participant, &linting->person, error);
}

static int by_place(const void *left, const void *right)
{
	const struct lint *a = left, *b = right;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	return a->kind < b->kind ? -1 : a->kind > b->kind;
}

bool service_lint(struct service *service, const struct lint_about *about, const char *text,
	struct lint_result *result, struct error *error)
{
	struct linting linting = {
		.service = service, .about = about, .text = text ? text : "", .result = result};
	*result = (struct lint_result){0};
	wording_read(&linting.wording, linting.text);
	find_placeholders(&linting);
	find_numbers(&linting);
	bool ok = read_recipient(&linting, error) && linting_gather(&linting, error) &&
		  linting_names(&linting, error) && linting_notes(&linting, error) &&
		  linting_facts(&linting, error);
	wording_finish(&linting.wording);
	record_finish(&request_entity, &linting.request);
	record_finish(&participant_entity, &linting.person);
	free(linting.requests);
	if (!ok)
		lint_result_finish(result);
	else if (result->count)
		qsort(result->lints, result->count, sizeof(*result->lints), by_place);
	return ok;
}

/* ---- what to make of it ---- */

bool lint_may_be_allowed(const struct lint_result *result)
{
	for (size_t i = 0; i < result->count; i++) {
		enum lint_kind kind = result->lints[i].kind;
		if (kind == LINT_PROTECTED || kind == LINT_NOTE)
			return false;
	}
	return true;
}

static size_t line_of(const char *text, size_t place)
{
	size_t line = 1;
	for (size_t i = 0; i < place; i++)
		line += text[i] == '\n';
	return line;
}

char *lint_told(const char *text, const struct lint_result *result)
{
	struct buffer told = {0};
	for (size_t i = 0; i < result->count; i++) {
		const struct lint *lint = &result->lints[i];
		if (lint->blocks != result->blocks)
			continue;
		if (told.length)
			buffer_append_char(&told, ' ');
		/* TRANSLATORS: where in a letter, and a whole sentence that says what is wrong */
		buffer_printf(&told, _("Line %zu: %s"), line_of(text, lint->start), lint->sentence);
	}
	return told.length ? buffer_take(&told) : NULL;
}
