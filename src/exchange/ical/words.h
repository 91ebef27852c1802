/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Swedish words of calendar files. They are not translated: a file is read by members of a
 * Swedish network, and the same meeting must give the same bytes whoever exports it.
 */
#ifndef TRAFFPUNKT_EXCHANGE_ICAL_WORDS_H
#define TRAFFPUNKT_EXCHANGE_ICAL_WORDS_H

#include "model/meeting.h"

#define WORDS_CANCELLED_PREFIX "INSTÄLLD: "
#define WORDS_PRELIMINARY_PREFIX "Prel: "

#define WORDS_LOCATION_DIGITAL "Digitalt"
#define WORDS_LOCATION_LINK "Digitalt – %s"
#define WORDS_CONFERENCE_LABEL "Digital träff"
#define WORDS_CATEGORY "Nätverksträff"

#define WORDS_LINK_LATER "Länk skickas senare."
#define WORDS_PLACE_LATER "Plats meddelas senare."
#define WORDS_CANCELLED "Träffen är inställd."
#define WORDS_CANCELLED_REASON "Träffen är inställd: %s"
#define WORDS_PRELIMINARY "Tiden är preliminär."
#define WORDS_TIME_LATER "Klockslag meddelas."
#define WORDS_TIME_LATER_DURATION "Klockslag meddelas. Träffen tar %s."
#define WORDS_DURATION "Träffen tar %s."
#define WORDS_DURATION_RANGE "Träffen tar %s; sluttiden här är den längsta."
#define WORDS_NO_END "Sluttid ej satt; 60 minuter är avsatta."
#define WORDS_THEME "Tema: %s"
#define WORDS_PART "%s: %s"
#define WORDS_CLOCK "%s %s"
#define WORDS_EVENT_INCLUDED "Anmälan till webbinariet ingår i anmälan till nätverket."
#define WORDS_EVENT_SEPARATE "Anmälan till webbinariet görs separat."
#define WORDS_ORGANISER "Arrangör: %s"

#define WORDS_FEED_ABOUT "Träffar i nätverket %s"

/* "Nätverksträff", "Halvdagsseminarium", "Webbsändning". Borrowed. */
const char *words_form(const struct meeting *meeting);
/* " (digital)" in the gender of words_form(); "" where it goes without saying. Borrowed. */
const char *words_kind_suffix(const struct meeting *meeting);
/* "Fysisk", "Digital", "Hybrid". Borrowed. */
const char *words_kind(const struct meeting *meeting);
/* The same in ASCII and lower case, for file names. Borrowed. */
const char *words_kind_ascii(const struct meeting *meeting);
/* "Förmiddag"; NULL when no part of the day is known. Borrowed. */
const char *words_part(const struct programme_item *item);
/* "10.00–10.45", "10.00"; NULL when no clock time is known. Owned by the caller. */
char *words_clock(const struct programme_item *item);
/* "1–2 timmar", "45 minuter"; NULL when neither is known. Owned by the caller. */
char *words_duration(struct number min, struct number max);
/* "tema bestäms 26 sep", "tema bestäms senare": after the colon of a title. Owned by the caller. */
char *words_theme_open(struct number decided_on);
/* "Temat bestäms den 26 september 2023.", "Temat bestäms senare." Owned by the caller. */
char *words_theme_later(struct number decided_on);

#endif
