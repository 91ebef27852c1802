/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/ical/ailment.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"

/* A file of a megabyte must not become a report of ten. */
#define AILMENTS_MAX 300
#define ABOUT_COLUMNS 60

static const struct {
	const char *name;
	const char *sentence; /* msgid; %s: what it is about */
	enum ailment_weight weight;
} rules[RULE_COUNT] = {
	[RULE_BOM] = {"bom",
		N_("Three invisible bytes (BOM) stand before the first line: calcurse and khal do "
		   "not read the file."),
		AILMENT_ERROR},
	[RULE_NOT_UTF8] = {"not-utf8",
		N_("The letters are not UTF-8 but probably Latin-1: å, ä and ö are damaged in most "
		   "programs."),
		AILMENT_ERROR},
	[RULE_NUL] = {"nul", N_("There are NUL bytes in it: programs stop reading there."),
		AILMENT_ERROR},
	[RULE_BARE_LF] = {"bare-lf",
		N_("The line ends with LF alone instead of CR LF: strict programs refuse the "
		   "file."),
		AILMENT_WARNING},
	[RULE_LONG_LINE] = {"long-line",
		N_("The line has more than 75 octets and should have been folded."),
		AILMENT_WARNING},
	[RULE_HALVED_LETTER] = {"halved-letter",
		N_("The line is folded inside a letter (UTF-8): å, ä or ö is damaged in many "
		   "programs."),
		AILMENT_ERROR},
	[RULE_BROKEN_FOLD] = {"broken-fold",
		N_("The line ends with CR CR LF, a mistake of libical when folding: Google and "
		   "Thunderbird lose the text."),
		AILMENT_ERROR},
	[RULE_UNREADABLE_LINE] = {"unreadable-line",
		N_("The line is no property: probably a line break inside a text. Thunderbird "
		   "imports nothing."),
		AILMENT_ERROR},
	[RULE_QUOTED_NAME] = {"quoted-name",
		N_("A double quote stands inside a parameter (as in CN): several programs fail."),
		AILMENT_ERROR},
	[RULE_UNESCAPED_COMMA] = {"unescaped-comma",
		N_("A comma in %s lacks its backslash: calcurse skips the event, others cut the "
		   "text."),
		AILMENT_WARNING},
	[RULE_UNESCAPED_SEMICOLON] = {"unescaped-semicolon",
		N_("A semicolon in %s lacks its backslash: calcurse skips the event."),
		AILMENT_WARNING},
	[RULE_TRUNCATED] = {"truncated",
		N_("The file ends before it is complete: %s is not closed."), AILMENT_ERROR},
	[RULE_SEVERAL_CALENDARS] = {"several-calendars",
		N_("There are several calendars in the file: many programs read only the first."),
		AILMENT_WARNING},
	[RULE_LATE_METHOD] = {"late-method",
		N_("METHOD stands after the events: it has to come before them, and is not seen "
		   "there."),
		AILMENT_ERROR},
	[RULE_CALENDAR_NAME] = {"calendar-name",
		N_("A single event with X-WR-CALNAME: Outlook opens a new, empty calendar."),
		AILMENT_ERROR},
	[RULE_SEVERAL_EVENTS] = {"several-events",
		N_("There are several events in the file: Outlook makes a new calendar of it, or "
		   "takes the first."),
		AILMENT_NOTE},
	[RULE_NO_EVENT] = {"no-event", N_("There is no event in the file."), AILMENT_WARNING},
	[RULE_NO_UID] = {"no-uid",
		N_("The event has no UID: some programs refuse it, others make a new copy at each "
		   "import."),
		AILMENT_ERROR},
	[RULE_SAME_UID] = {"same-uid",
		N_("Two events have the same UID: Thunderbird stops, others drop one of them."),
		AILMENT_ERROR},
	[RULE_NO_DTSTAMP] = {"no-dtstamp",
		N_("The event has no DTSTAMP: Google refuses the import."), AILMENT_ERROR},
	[RULE_NO_START] = {"no-start", N_("The event has no start (DTSTART)."), AILMENT_ERROR},
	[RULE_NO_ORGANIZER] = {"no-organizer",
		N_("METHOD:%s needs an ORGANIZER, and there is none: Outlook says that the file is "
		   "not supported."),
		AILMENT_ERROR},
	[RULE_PUBLISHED_ATTENDEE] = {"published-attendee",
		N_("METHOD:PUBLISH must not name an ATTENDEE: programs may write to those who are "
		   "named."),
		AILMENT_ERROR},
	[RULE_REQUEST_OF_NOBODY] = {"request-of-nobody",
		N_("METHOD:%s names no ATTENDEE: there is nobody to answer."), AILMENT_ERROR},
	[RULE_ALARM_TRIGGER] = {"alarm-trigger",
		N_("A reminder (VALARM) without TRIGGER: khal and Apple drop the whole event."),
		AILMENT_ERROR},
	[RULE_FLOATING_START] = {"floating-time",
		N_("The time belongs to no zone: it is shown as the clock of whoever reads it, and "
		   "Outlook moves it."),
		AILMENT_ERROR},
	[RULE_FLOATING_END] = {"floating-end",
		N_("The end (DTEND) has no zone although the start has one: the event gets the "
		   "wrong length in some programs."),
		AILMENT_ERROR},
	[RULE_NO_END] = {"no-end",
		N_("The event has no end: khal makes it one hour, others nothing at all."),
		AILMENT_WARNING},
	[RULE_END_BEFORE_START] = {"end-before-start", N_("The event ends before it starts."),
		AILMENT_ERROR},
	[RULE_EMPTY_DAY] = {"empty-day",
		N_("An all-day event must end the day after, not on the same day: calcurse skips "
		   "it."),
		AILMENT_ERROR},
	[RULE_DATE_WITHOUT_VALUE] = {"date-without-value",
		N_("A day in %s lacks VALUE=DATE: several programs fail."), AILMENT_ERROR},
	[RULE_UNREADABLE_TIME] = {"unreadable-time", N_("%s is no time that can be read."),
		AILMENT_ERROR},
	[RULE_SPRING_GAP] = {"spring-gap",
		N_("The time does not exist: the clock jumps over it in spring."), AILMENT_ERROR},
	[RULE_UNDECLARED_ZONE] = {"undeclared-zone",
		N_("The zone %s is used but not described (VTIMEZONE): Outlook shows it an hour "
		   "off."),
		AILMENT_ERROR},
	[RULE_PREFIXED_ZONE] = {"prefixed-zone",
		N_("The zone is called %s, with a prefix that only libical knows: Thunderbird and "
		   "others take the time as floating."),
		AILMENT_ERROR},
	[RULE_WINDOWS_ZONE] = {"windows-zone",
		N_("The zone is called %s, as Windows does: calcurse shows it two hours off."),
		AILMENT_NOTE},
	[RULE_UNKNOWN_ZONE] = {"unknown-zone",
		N_("Nobody knows the zone %s: here it was read as Stockholm's."), AILMENT_ERROR},
	[RULE_HISTORICAL_ZONE] = {"historical-zone",
		N_("The description of the zone %s tells its whole history (RDATE, many rules): "
		   "Outlook cannot read it and is an hour off."),
		AILMENT_ERROR},
	[RULE_WRONG_ZONE] = {"wrong-zone",
		N_("The description of the zone %s has other rules than Stockholm's clock: half of "
		   "the programs believe it."),
		AILMENT_ERROR},
};

const char *ailment_weight_token(enum ailment_weight weight)
{
	static const char *const tokens[] = {
		[AILMENT_NOTE] = "note", [AILMENT_WARNING] = "warning", [AILMENT_ERROR] = "error"};
	return tokens[weight];
}

const char *ailment_weight_label(enum ailment_weight weight)
{
	static const char *const labels[] = {[AILMENT_NOTE] = NC_("ailment", "note"),
		[AILMENT_WARNING] = NC_("ailment", "warning"),
		[AILMENT_ERROR] = NC_("ailment", "wrong")};
	return i18n_context_of("ailment", labels[weight]);
}

static char *sentence(enum ailment_rule rule, const char *about)
{
	int used;
	char *short_about = text_fit(about ? about : "", ABOUT_COLUMNS, &used);
	char *text = xasprintf(_(rules[rule].sentence), short_about);
	free(short_about);
	return text;
}

void ailment_add(
	struct diagnosis *diagnosis, enum ailment_rule rule, size_t line, const char *about)
{
	for (size_t i = 0; i < diagnosis->ailment_count; i++) {
		struct ailment *known = &diagnosis->ailments[i];
		if (known->rule == rules[rule].name && !strcmp(known->about, about ? about : "")) {
			known->count++;
			return;
		}
	}
	if (diagnosis->ailment_count == AILMENTS_MAX)
		return;
	diagnosis->ailments = xreallocarray(
		diagnosis->ailments, diagnosis->ailment_count + 1, sizeof(*diagnosis->ailments));
	diagnosis->ailments[diagnosis->ailment_count++] = (struct ailment){.line = line,
		.count = 1,
		.weight = rules[rule].weight,
		.rule = rules[rule].name,
		.about = xstrdup(about ? about : ""),
		.text = sentence(rule, about)};
}

static int compare(const void *left, const void *right)
{
	const struct ailment *a = left, *b = right;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return strcmp(a->rule, b->rule);
}

void ailments_sort(struct diagnosis *diagnosis)
{
	if (diagnosis->ailment_count)
		qsort(diagnosis->ailments, diagnosis->ailment_count, sizeof(*diagnosis->ailments),
			compare);
}
