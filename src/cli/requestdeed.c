/* SPDX-License-Identifier: GPL-3.0-or-later */
/* request merge, link, convert, refer, urgent, sensitive, export and files. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/request.h"
#include "cli/verb.h"
#include "service/request/casefile.h"
#include "service/request/convert.h"
#include "service/request/filed.h"
#include "service/request/link.h"
#include "service/request/merge.h"
#include "service/request/refer.h"
#include "service/request/thread.h"
#include "service/request/urgent.h"
#include "service/twin.h"

#define END                      \
	{                        \
		NULL, NULL, NULL \
	}

const struct option_spec request_merge_options[] = {
	{"into", N_("ID"), N_("The request that stays; otherwise the oldest.")},
	{"yes", NULL, N_("Also when they come from different senders.")}, END};
const struct option_spec request_link_options[] = {
	{"participant", N_("ID"), N_("The participant that it is from or about.")},
	{"meeting", N_("ID|UID|DATE"), N_("The meeting that it is about.")},
	{"none", NULL, N_("Takes both links away.")}, END};
const struct option_spec request_convert_options[] = {
	{"admit", NULL, N_("Admits them at once; the welcome waits in the outbox.")},
	{"reason", N_("TEXT"), N_("Why someone is admitted whom the rules do not let in.")}, END};
const struct option_spec request_refer_options[] = {
	{"to", N_("NETWORK"),
		N_("By its name, or by its short name when it is in this database; otherwise the "
		   "one that the network names itself.")},
	{"informed", NULL,
		N_("The person knows of it: only then is what they have written passed on.")},
	END};
const struct option_spec request_off_options[] = {{"off", NULL, N_("It is so no longer.")}, END};
const struct option_spec request_case_options[] = {
	{"out", N_("FILE"), N_("Where it shall go; - is standard output.")},
	{"personal", N_("PURPOSE"),
		N_("Also what is sensitive or protected; the purpose stands in the log.")},
	{"force", NULL, N_("Write over a file that is there.")}, END};
const struct option_spec request_files_options[] = {
	{"out", N_("FOLDER"), N_("Where the copies shall go.")}, END};

static bool show(struct cli *cli, int64_t id, struct error *error)
{
	struct request request = {0};
	bool ok = store_get(cli->store, &request_entity, id, &request, error);
	if (ok)
		output_json(shown_json(&request_entity, &request));
	record_finish(&request_entity, &request);
	return ok;
}

static bool request_named(
	struct cli *cli, const struct arguments *arguments, int64_t *id, struct error *error)
{
	return service_resolve(&cli->service, &request_entity, arguments->words[0], id, error);
}

/* ---- merge ---- */

static bool find_target(struct cli *cli, const struct arguments *arguments, const int64_t *ids,
	int64_t *target, struct error *error)
{
	const char *into = arguments_value(arguments, "into");
	return into ? service_resolve(&cli->service, &request_entity, into, target, error)
		    : service_merge_target(
			      &cli->service, ids, arguments->word_count, target, error);
}

bool run_request_merge(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t *ids = resolve_ids(cli, arguments->words, arguments->word_count, error);
	if (!ids)
		return false;
	struct request_merge merge = {.ids = ids,
		.count = arguments->word_count,
		.agreed = arguments_has(arguments, "yes")};
	bool ok = find_target(cli, arguments, ids, &merge.target, error) &&
		  service_request_merge(&cli->service, &merge, error);
	if (ok && cli->json)
		ok = show(cli, merge.target, error);
	else if (ok)
		output_line(_("Merged into request no. %lld."), (long long)merge.target);
	free(ids);
	return ok;
}

/* ---- link ---- */

static bool read_link(struct cli *cli, const struct arguments *arguments, const char *name,
	const struct entity *entity, struct number *link, struct error *error)
{
	const char *word = arguments_value(arguments, name);
	if (arguments_has(arguments, "none"))
		number_set(link, 0);
	if (!word)
		return true;
	link->known = true;
	return service_resolve(&cli->service, entity, word, &link->value, error);
}

bool run_request_link(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct request_link link = {0};
	int64_t id;
	if (!request_named(cli, arguments, &id, error) ||
		!read_link(cli, arguments, "participant", &participant_entity, &link.participant,
			error) ||
		!read_link(cli, arguments, "meeting", &meeting_entity, &link.meeting, error))
		return false;
	if (!link.participant.known && !link.meeting.known)
		return error_set(error, ERROR_USAGE,
			_("Say to what: --participant ID, --meeting ID or --none."));
	if (!service_request_link(&cli->service, id, &link, error))
		return false;
	if (cli->json)
		return show(cli, id, error);
	output_line(_("Linked: request no. %lld."), (long long)id);
	return true;
}

/* ---- convert ---- */

static bool note_twins(struct cli *cli, const struct participant *participant, struct error *error)
{
	struct twin *twins = NULL;
	size_t count = 0;
	bool ok = service_find_twins(&cli->service, participant, &twins, &count, error);
	for (size_t i = 0; ok && i < count; i++)
		output_note(_("May be participant no. %lld: %s."), (long long)twins[i].id,
			_(twins[i].reason));
	free(twins);
	return ok;
}

static void tell_conversion(struct cli *cli, const struct conversion *conversion)
{
	if (cli->json)
		output_json(json_pack("{s:I, s:b, s:I, s:I}", "participant",
			(json_int_t)conversion->participant, "admitted", conversion->admit,
			"letters", (json_int_t)conversion->made.letters, "tasks",
			(json_int_t)conversion->made.tasks));
	else
		output_line("%lld", (long long)conversion->participant);
}

bool run_request_convert(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct conversion conversion = {.admit = arguments_has(arguments, "admit"),
		.reason = arguments_value(arguments, "reason")};
	struct request request = {0};
	struct participant *participant = NULL;
	int64_t id;
	bool ok = request_named(cli, arguments, &id, error) &&
		  store_get(cli->store, &request_entity, id, &request, error) &&
		  request_may_convert(&request, error);
	if (ok)
		participant = service_request_sender(&cli->service, &request, error);
	ok = participant && set_fields(cli, &participant_entity, participant, arguments, error) &&
	     note_twins(cli, participant, error) &&
	     service_request_convert(&cli->service, id, participant, &conversion, error);
	if (ok)
		tell_conversion(cli, &conversion);
	record_destroy(&participant_entity, participant);
	record_finish(&request_entity, &request);
	return ok;
}

/* ---- many ---- */

bool run_request_refer(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t *ids = resolve_ids(cli, arguments->words, arguments->word_count, error);
	struct request_referral referral = {.ids = ids,
		.count = arguments->word_count,
		.to = arguments_value(arguments, "to"),
		.informed = arguments_has(arguments, "informed")};
	struct bulk_result result = {0};
	struct draft_count made;
	bool ok = ids && service_request_refer(&cli->service, &referral, &result, &made, error);
	free(ids);
	return end_bulk(cli, ok, &result);
}

bool run_request_urgent(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t *ids = resolve_ids(cli, arguments->words, arguments->word_count, error);
	struct bulk_result result = {0};
	bool ok = ids && service_request_urgent(&cli->service, ids, arguments->word_count,
				 !arguments_has(arguments, "off"), &result, error);
	free(ids);
	return end_bulk(cli, ok, &result);
}

bool run_request_sensitive(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	int64_t *ids = resolve_ids(cli, arguments->words, arguments->word_count, error);
	struct bulk_result result = {0};
	bool ok = ids && service_set_many(&cli->service, &request_entity, ids,
				 arguments->word_count, entity_field(&request_entity, "sensitive"),
				 arguments_has(arguments, "off") ? "no" : "yes", &result, error);
	free(ids);
	return end_bulk(cli, ok, &result);
}

/* ---- files ---- */

static bool need_out(const struct arguments *arguments, const char **out, struct error *error)
{
	*out = arguments_value(arguments, "out");
	return (*out && **out) || error_set(error, ERROR_USAGE, _("Say where it shall go: --out."));
}

bool run_request_export(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *purpose = arguments_value(arguments, "personal");
	struct case_order order = {.personal = purpose != NULL,
		.purpose = purpose,
		.force = arguments_has(arguments, "force")};
	struct case_file file = {0};
	if (!need_out(arguments, &order.out, error) ||
		!request_named(cli, arguments, &order.request, error) ||
		!service_case_export(&cli->service, &order, &file, error))
		return false;
	bool printed = !strcmp(order.out, "-");
	if (printed && !cli->json)
		output_bytes(file.text);
	else if (cli->json)
		output_json(json_pack("{s:s?, s:s?, s:b, s:b}", "path", printed ? NULL : order.out,
			"text", printed ? file.text : NULL, "personal", file.personal, "withheld",
			file.withheld));
	else
		output_line("%s", order.out);
	if (file.withheld)
		output_note("%s", _("What is sensitive or protected is withheld: it takes "
				    "--personal and a purpose."));
	case_file_finish(&file);
	return true;
}

static bool save_entry(struct cli *cli, const struct thread_entry *entry, const char *folder,
	json_t *list, struct error *error)
{
	bool ok = true;
	for (size_t i = 0; ok && i < entry->attachment_count; i++) {
		char *path;
		ok = service_attachment_save(
			&cli->service, entry->attachments[i].record.id, folder, &path, error);
		if (ok && cli->json)
			json_array_append_new(list, json_string(path));
		else if (ok)
			output_line("%s", path);
		free(path);
	}
	return ok;
}

bool run_request_files(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct thread thread = {0};
	const char *folder;
	int64_t id;
	json_t *list = json_array();
	bool ok = need_out(arguments, &folder, error) &&
		  request_named(cli, arguments, &id, error) &&
		  service_thread_read(&cli->service, id, &thread, error);
	for (size_t i = 0; ok && i < thread.count; i++)
		ok = save_entry(cli, &thread.entries[i], folder, list, error);
	if (ok && cli->json)
		output_json(json_incref(list));
	json_decref(list);
	thread_finish(&thread);
	return ok;
}
