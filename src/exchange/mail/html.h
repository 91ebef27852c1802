/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The HTML of a mail as text, for people: what a browser would show of it, line by line. No parser
 * of HTML, but one pass that takes linear time and room whatever it is given.
 */
#ifndef TRAFFPUNKT_EXCHANGE_MAIL_HTML_H
#define TRAFFPUNKT_EXCHANGE_MAIL_HTML_H

#include <stddef.h>
#include <stdint.h>

/*
 * Blocks stand on lines of their own, list items after "•" or their number, the cells of a row
 * on one line with tabs between them, quotations after "> ". The address of a link follows its
 * text where it says something else. What is hidden is left out. Takes UTF-8; owned by the caller.
 */
char *html_text(const char *html, size_t length);

/* The character that a reference ("&amp;", "&#229;") stands for, and its length in *used with the
 * ampersand and the semicolon; 0 when it is none. */
uint32_t html_reference(const char *at, const char *end, size_t *used);

#endif
