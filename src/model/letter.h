/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of the letters that wait in the outbox. A letter is made of paragraphs, each a template
 * with {placeholders}; the ones that do not apply are left out, and a fact that is not known blocks
 * the letter instead of leaving a hole in it. They are translated when they are written; in which
 * language, service/writer.h decides. To a protected person they say nothing of who that is.
 */
#ifndef TRAFFPUNKT_MODEL_LETTER_H
#define TRAFFPUNKT_MODEL_LETTER_H

#include "model/draft.h"
#include "model/meeting.h"
#include "model/network.h"

/* What a letter is written from. Everything is borrowed. */
struct letter_facts {
	const struct network *network;
	const struct participant *participant;
	const char *owners; /* who sign it; NULL: nobody by name */
	/* What the person gets, or what is taken out of their calendar: in calendar order. */
	const struct meeting *const *meetings;
	size_t meeting_count;
	const struct meeting *meeting;          /* that a calendar file is of */
	const struct programme_item *programme; /* of that meeting: an array, in order */
	size_t programme_count;
	struct number decided_on; /* when an earlier meeting decides its theme */
	const char *changes;      /* since the last letter, a line each; NULL: not told */
	bool has_mailbox;         /* calendar files come from an organizer and can be answered */
	const char *sibling;      /* the network that the person is referred to */
	struct number sibling_fee;
	bool informed;      /* the person agrees that we pass on who they are */
	bool seat_is_taken; /* over from someone: there is no new fee */
	bool is_late;       /* the network had met before they were admitted */
	unsigned missing;   /* enum participant_missing */
};

struct letter {
	char *subject;
	char *body;
};
void letter_finish(struct letter *letter);

/* ERROR_DATA with the fact that is not known, ERROR_SOFTWARE for a reason that has no words. */
bool letter_write(enum draft_reason reason, const struct letter_facts *facts, struct letter *letter,
	struct error *error);

/* Fills in the placeholders of one template, which is translated already; NULL as above. Owned by
 * the caller. */
char *letter_fill(const char *template, const struct letter_facts *facts, struct error *error);

/* "tuesday 17 October 2023, digital meeting, time to be announced": with the unknown in words. */
char *letter_meeting(const struct meeting *meeting);

/* "When: …", "Where: …", "Link: …", "Theme: …": what is known of facts->meeting, and what is not.
 */
char *letter_particulars(const struct letter_facts *facts);
/* A line for each item of the programme, with what belongs to it. */
char *letter_programme(const struct letter_facts *facts);

#endif
