/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/webmeeting.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/text.h"

static bool is_kind(const struct meeting *meeting, enum meeting_kind kind)
{
	return meeting->kind.known && meeting->kind.value == (int64_t)kind;
}

static bool is_form(const struct meeting *meeting, enum meeting_form form)
{
	return meeting->form.known && meeting->form.value == (int64_t)form;
}

char *web_day(int64_t date, int year)
{
	static const char *const months[] = {"januari", "februari", "mars", "april", "maj", "juni",
		"juli", "augusti", "september", "oktober", "november", "december"};
	struct civil day = date_to_civil(date);
	if (day.year == year)
		return xasprintf("%d %s", day.day, months[day.month - 1]);
	return xasprintf("%d %s %d", day.day, months[day.month - 1], day.year);
}

/* ---- how long, at what time ---- */

/* "1", "1,5" */
static char *hours(int64_t minutes)
{
	return xasprintf("%lld%s", (long long)(minutes / 60), minutes % 60 ? ",5" : "");
}

/* "1–2 timmar", "45 minuter"; NULL when unknown. */
static char *length_of(const struct meeting *meeting)
{
	struct number min = meeting->duration_min, max = meeting->duration_max;
	int64_t from = min.known ? min.value : max.value, to = max.known ? max.value : min.value;
	if (!min.known && !max.known)
		return NULL;
	bool in_hours = from >= 60 && from % 30 == 0 && to % 30 == 0;
	char *low = in_hours ? hours(from) : xasprintf("%lld", (long long)from);
	char *high = in_hours ? hours(to) : xasprintf("%lld", (long long)to);
	const char *unit = !in_hours ? "minuter" : to == 60 ? "timme" : "timmar";
	char *text = from == to ? xasprintf("%s %s", high, unit)
				: xasprintf("%s–%s %s", low, high, unit);
	free(low);
	free(high);
	return text;
}

/* "kl. 10.00–12.00" */
static char *clock_of(int64_t start, int64_t end)
{
	if (end < 0)
		return xasprintf(
			"kl. %02lld.%02lld", (long long)(start / 60), (long long)(start % 60));
	return xasprintf("kl. %02lld.%02lld–%02lld.%02lld", (long long)(start / 60),
		(long long)(start % 60), (long long)(end / 60), (long long)(end % 60));
}

static char *time_of(const struct meeting *meeting)
{
	if (meeting->start.known)
		return clock_of(meeting->start.value, meeting_end(meeting));
	return length_of(meeting);
}

/* ---- sentences ---- */

/* Adds a sentence with its full stop. */
static void add_sentence(struct buffer *out, const char *text)
{
	if (text_is_blank(text))
		return;
	char *line = text_safe(text, TEXT_MANY_LINES);
	text_trim(line);
	size_t length = strlen(line);
	bool ended = length && strchr(".!?:", line[length - 1]);
	buffer_printf(out, "%s%s%s", out->length ? " " : "", line, ended ? "" : ".");
	free(line);
}

/* "i Stockholm"; a house and a street are no town to be in. */
static char *where_of(const struct meeting *meeting)
{
	if (text_is_blank(meeting->place))
		return xstrdup("");
	bool town = !strpbrk(meeting->place, ",0123456789");
	return xasprintf(town ? " i %s" : ", %s", meeting->place);
}

static char *way_of(const struct meeting *meeting)
{
	char *where = where_of(meeting);
	char *time = time_of(meeting);
	const char *how = is_kind(meeting, MEETING_DIGITAL)  ? "Digitalt möte"
			  : is_kind(meeting, MEETING_HYBRID) ? "Fysiskt och digitalt möte"
							     : "Fysiskt möte";
	char *text = xasprintf("%s%s%s%s", how, is_kind(meeting, MEETING_DIGITAL) ? "" : where,
		time ? " " : "", time ? time : "");
	free(time);
	free(where);
	return text;
}

/* What is known of when and where, and what is to come. */
static char *first_line(const struct meeting *meeting)
{
	struct buffer line = {0};
	char *way = way_of(meeting);
	add_sentence(&line, way);
	if (meeting_needs_place(meeting) && text_is_blank(meeting->place))
		add_sentence(&line, "Plats meddelas senare");
	if (!meeting->start.known)
		add_sentence(&line, "Klockslag meddelas senare");
	free(way);
	return buffer_take(&line);
}

/* ---- themes ---- */

static bool is_by_day(const struct programme_item *item)
{
	return item->start.known ||
	       (item->part.known &&
		       (item->part.value == PART_MORNING || item->part.value == PART_AFTERNOON));
}

/* "Tema förmiddag: ", "Kl. 10.00: ", "Först: " */
static char *lead_of(const struct programme_item *item)
{
	static const char *const parts[] = {
		[PART_MORNING] = "Tema förmiddag: ",
		[PART_AFTERNOON] = "Tema eftermiddag: ",
		[PART_FIRST] = "Först: ",
		[PART_AFTER] = "Därefter: ",
	};
	if (item->start.known) {
		char *clock = clock_of(item->start.value, item->end.known ? item->end.value : -1);
		char *text = xasprintf("K%s: ", clock + 1);
		free(clock);
		return text;
	}
	if (item->part.known && (size_t)item->part.value < sizeof(parts) / sizeof(*parts))
		return xstrdup(parts[item->part.value]);
	return xstrdup("");
}

static void add_item(
	struct web_page *page, enum web_block_kind kind, const struct programme_item *item)
{
	struct buffer line = {0};
	char *lead = lead_of(item);
	char *title = xasprintf("%s%s", lead, item->title ? item->title : "");
	add_sentence(&line, title);
	add_sentence(&line, item->external_event);
	add_sentence(&line, item->description);
	if (item->external_event && text_is_blank(item->description))
		add_sentence(&line, item->included.value
					    ? "Anmälan dit ingår i anmälan till nätverket"
					    : "Anmälan dit görs separat");
	add_sentence(&line, item->contributors);
	web_add(page, kind, line.data);
	buffer_finish(&line);
	free(title);
	free(lead);
}

/* Is there something in the theme that the titles of the programme do not say? */
static bool theme_says_more(const struct webtext_meeting *told)
{
	char *rest = xstrdup(told->meeting->theme);
	for (size_t i = 0; i < told->programme_count; i++) {
		const char *title = told->programme[i].title;
		char *at = text_is_blank(title) ? NULL : strstr(rest, title);
		if (at)
			memset(at, ' ', strlen(title));
	}
	bool more = rest[strspn(rest, " .,;:/–-")] != '\0';
	free(rest);
	return more;
}

/* A proposed theme stays in the house until it is decided. */
static bool is_decided(const struct meeting *meeting)
{
	return meeting->theme_status.known && meeting->theme_status.value == THEME_DECIDED &&
	       !text_is_blank(meeting->theme);
}

static char *open_theme(const struct webtext_meeting *told)
{
	const struct meeting *meeting = told->meeting;
	if (!told->decided_on.known)
		return xstrdup(meeting->theme_decided_at.known
				       ? "Tema: Bestäms gemensamt vid en tidigare träff"
				       : "Tema: Meddelas senare");
	int year = meeting->date.known ? date_to_civil(meeting->date.value).year : 0;
	char *day = web_day(told->decided_on.value, year);
	char *text = xasprintf("Tema: Bestäms gemensamt den %s", day);
	free(day);
	return text;
}

static void add_line(struct web_page *page, enum web_block_kind kind, const char *text)
{
	struct buffer line = {0};
	add_sentence(&line, text);
	web_add(page, kind, line.data);
	buffer_finish(&line);
}

/* The theme first, then the programme: below it, or beside it where each item is a theme of its own
 * part of the day. */
static void add_programme(struct web_page *page, const struct webtext_meeting *told)
{
	bool awaited = told->meeting->theme_decided_at.known || told->decided_on.known;
	bool said = false;
	char *theme = NULL;
	if (is_decided(told->meeting)) {
		if (!told->programme_count || theme_says_more(told))
			theme = xasprintf("Tema: %s", told->meeting->theme);
	} else if (awaited || !told->programme_count) {
		theme = open_theme(told);
	}
	if (theme) {
		add_line(page, WEB_ITEM, theme);
		said = true;
	}
	for (size_t i = 0; i < told->programme_count; i++) {
		const struct programme_item *item = &told->programme[i];
		add_item(page, said && !is_by_day(item) ? WEB_UNDER : WEB_ITEM, item);
	}
	free(theme);
}

/* ---- a meeting with a date ---- */

static const char *form_of(const struct meeting *meeting)
{
	return is_form(meeting, MEETING_FORM_SEMINAR)   ? "Halvdagsseminarium"
	       : is_form(meeting, MEETING_FORM_WEBCAST) ? "Webbsändning"
							: "Träff";
}

void web_meeting(struct web_page *page, const struct webtext_meeting *told)
{
	const struct meeting *meeting = told->meeting;
	char *day = web_day(meeting->date.value, 0);
	bool cancelled = meeting->status.known && meeting->status.value == MEETING_CANCELLED;
	const char *name = text_is_blank(meeting->title) ? form_of(meeting) : meeting->title;
	char *heading = xasprintf("%s %s%s", name, day, cancelled ? " – INSTÄLLD" : "");
	web_add(page, WEB_SUBHEADING, heading);
	if (cancelled) {
		web_add(page, WEB_PARAGRAPH, "Träffen är inställd.");
	} else {
		char *line = first_line(meeting);
		web_add(page, WEB_PARAGRAPH, line);
		add_programme(page, told);
		free(line);
	}
	free(heading);
	free(day);
}

/* ---- those without one ---- */

static bool are_all(const struct webtext_meeting *told, size_t count, enum meeting_kind kind)
{
	for (size_t i = 0; i < count; i++) {
		if (!is_kind(told[i].meeting, kind))
			return false;
	}
	return true;
}

static char *undated_heading(const struct webtext_meeting *told, size_t count)
{
	const char *period = told->meeting->period_text;
	bool one = count == 1;
	const char *what = are_all(told, count, MEETING_DIGITAL)
				   ? (one ? "Digital träff" : "Digitala träffar")
			   : are_all(told, count, MEETING_PHYSICAL)
				   ? (one ? "Fysisk träff" : "Fysiska träffar")
				   : (one ? "Träff" : "Träffar");
	return period ? xasprintf("%s %s", what, period) : xasprintf("%s utan datum", what);
}

/* Both numbers of each form; the adjective of the kind goes before or after. */
static const struct {
	const char *one, *many;
} undated_words[3][3] = {
	[MEETING_FORM_MEETING] = {[MEETING_PHYSICAL] = {"Fysisk träff", "fysiska träffar"},
		[MEETING_DIGITAL] = {"Digital träff", "digitala träffar"},
		[MEETING_HYBRID] = {"Hybridträff", "hybridträffar"}},
	[MEETING_FORM_SEMINAR] = {[MEETING_PHYSICAL] = {"Halvdagsseminarium, på plats",
					  "halvdagsseminarier, på plats"},
		[MEETING_DIGITAL] = {"Halvdagsseminarium, digitalt",
			"halvdagsseminarier, digitala"},
		[MEETING_HYBRID] = {"Halvdagsseminarium, på plats och digitalt",
			"halvdagsseminarier, på plats och digitala"}},
	[MEETING_FORM_WEBCAST] = {[MEETING_PHYSICAL] = {"Webbsändning, på plats",
					  "webbsändningar, på plats"},
		[MEETING_DIGITAL] = {"Digital webbsändning", "digitala webbsändningar"},
		[MEETING_HYBRID] = {"Webbsändning, på plats och digitalt",
			"webbsändningar, på plats och digitala"}},
};

static size_t within(struct number choice)
{
	return choice.known && choice.value >= 0 && choice.value < 3 ? (size_t)choice.value : 0;
}

/* "Digital webbsändning under 1–2 timmar", "Två digitala webbsändningar under …" */
static char *undated_line(const struct meeting *meeting, size_t count)
{
	static const char *const numbers[] = {
		"Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta", "Nio", "Tio", "Elva", "Tolv"};
	size_t form = within(meeting->form), kind = within(meeting->kind);
	bool named = !text_is_blank(meeting->title) &&
		     strcmp(meeting->title, form_of(meeting)) != 0;
	char *length = time_of(meeting);
	char *what;
	if (count == 1)
		what = xstrdup(named ? meeting->title : undated_words[form][kind].one);
	else if (count < 2 + sizeof(numbers) / sizeof(*numbers))
		what = xasprintf("%s %s", numbers[count - 2], undated_words[form][kind].many);
	else
		what = xasprintf("%zu %s", count, undated_words[form][kind].many);
	char *line = xasprintf("%s%s%s", what, length ? " under " : "", length ? length : "");
	free(what);
	free(length);
	return line;
}

/* How many of the neighbours are told in the same words, and have nothing of their own to tell. */
static size_t alike(const struct webtext_meeting *told, size_t count)
{
	char *first = undated_line(told->meeting, 1);
	size_t same = 1;
	for (; same < count; same++) {
		char *next = undated_line(told[same].meeting, 1);
		bool equal = !strcmp(first, next) && !is_decided(told->meeting) &&
			     !is_decided(told[same].meeting) && !told->programme_count &&
			     !told[same].programme_count;
		free(next);
		if (!equal)
			break;
	}
	free(first);
	return same;
}

void web_undated(struct web_page *page, const struct webtext_meeting *told, size_t count)
{
	char *heading = undated_heading(told, count);
	const char *said = NULL;
	web_add(page, WEB_SUBHEADING, heading);
	for (size_t i = 0; i < count; i++) {
		const char *promise = told[i].meeting->promise;
		if (!promise || (said && !strcmp(said, promise)))
			continue;
		add_line(page, WEB_PARAGRAPH, promise);
		said = promise;
	}
	if (!said)
		web_add(page, WEB_PARAGRAPH, "Information uppdateras.");
	for (size_t i = 0, same; i < count; i += same) {
		same = alike(told + i, count - i);
		char *line = undated_line(told[i].meeting, same);
		add_line(page, WEB_ITEM, line);
		if (is_decided(told[i].meeting) || told[i].programme_count) {
			char *theme = is_decided(told[i].meeting)
					      ? xasprintf("Tema: %s", told[i].meeting->theme)
					      : NULL;
			if (theme)
				add_line(page, WEB_UNDER, theme);
			for (size_t j = 0; j < told[i].programme_count; j++)
				add_item(page, WEB_UNDER, &told[i].programme[j]);
			free(theme);
		}
		free(line);
	}
	free(heading);
}
