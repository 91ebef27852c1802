/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Somebody calls: "it shows nine o'clock". Which of our meetings is in the file, which version of
 * it, what has changed since, and what is wrong with the file.
 */
#ifndef TRAFFPUNKT_SERVICE_DOCTOR_H
#define TRAFFPUNKT_SERVICE_DOCTOR_H

#include "exchange/ical/diagnose.h"
#include "service/service.h"

enum doctor_version {
	DOCTOR_STRANGER, /* no meeting of this network */
	DOCTOR_UNSENT,   /* ours, but no such version has gone out */
	DOCTOR_CURRENT,  /* the newest that has gone out */
	DOCTOR_OLD,      /* an older one */
};

/* What the file says otherwise than the meeting does today. Texts are owned; NULL: nothing. */
struct doctor_change {
	const char *field; /* "summary", "start", ... */
	const char *label; /* msgid */
	char *then;        /* in the file */
	char *now;
};

struct doctor_event {
	int64_t meeting; /* 0: a stranger */
	char *title;     /* owned: what the meeting is called here; NULL for a stranger */
	enum doctor_version version;
	struct number sequence;        /* of the file; what does not say is 0 */
	struct number released_at;     /* when that version went out */
	struct number newest;          /* SEQUENCE of the newest that has gone out */
	bool is_stale;                 /* the meeting has changed since the newest went out */
	struct doctor_change *changes; /* owned */
	size_t change_count;
	char *no_comparison; /* owned: why it cannot be compared; NULL: it was */
};

struct doctor_report {
	struct diagnosis diagnosis;
	struct doctor_event *events; /* owned; one for each of the diagnosis' */
};

/* ERROR_DATA when it is no calendar at all. `service` NULL: nothing is known of meetings. */
bool service_doctor(struct service *service, const char *bytes, size_t length,
	struct doctor_report *report, struct error *error);
void doctor_report_finish(struct doctor_report *report);

/* Which version it is, in a sentence. Owned by the caller. */
char *doctor_version_text(const struct doctor_event *event);
/* "REQUEST (an invitation, or a change of one)". Owned by the caller; NULL for NULL. */
char *doctor_method_text(const char *method);
/* What stood there, for people; "–" for nothing. Borrowed. */
const char *doctor_change_words(const struct doctor_change *change, const char *value);
/* "line 12, wrong: …", "line 3 and 5 more, warning: …". Owned by the caller. */
char *doctor_ailment_text(const struct ailment *ailment);

#endif
