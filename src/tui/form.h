/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The fields of a record while they are being filled in: what is typed, what it was, what is wrong.
 * No curses: formdraw.c shows it and form.c gives it the keys.
 */
#ifndef TRAFFPUNKT_TUI_FORM_H
#define TRAFFPUNKT_TUI_FORM_H

#include "service/hint.h"
#include "service/service.h"
#include "tui/lineedit.h"

struct form_field {
	const struct field *field;
	struct lineedit edit; /* what is typed, unless it is a selector */
	int choice;           /* of a selector: an index, -1 is unknown */
	char *original;       /* form_value() before anything was typed */
	char *base;           /* what it was before both changed it, until it is settled; or NULL */
	char *message;        /* what is wrong with it, or NULL */
	char *understood;     /* what was typed, as the program reads it, or NULL */
	bool typed;           /* since it was last read */
	int top;              /* the first row shown of a note */
};

struct form {
	struct service *service; /* borrowed */
	const struct entity *entity;
	void *record; /* owned: as it was last read from the store */
	struct form_field *fields;
	size_t count;
	size_t focus;
	bool veiled;    /* opened in privacy mode: what is internal is not shown */
	char *title;    /* owned; NULL: from the entity and whether it is new */
	char *company;  /* owned; who else is at the record, or NULL */
	char *notice;   /* about the whole, or NULL */
	bool is_failed; /* the notice tells of an error */
	bool asked;     /* which of two hours is meant; saving again means the first */
};

/* Takes the record over; the focus is on the field called `first`, NULL: on the first. */
void form_init(struct form *form, struct service *service, const struct entity *entity,
	void *record, const char *first);
void form_finish(struct form *form);

/* ---- values (formfield.c) ---- */

/* A field whose value is chosen, not typed. */
bool form_is_selector(const struct form_field *field);
size_t form_choice_count(const struct form_field *field);
/* Translated; -1 is unknown. Borrowed. */
const char *form_choice_label(const struct form_field *field, int choice);
/* What would be saved: the text as typed, or the token of the choice. Owned by the caller. */
char *form_value(const struct form_field *field);
/* Fields that mean nothing with the kind that is chosen are hidden; their values are kept. */
bool form_shows(const struct form *form, size_t index);
bool form_field_is_changed(const struct form_field *field);
bool form_is_changed(const struct form *form);
bool form_is_new(const struct form *form);
struct form_field *form_focused(struct form *form);
/* The index of a field by its name, or form->count. */
size_t form_find(const struct form *form, const char *name);

/* Moves to the next (1) or former (-1) field shown and reads the one that is left; false at the
 * ends. */
bool form_step(struct form *form, int direction);
/* The next (1) or former (-1) value of the focused selector. */
void form_turn(struct form *form, int direction);
/* The next value whose word begins with the letter; false when there is none. */
bool form_turn_to(struct form *form, uint32_t letter);
/* Makes the focused field unknown where it may be. */
void form_empty(struct form *form);
/* The focused field was typed in. */
void form_touch(struct form *form);
/* Reads what was typed in a field: writes it in its usual form, fills in what follows from it
 * ("10-12" in the start also tells the end), or says what is wrong. */
void form_read(struct form *form, size_t index);
void form_set_notice(struct form *form, bool failed, char *notice);

/* ---- what was understood (formtell.c) ---- */

/* "tis 17 okt 2023 v.42" of "17/10"; NULL when there is nothing to add. Owned by the caller. */
char *form_tell(const struct form *form, const struct field *field, const char *text);
/* What a form shows of a stored value: a meeting by its date. Owned by the caller. */
char *form_text_of(struct service *service, const struct field *field, const void *record);

/* ---- saving (formsave.c) ---- */

/* Reads every field that is shown; with an error the first such field has the focus. */
bool form_check(struct form *form);
/* Puts an error under its field and the focus on it, or in the notice; empties the error. */
void form_take_error(struct form *form, struct error *error);
/* The same record as someone else has made it (taken over): fields that are not changed here
 * follow, the others stay as they are typed. False when it is as it was. */
bool form_rebase(struct form *form, void *fresh);
/* Reads the record from the store again and tells when it has changed or is gone. */
void form_refresh(struct form *form);
/* The record as it was typed, checked field by field and owned by the caller; NULL: what is wrong
 * stands in the form. */
void *form_result(struct form *form);
/* Saves; false: what is wrong stands in the form. What someone else has changed meanwhile is taken
 * in; fields that both have changed have to be settled first. */
bool form_save(struct form *form);

/* ---- what both have changed (formconflict.c) ---- */

/* How many fields are to be settled. */
size_t form_contested(const struct form *form);
/* The first of them, or form->count. */
size_t form_first_contested(const struct form *form);
/* Settles one: what is typed stays, or what the other has saved is taken. */
void form_settle(struct form *form, size_t index, bool theirs);

/* ---- a text that is not saved (formunsaved.c) ---- */

/* Where the text of the form is kept until it is saved. */
void form_unsaved_key(const struct form *form, struct unsaved_key *key);
/* What has been typed, as JSON; NULL: nothing, or it must not be kept. Owned by the caller. */
char *form_unsaved(const struct form *form);
/* Types it again. */
void form_restore(struct form *form, const char *content);

#endif
