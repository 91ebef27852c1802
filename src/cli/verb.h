/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What can be done to records of every kind, from the description of the entity alone: the families
 * of commands are tables of these. Private to this room.
 */
#ifndef TRAFFPUNKT_CLI_VERB_H
#define TRAFFPUNKT_CLI_VERB_H

#include <jansson.h>

#include "cli/subcommand.h"
#include "model/request.h"

extern const struct option_spec list_options[];
extern const struct option_spec reason_options[];

bool run_list(struct cli *cli, const struct arguments *arguments, struct error *error);
/* --keep-number REASON of add and edit. */
extern const struct option_spec keep_options[];
/* From now on what is saved keeps its personal numbers, when --keep-number says why. */
bool keep_numbers(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_show(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_add(struct cli *cli, const struct arguments *arguments, struct error *error);
bool run_edit(struct cli *cli, const struct arguments *arguments, struct error *error);
/* ID ... [--reason TEXT], into command->to. */
bool run_status(struct cli *cli, const struct arguments *arguments, struct error *error);
/* ID ... STATE [--reason TEXT] */
bool run_state(struct cli *cli, const struct arguments *arguments, struct error *error);

/* {"changed": 2, "exceptions": [...]}. A new reference. */
json_t *bulk_result_json(const struct bulk_result *result);
/* Rows that were left as they were are told one by one, on standard error. */
void bulk_result_note(const struct bulk_result *result);

/* The ids that words name. Owned by the caller; NULL on failure. */
int64_t *resolve_ids(struct cli *cli, char const *const *words, size_t count, struct error *error);
/* Sets the keys that options give. */
bool set_fields(struct cli *cli, const struct entity *entity, void *record,
	const struct arguments *arguments, struct error *error);
/* What became of many rows; those that were left as they were are told one by one. */
/* The end of such a deed: tells it when it is `ok`, and finishes the result. A part only is not
 * what was asked for: exit 1. */
bool end_bulk(struct cli *cli, bool ok, struct bulk_result *result);
/* Tells of a record that has been saved. */
bool save_and_tell(struct cli *cli, const struct entity *entity, void *record, const void *before,
	struct error *error);

/*
 * A record as --json shows it: identities of protected persons null, instants in local time with
 * their offset. A new reference.
 */
json_t *shown_json(const struct entity *entity, const void *record);
/* All parts of a record (programme items, strands, ...), as an array of the same. */
json_t *shown_parts(
	struct cli *cli, const struct entity *entity, int64_t parent, struct error *error);
/* A value as people read it, never NULL: "–" for unknown, "hidden" for what must not be seen. Owned
 * by the caller. */
char *shown_value(struct cli *cli, const struct entity *entity, const struct field *field,
	const void *record);
/* Label and value of each key, one under the other. */
void shown_print(struct cli *cli, const struct entity *entity, const void *record);

#endif
