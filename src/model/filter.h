/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The filter language, read into terms that the store can answer. Words are found anywhere in a
 * record's searched fields, case and accents folded the Swedish way; all terms must hold.
 *   åsa öberg          both words
 *   "lunds kommun"     the phrase
 *   -digital           not this word
 *   status:admitted    a choice, by token or by its word in either language; -status:… negates
 *   tag:ny             a whole tag; kommun: region: län: by the register; träff: who belongs to
 *                      that meeting; kost: behov: who needs something there; saknar: what is
 *                      missing, saknar:fil the newest calendar file; är:skyddad; of requests
 *                      är:vilar, väckt, min, otilldelad, försenad, karantän, skräp, akut, alla.
 *                      In both languages (filterkey.c).
 *   v42  >2023-10-01   for entities with a date: in that ISO week, after, before (<),
 * on (=)
 */
#ifndef TRAFFPUNKT_MODEL_FILTER_H
#define TRAFFPUNKT_MODEL_FILTER_H

#include "model/record.h"

enum filter_kind {
	FILTER_WORDS,   /* text is folded */
	FILTER_CHOICE,  /* field and choice */
	FILTER_DATES,   /* from <= field <= to, days since 1970-01-01 */
	FILTER_NUMBER,  /* field (flag, reference, integer) equals from */
	FILTER_TEXT,    /* field (text) contains text, folded: organisation_code:0180 */
	FILTER_TAG,     /* field (words with ", " between) has this one, folded */
	FILTER_PLACE,   /* the organisation's code (field) by the register: choice is an enum
			 * filter_place, text its folded name or code */
	FILTER_MEETING, /* belongs to the meeting with the number `from`; or on the day `to`, when
			 * from is 0: the store finds it */
	FILTER_NEED, /* has noted a need of this kind (choice; -1: any) for a meeting as above; or
		      * for the next one in person, when `next` */
	FILTER_MISSING,    /* lacks something of the set `from` (enum participant_missing) */
	FILTER_LACKS_FILE, /* lacks the newest calendar file of a meeting from the day `to` on */
	FILTER_INBOX,      /* of a request, by who reads the list and when: choice is an enum
			    * inbox_question */
};

/* What "is:" asks of a request beside its state. */
enum inbox_question {
	INBOX_ALL, /* true of each; what is closed, put aside or at rest shows itself too */
	INBOX_RESTING,
	INBOX_WOKEN,
	INBOX_MINE,
	INBOX_UNASSIGNED,
	INBOX_OVERDUE,
	INBOX_RELEASED, /* from quarantine, by a person */
};

enum filter_place {
	PLACE_MUNICIPALITY,
	PLACE_REGION,
	PLACE_COUNTY,
};

struct filter_term {
	enum filter_kind kind;
	bool negated;
	char *text;
	const struct field *field;
	int choice;
	int64_t from;
	int64_t to;
	bool next;
	size_t offset; /* in what was typed */
};

struct filter {
	struct filter_term *terms;
	size_t count;
};

/*
 * Reads what was typed. On failure the error says what is wrong and *caret is the byte offset of
 * the term at fault. A term being typed (a trailing "status:" with nothing after it) is left out.
 * Names of municipalities and meetings are for the store to find: store_filter_parse().
 */
bool filter_parse(struct filter *filter, const struct entity *entity, const char *text,
	int64_t today, size_t *caret, struct error *error);
void filter_finish(struct filter *filter);

#endif
