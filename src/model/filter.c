/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/collate.h"
#include "base/date.h"
#include "base/dateinput.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/filterkey.h"

/* One term as it stands in the text, quotes taken away. */
struct token {
	bool negated;
	bool quoted;
	char *text;
	size_t offset; /* of the term, in what was typed */
	size_t colon;  /* in text: the first one that no quotes hide; 0: none */
	bool open;     /* a quotation mark is not closed */
	size_t quote;  /* the last one, in what was typed */
};

struct filter_term *filter_add(struct filter *filter, enum filter_kind kind, bool negated)
{
	filter->terms = xreallocarray(filter->terms, filter->count + 1, sizeof(*filter->terms));
	struct filter_term *term = &filter->terms[filter->count++];
	*term = (struct filter_term){.kind = kind, .negated = negated};
	return term;
}

static bool next_token(const char *text, size_t *at, struct token *token)
{
	*at += strspn(text + *at, " \t");
	if (!text[*at])
		return false;
	*token = (struct token){.offset = *at};
	if (text[*at] == '-' && text[*at + 1] && text[*at + 1] != ' ') {
		token->negated = true;
		++*at;
	}
	struct buffer word = {0};
	bool open = false;
	while (text[*at] && (open || (text[*at] != ' ' && text[*at] != '\t'))) {
		if (text[*at] == '"') {
			open = !open;
			token->quoted = true;
			token->quote = *at;
		} else {
			if (text[*at] == ':' && !open && !token->colon)
				token->colon = word.length;
			buffer_append_char(&word, text[*at]);
		}
		++*at;
	}
	token->text = buffer_take(&word);
	token->open = open;
	return true;
}

static const struct field *date_field(const struct entity *entity)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field->type == FIELD_DATE && field->flags & FIELD_LISTED)
			return field;
	}
	return NULL;
}

static bool key_names(const struct field *field, const char *folded, const char *language)
{
	if (!strcmp(folded, field->name))
		return true;
	if (!field->label)
		return false;
	char *label = i18n_in_language(language, field->label);
	char *other = collate_fold(label);
	bool same = !strcmp(folded, other);
	free(other);
	free(label);
	return same;
}

/* The field that a key names: its name, or its label in either language, case folded. */
static const struct field *field_by_key(const struct entity *entity, const char *key)
{
	static const char *const languages[] = {"sv", "en"};
	const struct field *found = NULL;
	char *folded = collate_fold(key);
	for (size_t i = 0; !found && i < 2 * entity->field_count; i++) {
		const struct field *field = &entity->fields[i / 2];
		if (key_names(field, folded, languages[i % 2]))
			found = field;
	}
	free(folded);
	return found;
}

static bool week_term(struct filter *filter, const struct field *field, const char *text,
	int64_t today, bool negated)
{
	struct error ignored = {0};
	int64_t monday;
	if (!field || (text[0] != 'v' && text[0] != 'V') || !text[1] ||
		strspn(text + 1, "0123456789") != strlen(text + 1))
		return false;
	bool ok = date_parse(text, today, &monday, &ignored);
	error_finish(&ignored);
	if (!ok)
		return false;
	struct filter_term *term = filter_add(filter, FILTER_DATES, negated);
	term->field = field;
	term->from = monday;
	term->to = monday + 6;
	return true;
}

static bool comparison_term(struct filter *filter, const struct field *field,
	const struct token *token, int64_t today, struct error *error)
{
	int64_t date;
	char sign = token->text[0];
	const char *text = token->text + 1 + (token->text[1] == '=');
	if (!*text)
		return true; /* still being typed */
	if (!date_parse(text, today, &date, error))
		return false;
	struct filter_term *term = filter_add(filter, FILTER_DATES, token->negated);
	term->field = field;
	term->from = sign == '<' ? INT32_MIN : date + (sign == '>' && token->text[1] != '=');
	term->to = sign == '>' ? INT32_MAX : date - (sign == '<' && token->text[1] != '=');
	return true;
}

/* "admitted, received": the words on screen, which are those that the filter takes. */
static char *write_choices(const struct choices *choices)
{
	struct buffer text = {0};
	for (size_t i = 0; i < choices->count; i++)
		buffer_printf(&text, "%s%s", i ? ", " : "", choice_label(choices, (int)i));
	return buffer_take(&text);
}

static bool choice_term(struct filter *filter, const struct field *field, const char *value,
	bool negated, struct error *error)
{
	int choice = choices_match(field->choices, value);
	if (choice < 0) {
		char *safe = text_safe(value, TEXT_ONE_LINE);
		char *words = write_choices(field->choices);
		error_set(error, ERROR_DATA, _("“%s” is none of: %s."), safe, words);
		free(words);
		free(safe);
		return false;
	}
	struct filter_term *term = filter_add(filter, FILTER_CHOICE, negated);
	term->field = field;
	term->choice = choice;
	return true;
}

static bool key_term(struct filter *filter, const struct field *field, const char *value,
	bool negated, int64_t today, struct error *error)
{
	if (!*value)
		return true; /* still being typed */
	if (field->type == FIELD_CHOICE)
		return choice_term(filter, field, value, negated, error);
	if (field_is_text(field)) {
		struct filter_term *term = filter_add(filter, FILTER_TEXT, negated);
		term->field = field;
		term->text = collate_fold(value);
		return true;
	}
	struct number parsed = {0};
	struct field probe = *field;
	probe.offset = 0;
	if (!field_parse(&probe, &parsed, value, today, error))
		return false;
	bool is_date = field->type == FIELD_DATE;
	struct filter_term *term = filter_add(
		filter, is_date ? FILTER_DATES : FILTER_NUMBER, negated);
	term->field = field;
	term->from = term->to = parsed.value;
	return true;
}

/* "status:admitted", but not "10:30", "http://..." or "re:". */
static bool is_key(const struct token *token)
{
	unsigned char first = (unsigned char)token->text[0];
	return token->colon && token->text[token->colon + 1] != '/' && first > '9' &&
	       !memchr(token->text, '@', token->colon) && !memchr(token->text, '.', token->colon);
}

static bool refuse_key(const struct token *token, bool is_identity, struct error *error)
{
	char *key = xstrndup(token->text, token->colon), *safe = text_safe(key, TEXT_ONE_LINE);
	if (is_identity)
		error_set(error, ERROR_DATA,
			_("Who somebody is cannot be asked with “%s:”: search for the word "
			  "itself."),
			safe);
	else
		error_set(error, ERROR_DATA,
			_("The filter has no “%s:”. In quotation marks it is a word."), safe);
	free(safe);
	free(key);
	return false;
}

/* *known is false for a word that only looks like a key: nothing follows it. */
static bool named_term(struct filter *filter, const struct entity *entity,
	const struct token *token, int64_t today, bool *known, struct error *error)
{
	const char *value = token->text + token->colon + 1;
	char *key = xstrndup(token->text, token->colon), *folded = collate_fold(key);
	struct filter_key special = {entity, folded, value, token->negated, today};
	bool ok = filter_key_term(filter, &special, known, error);
	if (ok && !*known) {
		const struct field *field = field_by_key(entity, key);
		bool is_identity = field && field->flags & FIELD_IDENTITY;
		*known = field || *value;
		if (field && !is_identity)
			ok = key_term(filter, field, value, token->negated, today, error);
		else if (*value)
			ok = refuse_key(token, is_identity, error);
	}
	free(folded);
	free(key);
	return ok;
}

static bool token_term(struct filter *filter, const struct entity *entity,
	const struct token *token, int64_t today, struct error *error)
{
	const struct field *dated = date_field(entity);
	if (!token->quoted && strchr("<>=", token->text[0]) && token->text[0] && dated)
		return comparison_term(filter, dated, token, today, error);
	if (!token->quoted && week_term(filter, dated, token->text, today, token->negated))
		return true;
	if (is_key(token)) {
		bool known;
		if (!named_term(filter, entity, token, today, &known, error))
			return false;
		if (known)
			return true;
	}
	if (!*token->text)
		return true;
	struct filter_term *term = filter_add(filter, FILTER_WORDS, token->negated);
	term->text = collate_fold(token->text);
	return true;
}

bool filter_parse(struct filter *filter, const struct entity *entity, const char *text,
	int64_t today, size_t *caret, struct error *error)
{
	struct token token;
	size_t at = 0;
	bool ok = true;
	*filter = (struct filter){0};
	while (ok && text && next_token(text, &at, &token)) {
		size_t before = filter->count;
		if (token.open)
			ok = error_set(error, ERROR_DATA, _("The quotation mark is not closed."));
		else
			ok = token_term(filter, entity, &token, today, error);
		if (!ok && caret)
			*caret = token.open ? token.quote : token.offset;
		for (size_t i = before; i < filter->count; i++)
			filter->terms[i].offset = token.offset;
		free(token.text);
	}
	if (!ok)
		filter_finish(filter);
	return ok;
}

void filter_finish(struct filter *filter)
{
	for (size_t i = 0; i < filter->count; i++)
		free(filter->terms[i].text);
	free(filter->terms);
	*filter = (struct filter){0};
}
