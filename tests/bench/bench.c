/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The dashboard beside its floor on a big database, in turns, so that noise hits both alike.
 *
 *     bench [--rounds N] [--rows N] [--db FILE] [--report-only] PROGRAM FLOOR
 *
 * Prints a table of medians with ratios; exit 1 when a limit is broken (--report-only: never), 2
 * when it could not be measured. --db keeps the database there and uses it again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "bench/data.h"
#include "bench/import.h"
#include "bench/measure.h"
#include "bench/meeting.h"
#include "bench/request.h"
#include "harness/scratch.h"

#define CPU_LIMIT 2.0     /* times the floor, for the start and a page-down */
#define IMPORT_LIMIT 8.0  /* times the floor */
#define IMPORT_SHARE 20   /* of the participants, one in so many is imported */
#define SCREENS_LIMIT 2.0 /* screens of bytes for ten page-downs in one write */

struct options {
	int rounds;
	int rows;
	const char *database; /* NULL: a throw-away one */
	bool report_only;
	const char *program;
	const char *floor;
};

static int compare_numbers(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

enum figure {
	FIGURE_FIRST,
	FIGURE_WALL,
	FIGURE_CPU,
	FIGURE_BYTES,
	FIGURE_CELLS,
	FIGURE_BYTES_PER_CELL,
};

static double figure_of(const struct sample *sample, enum figure figure)
{
	switch (figure) {
	case FIGURE_FIRST:
		return sample->first;
	case FIGURE_WALL:
		return sample->wall;
	case FIGURE_CPU:
		return sample->cpu;
	case FIGURE_BYTES:
		return sample->bytes;
	case FIGURE_CELLS:
		return sample->cells;
	case FIGURE_BYTES_PER_CELL:
		return sample->cells > 0 ? sample->bytes / sample->cells : 0;
	}
	return 0;
}

static double percentile(
	const struct subject *subject, enum measure_step step, enum figure figure, double share)
{
	const struct samples *samples = &subject->measurement.steps[step];
	double *numbers;
	double found;

	if (samples->count == 0)
		return 0;
	numbers = xcalloc(samples->count, sizeof *numbers);
	for (size_t i = 0; i < samples->count; i++)
		numbers[i] = figure_of(&samples->list[i], figure);
	qsort(numbers, samples->count, sizeof *numbers, compare_numbers);
	found = numbers[(size_t)((double)(samples->count - 1) * share)];
	free(numbers);
	return found;
}

static double median(const struct subject *subject, enum measure_step step, enum figure figure)
{
	return percentile(subject, step, figure, 0.5);
}

static void print_line(const char *what, double floor, double dashboard)
{
	printf("%-34s %12.3f %12.3f", what, floor, dashboard);
	if (floor > 0)
		printf(" %8.2f\n", dashboard / floor);
	else
		printf(" %8s\n", "-");
}

static void print_table(const struct subject *floor, const struct subject *dashboard)
{
	static const struct {
		const char *what;
		enum measure_step step;
		enum figure figure;
		double share;
	} lines[] = {
		{"start, wall ms", STEP_START, FIGURE_WALL, 0.5},
		{"start, CPU ms", STEP_START, FIGURE_CPU, 0.5},
		{"start, bytes", STEP_START, FIGURE_BYTES, 0.5},
		{"page-down, wall ms", STEP_PAGE_DOWN, FIGURE_WALL, 0.5},
		{"page-down, wall ms, p95", STEP_PAGE_DOWN, FIGURE_WALL, 0.95},
		{"page-down, CPU ms", STEP_PAGE_DOWN, FIGURE_CPU, 0.5},
		{"page-down, bytes", STEP_PAGE_DOWN, FIGURE_BYTES, 0.5},
		{"page-down, cells", STEP_PAGE_DOWN, FIGURE_CELLS, 0.5},
		{"page-down, bytes per cell", STEP_PAGE_DOWN, FIGURE_BYTES_PER_CELL, 0.5},
		{"ten page-downs at once, wall ms", STEP_TEN_PAGE_DOWNS, FIGURE_WALL, 0.5},
		{"ten page-downs at once, bytes", STEP_TEN_PAGE_DOWNS, FIGURE_BYTES, 0.5},
		{"first filter letter, first byte ms", STEP_FILTER_LETTER, FIGURE_FIRST, 0.5},
		{"first filter letter, wall ms", STEP_FILTER_LETTER, FIGURE_WALL, 0.5},
		{"first filter letter, CPU ms", STEP_FILTER_LETTER, FIGURE_CPU, 0.5},
		{"quit, wall ms", STEP_QUIT, FIGURE_WALL, 0.5},
	};

	printf("%-34s %12s %12s %8s\n", "median", floor->name, dashboard->name, "ratio");
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		print_line(lines[i].what,
			percentile(floor, lines[i].step, lines[i].figure, lines[i].share),
			percentile(dashboard, lines[i].step, lines[i].figure, lines[i].share));
	print_line("peak memory, MB", floor->measurement.peak_kilobytes / 1024,
		dashboard->measurement.peak_kilobytes / 1024);
	print_line("idle, CPU ms", floor->measurement.idle_cpu, dashboard->measurement.idle_cpu);
	print_line("idle, wakeups", floor->measurement.idle_wakeups,
		dashboard->measurement.idle_wakeups);
	print_line("idle, bytes", floor->measurement.idle_bytes, dashboard->measurement.idle_bytes);
}

/* Prints one limit; true when it holds. */
static bool check_limit(const char *what, double value, double limit)
{
	bool holds = value <= limit;

	printf("%-7s %s: %.2f, limit %.2f\n", holds ? "ok" : "BROKEN", what, value, limit);
	return holds;
}

static double ratio(const struct subject *floor, const struct subject *dashboard,
	enum measure_step step, enum figure figure)
{
	double base = median(floor, step, figure);

	return base > 0 ? median(dashboard, step, figure) / base : 0;
}

static bool check_limits(const struct subject *floor, const struct subject *dashboard)
{
	const struct measurement *idle = &dashboard->measurement;
	double screen = median(dashboard, STEP_START, FIGURE_BYTES);
	bool holds = true;

	holds &= check_limit("start, CPU, times the floor",
		ratio(floor, dashboard, STEP_START, FIGURE_CPU), CPU_LIMIT);
	holds &= check_limit("page-down, CPU, times the floor",
		ratio(floor, dashboard, STEP_PAGE_DOWN, FIGURE_CPU), CPU_LIMIT);
	holds &= check_limit("ten page-downs at once, screens of bytes",
		median(dashboard, STEP_TEN_PAGE_DOWNS, FIGURE_BYTES) / screen, SCREENS_LIMIT);
	holds &= check_limit("idle, CPU ms", idle->idle_cpu, 0);
	holds &= check_limit("idle, wakeups", idle->idle_wakeups, 0);
	holds &= check_limit("idle, bytes", idle->idle_bytes, 0);
	return holds;
}

static bool check_import(const struct import_figures *figures)
{
	printf("\n%d sign-ups\n", figures->rows);
	print_line("preview of the import, CPU ms", figures->floor, figures->preview);
	print_line("import, CPU ms", figures->floor, figures->import);
	return check_limit("import, CPU, times the floor",
		figures->floor > 0 ? figures->import / figures->floor : 0, IMPORT_LIMIT);
}

/* One round that warms the caches and is forgotten, then the counted ones in turns. */
static bool measure(const struct options *options, struct subject *floor, struct subject *dashboard,
	const char *home)
{
	for (int round = 0; round <= options->rounds; round++) {
		struct conditions conditions = {.rows = 40,
			.columns = 120,
			.pages = round == 0 ? 2 : 40,
			.idle_seconds = round == 1 ? 3 : 0,
			.keep = round > 0,
			.home = home};

		if (!measure_run(floor, &conditions) || !measure_run(dashboard, &conditions))
			return false;
		if (round > 0)
			fprintf(stderr, "round %d of %d\n", round, options->rounds);
	}
	return true;
}

/* The exit code. */
static int bench(const struct options *options, const char *database, const char *home)
{
	const char *const floor_arguments[] = {options->floor, database, NULL};
	const char *const dashboard_arguments[] = {
		options->program, "--db", database, "--lang", "en", NULL};
	struct subject floor = {.name = "floor", .arguments = floor_arguments, .focus = "<Home>"};
	struct subject dashboard = {
		.name = "dashboard", .arguments = dashboard_arguments, .focus = "1<Home>"};
	struct import_figures import;
	int code = 2;

	if (access(database, R_OK) != 0 && !data_create(options->program, database, options->rows))
		return code;
	if (measure(options, &floor, &dashboard, home) &&
		import_measure(options->program, home, options->rows / IMPORT_SHARE + 1,
			options->rounds, &import)) {
		bool holds;

		printf("%d participants, 120x40, %d rounds\n", options->rows, options->rounds);
		print_table(&floor, &dashboard);
		holds = check_limits(&floor, &dashboard);
		holds &= check_import(&import);
		if (meeting_measure(options->program, database, home,
			    options->rows / IMPORT_SHARE + 1, options->rounds, &holds) &&
			request_measure(options->program, database, home, options->rows,
				options->rounds, &holds))
			code = holds || options->report_only ? 0 : 1;
	}
	measurement_finish(&floor.measurement);
	measurement_finish(&dashboard.measurement);
	return code;
}

static bool read_options(struct options *options, int count, char **arguments)
{
	int at = 1;

	for (; at < count && arguments[at][0] == '-'; at++) {
		if (strcmp(arguments[at], "--report-only") == 0)
			options->report_only = true;
		else if (strcmp(arguments[at], "--rounds") == 0 && at + 1 < count)
			options->rounds = atoi(arguments[++at]);
		else if (strcmp(arguments[at], "--rows") == 0 && at + 1 < count)
			options->rows = atoi(arguments[++at]);
		else if (strcmp(arguments[at], "--db") == 0 && at + 1 < count)
			options->database = arguments[++at];
		else
			return false;
	}
	if (at + 2 != count || options->rounds < 1 || options->rows < 1)
		return false;
	options->program = arguments[at];
	options->floor = arguments[at + 1];
	return true;
}

int main(int count, char **arguments)
{
	struct options options = {.rounds = 5, .rows = 100000};
	char *home, *database;
	int code;

	if (!read_options(&options, count, arguments)) {
		fprintf(stderr, "bench [--rounds N] [--rows N] [--db FILE] [--report-only] PROGRAM "
				"FLOOR\n");
		return 64;
	}
	home = scratch_create();
	if (!home) {
		perror("bench");
		return 2;
	}
	database = options.database ? xstrdup(options.database) : xasprintf("%s/bench.db", home);
	code = bench(&options, database, home);
	free(database);
	scratch_destroy(home);
	return code;
}
