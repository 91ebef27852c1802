/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/webtext.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "service/private.h"

/* All that the page is written from. */
struct material {
	struct network network;
	struct record_set strands, staff, meetings;
	struct record_set *programmes; /* of each meeting */
	struct webtext_meeting *told;  /* of each meeting; borrow from the rest */
};

static void material_finish(struct material *material)
{
	for (size_t i = 0; material->programmes && i < material->meetings.count; i++)
		record_set_finish(&material->programmes[i]);
	free(material->programmes);
	free(material->told);
	record_set_finish(&material->meetings);
	record_set_finish(&material->staff);
	record_set_finish(&material->strands);
	record_finish(&network_entity, &material->network);
}

static struct number date_of(const struct record_set *meetings, struct number id)
{
	for (size_t i = 0; id.known && i < meetings->count; i++) {
		const struct meeting *meeting = record_set_at(meetings, i);
		if (meeting->record.id == id.value)
			return meeting->date;
	}
	return (struct number){0};
}

static bool read_programmes(struct material *material, struct service *service, struct error *error)
{
	size_t count = material->meetings.count;
	material->programmes = xcalloc(count + 1, sizeof(*material->programmes));
	material->told = xcalloc(count + 1, sizeof(*material->told));
	for (size_t i = 0; i < count; i++) {
		const struct meeting *meeting = record_set_at(&material->meetings, i);
		struct record_set *items = &material->programmes[i];
		if (!store_all(service->store, &programme_item_entity, meeting->record.id, items,
			    error))
			return false;
		material->told[i] = (struct webtext_meeting){.meeting = meeting,
			.programme = (const void *)items->records,
			.programme_count = items->count,
			.decided_on = date_of(&material->meetings, meeting->theme_decided_at)};
	}
	return true;
}

static bool material_init(struct material *material, struct service *service, struct error *error)
{
	struct store *store = service->store;
	*material = (struct material){0};
	if (service_network(service, &material->network, error) &&
		store_all(store, &strand_entity, service->network, &material->strands, error) &&
		store_all(store, &staff_entity, service->network, &material->staff, error) &&
		store_all(store, &meeting_entity, service->network, &material->meetings, error) &&
		read_programmes(material, service, error))
		return true;
	material_finish(material);
	return false;
}

char *service_webtext(struct service *service, enum webtext_format format, struct error *error)
{
	struct material material;
	if (!material_init(&material, service, error))
		return NULL;
	struct webtext_source source = {.network = &material.network,
		.strands = (const void *)material.strands.records,
		.strand_count = material.strands.count,
		.staff = (const void *)material.staff.records,
		.staff_count = material.staff.count,
		.meetings = material.told,
		.meeting_count = material.meetings.count};
	char *text = webtext_write(&source, format);
	material_finish(&material);
	return text;
}

/* ---- what was marked ---- */

bool service_publication_last(
	struct service *service, struct publication *publication, bool *found, struct error *error)
{
	struct record_set set = {0};
	*publication = (struct publication){0};
	*found = false;
	if (!store_all(service->store, &publication_entity, service->network, &set, error))
		return false;
	if (set.count) {
		struct publication *last = record_copy(
			&publication_entity, record_set_at(&set, set.count - 1));
		*publication = *last; /* the texts go with it */
		*found = true;
		free(last);
	}
	record_set_finish(&set);
	return true;
}

static bool add(struct service *service, const char *text, int64_t published_on, int64_t resolution,
	struct error *error)
{
	char digest[DIGEST_HEX_SIZE];
	struct publication *publication = service_new(service, &publication_entity);
	digest_sha256(text, strlen(text), digest);
	publication->text = xstrdup(text);
	publication->digest = xstrdup(digest);
	publication->published_by = xstrdup(service->who);
	number_set(&publication->published_on, published_on);
	number_set(&publication->resolution_seen, resolution);
	bool ok = service_write(service, &publication_entity, publication, error);
	record_destroy(&publication_entity, publication);
	return ok;
}

static bool date_network(struct service *service, struct error *error)
{
	struct network network = {0};
	bool ok = service_network(service, &network, error);
	number_set(&network.published_on, clock_today(service->clock));
	ok = ok && service_write(service, &network_entity, &network, error);
	record_finish(&network_entity, &network);
	return ok;
}

bool service_publication_within(
	struct service *service, bool web, int64_t resolution, struct error *error)
{
	struct publication last;
	bool found;
	if (!service_publication_last(service, &last, &found, error))
		return false;
	bool ok = !web || date_network(service, error);
	int64_t seen = resolution > last.resolution_seen.value ? resolution
							       : last.resolution_seen.value;
	char *text = !ok   ? NULL
		     : web ? service_webtext(service, WEBTEXT_MARKDOWN, error)
			   : xstrdup(last.text);
	/* Nothing has been published that a decision could be told with. */
	bool empty = ok && !web && !found;
	ok = ok && (empty || text);
	if (ok && !empty)
		ok = add(service, text, web ? clock_today(service->clock) : last.published_on.value,
			seen, error);
	free(text);
	record_finish(&publication_entity, &last);
	return ok;
}

bool service_publication_mark(struct service *service, struct error *error)
{
	return service_begin(service, _("Web text marked as published"), true, error) &&
	       service_end(service, service_publication_within(service, true, 0, error), error);
}

bool service_publication_begin(struct service *service, struct error *error)
{
	struct network network = {0};
	bool ok = service_network(service, &network, error);
	if (ok && network.published_on.known) {
		char *text = service_webtext(service, WEBTEXT_MARKDOWN, error);
		ok = text && add(service, text, network.published_on.value, 0, error);
		free(text);
	}
	record_finish(&network_entity, &network);
	return ok;
}
