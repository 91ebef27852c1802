/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words of a threat: whole words only, in both languages. */
#include "unit.h"

#include "model/threatword.h"

static void threat__find__whole_words(void **state)
{
	static const struct {
		const char *text;
		const char *word; /* NULL: none */
	} rows[] = {
		{"Jag är HOTAD till livet", "hotad"},
		{"nätverket om hot och hat mot förtroendevalda", NULL},
		{"hur många har utsatts för hot?", NULL},
		{"han har hotat mig", "hotat"},
		{"Vi sov på ett hotell", NULL},
		{"fotografiet", NULL},
		{"dödshotad i går", "dödshot*"},
		{"Han står utanför\nmitt hus nu", "utanför mitt hus"},
		{"de har vapen!", "vapen"},
		{"min adress är spridd", "adress"},
		{"min e-postadress är a@b.se", NULL},
		{"he has a knife", "knife"},
		{"they threatened me", "threatened"},
		{"Begunnen", NULL},
		{"knivskarp debatt", NULL},
		{"", NULL},
		{NULL, NULL},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const char *word = threat_word_find(rows[i].text);
		if (rows[i].word)
			assert_string_equal(word ? word : "", rows[i].word);
		else
			assert_null(word);
	}
}

static void threat__of__only_what_waits_and_is_not_urgent(void **state)
{
	(void)state;
	char body[] = "hotad";
	struct request request = {.body = body, .status = {true, REQUEST_NEW}};
	assert_non_null(threat_word_of(&request));
	request.urgent = (struct number){true, 1};
	assert_null(threat_word_of(&request));
	request.urgent.value = 0;
	request.status.value = REQUEST_CLOSED;
	assert_null(threat_word_of(&request));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(threat__find__whole_words),
		cmocka_unit_test(threat__of__only_what_waits_and_is_not_urgent),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
