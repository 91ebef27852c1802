/* SPDX-License-Identifier: GPL-3.0-or-later */
/* p: what has changed, told exactly in four parts, to publish what is ticked in one step. */
#include "service/publish.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/participant.h"
#include "tui/commands.h"
#include "tui/dashboard.h"
#include "tui/dialogs.h"
#include "tui/folder.h"
#include "tui/request/objections.h"
#include "tui/veil.h"

/* People told by name of each kind of letter. */
#define NAMES 12

enum part {
	PART_FILES,
	PART_WEB,
	PART_MAIL,
	PART_NEW,
	PART_PROTOCOL,
};
#define PARTS (PART_PROTOCOL + 1)

struct review {
	int64_t *ids; /* NULL: all */
	size_t count;
	char *folder;
	char *protocol;         /* the lines, to copy */
	enum part parts[PARTS]; /* of each tick */
	size_t tick_count;
};

static void review_free(void *context)
{
	struct review *review = context;
	free(review->ids);
	free(review->folder);
	free(review->protocol);
	free(review);
}

/* ---- what stands in the sheet ---- */

/* A line that goes or comes, marked by its sign and not by its colour alone. */
static void tell_line(struct sheet *sheet, bool is_new, const char *text)
{
	sheet_item(sheet, is_new ? "+" : "-", 1, text);
	sheet->lines[sheet->count - 1].role = is_new ? ROLE_GOOD : ROLE_WARNING;
}

static void tell_change(struct sheet *sheet, const struct calendar_change *change)
{
	const char *const values[] = {change->old, change->new};
	for (int i = 0; i < 2; i++) {
		if (!values[i])
			continue;
		char *line = change->is_line ? xstrdup(values[i])
					     : xasprintf("%s: %s", change->label, values[i]);
		tell_line(sheet, i, line);
		free(line);
	}
}

static void tell_file(struct sheet *sheet, const struct publish_meeting *planned)
{
	char *title = meeting_entity.title(&planned->meeting);
	long long sequence = (long long)planned->sequence;
	char *line = planned->is_new
			     ? xasprintf(_("%s: version %lld, %s"), title, sequence, planned->file)
			     : xasprintf(_("%s: version %lld as before"), title, sequence);
	sheet_text(sheet, planned->is_new ? ROLE_ACCENT : ROLE_DIM, line);
	if (planned->is_new && !planned->changes_known)
		sheet_text(sheet, ROLE_DIM, _("What the last version said was not kept."));
	for (size_t i = 0; planned->changes_known && i < planned->changes.count; i++)
		tell_change(sheet, &planned->changes.items[i]);
	free(line);
	free(title);
}

/* Of the settings: what is written beside the folder that is chosen. */
static void tell_feed(struct sheet *sheet, const char *path)
{
	if (!path)
		return;
	char *shown = folder_shorten(path);
	sheet_pair(sheet, _("In step too"), ROLE_DIM, shown);
	free(shown);
}

static void tell_files(struct sheet *sheet, const struct publish_plan *plan)
{
	sheet_heading(sheet, _("1 Calendar files"));
	for (size_t i = 0; i < plan->skipped_count; i++)
		sheet_text(sheet, ROLE_WARNING, plan->skipped[i].reason);
	for (size_t i = 0; i < plan->meeting_count; i++)
		tell_file(sheet, &plan->meetings[i]);
	if (!plan->meeting_count && !plan->skipped_count)
		sheet_text(sheet, ROLE_DIM, _("Nothing has changed."));
}

/* The changed lines, each under the heading that it stands under. */
static void tell_web(struct sheet *sheet, const struct publish_plan *plan)
{
	const struct line_diff *web = &plan->web;
	const char *heading = NULL;
	sheet_heading(sheet, _("2 Web text"));
	if (plan->web_is_first) {
		sheet_text(sheet, ROLE_WARNING,
			_("It has never been marked as published: all of it is new."));
		return;
	}
	if (!(web->gone + web->added))
		sheet_text(sheet, ROLE_DIM, _("Nothing has changed."));
	for (size_t i = 0; i < web->count; i++) {
		const struct diff_line *line = &web->lines[i];
		if (line->kind == DIFF_SAME) {
			heading = line->text[0] == '#' ? line->text : heading;
			continue;
		}
		if (heading && line->text[0] != '#')
			sheet_text(sheet, ROLE_DIM, heading);
		heading = NULL;
		if (*line->text)
			tell_line(sheet, line->kind == DIFF_NEW, line->text);
	}
}

static const char *letter_words(enum publish_letter letter)
{
	switch (letter) {
	case LETTER_UPDATE:
		return C_("publish", "Update");
	case LETTER_CANCEL:
		return C_("publish", "Cancellation");
	case LETTER_RENEWED:
		return C_("publish", "New invitation");
	case LETTER_HANDED:
		return C_("publish", "By hand");
	case LETTER_NEW:
		break;
	}
	return C_("publish", "Has had nothing");
}

static void tell_people(struct dashboard *dashboard, struct sheet *sheet,
	const struct publish_meeting *planned, enum publish_letter letter)
{
	struct buffer names = {0};
	size_t told = 0;
	for (size_t i = 0; i < planned->people_count && told < NAMES; i++) {
		if (planned->people[i].letter != letter)
			continue;
		char *name = veil_title(
			dashboard, &participant_entity, planned->people[i].participant);
		buffer_printf(&names, "%s%s", told++ ? ", " : "", name);
		free(name);
	}
	size_t more = planned->letters[letter] - told;
	char *line = more ? xasprintf(PLURAL_("%zu: %s and %zu more", "%zu: %s and %zu more", more),
				    planned->letters[letter], names.data, more)
			  : xasprintf("%zu: %s", planned->letters[letter],
				    names.data ? names.data : "");
	sheet_pair(sheet, letter_words(letter), letter == LETTER_NEW ? ROLE_DIM : ROLE_TEXT, line);
	free(line);
	buffer_finish(&names);
}

static void tell_letters(
	struct dashboard *dashboard, struct sheet *sheet, const struct publish_meeting *planned)
{
	char *title = meeting_entity.title(&planned->meeting);
	sheet_text(sheet, ROLE_ACCENT, title);
	for (int letter = 0; letter < PUBLISH_LETTERS; letter++) {
		if (planned->letters[letter])
			tell_people(dashboard, sheet, planned, (enum publish_letter)letter);
	}
	if (planned->waiting) {
		char *line = xasprintf(PLURAL_("%zu waits in the outbox already",
					       "%zu wait in the outbox already", planned->waiting),
			planned->waiting);
		sheet_pair(sheet, _("Outbox"), ROLE_DIM, line);
		free(line);
	}
	if (planned->obsolete_count) {
		char *line = xasprintf(
			PLURAL_("%zu letter that waits is not true any more and is discarded",
				"%zu letters that wait are not true any more and are discarded",
				planned->obsolete_count),
			planned->obsolete_count);
		sheet_pair(sheet, C_("publish", "Discarded"), ROLE_WARNING, line);
		free(line);
	}
	free(title);
}

static void tell_mail(
	struct dashboard *dashboard, struct sheet *sheet, const struct publish_plan *plan)
{
	sheet_heading(sheet, _("3 Letters"));
	if (!plan->meeting_count)
		sheet_text(sheet, ROLE_DIM, _("Nobody has to be told anything."));
	for (size_t i = 0; i < plan->meeting_count; i++)
		tell_letters(dashboard, sheet, &plan->meetings[i]);
}

static void tell_protocol(struct sheet *sheet, const struct publish_plan *plan)
{
	char *lines = publish_plan_protocol(plan);
	sheet_heading(sheet, _("4 Protocol"));
	sheet_text(sheet, *lines ? ROLE_TEXT : ROLE_DIM,
		*lines ? lines : _("Nothing has been decided since the last publication."));
	free(lines);
}

/* ---- the ticks ---- */

static void add_tick(struct decision *decision, struct review *review, enum part part, char *text)
{
	review->parts[review->tick_count++] = part;
	tick_add(&decision->ticks, &decision->count, part != PART_NEW, text);
}

/* "3 letters", "3 letters, 1 task"; NULL when there is nothing. Owned by the caller. */
static char *outbox_words(size_t letters, size_t tasks)
{
	struct buffer out = {0};
	if (letters)
		buffer_printf(&out, PLURAL_("%zu letter", "%zu letters", letters), letters);
	if (tasks) {
		buffer_append(&out, letters ? ", " : "");
		buffer_printf(&out, PLURAL_("%zu task", "%zu tasks", tasks), tasks);
	}
	return out.length ? buffer_take(&out) : NULL;
}

static void add_mail_ticks(
	struct decision *decision, struct review *review, const struct publish_plan *plan)
{
	size_t people = 0, tasks = 0, obsolete = 0;
	size_t without = publish_plan_letters(plan, LETTER_NEW);
	for (size_t i = 0; i < plan->meeting_count; i++) {
		people += plan->meetings[i].people_count;
		tasks += plan->meetings[i].tasks;
		obsolete += plan->meetings[i].obsolete_count;
	}
	char *words = outbox_words(people - without - tasks, tasks);
	if (words)
		add_tick(decision, review, PART_MAIL, xasprintf(_("3 To the outbox: %s"), words));
	else if (obsolete)
		add_tick(decision, review, PART_MAIL,
			xstrdup(_("3 Discard what is not true any more")));
	if (without)
		add_tick(decision, review, PART_NEW,
			xasprintf(PLURAL_("  also to %zu person who has had nothing",
					  "  also to %zu people who have had nothing", without),
				without));
	free(words);
}

static void add_ticks(
	struct decision *decision, struct review *review, const struct publish_plan *plan)
{
	size_t files = 0;
	for (size_t i = 0; i < plan->meeting_count; i++)
		files += plan->meetings[i].is_new;
	if (files) {
		char *folder = folder_shorten(review->folder);
		add_tick(decision, review, PART_FILES,
			xasprintf(
				PLURAL_("1 Write %zu file in %s", "1 Write %zu files in %s", files),
				files, folder));
		free(folder);
	}
	if (plan->web.gone + plan->web.added)
		add_tick(decision, review, PART_WEB,
			xasprintf(_("2 Mark the web text as published (lines: -%zu +%zu)"),
				plan->web.gone, plan->web.added));
	add_mail_ticks(decision, review, plan);
	if (plan->resolutions.count)
		add_tick(decision, review, PART_PROTOCOL, xstrdup(_("4 Copy the protocol")));
}

/* ---- doing it ---- */

/* The tick of a part; NULL when there is nothing to do of it. */
static const struct tick *tick_of(
	const struct review *review, const struct tick *ticks, enum part part)
{
	for (size_t i = 0; i < review->tick_count; i++) {
		if (review->parts[i] == part)
			return &ticks[i];
	}
	return NULL;
}

static bool is_on(const struct review *review, const struct tick *ticks, enum part part)
{
	const struct tick *tick = tick_of(review, ticks, part);
	return tick && tick->on;
}

static void say_published(
	struct dashboard *dashboard, const struct publish_result *result, bool copied)
{
	struct buffer said = {0};
	char *outbox = outbox_words((size_t)result->made.letters, (size_t)result->made.tasks);
	if (result->path_count)
		buffer_printf(&said, PLURAL_("%zu file", "%zu files", result->path_count),
			result->path_count);
	if (result->web) {
		buffer_append(&said, said.length ? ", " : "");
		buffer_append(&said, _("web text"));
	}
	if (outbox) {
		buffer_append(&said, said.length ? ", " : "");
		buffer_append(&said, outbox);
	}
	if (copied) {
		buffer_append(&said, said.length ? ", " : "");
		buffer_append(&said, C_("publish", "the protocol copied"));
	}
	if (result->feeds.any) {
		buffer_append(&said, said.length ? ", " : "");
		buffer_append(&said, C_("publish", "what others subscribe to"));
	}
	dashboard_say(dashboard, ROLE_GOOD,
		said.length ? xasprintf(outbox ? _("Published: %s. O opens the outbox.")
					       : _("Published: %s."),
				      said.data)
			    : xstrdup(_("Published.")));
	free(outbox);
	buffer_finish(&said);
}

static unsigned publish_agreed(struct dashboard *dashboard, const struct tick *ticks, void *context)
{
	const struct review *review = context;
	struct publish_result result;
	struct error error = {0};
	struct publish_order order = {.meetings = review->ids,
		.meeting_count = review->count,
		.files = is_on(review, ticks, PART_FILES),
		.web = is_on(review, ticks, PART_WEB),
		.mail = is_on(
			review, ticks, tick_of(review, ticks, PART_MAIL) ? PART_MAIL : PART_NEW),
		.to_new = is_on(review, ticks, PART_NEW),
		.protocol = is_on(review, ticks, PART_PROTOCOL),
		.out = review->folder};
	if (!service_publish(dashboard->service, &order, &result, &error))
		return dashboard_complain(dashboard, &error);
	if (order.protocol)
		terminal_write_osc52(dashboard->terminal, review->protocol);
	if (result.feed_problem)
		dashboard_say(dashboard, ROLE_WARNING,
			xasprintf(_("Published, but what others subscribe to is not in step: %s"),
				result.feed_problem));
	else
		say_published(dashboard, &result, order.protocol);
	publish_result_finish(&result);
	return EFFECT_DRAW | EFFECT_RELOAD;
}

/* ---- opening it ---- */

static void open_review(
	struct dashboard *dashboard, struct review *review, const struct publish_plan *plan)
{
	struct decision decision = {.title = _("Publish"),
		.full = true,
		.agreed = publish_agreed,
		.context = review,
		.free_context = review_free};
	review->protocol = publish_plan_protocol(plan);
	tell_files(&decision.sheet, plan);
	for (size_t i = 0; i < plan->meeting_count; i++)
		objections_tell_meeting(
			dashboard, &decision.sheet, plan->meetings[i].meeting.record.id);
	tell_feed(&decision.sheet, dashboard->service->settings->feed_folder);
	tell_feed(&decision.sheet, dashboard->service->settings->feed_file);
	tell_web(&decision.sheet, plan);
	objections_tell_page(dashboard, &decision.sheet, &plan->web);
	tell_mail(dashboard, &decision.sheet, plan);
	tell_protocol(&decision.sheet, plan);
	add_ticks(&decision, review, plan);
	decision_open(dashboard, &decision);
}

/* Takes the ids over. */
static unsigned review_open(struct dashboard *dashboard, int64_t *ids, size_t count)
{
	struct publish_plan plan;
	struct error error = {0};
	struct review *review = xcalloc(1, sizeof(*review));
	char *folder = dashboard->export_folder ? xstrdup(dashboard->export_folder) : folder_own();
	review->ids = ids;
	review->count = count;
	review->folder = folder_expand(folder);
	free(folder);
	struct publish_order order = {.meetings = ids, .meeting_count = count};
	if (!service_publish_plan(dashboard->service, &order, &plan, &error)) {
		review_free(review);
		return dashboard_complain(dashboard, &error);
	}
	if (!publish_plan_is_empty(&plan, true)) {
		open_review(dashboard, review, &plan);
	} else {
		dashboard_say(dashboard, plan.skipped_count ? ROLE_WARNING : ROLE_GOOD,
			xstrdup(plan.skipped_count ? plan.skipped[0].reason
						   : _("Everything is published.")));
		review_free(review);
	}
	publish_plan_finish(&plan);
	return EFFECT_DRAW;
}

unsigned publish_selected(struct dashboard *dashboard)
{
	size_t count;
	int64_t *ids = list_targets(&dashboard_focused(dashboard)->list, &count);
	return review_open(dashboard, ids, count);
}

unsigned publish_all(struct dashboard *dashboard)
{
	return review_open(dashboard, NULL, 0);
}
