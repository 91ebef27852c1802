/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sign-ups from a file. A plan is made first and only reads: every row as the participant that it
 * would become, who of them is there already, what is unclear and what cannot be taken. The plan
 * is changed by decisions and then run, as one unit of work and one step of undo.
 */
#ifndef TRAFFPUNKT_SERVICE_IMPORT_H
#define TRAFFPUNKT_SERVICE_IMPORT_H

#include "exchange/csv/csvfile.h"
#include "model/need.h"
#include "model/organisation.h"
#include "model/organisationmatch.h"
#include "model/participant.h"
#include "model/signup.h"
#include "service/service.h"

struct import_column {
	char *title; /* owned */
	enum signup_key key;
};

enum import_fate {
	IMPORT_NEW,
	IMPORT_OUTSIDE,  /* new, and outside the target group */
	IMPORT_EXACT,    /* the same address as someone there: not added */
	IMPORT_PROBABLE, /* perhaps someone there: see the choice */
	IMPORT_REJECTED,
};

/* What becomes of a probable duplicate. */
enum import_choice {
	IMPORT_TO_REVIEW, /* added, to be looked at */
	IMPORT_MERGE,     /* what is missing there is filled in */
	IMPORT_KEEP,      /* added: they are two people, and so it is remembered */
};

struct import_row {
	size_t line;
	enum import_fate fate;
	struct participant *person;   /* owned; NULL when rejected */
	char *needs[NEED_KIND_COUNT]; /* owned; of health: never shown, told or logged */
	struct participant *twin;     /* owned: the one there; NULL when it is a row of the file */
	size_t twin_row;              /* index from 1 of an earlier row of the file; 0: none */
	const char *reason;           /* msgid: why they may be one */
	enum import_choice choice;
	bool chosen;     /* by a person */
	size_t question; /* index from 1 of what is unclear; 0: nothing */
	/* When it is rejected. */
	const char *field; /* the key; NULL: the row as a whole */
	char *value;       /* owned; NULL when it must not be seen */
	char *why;         /* owned, translated */
};

struct import_warning {
	size_t line;
	const char *field;
	char *value; /* owned; NULL when it must not be seen */
	char *text;  /* owned, translated */
};

/* An organisation that could be several, or is only like one. Until it is answered its rows have
 * no code and go to review. */
struct import_question {
	char *text;     /* as written; owned */
	bool ambiguous; /* exactly the name of each candidate; otherwise only like them */
	const struct organisation *candidates[MATCH_CANDIDATES]; /* borrowed */
	size_t candidate_count;
	size_t rows;
	bool answered;
	const struct organisation *answer; /* NULL: none of them */
};

struct import_summary {
	size_t rows;
	size_t new;
	size_t exact_duplicates;
	size_t probable_duplicates;
	size_t outside_target_group;
	size_t rejected;
	size_t without_reference; /* of those that would be added */
	size_t with_needs;        /* who would be added or filled in, and need something there */
	size_t unanswered;        /* questions */
	size_t added;             /* what running the plan would add */
	size_t merged;            /* and fill in */
};

/* "Örebro" means the organisation with this code: answered beforehand. */
struct import_answer {
	char *text; /* owned */
	char *code; /* owned */
};

struct import_plan {
	char *path; /* owned */
	char *name; /* without folder; owned */
	struct csvfile file;
	struct import_column *columns;
	size_t column_count;
	bool remembered; /* the columns are read as somebody has explained them earlier */
	bool explained;  /* they have been explained now */
	bool complete;   /* exact duplicates may fill in what is missing */
	struct import_answer *answers;
	size_t answer_count;
	struct import_row *rows; /* one for each row of the file; owned */
	struct import_warning *warnings;
	size_t warning_count;
	struct import_question *questions;
	size_t question_count;
	int64_t *need_meetings; /* what is needed is noted for these; owned */
	size_t need_meeting_count;
	struct import_summary summary;
};

/* Reads the file and finds out what its columns tell. NULL on failure. */
struct import_plan *service_import_open(
	struct service *service, const char *path, struct error *error);
void import_plan_destroy(struct import_plan *plan);

/* "Windows-1252 · semicolon · CRLF": owned by the caller. */
char *import_dialect_text(const struct import_plan *plan);
/* "UTF-16LE" */
const char *import_encoding_name(const struct csv_dialect *dialect);

/* Needs are read only when there is a meeting in person that they can be for. */
bool import_column_is_read(const struct import_plan *plan, size_t column);
/* Says what a column tells; another column that told the same is left out. */
void import_explain(struct import_plan *plan, size_t column, enum signup_key key);
/* The same as "TITLE=KEY" or "NUMBER=KEY"; an empty key leaves the column out. */
bool import_explain_text(struct import_plan *plan, const char *text, struct error *error);
/* Answers a question; NULL: none of the candidates. */
void import_answer(struct import_plan *plan, size_t question, const struct organisation *answer);
/* As "TEXT=CODE". */
bool import_answer_text(
	struct service *service, struct import_plan *plan, const char *text, struct error *error);

/*
 * Makes the plan from the columns and the answers; choices of rows are kept. ERROR_DATA, naming it,
 * when no column tells the name or the e-mail address; then there are no rows to look at.
 */
bool service_import_plan(struct service *service, struct import_plan *plan, struct error *error);
/* Chooses for one row; the summary follows. */
void import_choose(struct import_plan *plan, size_t row, enum import_choice choice);
/* Whether exact duplicates may fill in what the one there lacks. */
void import_complete(struct import_plan *plan, bool complete);
/* Would the row be added? */
bool import_row_is_added(const struct import_row *row);
/* The participant that a row would be added to or may be the same as: of the database, or of an
 * earlier row. NULL when there is none. */
const struct participant *import_row_twin(
	const struct import_plan *plan, const struct import_row *row);

/* ---- in sentences (importtext.c); all owned by the caller ---- */

/* "11 new · 1 probable duplicate · 2 warnings" */
char *import_summary_text(const struct import_plan *plan);
char *import_warning_text(const struct import_plan *plan, const struct import_warning *warning);
char *import_reject_text(const struct import_row *row);
/* For an exact or probable duplicate. */
/* Must it not be shown who the row is about: it asks for protection, or it is, or may be, a person
 * who has it? */
bool import_row_is_hidden(const struct import_plan *plan, const struct import_row *row);
char *import_twin_text(const struct import_plan *plan, const struct import_row *row);

/* ---- running it (importrun.c) ---- */

struct import_result {
	size_t added;
	size_t merged;  /* rows that filled in something */
	size_t skipped; /* exact duplicates and rejected rows */
	int64_t first;  /* the id of the first one added; 0: none */
};

struct import_run;

/* Begins the unit of work, which holds the database until the end. NULL on failure. */
struct import_run *service_import_start(
	struct service *service, struct import_plan *plan, struct error *error);
/* The next rows; false when it failed. *done of plan->file.row_count are through. */
bool service_import_step(struct import_run *run, size_t rows, size_t *done, struct error *error);
/* Commits, or takes everything back when `ok` is false; destroys the run. */
bool service_import_end(
	struct import_run *run, bool ok, struct import_result *result, struct error *error);

/* All of it. `progress` is asked now and then and returns false to stop, which leaves no trace and
 * is ERROR_REFUSED; NULL: nobody asks. */
bool service_import_run(struct service *service, struct import_plan *plan,
	bool (*progress)(size_t done, size_t rows, void *context), void *context,
	struct import_result *result, struct error *error);

/* Writes the rejected rows as a file of the same dialect. A file that is there already is refused
 * unless `force`. */
bool service_import_write_rejects(
	const struct import_plan *plan, const char *path, bool force, struct error *error);

#endif
