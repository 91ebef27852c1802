/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/alloc.h"
#include "bench/measure.h"
#include "bench/wait.h"
#include "exchange/mail/read.h"
#include "harness/term.h"
#include "service/request/intake.h"
#include "service/request/lint.h"

#define MAILS 100
#define LETTERS 20
#define PATIENCE 60000

static const struct wait waits[] = {
	{"40 requests", {"request", "list", "--limit", "40"}, NULL, WAIT_LIST, 2.0},
	{"40 requests of mine", {"request", "list", "--filter", "is:mine", "--limit", "40"}, NULL,
		WAIT_LIST, 2.0},
	{"40 overdue", {"request", "list", "--filter", "is:overdue", "--limit", "40"}, NULL,
		WAIT_LIST, 2.0},
	/* None has woken: the one list here that walks the whole index of its sort. */
	{"40 woken", {"request", "list", "--filter", "is:woken", "--limit", "40"}, NULL, WAIT_LIST,
		6.0},
	{"handing over", {"handover"}, NULL, WAIT_LIST, 2.0},
};

/* One in twenty is open; the derived columns are made at the next start. */
static bool fill(const char *program, const char *database, const char *home, int rows)
{
	static const char *const derive[] = {"request", "list", "--limit", "1", NULL};
	char *sql = xasprintf(
		"BEGIN IMMEDIATE;"
		"WITH RECURSIVE number (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM number"
		" WHERE n < %d) INSERT OR IGNORE INTO request (network_id, uid, received_at,"
		" channel, sender_name, sender_email, subject, body, verified, status, urgent,"
		" assignee, snooze_until, protected, invented, created_at, updated_at,"
		" status_key, sender_key, subject_key, search)"
		" SELECT (SELECT min(id) FROM network),"
		" printf('%%08x-0000-4000-9000-000000000000', n), 1695105000 - n * 600, 'mail',"
		" 'Anna ' || (n %% 997), printf('p%%d@kommun%%d.example', n %% 30011, n %% 290),"
		" 'Fråga ' || n, 'Hej! När är nästa träff, och hur anmäler man sig?', 'yes',"
		" CASE WHEN n %% 20 THEN 'closed' WHEN n %% 40 THEN 'open' ELSE 'waiting' END, 0,"
		" CASE n %% 3 WHEN 0 THEN 'US' WHEN 1 THEN 'ALP' END,"
		" CASE WHEN n %% 100 = 0 THEN '2023-10-02' END, 0, 0, 1695105000, 1695105000,"
		" 0, x'ff', x'ff', '' FROM number;"
		"DELETE FROM meta WHERE name = 'derived';"
		"COMMIT",
		rows);
	bool filled = wait_run_sql(database, sql, NULL) &&
		      wait_run(program, database, home, derive, NULL);

	free(sql);
	return filled;
}

/* ---- the pane ---- */

/* CPU of a key, the program having nothing else to do. */
static bool measure_key(struct term *term, const char *keys, double *least)
{
	double before = measure_cpu(term);

	if (!term_send_keys(term, keys) || !term_settle_within(term, PATIENCE))
		return false;
	wait_keep_least(least, measure_cpu(term) - before);
	return true;
}

/* Where one pane fills the screen: the requests beside the participants. */
static bool measure_pane(
	const char *program, const char *database, const char *home, int rounds, bool *holds)
{
	const char *const arguments[] = {program, "--db", database, "--lang", "en", NULL};
	char *home_variable = xasprintf("HOME=%s", home);
	const char *const variables[] = {
		home_variable, "TZ=Europe/Stockholm", "TRAFFPUNKT_NOW=2023-09-19T08:30", NULL};
	struct term *term = term_start(arguments, variables, 24, 80);
	bool measured = term && term_settle_within(term, PATIENCE);
	double floor = 0, value = 0, other = 0;

	for (int round = 0; measured && round < rounds; round++)
		measured = measure_key(term, "2", &other) && measure_key(term, "1", &floor) &&
			   measure_key(term, "2", &other) && measure_key(term, "3", &value);
	if (measured)
		*holds &= wait_tell("the requests pane", floor, value, 2.0);
	else
		fprintf(stderr, "the requests pane does not open\n");
	term_close(term);
	free(home_variable);
	return measured;
}

/* ---- in this process ---- */

struct house {
	struct clock clock;
	struct store *store;
	struct settings settings;
	struct service service;
};

static bool house_open(struct house *house, const char *database, struct error *error)
{
	setenv("TRAFFPUNKT_NOW", "2023-09-19T08:30", 1);
	house->settings.initials = xstrdup("GN");
	return clock_init(&house->clock, error) &&
	       store_open(&house->store, database, STORE_READ_WRITE, &house->clock, error) &&
	       service_init(&house->service, house->store, &house->settings, NULL, error);
}

static void house_close(struct house *house)
{
	service_finish(&house->service);
	store_close(house->store);
	settings_finish(&house->settings);
}

static char *write_mail(int round, int number)
{
	return xasprintf("From: =?utf-8?q?=C3=85sa_%d?= <asa%d@kommun%d.example>\n"
			 "To: natverk@example.se\nSubject: =?utf-8?q?Tr=C3=A4ffen?= %d\n"
			 "Date: Mon, 18 Sep 2023 09:%02d:00 +0200\n"
			 "Message-ID: <%d.%d@kommun.example>\nMIME-Version: 1.0\n"
			 "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
			 "Content-Type: text/html; charset=utf-8\n\n"
			 "<p>Hej!</p><p>Hur anmäler man sig till träffen %d?</p>\n--b\n"
			 "Content-Type: application/pdf; name=program.pdf\n"
			 "Content-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n--b--\n",
		number, number, number % 290, number, number % 60, round, number, number);
}

static bool measure_intake(struct house *house, int rounds, bool *holds, struct error *error)
{
	double floor = 0, value = 0;

	for (int round = 0; round < rounds; round++) {
		double read = 0, taken = 0;

		for (int i = 0; i < MAILS; i++) {
			struct intake_source source = {.name = "bench.eml"};
			struct intake_result result = {0};
			struct mail mail = {0};
			char *bytes = write_mail(round, i);
			double before = wait_cpu(RUSAGE_SELF);
			bool ok = mail_read(&mail, bytes, strlen(bytes), error);

			mail_finish(&mail);
			read += wait_cpu(RUSAGE_SELF) - before;
			before = wait_cpu(RUSAGE_SELF);
			ok = ok && service_intake(&house->service, &source, bytes, strlen(bytes),
					   &result, error);
			taken += wait_cpu(RUSAGE_SELF) - before;
			intake_result_finish(&result);
			free(bytes);
			if (!ok)
				return false;
		}
		wait_keep_least(&floor, read);
		wait_keep_least(&value, taken);
	}
	*holds &= wait_tell("taking 100 mails in", floor, value, 20.0);
	return true;
}

/* The floor is what looking through every name would cost. */
static bool measure_lint(
	struct house *house, const char *database, int rounds, bool *holds, struct error *error)
{
	static const char text[] =
		"Hej Åsa!\n\nTack för ditt mejl. Nästa träff är den 17 oktober klockan 13, och den "
		"hålls digitalt. Kalenderfilen följer med det här brevet, och länken kommer dagen "
		"före. Vi talar om hur hat och hot mot förtroendevalda tas emot, vem som anmäler "
		"och vad som händer sedan. Två kommuner berättar om hur de gör. Det kostar "
		"ingenting att vara med, men avgiften för nätverket faktureras en gång om året. "
		"Säg till om du behöver något särskilt för att kunna vara med, så ordnar vi det.\n"
		"\nMed vänlig hälsning\nUlrika Stöök\n";
	struct lint_about about = {.address = "asa@kommun.example"};
	double floor = 0, value = 0;

	for (int round = 0; round < rounds; round++) {
		double before;

		if (!wait_run_sql(database,
			    "SELECT id FROM participant WHERE instr('Tack för ditt mejl, Åsa',"
			    " given_name || ' ' || family_name)",
			    &floor))
			return false;
		before = wait_cpu(RUSAGE_SELF);
		for (int i = 0; i < LETTERS; i++) {
			struct lint_result result;

			if (!service_lint(&house->service, &about, text, &result, error))
				return false;
			lint_result_finish(&result);
		}
		wait_keep_least(&value, (wait_cpu(RUSAGE_SELF) - before) / LETTERS);
	}
	*holds &= wait_tell("reading a letter", floor, value, 0.5);
	return true;
}

bool request_measure(const char *program, const char *database, const char *home, int rows,
	int rounds, bool *holds)
{
	struct house house = {0};
	struct error error = {0};

	if (!fill(program, database, home, rows))
		return false;
	wait_print_head();
	bool measured = wait_measure(waits, sizeof waits / sizeof *waits, program, database, home,
				rounds, holds) &&
			measure_pane(program, database, home, rounds, holds);
	if (measured) {
		measured = house_open(&house, database, &error) &&
			   measure_intake(&house, rounds, holds, &error) &&
			   measure_lint(&house, database, rounds, holds, &error);
		house_close(&house);
	}
	if (error.kind != ERROR_NONE)
		fprintf(stderr, "%s\n", error.message);
	error_finish(&error);
	return measured;
}
