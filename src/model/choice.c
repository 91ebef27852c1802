/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/choice.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"

int choices_find(const struct choices *choices, const char *token)
{
	for (size_t i = 0; token && i < choices->count; i++) {
		if (!strcmp(choices->items[i].token, token))
			return (int)i;
	}
	return -1;
}

static bool folds_to(const char *folded, const char *text)
{
	char *other = collate_fold(text);
	bool same = !strcmp(folded, other);
	free(other);
	return same;
}

/* The label in Swedish, whatever the language of the screen; the msgid is the English one. */
static bool folds_to_swedish(const struct choices *choices, size_t index, const char *folded)
{
	char *key = xasprintf("%s\004%s", choices->context, choices->items[index].label);
	char *label = i18n_in_language("sv", key);
	bool same = folds_to(folded, label);
	free(label);
	free(key);
	return same;
}

int choices_match(const struct choices *choices, const char *text)
{
	int found = -1;
	if (text_is_blank(text))
		return -1;
	char *folded = collate_fold(text);
	for (size_t i = 0; found < 0 && i < choices->count; i++) {
		const char *label = choices->items[i].label;
		if (folds_to(folded, choices->items[i].token) || folds_to(folded, label) ||
			folds_to(folded, choice_label(choices, (int)i)))
			found = (int)i;
	}
	for (size_t i = 0; found < 0 && i < choices->count; i++) {
		if (folds_to_swedish(choices, i, folded))
			found = (int)i;
	}
	free(folded);
	return found;
}

const char *choice_label(const struct choices *choices, int index)
{
	if (index < 0 || (size_t)index >= choices->count)
		return "";
	return i18n_context_of(choices->context, choices->items[index].label);
}

const char *choice_verb(const struct choices *choices, int index)
{
	if (index < 0 || (size_t)index >= choices->count || !choices->items[index].verb)
		return "";
	return _(choices->items[index].verb);
}

const struct transition *choices_transition(const struct choices *choices, int from, int to)
{
	for (size_t i = 0; i < choices->transition_count; i++) {
		const struct transition *step = &choices->transitions[i];
		if (step->from == from && step->to == to)
			return step;
	}
	return NULL;
}
