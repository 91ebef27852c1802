/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of this room share with each other only. */
#ifndef TRAFFPUNKT_SERVICE_PRIVATE_H
#define TRAFFPUNKT_SERVICE_PRIVATE_H

#include "model/draft.h"
#include "model/participant.h"
#include "model/request.h"
#include "service/service.h"

struct attendance;    /* model/attendance.h */
struct embedded_file; /* embedded.h */

/* The network file inside the program; NULL when it was built without. */
const struct embedded_file *service_example_file(void);

/* Begins a unit of work in the name of the service's user. */
bool service_begin(struct service *service, const char *title, bool final, struct error *error);
/* Commits when ok, otherwise rolls back and returns false: the end of every writing function. */
bool service_end(struct service *service, bool ok, struct error *error);
/* Masks the personal numbers of a record that nobody has decided to keep (numbers.c); after it is
 * written, notes which were. `former` is the row as it was, NULL: it is new. */
bool service_mask_numbers(struct service *service, const struct entity *entity, void *record,
	const void *former, struct error *error);
bool service_note_kept_numbers(struct service *service, const struct entity *entity,
	const void *record, const void *former, struct error *error);
/* Rules and the write, inside a unit of work. */
bool service_write(
	struct service *service, const struct entity *entity, void *record, struct error *error);
/* The register must know an organisation's code. */
bool service_check_organisation(struct service *service, const char *code, struct error *error);
/* Required flags that nothing is known of are off. */
void service_default_flags(const struct entity *entity, void *record);
/* Fills in what a participant has when nothing was said: role, consent. */
void service_default_participant(struct participant *participant);
/* Fills in what follows from a participant's record: the organisation's code, the target group; and
 * refuses the address of another active one. */
bool service_complete_participant(struct service *service, struct participant *participant,
	const struct participant *former, struct error *error);
bool service_check_address(struct service *service, const struct participant *participant,
	const struct participant *former, struct error *error);
void service_forget_organisations(struct service *service);
/* A request that is linked to a protected person becomes protected itself. */
bool service_protect_request(struct service *service, struct request *request, struct error *error);
/* When someone becomes protected (`former` was not, or NULL), so do their requests. */
bool service_protect_linked(struct service *service, const struct participant *participant,
	const struct participant *former, struct error *error);
/* What is done or discarded stays as it was written; `former` NULL: it is new. */
bool service_check_draft(
	const struct draft *draft, const struct draft *former, struct error *error);
/* Nothing of a meeting goes to someone who was admitted after it. */
bool service_check_admitted(struct service *service, const struct participant *participant,
	int64_t meeting_id, struct error *error);
/* A letter to a protected person is no letter but a task that names nobody. */
bool service_protect_draft(struct service *service, struct draft *draft, struct error *error);
/* Invitations, updates and reminders that wait for someone who has left (`former` was admitted)
 * are discarded. */
bool service_discard_meetings(struct service *service, const struct participant *participant,
	const struct participant *former, struct error *error);
/* The answer to a protected request is a task too, whoever has written it. */
bool service_protect_answer(struct service *service, struct draft *draft, struct error *error);
/* Writes the letters whose reference `field` leads to a row anew, as what they are about has
 * changed: what waits becomes what it must be now, what has gone is sealed as it is. */
bool service_rewrite_drafts(
	struct service *service, const char *field, int64_t id, struct error *error);
/* A new version of a meeting's file has gone out: protected persons get it by hand. */
bool service_hand_over_file(
	struct service *service, int64_t meeting, bool cancelled, struct error *error);
/* ERROR_REFUSED when someone does not belong to a meeting. */
bool service_check_attendee(struct service *service, const struct meeting *meeting,
	int64_t participant, struct error *error);
/* Someone's row at a meeting, of whom nothing is noted yet. Owned by the caller. */
struct attendance *service_attendance_new(int64_t meeting, int64_t participant);
/* Answers of someone who has become protected keep nothing that tells who. */
bool service_protect_replies(struct service *service, int64_t participant, struct error *error);
/* Rows into a state, and what follows from it in the same step. */
struct status_order {
	const struct entity *entity;
	const int64_t *ids;
	size_t count;
	int to;
	const char *reason;
	bool preview;
	/* Called for each row that changes, with the new state in it, before it is written; may be
	 * NULL. Not in a preview. */
	bool (*before)(struct service *service, void *record, void *context, struct error *error);
	/* Called for each row when it is written, or would be in a preview; may be NULL. */
	bool (*then)(
		struct service *service, const void *record, void *context, struct error *error);
	void *context;
};
bool service_change_status(struct service *service, const struct status_order *order,
	struct bulk_result *result, struct error *error);
/* One record into a state inside a unit of work that has been begun. */
bool service_take_step(struct service *service, const struct entity *entity, void *record, int to,
	const char *reason, struct error *error);
/* Welcomes someone who has been admitted in the unit of work that has been begun: the letter with
 * the file of the next meeting, what is missing for the invoice, and the files of the others. */
struct draft_count; /* service/draft.h */
bool service_welcome_within(struct service *service, const struct participant *participant,
	struct draft_count *made, struct error *error);
/* What belongs to a request is as hidden as the request (request/seal.c). */
bool service_seal_request(struct service *service, const struct request *request,
	const struct request *former, struct error *error);
bool service_seal_part(struct service *service, const struct entity *entity, void *part,
	int64_t request, struct error *error);
/* Reads a row of a bulk change. NULL with *ok when it is gone, which the result tells already; NULL
 * without it when reading failed. Owned by the caller. */
void *service_read_row(struct service *service, const struct entity *entity, int64_t id,
	struct bulk_result *result, bool *ok, struct error *error);
/* "Participant Åsa Öberg: admitted", "12 rows: admitted". Owned by the caller. */
char *service_bulk_title(struct service *service, const struct entity *entity, const int64_t *ids,
	size_t count, const char *what);
/* Adds an exception to a result; takes `reason`. */
void bulk_result_except(
	struct bulk_result *result, const struct entity *entity, const void *record, char *reason);

#endif
