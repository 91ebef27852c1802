/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/savedview.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/meeting.h"
#include "model/participant.h"
#include "model/request.h"

#define FIELD_AT(member) offsetof(struct saved_view, member)

static const struct choice list_items[] = {
	[VIEW_OF_PARTICIPANTS] = {"participant", NC_("view", "participants"), NULL, NULL, NULL,
		false},
	[VIEW_OF_MEETINGS] = {"meeting", NC_("view", "meetings"), NULL, NULL, NULL, false},
	[VIEW_OF_REQUESTS] = {"request", NC_("view", "requests"), NULL, NULL, NULL, false},
};

const struct choices view_lists = {
	"view", list_items, sizeof(list_items) / sizeof(*list_items), NULL, 0};

static const struct field fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(network), NULL, NULL, NULL},
	{"list", N_("List"), FIELD_CHOICE, FIELD_REQUIRED, FIELD_AT(list), &view_lists, NULL, NULL},
	{"name", N_("Name"), FIELD_TEXT, FIELD_REQUIRED, FIELD_AT(name), NULL, NULL, NULL},
	{"filter", N_("Filter"), FIELD_TEXT, FIELD_REQUIRED, FIELD_AT(filter), NULL, NULL, NULL},
};

static char *title(const void *record)
{
	const struct saved_view *view = record;
	return xstrdup(view->name ? view->name : "");
}

const struct entity saved_view_entity = {
	.name = "saved_view",
	.label = N_("Saved view"),
	.table = "saved_view",
	.size = sizeof(struct saved_view),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.title = title,
};

const struct shipped_view *shipped_views(void)
{
	/* TRANSLATORS: filters: words of the filter language, which takes both languages */
	static const struct shipped_view views[] = {
		{VIEW_OF_PARTICIPANTS, "review", N_("To review"), N_("status:review")},
		{VIEW_OF_PARTICIPANTS, "received", N_("Newly received"), N_("status:received")},
		{VIEW_OF_PARTICIPANTS, "outside", N_("Not within the target group"),
			N_("-eligibility:within")},
		{VIEW_OF_PARTICIPANTS, "no-reference", N_("Missing invoice reference"),
			N_("missing:reference")},
		{VIEW_OF_PARTICIPANTS, "incomplete", N_("Missing something"),
			N_("missing:anything")},
		{VIEW_OF_PARTICIPANTS, "diet", N_("Special diet, next meeting in person"),
			N_("diet:next")},
		{VIEW_OF_PARTICIPANTS, "lacks-file", N_("Lack the newest calendar file"),
			N_("lacks:file")},
		{VIEW_OF_PARTICIPANTS, "protected", N_("Protected persons"), N_("is:protected")},
		{VIEW_OF_PARTICIPANTS, "other-roles", N_("Speakers, staff and guests"),
			N_("-role:participant")},
		{VIEW_OF_MEETINGS, "preliminary", N_("To confirm"), N_("status:preliminary")},
		{VIEW_OF_MEETINGS, "unplanned", N_("Without a date"), N_("status:unplanned")},
		{VIEW_OF_MEETINGS, "no-theme", N_("Theme not decided"),
			N_("-theme_status:decided")},
		{VIEW_OF_REQUESTS, "inbox", N_("Inbox"), ""},
		{VIEW_OF_REQUESTS, "mine", N_("Mine"), N_("is:mine")},
		{VIEW_OF_REQUESTS, "unassigned", N_("Unassigned"), N_("is:unassigned")},
		{VIEW_OF_REQUESTS, "urgent", N_("Urgent"), N_("is:urgent")},
		{VIEW_OF_REQUESTS, "overdue", N_("Overdue"), N_("is:overdue")},
		{VIEW_OF_REQUESTS, "woken", N_("Woken"), N_("is:woken")},
		{VIEW_OF_REQUESTS, "new", N_("New"), N_("status:new")},
		{VIEW_OF_REQUESTS, "waiting", N_("Waiting"), N_("status:waiting")},
		{VIEW_OF_REQUESTS, "resting", N_("Resting"), N_("is:resting")},
		{VIEW_OF_REQUESTS, "quarantine", N_("In quarantine"), N_("is:quarantined")},
		{VIEW_OF_REQUESTS, "spam", N_("Spam"), N_("is:spam")},
		{VIEW_OF_REQUESTS, "all", N_("All"), N_("is:all")},
		{VIEW_OF_REQUESTS, NULL, NULL, NULL},
	};
	return views;
}

const struct entity *view_entity(enum view_of list)
{
	static const struct entity *const entities[] = {
		[VIEW_OF_PARTICIPANTS] = &participant_entity,
		[VIEW_OF_MEETINGS] = &meeting_entity,
		[VIEW_OF_REQUESTS] = &request_entity,
	};
	return entities[list];
}
