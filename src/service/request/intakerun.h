/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole source taken in, a mail at a time, so that whoever waits can do something between two. */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_INTAKERUN_H
#define TRAFFPUNKT_SERVICE_REQUEST_INTAKERUN_H

#include "service/request/intake.h"

struct intake_run;

enum intake_step {
	INTAKE_TAKEN,
	INTAKE_PASSED_BY, /* the error says what could not be read, or moved; the run goes on */
	INTAKE_END,
	INTAKE_FAILED, /* nothing more can be kept: what is left stays where it is */
};

/* A file, a folder, a Maildir, an mbox, "-" for standard input, or a .csv of the web form. NULL
 * with ERROR_NO_INPUT or ERROR_DATA when it cannot be read. */
struct intake_run *service_intake_open(
	struct service *service, const char *path, struct error *error);
void service_intake_close(struct intake_run *run);
/* What became of the next one. *name is borrowed until the next step; the caller finishes the
 * result. */
enum intake_step service_intake_step(struct intake_run *run, const char **name,
	struct intake_result *result, struct error *error);
/* It is one file with one mail that somebody has named. */
bool service_intake_is_single(const struct intake_run *run);

#endif
