/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/lint.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/placeholder.h"

void lint_result_finish(struct lint_result *result)
{
	for (size_t i = 0; i < result->count; i++)
		free(result->lints[i].sentence);
	free(result->lints);
	*result = (struct lint_result){0};
}

bool service_lint(struct service *service, const struct lint_about *about, const char *text,
	struct lint_result *result, struct error *error)
{
	size_t from = 0, start, end;
	(void)service;
	(void)about;
	(void)error;
	*result = (struct lint_result){0};
	while (placeholder_find(text, from, &start, &end)) {
		result->lints = xreallocarray(
			result->lints, result->count + 1, sizeof(*result->lints));
		result->lints[result->count++] = (struct lint){.kind = LINT_PLACEHOLDER,
			.start = start,
			.end = end,
			.blocks = true,
			.sentence = xasprintf(_("%.*s has not been filled in."), (int)(end - start),
				text + start)};
		result->blocks = true;
		from = end;
	}
	return true;
}
