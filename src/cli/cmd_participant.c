/* SPDX-License-Identifier: GPL-3.0-or-later */
/* participant ...: who takes part. */
#include "base/i18n.h"
#include "cli/peoplefile.h"
#include "cli/privacy.h"
#include "cli/verb.h"
#include "model/participant.h"

#define OF_PARTICIPANT .family = "participant", .entity = &participant_entity
#define STEP                                                                                       \
	.words = N_("ID ..."), .min_words = 1, .max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES, \
	.options = reason_options, .run = run_status

const struct subcommand participant_commands[] = {
	{OF_PARTICIPANT, .name = "list", .summary = N_("List the participants."),
		.options = list_options, .run = run_list},
	{OF_PARTICIPANT, .name = "show", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.summary = N_("Show all that is known of a participant."), .run = run_show},
	{OF_PARTICIPANT, .name = "add", .flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.summary = N_("Add a participant and print the number."), .run = run_add},
	{OF_PARTICIPANT, .name = "edit", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.summary = N_("Change what is known of a participant."), .run = run_edit},
	{OF_PARTICIPANT, STEP, .name = "review", .to = PARTICIPANT_REVIEW,
		.summary = N_("Put participants up for review; closed ones need a reason.")},
	{OF_PARTICIPANT, STEP, .name = "admit", .to = PARTICIPANT_ADMITTED,
		.summary = N_("Admit participants to the network.")},
	{OF_PARTICIPANT, STEP, .name = "reject", .to = PARTICIPANT_REJECTED,
		.summary = N_("Reject participants under review, with a reason.")},
	{OF_PARTICIPANT, STEP, .name = "refer", .to = PARTICIPANT_REFERRED,
		.summary = N_("Refer participants under review to another network, with a "
			      "reason.")},
	{OF_PARTICIPANT, STEP, .name = "withdraw", .to = PARTICIPANT_WITHDRAWN,
		.summary = N_("Note that admitted participants have withdrawn, with a reason.")},
	{OF_PARTICIPANT, .name = "reveal", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .options = reveal_options,
		.summary = N_("Show who a protected person is, for a reason that is logged."),
		.run = run_reveal},
	{OF_PARTICIPANT, .name = "extract", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .options = extract_options,
		.summary = N_("Write all that is kept of a participant, for themselves."),
		.run = run_extract},
	{OF_PARTICIPANT, .name = "erase", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .options = erase_options,
		.summary = N_("Erase a participant for good, and prove it."), .run = run_erase},
	{OF_PARTICIPANT, .name = "export", .options = people_file_options, .run = run_export_people,
		.summary = N_("Write a list of participants for a purpose, which decides what is "
			      "in it and who is left out; without --yes a preview.")},
	{.name = NULL},
};
