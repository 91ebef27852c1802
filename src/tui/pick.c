/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands that choose rows: filter, sort, marks. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/filterline.h"

static struct list *focused_list(struct dashboard *dashboard)
{
	return &dashboard_focused(dashboard)->list;
}

static unsigned after(struct dashboard *dashboard, bool ok, struct error *error)
{
	return ok ? EFFECT_DRAW : dashboard_complain(dashboard, error);
}

unsigned pick_filter(struct dashboard *dashboard)
{
	filterline_open(dashboard, dashboard_focused(dashboard));
	return EFFECT_DRAW;
}

/* The chosen sort; choosing the present one turns it around. */
static unsigned sort_chosen(struct dashboard *dashboard, int sort, void *context)
{
	struct list *list = focused_list(dashboard);
	struct error error = {0};
	bool turn = list->query.sort == sort && !list->query.descending;
	(void)context;
	return after(dashboard, list_set_sort(list, sort, turn, &error), &error);
}

unsigned pick_sort(struct dashboard *dashboard)
{
	const struct list *list = focused_list(dashboard);
	const struct sort *sorts = store_sorts(list->query.entity);
	struct picker picker = {.title = _("Sort by"), .chosen = sort_chosen};
	for (int i = 0; sorts[i].name; i++) {
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xstrdup(_(sorts[i].label));
		item->value = i;
		if (i != list->query.sort)
			continue;
		item->note = xstrdup(list->query.descending ? _("now, downwards") : _("now"));
		picker.selected = (size_t)i;
	}
	picker_open(dashboard, &picker);
	return EFFECT_DRAW;
}

unsigned pick_all_states(struct dashboard *dashboard)
{
	struct list *list = focused_list(dashboard);
	struct error error = {0};
	bool all = !list->query.all;
	dashboard_say(dashboard, ROLE_TEXT,
		xstrdup(all ? _("All rows are shown, closed ones too.")
			    : _("Closed rows are hidden again.")));
	return after(dashboard, list_set_all(list, all, &error), &error);
}

unsigned pick_mark(struct dashboard *dashboard)
{
	struct list *list = focused_list(dashboard);
	struct error error = {0};
	list_toggle_mark(list, list_selected_id(list));
	return after(dashboard, list_move(list, 1, &error), &error);
}

unsigned pick_range(struct dashboard *dashboard)
{
	struct list *list = focused_list(dashboard);
	struct error error = {0};
	if (list->range_start)
		return after(dashboard, list_mark_range(list, &error), &error);
	list->range_start = list_selected_id(list);
	dashboard_say(dashboard, ROLE_TEXT,
		xstrdup(_("The range begins here: go to its other end and press v again.")));
	return EFFECT_DRAW;
}

unsigned pick_mark_all(struct dashboard *dashboard)
{
	struct error error = {0};
	return after(dashboard, list_mark_all(focused_list(dashboard), &error), &error);
}

unsigned pick_clear_marks(struct dashboard *dashboard)
{
	list_clear_marks(focused_list(dashboard));
	return EFFECT_DRAW;
}

unsigned pick_remark(struct dashboard *dashboard)
{
	struct list *list = focused_list(dashboard);
	list_restore_marks(list);
	dashboard_say(dashboard, ROLE_TEXT,
		xasprintf(PLURAL_("%zu row is marked again.", "%zu rows are marked again.",
				  list->mark_count),
			list->mark_count));
	return EFFECT_DRAW;
}

const char *needs_last_marks(struct dashboard *dashboard)
{
	return focused_list(dashboard)->last_count ? NULL : _("nothing has been marked yet");
}

const char *needs_marks(struct dashboard *dashboard)
{
	return focused_list(dashboard)->mark_count ? NULL : _("nothing is marked");
}
