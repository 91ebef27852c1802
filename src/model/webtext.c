/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the page in their order; the meetings are in webmeeting.c. */
#include "model/webtext.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "model/webmeeting.h"

/* Where the page has a heading and nothing is known to stand under it. */
#define TO_COME "Information uppdateras."

static void section(struct web_page *page, const char *heading, const char *text)
{
	web_add(page, WEB_HEADING, heading);
	web_add_lines(page, text_is_blank(text) ? TO_COME : text);
}

static void add_top(struct web_page *page, const struct network *network)
{
	web_add(page, WEB_TITLE, network->name);
	if (network->published_on.known) {
		char *day = web_day(network->published_on.value, 0);
		char *line = xasprintf("Publicerad %s", day);
		web_add(page, WEB_PARAGRAPH, line);
		free(line);
		free(day);
	} else {
		web_add(page, WEB_PARAGRAPH, "Inte publicerad ännu.");
	}
	web_add_lines(page, network->invitation);
	web_add_lines(page, network->purpose);
}

static void add_contents(struct web_page *page, const struct webtext_source *source)
{
	web_add(page, WEB_HEADING, "Nätverkets innehåll");
	for (size_t i = 0; i < source->strand_count; i++)
		web_add(page, WEB_ITEM, source->strands[i].text);
	if (!source->strand_count)
		web_add(page, WEB_PARAGRAPH, TO_COME);
}

/* "1 200", the thousands parted by a space; with öre where there are any. */
static char *kronor(int64_t ore)
{
	int64_t whole = ore / 100;
	char *rest = ore % 100 ? xasprintf(",%02lld", (long long)(ore % 100)) : xstrdup("");
	char *text = whole >= 1000 ? xasprintf("%lld %03lld%s", (long long)(whole / 1000),
					     (long long)(whole % 1000), rest)
				   : xasprintf("%lld%s", (long long)whole, rest);
	free(rest);
	return text;
}

static char *fee_line(const struct network *network)
{
	static const char *const vats[] = {
		[NETWORK_VAT_INCLUDED] = " inklusive moms",
		[NETWORK_VAT_ADDED] = " exklusive moms",
		[NETWORK_VAT_NONE] = "",
	};
	if (!network->fee.known)
		return xstrdup("Kostnaden meddelas senare.");
	if (!network->fee.value)
		return xstrdup("Att delta är kostnadsfritt.");
	char *amount = kronor(network->fee.value);
	char *line = xasprintf("%s kronor per person%s.", amount,
		network->vat.known ? vats[network->vat.value] : "");
	free(amount);
	return line;
}

static void add_cost(struct web_page *page, const struct network *network)
{
	char *fee = fee_line(network);
	char *line = xasprintf("%s%s%s", fee, network->physical_terms ? " " : "",
		network->physical_terms ? network->physical_terms : "");
	web_add(page, WEB_HEADING, "Kostnad");
	web_add(page, WEB_PARAGRAPH, line);
	web_add_lines(page, network->late_rule);
	web_add_lines(page, network->withdrawal_rule);
	free(line);
	free(fee);
}

static bool same_period(const struct meeting *a, const struct meeting *b)
{
	if (!a->period_text || !b->period_text)
		return a->period_text == b->period_text;
	return !strcmp(a->period_text, b->period_text);
}

static void add_meetings(struct web_page *page, const struct webtext_source *source)
{
	web_add(page, WEB_HEADING, "Tid och plats för planerade träffar");
	web_add_lines(page, source->network->period_note);
	if (!source->meeting_count)
		web_add(page, WEB_PARAGRAPH, "Inga träffar är planerade ännu.");
	for (size_t i = 0, step; i < source->meeting_count; i += step) {
		const struct webtext_meeting *first = &source->meetings[i];
		step = 1;
		if (first->meeting->date.known) {
			web_meeting(page, first);
			continue;
		}
		while (i + step < source->meeting_count &&
			!source->meetings[i + step].meeting->date.known &&
			same_period(first->meeting, source->meetings[i + step].meeting))
			step++;
		web_undated(page, first, step);
	}
}

static void add_owners(struct web_page *page, const struct webtext_source *source)
{
	web_add(page, WEB_HEADING, "Informationsansvarig");
	for (size_t i = 0; i < source->staff_count; i++) {
		web_add(page, WEB_ITEM, source->staff[i].name);
		web_add(page, WEB_UNDER, source->staff[i].title);
	}
	if (!source->staff_count)
		web_add(page, WEB_PARAGRAPH, TO_COME);
}

static void add_contact(struct web_page *page, const struct network *network)
{
	section(page, "Kontakta oss", network->contact_form);
	if (network->human_check.value)
		web_add_lines(page, network->human_check_note);
}

char *webtext_write(const struct webtext_source *source, enum webtext_format format)
{
	const struct network *network = source->network;
	struct web_page page = {0};
	add_top(&page, network);
	section(&page, "Anmälan", network->signup);
	add_contents(&page, source);
	section(&page, "Målgrupp", network->target_group);
	add_cost(&page, network);
	add_meetings(&page, source);
	section(&page, "Fakta och bakgrund", network->background);
	add_owners(&page, source);
	add_contact(&page, network);
	char *text = web_page_write(&page, format);
	web_page_finish(&page);
	return text;
}
