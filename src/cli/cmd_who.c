/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cmd_who.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "model/rule.h"
#include "service/merge.h"
#include "service/tag.h"
#include "service/twin.h"
#include "service/why.h"

/* More than anybody looks at in one go. */
#define PAIRS_MOST 1000

const struct option_spec merge_options[] = {
	{"take", N_("KEY"),
		N_("Takes the value of this key from the row that goes; may be repeated.")},
	{NULL, NULL, NULL},
};

/* ---- duplicates ---- */

static char *title_of(struct cli *cli, int64_t id, struct error *error)
{
	struct participant *participant = record_create(&participant_entity);
	char *title = NULL;
	if (store_get(cli->store, &participant_entity, id, participant, error))
		title = participant_entity.title(participant);
	record_destroy(&participant_entity, participant);
	return title;
}

static json_t *pair_json(const struct twin_pair *pair, const char *first, const char *second)
{
	return json_pack("{s:I, s:s, s:I, s:s, s:b, s:s}", "first", (json_int_t)pair->first,
		"first_title", first, "second", (json_int_t)pair->second, "second_title", second,
		"exact", pair->exact, "reason", pair->reason);
}

static void add_pair(
	struct table *table, const struct twin_pair *pair, const char *first, const char *second)
{
	table_add(table, xasprintf("%lld", (long long)pair->first));
	table_add(table, xstrdup(first));
	table_add(table, xasprintf("%lld", (long long)pair->second));
	table_add(table, xstrdup(second));
	table_add(table, xstrdup(_(pair->reason)));
}

static bool print_pairs(
	struct cli *cli, const struct twin_pair *pairs, size_t count, struct error *error)
{
	struct json_list list = {0};
	struct table table;
	bool ok = true;
	table_init(&table, 5);
	table_add(&table, xstrdup(_("ID")));
	table_add(&table, xstrdup(_("Participant")));
	table_add(&table, xstrdup(_("ID")));
	table_add(&table, xstrdup(_("Participant")));
	table_add(&table, xstrdup(_("Why")));
	for (size_t i = 0; ok && i < count; i++) {
		char *first = title_of(cli, pairs[i].first, error);
		char *second = first ? title_of(cli, pairs[i].second, error) : NULL;
		ok = second != NULL;
		if (ok && cli->json)
			json_list_add(&list, pair_json(&pairs[i], first, second));
		else if (ok)
			add_pair(&table, &pairs[i], first, second);
		free(first);
		free(second);
	}
	if (ok && cli->json)
		json_list_end(&list);
	else if (ok && count)
		table_print(&table, output_columns());
	else if (ok)
		output_note("%s", _("No two rows look like the same person."));
	table_finish(&table);
	return ok;
}

bool run_duplicates(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct twin_pair *pairs;
	size_t count;
	(void)arguments;
	if (!service_find_pairs(&cli->service, PAIRS_MOST, &pairs, &count, error))
		return false;
	bool ok = print_pairs(cli, pairs, count, error);
	free(pairs);
	return ok;
}

bool run_distinct(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t *ids = resolve_ids(cli, arguments->words, 2, error);
	bool ok = ids && service_tell_apart(&cli->service, ids[0], ids[1], error);
	if (ok && cli->json)
		output_json(json_pack(
			"{s:[I, I]}", "distinct", (json_int_t)ids[0], (json_int_t)ids[1]));
	else if (ok)
		output_line(_("No. %lld and no. %lld are two people and will not be asked about "
			      "again."),
			(long long)ids[0], (long long)ids[1]);
	free(ids);
	return ok;
}

/* ---- merging ---- */

static bool add_taken(
	const struct field ***fields, size_t *count, const char *name, struct error *error)
{
	char *key = xstrdup(name);
	for (char *at = key; *at; at++)
		*at = *at == '-' ? '_' : *at;
	const struct field *field = entity_field(&participant_entity, key);
	free(key);
	if (!field || !merge_field_is_open(field)) {
		char *safe = text_safe(name, TEXT_ONE_LINE);
		error_set(error, ERROR_USAGE,
			_("“%s” is no key that can be taken from the row that goes."), safe);
		free(safe);
		return false;
	}
	*fields = xreallocarray(*fields, *count + 1, sizeof(**fields));
	(*fields)[(*count)++] = field;
	return true;
}

/* What only the row that goes knows, and what --take names. */
static bool choose_fields(struct cli *cli, const struct arguments *arguments,
	const struct merge_order *order, const struct field ***fields, size_t *count,
	struct error *error)
{
	struct participant *survivor = record_create(&participant_entity);
	struct participant *loser = record_create(&participant_entity);
	bool ok = store_get(cli->store, &participant_entity, order->survivor, survivor, error) &&
		  store_get(cli->store, &participant_entity, order->loser, loser, error);
	*fields = NULL;
	*count = ok ? merge_proposal(survivor, loser, fields) : 0;
	for (size_t i = 0; ok && i < arguments->option_count; i++) {
		if (!strcmp(arguments->options[i].name, "take"))
			ok = add_taken(fields, count, arguments->options[i].value, error);
	}
	record_destroy(&participant_entity, survivor);
	record_destroy(&participant_entity, loser);
	return ok;
}

static bool tell_merged(struct cli *cli, const struct merge_order *order, struct error *error)
{
	struct participant *survivor = record_create(&participant_entity);
	bool ok = store_get(cli->store, &participant_entity, order->survivor, survivor, error);
	if (ok && cli->json) {
		output_json(shown_json(&participant_entity, survivor));
	} else if (ok) {
		char *title = participant_entity.title(survivor);
		output_line(_("No. %lld is merged into %s (no. %lld)."), (long long)order->loser,
			title, (long long)order->survivor);
		free(title);
	}
	record_destroy(&participant_entity, survivor);
	return ok;
}

bool run_merge(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const struct field **fields = NULL;
	size_t count = 0;
	int64_t *ids = resolve_ids(cli, arguments->words, 2, error);
	if (!ids)
		return false;
	struct merge_order order = {.survivor = ids[0], .loser = ids[1]};
	bool ok = choose_fields(cli, arguments, &order, &fields, &count, error);
	order.from_loser = fields;
	order.from_loser_count = count;
	ok = ok && service_merge(&cli->service, &order, error) && tell_merged(cli, &order, error);
	free(fields);
	free(ids);
	return ok;
}

/* ---- tags ---- */

bool run_tag(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct bulk_result result = {0};
	size_t last = arguments->word_count - 1;
	int64_t *ids = resolve_ids(cli, arguments->words, last, error);
	if (!ids)
		return false;
	bool ok = service_tag(
		&cli->service, ids, last, arguments->words[last], false, &result, error);
	free(ids);
	return end_bulk(cli, ok, &result);
}

/* ---- why ---- */

static const char *const subjects[] = {
	[WHY_TARGET_GROUP] = "target_group",
	[WHY_MISSING] = "missing",
	[WHY_LIST] = "list",
	[WHY_TWIN] = "twin",
};

static void print_why(const struct why *why)
{
	output_line("%s", why->title);
	for (size_t i = 0; i < why->count; i++) {
		const struct why_line *line = &why->lines[i];
		const char *rule = line->rule ? line->rule : "–";
		if (line->subject == WHY_LIST)
			output_line(_("  %-5s not in the list “%s”: %s"), rule, line->about,
				line->text);
		else if (line->about)
			output_line("  %-5s %s: %s", rule, line->about, line->text);
		else
			output_line("  %-5s %s", rule, line->text);
	}
}

static json_t *why_json(const struct why *why)
{
	json_t *lines = json_array();
	for (size_t i = 0; i < why->count; i++) {
		const struct why_line *line = &why->lines[i];
		json_array_append_new(lines,
			json_pack("{s:s, s:s?, s:s?, s:s}", "subject", subjects[line->subject],
				"rule", line->rule, "about", line->about, "text", line->text));
	}
	return json_pack("{s:s, s:o}", "title", why->title, "rules", lines);
}

bool run_why(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct why why;
	int64_t id;
	const char *text = rule_text(arguments->words[0]);
	if (text && cli->json)
		output_json(json_pack("{s:s, s:s}", "rule", arguments->words[0], "text", text));
	else if (text)
		output_line("%s: %s", arguments->words[0], text);
	if (text)
		return true;
	if (!service_resolve(&cli->service, &participant_entity, arguments->words[0], &id, error) ||
		!service_why(&cli->service, id, &why, error))
		return false;
	if (cli->json)
		output_json(why_json(&why));
	else
		print_why(&why);
	why_finish(&why);
	return true;
}
