/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The texts of a value: canonical for machines, displayed and editable for people, and back. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/dateinput.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/record.h"

static char *number_canonical(const struct field *field, int64_t value)
{
	char iso[32];
	switch (field->type) {
	case FIELD_TIME:
		time_to_iso(value, iso);
		return xstrdup(iso);
	case FIELD_DATE:
		date_to_iso(value, iso);
		return xstrdup(iso);
	case FIELD_INSTANT:
		instant_to_utc(value, iso);
		return xstrdup(iso);
	case FIELD_FLAG:
		return xstrdup(value ? "true" : "false");
	case FIELD_CHOICE:
		return xstrdup(field->choices->items[value].token);
	default:
		return xasprintf("%" PRId64, value);
	}
}

char *field_canonical(const struct field *field, const void *record)
{
	if (!field_is_known(field, record))
		return NULL;
	if (field_is_text(field))
		return xstrdup(field_text_of(field, record));
	return number_canonical(field, field_number_of(field, record).value);
}

static char *number_display(const struct field *field, int64_t value)
{
	switch (field->type) {
	case FIELD_MONEY:
		return money_format(value);
	case FIELD_DURATION:
		return duration_format(value, value);
	case FIELD_DATE:
		return date_format(value, DATE_MEDIUM);
	case FIELD_INSTANT:
		return instant_format(value);
	case FIELD_FLAG:
		return xstrdup(value ? _("yes") : _("no"));
	case FIELD_CHOICE:
		return xstrdup(choice_label(field->choices, (int)value));
	default:
		return number_canonical(field, value);
	}
}

char *field_display(const struct field *field, const void *record)
{
	if (!field_is_known(field, record))
		return xstrdup("");
	if (field_is_text(field))
		return xstrdup(field_text_of(field, record));
	return number_display(field, field_number_of(field, record).value);
}

static char *money_editable(int64_t ore)
{
	if (ore % 100 == 0)
		return xasprintf("%" PRId64, ore / 100);
	return xasprintf("%" PRId64 ",%02" PRId64, ore / 100, ore % 100);
}

/* Local, to the minute; seconds and the offset only where the same instant needs them. */
static char *instant_editable(int64_t instant)
{
	static const size_t lengths[] = {16, 19};
	char iso[32];
	instant_to_iso(instant, iso);
	for (size_t i = 0; i < sizeof(lengths) / sizeof(*lengths); i++) {
		int64_t again;
		char *text = xstrndup(iso, lengths[i]);
		if (instant_from_iso(text, &again) && again == instant)
			return text;
		free(text);
	}
	return xstrdup(iso);
}

char *field_editable(const struct field *field, const void *record)
{
	if (!field_is_known(field, record))
		return xstrdup("");
	int64_t value = field_is_text(field) ? 0 : field_number_of(field, record).value;
	switch (field->type) {
	case FIELD_DATE:
		return number_canonical(field, value);
	case FIELD_MONEY:
		return money_editable(value);
	case FIELD_INSTANT:
		return instant_editable(value);
	default:
		return field_display(field, record);
	}
}

static bool parse_integer(const char *text, int64_t *value)
{
	char *end;
	errno = 0;
	*value = strtoll(text, &end, 10);
	return *text && !*end && !errno;
}

static bool parse_flag(const char *text, int64_t *value)
{
	static const char *const yes[] = {"true", "yes", "y", "1", "ja", "j", "x"};
	static const char *const no[] = {"false", "no", "n", "0", "nej"};
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++) {
		if (!strcasecmp(text, yes[i])) {
			*value = 1;
			return true;
		}
	}
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++) {
		if (!strcasecmp(text, no[i])) {
			*value = 0;
			return true;
		}
	}
	return false;
}

static bool parse_choice(
	const struct field *field, const char *text, int64_t *value, struct error *error)
{
	int index = choices_match(field->choices, text);
	if (index >= 0) {
		*value = index;
		return true;
	}
	struct buffer list = {0};
	for (size_t i = 0; i < field->choices->count; i++) {
		buffer_append(&list, i ? ", " : "");
		buffer_append(&list, choice_label(field->choices, (int)i));
	}
	char *safe = text_safe(text, TEXT_ONE_LINE);
	error_set(error, ERROR_DATA, _("“%s” is not one of: %s."), safe, list.data);
	free(safe);
	buffer_finish(&list);
	return false;
}

static bool parse_plain(bool ok, const char *text, const char *message, struct error *error)
{
	if (ok)
		return true;
	char *safe = text_safe(text, TEXT_ONE_LINE);
	error_set(error, ERROR_DATA, message, safe);
	free(safe);
	return false;
}

static bool parse_duration(const char *text, int64_t *value, struct error *error)
{
	int64_t min, max;
	if (!duration_parse(text, &min, &max, error))
		return false;
	*value = max;
	return true;
}

static bool parse_number(const struct field *field, const char *text, int64_t today, int64_t *value,
	struct error *error)
{
	switch (field->type) {
	case FIELD_MONEY:
		return money_parse(text, value, error);
	case FIELD_DURATION:
		return parse_duration(text, value, error);
	case FIELD_TIME:
		return time_parse(text, value, error);
	case FIELD_DATE:
		return date_parse(text, today, value, error);
	case FIELD_INSTANT:
		return parse_plain(instant_from_iso(text, value), text,
			_("“%s” is not a time: write it as 2023-09-26T09:00."), error);
	case FIELD_FLAG:
		return parse_plain(
			parse_flag(text, value), text, _("“%s” is neither yes nor no."), error);
	case FIELD_CHOICE:
		return parse_choice(field, text, value, error);
	default:
		return parse_plain(
			parse_integer(text, value), text, _("“%s” is not a whole number."), error);
	}
}

static void parse_text(const struct field *field, void *record, const char *text)
{
	char *stored = text_stored(text, strlen(text));
	if (field->type == FIELD_TEXT)
		text_trim(stored);
	field_clear(field, record);
	*field_text(field, record) = stored;
}

bool field_parse(const struct field *field, void *record, const char *text, int64_t today,
	struct error *error)
{
	if (text_is_blank(text)) {
		field_clear(field, record);
		return true;
	}
	if (field_is_text(field)) {
		parse_text(field, record, text);
		return true;
	}
	char *trimmed = xstrdup(text);
	text_trim(trimmed);
	int64_t value = 0;
	bool ok = parse_number(field, trimmed, today, &value, error);
	free(trimmed);
	if (ok)
		*field_number(field, record) = (struct number){.known = true, .value = value};
	else
		error->field = field->name;
	return ok;
}
