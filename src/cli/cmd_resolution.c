/* SPDX-License-Identifier: GPL-3.0-or-later */
/* resolution ...: what has been decided, a line of the protocol each. */
#include <stdlib.h>

#include "base/i18n.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "model/resolution.h"

static const struct option_spec resolution_options[] = {
	{"meeting", N_("MEETING"), N_("Only what was decided at this meeting, or about it.")},
	{NULL, NULL, NULL},
};

struct listing {
	struct json_list list;
	size_t count;
};

/* A line of the protocol is read whole: it stands last, and no column cuts it. */
static void add_resolution(struct cli *cli, struct listing *listing, const struct meeting *meeting,
	const struct resolution *resolution)
{
	listing->count++;
	if (cli->json) {
		json_list_add(&listing->list, shown_json(&resolution_entity, resolution));
		return;
	}
	char *title = meeting_entity.title(meeting);
	output_line("%s: %s", title, resolution->text ? resolution->text : "");
	free(title);
}

/* The decisions of one meeting after the other, in the order of the calendar. */
static bool add_all(struct cli *cli, struct listing *listing, int64_t wanted, struct error *error)
{
	struct record_set meetings = {0};
	if (!store_all(cli->store, &meeting_entity, cli->service.network, &meetings, error))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < meetings.count; i++) {
		const struct meeting *meeting = record_set_at(&meetings, i);
		struct record_set set = {0};
		ok = store_all(cli->store, &resolution_entity, meeting->record.id, &set, error);
		for (size_t at = 0; ok && at < set.count; at++) {
			const struct resolution *one = record_set_at(&set, at);
			if (!wanted || one->meeting.value == wanted || one->about.value == wanted)
				add_resolution(cli, listing, meeting, one);
		}
		record_set_finish(&set);
	}
	record_set_finish(&meetings);
	return ok;
}

static bool run_resolution_list(
	struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *meeting = arguments_value(arguments, "meeting");
	struct listing listing = {0};
	int64_t wanted = 0;
	if (meeting && !service_resolve(&cli->service, &meeting_entity, meeting, &wanted, error))
		return false;
	bool ok = add_all(cli, &listing, wanted, error);
	if (ok && cli->json)
		json_list_end(&listing.list);
	else if (ok && !listing.count)
		output_note("%s", _("There is nothing to list."));
	return ok;
}

const struct subcommand resolution_commands[] = {
	{.family = "resolution",
		.name = "list",
		.entity = &resolution_entity,
		.options = resolution_options,
		.summary = N_("List what has been decided, by votes and in minutes."),
		.run = run_resolution_list},
	{.name = NULL},
};
