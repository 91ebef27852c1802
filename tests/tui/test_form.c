/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form knows, without a screen: values, changes, what is hidden, what is wrong, saving. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "model/request.h"
#include "tui/form.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* 2023-09-19 08:30 in Stockholm, as in the demo. */
static const struct clock demo_clock = {.fixed = true, .fixed_at = 1695105000};

struct fixture {
	char folder[64], path[128];
	struct store *store;
	struct settings settings;
	struct service service;
	struct form form;
};

static void write_in(struct form *form, const char *name, const char *text)
{
	size_t index = form_find(form, name);
	assert_true(index < form->count);
	form->focus = index;
	lineedit_set(&form->fields[index].edit, text);
	form_touch(form);
}

static const char *text_in(const struct form *form, const char *name)
{
	return lineedit_text(&form->fields[form_find(form, name)].edit);
}

static const struct form_field *field_in(const struct form *form, const char *name)
{
	return &form->fields[form_find(form, name)];
}

static const char *focus_of(struct form *form)
{
	return form_focused(form)->field->name;
}

/* ---- a database with the example network ---- */

static void must(bool ok, struct error *error)
{
	if (!ok)
		fail_msg("%s", error->message);
}

static int open_fixture(void **state)
{
	struct fixture *own = xcalloc(1, sizeof(*own));
	struct error error = {0};
	int64_t id;
	snprintf(own->folder, sizeof(own->folder), "/tmp/traffpunkt-form-XXXXXX");
	assert_non_null(mkdtemp(own->folder));
	snprintf(own->path, sizeof(own->path), "%s/test.db", own->folder);
	must(store_open(&own->store, own->path, STORE_READ_WRITE, &demo_clock, &error), &error);
	must(service_init(&own->service, own->store, &own->settings, NULL, &error), &error);
	must(service_network_import_example(&own->service, &id, &error), &error);
	own->service.network = id;
	*state = own;
	return 0;
}

static int close_fixture(void **state)
{
	static const char *const parts[] = {"", "-wal", "-shm", "-journal"};
	struct fixture *own = *state;
	char path[160];
	if (own->form.entity)
		form_finish(&own->form);
	service_finish(&own->service);
	store_close(own->store);
	for (size_t i = 0; i < LENGTH(parts); i++) {
		snprintf(path, sizeof(path), "%s%s", own->path, parts[i]);
		unlink(path);
	}
	rmdir(own->folder);
	free(own);
	return 0;
}

static void begin(struct fixture *own, const struct entity *entity, int64_t id, const char *first)
{
	struct error error = {0};
	void *record = id ? record_create(entity) : service_new(&own->service, entity);
	if (id)
		must(store_get(own->store, entity, id, record, &error), &error);
	form_init(&own->form, &own->service, entity, record, first);
}

/* The example's digital meeting of 17 October. */
static int64_t october(struct fixture *own)
{
	struct error error = {0};
	int64_t id;
	must(service_resolve(&own->service, &meeting_entity, "2023-10-17", &id, &error), &error);
	return id;
}

/* Someone else changes a field of the meeting in the meantime. */
static void change_elsewhere(struct fixture *own, const char *name, const char *text)
{
	struct error error = {0};
	struct meeting meeting = {0};
	must(store_get(own->store, &meeting_entity, october(own), &meeting, &error), &error);
	must(service_set_field(&own->service, &meeting_entity, entity_field(&meeting_entity, name),
		     &meeting, text, &error),
		&error);
	must(service_save(&own->service, &meeting_entity, &meeting, NULL, &error), &error);
	record_finish(&meeting_entity, &meeting);
}

/* ---- values ---- */

static void form__init__offers_what_people_fill_in(void **state)
{
	struct fixture *own = *state;
	static const char *const absent[] = {
		"uid", "network_id", "status", "status_reason", "theme_status", "sequence"};
	begin(own, &meeting_entity, 0, "theme");
	for (size_t i = 0; i < LENGTH(absent); i++)
		assert_int_equal(form_find(&own->form, absent[i]), own->form.count);
	assert_string_equal(focus_of(&own->form), "theme");
	assert_true(form_is_new(&own->form));
	assert_false(form_is_changed(&own->form));
}

static void form__changed__compares_with_the_beginning(void **state)
{
	struct fixture *own = *state;
	begin(own, &meeting_entity, october(own), "place");
	assert_false(form_is_changed(&own->form));
	write_in(&own->form, "theme", "Hot och hat");
	assert_true(form_is_changed(&own->form));
	write_in(&own->form, "theme", field_in(&own->form, "theme")->original);
	assert_false(form_is_changed(&own->form));
	own->form.focus = form_find(&own->form, "kind");
	form_turn(&own->form, 1);
	assert_true(form_is_changed(&own->form));
	form_turn(&own->form, -1);
	assert_false(form_is_changed(&own->form));
	/* The same day in other words is no change once it has been read. */
	write_in(&own->form, "date", "17/10");
	assert_true(form_is_changed(&own->form));
	assert_true(form_step(&own->form, 1));
	assert_string_equal(text_in(&own->form, "date"), "2023-10-17");
	assert_false(form_is_changed(&own->form));
}

static void form__shows__follows_the_kind(void **state)
{
	static const struct {
		int kind;
		bool place, link;
	} cases[] = {
		{MEETING_PHYSICAL, true, false},
		{MEETING_DIGITAL, false, true},
		{MEETING_HYBRID, true, true},
	};
	struct fixture *own = *state;
	begin(own, &meeting_entity, 0, NULL);
	struct form *form = &own->form;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		form->fields[form_find(form, "kind")].choice = cases[i].kind;
		assert_int_equal(form_shows(form, form_find(form, "place")), cases[i].place);
		assert_int_equal(form_shows(form, form_find(form, "address")), cases[i].place);
		assert_int_equal(form_shows(form, form_find(form, "link")), cases[i].link);
		assert_int_equal(form_shows(form, form_find(form, "link_later")), cases[i].link);
		assert_true(form_shows(form, form_find(form, "date")));
	}
}

static void form__step__passes_hidden_fields(void **state)
{
	struct fixture *own = *state;
	struct form *form = &own->form;
	begin(own, &meeting_entity, 0, "period_text");
	form->fields[form_find(form, "kind")].choice = MEETING_DIGITAL;
	assert_true(form_step(form, 1));
	assert_string_equal(focus_of(form), "link");
	assert_true(form_step(form, -1));
	assert_string_equal(focus_of(form), "period_text");
	while (form_step(form, 1))
		;
	assert_string_equal(focus_of(form), "note");
	assert_false(form_step(form, 1));
	while (form_step(form, -1))
		;
	assert_string_equal(focus_of(form), "kind");
}

static void form__turn__goes_round(void **state)
{
	struct fixture *own = *state;
	struct form *form = &own->form;
	begin(own, &participant_entity, 0, "channel");
	/* Not required: unknown is one of the values. */
	assert_int_equal(form_focused(form)->choice, -1);
	form_turn(form, -1);
	assert_int_equal(form_focused(form)->choice, (int)participant_channels.count - 1);
	form_turn(form, 1);
	assert_int_equal(form_focused(form)->choice, -1);
	assert_true(form_turn_to(form, 'P'));
	assert_string_equal(
		form_choice_label(form_focused(form), form_focused(form)->choice), "phone");
	assert_false(form_turn_to(form, 'z'));
	form_empty(form);
	assert_int_equal(form_focused(form)->choice, -1);
	/* Required: it is not. */
	form->focus = form_find(form, "protected");
	form_turn(form, 1);
	form_turn(form, 1);
	assert_int_equal(form_focused(form)->choice, 0);
	form_empty(form);
	assert_int_equal(form_focused(form)->choice, 0);
}

/* ---- what is read ---- */

static void form__read__fills_in_what_follows(void **state)
{
	static const struct {
		const char *field, *typed, *then, *other, *other_then;
	} cases[] = {
		{"start", "10-12", "10:00", "end", "12:00"},
		{"start", "9", "09:00", "end", "12:00"},
		{"duration_min", "1-2 h", "1 h", "duration_max", "2 h"},
		{"duration_max", "90 min", "90 min", "duration_min", "1 h"},
		{"date", "14 nov", "2023-11-14", "start", "09:00"},
	};
	struct fixture *own = *state;
	begin(own, &meeting_entity, 0, NULL);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		write_in(&own->form, cases[i].field, cases[i].typed);
		form_step(&own->form, 1);
		assert_null(field_in(&own->form, cases[i].field)->message);
		assert_string_equal(text_in(&own->form, cases[i].field), cases[i].then);
		assert_string_equal(text_in(&own->form, cases[i].other), cases[i].other_then);
	}
}

static void form__read__says_what_is_wrong_under_the_field(void **state)
{
	struct fixture *own = *state;
	begin(own, &meeting_entity, 0, NULL);
	write_in(&own->form, "date", "31/31");
	assert_null(field_in(&own->form, "date")->message);
	form_step(&own->form, 1);
	assert_non_null(field_in(&own->form, "date")->message);
	assert_string_equal(text_in(&own->form, "date"), "31/31");
	write_in(&own->form, "date", "31/1");
	assert_null(field_in(&own->form, "date")->message);
}

static void form__tell__shows_what_was_understood(void **state)
{
	static const struct {
		const char *field, *typed, *told;
	} cases[] = {
		{"date", "17/10", "Tue 17 Oct 2023 wk 42"},
		{"date", "2023-11-14", "Tue 14 Nov 2023 wk 46"},
		{"date", "hm", NULL},
		{"date", "", NULL},
		{"start", "9-12", "09:00–12:00"},
		{"start", "09:00", NULL},
		{"duration_min", "1-2 h", "1–2 h"},
		{"duration_min", "2 h", NULL},
		{"theme_decided_at_id", "26 sep", "Tue 26 Sep 2023"},
		{"theme_decided_at_id", "999", NULL},
		{"place", "Stockholm", NULL},
	};
	struct fixture *own = *state;
	begin(own, &meeting_entity, 0, NULL);
	for (size_t i = 0; i < LENGTH(cases); i++) {
		write_in(&own->form, cases[i].field, cases[i].typed);
		const char *told = field_in(&own->form, cases[i].field)->understood;
		if (!told != !cases[i].told || (told && strcmp(told, cases[i].told) != 0))
			fail_msg("\"%s\": \"%s\"", cases[i].typed, told ? told : "(nothing)");
	}
	write_in(&own->form, "date", "2024-06-06");
	assert_non_null(strstr(field_in(&own->form, "date")->understood, "red day"));
}

static void form__text__names_a_meeting_by_its_date(void **state)
{
	struct fixture *own = *state;
	begin(own, &meeting_entity, october(own), NULL);
	assert_string_equal(text_in(&own->form, "theme_decided_at_id"), "2023-09-26");
}

/* ---- saving ---- */

static void form__check__puts_the_focus_on_the_first_error(void **state)
{
	struct fixture *own = *state;
	begin(own, &meeting_entity, 0, NULL);
	write_in(&own->form, "promise_due", "sometime");
	write_in(&own->form, "start", "late");
	write_in(&own->form, "theme", "Hot och hat");
	assert_false(form_save(&own->form));
	assert_string_equal(focus_of(&own->form), "start");
	assert_non_null(field_in(&own->form, "start")->message);
	assert_non_null(field_in(&own->form, "promise_due")->message);
	assert_null(field_in(&own->form, "theme")->message);
}

static void form__save__places_the_error_of_a_rule(void **state)
{
	struct fixture *own = *state;
	begin(own, &meeting_entity, october(own), NULL);
	write_in(&own->form, "start", "12");
	write_in(&own->form, "end", "10");
	assert_false(form_save(&own->form));
	assert_string_equal(focus_of(&own->form), "end");
	assert_non_null(field_in(&own->form, "end")->message);
	write_in(&own->form, "start", "9");
	assert_true(form_save(&own->form));
	assert_null(field_in(&own->form, "end")->message);
}

static void form__error__goes_to_the_notice_when_its_field_is_not_shown(void **state)
{
	struct fixture *own = *state;
	struct error error = {0};
	begin(own, &meeting_entity, 0, "date");
	error_set_field(&error, ERROR_DATA, "status_reason", "A reason.");
	form_take_error(&own->form, &error);
	assert_string_equal(own->form.notice, "A reason.");
	assert_true(own->form.is_failed);
	assert_string_equal(focus_of(&own->form), "date");
	assert_int_equal(error.kind, ERROR_NONE);
}

static void form__save__keeps_what_is_hidden(void **state)
{
	struct fixture *own = *state;
	struct error error = {0};
	struct meeting meeting = {0};
	change_elsewhere(own, "link", "https://example.example/a");
	begin(own, &meeting_entity, october(own), NULL);
	write_in(&own->form, "link", "not a link");
	own->form.fields[form_find(&own->form, "kind")].choice = MEETING_PHYSICAL;
	write_in(&own->form, "place", "Stockholm");
	assert_true(form_save(&own->form));
	must(store_get(own->store, &meeting_entity, october(own), &meeting, &error), &error);
	assert_string_equal(meeting.place, "Stockholm");
	assert_string_equal(meeting.link, "https://example.example/a");
	record_finish(&meeting_entity, &meeting);
}

static void form__save__adds_a_new_record(void **state)
{
	struct fixture *own = *state;
	struct error error = {0};
	struct participant stored = {0};
	begin(own, &participant_entity, 0, NULL);
	assert_false(form_save(&own->form));
	assert_string_equal(focus_of(&own->form), "family_name");
	write_in(&own->form, "given_name", "Åsa");
	write_in(&own->form, "family_name", "Öberg");
	assert_true(form_save(&own->form));
	int64_t id = ((const struct record *)own->form.record)->id;
	assert_true(id > 0);
	must(store_get(own->store, &participant_entity, id, &stored, &error), &error);
	assert_string_equal(stored.given_name, "Åsa");
	record_finish(&participant_entity, &stored);
}

static void form__conflict__keeps_what_is_typed(void **state)
{
	struct fixture *own = *state;
	struct error error = {0};
	struct meeting meeting = {0};
	begin(own, &meeting_entity, october(own), NULL);
	write_in(&own->form, "theme", "Mine");
	change_elsewhere(own, "theme", "Theirs");
	change_elsewhere(own, "promise", "Also theirs");
	assert_false(form_save(&own->form));
	assert_non_null(own->form.notice);
	assert_string_equal(text_in(&own->form, "theme"), "Mine");
	assert_string_equal(text_in(&own->form, "promise"), "Also theirs");
	/* Only the one that both have changed has to be settled, and then it can be saved. */
	assert_int_equal(form_contested(&own->form), 1);
	assert_string_equal(
		own->form.fields[form_first_contested(&own->form)].field->name, "theme");
	assert_false(form_save(&own->form));
	form_settle(&own->form, form_first_contested(&own->form), false);
	assert_true(form_save(&own->form));
	must(store_get(own->store, &meeting_entity, october(own), &meeting, &error), &error);
	assert_string_equal(meeting.theme, "Mine");
	assert_string_equal(meeting.promise, "Also theirs");
	record_finish(&meeting_entity, &meeting);
}

static void form__conflict__takes_theirs(void **state)
{
	struct fixture *own = *state;
	begin(own, &meeting_entity, october(own), NULL);
	write_in(&own->form, "theme", "Mine");
	own->form.fields[form_find(&own->form, "kind")].choice = MEETING_PHYSICAL;
	change_elsewhere(own, "theme", "Theirs");
	change_elsewhere(own, "kind", "hybrid");
	form_refresh(&own->form);
	assert_int_equal(form_contested(&own->form), 2);
	while (form_contested(&own->form))
		form_settle(&own->form, form_first_contested(&own->form), true);
	assert_string_equal(text_in(&own->form, "theme"), "Theirs");
	assert_int_equal(field_in(&own->form, "kind")->choice, MEETING_HYBRID);
	assert_false(form_is_changed(&own->form));
}

/* What only one of two has changed needs no question, however often they save. */
static void form__conflict__elsewhere_merges_silently(void **state)
{
	struct fixture *own = *state;
	struct error error = {0};
	struct meeting meeting = {0};
	begin(own, &meeting_entity, october(own), NULL);
	write_in(&own->form, "theme", "Mine");
	change_elsewhere(own, "promise", "Theirs");
	assert_true(form_save(&own->form));
	must(store_get(own->store, &meeting_entity, october(own), &meeting, &error), &error);
	assert_string_equal(meeting.theme, "Mine");
	assert_string_equal(meeting.promise, "Theirs");
	record_finish(&meeting_entity, &meeting);
}

/* The same word twice is no conflict, nor is what the other has taken back. */
static void form__conflict__agreement_is_none(void **state)
{
	struct fixture *own = *state;
	begin(own, &meeting_entity, october(own), NULL);
	write_in(&own->form, "theme", "Same");
	change_elsewhere(own, "theme", "Same");
	form_refresh(&own->form);
	assert_int_equal(form_contested(&own->form), 0);
	write_in(&own->form, "theme", "Mine");
	change_elsewhere(own, "theme", "Theirs");
	form_refresh(&own->form);
	assert_int_equal(form_contested(&own->form), 1);
	change_elsewhere(own, "theme", "Same");
	form_refresh(&own->form);
	assert_int_equal(form_contested(&own->form), 0);
}

static void form__unsaved__comes_back_as_it_was_typed(void **state)
{
	struct fixture *own = *state;
	begin(own, &meeting_entity, october(own), NULL);
	assert_null(form_unsaved(&own->form));
	write_in(&own->form, "theme", "Half a th");
	write_in(&own->form, "date", "not a d");
	own->form.fields[form_find(&own->form, "kind")].choice = MEETING_HYBRID;
	char *content = form_unsaved(&own->form);
	assert_non_null(content);
	form_finish(&own->form);
	begin(own, &meeting_entity, october(own), NULL);
	form_restore(&own->form, content);
	assert_string_equal(text_in(&own->form, "theme"), "Half a th");
	assert_string_equal(text_in(&own->form, "date"), "not a d");
	assert_int_equal(field_in(&own->form, "kind")->choice, MEETING_HYBRID);
	free(content);
	form_restore(&own->form, "{\"theme\":7,\"nothing\":\"x\",\"kind\":\"flying\"}");
	form_restore(&own->form, "no JSON");
	assert_int_equal(field_in(&own->form, "kind")->choice, MEETING_HYBRID);
}

static void form__unsaved__nothing_of_who_is_protected(void **state)
{
	struct fixture *own = *state;
	struct unsaved_key key;
	begin(own, &participant_entity, 0, NULL);
	write_in(&own->form, "family_name", "Hemlig");
	char *content = form_unsaved(&own->form);
	assert_non_null(content);
	free(content);
	own->form.fields[form_find(&own->form, "protected")].choice = 1;
	assert_null(form_unsaved(&own->form));
	form_unsaved_key(&own->form, &key);
	assert_int_equal(key.row, 0);
	assert_int_equal(strncmp(key.what, "form/", 5), 0);
}

static void form__refresh__follows_what_is_untouched(void **state)
{
	struct fixture *own = *state;
	begin(own, &meeting_entity, october(own), NULL);
	form_refresh(&own->form);
	assert_null(own->form.notice);
	write_in(&own->form, "note", "half a sent");
	change_elsewhere(own, "kind", "hybrid");
	form_refresh(&own->form);
	assert_non_null(own->form.notice);
	assert_string_equal(text_in(&own->form, "note"), "half a sent");
	assert_int_equal(field_in(&own->form, "kind")->choice, MEETING_HYBRID);
	assert_true(form_field_is_changed(field_in(&own->form, "note")));
	assert_false(form_field_is_changed(field_in(&own->form, "kind")));
}

/* Which of two hours is meant is asked once, and again when something else is typed. */
static void form__hour_that_comes_twice__is_asked_about(void **state)
{
	struct fixture *own = *state;
	struct error error = {0};
	struct meeting meeting = {0};
	int64_t id = october(own);
	begin(own, &meeting_entity, id, NULL);
	write_in(&own->form, "date", "2023-10-29");
	write_in(&own->form, "start", "2:30");
	assert_false(form_save(&own->form));
	assert_non_null(field_in(&own->form, "start")->message);
	assert_string_equal(focus_of(&own->form), "start");
	write_in(&own->form, "start", "2:45");
	assert_false(form_save(&own->form));
	assert_true(form_save(&own->form));
	must(store_get(own->store, &meeting_entity, id, &meeting, &error), &error);
	assert_int_equal(meeting.start.value, 165);
	record_finish(&meeting_entity, &meeting);
	/* What is there already is not asked about for the sake of another field. */
	write_in(&own->form, "theme", "Ansvar");
	own->form.asked = false;
	assert_true(form_save(&own->form));
}

#define IN_DATABASE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_DATABASE(form__init__offers_what_people_fill_in),
		IN_DATABASE(form__hour_that_comes_twice__is_asked_about),
		IN_DATABASE(form__changed__compares_with_the_beginning),
		IN_DATABASE(form__shows__follows_the_kind),
		IN_DATABASE(form__step__passes_hidden_fields),
		IN_DATABASE(form__turn__goes_round),
		IN_DATABASE(form__read__fills_in_what_follows),
		IN_DATABASE(form__read__says_what_is_wrong_under_the_field),
		IN_DATABASE(form__tell__shows_what_was_understood),
		IN_DATABASE(form__text__names_a_meeting_by_its_date),
		IN_DATABASE(form__check__puts_the_focus_on_the_first_error),
		IN_DATABASE(form__save__places_the_error_of_a_rule),
		IN_DATABASE(form__error__goes_to_the_notice_when_its_field_is_not_shown),
		IN_DATABASE(form__save__keeps_what_is_hidden),
		IN_DATABASE(form__save__adds_a_new_record),
		IN_DATABASE(form__conflict__keeps_what_is_typed),
		IN_DATABASE(form__conflict__takes_theirs),
		IN_DATABASE(form__conflict__elsewhere_merges_silently),
		IN_DATABASE(form__conflict__agreement_is_none),
		IN_DATABASE(form__unsaved__comes_back_as_it_was_typed),
		IN_DATABASE(form__unsaved__nothing_of_who_is_protected),
		IN_DATABASE(form__refresh__follows_what_is_untouched),
	};
	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
