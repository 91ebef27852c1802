/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sampling one run. Figures of a process come from /proc: schedstat (ns on the CPU), status. */
#include "bench/measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "base/alloc.h"
#include "harness/term.h"

#define PATIENCE 60000

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000U + (uint64_t)time.tv_nsec;
}

static double milliseconds(uint64_t from, uint64_t to)
{
	return to > from ? (double)(to - from) / 1e6 : 0;
}

/* ns on the CPU since the process began; 0 when it is gone. */
static uint64_t cpu_time(const struct term *term)
{
	unsigned long long time = 0;
	char path[48];
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/schedstat", (long)term_child(term));
	file = fopen(path, "re");
	if (file && fscanf(file, "%llu", &time) != 1)
		time = 0;
	if (file)
		fclose(file);
	return time;
}

double measure_cpu(const struct term *term)
{
	return (double)cpu_time(term) / 1e6;
}

/* A number from /proc/PID/status, by the name of its line; 0 when there is none. */
static double status_number(const struct term *term, const char *name)
{
	char path[48], line[256];
	double number = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%ld/status", (long)term_child(term));
	file = fopen(path, "re");
	while (file && fgets(line, sizeof line, file)) {
		if (strncmp(line, name, strlen(name)) == 0)
			number = strtod(line + strlen(name), NULL);
	}
	if (file)
		fclose(file);
	return number;
}

/* CPU of all children that have been waited for, in ns. */
static uint64_t collected_cpu(void)
{
	struct rusage usage;

	getrusage(RUSAGE_CHILDREN, &usage);
	return ((uint64_t)usage.ru_utime.tv_sec + (uint64_t)usage.ru_stime.tv_sec) * 1000000000U +
	       ((uint64_t)usage.ru_utime.tv_usec + (uint64_t)usage.ru_stime.tv_usec) * 1000U;
}

static void record(struct subject *subject, const struct conditions *conditions,
	enum measure_step step, struct sample sample)
{
	struct samples *samples = &subject->measurement.steps[step];

	if (!conditions->keep)
		return;
	samples->list = xreallocarray(samples->list, samples->count + 1, sizeof sample);
	samples->list[samples->count++] = sample;
}

static bool complain(const struct subject *subject, const struct term *term, const char *what)
{
	fprintf(stderr, "%s: %s\n", subject->name, what);
	if (term)
		term_dump(term);
	return false;
}

static struct term *start(struct subject *subject, const struct conditions *conditions)
{
	char *home = xasprintf("HOME=%s", conditions->home);
	const char *const variables[] = {
		home, "TZ=Europe/Stockholm", "TRAFFPUNKT_NOW=2023-09-19T08:30", NULL};
	uint64_t before = now();
	struct term *term = term_start(
		subject->arguments, variables, conditions->rows, conditions->columns);

	if (term && term_settle_within(term, PATIENCE)) {
		record(subject, conditions, STEP_START,
			(struct sample){.wall = milliseconds(before, term_last_output(term)),
				.cpu = (double)cpu_time(term) / 1e6,
				.bytes = (double)term_bytes(term),
				.cells = (double)conditions->rows * conditions->columns});
	} else {
		complain(subject, term, "does not start");
		term_close(term);
		term = NULL;
	}
	free(home);
	return term;
}

/* Sends keys as one write and measures the answer. */
static bool measure_keys(struct subject *subject, const struct conditions *conditions,
	struct term *term, enum measure_step step, const char *keys)
{
	uint64_t bytes = term_bytes(term), cpu = cpu_time(term), before;

	term_mark(term);
	before = now();
	if (!term_send_keys(term, keys) || !term_settle_within(term, PATIENCE))
		return complain(subject, term, "does not answer a key");
	record(subject, conditions, step,
		(struct sample){.first = milliseconds(before, term_first_output(term)),
			.wall = milliseconds(before, term_last_output(term)),
			.cpu = milliseconds(cpu, cpu_time(term)),
			.bytes = (double)(term_bytes(term) - bytes),
			.cells = (double)term_cells_changed(term)});
	return true;
}

/* Lets the program alone for a while; only output is read. */
static void measure_idle(
	struct subject *subject, const struct conditions *conditions, struct term *term)
{
	struct measurement *measurement = &subject->measurement;
	double wakeups = status_number(term, "voluntary_ctxt_switches:");
	uint64_t cpu = cpu_time(term), bytes = term_bytes(term);

	/* The text never comes, so this waits the whole time. */
	term_wait_bytes(term, "\177\177", (int)(conditions->idle_seconds * 1000));
	measurement->idled = true;
	measurement->idle_seconds += conditions->idle_seconds;
	measurement->idle_cpu += milliseconds(cpu, cpu_time(term));
	measurement->idle_wakeups += status_number(term, "voluntary_ctxt_switches:") - wakeups;
	measurement->idle_bytes += (double)(term_bytes(term) - bytes);
}

static bool measure_quit(
	struct subject *subject, const struct conditions *conditions, struct term *term)
{
	uint64_t bytes = term_bytes(term), before = now(), alive = cpu_time(term),
		 collected = collected_cpu();

	if (!term_send_keys(term, "q") || !term_wait_exit(term, PATIENCE))
		return complain(subject, term, "does not quit");
	record(subject, conditions, STEP_QUIT,
		(struct sample){.wall = milliseconds(before, now()),
			.cpu = milliseconds(collected + alive, collected_cpu()),
			.bytes = (double)(term_bytes(term) - bytes)});
	return WIFEXITED(term_exit_status(term)) && WEXITSTATUS(term_exit_status(term)) == 0
		       ? true
		       : complain(subject, term, "does not end well");
}

static bool settle_keys(struct subject *subject, struct term *term, const char *keys)
{
	return (term_send_keys(term, keys) && term_settle_within(term, PATIENCE)) ||
	       complain(subject, term, "does not answer a key");
}

bool measure_run(struct subject *subject, const struct conditions *conditions)
{
	struct measurement *measurement = &subject->measurement;
	static const char ten[] = "<PageDown><PageDown><PageDown><PageDown><PageDown>"
				  "<PageDown><PageDown><PageDown><PageDown><PageDown>";
	struct term *term = start(subject, conditions);
	bool done = term && settle_keys(subject, term, subject->focus);
	double peak;

	for (int page = 0; done && page < conditions->pages; page++)
		done = measure_keys(subject, conditions, term, STEP_PAGE_DOWN, "<PageDown>");
	done = done && measure_keys(subject, conditions, term, STEP_TEN_PAGE_DOWNS, ten) &&
	       settle_keys(subject, term, "<Home>");
	if (done && conditions->idle_seconds > 0)
		measure_idle(subject, conditions, term);
	done = done && settle_keys(subject, term, "/") &&
	       measure_keys(subject, conditions, term, STEP_FILTER_LETTER, "a") &&
	       settle_keys(subject, term, "<Esc>");
	peak = done ? status_number(term, "VmHWM:") : 0;
	if (peak > measurement->peak_kilobytes)
		measurement->peak_kilobytes = peak;
	done = done && measure_quit(subject, conditions, term);
	term_close(term);
	return done;
}

void measurement_finish(struct measurement *measurement)
{
	for (int step = 0; step < STEP_COUNT; step++)
		free(measurement->steps[step].list);
	*measurement = (struct measurement){0};
}
