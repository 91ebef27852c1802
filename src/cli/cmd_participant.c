/* SPDX-License-Identifier: GPL-3.0-or-later */
/* participant ...: who takes part. */
#include "base/i18n.h"
#include "cli/cmd_import.h"
#include "cli/cmd_who.h"
#include "cli/lifecycle.h"
#include "cli/peoplefile.h"
#include "cli/privacy.h"
#include "cli/verb.h"
#include "model/participant.h"

#define OF_PARTICIPANT .family = "participant", .entity = &participant_entity
#define STEP                                                                                       \
	.words = N_("ID ..."), .min_words = 1, .max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES, \
	.options = reason_options, .run = run_status

#define MANY \
	.words = N_("ID ..."), .min_words = 1, .max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES

const struct subcommand participant_commands[] = {
	{OF_PARTICIPANT, .name = "list", .summary = N_("List the participants."),
		.options = list_options, .run = run_list},
	{OF_PARTICIPANT, .name = "show", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.summary = N_("Show all that is known of a participant."), .run = run_show},
	{OF_PARTICIPANT, .name = "add", .flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.options = keep_options, .summary = N_("Add a participant and print the number."),
		.run = run_add},
	{OF_PARTICIPANT, .name = "edit", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS, .options = keep_options,
		.summary = N_("Change what is known of a participant."), .run = run_edit},
	{OF_PARTICIPANT, STEP, .name = "review", .to = PARTICIPANT_REVIEW,
		.summary = N_("Put participants up for review; closed ones need a reason.")},
	{OF_PARTICIPANT, STEP, .name = "admit", .to = PARTICIPANT_ADMITTED,
		.summary = N_("Admit participants to the network.")},
	{OF_PARTICIPANT, MANY, .name = "reject", .options = letter_options, .run = run_reject,
		.summary = N_("Reject participants under review, with a reason; a friendly letter "
			      "waits in the outbox.")},
	{OF_PARTICIPANT, MANY, .name = "refer", .options = refer_options, .run = run_refer,
		.summary = N_("Refer participants under review to another network, with a "
			      "reason.")},
	{OF_PARTICIPANT, MANY, .name = "withdraw", .options = letter_options, .run = run_withdraw,
		.summary = N_("Note that admitted participants have withdrawn, with a reason; what "
			      "takes the meetings out of their calendars waits in the outbox.")},
	{OF_PARTICIPANT, .name = "transfer", .words = N_("ID"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .options = transfer_options, .run = run_transfer,
		.summary = N_("Hand a seat over to a colleague, with its organisation, payer and "
			      "fee, and print the number of the colleague.")},
	{OF_PARTICIPANT, MANY, .name = "welcome", .run = run_welcome,
		.summary = N_("Write to admitted participants which meetings they get and what it "
			      "costs.")},
	{OF_PARTICIPANT, .name = "chase", .words = N_("ID ... | --all"), .max_words = WORDS_ANY,
		.flags = SUBCOMMAND_WRITES, .options = chase_options, .run = run_chase,
		.summary = N_("Write to participants for exactly what is missing of them.")},
	{OF_PARTICIPANT, .name = "callback", .words = N_("ID OUTCOME"), .min_words = 2,
		.max_words = 2, .flags = SUBCOMMAND_WRITES, .options = callback_options,
		.run = run_callback,
		.summary = N_("Note what the switchboard of the organisation said of someone: "
			      "verified, failed or waived.")},
	{OF_PARTICIPANT, .name = "export", .options = people_file_options, .run = run_export_people,
		.summary = N_("Write a list of participants for a purpose, which decides what is "
			      "in it and who is left out; without --yes a preview.")},
	{OF_PARTICIPANT, .name = "import", .words = N_("FILE"), .min_words = 1, .max_words = 1,
		.options = import_options,
		.summary = N_("Read sign-ups from a CSV file: shows what would happen, and with "
			      "--yes does it."),
		.run = run_import},
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
