/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The theme of a meeting: proposed, and decided by those it concerns. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/private.h"

static void set_theme(struct meeting *meeting, const char *text)
{
	free(meeting->theme);
	meeting->theme = text_is_blank(text) ? NULL : text_stored(text, strlen(text));
	if (meeting->theme)
		text_trim(meeting->theme);
}

static bool save_theme(
	struct service *service, struct meeting *meeting, const char *format, struct error *error)
{
	char *name = meeting_entity.title(meeting);
	char *title = xasprintf(format, name);
	bool ok = service_save(service, &meeting_entity, meeting, title, error);
	free(title);
	free(name);
	return ok;
}

bool service_theme_propose(
	struct service *service, int64_t id, const char *text, struct error *error)
{
	struct meeting meeting = {0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error);
	if (ok && meeting.theme_status.value == THEME_DECIDED)
		ok = error_set(error, ERROR_REFUSED,
			_("The theme is decided already: change it by deciding anew."));
	if (ok) {
		set_theme(&meeting, text);
		meeting.theme_status.value = meeting.theme ? THEME_PROPOSED : THEME_UNSET;
		ok = save_theme(service, &meeting, _("Theme of %s proposed"), error);
	}
	record_finish(&meeting_entity, &meeting);
	return ok;
}

bool service_theme_decide(
	struct service *service, int64_t id, const char *text, struct error *error)
{
	struct meeting meeting = {0};
	bool ok = store_get(service->store, &meeting_entity, id, &meeting, error);
	if (ok && !text_is_blank(text))
		set_theme(&meeting, text);
	if (ok && !meeting.theme)
		ok = error_set_field(
			error, ERROR_DATA, "theme", _("A decided theme needs its words."));
	if (ok) {
		meeting.theme_status = (struct number){.known = true, .value = THEME_DECIDED};
		meeting.theme_decided_on = (struct number){
			.known = true, .value = clock_today(service->clock)};
		ok = save_theme(service, &meeting, _("Theme of %s decided"), error);
	}
	record_finish(&meeting_entity, &meeting);
	return ok;
}
