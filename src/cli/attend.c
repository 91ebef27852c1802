/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting attend: who came. */
#include "cli/attend.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "cli/day.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "service/answer.h"
#include "service/attendance.h"

/* The word that takes a note away. */
#define UNKNOWN "unknown"

const struct option_spec attend_options[] = {
	{"attended", NULL, N_("They were in the room, where nothing else is said.")},
	{"absent", NULL, N_("They did not come, where nothing else is said.")},
	{"digital", NULL, N_("They took part over the link, where nothing else is said.")},
	{"codes", N_("CODES"), N_("Note those with these codes of the sign-in sheet: “073 128”.")},
	{"format", "csv", N_("Write who came as a file instead.")},
	{"out", N_("FILE|FOLDER|-"), N_("Where the file goes; - is standard output.")},
	{"force", NULL, N_("Write over a file that is there.")},
	{NULL, NULL, NULL},
};

/* ---- what is known ---- */

static const char *token_of(const struct choices *choices, struct number number)
{
	return number.known ? choices->items[number.value].token : NULL;
}

static const char *seat_token(enum seat_state state)
{
	static const char *const tokens[] = {
		[SEAT_NONE] = NULL, [SEAT_TAKEN] = "seat", [SEAT_WAITING] = "waiting"};
	return tokens[state];
}

static json_t *answer_json(const struct attendee *attendee)
{
	const struct participant *participant = &attendee->participant;
	const struct seating *seat = &attendee->seat;
	return json_pack("{s:I, s:s?, s:s?, s:s?, s:s?, s:o}", "participant_id",
		(json_int_t)participant->record.id, "email",
		participant->is_protected.value ? NULL : participant->email, "answer",
		token_of(&answers, attendee->attendance.answer), "attendance",
		token_of(&presences, attendee->attendance.presence), "seat",
		seat_token(seat->state), "waiting_place",
		seat->place ? json_integer((json_int_t)seat->place) : json_null());
}

json_t *answers_json(struct cli *cli, const struct meeting *meeting, struct error *error)
{
	struct attendees attendees;
	if (!service_attendees(&cli->service, meeting, &attendees, error))
		return NULL;
	json_t *list = json_array();
	for (size_t i = 0; i < attendees.count; i++)
		json_array_append_new(list, answer_json(&attendees.items[i]));
	attendees_finish(&attendees);
	return list;
}

static void print_attendees(const struct attendees *attendees)
{
	char *counts = attendance_counts_text(&attendees->counts);
	for (size_t i = 0; i < attendees->count; i++) {
		const struct attendee *attendee = &attendees->items[i];
		const struct number presence = attendee->attendance.presence;
		char *name = participant_list_name(&attendee->participant);
		output_line("%4lld  %s: %s", (long long)attendee->participant.record.id, name,
			presence.known ? choice_label(&presences, (int)presence.value)
				       : _("nothing noted"));
		free(name);
	}
	output_line("%s", counts);
	free(counts);
}

/* All of them when nothing was asked to be noted, otherwise how it stands now. */
static bool tell(struct cli *cli, int64_t id, bool list, struct error *error)
{
	struct meeting meeting = {0};
	struct attendees attendees = {0};
	bool ok = store_get(cli->store, &meeting_entity, id, &meeting, error) &&
		  service_attendees(&cli->service, &meeting, &attendees, error);
	if (ok && cli->json) {
		json_t *answered = answers_json(cli, &meeting, error);
		ok = answered;
		if (ok)
			output_json(answered);
	} else if (ok && list) {
		print_attendees(&attendees);
	} else if (ok) {
		char *counts = attendance_counts_text(&attendees.counts);
		output_line("%s", counts);
		free(counts);
	}
	attendees_finish(&attendees);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

/* ---- what is to be noted ---- */

/* The state that stands for all who have none of their own; attended, or digitally at a meeting
 * that is held over the link. */
bool attend_presence(struct cli *cli, const struct arguments *arguments, int64_t id,
	struct number *presence, struct error *error)
{
	struct meeting meeting = {0};
	size_t given = 0;
	*presence = (struct number){.known = true};
	for (size_t i = 0; i < presences.count; i++) {
		if (!arguments_has(arguments, presences.items[i].token))
			continue;
		presence->value = (int64_t)i;
		given++;
	}
	if (given > 1)
		return error_set(error, ERROR_USAGE,
			_("Only one of --attended, --absent and --digital can be said."));
	bool ok = given || store_get(cli->store, &meeting_entity, id, &meeting, error);
	if (ok && !given)
		presence->value = meeting_presence(&meeting);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

/* "7", "7:absent", "asa@example.se:digital": a colon in the middle parts the two. */
static bool read_order(struct cli *cli, const char *word, struct number usual,
	struct attendance_order *order, struct error *error)
{
	const char *colon = strrchr(word, ':');
	char *who = colon ? xstrndup(word, (size_t)(colon - word)) : xstrdup(word);
	bool ok = true;
	order->presence = usual;
	if (colon && !strcmp(colon + 1, UNKNOWN)) {
		order->presence = (struct number){0};
	} else if (colon) {
		int presence = choices_match(&presences, colon + 1);
		order->presence = (struct number){.known = true, .value = presence};
		if (presence < 0)
			ok = error_set(error, ERROR_USAGE,
				_("“%s” is no attendance: attended, absent, digital or unknown."),
				colon + 1);
	}
	ok = ok &&
	     service_resolve(&cli->service, &participant_entity, who, &order->participant, error);
	free(who);
	return ok;
}

bool run_attend(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	size_t count = arguments->word_count - 1;
	struct number usual;
	int64_t id;
	if (!service_resolve(&cli->service, &meeting_entity, arguments->words[0], &id, error) ||
		!attend_presence(cli, arguments, id, &usual, error))
		return false;
	if (arguments_has(arguments, "codes"))
		return attend_codes(cli, arguments, id, usual, error);
	if (arguments_has(arguments, "format") || arguments_has(arguments, "out"))
		return attend_file(cli, arguments, id, error);
	struct attendance_order *orders = xcalloc(count + 1, sizeof(*orders));
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++)
		ok = read_order(cli, arguments->words[i + 1], usual, &orders[i], error);
	ok = ok && (!count || service_attend(&cli->service, id, orders, count, error)) &&
	     tell(cli, id, !count, error);
	free(orders);
	return ok;
}

/* ---- what they answered by phone ---- */

/* "7", "7:declined": without a word it is a yes. */
static bool read_answer(
	struct cli *cli, const char *word, struct answer_order *order, struct error *error)
{
	const char *colon = strrchr(word, ':');
	char *who = colon ? xstrndup(word, (size_t)(colon - word)) : xstrdup(word);
	int answer = colon ? choices_match(&answers, colon + 1) : ANSWER_ACCEPTED;
	bool ok = answer >= 0 ||
		  error_set(error, ERROR_USAGE,
			  _("“%s” is no answer: accepted, declined, tentative or needs-action."),
			  colon + 1);
	*order = (struct answer_order){.answer = (enum answer)answer};
	ok = ok &&
	     service_resolve(&cli->service, &participant_entity, who, &order->participant, error);
	free(who);
	return ok;
}

static bool tell_answers(
	struct cli *cli, int64_t id, const struct moved_up *moved, struct error *error)
{
	struct meeting meeting = {0};
	struct attendees attendees = {0};
	char *up = service_moved_up_text(&cli->service, moved);
	bool ok = store_get(cli->store, &meeting_entity, id, &meeting, error) &&
		  service_attendees(&cli->service, &meeting, &attendees, error);
	if (ok && cli->json) {
		json_t *list = json_array();
		for (size_t i = 0; i < attendees.count; i++)
			json_array_append_new(list, answer_json(&attendees.items[i]));
		output_json(list);
	} else if (ok) {
		char *counts = answer_counts_text(&attendees.answers);
		output_line("%s", counts);
		free(counts);
	}
	if (ok && up)
		cli->json ? output_note("%s", up) : output_line("%s", up);
	free(up);
	attendees_finish(&attendees);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

bool run_answer(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	size_t count = arguments->word_count - 1;
	struct moved_up moved = {0};
	int64_t id;
	if (!service_resolve(&cli->service, &meeting_entity, arguments->words[0], &id, error))
		return false;
	struct answer_order *orders = xcalloc(count + 1, sizeof(*orders));
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++)
		ok = read_answer(cli, arguments->words[i + 1], &orders[i], error);
	ok = ok && service_answer(&cli->service, id, orders, count, &moved, error) &&
	     tell_answers(cli, id, &moved, error);
	moved_up_finish(&moved);
	free(orders);
	return ok;
}
