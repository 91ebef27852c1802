/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes of a sign-in sheet, typed in afterwards. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/attendance.h"
#include "service/signin.h"
#include "store/belonging.h"

static int by_number(const void *left, const void *right)
{
	int64_t one = ((const struct signin_code *)left)->number.value;
	int64_t two = ((const struct signin_code *)right)->number.value;
	return one < two ? -1 : one > two;
}

bool service_signin_codes(
	struct service *service, int64_t meeting, struct signin_codes *codes, struct error *error)
{
	*codes = (struct signin_codes){0};
	if (!store_referring(service->store, &signin_code_entity,
		    entity_field(&signin_code_entity, "meeting_id"), meeting, &codes->rows, error))
		return false;
	if (codes->rows.count)
		qsort(codes->rows.records, codes->rows.count, sizeof(struct signin_code),
			by_number);
	const struct signin_code *last = codes->rows.count ? record_set_at(&codes->rows,
								     codes->rows.count - 1)
							   : NULL;
	codes->width = signin_width(last ? last->number.value : 0);
	return true;
}

void signin_codes_finish(struct signin_codes *codes)
{
	if (codes->rows.entity)
		record_set_finish(&codes->rows);
	*codes = (struct signin_codes){0};
}

int64_t signin_codes_find(const struct signin_codes *codes, int64_t number)
{
	struct signin_code key = {.number = {.known = true, .value = number}};
	const struct signin_code *found = codes->rows.count
						  ? bsearch(&key, codes->rows.records,
							    codes->rows.count,
							    sizeof(struct signin_code), by_number)
						  : NULL;
	return found ? found->participant.value : 0;
}

char *signin_codes_judge(const struct signin_codes *codes, const char *text, int64_t *participant)
{
	int64_t number = 0;
	*participant = 0;
	switch (signin_read(text, &number)) {
	case SIGNIN_WRONG_CHECK:
		return xstrdup(_("the check digit does not fit: a digit is wrong"));
	case SIGNIN_NO_CODE:
		return xstrdup(_("that is no code: a number and its check digit, as 073"));
	case SIGNIN_READ:
		break;
	}
	*participant = signin_codes_find(codes, number);
	if (*participant)
		return NULL;
	return xstrdup(codes->rows.count ? _("nobody has this code")
					 : _("no sign-in sheet has been made for this meeting"));
}

/* ---- many at once ---- */

void signin_noted_finish(struct signin_noted *noted)
{
	for (size_t i = 0; i < noted->fault_count; i++) {
		free(noted->faults[i].text);
		free(noted->faults[i].sentence);
	}
	free(noted->faults);
	free(noted->participants);
	*noted = (struct signin_noted){0};
}

static void add_fault(struct signin_noted *noted, const char *text, char *sentence)
{
	noted->faults = xreallocarray(
		noted->faults, noted->fault_count + 1, sizeof(*noted->faults));
	noted->faults[noted->fault_count++] = (struct signin_fault){xstrdup(text), sentence};
}

static void take_code(
	const struct signin_codes *codes, const char *text, struct signin_noted *noted)
{
	int64_t participant;
	char *fault = signin_codes_judge(codes, text, &participant);
	if (fault) {
		add_fault(noted, text, fault);
		return;
	}
	for (size_t i = 0; i < noted->count; i++) {
		if (noted->participants[i] == participant)
			return; /* said twice is said once */
	}
	noted->participants = xreallocarray(
		noted->participants, noted->count + 1, sizeof(*noted->participants));
	noted->participants[noted->count++] = participant;
}

static bool note_all(struct service *service, int64_t meeting, struct number presence,
	const struct signin_noted *noted, struct error *error)
{
	struct attendance_order *orders = xcalloc(noted->count + 1, sizeof(*orders));
	for (size_t i = 0; i < noted->count; i++)
		orders[i] = (struct attendance_order){noted->participants[i], presence};
	bool ok = service_attend(service, meeting, orders, noted->count, error);
	free(orders);
	return ok;
}

/* Whoever has withdrawn since the sheet was printed is told as a fault, not as a failure of all. */
static bool keep_those_who_belong(struct service *service, const struct meeting *meeting,
	struct signin_noted *noted, struct error *error)
{
	size_t kept = 0;
	bool ok = true;
	for (size_t i = 0; ok && i < noted->count; i++) {
		struct participant person = {0};
		int64_t id = noted->participants[i];
		bool belongs = false;
		ok = store_get(service->store, &participant_entity, id, &person, error) &&
		     store_belongs(service->store, &person, meeting, &belongs, error);
		record_finish(&participant_entity, &person);
		if (belongs) {
			noted->participants[kept++] = id;
		} else if (ok) {
			char *who = xasprintf(_("participant no. %lld"), (long long)id);
			add_fault(
				noted, who, xstrdup(_("does not belong to the meeting any more")));
			free(who);
		}
	}
	noted->count = kept;
	return ok;
}

bool service_attend_codes(struct service *service, int64_t id, const char *text,
	struct number presence, struct signin_noted *noted, struct error *error)
{
	struct signin_codes codes = {0};
	struct meeting meeting = {0};
	*noted = (struct signin_noted){0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error) &&
		  attendance_may_be_noted(&meeting, clock_today(service->clock), error) &&
		  service_signin_codes(service, id, &codes, error);
	char *copy = xstrdup(text), *rest = copy;
	for (char *word; ok && (word = strsep(&rest, " ,;\t\n"));) {
		if (*word)
			take_code(&codes, word, noted);
	}
	free(copy);
	if (ok && !presence.known)
		presence = (struct number){.known = true, .value = meeting_presence(&meeting)};
	ok = ok && keep_those_who_belong(service, &meeting, noted, error);
	if (ok && noted->count)
		ok = note_all(service, id, presence, noted, error);
	signin_codes_finish(&codes);
	record_finish(&meeting_entity, &meeting);
	if (!ok)
		signin_noted_finish(noted);
	return ok;
}
