/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ! and K: what is urgent, and what is sensitive. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/request/urgent.h"
#include "tui/change.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialog.h"
#include "tui/dialogs.h"
#include "tui/request/request.h"
#include "tui/veil.h"

/* Says what was done by a format with %zu in it, unless some were left as they were. */
static void say(struct dashboard *dashboard, const struct bulk_result *result, const char *format)
{
	if (!result->exception_count)
		dashboard_say(dashboard, ROLE_GOOD, xasprintf(format, result->changed));
}

static bool set_sensitive(struct dashboard *dashboard, const struct request_targets *targets,
	bool on, unsigned *effects, struct error *error)
{
	struct bulk_result result;
	bool ok = service_set_many(dashboard->service, &request_entity, targets->ids,
		targets->count, entity_field(&request_entity, "sensitive"), on ? "yes" : "no",
		&result, error);
	if (ok) {
		*effects = change_say_result(dashboard, &result);
		say(dashboard, &result,
			on ? PLURAL_("%zu request is sensitive. u undoes.",
				     "%zu requests are sensitive. u undoes.", result.changed)
			   : PLURAL_("%zu request is no longer sensitive. u undoes.",
				     "%zu requests are no longer sensitive. u undoes.",
				     result.changed));
	}
	bulk_result_finish(&result);
	return ok;
}

/* ---- after !: is it sensitive too? One key; any other key is what it always is. ---- */

struct question {
	struct mode mode;
	struct request_targets *targets;
};

static void question_draw(struct mode *mode, struct dashboard *dashboard, struct rect body)
{
	(void)mode;
	(void)body;
	draw_fill(dashboard->canvas, dashboard->layout.message, ROLE_TEXT);
	struct rect row = veil_draw_badge(dashboard, dashboard->layout.message);
	/* TRANSLATORS: the letter is the key for yes; any other key leaves it as it is */
	draw_text(dashboard->canvas, row.y, row.x + 1, row.width - 2, ROLE_URGENT,
		_("Urgent, and pinned. Sensitive too (y)? It hides subject and message."));
}

static unsigned question_key(struct mode *mode, struct dashboard *dashboard, struct key key)
{
	struct question *self = (struct question *)mode;
	struct error error = {0};
	unsigned effects = EFFECT_DRAW;
	mode->closing = true;
	if (key.code == KEYCODE_ESCAPE || dialog_means_no(key))
		return EFFECT_CLOSE | EFFECT_DRAW;
	/* j is a way of saying yes in Swedish, here also for those who mean to go down. */
	if (!dialog_means_yes(key))
		return EFFECT_CLOSE | EFFECT_IGNORED;
	if (!set_sensitive(dashboard, self->targets, true, &effects, &error))
		effects = dashboard_complain(dashboard, &error);
	return effects | EFFECT_CLOSE;
}

static const struct hint *question_hints(const struct mode *mode)
{
	static const struct hint hints[] = {
		{"y", N_("sensitive")}, {"Esc", N_("leave it")}, {NULL, NULL}};
	(void)mode;
	return hints;
}

static void question_destroy(struct mode *mode)
{
	request_targets_free(((struct question *)mode)->targets);
	free(mode);
}

static const struct mode_ops question_ops = {
	.draw = question_draw,
	.key = question_key,
	.hints = question_hints,
	.destroy = question_destroy,
};

static void ask(struct dashboard *dashboard, const int64_t *ids, size_t count)
{
	struct question *self = xcalloc(1, sizeof(*self));
	self->mode.ops = &question_ops;
	self->mode.passes = true;
	self->mode.hinted = true;
	self->targets = request_targets_copy(ids, count);
	mode_push(dashboard, &self->mode);
}

unsigned request_urgent(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	const struct request *request = pane_selected(pane);
	bool urgent = !request->urgent.value, open = !request->is_sensitive.value;
	struct bulk_result result;
	struct error error = {0};
	size_t count;
	int64_t *ids = list_targets(&pane->list, &count);
	unsigned effects;
	if (service_request_urgent(dashboard->service, ids, count, urgent, &result, &error)) {
		effects = change_say_result(dashboard, &result);
		say(dashboard, &result,
			urgent ? PLURAL_("%zu request is urgent. u undoes.",
					 "%zu requests are urgent. u undoes.", result.changed)
			       : PLURAL_("%zu request is no longer urgent. u undoes.",
					 "%zu requests are no longer urgent. u undoes.",
					 result.changed));
		if (urgent && open && result.changed)
			ask(dashboard, ids, count);
	} else {
		effects = dashboard_complain(dashboard, &error);
	}
	bulk_result_finish(&result);
	free(ids);
	return effects;
}

unsigned request_sensitive(struct dashboard *dashboard)
{
	struct pane *pane = dashboard_focused(dashboard);
	const struct request *request = pane_selected(pane);
	bool on = !request->is_sensitive.value;
	struct error error = {0};
	unsigned effects = EFFECT_DRAW;
	struct request_targets *targets = request_targets_take(dashboard);
	if (!set_sensitive(dashboard, targets, on, &effects, &error))
		effects = dashboard_complain(dashboard, &error);
	request_targets_free(targets);
	return effects;
}
