/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/reply.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/verb.h"
#include "exchange/file.h"
#include "service/request/answer.h"
#include "service/request/template.h"

/* More than can be kept is refused by the rules of the record, with a sentence. */
#define READ_LIMIT (1 << 20)

const struct option_spec reply_options[] = {
	{"template", N_("NAME"),
		N_("Begin with this answer template: its name, a part of it, or "
		   "its number.")},
	{"text", N_("FILE|-"), N_("Take the words from a file instead.")},
	{"subject", N_("TEXT"), N_("Another subject than that of the request.")},
	{"fact", N_("NUMBER"), N_("Cite this background fact, with its source.")},
	{"with-calendar", NULL, N_("The calendar file of the meeting goes with it.")},
	{"allow", N_("REASON"),
		N_("It may go though it names somebody or holds a personal "
		   "number; the reason is kept.")},
	{"by-phone", NULL,
		N_("It has been answered by phone: note what was said, and send "
		   "nothing.")},
	{NULL, NULL, NULL},
};

static bool take_template(struct cli *cli, struct request_reply *reply,
	const struct arguments *arguments, struct error *error)
{
	const char *name = arguments_value(arguments, "template");
	int64_t id;
	return !name || (service_template_find(&cli->service, name, &id, error) &&
				service_reply_take(&cli->service, reply, id, error));
}

static bool take_text(
	struct request_reply *reply, const struct arguments *arguments, struct error *error)
{
	const char *path = arguments_value(arguments, "text");
	size_t length = 0;
	if (!path)
		return true;
	char *bytes = file_read(path, READ_LIMIT, &length, error);
	if (!bytes)
		return false;
	xreplace(&reply->text, text_stored(bytes, length));
	free(bytes);
	return true;
}

static bool take_fact(struct cli *cli, struct request_reply *reply,
	const struct arguments *arguments, struct error *error)
{
	const char *number = arguments_value(arguments, "fact");
	int64_t id;
	return !number || (service_resolve(&cli->service, &fact_entity, number, &id, error) &&
				  service_reply_cite(&cli->service, reply, id, NULL, error));
}

static bool take_calendar(struct cli *cli, struct request_reply *reply,
	const struct arguments *arguments, struct error *error)
{
	struct meeting meeting = {0};
	if (!arguments_has(arguments, "with-calendar"))
		return true;
	if (!reply->meeting)
		return error_set(error, ERROR_REFUSED,
			_("The request is linked to no meeting, so there is no calendar file."));
	bool ok = store_get(cli->store, &meeting_entity, reply->meeting, &meeting, error);
	if (ok && !meeting.date.known)
		ok = error_set(error, ERROR_REFUSED,
			_("The meeting has no date, so there is no calendar file to send."));
	record_finish(&meeting_entity, &meeting);
	reply->attach = ok;
	return ok;
}

static bool compose(struct cli *cli, struct request_reply *reply, const struct arguments *arguments,
	struct error *error)
{
	const char *subject = arguments_value(arguments, "subject");
	const char *reason = arguments_value(arguments, "allow");
	if (reason)
		xreplace(&reply->reason, xstrdup(reason));
	if (subject)
		xreplace(&reply->subject, xstrdup(subject));
	return take_template(cli, reply, arguments, error) && take_text(reply, arguments, error) &&
	       take_fact(cli, reply, arguments, error) &&
	       take_calendar(cli, reply, arguments, error);
}

/* What blocks is the refusal; the rest is told, once each. */
static void note_warnings(struct cli *cli, const struct request_reply *reply)
{
	struct lint_result result = {0};
	struct error ignored = {0};
	if (service_reply_lint(&cli->service, reply, &result, &ignored)) {
		for (size_t i = 0; i < result.count; i++) {
			const struct lint *lint = &result.lints[i];
			if (!lint->blocks && (!i || strcmp(lint->sentence, lint[-1].sentence) != 0))
				output_note("%s", lint->sentence);
		}
	}
	lint_result_finish(&result);
	error_finish(&ignored);
}

static bool tell_draft(struct cli *cli, int64_t id, struct error *error)
{
	struct draft draft = {0};
	if (!store_get(cli->store, &draft_entity, id, &draft, error))
		return false;
	if (cli->json)
		output_json(shown_json(&draft_entity, &draft));
	else
		output_line("%lld", (long long)id);
	if (draft.kind.value == DRAFT_TASK)
		output_note("%s", draft.task ? draft.task : "");
	record_finish(&draft_entity, &draft);
	return true;
}

static bool tell_request(struct cli *cli, int64_t id, struct error *error)
{
	struct request request = {0};
	if (!store_get(cli->store, &request_entity, id, &request, error))
		return false;
	if (cli->json)
		output_json(shown_json(&request_entity, &request));
	else
		output_line("%s", _("Noted as answered."));
	record_finish(&request_entity, &request);
	return true;
}

static bool answer(struct cli *cli, struct request_reply *reply, bool by_phone, struct error *error)
{
	int64_t draft;
	if (by_phone)
		return service_reply_told(&cli->service, reply, reply->text, error) &&
		       tell_request(cli, reply->request, error);
	if (!service_reply_put(&cli->service, reply, &draft, error))
		return false;
	note_warnings(cli, reply);
	return tell_draft(cli, draft, error);
}

bool run_reply(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	bool by_phone = arguments_has(arguments, "by-phone");
	struct request_reply reply;
	int64_t id;
	if (!by_phone && !arguments_has(arguments, "template") &&
		!arguments_has(arguments, "text") && !arguments_has(arguments, "fact"))
		return error_set(
			error, ERROR_USAGE, _("Say what to answer: --template, --text or --fact."));
	if (!service_resolve(&cli->service, &request_entity, arguments->words[0], &id, error) ||
		!service_reply_begin(&cli->service, id, &reply, error))
		return false;
	bool ok = compose(cli, &reply, arguments, error) && answer(cli, &reply, by_phone, error);
	request_reply_finish(&reply);
	return ok;
}
