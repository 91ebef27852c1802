/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Codes of the sign-in sheet, typed where people are noted (attend.c): digits are a code, and with
 * its last digit it is taken. What became of it stands in the foot until the next key.
 */
#ifndef TRAFFPUNKT_TUI_ATTENDCODE_H
#define TRAFFPUNKT_TUI_ATTENDCODE_H

#include "base/buffer.h"
#include "service/signin.h"
#include "tui/draw.h"

struct attend_codes {
	struct signin_codes known;
	struct buffer typed;
	char *said; /* owned */
	enum role role;
};

/* Reads them anew, and keeps what is being typed. */
bool attend_codes_read(
	struct attend_codes *codes, struct service *service, int64_t meeting, struct error *error);
void attend_codes_finish(struct attend_codes *codes);

bool attend_codes_typing(const struct attend_codes *codes);
/* True when the code is whole. */
bool attend_codes_type(struct attend_codes *codes, char digit);
void attend_codes_rub_out(struct attend_codes *codes);
void attend_codes_forget(struct attend_codes *codes);
/* Ends the typing: the participant with the code; 0, and it is said what is wrong with it. *code
 * gets it as it stands on the sheet, owned by the caller; NULL without a participant. */
int64_t attend_codes_take(struct attend_codes *codes, char **code);
/* Takes the text. */
void attend_codes_say(struct attend_codes *codes, enum role role, char *text);
/* False: there is nothing to show. */
bool attend_codes_draw(const struct attend_codes *codes, struct canvas *canvas, struct rect row);

#endif
