/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A letter as bytes: its parts in order, and nothing that starts a header of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "exchange/mail/compose.h"

/* The start of the SHA-256 of the Message-ID. */
#define DIGEST "29b47331c099819153aab62cca702761"
#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define BASE64 "QkVHSU46VkNBTEVOREFSDQpFTkQ6VkNBTEVOREFSDQo=\n"

static struct outgoing letter(void)
{
	return (struct outgoing){.from = "natverk@example.se",
		.from_name = "Nätverket",
		.to = "asa.oberg@sundsvall.example",
		.to_name = "Åsa Öberg",
		.subject = "Inbjudan: tis 17 okt",
		.body = "Hej Åsa,\n\nVälkommen.\n.\nFrom oss",
		.message_id = "43d32f6c-ad00-44bc-8975-30c58fa342e3@example.se",
		.date = 1695734400};
}

static void compose__invitation__parts_in_order(void **state)
{
	static const char wanted[] =
		"From: =?UTF-8?b?TsOkdHZlcmtldA==?= <natverk@example.se>\n"
		"To: =?UTF-8?b?w4VzYSDDlmJlcmc=?= <asa.oberg@sundsvall.example>\n"
		"Subject: Inbjudan: tis 17 okt\n"
		"Date: Tue, 26 Sep 2023 15:20:00 +0200\n"
		"Message-Id: <43d32f6c-ad00-44bc-8975-30c58fa342e3@example.se>\n"
		"In-Reply-To: <1@example.se>\n"
		"References: <0@example.se> <1@example.se>\n"
		"MIME-Version: 1.0\n"
		"Content-Type: multipart/mixed; boundary=\"=_m" DIGEST "\"\n"
		"\n"
		"--=_m" DIGEST "\n"
		"Content-Type: multipart/alternative;\n\tboundary=\"=_a" DIGEST "\"\n"
		"\n"
		"--=_a" DIGEST "\n"
		"Content-Type: text/plain; charset=utf-8\n"
		"Content-Transfer-Encoding: quoted-printable\n"
		"\n"
		"Hej =C3=85sa,\n\nV=C3=A4lkommen.\n.\nFrom oss\n"
		"\n"
		"--=_a" DIGEST "\n"
		"Content-Type: text/calendar; charset=UTF-8; method=REQUEST; component=VEVENT\n"
		"Content-Transfer-Encoding: base64\n"
		"\n" BASE64 "\n"
		"--=_a" DIGEST "--\n"
		"\n"
		"--=_m" DIGEST "\n"
		"Content-Type: application/ics; charset=UTF-8; name=inbjudan.ics\n"
		"Content-Disposition: attachment; filename=inbjudan.ics\n"
		"Content-Transfer-Encoding: base64\n"
		"\n" BASE64 "\n"
		"--=_m" DIGEST "--\n";
	struct outgoing mail = letter();
	struct error error = {0};

	(void)state;
	mail.calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
	mail.method = "REQUEST";
	mail.file_name = "inbjudan.ics";
	mail.in_reply_to = "1@example.se";
	mail.references = "<0@example.se> <1@example.se>";
	char *bytes = mail_compose(&mail, &error);
	assert_non_null(bytes);
	assert_string_equal(bytes, wanted);
	char *again = mail_compose(&mail, &error);
	assert_string_equal(again, bytes);
	free(again);
	free(bytes);
}

static void compose__file__no_method(void **state)
{
	struct outgoing mail = letter();
	struct error error = {0};

	(void)state;
	mail.calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
	mail.file_name = "träff.ics";
	char *bytes = mail_compose(&mail, &error);
	assert_non_null(bytes);
	assert_null(strstr(bytes, "method="));
	assert_null(strstr(bytes, "alternative"));
	assert_null(strstr(bytes, "text/calendar"));
	assert_non_null(strstr(bytes, "; filename*=iso-8859-1''tr%E4ff.ics\n"));
	free(bytes);
}

/* Untrusted words of a letter are shown, and do nothing. */
static void compose__body__neutralised(void **state)
{
	struct outgoing mail = letter();
	struct error error = {0};

	(void)state;
	mail.body = "a\r\nb\x1b[2Jc\a";
	char *bytes = mail_compose(&mail, &error);
	assert_non_null(bytes);
	assert_null(strpbrk(bytes, "\x1b\a\r"));
	assert_non_null(strstr(bytes, "\n\na\nb=E2=90=9B[2Jc"));
	free(bytes);
}

static void compose__control_characters__refused(void **state)
{
	static const size_t members[] = {offsetof(struct outgoing, from),
		offsetof(struct outgoing, to), offsetof(struct outgoing, from_name),
		offsetof(struct outgoing, to_name), offsetof(struct outgoing, subject),
		offsetof(struct outgoing, message_id), offsetof(struct outgoing, in_reply_to),
		offsetof(struct outgoing, references), offsetof(struct outgoing, method),
		offsetof(struct outgoing, file_name)};
	static const char *const evil[] = {"a@example.se\r\nBcc: x@evil.example", "a@example.se\n",
		"\x7f@example.se", "a@example.se\x1b", "a\t@example.se"};

	(void)state;
	for (size_t i = 0; i < COUNT(members); i++)
		for (size_t j = 0; j < COUNT(evil); j++) {
			struct outgoing mail = letter();
			struct error error = {0};

			mail.calendar = "BEGIN:VCALENDAR\r\n";
			*(const char **)((char *)&mail + members[i]) = evil[j];
			assert_null(mail_compose(&mail, &error));
			assert_true(error.kind == ERROR_DATA || error.kind == ERROR_USAGE);
			error_finish(&error);
		}
}

static void compose__addresses__plain_ones_only(void **state)
{
	static const char *const addresses[] = {NULL, "", "per", "per håkansson@habo.example",
		"a@b.example, c@d.example", "<a@b.example>", "\"a\"@b.example"};

	(void)state;
	for (size_t i = 0; i < COUNT(addresses); i++) {
		struct outgoing mail = letter();
		struct error error = {0};

		mail.to = addresses[i];
		assert_null(mail_compose(&mail, &error));
		assert_int_equal(error.kind, ERROR_DATA);
		error_finish(&error);
	}
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
		cmocka_unit_test(compose__invitation__parts_in_order),
		cmocka_unit_test(compose__file__no_method),
		cmocka_unit_test(compose__body__neutralised),
		cmocka_unit_test(compose__control_characters__refused),
		cmocka_unit_test(compose__addresses__plain_ones_only),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, set_up, NULL);
}
