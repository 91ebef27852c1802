/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The notification that the contact form of a web page sends: "Namn: … E-post: … Meddelande: …" in
 * Swedish or English, a field on each line or a row of a table each.
 */
#ifndef TRAFFPUNKT_MODEL_CONTACTFORM_H
#define TRAFFPUNKT_MODEL_CONTACTFORM_H

#include "model/request.h"

/* Texts are owned; NULL: not filled in. */
struct contact_form {
	char *name;
	char *email; /* lower case */
	char *organisation;
	char *subject;
	char *message; /* with fields that we do not know under it */
	enum request_verified verified;
};

/* False, and nothing is filled in, when the text is none: a name or an address and a message must
 * be told, each at the beginning of a line. */
bool contact_form_read(struct contact_form *form, const char *text);
void contact_form_finish(struct contact_form *form);

#endif
