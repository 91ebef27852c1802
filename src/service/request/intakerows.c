/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the web form as it exports them: the columns are called what the mails call them. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "exchange/csv/csvfile.h"
#include "model/signup.h"
#include "service/request/intake.h"

enum form_column {
	FORM_NAME,
	FORM_EMAIL,
	FORM_ORGANISATION,
	FORM_SUBJECT,
	FORM_MESSAGE,
	FORM_VERIFIED,
	FORM_SENT,
	FORM_COLUMNS
};

#define TITLES 6

/* Not translated: the titles are the form's. */
static const char *const titles[FORM_COLUMNS][TITLES] = {
	[FORM_NAME] = {"Namn", "Ditt namn", "Name"},
	[FORM_EMAIL] = {"E-post", "E-postadress", "Epost", "Mejl", "E-mail", "Email"},
	[FORM_ORGANISATION] = {"Organisation", "Kommun/region", "Kommun", "Region", "Arbetsgivare"},
	[FORM_SUBJECT] = {"Ämne", "Rubrik", "Subject", "Ärende"},
	[FORM_MESSAGE] = {"Meddelande", "Fråga", "Text", "Message", "Beskrivning"},
	[FORM_VERIFIED] = {"Verifierad", "Robotkontroll", "Verified", "Human"},
	[FORM_SENT] = {"Skickat", "Datum", "Tidsstämpel", "Timestamp", "Date", "Inkom"},
};

static enum form_column column_of(const char *title)
{
	for (int column = 0; column < FORM_COLUMNS; column++) {
		for (size_t i = 0; i < TITLES && titles[column][i]; i++) {
			if (signup_same_title(title, titles[column][i]))
				return (enum form_column)column;
		}
	}
	return FORM_COLUMNS;
}

static enum request_verified verified_of(const char *text)
{
	static const struct {
		const char *word;
		enum request_verified verified;
	} words[] = {{"ja", VERIFIED_YES}, {"yes", VERIFIED_YES}, {"true", VERIFIED_YES},
		{"1", VERIFIED_YES}, {"nej", VERIFIED_NO}, {"no", VERIFIED_NO},
		{"false", VERIFIED_NO}, {"0", VERIFIED_NO}};
	for (size_t i = 0; text && i < sizeof(words) / sizeof(*words); i++) {
		if (collate_same(text, words[i].word))
			return words[i].verified;
	}
	return VERIFIED_UNKNOWN;
}

/* ISO, or "2023-09-19 08:30". */
static struct number sent_of(const char *text)
{
	struct number sent = {0};
	char *iso = text ? xstrdup(text) : NULL;
	if (iso && strlen(iso) > 10 && iso[10] == ' ')
		iso[10] = 'T';
	sent.known = iso && instant_from_iso(iso, &sent.value);
	free(iso);
	return sent;
}

/* Takes the text. */
static void set_once(const char **place, char *text)
{
	if (*place)
		free(text);
	else
		*place = text;
}

static void read_cell(struct intake_row *row, enum form_column column, const char *cell)
{
	char *text;
	if (column == FORM_COLUMNS || text_is_blank(cell))
		return;
	text = xstrdup(cell);
	switch (column) {
	case FORM_NAME:
		set_once(&row->name, text);
		return;
	case FORM_EMAIL:
		text_trim(text);
		set_once(&row->email, collate_fold(text));
		break;
	case FORM_ORGANISATION:
		set_once(&row->organisation, text);
		return;
	case FORM_SUBJECT:
		set_once(&row->subject, text);
		return;
	case FORM_MESSAGE:
		set_once(&row->message, text);
		return;
	case FORM_VERIFIED:
		text_trim(text);
		row->verified = verified_of(text);
		break;
	case FORM_SENT:
		text_trim(text);
		row->sent_at = sent_of(text);
		break;
	case FORM_COLUMNS:
		break;
	}
	free(text);
}

static void read_row(const struct csvfile *file, const struct csv_row *from,
	const enum form_column *columns, struct intake_row *row)
{
	*row = (struct intake_row){.verified = VERIFIED_UNKNOWN};
	for (size_t i = 0; i < from->cell_count && i < file->header.cell_count; i++)
		read_cell(row, columns[i], from->cells[i]);
}

bool service_intake_rows(struct intake_rows *rows, const char *bytes, size_t length,
	const char *name, struct error *error)
{
	struct csvfile file = {0};
	*rows = (struct intake_rows){0};
	if (!csvfile_parse(&file, bytes, length, name, error))
		return false;
	enum form_column *columns = xcalloc(file.header.cell_count + 1, sizeof(*columns));
	bool usable = false;
	for (size_t i = 0; i < file.header.cell_count; i++) {
		columns[i] = column_of(file.header.cells[i]);
		usable |= columns[i] == FORM_MESSAGE || columns[i] == FORM_SUBJECT;
	}
	rows->rows = xcalloc(file.row_count + 1, sizeof(*rows->rows));
	for (size_t i = 0; usable && i < file.row_count; i++)
		read_row(&file, &file.rows[i], columns, &rows->rows[rows->count++]);
	free(columns);
	csvfile_finish(&file);
	if (usable)
		return true;
	intake_rows_finish(rows);
	return error_set(error, ERROR_DATA,
		_("%s has no column “Ämne” or “Meddelande”: it is no file of the web form."), name);
}

void intake_rows_finish(struct intake_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++) {
		struct intake_row *row = &rows->rows[i];
		free((char *)row->name);
		free((char *)row->email);
		free((char *)row->organisation);
		free((char *)row->subject);
		free((char *)row->message);
	}
	free(rows->rows);
	*rows = (struct intake_rows){0};
}
