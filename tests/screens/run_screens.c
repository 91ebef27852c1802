/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Golden screens: plays each .screen file in a fresh program and compares what stands on the screen
 * at the end. TAP on stdout, one line per file, the difference as comments.
 *
 *     run_screens [--update] [--only TEXT] [--jobs N] PROGRAM FILE|FOLDER...
 *
 * --update rewrites the files (with --only: those whose name holds the text) and shows what
 * changed.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "harness/diff.h"
#include "harness/scene.h"
#include "harness/script.h"
#include "harness/snapshot.h"

#define JOBS_MAX 16

struct options {
	bool update;
	const char *only; /* NULL: all */
	int jobs;
	const char *program;
	char **files; /* owned, and each of them */
	int count;
};

/* A file that is being played in a process of its own. */
struct job {
	pid_t process;
	FILE *report; /* what it has to say, as comment lines */
};

static bool write_file(const char *path, const char *header, const char *screen)
{
	FILE *file = fopen(path, "we");
	bool written;

	if (!file)
		return false;
	written = fprintf(file, "%s---\n%s", header, screen) >= 0;
	return fclose(file) == 0 && written;
}

static void print_difference(FILE *report, const char *before, const char *after)
{
	struct buffer out = {0};
	char *text;

	diff_append(&out, "# ", before, after);
	text = buffer_take(&out);
	fputs(text, report);
	free(text);
}

/* Compares, or rewrites; true when the file is (now) right. */
static bool judge(const struct options *options, const char *path, const struct script *script,
	const char *screen, FILE *report)
{
	const char *expected = script->expected ? script->expected : "";

	if (strcmp(expected, screen) == 0)
		return true;
	print_difference(report, expected, screen);
	if (!options->update)
		return false;
	if (write_file(path, script->header, screen)) {
		fprintf(report, "# %s was rewritten\n", path);
		return true;
	}
	fprintf(report, "# %s: %s\n", path, strerror(errno));
	return false;
}

/* A fault may have several lines (a sanitizer's, say): each becomes a comment. */
static void print_fault(FILE *report, const char *fault)
{
	while (*fault) {
		size_t length = strcspn(fault, "\r\n");

		if (length > 0)
			fputs("# ", report);
		for (size_t i = 0; i < length; i++)
			fputc((unsigned char)fault[i] < 0x20 ? '.' : fault[i], report);
		if (length > 0)
			fputc('\n', report);
		fault += length + (fault[length] != '\0');
	}
}

static void print_screen(FILE *report, const struct term *term)
{
	char *screen = term ? snapshot_take(term, false) : xstrdup("");

	print_fault(report, screen);
	free(screen);
}

static bool play_file(const struct options *options, const char *path, FILE *report)
{
	char fault[8192];
	struct script script;
	struct scene scene = {0};
	char *screen = NULL;
	bool right = false;

	if (!script_read(&script, path, fault, sizeof fault)) {
		print_fault(report, fault);
		goto out;
	}
	if (!scene_play(&scene, &script, options->program, fault, sizeof fault)) {
		print_fault(report, fault);
		print_screen(report, scene.term);
		goto out;
	}
	screen = snapshot_take(scene.term, script.attributes);
	right = judge(options, path, &script, screen, report);
	if (!scene_end(&scene, fault, sizeof fault)) {
		print_fault(report, fault);
		right = false;
	}
out:
	free(screen);
	scene_finish(&scene);
	script_finish(&script);
	return right;
}

static struct job start_job(const struct options *options, const char *path)
{
	struct job job = {.report = tmpfile()};

	fflush(NULL);
	job.process = job.report ? fork() : -1;
	if (job.process == 0) {
		bool right = play_file(options, path, job.report);

		fflush(job.report);
		/* _exit() would hide leaks of the harness itself. */
		exit(right ? EXIT_SUCCESS : EXIT_FAILURE);
	}
	return job;
}

/* Waits for a job and prints its line and its comments; true when the screen was right. */
static bool finish_job(struct job *job, int number, const char *path)
{
	const char *slash = strrchr(path, '/');
	int status = 1;
	int letter;
	bool right;

	if (job->process > 0)
		waitpid(job->process, &status, 0);
	right = job->process > 0 && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
	printf("%s %d - %s\n", right ? "ok" : "not ok", number, slash ? slash + 1 : path);
	if (job->report) {
		rewind(job->report);
		while ((letter = getc(job->report)) != EOF)
			putchar(letter);
		fclose(job->report);
	}
	fflush(stdout);
	return right;
}

/* Keeps `jobs` files in play and reports them in order. Returns how many are wrong. */
static int play_all(const struct options *options)
{
	struct job jobs[JOBS_MAX];
	int started = 0, wrong = 0;

	printf("1..%d\n", options->count);
	for (int done = 0; done < options->count; done++) {
		while (started < options->count && started < done + options->jobs) {
			jobs[started % JOBS_MAX] = start_job(options, options->files[started]);
			started++;
		}
		wrong += !finish_job(&jobs[done % JOBS_MAX], done + 1, options->files[done]);
	}
	return wrong;
}

static void add_file(struct options *options, const char *path)
{
	if (options->only && !strstr(path, options->only))
		return;
	options->files = xreallocarray(
		options->files, (size_t)options->count + 1, sizeof *options->files);
	options->files[options->count++] = xstrdup(path);
}

static int is_screen_file(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return length > 7 && strcmp(entry->d_name + length - 7, ".screen") == 0;
}

/* A folder stands for its .screen files in the order of their names. */
static void add_path(struct options *options, const char *path)
{
	struct dirent **entries;
	int count = scandir(path, &entries, is_screen_file, alphasort);

	if (count < 0) {
		add_file(options, path);
		return;
	}
	for (int i = 0; i < count; i++) {
		char *name = xasprintf("%s/%s", path, entries[i]->d_name);

		add_file(options, name);
		free(name);
		free(entries[i]);
	}
	free(entries);
}

static bool read_options(struct options *options, int count, char **arguments)
{
	int at = 1;

	for (; at < count && arguments[at][0] == '-'; at++) {
		if (strcmp(arguments[at], "--update") == 0)
			options->update = true;
		else if (strcmp(arguments[at], "--only") == 0 && at + 1 < count)
			options->only = arguments[++at];
		else if (strcmp(arguments[at], "--jobs") == 0 && at + 1 < count)
			options->jobs = atoi(arguments[++at]);
		else
			return false;
	}
	if (at + 1 >= count || options->jobs < 1 || options->jobs > JOBS_MAX)
		return false;
	options->program = arguments[at++];
	for (; at < count; at++)
		add_path(options, arguments[at]);
	return true;
}

int main(int count, char **arguments)
{
	struct options options = {.jobs = 2};
	int wrong;

	if (!read_options(&options, count, arguments)) {
		fprintf(stderr,
			"run_screens [--update] [--only TEXT] [--jobs N] PROGRAM FILE|FOLDER...\n");
		return 64;
	}
	wrong = play_all(&options);
	for (int i = 0; i < options.count; i++)
		free(options.files[i]);
	free(options.files);
	return wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}
