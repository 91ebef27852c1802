/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One value of the network file. Each type has one form, so that reading and writing give the same
 * bytes; what people may type (base/dateinput.h) is not for files.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/networkfile_format.h"
#include "model/recordjson.h"

/* Columns of a wrong value that an error quotes. */
#define QUOTE_COLUMNS 60

/* The largest numbers that mean something; arithmetic on them stays far from overflow. */
#define INTEGER_MOST INT32_MAX
#define MONEY_MOST INT64_C(100000000000) /* öre */
#define DURATION_MOST (7 * MINUTES_PER_DAY)

static char *quoting(const char *sentence, const char *text)
{
	char *shown = text_fit(text, QUOTE_COLUMNS, NULL);
	char *result = xasprintf(sentence, shown);

	free(shown);
	return result;
}

static char *number_read(const struct field *field, void *record, const json_t *value)
{
	int64_t most = field->type == FIELD_MONEY      ? MONEY_MOST
		       : field->type == FIELD_DURATION ? DURATION_MOST
						       : INTEGER_MOST;
	int64_t number = (int64_t)json_integer_value(value);

	if (!json_is_integer(value))
		return xstrdup(_("a whole number or null belongs here."));
	if (number < 0 || number > most)
		return xasprintf(
			_("%lld is not between 0 and %lld."), (long long)number, (long long)most);
	*field_number(field, record) = (struct number){.known = true, .value = number};
	return NULL;
}

static char *flag_read(const struct field *field, void *record, const json_t *value)
{
	if (!json_is_boolean(value))
		return xstrdup(_("true or false belongs here."));
	*field_number(field, record) = (struct number){.known = true, .value = json_is_true(value)};
	return NULL;
}

/* Texts are untrusted: kept as they came, in NFC and without NUL. Blank is unknown. */
static char *text_read(const struct field *field, void *record, const json_t *value)
{
	char *text = text_stored(json_string_value(value), json_string_length(value));

	field_clear(field, record);
	if (text_is_blank(text))
		free(text);
	else
		*field_text(field, record) = text;
	return NULL;
}

static bool instant_from_utc(const char *text, int64_t *instant)
{
	char utc[21];

	if (strlen(text) != sizeof(utc) - 1 || !instant_from_iso(text, instant))
		return false;
	instant_to_utc(*instant, utc);
	return !strcmp(text, utc);
}

static char *choices_list(const struct choices *choices)
{
	struct buffer list = {0};

	for (size_t i = 0; i < choices->count; i++) {
		buffer_append(&list, i ? ", " : "");
		buffer_append(&list, choices->items[i].token);
	}
	return buffer_take(&list);
}

static char *choice_read(const struct field *field, void *record, const char *token)
{
	int index = choices_find(field->choices, token);

	if (index < 0) {
		char *shown = text_fit(token, QUOTE_COLUMNS, NULL);
		char *list = choices_list(field->choices);
		char *why = xasprintf(_("\"%s\" is not one of: %s."), shown, list);

		free(list);
		free(shown);
		return why;
	}
	*field_number(field, record) = (struct number){.known = true, .value = index};
	return NULL;
}

static char *moment_read(const struct field *field, void *record, const char *text)
{
	int64_t value = 0;

	if (field->type == FIELD_DATE && !date_from_iso(text, &value))
		return quoting(_("\"%s\" is not a date: files write it as 2023-09-26."), text);
	if (field->type == FIELD_TIME && !time_from_iso(text, &value))
		return quoting(_("\"%s\" is not a time of day: files write it as 09:30."), text);
	if (field->type == FIELD_INSTANT && !instant_from_utc(text, &value))
		return quoting(_("\"%s\" is not a moment: files write it in UTC, as "
				 "2023-09-26T07:00:00Z."),
			text);
	*field_number(field, record) = (struct number){.known = true, .value = value};
	return NULL;
}

char *networkfile_value_read(const struct field *field, void *record, const json_t *value)
{
	if (!value || json_is_null(value)) {
		field_clear(field, record);
		return NULL;
	}
	switch (field->type) {
	case FIELD_INTEGER:
	case FIELD_MONEY:
	case FIELD_DURATION:
		return number_read(field, record, value);
	case FIELD_FLAG:
		return flag_read(field, record, value);
	default:
		break;
	}
	if (!json_is_string(value))
		return xstrdup(_("a text or null belongs here."));
	if (field_is_text(field))
		return text_read(field, record, value);
	if (field->type == FIELD_CHOICE)
		return choice_read(field, record, json_string_value(value));
	return moment_read(field, record, json_string_value(value));
}

json_t *networkfile_value_write(const struct field *field, const void *record)
{
	char *stored;
	json_t *value;

	if (!field_is_text(field))
		return field_to_json(field, record);
	if (text_is_blank(field_text_of(field, record)))
		return json_null();
	stored = text_stored(field_text_of(field, record), strlen(field_text_of(field, record)));
	value = json_string(stored);
	free(stored);
	return value;
}
