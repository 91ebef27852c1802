/* SPDX-License-Identifier: GPL-3.0-or-later */
/* handover: what has happened since you were here last, what is due, and what waits for whom. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "service/shift.h"

static const struct option_spec handover_options[] = {
	{"seen", NULL, N_("From now on only what comes after this is news to you.")},
	{NULL, NULL, NULL},
};

static void print_section(const struct shift *shift, enum shift_section section)
{
	const char *label;
	size_t at = 0;
	char *text = shift_line(shift, section, &at, &label);
	if (text || section == SHIFT_CHANGED)
		output_line("%s", shift_heading(section));
	if (!text && section == SHIFT_CHANGED)
		output_line("  %s", _("Nobody else has done anything."));
	while (text) {
		output_line("  %s: %s", label, text);
		free(text);
		text = shift_line(shift, section, &at, &label);
	}
}

static void print_text(const struct shift *shift)
{
	char *title = shift_title(shift);
	output_line("%s", title);
	free(title);
	for (int section = 0; section < SHIFT_SECTIONS; section++)
		print_section(shift, (enum shift_section)section);
}

static void print_json(const struct shift *shift)
{
	static const char *const names[SHIFT_SECTIONS] = {
		[SHIFT_CHANGED] = "changed", [SHIFT_DUE] = "due", [SHIFT_WAITING] = "waiting"};
	json_t *lists[SHIFT_SECTIONS];
	char since[26];
	instant_to_iso(shift->visit.at, since);
	for (int section = 0; section < SHIFT_SECTIONS; section++)
		lists[section] = json_array();
	for (size_t i = 0; i < shift->count; i++) {
		const struct shift_item *item = &shift->items[i];
		json_array_append_new(lists[item->section],
			json_pack("{s:s, s:s, s:I, s:s}", "group", item->group, "kind", item->kind,
				"count", (json_int_t)item->count, "text", item->text));
	}
	json_t *object = json_pack("{s:s, s:b}", "since", since, "first", !shift->visit.known);
	for (int section = 0; section < SHIFT_SECTIONS; section++)
		json_object_set_new(object, names[section], lists[section]);
	output_json(object);
}

static bool run_handover(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct shift shift;
	bool seen = arguments_has(arguments, "seen");
	if (seen && cli->readonly)
		return error_set(
			error, ERROR_PERMISSION, _("--seen writes: leave out --readonly."));
	if (!service_shift(&cli->service, NULL, &shift, error))
		return false;
	if (cli->json)
		print_json(&shift);
	else
		print_text(&shift);
	shift_finish(&shift);
	return !seen || service_visit_end(&cli->service, error);
}

const struct subcommand handover_commands[] = {
	{.name = "handover",
		.options = handover_options,
		.summary = N_(
			"What others have done since you were here last, what is due and what "
			"waits for whom: at most 20 lines, and no names."),
		.run = run_handover},
	{.name = NULL},
};
