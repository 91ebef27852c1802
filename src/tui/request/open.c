/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One request, opened: who, what about, and the conversation. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/message.h"
#include "service/request/opened.h"
#include "tui/company.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/request/request.h"
#include "tui/veil.h"

struct opened {
	int64_t id;
	bool unfolded; /* what is quoted is shown */
};

static bool describe(struct dashboard *dashboard, struct sheet *sheet, void *context)
{
	const struct opened *opened = context;
	struct request request = {0};
	struct error gone = {0};
	bool ok = veil_get(dashboard, &request_entity, opened->id, &request, &gone);
	if (ok) {
		company_tell(dashboard, &request_entity, opened->id, sheet);
		request_describe(dashboard, &request, true, sheet);
		request_tell_thread(dashboard, &request, opened->unfolded, sheet);
	}
	error_finish(&gone);
	record_finish(&request_entity, &request);
	return ok;
}

static char *entitle(struct dashboard *dashboard, void *context)
{
	const struct opened *opened = context;
	return veil_title(dashboard, &request_entity, opened->id);
}

static unsigned key(struct dashboard *dashboard, struct key key, void *context)
{
	struct opened *opened = context;
	(void)dashboard;
	if (key.code != 'o')
		return EFFECT_IGNORED;
	opened->unfolded = !opened->unfolded;
	return EFFECT_RELOAD;
}

static unsigned follow(struct dashboard *dashboard, const struct sheet_line *line)
{
	return line->entity == &attachment_entity ? request_save_attachment(dashboard, line->id)
						  : EFFECT_IGNORED;
}

unsigned request_open(struct dashboard *dashboard, int64_t id)
{
	struct error error = {0};
	if (!service_request_open(dashboard->service, id, NULL, &error))
		return dashboard_complain(dashboard, &error);
	struct opened *opened = xcalloc(1, sizeof(*opened));
	opened->id = id;
	char *title = entitle(dashboard, opened);
	struct reader reader = {
		.title = title,
		.entitle = entitle,
		.full = true,
		.passes = true,
		.remake = describe,
		.key = key,
		.follow = follow,
		.context = opened,
		.free_context = free,
		.attention = {&request_entity, id, DOING_READING},
	};
	describe(dashboard, &reader.sheet, opened);
	reader_open(dashboard, &reader);
	free(title);
	return EFFECT_DRAW | EFFECT_RELOAD;
}
