/* SPDX-License-Identifier: GPL-3.0-or-later */
/* network webtext and publish-mark: the public page for whoever edits it by hand. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/linediff.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/publish.h"
#include "exchange/file.h"
#include "service/request/doors.h"
#include "service/webtext.h"

const struct option_spec webtext_options[] = {
	{"format", "markdown|text|html", N_("How it is written; without it: markdown.")},
	{"diff", NULL, N_("What has changed since it was last marked as published.")},
	{"out", N_("FILE|-"), N_("Write this file; without it: standard output.")},
	{"force", NULL, N_("Write over a file that is there.")},
	{NULL, NULL, NULL},
};

static bool read_format(
	const struct arguments *arguments, enum webtext_format *format, struct error *error)
{
	static const char *const names[] = {
		[WEBTEXT_MARKDOWN] = "markdown",
		[WEBTEXT_PLAIN] = "text",
		[WEBTEXT_HTML] = "html",
	};
	const char *text = arguments_value(arguments, "format");
	*format = WEBTEXT_MARKDOWN;
	for (size_t i = 0; text && i < sizeof(names) / sizeof(*names); i++) {
		if (!strcmp(text, names[i])) {
			*format = (enum webtext_format)i;
			return true;
		}
	}
	return !text || error_set(error, ERROR_USAGE, _("--format takes markdown, text or html."));
}

/* "published 2023-09-19" and "now": deterministic, for a patch. */
static char *diff_text(struct cli *cli, struct error *error)
{
	struct publication last;
	struct line_diff diff;
	bool found;
	if (!service_publication_last(&cli->service, &last, &found, error))
		return NULL;
	char *now = service_webtext(&cli->service, WEBTEXT_MARKDOWN, error);
	char *text = NULL;
	if (now) {
		char *day = found ? field_canonical(
					    entity_field(&publication_entity, "published_on"),
					    &last)
				  : xstrdup("–");
		char *name = xasprintf(_("published %s"), day);
		line_diff_init(&diff, last.text, now);
		text = line_diff_unified(&diff, name, _("now"), 3);
		line_diff_finish(&diff);
		free(name);
		free(day);
	}
	free(now);
	record_finish(&publication_entity, &last);
	return text;
}

bool run_webtext(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	const char *path = arguments_value(arguments, "out");
	enum webtext_format format;
	if (!read_format(arguments, &format, error))
		return false;
	bool diff = arguments_has(arguments, "diff");
	char *text = diff ? diff_text(cli, error) : service_webtext(&cli->service, format, error);
	char *told = NULL;
	bool ok = text && service_text_objections(&cli->service, text, &told, error);
	if (told)
		output_note(_("Look at this before it is published: %s"), told);
	free(told);
	if (ok && path && strcmp(path, "-") != 0)
		ok = file_write(path, text, strlen(text), arguments_has(arguments, "force"), NULL,
			NULL, error);
	else if (ok && cli->json)
		output_json(json_pack("{s:s}", diff ? "diff" : "text", text));
	else if (ok)
		output_bytes(text); /* neutralised when it was composed */
	free(text);
	return ok;
}

bool run_publish_mark(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	(void)arguments;
	if (!service_publication_mark(&cli->service, error))
		return false;
	if (cli->json)
		output_json(json_pack("{s:b}", "marked", true));
	else
		output_line("%s", _("The web text is marked as published."));
	return true;
}
