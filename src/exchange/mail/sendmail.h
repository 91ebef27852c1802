/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hands a letter over to the mail program of this machine, which speaks the interface of sendmail:
 * no shell, one recipient as an argument, the letter on standard input. It is waited for in steps,
 * so that a screen lives meanwhile.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_SENDMAIL_H
#define TRAFFPUNKT_EXCHANGE_MAIL_SENDMAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct handover_order {
	const char *program; /* an absolute path */
	const char *from;
	const char *to;
	const char *bytes;
	size_t length;
	int limit_ms; /* the mail program may take so long */
};

enum handover_state {
	HANDOVER_BUSY,   /* not known yet */
	HANDOVER_TAKEN,  /* the mail program has it */
	HANDOVER_KEPT,   /* it has not, and the error says why: ERROR_BUSY means try again */
	HANDOVER_UNSURE, /* it had the letter and did not say what became of it */
};

struct handover;

/* NULL when the program cannot be started: ERROR_UNAVAILABLE. */
struct handover *handover_start(const struct handover_order *order, struct error *error);
/* Waits at most so long for the answer. */
enum handover_state handover_wait(struct handover *handover, int wait_ms, struct error *error);
/* Frees it. A program that still runs is left to itself: it has the whole letter. */
void handover_destroy(struct handover *handover);

/* Is there such a program, and may it be run? ERROR_UNAVAILABLE says what to do. */
bool handover_is_possible(const char *program, struct error *error);

#endif
