/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that find names and addresses in a letter share with each other only. */
#ifndef TRAFFPUNKT_SERVICE_REQUEST_LINTNAMING_H
#define TRAFFPUNKT_SERVICE_REQUEST_LINTNAMING_H

#include "service/request/lintprivate.h"

/* Bytes of the text. */
struct span {
	size_t start, end;
};

struct naming {
	struct linting *linting;
	char **own; /* owned: name_words() of the recipient and of staff */
	size_t own_count;
	struct span *let; /* owned: addresses of the recipient and of ourselves */
	size_t let_count;
	char *mail;      /* owned: the words of the sender's own mail; NULL: not read yet */
	char *programme; /* owned: the words of who contributes to meetings; NULL: not read yet */
	bool *is_family; /* by word of the text: it is the first of a family name, */
	bool *is_family_genitive; /* or is so without its last s */
};

/* Who may be named, and what is told of the others (lintwho.c). */
bool naming_init(struct naming *naming, struct linting *linting, struct error *error);
void naming_finish(struct naming *naming);
/* Do the words ("oberg asa ") begin the name of the recipient or of one of us? */
bool naming_is_own(const struct naming *naming, const char *words);
bool naming_is_own_address(const struct naming *naming, const char *address);
/* Somebody is named there: a mark, unless it is the recipient or known to them. */
bool naming_tell(struct naming *naming, const struct participant *participant, struct span span,
	struct error *error);

/* Addresses and numbers of others (lintaddress.c); naming->let gets those that are no matter. */
bool naming_addresses(struct naming *naming, struct error *error);
bool naming_phones(struct naming *naming, struct error *error);

#endif
