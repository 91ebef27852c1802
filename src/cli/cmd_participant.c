/* SPDX-License-Identifier: GPL-3.0-or-later */
/* participant ...: who takes part. */
#include "base/i18n.h"
#include "cli/cmd_who.h"
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
	{OF_PARTICIPANT, .name = "tag", .words = N_("ID ... TAGS"), .min_words = 2,
		.max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES,
		.summary = N_("Put tags on participants, or with - take them off: \"ny -gammal\"."),
		.run = run_tag},
	{OF_PARTICIPANT, .name = "duplicates",
		.summary = N_("List rows that are probably the same person."),
		.run = run_duplicates},
	{OF_PARTICIPANT, .name = "merge", .words = N_("SURVIVOR LOSER"), .min_words = 2,
		.max_words = 2, .flags = SUBCOMMAND_WRITES, .options = merge_options,
		.summary = N_("Merge two rows of one person; what only the second knows is kept."),
		.run = run_merge},
	{OF_PARTICIPANT, .name = "distinct", .words = N_("ID ID"), .min_words = 2, .max_words = 2,
		.flags = SUBCOMMAND_WRITES,
		.summary = N_("Say that two rows are two people; they are not asked about again."),
		.run = run_distinct},
	{OF_PARTICIPANT, .name = "why", .words = N_("ID|RULE"), .min_words = 1, .max_words = 1,
		.summary = N_("Tell by which rules a participant is where they are, or what a "
			      "rule says."),
		.run = run_why},
	{.name = NULL},
};
