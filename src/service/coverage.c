/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/coverage.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/tags.h"

static bool is_label(const struct strand *strand, const char *word)
{
	if (text_is_blank(strand->label))
		return false;
	char *label = collate_fold(strand->label), *folded = collate_fold(word);
	bool same = !strcmp(label, folded);
	free(folded);
	free(label);
	return same;
}

static const struct strand *find(const struct record_set *strands, const char *word)
{
	for (size_t i = 0; i < strands->count; i++) {
		const struct strand *strand = record_set_at(strands, i);
		if (is_label(strand, word))
			return strand;
	}
	return NULL;
}

/* ---- what a meeting names ---- */

static bool refuse(const struct record_set *strands, const char *word, struct error *error)
{
	struct buffer list = {0};
	for (size_t i = 0; i < strands->count; i++) {
		const struct strand *strand = record_set_at(strands, i);
		if (!text_is_blank(strand->label))
			buffer_printf(&list, "%s%s", list.length ? ", " : "", strand->label);
	}
	error_set_field(error, ERROR_DATA, "strands",
		_("“%s” is none of the promised contents: they are %s."), word,
		list.length ? list.data : "–");
	buffer_finish(&list);
	return false;
}

bool service_check_strands(struct service *service, struct meeting *meeting, struct error *error)
{
	struct record_set strands = {0};
	if (text_is_blank(meeting->strands))
		return true;
	if (!store_all(service->store, &strand_entity, service->network, &strands, error))
		return false;
	struct tag_set words = tag_set_read(meeting->strands), labels = {0};
	bool ok = true;
	for (size_t i = 0; ok && i < words.count; i++) {
		const struct strand *strand = find(&strands, words.words[i]);
		ok = strand || refuse(&strands, words.words[i], error);
		if (ok)
			tag_set_add(&labels, strand->label);
	}
	if (ok) {
		free(meeting->strands);
		meeting->strands = tag_set_write(&labels);
	}
	tag_set_finish(&labels);
	tag_set_finish(&words);
	record_set_finish(&strands);
	return ok;
}

/* ---- the matrix ---- */

static void fill_column(struct coverage *coverage, size_t index)
{
	const struct meeting *meeting = record_set_at(&coverage->meetings, index);
	struct tag_set words = tag_set_read(meeting->strands);
	for (size_t s = 0; s < coverage->strands.count; s++) {
		const struct strand *strand = record_set_at(&coverage->strands, s);
		bool named = false;
		for (size_t i = 0; !named && i < words.count; i++)
			named = is_label(strand, words.words[i]);
		coverage->cells[s * coverage->meetings.count + index] = named;
		coverage->counts[s] += named && coverage_counts_meeting(coverage, index);
	}
	tag_set_finish(&words);
}

bool service_coverage(struct service *service, struct coverage *coverage, struct error *error)
{
	*coverage = (struct coverage){0};
	if (!store_all(
		    service->store, &strand_entity, service->network, &coverage->strands, error) ||
		!store_all(service->store, &meeting_entity, service->network, &coverage->meetings,
			error)) {
		coverage_finish(coverage);
		return false;
	}
	size_t cells = coverage->strands.count * coverage->meetings.count;
	coverage->cells = xcalloc(cells + 1, sizeof(*coverage->cells));
	coverage->counts = xcalloc(coverage->strands.count + 1, sizeof(*coverage->counts));
	for (size_t i = 0; i < coverage->meetings.count; i++)
		fill_column(coverage, i);
	for (size_t s = 0; s < coverage->strands.count; s++)
		coverage->empty += !coverage->counts[s];
	return true;
}

void coverage_finish(struct coverage *coverage)
{
	record_set_finish(&coverage->strands);
	record_set_finish(&coverage->meetings);
	free(coverage->cells);
	free(coverage->counts);
	*coverage = (struct coverage){0};
}

bool coverage_has(const struct coverage *coverage, size_t strand, size_t meeting)
{
	return coverage->cells[strand * coverage->meetings.count + meeting];
}

bool coverage_counts_meeting(const struct coverage *coverage, size_t meeting)
{
	const struct meeting *row = record_set_at(&coverage->meetings, meeting);
	return row->status.value != MEETING_CANCELLED;
}

const char *coverage_name(const struct coverage *coverage, size_t strand)
{
	const struct strand *row = record_set_at(&coverage->strands, strand);
	return text_is_blank(row->label) ? row->text : row->label;
}

char *coverage_sentence(const struct coverage *coverage)
{
	struct buffer names = {0};
	if (!coverage->strands.count)
		return xstrdup(_("The network has promised no contents."));
	if (!coverage->empty)
		return xstrdup(_("Every promised content has a meeting."));
	for (size_t s = 0; s < coverage->strands.count; s++) {
		if (!coverage->counts[s])
			buffer_printf(&names, "%s%s", names.length ? ", " : "",
				coverage_name(coverage, s));
	}
	char *text = xasprintf(_("Without a meeting: %s."), names.data);
	buffer_finish(&names);
	return text;
}
