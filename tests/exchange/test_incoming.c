/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What mails say: each file of the corpus (NAME.eml) beside what is expected of it (NAME.json), and
 * shapes that are too large to keep, made here. A key that the expectation leaves out is unknown;
 * of a file the bytes, or their number, are compared where it tells them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/file.h"
#include "exchange/mail/incoming.h"

#define MIB ((size_t)1024 * 1024)

/* ---- the corpus ---- */

struct sample {
	const char *name;
	json_t *expected;
	size_t compared; /* keys of it that were looked at */
	size_t faults;
};

static void differ(struct sample *sample, const char *field, const char *found, const char *wanted)
{
	printf("# %s: %s is %s%s%s, not %s%s%s\n", sample->name, field, found ? "“" : "",
		found ? found : "unknown", found ? "”" : "", wanted ? "“" : "",
		wanted ? wanted : "unknown", wanted ? "”" : "");
	sample->faults++;
}

static void compare(struct sample *sample, const char *field, const char *found)
{
	json_t *value = json_object_get(sample->expected, field);
	const char *wanted = json_string_value(value);
	sample->compared += value != NULL;
	if (!found != !wanted || (found && strcmp(found, wanted) != 0))
		differ(sample, field, found, wanted);
}

static void compare_moment(struct sample *sample, struct number found)
{
	char text[32];
	time_t at = (time_t)found.value;
	struct tm moment;
	gmtime_r(&at, &moment);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &moment);
	compare(sample, "sent_at", found.known ? text : NULL);
}

static void compare_part(struct sample *sample, const char *list, size_t index,
	const struct incoming_part *part, json_t *wanted)
{
	static const char *const keys[] = {"name", "type", "method"};
	const char *const found[] = {part->name, part->media_type, part->method};
	for (size_t i = 0; i < 3; i++) {
		const char *text = json_string_value(json_object_get(wanted, keys[i]));
		char *field = xasprintf("%s[%zu].%s", list, index, keys[i]);
		if (!found[i] != !text || (text && strcmp(found[i], text) != 0))
			differ(sample, field, found[i], text);
		free(field);
	}
	json_t *size = json_object_get(wanted, "size");
	const char *bytes = json_string_value(json_object_get(wanted, "bytes"));
	if (size && part->length != (size_t)json_integer_value(size)) {
		char *length = xasprintf("%zu bytes", part->length);
		differ(sample, list, length, "as many as told");
		free(length);
	}
	if (bytes && (part->length != strlen(bytes) || memcmp(part->bytes, bytes, part->length)))
		differ(sample, list, part->bytes, bytes);
}

static void compare_parts(
	struct sample *sample, const char *list, const struct incoming_part *parts, size_t count)
{
	json_t *wanted = json_object_get(sample->expected, list);
	sample->compared += wanted != NULL;
	if (json_array_size(wanted) != count) {
		char *found = xasprintf("%zu", count);
		differ(sample, list, found, "as many as told");
		free(found);
		return;
	}
	for (size_t i = 0; i < count; i++)
		compare_part(sample, list, i, &parts[i], json_array_get(wanted, i));
}

static void compare_all(struct sample *sample, const struct incoming *incoming)
{
	json_t *is_form = json_object_get(sample->expected, "is_form");
	compare(sample, "nature", message_natures.items[incoming->nature].token);
	compare(sample, "sender_name", incoming->sender_name);
	compare(sample, "sender_email", incoming->sender_email);
	compare(sample, "reply_to", incoming->reply_to);
	compare(sample, "recipient", incoming->recipient);
	compare(sample, "subject", incoming->subject);
	compare(sample, "message_id", incoming->message_id);
	compare(sample, "in_reply_to", incoming->in_reply_to);
	compare(sample, "reference_ids", incoming->reference_ids);
	compare_moment(sample, incoming->sent_at);
	compare(sample, "body", incoming->body);
	compare(sample, "quoted", incoming->quoted);
	compare(sample, "form_name", incoming->form_name);
	compare(sample, "form_email", incoming->form_email);
	compare(sample, "form_organisation", incoming->form_organisation);
	compare(sample, "form_subject", incoming->form_subject);
	compare(sample, "form_message", incoming->form_message);
	compare(sample, "verified", request_verifieds.items[incoming->verified].token);
	compare(sample, "failed_message_id", incoming->failed_message_id);
	compare(sample, "failed_recipient", incoming->failed_recipient);
	compare(sample, "failure", incoming->failure);
	compare_parts(sample, "files", incoming->files, incoming->file_count);
	compare_parts(sample, "calendars", incoming->calendars, incoming->calendar_count);
	sample->compared += is_form != NULL;
	if (json_is_true(is_form) != incoming->is_form)
		differ(sample, "is_form", incoming->is_form ? "true" : "false", "that");
	if (sample->compared != json_object_size(sample->expected))
		differ(sample, "the expectation", "with keys that nobody compares", "so");
}

static size_t check_sample(const char *name)
{
	struct sample sample = {.name = name};
	struct incoming incoming;
	struct error error = {0};
	json_error_t fault;
	size_t length = 0;
	char *path = xasprintf("%s/%s", CORPUS, name);
	char *bytes = file_read(path, INCOMING_LIMIT, &length, &error);
	memcpy(path + strlen(path) - 3, "jso", 3);
	char *expectation = xasprintf("%sn", path);
	sample.expected = json_load_file(expectation, 0, &fault);
	if (!bytes || !sample.expected)
		fail_msg("%s: %s", name, bytes ? fault.text : error.message);
	if (!incoming_read(&incoming, bytes, length, &error))
		fail_msg("%s: %s", name, error.message);
	compare_all(&sample, &incoming);
	incoming_finish(&incoming);
	json_decref(sample.expected);
	free(expectation);
	free(path);
	free(bytes);
	return sample.faults;
}

static int is_mail(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);
	return length > 4 && !strcmp(entry->d_name + length - 4, ".eml");
}

static void incoming__corpus__says_what_is_expected(void **state)
{
	(void)state;
	struct dirent **entries = NULL;
	int count = scandir(CORPUS, &entries, is_mail, alphasort);
	size_t faults = 0;
	for (int i = 0; i < count; i++) {
		faults += check_sample(entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	assert_true(count >= 60);
	assert_int_equal(faults, 0);
}

/* ---- large ones ---- */

static struct incoming read_bytes(const char *bytes, size_t length)
{
	struct incoming incoming;
	struct error error = {0};
	struct timespec before, after;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	if (!incoming_read(&incoming, bytes, length, &error))
		fail_msg("%s", error.message);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	/* Seconds with the sanitizers on: what is not linear takes minutes. */
	assert_true(after.tv_sec - before.tv_sec < 10);
	return incoming;
}

static void begin(struct buffer *mail, const char *head)
{
	buffer_append(mail, "From: Ove Hav <ove.hav@lulea.example>\nMessage-ID: <1@lulea.example>\n"
			    "Subject: x\nMIME-Version: 1.0\n");
	buffer_append(mail, head);
}

static void incoming__attachment_of_10_mb__is_kept_whole(void **state)
{
	(void)state;
	struct buffer mail = {0};
	begin(&mail, "Content-Type: multipart/mixed; boundary=B\n\n--B\n\nHej\n--B\n"
		     "Content-Type: application/zip; name=stor.zip\n"
		     "Content-Transfer-Encoding: base64\n\n");
	char line[78];
	memset(line, 'Q', 76);
	memcpy(line + 76, "\n", 2);
	for (size_t i = 0; i < 10 * MIB / 57 + 1; i++)
		buffer_append_bytes(&mail, line, 77);
	buffer_append(&mail, "--B--\n");
	struct incoming incoming = read_bytes(mail.data, mail.length);
	assert_string_equal(incoming.body, "Hej");
	assert_int_equal(incoming.file_count, 1);
	assert_int_equal(incoming.files[0].length, (10 * MIB / 57 + 1) * 57);
	incoming_finish(&incoming);
	buffer_finish(&mail);
}

static void incoming__parts_beyond_the_bound__come_as_the_whole_mail(void **state)
{
	(void)state;
	for (size_t count = 199; count <= 400; count += 201) {
		struct buffer mail = {0};
		begin(&mail, "Content-Type: multipart/mixed; boundary=B\n\n");
		for (size_t i = 0; i < count; i++)
			buffer_printf(&mail, "--B\nContent-Type: text/plain\n\nrad %zu\n", i);
		buffer_append(&mail, "--B--\n");
		struct incoming incoming = read_bytes(mail.data, mail.length);
		assert_non_null(strstr(incoming.body, "rad 198"));
		assert_int_equal(incoming.file_count, count > 199);
		if (count > 199) {
			assert_string_equal(incoming.files[0].name, "mail.eml");
			assert_int_equal(incoming.files[0].length, mail.length);
			assert_memory_equal(incoming.files[0].bytes, mail.data, mail.length);
		}
		incoming_finish(&incoming);
		buffer_finish(&mail);
	}
}

static void incoming__nesting_of_5000__ends(void **state)
{
	(void)state;
	static const char *const types[] = {
		"multipart/mixed; boundary=B%zu\n\n--B%zu\n", "message/rfc822\n\n"};
	for (size_t k = 0; k < 2; k++) {
		struct buffer mail = {0};
		begin(&mail, "");
		for (size_t i = 0; i < 5000; i++) {
			buffer_append(&mail, "Content-Type: ");
			if (k == 0)
				buffer_printf(
					&mail, "multipart/mixed; boundary=B%zu\n\n--B%zu\n", i, i);
			else
				buffer_append(&mail, types[k]);
		}
		buffer_append(&mail, "\nlangst in\n");
		struct incoming incoming = read_bytes(mail.data, mail.length);
		assert_int_equal(incoming.file_count, 1);
		incoming_finish(&incoming);
		buffer_finish(&mail);
	}
}

static void incoming__long_lines_and_heads__are_bounded(void **state)
{
	(void)state;
	struct buffer mail = {0};
	buffer_append(&mail, "Subject: ");
	for (size_t i = 0; i < MIB; i++)
		buffer_append_char(&mail, 'x');
	buffer_append(&mail, "\nReferences:");
	for (size_t i = 0; i < 50000; i++)
		buffer_printf(&mail, " <%zu@lulea.example>", i);
	buffer_append_char(&mail, '\n');
	for (size_t i = 0; i < 20000; i++)
		buffer_printf(&mail, "X-Head-%zu: =?utf-8?Q?=C3=85?=\n", i);
	buffer_append(&mail, "From: a@lulea.example\n\n");
	for (size_t i = 0; i < 50000; i++)
		buffer_append(&mail, "å");
	buffer_append(&mail, "\nslut\n");
	struct incoming incoming = read_bytes(mail.data, mail.length);
	assert_string_equal(incoming.sender_email, "a@lulea.example");
	assert_int_equal(strlen(incoming.subject), MAIL_TEXT_LIMIT);
	assert_true(strlen(incoming.reference_ids) <= 4000);
	assert_int_equal(strncmp(incoming.reference_ids, "0@lulea.example ", 16), 0);
	assert_int_equal(strlen(incoming.body), MAIL_NOTE_LIMIT);
	assert_int_equal(incoming.file_count, 1);
	assert_string_equal(incoming.files[0].name, "mail.txt");
	assert_int_equal(incoming.files[0].length, 100005);
	incoming_finish(&incoming);
	buffer_finish(&mail);
}

static void incoming__text_of_3_mb__is_told_in_part_and_kept_whole(void **state)
{
	(void)state;
	struct buffer mail = {0};
	begin(&mail, "Content-Type: text/html; charset=utf-8\n\n");
	size_t head = mail.length;
	while (mail.length < 3 * MIB)
		buffer_append(&mail, "<p>En rad på svenska</p>\n");
	struct incoming incoming = read_bytes(mail.data, mail.length);
	assert_true(strlen(incoming.body) <= MAIL_NOTE_LIMIT);
	assert_int_equal(incoming.file_count, 2);
	assert_string_equal(incoming.files[0].media_type, "text/html");
	assert_int_equal(incoming.files[0].length, mail.length - head);
	assert_string_equal(incoming.files[1].name, "mail.txt");
	incoming_finish(&incoming);
	buffer_finish(&mail);
}

/* Shapes that make a careless reader start over and over again. */
static void incoming__hostile_texts__take_linear_time(void **state)
{
	(void)state;
	static const struct {
		const char *head, *piece;
	} rows[] = {
		{"Content-Type: text/html\n\n", "<a \""},
		{"Content-Type: text/html\n\n", "<a x=\">\" "},
		{"Content-Type: text/html\n\n", "<!--"},
		{"Content-Type: text/html\n\n", "<style>"},
		{"Content-Type: text/html\n\n", "<blockquote><ul><li>x"},
		{"Content-Type: text/html\n\n", "<table><tr><td>"},
		{"Content-Type: text/html\n\n", "<p style=\"display:none\">"},
		{"Content-Type: text/html\n\n", "&&#&#x&a"},
		{"Content-Type: text/html\n\n", "<"},
		{"\n", ">"},
		{"\n", "> a\n\nb\n"},
		{"\n", "Från: x\n"},
		{"\n", "skrev a@b:\n"},
		{"\n", "-----Original Message-----\n"},
		{"\n", "Namn: x\nE-post: y@z.example\nMeddelande: --\n--\n"},
		{"\n", "\n"},
		{"Content-Type: text/plain; format=flowed\n\n", ">>>>> a \n"},
		{"Content-Type: text/plain; charset=utf-7\n\n", "+AOU-"},
		{"Content-Type: text/plain; charset=iso-2022-jp\n\n", "\x1b$B;3\x1b(B"},
		{"\n", "a\xcc\x81\xcc\x81"},
		{"Subject: ", "=?a?Q?"},
		{"Subject: ", "=?utf-8?B?w4U?= "},
		{"From: ", "(((\"<,"},
		{"To: ", "a:b:c:d;"},
		{"Content-Type: message/rfc822\n\nCc: ", "a:b:c:d;"},
		{"Content-Type: text/plain", "; a*0*=x"},
		{"In-Reply-To: ", "<<a>"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buffer mail = {0};
		begin(&mail, rows[i].head);
		while (mail.length < MIB / 4)
			buffer_append(&mail, rows[i].piece);
		struct incoming incoming = read_bytes(mail.data, mail.length);
		incoming_finish(&incoming);
		buffer_finish(&mail);
	}
}

/* A library that makes an object of each would have no room left. */
static void incoming__boundless_mails__are_kept_whole(void **state)
{
	(void)state;
	static const struct {
		const char *head, *piece;
		size_t length;
	} rows[] = {
		{"Content-Type: multipart/mixed; boundary=B\n\n", "--B\n\n", MIB},
		{"", "a:\n", MIB},
		{"Content-Type: message/rfc822\n\n", "a:\n", MIB},
		{"Cc: ", "a:", 100000},
		{"Content-Type: message/rfc822\n\nSender: ", "a: ", 100000},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct buffer mail = {0};
		begin(&mail, rows[i].head);
		while (mail.length < rows[i].length)
			buffer_append(&mail, rows[i].piece);
		struct incoming incoming = read_bytes(mail.data, mail.length);
		assert_string_equal(incoming.sender_email, "ove.hav@lulea.example");
		assert_int_equal(incoming.file_count, 1);
		assert_int_equal(incoming.files[0].length, mail.length);
		incoming_finish(&incoming);
		buffer_finish(&mail);
	}
}

static void incoming__what_is_none__is_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "Hej hopp\n", "Hej: hopp\n\nFrom: a@b.example\n",
		"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "\177ELF"};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct incoming incoming;
		struct error error = {0};
		assert_false(incoming_read(&incoming, texts[i], strlen(texts[i]), &error));
		assert_int_equal(error.kind, ERROR_DATA);
		error_finish(&error);
		incoming_finish(&incoming);
	}
	char *large = xcalloc(INCOMING_LIMIT + 1, 1);
	struct incoming incoming;
	struct error error = {0};
	assert_false(incoming_read(&incoming, large, INCOMING_LIMIT + 1, &error));
	assert_non_null(strstr(error.message, "40 MB"));
	error_finish(&error);
	free(large);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(incoming__corpus__says_what_is_expected),
		cmocka_unit_test(incoming__attachment_of_10_mb__is_kept_whole),
		cmocka_unit_test(incoming__parts_beyond_the_bound__come_as_the_whole_mail),
		cmocka_unit_test(incoming__nesting_of_5000__ends),
		cmocka_unit_test(incoming__long_lines_and_heads__are_bounded),
		cmocka_unit_test(incoming__text_of_3_mb__is_told_in_part_and_kept_whole),
		cmocka_unit_test(incoming__hostile_texts__take_linear_time),
		cmocka_unit_test(incoming__boundless_mails__are_kept_whole),
		cmocka_unit_test(incoming__what_is_none__is_refused),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
