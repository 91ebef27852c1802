/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/contactform.h"
#include "unit.h"

static struct contact_form read_form(const char *text)
{
	struct contact_form form;
	if (!contact_form_read(&form, text))
		fail_msg("no form: “%s”", text);
	return form;
}

static void contact_form__labels__in_two_languages(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"Namn: Åsa\nE-post: asa@lund.example\nOrganisation: Lund\nÄmne: Plats\n"
		"Meddelande: Hej\n",
		"NAMN: Åsa\nE-POST: Asa@Lund.example\nKOMMUN: Lund\nÄRENDE: Plats\n"
		"MEDDELANDE: Hej\n",
		"Name: Åsa\nEmail: asa@lund.example\nOrganization: Lund\nSubject: Plats\n"
		"Message: Hej\n",
		"*Namn:* Åsa\n*Epost:* <asa@lund.example>\n*Kommun / region:* Lund\n"
		"*Gäller:* Plats\n*Ditt meddelande:*\nHej\n",
		"Namn *: Åsa\nE-postadress *: asa@lund.example\nArbetsplats: Lund\nRubrik: Plats\n"
		"Din fråga: Hej\n",
		"Namn\tÅsa\nE-post:\tasa@lund.example <mailto:asa@lund.example>\nRegion\tLund\n"
		"Ämne\tPlats\nMeddelande\tHej\n",
		"Meddelande: Hej\nÄmne: Plats\nOrganisation: Lund\nE-post: asa@lund.example\n"
		"Namn: Åsa\n",
		"Namn\nÅsa\n\nE-post\nasa@lund.example\n\nKommun\nLund\n\nÄmne\nPlats\n\n"
		"Meddelande\nHej\n",
		"Meddelande\n\nNamn: Åsa\nE-post: asa@lund.example\nKommun: Lund\nÄmne: Plats\n"
		"Meddelande: Hej\n",
		"Namn:\nÅsa\nE-post:\nasa@lund.example\nOrganisation:\n\nLund\nÄmne:\nPlats\n"
		"Meddelande:\n\nHej\n",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct contact_form form = read_form(texts[i]);
		if (!form.name || strcmp(form.name, "Åsa") || !form.email ||
			strcmp(form.email, "asa@lund.example") || !form.organisation ||
			strcmp(form.organisation, "Lund") || !form.subject ||
			strcmp(form.subject, "Plats") || !form.message ||
			strcmp(form.message, "Hej"))
			fail_msg("“%s”: %s, %s, %s, %s, %s", texts[i], form.name, form.email,
				form.organisation, form.subject, form.message);
		assert_int_equal(form.verified, VERIFIED_UNKNOWN);
		contact_form_finish(&form);
	}
}

static void contact_form__verified__yes_no_and_not_told(void **state)
{
	(void)state;
	static const struct {
		const char *word;
		enum request_verified verified;
	} rows[] = {
		{"ja", VERIFIED_YES},
		{"Ja (robotkontrollen klarad)", VERIFIED_YES},
		{"yes", VERIFIED_YES},
		{"nej", VERIFIED_NO},
		{"No", VERIFIED_NO},
		{"–", VERIFIED_UNKNOWN},
		{"", VERIFIED_UNKNOWN},
		{"kanske", VERIFIED_UNKNOWN},
		{"jaså", VERIFIED_UNKNOWN},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char text[200];
		snprintf(text, sizeof(text), "Namn: Bo\nMeddelande: Hej\nVerifierad: %s\n",
			rows[i].word);
		struct contact_form form = read_form(text);
		if (form.verified != rows[i].verified)
			fail_msg("“%s”", rows[i].word);
		assert_string_equal(form.message, "Hej");
		contact_form_finish(&form);
	}
}

/* What somebody writes in the message does not make them verified, or somebody else. */
static void contact_form__labels_in_the_message__are_its_words(void **state)
{
	(void)state;
	struct contact_form form = read_form("Verifierad: nej\nNamn: Bo\nMeddelande: Hej\n"
					     "Verifierad: ja\nNamn: Eva\n");
	assert_string_equal(form.name, "Bo");
	assert_int_equal(form.verified, VERIFIED_NO);
	assert_string_equal(form.message, "Hej\nVerifierad: ja\nNamn: Eva");
	contact_form_finish(&form);
	form = read_form("Namn: Bo\nMeddelande: Hej\nVerifierad: ja\nmer\nVerifierad: nej\n");
	assert_int_equal(form.verified, VERIFIED_NO);
	assert_string_equal(form.message, "Hej\nmer");
	contact_form_finish(&form);
	form = read_form("Namn: Bo\nMeddelande: Hej\nRegion\nSkåne\n");
	assert_null(form.organisation);
	assert_string_equal(form.message, "Hej\nRegion\nSkåne");
	contact_form_finish(&form);
	form = read_form("Namn\nBo\nMeddelande\nHej\nVerifierad\nnej\n");
	assert_int_equal(form.verified, VERIFIED_NO);
	assert_string_equal(form.message, "Hej");
	contact_form_finish(&form);
}

static void contact_form__unknown_labels__stay_with_the_message(void **state)
{
	(void)state;
	struct contact_form form = read_form(
		"Nytt meddelande från webben:\n\nNamn: Bo\n"
		"Telefon: 046-1\nMeddelande: Rad ett\n\nrad två: ja\n");
	assert_string_equal(form.message, "Rad ett\n\nrad två: ja\n\nTelefon: 046-1");
	contact_form_finish(&form);
	form = read_form("Namn: Bo\nTelefon: 046-1\nMeddelande:\n");
	assert_string_equal(form.message, "Telefon: 046-1");
	contact_form_finish(&form);
	form = read_form("Namn: Bo\nMeddelande: –\n");
	assert_null(form.message);
	contact_form_finish(&form);
}

static void contact_form__other_texts__are_none(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",
		"Hej, mitt namn är Bo.\nMeddelande: nej\n",
		"Namn: Bo\nE-post: bo@kalmar.example\n",
		"Meddelande: Hej\n",
		"> Namn: Bo\n> Meddelande: Hej\n",
		"Hej Namn: Bo\nHej Meddelande: Hej\n",
		"E-post: ingen\nMeddelande: Hej\n",
		"Från: Bo\nMeddelande: Hej\n",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct contact_form form;
		if (contact_form_read(&form, texts[i]))
			fail_msg("“%s”", texts[i]);
		assert_null(form.message);
		assert_int_equal(form.verified, VERIFIED_UNKNOWN);
		contact_form_finish(&form);
	}
	struct contact_form form;
	assert_false(contact_form_read(&form, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(contact_form__labels__in_two_languages),
		cmocka_unit_test(contact_form__verified__yes_no_and_not_told),
		cmocka_unit_test(contact_form__labels_in_the_message__are_its_words),
		cmocka_unit_test(contact_form__unknown_labels__stay_with_the_message),
		cmocka_unit_test(contact_form__other_texts__are_none),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
