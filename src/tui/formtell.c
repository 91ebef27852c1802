/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a form writes a value, and what it says that it has understood of a text. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/dateinput.h"
#include "base/holiday.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/assess.h"
#include "tui/form.h"

/* A meeting by its date, when that finds the same one again; otherwise the number. */
static char *reference_text(struct service *service, const struct field *field, int64_t id)
{
	struct meeting meeting = {0};
	struct error ignored = {0};
	int64_t found = 0;
	char iso[11] = "";
	if (field->target == &meeting_entity &&
		store_get(service->store, &meeting_entity, id, &meeting, &ignored) &&
		meeting.date.known) {
		date_to_iso(meeting.date.value, iso);
		if (!service_resolve(service, &meeting_entity, iso, &found, &ignored))
			found = 0;
	}
	error_finish(&ignored);
	record_finish(&meeting_entity, &meeting);
	return found == id ? xstrdup(iso) : xasprintf("%" PRId64, id);
}

char *form_text_of(struct service *service, const struct field *field, const void *record)
{
	if (field->type == FIELD_REFERENCE && field->target && field_is_known(field, record))
		return reference_text(service, field, field_number_of(field, record).value);
	return field_editable(field, record);
}

static char *tell_date(const struct form *form, const char *text)
{
	struct error ignored = {0};
	int64_t date;
	bool ok = date_parse(text, clock_today(form->service->clock), &date, &ignored);
	error_finish(&ignored);
	if (!ok)
		return NULL;
	char *day = date_format(date, DATE_MEDIUM), *week = date_format_week(date), *told;
	const char *holiday = holiday_name(date);
	if (holiday && holiday_is_red(date))
		/* TRANSLATORS: "ons 6 jun 2023 v.23 · red day: National Day" */
		told = xasprintf(_("%s %s · red day: %s"), day, week, _(holiday));
	else if (holiday)
		told = xasprintf("%s %s · %s", day, week, _(holiday));
	else if (holiday_is_red(date))
		told = xasprintf(_("%s %s · red day"), day, week);
	else if (holiday_is_squeeze_day(date))
		told = xasprintf(_("%s %s · between two free days"), day, week);
	else
		told = xasprintf("%s %s", day, week);
	free(day);
	free(week);
	return told;
}

/* The hour comes twice on the day that the form says. */
static bool comes_twice(const struct form *form, int64_t minutes)
{
	size_t at = form_find(form, "date");
	struct error ignored = {0};
	int64_t date, instant;
	if (at == form->count || minutes < 0)
		return false;
	bool dated = date_parse(lineedit_text(&form->fields[at].edit),
		clock_today(form->service->clock), &date, &ignored);
	error_finish(&ignored);
	return dated && zone_from_local(date, minutes, &instant) == ZONE_AMBIGUOUS;
}

static char *tell_time(const struct form *form, const char *text)
{
	struct error ignored = {0};
	int64_t start, end;
	bool ok = time_parse_range(text, &start, &end, &ignored);
	error_finish(&ignored);
	if (!ok)
		return NULL;
	char *range = time_format_range(start, end);
	if (!comes_twice(form, start) && !comes_twice(form, end))
		return range;
	/* TRANSLATORS: a clock time in the night when summer time ends */
	char *told = xasprintf(_("%s · twice that night: the earlier one"), range);
	free(range);
	return told;
}

static char *tell_duration(const char *text)
{
	struct error ignored = {0};
	int64_t min, max;
	bool ok = duration_parse(text, &min, &max, &ignored);
	error_finish(&ignored);
	return ok ? duration_format(min, max) : NULL;
}

/* The title of the record that is meant. */
static char *tell_reference(const struct form *form, const struct entity *entity, const char *text)
{
	struct error ignored = {0};
	int64_t id;
	char *told = NULL;
	void *record = record_create(entity);
	if (service_resolve(form->service, entity, text, &id, &ignored) &&
		store_get(form->service->store, entity, id, record, &ignored))
		told = entity->title(record);
	error_finish(&ignored);
	record_destroy(entity, record);
	return told;
}

/* Money and instants: read and shown by the field itself. */
static char *tell_plain(const struct form *form, const struct field *field, const char *text)
{
	struct error ignored = {0};
	void *record = record_create(form->entity);
	bool ok = field_parse(field, record, text, clock_today(form->service->clock), &ignored);
	char *told = ok ? field_display(field, record) : NULL;
	error_finish(&ignored);
	record_destroy(form->entity, record);
	return told;
}

/* Which municipality or region is meant; a name that fits two asks. */
static char *tell_organisation(const struct form *form, const char *text)
{
	const struct organisation_index *index;
	struct error ignored = {0};
	bool ok = service_organisations(form->service, &index, &ignored);
	error_finish(&ignored);
	if (!ok)
		return NULL;
	struct organisation_match match = organisation_index_find(index, text, NULL);
	if (match.kind == MATCH_EXACT && !strcmp(match.candidates[0]->name, text))
		return NULL;
	return organisation_match_say(&match);
}

static char *tell(const struct form *form, const struct field *field, const char *text)
{
	if (form->entity == &participant_entity && !strcmp(field->name, "organisation"))
		return tell_organisation(form, text);
	switch (field->type) {
	case FIELD_DATE:
		return tell_date(form, text);
	case FIELD_TIME:
		return tell_time(form, text);
	case FIELD_DURATION:
		return tell_duration(text);
	case FIELD_MONEY:
	case FIELD_INSTANT:
		return tell_plain(form, field, text);
	case FIELD_REFERENCE:
		return field->target ? tell_reference(form, field->target, text) : NULL;
	default:
		return NULL;
	}
}

char *form_tell(const struct form *form, const struct field *field, const char *text)
{
	char *told = text_is_blank(text) ? NULL : tell(form, field, text);
	if (told && !strcmp(told, text)) {
		free(told);
		return NULL;
	}
	return told;
}
