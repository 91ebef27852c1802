/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sheet and the list of names; the codes that are typed in are in signincode.c. */
#include "service/signin.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "exchange/signinsheet.h"
#include "exchange/spreadsheet.h"
#include "service/attendance.h"
#include "service/handout.h"
#include "service/private.h"

/* How a protected person stands on paper that everyone at the door reads. */
#define WORDS_PROTECTED "Skyddad"

struct making {
	struct service *service;
	const struct signin_order *order;
	struct signin_result *result;
	struct meeting meeting;
	struct record_set people;
	struct signin_codes codes;
	int64_t *fresh; /* those who get a code now, in Swedish order */
	int64_t next;   /* the number of the first of them */
	int64_t *told;  /* whose names leave the house */
	size_t told_count;
	struct error *error;
};

void signin_result_finish(struct signin_result *result)
{
	free(result->file);
	free(result->path);
	free(result->bytes);
	free(result->preview);
	*result = (struct signin_result){0};
}

static void making_finish(struct making *making)
{
	record_finish(&meeting_entity, &making->meeting);
	record_set_finish(&making->people);
	signin_codes_finish(&making->codes);
	free(making->fresh);
	free(making->told);
}

static bool read_meeting(struct making *making)
{
	struct meeting *meeting = &making->meeting;
	if (!store_get(making->service->store, &meeting_entity, making->order->meeting, meeting,
		    making->error))
		return false;
	if (meeting->status.value == MEETING_CANCELLED)
		return error_set(making->error, ERROR_REFUSED,
			_("The meeting is cancelled: nobody signs in."));
	if (!meeting->date.known)
		return error_set(making->error, ERROR_REFUSED,
			_("The meeting has no date yet: who belongs to it is known then."));
	return service_meeting_people(making->service, meeting, &making->people, making->error);
}

/* ---- codes ---- */

static int by_participant(const void *left, const void *right)
{
	int64_t one = ((const struct signin_code *)left)->participant.value;
	int64_t two = ((const struct signin_code *)right)->participant.value;
	return one < two ? -1 : one > two;
}

/* The present codes by person, for a search; borrows the numbers. */
static struct signin_code *sort_by_person(const struct signin_codes *codes)
{
	struct signin_code *sorted = xcalloc(codes->rows.count + 1, sizeof(*sorted));
	for (size_t i = 0; i < codes->rows.count; i++)
		sorted[i] = *(const struct signin_code *)record_set_at(&codes->rows, i);
	qsort(sorted, codes->rows.count, sizeof(*sorted), by_participant);
	return sorted;
}

/* The number of each person, in the order of the people: what they have, or the next free one. */
static int64_t *number_people(struct making *making)
{
	const struct signin_codes *codes = &making->codes;
	struct signin_code *sorted = sort_by_person(codes);
	int64_t *numbers = xcalloc(making->people.count + 1, sizeof(*numbers));
	making->fresh = xcalloc(making->people.count + 1, sizeof(*making->fresh));
	making->next = 1;
	if (codes->rows.count) {
		const struct signin_code *last = record_set_at(&codes->rows, codes->rows.count - 1);
		making->next = last->number.value + 1;
	}
	for (size_t i = 0; i < making->people.count; i++) {
		const struct record *person = record_set_at(&making->people, i);
		struct signin_code key = {.participant = {.known = true, .value = person->id}};
		const struct signin_code *found = bsearch(
			&key, sorted, codes->rows.count, sizeof(*sorted), by_participant);
		if (found) {
			numbers[i] = found->number.value;
			continue;
		}
		numbers[i] = making->next + (int64_t)making->result->fresh;
		making->fresh[making->result->fresh++] = person->id;
	}
	free(sorted);
	return numbers;
}

static bool keep_codes(
	struct service *service, int64_t disclosure, void *context, struct error *error)
{
	const struct making *making = context;
	bool ok = true;
	(void)disclosure;
	for (size_t i = 0; ok && i < making->result->fresh; i++) {
		struct signin_code code = {
			.meeting = {.known = true, .value = making->meeting.record.id},
			.participant = {.known = true, .value = making->fresh[i]},
			.number = {.known = true, .value = making->next + (int64_t)i},
		};
		ok = store_insert(service->store, &signin_code_entity, &code, error);
	}
	return ok;
}

/* ---- who stands in it ---- */

static void tell(struct making *making, const struct participant *person)
{
	making->told = xreallocarray(making->told, making->told_count + 1, sizeof(*making->told));
	making->told[making->told_count++] = person->record.id;
}

static void add_person(struct making *making, struct signin_sheet *sheet,
	const struct participant *person, char *code)
{
	struct signin_row *row = signin_sheet_add(sheet);
	row->code = code;
	making->result->people++;
	if (person->is_protected.value) {
		making->result->is_hidden++;
		row->name = xstrdup(WORDS_PROTECTED);
		return;
	}
	row->name = participant_list_name(person);
	row->organisation = xstrdup(person->organisation);
	tell(making, person);
}

static void fill_names(struct making *making, struct signin_sheet *sheet)
{
	for (size_t i = 0; i < making->people.count; i++) {
		const struct participant *person = record_set_at(&making->people, i);
		if (purpose_excludes(PURPOSE_SHARING, person))
			making->result->left_out++;
		else
			add_person(making, sheet, person, NULL);
	}
}

static bool fill_codes(struct making *making, struct signin_sheet *sheet)
{
	if (!service_signin_codes(
		    making->service, making->meeting.record.id, &making->codes, making->error))
		return false;
	int64_t *numbers = number_people(making), largest = 0;
	for (size_t i = 0; i < making->people.count; i++)
		largest = numbers[i] > largest ? numbers[i] : largest;
	int width = signin_width(largest);
	width = width < making->codes.width ? making->codes.width : width;
	for (size_t i = 0; i < making->people.count; i++)
		add_person(making, sheet, record_set_at(&making->people, i),
			signin_format(numbers[i], width));
	free(numbers);
	return true;
}

/* ---- the file ---- */

/* "narvarolista-2023-09-26.html": sorts by time, says nothing of anybody. */
static char *file_name(const struct making *making, const char *what, const char *ending)
{
	char date[11];
	date_to_iso(making->meeting.date.value, date);
	return xasprintf("%s-%s.%s", what, date, ending);
}

static bool hand_out(struct making *making, const char *what, enum purpose purpose, char *title)
{
	const struct signin_order *order = making->order;
	struct signin_result *result = making->result;
	struct handout handout = {.title = title,
		.out = order->out,
		.file = result->file,
		.force = order->force,
		.bytes = result->bytes,
		.length = result->length,
		.told = {.what = what,
			.purpose = purpose,
			.participants = making->told,
			.count = making->told_count},
		.also = keep_codes,
		.context = making};
	char *path = handout_path(&handout);
	result->file = handout.file;
	bool ok = !order->write || service_hand_out(making->service, &handout, path, making->error);
	if (ok && order->write)
		result->path = xstrdup(path);
	free(path);
	free(title);
	return ok;
}

static char *title_of(const struct making *making)
{
	char *day = meeting_entity.title(&making->meeting);
	char *title = xasprintf(making->order->names ? _("List of names %s: has left the house")
						     : _("Sign-in sheet %s: has left the house"),
		day);
	free(day);
	return title;
}

static bool make_sheet(struct making *making)
{
	struct signin_sheet sheet = {.meeting = &making->meeting, .names = making->order->names};
	struct signin_result *result = making->result;
	bool html = making->order->format == SIGNIN_HTML, ok = true;
	if (making->order->names)
		fill_names(making, &sheet);
	else
		ok = fill_codes(making, &sheet);
	if (ok) {
		result->preview = signin_sheet_text(&sheet);
		result->bytes = html ? signin_sheet_html(&sheet) : xstrdup(result->preview);
		result->length = strlen(result->bytes);
		result->file = file_name(making,
			making->order->names ? "namnlista" : "narvarolista", html ? "html" : "txt");
	}
	signin_sheet_finish(&sheet);
	return ok;
}

bool service_signin_sheet(struct service *service, const struct signin_order *order,
	struct signin_result *result, struct error *error)
{
	struct making making = {
		.service = service, .order = order, .result = result, .error = error};
	*result = (struct signin_result){0};
	bool ok = read_meeting(&making) && make_sheet(&making) &&
		  hand_out(&making, order->names ? "names" : "sign-in",
			  order->names ? PURPOSE_SHARING : PURPOSE_ADMINISTRATION,
			  title_of(&making));
	making_finish(&making);
	if (!ok)
		signin_result_finish(result);
	return ok;
}

/* ---- who was there ---- */

static const char *word(const struct choices *choices, struct number number)
{
	return number.known ? choice_label(choices, (int)number.value) : NULL;
}

static void add_attendee(
	struct making *making, struct spreadsheet *sheet, const struct attendee *attendee)
{
	const struct participant *person = &attendee->participant;
	char *name = participant_list_name(person);
	spreadsheet_add_row(sheet);
	spreadsheet_set_text(sheet, 0, name);
	if (!person->is_protected.value)
		spreadsheet_set_text(sheet, 1, person->organisation);
	spreadsheet_set_text(sheet, 2, word(&answers, attendee->attendance.answer));
	spreadsheet_set_text(sheet, 3, word(&presences, attendee->attendance.presence));
	making->result->people++;
	making->result->is_hidden += person->is_protected.value != 0;
	if (!person->is_protected.value)
		tell(making, person);
	free(name);
}

static bool make_attendance(struct making *making)
{
	struct attendees attendees;
	struct signin_result *result = making->result;
	if (!service_attendees(making->service, &making->meeting, &attendees, making->error))
		return false;
	struct spreadsheet *sheet = spreadsheet_create(_("Attendance"));
	spreadsheet_add_column(sheet, _("Name"), CELL_TEXT);
	spreadsheet_add_column(sheet, _("Organisation"), CELL_TEXT);
	spreadsheet_add_column(sheet, _("Answer"), CELL_TEXT);
	spreadsheet_add_column(sheet, _("Attendance"), CELL_TEXT);
	for (size_t i = 0; i < attendees.count; i++)
		add_attendee(making, sheet, &attendees.items[i]);
	result->file = file_name(making, "narvaro", "csv");
	result->preview = spreadsheet_preview(sheet, attendees.count + 1);
	result->bytes = spreadsheet_to_csv(sheet, CSV_UTF8, &result->length, making->error);
	spreadsheet_destroy(sheet);
	attendees_finish(&attendees);
	return result->bytes;
}

bool service_attendance_file(struct service *service, const struct signin_order *order,
	struct signin_result *result, struct error *error)
{
	struct making making = {
		.service = service, .order = order, .result = result, .error = error};
	*result = (struct signin_result){0};
	bool ok = store_get(service->store, &meeting_entity, order->meeting, &making.meeting,
			  error) &&
		  attendance_may_be_noted(&making.meeting, clock_today(service->clock), error) &&
		  make_attendance(&making);
	if (ok) {
		char *day = meeting_entity.title(&making.meeting);
		ok = hand_out(&making, "attendance", PURPOSE_ADMINISTRATION,
			xasprintf(_("Attendance %s: a list has left the house"), day));
		free(day);
	}
	making_finish(&making);
	if (!ok)
		signin_result_finish(result);
	return ok;
}
