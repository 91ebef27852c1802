/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/tag.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/private.h"
#include "store/tagging.h"

static bool same(const char *left, const char *right)
{
	return left && right ? !strcmp(left, right) : left == right;
}

static bool tag_one(struct service *service, int64_t id, const struct tag_change *change,
	bool preview, struct bulk_result *result, struct error *error)
{
	bool ok = true;
	struct participant *person = service_read_row(
		service, &participant_entity, id, result, &ok, error);
	if (!person)
		return ok;
	char *tags = tag_change_apply(change, person->tags);
	if (person->status.value == PARTICIPANT_MERGED) {
		bulk_result_except(result, &participant_entity, person,
			xstrdup(_("is merged into another row")));
	} else if (same(tags, person->tags)) {
		bulk_result_except(
			result, &participant_entity, person, xstrdup(_("is so already")));
	} else {
		result->changed++;
		free(person->tags);
		person->tags = tags;
		tags = NULL;
		ok = preview || service_write(service, &participant_entity, person, error);
	}
	free(tags);
	record_destroy(&participant_entity, person);
	return ok;
}

bool service_tag(struct service *service, const int64_t *ids, size_t count, const char *text,
	bool preview, struct bulk_result *result, struct error *error)
{
	struct tag_change change;
	*result = (struct bulk_result){0};
	if (!tag_change_read(&change, text, error))
		return false;
	char *what = tag_change_say(&change);
	char *title = service_bulk_title(service, &participant_entity, ids, count, what);
	bool ok = preview || service_begin(service, title, false, error);
	for (size_t i = 0; ok && i < count; i++)
		ok = tag_one(service, ids[i], &change, preview, result, error);
	free(title);
	free(what);
	tag_change_finish(&change);
	return preview ? ok : service_end(service, ok, error);
}

bool service_tags(struct service *service, struct tag_set *tags, struct error *error)
{
	return store_tags(service->store, service->network, tags, error);
}
