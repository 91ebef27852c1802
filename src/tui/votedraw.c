/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screen for the room: the question, the options, figures that the back row can read. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "tui/dialog.h"
#include "tui/figures.h"
#include "tui/vote.h"

enum {
	EDGE = 2,   /* columns on either side */
	LETTER = 4, /* columns of the letter, with air after it */
	LEAST_DIGITS = 2,
	FIGURE_SHARE = 3, /* the figure takes at most a third of its row */
};

char *vote_question(const struct meeting *meeting, enum poll_subject subject)
{
	char *day = meeting->date.known ? date_format(meeting->date.value, DATE_LONG)
					: meeting_entity.title(meeting);
	char *text = xasprintf(subject == POLL_DATE ? _("The date of the meeting %s")
						    : _("The theme of the meeting %s"),
		day);
	free(day);
	return text;
}

static void append(struct buffer *text, char *part)
{
	buffer_append(text, text->length ? " · " : "");
	buffer_append(text, part);
	free(part);
}

static char *counted(const struct vote_view *view)
{
	const struct poll *poll = &view->state->poll;
	long long total = (long long)view->state->result.total;
	struct buffer text = {0};
	bool hands = poll->mode.value == POLL_HANDS;
	append(&text, hands ? xasprintf(PLURAL_("%lld hand", "%lld hands", total), total)
			    : xasprintf(PLURAL_("%lld organisation has voted",
						"%lld organisations have voted", total),
				      total));
	if (view->people >= 0)
		append(&text, xasprintf(PLURAL_("%lld admitted participant",
						"%lld admitted participants", view->people),
				      (long long)view->people));
	if (poll->secret.value)
		append(&text, xstrdup(_("secret")));
	return buffer_take(&text);
}

/* What is to be done, or how it stands. */
static void draw_standing(struct canvas *canvas, struct rect row, const struct vote_view *view)
{
	const struct poll_state *state = view->state;
	const struct poll_result *result = &state->result;
	enum role role = ROLE_DIM;
	char *text;
	if (poll_is_hidden(state)) {
		text = xstrdup(_("The figures are shown when the vote is closed."));
	} else if (result->outcome == POLL_TIED) {
		role = ROLE_WARNING;
		text = poll_state_words(state);
	} else if (result->outcome == POLL_WON) {
		char *words = poll_option_words(&state->options[result->winner]);
		role = ROLE_GOOD;
		text = xasprintf(_("Most votes: %c, %s"), poll_letter(result->winner), words);
		free(words);
	} else {
		text = xstrdup(_("Press the letter of an option for each vote."));
	}
	draw_text_centred(canvas, row.y, row.x, row.width, role, text);
	draw_focus(canvas, row.y, row.x);
	free(text);
}

static enum role figure_role(const struct poll_state *state, size_t index)
{
	const struct poll_result *result = &state->result;
	if (!state->votes[index])
		return ROLE_DIM;
	if (state->votes[index] < result->most)
		return ROLE_TEXT;
	return result->outcome == POLL_TIED ? ROLE_WARNING : ROLE_GOOD;
}

static int digits_of(const struct poll_state *state)
{
	int digits = 1;
	for (int64_t most = state->result.most; most > 9; most /= 10)
		digits++;
	return digits < LEAST_DIGITS ? LEAST_DIGITS : digits;
}

static void draw_option(
	struct canvas *canvas, struct rect place, const struct vote_view *view, size_t index)
{
	const struct poll_state *state = view->state;
	bool hidden = poll_is_hidden(state);
	int digits = digits_of(state);
	/* A row of air between the options, where there is one to spare. */
	int rows = place.height > 1 ? place.height - 1 : 1;
	int size = figure_fit(canvas, rows, place.width / FIGURE_SHARE, digits);
	if (size == FIGURE_PLAIN) /* half blocks have air of their own under them */
		size = figure_fit(canvas, place.height, place.width / FIGURE_SHARE, digits);
	int figure = figure_columns(size, digits);
	char letter[] = {poll_letter(index), '\0'};
	char *words = poll_option_words(&state->options[index]);
	struct rect text = {place.y, place.x + LETTER, rows, place.width - LETTER - figure - EDGE};
	draw_text(canvas, place.y, place.x, LETTER, ROLE_ACCENT, letter);
	if (rows > 1) {
		int used = dialog_paragraph(canvas,
			(struct rect){text.y, text.x, rows - 1, text.width}, ROLE_TITLE, words);
		if (!hidden)
			draw_bar(canvas, text.y + used, text.x, text.width,
				(long)state->votes[index], (long)state->result.total, ROLE_BAR);
	} else {
		draw_text(canvas, text.y, text.x, text.width, ROLE_TITLE, words);
	}
	int x = place.x + place.width - figure;
	if (hidden)
		draw_text_right(canvas, place.y, x, figure, ROLE_DIM, canvas->ascii ? "*" : "•");
	else
		figure_draw(canvas, place.y, x, figure, size, figure_role(state, index),
			state->votes[index]);
	free(words);
}

/* One under the other, and beside each other where they are more than the rows. */
static void draw_options(struct canvas *canvas, struct rect rect, const struct vote_view *view)
{
	int count = (int)view->state->count;
	if (count <= 0 || rect.height <= 0)
		return;
	int across = (count + rect.height - 1) / rect.height;
	int down = (count + across - 1) / across;
	int width = rect.width / across, height = rect.height / down;
	for (int i = 0; i < count; i++) {
		struct rect place = {rect.y + i % down * height, rect.x + i / down * width, height,
			across > 1 ? width - EDGE : width};
		draw_option(canvas, place, view, (size_t)i);
	}
}

void vote_draw(struct canvas *canvas, struct rect rect, const struct vote_view *view)
{
	char *question = vote_question(
		view->meeting, (enum poll_subject)view->state->poll.subject.value);
	char *counts = counted(view);
	draw_fill(canvas, rect, ROLE_TEXT);
	struct rect rest = {rect.y, rect.x + EDGE, rect.height, rect.width - 2 * EDGE};
	struct rect row = rect_cut_top(&rest, 1);
	draw_text_centred(canvas, row.y, row.x, row.width, ROLE_TITLE, question);
	row = rect_cut_top(&rest, 1);
	draw_text_centred(canvas, row.y, row.x, row.width, ROLE_LABEL, counts);
	rect_cut_top(&rest, 1);
	draw_standing(canvas, rect_cut_bottom(&rest, 1), view);
	draw_options(canvas, rest, view);
	free(counts);
	free(question);
}
