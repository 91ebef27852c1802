/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing someone (GDPR art. 17), so that no file of this program holds them any more. */
#ifndef TRAFFPUNKT_SERVICE_ERASE_H
#define TRAFFPUNKT_SERVICE_ERASE_H

#include "service/service.h"
#include "store/erase.h"

struct erasure_line {
	const struct entity *entity;
	size_t removed;
	size_t kept; /* because the law wants it kept */
};

/* What will happen. */
struct erasure {
	int64_t participant;
	char *name;                 /* as a list shows it */
	struct erasure_line *lines; /* the participant first; owned */
	size_t count;
	struct number keep_until; /* the last day of what is kept */
	char *hold;               /* a sentence: why it cannot be done now; NULL: it can */
};
bool service_erasure_preview(
	struct service *service, int64_t participant, struct erasure *erasure, struct error *error);
void erasure_finish(struct erasure *erasure);
/* "3 requests are removed", of a line; owned by the caller. */
char *erasure_line_text(const struct erasure *erasure, const struct erasure_line *line);

/* What has happened. */
struct erasure_result {
	size_t removed; /* rows */
	size_t kept;
	bool cleaned;            /* the file itself is rewritten */
	size_t traces;           /* of the address and the uid in the bytes of the files */
	struct word_list copies; /* old copies of the database that were removed */
};
bool service_erase(struct service *service, int64_t participant, struct erasure_result *result,
	struct error *error);
void erasure_result_finish(struct erasure_result *result);
/* The proof, as a sentence. Owned by the caller. */
char *erasure_result_text(const struct erasure_result *result);

/* Inside a unit of work: buries and removes participants and rows, and takes the words of the
 * participants out of every other text. */
bool service_erase_within(
	struct service *service, const struct erase_set *set, struct error *error);
/* After the commit: the attachments (those of service_files_of, before it), the file, its copies,
 * and what is left of the words. */
bool service_clean_after(struct service *service, const struct word_list *words,
	const struct word_list *files, struct erasure_result *result, struct error *error);
/* What the bytes of files are searched for: the uid, and all addresses that there have been. */
bool service_trace_words(
	struct service *service, int64_t participant, struct word_list *words, struct error *error);

#endif
