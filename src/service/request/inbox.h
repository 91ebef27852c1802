/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The requests as an inbox: who reads it, what rests, what is let out of quarantine. Rest is a day,
 * no state: a request has come back when the day has, whether or not the program was running.
 */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_INBOX_H
#define TRAFFPUNKT_SERVICE_REQUEST_INBOX_H

#include "model/request.h"
#include "model/requestclock.h"
#include "model/rest.h"
#include "service/service.h"
#include "store/page.h"

/* Who reads a list, and when: for every struct list_query of requests. It borrows the initials. */
struct list_reader service_list_reader(const struct service *service);
struct request_clock service_request_clock(
	const struct service *service, const struct request *request);

/*
 * Lets requests rest, wait for an answer, or wakes them, as one step. What is closed cannot rest,
 * and what is urgent not beyond tomorrow (invariant 21): such rows are exceptions.
 */
bool service_request_rest(struct service *service, const int64_t *ids, size_t count,
	const struct rest *rest, struct bulk_result *result, struct error *error);
/* Opens what is in quarantine; anything else is an exception. */
bool service_request_release(struct service *service, const int64_t *ids, size_t count,
	struct bulk_result *result, struct error *error);
/* Gives requests to somebody by initials; "@" is me, "" is nobody. */
bool service_request_assign(struct service *service, const int64_t *ids, size_t count,
	const char *initials, struct bulk_result *result, struct error *error);

/* ---- what writing a request means (hooks.c) ---- */

/* When it became urgent, was let out or was opened again; that its rest is a sound one; and that
 * somebody has touched what had woken. `former`: NULL for a new one. */
bool service_complete_request(struct service *service, struct request *request,
	const struct request *former, struct error *error);

#endif
