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

static bool is_edge(const char *text, const char *at)
{
	if (at == text)
		return true;
	const char *before = at - 1;
	while (before > text && ((unsigned char)*before & 0xc0) == 0x80)
		before--;
	return !collate_is_word(text_next(&before, NULL));
}

static bool ends_here(const char *at)
{
	return !*at || !collate_is_word(text_next(&at, NULL));
}

static bool holds(const char *folded, const char *word)
{
	size_t length = strlen(word);
	bool begins = word[length - 1] == '*';
	char wanted[40];
	length -= begins;
	memcpy(wanted, word, length);
	wanted[length] = '\0';
	for (const char *at = strstr(folded, wanted); at; at = strstr(at + 1, wanted)) {
		if (is_edge(folded, at) && (begins || ends_here(at + length)))
			return true;
	}
	return false;
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
	const char *found = NULL;
	if (text_is_blank(text))
		return NULL;
	char *folded = lowered(text);
	for (size_t i = 0; !found && i < sizeof(words) / sizeof(*words); i++) {
		if (holds(folded, words[i]))
			found = words[i];
	}
	free(folded);
	return found;
}

const char *threat_word_of(const struct request *request)
{
	bool waits = request->status.value == REQUEST_NEW || request->status.value == REQUEST_OPEN;
	if (!waits || request->urgent.value)
		return NULL;
	const char *word = threat_word_find(request->subject);
	return word ? word : threat_word_find(request->body);
}
