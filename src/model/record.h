/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A record is data, and so is its description. Every attribute of every thing that the network
 * knows is told once, as a struct field in its entity's table (participant.c, meeting.c, ...).
 * The columns of the store, the keys of --json, the options of `add` and `edit`, the network file,
 * the rows of a form, the detail view and the before/after of the journal all read that table.
 *
 * A value is kept in one of two shapes, and either can be unknown:
 *   text    `char *`, owned by the record, NULL is unknown
 *   number  `struct number`
 */
#ifndef TRAFFPUNKT_MODEL_RECORD_H
#define TRAFFPUNKT_MODEL_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "model/choice.h"

struct number {
	bool known;
	int64_t value;
};
void number_set(struct number *number, int64_t value);

enum field_type {
	FIELD_TEXT,      /* one line */
	FIELD_NOTE,      /* text of several lines */
	FIELD_INTEGER,   /* a plain number */
	FIELD_MONEY,     /* öre */
	FIELD_DURATION,  /* minutes */
	FIELD_TIME,      /* minutes since midnight, local time */
	FIELD_DATE,      /* days since 1970-01-01 */
	FIELD_INSTANT,   /* Unix seconds */
	FIELD_FLAG,      /* 0 or 1 */
	FIELD_CHOICE,    /* an index into field->choices */
	FIELD_REFERENCE, /* the id of a row of field->target */
};

enum field_flag {
	FIELD_REQUIRED = 1 << 0, /* unknown is refused */
	FIELD_IDENTITY = 1 << 1, /* tells who a person is: sealed for protected persons */
	FIELD_SYSTEM = 1 << 2,   /* kept by the program: in no form and not an option of edit */
	FIELD_PARENT = 1 << 3,   /* the reference to the record that this one is a part of */
	FIELD_STATUS = 1 << 4,   /* changed by the state menu and its commands, not by edit */
	FIELD_LOCAL = 1 << 5, /* means something in this database only: not in the network file */
	FIELD_SEARCHED = 1 << 6,  /* its words are found by the filter */
	FIELD_LISTED = 1 << 7,    /* in the table that `list` prints for people */
	FIELD_NAME = 1 << 8,      /* a person's name: initials in privacy mode (model/veil.h) */
	FIELD_OPEN = 1 << 9,      /* about a person, and yet shown in privacy mode */
	FIELD_INTERNAL = 1 << 10, /* about no person, and yet not for everyone's eyes */
	FIELD_DETACHED =
		1 << 11, /* a reference that the row outlives: erasing its target empties it */
};

struct entity;

struct field {
	const char *name;  /* column, JSON key; the option is the same with '-' for '_' */
	const char *label; /* msgid; NULL when no face shows it */
	enum field_type type;
	unsigned flags;                /* enum field_flag */
	size_t offset;                 /* of the value in the record */
	const struct choices *choices; /* FIELD_CHOICE */
	const struct entity *target;   /* FIELD_REFERENCE */
	const char *help;              /* msgid: what can be typed here; may be NULL */
};

/* What every record starts with. */
struct record {
	int64_t id;      /* 0: not stored yet */
	int64_t version; /* counts the changes of the row; the store refuses to save over a newer
			    one */
};

/* What a rule needs to know beside the record itself. */
struct rule_context {
	int64_t today;       /* days since 1970-01-01 */
	const void *network; /* struct network *, NULL when the record is one */
};

struct entity {
	const char *name;  /* "participant": in the journal, on the command line */
	const char *label; /* msgid, singular with capital: "Participant" */
	const char *table; /* the SQL table */
	size_t size;       /* of the struct */
	const struct field *fields;
	size_t field_count;
	/* The rules that hold for one record by itself; fills error->field. NULL when there are
	 * none. */
	bool (*validate)(
		const void *record, const struct rule_context *context, struct error *error);
	/* One line that names the record to a person ("Åsa Öberg", "tis 17 okt 2023"); never NULL,
	 * protected identities already hidden. Owned by the caller. */
	char *(*title)(const void *record);
	/* True when the fields with FIELD_IDENTITY must not be shown. NULL: never. */
	bool (*is_protected)(const void *record);
};

/* A zeroed record: everything unknown. */
void *record_create(const struct entity *entity);
void *record_copy(const struct entity *entity, const void *record);
/* Frees the values and the record; NULL is fine. */
void record_destroy(const struct entity *entity, void *record);
/* Frees the values only and makes everything unknown (for records inside an array). */
void record_finish(const struct entity *entity, void *record);

const struct field *entity_field(const struct entity *entity, const char *name);
bool field_is_text(const struct field *field);
char **field_text(const struct field *field, void *record);
const char *field_text_of(const struct field *field, const void *record);
struct number *field_number(const struct field *field, void *record);
struct number field_number_of(const struct field *field, const void *record);
bool field_is_known(const struct field *field, const void *record);
bool field_equals(const struct field *field, const void *left, const void *right);
void field_copy(const struct field *field, void *to, const void *from);
void field_clear(const struct field *field, void *record);

/*
 * The canonical text of a value, the one of --json, the network file and the journal: dates
 * YYYY-MM-DD, times HH:MM, instants ISO 8601 UTC, choices by their token, flags "true"/"false".
 * NULL when unknown, otherwise owned by the caller.
 */
char *field_canonical(const struct field *field, const void *record);
/* The same for people, in the current language: "tis 26 sep 2023", "admitted", "1 200 kr"; "" when
 * unknown. Not neutralised. Owned by the caller. */
char *field_display(const struct field *field, const void *record);
/* What a form starts from: like display but always parsed back to the same value. */
char *field_editable(const struct field *field, const void *record);
/*
 * Sets a value from what a person or a script wrote (every canonical, displayed and human form; but
 * a bare number is kronor, and hours below 10: öre and minutes are for files); blank makes it
 * unknown. On failure nothing changes and the error names the field and the value.
 * A reference must be written as an id; the service resolves the friendlier forms.
 */
bool field_parse(const struct field *field, void *record, const char *text, int64_t today,
	struct error *error);

/* FIELD_REQUIRED and field lengths, then the entity's own rules. */
bool record_validate(const struct entity *entity, const void *record,
	const struct rule_context *context, struct error *error);

/* Every entity of the model, ended by NULL: parents before their parts. */
extern const struct entity *const model_entities[];
const struct entity *entity_by_name(const char *name);

/* A field that leads to rows of some entity: what hangs on a row is found by walking these. */
struct reference {
	const struct entity *entity;
	const struct field *field;
	size_t place; /* how far the walk has come: of the entity in model_entities, */
	size_t next;  /* and of the field to look at next */
};
/* Goes to the next reference to `target`, entity by entity; false at the end. Begins from a zeroed
 * struct. */
bool reference_next(struct reference *at, const struct entity *target);

/* The longest texts that are stored, in bytes. */
#define FIELD_TEXT_LIMIT 500
#define FIELD_NOTE_LIMIT 100000

#endif
