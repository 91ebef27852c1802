/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Words that may mean that somebody is being threatened just now. They only propose to call a
 * request urgent; a person does, or does not.
 */
#ifndef TRAFFPUNKT_MODEL_THREATWORD_H
#define TRAFFPUNKT_MODEL_THREATWORD_H

#include "model/request.h"

/* The first such word that stands in the text as a word of its own, as it is listed (folded);
 * borrowed. NULL: none. Swedish and English. */
const char *threat_word_find(const char *text);
/* The same of a request that somebody has to look at and that is not urgent yet. */
const char *threat_word_of(const struct request *request);

#endif
