/* SPDX-License-Identifier: GPL-3.0-or-later */
/* x at the participants: for what purpose, in what form, where to; a preview; the file. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/peoplefile.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/filesheet.h"
#include "tui/folder.h"

struct plan {
	enum purpose purpose;
	int64_t *ids; /* the marked ones; NULL: all that the filter shows */
	size_t count;
	char *filter; /* as typed */
	bool all;     /* the closed ones are shown too */
	int form;     /* enum table_form */
	char *path;
};

static void plan_free(void *context)
{
	struct plan *plan = context;
	free(plan->ids);
	free(plan->filter);
	free(plan->path);
	free(plan);
}

static struct plan *plan_copy(const struct plan *plan)
{
	struct plan *copy = xcalloc(1, sizeof(*copy));
	*copy = *plan;
	copy->filter = xstrdup(plan->filter);
	copy->path = xstrdup(plan->path);
	copy->ids = plan->ids ? xcalloc(plan->count + 1, sizeof(*copy->ids)) : NULL;
	if (copy->ids)
		memcpy(copy->ids, plan->ids, plan->count * sizeof(*copy->ids));
	return copy;
}

static bool export(struct dashboard *dashboard, const struct plan *plan, bool write,
	struct people_export *result, struct error *error)
{
	struct filter filter = {0};
	if (!filter_parse(&filter, &participant_entity, plan->filter, dashboard_today(dashboard),
		    NULL, error))
		return false;
	struct people_order order = {.purpose = plan->purpose,
		.filter = plan->ids ? NULL : &filter,
		.ids = plan->ids,
		.id_count = plan->count,
		.all = plan->all,
		.format = plan->form == FORM_WORKBOOK ? FORMAT_XLSX : FORMAT_CSV,
		.encoding = plan->form == FORM_WINDOWS ? CSV_WINDOWS_1252 : CSV_UTF8,
		.out = plan->path,
		.write = write};
	bool ok = service_people_export(dashboard->service, &order, result, error);
	filter_finish(&filter);
	return ok;
}

static unsigned write_agreed(struct dashboard *dashboard, void *context)
{
	struct people_export result;
	struct error error = {0};
	if (!export(dashboard, context, true, &result, &error))
		return dashboard_complain(dashboard, &error);
	char *path = folder_shorten(result.path);
	dashboard_say(dashboard, ROLE_GOOD,
		xasprintf(PLURAL_("Wrote %s: %zu row.", "Wrote %s: %zu rows.", result.rows), path,
			result.rows));
	free(path);
	people_export_finish(&result);
	return EFFECT_DRAW | EFFECT_RELOAD;
}

static void tell_left_out(struct sheet *sheet, const struct people_export *result)
{
	for (size_t i = 0; i < result->left_out_count; i++) {
		const struct people_left_out *at = &result->left_out[i];
		char *line = xasprintf(PLURAL_("%zu: %s (%s)", "%zu: %s (%s)", at->count),
			at->count, purpose_rule_text(at->rule), at->rule);
		sheet_pair(sheet, i ? "" : _("Left out"), ROLE_WARNING, line);
		free(line);
	}
	if (!result->organisation_only)
		return;
	char *line = xasprintf(
		PLURAL_("only the organisation is told of %zu person",
			"only the organisation is told of %zu people", result->organisation_only),
		result->organisation_only);
	sheet_pair(sheet, _("By consent"), ROLE_TEXT, line);
	free(line);
}

static void show_preview(
	struct dashboard *dashboard, const struct plan *plan, const struct people_export *result)
{
	struct reader reader = {.title = _("Write this list?"),
		.agreed = write_agreed,
		.context = plan_copy(plan),
		.free_context = plan_free};
	char *rows = xasprintf("%zu", result->rows);
	sheet_pair(&reader.sheet, _("File"), ROLE_TEXT, result->file);
	sheet_pair(&reader.sheet, C_("export", "Purpose"), ROLE_TEXT,
		choice_label(&purposes, (int)plan->purpose));
	sheet_pair(&reader.sheet, _("Rows"), ROLE_TEXT, rows);
	sheet_pair(&reader.sheet, _("Personal data"), result->personal ? ROLE_WARNING : ROLE_TEXT,
		result->personal ? _("yes") : _("no"));
	tell_left_out(&reader.sheet, result);
	filesheet_lines(&reader.sheet, result->preview);
	reader_open(dashboard, &reader);
	free(rows);
}

static bool path_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct plan *plan = context;
	struct people_export result;
	free(plan->path);
	plan->path = folder_expand(*text ? text : ".");
	if (!strcmp(plan->path, "-"))
		return error_set(error, ERROR_DATA, _("Give the folder to write to."));
	if (!export(dashboard, plan, false, &result, error))
		return false;
	free(dashboard->export_folder);
	dashboard->export_folder = xstrdup(text);
	show_preview(dashboard, plan, &result);
	people_export_finish(&result);
	*effects = EFFECT_DRAW;
	return true;
}

/* Owned by the caller. */
static char *purpose_title(enum purpose purpose)
{
	return xasprintf(_("Purpose: %s"), choice_label(&purposes, (int)purpose));
}

static unsigned form_chosen(struct dashboard *dashboard, int form, void *context)
{
	struct plan *plan = plan_copy(context);
	plan->form = form;
	char *title = purpose_title(plan->purpose);
	filesheet_ask_folder(dashboard, title, path_given, plan, plan_free);
	free(title);
	return EFFECT_DRAW;
}

static unsigned purpose_chosen(struct dashboard *dashboard, int purpose, void *context)
{
	struct plan *plan = plan_copy(context);
	plan->purpose = (enum purpose)purpose;
	char *title = purpose_title((enum purpose)purpose);
	filesheet_ask_form(dashboard, title, form_chosen, plan, plan_free);
	free(title);
	return EFFECT_DRAW;
}

static void add_purpose(struct picker *picker, enum purpose purpose, const char *what)
{
	struct picker_item *item = picker_item_add(&picker->items, &picker->count);
	item->text = xstrdup(choice_label(&purposes, (int)purpose));
	item->note = xstrdup(what);
	item->value = (int)purpose;
}

unsigned people_export(struct dashboard *dashboard)
{
	struct list *list = &dashboard_focused(dashboard)->list;
	struct plan *plan = xcalloc(1, sizeof(*plan));
	if (list->mark_count)
		plan->ids = list_targets(list, &plan->count);
	plan->filter = xstrdup(list->filter_text);
	plan->all = list->query.all;
	char *title = plan->ids ? xasprintf(PLURAL_("Export %zu participant: what for?",
						    "Export %zu participants: what for?",
						    plan->count),
					  plan->count)
				: xstrdup(_("Export the participants: what for?"));
	struct picker picker = {.title = title,
		.chosen = purpose_chosen,
		.context = plan,
		.free_context = plan_free};
	add_purpose(&picker, PURPOSE_ADMINISTRATION, _("all that we work with"));
	add_purpose(&picker, PURPOSE_INVITATION, _("name, address, organisation"));
	add_purpose(&picker, PURPOSE_SHARING, _("as each has agreed to"));
	add_purpose(&picker, PURPOSE_WEBINAR, _("name, address, organisation"));
	add_purpose(&picker, PURPOSE_STATISTICS, _("counts only, nobody by name"));
	picker_open(dashboard, &picker);
	free(title);
	return EFFECT_DRAW;
}
