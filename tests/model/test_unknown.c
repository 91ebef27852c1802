/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is not yet known: the gaps of the example network, and of each kind of meeting. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "embedded.h"
#include "exchange/networkfile.h"
#include "model/unknown.h"

/* The example's meetings as one array, borrowed from the bundle but for the array. */
struct example {
	struct network_bundle bundle;
	struct meeting *meetings;
	size_t count;
};

static void example_init(struct example *example)
{
	*example = (struct example){0};
	for (size_t i = 0; i < embedded_file_count; i++) {
		const struct embedded_file *file = &embedded_files[i];
		if (!strcmp(file->name, "fortroendevaldas-trygghet.json"))
			assert_ok(networkfile_read(&example->bundle, (const char *)file->data,
					  file->size, file->name, error),
				file->name);
	}
	const struct network_part *part = &example->bundle.parts[NETWORK_MEETINGS];
	example->count = part->count;
	example->meetings = xcalloc(part->count + 1, sizeof(struct meeting));
	for (size_t i = 0; i < part->count; i++)
		example->meetings[i] = *(const struct meeting *)part->records[i];
}

static void example_finish(struct example *example)
{
	free(example->meetings);
	network_bundle_finish(&example->bundle);
}

static char *describe_all(const struct unknowns *unknowns)
{
	struct buffer text = {0};
	for (size_t i = 0; i < unknowns->count; i++) {
		char *one = unknown_describe(&unknowns->items[i]);
		buffer_printf(&text, "%s\n", one);
		free(one);
	}
	return buffer_take(&text);
}

/* The page names three dated meetings and three in 2024, and leaves this unsaid. */
static void unknown__example__exactly_the_gaps_of_the_page(void **state)
{
	(void)state;
	struct example example;
	struct unknowns unknowns;
	example_init(&example);
	unknowns_find(&unknowns, example.bundle.network, example.meetings, example.count,
		day("2023-09-19"));
	char *text = describe_all(&unknowns);
	assert_string_equal(text, "clock time 26 Sep\n"
				  "venue address 26 Sep\n"
				  "clock time 17 Oct\n"
				  "link 17 Oct\n"
				  "theme 17 Oct, decided 26 Sep\n"
				  "clock time 14 Nov\n"
				  "link 14 Nov\n"
				  "date Halvdagsseminarium 2024\n"
				  "date Webcast 2024\n"
				  "date Webcast 2024\n"
				  "VAT\n");
	assert_int_equal(unknowns.count, 11);
	assert_int_equal(unknowns.overdue, 0);
	free(text);
	unknowns_finish(&unknowns);
	example_finish(&example);
}

static void unknown__example__promises_fall_due(void **state)
{
	(void)state;
	static const struct {
		const char *today;
		size_t overdue;
	} rows[] = {
		{"2023-09-19", 0}, {"2023-09-26", 0}, /* the theme is decided this day */
		{"2023-09-27", 1},                    /* and was not */
		{"2023-12-21", 1}, {"2023-12-22", 4}, /* "under hösten 2023" is over */
	};
	struct example example;
	example_init(&example);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct unknowns unknowns;
		size_t late = 0;
		unknowns_find(&unknowns, example.bundle.network, example.meetings, example.count,
			day(rows[i].today));
		for (size_t u = 0; u < unknowns.count; u++)
			late += unknowns.items[u].overdue;
		assert_int_equal(unknowns.count, 11);
		assert_int_equal(unknowns.overdue, rows[i].overdue);
		assert_int_equal(late, rows[i].overdue);
		unknowns_finish(&unknowns);
	}
	example_finish(&example);
}

static void unknown__example__the_promise_goes_with_it(void **state)
{
	(void)state;
	struct example example;
	struct unknowns unknowns;
	size_t promised = 0;
	example_init(&example);
	unknowns_find(&unknowns, example.bundle.network, example.meetings, example.count,
		day("2023-12-22"));
	for (size_t i = 0; i < unknowns.count; i++) {
		const struct unknown *unknown = &unknowns.items[i];
		if (unknown->kind != UNKNOWN_DATE)
			continue;
		promised++;
		assert_string_equal(unknown->promise, "Information uppdateras under hösten 2023");
		assert_string_equal(unknown->by, "AP");
		assert_int_equal(unknown->due.value, day("2023-12-21"));
		assert_true(unknown->overdue);
	}
	assert_int_equal(promised, 3);
	unknowns_finish(&unknowns);
	example_finish(&example);
}

/* One meeting with what is said, and the kinds of gaps that are left: letters of the table. */
static void unknown__meeting__by_kind_and_state(void **state)
{
	(void)state;
	static const struct {
		const char *kind, *status, *date, *start, *address, *link, *theme;
		const char *gaps;
	} rows[] = {
		{"physical", "unplanned", NULL, NULL, NULL, NULL, NULL, "date "},
		{"hybrid", "preliminary", "2023-10-17", NULL, NULL, NULL, NULL,
			"time address link theme "},
		{"physical", "preliminary", "2023-10-17", NULL, NULL, NULL, NULL,
			"time address theme "},
		{"digital", "confirmed", "2023-10-17", NULL, NULL, NULL, NULL, "time link theme "},
		{"digital", "confirmed", "2023-10-17", "10", NULL, NULL, NULL, "link theme "},
		{"digital", "confirmed", "2023-10-17", "10", NULL, "https://x.example", "PTU", ""},
		{"physical", "confirmed", "2023-10-17", "10", "Hornsgatan 20", NULL, "PTU", ""},
		{"hybrid", "cancelled", "2023-10-17", NULL, NULL, NULL, NULL, ""},
		{"hybrid", "held", "2023-10-17", NULL, NULL, NULL, NULL, ""},
	};
	static const char *const names[] = {
		"date ", "time ", "address ", "link ", "theme ", "vat ", "fee "};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct meeting meeting = {.record.id = 1, .theme_status = known(THEME_UNSET)};
		struct unknowns unknowns;
		char gaps[64] = "";
		put(&meeting_entity, &meeting, "kind", rows[i].kind);
		put(&meeting_entity, &meeting, "status", rows[i].status);
		put(&meeting_entity, &meeting, "date", rows[i].date);
		put(&meeting_entity, &meeting, "start", rows[i].start);
		put(&meeting_entity, &meeting, "address", rows[i].address);
		put(&meeting_entity, &meeting, "link", rows[i].link);
		put(&meeting_entity, &meeting, "theme", rows[i].theme);
		if (rows[i].theme)
			meeting.theme_status = known(THEME_DECIDED);
		unknowns_find(&unknowns, NULL, &meeting, 1, day("2023-09-19"));
		for (size_t u = 0; u < unknowns.count; u++)
			strncat(gaps, names[unknowns.items[u].kind],
				sizeof(gaps) - strlen(gaps) - 1);
		assert_string_equal(gaps, rows[i].gaps);
		unknowns_finish(&unknowns);
		record_finish(&meeting_entity, &meeting);
	}
}

static void unknown__network__fee_and_vat(void **state)
{
	(void)state;
	static const struct {
		const char *fee, *vat;
		size_t count;
	} rows[] = {{NULL, NULL, 2}, {"0", NULL, 1}, {NULL, "none", 1}, {"1200", "included", 0}};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct network network = {0};
		struct unknowns unknowns;
		put(&network_entity, &network, "fee", rows[i].fee);
		put(&network_entity, &network, "vat", rows[i].vat);
		unknowns_find(&unknowns, &network, NULL, 0, day("2023-09-19"));
		assert_int_equal(unknowns.count, rows[i].count);
		unknowns_finish(&unknowns);
	}
}

/* A date that was promised for a theme goes before the meeting that decides it. */
static void unknown__theme__due_when_it_is_decided(void **state)
{
	(void)state;
	struct meeting meetings[2] = {
		{.record.id = 1, .status = known(MEETING_HELD), .date = known(day("2023-09-26"))},
		{.record.id = 2,
			.status = known(MEETING_PRELIMINARY),
			.kind = known(MEETING_DIGITAL),
			.date = known(day("2023-10-17")),
			.start = known(600),
			.link = xstrdup("https://x.example"),
			.theme_status = known(THEME_VOTING),
			.theme_decided_at = known(1)},
	};
	struct unknowns unknowns;
	unknowns_find(&unknowns, NULL, meetings, 2, day("2023-09-27"));
	assert_int_equal(unknowns.count, 1);
	assert_ptr_equal(unknowns.items[0].decided_at, &meetings[0]);
	assert_int_equal(unknowns.overdue, 1);
	unknowns_finish(&unknowns);
	meetings[1].promise = xstrdup("Kommer senare");
	meetings[1].promise_due = known(day("2023-10-01"));
	unknowns_find(&unknowns, NULL, meetings, 2, day("2023-09-27"));
	assert_int_equal(unknowns.items[0].due.value, day("2023-10-01"));
	assert_int_equal(unknowns.overdue, 0);
	unknowns_finish(&unknowns);
	meetings[1].theme_decided_at = known(99); /* not among them */
	unknowns_find(&unknowns, NULL, meetings, 2, day("2023-09-27"));
	assert_null(unknowns.items[0].decided_at);
	unknowns_finish(&unknowns);
	record_finish(&meeting_entity, &meetings[1]);
}

static void unknown__kind_label__every_kind(void **state)
{
	(void)state;
	for (int kind = UNKNOWN_DATE; kind <= UNKNOWN_FEE; kind++) {
		for (int other = UNKNOWN_DATE; other < kind; other++)
			assert_string_not_equal(
				unknown_kind_label(kind), unknown_kind_label(other));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unknown__example__exactly_the_gaps_of_the_page),
		cmocka_unit_test(unknown__example__promises_fall_due),
		cmocka_unit_test(unknown__example__the_promise_goes_with_it),
		cmocka_unit_test(unknown__meeting__by_kind_and_state),
		cmocka_unit_test(unknown__network__fee_and_vat),
		cmocka_unit_test(unknown__theme__due_when_it_is_decided),
		cmocka_unit_test(unknown__kind_label__every_kind),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
