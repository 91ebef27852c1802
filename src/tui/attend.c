/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who came: one list of all who belong to a meeting, made for a door with a queue in front of it.
 * Letters are a name, always; what is noted has keys that stand in no name; digits are a code of
 * the sign-in sheet, which needs no other key. So nobody has to know which state the list is in:
 * type the beginning of a name, press Space, type the next.
 */
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/attendance.h"
#include "tui/attendcode.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/veil.h"

enum {
	SIGN = 2,      /* columns: the bar and the sign */
	NAME_MAX = 30, /* columns */
	NAME_MIN = 16,
	STATE = 19,
	SEARCH_MAX = 40, /* letters */
	ABSENT_KEY = '-',
	OTHER_KEY = '+',
};

struct attend_mode {
	struct mode mode;
	struct meeting meeting;
	struct attendees attendees;
	char **names;              /* as shown; owned */
	char **keys;               /* as searched: folded, letters only; owned */
	char **calls;              /* the same with the given name first; owned */
	struct attend_codes codes; /* of the sign-in sheet */
	struct buffer search;
	bool nobody; /* the search finds nobody: nothing is selected */
	size_t at, top;
	int height;
	size_t steps, taken_back; /* notes made here that can be undone, and redone */
	int64_t newest;           /* the journal's action after the last of them */
};

static struct attend_mode *attend_of(struct mode *mode)
{
	return (struct attend_mode *)mode;
}

/* ---- reading ---- */

/* Only the letters: "van der Berg, Pieter" is found as "vanderb". Owned by the caller. */
static char *search_key(const char *text)
{
	char *folded = collate_fold(text);
	struct buffer key = {0};
	for (const char *at = folded, *end = folded + strlen(folded); at < end;) {
		char letter[4];
		uint32_t code = text_next(&at, end);
		if (iswalnum((wint_t)code))
			buffer_append_bytes(&key, letter, text_encode(letter, code));
	}
	free(folded);
	return buffer_take(&key);
}

static void forget(struct attend_mode *self)
{
	for (size_t i = 0; i < self->attendees.count; i++) {
		free(self->names[i]);
		free(self->keys[i]);
		free(self->calls[i]);
	}
	free(self->names);
	free(self->keys);
	free(self->calls);
	attendees_finish(&self->attendees);
	record_finish(&meeting_entity, &self->meeting);
}

/* They are searched by their names also when only initials are shown. */
static void name_them(struct attend_mode *self, struct dashboard *dashboard)
{
	self->names = xcalloc(self->attendees.count + 1, sizeof(*self->names));
	self->keys = xcalloc(self->attendees.count + 1, sizeof(*self->keys));
	self->calls = xcalloc(self->attendees.count + 1, sizeof(*self->calls));
	for (size_t i = 0; i < self->attendees.count; i++) {
		struct participant *participant = &self->attendees.items[i].participant;
		char *name = participant_list_name(participant);
		char *call = participant_entity.title(participant);
		self->keys[i] = search_key(name);
		self->calls[i] = search_key(call);
		veil_record(dashboard, &participant_entity, participant);
		self->names[i] = participant_list_name(participant);
		free(call);
		free(name);
	}
}

static bool read_people(
	struct attend_mode *self, struct dashboard *dashboard, int64_t meeting, struct error *error)
{
	struct attendees attendees = {0};
	struct meeting fresh = {0};
	bool ok = veil_get(dashboard, &meeting_entity, meeting, &fresh, error) &&
		  attend_codes_read(&self->codes, dashboard->service, meeting, error) &&
		  service_attendees(dashboard->service, &fresh, &attendees, error);
	if (!ok) {
		record_finish(&meeting_entity, &fresh);
		return false;
	}
	int64_t selected = self->at < self->attendees.count
				   ? self->attendees.items[self->at].participant.record.id
				   : 0;
	forget(self);
	self->meeting = fresh;
	self->attendees = attendees;
	name_them(self, dashboard);
	self->mode.veiled = dashboard->veiled;
	if (self->at >= attendees.count)
		self->at = 0;
	for (size_t i = 0; i < attendees.count; i++) {
		if (attendees.items[i].participant.record.id == selected)
			self->at = i;
	}
	return true;
}

/* ---- drawing ---- */

static enum role state_role(const struct attendance *attendance)
{
	if (!attendance->presence.known)
		return ROLE_DIM;
	return attendance->presence.value == PRESENCE_ABSENT ? ROLE_WARNING : ROLE_GOOD;
}

static const char *state_sign(const struct attendance *attendance, bool ascii)
{
	if (!attendance->presence.known)
		return ascii ? "." : "·";
	const struct choice *choice = &presences.items[attendance->presence.value];
	return ascii ? choice->sign_ascii : choice->sign;
}

static void draw_person(
	struct attend_mode *self, struct canvas *canvas, struct rect row, size_t index)
{
	const struct attendee *attendee = &self->attendees.items[index];
	const struct attendance *attendance = &attendee->attendance;
	const char *organisation = attendee->participant.organisation;
	bool selected = index == self->at && !self->nobody;
	int name = row.width - SIGN - 2 - STATE;
	name = name / 2 > NAME_MAX ? NAME_MAX : name / 2 < NAME_MIN ? NAME_MIN : name / 2;
	int x = row.x + SIGN + 2, state = row.x + row.width - STATE;
	if (selected) {
		draw_row_begin(canvas, row.y, row.x, row.width, ROLE_SELECTED);
		draw_text(canvas, row.y, row.x, 1, ROLE_ACCENT, canvas->ascii ? ">" : "▌");
	}
	draw_text(canvas, row.y, row.x + SIGN, 1, state_role(attendance),
		state_sign(attendance, canvas->ascii));
	draw_text(canvas, row.y, x, name, ROLE_TEXT, self->names[index]);
	draw_text(canvas, row.y, x + name + 1, state - x - name - 2, ROLE_DIM,
		organisation ? organisation : "");
	char *answer = attendance->presence.known ? NULL : attendee_answer_text(attendee);
	draw_text(canvas, row.y, state, STATE, state_role(attendance),
		attendance->presence.known
			? choice_label(&presences, (int)attendance->presence.value)
		: answer ? answer
			 : "");
	free(answer);
	if (selected) {
		draw_row_end(canvas);
		draw_focus(canvas, row.y, row.x);
	}
}

static void keep_in_view(struct attend_mode *self)
{
	size_t height = self->height > 0 ? (size_t)self->height : 1, count = self->attendees.count;
	if (self->at < self->top)
		self->top = self->at;
	if (self->at >= self->top + height)
		self->top = self->at - height + 1;
	if (self->top + height > count)
		self->top = count > height ? count - height : 0;
}

static void draw_counts(const struct attend_mode *self, struct canvas *canvas, struct rect row)
{
	const struct attendance_counts *counts = &self->attendees.counts;
	char *text = attendance_counts_text(counts);
	long noted = (long)(self->attendees.count - counts->left);
	int used = draw_text(canvas, row.y, row.x, row.width, ROLE_TITLE, text) + 2;
	if (row.width - used > NAME_MIN)
		draw_bar(canvas, row.y, row.x + used, row.width - used, noted,
			(long)self->attendees.count, ROLE_BAR);
	free(text);
}

/* What they have answered, at the right where there is room. */
static void draw_answers(const struct attend_mode *self, struct canvas *canvas, struct rect row)
{
	const struct answer_counts *counts = &self->attendees.answers;
	char *text = answer_counts_text(counts);
	int width = text_width(text);
	if (counts->of[ANSWER_NEEDS_ACTION] < self->attendees.count && width + 2 < row.width)
		draw_text(canvas, row.y, row.x + row.width - width, width, ROLE_DIM, text);
	free(text);
}

/* What is being typed, or where it went wrong. */
static void draw_search(const struct attend_mode *self, struct canvas *canvas, struct rect row)
{
	if (attend_codes_draw(&self->codes, canvas, row))
		return;
	if (!self->search.length) {
		int used = draw_text(canvas, row.y, row.x, row.width, ROLE_DIM,
			self->codes.known.rows.count
				? _("Type the beginning of a name, or a code from the sheet.")
				: _("Type the beginning of a name."));
		rect_cut_left(&row, used + 1);
		draw_answers(self, canvas, row);
		return;
	}
	int x = row.x;
	x += draw_text(canvas, row.y, x, row.width, ROLE_LABEL, _("Name:")) + 1;
	x += draw_text(canvas, row.y, x, row.width / 2, ROLE_INPUT_FOCUS, self->search.data);
	draw_cursor(canvas, row.y, x);
	if (self->nobody)
		draw_text(canvas, row.y, x + 2, row.x + row.width - x - 2, ROLE_WARNING,
			_("nobody here is called that: Backspace"));
}

static void attend_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	struct attend_mode *self = attend_of(mode);
	struct canvas *canvas = dashboard->canvas;
	char *day = meeting_entity.title(&self->meeting);
	char *title = xasprintf(_("Attendance %s"), day);
	struct rect rest = draw_overlay(canvas, body, title);
	free(title);
	free(day);
	if (rest.height < 4)
		return;
	draw_counts(self, canvas, rect_cut_top(&rest, 1));
	struct rect foot = rect_cut_bottom(&rest, 1);
	if (rest.height > 6) {
		struct rect rule = rect_cut_top(&rest, 1);
		draw_hline(canvas, rule.y, rule.x, rule.width, ROLE_FRAME);
		rule = rect_cut_bottom(&rest, 1);
		draw_hline(canvas, rule.y, rule.x, rule.width, ROLE_FRAME);
	}
	self->height = rest.height;
	keep_in_view(self);
	draw_search(self, canvas, foot);
	struct rect rows = rest;
	rows.width -= rows.width > 2 ? 2 : 0;
	for (int y = 0; y < rest.height; y++) {
		size_t index = self->top + (size_t)y;
		if (index < self->attendees.count)
			draw_person(self, canvas, (struct rect){rows.y + y, rows.x, 1, rows.width},
				index);
	}
	if (!self->attendees.count)
		draw_text(canvas, rest.y, rest.x, rest.width, ROLE_DIM,
			_("Nobody had been admitted on the day of this meeting."));
	dialog_more(canvas, rest, (int)self->top, (int)self->attendees.count);
}

/* ---- searching ---- */

/* Selects the first one whose key begins so. */
static bool select_by(struct attend_mode *self, char *const *keys, const char *key)
{
	for (size_t i = 0; i < self->attendees.count; i++) {
		if (!strncmp(keys[i], key, strlen(key))) {
			self->at = i;
			return true;
		}
	}
	return false;
}

/* The list is by family name; at the door many say the other one. */
static void search(struct attend_mode *self)
{
	char *key = search_key(self->search.data ? self->search.data : "");
	self->nobody = *key && !select_by(self, self->keys, key) &&
		       !select_by(self, self->calls, key);
	free(key);
}

static void end_search(struct attend_mode *self)
{
	buffer_clear(&self->search);
	self->nobody = false;
}

static unsigned type_letter(struct attend_mode *self, uint32_t code)
{
	char letter[4];
	if (self->search.length < SEARCH_MAX)
		buffer_append_bytes(&self->search, letter, text_encode(letter, code));
	search(self);
	return EFFECT_DRAW;
}

static unsigned rub_out(struct attend_mode *self)
{
	size_t length = self->search.length;
	while (length && ((unsigned char)self->search.data[length - 1] & 0xc0) == 0x80)
		length--;
	char *left = xstrndup(self->search.data ? self->search.data : "", length ? length - 1 : 0);
	buffer_clear(&self->search);
	buffer_append(&self->search, left);
	free(left);
	search(self);
	return EFFECT_DRAW;
}

static unsigned move(struct attend_mode *self, long rows)
{
	long at = (long)self->at + rows, last = (long)self->attendees.count - 1;
	end_search(self);
	if (at > last)
		at = last;
	self->at = at > 0 ? (size_t)at : 0;
	return EFFECT_DRAW;
}

/* The next one of whom nothing is noted, from the top again after the last. */
static unsigned next_left(struct attend_mode *self)
{
	size_t count = self->attendees.count;
	end_search(self);
	for (size_t step = 1; step <= count; step++) {
		size_t index = (self->at + step) % count;
		if (!self->attendees.items[index].attendance.presence.known) {
			self->at = index;
			break;
		}
	}
	return EFFECT_DRAW;
}

/* ---- noting ---- */

static int64_t newest_action(struct dashboard *dashboard)
{
	struct journal_query query = {.limit = 1};
	struct journal journal = {0};
	struct error ignored = {0};
	int64_t id = store_history(dashboard->service->store, &query, &journal, &ignored) &&
				     journal.count
			     ? journal.actions[0].id
			     : 0;
	journal_finish(&journal);
	error_finish(&ignored);
	return id;
}

/* Of the selected one. */
static unsigned note_as(
	struct attend_mode *self, struct dashboard *dashboard, struct number presence)
{
	struct error error = {0};
	const struct attendee *attendee = &self->attendees.items[self->at];
	struct attendance_order order = {
		.participant = attendee->participant.record.id, .presence = presence};
	end_search(self);
	if (!service_attend(dashboard->service, self->meeting.record.id, &order, 1, &error))
		return dashboard_complain(dashboard, &error);
	self->steps++;
	self->taken_back = 0;
	self->newest = newest_action(dashboard);
	return EFFECT_DRAW | EFFECT_RELOAD;
}

/* The same key again takes the note away. */
static unsigned note(struct attend_mode *self, struct dashboard *dashboard, enum presence presence)
{
	if (self->at >= self->attendees.count || self->nobody)
		return EFFECT_DRAW;
	const struct number now = self->attendees.items[self->at].attendance.presence;
	bool again = now.known && now.value == (int64_t)presence;
	return note_as(self, dashboard, (struct number){.known = !again, .value = presence});
}

/* Whoever has the code has come. The same code again changes nothing: it is no toggle. */
static unsigned note_code(struct attend_mode *self, struct dashboard *dashboard)
{
	char *code;
	int64_t participant = attend_codes_take(&self->codes, &code);
	size_t index = 0;
	if (!participant)
		return EFFECT_DRAW;
	while (index < self->attendees.count &&
		self->attendees.items[index].participant.record.id != participant)
		index++;
	if (index == self->attendees.count) {
		attend_codes_say(&self->codes, ROLE_ERROR,
			xasprintf(_("%s: has left the network. Nothing is noted."), code));
		free(code);
		return EFFECT_DRAW;
	}
	struct number presence = {.known = true, .value = meeting_presence(&self->meeting)};
	const struct number now = self->attendees.items[index].attendance.presence;
	bool again = now.known && now.value == presence.value;
	self->at = index;
	/* TRANSLATORS: a code, who has it, what is noted of them: "07-6 Öberg, Åsa: attended" */
	attend_codes_say(&self->codes, again ? ROLE_DIM : ROLE_GOOD,
		xasprintf(again ? _("%s %s: %s already") : _("%s %s: %s"), code, self->names[index],
			choice_label(&presences, (int)presence.value)));
	free(code);
	return again ? EFFECT_DRAW : note_as(self, dashboard, presence);
}

/* Takes back what was noted here, and nothing else: not what was done before, nor by others. */
static unsigned take_back(struct attend_mode *self, struct dashboard *dashboard, bool again)
{
	size_t *from = again ? &self->taken_back : &self->steps;
	size_t *to = again ? &self->steps : &self->taken_back;
	struct error error = {0};
	char *said = NULL;
	end_search(self);
	if (!*from || self->newest != newest_action(dashboard)) {
		dashboard_say(dashboard, ROLE_WARNING,
			xstrdup(!*from ? _("There is nothing to take back here.")
				       : _("Something else has been changed since: Esc, then u.")));
		return EFFECT_DRAW;
	}
	bool ok = (again ? service_redo : service_undo)(dashboard->service, 1, &said, &error);
	if (!ok) {
		free(said);
		return dashboard_complain(dashboard, &error);
	}
	(*from)--;
	(*to)++;
	self->newest = newest_action(dashboard);
	dashboard_say(dashboard, ROLE_GOOD, said ? said : xstrdup(""));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

/* ---- keys ---- */

static enum presence other_presence(const struct meeting *meeting)
{
	return meeting_presence(meeting) == PRESENCE_DIGITAL ? PRESENCE_ATTENDED : PRESENCE_DIGITAL;
}

static unsigned plain_key(struct attend_mode *self, struct dashboard *dashboard, uint32_t code)
{
	long page = self->height > 1 ? self->height - 1 : 1, all = (long)self->attendees.count;
	switch (code) {
	case ' ':
		return note(self, dashboard, meeting_presence(&self->meeting));
	case ABSENT_KEY:
		return note(self, dashboard, PRESENCE_ABSENT);
	case OTHER_KEY:
		return note(self, dashboard, other_presence(&self->meeting));
	case KEYCODE_BACKSPACE:
		return rub_out(self);
	case KEYCODE_TAB:
		return next_left(self);
	case KEYCODE_UP:
	case KEYCODE_DOWN:
		return move(self, code == KEYCODE_UP ? -1 : 1);
	case KEYCODE_PAGE_UP:
	case KEYCODE_PAGE_DOWN:
		return move(self, code == KEYCODE_PAGE_UP ? -page : page);
	case KEYCODE_HOME:
	case KEYCODE_END:
		return move(self, code == KEYCODE_HOME ? -all : all);
	default:
		return EFFECT_IGNORED;
	}
}

/* Digits that stand in no name, and the keys that end or mend them; EFFECT_IGNORED for others. */
static unsigned code_key(struct attend_mode *self, struct dashboard *dashboard, struct key key)
{
	bool typing = attend_codes_typing(&self->codes);
	if (!key.modifiers && key.code >= '0' && key.code <= '9' && !self->search.length) {
		attend_codes_say(&self->codes, ROLE_TEXT, NULL);
		self->nobody = false;
		return attend_codes_type(&self->codes, (char)key.code) ? note_code(self, dashboard)
								       : EFFECT_DRAW;
	}
	if (typing && !key.modifiers && (key.code == ' ' || key.code == KEYCODE_ENTER))
		return note_code(self, dashboard);
	if (typing && !key.modifiers && key.code == KEYCODE_BACKSPACE) {
		attend_codes_rub_out(&self->codes);
		return EFFECT_DRAW;
	}
	attend_codes_forget(&self->codes);
	return typing && key.code == KEYCODE_ESCAPE ? EFFECT_DRAW : EFFECT_IGNORED;
}

static unsigned attend_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct attend_mode *self = attend_of(mode);
	key = key_normalize(key);
	unsigned effects = code_key(self, dashboard, key);
	if (effects != EFFECT_IGNORED)
		return effects;
	if (key.code == KEYCODE_ESCAPE || (key.code == KEYCODE_ENTER && !key.modifiers))
		return EFFECT_CLOSE | EFFECT_DRAW;
	if (key.modifiers == KEYMOD_CTRL && (key.code == 'u' || key.code == 'r'))
		return take_back(self, dashboard, key.code == 'r');
	if (key_is_text(key) && (iswalpha((wint_t)key.code) || iswdigit((wint_t)key.code)))
		return type_letter(self, key.code);
	return key.modifiers ? EFFECT_IGNORED : plain_key(self, dashboard, key.code);
}

/* ---- the mode ---- */

static void attend_reload(struct mode *mode, struct dashboard *dashboard)
{
	struct attend_mode *self = attend_of(mode);
	struct error error = {0};
	if (read_people(self, dashboard, self->meeting.record.id, &error))
		return;
	dashboard_complain(dashboard, &error);
	mode->closing = true;
}

static const struct hint *attend_hints(const struct mode *mode)
{
	static const struct hint room[] = {{"a-ö", N_("search")}, {"Space", N_("attended")},
		{"-", N_("absent")}, {"+", N_("digitally")}, {"C-u", N_("undo")},
		{"Esc", N_("done")}, {"Tab", N_("next left")}, {NULL, NULL}};
	static const struct hint link[] = {{"a-ö", N_("search")}, {"Space", N_("digitally")},
		{"-", N_("absent")}, {"+", N_("in the room")}, {"C-u", N_("undo")},
		{"Esc", N_("done")}, {"Tab", N_("next left")}, {NULL, NULL}};
	const struct attend_mode *self = (const struct attend_mode *)mode;
	return meeting_presence(&self->meeting) == PRESENCE_DIGITAL ? link : room;
}

static void attend_destroy(struct mode *mode)
{
	struct attend_mode *self = attend_of(mode);
	forget(self);
	attend_codes_finish(&self->codes);
	buffer_finish(&self->search);
	free(self);
}

static const struct mode_ops attend_ops = {
	.draw = attend_draw,
	.key = attend_key,
	.reload = attend_reload,
	.hints = attend_hints,
	.destroy = attend_destroy,
};

unsigned attend_open(struct dashboard *dashboard)
{
	const struct meeting *meeting = pane_selected(dashboard_focused(dashboard));
	struct error error = {0};
	if (!attendance_may_be_noted(meeting, dashboard_today(dashboard), &error)) {
		dashboard_say(dashboard, ROLE_WARNING, xstrdup(error.message));
		error_finish(&error);
		return EFFECT_DRAW;
	}
	struct attend_mode *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &attend_ops;
	if (!read_people(self, dashboard, meeting->record.id, &error)) {
		attend_destroy(&self->mode);
		return dashboard_complain(dashboard, &error);
	}
	mode_push(dashboard, &self->mode);
	return EFFECT_DRAW;
}
