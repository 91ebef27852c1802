/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/pollresult.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/date.h"
#include "base/dateformat.h"

struct poll_result poll_count(const int64_t *votes, size_t count)
{
	struct poll_result result = {0};
	for (size_t i = 0; i < count; i++) {
		result.total += votes[i];
		if (votes[i] > result.most) {
			result.most = votes[i];
			result.winner = i;
			result.tied = 0;
		}
		result.tied += votes[i] > 0 && votes[i] == result.most;
	}
	if (result.total)
		result.outcome = result.tied > 1 ? POLL_TIED : POLL_WON;
	return result;
}

char *poll_figures(const int64_t *votes, size_t count)
{
	struct buffer text = {0};
	buffer_append(&text, "");
	for (size_t i = 0; i < count; i++)
		buffer_printf(&text, "%s%lld", i ? "–" : "", (long long)votes[i]);
	return buffer_take(&text);
}

char poll_letter(size_t index)
{
	return (char)('a' + index);
}

char *poll_option_words(const struct poll_option *option)
{
	if (!option->date.known)
		return xstrdup(option->text ? option->text : "");
	char *day = date_format(option->date.value, DATE_MEDIUM);
	char *hours = time_format_range(option->start.known ? option->start.value : -1,
		option->end.known ? option->end.value : -1);
	char *words = xasprintf("%s%s%s", day, *hours ? " " : "", hours);
	free(hours);
	free(day);
	return words;
}

/* ---- the protocol, in the language of the network ---- */

static const char *const weekdays[] = {"mån", "tis", "ons", "tors", "fre", "lör", "sön"};
static const char *const months[] = {
	"jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"};

char *poll_option_day(const struct poll_option *option)
{
	struct civil day = date_to_civil(option->date.value);
	char *hours = time_format_range(option->start.known ? option->start.value : -1,
		option->end.known ? option->end.value : -1);
	char *text = xasprintf("%s %d %s %d%s%s", weekdays[date_weekday(option->date.value) - 1],
		day.day, months[day.month - 1], day.year, *hours ? " " : "", hours);
	free(hours);
	return text;
}

static const char *name_of(const struct meeting *meeting)
{
	if (meeting->title)
		return meeting->title;
	if (meeting->form.value == MEETING_FORM_SEMINAR)
		return "Seminarium";
	if (meeting->form.value == MEETING_FORM_WEBCAST)
		return "Webbsändning";
	if (meeting->kind.value == MEETING_PHYSICAL)
		return "Fysisk träff";
	return meeting->kind.value == MEETING_HYBRID ? "Hybridträff" : "Digital träff";
}

/* "17 okt", or what it is called while it has no date. */
static char *about_words(const struct meeting *meeting)
{
	if (meeting->date.known) {
		struct civil day = date_to_civil(meeting->date.value);
		return xasprintf("%d %s", day.day, months[day.month - 1]);
	}
	return meeting->period_text ? xasprintf("%s %s", name_of(meeting), meeting->period_text)
				    : xstrdup(name_of(meeting));
}

char *protocol_line(const struct protocol_line *line)
{
	struct buffer text = {0};
	char *about = about_words(line->about);
	buffer_printf(&text, "%s %s = %s", line->subject == POLL_DATE ? "Datum" : "Tema", about,
		line->choice);
	if (line->figures)
		buffer_printf(&text, ", %s", line->figures);
	if (line->figures && line->mode == POLL_ORGANISATION)
		buffer_append(&text, ", per organisation");
	if (line->note)
		buffer_printf(&text, ", ordföranden avgör: %s", line->note);
	free(about);
	return buffer_take(&text);
}
