/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A house for every test: a database with the example network, a fixed clock, a folder for files.
 */
#ifndef TRAFFPUNKT_TESTS_SERVICE_SUPPORT_H
#define TRAFFPUNKT_TESTS_SERVICE_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/meeting.h"
#include "model/network.h"
#include "model/participant.h"
#include "model/request.h"
#include "service/calendar.h"
#include "service/service.h"

#define COUNT_OF(table) (sizeof(table) / sizeof(*(table)))

/* Meetings, participants and requests of the example, by the number they get in the database. */
enum {
	SEPTEMBER = 1, /* physical, 2023-09-26, decides the theme of October */
	OCTOBER,       /* digital, 2023-10-17, no theme */
	NOVEMBER,      /* digital, 2023-11-14 */
	SEMINAR,       /* no date, promised by 2023-12-21 */
};
enum {
	HABO = 2,
	HABO_WITH_RING,
	HIDDEN = 16,
	OUTSIDER = 20, /* in review */
	ELECTED,       /* in review */
	RECEIVED,      /* received, and the two after it */
};
enum {
	REQUEST_OF_WAITING = 1,
	REQUEST_OF_OPEN = 3,
	REQUEST_OF_NEW = 6,
	REQUEST_OF_URGENT = 9,
};

struct house {
	char *folder;
	char *path; /* of the database */
	char *out;  /* a folder for exports, not made yet */
	struct clock clock;
	struct store *store;
	struct settings settings;
	struct service service;
};

/* For cmocka. The clock stands at 2023-09-19 08:30; the user is GN. */
int house_setup(void **state);
/* The same without any network. */
int house_setup_empty(void **state);
int house_teardown(void **state);
/* The program ends and starts again at this time. */
void house_restart(struct house *house, const char *now);
/* A second program on the same database. */
struct house *house_beside(const struct house *house);
void house_leave(struct house *house);

/* Fails the test with the message when the call failed. */
#define assert_ok(call)                                            \
	do {                                                       \
		struct error fault_ = {0};                         \
		struct error *error = &fault_;                     \
		if (!(call))                                       \
			fail_msg("%s: %s", #call, fault_.message); \
		assert_int_equal(fault_.kind, ERROR_NONE);         \
		error_finish(&fault_);                             \
	} while (0)

/* Fails the test unless the call fails with this kind and a message that holds `text`. */
#define assert_fails(call, expected, text)                                         \
	do {                                                                       \
		struct error fault_ = {0};                                         \
		struct error *error = &fault_;                                     \
		if (call)                                                          \
			fail_msg("%s went well", #call);                           \
		assert_non_null(fault_.message);                                   \
		if (!strstr(fault_.message, text))                                 \
			fail_msg("“%s” does not hold “%s”", fault_.message, text); \
		assert_int_equal(fault_.kind, expected);                           \
		error_finish(&fault_);                                             \
	} while (0)

/* The record of this number; owned by the caller. */
void *get(struct house *house, const struct entity *entity, int64_t id);
/* The canonical text of one field of it, "–" when unknown; owned by the caller. */
char *look(struct house *house, const struct entity *entity, int64_t id, const char *field);
void assert_field(struct house *house, const struct entity *entity, int64_t id, const char *field,
	const char *text);
/* Types into a field of a record; the test fails when it cannot. */
void type(struct house *house, const struct entity *entity, void *record, const char *field,
	const char *text);
/* Reads, types into one field and saves. */
void set(struct house *house, const struct entity *entity, int64_t id, const char *field,
	const char *text);
/* A new participant with these fields: name, value, ..., NULL; its number. */
int64_t add_participant(struct house *house, const char *const fields[][2]);
#define ADD_PARTICIPANT(house, ...) \
	add_participant(house, (const char *const[][2]){__VA_ARGS__, {NULL, NULL}})
/* One row into a state. */
void enter(
	struct house *house, const struct entity *entity, int64_t id, int to, const char *reason);
/* Undoes one step; the sentence said must hold `text`. */
void undo(struct house *house, const char *text);
void redo(struct house *house, const char *text);

/* No invariant is broken; the test fails with the first that is. */
void assert_sound(struct house *house);

/* Exports one meeting into house->out; the sequence of the file. */
int64_t export_one(struct house *house, int64_t meeting, enum calendar_method method, bool *is_new);
/* A file of house->out whole; NULL when there is none; owned by the caller. */
char *read_out(const struct house *house, const char *name);
bool out_exists(const struct house *house, const char *name);
void write_out(const struct house *house, const char *name, const char *text);

/* Runs SQL beside the store, as any other tool could. */
void run_sql(const struct house *house, const char *sql);
/* The database itself refuses it, with a message that holds `text`. */
void refuse_sql(const struct house *house, const char *sql, const char *text);
int64_t read_integer(const struct house *house, const char *sql);
/* The first column of all rows in lines; owned by the caller. */
char *read_text(const struct house *house, const char *sql);
/* How many actions stand in the journal. */
int64_t count_actions(const struct house *house);

#endif
