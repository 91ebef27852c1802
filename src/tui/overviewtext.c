/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/overviewtext.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "tui/lifecycle.h"

static void join(struct buffer *list, char *part)
{
	if (part && *part) {
		buffer_append(list, list->length ? " · " : "");
		buffer_append(list, part);
	}
	free(part);
}

char *overview_next_when(const struct dashboard *dashboard)
{
	const struct meeting *next = dashboard->overview.next;
	struct buffer text = {0};
	join(&text, date_format(next->date.value, DATE_SHORT));
	join(&text, date_format_distance(next->date.value, dashboard_today(dashboard)));
	join(&text, next->start.known ? meeting_hours(next) : xstrdup(_("time not set")));
	return buffer_take(&text);
}

char *overview_next_where(const struct dashboard *dashboard)
{
	const struct meeting *next = dashboard->overview.next;
	struct buffer text = {0};
	join(&text, xstrdup(choice_label(&meeting_kinds, (int)next->kind.value)));
	if (meeting_needs_place(next))
		join(&text, xstrdup(next->place));
	join(&text, xstrdup(choice_label(&meeting_statuses, (int)next->status.value)));
	return buffer_take(&text);
}

char *overview_meeting_unknowns(const struct dashboard *dashboard, const struct meeting *meeting)
{
	const struct unknowns *unknowns = &dashboard->overview.unknowns;
	struct buffer text = {0};
	for (size_t i = 0; i < unknowns->count; i++) {
		const struct unknown *unknown = &unknowns->items[i];
		if (unknown->meeting != meeting)
			continue;
		buffer_append(&text, text.length ? ", " : "");
		buffer_append(&text, unknown_kind_label(unknown->kind));
		if (unknown->decided_at) {
			char *day = unknown->decided_at->date.known
					    ? date_format(unknown->decided_at->date.value, DATE_DAY)
					    : meeting_when(unknown->decided_at);
			/* TRANSLATORS: follows "theme": when it will be decided */
			buffer_printf(&text, _(" (decided %s)"), day);
			free(day);
		}
	}
	return text.length ? buffer_take(&text) : NULL;
}

char *overview_promise(const struct meeting *meeting)
{
	struct buffer text = {0};
	if (!meeting->promise)
		return NULL;
	join(&text, xstrdup(meeting->promise));
	join(&text, xstrdup(meeting->promise_by));
	if (meeting->promise_due.known) {
		char *day = date_format(meeting->promise_due.value, DATE_DAY);
		join(&text, xasprintf(_("by %s"), day));
		free(day);
	}
	return buffer_take(&text);
}

bool overview_is_overdue(const struct dashboard *dashboard, const struct meeting *meeting)
{
	const struct unknowns *unknowns = &dashboard->overview.unknowns;
	for (size_t i = 0; i < unknowns->count; i++) {
		if (unknowns->items[i].meeting == meeting && unknowns->items[i].overdue)
			return true;
	}
	return false;
}

static char *counted(const char *one, const char *many, int64_t count)
{
	return count ? xasprintf(PLURAL_(one, many, count), (long long)count) : NULL;
}

char *overview_people(const struct dashboard *dashboard)
{
	const struct overview *overview = &dashboard->overview;
	struct buffer text = {0};
	join(&text, counted(NPLURAL_("%lld to review", "%lld to review"), overview->review));
	join(&text,
		counted(NPLURAL_("%lld just received", "%lld just received"), overview->received));
	join(&text, counted(NPLURAL_("%lld admitted", "%lld admitted"), overview->participants));
	join(&text, counted(NPLURAL_("%lld in another role", "%lld in other roles"),
			    overview->other_roles));
	join(&text, counted(NPLURAL_("%lld lacks invoice data", "%lld lack invoice data"),
			    overview->incomplete_items));
	return buffer_take(&text);
}

char *overview_requests(const struct dashboard *dashboard)
{
	const struct overview *overview = &dashboard->overview;
	struct buffer text = {0};
	join(&text, counted(NPLURAL_("%lld new", "%lld new"), overview->new_requests));
	join(&text, counted(NPLURAL_("%lld in hand", "%lld in hand"), overview->open_requests));
	join(&text, counted(NPLURAL_("%lld overdue", "%lld overdue"), overview->inbox.overdue));
	join(&text, counted(NPLURAL_("%lld unassigned", "%lld unassigned"),
			    overview->inbox.unassigned));
	join(&text, counted(NPLURAL_("%lld woken", "%lld woken"), overview->inbox.woken));
	join(&text, counted(NPLURAL_("%lld at rest", "%lld at rest"), overview->inbox.resting));
	join(&text, counted(NPLURAL_("%lld in quarantine", "%lld in quarantine"),
			    overview->quarantined));
	join(&text,
		counted(NPLURAL_("%lld released from quarantine", "%lld released from quarantine"),
			overview->inbox.released));
	join(&text,
		counted(NPLURAL_("%lld broken mail", "%lld broken mails"), overview->broken_mail));
	return buffer_take(&text);
}

char *overview_replies(const struct dashboard *dashboard)
{
	char *text = counted(NPLURAL_("%lld answer waits for you", "%lld answers wait for you"),
		dashboard->overview.open_replies);
	return text ? text : xstrdup("");
}

char *overview_duties(const struct dashboard *dashboard)
{
	const struct overview *overview = &dashboard->overview;
	struct buffer text = {0};
	join(&text, counted(NPLURAL_("%lld request of a person's rights to answer",
				    "%lld requests of people's rights to answer"),
			    overview->due_cases));
	join(&text, counted(NPLURAL_("%lld row to remove", "%lld rows to remove"),
			    overview->to_remove));
	return buffer_take(&text);
}

/* ---- the strip ---- */

#define STRIP_LABEL 14

static void draw_strip_line(struct dashboard *dashboard, struct rect row, const char *label,
	enum role role, const char *text)
{
	draw_text(dashboard->canvas, row.y, row.x + 1, STRIP_LABEL, ROLE_LABEL, label);
	draw_text(dashboard->canvas, row.y, row.x + STRIP_LABEL + 2, row.width - STRIP_LABEL - 3,
		role, text);
}

static char *next_line(const struct dashboard *dashboard)
{
	const struct meeting *next = dashboard->overview.next;
	struct buffer text = {0};
	if (!next)
		return xstrdup(_("No meeting ahead has a date."));
	join(&text, overview_next_when(dashboard));
	join(&text, overview_next_where(dashboard));
	join(&text, meeting_headline(dashboard, next, false));
	return buffer_take(&text);
}

/* Columns for " · +12". */
#define MORE 9

/* As many as there is room for, whole, and how many more there are. Takes the parts; those that are
 * NULL or empty say nothing. */
static char *join_that_fit(char *parts[], size_t count, int columns)
{
	struct buffer text = {0};
	size_t more = 0;
	for (size_t i = 0; i < count; i++) {
		int used = text_width(text.data ? text.data : "");
		if (text_is_blank(parts[i])) {
			free(parts[i]);
		} else if (more || (used && used + text_width(parts[i]) + MORE > columns)) {
			more++;
			free(parts[i]);
		} else {
			join(&text, parts[i]);
		}
	}
	if (more)
		buffer_printf(&text, " · +%zu", more);
	return buffer_take(&text);
}

static char *unknown_line(const struct dashboard *dashboard, int columns)
{
	const struct unknowns *unknowns = &dashboard->overview.unknowns;
	char **parts = xcalloc(unknowns->count + 1, sizeof(*parts));
	for (size_t i = 0; i < unknowns->count; i++)
		parts[i] = unknown_describe(&unknowns->items[i]);
	char *text = join_that_fit(parts, unknowns->count, columns);
	free(parts);
	return text;
}

static char *work_line(const struct dashboard *dashboard, int columns)
{
	const struct overview *overview = &dashboard->overview;
	char *parts[] = {
		counted(NPLURAL_("%lld open vote", "%lld open votes"),
			(int64_t)overview->votes.count),
		counted(NPLURAL_("%lld new request", "%lld new requests"), overview->new_requests),
		counted(NPLURAL_("%lld sign-up to review", "%lld sign-ups to review"),
			overview->review),
		counted(NPLURAL_("%lld sign-up just received", "%lld sign-ups just received"),
			overview->received),
		overview_duties(dashboard),
		overview_replies(dashboard),
		outbox_in_words(&overview->outbox),
		counted(NPLURAL_("%lld lacks invoice data", "%lld lack invoice data"),
			overview->incomplete_items),
	};
	return join_that_fit(parts, sizeof(parts) / sizeof(*parts), columns);
}

/* What cannot wait stands first and looks like it; the rest stays calm. */
static void draw_work(struct dashboard *dashboard, struct rect row)
{
	char *urgent = counted(NPLURAL_("%lld ongoing threat", "%lld ongoing threats"),
		dashboard->overview.urgent_requests);
	draw_strip_line(dashboard, row, _("To do"), ROLE_URGENT, urgent ? urgent : "");
	int used = urgent ? text_width(urgent) + 3 : 0;
	rect_cut_left(&row, STRIP_LABEL + 2 + used);
	char *rest = work_line(dashboard, row.width - 1);
	draw_text(dashboard->canvas, row.y, row.x, row.width - 1, ROLE_TEXT, rest);
	free(rest);
	free(urgent);
}

void strip_draw(struct dashboard *dashboard, struct rect rect)
{
	if (rect.height < 3)
		return;
	const struct overview *overview = &dashboard->overview;
	char *next = next_line(dashboard);
	char *gaps = unknown_line(dashboard, rect.width - STRIP_LABEL - 3);
	char *label = xasprintf(_("Unknown (%zu)"), overview->unknowns.count);
	draw_strip_line(dashboard, rect_cut_top(&rect, 1), _("Next meeting"), ROLE_ACCENT, next);
	draw_strip_line(dashboard, rect_cut_top(&rect, 1), label,
		overview->unknowns.overdue ? ROLE_ERROR : ROLE_TEXT, gaps);
	draw_work(dashboard, rect_cut_top(&rect, 1));
	free(label);
	free(gaps);
	free(next);
}
