/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The requests that a dialog is about: those of the moment when it was opened. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/dashboard.h"
#include "tui/request/request.h"

struct request_targets *request_targets_copy(const int64_t *ids, size_t count)
{
	struct request_targets *copy = xcalloc(1, sizeof(*copy));
	copy->ids = xcalloc(count + 1, sizeof(*copy->ids));
	if (count)
		memcpy(copy->ids, ids, count * sizeof(*copy->ids));
	copy->count = count;
	return copy;
}

struct request_targets *request_targets_take(struct dashboard *dashboard)
{
	struct request_targets *targets = xcalloc(1, sizeof(*targets));
	targets->ids = list_targets(&dashboard_focused(dashboard)->list, &targets->count);
	targets->today = dashboard_today(dashboard);
	return targets;
}

void request_targets_free(void *context)
{
	struct request_targets *targets = context;
	free(targets->ids);
	free(targets);
}

char *request_targets_title(const char *what, const struct request_targets *targets)
{
	if (targets->count == 1)
		return xstrdup(what);
	char *rows = xasprintf(PLURAL_("%zu row", "%zu rows", targets->count), targets->count);
	char *title = xasprintf("%s: %s", what, rows);
	free(rows);
	return title;
}
