/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tui/request/objections.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/request/doors.h"
#include "tui/dashboard.h"

/* Takes `told`, NULL: nothing. What cannot be read is told, but does not stop anybody. */
static void tell(struct sheet *sheet, char *told, struct error *error)
{
	if (told || error->message)
		sheet_text(sheet, ROLE_WARNING, told ? told : error->message);
	error_finish(error);
	free(told);
}

void objections_tell_meeting(struct dashboard *dashboard, struct sheet *sheet, int64_t meeting)
{
	struct error error = {0};
	char *told = NULL;
	service_meeting_objections(dashboard->service, meeting, &told, &error);
	tell(sheet, told, &error);
}

void objections_tell_page(
	struct dashboard *dashboard, struct sheet *sheet, const struct line_diff *page)
{
	struct error error = {0};
	struct buffer text = {0};
	char *told = NULL;
	for (size_t i = 0; i < page->count; i++) {
		if (page->lines[i].kind == DIFF_NEW)
			buffer_printf(&text, "%s\n", page->lines[i].text);
	}
	if (text.length)
		service_text_objections(dashboard->service, text.data, &told, &error);
	tell(sheet, told, &error);
	buffer_finish(&text);
}
