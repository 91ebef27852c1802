/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The outbox over the whole body: what waits to be sent or done, a list of any length. A letter is
 * opened to be read; to send it, to mark it as done, to change and to discard it each have a key.
 */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/draft.h"
#include "service/outbox.h"
#include "tui/change.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/lifecycle.h"
#include "tui/request/allow.h"
#include "tui/send.h"
#include "tui/veil.h"

enum { MARGIN = 2 }; /* before a row: the selection and the mark */

enum { COLUMN_KIND, COLUMN_WHO, COLUMN_WHY, COLUMN_WHAT, COLUMN_STATUS, COLUMN_WRITTEN };

static const struct column columns[] = {
	[COLUMN_KIND] = {NULL, 1, 1, 1, 1, false, -1},
	[COLUMN_WHO] = {N_("To"), 14, 20, 28, 1, false, -1},
	[COLUMN_WHY] = {N_("Why"), 12, 15, 24, 2, false, -1},
	[COLUMN_WHAT] = {N_("What"), 12, 26, 60, 3, false, -1},
	[COLUMN_STATUS] = {N_("Status"), 8, 8, 10, 4, false, -1},
	[COLUMN_WRITTEN] = {N_("Written"), 8, 10, 12, 5, false, -1},
};

struct outbox {
	struct mode mode;
	struct list list;
	struct draft_count waiting;
};

static struct outbox *outbox_of(struct mode *mode)
{
	return (struct outbox *)mode;
}

/* ---- a letter, told ---- */

/* A letter that left before someone became protected stays shut; a task names nobody. */
static bool is_shut(const struct draft *draft)
{
	return draft_entity.is_protected(draft) && draft->kind.value == DRAFT_MAIL;
}

/* To whom: the participant as lists name them, or the bare address. Owned by the caller. */
static char *who_text(struct dashboard *dashboard, const struct draft *draft)
{
	struct participant participant = {0};
	struct error gone = {0};
	char *text = NULL;
	if (draft->participant.known && veil_get(dashboard, &participant_entity,
						draft->participant.value, &participant, &gone))
		text = participant_list_name(&participant);
	else if (draft->address && !is_shut(draft))
		text = xstrdup(draft->address);
	record_finish(&participant_entity, &participant);
	error_finish(&gone);
	return text;
}

static char *meeting_text(struct dashboard *dashboard, const struct draft *draft)
{
	struct meeting meeting = {0};
	struct error gone = {0};
	char *text = NULL;
	if (draft->meeting.known &&
		veil_get(dashboard, &meeting_entity, draft->meeting.value, &meeting, &gone))
		text = meeting_entity.title(&meeting);
	record_finish(&meeting_entity, &meeting);
	error_finish(&gone);
	return text;
}

static void tell_attachment(
	struct dashboard *dashboard, const struct draft *draft, struct sheet *sheet)
{
	char *meeting = meeting_text(dashboard, draft);
	if (draft->attachment.known && meeting) {
		char *text = xasprintf("%s: %s",
			choice_label(&draft_attachments, (int)draft->attachment.value), meeting);
		sheet_pair(sheet, _("Goes with it"), ROLE_TEXT, text);
		free(text);
	} else {
		sheet_pair(sheet, _("Meeting"), ROLE_TEXT, meeting);
	}
	free(meeting);
}

/* It did not go, or nobody knows. */
static void tell_trouble(const struct draft *draft, struct sheet *sheet)
{
	char *doubt = service_outbox_doubt(draft);
	sheet_pair(sheet, _("Status"), ROLE_WARNING, doubt);
	sheet_pair(sheet, _("Did not go"), ROLE_WARNING,
		is_shut(draft) && draft->failure ? _("hidden") : draft->failure);
	free(doubt);
}

static void tell_end(const struct draft *draft, struct sheet *sheet)
{
	if (draft->status.value == DRAFT_WAITING || draft->status.value == DRAFT_SENDING)
		return;
	char *day = draft->done_on.known ? date_format(draft->done_on.value, DATE_MEDIUM) : NULL;
	char *text = xasprintf("%s, %s %s", choice_label(&draft_statuses, (int)draft->status.value),
		day ? day : "", draft->done_by ? draft->done_by : "");
	sheet_pair(sheet, _("Status"), ROLE_GOOD, text);
	free(text);
	free(day);
}

static void tell_draft(struct dashboard *dashboard, const struct draft *draft, struct sheet *sheet)
{
	char *who = who_text(dashboard, draft);
	bool shut = is_shut(draft);
	tell_trouble(draft, sheet);
	sheet_pair(sheet, _("To be done"), ROLE_WARNING, draft->task);
	sheet_pair(sheet, _("Participant"), ROLE_TEXT, who);
	sheet_pair(sheet, _("To"), ROLE_TEXT, shut ? _("hidden") : draft->address);
	sheet_pair(sheet, _("Subject"), ROLE_TEXT, shut ? _("hidden") : draft->subject);
	sheet_pair(sheet, _("Goes all the same"), ROLE_TEXT, draft->allowed_because);
	tell_attachment(dashboard, draft, sheet);
	tell_end(draft, sheet);
	if (draft->body && !shut) {
		sheet_blank(sheet);
		sheet_text(sheet, ROLE_TEXT, draft->body);
	}
	free(who);
}

static bool remake_letter(struct dashboard *dashboard, struct sheet *sheet, void *context)
{
	const int64_t *id = context;
	struct error gone = {0};
	struct draft *draft = record_create(&draft_entity);
	bool ok = veil_get(dashboard, &draft_entity, *id, draft, &gone);
	if (ok)
		tell_draft(dashboard, draft, sheet);
	error_finish(&gone);
	record_destroy(&draft_entity, draft);
	return ok;
}

static char *entitle_letter(struct dashboard *dashboard, void *context)
{
	const int64_t *id = context;
	return veil_title(dashboard, &draft_entity, *id);
}

static unsigned open_letter(struct outbox *self, struct dashboard *dashboard)
{
	const struct draft *draft = list_selected(&self->list);
	if (!draft)
		return EFFECT_NONE;
	int64_t *id = xcalloc(1, sizeof(*id));
	*id = draft->record.id;
	char *title = draft_entity.title(draft);
	struct reader reader = {.title = title,
		.full = true,
		.remake = remake_letter,
		.entitle = entitle_letter,
		.context = id,
		.free_context = free};
	tell_draft(dashboard, draft, &reader.sheet);
	reader_open(dashboard, &reader);
	free(title);
	return EFFECT_DRAW;
}

/* ---- drawing ---- */

static bool did_not_go(const struct draft *draft)
{
	return draft->status.value == DRAFT_WAITING && draft->failure;
}

/* A letter or a task as long as it waits, then what has become of it. */
static const char *sign_of(const struct draft *draft, bool ascii)
{
	if (did_not_go(draft))
		return "!";
	const struct choice *choice = draft->status.value == DRAFT_WAITING
					      ? &draft_kinds.items[draft->kind.value]
					      : &draft_statuses.items[draft->status.value];
	return ascii ? choice->sign_ascii : choice->sign;
}

static char *cell_text(struct dashboard *dashboard, const struct draft *draft, size_t column)
{
	switch (column) {
	case COLUMN_KIND:
		return xstrdup(sign_of(draft, dashboard->canvas->ascii));
	case COLUMN_WHO:
		return who_text(dashboard, draft);
	case COLUMN_WHY:
		return xstrdup(choice_label(&draft_reasons, (int)draft->reason.value));
	case COLUMN_WHAT:
		if (draft->meeting.known && draft->kind.value == DRAFT_MAIL)
			return meeting_text(dashboard, draft);
		return xstrdup(is_shut(draft) ? _("hidden")
			       : draft->task  ? draft->task
					      : draft->subject);
	case COLUMN_STATUS:
		return xstrdup(did_not_go(draft)
				       ? _("kept")
				       : choice_label(&draft_statuses, (int)draft->status.value));
	default:
		return instant_format_age(
			draft->created_at.value, clock_now(dashboard->service->clock));
	}
}

static enum role cell_role(const struct draft *draft, size_t column)
{
	bool trouble = did_not_go(draft) || draft->status.value == DRAFT_SENDING;
	if (trouble && (column == COLUMN_KIND || column == COLUMN_STATUS))
		return ROLE_WARNING;
	if (draft->status.value != DRAFT_WAITING)
		return ROLE_DIM;
	if (column == COLUMN_KIND && draft->kind.value == DRAFT_TASK)
		return ROLE_WARNING;
	return column == COLUMN_WRITTEN || column == COLUMN_STATUS ? ROLE_DIM : ROLE_TEXT;
}

static void draw_head(struct canvas *canvas, struct rect row, const int widths[])
{
	int x = row.x + MARGIN;
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++) {
		if (!widths[i])
			continue;
		draw_text(canvas, row.y, x, widths[i], ROLE_LABEL,
			columns[i].title ? _(columns[i].title) : "");
		x += widths[i] + 1;
	}
}

static void draw_draft(struct outbox *self, struct dashboard *dashboard, size_t index,
	struct rect row, const int widths[])
{
	struct canvas *canvas = dashboard->canvas;
	const struct draft *draft = list_row(&self->list, index);
	bool selected = index == self->list.selected;
	bool marked = list_is_marked(&self->list, draft->record.id);
	int x = row.x + MARGIN;
	if (selected || marked)
		draw_row_begin(
			canvas, row.y, row.x, row.width, selected ? ROLE_SELECTED : ROLE_MARKED);
	if (selected)
		draw_text(canvas, row.y, row.x, 1, ROLE_ACCENT, canvas->ascii ? ">" : "▌");
	if (marked)
		draw_text(canvas, row.y, row.x + 1, 1, ROLE_MARKED, canvas->ascii ? "*" : "✓");
	for (size_t i = 0; i < sizeof(columns) / sizeof(*columns); i++) {
		if (!widths[i])
			continue;
		char *text = cell_text(dashboard, draft, i);
		draw_text(canvas, row.y, x, widths[i], cell_role(draft, i), text ? text : "");
		free(text);
		x += widths[i] + 1;
	}
	if (selected || marked)
		draw_row_end(canvas);
	if (selected)
		draw_focus(canvas, row.y, row.x);
}

static void outbox_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct outbox *self = outbox_of(mode);
	struct error error = {0};
	int widths[COLUMNS_LIMIT];
	char *waiting = outbox_in_words(&self->waiting);
	char *title = *waiting ? xasprintf(_("Outbox: %s"), waiting) : xstrdup(_("Outbox"));
	struct rect rest = draw_overlay(dashboard->canvas, body, title);
	free(title);
	free(waiting);
	columns_fit(columns, sizeof(columns) / sizeof(*columns), rest.width - MARGIN, widths);
	draw_head(dashboard->canvas, rect_cut_top(&rest, 1), widths);
	if (!list_set_height(&self->list, rest.height, &error))
		dashboard_complain(dashboard, &error);
	if (!list_count(&self->list))
		draw_text(dashboard->canvas, rest.y, rest.x + MARGIN, rest.width - MARGIN, ROLE_DIM,
			_("Nothing waits here. Nothing leaves by itself."));
	for (int y = 0; y < rest.height; y++) {
		size_t index = self->list.top + (size_t)y;
		if (index < list_count(&self->list))
			draw_draft(self, dashboard, index,
				(struct rect){rest.y + y, rest.x, 1, rest.width}, widths);
	}
}

/* ---- what can be done ---- */

static unsigned refuse_writing(struct dashboard *dashboard)
{
	dashboard_say(dashboard, ROLE_WARNING,
		xasprintf(_("%s: %s."), _("Outbox"), _("opened for reading only")));
	return EFFECT_DRAW;
}

static unsigned enter_state(struct outbox *self, struct dashboard *dashboard, int to)
{
	struct bulk_result result = {0};
	struct error error = {0};
	size_t count;
	if (dashboard->options.readonly)
		return refuse_writing(dashboard);
	int64_t *ids = list_targets(&self->list, &count);
	bool ok = count && service_set_status(dashboard->service, &draft_entity, ids, count, to,
				   NULL, false, &result, &error);
	if (ok) {
		list_clear_marks(&self->list);
		dashboard_say(dashboard, ROLE_GOOD,
			xasprintf(PLURAL_("%zu %s. u undoes.", "%zu %s. u undoes.", result.changed),
				result.changed, choice_label(&draft_statuses, to)));
	}
	bulk_result_finish(&result);
	free(ids);
	if (!count)
		return EFFECT_NONE;
	return ok ? EFFECT_DRAW | EFFECT_RELOAD : dashboard_complain(dashboard, &error);
}

/* Discards what waits, and brings back what was discarded or, as somebody knows, did not go. */
static unsigned discard(struct outbox *self, struct dashboard *dashboard)
{
	const struct draft *draft = list_selected(&self->list);
	bool back = draft && (draft->status.value == DRAFT_DISCARDED ||
				     draft->status.value == DRAFT_SENDING);
	return enter_state(self, dashboard, back ? DRAFT_WAITING : DRAFT_DISCARDED);
}

static unsigned send(struct outbox *self, struct dashboard *dashboard)
{
	if (dashboard->options.readonly)
		return refuse_writing(dashboard);
	return list_count(&self->list) ? send_ask(dashboard, &self->list) : EFFECT_NONE;
}

static unsigned edit(struct outbox *self, struct dashboard *dashboard)
{
	if (!list_count(&self->list))
		return EFFECT_NONE;
	if (dashboard->options.readonly)
		return refuse_writing(dashboard);
	const struct draft *draft = list_selected(&self->list);
	return change_open_form(dashboard, &draft_entity, list_selected_id(&self->list),
		draft->kind.value == DRAFT_MAIL ? "body" : "task");
}

/* Only the words of a letter are objected to: what else keeps it is not talked away. */
static unsigned allow(struct outbox *self, struct dashboard *dashboard)
{
	const struct draft *draft = list_selected(&self->list);
	if (!draft || !did_not_go(draft) || is_shut(draft))
		return EFFECT_NONE;
	if (dashboard->options.readonly)
		return refuse_writing(dashboard);
	return allow_ask(dashboard, draft->record.id, draft->failure);
}

static unsigned show_all(struct outbox *self, struct dashboard *dashboard)
{
	struct error error = {0};
	if (!list_set_all(&self->list, !self->list.query.all, &error))
		return dashboard_complain(dashboard, &error);
	return EFFECT_DRAW;
}

static unsigned mark(struct outbox *self, struct dashboard *dashboard)
{
	struct error error = {0};
	if (!list_count(&self->list))
		return EFFECT_NONE;
	list_toggle_mark(&self->list, list_selected_id(&self->list));
	return list_move(&self->list, 1, &error) ? EFFECT_DRAW
						 : dashboard_complain(dashboard, &error);
}

/* ---- keys ---- */

static unsigned moved(struct dashboard *dashboard, bool ok, struct error *error)
{
	return ok ? EFFECT_DRAW : dashboard_complain(dashboard, error);
}

static unsigned leave(struct outbox *self)
{
	self->mode.closing = true;
	return EFFECT_CLOSE | EFFECT_DRAW;
}

static unsigned letter_key(struct outbox *self, struct dashboard *dashboard, uint32_t code)
{
	struct error error = {0};
	switch (code) {
	case 'j':
		return moved(dashboard, list_move(&self->list, 1, &error), &error);
	case 'k':
		return moved(dashboard, list_move(&self->list, -1, &error), &error);
	case 'g':
		return moved(dashboard, list_go_first(&self->list, &error), &error);
	case 'G':
		return moved(dashboard, list_go_last(&self->list, &error), &error);
	case ' ':
		return mark(self, dashboard);
	case '*':
		return moved(dashboard, list_mark_all(&self->list, &error), &error);
	case 'd':
		return enter_state(self, dashboard, DRAFT_DONE);
	case 'S':
		return send(self, dashboard);
	case 'e':
		return edit(self, dashboard);
	case 'F':
		return allow(self, dashboard);
	case 'A':
		return show_all(self, dashboard);
	case 'u':
		return dashboard->options.readonly ? refuse_writing(dashboard)
						   : app_undo(dashboard);
	case 'q':
		return leave(self);
	case '#': /* where there is no Del */
		return discard(self, dashboard);
	default:
		return EFFECT_IGNORED;
	}
}

static unsigned outbox_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct outbox *self = outbox_of(mode);
	struct error error = {0};
	key = key_normalize(key);
	if (key.modifiers)
		return EFFECT_IGNORED;
	switch (key.code) {
	case KEYCODE_ESCAPE:
		return leave(self);
	case KEYCODE_ENTER:
		return open_letter(self, dashboard);
	case KEYCODE_DELETE:
		return discard(self, dashboard);
	case KEYCODE_DOWN:
		return letter_key(self, dashboard, 'j');
	case KEYCODE_UP:
		return letter_key(self, dashboard, 'k');
	case KEYCODE_HOME:
		return letter_key(self, dashboard, 'g');
	case KEYCODE_END:
		return letter_key(self, dashboard, 'G');
	case KEYCODE_PAGE_DOWN:
		return moved(dashboard, list_move(&self->list, self->list.height, &error), &error);
	case KEYCODE_PAGE_UP:
		return moved(dashboard, list_move(&self->list, -self->list.height, &error), &error);
	default:
		return letter_key(self, dashboard, key.code);
	}
}

/* ---- the mode ---- */

static void outbox_reload(struct mode *mode, struct dashboard *dashboard)
{
	struct outbox *self = outbox_of(mode);
	struct error error = {0};
	mode->veiled = dashboard->veiled;
	self->list.veiled = dashboard->veiled;
	if (!service_draft_count(dashboard->service, &self->waiting, &error) ||
		!list_reload(&self->list, &error))
		dashboard_complain(dashboard, &error);
}

static const struct hint *outbox_hints(const struct mode *mode)
{
	static const struct hint hints[] = {{"Enter", N_("read")}, {"S", N_("send")},
		{"d", N_("done")}, {"e", N_("edit")}, {"Del", N_("discard")}, {"u", N_("undo")},
		{"Esc", N_("back")}, {"A", N_("all")}, {NULL, NULL}};
	static const struct hint kept[] = {{"Enter", N_("read")}, {"e", N_("edit")},
		{"F", N_("send all the same")}, {"S", N_("send")}, {"Del", N_("discard")},
		{"u", N_("undo")}, {"Esc", N_("back")}, {NULL, NULL}};
	const struct outbox *self = (const struct outbox *)mode;
	const struct draft *draft = list_selected(&self->list);
	return draft && did_not_go(draft) ? kept : hints;
}

static void outbox_destroy(struct mode *mode)
{
	struct outbox *self = outbox_of(mode);
	list_finish(&self->list);
	free(self);
}

static const struct mode_ops outbox_ops = {
	.draw = outbox_draw,
	.key = outbox_key,
	.reload = outbox_reload,
	.hints = outbox_hints,
	.destroy = outbox_destroy,
};

char *outbox_in_words(const struct draft_count *count)
{
	char *letters = xasprintf(
		PLURAL_("%lld letter", "%lld letters", count->letters), (long long)count->letters);
	char *tasks = xasprintf(
		PLURAL_("%lld task", "%lld tasks", count->tasks), (long long)count->tasks);
	char *text = count->letters && count->tasks ? xasprintf("%s, %s", letters, tasks)
		     : count->letters               ? xstrdup(letters)
						    : xstrdup(count->tasks ? tasks : "");
	free(tasks);
	free(letters);
	return text;
}

unsigned outbox_open(struct dashboard *dashboard)
{
	struct outbox *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &outbox_ops;
	list_init(
		&self->list, dashboard->service->store, &draft_entity, dashboard->service->network);
	outbox_reload(&self->mode, dashboard);
	mode_push(dashboard, &self->mode);
	return EFFECT_DRAW;
}
