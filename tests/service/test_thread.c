/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A request as a conversation: the order, what was merged, what an answer refers to. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "service/request/thread.h"

static void add_mail(struct house *house, int64_t request, const char *at, const char *body,
	const char *message_id, const char *references)
{
	char *sql = xasprintf(
		"INSERT INTO message (request_id, direction, nature, at, sender, body,"
		" message_id, reference_ids, protected) VALUES (%lld, 'in', 'message',"
		" strftime('%%s', '%s'), 'a@example.org', %s, '%s', %s, 0)",
		(long long)request, at, body, message_id, references);
	run_sql(house, sql);
	free(sql);
}

static void thread__read__one_that_was_typed_in(void **state)
{
	struct house *house = *state;
	struct thread thread;
	assert_ok(service_thread_read(&house->service, REQUEST_OF_NEW, &thread, error));
	assert_int_equal(thread.count, 1);
	assert_int_equal(thread.entries[0].request, REQUEST_OF_NEW);
	assert_int_equal(thread.entries[0].message, 0);
	assert_int_equal(thread.entries[0].direction, MESSAGE_IN);
	assert_non_null(thread.entries[0].body);
	assert_null(thread.in_reply_to);
	assert_null(thread.reference_ids);
	thread_finish(&thread);
}

static void thread__read__first_mail_adds_to_the_request(void **state)
{
	struct house *house = *state;
	struct thread thread;
	add_mail(house, REQUEST_OF_NEW, "2023-09-19 05:00", "NULL", "first@x", "NULL");
	run_sql(house, "UPDATE message SET quoted = '> before'");
	run_sql(house, "INSERT INTO attachment (message_id, ordinal, name, size, file, digest,"
		       " protected) VALUES (1, 1, 'a.pdf', 3, 'f', 'd', 0)");
	assert_ok(service_thread_read(&house->service, REQUEST_OF_NEW, &thread, error));
	assert_int_equal(thread.count, 1);
	assert_int_equal(thread.entries[0].message, 1);
	assert_non_null(thread.entries[0].body);
	assert_string_equal(thread.entries[0].quoted, "> before");
	assert_int_equal(thread.entries[0].attachment_count, 1);
	assert_string_equal(thread.entries[0].attachments[0].name, "a.pdf");
	assert_string_equal(thread.in_reply_to, "first@x");
	assert_string_equal(thread.reference_ids, "first@x");
	thread_finish(&thread);
}

static void thread__read__merged_ones_in_the_order_of_time(void **state)
{
	struct house *house = *state;
	struct thread thread;
	run_sql(house, "UPDATE request SET received_at = strftime('%s', '2023-09-18 06:00') WHERE"
		       " id = 6");
	run_sql(house,
		"UPDATE request SET received_at = strftime('%s', '2023-09-18 08:00'), status ="
		" 'merged', merged_into_id = 6 WHERE id = 3");
	add_mail(house, REQUEST_OF_NEW, "2023-09-18 07:00", "'between'", "two@x", "'one@x'");
	add_mail(house, REQUEST_OF_OPEN, "2023-09-18 09:00", "'last'", "three@x", "NULL");
	assert_ok(service_thread_read(&house->service, REQUEST_OF_NEW, &thread, error));
	assert_int_equal(thread.count, 4);
	assert_int_equal(thread.entries[0].request, REQUEST_OF_NEW);
	assert_string_equal(thread.entries[1].body, "between");
	assert_int_equal(thread.entries[2].request, REQUEST_OF_OPEN);
	assert_string_equal(thread.entries[3].body, "last");
	assert_string_equal(thread.in_reply_to, "three@x");
	assert_string_equal(thread.reference_ids, "three@x");
	thread_finish(&thread);
}

static void thread__read__references_of_the_newest_mail_in(void **state)
{
	struct house *house = *state;
	struct thread thread;
	add_mail(house, REQUEST_OF_NEW, "2023-09-18 07:00", "'b'", "two@x", "'zero@x one@x'");
	add_mail(house, REQUEST_OF_NEW, "2023-09-18 06:00", "'a'", "one@x", "NULL");
	add_mail(house, REQUEST_OF_NEW, "2023-09-18 08:00", "'away'", "auto@x", "NULL");
	run_sql(house, "UPDATE message SET nature = 'auto-reply' WHERE message_id = 'auto@x'");
	assert_ok(service_thread_read(&house->service, REQUEST_OF_NEW, &thread, error));
	assert_string_equal(thread.in_reply_to, "two@x");
	assert_string_equal(thread.reference_ids, "zero@x one@x two@x");
	thread_finish(&thread);
}

static void thread__read__none_is_refused(void **state)
{
	struct house *house = *state;
	struct thread thread;
	assert_fails(
		service_thread_read(&house->service, 4711, &thread, error), ERROR_REFUSED, "4711");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			thread__read__one_that_was_typed_in, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(
			thread__read__first_mail_adds_to_the_request, house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(thread__read__merged_ones_in_the_order_of_time,
			house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(thread__read__references_of_the_newest_mail_in,
			house_setup, house_teardown),
		cmocka_unit_test_setup_teardown(
			thread__read__none_is_refused, house_setup, house_teardown),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
