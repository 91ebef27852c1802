/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Swedish order by ICU's rules, and folding for search. */
#include "base/collate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/alloc.h"

#define LOCALE "sv"
#define RING 0x30a
#define DIAERESIS 0x308
#define REPLACEMENT 0xfffd
/* Sorting the marks on one base takes time as the square of their number; no word has so many. */
#define MARK_RUN_MAX 30
/* Marks below this class change what a letter is (nukta, voicing, virama): they stay. */
#define FIRST_DROPPED_CLASS 10

struct collator {
	UCollator *rules; /* NULL until the first key */
	char version[sizeof(LOCALE) + U_MAX_VERSION_STRING_LENGTH];
};

/* UTF-16, which is what ICU works on. */
struct units {
	UChar *data;
	int32_t length;
};

/* A broken ICU cannot be worked around, and wrong keys would be stored for good. */
static void check_status(UErrorCode status)
{
	if (U_SUCCESS(status))
		return;
	fprintf(stderr, "traffpunkt: the Unicode library fails: %s\n", u_errorName(status));
	exit(EX_SOFTWARE);
}

static struct units to_units(const char *text)
{
	size_t length = text == NULL ? 0 : strlen(text);
	struct units units = {.data = xreallocarray(NULL, length + 1, sizeof(UChar))};
	UErrorCode status = U_ZERO_ERROR;

	u_strFromUTF8WithSub(units.data, (int32_t)length + 1, &units.length, length ? text : "",
		(int32_t)length, REPLACEMENT, NULL, &status);
	check_status(status);
	return units;
}

static char *from_units(struct units units)
{
	size_t room = (size_t)units.length * 3 + 1;
	char *text = xreallocarray(NULL, room, 1);
	UErrorCode status = U_ZERO_ERROR;

	u_strToUTF8WithSub(
		text, (int32_t)room, NULL, units.data, units.length, REPLACEMENT, NULL, &status);
	check_status(status);
	return text;
}

/* Replaces the units by a normal form of them. */
static void normalise(const UNormalizer2 *form, struct units *units)
{
	struct units normal = {0};
	UErrorCode status = U_ZERO_ERROR;

	normal.length = unorm2_normalize(form, units->data, units->length, NULL, 0, &status);
	if (status == U_BUFFER_OVERFLOW_ERROR)
		status = U_ZERO_ERROR;
	check_status(status);
	normal.data = xreallocarray(NULL, (size_t)normal.length + 1, sizeof(UChar));
	unorm2_normalize(form, units->data, units->length, normal.data, normal.length + 1, &status);
	check_status(status);
	free(units->data);
	*units = normal;
}

struct collator *collator_create(void)
{
	return xcalloc(1, sizeof(struct collator));
}

void collator_destroy(struct collator *collator)
{
	if (collator == NULL)
		return;
	if (collator->rules != NULL)
		ucol_close(collator->rules);
	free(collator);
}

static UCollator *open_rules(struct collator *collator)
{
	UErrorCode status = U_ZERO_ERROR;

	if (collator->rules == NULL) {
		collator->rules = ucol_open(LOCALE, &status);
		check_status(status);
	}
	return collator->rules;
}

const char *collator_version(struct collator *collator)
{
	char number[U_MAX_VERSION_STRING_LENGTH];
	UVersionInfo version;

	ucol_getVersion(open_rules(collator), version);
	u_versionToString(version, number);
	snprintf(collator->version, sizeof(collator->version), "%s-%s", LOCALE, number);
	return collator->version;
}

unsigned char *collator_key(struct collator *collator, const char *text, size_t *length)
{
	UCollator *rules = open_rules(collator);
	struct units units = to_units(text);
	/* Most names need less than twice their length; ICU says when it is more. */
	int32_t room = units.length * 2 + 32;
	unsigned char *key = xreallocarray(NULL, (size_t)room, 1);
	int32_t needed = ucol_getSortKey(rules, units.data, units.length, key, room);

	if (needed > room) {
		key = xreallocarray(key, (size_t)needed, 1);
		needed = ucol_getSortKey(rules, units.data, units.length, key, needed);
	}
	free(units.data);
	/* The final NUL orders nothing. */
	*length = needed > 0 ? (size_t)needed - 1 : 0;
	return key;
}

int collator_compare(struct collator *collator, const char *left, const char *right)
{
	UErrorCode status = U_ZERO_ERROR;
	UCollationResult result;

	result = ucol_strcollUTF8(open_rules(collator), left == NULL ? "" : left, -1,
		right == NULL ? "" : right, -1, &status);
	check_status(status);
	return (int)result;
}

/* Letters with a stroke do not decompose; the joined letters are other countries' ä and ö. */
static UChar plain_letter(UChar unit, bool loose)
{
	switch (unit) {
	case 0xe6: /* æ */
		return loose ? 'a' : 0xe4;
	case 0xf8: /* ø */
		return loose ? 'o' : 0xf6;
	case 0x111: /* đ */
		return 'd';
	case 0x142: /* ł */
		return 'l';
	default:
		return unit;
	}
}

/* Is the mark what makes å, ä or ö of its base? */
static bool is_swedish(UChar32 base, UChar32 mark)
{
	return (mark == DIAERESIS && (base == 'a' || base == 'o')) || (mark == RING && base == 'a');
}

/* Drops the marks of decomposed text, in place; å ä ö keep theirs unless `loose`. */
static void drop_marks(struct units *units, bool loose)
{
	UChar32 base = 0;
	int32_t from = 0;
	int32_t to = 0;

	while (from < units->length) {
		UChar32 code_point;
		int32_t start = from;

		U16_NEXT(units->data, from, units->length, code_point);
		if (u_getCombiningClass(code_point) >= FIRST_DROPPED_CLASS) {
			if (loose || !is_swedish(base, code_point))
				continue;
			base = 0; /* one is enough */
		} else {
			base = code_point;
		}
		while (start < from)
			units->data[to++] = plain_letter(units->data[start++], loose);
	}
	units->length = to;
}

/* Keeps the first marks of a long run only; what folding takes away does not part a run. */
static void limit_marks(struct units *units)
{
	int32_t from = 0;
	int32_t to = 0;
	int run = 0;

	while (from < units->length) {
		UChar32 code_point;
		int32_t start = from;

		U16_NEXT(units->data, from, units->length, code_point);
		if (u_getCombiningClass(code_point) != 0)
			run++;
		else if (!u_hasBinaryProperty(code_point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
			run = 0;
		while (run <= MARK_RUN_MAX && start < from)
			units->data[to++] = units->data[start++];
	}
	units->length = to;
}

static bool is_ascii(const char *text)
{
	while (*text != '\0')
		if ((unsigned char)*text++ >= 0x80)
			return false;
	return true;
}

static char *fold_ascii(const char *text)
{
	char *folded = xstrdup(text);

	for (char *at = folded; *at != '\0'; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at + ('a' - 'A'));
	return folded;
}

static char *fold(const char *text, bool loose)
{
	UErrorCode status = U_ZERO_ERROR;
	struct units units;
	char *folded;

	if (text == NULL || is_ascii(text))
		return fold_ascii(text == NULL ? "" : text);
	units = to_units(text);
	limit_marks(&units);
	normalise(unorm2_getNFKCCasefoldInstance(&status), &units);
	normalise(unorm2_getNFDInstance(&status), &units);
	check_status(status);
	drop_marks(&units, loose);
	normalise(unorm2_getNFCInstance(&status), &units);
	folded = from_units(units);
	free(units.data);
	return folded;
}

char *collate_fold(const char *text)
{
	return fold(text, false);
}

bool collate_same(const char *left, const char *right)
{
	char *one = collate_fold(left), *other = collate_fold(right);
	bool same = !strcmp(one, other);
	free(one);
	free(other);
	return same;
}

char *collate_fold_loose(const char *text)
{
	return fold(text, true);
}

uint32_t collate_lower(uint32_t code)
{
	return (uint32_t)u_tolower((UChar32)code);
}

bool collate_is_word(uint32_t code)
{
	return u_isalnum((UChar32)code);
}
