/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/threatword.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/collate.h"
#include "base/text.h"

enum { LOOKED_AT = 4000 /* bytes of a text: whoever is threatened says so soon */ };

/* In lower case. Those that end with * are beginnings of words. What the network is about (“hot och
 * hat”, “hot mot förtroendevalda”) stands in every second mail, and says nothing. */
static const char *const words[] = {"hotad", "hotade mig", "hotar", "hotat", "hotfull*", "mordhot*",
	"dödshot*", "bombhot*", "vapen", "vapnet", "vapenhot*", "pistol*", "kniv", "kniven",
	"knivar", "adress", "adressen", "hemadress*", "skjuta", "skjuter", "skjuten",
	"utanför mitt hus", "utanför huset", "utanför min dörr", "utanför hos", "följer efter",
	"förföljd", "förföljer", "döda", "dödar", "mörda", "slå ihjäl", "threatened", "threatening",
	"threatens", "weapon*", "gun", "knife", "shoot", "shooting", "kill", "killed", "address",
	"outside my house", "outside my home", "outside my door", "following me", "stalk*"};

static bool ends_here(const char *at)
{
	return !*at || !collate_is_word(text_next(&at, NULL));
}

/* The first of the words that stands where a word begins, among those before `most`. */
static size_t find_at(const char *at, size_t most)
{
	for (size_t i = 0; i < most; i++) {
		size_t length = strlen(words[i]);
		bool begins = words[i][length - 1] == '*';
		length -= begins;
		if (!strncmp(at, words[i], length) && (begins || ends_here(at + length)))
			return i;
	}
	return most;
}

/* In lower case, and blanks alike. Letter by letter, without the rules of search: it is asked for
 * each row of a list in each frame. Owned by the caller. */
static char *lowered(const char *text)
{
	struct buffer lower = {0};
	const char *end = text + strnlen(text, LOOKED_AT);
	while (text < end) {
		char letter[4];
		uint32_t code = collate_lower(text_next(&text, end));
		if (code < ' ')
			code = ' ';
		buffer_append_bytes(&lower, letter, text_encode(letter, code));
	}
	return buffer_take(&lower);
}

const char *threat_word_find(const char *text)
{
	size_t count = sizeof(words) / sizeof(*words), found = count;
	if (text_is_blank(text))
		return NULL;
	char *folded = lowered(text);
	bool edge = true;
	for (const char *at = folded; *at;) {
		found = edge ? find_at(at, found) : found;
		edge = !collate_is_word(text_next(&at, NULL));
	}
	free(folded);
	return found < count ? words[found] : NULL;
}

const char *threat_word_of(const struct request *request)
{
	bool waits = request->status.value == REQUEST_NEW || request->status.value == REQUEST_OPEN;
	if (!waits || request->urgent.value)
		return NULL;
	const char *word = threat_word_find(request->subject);
	return word ? word : threat_word_find(request->body);
}
