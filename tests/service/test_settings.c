/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings file: every key, and every mistake told with its line. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "exchange/file.h"
#include "harness/scratch.h"

static int folder_setup(void **state)
{
	*state = scratch_create();
	return *state ? 0 : -1;
}

static int folder_teardown(void **state)
{
	scratch_destroy(*state);
	return 0;
}

/* Writes a file with this text; its path is owned by the caller. */
static char *write_settings(const char *folder, const char *text)
{
	char *path = xasprintf("%s/config.ini", folder);
	assert_ok(file_write(path, text, strlen(text), true, NULL, NULL, error));
	return path;
}

static void settings__load__every_key(void **state)
{
	struct settings settings;
	char *path = write_settings(*state,
		"; a comment\n# another\n[organizer]\nmailbox = natverk@example.se\n"
		"name = Nätverket för trygghet\n\n[user]\ninitials = AP\n"
		"[calendar]\nvdir = /srv/kalender/\nfeed = /srv/natverk.ics\n"
		"source = https://kalender.example.se/n.ics\nalarms = yes\n"
		"[interface]\nlanguage = en\ntheme = light\nmouse = no\n"
		"[mail]\nsendmail = /usr/bin/msmtp\nfrom = anna@example.se\n"
		"[keys]\nparticipant-add = a F3\nquit = C-q\n");
	assert_ok(settings_load(&settings, path, error));
	assert_string_equal(settings.organizer_mailbox, "natverk@example.se");
	assert_string_equal(settings.organizer_name, "Nätverket för trygghet");
	assert_string_equal(settings.feed_folder, "/srv/kalender");
	assert_string_equal(settings.feed_file, "/srv/natverk.ics");
	assert_string_equal(settings.feed_source, "https://kalender.example.se/n.ics");
	assert_true(settings.alarms);
	assert_string_equal(settings.initials, "AP");
	assert_string_equal(settings.language, "en");
	assert_string_equal(settings.theme, "light");
	assert_false(settings.mouse);
	assert_string_equal(settings_mailer(&settings), "/usr/bin/msmtp");
	assert_string_equal(settings.mail_from, "anna@example.se");
	assert_string_equal(settings_sender(&settings), "natverk@example.se");
	assert_int_equal(settings.key_count, 2);
	assert_string_equal(settings.keys[0].command, "participant-add");
	assert_string_equal(settings.keys[0].keys, "a F3");
	assert_string_equal(settings.keys[1].command, "quit");
	settings_finish(&settings);
	free(path);
}

static void settings__load__every_value_of_a_choice(void **state)
{
	static const struct {
		const char *text, *language, *theme;
		bool mouse;
	} rows[] = {
		{"", NULL, NULL, true},
		{"[interface]\nlanguage=sv\n", "sv", NULL, true},
		{"[interface]\nlanguage=en\n", "en", NULL, true},
		{"[interface]\ntheme=dark\n", NULL, "dark", true},
		{"[interface]\ntheme=light\n", NULL, "light", true},
		{"[interface]\ntheme=mono\nmouse=yes\n", NULL, "mono", true},
		{"[interface]\nmouse=no\n", NULL, NULL, false},
		{"[organizer]\nmailbox =\n[user]\ninitials = \n", NULL, NULL, true},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct settings settings;
		char *path = write_settings(*state, rows[i].text);
		assert_ok(settings_load(&settings, path, error));
		assert_string_equal(settings.language ? settings.language : "",
			rows[i].language ? rows[i].language : "");
		assert_string_equal(
			settings.theme ? settings.theme : "", rows[i].theme ? rows[i].theme : "");
		assert_int_equal(settings.mouse, rows[i].mouse);
		assert_null(settings.organizer_mailbox);
		assert_null(settings_sender(&settings));
		assert_string_equal(settings_mailer(&settings), "/usr/sbin/sendmail");
		assert_null(settings.initials);
		settings_finish(&settings);
		free(path);
	}
}

static void settings__load__a_mistake_is_told_with_its_line(void **state)
{
	static const struct {
		const char *text, *words, *line;
	} rows[] = {
		{"[user]\n\ninitial = AP\n", "no setting called initial in [user]", "line 3"},
		{"[usr]\ninitials = AP\n", "no setting called initials in [usr]", "line 2"},
		{"initials = AP\n", "no setting called initials", "line 1"},
		{"[interface]\nlanguage = de\n", "language cannot be “de”; it is one of sv, en",
			"line 2"},
		{"[interface]\nlanguage = SV\n", "“SV”", "line 2"},
		{"[interface]\n\n\ntheme = blue\n", "dark, light, mono", "line 4"},
		{"[interface]\nmouse = maybe\n", "yes, no", "line 2"},
		{"[calendar]\nvdir = kalender\n", "vdir is a path that begins with / or ~/",
			"line 2"},
		{"[calendar]\nfeed = /srv/\n", "ends in a name", "line 2"},
		{"[calendar]\nsource = webcal://x\n", "source is an address", "line 2"},
		{"[calendar]\nalarms = perhaps\n", "alarms cannot be “perhaps”", "line 2"},
		{"[calendar]\ncolour = red\n", "no setting called colour in [calendar]", "line 2"},
		{"[mail]\nsendmail = sendmail\n", "the whole path of a program", "line 2"},
		{"[user]\nhello\n", "neither a [section] nor a name = value", "line 2"},
		{"[user\n", "neither", "line 1"},
		{"[interface]\nmouse = no\ntheme = x\nlanguage = y\n", "theme", "line 3"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct settings settings;
		char *path = write_settings(*state, rows[i].text);
		assert_fails(settings_load(&settings, path, error), ERROR_DATA, rows[i].words);
		assert_fails(settings_load(&settings, path, error), ERROR_DATA, rows[i].line);
		assert_fails(settings_load(&settings, path, error), ERROR_DATA, path);
		assert_null(settings.keys);
		free(path);
	}
}

static void settings__load__a_file_that_is_named_must_be_there(void **state)
{
	struct settings settings;
	char *path = xasprintf("%s/none.ini", (const char *)*state);
	assert_fails(settings_load(&settings, path, error), ERROR_NO_INPUT, path);
	free(path);
}

static void settings__load__no_file_of_ones_own_is_fine(void **state)
{
	struct settings settings;
	setenv("XDG_CONFIG_HOME", *state, 1);
	assert_ok(settings_load(&settings, NULL, error));
	assert_true(settings.mouse);
	assert_null(settings.language);
	assert_null(settings.feed_folder);
	assert_null(settings.feed_file);
	assert_null(settings.feed_source);
	assert_false(settings.alarms);
	settings_finish(&settings);
}

static void settings__load__a_path_below_the_home_folder(void **state)
{
	struct settings settings;
	char *path = write_settings(*state, "[calendar]\nvdir = ~/kalender\n");
	setenv("HOME", "/home/a", 1);
	assert_ok(settings_load(&settings, path, error));
	assert_string_equal(settings.feed_folder, "/home/a/kalender");
	settings_finish(&settings);
	free(path);
}

static void settings__load__ones_own_file(void **state)
{
	struct settings settings;
	char *folder = xasprintf("%s/traffpunkt", (const char *)*state);
	mkdir(folder, 0700);
	char *path = write_settings(folder, "[user]\ninitials = US\n");
	setenv("XDG_CONFIG_HOME", *state, 1);
	assert_ok(settings_load(&settings, NULL, error));
	assert_string_equal(settings.initials, "US");
	settings_finish(&settings);
	free(path);
	free(folder);
}

static void settings__database__where_data_is_kept(void **state)
{
	(void)state;
	static const struct {
		const char *data, *home, *path;
	} rows[] = {
		{"/data", "/home/a", "/data/traffpunkt/traffpunkt.db"},
		{"", "/home/a", "/home/a/.local/share/traffpunkt/traffpunkt.db"},
		{"relative", "/home/a", "/home/a/.local/share/traffpunkt/traffpunkt.db"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		setenv("XDG_DATA_HOME", rows[i].data, 1);
		setenv("HOME", rows[i].home, 1);
		char *path = settings_default_database();
		assert_string_equal(path, rows[i].path);
		free(path);
	}
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(settings__load__every_key),
		IN_FOLDER(settings__load__every_value_of_a_choice),
		IN_FOLDER(settings__load__a_mistake_is_told_with_its_line),
		IN_FOLDER(settings__load__a_file_that_is_named_must_be_there),
		IN_FOLDER(settings__load__no_file_of_ones_own_is_fine),
		IN_FOLDER(settings__load__a_path_below_the_home_folder),
		IN_FOLDER(settings__load__ones_own_file),
		IN_FOLDER(settings__database__where_data_is_kept),
	};

	i18n_init("en");
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
