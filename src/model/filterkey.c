/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/filterkey.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/dateinput.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/need.h"
#include "model/participant.h"
#include "model/request.h"

typedef bool key_function(
	struct filter *filter, const struct filter_key *key, int value, struct error *error);

static bool refuse_value(const char *sentence, const char *value, struct error *error)
{
	char *safe = text_safe(value, TEXT_ONE_LINE);
	char *message = xasprintf(sentence, safe);
	error_set(error, ERROR_DATA, "%s", message);
	free(message);
	free(safe);
	return false;
}

static bool tag_key(
	struct filter *filter, const struct filter_key *key, int value, struct error *error)
{
	(void)value;
	(void)error;
	struct filter_term *term = filter_add(filter, FILTER_TAG, key->negated);
	term->field = entity_field(key->entity, "tags");
	term->text = collate_fold(key->value);
	return true;
}

static bool place_key(
	struct filter *filter, const struct filter_key *key, int value, struct error *error)
{
	(void)error;
	struct filter_term *term = filter_add(filter, FILTER_PLACE, key->negated);
	term->field = entity_field(key->entity, "organisation_code");
	term->choice = value;
	term->text = collate_fold(key->value);
	return true;
}

static bool is_number(const char *text)
{
	return strspn(text, "0123456789") == strlen(text) && strlen(text) <= 6;
}

static bool meeting_key(
	struct filter *filter, const struct filter_key *key, int value, struct error *error)
{
	(void)value;
	int64_t date = 0, id = is_number(key->value) ? strtoll(key->value, NULL, 10) : 0;
	if (!id && !date_parse(key->value, key->today, &date, error))
		return false;
	struct filter_term *term = filter_add(filter, FILTER_MEETING, key->negated);
	term->field = entity_field(key->entity, "meeting_id");
	term->from = id;
	term->to = date;
	return true;
}

/* "kost:26/9", "need:next": that somebody needs something, never what. */
static bool need_key(
	struct filter *filter, const struct filter_key *key, int value, struct error *error)
{
	struct filter_term *term;
	char *folded = collate_fold_loose(key->value);
	bool next = !strcmp(folded, "next") || !strcmp(folded, "nasta");
	free(folded);
	if (next) {
		term = filter_add(filter, FILTER_NEED, key->negated);
		term->next = true;
		term->to = key->today;
	} else if (meeting_key(filter, key, value, error)) {
		term = &filter->terms[filter->count - 1];
		term->kind = FILTER_NEED;
	} else {
		return false;
	}
	term->choice = value;
	return true;
}

/* A word of the language, in Swedish and English, and what it stands for. */
struct word {
	const char *word;
	int value;
};

static int find_word(const struct word *words, size_t count, const char *value)
{
	int found = -1;
	char *folded = collate_fold(value);
	for (size_t i = 0; found < 0 && i < count; i++) {
		if (!strcmp(words[i].word, folded))
			found = words[i].value;
	}
	free(folded);
	return found;
}

/* Not of the person's record: no part of enum participant_missing. */
#define LACKS_FILE (1 << 16)

static bool missing_key(
	struct filter *filter, const struct filter_key *key, int value, struct error *error)
{
	static const int anything = MISSING_CONTACT | MISSING_ORGANISATION |
				    MISSING_ORGANISATION_NUMBER | MISSING_REFERENCE;
	static const struct word words[] = {
		{"reference", MISSING_REFERENCE},
		{"referens", MISSING_REFERENCE},
		{"number", MISSING_ORGANISATION_NUMBER},
		{"orgnr", MISSING_ORGANISATION_NUMBER},
		{"organisationsnummer", MISSING_ORGANISATION_NUMBER},
		{"organisation", MISSING_ORGANISATION},
		{"contact", MISSING_CONTACT},
		{"kontakt", MISSING_CONTACT},
		{"file", LACKS_FILE},
		{"fil", LACKS_FILE},
		{"kalenderfil", LACKS_FILE},
		{"anything", anything},
		{"något", anything},
	};
	(void)value;
	int missing = find_word(words, sizeof(words) / sizeof(*words), key->value);
	if (missing < 0)
		return error_set(error, ERROR_DATA,
			_("What can be missing: reference, number, organisation, contact, file, "
			  "anything."));
	if (missing == LACKS_FILE) {
		filter_add(filter, FILTER_LACKS_FILE, key->negated)->to = key->today;
		return true;
	}
	filter_add(filter, FILTER_MISSING, key->negated)->from = missing;
	return true;
}

static bool add_flag(struct filter *filter, const struct filter_key *key, const char *name, int on)
{
	const struct field *field = entity_field(key->entity, name);
	if (!field)
		return false;
	struct filter_term *term = filter_add(filter, FILTER_NUMBER, key->negated);
	term->field = field;
	term->from = on;
	return true;
}

/* is:resting, is:mine, is:quarantined ...: what makes an inbox of a list. */
static bool add_inbox(struct filter *filter, const struct filter_key *key)
{
	enum { STATE = 100 }; /* and more: a state */
	static const struct word words[] = {{"all", INBOX_ALL}, {"alla", INBOX_ALL},
		{"resting", INBOX_RESTING}, {"vilar", INBOX_RESTING}, {"vilande", INBOX_RESTING},
		{"woken", INBOX_WOKEN}, {"väckt", INBOX_WOKEN}, {"mine", INBOX_MINE},
		{"min", INBOX_MINE}, {"mina", INBOX_MINE}, {"unassigned", INBOX_UNASSIGNED},
		{"otilldelad", INBOX_UNASSIGNED}, {"overdue", INBOX_OVERDUE},
		{"försenad", INBOX_OVERDUE}, {"released", INBOX_RELEASED},
		{"släppt", INBOX_RELEASED}, {"quarantined", STATE + REQUEST_QUARANTINED},
		{"quarantine", STATE + REQUEST_QUARANTINED},
		{"karantän", STATE + REQUEST_QUARANTINED}, {"spam", STATE + REQUEST_SPAM},
		{"skräp", STATE + REQUEST_SPAM}};
	int found = key->entity == &request_entity
			    ? find_word(words, sizeof(words) / sizeof(*words), key->value)
			    : -1;
	if (found < 0)
		return false;
	struct filter_term *term = filter_add(
		filter, found < STATE ? FILTER_INBOX : FILTER_CHOICE, key->negated);
	term->choice = found < STATE ? found : found - STATE;
	term->field = entity_field(key->entity, "status");
	return true;
}

static bool is_key(
	struct filter *filter, const struct filter_key *key, int value, struct error *error)
{
	static const struct word words[] = {
		{"protected", 0}, {"skyddad", 0}, {"urgent", 1}, {"akut", 1}, {"brådskande", 1}};
	static const char *const fields[] = {"protected", "urgent"};
	(void)value;
	int flag = find_word(words, sizeof(words) / sizeof(*words), key->value);
	if (flag >= 0 && add_flag(filter, key, fields[flag], 1))
		return true;
	if (add_inbox(filter, key))
		return true;
	return refuse_value(
		_("The filter does not know what it is to be “%s”."), key->value, error);
}

static bool protected_key(
	struct filter *filter, const struct filter_key *key, int value, struct error *error)
{
	static const struct word words[] = {{"ja", 1}, {"yes", 1}, {"true", 1}, {"1", 1},
		{"nej", 0}, {"no", 0}, {"false", 0}, {"0", 0}};
	(void)value;
	int on = find_word(words, sizeof(words) / sizeof(*words), key->value);
	if (on >= 0 && add_flag(filter, key, "protected", on))
		return true;
	return refuse_value(_("“%s” is neither yes nor no."), key->value, error);
}

/* Either registration number, ours or the sender's. */
static bool reference_key(
	struct filter *filter, const struct filter_key *key, int value, struct error *error)
{
	struct filter_term *term = filter_add(filter, FILTER_WORDS, key->negated);
	(void)value;
	(void)error;
	term->text = collate_fold(key->value);
	return true;
}

static const struct special {
	const char *key;
	const char *field; /* an entity without it has no such key; NULL: participants only */
	key_function *function;
	int value;
} specials[] = {
	{"tag", "tags", tag_key, 0},
	{"tagg", "tags", tag_key, 0},
	{"kommun", "organisation_code", place_key, PLACE_MUNICIPALITY},
	{"municipality", "organisation_code", place_key, PLACE_MUNICIPALITY},
	{"region", "organisation_code", place_key, PLACE_REGION},
	{"län", "organisation_code", place_key, PLACE_COUNTY},
	{"lan", "organisation_code", place_key, PLACE_COUNTY},
	{"county", "organisation_code", place_key, PLACE_COUNTY},
	{"träff", "meeting_id", meeting_key, 0},
	{"meeting", "meeting_id", meeting_key, 0},
	{"träff", NULL, meeting_key, 0},
	{"meeting", NULL, meeting_key, 0},
	{"kost", NULL, need_key, NEED_DIET},
	{"diet", NULL, need_key, NEED_DIET},
	{"behov", NULL, need_key, -1},
	{"need", NULL, need_key, -1},
	{"saknar", NULL, missing_key, 0},
	{"missing", NULL, missing_key, 0},
	{"lacks", NULL, missing_key, 0},
	{"är", "protected", is_key, 0},
	{"is", "protected", is_key, 0},
	{"skyddad", "protected", protected_key, 0},
	{"dnr", "reference_own", reference_key, 0},
	{"reference", "reference_own", reference_key, 0},
};

static const struct special *find_special(const struct filter_key *key)
{
	for (size_t i = 0; i < sizeof(specials) / sizeof(*specials); i++) {
		bool has = specials[i].field ? entity_field(key->entity, specials[i].field) != NULL
					     : key->entity == &participant_entity;
		if (has && !strcmp(specials[i].key, key->key))
			return &specials[i];
	}
	return NULL;
}

bool filter_key_term(
	struct filter *filter, const struct filter_key *key, bool *known, struct error *error)
{
	const struct special *special = find_special(key);
	*known = special != NULL;
	if (!special || !*key->value) /* not one, or still being typed */
		return true;
	return special->function(filter, key, special->value, error);
}
