/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting recipients and delivered: the ledger of who has which version. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/publish.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "service/delivery.h"

const struct option_spec recipients_options[] = {
	{"lacking", NULL, N_("Only those who lack the newest version.")},
	{NULL, NULL, NULL},
};

const struct option_spec delivered_options[] = {
	{"sequence", N_("N"), N_("The version they were given; without it: the newest.")},
	{NULL, NULL, NULL},
};

static const char *need_token(enum delivery_need need)
{
	static const char *const tokens[] = {
		[NEED_NOTHING] = "nothing",
		[NEED_FILE] = "file",
		[NEED_UPDATE] = "update",
		[NEED_CANCELLATION] = "cancellation",
	};
	return tokens[need];
}

static const char *need_words(enum delivery_need need)
{
	switch (need) {
	case NEED_FILE:
		return _("has had nothing");
	case NEED_UPDATE:
		return _("needs the newest");
	case NEED_CANCELLATION:
		return _("needs the cancellation");
	case NEED_NOTHING:
		break;
	}
	return "";
}

static json_t *standing_json(const struct standing *standing)
{
	const struct participant *participant = &standing->participant;
	return json_pack("{s:I, s:s?, s:o, s:s}", "participant_id",
		(json_int_t)participant->record.id, "email",
		participant->is_protected.value ? NULL : participant->email, "sequence",
		standing->has.known ? json_integer(standing->has.value) : json_null(), "needs",
		need_token(standing->need));
}

static void print_standings(const struct standings *standings, bool lacking)
{
	struct table table;
	table_init(&table, 4);
	table_add(&table, xstrdup(_("ID")));
	table_add(&table, xstrdup(_("Name")));
	table_add(&table, xstrdup(_("Has")));
	table_add(&table, xstrdup(_("Needs")));
	for (size_t i = 0; i < standings->count; i++) {
		const struct standing *at = &standings->items[i];
		if (lacking && at->need == NEED_NOTHING)
			continue;
		table_add(&table, xasprintf("%lld", (long long)at->participant.record.id));
		table_add(&table, participant_list_name(&at->participant));
		table_add(&table, at->has.known
					  ? xasprintf(_("version %lld"), (long long)at->has.value)
					  : xstrdup("–"));
		table_add(&table, xstrdup(need_words(at->need)));
	}
	table_print(&table, output_columns());
	table_finish(&table);
}

static void tell(struct cli *cli, const struct standings *standings, bool lacking)
{
	struct json_list list = {0};
	if (!cli->json && (lacking ? standings->needing : standings->count)) {
		print_standings(standings, lacking);
	} else if (!cli->json) {
		output_note("%s", _("There is nothing to list."));
	} else {
		for (size_t i = 0; i < standings->count; i++) {
			if (!lacking || standings->items[i].need != NEED_NOTHING)
				json_list_add(&list, standing_json(&standings->items[i]));
		}
		json_list_end(&list);
	}
}

bool run_recipients(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct meeting meeting = {0};
	struct standings standings = {0};
	int64_t id;
	bool ok = service_resolve(
			  &cli->service, &meeting_entity, arguments->words[0], &id, error) &&
		  store_get(cli->store, &meeting_entity, id, &meeting, error);
	ok = ok && service_standings(&cli->service, &meeting,
			   meeting.sequence.known ? meeting.sequence.value : -1, &standings, error);
	if (ok)
		tell(cli, &standings, arguments_has(arguments, "lacking"));
	standings_finish(&standings);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

/* SEQUENCE counts from 0. */
static bool read_sequence(const struct arguments *arguments, int64_t *sequence, struct error *error)
{
	const char *text = arguments_value(arguments, "sequence");
	char *end;
	*sequence = -1;
	if (!text)
		return true;
	*sequence = strtoll(text, &end, 10);
	return (*text && !*end && *sequence >= 0) ||
	       error_set(error, ERROR_USAGE, _("--sequence takes a number from 0 and up."));
}

bool run_delivered(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	size_t count = arguments->word_count - 1;
	int64_t meeting, sequence;
	int64_t *people = xcalloc(count + 1, sizeof(*people));
	bool ok = read_sequence(arguments, &sequence, error) &&
		  service_resolve(
			  &cli->service, &meeting_entity, arguments->words[0], &meeting, error);
	for (size_t i = 0; ok && i < count; i++)
		ok = service_resolve(&cli->service, &participant_entity, arguments->words[i + 1],
			&people[i], error);
	ok = ok && service_deliver_by_hand(&cli->service, meeting, people, count, sequence, error);
	if (ok && cli->json)
		output_json(json_pack("{s:I}", "delivered", (json_int_t)count));
	else if (ok)
		output_line(
			PLURAL_("Noted for %zu person.", "Noted for %zu people.", count), count);
	free(people);
	return ok;
}
