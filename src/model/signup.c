/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/signup.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/participant.h"

/* Words shorter than this are not known by a misspelling. */
#define MISSPELT_LETTERS 6

struct key_words {
	const char *token; /* of a field of the participant, or a word of its own */
	const char *label; /* msgid; NULL: the field's */
	const char *words; /* titles without accents, spaces and signs, with a space between them */
};

static const struct key_words keys_words[SIGNUP_KEYS] = {
	[SIGNUP_LEFT_OUT] = {"", N_("left out"), ""},
	[SIGNUP_NAME] = {"name", N_("Name"),
		"namn name fullname fullstandigtnamn forochefternamn namnochefternamn "
		"fornamnochefternamn deltagare deltagarensnamn participant"},
	[SIGNUP_GIVEN_NAME] = {"given_name", NULL, "fornamn givenname firstname tilltalsnamn"},
	[SIGNUP_FAMILY_NAME] = {"family_name", NULL, "efternamn familyname lastname surname"},
	[SIGNUP_EMAIL] = {"email", NULL,
		"epost epostadress mejl mejladress mail mailadress email emailaddress "
		"emailadress"},
	[SIGNUP_PHONE] = {"phone", NULL,
		"telefon telefonnummer tel tfn mobil mobilnummer mobiltelefon telefonmobil phone "
		"phonenumber mobile mobilephone"},
	[SIGNUP_TITLE] = {"title", NULL,
		"befattning titel befattningtitel titelbefattning jobtitle title position tjanst "
		"tjanstetitel yrkestitel"},
	[SIGNUP_ORGANISATION] = {"organisation", NULL,
		"organisation organization kommun region kommunregion kommunellerregion "
		"regionkommun organisationkommunregion kommunregionorganisation arbetsgivare "
		"employer arbetsplats foretag company municipality myndighet"},
	[SIGNUP_ORGANISATION_CODE] = {"organisation_code", NULL,
		"organisationskod kommunkod registerkod registercode"},
	[SIGNUP_ORGANISATION_NUMBER] = {"organisation_number", NULL,
		"organisationsnummer organisationsnr orgnr orgnummer organisationnumber "
		"organizationnumber"},
	[SIGNUP_BUYER_REFERENCE] = {"buyer_reference", NULL,
		"fakturareferens erreferens referens referenskod koparensreferens buyerreference "
		"invoicereference yourreference reference fakturareferenskod"},
	[SIGNUP_ORDER_REFERENCE] = {"order_reference", NULL,
		"bestallningsnummer bestallningsnr ordernummer ordernr inkopsorder "
		"inkopsordernummer orderreferens bestallningsreferens ordernumber purchaseorder "
		"ponumber"},
	[SIGNUP_GLN] = {"gln", NULL, "gln glnkod glnnummer"},
	[SIGNUP_PEPPOL] = {"peppol_id", NULL, "peppol peppolid peppoladress"},
	[SIGNUP_CONSENT] = {"list_consent", NULL,
		"samtycke samtyckedeltagarlista samtycketilldeltagarlista "
		"samtyckertilldeltagarlista deltagarlista deltagarforteckning consent "
		"participantlist"},
	[SIGNUP_RECEIVED] = {"received_on", NULL,
		"anmald anmaldes tidpunkt anmalningsdatum anmalningsdag anmalningstid datum date "
		"tidsstampel timestamp submitted submittedat received inkommen inskickad slutford "
		"sluttid completiontime signedup"},
	[SIGNUP_NOTE] = {"note", NULL,
		"kommentar kommentarer meddelande ovrigt anteckning fritext ovrigaupplysningar "
		"comment comments message note notes"},
	[SIGNUP_TAGS] = {"tags", NULL, "taggar etiketter tags"},
	[SIGNUP_PROTECTED] = {"protected", NULL,
		"skyddadepersonuppgifter skyddadidentitet skyddad sekretessmarkering protected "
		"protectedidentity protectedpersonaldata"},
	[SIGNUP_CONTACT_PATH] = {"contact_path", NULL, "kontaktvag contactpath"},
	[SIGNUP_NEED] = {"special_need", N_("Dietary or access needs"),
		"specialkost kost allergi allergier matallergi allergierellerspecialkost "
		"specialkostallergier kostochtillganglighet tillganglighet tillganglighetsbehov "
		"behov dietary dietaryneeds diet allergies accessneeds accessibility specialneeds"},
};

const char *signup_token(enum signup_key key)
{
	return keys_words[key].token;
}

enum signup_key signup_find(const char *token)
{
	char *word = xstrdup(token);
	enum signup_key key = 0;
	for (char *at = word; *at; at++)
		*at = *at == '-' ? '_' : *at;
	while (key < SIGNUP_KEYS && strcmp(keys_words[key].token, word) != 0)
		key++;
	free(word);
	return key;
}

const struct field *signup_field(enum signup_key key)
{
	return entity_field(&participant_entity, keys_words[key].token);
}

const char *signup_label(enum signup_key key)
{
	const struct field *field = signup_field(key);
	return keys_words[key].label ? _(keys_words[key].label) : _(field->label);
}

/* ---- titles ---- */

/* Letters and digits only. `ends` gets where words end, as offsets into the result, when it is not
 * NULL: a set of at most 64 of them. */
static char *compact(const char *title, uint64_t *ends)
{
	char *folded = collate_fold_loose(title);
	size_t length = 0;
	for (const char *at = folded; *at; at++) {
		bool part = isalnum((unsigned char)*at) || (unsigned char)*at >= 0x80;
		if (part)
			folded[length++] = *at;
		else if (ends && length < 64)
			*ends |= (uint64_t)1 << length;
	}
	folded[length] = '\0';
	return folded;
}

bool signup_same_title(const char *left, const char *right)
{
	char *one = compact(left, NULL), *other = compact(right, NULL);
	bool same = *one && !strcmp(one, other);
	free(one);
	free(other);
	return same;
}

/* Words that forms put before what they ask for: "Ange din e-postadress". */
static const char *skip_politeness(const char *title)
{
	static const char *const words[] = {"ange ", "fyll i ", "skriv ", "din ", "ditt ", "dina ",
		"ev. ", "ev ", "eventuell ", "eventuella ", "har du ", "någon ", "några ", "your ",
		"please ", "enter ", "do you have ", "any "};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t length = strlen(words[i]);
		if (!strncasecmp(title, words[i], length))
			return skip_politeness(title + length);
	}
	return title;
}

/* One letter too many, too few or another than it should be. */
static bool is_misspelt(const char *title, const char *word, size_t length)
{
	size_t title_length = strlen(title), same = 0;
	if (length < MISSPELT_LETTERS || title_length + 1 < length || title_length > length + 1)
		return false;
	while (same < length && title[same] == word[same])
		same++;
	const char *rest = title + same, *meant = word + same;
	size_t left = length - same;
	if (title_length == length)
		return left > 0 && !strncmp(rest + 1, meant + 1, left - 1);
	if (title_length > length)
		return !strncmp(rest + 1, meant, left);
	return left > 0 && !strcmp(rest, "") ? left == 1 : !strncmp(rest, meant + 1, left - 1);
}

enum fit {
	FIT_NONE,
	FIT_MISSPELT,
	FIT_BEGINS, /* "Telefon (arbete)" */
	FIT_EXACT,
};

struct title {
	char *text; /* compact, owned */
	uint64_t ends;
};

static enum fit fit_of_word(const struct title *title, const char *word, size_t length)
{
	if (strlen(title->text) == length && !memcmp(title->text, word, length))
		return FIT_EXACT;
	if (!strncmp(title->text, word, length) && length < 64 && title->ends >> length & 1)
		return FIT_BEGINS;
	return is_misspelt(title->text, word, length) ? FIT_MISSPELT : FIT_NONE;
}

static enum fit fit_of_label(const struct title *title, const char *label)
{
	char *word = compact(label, NULL);
	bool same = !strcmp(word, title->text);
	free(word);
	return same ? FIT_EXACT : FIT_NONE;
}

/* By the words above, by the key itself and by what our own files call it in either language. */
static enum fit fit_of(const struct title *title, enum signup_key key, size_t *letters)
{
	enum fit best = FIT_NONE;
	for (const char *word = keys_words[key].words; *word; word += strspn(word, " ")) {
		size_t length = strcspn(word, " ");
		enum fit fit = fit_of_word(title, word, length);
		if (fit > best || (fit == best && fit && length > *letters))
			*letters = length;
		best = fit > best ? fit : best;
		word += length;
	}
	const struct field *field = signup_field(key);
	if (best == FIT_EXACT || !field)
		return best;
	char *swedish = i18n_in_language("sv", field->label);
	bool ours = fit_of_label(title, field->name) || fit_of_label(title, field->label) ||
		    fit_of_label(title, swedish);
	free(swedish);
	return ours ? FIT_EXACT : best;
}

struct guess {
	enum signup_key key;
	enum fit fit;
};

static struct guess guess_of(const char *text)
{
	struct guess guess = {SIGNUP_LEFT_OUT, FIT_NONE};
	struct title title = {0};
	size_t most = 0;
	title.text = compact(skip_politeness(text), &title.ends);
	for (enum signup_key key = SIGNUP_NAME; *title.text && key < SIGNUP_KEYS; key++) {
		size_t letters = 0;
		enum fit fit = fit_of(&title, key, &letters);
		if (fit > guess.fit || (fit && fit == guess.fit && letters > most)) {
			guess = (struct guess){key, fit};
			most = letters;
		}
	}
	free(title.text);
	return guess;
}

void signup_map(char *const *titles, size_t count, enum signup_key *keys)
{
	struct guess *guesses = xcalloc(count + 1, sizeof(*guesses));
	bool taken[SIGNUP_KEYS] = {false};
	for (size_t i = 0; i < count; i++) {
		guesses[i] = guess_of(titles[i]);
		keys[i] = SIGNUP_LEFT_OUT;
	}
	for (int fit = FIT_EXACT; fit > FIT_NONE; fit--) {
		for (size_t i = 0; i < count; i++) {
			enum signup_key key = guesses[i].key;
			if ((int)guesses[i].fit != fit || taken[key])
				continue;
			keys[i] = key;
			taken[key] = key != SIGNUP_ORGANISATION && key != SIGNUP_NEED;
		}
	}
	free(guesses);
}

/* ---- what is remembered ---- */

void signup_fingerprint(char *const *titles, size_t count, char out[SIGNUP_FINGERPRINT_SIZE])
{
	struct buffer text = {0};
	for (size_t i = 0; i < count; i++) {
		char *title = xstrdup(titles[i]);
		text_trim(title);
		char *folded = collate_fold(title);
		buffer_printf(&text, "%s\n", folded);
		free(folded);
		free(title);
	}
	digest_sha256(text.data ? text.data : "", text.length, out);
	buffer_finish(&text);
}

char *signup_columns_text(const enum signup_key *keys, size_t count)
{
	struct buffer text = {0};
	for (size_t i = 0; i < count; i++)
		buffer_printf(&text, "%s%s", i ? ";" : "", signup_token(keys[i]));
	return buffer_take(&text);
}

bool signup_columns_read(const char *text, size_t count, enum signup_key *keys)
{
	char *copy = xstrdup(text), *rest = copy, *token;
	size_t at = 0;
	bool fits = true;
	while ((token = strsep(&rest, ";"))) {
		enum signup_key key = signup_find(token);
		if (at < count)
			keys[at] = key == SIGNUP_KEYS ? SIGNUP_LEFT_OUT : key;
		fits = ++at <= count;
	}
	free(copy);
	return fits && at == count;
}

#define FIELD_AT(member) offsetof(struct signup_form, member)

static const struct field fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(network), NULL, NULL, NULL},
	{"fingerprint", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_REQUIRED | FIELD_LOCAL,
		FIELD_AT(fingerprint), NULL, NULL, NULL},
	{"columns", N_("Columns"), FIELD_NOTE, FIELD_SYSTEM | FIELD_REQUIRED | FIELD_LOCAL,
		FIELD_AT(columns), NULL, NULL, NULL},
};

/* A form has no name in its file. */
static char *title(const void *record)
{
	const struct signup_form *form = record;
	size_t count = 1;
	for (const char *at = form->columns; at && *at; at++)
		count += *at == ';';
	return xasprintf(PLURAL_("with %zu column", "with %zu columns", count), count);
}

const struct entity signup_form_entity = {
	.name = "signup_form",
	.label = N_("Sign-up form"),
	.table = "signup_form",
	.size = sizeof(struct signup_form),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};
