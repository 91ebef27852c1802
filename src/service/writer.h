/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a participant to a letter in the outbox. Private to this room. */
#ifndef TRAFFPUNKT_SERVICE_WRITER_H
#define TRAFFPUNKT_SERVICE_WRITER_H

#include "model/letter.h"
#include "service/draft.h"
#include "service/seat.h"

/* What every letter of a deed is written from; read once. */
struct writer {
	struct service *service; /* borrowed */
	struct network network;
	char *owners;
	bool preview;            /* writes nothing, but counts what would be made */
	struct draft_count made; /* so far */
};
bool writer_init(struct writer *writer, struct service *service, bool preview, struct error *error);
void writer_finish(struct writer *writer);

/* The facts that follow from the network and the person; the caller adds those of the deed. */
struct letter_facts writer_facts(
	const struct writer *writer, const struct participant *participant);
/* What is said between the two is in the language of the letters, which is the network's: Swedish.
 * The first gives the language of the screen, for the second. */
const char *writer_begin_language(void);
void writer_end_language(const char *screen);
/* letter_write() in the language of the letters. */
bool writer_letter(enum draft_reason reason, const struct letter_facts *facts,
	struct letter *letter, struct error *error);
/* Writes the letter and puts it in the outbox, inside a unit of work that has been begun. */
bool writer_draft(struct writer *writer, enum draft_reason reason, const struct letter_facts *facts,
	struct error *error);
/* The same, with what the order says beside the words and the person. */
bool writer_draft_order(struct writer *writer, const struct letter_facts *facts,
	struct draft_order *order, struct error *error);
/* One letter for each meeting of a seat, each with a calendar file. */
bool writer_draft_files(struct writer *writer, enum draft_reason reason,
	enum draft_attachment attachment, const struct participant *participant,
	const struct seat *seat, struct error *error);
/* A task without a letter: `task` names nobody. */
bool writer_task(struct writer *writer, enum draft_reason reason,
	const struct participant *participant, const char *task, struct error *error);

#endif
