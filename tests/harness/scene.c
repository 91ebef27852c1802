/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Playing a script. What the program inherits is fixed, so that a scene looks alike everywhere. */
#include "harness/scene.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "harness/hygiene.h"
#include "harness/scratch.h"

#define ARGUMENTS 16

/* What start() sets before the variables of the script. */
#define FIXED_VARIABLES 5

/* How long a program may take over what a person would wait for. */
#define PATIENCE 20000

/* Cuts `text` at its spaces into `list`, which ends with NULL. */
static void split_words(char *text, const char *list[], size_t count)
{
	char *rest = NULL;

	for (char *word = strtok_r(text, " ", &rest); word && count + 1 < ARGUMENTS;
		word = strtok_r(NULL, " ", &rest))
		list[count++] = word;
	list[count] = NULL;
}

/* Who it was that changed something: initials that are the same wherever the scene is played. */
static const char config[] = "[user]\ninitials = AP\n";

/* With "~/" as the program's own folder. */
static bool write_settings(FILE *file, const char *text, const char *home)
{
	bool ok = true;

	for (const char *own; ok && (own = strstr(text, "~/")); text = own + 2)
		ok = fprintf(file, "%.*s%s/", (int)(own - text), text, home) >= 0;
	return ok && fputs(text, file) >= 0;
}

static bool write_config(const struct script *script, const char *home)
{
	char *folder = xasprintf("%s/traffpunkt", home);
	char *path = xasprintf("%s/config.ini", folder);
	FILE *file = mkdir(folder, 0700) == 0 ? fopen(path, "we") : NULL;
	bool written = file && fputs(config, file) >= 0 &&
		       write_settings(file, script->settings ? script->settings : "", home);

	written = file && fclose(file) == 0 && written;
	free(path);
	free(folder);
	return written;
}

static bool copy_file(const char *path, const char *home)
{
	const char *slash = strrchr(path, '/');
	char *target = xasprintf("%s/%s", home, slash ? slash + 1 : path);
	FILE *from = fopen(path, "re"), *to = from ? fopen(target, "we") : NULL;
	char bytes[4096];
	size_t length;
	bool ok = to != NULL;

	while (ok && (length = fread(bytes, 1, sizeof bytes, from)) > 0)
		ok = fwrite(bytes, 1, length, to) == length;
	if (from)
		fclose(from);
	ok = to && fclose(to) == 0 && ok;
	if (ok && strlen(path) > 3 && !strcmp(path + strlen(path) - 3, ".sh"))
		ok = chmod(target, 0700) == 0;
	free(target);
	return ok;
}

static bool copy_files(const struct script *script, const char *home)
{
	for (size_t i = 0; i < script->file_count; i++) {
		if (!copy_file(script->files[i], home))
			return false;
	}
	return true;
}

/* Starts the program in `home`, so that "." in a path is its own folder; then goes back. */
static struct term *start_at(const char *home, const char *const arguments[],
	const char *const variables[], const struct script *script)
{
	int here = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	struct term *term = NULL;

	if (here >= 0 && chdir(home) == 0) {
		term = term_start(arguments, variables, script->rows, script->columns);
		if (fchdir(here) != 0) {
			term_close(term);
			term = NULL;
		}
	}
	if (here >= 0)
		close(here);
	return term;
}

static struct term *start(const struct script *script, const char *program, const char *home)
{
	char *words = xstrdup(script->arguments ? script->arguments : "demo");
	char *home_variable = xasprintf("HOME=%s", home);
	char *folder_variable = xasprintf("TMPDIR=%s", home);
	char *config_variable = xasprintf("XDG_CONFIG_HOME=%s", home);
	char *path = realpath(program, NULL);
	const char *arguments[ARGUMENTS] = {path ? path : program};
	const char *variables[SCRIPT_VARIABLES + FIXED_VARIABLES] = {home_variable, folder_variable,
		config_variable, "TZ=Europe/Stockholm", "TRAFFPUNKT_NOW=2023-09-19T08:30"};
	size_t count = 1;
	struct term *term = NULL;

	if (script->language) {
		arguments[count++] = "--lang";
		arguments[count++] = script->language;
	}
	split_words(words, arguments, count);
	for (size_t i = 0; i < script->variable_count; i++)
		variables[FIXED_VARIABLES + i] = script->variables[i];
	if (write_config(script, home) && copy_files(script, home))
		term = start_at(home, arguments, variables, script);
	free(home_variable);
	free(folder_variable);
	free(config_variable);
	free(path);
	free(words);
	return term;
}

static bool describe_end(const struct term *term, char *fault, size_t size)
{
	size_t length;
	const char *output = term_output(term, &length);
	size_t tail = length < 300 ? length : 300;
	int status = term_exit_status(term);

	if (WIFSIGNALED(status))
		snprintf(fault, size, "the program was ended by signal %d", WTERMSIG(status));
	else
		snprintf(fault, size, "the program ended with %d, last words: %.*s",
			WEXITSTATUS(status), (int)tail, output + length - tail);
	return false;
}

static bool take_step(struct term *term, const struct script_step *step)
{
	switch (step->kind) {
	case SCRIPT_KEYS:
		return term_send_keys(term, step->text) && term_settle(term);
	case SCRIPT_RESIZE:
		term_resize(term, step->rows, step->columns);
		return term_settle(term);
	case SCRIPT_WAIT:
		return term_wait_text(term, step->text, PATIENCE) && term_settle(term);
	}
	return false;
}

bool scene_play(struct scene *scene, const struct script *script, const char *program, char *fault,
	size_t size)
{
	*scene = (struct scene){.home = scratch_create()};
	if (scene->home)
		scene->term = start(script, program, scene->home);
	if (!scene->term) {
		snprintf(fault, size, "there is no terminal to be had");
		return false;
	}
	if (!term_settle(scene->term)) {
		if (term_ended(scene->term))
			return describe_end(scene->term, fault, size);
		snprintf(fault, size, "the program does not come to rest after its start");
		return false;
	}
	for (size_t i = 0; i < script->step_count; i++) {
		if (take_step(scene->term, &script->steps[i]))
			continue;
		if (term_ended(scene->term))
			return describe_end(scene->term, fault, size);
		snprintf(fault, size, "step %zu (%s) did not work or does not come to rest", i + 1,
			script->steps[i].text);
		return false;
	}
	return true;
}

bool scene_end(struct scene *scene, char *fault, size_t size)
{
	size_t length;
	const char *output;
	int status;

	if (!term_ended(scene->term))
		term_signal(scene->term, SIGTERM);
	if (!term_wait_exit(scene->term, PATIENCE)) {
		snprintf(fault, size, "the program does not end on SIGTERM");
		return false;
	}
	output = term_output(scene->term, &length);
	if (!hygiene_check_screen(output, length, fault, size))
		return false;
	status = term_exit_status(scene->term);
	if (!WIFEXITED(status) ||
		(WEXITSTATUS(status) != 0 && WEXITSTATUS(status) != 128 + SIGTERM))
		return describe_end(scene->term, fault, size);
	return hygiene_check_restored(output, length, fault, size);
}

void scene_finish(struct scene *scene)
{
	term_close(scene->term);
	scratch_destroy(scene->home);
	*scene = (struct scene){0};
}
