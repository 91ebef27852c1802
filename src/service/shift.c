/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gathering what is told at the change of shifts. */
#include "service/shift.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/draft.h"
#include "model/participant.h"
#include "model/request.h"
#include "service/overview.h"
#include "service/shiftprivate.h"

#define DAY 86400
/* Columns of a name in "AP 3, US 2"; they are initials. */
#define WHO_COLUMNS 8
/* Persons who are told by name. */
#define WHO_LIMIT 8

/* Takes the text. */
static void add(struct shift *shift, enum shift_section section, const char *group,
	const char *kind, int64_t count, char *text)
{
	shift->items = xreallocarray(shift->items, shift->count + 1, sizeof(*shift->items));
	shift->items[shift->count++] = (struct shift_item){section, group, kind, count, text};
}

static void add_count(struct shift *shift, enum shift_section section, const char *group,
	const char *kind, const char *one, const char *many, int64_t count)
{
	if (count)
		add(shift, section, group, kind, count,
			xasprintf(PLURAL_(one, many, count), (long long)count));
}

/* ---- what the others have done ---- */

/* What became of rows: the first kinds of an entity that fit are told. */
enum how {
	HOW_NEW,      /* added */
	HOW_STATE,    /* came into a state */
	HOW_URGENT,   /* came into a state, and is urgent */
	HOW_WOKEN,    /* something came in while it rested */
	HOW_RELEASED, /* from quarantine */
	HOW_MOVED,    /* another day or time */
	HOW_REMOVED,
	HOW_OTHER, /* none of these */
};

struct kind {
	const struct entity *entity;
	const char *token;
	enum how how;
	int state;
	const char *one;
	const char *many;
};

static const struct kind kinds[] = {
	{&request_entity, "new", HOW_NEW, 0, NPLURAL_("%lld new", "%lld new")},
	{&request_entity, "woken", HOW_WOKEN, 0, NPLURAL_("%lld woken", "%lld woken")},
	{&request_entity, "urgent-closed", HOW_URGENT, REQUEST_CLOSED,
		NPLURAL_("%lld urgent closed", "%lld urgent closed")},
	{&request_entity, "answered", HOW_STATE, REQUEST_ANSWERED,
		NPLURAL_("%lld answered", "%lld answered")},
	{&request_entity, "closed", HOW_STATE, REQUEST_CLOSED,
		NPLURAL_("%lld closed", "%lld closed")},
	{&request_entity, "referred", HOW_STATE, REQUEST_REFERRED,
		NPLURAL_("%lld referred", "%lld referred")},
	{&request_entity, "merged", HOW_STATE, REQUEST_MERGED,
		NPLURAL_("%lld merged", "%lld merged")},
	{&request_entity, "released", HOW_RELEASED, 0,
		NPLURAL_("%lld let out of quarantine", "%lld let out of quarantine")},
	{&request_entity, "quarantined", HOW_STATE, REQUEST_QUARANTINED,
		NPLURAL_("%lld in quarantine", "%lld in quarantine")},
	{&request_entity, "spam", HOW_STATE, REQUEST_SPAM, NPLURAL_("%lld spam", "%lld spam")},
	{&request_entity, "changed", HOW_OTHER, 0, NPLURAL_("%lld changed", "%lld changed")},
	{&participant_entity, "new", HOW_NEW, 0, NPLURAL_("%lld new", "%lld new")},
	{&participant_entity, "admitted", HOW_STATE, PARTICIPANT_ADMITTED,
		NPLURAL_("%lld admitted", "%lld admitted")},
	{&participant_entity, "rejected", HOW_STATE, PARTICIPANT_REJECTED,
		NPLURAL_("%lld rejected", "%lld rejected")},
	{&participant_entity, "referred", HOW_STATE, PARTICIPANT_REFERRED,
		NPLURAL_("%lld referred", "%lld referred")},
	{&participant_entity, "withdrawn", HOW_STATE, PARTICIPANT_WITHDRAWN,
		NPLURAL_("%lld withdrawn", "%lld withdrawn")},
	{&participant_entity, "removed", HOW_REMOVED, 0, NPLURAL_("%lld removed", "%lld removed")},
	{&participant_entity, "changed", HOW_OTHER, 0, NPLURAL_("%lld changed", "%lld changed")},
	{&meeting_entity, "new", HOW_NEW, 0, NPLURAL_("%lld new", "%lld new")},
	{&meeting_entity, "moved", HOW_MOVED, 0,
		NPLURAL_("%lld with another time", "%lld with another time")},
	{&meeting_entity, "confirmed", HOW_STATE, MEETING_CONFIRMED,
		NPLURAL_("%lld confirmed", "%lld confirmed")},
	{&meeting_entity, "held", HOW_STATE, MEETING_HELD, NPLURAL_("%lld held", "%lld held")},
	{&meeting_entity, "cancelled", HOW_STATE, MEETING_CANCELLED,
		NPLURAL_("%lld cancelled", "%lld cancelled")},
	{&meeting_entity, "changed", HOW_OTHER, 0, NPLURAL_("%lld changed", "%lld changed")},
	{&draft_entity, "new", HOW_NEW, 0, NPLURAL_("%lld new", "%lld new")},
	{&draft_entity, "done", HOW_STATE, DRAFT_DONE, NPLURAL_("%lld done", "%lld done")},
	{&draft_entity, "discarded", HOW_STATE, DRAFT_DISCARDED,
		NPLURAL_("%lld discarded", "%lld discarded")},
	{&draft_entity, "changed", HOW_OTHER, 0, NPLURAL_("%lld changed", "%lld changed")},
};
#define KINDS (sizeof(kinds) / sizeof(*kinds))

static bool enters(const struct fate *fate, int state)
{
	return fate->to == state && fate->from != state;
}

static bool fits(const struct kind *kind, const struct fate *fate)
{
	switch (kind->how) {
	case HOW_NEW: /* what stays in quarantine or is spam is told as that only */
		return fate->added &&
		       (fate->entity != &request_entity ||
			       (fate->to != REQUEST_QUARANTINED && fate->to != REQUEST_SPAM));
	case HOW_STATE:
		return !fate->removed && enters(fate, kind->state);
	case HOW_URGENT:
		return !fate->removed && fate->urgent && enters(fate, kind->state);
	case HOW_WOKEN:
		return fate->woken && !fate->added;
	case HOW_RELEASED:
		return fate->released;
	case HOW_MOVED:
		return fate->moved && !fate->added && !fate->removed;
	case HOW_REMOVED:
		return fate->removed;
	default:
		return true;
	}
}

/* A row can be new and closed at once; urgent and closed it is told once. */
static void tell(int64_t counts[KINDS], const struct fate *fate)
{
	bool told = false, urgent = false;
	for (size_t i = 0; i < KINDS; i++) {
		const struct kind *kind = &kinds[i];
		if (kind->entity != fate->entity || !fits(kind, fate) ||
			(kind->how == HOW_OTHER && told) ||
			(urgent && kind->how == HOW_STATE && kind->state == fate->to))
			continue;
		counts[i] += fate->count;
		told = true;
		urgent |= kind->how == HOW_URGENT;
	}
}

static bool is_told(const struct entity *entity)
{
	return entity == &request_entity || entity == &participant_entity ||
	       entity == &meeting_entity || entity == &draft_entity;
}

static bool add_woken(
	struct service *service, const struct visit *visit, int64_t *woken, struct error *error)
{
	int64_t day, minutes, count;
	zone_to_local(visit->at, &day, &minutes);
	if (!store_count_woken(service->store, service->network, day, clock_today(service->clock),
		    &count, error))
		return false;
	*woken += count;
	return true;
}

bool shift_changes(struct service *service, const struct entity *entity, struct shift *shift,
	struct error *error)
{
	int64_t counts[KINDS] = {0}, other = 0;
	struct fates fates = {0};
	if (!store_fates(service->store, service->network, service->who, shift->visit.action,
		    entity, &fates, error) ||
		!add_woken(service, &shift->visit, &counts[1], error)) {
		fates_finish(&fates);
		return false;
	}
	for (size_t i = 0; i < fates.count; i++) {
		if (is_told(fates.items[i].entity))
			tell(counts, &fates.items[i]);
		else
			other += fates.items[i].count;
	}
	for (size_t i = 0; i < KINDS; i++)
		add_count(shift, SHIFT_CHANGED, kinds[i].entity->name, kinds[i].token, kinds[i].one,
			kinds[i].many, counts[i]);
	add_count(shift, SHIFT_CHANGED, "other", "changed",
		NPLURAL_("%lld other row", "%lld other rows"), other);
	fates_finish(&fates);
	return true;
}

/* ---- what is due ---- */

/* "time not set, address": what the next meeting lacks. */
static char *gaps_of_next(const struct overview *overview, int64_t *count)
{
	struct buffer text = {0};
	*count = 0;
	for (size_t i = 0; overview->next && i < overview->unknowns.count; i++) {
		const struct unknown *unknown = &overview->unknowns.items[i];
		if (unknown->meeting != overview->next)
			continue;
		buffer_append(&text, text.length ? ", " : "");
		buffer_append(&text, unknown_kind_label(unknown->kind));
		++*count;
	}
	return buffer_take(&text);
}

static void add_due(const struct overview *overview, struct shift *shift)
{
	int64_t gaps;
	add_count(shift, SHIFT_DUE, "request", "urgent",
		NPLURAL_("%lld ongoing threat", "%lld ongoing threats"), overview->urgent_requests);
	add_count(shift, SHIFT_DUE, "request", "overdue",
		NPLURAL_("%lld to be answered already", "%lld to be answered already"),
		overview->inbox.overdue);
	char *lacking = gaps_of_next(overview, &gaps);
	if (gaps)
		add(shift, SHIFT_DUE, "next", "unknown", gaps, lacking);
	else
		free(lacking);
	add_count(shift, SHIFT_DUE, "promise", "overdue", NPLURAL_("%lld overdue", "%lld overdue"),
		(int64_t)overview->unknowns.overdue);
	add_count(shift, SHIFT_DUE, "law", "case",
		NPLURAL_("%lld request of a person's rights to answer",
			"%lld requests of people's rights to answer"),
		overview->due_cases);
	add_count(shift, SHIFT_DUE, "law", "removal",
		NPLURAL_("%lld row to remove", "%lld rows to remove"), overview->to_remove);
	add_count(shift, SHIFT_DUE, "invoice_item", "incomplete",
		NPLURAL_("%lld lacks invoice data", "%lld lack invoice data"),
		overview->incomplete_items);
}

/* ---- what waits for whom ---- */

/* "AP 3"; nobody's stand first. */
static bool add_burdens(struct service *service, struct shift *shift, struct error *error)
{
	struct burdens burdens = {0};
	int64_t rest = 0;
	if (!store_burdens(
		    service->store, service->network, clock_today(service->clock), &burdens, error))
		return false;
	for (size_t i = 0; i < burdens.count; i++) {
		const struct burden *burden = &burdens.items[i];
		if (i >= WHO_LIMIT) {
			rest += burden->count;
		} else if (!burden->who) {
			add_count(shift, SHIFT_WAITING, "request", "unassigned",
				NPLURAL_("%lld for nobody yet", "%lld for nobody yet"),
				burden->count);
		} else {
			char *safe = text_safe(burden->who, TEXT_ONE_LINE);
			add(shift, SHIFT_WAITING, "request", "assigned", burden->count,
				xasprintf(
					"%.*s %lld", WHO_COLUMNS, safe, (long long)burden->count));
			free(safe);
		}
	}
	add_count(shift, SHIFT_WAITING, "request", "assigned",
		NPLURAL_("%lld for others", "%lld for others"), rest);
	burdens_finish(&burdens);
	return true;
}

static bool add_waiting(struct service *service, const struct overview *overview,
	struct shift *shift, struct error *error)
{
	if (!add_burdens(service, shift, error))
		return false;
	add_count(shift, SHIFT_WAITING, "participant", "review",
		NPLURAL_("%lld to review", "%lld to review"), overview->review);
	add_count(shift, SHIFT_WAITING, "participant", "received",
		NPLURAL_("%lld just received", "%lld just received"), overview->received);
	add_count(shift, SHIFT_WAITING, "reply", "open", NPLURAL_("%lld answer", "%lld answers"),
		overview->open_replies);
	add_count(shift, SHIFT_WAITING, "draft", "letter", NPLURAL_("%lld letter", "%lld letters"),
		overview->outbox.letters);
	add_count(shift, SHIFT_WAITING, "draft", "task", NPLURAL_("%lld task", "%lld tasks"),
		overview->outbox.tasks);
	return true;
}

/* ---- the whole ---- */

bool service_visit(struct service *service, struct visit *visit, struct error *error)
{
	return store_visit(service->store, service->network, service->who,
		(int64_t)SHIFT_FIRST_DAYS * DAY, visit, error);
}

bool service_visit_end(struct service *service, struct error *error)
{
	return store_visit_set(service->store, service->network, service->who, error);
}

bool service_shift(struct service *service, const struct visit *visit, struct shift *shift,
	struct error *error)
{
	struct overview overview;
	*shift = (struct shift){0};
	if (visit)
		shift->visit = *visit;
	else if (!service_visit(service, &shift->visit, error))
		return false;
	if (!service_overview(service, &overview, error))
		return false;
	bool ok = shift_changes(service, NULL, shift, error);
	if (ok) {
		add_due(&overview, shift);
		ok = add_waiting(service, &overview, shift, error);
	}
	overview_finish(&overview);
	if (!ok)
		shift_finish(shift);
	return ok;
}

void shift_finish(struct shift *shift)
{
	for (size_t i = 0; i < shift->count; i++)
		free(shift->items[i].text);
	free(shift->items);
	*shift = (struct shift){0};
}
