/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What has been written to the network. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/request.h"
#include "model/threatword.h"
#include "service/request/inbox.h"
#include "tui/dashboard.h"
#include "tui/request/request.h"

enum { COLUMN_SIGN, COLUMN_AGE, COLUMN_CLOCK, COLUMN_SUBJECT, COLUMN_SENDER, COLUMN_ASSIGNEE };

enum { SORT_AGE, SORT_STATUS, SORT_SENDER, SORT_SUBJECT, SORT_DUE };

/* The third column says what the row waits for: our answer by the clock, theirs, or a day. */
static const struct column columns[] = {
	[COLUMN_SIGN] = {NULL, 1, 1, 1, 1, false, -1},
	[COLUMN_AGE] = {N_("Came"), 6, 9, 9, 3, false, SORT_AGE},
	[COLUMN_CLOCK] = {N_("Answer"), 6, 11, 16, 2, false, SORT_DUE},
	[COLUMN_SUBJECT] = {N_("Subject"), 12, 24, 60, 1, false, SORT_SUBJECT},
	[COLUMN_SENDER] = {N_("From"), 12, 18, 26, 4, false, SORT_SENDER},
	[COLUMN_ASSIGNEE] = {NULL, 3, 3, 3, 3, false, -1},
};

/* Below it a subject has room for one word before it. */
#define SUBJECT_WIDE 24

enum { LEGEND_MARGIN = 3 /* columns beside the line of signs */ };

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

static enum role clock_role(const struct request_clock *clock)
{
	if (clock->over)
		return ROLE_ERROR;
	if (clock->urgent)
		return ROLE_URGENT;
	return clock->left < WORKING_DAY ? ROLE_WARNING : ROLE_DIM;
}

/* As long as there is room for: "2 days left", "2 d". */
static char *clock_text(const struct request_clock *clock, int width)
{
	char *text = request_clock_text(clock, true);
	if (text_width(text) <= width)
		return text;
	free(text);
	text = request_clock_text(clock, false);
	if (text_width(text) <= width)
		return text;
	free(text);
	return request_clock_brief(clock);
}

static char *rest_day(const struct request *request, int width)
{
	char *day = date_format(request->snooze_until.value, DATE_DAY);
	/* TRANSLATORS: until when a request rests: "until 16 Oct" */
	char *text = xasprintf(_("until %s"), day);
	if (text_width(text) <= width) {
		free(day);
		return text;
	}
	free(text);
	return day;
}

/* What it waits for: us by the clock, a day, the outbox, or nothing but its state says. */
static struct cell clock_cell(
	const struct dashboard *dashboard, const struct request *request, int width)
{
	struct request_clock clock = service_request_clock(dashboard->service, request);
	if (request_rests(request, dashboard_today(dashboard)))
		return (struct cell){rest_day(request, width), ROLE_DIM};
	if (clock.runs)
		return (struct cell){clock_text(&clock, width), clock_role(&clock)};
	if (overview_has_letter(&dashboard->overview, request->record.id))
		return (struct cell){xstrdup(C_("request", "draft")), ROLE_WARNING};
	/* Where there is no room for the word the sign says it alone. */
	const char *label = choice_label(&request_statuses, (int)request->status.value);
	return (struct cell){
		xstrdup(text_width(label) <= width ? label : ""), status_role(request)};
}

/* "woken · like #12 · subject": what must be known before it is read stands before it. */
static char *subject_text(
	const struct dashboard *dashboard, const struct request *request, int width)
{
	struct buffer text = {0};
	if (request_is_woken(request, dashboard_today(dashboard)))
		buffer_printf(&text, "%s · ", C_("request", "woken"));
	if (request->like.known && (!text.length || width >= SUBJECT_WIDE)) {
		/* TRANSLATORS: it resembles the request with that number */
		buffer_printf(&text, _("like #%lld"), (long long)request->like.value);
		buffer_append(&text, " · ");
	}
	char *title = request_entity.title(request);
	buffer_append(&text, title);
	free(title);
	return buffer_take(&text);
}

static struct cell cell(struct pane *pane, struct dashboard *dashboard, const void *record,
	size_t column, int width)
{
	const struct request *request = record;
	enum role role = request->urgent.value ? ROLE_URGENT : ROLE_TEXT;
	(void)pane;
	switch (column) {
	case COLUMN_SIGN:
		return (struct cell){
			xstrdup(sign(request, dashboard->canvas->ascii)), status_role(request)};
	case COLUMN_AGE:
		return (struct cell){instant_format_age(request->received_at.value,
					     clock_now(dashboard->service->clock)),
			ROLE_DIM};
	case COLUMN_CLOCK:
		return clock_cell(dashboard, request, width);
	case COLUMN_SUBJECT:
		return (struct cell){subject_text(dashboard, request, width), role};
	case COLUMN_SENDER:
		return (struct cell){xstrdup(sender(request)), ROLE_TEXT};
	default:
		return (struct cell){
			xstrdup(request->assignee ? request->assignee : "–"), ROLE_DIM};
	}
}

static void describe(
	struct dashboard *dashboard, const void *record, bool whole, struct sheet *sheet)
{
	request_describe(dashboard, record, whole, sheet);
}

/* What the signs mean: "● new  ○ open". */
static void add_legend(struct buffer *text, bool ascii, int width)
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
	/* TRANSLATORS: beside its sign: the request has words in it that threats have */
	char *threat = xasprintf("  %s %s", ascii ? "?" : "△", _("words of a threat"));
	if (text_width(text->data) + text_width(threat) <= width)
		buffer_append(text, threat);
	free(threat);
}

/* "1 in quarantine · 2 at rest: A shows all" */
static void add_hidden(struct buffer *text, const struct overview *overview)
{
	long long quarantined = (long long)overview->quarantined;
	long long resting = (long long)overview->inbox.resting;
	struct buffer parts = {0};
	if (quarantined)
		buffer_printf(&parts,
			PLURAL_("%lld in quarantine", "%lld in quarantine", quarantined),
			quarantined);
	if (resting) {
		buffer_append(&parts, quarantined ? " · " : "");
		buffer_printf(&parts, PLURAL_("%lld at rest", "%lld at rest", resting), resting);
	}
	if (parts.length)
		buffer_printf(text, _("%s: A shows all"), parts.data);
	buffer_finish(&parts);
}

/* What is hidden; and the signs, where the list is as wide as the screen. */
static char *footer(struct pane *pane, struct dashboard *dashboard)
{
	struct buffer text = {0};
	if (!pane->list.query.all && !pane->list.filter_text)
		add_hidden(&text, &dashboard->overview);
	if (dashboard->layout.tabs)
		add_legend(&text, dashboard->canvas->ascii,
			dashboard->layout.screen.width - LEGEND_MARGIN);
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
