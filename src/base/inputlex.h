/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What people type in a date or amount field, as words, numbers and signs: lower case, without
 * marks (ö is o), every dash the same. Private to the *input.c files of this room.
 */
#ifndef TRAFFPUNKT_BASE_INPUTLEX_H
#define TRAFFPUNKT_BASE_INPUTLEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum token_kind {
	TOKEN_END,
	TOKEN_NUMBER,
	TOKEN_WORD,
	TOKEN_SIGN,
	TOKEN_BAD, /* a number or word too long to mean anything, or not ASCII after folding */
};

struct token {
	enum token_kind kind;
	int64_t value; /* of a number */
	int digits;    /* of a number, leading zeros too */
	char word[20]; /* of a word */
	char sign;     /* of a sign */
	bool spaced;   /* white space stands before it */
};

struct inputlex {
	char *text; /* owned */
	const char *at;
	struct token token; /* the current one */
};

/* Starts on the first token. */
void inputlex_open(struct inputlex *lex, const char *text);
void inputlex_finish(struct inputlex *lex);
/* Steps to the next token, which is then in lex->token. */
void inputlex_next(struct inputlex *lex);
bool inputlex_at_sign(const struct inputlex *lex, char sign);
/* Is the current token one of a NULL-terminated list of words? */
bool inputlex_at_word(const struct inputlex *lex, const char *const *words);
/* Steps over it when it is; says whether it was. */
bool inputlex_skip_word(struct inputlex *lex, const char *const *words);
bool inputlex_skip_sign(struct inputlex *lex, char sign);
/* What a message quotes: neutralised and not too long. Owned by the caller. */
char *inputlex_quote(const char *text);

#endif
