/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Answers to invitations that leave a doubt: a list with the reason of each. A person reads one,
 * lets it count after all, or dismisses it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/file.h"
#include "exchange/mail/read.h"
#include "service/rsvp.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/folder.h"
#include "tui/veil.h"

enum { MARGIN = 2 }; /* before a row: the selection */

enum { COLUMN_SIGN, COLUMN_WHO, COLUMN_ANSWER, COLUMN_WHY, COLUMN_MEETING, COLUMN_AGE };

static const struct column columns[] = {
	[COLUMN_SIGN] = {NULL, 1, 1, 1, 1, false, -1},
	[COLUMN_WHO] = {N_("From"), 14, 20, 28, 1, false, -1},
	[COLUMN_ANSWER] = {N_("Answer"), 10, 10, 12, 2, false, -1},
	[COLUMN_WHY] = {N_("Why it waits"), 16, 28, 60, 1, false, -1},
	[COLUMN_MEETING] = {N_("Meeting"), 10, 10, 16, 3, false, -1},
	[COLUMN_AGE] = {N_("Came"), 8, 8, 12, 4, false, -1},
};

#define COLUMN_COUNT (sizeof(columns) / sizeof(*columns))

struct replies {
	struct mode mode;
	struct list list;
};

static struct replies *replies_of(struct mode *mode)
{
	return (struct replies *)mode;
}

/* ---- an answer, told ---- */

/* The participant as lists name them, or the bare address; NULL: neither. Owned by the caller. */
static char *who_text(struct dashboard *dashboard, const struct reply *reply)
{
	struct participant participant = {0};
	struct error gone = {0};
	char *text = NULL;
	if (reply->participant.known && veil_get(dashboard, &participant_entity,
						reply->participant.value, &participant, &gone))
		text = participant_list_name(&participant);
	else if (reply->attendee)
		text = xstrdup(reply->attendee);
	record_finish(&participant_entity, &participant);
	error_finish(&gone);
	return text;
}

static char *meeting_text(struct dashboard *dashboard, const struct reply *reply)
{
	struct meeting meeting = {0};
	struct error gone = {0};
	char *text = NULL;
	if (reply->meeting.known &&
		veil_get(dashboard, &meeting_entity, reply->meeting.value, &meeting, &gone))
		text = meeting_when(&meeting);
	record_finish(&meeting_entity, &meeting);
	error_finish(&gone);
	return text;
}

static void tell_reply(struct dashboard *dashboard, const struct reply *reply, struct sheet *sheet)
{
	char *who = who_text(dashboard, reply), *meeting = meeting_text(dashboard, reply);
	char *reason = reply_reason(reply);
	char *when = reply->stamped_at.known ? instant_format(reply->stamped_at.value) : NULL;
	char *version = reply->sequence.known ? xasprintf("%lld", (long long)reply->sequence.value)
					      : NULL;
	bool open = reply->status.value == REPLY_OPEN;
	sheet_pair(sheet, _("Participant"), ROLE_TITLE, who);
	sheet_pair(sheet, _("Answer"), ROLE_TEXT,
		reply->answer.known ? choice_label(&answers, (int)reply->answer.value) : "–");
	sheet_pair(sheet, open ? _("Why it waits") : _("Found"), open ? ROLE_WARNING : ROLE_TEXT,
		reason);
	sheet_pair(sheet, _("Meeting"), ROLE_TEXT, meeting);
	sheet_pair(sheet, _("Answers for"), ROLE_TEXT, reply->attendee);
	sheet_pair(sheet, _("Sent by"), ROLE_TEXT, reply->sender);
	sheet_pair(sheet, _("Hands it on to"), ROLE_TEXT, reply->delegated_to);
	sheet_pair(sheet, _("Answered"), ROLE_TEXT, when);
	sheet_pair(sheet, _("Version of the file"), ROLE_TEXT, version);
	sheet_pair(sheet, _("Comment"), ROLE_TEXT, reply->comment);
	sheet_pair(sheet, _("File"), ROLE_DIM, reply->source);
	sheet_pair(sheet, _("Status"), ROLE_TEXT,
		choice_label(&reply_statuses, (int)reply->status.value));
	sheet_pair(sheet, _("Handled by"), ROLE_TEXT, reply->handled_by);
	free(version);
	free(when);
	free(reason);
	free(meeting);
	free(who);
}

/* ---- deciding ---- */

static unsigned refuse_writing(struct dashboard *dashboard)
{
	dashboard_say(dashboard, ROLE_WARNING,
		xasprintf(_("%s: %s."), _("Answers"), _("opened for reading only")));
	return EFFECT_DRAW;
}

/* Who moves up by it has a name: in privacy mode that is told when it is left. */
static unsigned apply(struct dashboard *dashboard, int64_t id)
{
	struct moved_up moved = {0};
	struct error error = {0};
	if (dashboard->options.readonly)
		return refuse_writing(dashboard);
	bool ok = service_reply_apply(dashboard->service, id, &moved, &error);
	char *up = ok ? service_moved_up_text(dashboard->service, &moved) : NULL;
	if (up)
		veil_say(dashboard, ROLE_GOOD, xasprintf(_("Applied. %s. u undoes."), up));
	else if (ok)
		dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("Applied. u undoes.")));
	free(up);
	moved_up_finish(&moved);
	return ok ? EFFECT_DRAW | EFFECT_RELOAD : dashboard_complain(dashboard, &error);
}

static unsigned dismiss(struct dashboard *dashboard, int64_t id)
{
	struct error error = {0};
	if (dashboard->options.readonly)
		return refuse_writing(dashboard);
	if (!service_reply_dismiss(dashboard->service, id, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("Dismissed. u undoes.")));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

/* ---- reading one ---- */

static unsigned agreed(struct dashboard *dashboard, void *context)
{
	return apply(dashboard, *(int64_t *)context);
}

static bool may_be_applied(const struct dashboard *dashboard, const struct reply *reply)
{
	struct error no = {0};
	bool may = !dashboard->options.readonly && reply_may_be_applied(reply, &no);
	error_finish(&no);
	return may;
}

static void tell_question(struct sheet *sheet)
{
	sheet_blank(sheet);
	sheet_text(sheet, ROLE_ACCENT, _("Shall it count all the same?"));
}

static bool remake(struct dashboard *dashboard, struct sheet *sheet, void *context)
{
	struct reply reply = {0};
	struct error gone = {0};
	bool ok = veil_get(dashboard, &reply_entity, *(int64_t *)context, &reply, &gone);
	if (ok)
		tell_reply(dashboard, &reply, sheet);
	if (ok && may_be_applied(dashboard, &reply))
		tell_question(sheet);
	error_finish(&gone);
	record_finish(&reply_entity, &reply);
	return ok;
}

static char *entitle(struct dashboard *dashboard, void *context)
{
	return veil_title(dashboard, &reply_entity, *(int64_t *)context);
}

static unsigned read_one(struct replies *self, struct dashboard *dashboard)
{
	const struct reply *reply = list_selected(&self->list);
	if (!reply)
		return EFFECT_NONE;
	int64_t *id = xcalloc(1, sizeof(*id));
	*id = reply->record.id;
	char *title = reply_entity.title(reply);
	bool may = may_be_applied(dashboard, reply);
	struct reader reader = {.title = title,
		.full = true,
		.agreed = may ? agreed : NULL,
		.remake = remake,
		.entitle = entitle,
		.context = id,
		.free_context = free};
	tell_reply(dashboard, reply, &reader.sheet);
	if (may)
		tell_question(&reader.sheet);
	reader_open(dashboard, &reader);
	free(title);
	return EFFECT_DRAW;
}

/* ---- reading more ---- */

static char *read_text(const struct rsvp_result *result)
{
	struct buffer text = {0};
	buffer_printf(
		&text, PLURAL_("%zu applied", "%zu applied", result->applied), result->applied);
	buffer_append(&text, ", ");
	buffer_printf(&text, PLURAL_("%zu waits", "%zu wait", result->open), result->open);
	if (result->known) {
		buffer_append(&text, ", ");
		buffer_printf(&text, PLURAL_("%zu read before", "%zu read before", result->known),
			result->known);
	}
	return buffer_take(&text);
}

static void say_read(struct dashboard *dashboard, const struct rsvp_result *result)
{
	char *text = read_text(result);
	char *up = service_moved_up_text(dashboard->service, &result->moved);
	if (up)
		veil_say(dashboard, ROLE_GOOD, xasprintf("%s. %s.", text, up));
	else
		dashboard_say(dashboard, ROLE_GOOD, xasprintf("%s.", text));
	free(up);
	free(text);
}

static bool file_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct rsvp_result result = {0};
	size_t length;
	(void)context;
	if (text_is_blank(text) || !strcmp(text, "-"))
		return error_set(error, ERROR_DATA, _("Give the file to read."));
	char *path = folder_expand(text);
	char *bytes = file_read(path, MAIL_LIMIT, &length, error);
	bool ok = bytes && service_rsvp(dashboard->service, path, bytes, length, &result, error);
	if (ok) {
		say_read(dashboard, &result);
		*effects = EFFECT_DRAW | EFFECT_RELOAD;
	}
	rsvp_result_finish(&result);
	free(bytes);
	free(path);
	return ok;
}

unsigned replies_read(struct dashboard *dashboard)
{
	struct prompt prompt = {
		.title = _("Read answers to invitations"),
		.label = _("File (.ics, .eml)"),
		.text = dashboard->import_folder,
		.help = _("What leaves no doubt is applied at once, the rest waits for you."),
		.done = file_given,
	};
	if (dashboard->options.readonly)
		return refuse_writing(dashboard);
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}

/* ---- drawing ---- */

static char *cell_text(struct dashboard *dashboard, const struct reply *reply, size_t column)
{
	const struct choice *status = &reply_statuses.items[reply->status.value];
	switch (column) {
	case COLUMN_SIGN:
		return xstrdup(dashboard->canvas->ascii ? status->sign_ascii : status->sign);
	case COLUMN_WHO:
		return who_text(dashboard, reply);
	case COLUMN_ANSWER:
		return xstrdup(reply->answer.known
				       ? choice_label(&answers, (int)reply->answer.value)
				       : "–");
	case COLUMN_WHY:
		return reply_reason(reply);
	case COLUMN_MEETING:
		return meeting_text(dashboard, reply);
	default:
		return instant_format_age(
			reply->received_at.value, clock_now(dashboard->service->clock));
	}
}

static enum role cell_role(const struct reply *reply, size_t column)
{
	if (reply->status.value != REPLY_OPEN || column == COLUMN_AGE)
		return ROLE_DIM;
	return column == COLUMN_WHY ? ROLE_WARNING : ROLE_TEXT;
}

static void draw_head(struct canvas *canvas, struct rect row, const int widths[])
{
	int x = row.x + MARGIN;
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		if (!widths[i])
			continue;
		draw_text(canvas, row.y, x, widths[i], ROLE_LABEL,
			columns[i].title ? _(columns[i].title) : "");
		x += widths[i] + 1;
	}
}

static void draw_reply(struct replies *self, struct dashboard *dashboard, size_t index,
	struct rect row, const int widths[])
{
	struct canvas *canvas = dashboard->canvas;
	const struct reply *reply = list_row(&self->list, index);
	bool selected = index == self->list.selected;
	int x = row.x + MARGIN;
	if (selected) {
		draw_row_begin(canvas, row.y, row.x, row.width, ROLE_SELECTED);
		draw_text(canvas, row.y, row.x, 1, ROLE_ACCENT, canvas->ascii ? ">" : "▌");
	}
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		if (!widths[i])
			continue;
		char *text = cell_text(dashboard, reply, i);
		draw_text(canvas, row.y, x, widths[i], cell_role(reply, i), text ? text : "");
		free(text);
		x += widths[i] + 1;
	}
	if (selected) {
		draw_row_end(canvas);
		draw_focus(canvas, row.y, row.x);
	}
}

static void replies_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct replies *self = replies_of(mode);
	struct error error = {0};
	int widths[COLUMNS_LIMIT];
	struct rect rest = draw_overlay(dashboard->canvas, body, _("Answers that wait"));
	columns_fit(columns, COLUMN_COUNT, rest.width - MARGIN, widths);
	draw_head(dashboard->canvas, rect_cut_top(&rest, 1), widths);
	if (!list_set_height(&self->list, rest.height, &error))
		dashboard_complain(dashboard, &error);
	if (!list_count(&self->list))
		draw_text(dashboard->canvas, rest.y, rest.x + MARGIN, rest.width - MARGIN, ROLE_DIM,
			_("No answer waits for you."));
	for (int y = 0; y < rest.height; y++) {
		size_t index = self->list.top + (size_t)y;
		if (index < list_count(&self->list))
			draw_reply(self, dashboard, index,
				(struct rect){rest.y + y, rest.x, 1, rest.width}, widths);
	}
}

/* ---- keys ---- */

static unsigned moved(struct dashboard *dashboard, bool ok, struct error *error)
{
	return ok ? EFFECT_DRAW : dashboard_complain(dashboard, error);
}

static unsigned leave(struct replies *self)
{
	self->mode.closing = true;
	return EFFECT_CLOSE | EFFECT_DRAW;
}

static unsigned letter_key(struct replies *self, struct dashboard *dashboard, uint32_t code)
{
	struct error error = {0};
	int64_t id = list_selected_id(&self->list);
	switch (code) {
	case 'j':
		return moved(dashboard, list_move(&self->list, 1, &error), &error);
	case 'k':
		return moved(dashboard, list_move(&self->list, -1, &error), &error);
	case 'g':
		return moved(dashboard, list_go_first(&self->list, &error), &error);
	case 'G':
		return moved(dashboard, list_go_last(&self->list, &error), &error);
	case 'a':
	case 'y':
		return id ? apply(dashboard, id) : EFFECT_NONE;
	case 'd':
		return id ? dismiss(dashboard, id) : EFFECT_NONE;
	case 'i':
		return replies_read(dashboard);
	case 'A':
		return moved(dashboard, list_set_all(&self->list, !self->list.query.all, &error),
			&error);
	case 'u':
		return dashboard->options.readonly ? refuse_writing(dashboard)
						   : app_undo(dashboard);
	case 'q':
		return leave(self);
	default:
		return EFFECT_IGNORED;
	}
}

static unsigned replies_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct replies *self = replies_of(mode);
	struct error error = {0};
	key = key_normalize(key);
	if (key.modifiers)
		return EFFECT_IGNORED;
	switch (key.code) {
	case KEYCODE_ESCAPE:
		return leave(self);
	case KEYCODE_ENTER:
		return read_one(self, dashboard);
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

static void replies_reload(struct mode *mode, struct dashboard *dashboard)
{
	struct replies *self = replies_of(mode);
	struct error error = {0};
	mode->veiled = dashboard->veiled;
	self->list.veiled = dashboard->veiled;
	if (!list_reload(&self->list, &error))
		dashboard_complain(dashboard, &error);
}

static const struct hint *replies_hints(const struct mode *mode)
{
	static const struct hint hints[] = {{"Enter", N_("read")}, {"a", N_("apply")},
		{"d", N_("dismiss")}, {"i", N_("read a file")}, {"A", N_("all")}, {"u", N_("undo")},
		{"Esc", N_("back")}, {NULL, NULL}};
	(void)mode;
	return hints;
}

static void replies_destroy(struct mode *mode)
{
	struct replies *self = replies_of(mode);
	list_finish(&self->list);
	free(self);
}

static const struct mode_ops replies_ops = {
	.draw = replies_draw,
	.key = replies_key,
	.reload = replies_reload,
	.hints = replies_hints,
	.destroy = replies_destroy,
};

unsigned replies_open(struct dashboard *dashboard)
{
	struct replies *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &replies_ops;
	list_init(
		&self->list, dashboard->service->store, &reply_entity, dashboard->service->network);
	replies_reload(&self->mode, dashboard);
	mode_push(dashboard, &self->mode);
	return EFFECT_DRAW;
}
