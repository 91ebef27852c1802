/* SPDX-License-Identifier: GPL-3.0-or-later */
/* participant export; and what exports of tables have in common. */
#ifndef TRAFFPUNKT_CLI_PEOPLEFILE_H
#define TRAFFPUNKT_CLI_PEOPLEFILE_H

#include "cli/subcommand.h"
#include "exchange/spreadsheet.h"

extern const struct option_spec people_file_options[];
bool run_export_people(struct cli *cli, const struct arguments *arguments, struct error *error);

/* --encoding, UTF-8 when it was not given. */
bool read_encoding(
	const struct arguments *arguments, enum csv_encoding *encoding, struct error *error);
/* What has been written is noted in the database: refused with --readonly. */
bool may_write(const struct cli *cli, bool write, struct error *error);
/* The first lines of a file, below what was told of it. */
void print_preview(const char *preview);

#endif
