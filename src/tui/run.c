/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/run.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "tui/dashboard.h"

unsigned run_context(const struct dashboard *dashboard)
{
	return 1u << dashboard->focus;
}

const char *run_why_not(struct dashboard *dashboard, const struct command *command)
{
	if (command->flags & COMMAND_WRITES && dashboard->options.readonly)
		return _("opened for reading only");
	if (command->flags & COMMAND_PERSONAL && dashboard->veiled)
		return _("it would show a person; C-g leaves privacy mode");
	if (!(command->contexts & run_context(dashboard)))
		return _("belongs to another pane");
	return command->why_not ? command->why_not(dashboard) : NULL;
}

unsigned run_command(struct dashboard *dashboard, const struct command *command)
{
	const char *reason = run_why_not(dashboard, command);
	for (struct mode *mode = dashboard->modes; mode && !reason; mode = mode->below) {
		if (mode->passes && command->flags & COMMAND_LEAVES)
			mode->closing = true;
	}
	if (!reason)
		return command->run(dashboard);
	dashboard_say(dashboard, ROLE_WARNING, xasprintf(_("%s: %s."), _(command->title), reason));
	return EFFECT_DRAW;
}

static void append_contexts(struct buffer *text, unsigned contexts)
{
	static const char *const names[LAYOUT_PANES] = {
		"overview", "participants", "calendar", "requests"};
	bool first = true;
	for (int i = 0; i < LAYOUT_PANES; i++) {
		if (!(contexts & 1u << i))
			continue;
		buffer_append(text, first ? "" : ",");
		buffer_append(text, names[i]);
		first = false;
	}
}

char *tui_list_commands(void)
{
	struct buffer text = {0};
	for (size_t i = 0; i < command_count; i++) {
		buffer_printf(&text, "%s\t%s\t", commands[i].name, commands[i].keys);
		append_contexts(&text, commands[i].contexts);
		buffer_printf(&text, "\t%s\n", _(commands[i].help));
	}
	return buffer_take(&text);
}
