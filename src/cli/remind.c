/* SPDX-License-Identifier: GPL-3.0-or-later */
/* meeting remind. */
#include "service/remind.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "cli/output.h"
#include "cli/publish.h"
#include "cli/verb.h"

const struct option_spec remind_options[] = {
	{"days", N_("N"),
		N_("The reminder of so many days before; without it: the one that is due.")},
	{"unanswered", NULL, N_("Only to those who have not answered.")},
	{"dry-run", NULL, N_("Only tell how many it would be.")},
	{NULL, NULL, NULL},
};

static bool read_days(const struct arguments *arguments, struct number *days, struct error *error)
{
	const char *text = arguments_value(arguments, "days");
	char *end;
	if (!text)
		return true;
	*days = (struct number){.known = true, .value = strtoll(text, &end, 10)};
	return (*text && !*end && days->value >= 0 && days->value <= 365) ||
	       error_set(error, ERROR_USAGE, _("--days takes a number from 0 to 365."));
}

static void tell(const struct reminder_result *result)
{
	int64_t all = result->made.letters + result->made.tasks;
	output_line(PLURAL_("Reminder T-%lld: %lld person, %lld of them by hand",
			    "Reminder T-%lld: %lld people, %lld of them by hand", all),
		(long long)result->days, (long long)all, (long long)result->made.tasks);
	if (result->reminded)
		output_note(
			PLURAL_("%zu has it already.", "%zu have it already.", result->reminded),
			result->reminded);
	if (result->declined)
		output_note(PLURAL_("%zu has declined.", "%zu have declined.", result->declined),
			result->declined);
}

bool run_remind(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct reminder_order order = {.unanswered = arguments_has(arguments, "unanswered"),
		.preview = arguments_has(arguments, "dry-run")};
	struct reminder_result result;
	if (!read_days(arguments, &order.days, error))
		return false;
	if (!order.preview && cli->readonly)
		return error_set(error, ERROR_PERMISSION,
			_("--readonly was asked for: only --dry-run can be told."));
	if (!service_resolve(
		    &cli->service, &meeting_entity, arguments->words[0], &order.meeting, error) ||
		!service_remind(&cli->service, &order, &result, error))
		return false;
	if (cli->json)
		output_json(json_pack("{s:I, s:I, s:I, s:I, s:I}", "days", (json_int_t)result.days,
			"letters", (json_int_t)result.made.letters, "tasks",
			(json_int_t)result.made.tasks, "reminded", (json_int_t)result.reminded,
			"declined", (json_int_t)result.declined));
	else
		tell(&result);
	return true;
}
