/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/letter.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"

void letter_finish(struct letter *letter)
{
	free(letter->subject);
	free(letter->body);
	*letter = (struct letter){0};
}

/* ---- facts in words ---- */

static void join(struct buffer *list, const char *separator, char *part)
{
	if (part && *part) {
		buffer_append(list, list->length ? separator : "");
		buffer_append(list, part);
	}
	free(part);
}

static bool is_protected(const struct letter_facts *facts)
{
	return facts->participant->is_protected.value != 0;
}

static char *missing_in_words(const struct letter_facts *facts)
{
	static const struct {
		enum participant_missing what;
		const char *words;
	} lines[] = {
		{MISSING_CONTACT, N_("an e-mail address where we can reach you")},
		{MISSING_ORGANISATION,
			N_("the municipality or region that you work for, by its full name")},
		{MISSING_ORGANISATION_NUMBER, N_("the organisation number of whoever pays")},
		{MISSING_REFERENCE,
			N_("the invoice reference of whoever pays, or the number of an order")},
	};
	struct buffer text = {0};
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		const char *words = _(lines[i].words);
		if (lines[i].what == MISSING_CONTACT && is_protected(facts))
			words = _("a channel through which we may reach you");
		if (facts->missing & lines[i].what)
			join(&text, "\n", xasprintf("– %s", words));
	}
	return text.length ? buffer_take(&text) : NULL;
}

static char *money_in_words(struct number amount)
{
	if (!amount.known)
		return NULL;
	return amount.value ? money_format(amount.value) : xstrdup(_("free of charge"));
}

/* ---- placeholders ---- */

static char *word_greeting(const struct letter_facts *facts)
{
	if (is_protected(facts) || !facts->participant->given_name)
		return xstrdup(_("Hello!"));
	return xasprintf(_("Hello %s,"), facts->participant->given_name);
}

static char *word_network(const struct letter_facts *facts)
{
	return xstrdup(facts->network->name);
}

static char *word_fee(const struct letter_facts *facts)
{
	return money_in_words(facts->network->fee);
}

static char *word_organisation(const struct letter_facts *facts)
{
	return is_protected(facts) ? NULL : xstrdup(facts->participant->organisation);
}

static char *word_target_group(const struct letter_facts *facts)
{
	return xstrdup(facts->network->target_group);
}

static char *word_admitted_on(const struct letter_facts *facts)
{
	struct number day = facts->participant->admitted_on;
	return day.known ? date_format(day.value, DATE_LONG) : NULL;
}

static char *word_meetings(const struct letter_facts *facts)
{
	struct buffer text = {0};
	for (size_t i = 0; i < facts->meeting_count; i++) {
		char *line = letter_meeting(facts->meetings[i]);
		join(&text, "\n", xasprintf("– %s", line));
		free(line);
	}
	return text.length ? buffer_take(&text) : NULL;
}

static char *word_meeting(const struct letter_facts *facts)
{
	return facts->meeting ? letter_meeting(facts->meeting) : NULL;
}

static char *word_day(const struct letter_facts *facts)
{
	return facts->meeting ? meeting_when(facts->meeting) : NULL;
}

static char *word_missing(const struct letter_facts *facts)
{
	return missing_in_words(facts);
}

static char *word_sibling(const struct letter_facts *facts)
{
	return xstrdup(facts->sibling);
}

static char *word_sibling_fee(const struct letter_facts *facts)
{
	return money_in_words(facts->sibling_fee);
}

static char *word_late_rule(const struct letter_facts *facts)
{
	return xstrdup(facts->network->late_rule);
}

static char *word_withdrawal_rule(const struct letter_facts *facts)
{
	return xstrdup(facts->network->withdrawal_rule);
}

static char *word_physical_terms(const struct letter_facts *facts)
{
	return xstrdup(facts->network->physical_terms);
}

static char *word_particulars(const struct letter_facts *facts)
{
	return facts->meeting ? letter_particulars(facts) : NULL;
}

static char *word_programme(const struct letter_facts *facts)
{
	return facts->programme_count ? letter_programme(facts) : NULL;
}

static char *word_changes(const struct letter_facts *facts)
{
	return xstrdup(facts->changes);
}

static const char *terms_of(const struct letter_facts *facts)
{
	const struct meeting *meeting = facts->meeting;
	return text_is_blank(meeting->terms) ? facts->network->physical_terms : meeting->terms;
}

static char *word_terms(const struct letter_facts *facts)
{
	return facts->meeting ? xstrdup(terms_of(facts)) : NULL;
}

static char *word_cause(const struct letter_facts *facts)
{
	return facts->meeting ? xstrdup(facts->meeting->status_reason) : NULL;
}

/* At least the network signs. */
static char *word_signature(const struct letter_facts *facts)
{
	struct buffer text = {0};
	join(&text, "\n", xstrdup(facts->owners));
	join(&text, "\n", xstrdup(facts->network->organiser));
	return text.length ? buffer_take(&text) : xstrdup(facts->network->name);
}

static const struct placeholder {
	const char *name;
	const char *label; /* msgid: what is not known when there is no word for it */
	char *(*word)(const struct letter_facts *facts); /* NULL: not known */
} placeholders[] = {
	{"greeting", N_("whom the letter is to"), word_greeting},
	{"network", N_("the name of the network"), word_network},
	{"fee", N_("the fee of the network"), word_fee},
	{"organisation", N_("the organisation of the person"), word_organisation},
	{"target_group", N_("the target group of the network"), word_target_group},
	{"admitted_on", N_("the day when the person was admitted"), word_admitted_on},
	{"meetings", N_("which meetings it is about"), word_meetings},
	{"meeting", N_("which meeting it is about"), word_meeting},
	{"day", N_("which meeting it is about"), word_day},
	{"particulars", N_("which meeting it is about"), word_particulars},
	{"programme", N_("the programme of the meeting"), word_programme},
	{"changes", N_("what has changed"), word_changes},
	{"terms", N_("the terms of physical meetings"), word_terms},
	{"cause", N_("why the meeting is cancelled"), word_cause},
	{"missing", N_("what is missing"), word_missing},
	{"sibling", N_("the network that the person is referred to"), word_sibling},
	{"sibling_fee", N_("the fee of the other network"), word_sibling_fee},
	{"late_rule", N_("the rule for late sign-ups"), word_late_rule},
	{"withdrawal_rule", N_("the rule for withdrawals"), word_withdrawal_rule},
	{"physical_terms", N_("the terms of physical meetings"), word_physical_terms},
	{"signature", N_("who signs the letter"), word_signature},
};

static const struct placeholder *find_placeholder(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof(placeholders) / sizeof(*placeholders); i++) {
		if (strlen(placeholders[i].name) == length &&
			!memcmp(placeholders[i].name, name, length))
			return &placeholders[i];
	}
	return NULL;
}

static bool fill_one(struct buffer *text, const char *name, size_t length,
	const struct letter_facts *facts, struct error *error)
{
	const struct placeholder *placeholder = find_placeholder(name, length);
	if (!placeholder)
		return error_set(error, ERROR_SOFTWARE,
			_("The letter has a placeholder that means nothing: {%.*s}."), (int)length,
			name);
	char *word = placeholder->word(facts);
	if (!word)
		return error_set(error, ERROR_DATA,
			_("The letter cannot be written: %s is not known."), _(placeholder->label));
	buffer_append(text, word);
	free(word);
	return true;
}

char *letter_fill(const char *template, const struct letter_facts *facts, struct error *error)
{
	struct buffer text = {0};
	for (const char *open; (open = strchr(template, '{'));) {
		const char *close = strchr(open, '}');
		if (!close)
			break;
		buffer_append_bytes(&text, template, (size_t)(open - template));
		if (!fill_one(&text, open + 1, (size_t)(close - open - 1), facts, error)) {
			buffer_finish(&text);
			return NULL;
		}
		template = close + 1;
	}
	buffer_append(&text, template);
	return buffer_take(&text);
}

/* ---- when a paragraph applies ---- */

static bool pays(const struct letter_facts *facts)
{
	return participant_pays(facts->participant) && !facts->seat_is_taken;
}

static bool pays_something(const struct letter_facts *facts)
{
	struct number fee = facts->network->fee;
	return pays(facts) && (!fee.known || fee.value);
}

static bool pays_nothing(const struct letter_facts *facts)
{
	struct number fee = facts->network->fee;
	return pays(facts) && fee.known && !fee.value;
}

static bool takes_seat(const struct letter_facts *facts)
{
	return facts->seat_is_taken;
}

static bool came_late(const struct letter_facts *facts)
{
	return facts->is_late && pays(facts) && facts->network->late_rule;
}

static bool has_terms(const struct letter_facts *facts)
{
	bool physical = false;
	for (size_t i = 0; i < facts->meeting_count; i++)
		physical |= meeting_needs_place(facts->meetings[i]);
	return physical && facts->network->physical_terms;
}

static bool has_meetings(const struct letter_facts *facts)
{
	return facts->meeting_count != 0;
}

static bool has_target_group(const struct letter_facts *facts)
{
	return facts->network->target_group != NULL;
}

static bool has_workplace(const struct letter_facts *facts)
{
	return !is_protected(facts) && facts->participant->organisation;
}

static bool has_no_workplace(const struct letter_facts *facts)
{
	return !has_workplace(facts);
}

static bool fees_differ(const struct letter_facts *facts)
{
	struct number here = facts->network->fee, there = facts->sibling_fee;
	return here.known && there.known && here.value != there.value;
}

static bool is_informed(const struct letter_facts *facts)
{
	return facts->informed;
}

static bool is_not_informed(const struct letter_facts *facts)
{
	return !facts->informed;
}

static bool has_withdrawal_rule(const struct letter_facts *facts)
{
	return participant_pays(facts->participant) && facts->network->withdrawal_rule;
}

static bool paid(const struct letter_facts *facts)
{
	return participant_pays(facts->participant);
}

static bool lacks_payer(const struct letter_facts *facts)
{
	return facts->missing & (MISSING_ORGANISATION_NUMBER | MISSING_REFERENCE);
}

static bool has_programme(const struct letter_facts *facts)
{
	return facts->programme_count != 0;
}

static bool has_changes(const struct letter_facts *facts)
{
	return !text_is_blank(facts->changes);
}

static bool has_cause(const struct letter_facts *facts)
{
	return facts->meeting && !text_is_blank(facts->meeting->status_reason);
}

static bool meeting_has_terms(const struct letter_facts *facts)
{
	return facts->meeting && meeting_needs_place(facts->meeting) &&
	       !text_is_blank(terms_of(facts));
}

static bool has_date(const struct letter_facts *facts)
{
	return facts->meeting && facts->meeting->date.known;
}

static bool has_no_date(const struct letter_facts *facts)
{
	return !has_date(facts);
}

static bool is_answered_by_file(const struct letter_facts *facts)
{
	return has_date(facts) && facts->has_mailbox;
}

static bool is_answered_by_letter(const struct letter_facts *facts)
{
	return !is_answered_by_file(facts);
}

/* A file without an organizer is a new entry in some calendars, beside the old one. */
static bool may_stand_twice(const struct letter_facts *facts)
{
	return has_date(facts) && !facts->has_mailbox;
}

static bool has_mailbox(const struct letter_facts *facts)
{
	return facts->has_mailbox;
}

static bool has_no_mailbox(const struct letter_facts *facts)
{
	return !facts->has_mailbox;
}

static bool meetings_by_file(const struct letter_facts *facts)
{
	return has_meetings(facts) && facts->has_mailbox;
}

static bool meetings_by_hand(const struct letter_facts *facts)
{
	return has_meetings(facts) && !facts->has_mailbox;
}

/* ---- the letters ---- */

struct paragraph {
	bool (*when)(const struct letter_facts *facts); /* NULL: always */
	const char *template;                           /* msgid */
};

#define PARAGRAPHS 10

static const struct template
{
	const char *subject; /* msgid; NULL: no letter is written for this reason */
	struct paragraph paragraphs[PARAGRAPHS];
}
templates[] = {
	[DRAFT_WELCOME] =
		{
			/* TRANSLATORS: keep the words in {braces} as they are; “{network}” is its
			   name */
			N_("Welcome to the network “{network}”"),
			{
				{NULL, N_("We are glad to welcome you to the network “{network}”. "
					  "You take part from {admitted_on}.")},
				{has_meetings, N_("These are your meetings:\n{meetings}")},
				{has_meetings,
					N_("You will get a calendar file for each meeting that has "
					   "a date. When something changes a new file follows, and "
					   "it replaces the old one in your calendar.")},
				{has_terms, "{physical_terms}"},
				{pays_something, N_("The fee is {fee} for each participant. We "
						    "send the invoice to your organisation.")},
				{pays_nothing, N_("Taking part is free of charge.")},
				{takes_seat, N_("You take over a colleague's seat, so there is no "
						"new fee.")},
				{lacks_payer, N_("For the invoice we still need to know this:\n"
						 "{missing}")},
				{came_late, "{late_rule}"},
				{NULL, N_("Is anything here wrong, or do you wonder about "
					  "something? Just answer this letter.")},
			},
		},
	[DRAFT_DECLINE] =
		{
			N_("Your sign-up for the network “{network}”"),
			{
				{NULL, N_("Thank you for signing up for the network “{network}”. "
					  "We "
					  "have looked at your sign-up, and this time we cannot "
					  "offer you a seat.")},
				{has_target_group, N_("This is whom the network is for: "
						      "{target_group}")},
				{has_workplace, N_("You have told us that you work for "
						   "{organisation}. If we have misunderstood what "
						   "you work with, answer this letter and we will "
						   "look at it again.")},
				{has_no_workplace,
					N_("If we have misunderstood what you work with, answer "
					   "this letter and we will look at it again.")},
				{NULL, N_("You have nothing to pay.")},
			},
		},
	[DRAFT_REFERRAL] =
		{
			N_("A network that may suit you better: {sibling}"),
			{
				{NULL, N_("Thank you for signing up for the network “{network}”. "
					  "From what you have told us of your work we believe "
					  "that {sibling} suits you better.")},
				{fees_differ, N_("The fees are not the same. The network "
						 "“{network}”: {fee}. {sibling}: {sibling_fee}.")},
				{is_informed, N_("As we have agreed, we pass on your sign-up, so "
						 "you need not sign up again.")},
				{is_not_informed,
					N_("We have passed on nothing about you. You are welcome "
					   "to "
					   "sign up there yourself, or to answer this letter if "
					   "you want us to pass on your sign-up.")},
				{NULL, N_("You have nothing to pay to us.")},
			},
		},
	[DRAFT_WITHDRAWAL] =
		{
			N_("You have left the network “{network}”"),
			{
				{NULL, N_("As you wished, you no longer take part in the network "
					  "“{network}”. Thank you for having been with us.")},
				{meetings_by_file,
					N_("For each of these meetings you get a file that takes "
					   "it out of your calendar:\n{meetings}")},
				{meetings_by_hand, N_("Please take these meetings out of your "
						      "calendar:\n{meetings}")},
				{has_withdrawal_rule, N_("About the fee: {withdrawal_rule}")},
				{paid, N_("The fee is decided separately, and we will tell you.")},
				{NULL, N_("You are welcome back. Just answer this letter.")},
			},
		},
	[DRAFT_TRANSFER] =
		{
			N_("Your seat in the network “{network}” has been taken over"),
			{
				{NULL, N_("A colleague has taken over your seat in the network "
					  "“{network}”. Thank you for having been with us.")},
				{meetings_by_file,
					N_("For each of these meetings you get a file that takes "
					   "it out of your calendar:\n{meetings}")},
				{meetings_by_hand, N_("Please take these meetings out of your "
						      "calendar:\n{meetings}")},
				{paid, N_("The fee goes with the seat: there is no new one.")},
			},
		},
	[DRAFT_MISSING] =
		{
			N_("We need something more from you for the network “{network}”"),
			{
				{NULL, N_("For your seat in the network “{network}” we still need "
					  "this:\n{missing}")},
				{lacks_payer, N_("With it the invoice finds its way in your "
						 "organisation.")},
				{NULL, N_("Just answer this letter. Thank you!")},
			},
		},
	[DRAFT_FILE] =
		{
			N_("For your calendar: {day}"),
			{
				{NULL, N_("Here is the calendar file of a meeting of the network "
					  "“{network}”:\n{meeting}")},
				{NULL, N_("Open the file, and the meeting is in your calendar. "
					  "When something changes a new file follows, and it "
					  "replaces this one.")},
			},
		},
	[DRAFT_CANCELLATION] =
		{
			N_("Out of your calendar: {day}"),
			{
				{has_mailbox, N_("You no longer take part in the network "
						 "“{network}”. The file that is attached takes "
						 "this meeting out of your calendar:\n{meeting}")},
				{has_no_mailbox,
					N_("You no longer take part in the network “{network}”. "
					   "Please take this meeting out of your "
					   "calendar:\n{meeting}")},
				{NULL, N_("The meeting itself takes place as planned.")},
			},
		},
	[DRAFT_INVITATION] =
		{
			N_("Invitation: {day}"),
			{
				{NULL, N_("You are invited to a meeting of the network "
					  "“{network}”:\n{particulars}")},
				{has_programme, N_("Programme:\n{programme}")},
				{meeting_has_terms, "{terms}"},
				{has_date, N_("The file that comes with this letter puts the "
					      "meeting in your calendar. When something changes a "
					      "new file follows.")},
				{has_no_date, N_("You will get a calendar file when the day is "
						 "set.")},
				{is_answered_by_file, N_("Please answer the invitation in your "
							 "calendar.")},
				{is_answered_by_letter, N_("Please answer this letter and tell us "
							   "whether you can come.")},
			},
		},
	[DRAFT_UPDATE] =
		{
			N_("Changed: {day}"),
			{
				{NULL, N_("Something has changed about a meeting of the network "
					  "“{network}”.")},
				{has_changes, N_("What is new:\n{changes}")},
				{NULL, N_("This is what holds now:\n{particulars}")},
				{has_programme, N_("Programme:\n{programme}")},
				{meeting_has_terms, "{terms}"},
				{is_answered_by_file, N_("The file that comes with this letter "
							 "corrects the meeting in your calendar.")},
				{may_stand_twice,
					N_("Open the file that comes with this letter, and the "
					   "meeting is right in your calendar. Does it stand there "
					   "twice, take away the older one.")},
				{has_no_date, N_("You will get a calendar file when the day is "
						 "set.")},
			},
		},
	[DRAFT_REMINDER] =
		{
			N_("Reminder: {day}"),
			{
				{NULL, N_("We remind you of a meeting of the network "
					  "“{network}”:\n{particulars}")},
				{has_programme, N_("Programme:\n{programme}")},
				{meeting_has_terms, "{terms}"},
				{NULL, N_("Can you not come? Please answer this letter. "
					  "Welcome!")},
			},
		},
};

/* The other cancellation: not of someone's seat, but of the meeting itself. */
static const struct template cancelled_meeting = {
	N_("Cancelled: {day}"),
	{
		{NULL, N_("A meeting of the network “{network}” is cancelled:\n{meeting}")},
		{has_cause, N_("The reason: {cause}")},
		{has_mailbox, N_("The file that comes with this letter takes it out of your "
				 "calendar.")},
		{has_no_mailbox, N_("The file that comes with this letter marks it as cancelled in "
				    "your calendar. Does it stand there twice, take away both.")},
	},
};

static bool add_paragraph(struct buffer *body, const char *template,
	const struct letter_facts *facts, struct error *error)
{
	char *text = letter_fill(_(template), facts, error);
	if (text)
		join(body, "\n\n", text);
	return text;
}

static bool write_body(struct buffer *body, const struct template *template,
	const struct letter_facts *facts, struct error *error)
{
	if (!add_paragraph(body, "{greeting}", facts, error))
		return false;
	for (size_t i = 0; i < PARAGRAPHS && template->paragraphs[i].template; i++) {
		const struct paragraph *at = &template->paragraphs[i];
		if ((!at->when || at->when(facts)) &&
			!add_paragraph(body, at->template, facts, error))
			return false;
	}
	return add_paragraph(body, N_("Kind regards\n{signature}"), facts, error);
}

/* NULL when there are no words for it. */
static const struct template *find_template(
	enum draft_reason reason, const struct letter_facts *facts)
{
	if (reason == DRAFT_CANCELLATION && facts->meeting &&
		facts->meeting->status.value == MEETING_CANCELLED)
		return &cancelled_meeting;
	return (size_t)reason < sizeof(templates) / sizeof(*templates) ? &templates[reason] : NULL;
}

bool letter_write(enum draft_reason reason, const struct letter_facts *facts, struct letter *letter,
	struct error *error)
{
	const struct template *template = find_template(reason, facts);
	struct buffer body = {0};
	*letter = (struct letter){0};
	if (!template || !template->subject)
		return error_set(error, ERROR_SOFTWARE, _("No letter is written for: %s."),
			choice_label(&draft_reasons, (int)reason));
	letter->subject = letter_fill(_(template->subject), facts, error);
	if (letter->subject && write_body(&body, template, facts, error)) {
		letter->body = buffer_take(&body);
		return true;
	}
	buffer_finish(&body);
	letter_finish(letter);
	return false;
}
