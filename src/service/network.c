/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network whole: from a network file into the database and back. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "embedded.h"
#include "exchange/networkfile.h"
#include "model/payer.h"
#include "service/assess.h"
#include "service/invoice.h"
#include "service/private.h"
#include "service/webtext.h"
#include "store/maintenance.h"

#define EXAMPLE_FILE "fortroendevaldas-trygghet.json"

/* What a record of the bundle is called in the database: index id - 1 of each part. */
struct id_map {
	int64_t *ids[NETWORK_PART_COUNT];
};

static const int order_of_parts[] = {NETWORK_STAFF, NETWORK_STRANDS, NETWORK_FACTS,
	NETWORK_TEMPLATES, NETWORK_MEETINGS, NETWORK_PROGRAMME, NETWORK_PARTICIPANTS,
	NETWORK_REQUESTS};

static int part_of(const struct entity *entity)
{
	int part = 0;
	while (part < NETWORK_PART_COUNT - 1 && network_part_entity(part) != entity)
		part++;
	return part;
}

static bool is_network_reference(const struct field *field)
{
	return field->type == FIELD_REFERENCE && !field->target && field->flags & FIELD_PARENT;
}

/* Maps the references of a record; those to rows not stored yet are cleared and said in *later. */
static void map_references(const struct id_map *map, const struct entity *entity, void *record,
	int64_t network, bool *later)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		const struct field *field = &entity->fields[i];
		struct number *value = NULL;
		if (field->type == FIELD_REFERENCE)
			value = field_number(field, record);
		if (value && is_network_reference(field))
			*value = (struct number){.known = true, .value = network};
		if (!value || !value->known || !field->target)
			continue;
		int64_t id = map->ids[part_of(field->target)][value->value - 1];
		*later = *later || !id;
		*value = (struct number){.known = id != 0, .value = id};
	}
}

/* Who takes part by the file takes part; but what the rules say of it stands there. */
static bool complete_participant(
	struct service *service, struct participant *participant, struct error *error)
{
	service_default_participant(participant);
	if (participant->organisation_code &&
		!service_check_organisation(service, participant->organisation_code, error))
		return false;
	if (!service_assess(service, participant, error))
		return false;
	if (participant->status.value == PARTICIPANT_ADMITTED &&
		participant->eligibility.value != ELIGIBILITY_WITHIN &&
		!participant->eligibility_reason)
		participant->eligibility_reason = xstrdup(_("Admitted in the network file"));
	return service_check_address(service, participant, NULL, error);
}

static bool insert_record(struct service *service, const struct network_bundle *bundle,
	struct id_map *map, int part, size_t index, int64_t network, bool *later,
	struct error *error)
{
	const struct entity *entity = network_part_entity(part);
	void *record = record_copy(entity, bundle->parts[part].records[index]);
	struct record *head = record;
	head->id = 0;
	const struct field *ordinal = entity_field(entity, "ordinal");
	if (ordinal)
		*field_number(ordinal, record) = (struct number){
			.known = true, .value = (int64_t)index + 1};
	map_references(map, entity, record, network, later);
	/* A file of an older program does not know every flag. */
	service_default_flags(entity, record);
	bool ok = true;
	if (entity == &participant_entity)
		ok = complete_participant(service, record, error);
	if (ok && entity == &request_entity)
		ok = service_protect_request(service, record, error);
	if (entity == &participant_entity)
		payer_complete((struct participant *)record, NULL);
	ok = ok && store_insert(service->store, entity, record, error);
	if (ok && entity == &participant_entity)
		ok = service_invoice_follow(service, record, NULL, error);
	map->ids[part][index] = head->id;
	record_destroy(entity, record);
	return ok;
}

/* Second pass for rows that refer to rows stored after them. */
static bool settle_references(struct service *service, const struct network_bundle *bundle,
	const struct id_map *map, int part, int64_t network, struct error *error)
{
	const struct network_part *rows = &bundle->parts[part];
	bool ok = true, later = false;
	for (size_t i = 0; ok && i < rows->count; i++) {
		void *record = record_create(rows->entity);
		void *source = record_copy(rows->entity, rows->records[i]);
		map_references(map, rows->entity, source, network, &later);
		ok = store_get(service->store, rows->entity, map->ids[part][i], record, error);
		for (size_t f = 0; ok && f < rows->entity->field_count; f++) {
			const struct field *field = &rows->entity->fields[f];
			if (field->type == FIELD_REFERENCE)
				field_copy(field, record, source);
		}
		ok = ok && store_update(service->store, rows->entity, record, error);
		record_destroy(rows->entity, source);
		record_destroy(rows->entity, record);
	}
	return ok;
}

static bool insert_parts(struct service *service, const struct network_bundle *bundle,
	struct id_map *map, int64_t network, struct error *error)
{
	bool ok = true;
	for (size_t p = 0; ok && p < sizeof(order_of_parts) / sizeof(*order_of_parts); p++) {
		int part = order_of_parts[p];
		bool later = false;
		for (size_t i = 0; ok && i < bundle->parts[part].count; i++)
			ok = insert_record(service, bundle, map, part, i, network, &later, error);
		if (ok && later)
			ok = settle_references(service, bundle, map, part, network, error);
	}
	return ok;
}

static bool insert_bundle(struct service *service, const struct network_bundle *bundle, int64_t *id,
	struct error *error)
{
	struct id_map map;
	struct network *network = record_copy(&network_entity, bundle->network);
	network->record.id = 0;
	for (int part = 0; part < NETWORK_PART_COUNT; part++)
		map.ids[part] = xcalloc(bundle->parts[part].count + 1, sizeof(*map.ids[part]));
	bool ok = store_load_organisations(service->store, error) &&
		  store_insert(service->store, &network_entity, network, error) &&
		  insert_parts(service, bundle, &map, network->record.id, error);
	*id = network->record.id;
	for (int part = 0; part < NETWORK_PART_COUNT; part++)
		free(map.ids[part]);
	record_destroy(&network_entity, network);
	return ok;
}

static bool refuse_twin(struct service *service, const char *slug, struct error *error)
{
	int64_t id;
	if (!store_find(service->store, &network_entity, "slug", slug, &id, error))
		return false;
	return !id || error_set(error, ERROR_REFUSED,
			      _("The database already holds a network called “%s”."), slug);
}

/* The page of the new network, as the file tells it. */
static bool insert_whole(struct service *service, const struct network_bundle *bundle, int64_t *id,
	struct error *error)
{
	int64_t before = service->network;
	if (!insert_bundle(service, bundle, id, error))
		return false;
	service->network = *id;
	bool ok = service_publication_begin(service, error);
	service->network = before;
	return ok;
}

bool service_network_import(struct service *service, const char *text, size_t length,
	const char *name, int64_t *id, struct error *error)
{
	struct network_bundle bundle = {0};
	if (!networkfile_read(&bundle, text, length, name, error))
		return false;
	char *title = xasprintf(_("Network %s: read from %s"), bundle.network->name, name);
	bool ok = refuse_twin(service, bundle.network->slug, error) &&
		  service_begin(service, title, true, error);
	ok = ok && service_end(service, insert_whole(service, &bundle, id, error), error);
	free(title);
	network_bundle_finish(&bundle);
	if (ok)
		service->network = *id;
	return ok;
}

const struct embedded_file *service_example_file(void)
{
	for (size_t i = 0; i < embedded_file_count; i++) {
		if (!strcmp(embedded_files[i].name, EXAMPLE_FILE))
			return &embedded_files[i];
	}
	return NULL;
}

bool service_network_import_example(struct service *service, int64_t *id, struct error *error)
{
	const struct embedded_file *file = service_example_file();
	if (file)
		return service_network_import(
			service, (const char *)file->data, file->size, file->name, id, error);
	return error_set(error, ERROR_SOFTWARE, _("The program was built without its example."));
}

/* ---- and back ---- */

static int compare_ids(const void *left, const void *right)
{
	int64_t a = ((const struct record *)left)->id, b = ((const struct record *)right)->id;
	return (a > b) - (a < b);
}

/* What has no order of its own stands in the order it was stored in: a file comes out as it went
 * in, and where a protected person stands does not tell what the name begins with. */
static bool read_part(struct service *service, struct network_bundle *bundle, int part,
	int64_t parent, struct error *error)
{
	struct record_set set = {0};
	const struct entity *entity = network_part_entity(part);
	if (!store_all(service->store, entity, parent, &set, error))
		return false;
	if (set.count && !entity_field(entity, "ordinal"))
		qsort(set.records, set.count, entity->size, compare_ids);
	for (size_t i = 0; i < set.count; i++)
		network_bundle_add(bundle, part, record_copy(set.entity, record_set_at(&set, i)));
	record_set_finish(&set);
	return true;
}

char *service_network_export(struct service *service, struct error *error)
{
	struct network_bundle bundle = {.network = record_create(&network_entity)};
	bool ok = service_network(service, bundle.network, error);
	for (int part = 0; ok && part < NETWORK_PART_COUNT; part++) {
		if (part != NETWORK_PROGRAMME)
			ok = read_part(service, &bundle, part, service->network, error);
	}
	const struct network_part *meetings = &bundle.parts[NETWORK_MEETINGS];
	for (size_t i = 0; ok && i < meetings->count; i++)
		ok = read_part(service, &bundle, NETWORK_PROGRAMME,
			((const struct record *)meetings->records[i])->id, error);
	char *text = ok ? networkfile_write(&bundle) : NULL;
	network_bundle_finish(&bundle);
	return text;
}
