/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law lets people ask for, and what it wants removed: extract, erasure, retention. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "service/extract.h"
#include "service/retention.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"

/* What a chain of questions is about. */
struct request_of {
	int64_t participant;
	char *reason;
};

static void request_free(void *context)
{
	struct request_of *request = context;
	free(request->reason);
	free(request);
}

static struct request_of *request_create(int64_t participant, const char *reason)
{
	struct request_of *request = xcalloc(1, sizeof(*request));
	request->participant = participant;
	request->reason = xstrdup(reason);
	return request;
}

static const struct participant *selected(struct dashboard *dashboard)
{
	return pane_selected(dashboard_focused(dashboard));
}

/* ---- extract ---- */

static void tell_extract(struct dashboard *dashboard, const struct extract_result *result)
{
	struct reader reader = {.title = _("Register extract")};
	char *due = date_format(result->due, DATE_LONG);
	char *line = xasprintf(_("Hand it over by %s, to nobody but the person."), due);
	sheet_heading(&reader.sheet, _("Written"));
	sheet_item(&reader.sheet, "•", 1, result->text_path);
	sheet_item(&reader.sheet, "•", 1, result->json_path);
	sheet_blank(&reader.sheet);
	sheet_text(&reader.sheet, ROLE_TEXT, line);
	sheet_text(&reader.sheet, ROLE_DIM,
		_("The files are readable by you only. It is noted that they were made."));
	reader_open(dashboard, &reader);
	free(line);
	free(due);
}

static bool extract_folder_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const struct request_of *request = context;
	struct extract_result result;
	struct extract_order order = {.participant = request->participant,
		.reason = request->reason,
		.folder = text,
		.received = dashboard_today(dashboard)};
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	if (!*text)
		return error_set(error, ERROR_DATA, _("Give the folder to write to."));
	if (!service_extract(dashboard->service, &order, &result, error))
		return false;
	tell_extract(dashboard, &result);
	extract_result_finish(&result);
	return true;
}

static unsigned ask_extract_folder(
	struct dashboard *dashboard, int64_t participant, const char *reason)
{
	struct prompt prompt = {
		.title = _("Register extract"),
		.label = _("Folder"),
		.text = dashboard->export_folder,
		.help = _("Two files are written there, one to read and one as JSON: all that is "
			  "kept of the person, and nobody else's name."),
		.done = extract_folder_given,
		.context = request_create(participant, reason),
		.free_context = request_free,
	};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}

static bool extract_reason_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const struct request_of *request = context;
	if (!*text)
		return error_set(error, ERROR_DATA,
			_("Say why the identity has to be seen: it stands in the log."));
	*effects = ask_extract_folder(dashboard, request->participant, text);
	return true;
}

unsigned rights_extract(struct dashboard *dashboard)
{
	const struct participant *participant = selected(dashboard);
	int64_t id = participant->record.id;
	if (!participant->is_protected.value)
		return ask_extract_folder(dashboard, id, NULL);
	struct prompt prompt = {
		.title = _("Register extract"),
		.label = _("Reason"),
		.help = _("The person has a protected identity. The reason stands in the log."),
		.done = extract_reason_given,
		.context = request_create(id, NULL),
		.free_context = request_free,
	};
	prompt_open(dashboard, &prompt);
	return EFFECT_DRAW;
}

/* ---- what has been erased ---- */

static void tell_erased(
	struct dashboard *dashboard, const char *title, const struct erasure_result *result)
{
	struct reader reader = {.title = title};
	char *removed = xasprintf(
		PLURAL_("%zu row removed.", "%zu rows removed.", result->removed), result->removed);
	char *proof = erasure_result_text(result);
	sheet_text(&reader.sheet, ROLE_TEXT, removed);
	sheet_text(&reader.sheet, result->cleaned && !result->traces ? ROLE_GOOD : ROLE_WARNING,
		proof);
	if (result->copies.count)
		sheet_heading(&reader.sheet, _("Old copies of the database, removed too"));
	for (size_t i = 0; i < result->copies.count; i++)
		sheet_item(&reader.sheet, "•", 1, result->copies.words[i]);
	reader_open(dashboard, &reader);
	free(proof);
	free(removed);
}

/* ---- erasure ---- */

static bool number_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const struct request_of *request = context;
	struct erasure_result result;
	char *number = xasprintf("%lld", (long long)request->participant);
	bool same = !strcmp(text, number);
	free(number);
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	if (!same)
		return error_set(error, ERROR_DATA,
			_("That is not the number of the participant: nothing has been erased."));
	if (!service_erase(dashboard->service, request->participant, &result, error))
		return false;
	tell_erased(dashboard, _("Erased"), &result);
	erasure_result_finish(&result);
	return true;
}

static unsigned ask_number(struct dashboard *dashboard, void *context)
{
	const struct request_of *request = context;
	char *label = xasprintf(_("Type the number of the participant (%lld) to erase for good"),
		(long long)request->participant);
	struct prompt prompt = {
		.title = _("Erase"),
		.label = label,
		.help = _("This cannot be undone, and no backup brings it back."),
		.done = number_given,
		.context = request_create(request->participant, NULL),
		.free_context = request_free,
	};
	prompt_open(dashboard, &prompt);
	free(label);
	return EFFECT_DRAW;
}

static void tell_erasure(struct sheet *sheet, const struct erasure *erasure)
{
	for (size_t i = 0; i < erasure->count; i++) {
		char *text = erasure_line_text(erasure, &erasure->lines[i]);
		sheet_pair(sheet, _(erasure->lines[i].entity->label),
			erasure->lines[i].kept ? ROLE_WARNING : ROLE_TEXT, text);
		free(text);
	}
	sheet_blank(sheet);
	sheet_text(sheet, ROLE_DIM,
		_("Name, address and number are taken out of every other text too, also of the "
		  "history."));
	if (erasure->hold)
		sheet_text(sheet, ROLE_ERROR, erasure->hold);
}

unsigned rights_erase(struct dashboard *dashboard)
{
	struct erasure erasure;
	struct error error = {0};
	if (!service_erasure_preview(
		    dashboard->service, selected(dashboard)->record.id, &erasure, &error))
		return dashboard_complain(dashboard, &error);
	char *title = xasprintf(_("Erase: %s"), erasure.name);
	struct reader reader = {.title = title};
	tell_erasure(&reader.sheet, &erasure);
	if (!erasure.hold) {
		reader.agreed = ask_number;
		reader.context = request_create(erasure.participant, NULL);
		reader.free_context = request_free;
	}
	reader_open(dashboard, &reader);
	erasure_finish(&erasure);
	free(title);
	return EFFECT_DRAW;
}

/* ---- retention ---- */

static bool retention_word_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct retention retention;
	struct erasure_result result;
	(void)context;
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	if (strcmp(text, C_("answer", "YES")) != 0)
		return error_set(error, ERROR_DATA, _("Nothing has been removed."));
	if (!service_retention_run(dashboard->service, &retention, &result, error))
		return false;
	tell_erased(dashboard, _("Retention"), &result);
	erasure_result_finish(&result);
	return true;
}

static unsigned ask_retention_word(struct dashboard *dashboard, void *context)
{
	char *label = xasprintf(_("Type %s to remove it for good"), C_("answer", "YES"));
	struct prompt prompt = {
		.title = _("Retention"),
		.label = label,
		.help = _("This cannot be undone. What was removed is noted as numbers only."),
		.done = retention_word_given,
	};
	(void)context;
	prompt_open(dashboard, &prompt);
	free(label);
	return EFFECT_DRAW;
}

static void tell_class(struct sheet *sheet, int class, const struct retention_line *line)
{
	char *due = xasprintf(
		PLURAL_("%zu row to remove", "%zu rows to remove", line->due), line->due);
	char *held = xasprintf(PLURAL_("%zu held back", "%zu held back", line->held), line->held);
	char *days = xasprintf(
		PLURAL_("after %lld day", "after %lld days", line->days), (long long)line->days);
	char *text = line->held ? xasprintf("%s · %s · %s", due, held, days)
				: xasprintf("%s · %s", due, days);
	sheet_pair(sheet, choice_label(&retention_classes, class),
		line->due ? ROLE_WARNING : ROLE_TEXT, text);
	free(text);
	free(days);
	free(held);
	free(due);
}

unsigned rights_retention(struct dashboard *dashboard)
{
	struct retention retention;
	struct error error = {0};
	struct reader reader = {.title = _("Retention: what has been kept long enough")};
	if (!service_retention_preview(
		    dashboard->service, dashboard_today(dashboard), &retention, &error))
		return dashboard_complain(dashboard, &error);
	for (int i = 0; i < RETENTION_CLASSES; i++)
		tell_class(&reader.sheet, i, &retention.lines[i]);
	sheet_blank(&reader.sheet);
	sheet_text(&reader.sheet, ROLE_DIM,
		retention.due ? _("Nothing is removed before you agree.") : _("Nothing is due."));
	if (retention.due)
		reader.agreed = ask_retention_word;
	reader_open(dashboard, &reader);
	return EFFECT_DRAW;
}
