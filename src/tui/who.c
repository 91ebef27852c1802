/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands about who takes part: tags, twins, and the rules behind a row. */
#include "tui/who.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "service/tag.h"
#include "service/twin.h"
#include "service/why.h"
#include "tui/change.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/veil.h"

/* Pairs that a list offers: more than anybody settles in one go. */
#define PAIRS_MOST 200

/* ---- tags ---- */

struct tagging {
	int64_t *ids;
	size_t count;
	char *text;
};

static void tagging_free(void *context)
{
	struct tagging *tagging = context;
	free(tagging->ids);
	free(tagging->text);
	free(tagging);
}

static unsigned put_tags(struct dashboard *dashboard, void *context)
{
	const struct tagging *tagging = context;
	struct bulk_result result;
	struct error error = {0};
	unsigned effects;
	if (service_tag(dashboard->service, tagging->ids, tagging->count, tagging->text, false,
		    &result, &error))
		effects = change_say_result(dashboard, &result);
	else
		effects = dashboard_complain(dashboard, &error);
	bulk_result_finish(&result);
	return effects;
}

static struct tagging *tagging_copy(const struct tagging *tagging, const char *text)
{
	struct tagging *copy = xcalloc(1, sizeof(*copy));
	copy->count = tagging->count;
	copy->ids = xcalloc(copy->count + 1, sizeof(*copy->ids));
	memcpy(copy->ids, tagging->ids, copy->count * sizeof(*copy->ids));
	copy->text = xstrdup(text);
	return copy;
}

/* Many rows: what will happen, and to whom it will not, is told before it is done. */
static bool tags_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const struct tagging *tagging = context;
	struct bulk_result result;
	bool ok = service_tag(
		dashboard->service, tagging->ids, tagging->count, text, true, &result, error);
	*effects = EFFECT_DRAW;
	if (ok && tagging->count == 1) {
		struct tagging *order = tagging_copy(tagging, text);
		*effects = put_tags(dashboard, order);
		tagging_free(order);
	} else if (ok) {
		struct reader reader = {.title = _("Tag"),
			.agreed = put_tags,
			.context = tagging_copy(tagging, text),
			.free_context = tagging_free};
		char *line = xasprintf(
			PLURAL_("%zu row gets: %s", "%zu rows get: %s", result.changed),
			result.changed, text);
		sheet_text(&reader.sheet, ROLE_TEXT, line);
		change_tell_exceptions(dashboard, &reader.sheet, &participant_entity, &result);
		reader_open(dashboard, &reader);
		free(line);
	}
	bulk_result_finish(&result);
	return ok;
}

unsigned who_tag(struct dashboard *dashboard)
{
	struct tagging *tagging = xcalloc(1, sizeof(*tagging));
	struct tag_set tags = {0};
	struct error error = {0};
	tagging->ids = list_targets(&dashboard_focused(dashboard)->list, &tagging->count);
	if (!service_tags(dashboard->service, &tags, &error)) {
		tagging_free(tagging);
		return dashboard_complain(dashboard, &error);
	}
	char *used = tag_set_write(&tags);
	char *title = tagging->count == 1
			      ? xstrdup(_("Tag"))
			      : xasprintf(PLURAL_("Tag %zu row", "Tag %zu rows", tagging->count),
					tagging->count);
	char *help = used ? xasprintf(_("In use: %s"), used) : xstrdup(_("No tag is in use yet."));
	struct prompt prompt = {
		.title = title,
		.label = _("Tags: new -old"),
		.help = help,
		.done = tags_given,
		.context = tagging,
		.free_context = tagging_free,
	};
	prompt_open(dashboard, &prompt);
	free(help);
	free(title);
	free(used);
	tag_set_finish(&tags);
	return EFFECT_DRAW;
}

/* ---- why ---- */

static char *name_of(struct dashboard *dashboard, int64_t id)
{
	char *title = veil_title(dashboard, &participant_entity, id);
	char *name = xasprintf("%s (%lld)", title, (long long)id);
	free(title);
	return name;
}

static void tell_line(struct dashboard *dashboard, struct sheet *sheet, const struct why_line *line)
{
	char *about = line->twin ? name_of(dashboard, line->twin) : xstrdup(line->about);
	char *text = about ? xasprintf("%s: %s", about, line->text) : xstrdup(line->text);
	free(about);
	sheet_item(sheet, line->rule ? line->rule : "", 5, text);
	if (line->twin)
		sheet_link(sheet, &participant_entity, line->twin);
	free(text);
}

/* Why a person decided so is told in words that may name somebody. */
static bool is_veiled(const struct dashboard *dashboard, const struct why *why, size_t index)
{
	return index && why->lines[index].subject == WHY_TARGET_GROUP &&
	       veil_refuses(dashboard, &participant_entity);
}

static void tell_why(struct dashboard *dashboard, struct sheet *sheet, const struct why *why)
{
	static const char *const headings[] = {
		[WHY_TARGET_GROUP] = N_("Target group"),
		[WHY_MISSING] = N_("Missing"),
		[WHY_LIST] = N_("Not in these lists"),
		[WHY_TWIN] = N_("May be the same person"),
	};
	int subject = -1;
	for (size_t i = 0; i < why->count; i++) {
		if (is_veiled(dashboard, why, i))
			continue;
		if ((int)why->lines[i].subject != subject) {
			subject = (int)why->lines[i].subject;
			sheet_heading(sheet, _(headings[subject]));
		}
		tell_line(dashboard, sheet, &why->lines[i]);
	}
}

unsigned who_why(struct dashboard *dashboard)
{
	struct why why;
	struct error error = {0};
	int64_t id = list_selected_id(&dashboard_focused(dashboard)->list);
	if (!service_why(dashboard->service, id, &why, &error))
		return dashboard_complain(dashboard, &error);
	char *name = veil_title(dashboard, &participant_entity, id);
	char *title = xasprintf(_("Why? %s"), name);
	struct reader reader = {.title = title};
	tell_why(dashboard, &reader.sheet, &why);
	reader_open(dashboard, &reader);
	free(title);
	free(name);
	why_finish(&why);
	return EFFECT_DRAW;
}

/* ---- twins ---- */

bool who_say_twins(struct dashboard *dashboard, int64_t id)
{
	struct participant *participant = record_create(&participant_entity);
	struct twin *twins = NULL;
	struct error error = {0};
	size_t count = 0;
	char *name = NULL;
	if (veil_get(dashboard, &participant_entity, id, participant, &error) &&
		service_find_twins(dashboard->service, participant, &twins, &count, &error) &&
		count)
		name = name_of(dashboard, twins[0].id);
	if (name)
		dashboard_say(dashboard, ROLE_WARNING,
			xasprintf(_("Saved. May be %s: %s. m shows both."), name,
				_(twins[0].reason)));
	error_finish(&error);
	free(name);
	free(twins);
	record_destroy(&participant_entity, participant);
	return count != 0;
}

struct pairs {
	struct twin_pair *items;
};

static void pairs_free(void *context)
{
	struct pairs *pairs = context;
	free(pairs->items);
	free(pairs);
}

static unsigned pair_chosen(struct dashboard *dashboard, int index, void *context)
{
	const struct pairs *pairs = context;
	return merge_open(dashboard, pairs->items[index].first, pairs->items[index].second);
}

/* Takes the pairs over. */
static unsigned offer_pairs(
	struct dashboard *dashboard, struct twin_pair *items, size_t count, const char *title)
{
	struct pairs *pairs = xcalloc(1, sizeof(*pairs));
	pairs->items = items;
	struct picker picker = {.title = title,
		.chosen = pair_chosen,
		.context = pairs,
		.free_context = pairs_free};
	for (size_t i = 0; i < count; i++) {
		char *first = name_of(dashboard, items[i].first);
		char *second = name_of(dashboard, items[i].second);
		struct picker_item *item = picker_item_add(&picker.items, &picker.count);
		item->text = xasprintf("%s · %s", first, second);
		item->note = xstrdup(_(items[i].reason));
		item->value = (int)i;
		free(first);
		free(second);
	}
	picker_open(dashboard, &picker);
	return EFFECT_DRAW;
}

unsigned who_duplicates(struct dashboard *dashboard)
{
	struct twin_pair *pairs;
	struct error error = {0};
	size_t count;
	if (!service_find_pairs(dashboard->service, PAIRS_MOST, &pairs, &count, &error))
		return dashboard_complain(dashboard, &error);
	if (count)
		return offer_pairs(dashboard, pairs, count, _("Probably the same person"));
	free(pairs);
	dashboard_say(dashboard, ROLE_TEXT, xstrdup(_("No two rows look like the same person.")));
	return EFFECT_DRAW;
}

/* ---- which two ---- */

static bool other_given(struct dashboard *dashboard, const char *text, void *context,
	unsigned *effects, struct error *error)
{
	const int64_t *first = context;
	int64_t second;
	if (!service_resolve(dashboard->service, &participant_entity, text, &second, error))
		return false;
	if (second == *first)
		return error_set(error, ERROR_REFUSED, _("That is one row, not two."));
	*effects = merge_open(dashboard, *first, second);
	return true;
}

static unsigned ask_for_other(struct dashboard *dashboard, int64_t id)
{
	int64_t *first = xcalloc(1, sizeof(*first));
	char *name = name_of(dashboard, id);
	char *title = xasprintf(_("Merge %s"), name);
	*first = id;
	struct prompt prompt = {
		.title = title,
		.label = _("With number"),
		.help = _("No other row looks like the same person. Two marked rows are merged "
			  "with m too."),
		.done = other_given,
		.context = first,
		.free_context = free,
	};
	prompt_open(dashboard, &prompt);
	free(title);
	free(name);
	return EFFECT_DRAW;
}

/* The selected row and who may be the same person. */
static unsigned merge_with_twin(struct dashboard *dashboard, const struct participant *selected)
{
	struct twin *twins;
	struct error error = {0};
	size_t count;
	int64_t id = selected->record.id;
	if (!service_find_twins(dashboard->service, selected, &twins, &count, &error))
		return dashboard_complain(dashboard, &error);
	unsigned effects;
	if (count == 0) {
		effects = ask_for_other(dashboard, id);
	} else if (count == 1) {
		effects = merge_open(dashboard, id, twins[0].id);
	} else {
		struct twin_pair *pairs = xcalloc(count, sizeof(*pairs));
		for (size_t i = 0; i < count; i++)
			pairs[i] = (struct twin_pair){.first = id,
				.second = twins[i].id,
				.exact = twins[i].exact,
				.reason = twins[i].reason};
		effects = offer_pairs(dashboard, pairs, count, _("Probably the same person"));
	}
	free(twins);
	return effects;
}

unsigned who_merge(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	if (pane->list.mark_count == 2)
		return merge_open(dashboard, pane->list.marks[0], pane->list.marks[1]);
	return merge_with_twin(dashboard, pane_selected(pane));
}

const char *needs_pair(struct dashboard *dashboard)
{
	const struct pane *pane = dashboard_focused(dashboard);
	if (pane->list.mark_count && pane->list.mark_count != 2)
		return _("two rows are merged at a time");
	return needs_row(dashboard);
}
