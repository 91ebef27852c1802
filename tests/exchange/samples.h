/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings to make calendar files of. */
#ifndef TRAFFPUNKT_TESTS_EXCHANGE_SAMPLES_H
#define TRAFFPUNKT_TESTS_EXCHANGE_SAMPLES_H

#include "exchange/ical/calendar.h"

#define SAMPLE_MAILBOX "natverk@example.se"
#define SAMPLE_ATTENDEE "asa.oberg@sundsvall.example"
#define SAMPLE_UID "295ca9e8-c1bc-408e-881f-6491293bb0dc"
#define SAMPLE_LINK "https://moten.example.se/j/4711?lang=sv"
/* 2023-09-26T13:20:00Z */
#define SAMPLE_STAMP 1695734400
/* 2023-09-27T06:00:00Z */
#define SAMPLE_SENT 1695794400
/* 2023-09-19T07:00:00Z */
#define SAMPLE_CREATED 1695106800

struct sample {
	struct network network;
	struct meeting meeting;
	struct programme_item programme[2];
	size_t programme_count;
	const char *contact;
	struct number decided_on;
	int64_t sequence;
	bool uninvites; /* its cancellation is a message to one person */
};

/* A meeting of a kind on "2023-10-17" at "10:00"; NULL is unknown. */
void sample_start(
	struct sample *sample, enum meeting_kind kind, const char *date, const char *start);
void sample_end_at(struct sample *sample, const char *end);
void sample_set_duration(struct sample *sample, int64_t min, int64_t max);
void sample_set_status(struct sample *sample, enum meeting_status status);
/* A decided theme. */
void sample_set_theme(struct sample *sample, const char *theme);
/* Replaces a text of the sample, which then owns a copy. */
void sample_set_text(char **field, const char *text);
struct programme_item *sample_add_item(
	struct sample *sample, enum programme_part part, const char *title);
struct calendar_event sample_event(const struct sample *sample);
void sample_finish(struct sample *sample);

#endif
