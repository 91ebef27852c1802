/* SPDX-License-Identifier: GPL-3.0-or-later */
/* show, add and edit, for any kind of record. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/payer.h"
#include "cli/verb.h"

int64_t *resolve_ids(struct cli *cli, char const *const *words, size_t count, struct error *error)
{
	int64_t *ids = xcalloc(count ? count : 1, sizeof(*ids));
	for (size_t i = 0; i < count; i++) {
		if (!service_resolve(
			    &cli->service, cli->command->entity, words[i], &ids[i], error)) {
			free(ids);
			return NULL;
		}
	}
	return ids;
}

static void *get(struct cli *cli, const char *word, struct error *error)
{
	const struct entity *entity = cli->command->entity;
	int64_t id;
	if (!service_resolve(&cli->service, entity, word, &id, error))
		return NULL;
	void *record = record_create(entity);
	if (store_get(cli->store, entity, id, record, error))
		return record;
	record_destroy(entity, record);
	return NULL;
}

bool run_show(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const struct entity *entity = cli->command->entity;
	void *record = get(cli, arguments->words[0], error);
	if (!record)
		return false;
	if (cli->json)
		output_json(shown_json(entity, record));
	else
		shown_print(cli, entity, record);
	record_destroy(entity, record);
	return true;
}

const struct option_spec keep_options[] = {
	{"keep-number", N_("REASON"),
		N_("Keep a personal number instead of masking it; the reason is noted.")},
	{NULL, NULL, NULL},
};

bool keep_numbers(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *reason = arguments_value(arguments, "keep-number");
	if (reason && text_is_blank(reason))
		return error_set(
			error, ERROR_USAGE, _("To keep a personal number needs a reason."));
	cli->service.keep_number = reason;
	return true;
}

bool set_fields(struct cli *cli, const struct entity *entity, void *record,
	const struct arguments *arguments, struct error *error)
{
	for (size_t i = 0; i < arguments->option_count; i++) {
		const struct given_option *option = &arguments->options[i];
		if (option->field && !service_set_field(&cli->service, entity, option->field,
					     record, option->value, error))
			return false;
	}
	return true;
}

/* Saves, and tells what followed from it. */
static bool save(struct cli *cli, const struct entity *entity, void *record, const void *before,
	struct error *error)
{
	void *asked = record_copy(entity, record);
	bool ok = service_save(&cli->service, entity, record, NULL, error);
	if (ok && entity == &participant_entity)
		payer_tell(cli, before, asked, record);
	record_destroy(entity, asked);
	return ok;
}

bool run_add(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const struct entity *entity = cli->command->entity;
	void *record = service_new(&cli->service, entity);
	bool ok = keep_numbers(cli, arguments, error) &&
		  set_fields(cli, entity, record, arguments, error) &&
		  save(cli, entity, record, NULL, error);
	if (ok && cli->json)
		output_json(shown_json(entity, record));
	else if (ok)
		output_line("%lld", (long long)((const struct record *)record)->id);
	record_destroy(entity, record);
	return ok;
}

static bool is_same(const struct entity *entity, const void *left, const void *right)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		if (!field_equals(&entity->fields[i], left, right))
			return false;
	}
	return true;
}

static void tell_saved(struct cli *cli, const struct entity *entity, const void *record)
{
	if (cli->json) {
		output_json(shown_json(entity, record));
		return;
	}
	char *title = entity->title(record);
	output_line(_("Saved: %s"), title);
	free(title);
}

bool save_and_tell(struct cli *cli, const struct entity *entity, void *record, const void *before,
	struct error *error)
{
	if (!is_same(entity, record, before)) {
		if (!save(cli, entity, record, before, error))
			return false;
		tell_saved(cli, entity, record);
		return true;
	}
	output_note("%s", _("Nothing to change: it says that already."));
	if (cli->json)
		output_json(shown_json(entity, record));
	return true;
}

bool run_edit(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const struct entity *entity = cli->command->entity;
	void *record = get(cli, arguments->words[0], error);
	if (!record)
		return false;
	void *before = record_copy(entity, record);
	bool ok = keep_numbers(cli, arguments, error) &&
		  set_fields(cli, entity, record, arguments, error) &&
		  save_and_tell(cli, entity, record, before, error);
	record_destroy(entity, before);
	record_destroy(entity, record);
	return ok;
}
