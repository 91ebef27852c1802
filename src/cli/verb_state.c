/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many rows at once: into a state, or the same value in one key. One step to undo. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/verb.h"

const struct option_spec reason_options[] = {
	{"reason", N_("TEXT"), N_("Why: some steps need it, the record keeps it.")},
	{NULL, NULL, NULL},
};

json_t *bulk_result_json(const struct bulk_result *result)
{
	json_t *list = json_array();
	for (size_t i = 0; i < result->exception_count; i++) {
		const struct exception *at = &result->exceptions[i];
		json_array_append_new(list, json_pack("{s:I, s:s?, s:s?}", "id", (json_int_t)at->id,
						    "title", at->title, "reason", at->reason));
	}
	return json_pack("{s:I, s:o}", "changed", (json_int_t)result->changed, "exceptions", list);
}

void bulk_result_note(const struct bulk_result *result)
{
	for (size_t i = 0; i < result->exception_count; i++) {
		const struct exception *at = &result->exceptions[i];
		output_note("%lld %s: %s", (long long)at->id, at->title, at->reason);
	}
}

static void tell_bulk(struct cli *cli, const struct bulk_result *result)
{
	bulk_result_note(result);
	if (cli->json)
		output_json(bulk_result_json(result));
	else
		output_line(
			PLURAL_("%zu changed", "%zu changed", result->changed), result->changed);
}

bool end_bulk(struct cli *cli, bool ok, struct bulk_result *result)
{
	if (ok)
		tell_bulk(cli, result);
	if (result->exception_count)
		cli->status = EXIT_FAILURE;
	bulk_result_finish(result);
	return ok;
}

static bool set_status(struct cli *cli, const struct arguments *arguments, size_t count, int to,
	struct error *error)
{
	struct bulk_result result = {0};
	int64_t *ids = resolve_ids(cli, arguments->words, count, error);
	if (!ids)
		return false;
	bool ok = service_set_status(&cli->service, cli->command->entity, ids, count, to,
		arguments_value(arguments, "reason"), false, &result, error);
	free(ids);
	return end_bulk(cli, ok, &result);
}

bool run_status(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	return set_status(cli, arguments, arguments->word_count, cli->command->to, error);
}

static const struct choices *states_of(const struct entity *entity)
{
	return entity_field(entity, "status")->choices;
}

static bool unknown_state(const struct choices *states, const char *word, struct error *error)
{
	struct buffer known = {0};
	char *safe = text_safe(word, TEXT_ONE_LINE);
	for (size_t i = 0; i < states->count; i++)
		buffer_printf(&known, "%s%s", i ? ", " : "", states->items[i].token);
	error_set(error, ERROR_USAGE, _("There is no state “%s”; the states are %s."), safe,
		known.data);
	buffer_finish(&known);
	free(safe);
	return false;
}

bool run_state(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const struct choices *states = states_of(cli->command->entity);
	size_t last = arguments->word_count - 1;
	int to = choices_match(states, arguments->words[last]);
	if (to < 0)
		return unknown_state(states, arguments->words[last], error);
	return set_status(cli, arguments, last, to, error);
}
