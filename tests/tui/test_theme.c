/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schemes: everything can be read, and what matters is seen without colour. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tui/theme.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* 0xRRGGBB of a number of xterm's palette. */
static uint32_t rgb(int colour)
{
	static const uint32_t levels[6] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
	uint32_t grey;

	/* The first 16 are whatever the user has set: a scheme of 256 colours must not use them. */
	assert_in_range(colour, 16, 255);
	if (colour < 232) {
		colour -= 16;
		return levels[colour / 36] << 16 | levels[colour / 6 % 6] << 8 | levels[colour % 6];
	}
	grey = 8 + 10 * (uint32_t)(colour - 232);
	return grey << 16 | grey << 8 | grey;
}

static double linear(uint32_t channel)
{
	double value = (double)(channel & 0xff) / 255;

	return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour)
{
	return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) +
	       0.0722 * linear(colour);
}

/* The contrast ratio as WCAG 2 defines it. */
static double contrast(uint32_t a, uint32_t b)
{
	double first = luminance(a) + 0.05;
	double second = luminance(b) + 0.05;

	return first > second ? first / second : second / first;
}

static void check_contrast(enum scheme scheme, uint32_t own_foreground, uint32_t own_background)
{
	for (int role = 0; role < ROLE_COUNT; role++) {
		struct style style = theme_style(scheme, (enum role)role);
		uint32_t foreground = style.foreground < 0 ? own_foreground : rgb(style.foreground);
		uint32_t background = style.background < 0 ? own_background : rgb(style.background);
		double ratio = contrast(foreground, background);

		if (ratio < 4.5)
			fail_msg("%s, role %d: %.2f:1", theme_scheme_name(scheme), role, ratio);
		/* Half of a pair would be unreadable on somebody's own other half. */
		if (style.background >= 0)
			assert_true(style.foreground >= 0);
	}
}

static void contrast__known_pairs__as_wcag_says(void **state)
{
	(void)state;
	assert_true(fabs(contrast(0x000000, 0xffffff) - 21) < 0.001);
	assert_true(fabs(contrast(0x777777, 0xffffff) - 4.478) < 0.001);
	assert_true(fabs(contrast(0xff0000, 0xffffff) - 3.998) < 0.001);
}

static void theme_style__dark__can_be_read_on_black(void **state)
{
	(void)state;
	check_contrast(SCHEME_DARK, 0xe5e5e5, 0x000000);
}

static void theme_style__light__can_be_read_on_white(void **state)
{
	(void)state;
	check_contrast(SCHEME_LIGHT, 0x000000, 0xffffff);
}

static void theme_style__eight__uses_only_eight(void **state)
{
	(void)state;
	for (int role = 0; role < ROLE_COUNT; role++) {
		struct style style = theme_style(SCHEME_EIGHT, (enum role)role);

		assert_in_range(style.foreground + 1, 0, 8);
		assert_in_range(style.background + 1, 0, 8);
		/* Alone on an unknown background, neither black, white, yellow nor cyan is seen. */
		if (style.background < 0)
			assert_true(style.foreground < 0 || style.foreground == 1 ||
				    style.foreground == 2 || style.foreground == 5);
	}
}

static void theme_style__mono__has_no_colour(void **state)
{
	(void)state;
	for (int role = 0; role < ROLE_COUNT; role++) {
		struct style style = theme_style(SCHEME_MONO, (enum role)role);

		assert_int_equal(style.foreground, COLOUR_DEFAULT);
		assert_int_equal(style.background, COLOUR_DEFAULT);
	}
}

static bool same(struct style a, struct style b)
{
	return a.foreground == b.foreground && a.background == b.background && a.bold == b.bold &&
	       a.reverse == b.reverse && a.underline == b.underline;
}

static void theme_style__what_matters__differs_in_every_scheme(void **state)
{
	static const enum role pairs[][2] = {
		{ROLE_SELECTED, ROLE_TEXT},
		{ROLE_SELECTED, ROLE_SELECTED_UNFOCUSED},
		{ROLE_SELECTED_UNFOCUSED, ROLE_TEXT},
		{ROLE_MARKED, ROLE_TEXT},
		{ROLE_MARKED, ROLE_SELECTED},
		{ROLE_URGENT, ROLE_TEXT},
		{ROLE_ERROR, ROLE_TEXT},
		{ROLE_WARNING, ROLE_TEXT},
		{ROLE_FOCUS_FRAME, ROLE_FRAME},
		{ROLE_INPUT_FOCUS, ROLE_INPUT},
		{ROLE_INPUT, ROLE_TEXT},
		{ROLE_TODAY, ROLE_TEXT},
		{ROLE_TODAY, ROLE_RED_DAY},
		{ROLE_RED_DAY, ROLE_TEXT},
		{ROLE_TAB_CURRENT, ROLE_TAB},
		{ROLE_HINT_KEY, ROLE_HINT_TEXT},
		{ROLE_MATCH, ROLE_TEXT},
		{ROLE_DEMO, ROLE_HEADER},
	};

	(void)state;
	for (int scheme = 0; scheme < SCHEME_COUNT; scheme++) {
		for (size_t i = 0; i < LENGTH(pairs); i++) {
			if (same(theme_style((enum scheme)scheme, pairs[i][0]),
				    theme_style((enum scheme)scheme, pairs[i][1])))
				fail_msg("%s: pair %zu looks the same",
					theme_scheme_name((enum scheme)scheme), i);
		}
	}
}

static void theme_choose__terminal_and_wish__is_the_scheme(void **state)
{
	static const struct {
		const char *wanted;
		int colours;
		const char *no_color, *colorfgbg;
		enum scheme scheme;
	} cases[] = {
		{NULL, 256, NULL, NULL, SCHEME_DARK},
		{"auto", 256, NULL, "0;15", SCHEME_LIGHT},
		{"auto", 256, NULL, "0;default;7", SCHEME_LIGHT},
		{"auto", 256, NULL, "15;0", SCHEME_DARK},
		{"dark", 256, NULL, "0;15", SCHEME_DARK},
		{"light", 1 << 24, NULL, NULL, SCHEME_LIGHT},
		{"light", 256, "", NULL, SCHEME_LIGHT},
		{"light", 256, "1", NULL, SCHEME_MONO},
		{"light", 8, NULL, NULL, SCHEME_EIGHT},
		{"auto", 16, NULL, NULL, SCHEME_EIGHT},
		{"auto", 0, NULL, NULL, SCHEME_MONO},
		{"mono", 256, NULL, NULL, SCHEME_MONO},
		{"neon", 256, NULL, "", SCHEME_DARK},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		assert_int_equal(theme_choose(cases[i].wanted, cases[i].colours, cases[i].no_color,
					 cases[i].colorfgbg),
			cases[i].scheme);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contrast__known_pairs__as_wcag_says),
		cmocka_unit_test(theme_style__dark__can_be_read_on_black),
		cmocka_unit_test(theme_style__light__can_be_read_on_white),
		cmocka_unit_test(theme_style__eight__uses_only_eight),
		cmocka_unit_test(theme_style__mono__has_no_colour),
		cmocka_unit_test(theme_style__what_matters__differs_in_every_scheme),
		cmocka_unit_test(theme_choose__terminal_and_wish__is_the_scheme),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
