/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of mails: HTML as text, lines put together again, what is new in them, heads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "exchange/mail/charset.h"
#include "exchange/mail/flowed.h"
#include "exchange/mail/head.h"
#include "exchange/mail/html.h"
#include "exchange/mail/quote.h"

static void html_text__vectors(void **state)
{
	(void)state;
	static const struct {
		const char *html, *text;
	} rows[] = {
		{"", ""},
		{"Hej", "Hej"},
		{"<p>a</p><p>b</p>", "a\n\nb"},
		{"<div>a</div><div>b</div>", "a\nb"},
		{"<div>a</div><div><br></div><div>b</div>", "a\n\nb"},
		{"<div>a<br></div><div>b</div>", "a\nb"},
		{"a<br>b<br/><br />c", "a\nb\n\nc"},
		{"a\n  b\t c", "a b c"},
		{"<p class=MsoNormal>a</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>b</p>",
			"a\n\nb"},
		{"<p class=MsoNormal>a</p><p class=MsoNormal>b</p>", "a\nb"},
		{"<b>fet</b>stil", "fetstil"},
		{"1&nbsp;200&nbsp;kr", "1 200 kr"},
		{"a &lt;b&gt; &amp;amp; &#229;&#xE5;&aring", "a <b> &amp; ååå"},
		{"&#128; &#150; &#0; &#1114112; &nej;", "€ – \xef\xbf\xbd \xef\xbf\xbd &nej;"},
		{"a < b <3 <> c", "a < b <3 <> c"},
		{"<!-- bort --><!--[if mso]>bort<![endif]-->kvar", "kvar"},
		{"<!doctype html><?xml?><![if !mso]>kvar<![endif]>", "kvar"},
		{"a<!-- resten", "a"},
		{"<head><title>bort</title></head><body>kvar", "kvar"},
		{"<style>a{}</style><SCRIPT>if (a<b) c</SCRIPT >kvar", "kvar"},
		{"<script>aldrig slut", "aldrig slut"},
		{"<ul><li>a<li>b</ul>c", "• a\n• b\n\nc"},
		{"<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"},
		{"<ul><li><p>a</p><p>b</p></li></ul>", "• a\n\n  b"},
		{"a<blockquote>b<br>c</blockquote>d", "a\n> b\n> c\nd"},
		{"<blockquote>a<p>b</p></blockquote>", "> a\n>\n> b"},
		{"<table><tr><td>a</td><td>b</td></tr><tr><td>c<td>d</table>", "a\tb\nc\td"},
		{"<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>", "a\tb"},
		{"<table><tr><td></td><td>b</td></tr><tr><td></td><td>d</td></tr></table>", "b\nd"},
		{"<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a\nb\tc"},
		{"<pre>  a\n   b\n\nc</pre>", "  a\n   b\n\nc"},
		{"<a href=\"https://a.example\">https://a.example/</a>", "https://a.example/"},
		{"<a href='https://a.example/x'>här</a>.", "här <https://a.example/x>."},
		{"<a href=https://a.example/x><img src=x></a>", ""},
		{"<a href=\"#topp\">upp</a>", "upp"},
		{"<a href=\"mailto:a@b.example\">a@b.example</a>", "a@b.example"},
		{"<img alt=\"Lunds kommun\"><img alt=\"\">", "[Lunds kommun]"},
		{"a<hr>b", "a\n________________________________\nb"},
		{"<p title=\"a > b\">kvar</p>", "kvar"},
		{"<span style='display:none'>bort<span>bort</span></span>kvar", "kvar"},
		{"<p style='display:none'>bort<p>kvar", "kvar"},
		{"<div style='color:red; DISPLAY : none'>bort</div>kvar", "kvar"},
		{"<br style='display:none'>kvar", "kvar"},
		{"so&shy;ft&#8203;", "soft"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *text = html_text(rows[i].html, strlen(rows[i].html));
		if (strcmp(text, rows[i].text))
			fail_msg("%s: “%s”, not “%s”", rows[i].html, text, rows[i].text);
		free(text);
	}
}

static void flowed_unwrap__vectors(void **state)
{
	(void)state;
	static const struct {
		const char *wrapped, *text;
		bool joins_spaces;
	} rows[] = {
		{"", "", false},
		{"a \nb\nc", "a b\nc", false},
		{"a \nb", "ab", true},
		{"a\n\nb \n\nc", "a\n\nb \nc", false},
		{"> a \n> b\nc", "> a b\nc", false},
		{"> a \n>> b\n", "> a \n>> b", false},
		{" >a\n From b", ">a\nFrom b", false},
		{"a \n-- \nb", "a \n-- \nb", false},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *text = flowed_unwrap(rows[i].wrapped, rows[i].joins_spaces);
		if (strcmp(text, rows[i].text))
			fail_msg("“%s”: “%s”", rows[i].wrapped, text);
		free(text);
	}
}

static void quote_split__vectors(void **state)
{
	(void)state;
	static const struct {
		const char *text, *fresh, *quoted;
	} rows[] = {
		{"", "", NULL},
		{"Hej\n", "Hej", NULL},
		{"Ja\n\n> Kommer du?\n", "Ja", "> Kommer du?"},
		{"Ja\n\nOn Tue, 3 Oct 2023, Bo wrote:\n> Kommer du?\n", "Ja",
			"On Tue, 3 Oct 2023, Bo wrote:\n> Kommer du?"},
		{"Ja\n\nDen 3 okt. 2023 skrev Bo:\n\n> Kommer du?", "Ja",
			"Den 3 okt. 2023 skrev Bo:\n\n> Kommer du?"},
		{"Ja\n\nAm 03.10.23 um 10:00 schrieb Bo:\n> Kommst du?", "Ja",
			"Am 03.10.23 um 10:00 schrieb Bo:\n> Kommst du?"},
		{"Ja\n\nBo <bo@kalmar.example> skrev:\n\nKommer du?", "Ja",
			"Bo <bo@kalmar.example> skrev:\n\nKommer du?"},
		{"Jag undrar om det Bo skrev:\nstämmer det?",
			"Jag undrar om det Bo skrev:\nstämmer det?", NULL},
		{"> a\n\nja\n\n> b\n\nnej\n", "> a\n\nja\n\n> b\n\nnej", NULL},
		{"ja\n> a\nnej\n> b\n", "ja\n> a\nnej\n> b", NULL},
		{"Bo skrev:\n> a\n\nja\n", "ja", "Bo skrev:\n> a"},
		{"> a\nja", "ja", "> a"},
		{"Hej\n> a\nMvh Åsa", "Hej\n> a\nMvh Åsa", NULL},
		{"> a\n> b", "> a\n> b", NULL},
		{"Ja\n>From början", "Ja\n>From början", NULL},
		{"Ja\n-----Original Message-----\nFrom: Bo", "Ja",
			"-----Original Message-----\nFrom: Bo"},
		{"Ja\n________________________________\nFrån: Bo\nSkickat: i går\nTill: Eva\n",
			"Ja",
			"________________________________\nFrån: Bo\nSkickat: i går\nTill: Eva"},
		{"Ja\n\n*From:* Bo\n*Sent:* Tuesday\n*Subject:* x\n\nHej", "Ja",
			"*From:* Bo\n*Sent:* Tuesday\n*Subject:* x\n\nHej"},
		{"Från: Lund\nTill: Malmö\nreser jag", "Från: Lund\nTill: Malmö\nreser jag", NULL},
		{"-----Original Message-----\nFrom: Bo\n\nHej",
			"-----Original Message-----\nFrom: Bo\n\nHej", NULL},
		{"Hej\n-- \nÅsa\n", "Hej\n-- \nÅsa", NULL},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *fresh, *quoted;
		quote_split(rows[i].text, &fresh, &quoted);
		if (strcmp(fresh, rows[i].fresh) || !quoted != !rows[i].quoted ||
			(quoted && strcmp(quoted, rows[i].quoted)))
			fail_msg("“%s”: “%s” and “%s”", rows[i].text, fresh, quoted);
		free(fresh);
		free(quoted);
	}
}

static void charset_decode__bytes_count_for_more_than_the_label(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *charset, *text;
	} rows[] = {
		{"\xe5", "utf-8", "å"},
		{"\xc3\xa5", "iso-8859-1", "å"},
		{"\x80", "iso-8859-1", "€"},
		{"\xa4", "iso-8859-15", "€"},
		{"\xe5", NULL, "å"},
		{"\xe5", "no-such", "å"},
		{"\xe5", "../../etc", "å"},
		{"\xef\xbb\xbfhej", NULL, "hej"},
		{"\xc3\xa5\xc3\xa4 \xff", "utf-8", "åä \xef\xbf\xbd"},
		{"hej", "utf-16", "\xe6\xa1\xa5\xef\xbf\xbd"},
		{"+AOU-", "utf-7", "å"},
		{"", "utf-8", ""},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		size_t length;
		char *text = charset_decode(
			rows[i].bytes, strlen(rows[i].bytes), rows[i].charset, &length);
		if (strcmp(text, rows[i].text) || length != strlen(text))
			fail_msg("%s %zu: “%s”", rows[i].charset, i, text);
		free(text);
	}
}

static void head__fields__are_found_and_unfolded(void **state)
{
	(void)state;
	static const char bytes[] = "\r\nFrom x@y\nSubject: a\r\n  b\r\nEmpty:\nX-A : 1\n"
				    "Message-ID: <a@b> <c\n d@e> (x)\n\nSubject: nej\nTo: nej\n";
	struct head head = head_of(bytes, strlen(bytes));
	char *value = head_value(head, "subject", 100);
	assert_string_equal(value, "a  b");
	free(value);
	value = head_value(head, "Subject", 2);
	assert_string_equal(value, "a");
	free(value);
	assert_null(head_value(head, "Empty", 100));
	assert_null(head_value(head, "To", 100));
	assert_null(head_value(head, "Sub", 100));
	assert_true(head_has(head, "Empty"));
	assert_true(head_says(head, "x-a", "1"));
	value = head_ids(head, "Message-ID", 100);
	assert_string_equal(value, "a@b cd@e");
	free(value);
	head = head_next(head, bytes + strlen(bytes));
	value = head_value(head, "To", 100);
	assert_string_equal(value, "nej");
	free(value);
}

static void head_ids__too_many__keeps_the_first_and_the_last(void **state)
{
	(void)state;
	static const char bytes[] = "References: <1@a> <2@a> <3@a> <4@a> <5@a>\n\n";
	struct head head = head_of(bytes, strlen(bytes));
	char *ids = head_ids(head, "References", 14);
	assert_string_equal(ids, "1@a 4@a 5@a");
	free(ids);
	assert_null(head_ids(head, "References", 2));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(html_text__vectors),
		cmocka_unit_test(flowed_unwrap__vectors),
		cmocka_unit_test(quote_split__vectors),
		cmocka_unit_test(charset_decode__bytes_count_for_more_than_the_label),
		cmocka_unit_test(head__fields__are_found_and_unfolded),
		cmocka_unit_test(head_ids__too_many__keeps_the_first_and_the_last),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
