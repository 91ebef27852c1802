/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/leftover.h"

#include <jansson.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"

enum { LEFTOVER_TAKE, LEFTOVER_DROP };

struct offer {
	struct mode *mode; /* borrowed: it stands below as long as the offer does */
	struct unsaved_key key;
	char *content;
	void (*restore)(struct dashboard *dashboard, struct mode *mode, const char *content);
};

static void offer_free(void *context)
{
	struct offer *offer = context;
	free(offer->content);
	free(offer);
}

static unsigned chosen(struct dashboard *dashboard, int value, void *context)
{
	const struct offer *offer = context;
	if (value == LEFTOVER_DROP) {
		company_drop(dashboard, &offer->key);
		return EFFECT_DRAW;
	}
	offer->restore(dashboard, offer->mode, offer->content);
	company_take_up(offer->mode, &offer->key, offer->content);
	return EFFECT_DRAW;
}

char *leftover_when(int64_t at, int64_t today)
{
	int64_t date, minutes;
	char time[6];
	zone_to_local(at, &date, &minutes);
	time_to_iso(minutes, time);
	if (date == today)
		return xstrdup(time);
	char *day = date_format(date, DATE_DAY), *when = xasprintf("%s %s", day, time);
	free(day);
	return when;
}

void leftover_offer(struct dashboard *dashboard, struct mode *mode, const struct unsaved_key *key,
	void (*restore)(struct dashboard *dashboard, struct mode *mode, const char *content))
{
	int64_t at = 0;
	char *content = company_left(dashboard, key, &at);
	if (!content)
		return;
	struct offer *offer = xcalloc(1, sizeof(*offer));
	*offer = (struct offer){mode, *key, content, restore};
	char *when = leftover_when(at, dashboard_today(dashboard));
	/* TRANSLATORS: a clock time */
	char *title = xasprintf(_("Unsaved draft of %s"), when);
	struct picker picker = {
		.title = title, .chosen = chosen, .context = offer, .free_context = offer_free};
	struct picker_item *take = picker_item_add(&picker.items, &picker.count);
	take->text = xstrdup(_("Take it up"));
	take->value = LEFTOVER_TAKE;
	struct picker_item *drop = picker_item_add(&picker.items, &picker.count);
	drop->text = xstrdup(_("Throw it away"));
	drop->value = LEFTOVER_DROP;
	drop->letter = 'x';
	picker_open(dashboard, &picker);
	free(title);
	free(when);
}

char *leftover_pack(const struct leftover_text *texts)
{
	json_t *object = json_object();
	for (; texts->name; texts++) {
		if (texts->text)
			json_object_set_new(object, texts->name, json_string(texts->text));
	}
	char *content = json_object_size(object) ? json_dumps(object, JSON_COMPACT) : NULL;
	json_decref(object);
	return content;
}

char *leftover_unpack(const char *content, const char *name)
{
	json_t *object = json_loads(content, 0, NULL);
	char *text = xstrdup(json_string_value(json_object_get(object, name)));
	json_decref(object);
	return text;
}
