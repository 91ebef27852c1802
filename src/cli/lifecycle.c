/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/lifecycle.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "service/lifecycle.h"

#define REASON                                                                            \
	{                                                                                 \
		"reason", N_("TEXT"), N_("Why: some steps need it, the record keeps it.") \
	}
#define NO_LETTER                                                       \
	{                                                               \
		"no-letter", NULL, N_("Write nothing into the outbox.") \
	}
#define END                      \
	{                        \
		NULL, NULL, NULL \
	}

const struct option_spec letter_options[] = {REASON, NO_LETTER, END};

const struct option_spec refer_options[] = {
	{"to", N_("NETWORK"),
		N_("By its name, or by its short name when it is in this database; otherwise the "
		   "one that the network names itself.")},
	{"informed", NULL,
		N_("They know of it: only then is their sign-up passed on, into that network.")},
	REASON, NO_LETTER, END};

const struct option_spec callback_options[] = {
	{"note", N_("TEXT"), N_("What was said; waived takes a reason.")}, END};

const struct option_spec transfer_options[] = {
	{"given-name", N_("TEXT"), N_("Of the colleague who takes over.")},
	{"family-name", N_("TEXT"), N_("Of the colleague who takes over.")},
	{"title", N_("TEXT"), N_("Of the colleague who takes over.")},
	{"email", N_("TEXT"), N_("Of the colleague who takes over.")},
	{"phone", N_("TEXT"), N_("Of the colleague who takes over.")},
	{"contact-path", N_("TEXT"),
		N_("How a protected person is reached, saying nothing of who.")},
	{"protected", N_("YES|NO"), N_("Has the colleague a protected identity?")}, END};

const struct option_spec chase_options[] = {
	{"all", NULL, N_("Every admitted participant of whom something is missing.")}, END};

/* ---- telling ---- */

static void tell_made(const struct draft_count *made)
{
	char *letters = xasprintf(
		PLURAL_("%lld letter", "%lld letters", made->letters), (long long)made->letters);
	char *tasks = xasprintf(
		PLURAL_("%lld task", "%lld tasks", made->tasks), (long long)made->tasks);
	if (made->letters && made->tasks)
		/* TRANSLATORS: "2 letters and 1 task": both parts are counted already */
		output_line(_("In the outbox: %s and %s."), letters, tasks);
	else if (made->letters || made->tasks)
		output_line(_("In the outbox: %s."), made->letters ? letters : tasks);
	free(tasks);
	free(letters);
}

static void add_made(json_t *object, const struct draft_count *made)
{
	json_object_set_new(object, "letters", json_integer(made->letters));
	json_object_set_new(object, "tasks", json_integer(made->tasks));
}

/* A part only is not what was asked for. */
static void tell(struct cli *cli, const struct lifecycle_result *result)
{
	if (cli->json) {
		json_t *object = bulk_result_json(&result->rows);
		add_made(object, &result->made);
		bulk_result_note(&result->rows);
		output_json(object);
	} else {
		bulk_result_note(&result->rows);
		output_line(PLURAL_("%zu changed", "%zu changed", result->rows.changed),
			result->rows.changed);
		tell_made(&result->made);
	}
	if (result->rows.exception_count)
		cli->status = EXIT_FAILURE;
}

/* ---- states ---- */

typedef bool deed_function(struct service *service, const struct lifecycle_order *order,
	struct lifecycle_result *result, struct error *error);

static bool run_deed(struct cli *cli, const struct arguments *arguments, const int64_t *ids,
	size_t count, deed_function *deed, struct error *error)
{
	struct lifecycle_order order = {.ids = ids,
		.count = count,
		.reason = arguments_value(arguments, "reason"),
		.letters = !arguments_has(arguments, "no-letter")};
	struct lifecycle_result result = {0};
	bool ok = deed(&cli->service, &order, &result, error);
	if (ok)
		tell(cli, &result);
	lifecycle_result_finish(&result);
	return ok;
}

static bool run_on_words(struct cli *cli, const struct arguments *arguments, deed_function *deed,
	struct error *error)
{
	int64_t *ids = resolve_ids(cli, arguments->words, arguments->word_count, error);
	bool ok = ids && run_deed(cli, arguments, ids, arguments->word_count, deed, error);
	free(ids);
	return ok;
}

bool run_reject(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	return run_on_words(cli, arguments, service_decline, error);
}

bool run_withdraw(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	return run_on_words(cli, arguments, service_withdraw, error);
}

bool run_welcome(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	return run_on_words(cli, arguments, service_welcome, error);
}

bool run_chase(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	bool all = arguments_has(arguments, "all");
	int64_t *ids;
	size_t count;
	if (all == (arguments->word_count != 0))
		return error_set(error, ERROR_USAGE,
			_("Name the participants by their numbers, or say --all."));
	if (!all)
		return run_on_words(cli, arguments, service_chase, error);
	bool ok = service_chase_all(&cli->service, &ids, &count, error) &&
		  run_deed(cli, arguments, ids, count, service_chase, error);
	free(ids);
	return ok;
}

bool run_refer(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t *ids = resolve_ids(cli, arguments->words, arguments->word_count, error);
	if (!ids)
		return false;
	struct referral_order order = {
		.people = {.ids = ids,
			.count = arguments->word_count,
			.reason = arguments_value(arguments, "reason"),
			.letters = !arguments_has(arguments, "no-letter")},
		.to = arguments_value(arguments, "to"),
		.informed = arguments_has(arguments, "informed"),
	};
	struct lifecycle_result result = {0};
	bool ok = service_refer(&cli->service, &order, &result, error);
	if (ok)
		tell(cli, &result);
	lifecycle_result_finish(&result);
	free(ids);
	return ok;
}

/* ---- one person ---- */

static bool unknown_outcome(const char *word, struct error *error)
{
	char *safe = text_safe(word, TEXT_ONE_LINE);
	error_set(error, ERROR_USAGE,
		_("“%s” is no outcome of a call: it is verified, failed or waived."), safe);
	free(safe);
	return false;
}

bool run_callback(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int outcome = choices_match(&participant_callbacks, arguments->words[1]);
	int64_t id;
	if (outcome < 0)
		return unknown_outcome(arguments->words[1], error);
	if (!service_resolve(&cli->service, &participant_entity, arguments->words[0], &id, error) ||
		!service_call_back(&cli->service, id, (enum participant_callback)outcome,
			arguments_value(arguments, "note"), error))
		return false;
	struct participant *participant = record_create(&participant_entity);
	bool ok = store_get(cli->store, &participant_entity, id, participant, error);
	if (ok && cli->json)
		output_json(shown_json(&participant_entity, participant));
	else if (ok)
		output_line("%s", choice_label(&participant_callbacks, outcome));
	record_destroy(&participant_entity, participant);
	return ok;
}

static bool read_colleague(struct cli *cli, const struct arguments *arguments,
	struct participant *colleague, struct error *error)
{
	for (size_t i = 0; transfer_options[i].name; i++) {
		const char *value = arguments_value(arguments, transfer_options[i].name);
		char *name = xstrdup(transfer_options[i].name);
		for (char *at = name; *at; at++)
			*at = *at == '-' ? '_' : *at;
		const struct field *field = entity_field(&participant_entity, name);
		free(name);
		if (value && !service_set_field(&cli->service, &participant_entity, field,
				     colleague, value, error))
			return false;
	}
	return true;
}

static void tell_transfer(struct cli *cli, const struct transfer_result *result)
{
	if (cli->json) {
		json_t *object = json_pack("{s:I, s:I, s:I}", "successor",
			(json_int_t)result->successor, "moved_items",
			(json_int_t)result->moved_items, "kept_items",
			(json_int_t)result->kept_items);
		add_made(object, &result->made);
		output_json(object);
		return;
	}
	output_line("%lld", (long long)result->successor);
	if (result->kept_items)
		output_note(
			PLURAL_("%zu item of the fee is on its way to the payer and stays with "
				"the one who leaves.",
				"%zu items of the fee are on their way to the payer and stay with "
				"the one who leaves.",
				result->kept_items),
			result->kept_items);
	tell_made(&result->made);
}

bool run_transfer(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct participant colleague = {0};
	struct transfer_result result;
	int64_t id;
	bool ok = service_resolve(
			  &cli->service, &participant_entity, arguments->words[0], &id, error) &&
		  read_colleague(cli, arguments, &colleague, error) &&
		  service_transfer(&cli->service, id, &colleague, &result, error);
	if (ok)
		tell_transfer(cli, &result);
	record_finish(&participant_entity, &colleague);
	return ok;
}
