/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The door of a meeting on paper: a sign-in sheet with a code for each who belongs to it, a list of
 * names for the others, and the codes that are typed in afterwards.
 */
#ifndef TRAFFPUNKT_SERVICE_SIGNIN_H
#define TRAFFPUNKT_SERVICE_SIGNIN_H

#include "model/signin.h"
#include "service/service.h"

enum signin_format {
	SIGNIN_TEXT,
	SIGNIN_HTML,
	SIGNIN_CSV, /* who came: not for the door but for afterwards */
};

struct signin_order {
	int64_t meeting;
	bool names; /* a list of names, of those who have agreed to be on one: no codes */
	enum signin_format format;
	const char *out; /* a file, a folder that is there, or "-": the bytes go to *bytes */
	bool force;      /* write over a file that is there */
	bool write;      /* otherwise only what it would be */
};

struct signin_result {
	char *file;  /* its name, without folder */
	char *path;  /* NULL: standard output, or nothing was written */
	char *bytes; /* of the file */
	size_t length;
	char *preview; /* as text */
	size_t people;
	size_t left_out;  /* of a list of names: who have not agreed, or are protected */
	size_t fresh;     /* codes that are given now */
	size_t is_hidden; /* protected ones, who stand in it without their name */
};
void signin_result_finish(struct signin_result *result);

/*
 * Makes the sheet, gives a code to each who has none yet (in Swedish order, from the next number
 * on; a code is never given to somebody else), and notes that it has left the house.
 */
bool service_signin_sheet(struct service *service, const struct signin_order *order,
	struct signin_result *result, struct error *error);
/* Who was there, as a CSV file in Swedish order; `names` and `format` are not read. */
bool service_attendance_file(struct service *service, const struct signin_order *order,
	struct signin_result *result, struct error *error);

/* The codes that a meeting has given out, by their number. */
struct signin_codes {
	struct record_set rows;
	int width; /* digits before the check digit */
};
bool service_signin_codes(
	struct service *service, int64_t meeting, struct signin_codes *codes, struct error *error);
void signin_codes_finish(struct signin_codes *codes);
/* The participant with this number; 0: nobody has it. */
int64_t signin_codes_find(const struct signin_codes *codes, int64_t number);

/* A code that was not noted. */
struct signin_fault {
	char *text;     /* as typed */
	char *sentence; /* what is wrong with it */
};

struct signin_noted {
	int64_t *participants; /* in the order of the codes */
	size_t count;
	struct signin_fault *faults;
	size_t fault_count;
};
/*
 * Notes all whose codes are right ("073 128, 07-3") as one step, and says of each other one what is
 * wrong with it. `presence` unknown: as people come to this meeting.
 */
bool service_attend_codes(struct service *service, int64_t meeting, const char *codes,
	struct number presence, struct signin_noted *noted, struct error *error);
void signin_noted_finish(struct signin_noted *noted);
/* What is wrong with a code that could not be read or that nobody has; NULL: nothing is, and
 * *participant has it. Owned by the caller. */
char *signin_codes_judge(const struct signin_codes *codes, const char *text, int64_t *participant);

#endif
