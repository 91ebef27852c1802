/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the two faces meet: a command, or the dashboard. */
#include "cli/cli.h"
#include "tui/tui.h"

static bool show_dashboard(struct service *service, bool demo, bool readonly, struct error *error)
{
	const struct tui_options options = {.demo = demo, .readonly = readonly};
	return tui_run(service, &options, error);
}

int main(int argc, char **argv)
{
	return cli_main(argc, argv, show_dashboard);
}
