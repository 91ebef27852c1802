/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The organisation register, from the comma-separated file inside the program. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "embedded.h"
#include "model/organisation.h"
#include "store/maintenance.h"
#include "store/row.h"
#include "store/unit.h"

#define REGISTER "organisations.csv"
#define REGISTER_COLUMNS 6

static const char *register_text(void)
{
	for (size_t i = 0; i < embedded_file_count; i++) {
		if (!strcmp(embedded_files[i].name, REGISTER))
			return (const char *)embedded_files[i].data;
	}
	return "";
}

/* One value, quotes taken away; *at comes to stand after the comma or at the end of the line. */
static char *next_value(const char **at)
{
	struct buffer value = {0};
	bool quoted = **at == '"';
	*at += quoted;
	while (**at && (quoted || (**at != ',' && **at != '\n' && **at != '\r'))) {
		if (quoted && **at == '"' && (*at)[1] != '"') {
			quoted = false;
			++*at;
			continue;
		}
		*at += quoted && **at == '"';
		buffer_append_char(&value, *(*at)++);
	}
	*at += **at == ',';
	return buffer_take(&value);
}

static void next_line(const char **at)
{
	*at += strcspn(*at, "\n");
	*at += **at == '\n';
}

/* The columns of the file stand in the order of the entity's fields. */
static void read_line(struct organisation *organisation, const char **at)
{
	for (size_t i = 0; i < REGISTER_COLUMNS; i++) {
		const struct field *field = &organisation_entity.fields[i];
		char *value = next_value(at);
		if (field->choices && choices_find(field->choices, value) >= 0)
			*field_number(field, organisation) = (struct number){
				.known = true, .value = choices_find(field->choices, value)};
		if (field_is_text(field) && *value)
			*field_text(field, organisation) = xstrdup(value);
		free(value);
	}
}

static bool add_missing(struct store *store, struct organisation *organisation, struct error *error)
{
	int64_t id;
	if (!store_find(store, &organisation_entity, "code", organisation->code, &id, error))
		return false;
	if (id)
		return true;
	organisation->record.version = 1;
	unit_touch(store);
	return row_insert(store, &organisation_entity, organisation, error);
}

bool store_load_organisations(struct store *store, struct error *error)
{
	const char *at = register_text();
	bool ok = unit_check_open(store, error);
	next_line(&at);
	while (ok && *at) {
		struct organisation *organisation = record_create(&organisation_entity);
		read_line(organisation, &at);
		next_line(&at);
		ok = add_missing(store, organisation, error);
		record_destroy(&organisation_entity, organisation);
	}
	return ok;
}
