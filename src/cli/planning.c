/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/planning.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/dateformat.h"
#include "base/dateinput.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "model/unknown.h"
#include "service/coverage.h"
#include "service/move.h"
#include "service/sanity.h"

static json_t *text_json(const char *text)
{
	return text ? json_string(text) : json_null();
}

static json_t *date_json(struct number date)
{
	char iso[11];
	if (!date.known)
		return json_null();
	date_to_iso(date.value, iso);
	return json_string(iso);
}

/* ---- move ---- */

const struct option_spec move_options[] = {
	{"dry-run", NULL, N_("Only show what the move would mean.")},
	{"earlier", NULL,
		N_("Of an hour that comes twice in autumn, the earlier one (summer time) is "
		   "meant.")},
	{NULL, NULL, NULL},
};

static json_t *look_json(const struct move_look *look, bool moved)
{
	json_t *week = json_array();
	for (size_t i = 0; i < look->week_count; i++) {
		const struct move_neighbour *near = &look->week[i];
		json_array_append_new(
			week, json_pack("{sIsosbsb}", "id", (json_int_t)near->meeting->record.id,
				      "date", date_json(near->meeting->date), "same_day",
				      near->same_day, "overlaps", near->overlaps));
	}
	json_t *object = json_object();
	json_object_set_new(object, "moved", json_boolean(moved));
	json_object_set_new(object, "meeting", shown_json(&meeting_entity, &look->after));
	json_object_set_new(object, "week", week);
	json_object_set_new(object, "holders", json_integer((json_int_t)look->holders));
	json_object_set_new(object, "twice", json_boolean(look->twice));
	json_object_set_new(object, "refusal", text_json(look->refusal));
	return object;
}

static void print_look(const struct move_look *look)
{
	struct move_lines lines;
	move_look_tell(look, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		const struct move_line *line = &lines.items[i];
		if (*line->label)
			output_line("%s: %s%s", line->label,
				line->weight == MOVE_WARNING ? "! " : "", line->text);
		else
			output_line("  %s%s", line->weight == MOVE_WARNING ? "! " : "", line->text);
	}
	move_lines_finish(&lines);
}

/* The words after the meeting, as one line. Owned by the caller. */
static char *moment_words(const struct arguments *arguments)
{
	struct buffer text = {0};
	for (size_t i = 1; i < arguments->word_count; i++)
		buffer_printf(&text, "%s%s", i > 1 ? " " : "", arguments->words[i]);
	return buffer_take(&text);
}

static bool read_order(struct cli *cli, const struct arguments *arguments, struct move_order *order,
	struct error *error)
{
	char *text = moment_words(arguments);
	*order = (struct move_order){.earlier = arguments_has(arguments, "earlier")};
	bool ok = service_resolve(&cli->service, &meeting_entity, arguments->words[0],
			  &order->meeting, error) &&
		  moment_parse(text, clock_today(&cli->clock), &order->to, error);
	free(text);
	return ok;
}

bool run_move(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct move_order order;
	struct move_look look;
	bool dry = arguments_has(arguments, "dry-run");
	if (!read_order(cli, arguments, &order, error) ||
		!service_move_look(&cli->service, &order, &look, error))
		return false;
	bool ok = dry || service_move_meeting(&cli->service, &order, error);
	if (ok && !cli->json)
		print_look(&look);
	if (ok && cli->json)
		output_json(look_json(&look, !dry));
	else if (ok && !dry)
		output_line("%s", _("Moved."));
	move_look_finish(&look);
	return ok;
}

/* ---- duplicate ---- */

const struct option_spec duplicate_options[] = {
	{"date", N_("DATE"), N_("The day of the new one; without it: none yet.")},
	{NULL, NULL, NULL},
};

bool run_duplicate(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *text = arguments_value(arguments, "date");
	struct number date = {.known = text != NULL};
	int64_t id, copy;
	if (text && !date_parse(text, clock_today(&cli->clock), &date.value, error))
		return false;
	if (!service_resolve(&cli->service, &meeting_entity, arguments->words[0], &id, error) ||
		!service_duplicate_meeting(&cli->service, id, date, &copy, error))
		return false;
	struct meeting meeting = {0};
	bool ok = !cli->json || store_get(cli->store, &meeting_entity, copy, &meeting, error);
	if (ok && cli->json)
		output_json(shown_json(&meeting_entity, &meeting));
	else if (ok)
		output_line("%lld", (long long)copy);
	record_finish(&meeting_entity, &meeting);
	return ok;
}

/* ---- check ---- */

static void tell_findings(struct cli *cli, const struct sanity *sanity)
{
	struct json_list list = {0};
	for (size_t i = 0; i < sanity->count; i++) {
		const struct finding_of_meeting *finding = &sanity->items[i];
		if (cli->json) {
			json_list_add(
				&list, json_pack("{sIsossss}", "meeting_id",
					       (json_int_t)finding->meeting->record.id, "date",
					       date_json(finding->meeting->date), "kind",
					       sanity_token(finding->kind), "text", finding->text));
			continue;
		}
		char *title = meeting_entity.title(finding->meeting);
		output_line("%lld  %s: %s", (long long)finding->meeting->record.id, title,
			finding->text);
		free(title);
	}
	if (cli->json)
		json_list_end(&list);
	else if (!sanity->count)
		output_line("%s", _("There is nothing to put right in the calendar."));
}

bool run_check_meetings(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct network network = {0};
	struct record_set meetings = {0};
	struct sanity sanity = {0};
	(void)arguments;
	bool ok = service_network(&cli->service, &network, error) &&
		  store_all(cli->store, &meeting_entity, cli->service.network, &meetings, error) &&
		  service_sanity(&cli->service, &network, &meetings, &sanity, error);
	if (ok)
		tell_findings(cli, &sanity);
	sanity_finish(&sanity);
	record_set_finish(&meetings);
	record_finish(&network_entity, &network);
	return ok;
}

/* ---- unknowns ---- */

static json_t *unknown_json(const struct unknown *unknown)
{
	char *text = unknown_describe(unknown);
	json_t *object = json_pack("{ssss}", "kind", unknown_token(unknown->kind), "text", text);
	json_object_set_new(object, "meeting_id",
		unknown->meeting ? json_integer((json_int_t)unknown->meeting->record.id)
				 : json_null());
	json_object_set_new(object, "promise", text_json(unknown->promise));
	json_object_set_new(object, "promised_by_date", date_json(unknown->due));
	json_object_set_new(object, "owner", text_json(unknown->by));
	json_object_set_new(object, "overdue", json_boolean(unknown->overdue));
	free(text);
	return object;
}

static void print_unknowns(const struct unknowns *unknowns)
{
	struct table table;
	table_init(&table, 4);
	table_add(&table, xstrdup(_("Not yet known")));
	table_add(&table, xstrdup(_("By")));
	table_add(&table, xstrdup(_("Owner")));
	table_add(&table, xstrdup(_("Promised")));
	for (size_t i = 0; i < unknowns->count; i++) {
		const struct unknown *unknown = &unknowns->items[i];
		char *due = unknown->due.known ? date_format(unknown->due.value, DATE_MEDIUM)
					       : xstrdup("–");
		table_add(&table, unknown_describe(unknown));
		table_add(
			&table, unknown->overdue ? xasprintf(_("%s, overdue"), due) : xstrdup(due));
		table_add(&table, xstrdup(unknown->by ? unknown->by : "–"));
		table_add(&table, xstrdup(unknown->promise ? unknown->promise : ""));
		free(due);
	}
	table_print(&table, output_columns());
	table_finish(&table);
}

static void tell_unknowns(struct cli *cli, const struct unknowns *unknowns)
{
	struct json_list list = {0};
	for (size_t i = 0; cli->json && i < unknowns->count; i++)
		json_list_add(&list, unknown_json(&unknowns->items[i]));
	if (cli->json)
		json_list_end(&list);
	else if (unknowns->count)
		print_unknowns(unknowns);
	else
		output_line("%s", _("Nothing is unknown."));
}

bool run_unknowns(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct network network = {0};
	struct record_set meetings = {0};
	struct unknowns unknowns = {0};
	(void)arguments;
	bool ok = service_network(&cli->service, &network, error) &&
		  store_all(cli->store, &meeting_entity, cli->service.network, &meetings, error);
	if (ok) {
		unknowns_find(&unknowns, &network,
			(const struct meeting *)(const void *)meetings.records, meetings.count,
			clock_today(&cli->clock));
		tell_unknowns(cli, &unknowns);
	}
	unknowns_finish(&unknowns);
	record_set_finish(&meetings);
	record_finish(&network_entity, &network);
	return ok;
}

/* ---- coverage ---- */

static json_t *strand_json(const struct coverage *coverage, size_t index)
{
	const struct strand *strand = record_set_at(&coverage->strands, index);
	json_t *ids = json_array();
	for (size_t i = 0; i < coverage->meetings.count; i++) {
		const struct meeting *meeting = record_set_at(&coverage->meetings, i);
		if (coverage_counts_meeting(coverage, i) && coverage_has(coverage, index, i))
			json_array_append_new(ids, json_integer((json_int_t)meeting->record.id));
	}
	json_t *object = json_object();
	json_object_set_new(object, "label", text_json(strand->label));
	json_object_set_new(object, "text", text_json(strand->text));
	json_object_set_new(object, "meetings", ids);
	json_object_set_new(object, "covered", json_boolean(coverage->counts[index] > 0));
	return object;
}

static void print_coverage(const struct coverage *coverage)
{
	for (size_t s = 0; s < coverage->strands.count; s++) {
		struct buffer days = {0};
		for (size_t i = 0; i < coverage->meetings.count; i++) {
			if (!coverage_counts_meeting(coverage, i) || !coverage_has(coverage, s, i))
				continue;
			char *when = meeting_when(record_set_at(&coverage->meetings, i));
			buffer_printf(&days, "%s%s", days.length ? ", " : "", when);
			free(when);
		}
		output_line("%s: %s", coverage_name(coverage, s),
			days.length ? days.data : _("no meeting"));
		buffer_finish(&days);
	}
	char *sentence = coverage_sentence(coverage);
	output_line("%s", sentence);
	free(sentence);
}

bool run_coverage(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct coverage coverage;
	struct json_list list = {0};
	(void)arguments;
	if (!service_coverage(&cli->service, &coverage, error))
		return false;
	for (size_t s = 0; cli->json && s < coverage.strands.count; s++)
		json_list_add(&list, strand_json(&coverage, s));
	if (cli->json)
		json_list_end(&list);
	else
		print_coverage(&coverage);
	coverage_finish(&coverage);
	return true;
}
