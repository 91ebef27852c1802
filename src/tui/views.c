/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved views: a filter is chosen by its name, and the present one kept under one. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/twin.h"
#include "service/view.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/veil.h"

/* Counted for the menu; the list of duplicates itself tells more. */
#define PAIRS_COUNTED 200

/* What an item of the menu does, beside choosing view n (n >= 0). */
enum { VIEW_KEEP = -1, VIEW_DUPLICATES = -2, VIEW_RENAME = 1000000, VIEW_DELETE = 2000000 };

struct menu {
	enum view_of list;
	struct view *views;
	size_t count;
};

static void menu_free(void *context)
{
	struct menu *menu = context;
	views_free(menu->views, menu->count);
	free(menu);
}

static enum view_of list_of(const struct pane *pane)
{
	enum view_of list = VIEW_OF_PARTICIPANTS;
	while (view_entity(list) != pane->ops->entity)
		list++;
	return list;
}

static unsigned show(struct dashboard *dashboard, const struct view *view)
{
	struct pane *pane = dashboard_focused(dashboard);
	struct error error = {0};
	pane->described = 0;
	bool plain = text_is_blank(view->filter);
	if (plain && pane->list.query.all && !list_set_all(&pane->list, false, &error))
		return dashboard_complain(dashboard, &error);
	if (!list_set_filter(&pane->list, view->filter, dashboard_today(dashboard), NULL, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_TEXT,
		plain ? xasprintf("%s.", view->name)
		      : xasprintf(_("%s. Esc shows all rows."), view->name));
	return EFFECT_DRAW;
}

/* ---- the user's own ---- */

struct naming {
	enum view_of list;
	int64_t id;   /* 0: a new one */
	char *filter; /* of a new one */
};

static void naming_free(void *context)
{
	struct naming *naming = context;
	free(naming->filter);
	free(naming);
}

static bool name_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const struct naming *naming = context;
	int64_t id;
	bool ok = naming->id ? service_view_rename(dashboard->service, naming->id, text, error)
			     : service_view_add(dashboard->service, naming->list, text,
				       naming->filter, &id, error);
	if (!ok)
		return false;
	dashboard_say(dashboard, ROLE_GOOD, xasprintf(_("The view “%s” is kept. u undoes."), text));
	*effects = EFFECT_DRAW | EFFECT_RELOAD;
	return true;
}

static unsigned ask_name(
	struct dashboard *dashboard, const struct menu *menu, const struct view *view)
{
	struct naming *naming = xcalloc(1, sizeof(*naming));
	const struct list *list = &dashboard_focused(dashboard)->list;
	naming->list = menu->list;
	naming->id = view ? view->id : 0;
	naming->filter = view ? NULL : xstrdup(list->filter_text);
	char *filter = veil_filter(dashboard, view ? view->filter : naming->filter);
	struct prompt prompt = {
		.title = view ? _("Rename the view") : _("Keep the filter as a view"),
		.label = _("Name"),
		.text = view ? view->name : NULL,
		.help = filter,
		.done = name_given,
		.context = naming,
		.free_context = naming_free,
	};
	prompt_open(dashboard, &prompt);
	free(filter);
	return EFFECT_DRAW;
}

static unsigned delete_view(struct dashboard *dashboard, const struct view *view)
{
	struct error error = {0};
	if (!service_view_delete(dashboard->service, view->id, &error))
		return dashboard_complain(dashboard, &error);
	dashboard_say(dashboard, ROLE_GOOD, xstrdup(_("Deleted. u undoes.")));
	return EFFECT_DRAW | EFFECT_RELOAD;
}

/* ---- the menu ---- */

static unsigned chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct menu *menu = context;
	if (value == VIEW_KEEP)
		return ask_name(dashboard, menu, NULL);
	if (value == VIEW_DUPLICATES)
		return who_duplicates(dashboard);
	if (value >= VIEW_DELETE)
		return delete_view(dashboard, &menu->views[value - VIEW_DELETE]);
	if (value >= VIEW_RENAME)
		return ask_name(dashboard, menu, &menu->views[value - VIEW_RENAME]);
	return show(dashboard, &menu->views[value]);
}

static void add_item(struct picker *picker, char *text, char *note, int value)
{
	struct picker_item *item = picker_item_add(&picker->items, &picker->count);
	item->text = text;
	item->note = note;
	item->value = value;
}

static void add_views(struct picker *picker, const struct menu *menu)
{
	for (size_t i = 0; i < menu->count; i++) {
		const struct view *view = &menu->views[i];
		add_item(picker, xstrdup(view->name),
			view->count < 0 ? xstrdup("–") : xasprintf("%lld", (long long)view->count),
			(int)i);
		if (view->count < 0)
			picker->items[picker->count - 1].why_not = xstrdup(
				_("the filter says nothing any more"));
	}
}

static bool add_duplicates(struct dashboard *dashboard, struct picker *picker, struct error *error)
{
	struct twin_pair *pairs;
	size_t count;
	if (!service_find_pairs(dashboard->service, PAIRS_COUNTED, &pairs, &count, error))
		return false;
	free(pairs);
	add_item(picker, xstrdup(_("Probable duplicates")), xasprintf("%zu", count),
		VIEW_DUPLICATES);
	return true;
}

static void add_deeds(struct dashboard *dashboard, struct picker *picker, const struct menu *menu)
{
	if (dashboard->options.readonly)
		return;
	if (dashboard_focused(dashboard)->list.filter_text)
		add_item(picker, xstrdup(_("Keep the present filter …")), NULL, VIEW_KEEP);
	for (size_t i = 0; i < menu->count; i++) {
		if (menu->views[i].id)
			add_item(picker, xasprintf(_("Rename: %s"), menu->views[i].name), NULL,
				VIEW_RENAME + (int)i);
	}
	for (size_t i = 0; i < menu->count; i++) {
		if (menu->views[i].id)
			add_item(picker, xasprintf(_("Delete: %s"), menu->views[i].name), NULL,
				VIEW_DELETE + (int)i);
	}
}

unsigned views_pick(struct dashboard *dashboard)
{
	struct menu *menu = xcalloc(1, sizeof(*menu));
	struct error error = {0};
	menu->list = list_of(dashboard_focused(dashboard));
	struct picker picker = {.title = _("Saved views"),
		.prompt = _("View:"),
		.chosen = chosen,
		.context = menu,
		.free_context = menu_free};
	bool ok = service_views(dashboard->service, menu->list, &menu->views, &menu->count, &error);
	if (ok)
		add_views(&picker, menu);
	if (ok && menu->list == VIEW_OF_PARTICIPANTS)
		ok = add_duplicates(dashboard, &picker, &error);
	if (ok)
		add_deeds(dashboard, &picker, menu);
	if (ok) {
		picker_open(dashboard, &picker);
		return EFFECT_DRAW;
	}
	for (size_t i = 0; i < picker.count; i++) {
		free(picker.items[i].text);
		free(picker.items[i].note);
		free(picker.items[i].why_not);
	}
	free(picker.items);
	menu_free(menu);
	return dashboard_complain(dashboard, &error);
}
