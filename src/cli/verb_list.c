/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list: the dashboard's filter and sorts, page by page, as a table or as one JSON array. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "service/request/inbox.h"
#include "store/filtering.h"

#define PAGE_ROWS 500

const struct option_spec list_options[] = {
	{"filter", N_("TERMS"), N_("Only what the filter lets through: words, status:admitted, …")},
	{"sort", N_("NAME"), N_("In this order; -NAME is the other way round.")},
	{"limit", N_("NUMBER"), N_("At most so many.")},
	{"all", NULL, N_("Also what is closed.")},
	{NULL, NULL, NULL},
};

static bool unknown_sort(const struct sort *sorts, const char *name, struct error *error)
{
	struct buffer known = {0};
	char *safe = text_safe(name, TEXT_ONE_LINE);
	for (const struct sort *at = sorts; at->name; at++)
		buffer_printf(&known, "%s%s", at == sorts ? "" : ", ", at->name);
	error_set(error, ERROR_USAGE, _("--sort takes one of %s, not “%s”."), known.data, safe);
	buffer_finish(&known);
	free(safe);
	return false;
}

static bool choose_sort(struct list_query *query, const char *name, struct error *error)
{
	const struct sort *sorts = store_sorts(query->entity);
	if (!name)
		return true;
	query->descending = *name == '-';
	for (int i = 0; sorts[i].name; i++) {
		if (!strcmp(sorts[i].name, name + query->descending)) {
			query->sort = i;
			return true;
		}
	}
	return unknown_sort(sorts, name, error);
}

/* Receives the rows of a list one after the other. */
struct row_sink {
	struct cli *cli;
	const struct entity *entity;
	struct table table;
	struct json_list list;
};

static bool is_listed(const struct field *field)
{
	return field->flags & FIELD_LISTED;
}

static void start_table(struct row_sink *sink)
{
	size_t columns = 1;
	for (size_t i = 0; i < sink->entity->field_count; i++)
		columns += is_listed(&sink->entity->fields[i]);
	table_init(&sink->table, columns);
	table_add(&sink->table, xstrdup(_("ID")));
	for (size_t i = 0; i < sink->entity->field_count; i++) {
		if (is_listed(&sink->entity->fields[i]))
			table_add(&sink->table, xstrdup(_(sink->entity->fields[i].label)));
	}
}

static void add_table_row(struct row_sink *sink, const struct record *record)
{
	table_add(&sink->table, xasprintf("%lld", (long long)record->id));
	for (size_t i = 0; i < sink->entity->field_count; i++) {
		const struct field *field = &sink->entity->fields[i];
		if (is_listed(field))
			table_add(
				&sink->table, shown_value(sink->cli, sink->entity, field, record));
	}
}

static void add_row(struct row_sink *sink, const void *record)
{
	if (sink->cli->json)
		json_list_add(&sink->list, shown_json(sink->entity, record));
	else
		add_table_row(sink, record);
}

static bool walk(
	struct row_sink *sink, const struct list_query *query, size_t limit, struct error *error)
{
	struct page_key key = {0};
	enum page_direction direction = PAGE_FIRST;
	bool ok = true;
	for (size_t got = PAGE_ROWS; ok && got == PAGE_ROWS && limit;) {
		struct list_page page = {0};
		size_t wanted = limit < PAGE_ROWS ? limit : PAGE_ROWS;
		ok = store_page(sink->cli->store, query, direction, &key, wanted, &page, error);
		got = ok ? page.set.count : 0;
		for (size_t i = 0; i < got; i++)
			add_row(sink, record_set_at(&page.set, i));
		if (got)
			page_key_copy(&key, &page.keys[got - 1]);
		list_page_finish(&page);
		direction = PAGE_AFTER;
		limit -= got;
	}
	page_key_finish(&key);
	return ok;
}

static bool print_list(
	struct cli *cli, const struct list_query *query, size_t limit, struct error *error)
{
	struct row_sink sink = {.cli = cli, .entity = query->entity};
	if (!cli->json)
		start_table(&sink);
	bool ok = walk(&sink, query, limit, error);
	if (ok && cli->json)
		json_list_end(&sink.list);
	else if (ok && sink.table.cell_count > sink.table.column_count)
		table_print(&sink.table, output_columns());
	else if (ok)
		output_note("%s", _("There is nothing to list."));
	if (!cli->json)
		table_finish(&sink.table);
	return ok;
}

bool run_list(struct cli *cli, const struct arguments *arguments, struct error *error)
{
	struct list_query query = {.entity = cli->command->entity,
		.network = cli->service.network,
		.all = arguments_has(arguments, "all"),
		.reader = service_list_reader(&cli->service)};
	struct filter filter = {0};
	size_t limit = (size_t)-1;
	if (!choose_sort(&query, arguments_value(arguments, "sort"), error) ||
		!arguments_count(arguments, "limit", &limit, error) ||
		!store_filter_parse(cli->store, &query, &filter,
			arguments_value(arguments, "filter"), clock_today(&cli->clock), NULL,
			error))
		return false;
	query.filter = &filter;
	bool ok = print_list(cli, &query, limit, error);
	filter_finish(&filter);
	return ok;
}
