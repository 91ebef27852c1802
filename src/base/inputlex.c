/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splits typed dates and amounts into tokens; the grammar is in the *input.c files. */
#include "base/inputlex.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/collate.h"
#include "base/text.h"

#define QUOTE_COLUMNS 40
/* Far above every date and amount, far below overflow. */
#define DIGITS_MAX 15

/* All dashes and the minus sign become "-"; the rest is left to folding. */
static char *with_plain_dashes(const char *text)
{
	struct buffer plain = {0};
	uint32_t code_point;

	while (text != NULL && (code_point = text_next(&text, NULL)) != 0) {
		char encoded[4];

		if ((code_point >= 0x2010 && code_point <= 0x2015) || code_point == 0x2212)
			code_point = '-';
		buffer_append_bytes(&plain, encoded, text_encode(encoded, code_point));
	}
	return buffer_take(&plain);
}

void inputlex_open(struct inputlex *lex, const char *text)
{
	char *plain = with_plain_dashes(text);

	*lex = (struct inputlex){.text = collate_fold_loose(plain)};
	lex->at = lex->text;
	free(plain);
	inputlex_next(lex);
}

void inputlex_finish(struct inputlex *lex)
{
	free(lex->text);
	*lex = (struct inputlex){0};
}

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

static bool is_letter(char character)
{
	return character >= 'a' && character <= 'z';
}

static void read_number(struct inputlex *lex)
{
	struct token *token = &lex->token;

	token->kind = TOKEN_NUMBER;
	for (; is_digit(*lex->at); lex->at++) {
		if (++token->digits > DIGITS_MAX)
			token->kind = TOKEN_BAD;
		else
			token->value = token->value * 10 + (*lex->at - '0');
	}
}

static void read_word(struct inputlex *lex)
{
	struct token *token = &lex->token;
	size_t length = 0;

	while (is_letter(lex->at[length]))
		length++;
	token->kind = length < sizeof(token->word) ? TOKEN_WORD : TOKEN_BAD;
	if (token->kind == TOKEN_WORD)
		memcpy(token->word, lex->at, length);
	lex->at += length;
}

void inputlex_next(struct inputlex *lex)
{
	const char *start = lex->at;

	while (*lex->at == ' ' || *lex->at == '\t')
		lex->at++;
	lex->token = (struct token){.spaced = lex->at != start};
	if (*lex->at == '\0') {
		lex->token.kind = TOKEN_END;
	} else if (is_digit(*lex->at)) {
		read_number(lex);
	} else if (is_letter(*lex->at)) {
		read_word(lex);
	} else if (*lex->at > ' ' && *lex->at < 0x7f) {
		lex->token.kind = TOKEN_SIGN;
		lex->token.sign = *lex->at++;
	} else {
		lex->token.kind = TOKEN_BAD;
	}
}

bool inputlex_at_sign(const struct inputlex *lex, char sign)
{
	return lex->token.kind == TOKEN_SIGN && lex->token.sign == sign;
}

bool inputlex_at_word(const struct inputlex *lex, const char *const *words)
{
	if (lex->token.kind != TOKEN_WORD)
		return false;
	for (; *words != NULL; words++)
		if (strcmp(lex->token.word, *words) == 0)
			return true;
	return false;
}

bool inputlex_skip_word(struct inputlex *lex, const char *const *words)
{
	bool found = inputlex_at_word(lex, words);

	if (found)
		inputlex_next(lex);
	return found;
}

bool inputlex_skip_sign(struct inputlex *lex, char sign)
{
	bool found = inputlex_at_sign(lex, sign);

	if (found)
		inputlex_next(lex);
	return found;
}

char *inputlex_quote(const char *text)
{
	return text_fit(text, QUOTE_COLUMNS, NULL);
}
