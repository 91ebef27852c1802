/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One run of one program: start, keys, idling, end, measured from outside. CPU is what the kernel
 * booked on the process; wall time ends with the last byte of an answer, not with the silence
 * after.
 */
#ifndef TRAFFPUNKT_TESTS_BENCH_MEASURE_H
#define TRAFFPUNKT_TESTS_BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct term;

enum measure_step {
	STEP_START, /* from before fork() to the full first screen */
	STEP_PAGE_DOWN,
	STEP_TEN_PAGE_DOWNS, /* in one write */
	STEP_FILTER_LETTER,
	STEP_QUIT,
	STEP_COUNT,
};

struct sample {
	double first; /* ms to the first byte of the answer */
	double wall;  /* ms to the last byte */
	double cpu;   /* ms */
	double bytes;
	double cells; /* that look different afterwards */
};

struct samples {
	struct sample *list; /* owned */
	size_t count;
};

struct measurement {
	struct samples steps[STEP_COUNT];
	double peak_kilobytes; /* the largest of all runs */
	bool idled;
	double idle_cpu;     /* ms, in all */
	double idle_wakeups; /* voluntary context switches */
	double idle_bytes;
	double idle_seconds;
};

struct subject {
	const char *name;
	const char *const *arguments;
	const char *focus; /* keys that bring the list into focus; not measured */
	struct measurement measurement;
};

struct conditions {
	int rows; /* of the terminal */
	int columns;
	int pages;           /* page-downs per run */
	double idle_seconds; /* 0: no idling in this run */
	bool keep;           /* false: a warm-up, nothing is recorded */
	const char *home;
};

/* False with a sentence on stderr when the program does not do what it should. */
bool measure_run(struct subject *subject, const struct conditions *conditions);
/* ms that a program in a terminal has been on the CPU. */
double measure_cpu(const struct term *term);
void measurement_finish(struct measurement *measurement);

#endif
