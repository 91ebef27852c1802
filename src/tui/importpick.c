/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the wizard asks: what a column tells, which organisation is meant, where rejected rows go,
 * and whether to import. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/dialogs.h"
#include "tui/folder.h"
#include "tui/importmode.h"

enum { LINES_READ = 1000 };

/* A question that a picker asks, about one column or one organisation. */
struct asked {
	struct wizard *wizard; /* below it on the stack */
	size_t index;
};

static struct asked *asked_create(struct wizard *wizard, size_t index)
{
	struct asked *asked = xcalloc(1, sizeof(*asked));
	*asked = (struct asked){.wizard = wizard, .index = index};
	return asked;
}

/* ---- columns ---- */

static unsigned key_chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct asked *asked = context;
	import_explain(asked->wizard->plan, asked->index, (enum signup_key)value);
	return wizard_refresh(asked->wizard, dashboard);
}

static unsigned column_chosen(struct dashboard *dashboard, int value, void *context)
{
	struct wizard *wizard = context;
	const struct import_column *column = &wizard->plan->columns[value];
	char *title = xasprintf(_("What does “%s” tell?"), column->title);
	struct picker picker = {.title = title,
		.prompt = _("Find"),
		.chosen = key_chosen,
		.context = asked_create(wizard, (size_t)value),
		.free_context = free};
	for (enum signup_key key = SIGNUP_LEFT_OUT; key < SIGNUP_KEYS; key++) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(
			key == SIGNUP_LEFT_OUT ? _("Nothing: leave it out") : signup_label(key));
		item->also = xstrdup(signup_token(key));
		item->value = (int)key;
		if (key == column->key)
			picker.selected = picker.count - 1;
	}
	picker_open(dashboard, &picker);
	free(title);
	return EFFECT_DRAW;
}

unsigned wizard_pick_column(struct wizard *wizard, struct dashboard *dashboard)
{
	const struct import_plan *plan = wizard->plan;
	struct picker picker = {
		.title = _("Columns of the file"), .chosen = column_chosen, .context = wizard};
	for (size_t i = 0; i < plan->column_count; i++) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(*plan->columns[i].title ? plan->columns[i].title : "–");
		item->note = xstrdup(signup_label(plan->columns[i].key));
		item->value = (int)i;
	}
	picker_open(dashboard, &picker);
	return EFFECT_DRAW;
}

/* ---- organisations ---- */

static bool next_question(const struct import_plan *plan, bool open, size_t *index)
{
	for (size_t i = 0; i < plan->question_count; i++) {
		if (plan->questions[i].rows && !(open && plan->questions[i].answered)) {
			*index = i;
			return true;
		}
	}
	return false;
}

static unsigned answer_chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct asked *asked = context;
	struct wizard *wizard = asked->wizard;
	const struct import_question *question = &wizard->plan->questions[asked->index];
	size_t next;
	import_answer(wizard->plan, asked->index, value < 0 ? NULL : question->candidates[value]);
	unsigned effects = wizard_refresh(wizard, dashboard);
	if (!wizard->fault && next_question(wizard->plan, true, &next))
		effects |= wizard_ask_question(wizard, dashboard);
	return effects;
}

unsigned wizard_ask_question(struct wizard *wizard, struct dashboard *dashboard)
{
	const struct import_plan *plan = wizard->plan;
	size_t index;
	if (!next_question(plan, true, &index) && !next_question(plan, false, &index)) {
		dashboard_say(dashboard, ROLE_DIM,
			xstrdup(_("Every organisation in this file is clear.")));
		return EFFECT_DRAW;
	}
	const struct import_question *question = &plan->questions[index];
	char *title = xasprintf(
		question->ambiguous ? _("Which one is “%s”?") : _("Is one of these meant by “%s”?"),
		question->text);
	struct picker picker = {.title = title,
		.chosen = answer_chosen,
		.context = asked_create(wizard, index),
		.free_context = free};
	for (size_t i = 0; i < question->candidate_count; i++) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(question->candidates[i]->name);
		item->note = xstrdup(question->candidates[i]->code);
		item->value = (int)i;
	}
	struct picker_item *none = picker_item_add(&picker.items, &picker.count);
	none->text = xstrdup(_("None of them"));
	none->value = -1;
	picker_open(dashboard, &picker);
	free(title);
	return EFFECT_DRAW;
}

/* ---- every row ---- */

static const char *fate_text(const struct import_row *row)
{
	switch (row->fate) {
	case IMPORT_OUTSIDE:
		return _("new, outside the target group");
	case IMPORT_EXACT:
		return _("there already");
	case IMPORT_PROBABLE:
		return _("probable duplicate");
	default:
		return C_("row of a file", "new");
	}
}

static char *row_text(const struct import_row *row)
{
	if (!row->person)
		return import_reject_text(row);
	char *name = row->person->is_protected.value ? xstrdup(_("a protected person"))
						     : participant_list_name(row->person);
	char *text = xasprintf("%s · %s · %s", name,
		row->person->organisation ? row->person->organisation : "–", fate_text(row));
	free(name);
	return text;
}

static bool is_shown(const struct wizard *wizard, const struct import_row *row)
{
	return wizard->section != SECTION_REJECTS || row->fate == IMPORT_REJECTED;
}

unsigned wizard_read_all(struct wizard *wizard, struct dashboard *dashboard)
{
	const struct import_plan *plan = wizard->plan;
	struct reader reader = {.title = plan->name, .full = true};
	size_t told = 0;
	for (size_t i = 0; wizard->section == SECTION_WARNINGS && i < plan->warning_count; i++) {
		char *text = import_warning_text(plan, &plan->warnings[i]);
		sheet_item(&reader.sheet, "•", 1, text);
		free(text);
	}
	for (size_t i = 0; wizard->section != SECTION_WARNINGS && i < plan->file.row_count &&
			   told < LINES_READ && !wizard->fault;
		i++) {
		if (!is_shown(wizard, &plan->rows[i]))
			continue;
		const struct import_row *row = &plan->rows[i];
		char *line = row->person ? xasprintf("%zu", row->line) : xstrdup("×");
		char *text = row_text(row);
		sheet_item(&reader.sheet, line, 5, text);
		free(text);
		free(line);
		told++;
	}
	if (!reader.sheet.count)
		sheet_text(&reader.sheet, ROLE_DIM, _("There is nothing here."));
	reader_open(dashboard, &reader);
	return EFFECT_DRAW;
}

/* ---- rejected rows to a file ---- */

static bool rejects_path_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	struct wizard *wizard = context;
	char *path = folder_expand(text);
	bool ok = service_import_write_rejects(wizard->plan, path, false, error);
	if (ok)
		dashboard_say(dashboard, ROLE_GOOD,
			xasprintf(PLURAL_("%zu rejected row is in %s.",
					  "%zu rejected rows are in %s.",
					  wizard->plan->summary.rejected),
				wizard->plan->summary.rejected, text));
	free(path);
	*effects = EFFECT_DRAW;
	return ok;
}

/* "signups.csv" -> "signups-rejected.csv", in the same folder. */
static char *rejects_path(const struct import_plan *plan)
{
	char *path = folder_shorten(plan->path);
	char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
	bool ends = dot && (!slash || dot > slash);
	/* TRANSLATORS: the end of a file name, in letters a to z */
	char *text = xasprintf("%.*s-%s%s", (int)(ends ? dot - path : (long)strlen(path)), path,
		_("rejected"), ends ? dot : ".csv");
	free(path);
	return text;
}

unsigned wizard_write_rejects(struct wizard *wizard, struct dashboard *dashboard)
{
	if (!wizard->plan->summary.rejected) {
		dashboard_say(dashboard, ROLE_DIM, xstrdup(_("No row of this file is rejected.")));
		return EFFECT_DRAW;
	}
	char *path = rejects_path(wizard->plan);
	struct prompt prompt = {
		.title = _("Write the rejected rows to a file"),
		.label = _("File"),
		.text = path,
		.help = _("In the form of the original, to be mended and imported again. It holds "
			  "personal data."),
		.done = rejects_path_given,
		.context = wizard,
	};
	prompt_open(dashboard, &prompt);
	free(path);
	return EFFECT_DRAW;
}

/* ---- the last question ---- */

static unsigned import_agreed(struct dashboard *dashboard, void *context)
{
	wizard_run(context, dashboard);
	return EFFECT_DRAW;
}

static void tell_count(struct sheet *sheet, char *text, size_t count)
{
	if (count)
		sheet_item(sheet, "•", 1, text);
	free(text);
}

unsigned wizard_confirm(struct wizard *wizard, struct dashboard *dashboard)
{
	const struct import_summary *summary = &wizard->plan->summary;
	if (wizard->fault || (!summary->added && !summary->merged)) {
		dashboard_say(dashboard, ROLE_WARNING,
			wizard->fault ? xstrdup(wizard->fault)
				      : xasprintf(_("There is nobody to import in %s."),
						wizard->plan->name));
		return EFFECT_DRAW;
	}
	struct reader reader = {.title = _("Import"), .agreed = import_agreed, .context = wizard};
	struct sheet *sheet = &reader.sheet;
	tell_count(sheet,
		xasprintf(PLURAL_("%zu participant is added", "%zu participants are added",
				  summary->added),
			summary->added),
		summary->added);
	tell_count(sheet,
		xasprintf(PLURAL_("%zu that is there is completed",
				  "%zu that are there are completed", summary->merged),
			summary->merged),
		summary->merged);
	tell_count(sheet,
		xasprintf(PLURAL_("%zu is there already and is not added",
				  "%zu are there already and are not added",
				  summary->exact_duplicates),
			summary->exact_duplicates),
		wizard->plan->complete ? 0 : summary->exact_duplicates);
	tell_count(sheet,
		xasprintf(
			PLURAL_("%zu row is rejected", "%zu rows are rejected", summary->rejected),
			summary->rejected),
		summary->rejected);
	tell_count(sheet,
		xasprintf(PLURAL_("%zu question is not answered: its rows go to review",
				  "%zu questions are not answered: their rows go to review",
				  summary->unanswered),
			summary->unanswered),
		summary->unanswered);
	tell_count(sheet,
		xasprintf(PLURAL_("what %zu of them needs is kept apart, for each meeting in "
				  "person ahead",
				  "what %zu of them need is kept apart, for each meeting in "
				  "person ahead",
				  summary->with_needs),
			summary->with_needs),
		summary->with_needs);
	sheet_blank(sheet);
	sheet_text(sheet, ROLE_DIM, _("It is one step: u undoes all of it."));
	reader_open(dashboard, &reader);
	return EFFECT_DRAW;
}
