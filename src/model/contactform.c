/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/contactform.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/text.h"

/* A tenth less than what can be stored: a personal number that is masked grows by a character. */
#define TEXT_LIMIT (FIELD_TEXT_LIMIT / 10 * 9)
#define NOTE_LIMIT (FIELD_NOTE_LIMIT / 10 * 9)
#define LABEL_MAX 48   /* bytes */
#define FOOTER_MAX 200 /* bytes of a footer that tell that it is one */

enum part {
	PART_NAME,
	PART_GIVEN_NAME,
	PART_FAMILY_NAME,
	PART_EMAIL,
	PART_ORGANISATION,
	PART_SUBJECT,
	PART_MESSAGE,
	PART_VERIFIED,
	PART_SENDER, /* "Åsa <asa@example.se>" */
	PART_COUNT,
	PART_OTHER, /* a label that we do not know */
	PART_NONE
};

static const struct {
	const char *label;
	enum part part;
} labels[] = {
	{"namn", PART_NAME},
	{"ditt namn", PART_NAME},
	{"för- och efternamn", PART_NAME},
	{"fullständigt namn", PART_NAME},
	{"kontaktperson", PART_NAME},
	{"name", PART_NAME},
	{"your name", PART_NAME},
	{"full name", PART_NAME},
	{"förnamn", PART_GIVEN_NAME},
	{"first name", PART_GIVEN_NAME},
	{"efternamn", PART_FAMILY_NAME},
	{"last name", PART_FAMILY_NAME},
	{"e-post", PART_EMAIL},
	{"epost", PART_EMAIL},
	{"e-postadress", PART_EMAIL},
	{"epostadress", PART_EMAIL},
	{"din e-post", PART_EMAIL},
	{"din e-postadress", PART_EMAIL},
	{"mejl", PART_EMAIL},
	{"mejladress", PART_EMAIL},
	{"mail", PART_EMAIL},
	{"mailadress", PART_EMAIL},
	{"e-mail", PART_EMAIL},
	{"email", PART_EMAIL},
	{"your email", PART_EMAIL},
	{"your e-mail", PART_EMAIL},
	{"email address", PART_EMAIL},
	{"e-mail address", PART_EMAIL},
	{"organisation", PART_ORGANISATION},
	{"organization", PART_ORGANISATION},
	{"kommun", PART_ORGANISATION},
	{"region", PART_ORGANISATION},
	{"kommun/region", PART_ORGANISATION},
	{"kommun eller region", PART_ORGANISATION},
	{"municipality", PART_ORGANISATION},
	{"arbetsplats", PART_ORGANISATION},
	{"arbetsgivare", PART_ORGANISATION},
	{"företag", PART_ORGANISATION},
	{"myndighet", PART_ORGANISATION},
	{"company", PART_ORGANISATION},
	{"ämne", PART_SUBJECT},
	{"ärende", PART_SUBJECT},
	{"rubrik", PART_SUBJECT},
	{"gäller", PART_SUBJECT},
	{"subject", PART_SUBJECT},
	{"topic", PART_SUBJECT},
	{"meddelande", PART_MESSAGE},
	{"ditt meddelande", PART_MESSAGE},
	{"meddelandetext", PART_MESSAGE},
	{"din fråga", PART_MESSAGE},
	{"fråga", PART_MESSAGE},
	{"message", PART_MESSAGE},
	{"your message", PART_MESSAGE},
	{"message body", PART_MESSAGE},
	{"your question", PART_MESSAGE},
	{"verifierad", PART_VERIFIED},
	{"verifierad avsändare", PART_VERIFIED},
	{"verified", PART_VERIFIED},
	{"robotkontroll", PART_VERIFIED},
	{"human verification", PART_VERIFIED},
	{"captcha", PART_VERIFIED},
	{"från", PART_SENDER},
	{"from", PART_SENDER},
};

struct reading {
	char *values[PART_COUNT]; /* owned */
	struct buffer message;
	struct buffer others;     /* the lines of labels that we do not know */
	enum part at;             /* the field whose value may come on the next line */
	bool has_message;         /* it has begun */
	bool has_words;           /* and says something */
	bool was_verified_before; /* the check was told before the message */
	bool has_bare;            /* labels stand on lines of their own, without a colon */
};

/* ---- lines ---- */

/* Small letters, Swedish ones too. */
static void fold(char *text)
{
	for (unsigned char *at = (unsigned char *)text; *at; at++) {
		if (at[0] == 0xc3 && at[1] >= 0x80 && at[1] <= 0x9e)
			*++at |= 0x20;
		else
			*at = (unsigned char)tolower(*at);
	}
}

/* The label that the line begins with, or is, folded, and its value; false: none. */
static bool read_label(const char *line, size_t length, char label[LABEL_MAX], const char **value)
{
	size_t start = 0, used = 0, end = 0;
	while (start < length && strchr("* \t", line[start]))
		start++;
	for (end = start; end < length && line[end] != ':' && line[end] != '\t'; end++)
		continue;
	if (end == start || end - start >= LABEL_MAX)
		return false;
	*value = line + end;
	for (size_t i = start; i < end; i++) {
		bool is_loose = strchr(" *", line[i]) &&
				(!used || label[used - 1] == ' ' || label[used - 1] == '/');
		if (line[i] == '/' && used && label[used - 1] == ' ')
			used--;
		if (!is_loose)
			label[used++] = line[i] == '*' ? ' ' : line[i];
	}
	while (used && label[used - 1] == ' ')
		used--;
	label[used] = '\0';
	fold(label);
	const char *stop = line + length;
	while (*value < stop && strchr(":*\t ", **value))
		++*value;
	return used > 0;
}

static enum part part_of(const char *label)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++) {
		if (!strcmp(label, labels[i].label))
			return labels[i].part;
	}
	/* "Telefon", but no sentence, address or time. */
	for (const char *at = label; *at; at++) {
		if (strchr(".,;!?>@\"", *at) || isdigit((unsigned char)*at))
			return PART_NONE;
	}
	return strstr(label, "http") ? PART_NONE : PART_OTHER;
}

static bool says_nothing(const char *text)
{
	return text_is_blank(text) || !strcmp(text, "-") || !strcmp(text, "–") ||
	       !strcmp(text, "—");
}

/* ---- values ---- */

static char *one_line(const char *text, size_t length)
{
	char *copy = xstrndup(text, length);
	char *value = text_stored_within(copy, TEXT_LIMIT);
	free(copy);
	text_trim(value);
	if (!says_nothing(value))
		return value;
	free(value);
	return NULL;
}

static enum request_verified verdict(const char *text)
{
	static const char *const yes[] = {"ja", "yes", "true", "1", "ok", "godkänd", "passed"};
	static const char *const no[] = {"nej", "no", "false", "0", "ej", "underkänd", "failed"};
	for (size_t i = 0; text && i < sizeof(yes) / sizeof(*yes); i++) {
		size_t length = strlen(yes[i]);
		if (!strncasecmp(text, yes[i], length) && !isalnum((unsigned char)text[length]))
			return VERIFIED_YES;
		length = strlen(no[i]);
		if (!strncasecmp(text, no[i], length) && !isalnum((unsigned char)text[length]))
			return VERIFIED_NO;
	}
	return VERIFIED_UNKNOWN;
}

/* ---- reading ---- */

static void add_line(struct buffer *buffer, const char *line, size_t length)
{
	if (buffer->length)
		buffer_append_char(buffer, '\n');
	buffer_append_bytes(buffer, line, length);
}

/*
 * Is the label one that counts here? The message is written by anybody and may hold any label: one
 * that has been told before it is its own words. What comes after it for the first time is a field.
 */
static bool counts(const struct reading *reading, enum part part)
{
	if (part >= PART_COUNT)
		return false;
	if (part == PART_MESSAGE)
		return !reading->has_words;
	if (part == PART_VERIFIED)
		return !reading->was_verified_before || !reading->has_message;
	return !reading->values[part];
}

static void add_words(struct reading *reading, const char *line, size_t length)
{
	reading->has_words = reading->has_words || strspn(line, " \t\r") < length;
	add_line(&reading->message, line, length);
}

static void take_value(struct reading *reading, enum part part, const char *value, size_t length)
{
	char *text = one_line(value, length);
	if (!text)
		return;
	free(reading->values[part]);
	reading->values[part] = text;
	reading->at = reading->has_message ? PART_MESSAGE : PART_NONE;
}

static void take_label(struct reading *reading, enum part part, const char *value, size_t length)
{
	reading->at = part;
	if (part == PART_MESSAGE) {
		reading->has_message = true;
		if (length)
			add_words(reading, value, length);
		return;
	}
	if (part == PART_VERIFIED && !reading->has_message)
		reading->was_verified_before = true;
	/* "–": told, and empty. */
	if (length)
		reading->at = reading->has_message ? PART_MESSAGE : PART_NONE;
	take_value(reading, part, value, length);
}

/* "Namn" alone on its line: only where no message has begun that could say so. */
static bool is_bare_label(struct reading *reading, enum part part)
{
	if (part >= PART_SENDER || (reading->has_message && !reading->has_bare))
		return false;
	reading->has_bare = reading->has_bare || !reading->has_message;
	return true;
}

static void take_line(struct reading *reading, const char *line, size_t length)
{
	char label[LABEL_MAX];
	const char *value;
	bool has_label = read_label(line, length, label, &value);
	enum part part = has_label ? part_of(label) : PART_NONE;
	bool is_blank = strspn(line, " \t\r") >= length;
	bool is_bare = !memchr(line, ':', length) && !memchr(line, '\t', length);
	if (is_bare && part != PART_NONE && !is_bare_label(reading, part))
		part = PART_NONE;
	if (part == PART_SENDER && !memchr(line, '<', length))
		part = PART_NONE;
	if (counts(reading, part))
		take_label(reading, part, value, (size_t)(line + length - value));
	else if (reading->at == PART_MESSAGE)
		add_words(reading, line, length);
	else if (part == PART_OTHER && value < line + length)
		add_line(&reading->others, line, length);
	else if (reading->at < PART_COUNT && !is_blank)
		take_value(reading, reading->at, line, length);
	else if (reading->has_message && !is_blank)
		add_words(reading, line, length);
}

/* "-- \nThis e-mail was sent from a contact form on …". */
static bool is_footer(const char *line)
{
	static const char *const words[] = {"contact form", "kontaktformulär", "webbformulär"};
	size_t length = strcspn(line, "\n");
	bool found = false;
	if (length < 2 || length > 3 || strncmp(line, "--", 2) != 0)
		return false;
	char *start = xstrndup(line, strnlen(line, FOOTER_MAX));
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		found = found || strcasestr(start, words[i]);
	free(start);
	return found;
}

/* ---- the form ---- */

static void take_names(struct contact_form *form, struct reading *reading)
{
	const char *given = reading->values[PART_GIVEN_NAME];
	const char *family = reading->values[PART_FAMILY_NAME];
	const char *sender = reading->values[PART_SENDER];
	if (reading->values[PART_NAME])
		form->name = xstrdup(reading->values[PART_NAME]);
	else if (given || family)
		form->name = xasprintf("%s%s%s", given ? given : "", given && family ? " " : "",
			family ? family : "");
	else if (sender)
		form->name = one_line(sender, strcspn(sender, "<"));
	form->email = text_mail_address(reading->values[PART_EMAIL]);
	if (!form->email)
		form->email = text_mail_address(sender);
}

static char *message_of(struct reading *reading)
{
	struct buffer text = {0};
	const char *start = reading->message.data ? reading->message.data : "";
	start += strspn(start, "\n\t ");
	buffer_append(&text, start);
	while (text.length && strchr(" \t\n", text.data[text.length - 1]))
		text.data[--text.length] = '\0';
	if (reading->others.length) {
		buffer_append(&text, text.length ? "\n\n" : "");
		buffer_append(&text, reading->others.data);
	}
	char *message = text_stored_within(text.data, NOTE_LIMIT);
	buffer_finish(&text);
	if (!says_nothing(message))
		return message;
	free(message);
	return NULL;
}

static void reading_finish(struct reading *reading)
{
	for (size_t i = 0; i < PART_COUNT; i++)
		free(reading->values[i]);
	buffer_finish(&reading->message);
	buffer_finish(&reading->others);
}

bool contact_form_read(struct contact_form *form, const char *text)
{
	struct reading reading = {.at = PART_NONE};
	*form = (struct contact_form){.verified = VERIFIED_UNKNOWN};
	while (text && *text && !is_footer(text)) {
		size_t length = strcspn(text, "\n");
		take_line(&reading, text, length);
		text += length + (text[length] == '\n');
	}
	take_names(form, &reading);
	bool is_form = reading.has_message && (form->name || form->email);
	if (is_form) {
		form->organisation = xstrdup(reading.values[PART_ORGANISATION]);
		form->subject = xstrdup(reading.values[PART_SUBJECT]);
		form->message = message_of(&reading);
		form->verified = verdict(reading.values[PART_VERIFIED]);
	} else {
		contact_form_finish(form);
	}
	reading_finish(&reading);
	return is_form;
}

void contact_form_finish(struct contact_form *form)
{
	free(form->name);
	free(form->email);
	free(form->organisation);
	free(form->subject);
	free(form->message);
	*form = (struct contact_form){.verified = VERIFIED_UNKNOWN};
}
