/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a calendar entry says to people: title, place, description. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "check.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

struct title {
	enum meeting_kind kind;
	enum meeting_form form;
	const char *title;
	const char *theme;
	enum theme_status theme_status;
	const char *decided_on;
	size_t items;
	const char *summary;
};

static void describe__summary__from_what_is_known(void **state)
{
	static const struct title table[] = {
		{MEETING_PHYSICAL, MEETING_FORM_MEETING, NULL, "T", THEME_DECIDED, NULL, 0,
			"Nätverksträff: T"},
		{MEETING_DIGITAL, MEETING_FORM_MEETING, NULL, "T", THEME_DECIDED, NULL, 0,
			"Nätverksträff (digital): T"},
		{MEETING_HYBRID, MEETING_FORM_MEETING, NULL, "T", THEME_DECIDED, NULL, 0,
			"Nätverksträff (hybrid): T"},
		{MEETING_DIGITAL, MEETING_FORM_SEMINAR, NULL, "T", THEME_DECIDED, NULL, 0,
			"Halvdagsseminarium (digitalt): T"},
		{MEETING_DIGITAL, MEETING_FORM_WEBCAST, NULL, "T", THEME_DECIDED, NULL, 0,
			"Webbsändning: T"},
		{MEETING_DIGITAL, MEETING_FORM_MEETING, "Avslutning", "T", THEME_DECIDED, NULL, 0,
			"Avslutning (digital): T"},
		{MEETING_DIGITAL, MEETING_FORM_SEMINAR, "Seminarium, digitalt", "T", THEME_DECIDED,
			NULL, 0, "Seminarium\\, digitalt: T"},
		/* A theme that is not decided is nobody's business yet. */
		{MEETING_DIGITAL, MEETING_FORM_MEETING, NULL, "Hemligt", THEME_VOTING, NULL, 0,
			"Nätverksträff (digital): tema bestäms senare"},
		{MEETING_DIGITAL, MEETING_FORM_MEETING, NULL, NULL, THEME_UNSET, "2023-09-26", 0,
			"Nätverksträff (digital): tema bestäms 26 sep"},
		{MEETING_DIGITAL, MEETING_FORM_MEETING, NULL, NULL, THEME_UNSET, "2023-09-26", 2,
			"Nätverksträff (digital): tema bestäms 26 sep"},
		{MEETING_PHYSICAL, MEETING_FORM_MEETING, NULL, NULL, THEME_UNSET, NULL, 2,
			"Nätverksträff: Punkt / Punkt"},
		{MEETING_PHYSICAL, MEETING_FORM_MEETING, NULL, "  ", THEME_DECIDED, NULL, 1,
			"Nätverksträff: Punkt"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		const struct title *row = &table[i];
		char *wanted = xasprintf("SUMMARY:%s", row->summary);
		struct sample sample;
		char *text;

		sample_start(&sample, row->kind, "2023-10-17", "10:00");
		sample.meeting.form.value = row->form;
		sample_set_text(&sample.meeting.title, row->title);
		sample_set_text(&sample.meeting.theme, row->theme);
		sample.meeting.theme_status.value = row->theme_status;
		sample.decided_on.known = row->decided_on &&
					  date_from_iso(row->decided_on, &sample.decided_on.value);
		for (size_t j = 0; j < row->items; j++)
			sample_add_item(&sample, PART_MORNING, "Punkt");
		text = check_read(&sample, CALENDAR_NONE);
		check_line(text, wanted);
		check_part(text, "Hemligt", false);
		free(text);
		free(wanted);
		sample_finish(&sample);
	}
}

struct place {
	enum meeting_kind kind;
	const char *place;
	const char *address;
	const char *link;
	const char *location; /* NULL: no property */
	bool url;
	const char *said;
};

static void describe__location__by_kind(void **state)
{
	static const struct place table[] = {
		{MEETING_PHYSICAL, "Stockholm", NULL, SAMPLE_LINK, "Stockholm", false, NULL},
		{MEETING_PHYSICAL, "SKR", "Hornsgatan 20; Stockholm", NULL,
			"SKR\\, Hornsgatan 20\\; Stockholm", false, NULL},
		{MEETING_PHYSICAL, NULL, "Hornsgatan 20", NULL, "Hornsgatan 20", false, NULL},
		{MEETING_PHYSICAL, " ", NULL, NULL, NULL, false, "DESCRIPTION:Plats meddelas"},
		{MEETING_DIGITAL, "Stockholm", NULL, SAMPLE_LINK, "Digitalt – " SAMPLE_LINK, true,
			"DESCRIPTION:" SAMPLE_LINK "\\n"},
		{MEETING_DIGITAL, NULL, NULL, NULL, "Digitalt", false,
			"DESCRIPTION:Länk skickas senare.\\n"},
		{MEETING_DIGITAL, NULL, NULL, "https://example.se/träff|1",
			"Digitalt – https://example.se/tr%C3%A4ff%7C1", true, NULL},
		{MEETING_HYBRID, "Stockholm", NULL, SAMPLE_LINK, "Stockholm", true,
			"DESCRIPTION:" SAMPLE_LINK "\\n"},
		{MEETING_HYBRID, NULL, NULL, NULL, NULL, false,
			"DESCRIPTION:Länk skickas senare.\\nPlats meddelas senare."},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(table); i++) {
		const struct place *row = &table[i];
		char *wanted = xasprintf("LOCATION:%s", row->location ? row->location : "");
		struct sample sample;
		char *text;

		sample_start(&sample, row->kind, "2023-10-17", "10:00");
		sample_set_text(&sample.meeting.place, row->place);
		sample_set_text(&sample.meeting.address, row->address);
		sample_set_text(&sample.meeting.link, row->link);
		text = check_read(&sample, CALENDAR_NONE);
		if (row->location)
			check_line(text, wanted);
		else
			check_part(text, "\r\nLOCATION", false);
		assert_int_equal(check_count(text, "URL:https://"), row->url);
		assert_int_equal(check_count(text, "CONFERENCE;"), row->url);
		if (row->said)
			check_part(text, row->said, true);
		free(text);
		free(wanted);
		sample_finish(&sample);
	}
}

static void describe__event__first_meeting_of_the_page(void **state)
{
	struct sample sample;
	struct programme_item *item;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_PHYSICAL, "2023-09-26", NULL);
	sample_set_status(&sample, MEETING_PRELIMINARY);
	sample_set_text(&sample.meeting.place, "Stockholm");
	sample_add_item(&sample, PART_MORNING, "Nätverkets deltagare och former");
	item = sample_add_item(&sample, PART_AFTERNOON, "Brott mot demokratin");
	sample_set_text(&item->description, "\nSamverkan på lokal nivå.\n");
	sample_set_text(&item->contributors, "Kommunpoliser medverkar");
	text = check_read(&sample, CALENDAR_NONE);
	check_line(text,
		"DESCRIPTION:Klockslag meddelas.\\n\\n"
		"Förmiddag: Nätverkets deltagare och former\\n"
		"Eftermiddag: Brott mot demokratin\\n"
		"Samverkan på lokal nivå.\\n"
		"Kommunpoliser medverkar\\n\\n"
		"Vid fysiska träffar står deltagarna för resa och eventuell logi\\, SKR står för "
		"fika och lunch.\\n\\n"
		"Förtroendevaldas trygghet och säkerhet\\, professionsnätverk\\nArrangör: SKR");
	free(text);
	sample_finish(&sample);
}

static void describe__event__programme_by_the_clock_and_own_terms(void **state)
{
	struct sample sample;
	struct programme_item *item;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_PHYSICAL, "2023-09-26", "10:00");
	sample_set_text(&sample.meeting.place, "Stockholm");
	sample_set_text(&sample.meeting.terms, "Lunch ingår; resan betalar var och en.");
	item = sample_add_item(&sample, PART_MORNING, "Inledning");
	item->part.known = false;
	item->start = (struct number){true, 600};
	item->end = (struct number){true, 645};
	item = sample_add_item(&sample, PART_MORNING, "Fråga");
	item->part.known = false;
	item->start = (struct number){true, 545};
	text = check_read(&sample, CALENDAR_NONE);
	check_part(text, "\\n10.00–10.45 Inledning\\n09.05 Fråga\\n", true);
	check_part(text, "Lunch ingår\\; resan betalar var och en.", true);
	check_part(text, "fika", false);
	free(text);
	sample_finish(&sample);
}

static void describe__event__event_that_is_joined(void **state)
{
	struct sample sample;
	struct programme_item *item;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-11-14", "10:00");
	item = sample_add_item(&sample, PART_FIRST, "Webbinarium");
	sample_set_text(&item->external_event, "SKR:s webbinarium om PTU 2023");
	text = check_read(&sample, CALENDAR_NONE);
	check_part(text,
		"\\nFörst: Webbinarium\\nSKR:s webbinarium om PTU 2023\\n"
		"Anmälan till webbinariet görs separat.\\n",
		true);
	free(text);
	item->included.value = 1;
	text = check_read(&sample, CALENDAR_NONE);
	check_part(text, "\\nAnmälan till webbinariet ingår i anmälan till nätverket.\\n", true);
	check_part(text, "fika", false);
	free(text);
	sample_finish(&sample);
}

static void describe__event__open_theme(void **state)
{
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", NULL);
	sample.meeting.theme_decided_at = (struct number){true, 1};
	text = check_read(&sample, CALENDAR_NONE);
	check_part(text, "Temat bestäms senare.", true);
	free(text);
	sample.decided_on.known = date_from_iso("2023-09-26", &sample.decided_on.value);
	text = check_read(&sample, CALENDAR_NONE);
	check_part(text, "Temat bestäms den 26 september 2023.", true);
	free(text);
	sample_finish(&sample);
}

static void describe__event__cancelled_promises_nothing(void **state)
{
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", NULL);
	sample_set_duration(&sample, 60, 120);
	sample_set_status(&sample, MEETING_CANCELLED);
	text = check_read(&sample, CALENDAR_NONE);
	check_part(text, "DESCRIPTION:Träffen är inställd.\\n\\nFörtroendevaldas", true);
	free(text);
	sample_set_text(&sample.meeting.status_reason, "Föreläsaren är sjuk.");
	text = check_read(&sample, CALENDAR_NONE);
	check_part(text,
		"DESCRIPTION:Träffen är inställd: Föreläsaren är sjuk.\\n\\nFörtroendevaldas",
		true);
	free(text);
	sample_finish(&sample);
}

static void describe__event__preliminary_time(void **state)
{
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	sample_end_at(&sample, "12:00");
	sample_set_status(&sample, MEETING_PRELIMINARY);
	text = check_read(&sample, CALENDAR_NONE);
	check_part(text, "\\nTiden är preliminär.\\n", true);
	free(text);
	sample_finish(&sample);
}

static void describe__event__next_to_nothing_is_known(void **state)
{
	struct sample sample;
	char *text;

	(void)state;
	sample_start(&sample, MEETING_PHYSICAL, "2023-10-17", NULL);
	record_finish(&network_entity, &sample.network);
	sample.contact = NULL;
	sample.meeting.created_at.known = false;
	text = check_read(&sample, CALENDAR_NONE);
	check_line(text, "SUMMARY:Nätverksträff: tema bestäms senare");
	check_line(text, "DESCRIPTION:Plats meddelas senare.\\nKlockslag meddelas.\\n\\n"
			 "Temat bestäms senare.");
	check_part(text, "\r\nCONTACT", false);
	check_part(text, "\r\nCREATED", false);
	free(text);
	sample_finish(&sample);
}

static int set_up(void **state)
{
	struct clock clock;

	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") && clock_init(&clock, NULL) ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(describe__summary__from_what_is_known),
		cmocka_unit_test(describe__location__by_kind),
		cmocka_unit_test(describe__event__first_meeting_of_the_page),
		cmocka_unit_test(describe__event__programme_by_the_clock_and_own_terms),
		cmocka_unit_test(describe__event__event_that_is_joined),
		cmocka_unit_test(describe__event__open_theme),
		cmocka_unit_test(describe__event__cancelled_promises_nothing),
		cmocka_unit_test(describe__event__preliminary_time),
		cmocka_unit_test(describe__event__next_to_nothing_is_known),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, NULL);
}
