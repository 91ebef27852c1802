/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The public page, block by block; the example's page whole is in tests/cli/test_publish.py. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "model/webtext.h"

/* A text of a record, which is not written to here. */
#define TEXT(text) ((char *)(intptr_t)(text))

static char *write_with(const struct network *network, const struct webtext_meeting *meetings,
	size_t count, enum webtext_format format)
{
	struct webtext_source source = {
		.network = network, .meetings = meetings, .meeting_count = count};
	return webtext_write(&source, format);
}

static void assert_tells(const char *text, const char *words)
{
	if (!strstr(text, words))
		fail_msg("“%s” does not stand in:\n%s", words, text);
}

static void assert_silent(const char *text, const char *words)
{
	if (strstr(text, words))
		fail_msg("“%s” stands in:\n%s", words, text);
}

static void webtext__unknown__is_worded(void **state)
{
	(void)state;
	struct network network = {.name = TEXT("Nätet")};
	char *text = write_with(&network, NULL, 0, WEBTEXT_MARKDOWN);
	assert_tells(text, "# Nätet\n\nInte publicerad ännu.\n");
	assert_tells(text, "## Anmälan\n\nInformation uppdateras.\n");
	assert_tells(text, "## Nätverkets innehåll\n\nInformation uppdateras.\n");
	assert_tells(text, "## Kostnad\n\nKostnaden meddelas senare.\n");
	assert_tells(text, "Inga träffar är planerade ännu.\n");
	assert_tells(text, "## Informationsansvarig\n\nInformation uppdateras.\n");
	free(text);
}

static void webtext__fee__in_words(void **state)
{
	(void)state;
	static const struct {
		int64_t fee;
		struct number vat;
		const char *words;
	} rows[] = {
		{0, {0}, "Att delta är kostnadsfritt."},
		{120000, {0}, "1 200 kronor per person."},
		{90050, {true, NETWORK_VAT_ADDED}, "900,50 kronor per person exklusive moms."},
		{150000, {true, NETWORK_VAT_INCLUDED}, "1 500 kronor per person inklusive moms."},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct network network = {
			.name = TEXT("Nätet"), .fee = known(rows[i].fee), .vat = rows[i].vat};
		char *text = write_with(&network, NULL, 0, WEBTEXT_MARKDOWN);
		assert_tells(text, rows[i].words);
		free(text);
	}
}

/* Nothing that stands in a text is taken for markup. */
static void webtext__markup__is_escaped(void **state)
{
	(void)state;
	struct network network = {.name = TEXT("A & <b> \"c\""),
		.invitation = TEXT("# rubrik\n1. lista\n*fet* [länk](x) _u_ `k` \\"),
		.target_group = TEXT("\033[31mröd\u202e")};
	char *markdown = write_with(&network, NULL, 0, WEBTEXT_MARKDOWN);
	char *html = write_with(&network, NULL, 0, WEBTEXT_HTML);
	assert_tells(markdown, "\\# rubrik\n\n1\\. lista\n\n\\*fet\\* \\[länk\\](x) \\_u\\_ "
			       "\\`k\\` \\\\\n");
	assert_tells(html, "<h1>A &amp; &lt;b&gt; &quot;c&quot;</h1>");
	assert_tells(html, "<html lang=\"sv\">");
	assert_silent(html, "<b>");
	assert_silent(markdown, "\033");
	assert_silent(html, "\u202e");
	free(markdown);
	free(html);
}

static struct meeting digital(const char *iso)
{
	return (struct meeting){.kind = known(MEETING_DIGITAL),
		.form = known(MEETING_FORM_MEETING),
		.status = known(MEETING_PRELIMINARY),
		.date = iso ? known(day(iso)) : (struct number){0},
		.theme_status = known(THEME_UNSET)};
}

static char *one(const struct meeting *meeting, struct number decided_on)
{
	struct network network = {.name = TEXT("Nätet")};
	struct webtext_meeting told = {.meeting = meeting, .decided_on = decided_on};
	return write_with(&network, &told, 1, WEBTEXT_MARKDOWN);
}

static void webtext__theme__decided_later_or_not(void **state)
{
	(void)state;
	struct meeting meeting = digital("2023-10-17");
	meeting.theme = TEXT("Hemligt förslag");
	meeting.theme_status = known(THEME_PROPOSED);
	char *text = one(&meeting, (struct number){0});
	assert_tells(text, "- Tema: Meddelas senare.\n");
	assert_silent(text, "Hemligt");
	free(text);
	text = one(&meeting, known(day("2023-09-26")));
	assert_tells(text, "- Tema: Bestäms gemensamt den 26 september.\n");
	free(text);
	text = one(&meeting, known(day("2022-12-01")));
	assert_tells(text, "- Tema: Bestäms gemensamt den 1 december 2022.\n");
	free(text);
	meeting.theme_status = known(THEME_DECIDED);
	text = one(&meeting, known(day("2023-09-26")));
	assert_tells(text, "- Tema: Hemligt förslag.\n");
	free(text);
}

/* Neither a street nor a link nor the reason of a cancellation is for the public. */
static void webtext__where__only_the_town(void **state)
{
	(void)state;
	struct meeting meeting = digital("2023-10-17");
	meeting.kind = known(MEETING_HYBRID);
	meeting.place = TEXT("Stockholm");
	meeting.address = TEXT("Hornsgatan 20");
	meeting.link = TEXT("https://example.se/hemlig");
	meeting.start = known(600);
	meeting.end = known(720);
	char *text = one(&meeting, (struct number){0});
	assert_tells(text, "Fysiskt och digitalt möte i Stockholm kl. 10.00–12.00.\n");
	assert_silent(text, "Hornsgatan");
	assert_silent(text, "https");
	free(text);
	meeting.status = known(MEETING_CANCELLED);
	meeting.status_reason = TEXT("Eva är sjuk");
	text = one(&meeting, (struct number){0});
	assert_tells(text, "### Träff 17 oktober 2023 – INSTÄLLD\n\nTräffen är inställd.\n");
	assert_silent(text, "sjuk");
	assert_silent(text, "Tema");
	free(text);
}

static void webtext__undated__counted_by_kind(void **state)
{
	(void)state;
	struct network network = {.name = TEXT("Nätet")};
	struct meeting meetings[4];
	struct webtext_meeting told[4];
	for (size_t i = 0; i < 4; i++) {
		meetings[i] = digital(NULL);
		meetings[i].form = known(i ? MEETING_FORM_WEBCAST : MEETING_FORM_SEMINAR);
		meetings[i].period_text = TEXT("2024");
		told[i] = (struct webtext_meeting){.meeting = &meetings[i]};
	}
	char *text = write_with(&network, told, 4, WEBTEXT_MARKDOWN);
	assert_tells(text, "### Digitala träffar 2024\n\nInformation uppdateras.\n\n"
			   "- Halvdagsseminarium, digitalt.\n- Tre digitala webbsändningar.\n");
	free(text);
	/* One of them gets a theme: it is told by itself. */
	meetings[2].theme = TEXT("Hat");
	meetings[2].theme_status = known(THEME_DECIDED);
	text = write_with(&network, told, 4, WEBTEXT_PLAIN);
	assert_tells(text, "• Digital webbsändning.\n• Digital webbsändning.\n  Tema: Hat.\n"
			   "• Digital webbsändning.\n");
	free(text);
	meetings[3].period_text = NULL;
	meetings[3].kind = known(MEETING_PHYSICAL);
	text = write_with(&network, told, 4, WEBTEXT_MARKDOWN);
	assert_tells(text, "### Fysisk träff utan datum\n");
	free(text);
}

static void webtext__same_facts__same_bytes(void **state)
{
	(void)state;
	struct meeting meeting = digital("2023-10-17");
	char *first = one(&meeting, (struct number){0});
	char *second = one(&meeting, (struct number){0});
	assert_string_equal(first, second);
	free(first);
	free(second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(webtext__unknown__is_worded),
		cmocka_unit_test(webtext__fee__in_words),
		cmocka_unit_test(webtext__markup__is_escaped),
		cmocka_unit_test(webtext__theme__decided_later_or_not),
		cmocka_unit_test(webtext__where__only_the_town),
		cmocka_unit_test(webtext__undated__counted_by_kind),
		cmocka_unit_test(webtext__same_facts__same_bytes),
	};
	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
