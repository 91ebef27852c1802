/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/attendcode.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"

bool attend_codes_read(
	struct attend_codes *codes, struct service *service, int64_t meeting, struct error *error)
{
	struct signin_codes known;
	if (!service_signin_codes(service, meeting, &known, error))
		return false;
	signin_codes_finish(&codes->known);
	codes->known = known;
	return true;
}

void attend_codes_finish(struct attend_codes *codes)
{
	signin_codes_finish(&codes->known);
	buffer_finish(&codes->typed);
	free(codes->said);
	codes->said = NULL;
}

bool attend_codes_typing(const struct attend_codes *codes)
{
	return codes->typed.length > 0;
}

bool attend_codes_type(struct attend_codes *codes, char digit)
{
	buffer_append_char(&codes->typed, digit);
	return codes->typed.length > (size_t)codes->known.width;
}

void attend_codes_rub_out(struct attend_codes *codes)
{
	if (codes->typed.length)
		codes->typed.data[--codes->typed.length] = '\0';
}

void attend_codes_forget(struct attend_codes *codes)
{
	buffer_clear(&codes->typed);
	attend_codes_say(codes, ROLE_TEXT, NULL);
}

void attend_codes_say(struct attend_codes *codes, enum role role, char *text)
{
	free(codes->said);
	codes->said = text;
	codes->role = role;
}

int64_t attend_codes_take(struct attend_codes *codes, char **code)
{
	int64_t participant, number = 0;
	const char *typed = codes->typed.data ? codes->typed.data : "";
	char *fault = signin_codes_judge(&codes->known, typed, &participant);
	*code = NULL;
	if (fault)
		/* TRANSLATORS: a code, and what is wrong with it */
		attend_codes_say(
			codes, ROLE_ERROR, xasprintf(_("%s: %s. Nothing is noted."), typed, fault));
	else if (signin_read(typed, &number) == SIGNIN_READ)
		*code = signin_format(number, codes->known.width);
	free(fault);
	buffer_clear(&codes->typed);
	return participant;
}

bool attend_codes_draw(const struct attend_codes *codes, struct canvas *canvas, struct rect row)
{
	if (attend_codes_typing(codes)) {
		int x = row.x;
		x += draw_text(canvas, row.y, x, row.width, ROLE_LABEL, _("Code:")) + 1;
		x += draw_text(
			canvas, row.y, x, row.width / 2, ROLE_INPUT_FOCUS, codes->typed.data);
		draw_cursor(canvas, row.y, x);
		return true;
	}
	if (codes->said)
		draw_text(canvas, row.y, row.x, row.width, codes->role, codes->said);
	return codes->said;
}
