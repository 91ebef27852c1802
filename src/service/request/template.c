/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/request/template.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/i18n.h"
#include "base/text.h"
#include "embedded.h"
#include "exchange/networkfile.h"
#include "service/private.h"

static bool read_all(struct service *service, struct record_set *set, struct error *error)
{
	return store_all(service->store, &reply_template_entity, service->network, set, error);
}

/* ---- their order ---- */

/* Moves the urgent ones to the front; among themselves they stay in order. */
static void urgent_first(struct record_set *set)
{
	size_t size = set->entity->size, front = 0;
	char *kept = xcalloc(1, size);
	for (size_t i = 0; i < set->count; i++) {
		char *at = set->records + i * size;
		if (!((const struct reply_template *)(const void *)at)->is_urgent.value)
			continue;
		memcpy(kept, at, size);
		memmove(set->records + (front + 1) * size, set->records + front * size,
			(i - front) * size);
		memcpy(set->records + front * size, kept, size);
		front++;
	}
	free(kept);
}

bool service_templates(
	struct service *service, bool urgent, struct record_set *set, struct error *error)
{
	if (!read_all(service, set, error))
		return false;
	if (urgent && set->count)
		urgent_first(set);
	return true;
}

/* ---- one by its name ---- */

/* Which of them the text means: all of the name counts more than a part of it. */
static size_t match(const struct record_set *set, const char *wanted, int64_t *id)
{
	size_t hits = 0;
	for (int whole = 1; whole >= 0 && !hits; whole--) {
		for (size_t i = 0; i < set->count; i++) {
			const struct reply_template *template = record_set_at(set, i);
			char *name = collate_fold(template->name ? template->name : "");
			if (whole ? !strcmp(name, wanted) : strstr(name, wanted) != NULL) {
				*id = template->record.id;
				hits++;
			}
			free(name);
		}
	}
	return hits;
}

static bool refuse(const char *text, size_t hits, struct error *error)
{
	char *safe = text_safe(text, TEXT_ONE_LINE);
	if (hits)
		error_set(error, ERROR_REFUSED,
			_("Several answer templates are called something like “%s”: write more "
			  "of the name."),
			safe);
	else
		error_set(error, ERROR_REFUSED, _("There is no answer template “%s”."), safe);
	free(safe);
	return false;
}

bool service_template_find(
	struct service *service, const char *text, int64_t *id, struct error *error)
{
	struct record_set set = {0};
	char *wanted = collate_fold(text);
	text_trim(wanted);
	bool number = *wanted && strspn(wanted, "0123456789") == strlen(wanted);
	bool ok = true;
	if (number) {
		ok = service_resolve(service, &reply_template_entity, wanted, id, error);
	} else if (read_all(service, &set, error)) {
		size_t hits = *wanted ? match(&set, wanted, id) : 0;
		ok = hits == 1 || refuse(text, hits, error);
		record_set_finish(&set);
	} else {
		ok = false;
	}
	free(wanted);
	return ok;
}

bool service_template_last(struct service *service, int64_t *ordinal, struct error *error)
{
	struct record_set set = {0};
	*ordinal = 0;
	if (!read_all(service, &set, error))
		return false;
	for (size_t i = 0; i < set.count; i++) {
		const struct reply_template *template = record_set_at(&set, i);
		if (template->ordinal.value > *ordinal)
			*ordinal = template->ordinal.value;
	}
	record_set_finish(&set);
	return true;
}

/* ---- those that come with the program ---- */

static bool read_shipped(struct network_bundle *bundle, struct error *error)
{
	const struct embedded_file *file = service_example_file();
	return file ? networkfile_read(
			      bundle, (const char *)file->data, file->size, file->name, error)
		    : error_set(error, ERROR_SOFTWARE,
			      _("The program was built without its example."));
}

static bool is_there(const struct record_set *set, const struct reply_template *template)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct reply_template *own = record_set_at(set, i);
		if (collate_same(own->name, template->name))
			return true;
	}
	return false;
}

static bool add_one(struct service *service, const struct reply_template *shipped, int64_t ordinal,
	struct error *error)
{
	struct reply_template *template = record_copy(&reply_template_entity, shipped);
	template->record = (struct record){0};
	number_set(&template->network, service->network);
	number_set(&template->ordinal, ordinal);
	bool ok = service_write(service, &reply_template_entity, template, error);
	record_destroy(&reply_template_entity, template);
	return ok;
}

static bool add_missing(struct service *service, const struct network_part *shipped, size_t *added,
	struct error *error)
{
	struct record_set set = {0};
	int64_t ordinal;
	bool ok = service_template_last(service, &ordinal, error) && read_all(service, &set, error);
	for (size_t i = 0; ok && i < shipped->count; i++) {
		if (is_there(&set, shipped->records[i]))
			continue;
		ok = add_one(service, shipped->records[i], ++ordinal, error);
		++*added;
	}
	record_set_finish(&set);
	if (ok && !*added)
		ok = error_set(error, ERROR_REFUSED,
			_("All answer templates that come with the program are there already."));
	return ok;
}

bool service_templates_ship(struct service *service, size_t *added, struct error *error)
{
	struct network_bundle bundle = {0};
	*added = 0;
	bool ok = read_shipped(&bundle, error) &&
		  service_begin(service, _("Answer templates of the program added"), false, error);
	if (ok)
		ok = service_end(service,
			add_missing(service, &bundle.parts[NETWORK_TEMPLATES], added, error),
			error);
	network_bundle_finish(&bundle);
	return ok;
}
