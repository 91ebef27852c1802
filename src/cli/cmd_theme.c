/* SPDX-License-Identifier: GPL-3.0-or-later */
/* theme ...: what a meeting is about, from proposal to decision. */
#include <stdlib.h>

#include "base/i18n.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "model/meeting.h"

#define OF_THEME .family = "theme", .entity = &meeting_entity, .flags = SUBCOMMAND_WRITES

/* Says how the theme of the meeting stands now. */
static bool tell_theme(struct cli *cli, int64_t id, struct error *error)
{
	struct meeting meeting = {0};
	if (!store_get(cli->store, &meeting_entity, id, &meeting, error))
		return false;
	if (cli->json) {
		output_json(shown_json(&meeting_entity, &meeting));
	} else {
		char *title = meeting_entity.title(&meeting);
		output_line(_("%s: the theme is “%s” (%s)."), title,
			meeting.theme ? meeting.theme : "–",
			choice_label(&theme_statuses, (int)meeting.theme_status.value));
		free(title);
	}
	record_finish(&meeting_entity, &meeting);
	return true;
}

static bool run_propose(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *text = arguments->words[1];
	int64_t id;
	return service_resolve(&cli->service, &meeting_entity, arguments->words[0], &id, error) &&
	       service_theme_propose(&cli->service, id, *text ? text : NULL, error) &&
	       tell_theme(cli, id, error);
}

static bool run_decide(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *text = arguments->word_count > 1 ? arguments->words[1] : NULL;
	int64_t id;
	return service_resolve(&cli->service, &meeting_entity, arguments->words[0], &id, error) &&
	       service_theme_decide(&cli->service, id, text, error) && tell_theme(cli, id, error);
}

const struct subcommand theme_commands[] = {
	{OF_THEME, .name = "propose", .words = N_("MEETING THEME"), .min_words = 2, .max_words = 2,
		.summary = N_("Propose the theme of a meeting; \"\" takes it away."),
		.run = run_propose},
	{OF_THEME, .name = "decide", .words = N_("MEETING [THEME]"), .min_words = 1, .max_words = 2,
		.summary = N_("Decide the theme of a meeting: the one proposed, or these words."),
		.run = run_decide},
	{.name = NULL},
};
