/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/company.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/network.h"
#include "tui/dashboard.h"

/* The text of a mode that is kept in the database. */
struct unsaved {
	struct unsaved_key key;
	char *content;
};

/* ---- what is written ---- */

static struct data_stamp stamp_of(struct dashboard *dashboard)
{
	struct data_stamp stamp = {0};
	struct error ignored = {0};
	store_data_stamp(dashboard->service->store, &stamp, &ignored);
	error_finish(&ignored);
	return stamp;
}

/* Our own hints are no news: what changes beside them must not be taken for one of the others'. */
static void wrote(struct dashboard *dashboard)
{
	dashboard->company.stamp.hints = stamp_of(dashboard).hints;
}

/* ---- what we do ---- */

/* The record that the mode on top is about; what stands below counts when that is about none. */
static struct attention attention_of(const struct dashboard *dashboard)
{
	for (const struct mode *mode = dashboard->modes; mode; mode = mode->below) {
		if (mode->attention.entity && mode->attention.id && !mode->closing)
			return mode->attention;
	}
	return (struct attention){0};
}

static bool is_same(const struct attention *left, const struct attention *right)
{
	return left->entity == right->entity && left->id == right->id &&
	       left->doing == right->doing;
}

static void leave(struct dashboard *dashboard)
{
	struct attention *mine = &dashboard->company.mine;
	if (mine->entity)
		service_hint_leave(dashboard->service, mine->entity, mine->id);
	*mine = (struct attention){0};
	wrote(dashboard);
}

/* Tells where we are when that is another place, and every now and then that we still are. */
static void mark(struct dashboard *dashboard, int64_t now)
{
	struct company *company = &dashboard->company;
	struct attention here = attention_of(dashboard);
	bool moved = !is_same(&here, &company->mine);
	if (!moved && (!here.entity || now < company->beat))
		return;
	if (moved && company->mine.entity &&
		(company->mine.entity != here.entity || company->mine.id != here.id))
		leave(dashboard);
	if (here.entity)
		service_hint_mark(dashboard->service, here.entity, here.id, here.doing);
	wrote(dashboard);
	company->mine = here;
	company->beat = now + HINT_BEAT * 1000;
}

/* ---- what is typed ---- */

static void forget(struct mode *mode)
{
	if (mode->unsaved)
		free(mode->unsaved->content);
	free(mode->unsaved);
	mode->unsaved = NULL;
}

void company_take_up(struct mode *mode, const struct unsaved_key *key, const char *content)
{
	forget(mode);
	mode->unsaved = xcalloc(1, sizeof(*mode->unsaved));
	*mode->unsaved = (struct unsaved){*key, xstrdup(content)};
}

void company_drop(struct dashboard *dashboard, const struct unsaved_key *key)
{
	service_unsaved_drop(dashboard->service, key);
	wrote(dashboard);
}

static void drop(struct dashboard *dashboard, struct mode *mode)
{
	if (mode->unsaved)
		company_drop(dashboard, &mode->unsaved->key);
	forget(mode);
}

static void keep(struct dashboard *dashboard, struct mode *mode)
{
	struct unsaved_key key = {0};
	char *content = mode->ops->unsaved(mode, &key);
	if (!content)
		drop(dashboard, mode);
	else if ((!mode->unsaved || strcmp(mode->unsaved->content, content) != 0) &&
		 service_unsaved_keep(dashboard->service, &key, content))
		company_take_up(mode, &key, content);
	wrote(dashboard);
	free(content);
}

static bool keeps(const struct dashboard *dashboard, const struct mode *mode)
{
	return mode->ops->unsaved && !mode->closing && !dashboard->options.readonly;
}

void company_typed(struct dashboard *dashboard, int64_t now)
{
	for (struct mode *mode = dashboard->modes; mode; mode = mode->below) {
		if (keeps(dashboard, mode) && !mode->typed)
			mode->typed = now;
	}
}

void company_close(struct dashboard *dashboard, struct mode *mode)
{
	if (!dashboard->quit)
		drop(dashboard, mode);
	forget(mode);
}

char *company_left(struct dashboard *dashboard, const struct unsaved_key *key, int64_t *at)
{
	return dashboard->options.readonly ? NULL
					   : service_unsaved_find(dashboard->service, key, at);
}

/* The time of the next one that is to be kept. */
static void keep_typed(struct dashboard *dashboard, int64_t now, int64_t *again)
{
	for (struct mode *mode = dashboard->modes; mode; mode = mode->below) {
		if (!mode->typed)
			continue;
		int64_t due = mode->typed + HINT_KEEP * 1000;
		if (now >= due) {
			if (keeps(dashboard, mode))
				keep(dashboard, mode);
			mode->typed = 0;
		} else if (*again < 0 || due < *again) {
			*again = due;
		}
	}
}

/* ---- the others ---- */

/* What can be seen of them; whether they have given a sign of life since cannot. */
static bool looks_same(const struct hints *left, const struct hints *right)
{
	if (left->sight_count != right->sight_count ||
		left->leftover_count != right->leftover_count)
		return false;
	for (size_t i = 0; i < left->sight_count; i++) {
		const struct sight *old = &left->sights[i], *new = &right->sights[i];
		if (old->row != new->row || old->doing != new->doing ||
			strcmp(old->entity, new->entity) != 0 || strcmp(old->who, new->who) != 0)
			return false;
	}
	for (size_t i = 0; i < left->leftover_count; i++) {
		const struct leftover *old = &left->leftovers[i], *new = &right->leftovers[i];
		if (old->row != new->row || old->at / 60 != new->at / 60 ||
			strcmp(old->entity, new->entity) != 0 || strcmp(old->who, new->who) != 0)
			return false;
	}
	return true;
}

/* True when something that is seen has changed. */
static bool look(struct dashboard *dashboard)
{
	struct company *company = &dashboard->company;
	struct hints fresh;
	service_hints(dashboard->service, &fresh);
	bool changed = !looks_same(&company->hints, &fresh);
	hints_finish(&company->hints);
	company->hints = fresh;
	return changed;
}

unsigned company_news(struct dashboard *dashboard)
{
	struct company *company = &dashboard->company;
	struct data_stamp stamp = stamp_of(dashboard), former = company->stamp;
	bool only_hints = stamp.hints != former.hints && stamp.action == former.action;
	company->stamp = stamp;
	bool changed = look(dashboard);
	return only_hints && !changed ? EFFECT_NONE : EFFECT_RELOAD | EFFECT_DRAW;
}

/* Seconds until the first of them counts as gone; -1: nobody is there, or time stands still. */
static int64_t until_stale(const struct dashboard *dashboard)
{
	const struct company *company = &dashboard->company;
	const struct clock *clock = dashboard->service->clock;
	int64_t first = -1;
	for (size_t i = 0; !clock->fixed && i < company->hints.sight_count; i++) {
		int64_t left = company->hints.sights[i].at + PRESENCE_STALE - clock_now(clock);
		left = left < 0 ? 0 : left;
		first = first < 0 || left < first ? left : first;
	}
	return first;
}

unsigned company_tend(struct dashboard *dashboard, int64_t now, int64_t *again)
{
	struct company *company = &dashboard->company;
	unsigned effects = EFFECT_NONE;
	*again = -1;
	int64_t stale = until_stale(dashboard);
	if (stale == 0) {
		effects = look(dashboard) ? EFFECT_RELOAD | EFFECT_DRAW : EFFECT_NONE;
		stale = until_stale(dashboard);
	}
	if (stale >= 0)
		*again = now + (stale + 1) * 1000;
	if (dashboard->options.readonly)
		return effects;
	mark(dashboard, now);
	keep_typed(dashboard, now, again);
	if (company->mine.entity && (*again < 0 || company->beat < *again))
		*again = company->beat;
	return effects;
}

void company_begin(struct dashboard *dashboard)
{
	dashboard->company.stamp = stamp_of(dashboard);
	look(dashboard);
}

void company_end(struct dashboard *dashboard)
{
	for (struct mode *mode = dashboard->modes; mode; mode = mode->below) {
		if (keeps(dashboard, mode))
			keep(dashboard, mode);
	}
	leave(dashboard);
	hints_finish(&dashboard->company.hints);
}

/* ---- what is seen of them ---- */

static bool is_at(const struct sight *sight, const struct entity *entity, int64_t id)
{
	return sight->row == id && !strcmp(sight->entity, entity->name);
}

bool company_is_at(const struct dashboard *dashboard, const struct entity *entity, int64_t id)
{
	const struct hints *hints = &dashboard->company.hints;
	for (size_t i = 0; i < hints->sight_count; i++) {
		if (is_at(&hints->sights[i], entity, id))
			return true;
	}
	return false;
}

/* The first name of one of the staff, or the initials. Owned by the caller. */
static char *company_name(const struct dashboard *dashboard, const char *who)
{
	const struct record_set *staff = &dashboard->overview.staff;
	for (size_t i = 0; i < staff->count; i++) {
		const struct staff *person = record_set_at(staff, i);
		if (person->initials && person->name && !strcmp(person->initials, who))
			return xstrndup(person->name, strcspn(person->name, " "));
	}
	return text_safe(who, TEXT_ONE_LINE);
}

static char *say(const struct dashboard *dashboard, const struct sight *sight)
{
	static const char *const sentences[] = {
		[DOING_READING] = N_("%s is reading"),
		[DOING_EDITING] = N_("%s is editing"),
		[DOING_ANSWERING] = N_("%s is answering"),
	};
	char *name = company_name(dashboard, sight->who);
	char *sentence = xasprintf(_(sentences[sight->doing]), name);
	free(name);
	return sentence;
}

char *company_sentence(const struct dashboard *dashboard, const struct entity *entity, int64_t id)
{
	const struct hints *hints = &dashboard->company.hints;
	const struct sight *busiest = NULL;
	for (size_t i = 0; i < hints->sight_count; i++) {
		const struct sight *sight = &hints->sights[i];
		if (is_at(sight, entity, id) && (!busiest || sight->doing > busiest->doing))
			busiest = sight;
	}
	return busiest ? say(dashboard, busiest) : NULL;
}

static void tell_leftover(
	const struct dashboard *dashboard, const struct leftover *leftover, struct sheet *sheet)
{
	int64_t date, minutes;
	char time[6];
	zone_to_local(leftover->at, &date, &minutes);
	time_to_iso(minutes, time);
	char *name = company_name(dashboard, leftover->who);
	/* TRANSLATORS: a text that somebody has typed and not saved: who, and the clock time */
	char *line = xasprintf(_("%s has a draft of %s that is not saved"), name, time);
	sheet_text(sheet, ROLE_ACCENT, line);
	free(line);
	free(name);
}

void company_tell(const struct dashboard *dashboard, const struct entity *entity, int64_t id,
	struct sheet *sheet)
{
	const struct hints *hints = &dashboard->company.hints;
	for (size_t i = 0; i < hints->sight_count; i++) {
		if (!is_at(&hints->sights[i], entity, id))
			continue;
		char *sentence = say(dashboard, &hints->sights[i]);
		sheet_text(sheet, ROLE_ACCENT, sentence);
		free(sentence);
	}
	for (size_t i = 0; i < hints->leftover_count; i++) {
		const struct leftover *leftover = &hints->leftovers[i];
		if (leftover->row == id && !strcmp(leftover->entity, entity->name))
			tell_leftover(dashboard, leftover, sheet);
	}
}
