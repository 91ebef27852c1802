/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting ...: when the network meets; the files for calendars are in export.c. */
#include "base/i18n.h"
#include "cli/attend.h"
#include "cli/day.h"
#include "cli/export.h"
#include "cli/output.h"
#include "cli/planning.h"
#include "cli/privacy.h"
#include "cli/publish.h"
#include "cli/verb.h"
#include "model/meeting.h"
#include "model/programme.h"
#include "service/calendar.h"

#define OF_MEETING .family = "meeting", .entity = &meeting_entity
#define STEP                                                                                       \
	.words = N_("ID ..."), .min_words = 1, .max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES, \
	.options = reason_options, .run = run_status

static const char *file_token(enum file_state state)
{
	static const char *const tokens[] = {
		[FILE_NONE] = "none",
		[FILE_CURRENT] = "current",
		[FILE_STALE] = "stale",
		[FILE_IMPOSSIBLE] = "impossible",
	};
	return tokens[state];
}

static const char *file_sentence(enum file_state state)
{
	switch (state) {
	case FILE_CURRENT:
		return _("The calendar file that went out says what is said here.");
	case FILE_STALE:
		return _("The meeting has changed since its calendar file went out: export "
			 "again.");
	case FILE_IMPOSSIBLE:
		return _("There can be no calendar file before there is a date.");
	case FILE_NONE:
		break;
	}
	return _("No calendar file has gone out yet.");
}

/* The start or the end as an instant, when day and time are both known. */
static json_t *instant_json(const struct meeting *meeting, int64_t minutes)
{
	char text[26];
	int64_t instant;
	if (!meeting->date.known || !meeting->start.known || minutes < 0)
		return json_null();
	zone_from_local(meeting->date.value, minutes, &instant);
	instant_to_iso(instant, text);
	return json_string(text);
}

/* In the order of the day. */
static bool read_programme(
	struct cli *cli, int64_t meeting, struct record_set *set, struct error *error)
{
	if (!store_all(cli->store, &programme_item_entity, meeting, set, error))
		return false;
	programme_sort((struct programme_item *)(void *)set->records, set->count);
	return true;
}

static json_t *programme_json(struct cli *cli, int64_t meeting, struct error *error)
{
	struct record_set set = {0};
	if (!read_programme(cli, meeting, &set, error))
		return NULL;
	json_t *array = json_array();
	for (size_t i = 0; i < set.count; i++)
		json_array_append_new(
			array, shown_json(&programme_item_entity, record_set_at(&set, i)));
	record_set_finish(&set);
	return array;
}

static json_t *meeting_json(
	struct cli *cli, const struct meeting *meeting, enum file_state state, struct error *error)
{
	json_t *programme = programme_json(cli, meeting->record.id, error);
	if (!programme)
		return NULL;
	json_t *answered = answers_json(cli, meeting, error);
	if (!answered) {
		json_decref(programme);
		return NULL;
	}
	json_t *object = shown_json(&meeting_entity, meeting);
	json_object_set_new(object, "starts_at", instant_json(meeting, meeting->start.value));
	json_object_set_new(object, "ends_at", instant_json(meeting, meeting_end(meeting)));
	json_object_set_new(object, "file", json_string(file_token(state)));
	json_object_set_new(object, "programme", programme);
	json_object_set_new(object, "answers", answered);
	return object;
}

static bool print_meeting(
	struct cli *cli, const struct meeting *meeting, enum file_state state, struct error *error)
{
	struct record_set programme = {0};
	if (!read_programme(cli, meeting->record.id, &programme, error))
		return false;
	shown_print(cli, &meeting_entity, meeting);
	for (size_t i = 0; i < programme.count; i++) {
		output_line("%s", "");
		shown_print(cli, &programme_item_entity, record_set_at(&programme, i));
	}
	output_line("%s", "");
	output_line("%s", file_sentence(state));
	record_set_finish(&programme);
	return true;
}

static bool show(struct cli *cli, const struct meeting *meeting, struct error *error)
{
	enum file_state state;
	int64_t sequence;
	if (!service_file_state(&cli->service, meeting, &state, &sequence, error))
		return false;
	if (!cli->json)
		return print_meeting(cli, meeting, state, error);
	json_t *object = meeting_json(cli, meeting, state, error);
	if (object)
		output_json(object);
	return object;
}

static bool run_show_meeting(
	struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct meeting meeting = {0};
	int64_t id;
	bool ok = service_resolve(
			  &cli->service, &meeting_entity, arguments->words[0], &id, error) &&
		  store_get(cli->store, &meeting_entity, id, &meeting, error) &&
		  show(cli, &meeting, error);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

const struct subcommand meeting_commands[] = {
	{OF_MEETING, .name = "list", .summary = N_("List the meetings."), .options = list_options,
		.run = run_list},
	{OF_MEETING, .name = "show", .words = N_("ID|UID|DATE"), .min_words = 1, .max_words = 1,
		.summary = N_("Show all that is known of a meeting."), .run = run_show_meeting},
	{OF_MEETING, .name = "add", .flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.summary = N_("Add a meeting and print its number."), .run = run_add},
	{OF_MEETING, .name = "edit", .words = N_("ID|UID|DATE"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES | SUBCOMMAND_FIELDS,
		.summary = N_("Change what is known of a meeting."), .run = run_edit},
	{OF_MEETING, STEP, .name = "confirm", .to = MEETING_CONFIRMED,
		.summary = N_("Confirm meetings that have a date, and a place or a link.")},
	{OF_MEETING, STEP, .name = "cancel", .to = MEETING_CANCELLED,
		.summary = N_("Cancel meetings, with a reason.")},
	{OF_MEETING, .name = "state", .words = N_("ID ... STATE"), .min_words = 2,
		.max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES, .options = reason_options,
		.summary = N_("Bring meetings into any state that may follow: unplanned, "
			      "preliminary, confirmed, held, cancelled."),
		.run = run_state},
	{OF_MEETING, .name = "attend", .words = N_("ID|UID|DATE [PARTICIPANT[:STATE] ...]"),
		.min_words = 1, .max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES,
		.options = attend_options,
		.summary = N_("Note who came to a meeting: attended, absent, digital or unknown. "
			      "Without participants: list those who belong to it."),
		.run = run_attend},
	{OF_MEETING, .name = "answer", .words = N_("ID|UID|DATE PARTICIPANT[:ANSWER] ..."),
		.min_words = 2, .max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES,
		.summary = N_("Note what was answered by phone: accepted, declined, tentative or "
			      "needs-action; without a word it is a yes."),
		.run = run_answer},
	{OF_MEETING, .name = "export", .words = N_("[ID|UID|DATE ...]"), .max_words = WORDS_ANY,
		.options = export_options,
		.summary = N_("Write calendar files: one for each meeting, or one with all to "
			      "subscribe to."),
		.run = run_export_meetings},
	{OF_MEETING, .name = "sheet", .words = N_("ID|UID|DATE"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES, .options = sheet_options,
		.summary = N_("Print the sign-in sheet with a code for each who belongs to a "
			      "meeting, or a list of names."),
		.run = run_sheet},
	{OF_MEETING, .name = "minutes", .words = N_("ID|UID|DATE"), .min_words = 1, .max_words = 1,
		.options = minutes_options,
		.summary = N_("Print the minutes of a meeting, or write them; lines with BESLUT: "
			      "are its decisions."),
		.run = run_minutes},
	{OF_MEETING, .name = "webinar", .words = N_("ID|UID|DATE"), .min_words = 1, .max_words = 1,
		.options = webinar_options,
		.summary = N_("Hand over who is signed up for the included webinar: all the first "
			      "time, then what has changed."),
		.run = run_webinar},
	{OF_MEETING, .name = "move", .words = N_("ID|UID|DATE WHEN ..."), .min_words = 2,
		.max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES, .options = move_options,
		.summary = N_("Move a meeting to another day or time, “19/10 10-12”, and say what "
			      "that meets."),
		.run = run_move},
	{OF_MEETING, .name = "duplicate", .words = N_("ID|UID|DATE"), .min_words = 1,
		.max_words = 1, .flags = SUBCOMMAND_WRITES, .options = duplicate_options,
		.summary = N_("Make another meeting like this one and print its number."),
		.run = run_duplicate},
	{OF_MEETING, .name = "check",
		.summary = N_("Say what to put right in the calendar: collisions, red days, places "
			      "and links that are missing soon."),
		.run = run_check_meetings},
	{OF_MEETING, .name = "publish", .words = N_("[ID|UID|DATE ...]"), .max_words = WORDS_ANY,
		.options = publish_options,
		.summary = N_("Publish what has changed, all or nothing: calendar files, the web "
			      "text, letters to those who need one."),
		.run = run_publish},
	{OF_MEETING, .name = "recipients", .words = N_("ID|UID|DATE"), .min_words = 1,
		.max_words = 1, .options = recipients_options,
		.summary = N_("List who has which version of the calendar file of a meeting."),
		.run = run_recipients},
	{OF_MEETING, .name = "delivered", .words = N_("ID|UID|DATE PARTICIPANT ..."),
		.min_words = 2, .max_words = WORDS_ANY, .flags = SUBCOMMAND_WRITES,
		.options = delivered_options,
		.summary = N_("Note that participants were given the calendar file by hand."),
		.run = run_delivered},
	{OF_MEETING, .name = "remind", .words = N_("ID|UID|DATE"), .min_words = 1, .max_words = 1,
		.options = remind_options,
		.summary = N_("Put reminders of a meeting into the outbox, to those who have not "
			      "declined; never the same twice."),
		.run = run_remind},
	{OF_MEETING, .name = "catering", .words = N_("ID|UID|DATE"), .min_words = 1, .max_words = 1,
		.flags = SUBCOMMAND_WRITES,
		.summary = N_("Count for the caterer what people need, without names."),
		.run = run_catering},
	{.name = NULL},
};
