/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the cells of a row to the participant that it tells of. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/collate.h"
#include "base/dateinput.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/payer.h"
#include "model/personalnumber.h"
#include "service/importprivate.h"
#include "service/private.h"

#define QUOTED_COLUMNS 60

struct reading {
	struct service *service;
	struct import_plan *plan;
	struct import_row *row;
	const struct csv_row *cells;
	struct buffer aside; /* what is kept in the note, since its own field cannot take it */
};

/* ---- cleaning ---- */

/* Controls, and what turns the direction of text or hides in it, say nothing of a person. */
static bool is_stripped(uint32_t code_point)
{
	return (code_point < 0x20 && !isspace((int)code_point)) ||
	       (code_point >= 0x7f && code_point < 0xa0 && code_point != 0x85) ||
	       code_point == 0xad || code_point == 0x61c || code_point == 0x180e ||
	       code_point == 0x200b || code_point == 0x200e || code_point == 0x200f ||
	       (code_point >= 0x202a && code_point <= 0x202e) ||
	       (code_point >= 0x2060 && code_point <= 0x206f) || code_point == 0xfeff;
}

/* A spreadsheet that is careful with formulas has put an apostrophe before them. */
static const char *skip_guard(const char *text)
{
	return text[0] == '\'' && text[1] && strchr("=+-@\t\r", text[1]) ? text + 1 : text;
}

static char *strip(const char *text)
{
	struct buffer out = {0};
	for (const char *at = skip_guard(text); *at;) {
		char encoded[4];
		uint32_t code_point = text_next(&at, NULL);
		if (!is_stripped(code_point))
			buffer_append_bytes(&out, encoded, text_encode(encoded, code_point));
	}
	return buffer_take(&out);
}

/* Line by line, so that a message keeps its paragraphs. */
static char *trim_lines(const char *text)
{
	struct buffer out = {0};
	size_t kept = 0;
	for (const char *at = text; *at;) {
		size_t length = strcspn(at, "\r\n");
		char *line = xstrndup(at, length);
		text_trim(line);
		buffer_append(&out, line);
		if (*line)
			kept = out.length;
		if (kept) /* no blank lines before the first */
			buffer_append_char(&out, '\n');
		free(line);
		at += length + (at[length] == '\r' && at[length + 1] == '\n');
		at += *at != '\0';
	}
	char *trimmed = xstrndup(out.data ? out.data : "", kept);
	buffer_finish(&out);
	return trimmed;
}

/* A cell as it may be kept; NULL when there is nothing in it. Owned by the caller. */
static char *clean(struct reading *reading, size_t column, const struct field *field)
{
	size_t masked = 0;
	char *stripped = strip(reading->cells->cells[column]);
	if (text_is_blank(stripped)) {
		free(stripped);
		return NULL;
	}
	char *text = field && field->type == FIELD_NOTE ? trim_lines(stripped) : xstrdup(stripped);
	if (!field || field->type != FIELD_NOTE)
		text_trim(text);
	char *safe = personal_number_mask(text, &masked);
	if (masked && field)
		import_warn(reading->plan, reading->row, field->name, safe,
			xstrdup(_("a personal number has been masked: none is kept here")));
	free(text);
	free(stripped);
	return safe;
}

/* ---- what a cell says ---- */

static bool is_word(const char *text, const char *words)
{
	char *folded = collate_fold_loose(text);
	char *padded = xasprintf(" %s ", words);
	char *word = xasprintf(" %s ", folded);
	bool found = !strchr(folded, ' ') && strstr(padded, word) != NULL;
	free(word);
	free(padded);
	free(folded);
	return found;
}

static bool is_yes(const char *text)
{
	return is_word(text, "ja j yes y true sant 1 x");
}

static bool is_no(const char *text)
{
	return is_word(text, "nej n no false falskt 0 -");
}

static bool not_understood(
	const struct field *field, const char *text, const char *format, struct error *error)
{
	char *shown = text_fit(text, QUOTED_COLUMNS, NULL);
	error_set_field(error, ERROR_DATA, field->name, format, shown);
	free(shown);
	return false;
}

static bool set_consent(struct participant *person, const struct field *field, const char *text,
	struct error *error)
{
	int choice = choices_match(&participant_consents, text);
	if (is_yes(text) || is_word(text, "namn name"))
		choice = CONSENT_PARTICIPANTS;
	else if (is_no(text) || is_word(text, "ingen inget none"))
		choice = CONSENT_NOBODY;
	else if (is_word(text, "organisation organization kommun region arbetsgivare"))
		choice = CONSENT_ORGANISATION;
	if (choice < 0)
		return not_understood(field, text,
			_("“%s” is no answer to what others may see: yes, no or organisation."),
			error);
	person->list_consent = (struct number){.known = true, .value = choice};
	return true;
}

static bool set_protected(struct participant *person, const struct field *field, const char *text,
	struct error *error)
{
	if (!is_yes(text) && !is_no(text))
		return not_understood(field, text,
			_("“%s” does not say whether the person is protected: yes or no."), error);
	person->is_protected = (struct number){.known = true, .value = is_yes(text)};
	return true;
}

/* "2023-09-20 14:05:33", "2023-09-20T14:05Z", "20/9 14:05": the day is enough. */
static bool set_received(
	struct reading *reading, const struct field *field, const char *text, struct error *error)
{
	struct error ignored = {0};
	int64_t today = clock_today(reading->service->clock), day;
	char *first = xstrndup(text, strcspn(text, "T, "));
	bool ok = date_parse(text, today, &day, &ignored) ||
		  date_parse(first, today, &day, &ignored);
	error_finish(&ignored);
	free(first);
	if (!ok)
		return not_understood(field, text, _("“%s” is not a date."), error);
	reading->row->person->received_on = (struct number){.known = true, .value = day};
	return true;
}

/* ---- the organisation number ---- */

/* Bills are not sent by a wrong number, and nobody is turned away for one: it waits in the note. */
static void set_aside(
	struct reading *reading, const struct field *field, const char *text, const char *why)
{
	import_warn(reading->plan, reading->row, field->name, text,
		xasprintf(_("%s: left out, see the note"), why));
	/* TRANSLATORS: the name of a field and what was written in it */
	char *line = xasprintf(_("%s as written: %s"), _(field->label), text);
	buffer_printf(&reading->aside, "%s%s", reading->aside.length ? "\n" : "", line);
	free(line);
}

/* What its digits may not be is said by the rules of the model, with all else. Takes the text over.
 */
static void set_organisation_number(struct reading *reading, const struct field *field, char *text)
{
	char number[ORGANISATION_NUMBER_SIZE];
	int right;
	if (strchr(text, '*')) { /* masked: nobody's number may stand for the payer */
		free(text);
		return;
	}
	if (!payer_read_digits(text, number, &right)) {
		set_aside(reading, field, text,
			_("an organisation number has ten digits, 212000-0142"));
	} else if (number[ORGANISATION_NUMBER_SIZE - 2] - '0' != right) {
		char *why = xasprintf(_("the check digit should be %d"), right);
		set_aside(reading, field, number, why);
		free(why);
	} else {
		reading->row->person->organisation_number = xstrdup(number);
	}
	free(text);
}

/* ---- names ---- */

/* "Öberg, Åsa" and "Åsa Öberg"; "Maria von Essen" is von Essen. */
static void set_full_name(struct participant *person, const char *text)
{
	const char *comma = strchr(text, ','), *space = strrchr(text, ' ');
	if (person->given_name || person->family_name)
		return;
	if (comma && comma > text && comma[1]) {
		person->family_name = xstrndup(text, (size_t)(comma - text));
		person->given_name = xstrdup(comma + 1);
		text_trim(person->given_name);
	} else if (space) {
		for (const char *word = space; word > text; word = space) {
			while (word > text && word[-1] != ' ')
				word--;
			if (word == text || !islower((unsigned char)*word))
				break;
			space = word - 1; /* a particle in front of the name belongs to it */
		}
		person->given_name = xstrndup(text, (size_t)(space - text));
		person->family_name = xstrdup(space + 1);
	} else {
		person->family_name = xstrdup(text);
	}
}

static void remove_spaces(char *text)
{
	char *to = text;
	for (; *text; text++) {
		if (*text != ' ')
			*to++ = *text;
	}
	*to = '\0';
}

/* ---- a row ---- */

/* Takes the text over. */
static bool set_cell(struct reading *reading, enum signup_key key, const struct field *field,
	char *text, struct error *error)
{
	struct participant *person = reading->row->person;
	bool ok = true;
	switch (key) {
	case SIGNUP_NAME:
		set_full_name(person, text);
		break;
	case SIGNUP_ORGANISATION_NUMBER:
		set_organisation_number(reading, field, text);
		return true;
	case SIGNUP_CONSENT:
		ok = set_consent(person, field, text, error);
		break;
	case SIGNUP_PROTECTED:
		ok = set_protected(person, field, text, error);
		break;
	case SIGNUP_RECEIVED:
		ok = set_received(reading, field, text, error);
		break;
	default:
		if (key == SIGNUP_GLN || key == SIGNUP_PEPPOL)
			remove_spaces(text);
		if (*field_text(field, person)) /* the first of several that is filled in */
			break;
		*field_text(field, person) = text;
		return true;
	}
	free(text);
	return ok;
}

static bool set_cells(struct reading *reading, struct error *error)
{
	for (size_t i = 0; i < reading->plan->column_count; i++) {
		enum signup_key key = reading->plan->columns[i].key;
		const struct field *field = signup_field(key);
		if (key == SIGNUP_LEFT_OUT)
			continue;
		char *text = clean(reading, i, field);
		if (text && key == SIGNUP_NEED) {
			import_take_need(reading->row, reading->plan->columns[i].title, text);
			free(text);
			continue;
		}
		if (text && !set_cell(reading, key, field, text, error))
			return false;
	}
	return true;
}

static bool check_width(struct reading *reading, struct error *error)
{
	size_t cells = reading->cells->cell_count, columns = reading->plan->column_count;
	return cells == columns ||
	       error_set(error, ERROR_DATA,
		       _("The row has %zu cells and the header %zu: they cannot be told apart."),
		       cells, columns);
}

/* Says who is protected before anything of the row can be told of. */
static void look_for_protection(struct reading *reading)
{
	for (size_t i = 0; i < reading->plan->column_count && i < reading->cells->cell_count; i++) {
		if (reading->plan->columns[i].key != SIGNUP_PROTECTED)
			continue;
		char *text = strip(reading->cells->cells[i]);
		text_trim(text);
		if (!text_is_blank(text) && !is_no(text))
			reading->row->person->is_protected = (struct number){
				.known = true, .value = 1};
		free(text);
	}
}

/* A cell that is far too long is no name: nothing is cut, the row is given back. */
static const char *value_at_fault(const struct import_row *row, const char *name)
{
	const struct field *field = name ? entity_field(&participant_entity, name) : NULL;
	return field && field_is_text(field) ? field_text_of(field, row->person) : NULL;
}

static const char *cell_of(const struct reading *reading, const char *name)
{
	for (size_t i = 0; name && i < reading->plan->column_count; i++) {
		const struct field *field = signup_field(reading->plan->columns[i].key);
		if (field && !strcmp(field->name, name) && i < reading->cells->cell_count)
			return reading->cells->cells[i];
	}
	return NULL;
}

/* The sentence quotes what stands in the cell. */
static void hide_value(const struct import_row *row, struct error *error)
{
	const char *name = error->field;
	if (name && row->person->is_protected.value)
		error_set_field(error, ERROR_DATA, name,
			_("This cannot be read; of a protected person it is not shown."));
}

static void reject(struct reading *reading, struct error *error)
{
	struct import_row *row = reading->row;
	hide_value(row, error);
	const char *cell = cell_of(reading, error->field);
	if (!cell)
		cell = value_at_fault(row, error->field);
	if (cell && !row->person->is_protected.value) {
		char *safe = personal_number_mask(cell, NULL);
		row->value = text_fit(safe, QUOTED_COLUMNS, NULL);
		free(safe);
	}
	import_reject(reading->plan, row, error);
}

/* Fields of the payer that someone else fills in later just as well. */
static bool can_wait(const char *name)
{
	return name && (!strcmp(name, "organisation_number") || !strcmp(name, "gln") ||
			       !strcmp(name, "peppol_id"));
}

/* The rules of the model; what they refuse of the payer is set aside. */
static bool validate(
	struct reading *reading, const struct rule_context *context, struct error *error)
{
	struct participant *person = reading->row->person;
	while (!record_validate(&participant_entity, person, context, error)) {
		if (!can_wait(error->field))
			return false;
		const struct field *field = entity_field(&participant_entity, error->field);
		char *why = xstrdup(error->message);
		size_t length = strlen(why);
		if (length && why[length - 1] == '.')
			why[length - 1] = '\0';
		set_aside(reading, field, field_text_of(field, person), why);
		field_clear(field, person);
		free(why);
		error_finish(error);
	}
	return true;
}

static void put_aside_into_note(struct reading *reading)
{
	struct participant *person = reading->row->person;
	if (!reading->aside.length)
		return;
	char *note = xasprintf("%s%s%s", person->note ? person->note : "", person->note ? "\n" : "",
		reading->aside.data);
	free(person->note);
	person->note = note;
}

void import_read_row(struct service *service, struct import_plan *plan, size_t index,
	const struct rule_context *context)
{
	struct import_row *row = &plan->rows[index];
	struct reading reading = {
		.service = service, .plan = plan, .row = row, .cells = &plan->file.rows[index]};
	struct error error = {0};
	row->person = service_new(service, &participant_entity);
	row->person->channel = (struct number){
		.known = true, .value = choices_find(&participant_channels, "csv")};
	look_for_protection(&reading);
	bool ok = check_width(&reading, &error) && set_cells(&reading, &error);
	if (ok) {
		service_default_participant(row->person);
		ok = validate(&reading, context, &error);
	}
	if (ok)
		put_aside_into_note(&reading);
	if (!ok || !import_part_needs(plan, row, &error))
		reject(&reading, &error);
	buffer_finish(&reading.aside);
}
