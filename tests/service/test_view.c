/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of who takes part: tags, the keys of the filter, saved views; and the rules behind a row.
 */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/need.h"
#include "model/rule.h"
#include "service/tag.h"
#include "service/view.h"
#include "service/why.h"
#include "store/filtering.h"

#define P &participant_entity
#define M &meeting_entity

/* ---- tags ---- */

static void tags__bulk__one_step_with_an_honest_summary(void **state)
{
	struct house *house = *state;
	static const int64_t ids[] = {HABO, HABO_WITH_RING, 4};
	struct bulk_result result;
	set(house, P, 4, "tags", "ny ,gammal, NY");
	assert_field(house, P, 4, "tags", "gammal, ny");
	int64_t actions = count_actions(house);
	assert_ok(service_tag(&house->service, ids, 3, "ny", true, &result, error));
	assert_int_equal(result.changed, 2);
	assert_int_equal(result.exception_count, 1);
	assert_int_equal(result.exceptions[0].id, 4);
	bulk_result_finish(&result);
	assert_int_equal(count_actions(house), actions);
	assert_ok(service_tag(&house->service, ids, 3, "ny +bra -gammal", false, &result, error));
	assert_int_equal(result.changed, 3);
	bulk_result_finish(&result);
	assert_int_equal(count_actions(house), actions + 1);
	assert_field(house, P, 4, "tags", "bra, ny");
	struct tag_set tags;
	assert_ok(service_tags(&house->service, &tags, error));
	char *used = tag_set_write(&tags);
	assert_string_equal(used, "bra, ny");
	free(used);
	tag_set_finish(&tags);
	undo(house, "3 rows: +bra +ny −gammal");
	assert_field(house, P, HABO, "tags", "–");
	assert_field(house, P, 4, "tags", "gammal, ny");
}

/* ---- the filter ---- */

static int64_t count_filter(struct house *house, const struct entity *entity, const char *text)
{
	struct filter filter;
	struct list_query query = {
		.entity = entity, .network = house->service.network, .all = true};
	int64_t count = -1;
	assert_ok(store_filter_parse(house->store, &query, &filter, text,
		clock_today(house->service.clock), NULL, error));
	query.filter = &filter;
	assert_ok(store_count(house->store, &query, &count, error));
	filter_finish(&filter);
	return count;
}

static void filter__register_tags_and_meetings(void **state)
{
	struct house *house = *state;
	set(house, P, HABO, "tags", "ny, nyare");
	set(house, P, 4, "tags", "nyare");
	const struct {
		const struct entity *entity;
		const char *text;
		int64_t count;
	} rows[] = {
		{P, "kommun:habo", 1},
		{P, "kommun:håbo", 1},
		{P, "kommun:Hab", 1},
		{P, "kommun:0643", 1},
		{P, "region:örebro", 1},
		{P, "kommun:örebro", 1},
		{P, "region:gotland", 1},
		{P, "kommun:gotland", 1},
		{P, "region:vgr", 1},
		{P, "län:skåne", 4},
		{P, "län:12", 4},
		{P, "county:skåne -kommun:lund", 3},
		{P, "tag:ny", 1},
		{P, "tagg:nyare", 2},
		{P, "tag:nya", 0},
		{P, "-tag:nyare", 22},
		{P, "är:skyddad", 1},
		{P, "skyddad:nej", 23},
		{P, "målgrupp:outside", 1},
		{P, "träff:1", 18},
		{P, "träff:26/9", 18},
		{P, "-träff:1", 6},
		{&request_entity, "träff:1",
			read_integer(house, "SELECT count(*) FROM request WHERE meeting_id = 1")},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t count = count_filter(house, rows[i].entity, rows[i].text);
		if (count != rows[i].count)
			fail_msg("%s: %lld", rows[i].text, (long long)count);
	}
}

static void filter__unknown_names__are_told_at_their_place(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *text, *told;
		size_t caret;
	} rows[] = {
		{"kommun:luxor", "luxor", 0},
		{"lund region:lund", "lund", 5},
		{"län:99", "99", 0},
		{"träff:99", "99", 0},
		{"abc träff:2023-09-27", "27 Sep", 4},
	};
	struct list_query query = {.entity = P, .network = house->service.network};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct filter filter;
		size_t caret = 99;
		assert_fails(store_filter_parse(house->store, &query, &filter, rows[i].text,
				     clock_today(house->service.clock), &caret, error),
			ERROR_DATA, rows[i].told);
		assert_int_equal(caret, rows[i].caret);
		assert_int_equal(filter.count, 0);
	}
}

static void need(struct house *house, int64_t participant, const char *meeting, const char *kind)
{
	struct special_need *need = service_new(&house->service, &special_need_entity);
	need->participant = (struct number){.known = true, .value = participant};
	type(house, &special_need_entity, need, "meeting_id", meeting);
	type(house, &special_need_entity, need, "kind", kind);
	type(house, &special_need_entity, need, "text", "Sesamfrön");
	assert_ok(service_save(&house->service, &special_need_entity, need, NULL, error));
	record_destroy(&special_need_entity, need);
}

static void filter__needs__tell_who_and_never_what(void **state)
{
	struct house *house = *state;
	set(house, M, 2, "kind", "hybrid");
	need(house, HABO, "1", "diet");
	need(house, HABO_WITH_RING, "1", "access");
	need(house, 4, "2", "diet");
	const struct {
		const char *text;
		int64_t count;
	} rows[] = {
		{"kost:1", 1},
		{"kost:26/9", 1},
		{"behov:26/9", 2},
		{"diet:next", 1},
		{"-diet:next", 23},
		{"kost:2", 1},
		{"behov:3", 0},
		{"sesam", 0},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(count_filter(house, P, rows[i].text), rows[i].count);
	enter(house, M, 1, MEETING_CANCELLED, "ingen kan");
	assert_int_equal(count_filter(house, P, "diet:next kost:2"), 1);
	set(house, M, 2, "kind", "digital");
	assert_int_equal(count_filter(house, P, "behov:next"), 0);
}

/* What the store lets through is what the model says of each row. */
static void filter__missing__as_the_model_has_it(void **state)
{
	struct house *house = *state;
	static const struct {
		const char *text;
		unsigned missing;
	} rows[] = {
		{"saknar:kontakt", MISSING_CONTACT},
		{"saknar:organisation", MISSING_ORGANISATION},
		{"saknar:orgnr", MISSING_ORGANISATION_NUMBER},
		{"saknar:referens", MISSING_REFERENCE},
		{"saknar:något", MISSING_CONTACT | MISSING_ORGANISATION |
					 MISSING_ORGANISATION_NUMBER | MISSING_REFERENCE},
	};
	set(house, P, HABO, "organisation_number", "212000-0142");
	set(house, P, HABO_WITH_RING, "role", "guest");
	set(house, P, 4, "email", "");
	set(house, P, HIDDEN, "contact_path", "växeln");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int64_t expected = 0;
		for (int64_t id = 1; id <= 24; id++) {
			struct participant *person = get(house, P, id);
			expected += (participant_missing(person) & rows[i].missing) != 0;
			record_destroy(P, person);
		}
		assert_int_equal(count_filter(house, P, rows[i].text), expected);
	}
}

/* ---- views ---- */

static void views__shipped__say_something_in_both_languages(void **state)
{
	struct house *house = *state;
	static const char *const languages[] = {"sv", "en"};
	for (size_t language = 0; language < 2; language++) {
		i18n_set_language(languages[language]);
		for (int list = 0; list < (int)view_lists.count; list++) {
			struct view *views;
			size_t count;
			assert_ok(service_views(
				&house->service, (enum view_of)list, &views, &count, error));
			assert_true(count >= 3);
			for (size_t i = 0; i < count; i++) {
				if (views[i].count < 0)
					fail_msg("%s in %s: %s", views[i].name, languages[language],
						views[i].filter);
			}
			views_free(views, count);
		}
	}
	i18n_set_language("en");
}

static void views__own__kept_renamed_deleted(void **state)
{
	struct house *house = *state;
	struct view *views;
	size_t count;
	int64_t id;
	assert_ok(service_view_add(
		&house->service, VIEW_OF_PARTICIPANTS, " Skåningar ", "län:skåne", &id, error));
	assert_ok(service_views(&house->service, VIEW_OF_PARTICIPANTS, &views, &count, error));
	assert_string_equal(views[count - 1].name, "Skåningar");
	assert_int_equal(views[count - 1].count, 4);
	assert_int_equal(views[count - 1].id, id);
	views_free(views, count);
	assert_fails(service_view_add(&house->service, VIEW_OF_PARTICIPANTS, "skåningar", "lund",
			     &id, error),
		ERROR_REFUSED, "Skåningar");
	assert_fails(
		service_view_add(&house->service, VIEW_OF_MEETINGS, "x", "län:skåne", &id, error),
		ERROR_DATA, "län");
	assert_fails(service_view_add(&house->service, VIEW_OF_PARTICIPANTS, "x", " ", &id, error),
		ERROR_DATA, "no filter");
	assert_fails(
		service_view_add(&house->service, VIEW_OF_PARTICIPANTS, " ", "lund", &id, error),
		ERROR_DATA, "name");
	assert_ok(service_view_add(
		&house->service, VIEW_OF_REQUESTS, "Skåningar", "lund", &id, error));
	assert_ok(service_view_rename(&house->service, id, "Lund", error));
	assert_ok(service_view_delete(&house->service, id, error));
	undo(house, "deleted");
	undo(house, "changed");
	assert_field(house, &saved_view_entity, id, "name", "Skåningar");
	assert_sound(house);
}

/* ---- why ---- */

static void why__tells_every_rule_with_its_words(void **state)
{
	struct house *house = *state;
	struct why why;
	for (int64_t id = 1; id <= 24; id++) {
		assert_ok(service_why(&house->service, id, &why, error));
		assert_true(why.count > 0);
		for (size_t i = 0; i < why.count; i++) {
			const struct why_line *line = &why.lines[i];
			assert_true(*line->text != '\0');
			if (line->subject != WHY_TWIN)
				assert_non_null(rule_text(line->rule));
		}
		why_finish(&why);
	}
	int64_t id = ADD_PARTICIPANT(house, {"email", "per.hakansson+x@habo.example"});
	assert_ok(service_why(&house->service, id, &why, error));
	const struct why_line *last = &why.lines[why.count - 1];
	assert_int_equal(last->subject, WHY_TWIN);
	assert_int_equal(last->twin, HABO);
	assert_string_equal(last->about, "Per Håkansson (no. 2)");
	why_finish(&why);
}

static void why__protected__tells_no_identity(void **state)
{
	struct house *house = *state;
	struct why why;
	int64_t id = ADD_PARTICIPANT(house, {"given_name", "Hemligfred"}, {"protected", "yes"});
	enter(house, P, id, PARTICIPANT_ADMITTED, "Hemligfred ringde");
	assert_ok(service_why(&house->service, id, &why, error));
	assert_null(strstr(why.title, "Hemligfred"));
	for (size_t i = 0; i < why.count; i++)
		assert_null(strstr(why.lines[i].text, "Hemligfred"));
	why_finish(&why);
}

#define IN_HOUSE(test) cmocka_unit_test_setup_teardown(test, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(tags__bulk__one_step_with_an_honest_summary),
		IN_HOUSE(filter__register_tags_and_meetings),
		IN_HOUSE(filter__unknown_names__are_told_at_their_place),
		IN_HOUSE(filter__needs__tell_who_and_never_what),
		IN_HOUSE(filter__missing__as_the_model_has_it),
		IN_HOUSE(views__shipped__say_something_in_both_languages),
		IN_HOUSE(views__own__kept_renamed_deleted),
		IN_HOUSE(why__tells_every_rule_with_its_words),
		IN_HOUSE(why__protected__tells_no_identity),
	};
	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
