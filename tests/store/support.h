/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A database of its own for every test, in a folder that goes with it. */
#ifndef TRAFFPUNKT_TESTS_STORE_SUPPORT_H
#define TRAFFPUNKT_TESTS_STORE_SUPPORT_H

#include "model/meeting.h"
#include "model/network.h"
#include "model/organisation.h"
#include "model/participant.h"
#include "model/request.h"
#include "store/journal.h"
#include "store/maintenance.h"
#include "store/page.h"

struct place {
	char *folder;
	char *path; /* of the database */
	struct clock clock;
	struct store *store; /* NULL until place_open */
	int64_t network;
};

/* An empty folder; the clock stands at 2023-09-19 08:30. For cmocka. */
int place_setup(void **state);
/* The same with an open database that holds one network. */
int store_setup(void **state);
int place_teardown(void **state);

void place_open(struct place *place);
void place_close(struct place *place);

/* Fails the test with the message when the call failed. */
#define assert_ok(call)                                            \
	do {                                                       \
		struct error fault_ = {0};                         \
		struct error *error = &fault_;                     \
		if (!(call))                                       \
			fail_msg("%s: %s", #call, fault_.message); \
		error_finish(&fault_);                             \
	} while (0)

/* Fails the test unless the call fails with this kind and a message that holds `text`. */
#define assert_fails(call, expected, text)                                         \
	do {                                                                       \
		struct error fault_ = {0};                                         \
		struct error *error = &fault_;                                     \
		if (call)                                                          \
			fail_msg("%s went well", #call);                           \
		assert_int_equal(fault_.kind, expected);                           \
		if (!strstr(fault_.message, text))                                 \
			fail_msg("“%s” does not hold “%s”", fault_.message, text); \
		error_finish(&fault_);                                             \
	} while (0)

struct number known(int64_t value);
/* A day from "2023-09-26". */
struct number day(const char *iso);
void set_text(char **field, const char *text);

/* Records with everything that must be there; owned by the caller. */
struct participant *new_participant(
	const struct place *place, const char *given, const char *family, const char *organisation);
struct meeting *new_meeting(const struct place *place, const char *date);
struct request *new_request(const struct place *place, const char *sender, const char *subject);

/* One record in a unit of work of its own. insert_one returns its id. */
void begin(struct place *place, const char *title);
int64_t commit(struct place *place);
int64_t insert_one(struct place *place, const struct entity *entity, void *record);
void update_one(struct place *place, const struct entity *entity, void *record);
void delete_one(struct place *place, const struct entity *entity, int64_t id);
/* Owned by the caller. */
void *get(struct place *place, const struct entity *entity, int64_t id);
void undo(struct place *place);
void redo(struct place *place);

/* Every row of every table but the journal's, without version and updated_at; owned. */
char *dump(const struct place *place);
/* Every value of the journal as it can be read in the file; owned. */
char *dump_journal(const struct place *place);
/* Runs SQL beside the store, as any other tool could. */
void run_sql(const char *path, const char *sql);
int64_t read_integer(const char *path, const char *sql);

#endif
