/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/meeting.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "bench/data.h"
#include "bench/wait.h"

#define SENT 100 /* letters that are handed over */

/* Everybody who takes part, whole and by name, as a list of them needs it. */
#define PEOPLE "participant WHERE participant.status = 'admitted' ORDER BY participant.sort_key"
#define NEWEST                                                                                     \
	"(SELECT sequence FROM delivery WHERE participant_id = participant.id AND meeting_id = 2 " \
	"ORDER BY id DESC LIMIT 1)"

static const struct wait waits[] = {
	{"plan of publishing", {"meeting", "publish", "2", "--dry-run"},
		"SELECT *, " NEWEST " FROM " PEOPLE, {NULL}, 6.0},
	{"who has the file", {"meeting", "recipients", "2"}, "SELECT *, " NEWEST " FROM " PEOPLE,
		{NULL}, 6.0},
	{"attendance", {"meeting", "attend", "2"},
		"SELECT * FROM participant LEFT JOIN attendance ON meeting_id = 2 AND "
		"participant_id = participant.id WHERE participant.status = 'admitted' "
		"ORDER BY participant.sort_key",
		{NULL}, 6.0},
	{"40 who lack the file", {"participant", "list", "--filter", "lacks:file", "--limit", "40"},
		NULL, WAIT_LIST, 3.0},
	{"40 letters of the outbox", {"--json", "outbox", "list", "--limit", "40"}, NULL, WAIT_LIST,
		3.0},
};

/* Two of three have the file of October, one of three has answered, and a letter waits for each. */
static bool fill(const char *program, const char *database, const char *home)
{
	char *out = xasprintf("%s/out", home);
	const char *const export[] = {"meeting", "export", "2", "--out", out, "--force", NULL};
	static const char sql[] =
		"BEGIN IMMEDIATE;"
		"INSERT INTO delivery (network_id, meeting_id, participant_id, sequence, method,"
		" channel, delivered_at, delivered_by) SELECT network_id, 2, id, 0, 'none', 'file',"
		" 1695105000, 'bench' FROM participant WHERE status = 'admitted' AND id % 3"
		" AND NOT EXISTS (SELECT 1 FROM delivery);"
		"INSERT OR IGNORE INTO attendance (meeting_id, participant_id, answer)"
		" SELECT 2, id, 'accepted' FROM participant WHERE status = 'admitted'"
		" AND id % 3 = 1;"
		"INSERT OR IGNORE INTO draft (network_id, uid, kind, reason, status,"
		" participant_id, address, subject, body, message_id, protected, created_at,"
		" updated_at, status_key) SELECT network_id, uid, 'mail', 'other', 'draft', id,"
		" email, 'Hej', 'Hej!', uid || '@example.se', 0, 1695105000, 1695105000, 0"
		" FROM participant WHERE status = 'admitted' AND email IS NOT NULL;"
		"COMMIT";
	bool filled = wait_run(program, database, home, export, NULL) &&
		      wait_run_sql(database, sql, NULL);

	free(out);
	return filled;
}

/* ---- letters ---- */

/* Invitations to everybody, beside the insertion of the same rows into another database. */
static bool measure_letters(
	const char *program, const char *database, const char *plain, const char *home, bool *holds)
{
	static const char *const publish[] = {
		"meeting", "publish", "2", "--to-new", "--no-files", "--no-web", NULL};
	char *copy = sqlite3_mprintf("ATTACH %Q AS other; BEGIN IMMEDIATE;"
				     "INSERT INTO draft SELECT * FROM other.draft WHERE id > 10;"
				     "INSERT INTO action SELECT * FROM other.action"
				     " WHERE id > (SELECT max(id) FROM main.action);"
				     "INSERT INTO action_row SELECT * FROM other.action_row"
				     " WHERE id > (SELECT max(id) FROM main.action_row); COMMIT",
		database);
	double value = 0, floor = 0;
	bool measured = wait_run(program, database, home, publish, &value) &&
			wait_run_sql(plain, copy, &floor);

	sqlite3_free(copy);
	if (measured)
		*holds &= wait_tell("writing the invitations", floor, value, 12.0);
	return measured;
}

static bool write_program(const char *home, const char *path)
{
	char *folder = xasprintf("%s/.config", home), *ours = xasprintf("%s/traffpunkt", folder);
	char *settings = xasprintf("%s/config.ini", ours);
	bool written = false;
	FILE *file = fopen(path, "we");

	if (file) {
		fputs("#!/bin/sh\nexec cat >/dev/null\n", file);
		written = fclose(file) == 0 && chmod(path, 0700) == 0;
	}
	mkdir(folder, 0700);
	mkdir(ours, 0700);
	file = written ? fopen(settings, "we") : NULL;
	if (file)
		fprintf(file, "[organizer]\nmailbox = natverk@example.se\n[mail]\nsendmail = %s\n",
			path);
	written = file && fclose(file) == 0;
	free(settings);
	free(ours);
	free(folder);
	return written;
}

/* Handing letters over, beside starting the mail program as many times for nothing. */
static bool measure_sending(const char *program, const char *database, const char *home,
	const char *mailer, bool *holds)
{
	const char *arguments[SENT + 6] = {program, "--db", database, "outbox", "send"};
	const char *const mail[] = {mailer, NULL, NULL, "-", "-"};
	char *numbers[SENT];
	double before = wait_cpu(RUSAGE_CHILDREN), value = 0, floor = 0;
	bool sent = true;

	for (int i = 0; i < SENT; i++)
		arguments[5 + i] = numbers[i] = xasprintf("%d", 20 + i);
	sent = wait_run_quietly(arguments, home);
	value = wait_cpu(RUSAGE_CHILDREN) - before;
	before = wait_cpu(RUSAGE_CHILDREN);
	for (int i = 0; i < SENT; i++) {
		sent = sent && wait_run_quietly(mail, home);
		free(numbers[i]);
	}
	floor = wait_cpu(RUSAGE_CHILDREN) - before;
	if (sent)
		*holds &= wait_tell("sending 100 of them", floor, value, 6.0);
	return sent;
}

static bool measure_outbox(const char *program, const char *home, int letters, bool *holds)
{
	char *database = xasprintf("%s/letters.db", home), *plain = xasprintf("%s/plain.db", home);
	char *out = xasprintf("%s/letters", home), *mailer = xasprintf("%s/mailer", home);
	const char *const export[] = {"meeting", "export", "2", "--out", out, NULL};
	char *copy = sqlite3_mprintf("VACUUM INTO %Q", plain);
	/* Letters 20 and on are sent: the first are tasks for protected people. */
	bool measured = data_create(program, database, letters) && write_program(home, mailer) &&
			wait_run(program, database, home, export, NULL) &&
			wait_run_sql(database, copy, NULL) &&
			measure_letters(program, database, plain, home, holds) &&
			(letters < 2 * SENT ||
				measure_sending(program, database, home, mailer, holds));

	sqlite3_free(copy);
	free(mailer);
	free(out);
	free(plain);
	free(database);
	return measured;
}

bool meeting_measure(const char *program, const char *database, const char *home, int letters,
	int rounds, bool *holds)
{
	if (!fill(program, database, home))
		return false;
	wait_print_head();
	return wait_measure(waits, sizeof waits / sizeof *waits, program, database, home, rounds,
		       holds) &&
	       measure_outbox(program, home, letters, holds);
}
