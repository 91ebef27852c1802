/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who changed what and when, newest first. Of a participant it is a timeline: their own row, and
 * everything that refers to it, attendance, requests and whatever else there is, in one list.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "model/veil.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/veil.h"

#define HISTORY_LIMIT 200
/* Of one action: an import has a thousand. */
#define ROWS_TOLD 5

struct history {
	const struct entity *entity; /* NULL: everything */
	int64_t row;
	bool related;
};

/* ---- one action ---- */

/* What kind of thing an action is about: that of its first row. NULL when it is not known. */
static const struct entity *kind_of(const struct journal_action *action)
{
	return action->row_count ? entity_by_name(action->rows[0].entity) : NULL;
}

/* The journal's titles have names in them. In privacy mode it is told anew, by what the row says
 * now. */
static char *title_of(struct dashboard *dashboard, const struct journal_action *action)
{
	const struct entity *entity = kind_of(action);
	if (!dashboard->veiled)
		return xstrdup(action->title);
	if (!entity)
		return xstrdup(VEIL);
	if (action->row_count > 1)
		return xasprintf(PLURAL_("%s: %zu row", "%s: %zu rows", action->row_count),
			_(entity->label), action->row_count);
	char *name = veil_title(dashboard, entity, action->rows[0].row);
	char *title = xasprintf("%s %s", _(entity->label), name);
	free(name);
	return title;
}

static void tell_lines(struct dashboard *dashboard, struct sheet *sheet,
	const struct journal_row *row, const char *only)
{
	char *lines = dashboard->veiled ? service_describe_change_veiled(row)
					: service_describe_change(row);
	for (char *rest = lines, *line; (line = strsep(&rest, "\n"));) {
		if (!only || (!strncmp(line, only, strlen(only)) && line[strlen(only)] == ':'))
			sheet_pair(sheet, "", ROLE_DIM, line);
	}
	free(lines);
}

/* Of a row that came or went the title says enough; but what else is said of a person is often one
 * row among many of an action, and its state is what matters. */
static void tell_row(struct dashboard *dashboard, struct sheet *sheet,
	const struct journal_row *row, const struct entity *kind, const struct history *history)
{
	const struct entity *entity = entity_by_name(row->entity);
	const struct field *state = NULL;
	if (row->before && row->after) {
		tell_lines(dashboard, sheet, row, NULL);
		return;
	}
	if (!history->related || !entity || entity == history->entity || entity != kind ||
		!row->after)
		return;
	for (size_t i = 0; i < entity->field_count && !state; i++) {
		const struct field *field = &entity->fields[i];
		bool same = !strcmp(field->name, entity->name) || !strcmp(field->name, "status");
		if (field->label && same)
			state = field;
	}
	if (state)
		tell_lines(dashboard, sheet, row, _(state->label));
}

static void tell_action(struct dashboard *dashboard, struct sheet *sheet,
	const struct journal_action *action, const struct history *history)
{
	const struct entity *entity = kind_of(action);
	char *when = instant_format(action->at);
	char *head = history->related && entity
			     ? xasprintf("%s · %s · %s", when, _(entity->label), action->who)
			     : xasprintf("%s · %s", when, action->who);
	char *what = title_of(dashboard, action);
	char *title = action->undone_by ? xasprintf(_("%s (undone)"), what) : xstrdup(what);
	sheet_text(sheet, ROLE_LABEL, head);
	sheet_pair(sheet, "", action->undone_by ? ROLE_DIM : ROLE_TITLE, title);
	for (size_t i = 0; i < action->row_count && action->row_count <= ROWS_TOLD; i++)
		tell_row(dashboard, sheet, &action->rows[i], entity, history);
	free(title);
	free(what);
	free(head);
	free(when);
}

/* ---- the whole ---- */

static bool tell_history(struct dashboard *dashboard, struct sheet *sheet, void *context)
{
	const struct history *history = context;
	struct journal_query query = {.entity = history->entity ? history->entity->name : NULL,
		.row = history->row,
		.related = history->related,
		.limit = HISTORY_LIMIT};
	struct journal journal = {0};
	struct error error = {0};
	if (!store_history(dashboard->service->store, &query, &journal, &error)) {
		dashboard_complain(dashboard, &error);
		return false;
	}
	for (size_t i = 0; i < journal.count; i++)
		tell_action(dashboard, sheet, &journal.actions[i], history);
	if (!journal.count)
		sheet_text(sheet, ROLE_DIM, _("Nothing has been changed yet."));
	journal_finish(&journal);
	return true;
}

static char *entitle(struct dashboard *dashboard, void *context)
{
	const struct history *history = context;
	if (!history->entity)
		return xstrdup(_("History"));
	char *name = veil_title(dashboard, history->entity, history->row);
	char *title = xasprintf(_("History of %s"), name);
	free(name);
	return title;
}

unsigned app_history(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	const struct record *record = pane_selected(pane);
	struct history *history = xcalloc(1, sizeof(*history));
	if (record)
		*history = (struct history){.entity = pane->ops->entity,
			.row = record->id,
			.related = pane->ops->entity == &participant_entity};
	char *title = entitle(dashboard, history);
	struct reader reader = {.title = title,
		.full = true,
		.remake = tell_history,
		.entitle = entitle,
		.context = history,
		.free_context = free};
	if (tell_history(dashboard, &reader.sheet, history))
		reader_open(dashboard, &reader);
	else
		free(history);
	free(title);
	return EFFECT_DRAW;
}
