/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/webinar.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/date.h"
#include "base/i18n.h"
#include "exchange/spreadsheet.h"
#include "service/draft.h"
#include "service/handout.h"
#include "service/private.h"
#include "store/page.h"

#define PREVIEW_LINES 40

/* How someone stands with the organiser, by the newest entry. */
struct standing {
	int64_t participant;
	bool is_on;
	bool by_hand;
	bool is_seen; /* and still belongs on it */
};

/* One change that is to be written down. */
struct step {
	int64_t participant;
	enum webinar_change change;
	enum webinar_way way;
	const char *task; /* translated, borrowed: what is to be done by hand; NULL: nothing */
};

/* Someone who stands in the file. */
struct line {
	char *sort; /* the name as in lists */
	char *name;
	char *email;
	char *organisation;
	int64_t participant;
	enum webinar_change change;
};

struct making {
	struct service *service;
	const struct webinar_order *order;
	struct webinar_result *result;
	struct meeting meeting;
	struct standing *standings; /* by participant */
	size_t standing_count;
	struct step *steps;
	size_t step_count;
	struct line *lines;
	size_t line_count;
	struct error *error;
};

void webinar_result_finish(struct webinar_result *result)
{
	free(result->event);
	free(result->file);
	free(result->path);
	free(result->bytes);
	free(result->preview);
	*result = (struct webinar_result){0};
}

static void making_finish(struct making *making)
{
	for (size_t i = 0; i < making->line_count; i++) {
		free(making->lines[i].sort);
		free(making->lines[i].name);
		free(making->lines[i].email);
		free(making->lines[i].organisation);
	}
	free(making->lines);
	free(making->steps);
	free(making->standings);
	record_finish(&meeting_entity, &making->meeting);
}

/* ---- the webinar and its ledger ---- */

static bool find_event(struct service *service, int64_t meeting, char **event, struct error *error)
{
	struct record_set items = {0};
	*event = NULL;
	if (!store_all(service->store, &programme_item_entity, meeting, &items, error))
		return false;
	for (size_t i = 0; !*event && i < items.count; i++) {
		const struct programme_item *item = record_set_at(&items, i);
		if (item_is_included_webinar(item))
			*event = xstrdup(item->external_event);
	}
	record_set_finish(&items);
	return true;
}

static bool read_entries(
	struct service *service, int64_t meeting, struct record_set *entries, struct error *error)
{
	return store_referring(service->store, &webinar_entry_entity,
		entity_field(&webinar_entry_entity, "meeting_id"), meeting, entries, error);
}

/* By person, and of one person in the order they were written. */
static int by_person(const void *left, const void *right)
{
	const struct webinar_entry *one = left, *two = right;
	if (one->participant.value != two->participant.value)
		return one->participant.value < two->participant.value ? -1 : 1;
	return one->record.id < two->record.id ? -1 : one->record.id > two->record.id;
}

static bool read_standings(struct making *making)
{
	struct record_set entries = {0};
	if (!read_entries(making->service, making->order->meeting, &entries, making->error))
		return false;
	if (entries.count)
		qsort(entries.records, entries.count, sizeof(struct webinar_entry), by_person);
	making->standings = xcalloc(entries.count + 1, sizeof(*making->standings));
	for (size_t i = 0; i < entries.count; i++) {
		const struct webinar_entry *entry = record_set_at(&entries, i);
		struct standing *last = making->standings + making->standing_count;
		if (making->standing_count && last[-1].participant == entry->participant.value)
			last--;
		else
			making->standing_count++;
		*last = (struct standing){.participant = entry->participant.value,
			.is_on = entry->change.value == WEBINAR_NEW,
			.by_hand = entry->way.value == WEBINAR_TASK};
		if (entry->disclosure.known &&
			(!making->result->at.known || entry->at.value > making->result->at.value))
			making->result->at = entry->at;
	}
	record_set_finish(&entries);
	return true;
}

static int compare_standings(const void *left, const void *right)
{
	int64_t one = ((const struct standing *)left)->participant;
	int64_t two = ((const struct standing *)right)->participant;
	return one < two ? -1 : one > two;
}

static struct standing *standing_of(struct making *making, int64_t participant)
{
	struct standing key = {.participant = participant};
	return making->standing_count ? bsearch(&key, making->standings, making->standing_count,
						sizeof(key), compare_standings)
				      : NULL;
}

/* ---- what has changed ---- */

static void add_step(struct making *making, int64_t participant, enum webinar_change change,
	enum webinar_way way, const char *task)
{
	making->steps = xreallocarray(
		making->steps, making->step_count + 1, sizeof(*making->steps));
	making->steps[making->step_count++] = (struct step){participant, change, way, task};
	making->result->tasks += task != NULL;
}

static void add_line(
	struct making *making, const struct participant *person, enum webinar_change change)
{
	making->lines = xreallocarray(
		making->lines, making->line_count + 1, sizeof(*making->lines));
	making->lines[making->line_count++] = (struct line){
		.sort = participant_list_name(person),
		.name = participant_entity.title(person),
		.email = xstrdup(person->email),
		.organisation = xstrdup(person->organisation),
		.participant = person->record.id,
		.change = change,
	};
}

static void leave_out(struct webinar_result *result, const char *rule)
{
	for (size_t i = 0; i < result->left_out_count; i++) {
		if (!strcmp(result->left_out[i].rule, rule)) {
			result->left_out[i].count++;
			return;
		}
	}
	if (result->left_out_count < PEOPLE_RULES)
		result->left_out[result->left_out_count++] = (struct people_left_out){
			.rule = rule, .count = 1};
}

static void take_open(
	struct making *making, const struct participant *person, struct standing *standing)
{
	bool is_on = standing && standing->is_on;
	if (standing)
		standing->is_seen = true;
	if (!is_on) {
		add_step(making, person->record.id, WEBINAR_NEW, WEBINAR_LIST, NULL);
		making->result->added++;
	}
	if (!is_on || making->result->is_full)
		add_line(making, person, WEBINAR_NEW);
}

/* The tasks name nobody: the outbox says whom they are about. */
static void take_protected(
	struct making *making, const struct participant *person, struct standing *standing)
{
	int64_t id = person->record.id;
	bool is_on = standing && standing->is_on;
	if (standing)
		standing->is_seen = true;
	if (is_on && standing->by_hand)
		return;
	if (is_on)
		add_step(making, id, WEBINAR_WITHDRAWN, WEBINAR_TASK, NULL);
	add_step(making, id, WEBINAR_NEW, WEBINAR_TASK,
		is_on ? _("Included webinar: the identity has become protected since the list was "
			  "handed over. Have the organiser take it off, and sign up in the agreed "
			  "way")
		      : _("Included webinar: sign up by hand, in the agreed way. A protected "
			  "person stands in no list"));
}

static bool consider(void *record, void *context, struct error *error)
{
	const struct participant *person = record;
	struct making *making = context;
	(void)error;
	struct standing *standing = standing_of(making, person->record.id);
	struct participant shown = *person; /* borrows the texts */
	shown.is_protected.value = 0;
	/* Whether a call back is needed is asked by whoever does it by hand. */
	shown.eligibility.known = shown.callback.known = false;
	const char *rule = purpose_excludes(PURPOSE_WEBINAR, person);
	bool but_for_that = !purpose_excludes(PURPOSE_WEBINAR, &shown);
	if (rule)
		leave_out(making->result, rule);
	if (!rule)
		take_open(making, person, standing);
	else if (person->is_protected.value && but_for_that)
		take_protected(making, person, standing);
	return true;
}

static bool walk(struct making *making)
{
	struct list_query query = {
		.entity = &participant_entity, .network = making->meeting.network.value};
	return store_walk(making->service->store, &query, consider, making, making->error);
}

/* Whoever was on it and has not been seen is to be taken off. */
static bool take_off(struct making *making)
{
	bool ok = true;
	for (size_t i = 0; ok && i < making->standing_count; i++) {
		const struct standing *standing = &making->standings[i];
		struct participant person = {0};
		if (!standing->is_on || standing->is_seen)
			continue;
		ok = store_get(making->service->store, &participant_entity, standing->participant,
			&person, making->error);
		if (ok && (person.is_protected.value || standing->by_hand)) {
			add_step(making, standing->participant, WEBINAR_WITHDRAWN, WEBINAR_TASK,
				_("Included webinar: no longer takes part. Have the organiser "
				  "take it off by hand, in the agreed way"));
		} else if (ok) {
			add_step(making, standing->participant, WEBINAR_WITHDRAWN, WEBINAR_LIST,
				NULL);
			making->result->withdrawn++;
			if (!making->result->is_full)
				add_line(making, &person, WEBINAR_WITHDRAWN);
		}
		record_finish(&participant_entity, &person);
	}
	return ok;
}

/* New ones first, each kind in Swedish order. */
static int compare_lines(const void *left, const void *right, void *collator)
{
	const struct line *one = left, *two = right;
	if (one->change != two->change)
		return one->change < two->change ? -1 : 1;
	return collator_compare(collator, one->sort, two->sort);
}

static void sort_lines(struct making *making)
{
	struct collator *collator = collator_create();
	if (making->line_count)
		qsort_r(making->lines, making->line_count, sizeof(*making->lines), compare_lines,
			collator);
	collator_destroy(collator);
}

/* ---- the file ---- */

static struct spreadsheet *make_sheet(const struct making *making)
{
	struct spreadsheet *sheet = spreadsheet_create(making->result->event);
	spreadsheet_add_column(sheet, _("Name"), CELL_TEXT);
	spreadsheet_add_column(sheet, _("E-mail"), CELL_TEXT);
	spreadsheet_add_column(sheet, _("Organisation"), CELL_TEXT);
	if (!making->result->is_full)
		spreadsheet_add_column(sheet, _("Change"), CELL_TEXT);
	for (size_t i = 0; i < making->line_count; i++) {
		const struct line *line = &making->lines[i];
		spreadsheet_add_row(sheet);
		spreadsheet_set_text(sheet, 0, line->name);
		spreadsheet_set_text(sheet, 1, line->email);
		spreadsheet_set_text(sheet, 2, line->organisation);
		if (!making->result->is_full)
			spreadsheet_set_text(
				sheet, 3, choice_label(&webinar_changes, (int)line->change));
	}
	return sheet;
}

/* "webbinarium-2023-11-14-lista-2023-11-01.csv": which webinar, whole or changes, of which day. */
static char *file_name(const struct making *making)
{
	char held[11] = "utan-datum", today[11];
	if (making->meeting.date.known)
		date_to_iso(making->meeting.date.value, held);
	date_to_iso(clock_today(making->service->clock), today);
	return xasprintf("webbinarium-%s-%s-%s.csv", held,
		making->result->is_full ? "lista" : "andringar", today);
}

static bool make_file(struct making *making)
{
	struct webinar_result *result = making->result;
	result->rows = making->line_count;
	if (!making->line_count)
		return true;
	struct spreadsheet *sheet = make_sheet(making);
	result->preview = spreadsheet_preview(sheet, PREVIEW_LINES);
	result->bytes = spreadsheet_to_csv(sheet, CSV_UTF8, &result->length, making->error);
	result->file = file_name(making);
	spreadsheet_destroy(sheet);
	return result->bytes;
}

/* ---- writing it down ---- */

static bool write_task(struct making *making, const struct step *step)
{
	struct draft_order task = {.participant = step->participant,
		.reason = DRAFT_OTHER,
		.meeting = making->meeting.record.id,
		.subject = making->result->event,
		.task = step->task};
	return !step->task || service_draft_within(making->service, &task, making->error);
}

static bool write_steps(
	struct service *service, int64_t disclosure, void *context, struct error *error)
{
	struct making *making = context;
	bool ok = true;
	for (size_t i = 0; ok && i < making->step_count; i++) {
		const struct step *step = &making->steps[i];
		struct webinar_entry entry = {
			.meeting = {.known = true, .value = making->meeting.record.id},
			.participant = {.known = true, .value = step->participant},
			.disclosure = {.known = disclosure && step->way == WEBINAR_LIST,
				.value = disclosure},
			.change = {.known = true, .value = step->change},
			.way = {.known = true, .value = step->way},
			.at = {.known = true, .value = clock_now(service->clock)},
		};
		ok = store_insert(service->store, &webinar_entry_entity, &entry, error) &&
		     write_task(making, step);
	}
	return ok;
}

static char *title_of(const struct making *making)
{
	const struct webinar_result *result = making->result;
	char *day = meeting_entity.title(&making->meeting);
	char *title =
		result->is_full
			? xasprintf(PLURAL_("Webinar %s: a list with %zu person has left the house",
					    "Webinar %s: a list with %zu people has left the house",
					    result->rows),
				  day, result->rows)
			: xasprintf(_("Webinar %s: changes have left the house, +%zu −%zu"), day,
				  result->added, result->withdrawn);
	free(day);
	return title;
}

static bool hand_out(struct making *making)
{
	struct webinar_result *result = making->result;
	int64_t *people = xcalloc(making->line_count + 1, sizeof(*people));
	for (size_t i = 0; i < making->line_count; i++)
		people[i] = making->lines[i].participant;
	char *title = title_of(making);
	struct handout handout = {.title = title,
		.out = making->order->out,
		.file = result->file,
		.force = making->order->force,
		.bytes = result->bytes,
		.length = result->length,
		.told = {.what = "webinar",
			.purpose = PURPOSE_WEBINAR,
			.recipient = result->event,
			.participants = people,
			.count = making->line_count},
		.also = write_steps,
		.context = making};
	char *path = handout_path(&handout);
	result->file = handout.file;
	bool ok = !making->order->write ||
		  service_hand_out(making->service, &handout, path, making->error);
	if (ok && making->order->write)
		result->path = xstrdup(path);
	free(path);
	free(title);
	free(people);
	return ok;
}

/* Nothing for a list, but something to do by hand. */
static bool write_tasks(struct making *making)
{
	if (!making->order->write || !making->step_count)
		return true;
	return service_begin(making->service, _("Webinar: tasks for protected persons"), true,
		       making->error) &&
	       service_end(making->service, write_steps(making->service, 0, making, making->error),
		       making->error);
}

static bool read_webinar(struct making *making)
{
	struct webinar_result *result = making->result;
	if (!store_get(making->service->store, &meeting_entity, making->order->meeting,
		    &making->meeting, making->error) ||
		!find_event(making->service, making->order->meeting, &result->event, making->error))
		return false;
	if (!result->event)
		return error_set(making->error, ERROR_REFUSED,
			_("Nothing in the programme of the meeting is an event of someone else "
			  "that the sign-up includes."));
	result->asks = making->meeting.status.value == MEETING_CANCELLED;
	return read_standings(making);
}

bool service_webinar(struct service *service, const struct webinar_order *order,
	struct webinar_result *result, struct error *error)
{
	struct making making = {
		.service = service, .order = order, .result = result, .error = error};
	*result = (struct webinar_result){0};
	bool ok = read_webinar(&making);
	result->is_full = order->full || !result->at.known;
	ok = ok && walk(&making) && take_off(&making);
	if (ok)
		sort_lines(&making);
	ok = ok && make_file(&making) &&
	     (making.line_count ? hand_out(&making) : write_tasks(&making));
	making_finish(&making);
	if (!ok)
		webinar_result_finish(result);
	return ok;
}

bool service_webinar_state(struct service *service, int64_t meeting, char **event,
	struct number *at, struct error *error)
{
	struct record_set entries = {0};
	*at = (struct number){0};
	if (!find_event(service, meeting, event, error))
		return false;
	bool ok = !*event || read_entries(service, meeting, &entries, error);
	for (size_t i = 0; i < entries.count; i++) {
		const struct webinar_entry *entry = record_set_at(&entries, i);
		if (entry->disclosure.known && (!at->known || entry->at.value > at->value))
			*at = entry->at;
	}
	record_set_finish(&entries);
	if (!ok) {
		free(*event);
		*event = NULL;
	}
	return ok;
}
