/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The door of the outbox: a letter that the reader of letters (lint.h) blocks is not handed over.
 * Where it is mistaken (a councillor's name is of public record) somebody says so, with a reason
 * that the history keeps; that holds for exactly these words and this address.
 */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_GATE_H
#define TRAFFPUNKT_SERVICE_REQUEST_GATE_H

#include "model/draft.h"
#include "service/service.h"

/* ERROR_REFUSED with what is wrong with the letter's words, and nothing of what they are. */
bool service_letter_check(struct service *service, const struct draft *draft, struct error *error);
/* Lets a letter that waits go all the same. ERROR_REFUSED when nothing objects to it, and where a
 * protected person or an internal note stands in it: then its words must be changed. */
bool service_letter_allow(
	struct service *service, int64_t draft, const char *reason, struct error *error);

#endif
