/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outbox ...: the letters that wait to be sent and the tasks that wait to be done. */
#include "base/i18n.h"
#include "cli/verb.h"
#include "model/draft.h"

#define OF_DRAFT .family = "outbox", .entity = &draft_entity
#define STEP                                                                                       \
	.words = N_("ID ..."), .min_words = 1, .max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES, \
	.run = run_status

const struct subcommand outbox_commands[] = {
	{OF_DRAFT, .name = "list", .options = list_options,
		.summary = N_("List the letters and tasks that wait; with --all also what is done "
			      "or discarded."),
		.run = run_list},
	{OF_DRAFT, .name = "show", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.summary = N_("Show a letter or a task whole."), .run = run_show},
	{OF_DRAFT, .name = "edit", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.summary = N_("Change the address or the words of a letter that waits."),
		.run = run_edit},
	{OF_DRAFT, STEP, .name = "done", .to = DRAFT_DONE,
		.summary = N_("Note that tasks are done, or letters sent in another way.")},
	{OF_DRAFT, STEP, .name = "discard", .to = DRAFT_DISCARDED,
		.summary = N_("Discard letters and tasks.")},
	{OF_DRAFT, STEP, .name = "restore", .to = DRAFT_WAITING,
		.summary = N_("Bring back what was discarded.")},
	{.name = NULL},
};
