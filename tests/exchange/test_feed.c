/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The feed: one calendar with every dated meeting, for subscription. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "check.h"
#include "lines.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define MEETINGS 5

/* Writes, checks the lines, unfolds. */
static char *write_feed(
	const struct network *network, const struct calendar_event *events, size_t count)
{
	struct error error = {0};
	struct calendar_feed feed = {.network = network, .events = events, .count = count};
	char *text = calendar_write_feed(&feed, &error);
	char *unfolded;
	const char *fault;

	if (!text)
		fail_msg("no feed: %s", error.message);
	fault = lines_fault(text, strlen(text));
	if (fault)
		fail_msg("%s in\n%s", fault, text);
	unfolded = lines_unfold(text);
	free(text);
	return unfolded;
}

static void feed__empty__still_has_the_zone(void **state)
{
	static const char head[] =
		"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Traffpunkt//traffpunkt//SV\r\n"
		"CALSCALE:GREGORIAN\r\n"
		"X-WR-CALNAME:Trygghet\\, säkerhet\\; rad två\r\n"
		"NAME:Trygghet\\, säkerhet\\; rad två\r\n"
		"X-WR-CALDESC:Träffar i nätverket Trygghet\\, säkerhet\\; rad två\r\n"
		"X-WR-TIMEZONE:Europe/Stockholm\r\n"
		"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n"
		"X-PUBLISHED-TTL:PT6H\r\n"
		"BEGIN:VTIMEZONE\r\n";
	struct network network = {0};
	char *text;

	(void)state;
	sample_set_text(&network.name, "Trygghet, säkerhet;\r\nrad två");
	text = write_feed(&network, NULL, 0);
	assert_memory_equal(text, head, strlen(head));
	check_part(text, "END:VTIMEZONE\r\nEND:VCALENDAR\r\n", true);
	free(text);
	record_finish(&network_entity, &network);
}

static void feed__events__in_order_without_the_undated(void **state)
{
	static const struct {
		const char *uid;
		const char *date;
		const char *start;
	} table[MEETINGS] = {
		{"uid-winter", "2023-11-14", "10:00"},
		{"uid-undated", NULL, NULL},
		{"uid-late", "2023-10-17", "13:00"},
		{"uid-day", "2023-10-17", NULL},
		{"uid-early", "2023-10-17", "09:00"},
	};
	static const char *const order[] = {
		"UID:uid-day", "UID:uid-early", "UID:uid-late", "UID:uid-winter"};
	struct sample samples[MEETINGS];
	struct calendar_event events[MEETINGS];
	const char *at;
	char *text;

	(void)state;
	for (size_t i = 0; i < MEETINGS; i++) {
		sample_start(&samples[i], MEETING_DIGITAL, table[i].date, table[i].start);
		sample_set_text(&samples[i].meeting.uid, table[i].uid);
		events[i] = sample_event(&samples[i]);
	}
	sample_set_status(&samples[2], MEETING_CANCELLED);
	text = write_feed(&samples[0].network, events, MEETINGS);
	at = text;
	for (size_t i = 0; i < COUNT(order); i++) {
		at = strstr(at, order[i]);
		assert_non_null(at);
	}
	assert_int_equal(check_count(text, "BEGIN:VEVENT"), MEETINGS - 1);
	assert_int_equal(check_count(text, "BEGIN:VTIMEZONE"), 1);
	assert_int_equal(check_count(text, "STATUS:CANCELLED"), 1);
	check_part(text, "uid-undated", false);
	check_part(text, "\r\nMETHOD", false);
	check_part(text, "\r\nORGANIZER", false);
	check_part(text, "\r\nATTENDEE", false);
	free(text);
	for (size_t i = 0; i < MEETINGS; i++)
		sample_finish(&samples[i]);
}

static void feed__source__is_told_when_it_is_an_address(void **state)
{
	static const char *const bad[] = {
		NULL, "", "ftp://example.se/", "https://x.se/\r\nX-EVIL:1"};
	struct calendar_feed feed = {0};
	struct network network = {0};
	struct error error = {0};

	(void)state;
	sample_set_text(&network.name, "Trygghet");
	feed.network = &network;
	for (size_t i = 0; i < COUNT(bad); i++) {
		feed.source = bad[i];
		char *text = calendar_write_feed(&feed, &error);
		check_part(text, "SOURCE", false);
		check_part(text, "EVIL", false);
		free(text);
	}
	feed.source = "https://kalender.example.se/n.ics";
	char *text = calendar_write_feed(&feed, &error);
	check_part(text,
		"X-PUBLISHED-TTL:PT6H\r\nSOURCE;VALUE=URI:https://kalender.example.se/n.ics\r\n"
		"BEGIN:VTIMEZONE\r\n",
		true);
	free(text);
	record_finish(&network_entity, &network);
}

static void feed__alarms__never_remind_subscribers(void **state)
{
	struct sample sample;
	struct calendar_event event;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2023-10-17", "10:00");
	event = sample_event(&sample);
	event.alarms = true;
	char *text = write_feed(&sample.network, &event, 1);
	check_part(text, "VALARM", false);
	free(text);
	sample_finish(&sample);
}

static void feed__events__impossible_one_is_named(void **state)
{
	struct error error = {0};
	struct sample sample;
	struct calendar_event event;

	(void)state;
	sample_start(&sample, MEETING_DIGITAL, "2024-03-31", "02:30");
	sample_set_text(&sample.meeting.title, "Nattmöte");
	event = sample_event(&sample);
	struct calendar_feed feed = {.network = &sample.network, .events = &event, .count = 1};
	assert_null(calendar_write_feed(&feed, &error));
	assert_int_equal(error.kind, ERROR_DATA);
	check_part(error.message, "Nattmöte", true);
	error_finish(&error);
	sample_finish(&sample);
}

static void feed__events__no_half_file_after_a_bad_link(void **state)
{
	struct error error = {0};
	struct sample samples[2];
	struct calendar_event events[2];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		sample_start(&samples[i], MEETING_DIGITAL, "2023-10-17", "10:00");
		sample_set_text(&samples[i].meeting.link,
			i ? "https://example.se/\r\nX-EVIL:1" : SAMPLE_LINK);
		events[i] = sample_event(&samples[i]);
	}
	struct calendar_feed feed = {.network = &samples[0].network, .events = events, .count = 2};
	assert_null(calendar_write_feed(&feed, &error));
	assert_int_equal(error.kind, ERROR_DATA);
	assert_string_equal(error.field, "link");
	error_finish(&error);
	for (size_t i = 0; i < 2; i++)
		sample_finish(&samples[i]);
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
		cmocka_unit_test(feed__empty__still_has_the_zone),
		cmocka_unit_test(feed__events__in_order_without_the_undated),
		cmocka_unit_test(feed__source__is_told_when_it_is_an_address),
		cmocka_unit_test(feed__alarms__never_remind_subscribers),
		cmocka_unit_test(feed__events__impossible_one_is_named),
		cmocka_unit_test(feed__events__no_half_file_after_a_bad_link),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, NULL);
}
