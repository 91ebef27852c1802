/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Three steps a letter: it is marked as being sent and that is committed; the mail program gets it;
 * what became of it is committed. Whoever reads a letter inside its own unit of work and finds it
 * being sent leaves it alone, so two programs never send the same.
 */
#include "service/outbox.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "exchange/mail/sendmail.h"
#include "service/delivery.h"
#include "service/parcel.h"
#include "service/private.h"
#include "store/page.h"

enum {
	LIMIT_MS = 60000,
	WAIT_MS = 1000,
};

struct outbox_run {
	struct service *service; /* borrowed */
	int64_t *ids;
	size_t count;
	size_t next;
	int limit_ms;
	struct outbox_result result;
	/* The letter that is on its way; handover NULL: none. */
	int64_t id;
	struct parcel parcel;
	struct handover *handover;
};

void outbox_result_finish(struct outbox_result *result)
{
	for (size_t i = 0; i < result->kept_count; i++) {
		free(result->kept[i].title);
		free(result->kept[i].reason);
	}
	free(result->kept);
	*result = (struct outbox_result){0};
}

/* Takes the error's sentence over. */
static void keep(struct outbox_result *result, const struct draft *draft, struct error *error)
{
	result->kept = xreallocarray(result->kept, result->kept_count + 1, sizeof(*result->kept));
	result->kept[result->kept_count++] = (struct exception){.id = draft->record.id,
		.title = draft_entity.title(draft),
		.reason = xstrdup(error->message)};
	result->again |= error->kind == ERROR_BUSY;
	error_finish(error);
}

char *service_outbox_doubt(const struct draft *draft)
{
	if (draft->status.value != DRAFT_SENDING)
		return NULL;
	return xasprintf(_("it is being sent, or it is not known whether it went: look for %s in "
			   "the mail log, then note it as done or bring it back"),
		draft->message_id ? draft->message_id : "–");
}

/* ---- which letters ---- */

static bool add_waiting(void *record, void *context, struct error *error)
{
	const struct draft *draft = record;
	struct outbox_run *run = context;
	(void)error;
	if (draft->kind.value == DRAFT_MAIL &&
		(draft->status.value == DRAFT_WAITING || draft->status.value == DRAFT_SENDING)) {
		run->ids = xreallocarray(run->ids, run->count + 1, sizeof(*run->ids));
		run->ids[run->count++] = draft->record.id;
	}
	return true;
}

static bool find_waiting(struct outbox_run *run, struct error *error)
{
	struct list_query query = {.entity = &draft_entity, .network = run->service->network};
	return store_walk(run->service->store, &query, add_waiting, run, error);
}

static bool choose(struct outbox_run *run, const struct outbox_order *order, struct error *error)
{
	if (!order->ids)
		return find_waiting(run, error);
	run->ids = xcalloc(order->count + 1, sizeof(*run->ids));
	for (size_t i = 0; i < order->count; i++) {
		bool again = false;
		for (size_t j = 0; j < run->count && !again; j++)
			again = run->ids[j] == order->ids[i];
		if (!again)
			run->ids[run->count++] = order->ids[i];
	}
	return true;
}

static bool check_sender(const struct service *service, struct error *error)
{
	return settings_sender(service->settings) ||
	       error_set(error, ERROR_USAGE,
		       _("There is no address to send from: set mailbox under [organizer], or from "
			 "under [mail], in the settings."));
}

/* ---- the states of a letter ---- */

/* Reads the letter; false with the reason when it does not wait. */
static bool read_waiting(
	struct service *service, int64_t id, struct draft *draft, struct error *error)
{
	if (!store_get(service->store, &draft_entity, id, draft, error))
		return false;
	char *doubt = service_outbox_doubt(draft);
	bool ok = true;
	if (doubt)
		ok = error_set(error, ERROR_REFUSED, "%s", doubt);
	else if (draft->status.value != DRAFT_WAITING)
		ok = error_set(error, ERROR_REFUSED, _("is already %s"),
			choice_label(&draft_statuses, (int)draft->status.value));
	free(doubt);
	return ok;
}

/* "Letter no. 7 (welcome): handed over". */
static char *title_of(const struct draft *draft, const char *what)
{
	char *name = draft_entity.title(draft);
	char *title = xasprintf("%s: %s", name, what);
	free(name);
	return title;
}

static void set_text(char **text, const char *value)
{
	free(*text);
	*text = value ? xstrdup(value) : NULL;
}

static void sign(struct service *service, struct draft *draft, bool done)
{
	set_text(&draft->done_by, done ? service->who : NULL);
	draft->done_on = (struct number){
		.known = done, .value = done ? clock_today(service->clock) : 0};
}

static bool enter(struct service *service, struct draft *draft, enum draft_status status,
	const char *failure, struct error *error)
{
	draft->status.value = status;
	set_text(&draft->failure, failure);
	sign(service, draft, status == DRAFT_DONE);
	return service_write(service, &draft_entity, draft, error);
}

/* What is wrong with a letter that cannot go stands by it, once. */
static bool note_failure(
	struct service *service, struct draft *draft, const char *failure, struct error *error)
{
	if (draft->kind.value != DRAFT_MAIL || draft->status.value != DRAFT_WAITING ||
		(draft->failure && !strcmp(draft->failure, failure)))
		return true;
	char *title = title_of(draft, _("did not go"));
	bool ok = service_begin(service, title, false, error) &&
		  service_end(service, enter(service, draft, DRAFT_WAITING, failure, error), error);
	free(title);
	return ok;
}

/* A letter that is not as it should be is told of; a database that fails ends the run. */
static bool is_about_letter(const struct error *error)
{
	return error->kind == ERROR_REFUSED || error->kind == ERROR_DATA ||
	       error->kind == ERROR_CONFLICT;
}

/* Marks the letter as being sent, with the release of its file, and commits that. */
static bool mark(struct outbox_run *run, struct draft *draft, struct error *error)
{
	struct service *service = run->service;
	char *title = title_of(draft, _("to the mail program"));
	bool ok = service_begin(service, title, true, error);
	free(title);
	if (!ok)
		return false;
	/* Read again: now nobody else writes. */
	record_finish(&draft_entity, draft);
	*draft = (struct draft){0};
	ok = read_waiting(service, run->id, draft, error) &&
	     parcel_init(&run->parcel, service, draft, true, error) &&
	     enter(service, draft, DRAFT_SENDING, NULL, error);
	return service_end(service, ok, error);
}

/* It has gone: the letter is done, and the ledger says what the recipient has. */
static bool settle(struct outbox_run *run, struct draft *draft, struct error *error)
{
	struct service *service = run->service;
	const struct parcel *parcel = &run->parcel;
	draft->sent_at = (struct number){.known = true, .value = clock_now(service->clock)};
	if (parcel->delivers)
		draft->sequence = (struct number){.known = true, .value = parcel->sequence};
	struct delivery_order order = {.meeting = draft->meeting.value,
		.participant = draft->participant.value,
		.sequence = parcel->sequence,
		.method = parcel->method,
		.channel = CHANNEL_MAIL,
		.draft = draft->record.id};
	return enter(service, draft, DRAFT_DONE, NULL, error) &&
	       (!parcel->delivers || service_deliver_within(service, &order, error));
}

/* Commits what became of the letter that was on its way. */
static bool conclude(struct outbox_run *run, bool taken, const char *failure, struct error *error)
{
	struct service *service = run->service;
	struct draft draft = {0};
	bool ok = store_get(service->store, &draft_entity, run->id, &draft, error);
	if (ok) {
		char *title = title_of(&draft, taken ? _("sent") : _("did not go"));
		ok = service_begin(service, title, true, error);
		free(title);
		record_finish(&draft_entity, &draft);
		draft = (struct draft){0};
	}
	if (ok) {
		ok = store_get(service->store, &draft_entity, run->id, &draft, error);
		/* Somebody may have decided about it meanwhile. */
		if (ok && draft.status.value == DRAFT_SENDING)
			ok = taken ? settle(run, &draft, error)
				   : enter(service, &draft, DRAFT_WAITING, failure, error);
		ok = service_end(service, ok, error);
	}
	record_finish(&draft_entity, &draft);
	return ok;
}

/* ---- the run ---- */

struct outbox_run *service_outbox_start(
	struct service *service, const struct outbox_order *order, struct error *error)
{
	if (!check_sender(service, error) ||
		!handover_is_possible(settings_mailer(service->settings), error))
		return NULL;
	struct outbox_run *run = xcalloc(1, sizeof(*run));
	run->service = service;
	run->limit_ms = order->limit_ms ? order->limit_ms : LIMIT_MS;
	if (choose(run, order, error))
		return run;
	service_outbox_end(run, NULL);
	return NULL;
}

size_t service_outbox_total(const struct outbox_run *run)
{
	return run->count;
}

size_t service_outbox_handled(const struct outbox_run *run)
{
	return run->result.sent + run->result.kept_count;
}

bool service_outbox_is_idle(const struct outbox_run *run)
{
	return !run->handover;
}

static void forget_letter(struct outbox_run *run)
{
	handover_destroy(run->handover);
	run->handover = NULL;
	parcel_finish(&run->parcel);
}

/* The letter has not gone and waits again; the run goes on unless there is no mail program. */
static bool put_back(struct outbox_run *run, struct draft *draft, struct error *error)
{
	struct error fault = {0};
	bool ok = conclude(run, false, error->message, &fault);
	forget_letter(run);
	keep(&run->result, draft, error);
	if (!ok)
		error_set(error, fault.kind, "%s", fault.message);
	error_finish(&fault);
	return ok;
}

static bool start_letter(struct outbox_run *run, struct draft *draft, struct error *error)
{
	struct service *service = run->service;
	if (!mark(run, draft, error)) {
		parcel_finish(&run->parcel);
		if (!is_about_letter(error))
			return false;
		char *failure = xstrdup(error->message);
		keep(&run->result, draft, error);
		bool ok = note_failure(service, draft, failure, error);
		free(failure);
		return ok;
	}
	struct handover_order order = {.program = settings_mailer(service->settings),
		.from = settings_sender(service->settings),
		.to = run->parcel.to,
		.bytes = run->parcel.bytes,
		.length = strlen(run->parcel.bytes),
		.limit_ms = run->limit_ms};
	run->handover = handover_start(&order, error);
	return run->handover || put_back(run, draft, error);
}

static bool begin_next(struct outbox_run *run, struct error *error)
{
	struct draft draft = {0};
	run->id = run->ids[run->next++];
	bool ok = store_get(run->service->store, &draft_entity, run->id, &draft, error);
	if (ok) {
		ok = start_letter(run, &draft, error);
	} else if (error->kind == ERROR_REFUSED) { /* it is gone */
		draft.record.id = run->id;
		keep(&run->result, &draft, error);
		ok = true;
	}
	record_finish(&draft_entity, &draft);
	return ok;
}

/* The answer is there: commits it. */
static bool take_answer(struct outbox_run *run, enum handover_state state, struct error *error)
{
	struct draft draft = {0};
	struct error fault = {0};
	bool ok = true;
	if (state == HANDOVER_TAKEN) {
		ok = conclude(run, true, NULL, error);
		run->result.sent += ok;
		forget_letter(run);
		return ok;
	}
	if (!store_get(run->service->store, &draft_entity, run->id, &draft, &fault))
		draft.record.id = run->id;
	error_finish(&fault);
	if (state == HANDOVER_KEPT) {
		ok = put_back(run, &draft, error);
	} else {
		char *doubt = service_outbox_doubt(&draft);
		char *why = xasprintf("%s; %s", error->message, doubt ? doubt : "");
		error_set(error, ERROR_REFUSED, "%s", why);
		keep(&run->result, &draft, error);
		forget_letter(run);
		free(why);
		free(doubt);
	}
	record_finish(&draft_entity, &draft);
	return ok;
}

bool service_outbox_step(struct outbox_run *run, int wait_ms, bool *done, struct error *error)
{
	bool ok = true;
	if (!run->handover && run->next < run->count)
		ok = begin_next(run, error);
	if (ok && run->handover) {
		enum handover_state state = handover_wait(run->handover, wait_ms, error);
		if (state != HANDOVER_BUSY)
			ok = take_answer(run, state, error);
	}
	*done = !run->handover && run->next == run->count;
	return ok;
}

void service_outbox_end(struct outbox_run *run, struct outbox_result *result)
{
	if (result)
		*result = run ? run->result : (struct outbox_result){0};
	else if (run)
		outbox_result_finish(&run->result);
	if (!run)
		return;
	forget_letter(run);
	free(run->ids);
	free(run);
}

bool service_outbox_send(struct service *service, const struct outbox_order *order,
	struct outbox_result *result, struct error *error)
{
	bool ok = true, done = false;
	*result = (struct outbox_result){0};
	struct outbox_run *run = service_outbox_start(service, order, error);
	if (!run)
		return false;
	while (ok && !done)
		ok = service_outbox_step(run, WAIT_MS, &done, error);
	service_outbox_end(run, result);
	return ok;
}

/* ---- looking ---- */

char *service_outbox_message(struct service *service, int64_t id, struct error *error)
{
	struct draft draft = {0};
	struct parcel parcel = {0};
	bool ok = check_sender(service, error) &&
		  store_get(service->store, &draft_entity, id, &draft, error) &&
		  parcel_init(&parcel, service, &draft, false, error);
	char *bytes = ok ? xstrdup(parcel.bytes) : NULL;
	parcel_finish(&parcel);
	record_finish(&draft_entity, &draft);
	return bytes;
}

static bool preview_one(struct outbox_run *run, int64_t id, struct error *error)
{
	struct draft draft = {0};
	struct parcel parcel = {0};
	bool ok = read_waiting(run->service, id, &draft, error) &&
		  parcel_init(&parcel, run->service, &draft, false, error);
	run->result.sent += ok;
	if (!ok && is_about_letter(error)) {
		draft.record.id = id;
		keep(&run->result, &draft, error);
		ok = true;
	}
	parcel_finish(&parcel);
	record_finish(&draft_entity, &draft);
	return ok;
}

bool service_outbox_preview(struct service *service, const struct outbox_order *order,
	struct outbox_result *result, struct error *error)
{
	bool ok = true;
	*result = (struct outbox_result){0};
	struct outbox_run *run = service_outbox_start(service, order, error);
	if (!run)
		return false;
	for (size_t i = 0; ok && i < run->count; i++)
		ok = preview_one(run, run->ids[i], error);
	service_outbox_end(run, result);
	return ok;
}
