/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "samples.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/date.h"

void sample_set_text(char **field, const char *text)
{
	free(*field);
	*field = xstrdup(text);
}

static struct number known(int64_t value)
{
	return (struct number){true, value};
}

static struct number known_time(const char *text)
{
	struct number time = {0};

	time.known = text && time_from_iso(text, &time.value);
	return time;
}

void sample_start(
	struct sample *sample, enum meeting_kind kind, const char *date, const char *start)
{
	struct meeting *meeting = &sample->meeting;

	*sample = (struct sample){.contact = "Anna-Lena Pogulis, Ulrika Stöök"};
	sample_set_text(&sample->network.name,
		"Förtroendevaldas trygghet och säkerhet, professionsnätverk");
	sample_set_text(&sample->network.organiser, "SKR");
	sample_set_text(&sample->network.physical_terms,
		"Vid fysiska träffar står deltagarna för resa och eventuell logi, SKR står för "
		"fika och lunch.");
	sample_set_text(&meeting->uid, SAMPLE_UID);
	meeting->kind = known(kind);
	meeting->form = known(MEETING_FORM_MEETING);
	meeting->status = known(MEETING_CONFIRMED);
	meeting->theme_status = known(THEME_UNSET);
	meeting->date.known = date && date_from_iso(date, &meeting->date.value);
	meeting->start = known_time(start);
	meeting->created_at = known(SAMPLE_CREATED);
}

void sample_end_at(struct sample *sample, const char *end)
{
	sample->meeting.end = known_time(end);
}

void sample_set_duration(struct sample *sample, int64_t min, int64_t max)
{
	sample->meeting.duration_min = known(min);
	sample->meeting.duration_max = known(max);
}

void sample_set_status(struct sample *sample, enum meeting_status status)
{
	sample->meeting.status = known(status);
}

void sample_set_theme(struct sample *sample, const char *theme)
{
	sample_set_text(&sample->meeting.theme, theme);
	sample->meeting.theme_status = known(THEME_DECIDED);
}

struct programme_item *sample_add_item(
	struct sample *sample, enum programme_part part, const char *title)
{
	struct programme_item *item = &sample->programme[sample->programme_count++];

	item->part = known(part);
	item->included = known(0);
	sample_set_text(&item->title, title);
	return item;
}

struct calendar_event sample_event(const struct sample *sample)
{
	return (struct calendar_event){
		.network = &sample->network,
		.meeting = &sample->meeting,
		.programme = sample->programme,
		.programme_count = sample->programme_count,
		.contact = sample->contact,
		.decided_on = sample->decided_on,
		.sequence = sample->sequence,
		.stamped_at = SAMPLE_STAMP,
	};
}

void sample_finish(struct sample *sample)
{
	record_finish(&network_entity, &sample->network);
	record_finish(&meeting_entity, &sample->meeting);
	for (size_t i = 0; i < sample->programme_count; i++)
		record_finish(&programme_item_entity, &sample->programme[i]);
}
