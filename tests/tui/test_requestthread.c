/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A conversation in lines: what is quoted folded and unfolded, files, notes apart; and the trail.
 */
#include "support.h"

#include <string.h>

#include "base/i18n.h"
#include "model/message.h"
#include "tui/dashboard.h"
#include "tui/request/request.h"
#include "tui/trail.h"

enum { LUND = 8 };

static void fill(struct house *house)
{
	run_sql(house, "INSERT INTO message (request_id, direction, nature, at, sender, subject,"
		       " body, quoted, protected) VALUES (8, 'in', 'message', 1695100000,"
		       " 'Malin', 'Sv: x', 'Nya ord', 'gammalt' || char(10) || 'mer', 0)");
	run_sql(house, "INSERT INTO attachment (message_id, ordinal, name, media_type, size, file,"
		       " digest, protected) VALUES (1, 1, 'a' || char(27) || '.pdf',"
		       " 'application/pdf', 2048, 'ab', 'ab', 0)");
	run_sql(house, "INSERT INTO internal_note (request_id, at, who, text, protected) VALUES (8,"
		       " 1695100000, 'AP', 'ring ekonomin', 0)");
}

static void tell(struct house *house, bool unfolded, bool veiled, struct sheet *sheet)
{
	struct canvas canvas = {0};
	struct dashboard dashboard = {
		.service = &house->service, .canvas = &canvas, .veiled = veiled};
	struct request *request = get(house, &request_entity, LUND);
	request_tell_thread(&dashboard, request, unfolded, sheet);
	record_destroy(&request_entity, request);
}

/* The line that holds the text, NULL: none does. */
static const struct sheet_line *find(const struct sheet *sheet, const char *text)
{
	for (size_t i = 0; i < sheet->count; i++) {
		if (strstr(sheet->lines[i].text, text))
			return &sheet->lines[i];
	}
	return NULL;
}

static void thread__quoted__folded_to_one_line(void **state)
{
	struct sheet sheet = {0};
	fill(*state);
	tell(*state, false, false, &sheet);
	assert_non_null(find(&sheet, "▸ 2 quoted lines"));
	assert_int_equal(find(&sheet, "▸ 2 quoted lines")->role, ROLE_DIM);
	assert_null(find(&sheet, "gammalt"));
	assert_non_null(find(&sheet, "Nya ord"));
	sheet_finish(&sheet);
	tell(*state, true, false, &sheet);
	assert_non_null(find(&sheet, "▾ 2 quoted lines"));
	assert_int_equal(find(&sheet, "gammalt")->role, ROLE_DIM);
	sheet_finish(&sheet);
}

static void thread__files_and_notes(void **state)
{
	struct sheet sheet = {0};
	fill(*state);
	tell(*state, false, false, &sheet);
	const struct sheet_line *file = find(&sheet, "application/pdf · 2 kB");
	assert_non_null(file);
	assert_ptr_equal(file->entity, &attachment_entity);
	assert_null(strchr(file->text, 27));
	const struct sheet_line *head = find(&sheet, "INTERNAL NOTE – never sent · AP");
	assert_non_null(head);
	assert_int_equal(head->role, ROLE_WARNING);
	assert_true(find(&sheet, "ring ekonomin") > head);
	sheet_finish(&sheet);
}

static void thread__privacy_mode__no_words(void **state)
{
	struct sheet sheet = {0};
	fill(*state);
	tell(*state, true, true, &sheet);
	assert_null(find(&sheet, "gammalt"));
	assert_null(find(&sheet, "Nya ord"));
	assert_null(find(&sheet, "Malin"));
	assert_null(find(&sheet, "ekonomin"));
	assert_null(find(&sheet, ".pdf"));
	sheet_finish(&sheet);
}

static void newest__shown_in_the_preview(void **state)
{
	struct sheet sheet = {0};
	struct canvas canvas = {0};
	struct house *house = *state;
	struct dashboard dashboard = {.service = &house->service, .canvas = &canvas};
	fill(house);
	struct request *request = get(house, &request_entity, LUND);
	request_tell_newest(&dashboard, request, &sheet);
	assert_non_null(find(&sheet, "Nya ord"));
	assert_non_null(find(&sheet, "1 message before it"));
	assert_int_equal(read_integer(house, "SELECT count(*) FROM request WHERE status = 'new' AND"
					     " opened_at IS NULL AND id = 8"),
		1);
	record_destroy(&request_entity, request);
	sheet_finish(&sheet);
}

static void describe__personal_number__banner(void **state)
{
	static const struct {
		const char *body;
		const char *banner; /* NULL: none */
	} rows[] = {
		{"Mitt nummer är 121212-****.", "Personal number hidden: 121212-****"},
		{"Ring 08-123 45 01 i dag", NULL},
		{"9121212-****", NULL},
	};
	struct house *house = *state;
	struct canvas canvas = {0};
	struct dashboard dashboard = {.service = &house->service, .canvas = &canvas};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct sheet sheet = {0};
		set(house, &request_entity, LUND, "body", rows[i].body);
		struct request *request = get(house, &request_entity, LUND);
		request_describe(&dashboard, request, true, &sheet);
		assert_int_equal(
			find(&sheet, "Personal number hidden") != NULL, rows[i].banner != NULL);
		if (rows[i].banner)
			assert_non_null(find(&sheet, rows[i].banner));
		record_destroy(&request_entity, request);
		sheet_finish(&sheet);
	}
}

static void describe__sensitive__no_words_in_the_preview(void **state)
{
	struct house *house = *state;
	struct canvas canvas = {0};
	struct dashboard dashboard = {.service = &house->service, .canvas = &canvas};
	struct sheet sheet = {0};
	fill(house);
	set(house, &request_entity, LUND, "sensitive", "yes");
	struct request *request = get(house, &request_entity, LUND);
	request_describe(&dashboard, request, false, &sheet);
	assert_null(find(&sheet, "Nya ord"));
	assert_null(find(&sheet, "Malin"));
	assert_null(find(&sheet, "professionsnätverket"));
	record_destroy(&request_entity, request);
	sheet_finish(&sheet);
}

static void trail__push__forgets_the_oldest(void **state)
{
	struct trail trail = {0};
	struct trail_step step;
	(void)state;
	assert_false(trail_pop(&trail, &step));
	for (int64_t i = 1; i <= TRAIL_STEPS + 5; i++) {
		trail_push(&trail, (struct trail_step){LAYOUT_REQUESTS, i});
		trail_push(&trail, (struct trail_step){LAYOUT_REQUESTS, i}); /* one step */
	}
	assert_int_equal(trail.count, TRAIL_STEPS);
	for (int64_t i = TRAIL_STEPS + 5; i > 5; i--) {
		assert_true(trail_pop(&trail, &step));
		assert_int_equal(step.id, i);
	}
	assert_false(trail_pop(&trail, &step));
}

#define IN_HOUSE(name) cmocka_unit_test_setup_teardown(name, house_setup, house_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_HOUSE(thread__quoted__folded_to_one_line),
		IN_HOUSE(thread__files_and_notes),
		IN_HOUSE(thread__privacy_mode__no_words),
		IN_HOUSE(newest__shown_in_the_preview),
		IN_HOUSE(describe__personal_number__banner),
		IN_HOUSE(describe__sensitive__no_words_in_the_preview),
		cmocka_unit_test(trail__push__forgets_the_oldest),
	};
	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
