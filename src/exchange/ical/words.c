/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words that depend on a choice or a number. Unknown choices get the plainest word. */
#include "exchange/ical/words.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"

#define KIND_COUNT 3
#define FORM_COUNT 3
#define PART_COUNT 4

/* A choice as an index; what is unknown or out of range is the first one. */
static size_t index_of(struct number choice, size_t count)
{
	return choice.known && choice.value > 0 && (uint64_t)choice.value < count
		       ? (size_t)choice.value
		       : 0;
}

const char *words_form(const struct meeting *meeting)
{
	static const char *const words[FORM_COUNT] = {
		[MEETING_FORM_MEETING] = "Nätverksträff",
		[MEETING_FORM_SEMINAR] = "Halvdagsseminarium",
		[MEETING_FORM_WEBCAST] = "Webbsändning",
	};
	return words[index_of(meeting->form, FORM_COUNT)];
}

const char *words_kind_suffix(const struct meeting *meeting)
{
	static const char *const words[FORM_COUNT][KIND_COUNT] = {
		[MEETING_FORM_MEETING] = {"", " (digital)", " (hybrid)"},
		[MEETING_FORM_SEMINAR] = {"", " (digitalt)", " (hybrid)"},
		[MEETING_FORM_WEBCAST] = {" (på plats)", "", " (hybrid)"},
	};
	return words[index_of(meeting->form, FORM_COUNT)][index_of(meeting->kind, KIND_COUNT)];
}

const char *words_kind(const struct meeting *meeting)
{
	static const char *const words[KIND_COUNT] = {
		[MEETING_PHYSICAL] = "Fysisk",
		[MEETING_DIGITAL] = "Digital",
		[MEETING_HYBRID] = "Hybrid",
	};
	return words[index_of(meeting->kind, KIND_COUNT)];
}

const char *words_kind_ascii(const struct meeting *meeting)
{
	static const char *const words[KIND_COUNT] = {
		[MEETING_PHYSICAL] = "fysisk",
		[MEETING_DIGITAL] = "digital",
		[MEETING_HYBRID] = "hybrid",
	};
	return words[index_of(meeting->kind, KIND_COUNT)];
}

const char *words_part(const struct programme_item *item)
{
	static const char *const words[PART_COUNT] = {
		[PART_MORNING] = "Förmiddag",
		[PART_AFTERNOON] = "Eftermiddag",
		[PART_FIRST] = "Först",
		[PART_AFTER] = "Därefter",
	};
	return item->part.known ? words[index_of(item->part, PART_COUNT)] : NULL;
}

char *words_clock(const struct programme_item *item)
{
	if (!item->start.known)
		return NULL;
	int64_t start = item->start.value, end = item->end.value;
	if (!item->end.known)
		return xasprintf("%02d.%02d", (int)(start / 60), (int)(start % 60));
	return xasprintf("%02d.%02d–%02d.%02d", (int)(start / 60), (int)(start % 60),
		(int)(end / 60), (int)(end % 60));
}

/* "1", "1,5" */
static char *format_hours(int64_t minutes)
{
	return xasprintf("%lld%s", (long long)(minutes / 60), minutes % 60 ? ",5" : "");
}

static char *format_minutes(int64_t minutes)
{
	return xasprintf("%lld", (long long)minutes);
}

char *words_duration(struct number min, struct number max)
{
	if (!min.known && !max.known)
		return NULL;
	int64_t from = min.known ? min.value : max.value;
	int64_t to = max.known ? max.value : min.value;
	bool hours = to >= 60 && from >= 60 && from % 30 == 0 && to % 30 == 0;
	char *low = hours ? format_hours(from) : format_minutes(from);
	char *high = hours ? format_hours(to) : format_minutes(to);
	const char *unit = hours ? (to == 60 ? "timme" : "timmar")
				 : (to == 1 ? "minut" : "minuter");
	char *text = from == to ? xasprintf("%s %s", high, unit)
				: xasprintf("%s–%s %s", low, high, unit);

	free(low);
	free(high);
	return text;
}

char *words_theme_open(struct number decided_on)
{
	static const char *const months[] = {
		"jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"};
	struct civil day = date_to_civil(decided_on.value);

	if (!decided_on.known)
		return xstrdup("tema bestäms senare");
	return xasprintf("tema bestäms %d %s", day.day, months[day.month - 1]);
}

char *words_theme_later(struct number decided_on)
{
	static const char *const months[] = {"januari", "februari", "mars", "april", "maj", "juni",
		"juli", "augusti", "september", "oktober", "november", "december"};
	struct civil day = date_to_civil(decided_on.value);

	if (!decided_on.known)
		return xstrdup("Temat bestäms senare.");
	return xasprintf("Temat bestäms den %d %s %d.", day.day, months[day.month - 1], day.year);
}
