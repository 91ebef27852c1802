/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the calendar file of a meeting is made from, and which version it is: RFC 5546 2.1.4, and
 * the next SEQUENCE for whatever else a reader can see. Private to this room.
 */
#ifndef TRAFFPUNKT_SERVICE_VERSION_H
#define TRAFFPUNKT_SERVICE_VERSION_H

#include "exchange/ical/calendar.h"
#include "service/service.h"
#include "store/release.h"

/* A meeting with all that its file tells; owned. */
struct subject {
	struct network network;
	struct meeting meeting;
	struct meeting decided_at;
	struct record_set programme;
	char *contact;
	struct calendar_event event; /* borrows from the rest */
};
bool subject_init(
	struct subject *subject, struct service *service, int64_t id, struct error *error);
void subject_finish(struct subject *subject);

/* What the file says: the same event with no version, no stamps and for nobody in particular. Owned
 * by the caller. */
char *subject_content(const struct subject *subject, struct error *error);
bool subject_digest(
	const struct subject *subject, char digest[DIGEST_HEX_SIZE], struct error *error);

/* What to write for a meeting, and what the ledger will say. */
struct version {
	struct release release;
	bool is_new; /* another content than the last release's */
};
bool version_init(struct version *version, struct service *service, const struct subject *subject,
	struct error *error);

/* The bytes of the file in this version. Owned by the caller. */
char *version_write(struct service *service, struct subject *subject, const struct version *version,
	enum calendar_method method, struct error *error);
/* "traff-2023-10-17-digital.ics"; the second digital meeting of a day ends in "-2.ics". Owned by
 * the caller. */
char *version_file_name(struct service *service, const struct meeting *meeting,
	enum calendar_method method, struct error *error);
/* Fills in what the ledger says of a file beside its version: its name, its digest, who and when.
 */
void version_fill(struct release *release, struct service *service, const struct meeting *meeting,
	enum calendar_method method, const char *file, const char *text);
/* The same with the name that the file of one meeting has. */
bool version_complete(struct release *release, struct service *service,
	const struct subject *subject, enum calendar_method method, const char *text,
	struct error *error);
/* Into the ledger, inside a unit of work; a new version is handed to protected persons as tasks. */
bool version_release(struct service *service, const struct release *release, struct error *error);

#endif
