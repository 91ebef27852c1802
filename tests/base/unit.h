/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cmocka wants included before it, and the count of a table. */
#ifndef TRAFFPUNKT_TESTS_BASE_UNIT_H
#define TRAFFPUNKT_TESTS_BASE_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define COUNT_OF(table) (sizeof(table) / sizeof(*(table)))

#endif
