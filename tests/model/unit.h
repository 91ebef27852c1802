/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cmocka wants included before it, and what the tests of the model share. */
#ifndef TRAFFPUNKT_TESTS_MODEL_UNIT_H
#define TRAFFPUNKT_TESTS_MODEL_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/record.h"

#define COUNT_OF(table) (sizeof(table) / sizeof(*(table)))

/* Fails the test, with the row that it is about, unless the call succeeds. */
#define assert_ok(call, row)                                                \
	do {                                                                \
		struct error fault_ = {0};                                  \
		struct error *error = &fault_;                              \
		if (!(call))                                                \
			fail_msg("%s: %s: %s", row, #call, fault_.message); \
		assert_int_equal(fault_.kind, ERROR_NONE);                  \
		error_finish(&fault_);                                      \
	} while (0)

/* Fails the test unless the call fails with this kind, at this field (NULL: any). */
#define assert_fails(call, expected, at, row)                                          \
	do {                                                                           \
		struct error fault_ = {0};                                             \
		struct error *error = &fault_;                                         \
		if (call)                                                              \
			fail_msg("%s: %s went well", row, #call);                      \
		assert_non_null(fault_.message);                                       \
		if (fault_.kind != (expected))                                         \
			fail_msg("%s: kind %d: %s", row, fault_.kind, fault_.message); \
		check_field(&fault_, at, row);                                         \
		error_finish(&fault_);                                                 \
	} while (0)

/* Behind assert_fails: the error names this field. */
void check_field(const struct error *error, const char *field, const char *row);
struct number known(int64_t value);
int64_t day(const char *iso);
/* Sets a field of a record by its name; the test fails when it cannot. NULL makes it unknown. */
void put(const struct entity *entity, void *record, const char *field, const char *text);
/* A record of this entity with everything that the rules ask for. Owned by the caller. */
void *sound_record(const struct entity *entity);
/* A record with a value in every field, one that the field takes. Owned by the caller. */
void *full_record(const struct entity *entity);

#endif
