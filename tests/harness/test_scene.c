/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scripts from file to snapshot, against the program whose every answer is known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "harness/scene.h"
#include "harness/scratch.h"
#include "harness/snapshot.h"

static const char *specimen;

/* Reads a script from a file that holds `text`; true when it was understood. */
static bool read_text(struct script *script, const char *text, char *fault, size_t size)
{
	char *folder = scratch_create();
	char *path = xasprintf("%s/a-scene.screen", folder);
	FILE *file = fopen(path, "we");
	bool read;

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	read = script_read(script, path, fault, size);
	free(path);
	scratch_destroy(folder);
	return read;
}

static void script__read__keeps_header_and_steps(void **state)
{
	static const char text[] = "# why\nsize: 120x40\nlang: sv\nterm: linux\nkeys: ab\n"
				   "resize: 60x15\nwait: b: c\n---\n|x|\n";
	struct script script;
	char fault[256] = "";

	(void)state;
	assert_true(read_text(&script, text, fault, sizeof fault));
	assert_string_equal(script.name, "a-scene");
	assert_string_equal(script.expected, "|x|\n");
	assert_int_equal(strlen(script.header), strstr(text, "---") - text);
	assert_int_equal(script.columns, 120);
	assert_int_equal(script.rows, 40);
	assert_string_equal(script.language, "sv");
	assert_string_equal(script.variables[0], "TERM=linux");
	assert_int_equal(script.step_count, 3);
	assert_int_equal(script.steps[1].kind, SCRIPT_RESIZE);
	assert_int_equal(script.steps[1].columns, 60);
	assert_string_equal(script.steps[2].text, "b: c");
	script_finish(&script);
}

static void script__read__names_the_line_it_cannot_take(void **state)
{
	static const char *const texts[] = {"size: 0x24\n", "size: 80\n", "colour: red\n", "keys\n",
		"attributes: perhaps\n", "env: NOTHING\n", "resize: 80x\n"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct script script;
		char fault[256] = "";

		if (read_text(&script, texts[i], fault, sizeof fault))
			fail_msg("taken: %s", texts[i]);
		assert_non_null(strstr(fault, ":1: "));
		script_finish(&script);
	}
}

static void scene__play__ends_in_the_expected_screen(void **state)
{
	static const char expected[] = "|specimen 20x6       |\n"
				       "|åäö 作者 end        |\n"
				       "|chosen              |\n"
				       "|link                |\n"
				       "|read: 61            |\n"
				       "|                    |\n"
				       "cursor: 3,4\n"
				       "|bbbbbbbbbbbbb.......|\n"
				       "|....................|\n"
				       "|AAAAAA..............|\n"
				       "|uuuu................|\n"
				       "|....................|\n"
				       "|....................|\n"
				       "A: reverse, text 3\n";
	struct script script;
	struct scene scene;
	char fault[1024] = "";
	char *screen;

	(void)state;
	assert_true(read_text(
		&script, "size: 40x10\nkeys: b\nresize: 20x6\nkeys: a\n", fault, sizeof fault));
	if (!scene_play(&scene, &script, specimen, fault, sizeof fault))
		fail_msg("%s", fault);
	screen = snapshot_take(scene.term, true);
	assert_string_equal(screen, expected);
	if (!scene_end(&scene, fault, sizeof fault))
		fail_msg("%s", fault);
	free(screen);
	scene_finish(&scene);
	script_finish(&script);
}

static void scene__play__tells_what_went_wrong(void **state)
{
	static const struct {
		const char *script;
		const char *fault;
	} cases[] = {
		{"keys: x\nkeys: a\n", "ended with 3"},
		{"keys: <Nonsense>\n", "step 1 (<Nonsense>)"},
		{"keys: e\n", "control string"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct script script;
		struct scene scene;
		char fault[1024] = "";

		assert_true(read_text(&script, cases[i].script, fault, sizeof fault));
		if (scene_play(&scene, &script, specimen, fault, sizeof fault))
			assert_false(scene_end(&scene, fault, sizeof fault));
		if (!strstr(fault, cases[i].fault))
			fail_msg("%s: %s", cases[i].script, fault);
		scene_finish(&scene);
		script_finish(&script);
	}
}

int main(int count, char **arguments)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(script__read__keeps_header_and_steps),
		cmocka_unit_test(script__read__names_the_line_it_cannot_take),
		cmocka_unit_test(scene__play__ends_in_the_expected_screen),
		cmocka_unit_test(scene__play__tells_what_went_wrong),
	};

	if (count != 2)
		return 64;
	specimen = arguments[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
