/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a sign-up says of diet and access. It is kept apart from the participant from the first: in
 * the plan it is in no column, and running the plan seals it for each meeting in person that lies
 * ahead. The rest of the row must not say it again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/meeting.h"
#include "service/importprivate.h"
#include "service/need.h"
#include "service/private.h"

#define TAKEN_OUT "[…]"

/* ---- the meetings that it is for ---- */

/* One without a date cannot tell when its needs go, so it waits until there is one. */
static bool is_ahead(const struct meeting *meeting, int64_t today)
{
	return meeting->kind.value != MEETING_DIGITAL && meeting->date.known &&
	       meeting->date.value >= today && meeting->status.value != MEETING_CANCELLED &&
	       meeting->status.value != MEETING_HELD;
}

bool import_find_need_meetings(
	struct service *service, struct import_plan *plan, struct error *error)
{
	struct record_set set = {0};
	int64_t today = clock_today(service->clock);
	if (!store_all(service->store, &meeting_entity, service->network, &set, error))
		return false;
	free(plan->need_meetings);
	plan->need_meetings = xcalloc(set.count + 1, sizeof(*plan->need_meetings));
	plan->need_meeting_count = 0;
	for (size_t i = 0; i < set.count; i++) {
		const struct meeting *meeting = record_set_at(&set, i);
		if (is_ahead(meeting, today))
			plan->need_meetings[plan->need_meeting_count++] = meeting->record.id;
	}
	record_set_finish(&set);
	return true;
}

bool import_column_is_read(const struct import_plan *plan, size_t column)
{
	enum signup_key key = plan->columns[column].key;
	return key == SIGNUP_NEED ? plan->need_meeting_count > 0 : key != SIGNUP_LEFT_OUT;
}

/* ---- reading ---- */

/* A question that was answered is not yet a need: nobody cooks for "no". */
static bool says_none(const char *text)
{
	static const char *const nothing[] = {"-", "0", "nej", "nej tack", "n", "no", "none",
		"nope", "n/a", "inga", "ingen", "inget", "inga allergier", "ingen allergi",
		"inga behov", "inga sarskilda behov", "ingen specialkost", "inget sarskilt",
		"inget speciellt", "no allergies", "no special needs", "nothing", "allt",
		"ater allt", "jag ater allt"};
	char *folded = collate_fold_loose(text);
	size_t length = strlen(folded);
	bool none = !length;
	if (length && (folded[length - 1] == '.' || folded[length - 1] == '!'))
		folded[length - 1] = '\0';
	for (size_t i = 0; !none && i < sizeof(nothing) / sizeof(*nothing); i++)
		none = !strcmp(folded, nothing[i]);
	none = none || !strcmp(folded, "–");
	free(folded);
	return none;
}

/* By the title of its column: "Tillgänglighet" is access, "Kost och tillgänglighet" mostly diet. */
static enum need_kind kind_of(const char *title)
{
	static const char *const diet[] = {"kost", "allerg", "diet", "mat", "food"};
	static const char *const access[] = {"tillganglig", "access", "slinga", "tolk", "behov"};
	char *folded = collate_fold_loose(title);
	enum need_kind kind = NEED_DIET;
	for (size_t i = 0; i < sizeof(access) / sizeof(*access); i++) {
		if (strstr(folded, access[i]))
			kind = NEED_ACCESS;
	}
	for (size_t i = 0; i < sizeof(diet) / sizeof(*diet); i++) {
		if (strstr(folded, diet[i]))
			kind = NEED_DIET;
	}
	free(folded);
	return kind;
}

void import_take_need(struct import_row *row, const char *title, const char *text)
{
	char **need = &row->needs[kind_of(title)];
	if (says_none(text))
		return;
	char *both = *need ? xasprintf("%s; %s", *need, text) : xstrdup(text);
	free(*need);
	*need = both;
}

/* Where the need begins and ends in a text, case and accents aside; false: it does not. */
static bool find_told(const char *text, const char *need, const char **start, const char **end)
{
	bool found = false;
	char *wanted = collate_fold(need);
	size_t length = strlen(wanted);
	for (const char *at = text; *at && !found && length;) {
		char *rest = collate_fold(at);
		found = !strncmp(rest, wanted, length);
		free(rest);
		*start = at;
		if (!found)
			text_next(&at, NULL);
	}
	for (const char *at = found ? *start : ""; *at;) {
		text_next(&at, NULL);
		char *piece = xstrndup(*start, (size_t)(at - *start));
		char *folded = collate_fold(piece);
		bool enough = strlen(folded) >= length;
		free(folded);
		free(piece);
		*end = at;
		if (enough)
			break;
	}
	free(wanted);
	return found;
}

/* "I am […] and come early"; nothing, when nothing else was said. */
static bool take_out(char **text, const char *need)
{
	const char *start = NULL, *end = NULL;
	bool taken = false;
	size_t from = 0;
	while (*text && find_told(*text + from, need, &start, &end)) {
		size_t kept = (size_t)(start - *text);
		char *without = xasprintf("%.*s%s%s", (int)kept, *text, TAKEN_OUT, end);
		free(*text);
		*text = without;
		from = kept + strlen(TAKEN_OUT);
		taken = true;
	}
	if (taken && !strcmp(*text, TAKEN_OUT)) {
		free(*text);
		*text = NULL;
	}
	return taken;
}

/* Takes it out of what else the row tells. */
static bool part(struct import_row *row, const char *need)
{
	bool note = false, tags = false;
	if (strlen(need) >= NEED_TOLD_BYTES) {
		note = take_out(&row->person->note, need);
		tags = take_out(&row->person->tags, need);
	}
	return note || tags;
}

bool import_part_needs(struct import_plan *plan, struct import_row *row, struct error *error)
{
	bool told = false, any = false;
	for (size_t i = 0; i < NEED_KIND_COUNT; i++) {
		const char *need = row->needs[i];
		if (need && strlen(need) > FIELD_TEXT_LIMIT)
			return error_set_field(error, ERROR_DATA, "special_need",
				_("%s is too long: at most %zu bytes."), signup_label(SIGNUP_NEED),
				(size_t)FIELD_TEXT_LIMIT);
		any = any || need;
		if (need && plan->need_meeting_count)
			told = part(row, need) || told;
	}
	if (told)
		import_warn(plan, row, "special_need", NULL,
			xstrdup(_("taken out of the rest of the row: it is kept apart")));
	if (any && !plan->need_meeting_count)
		import_warn(plan, row, "special_need", NULL,
			xstrdup(_("left out: no meeting in person with a date lies ahead")));
	return true;
}

bool import_row_has_needs(const struct import_plan *plan, const struct import_row *row)
{
	return plan->need_meeting_count && (row->needs[NEED_DIET] || row->needs[NEED_ACCESS]);
}

/* ---- running ---- */

static bool has_need(const struct record_set *needs, int64_t meeting, int64_t kind)
{
	for (size_t i = 0; i < needs->count; i++) {
		const struct special_need *need = record_set_at(needs, i);
		if (need->meeting.value == meeting && need->kind.value == kind)
			return true;
	}
	return false;
}

static bool write_need(struct service *service, const struct special_need *wanted,
	const struct record_set *there, bool *written, struct error *error)
{
	if (has_need(there, wanted->meeting.value, wanted->kind.value))
		return true; /* what a person has noted stands */
	struct special_need *need = service_new(service, &special_need_entity);
	need->participant = wanted->participant;
	need->meeting = wanted->meeting;
	need->kind = wanted->kind;
	need->text = xstrdup(wanted->text);
	bool ok = service_write(service, &special_need_entity, need, error);
	record_destroy(&special_need_entity, need);
	*written = *written || ok;
	return ok;
}

bool import_write_needs(struct service *service, const struct import_plan *plan,
	const struct import_row *row, int64_t participant, bool *written, struct error *error)
{
	struct record_set there = {0};
	if (!import_row_has_needs(plan, row))
		return true;
	bool ok = store_all(service->store, &special_need_entity, participant, &there, error);
	for (size_t i = 0; i < NEED_KIND_COUNT * plan->need_meeting_count; i++) {
		struct special_need need = {
			.participant = {.known = true, .value = participant},
			.meeting = {.known = true,
				.value = plan->need_meetings[i / NEED_KIND_COUNT]},
			.kind = {.known = true, .value = (int64_t)(i % NEED_KIND_COUNT)},
			.text = row->needs[i % NEED_KIND_COUNT],
		};
		if (need.text)
			ok = ok && write_need(service, &need, &there, written, error);
	}
	record_set_finish(&there);
	return ok;
}
