/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The network file: the shipped one says what the page says, every value survives, faults have an
 * address. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "embedded.h"
#include "exchange/networkfile.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define EXAMPLE "fortroendevaldas-trygghet.json"

static const char *shipped(const char *name, size_t *size)
{
	for (size_t i = 0; i < embedded_file_count; i++) {
		if (!strcmp(embedded_files[i].name, name)) {
			*size = embedded_files[i].size;
			return (const char *)embedded_files[i].data;
		}
	}
	fail_msg("%s is not inside the program", name);
	return NULL;
}

/* The value at "meetings[0].programme[1].title"; NULL when there is none. Borrowed. */
static const json_t *value_at(const json_t *value, const char *path)
{
	while (value && *path) {
		size_t length = strcspn(path, ".[");
		if (*path == '[') {
			char *end;
			value = json_array_get(value, strtoul(path + 1, &end, 10));
			path = end + 1;
		} else if (*path == '.') {
			path++;
		} else {
			char *key = xstrndup(path, length);
			value = json_object_get(value, key);
			free(key);
			path += length;
		}
	}
	return value;
}

static json_t *example_json(void)
{
	size_t size;
	const char *text = shipped(EXAMPLE, &size);
	json_t *root = json_loadb(text, size, 0, NULL);
	assert_non_null(root);
	return root;
}

static void must_read(struct network_bundle *bundle, const char *text, size_t length)
{
	struct error error = {0};
	if (!networkfile_read(bundle, text, length, "test.json", &error))
		fail_msg("%s", error.message);
}

static void networkfile__read_write__shipped_file_is_byte_identical(void **state)
{
	(void)state;
	size_t size;
	const char *text = shipped(EXAMPLE, &size);
	struct network_bundle bundle;
	must_read(&bundle, text, size);
	char *written = networkfile_write(&bundle);
	assert_string_equal(written, text);
	assert_int_equal(strlen(written), size);
	free(written);
	network_bundle_finish(&bundle);
}

/* What the public page says: texts by a part of theirs, the rest as JSON. */
static const struct fact_row {
	const char *path;
	const char *needle;
} page[] = {
	{"network.name", "Förtroendevaldas trygghet och säkerhet, professionsnätverk"},
	{"network.organiser", "SKR"},
	{"network.period_text", "2023-2024"},
	{"network.starts_on", "2023-09-01"},
	{"network.ends_on", "2024-08-31"},
	{"network.period_note", "Nätverket startar september 2023 och pågår i ett år."},
	{"network.published_on", "2023-09-19"},
	{"network.invitation", "SKR bjuder in till ett professionsnätverk under 2023-2024"},
	{"network.invitation", "där du som tjänsteperson i en kommun eller region kan delta"},
	{"network.invitation", "Du får ta del av forskning inom området"},
	{"network.invitation", "internationella och nationella exempel"},
	{"network.invitation", "möjlighet till erfarenhetsutbyte med andra."},
	{"network.purpose", "stärka de förtroendevaldas förutsättningar att verka under trygga "
			    "former i sitt demokratiska uppdrag"},
	{"network.purpose", "utveckla och systematisera det förebyggande arbetet med hot och hat "
			    "mot förtroendevalda"},
	{"network.signup", "Anmälan till nätverket sker löpande. Välkommen."},
	{"network.signup", "Anmälan professionsnätverk"},
	{"network.target_group", "Tjänstepersoner i kommuner och regioner som arbetar med "
				 "förtroendevaldas trygghet och säkerhet."},
	{"network.fee", "120000"},
	{"network.vat", "null"},
	{"network.physical_terms", "Vid fysiska träffar står deltagarna för resa och eventuell "
				   "logi"},
	{"network.physical_terms", "SKR står för fika och lunch."},
	{"network.background", "Tonen i det demokratiska samtalet hårdnar i samhället"},
	{"network.background", "hot och hat i digitala miljöer når de förtroendevalda dygnet runt, "
			       "året runt"},
	{"network.background", "hot och hat utgör ett hot mot demokratins företrädare och skadar "
			       "den politiska dialogen med medborgarna"},
	{"network.contact_form", "Kontaktformulär SKR"},
	{"network.human_check", "true"},
	{"network.human_check_note", "Verifiering * (obligatorisk)"},
	{"network.human_check_note", "Vi kontrollerar att du är en människa och inte en robot."},
	{"staff[0].initials", "AP"},
	{"staff[0].name", "Anna-Lena Pogulis"},
	{"staff[0].title", "Utvecklingsledare"},
	{"staff[1].initials", "US"},
	{"staff[1].name", "Ulrika Stöök"},
	{"staff[1].title", "Handläggare"},
	{"strands[0].text", "Aktuell forskning"},
	{"strands[1].text", "Kunskap om systematiskt arbetssätt – vad behöver kommunen och "
			    "regionen, de förtroendevalda och de säkerhetsansvariga?"},
	{"strands[2].text", "Vikten av att tydliggöra ansvar för de förtroendevaldas trygghet och "
			    "säkerhet"},
	{"strands[3].text", "Erfarenhetsutbyte med deltagande kommuner och regioner"},
	{"strands[4].text", "Handfasta tips"},
	{"facts[0].year", "2020"},
	{"facts[0].text", "Under 2020 utsattes var fjärde förtroendevald"},
	{"facts[1].text", "Var femte förtroendevald har övervägt att lämna sitt uppdrag"},
	{"facts[1].year", "null"},
	{"facts[2].text", "censurerat sig själv genom att undvika att lyfta en specifik fråga"},
	{"facts[2].text", "Var tredje"},
	{"facts[3].text", "Risken att utsättas är större för kvinnor och unga"},
	{"facts[4].text", "vanligare att förtroendevalda kvinnor får ta emot sexistiska "
			  "kommentarer eller anspelningar på kön"},
	{"facts[5].text", "Utsattheten ökar ju mer känd en förtroendevald är av allmänheten"},
	{"facts[5].text", "hur synlig i det offentliga någon är"},
	{"meetings[0].date", "2023-09-26"},
	{"meetings[0].kind", "physical"},
	{"meetings[0].place", "Stockholm"},
	{"meetings[0].address", "null"},
	{"meetings[0].start", "null"},
	{"meetings[0].end", "null"},
	{"meetings[0].status", "preliminary"},
	{"meetings[0].theme_status", "decided"},
	{"meetings[0].programme[0].part", "morning"},
	{"meetings[0].programme[0].title", "Nätverkets deltagare och former"},
	{"meetings[0].programme[1].part", "afternoon"},
	{"meetings[0].programme[1].title", "Brott mot demokratin"},
	{"meetings[0].programme[1].description",
		"Samverkan på lokal nivå mellan kommun, region och polisregioner"},
	{"meetings[0].programme[1].contributors", "Kommunpoliser medverkar"},
	{"meetings[1].date", "2023-10-17"},
	{"meetings[1].kind", "digital"},
	{"meetings[1].duration_min", "60"},
	{"meetings[1].duration_max", "120"},
	{"meetings[1].start", "null"},
	{"meetings[1].link", "null"},
	{"meetings[1].theme", "null"},
	{"meetings[1].theme_status", "unset"},
	{"meetings[2].date", "2023-11-14"},
	{"meetings[2].kind", "digital"},
	{"meetings[2].duration_min", "120"},
	{"meetings[2].duration_max", "120"},
	{"meetings[2].theme", "PTU 2023"},
	{"meetings[2].theme_status", "decided"},
	{"meetings[2].programme[0].external_event",
		"SKR:s webbinarium om Politikernas trygghetsundersökning (PTU 2023)"},
	{"meetings[2].programme[0].included", "true"},
	{"meetings[2].programme[0].description",
		"I anmälan till nätverket ingår anmälan till webbinariet"},
	{"meetings[2].programme[1].part", "after"},
	{"meetings[2].programme[1].title", "Fördjupad dialog och frågor inom nätverket"},
	{"meetings[3].form", "seminar"},
	{"meetings[3].title", "Halvdagsseminarium"},
	{"meetings[3].kind", "digital"},
	{"meetings[3].date", "null"},
	{"meetings[3].period_text", "2024"},
	{"meetings[3].status", "unplanned"},
	{"meetings[3].promise", "Information uppdateras under hösten 2023"},
	{"meetings[3].promise_due", "2023-12-21"},
	{"meetings[4].form", "webcast"},
	{"meetings[4].kind", "digital"},
	{"meetings[4].duration_min", "60"},
	{"meetings[4].duration_max", "120"},
	{"meetings[4].period_text", "2024"},
	{"meetings[4].promise", "Information uppdateras under hösten 2023"},
	{"meetings[5].form", "webcast"},
	{"meetings[5].duration_min", "60"},
	{"meetings[5].duration_max", "120"},
	{"meetings[5].promise", "Information uppdateras under hösten 2023"},
};

static void networkfile__example__has_every_fact_of_the_page(void **state)
{
	(void)state;
	json_t *root = example_json();
	for (size_t i = 0; i < COUNT(page); i++) {
		const json_t *value = value_at(root, page[i].path);
		if (!value)
			fail_msg("%s is not there", page[i].path);
		if (json_is_string(value)) {
			if (!strstr(json_string_value(value), page[i].needle))
				fail_msg("%s does not say \"%s\"", page[i].path, page[i].needle);
			continue;
		}
		char *dumped = json_dumps(value, JSON_ENCODE_ANY);
		if (strcmp(dumped, page[i].needle) != 0)
			fail_msg("%s is %s, not %s", page[i].path, dumped, page[i].needle);
		free(dumped);
	}
	assert_int_equal(json_array_size(value_at(root, "staff")), 2);
	assert_int_equal(json_array_size(value_at(root, "strands")), 5);
	assert_int_equal(json_array_size(value_at(root, "meetings")), 6);
	assert_string_equal(json_string_value(value_at(root, "meetings[1].theme_decided_at_id")),
		json_string_value(value_at(root, "meetings[0].uid")));
	json_decref(root);
}

static bool is_example_address(const char *email)
{
	const char *end = email ? strrchr(email, '.') : NULL;
	return end && !strcmp(end, ".example");
}

static void networkfile__example__people_are_invented(void **state)
{
	(void)state;
	json_t *root = example_json();
	size_t i;
	json_t *entry;
	size_t sealed = 0;
	assert_int_equal(json_array_size(value_at(root, "participants")), 24);
	assert_int_equal(json_array_size(value_at(root, "requests")), 9);
	json_array_foreach(json_object_get(root, "participants"), i, entry)
	{
		assert_true(json_is_true(json_object_get(entry, "invented")));
		if (json_is_true(json_object_get(entry, "protected"))) {
			assert_true(json_is_null(json_object_get(entry, "email")));
			assert_true(json_is_null(json_object_get(entry, "family_name")));
			sealed++;
			continue;
		}
		assert_true(is_example_address(json_string_value(json_object_get(entry, "email"))));
		const char *day = json_string_value(json_object_get(entry, "received_on"));
		assert_true(strcmp(day, "2023-08-21") >= 0 && strcmp(day, "2023-09-19") <= 0);
	}
	assert_int_equal(sealed, 1);
	json_array_foreach(json_object_get(root, "requests"), i, entry)
	{
		assert_true(json_is_true(json_object_get(entry, "invented")));
		assert_true(is_example_address(
			json_string_value(json_object_get(entry, "sender_email"))));
		assert_true(strlen(json_string_value(json_object_get(entry, "body"))) > 100);
	}
	json_decref(root);
}

/* "0643" -> "Habo kommun"; NULL for a code that the register lacks. Owned by the caller. */
static char *register_name(const char *code)
{
	size_t size;
	const char *csv = shipped("organisations.csv", &size);
	char *start = xasprintf("\n%s,", code);
	const char *row = strstr(csv, start);
	char *name = NULL;
	if (row) {
		const char *kind_end = strchr(row + strlen(start), ',') + 1;
		name = xstrndup(kind_end, strcspn(kind_end, ","));
	}
	free(start);
	return name;
}

static void networkfile__example__organisations_are_of_the_register(void **state)
{
	(void)state;
	static const char *const wanted[] = {"0305", "0643", "0980", "1880", "18"};
	unsigned found = 0;
	json_t *root = example_json();
	size_t i;
	json_t *entry;
	json_array_foreach(json_object_get(root, "participants"), i, entry)
	{
		const char *code = json_string_value(json_object_get(entry, "organisation_code"));
		if (!code)
			continue;
		char *name = register_name(code);
		assert_non_null(name);
		assert_string_equal(
			name, json_string_value(json_object_get(entry, "organisation")));
		free(name);
		for (size_t j = 0; j < COUNT(wanted); j++)
			found |= !strcmp(code, wanted[j]) ? 1U << j : 0;
	}
	assert_int_equal(found, 0x1f);
	json_decref(root);
}

static void networkfile__example__uids_are_random_version_4(void **state)
{
	(void)state;
	static const char *const keys[] = {"meetings", "participants", "requests"};
	json_t *root = example_json();
	for (size_t k = 0; k < COUNT(keys); k++) {
		size_t i;
		json_t *entry;
		json_array_foreach(json_object_get(root, keys[k]), i, entry)
		{
			const char *uid = json_string_value(json_object_get(entry, "uid"));
			assert_int_equal(strlen(uid), 36);
			assert_int_equal(strspn(uid, "0123456789abcdef-"), 36);
			assert_int_equal(uid[14], '4');
			assert_non_null(strchr("89ab", uid[19]));
		}
	}
	json_decref(root);
}

/* Escape sequences, C1, bidi, zero width, a leading mark, line ends, marks, a tab, a bad byte. */
static const char hostile[] = "\xcc\x81"
			      "a\x1b]0;x\x07\x1b[2J\xc2\x9b"
			      "31m\xe2\x80\xae\xe2\x80\x8b\r\n\t\"\\/\x7f "
			      "A\xcc\x8a\xcc\x81\xcc\x81 \xff \xed\xa0\x80 =cmd|' /C' </script> "
			      "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb end";

static void fill_text(const struct field *field, void *record, int number)
{
	char *text = xstrdup(hostile);
	if (!strcmp(field->name, "uid"))
		text = (free(text), xasprintf("uid-%d@x.example", number));
	else if (!strcmp(field->name, "slug"))
		text = (free(text), xstrdup("a-b"));
	else if (!strcmp(field->name, "email"))
		text = (free(text), xstrdup("a@b.example"));
	else if (!strcmp(field->name, "link"))
		text = (free(text), xstrdup("https://b.example/x?y=1&z"));
	else if (!strcmp(field->name, "organisation_number"))
		text = (free(text), xstrdup("212000-0142"));
	else if (!strcmp(field->name, "gln"))
		text = (free(text), xstrdup("7310000111112"));
	else if (!strcmp(field->name, "peppol_id"))
		text = (free(text), xstrdup("0007:2120000142"));
	*field_text(field, record) = text;
}

static int64_t number_for(const struct field *field)
{
	if (!strcmp(field->name, "protected") || !strcmp(field->name, "sensitive"))
		return 0;
	if (!strcmp(field->name, "end"))
		return 1439;
	switch (field->type) {
	case FIELD_DATE:
		return 19618;
	case FIELD_INSTANT:
		return 1695100320;
	case FIELD_DURATION:
		return 45;
	case FIELD_TIME:
		return 615;
	case FIELD_MONEY:
		return 123456;
	case FIELD_CHOICE:
		return 0;
	case FIELD_FLAG:
		return 1;
	default:
		return 1995;
	}
}

/* Every field known; the second record of a kind refers to the first one, the first to none. */
static void *full_record(const struct entity *entity, int number)
{
	void *record = record_create(entity);
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		bool is_reference = field->type == FIELD_REFERENCE;
		if (field_is_text(field))
			fill_text(field, record, number);
		else if (!is_reference || field->flags & FIELD_PARENT || number > 1)
			*field_number(field, record) = (struct number){
				.known = true, .value = is_reference ? 1 : number_for(field)};
	}
	return record;
}

static void full_bundle(struct network_bundle *bundle)
{
	static const struct entity *const entities[NETWORK_PART_COUNT] = {
		[NETWORK_STAFF] = &staff_entity,
		[NETWORK_STRANDS] = &strand_entity,
		[NETWORK_FACTS] = &fact_entity,
		[NETWORK_TEMPLATES] = &reply_template_entity,
		[NETWORK_MEETINGS] = &meeting_entity,
		[NETWORK_PROGRAMME] = &programme_item_entity,
		[NETWORK_PARTICIPANTS] = &participant_entity,
		[NETWORK_REQUESTS] = &request_entity,
	};
	*bundle = (struct network_bundle){.network = full_record(&network_entity, 1)};
	bundle->network->record.id = 1;
	for (int part = 0; part < NETWORK_PART_COUNT; part++) {
		network_bundle_add(bundle, part, full_record(entities[part], 1));
		network_bundle_add(bundle, part, full_record(entities[part], 2));
	}
	/* The one goes by the part of the day, the other by the clock. */
	struct programme_item *const *items =
		(struct programme_item *const *)(void *)bundle->parts[NETWORK_PROGRAMME].records;
	items[0]->start = items[0]->end = items[1]->end = items[1]->part = (struct number){0};
}

static void assert_same_record(const struct entity *entity, const void *left, const void *right)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		if (field->flags & FIELD_LOCAL)
			continue;
		if (field_is_text(field)) {
			const char *text = field_text_of(field, left);
			char *stored = text_stored(text, strlen(text));
			assert_string_equal(stored, field_text_of(field, right));
			free(stored);
		} else if (!field_equals(field, left, right)) {
			fail_msg("%s.%s differs", entity->name, field->name);
		}
	}
}

static void networkfile__write_read__every_field_and_hostile_text_survive(void **state)
{
	(void)state;
	struct network_bundle bundle, again;
	full_bundle(&bundle);
	char *text = networkfile_write(&bundle);
	must_read(&again, text, strlen(text));
	assert_same_record(&network_entity, bundle.network, again.network);
	for (int part = 0; part < NETWORK_PART_COUNT; part++) {
		assert_int_equal(again.parts[part].count, 2);
		for (size_t i = 0; i < 2; i++)
			assert_same_record(bundle.parts[part].entity, bundle.parts[part].records[i],
				again.parts[part].records[i]);
	}
	char *twice = networkfile_write(&again);
	assert_string_equal(text, twice);
	free(twice);
	free(text);
	network_bundle_finish(&again);
	network_bundle_finish(&bundle);
}

static void networkfile__write__leaves_no_control_in_the_bytes(void **state)
{
	(void)state;
	struct network_bundle bundle;
	full_bundle(&bundle);
	char *text = networkfile_write(&bundle);
	for (const char *at = text; *at;) {
		uint32_t code_point = text_next(&at, NULL);
		bool is_control = (code_point < ' ' && code_point != '\n') ||
				  (code_point >= 0x7f && code_point < 0xa0);
		bool is_hidden = code_point == 0x200b || code_point == 0x200d ||
				 (code_point >= 0x202a && code_point <= 0x202e);
		if (is_control || is_hidden)
			fail_msg("U+%04X in the file", (unsigned)code_point);
	}
	assert_non_null(strstr(text, "\\u202E"));
	assert_null(strstr(text, "\\u00C5")); /* letters stand as they are */
	free(text);
	network_bundle_finish(&bundle);
}

static void set_text(void *record, const struct entity *entity, const char *name, const char *text)
{
	const struct field *field = entity_field(entity, name);
	field_clear(field, record);
	*field_text(field, record) = xstrdup(text);
}

static void networkfile__write__protected_person_is_not_told(void **state)
{
	(void)state;
	static const char *const secrets[] = {"Dold", "Hemligh", "dold@", "070-174", "skriver jag"};
	struct network_bundle bundle, again;
	full_bundle(&bundle);
	struct participant *person = bundle.parts[NETWORK_PARTICIPANTS].records[0];
	struct request *request = bundle.parts[NETWORK_REQUESTS].records[1];
	person->is_protected.value = 1;
	set_text(person, &participant_entity, "given_name", "Dolda");
	set_text(person, &participant_entity, "family_name", "Hemlighet");
	set_text(person, &participant_entity, "email", "dold@x.example");
	set_text(person, &participant_entity, "phone", "070-174 06 05");
	set_text(request, &request_entity, "sender_name", "Dolda Hemlighet");
	set_text(request, &request_entity, "sender_email", "dold@x.example");
	set_text(request, &request_entity, "subject", "Dolda Hemlighet kommer inte");
	set_text(request, &request_entity, "body", "Hej, skriver jag");
	assert_int_equal(request->participant.value, 1);
	char *text = networkfile_write(&bundle);
	for (size_t i = 0; i < COUNT(secrets); i++)
		assert_null(strstr(text, secrets[i]));
	must_read(&again, text, strlen(text));
	char *twice = networkfile_write(&again);
	assert_string_equal(text, twice);
	free(twice);
	free(text);
	network_bundle_finish(&again);
	network_bundle_finish(&bundle);
}

/* The ids of a database have gaps; the file has none of them. */
static void networkfile__write__ids_of_a_database_are_followed(void **state)
{
	(void)state;
	struct network_bundle bundle;
	full_bundle(&bundle);
	struct meeting *first = bundle.parts[NETWORK_MEETINGS].records[0];
	struct meeting *second = bundle.parts[NETWORK_MEETINGS].records[1];
	struct programme_item *item = bundle.parts[NETWORK_PROGRAMME].records[0];
	first->record.id = 2;
	second->record.id = 977;
	second->theme_decided_at.value = 2;
	item->meeting.value = 977;
	char *text = networkfile_write(&bundle);
	json_t *root = json_loads(text, 0, NULL);
	assert_string_equal(
		json_string_value(value_at(root, "meetings[1].theme_decided_at_id")), first->uid);
	assert_int_equal(json_array_size(value_at(root, "meetings[1].programme")), 1);
	json_decref(root);
	free(text);
	network_bundle_finish(&bundle);
}

#define HEAD                                                                        \
	"{\"format\": \"traffpunkt-network\", \"format_version\": 1, \"network\": " \
	"{\"slug\": \"a\", \"name\": \"A\"}"
#define MEETING(uid, more)                                                              \
	"{\"uid\": \"" uid                                                              \
	"\", \"kind\": \"digital\", \"form\": \"meeting\", \"status\": \"unplanned\", " \
	"\"theme_status\": \"unset\"" more "}"
#define PERSON(uid, more)                                                           \
	"{\"uid\": \"" uid "\", \"family_name\": \"B\", \"status\": \"received\", " \
	"\"received_on\": \"2023-09-01\"" more "}"

static void networkfile__read__missing_keys_are_unknown(void **state)
{
	(void)state;
	static const char text[] = HEAD ", \"meetings\": [" MEETING("m", ", \"title\": \" \"") "]}";
	struct network_bundle bundle;
	must_read(&bundle, text, strlen(text));
	const struct meeting *meeting = bundle.parts[NETWORK_MEETINGS].records[0];
	assert_false(meeting->date.known);
	assert_false(bundle.network->fee.known);
	assert_null(bundle.network->organiser);
	assert_null(meeting->title);
	assert_true(meeting->link_later.known);
	assert_int_equal(meeting->link_later.value, 0);
	assert_int_equal(bundle.parts[NETWORK_PROGRAMME].count, 0);
	network_bundle_finish(&bundle);
}

static void networkfile__read__nul_goes_and_letters_compose(void **state)
{
	(void)state;
	static const char text[] = HEAD
		", \"strands\": [{\"text\": \"a\\u0000b A\\u030a \\ud83d\\ude00\"}]}";
	struct network_bundle bundle;
	must_read(&bundle, text, strlen(text));
	const struct strand *strand = bundle.parts[NETWORK_STRANDS].records[0];
	assert_string_equal(strand->text, "ab Å \xf0\x9f\x98\x80");
	assert_int_equal(strand->ordinal.value, 1);
	network_bundle_finish(&bundle);
}

static void networkfile__read__an_uid_may_stand_after_its_use(void **state)
{
	(void)state;
	static const char text[] = HEAD ", \"meetings\": [" MEETING(
		"late", ", \"theme_decided_at_id\": \"early\"") ", " MEETING("early", "") "]}";
	struct network_bundle bundle;
	must_read(&bundle, text, strlen(text));
	const struct meeting *meeting = bundle.parts[NETWORK_MEETINGS].records[0];
	assert_int_equal(meeting->theme_decided_at.value, 2);
	network_bundle_finish(&bundle);
}

static const struct reject {
	const char *text;
	const char *told; /* a part of the error */
} rejects[] = {
	{"", "line 1, column"},
	{"{\"format\": \n  x}", "line 2, column"},
	{HEAD ", \"network\": {}}", "duplicate object key"},
	{HEAD "} trailing", "end of file expected"},
	{"{\"format\": \"\xff\"}", "line 1, column"},
	{"[]", "object belongs here"},
	{"7", "object belongs here"},
	{"{}", "test.json: format: "},
	{"{\"format\": \"other\", \"format_version\": 1}", "format: "},
	{"{\"format\": \"traffpunkt-network\", \"format_version\": 2}", "format_version: "},
	{"{\"format\": \"traffpunkt-network\", \"format_version\": \"1\"}", "format_version: "},
	{"{\"format\": \"traffpunkt-network\", \"format_version\": 1}", "network: "},
	{HEAD ", \"members\": []}", "there is no key \"members\""},
	{HEAD ", \"programme\": []}", "there is no key \"programme\""},
	{HEAD ", \"m\\u001b[2J\\u202e\": []}", "there is no key \"m"},
	{HEAD ", \"meetings\": {}}", "meetings: an array"},
	{HEAD ", \"meetings\": [7]}", "meetings[0]: an object"},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"programme\": null") "]}",
		"meetings[0].programme: an array"},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"programme\": [{\"part\": \"noon\"}]") "]}",
		"meetings[0].programme[0].part: \"noon\" is not one of: morning, afternoon"},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"programme\": [{\"part\": \"first\"}]") "]}",
		"meetings[0].programme[0].title: a value is needed"},
	{HEAD ", \"meetings\": [" MEETING("a", "") ", " MEETING("b", "") ", " MEETING(
		 "c", ", \"date\": \"2023-02-31\"") "]}",
		"meetings[2].date: \"2023-02-31\" is not a date"},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"date\": \"26 sep\"") "]}",
		"meetings[0].date: \"26 sep\" is not a date"},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"date\": 20230926") "]}", "meetings[0].date: "},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"date\": [[[]]]") "]}", "meetings[0].date: "},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"start\": \"25:00\"") "]}",
		"meetings[0].start: \"25:00\" is not a time of day"},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"start\": \"10:00\"") "]}",
		"meetings[0].date: "},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"duration_min\": 90.5") "]}",
		"meetings[0].duration_min: a whole number"},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"duration_max\": 9223372036854775807") "]}",
		"meetings[0].duration_max: 9223372036854775807 is not between"},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"duration_min\": -5") "]}",
		"meetings[0].duration_min: -5 is not between"},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"link_later\": 1") "]}",
		"meetings[0].link_later: true or false"},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"link\": \"javascript:x\"") "]}",
		"meetings[0].link: "},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"id\": 4") "]}",
		"meetings[0]: there is no key \"id\""},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"network_id\": 1") "]}",
		"meetings[0]: there is no key \"network_id\""},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"theme_decided_at_id\": \"x\"") "]}",
		"meetings[0].theme_decided_at_id: nothing in this file has the uid \"x\""},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"theme_decided_at_id\": 1") "]}",
		"meetings[0].theme_decided_at_id: a uid"},
	{HEAD ", \"meetings\": [" MEETING("m", ", \"theme_decided_at_id\": \"m\"") "]}",
		"meetings[0].theme_decided_at_id: "},
	{HEAD ", \"meetings\": [" MEETING("m", "") ", " MEETING("m", "") "]}",
		"meetings[1].uid: \"m\" is the uid of an earlier one"},
	{HEAD ", \"participants\": [" PERSON("p", "") ", " PERSON("p", "") "]}",
		"participants[1].uid: "},
	{HEAD ", \"participants\": [" PERSON("p q", "") "]}", "participants[0].uid: \"p q\""},
	{HEAD ", \"participants\": [" PERSON("", "") "]}",
		"participants[0].uid: a value is needed"},
	{HEAD ", \"participants\": [" PERSON("p", ", \"email\": \"b\"") "]}",
		"participants[0].email: "},
	{HEAD ", \"participants\": [" PERSON("p", ", \"channel\": \"post\"") "]}",
		"participants[0].channel: \"post\" is not one of: form, mail"},
	{HEAD ", \"participants\": [" PERSON("p", ", \"surname\": \"B\"") "]}",
		"participants[0]: there is no key \"surname\""},
	{HEAD ", \"requests\": [{\"uid\": \"r\", \"received_at\": \"2023-09-19T07:12:00+02:00\"}]}",
		"requests[0].received_at: "},
	{HEAD ", \"requests\": [{\"uid\": \"r\"}]}", "requests[0].received_at: a value is needed"},
	{HEAD ", \"facts\": [{\"text\": \"x\", \"year\": \"2020\"}]}", "facts[0].year: "},
	{"{\"format\": \"traffpunkt-network\", \"format_version\": 1, \"network\": {\"slug\": "
	 "\"Å\", \"name\": \"A\"}}",
		"network.slug: "},
	{"{\"format\": \"traffpunkt-network\", \"format_version\": 1, \"network\": {\"slug\": "
	 "\"a\", \"name\": \"A\", \"fee\": 1200.5}}",
		"network.fee: "},
};

static void assert_refused(const char *text, size_t length, const char *told)
{
	struct network_bundle bundle;
	struct error error = {0};
	if (networkfile_read(&bundle, text, length, "test.json", &error))
		fail_msg("accepted: %s", text);
	assert_int_equal(error.kind, ERROR_DATA);
	assert_null(bundle.network);
	assert_memory_equal(error.message, "test.json: ", 11);
	if (!strstr(error.message, told))
		fail_msg("\"%s\" does not say \"%s\"", error.message, told);
	for (const char *at = error.message; *at; at++)
		assert_true((unsigned char)*at >= ' ' && *at != 0x7f);
	error_finish(&error);
}

static void networkfile__read__refuses_with_the_path(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(rejects); i++)
		assert_refused(rejects[i].text, strlen(rejects[i].text), rejects[i].told);
}

static char *repeated(const char *head, char middle, size_t count, const char *tail)
{
	struct buffer text = {0};
	buffer_append(&text, head);
	for (size_t i = 0; i < count; i++)
		buffer_append_char(&text, middle);
	buffer_append(&text, tail);
	return buffer_take(&text);
}

static void networkfile__read__refuses_what_is_too_much(void **state)
{
	(void)state;
	char *deep = repeated("", '[', 200000, "");
	char *wide = repeated(HEAD ", \"strands\": [{\"text\": \"", 'a', 1 << 20, "\"}]}");
	char *uid = repeated(HEAD ", \"participants\": [{\"uid\": \"", 'a', 201,
		"\", \"family_name\": \"B\", \"status\": \"received\", "
		"\"received_on\": \"2023-09-01\"}]}");
	assert_refused(deep, strlen(deep), "line 1, column");
	assert_refused(wide, strlen(wide), "strands[0].text: ");
	assert_refused(uid, strlen(uid), "participants[0].uid: ");
	assert_refused("{", NETWORKFILE_LIMIT + 1, "64 MiB");
	free(uid);
	free(wide);
	free(deep);
}

static void networkfile__read__every_cut_is_refused(void **state)
{
	(void)state;
	size_t size;
	const char *text = shipped(EXAMPLE, &size);
	for (size_t length = 0; length + 2 < size; length += 97)
		assert_refused(text, length, "line ");
}

/* The manual page, whose path is the argument of this program. Owned by the caller. */
static char *manual_page(const char *path)
{
	struct buffer text = {0};
	char bytes[4096];
	size_t count;
	FILE *file = path ? fopen(path, "rb") : NULL;
	if (!file)
		fail_msg("no manual page at %s", path ? path : "(no argument)");
	while ((count = fread(bytes, 1, sizeof(bytes), file)) > 0)
		buffer_append_bytes(&text, bytes, count);
	fclose(file);
	return buffer_take(&text);
}

static void assert_told(const char *manual, const char *format, const char *word)
{
	char *needle = xasprintf(format, word);
	if (!strstr(manual, needle))
		fail_msg("the manual page does not tell %s", needle);
	free(needle);
}

static void networkfile__manual_page__tells_every_key_and_word(void **state)
{
	char *manual = manual_page(*state);
	static const struct entity *const entities[] = {&network_entity, &staff_entity,
		&strand_entity, &fact_entity, &meeting_entity, &programme_item_entity,
		&participant_entity, &request_entity};
	for (size_t i = 0; i < COUNT(entities); i++) {
		for (size_t j = 0; j < entities[i]->field_count; j++) {
			const struct field *field = &entities[i]->fields[j];
			if (field->flags & (FIELD_LOCAL | FIELD_PARENT))
				continue;
			assert_told(manual, "*%s*", field->name);
			for (size_t k = 0; field->choices && k < field->choices->count; k++)
				assert_told(manual, "\"%s\"", field->choices->items[k].token);
		}
	}
	free(manual);
}

static void networkfile__manual_page__example_is_a_network_file(void **state)
{
	char *manual = manual_page(*state);
	char *start = strstr(manual, "# EXAMPLE");
	assert_non_null(start);
	start = strstr(start, "```\n{");
	assert_non_null(start);
	start += 4;
	struct network_bundle bundle;
	must_read(&bundle, start, (size_t)(strstr(start, "\n```") - start));
	assert_int_equal(bundle.parts[NETWORK_MEETINGS].count, 1);
	network_bundle_finish(&bundle);
	free(manual);
}

int main(int argc, char **argv)
{
	void *page_path = argc > 1 ? argv[1] : NULL;
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(networkfile__read_write__shipped_file_is_byte_identical),
		cmocka_unit_test(networkfile__example__has_every_fact_of_the_page),
		cmocka_unit_test(networkfile__example__people_are_invented),
		cmocka_unit_test(networkfile__example__organisations_are_of_the_register),
		cmocka_unit_test(networkfile__example__uids_are_random_version_4),
		cmocka_unit_test(networkfile__write_read__every_field_and_hostile_text_survive),
		cmocka_unit_test(networkfile__write__leaves_no_control_in_the_bytes),
		cmocka_unit_test(networkfile__write__protected_person_is_not_told),
		cmocka_unit_test(networkfile__write__ids_of_a_database_are_followed),
		cmocka_unit_test(networkfile__read__missing_keys_are_unknown),
		cmocka_unit_test(networkfile__read__nul_goes_and_letters_compose),
		cmocka_unit_test(networkfile__read__an_uid_may_stand_after_its_use),
		cmocka_unit_test(networkfile__read__refuses_with_the_path),
		cmocka_unit_test(networkfile__read__refuses_what_is_too_much),
		cmocka_unit_test(networkfile__read__every_cut_is_refused),
		cmocka_unit_test_prestate(
			networkfile__manual_page__tells_every_key_and_word, page_path),
		cmocka_unit_test_prestate(
			networkfile__manual_page__example_is_a_network_file, page_path),
	};
	struct error error = {0};
	struct clock clock;
	i18n_init("en");
	if (!clock_init(&clock, &error))
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
