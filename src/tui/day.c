/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files for the day of a meeting: where to, what it will be, and only then the file. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "service/signin.h"
#include "service/webinar.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/filesheet.h"
#include "tui/folder.h"

enum day_file {
	DAY_SHEET,
	DAY_NAMES,
	DAY_ATTENDANCE,
	DAY_WEBINAR,
	DAY_WEBINAR_FULL,
};

struct plan {
	enum day_file what;
	int64_t meeting;
	enum signin_format format;
	char *path;
};

static void plan_free(void *context)
{
	struct plan *plan = context;
	free(plan->path);
	free(plan);
}

static struct plan *plan_copy(const struct plan *plan)
{
	struct plan *copy = xcalloc(1, sizeof(*copy));
	*copy = *plan;
	copy->path = xstrdup(plan->path);
	return copy;
}

static const char *title_of(enum day_file what)
{
	static const char *const titles[] = {
		[DAY_SHEET] = N_("Sign-in sheet"),
		[DAY_NAMES] = N_("List of names"),
		[DAY_ATTENDANCE] = N_("Attendance as CSV"),
		[DAY_WEBINAR] = N_("Webinar list"),
		[DAY_WEBINAR_FULL] = N_("Webinar list in full"),
	};
	return _(titles[what]);
}

static unsigned say_written(struct dashboard *dashboard, const char *path, size_t rows)
{
	char *shown = folder_shorten(path);
	dashboard_say(dashboard, ROLE_GOOD,
		xasprintf(PLURAL_("Wrote %s: %zu row.", "Wrote %s: %zu rows.", rows), shown, rows));
	free(shown);
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static void add_number(struct sheet *sheet, const char *label, enum role role, size_t number)
{
	char *text = xasprintf("%zu", number);
	sheet_pair(sheet, label, role, number ? text : "");
	free(text);
}

/* ---- the sheet, the names, the attendance ---- */

static bool run_signin(struct dashboard *dashboard, const struct plan *plan, bool write,
	struct signin_result *result, struct error *error)
{
	struct signin_order order = {.meeting = plan->meeting,
		.names = plan->what == DAY_NAMES,
		.format = plan->format,
		.out = plan->path,
		.write = write};
	return (plan->what == DAY_ATTENDANCE ? service_attendance_file : service_signin_sheet)(
		dashboard->service, &order, result, error);
}

static unsigned write_signin(struct dashboard *dashboard, void *context)
{
	struct signin_result result;
	struct error error = {0};
	if (!run_signin(dashboard, context, true, &result, &error))
		return dashboard_complain(dashboard, &error);
	unsigned effects = say_written(dashboard, result.path, result.people);
	signin_result_finish(&result);
	return effects;
}

static bool preview_signin(
	struct dashboard *dashboard, const struct plan *plan, struct error *error)
{
	struct signin_result result;
	struct reader reader = {
		.title = title_of(plan->what), .agreed = write_signin, .free_context = plan_free};
	if (!run_signin(dashboard, plan, false, &result, error))
		return false;
	reader.context = plan_copy(plan);
	sheet_pair(&reader.sheet, _("File"), ROLE_TEXT, result.file);
	sheet_pair(&reader.sheet, C_("export", "Purpose"), ROLE_TEXT,
		choice_label(&purposes,
			plan->what == DAY_NAMES ? PURPOSE_SHARING : PURPOSE_ADMINISTRATION));
	add_number(&reader.sheet, _("People"), ROLE_TEXT, result.people);
	add_number(&reader.sheet, _("New codes"), ROLE_TEXT, result.fresh);
	add_number(&reader.sheet, _("Without a name"), ROLE_WARNING, result.is_hidden);
	add_number(&reader.sheet, _("Not agreed"), ROLE_WARNING, result.left_out);
	filesheet_lines(&reader.sheet, result.preview);
	reader_open(dashboard, &reader);
	signin_result_finish(&result);
	return true;
}

/* ---- the webinar ---- */

static bool run_webinar(struct dashboard *dashboard, const struct plan *plan, bool write,
	struct webinar_result *result, struct error *error)
{
	struct webinar_order order = {.meeting = plan->meeting,
		.full = plan->what == DAY_WEBINAR_FULL,
		.out = plan->path,
		.write = write};
	return service_webinar(dashboard->service, &order, result, error);
}

static unsigned write_webinar(struct dashboard *dashboard, void *context)
{
	struct webinar_result result;
	struct error error = {0};
	if (!run_webinar(dashboard, context, true, &result, &error))
		return dashboard_complain(dashboard, &error);
	if (result.path)
		say_written(dashboard, result.path, result.rows);
	else
		dashboard_say(dashboard, ROLE_GOOD,
			xasprintf(PLURAL_("%zu task by hand, in the outbox",
					  "%zu tasks by hand, in the outbox", result.tasks),
				result.tasks));
	webinar_result_finish(&result);
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static void tell_webinar(struct sheet *sheet, const struct webinar_result *result)
{
	char *at = result->at.known ? instant_format(result->at.value) : NULL;
	char *changes = at ? xasprintf("+%zu −%zu", result->added, result->withdrawn) : NULL;
	sheet_pair(sheet, _("Webinar"), ROLE_TEXT, result->event);
	if (result->asks)
		sheet_pair(sheet, "", ROLE_WARNING,
			_("The meeting is cancelled: ask the organiser whether the webinar is "
			  "held."));
	sheet_pair(sheet, _("File"), ROLE_TEXT, result->file);
	sheet_pair(
		sheet, _("Handed over"), ROLE_TEXT, at ? at : _("not yet: everyone stands in it"));
	sheet_pair(sheet, _("Since then"), ROLE_ACCENT, changes);
	add_number(sheet, _("Rows"), ROLE_TEXT, result->rows);
	add_number(sheet, _("Tasks by hand"), ROLE_WARNING, result->tasks);
	for (size_t i = 0; i < result->left_out_count; i++) {
		const struct people_left_out *out = &result->left_out[i];
		char *line = xasprintf(PLURAL_("%zu: %s (%s)", "%zu: %s (%s)", out->count),
			out->count, purpose_rule_text(out->rule), out->rule);
		sheet_pair(sheet, i ? "" : _("Left out"), ROLE_WARNING, line);
		free(line);
	}
	if (result->preview)
		filesheet_lines(sheet, result->preview);
	free(changes);
	free(at);
}

static bool preview_webinar(
	struct dashboard *dashboard, const struct plan *plan, struct error *error)
{
	struct webinar_result result;
	struct reader reader = {.title = title_of(plan->what)};
	if (!run_webinar(dashboard, plan, false, &result, error))
		return false;
	tell_webinar(&reader.sheet, &result);
	if (result.rows || result.tasks) {
		reader.agreed = write_webinar;
		reader.context = plan_copy(plan);
		reader.free_context = plan_free;
	} else {
		sheet_blank(&reader.sheet);
		sheet_text(&reader.sheet, ROLE_TEXT,
			_("Nothing has changed: there is nothing to hand over."));
	}
	reader_open(dashboard, &reader);
	webinar_result_finish(&result);
	return true;
}

/* ---- what is asked first ---- */

static bool path_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct plan *plan = context;
	bool webinar = plan->what == DAY_WEBINAR || plan->what == DAY_WEBINAR_FULL;
	free(plan->path);
	plan->path = folder_expand(*text ? text : ".");
	if (*text == '-' && !text[1])
		return error_set(error, ERROR_DATA, _("Give the folder to write to."));
	if (!(webinar ? preview_webinar : preview_signin)(dashboard, plan, error))
		return false;
	free(dashboard->export_folder);
	dashboard->export_folder = xstrdup(text);
	*effects = EFFECT_DRAW;
	return true;
}

static struct plan *plan_new(struct dashboard *dashboard, enum day_file what)
{
	const struct meeting *meeting = pane_selected(dashboard_focused(dashboard));
	struct plan *plan = xcalloc(1, sizeof(*plan));
	plan->what = what;
	plan->meeting = meeting->record.id;
	return plan;
}

static unsigned ask_folder(struct dashboard *dashboard, struct plan *plan)
{
	filesheet_ask_folder(dashboard, title_of(plan->what), path_given, plan, plan_free);
	return EFFECT_DRAW;
}

static unsigned format_chosen(struct dashboard *dashboard, int format, void *context)
{
	struct plan *plan = plan_copy(context);
	plan->format = (enum signin_format)format;
	return ask_folder(dashboard, plan);
}

static unsigned ask_format(struct dashboard *dashboard, enum day_file what)
{
	static const struct {
		const char *text, *note;
	} forms[] = {
		[SIGNIN_TEXT] = {N_("Text"), N_("for lp, page by page")},
		[SIGNIN_HTML] = {N_("Web page"), N_("A4 from any browser, also as PDF")},
	};
	struct picker picker = {.title = title_of(what),
		.chosen = format_chosen,
		.context = plan_new(dashboard, what),
		.free_context = plan_free};
	for (int i = SIGNIN_HTML; i >= SIGNIN_TEXT; i--) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(_(forms[i].text));
		item->note = xstrdup(_(forms[i].note));
		item->value = i;
	}
	picker_open(dashboard, &picker);
	return EFFECT_DRAW;
}

unsigned day_sheet(struct dashboard *dashboard)
{
	return ask_format(dashboard, DAY_SHEET);
}

unsigned day_names(struct dashboard *dashboard)
{
	return ask_format(dashboard, DAY_NAMES);
}

unsigned day_attendance(struct dashboard *dashboard)
{
	return ask_folder(dashboard, plan_new(dashboard, DAY_ATTENDANCE));
}

unsigned day_webinar(struct dashboard *dashboard)
{
	return ask_folder(dashboard, plan_new(dashboard, DAY_WEBINAR));
}

unsigned day_webinar_full(struct dashboard *dashboard)
{
	return ask_folder(dashboard, plan_new(dashboard, DAY_WEBINAR_FULL));
}
