/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of an import in sentences, the same on the command line and in the dashboard. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "service/import.h"

static void add_part(struct buffer *text, size_t count, const char *one, const char *many)
{
	char *part = xasprintf("%zu %s", count, PLURAL_(one, many, count));
	buffer_printf(text, "%s%s", text->length ? " · " : "", part);
	free(part);
}

char *import_summary_text(const struct import_plan *plan)
{
	const struct import_summary *at = &plan->summary;
	const struct {
		size_t count;
		const char *one, *many;
	} parts[] = {
		{at->exact_duplicates, NPLURAL_("there already", "there already")},
		{at->probable_duplicates, NPLURAL_("probable duplicate", "probable duplicates")},
		{at->outside_target_group,
			NPLURAL_("outside the target group", "outside the target group")},
		{at->rejected, NPLURAL_("rejected row", "rejected rows")},
		{at->unanswered, NPLURAL_("question", "questions")},
		{plan->warning_count, NPLURAL_("warning", "warnings")},
		{at->without_reference,
			NPLURAL_("without an invoice reference", "without an invoice reference")},
		/* TRANSLATORS: so many who eat or need something in particular */
		{at->with_needs, NPLURAL_("with a need", "with needs")},
	};
	struct buffer text = {0};
	/* TRANSLATORS: "11 new": so many participants */
	add_part(&text, at->new, NPLURAL_("new", "new"));
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (parts[i].count)
			add_part(&text, parts[i].count, parts[i].one, parts[i].many);
	}
	return buffer_take(&text);
}

/* What the column is called in the file, which is where the person looks for it. */
static const char *column_title(const struct import_plan *plan, const char *name)
{
	for (size_t i = 0; name && i < plan->column_count; i++) {
		if (!strcmp(signup_token(plan->columns[i].key), name))
			return plan->columns[i].title;
	}
	return name ? name : "–";
}

char *import_warning_text(const struct import_plan *plan, const struct import_warning *warning)
{
	const char *title = column_title(plan, warning->field);
	if (!warning->value)
		/* TRANSLATORS: line, column, what is wrong */
		return xasprintf(_("Line %zu, %s: %s"), warning->line, title, warning->text);
	/* TRANSLATORS: line, column, what is wrong, the value */
	return xasprintf(
		_("Line %zu, %s: %s (%s)"), warning->line, title, warning->text, warning->value);
}

char *import_reject_text(const struct import_row *row)
{
	const struct field *field = row->field ? entity_field(&participant_entity, row->field)
					       : NULL;
	if (!field)
		return xasprintf(_("Line %zu is rejected: %s"), row->line, row->why);
	return xasprintf(_("Line %zu, %s, is rejected: %s"), row->line, _(field->label), row->why);
}

static char *twin_name(const struct import_plan *plan, const struct import_row *row)
{
	char *name, *text;
	if (row->twin_row) {
		const struct import_row *other = &plan->rows[row->twin_row - 1];
		return xasprintf(_("line %zu"), other->line);
	}
	/* The other one's name is perhaps that of the protected person. */
	if (row->person->is_protected.value)
		return xasprintf(_("no. %lld"), (long long)row->twin->record.id);
	name = participant_entity.title(row->twin);
	text = xasprintf(_("%s (no. %lld)"), name, (long long)row->twin->record.id);
	free(name);
	return text;
}

bool import_row_is_hidden(const struct import_plan *plan, const struct import_row *row)
{
	while (row->person && !row->person->is_protected.value) {
		if (!row->twin_row)
			return row->twin && row->twin->is_protected.value;
		row = &plan->rows[row->twin_row - 1];
	}
	return row->person;
}

char *import_twin_text(const struct import_plan *plan, const struct import_row *row)
{
	char *name = import_row_is_hidden(plan, row) ? xstrdup(_("a protected person"))
						     : participant_entity.title(row->person);
	char *other = twin_name(plan, row);
	char *text = xasprintf(row->fate == IMPORT_EXACT
				       ? _("Line %zu, %s is there already as %s: %s")
				       : _("Line %zu, %s may be the same person as %s: %s"),
		row->line, name, other, _(row->reason));
	free(other);
	free(name);
	return text;
}
