/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/minutes.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/need.h"
#include "model/resolution.h"
#include "service/attendance.h"
#include "service/need.h"
#include "service/private.h"

bool service_minutes(struct service *service, int64_t meeting, struct minutes *minutes, bool *found,
	struct error *error)
{
	struct record_set set = {0};
	*found = false;
	if (!store_referring(service->store, &minutes_entity,
		    entity_field(&minutes_entity, "meeting_id"), meeting, &set, error))
		return false;
	if (set.count) {
		struct minutes *copy = record_copy(&minutes_entity, record_set_at(&set, 0));
		*minutes = *copy;
		free(copy);
		*found = true;
	}
	record_set_finish(&set);
	return true;
}

/* ---- the text to begin with ---- */

/* The meetings whose theme this one decides and that is not decided yet; borrowed from `all`. */
static const struct meeting **find_decided_here(
	const struct record_set *all, int64_t meeting, size_t *count)
{
	const struct meeting **found = xcalloc(all->count + 1, sizeof(*found));
	*count = 0;
	for (size_t i = 0; i < all->count; i++) {
		const struct meeting *other = record_set_at(all, i);
		if (other->theme_decided_at.known && other->theme_decided_at.value == meeting &&
			other->theme_status.value != THEME_DECIDED)
			found[(*count)++] = other;
	}
	return found;
}

static bool read_attendance(struct service *service, const struct meeting *meeting,
	struct attendees *attendees, bool *known, struct error *error)
{
	struct error early = {0};
	*known = attendance_may_be_noted(meeting, clock_today(service->clock), &early);
	error_finish(&early);
	return !*known || service_attendees(service, meeting, attendees, error);
}

static bool make_template(
	struct service *service, const struct meeting *meeting, char **text, struct error *error)
{
	struct record_set items = {0}, all = {0}, decided = {0};
	struct attendees attendees = {0};
	bool noted = false;
	int64_t id = meeting->record.id;
	bool ok = store_all(service->store, &programme_item_entity, id, &items, error) &&
		  store_all(service->store, &meeting_entity, service->network, &all, error) &&
		  store_all(service->store, &resolution_entity, id, &decided, error) &&
		  read_attendance(service, meeting, &attendees, &noted, error);
	if (ok) {
		struct minutes_facts facts = {.meeting = meeting,
			.items = (const struct programme_item *)(const void *)items.records,
			.item_count = items.count,
			.resolutions = (const struct resolution *)(const void *)decided.records,
			.resolution_count = decided.count,
			.attendance = noted ? &attendees.counts : NULL};
		const struct meeting **decides = find_decided_here(&all, id, &facts.decide_count);
		facts.decides = decides;
		*text = minutes_template(&facts);
		free(decides);
	}
	attendees_finish(&attendees);
	record_set_finish(&decided);
	record_set_finish(&all);
	record_set_finish(&items);
	return ok;
}

bool service_minutes_text(struct service *service, int64_t id, char **text, struct error *error)
{
	struct meeting meeting = {0};
	struct minutes minutes = {0};
	bool found = false;
	*text = NULL;
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error) &&
		  service_minutes(service, id, &minutes, &found, error);
	if (ok && found)
		*text = xstrdup(minutes.text);
	else if (ok)
		ok = make_template(service, &meeting, text, error);
	record_finish(&minutes_entity, &minutes);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

/* ---- decisions ---- */

static int64_t distance(const struct meeting *one, const struct meeting *two)
{
	if (!one->date.known || !two->date.known)
		return INT64_MAX;
	int64_t days = one->date.value - two->date.value;
	return days < 0 ? -days : days;
}

/* The meeting that a decision is about: the nearest other one whose day it names, else the nearest
 * whose theme it names. */
static struct number find_subject(
	const struct record_set *all, const struct meeting *self, const char *decision)
{
	const struct meeting *found = NULL;
	for (int round = 0; round < 2 && !found; round++) {
		for (size_t i = 0; i < all->count; i++) {
			const struct meeting *other = record_set_at(all, i);
			if (other->record.id == self->record.id ||
				!(round ? minutes_names_theme : minutes_names_day)(decision, other))
				continue;
			if (!found || distance(other, self) < distance(found, self))
				found = other;
		}
	}
	return found ? (struct number){.known = true, .value = found->record.id}
		     : (struct number){0};
}

static bool write_decision(struct service *service, const struct meeting *meeting,
	const struct record_set *all, const struct resolution *former, int64_t ordinal,
	const char *text, struct error *error)
{
	struct resolution *row = former ? record_copy(&resolution_entity, former)
					: record_create(&resolution_entity);
	row->meeting = (struct number){.known = true, .value = meeting->record.id};
	row->ordinal = (struct number){.known = true, .value = ordinal};
	row->source = (struct number){.known = true, .value = RESOLUTION_MINUTES};
	free(row->text);
	row->text = xstrdup(text);
	row->decided_on = meeting->date;
	row->about = find_subject(all, meeting, text);
	bool ok = service_write(service, &resolution_entity, row, error);
	record_destroy(&resolution_entity, row);
	return ok;
}

/* A vote has decided it already: it stands in the minutes too, and is one decision. */
static bool is_voted(const struct record_set *rows, const char *text)
{
	for (size_t i = 0; i < rows->count; i++) {
		const struct resolution *row = record_set_at(rows, i);
		if (row->source.value != RESOLUTION_MINUTES && !strcmp(row->text, text))
			return true;
	}
	return false;
}

/* Leaves out of the texts what votes have decided; `kept` borrows the others. */
static char **without_votes(
	const struct record_set *rows, char *const *texts, size_t count, size_t *kept_count)
{
	char **kept = xcalloc(count + 1, sizeof(*kept));
	*kept_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (!is_voted(rows, texts[i]))
			kept[(*kept_count)++] = texts[i];
	}
	return kept;
}

/* The rows of former minutes take the new texts in their order; what is left over goes. */
static bool write_decisions(struct service *service, const struct meeting *meeting,
	char *const *all_texts, size_t all_count, struct error *error)
{
	struct record_set rows = {0}, all = {0};
	int64_t ordinal = 1;
	size_t used = 0;
	bool ok = store_all(service->store, &resolution_entity, meeting->record.id, &rows, error) &&
		  store_all(service->store, &meeting_entity, service->network, &all, error);
	size_t count = 0;
	char **texts = without_votes(&rows, all_texts, all_count, &count);
	for (size_t i = 0; ok && i < rows.count; i++) {
		const struct resolution *row = record_set_at(&rows, i);
		if (row->source.value != RESOLUTION_MINUTES) {
			ordinal = row->ordinal.value >= ordinal ? row->ordinal.value + 1 : ordinal;
			continue;
		}
		if (used < count) {
			ok = write_decision(
				service, meeting, &all, row, ordinal, texts[used], error);
			ordinal++;
			used++;
		} else {
			ok = store_delete(
				service->store, &resolution_entity, row->record.id, error);
		}
	}
	for (; ok && used < count; used++, ordinal++)
		ok = write_decision(service, meeting, &all, NULL, ordinal, texts[used], error);
	free(texts);
	record_set_finish(&all);
	record_set_finish(&rows);
	return ok;
}

/* ---- saving ---- */

/* What someone needs at a meeting stands among the needs only. */
static bool check_needs(
	struct service *service, int64_t meeting, const char *text, struct error *error)
{
	struct record_set needs = {0};
	bool ok = store_referring(service->store, &special_need_entity,
		entity_field(&special_need_entity, "meeting_id"), meeting, &needs, error);
	char *folded = collate_fold(text);
	for (size_t i = 0; ok && i < needs.count; i++) {
		const struct special_need *need = record_set_at(&needs, i);
		char *wanted = collate_fold(need->text ? need->text : "");
		if (strlen(wanted) >= NEED_TOLD_BYTES && strstr(folded, wanted))
			ok = error_set_field(error, ERROR_REFUSED, "text",
				_("The minutes say what someone needs at the meeting: that stands "
				  "among the needs only."));
		free(wanted);
	}
	free(folded);
	record_set_finish(&needs);
	return ok;
}

static bool keep(struct service *service, const struct meeting *meeting, struct minutes *minutes,
	size_t *decisions, struct error *error)
{
	if (!service_write(service, &minutes_entity, minutes, error))
		return false;
	/* Of what was kept: personal numbers are masked in it by now. */
	char **texts = minutes_decisions(minutes->text, decisions);
	bool ok = write_decisions(service, meeting, texts, *decisions, error);
	minutes_decisions_free(texts, *decisions);
	return ok;
}

static bool take_away(struct service *service, const struct meeting *meeting,
	const struct minutes *minutes, struct error *error)
{
	return store_delete(service->store, &minutes_entity, minutes->record.id, error) &&
	       write_decisions(service, meeting, NULL, 0, error);
}

static void fill(
	struct service *service, struct minutes *minutes, int64_t meeting, const char *text)
{
	minutes->meeting = (struct number){.known = true, .value = meeting};
	free(minutes->text);
	minutes->text = text_stored(text, strlen(text));
	free(minutes->updated_by);
	minutes->updated_by = xstrdup(service->who);
}

static bool save(struct service *service, const struct meeting *meeting, struct minutes *minutes,
	bool found, const char *text, size_t *decisions, struct error *error)
{
	char *day = meeting_entity.title(meeting);
	char *title = xasprintf(_("Minutes %s"), day);
	bool ok = service_begin(service, title, false, error);
	free(title);
	free(day);
	if (!ok)
		return false;
	if (!text_is_blank(text)) {
		fill(service, minutes, meeting->record.id, text);
		ok = check_needs(service, meeting->record.id, minutes->text, error) &&
		     keep(service, meeting, minutes, decisions, error);
	} else if (found) {
		ok = take_away(service, meeting, minutes, error);
	}
	return service_end(service, ok, error);
}

bool service_minutes_save(struct service *service, int64_t id, const char *text, size_t *decisions,
	struct error *error)
{
	struct meeting meeting = {0};
	struct minutes minutes = {0};
	bool found = false;
	size_t count = 0;
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error) &&
		  service_minutes(service, id, &minutes, &found, error) &&
		  save(service, &meeting, &minutes, found, text, &count, error);
	if (decisions)
		*decisions = count;
	record_finish(&minutes_entity, &minutes);
	record_finish(&meeting_entity, &meeting);
	return ok;
}
