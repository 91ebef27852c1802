/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has been written to the network. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/request.h"
#include "model/threatword.h"
#include "tui/dashboard.h"
#include "tui/request/request.h"

enum { COLUMN_SIGN, COLUMN_AGE, COLUMN_SUBJECT, COLUMN_SENDER, COLUMN_ASSIGNEE, COLUMN_STATUS };

enum { SORT_AGE, SORT_STATUS, SORT_SENDER, SORT_SUBJECT };

static const struct column columns[] = {
	[COLUMN_SIGN] = {NULL, 1, 1, 1, 1, false, -1},
	[COLUMN_AGE] = {N_("Age"), 6, 9, 9, 1, false, SORT_AGE},
	[COLUMN_SUBJECT] = {N_("Subject"), 14, 32, 60, 2, false, SORT_SUBJECT},
	[COLUMN_SENDER] = {N_("From"), 12, 18, 26, 4, false, SORT_SENDER},
	[COLUMN_ASSIGNEE] = {NULL, 3, 3, 3, 3, false, -1},
	[COLUMN_STATUS] = {N_("Status"), 9, 11, 11, 5, false, SORT_STATUS},
};

static enum role status_role(const struct request *request)
{
	if (request->urgent.value)
		return ROLE_URGENT;
	switch (request->status.value) {
	case REQUEST_NEW:
		return ROLE_ACCENT;
	case REQUEST_QUARANTINED:
		return ROLE_WARNING;
	case REQUEST_OPEN:
	case REQUEST_WAITING:
		return ROLE_TEXT;
	default:
		return ROLE_DIM;
	}
}

static const char *sign(const struct request *request, bool ascii)
{
	const struct choice *status = &request_statuses.items[request->status.value];
	if (request->urgent.value)
		return ascii ? "!" : "▲";
	if (threat_word_of(request)) /* only a question: nobody has said so yet */
		return ascii ? "?" : "△";
	return ascii ? status->sign_ascii : status->sign;
}

static const char *sender(const struct request *request)
{
	if (request->is_protected.value)
		return _("protected");
	return request->sender_name ? request->sender_name : request->sender_email;
}

static struct cell cell(struct pane *pane, struct dashboard *dashboard, const void *record,
	size_t column, int width)
{
	const struct request *request = record;
	enum role role = request->urgent.value ? ROLE_URGENT : ROLE_TEXT;
	(void)pane;
	(void)width;
	switch (column) {
	case COLUMN_SIGN:
		return (struct cell){
			xstrdup(sign(request, dashboard->canvas->ascii)), status_role(request)};
	case COLUMN_AGE:
		return (struct cell){instant_format_age(request->received_at.value,
					     clock_now(dashboard->service->clock)),
			ROLE_DIM};
	case COLUMN_SUBJECT:
		return (struct cell){request_entity.title(request), role};
	case COLUMN_SENDER:
		return (struct cell){xstrdup(sender(request)), ROLE_TEXT};
	case COLUMN_ASSIGNEE:
		return (struct cell){
			xstrdup(request->assignee ? request->assignee : "–"), ROLE_DIM};
	default:
		return (struct cell){
			xstrdup(choice_label(&request_statuses, (int)request->status.value)),
			status_role(request)};
	}
}

static void describe(
	struct dashboard *dashboard, const void *record, bool whole, struct sheet *sheet)
{
	request_describe(dashboard, record, whole, sheet);
}

/* What the signs mean: "● new  ○ open". */
static void add_legend(struct buffer *text, bool ascii)
{
	for (size_t i = 0; i < request_statuses.count; i++) {
		const struct choice *status = &request_statuses.items[i];
		if (!status->closed)
			buffer_printf(text, "%s%s %s",
				!text->length ? ""
				: i           ? "  "
					      : "   ",
				ascii ? status->sign_ascii : status->sign,
				choice_label(&request_statuses, (int)i));
	}
}

/* What is hidden; and the signs, where the list is as wide as the screen. */
static char *footer(struct pane *pane, struct dashboard *dashboard)
{
	long long quarantined = (long long)dashboard->overview.quarantined;
	struct buffer text = {0};
	if (quarantined && !pane->list.query.all)
		buffer_printf(&text,
			PLURAL_("%lld in quarantine: A shows all",
				"%lld in quarantine: A shows all", quarantined),
			quarantined);
	if (dashboard->layout.tabs)
		add_legend(&text, dashboard->canvas->ascii);
	return buffer_take(&text);
}

const struct pane_ops requests_pane = {
	.title = N_("Requests"),
	.entity = &request_entity,
	.columns = columns,
	.column_count = sizeof(columns) / sizeof(*columns),
	.cell = cell,
	.describe = describe,
	.footer = footer,
};
