/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes one calendar file for each case that readers get wrong, into the folder that is named:
 * what readback.py gives to other programs.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "exchange/file.h"
#include "exchange/ical/calendar.h"
#include "samples.h"

#define AWKWARD "Hot, hat & våld; \"trygghet\" – åäö ÅÄÖ é 😀 \\ slut"

static const struct calendar_organizer organizer = {"natverk@example.se", "Nätverket, SKR"};

static void fill_physical_day(struct sample *sample)
{
	struct programme_item *item;

	sample_start(sample, MEETING_PHYSICAL, "2023-09-26", NULL);
	sample_set_status(sample, MEETING_PRELIMINARY);
	sample_set_text(&sample->meeting.uid, "a5dac874-95cd-44ff-a3c8-dc5ae58a2afb");
	sample_set_text(&sample->meeting.place, "Stockholm");
	sample_add_item(sample, PART_MORNING, "Nätverkets deltagare och former");
	item = sample_add_item(sample, PART_AFTERNOON, "Brott mot demokratin");
	sample_set_text(&item->description,
		"Samverkan på lokal nivå mellan kommun, region och polisregioner.");
	sample_set_text(&item->contributors, "Kommunpoliser medverkar");
}

static void fill_digital_day(struct sample *sample)
{
	sample_start(sample, MEETING_DIGITAL, "2023-10-17", NULL);
	sample_set_status(sample, MEETING_PRELIMINARY);
	sample_set_duration(sample, 60, 120);
	sample->decided_on.known = date_from_iso("2023-09-26", &sample->decided_on.value);
}

static void fill_summer(struct sample *sample)
{
	sample_start(sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	sample_set_duration(sample, 60, 120);
	sample_set_text(&sample->meeting.link, SAMPLE_LINK);
	sample_set_theme(sample, AWKWARD);
	sample->sequence = 1;
}

static void fill_cancelled(struct sample *sample)
{
	fill_summer(sample);
	sample_set_status(sample, MEETING_CANCELLED);
	sample_set_text(&sample->meeting.status_reason, "Föreläsaren är sjuk.");
	sample->sequence = 2;
}

static void fill_winter(struct sample *sample)
{
	struct programme_item *item;

	sample_start(sample, MEETING_DIGITAL, "2023-11-14", "10:00");
	sample_end_at(sample, "12:00");
	sample_set_text(&sample->meeting.uid, "ce49a63d-3b2a-4e31-8b73-99fc2caa7b8c");
	sample_set_theme(sample, "PTU 2023");
	item = sample_add_item(sample, PART_FIRST, "Nätverket deltar i SKR:s webbinarium");
	sample_set_text(&item->external_event,
		"SKR:s webbinarium om Politikernas trygghetsundersökning (PTU 2023)");
	item->included.value = 1;
	sample_add_item(sample, PART_AFTER, "Fördjupad dialog och frågor inom nätverket");
}

static void fill_hybrid(struct sample *sample)
{
	sample_start(sample, MEETING_HYBRID, "2024-03-31", "18:30");
	sample_end_at(sample, "20:00");
	sample_set_text(&sample->meeting.uid, "0b8f6a4e-5f0b-4b52-9a1a-6f3f3f0a9a77");
	sample_set_text(&sample->meeting.link, SAMPLE_LINK);
	sample_set_text(&sample->meeting.place, "Region Örebro län; sal \"Älgen\", plan 3");
	sample_set_theme(sample, "Länk, plats; båda");
}

static void fill_autumn(struct sample *sample)
{
	sample_start(sample, MEETING_PHYSICAL, "2023-10-29", "02:30");
	sample_end_at(sample, "04:00");
	sample_set_text(&sample->meeting.uid, "5c1f8f63-7c44-4a1b-8a5e-1f6b8f0e2d11");
	sample_set_text(&sample->meeting.place, "Kiruna");
	sample_set_theme(sample, "Timmen som kommer två gånger");
}

static void fill_hostile(struct sample *sample)
{
	sample_start(sample, MEETING_PHYSICAL, "2023-12-05", "09:00");
	sample_end_at(sample, "10:00");
	sample_set_text(&sample->meeting.uid, "9d4a5f0c-32a3-4f1b-8a55-0f1f5be0c0de");
	sample_set_text(&sample->meeting.place,
		"Sal 1\r\nATTENDEE:mailto:evil@example.org\x1b]52;c;AAAA\x07");
	sample_set_theme(sample, "Tema\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil\xe2\x80\xae");
}

struct item {
	const char *name;
	void (*fill)(struct sample *sample);
	enum calendar_method method;
	bool alarms;
};

static const struct item items[] = {
	{"physical-day", fill_physical_day, CALENDAR_NONE, false},
	{"digital-day", fill_digital_day, CALENDAR_NONE, false},
	{"summer", fill_summer, CALENDAR_NONE, false},
	{"alarm", fill_summer, CALENDAR_NONE, true},
	{"cancelled", fill_cancelled, CALENDAR_NONE, false},
	{"winter", fill_winter, CALENDAR_NONE, false},
	{"hybrid", fill_hybrid, CALENDAR_NONE, false},
	{"autumn", fill_autumn, CALENDAR_NONE, false},
	{"hostile", fill_hostile, CALENDAR_NONE, false},
	{"publish", fill_summer, CALENDAR_PUBLISH, false},
	{"cancel", fill_cancelled, CALENDAR_CANCEL, false},
	{"request", fill_summer, CALENDAR_REQUEST, false},
};

/* The feed holds each meeting once. */
static void (*const feed[])(struct sample *sample) = {
	fill_hybrid,
	fill_winter,
	fill_cancelled,
	fill_physical_day,
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* Takes the text over. */
static bool save(const char *folder, const char *name, char *text, struct error *error)
{
	char *path = xasprintf("%s/%s.ics", folder, name);
	bool saved = text && file_write(path, text, strlen(text), true, NULL, NULL, error);

	free(path);
	free(text);
	return saved;
}

static const struct calendar_attendee attendee = {SAMPLE_ATTENDEE, "Åsa Öberg"};

static bool save_item(const char *folder, const struct item *item, struct error *error)
{
	struct sample sample;
	struct calendar_event event;
	bool saved;

	item->fill(&sample);
	event = sample_event(&sample);
	event.alarms = item->alarms;
	if (item->method == CALENDAR_REQUEST) {
		event.attendee = &attendee;
		event.sent_at = SAMPLE_SENT;
	}
	saved = save(folder, item->name,
		calendar_write_event(&event, item->method, &organizer, error), error);
	sample_finish(&sample);
	return saved;
}

static bool save_feeds(const char *folder, struct error *error)
{
	struct sample samples[COUNT(feed)];
	struct calendar_event events[COUNT(feed)];
	const struct network *network = &samples[0].network;
	bool saved;

	for (size_t i = 0; i < COUNT(feed); i++) {
		feed[i](&samples[i]);
		events[i] = sample_event(&samples[i]);
	}
	struct calendar_feed whole = {.network = network,
		.source = "https://kalender.example.se/natverk.ics",
		.events = events,
		.count = COUNT(feed)};
	struct calendar_feed empty = {.network = network};
	saved = save(folder, "feed", calendar_write_feed(&whole, error), error) &&
		save(folder, "feed-empty", calendar_write_feed(&empty, error), error);
	for (size_t i = 0; i < COUNT(feed); i++)
		sample_finish(&samples[i]);
	return saved;
}

int main(int argc, char **argv)
{
	struct error error = {0};
	struct clock clock;
	int code = EX_OK;

	if (argc != 2 || !setlocale(LC_ALL, "C.UTF-8")) {
		fputs("usage: write_calendars FOLDER\n", stderr);
		return EX_USAGE;
	}
	clock_init(&clock, NULL);
	for (size_t i = 0; code == EX_OK && i < COUNT(items); i++)
		if (!save_item(argv[1], &items[i], &error))
			code = error_exit_code(error.kind);
	if (code == EX_OK && !save_feeds(argv[1], &error))
		code = error_exit_code(error.kind);
	if (code != EX_OK)
		fprintf(stderr, "write_calendars: %s\n", error.message);
	error_finish(&error);
	return code;
}
