/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/peoplefile.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/digest.h"
#include "base/i18n.h"
#include "exchange/file.h"
#include "model/organisation.h"
#include "service/disclosure.h"
#include "service/private.h"
#include "store/page.h"

#define PREVIEW_LINES 40
/* In store_sorts() of participants. */
#define SORT_BY_ORGANISATION 1

/* The consent that is wanted before a name is told to the others. */
#define RULE_OF_CONSENT "PL-5"

/* What a purpose tells of each person; NULL ends them. */
static const char *const administration_fields[] = {"family_name", "given_name", "title", "email",
	"phone", "organisation", "organisation_code", "role", "status", "received_on",
	"admitted_on", "tags", "organisation_number", "buyer_reference", "order_reference", NULL};
static const char *const contact_fields[] = {
	"family_name", "given_name", "email", "organisation", NULL};
static const char *const sharing_fields[] = {"family_name", "given_name", "organisation", NULL};

struct making {
	struct service *service;
	const struct people_order *order;
	struct people_export *export;
	const char *const *fields; /* NULL: counts only */
	struct spreadsheet *sheet;
	int64_t *ids;  /* of those who stand in it */
	bool nameless; /* the second walk: those of whom only the organisation is told */
	struct record_set organisations;
	size_t kinds[4]; /* statistics: by kind, the last is none of the register */
	struct county {
		char *code;
		size_t count;
	} * counties;
	size_t county_count;
	struct error *error;
};

static const char *const *fields_of(enum purpose purpose)
{
	switch (purpose) {
	case PURPOSE_ADMINISTRATION:
		return administration_fields;
	case PURPOSE_INVITATION:
	case PURPOSE_WEBINAR:
		return contact_fields;
	case PURPOSE_SHARING:
		return sharing_fields;
	default:
		return NULL;
	}
}

static bool check_purpose(enum purpose purpose, struct error *error)
{
	switch (purpose) {
	case PURPOSE_INVOICING:
		return error_set(error, ERROR_USAGE,
			_("The basis of invoices is made by: traffpunkt invoice export"));
	case PURPOSE_CATERING:
		return error_set(error, ERROR_USAGE,
			_("The caterer gets counts, never names: they are in the meeting's list of "
			  "needs."));
	case PURPOSE_RIGHTS:
		return error_set(error, ERROR_USAGE,
			_("What is known of one person is handed out as an extract of that person "
			  "alone."));
	default:
		return true;
	}
}

/* ---- who ---- */

static void leave_out(struct people_export *export, const char *rule)
{
	for (size_t i = 0; i < export->left_out_count; i++) {
		if (!strcmp(export->left_out[i].rule, rule)) {
			export->left_out[i].count++;
			return;
		}
	}
	if (export->left_out_count < PEOPLE_RULES)
		export->left_out[export->left_out_count++] = (struct people_left_out){
			.rule = rule, .count = 1};
}

static bool is_named(const struct people_order *order, int64_t id)
{
	bool named = !order->ids;
	for (size_t i = 0; i < order->id_count && !named; i++)
		named = order->ids[i] == id;
	return named;
}

static void add_person(struct making *making, const struct participant *participant, bool names)
{
	struct people_export *export = making->export;
	spreadsheet_add_row(making->sheet);
	for (size_t i = 0; making->fields[i]; i++) {
		const struct field *field = entity_field(&participant_entity, making->fields[i]);
		if (names || !(field->flags & FIELD_IDENTITY))
			spreadsheet_set_field(making->sheet, i, field, participant);
	}
	making->ids = xreallocarray(making->ids, export->people + 1, sizeof(*making->ids));
	making->ids[export->people++] = participant->record.id;
	export->organisation_only += !names;
}

/* Counts them under the kind of their organisation and its county. */
static void count_person(struct making *making, const struct participant *participant)
{
	const struct organisation *found = NULL;
	for (size_t i = 0; participant->organisation_code && i < making->organisations.count; i++) {
		const struct organisation *at = record_set_at(&making->organisations, i);
		if (!strcmp(at->code, participant->organisation_code))
			found = at;
	}
	making->kinds[found ? found->kind.value : 3]++;
	size_t place = 0;
	const char *code = found && found->county_code ? found->county_code : "";
	while (place < making->county_count && strcmp(making->counties[place].code, code) != 0)
		place++;
	if (place == making->county_count) {
		making->counties = xreallocarray(
			making->counties, place + 1, sizeof(*making->counties));
		making->counties[making->county_count++] = (struct county){xstrdup(code), 0};
	}
	making->counties[place].count++;
}

static bool consider(void *record, void *context, struct error *error)
{
	const struct participant *participant = record;
	struct making *making = context;
	const struct people_order *order = making->order;
	(void)error;
	if (participant->status.value == PARTICIPANT_MERGED ||
		!is_named(order, participant->record.id))
		return true;
	const char *rule = purpose_excludes(order->purpose, participant);
	bool organisation_only = rule && !strcmp(rule, RULE_OF_CONSENT) &&
				 participant->list_consent.known &&
				 participant->list_consent.value == CONSENT_ORGANISATION;
	if (organisation_only != making->nameless)
		return true;
	if (rule && !organisation_only)
		leave_out(making->export, rule);
	else if (making->fields)
		add_person(making, participant, !organisation_only);
	else
		count_person(making, participant);
	return true;
}

/* In the order of the names. Where no name is told the order is that of the
 * organisations: a place among names would tell how the name begins. */
static bool walk(struct making *making)
{
	struct list_query query = {.entity = &participant_entity,
		.network = making->service->network,
		.sort = making->nameless ? SORT_BY_ORGANISATION : 0,
		.all = making->order->ids || making->order->all,
		.filter = making->order->filter};
	return store_walk(making->service->store, &query, consider, making, making->error);
}

/* ---- statistics ---- */

static const char *county_name(const struct making *making, const char *code)
{
	for (size_t i = 0; *code && i < making->organisations.count; i++) {
		const struct organisation *at = record_set_at(&making->organisations, i);
		if (at->kind.value != ORGANISATION_MUNICIPALITY && at->county_code &&
			!strcmp(at->county_code, code))
			return at->name;
	}
	return _("outside the register");
}

static int compare_counties(const void *left, const void *right)
{
	const struct county *a = left, *b = right;
	/* What is in no county comes last. */
	if (!*a->code || !*b->code)
		return (*a->code == '\0') - (*b->code == '\0');
	return strcmp(a->code, b->code);
}

static void add_count(struct making *making, const char *what, const char *which, size_t count)
{
	spreadsheet_add_row(making->sheet);
	spreadsheet_set_text(making->sheet, 0, what);
	spreadsheet_set_text(making->sheet, 1, which);
	spreadsheet_set_number(making->sheet, 2, (int64_t)count);
}

static void add_counts(struct making *making)
{
	for (size_t i = 0; i < 4; i++) {
		if (making->kinds[i])
			add_count(making, _("Kind"),
				i < 3 ? choice_label(&organisation_kinds, (int)i)
				      : _("outside the register"),
				making->kinds[i]);
	}
	if (making->county_count)
		qsort(making->counties, making->county_count, sizeof(*making->counties),
			compare_counties);
	for (size_t i = 0; i < making->county_count; i++)
		add_count(making, _("County"), county_name(making, making->counties[i].code),
			making->counties[i].count);
}

/* ---- the file ---- */

static void add_columns(struct making *making)
{
	char *title = xasprintf(
		"%s, %s", _("Participants"), choice_label(&purposes, making->order->purpose));
	making->sheet = spreadsheet_create(title);
	free(title);
	for (size_t i = 0; making->fields && making->fields[i]; i++)
		spreadsheet_add_field(
			making->sheet, entity_field(&participant_entity, making->fields[i]));
	if (making->fields)
		return;
	spreadsheet_add_column(making->sheet, _("Grouped by"), CELL_TEXT);
	spreadsheet_add_column(making->sheet, C_("column", "Group"), CELL_TEXT);
	spreadsheet_add_column(making->sheet, _("People"), CELL_INTEGER);
}

/* Sorts by time, says nothing of anybody: deltagare-2023-10-02-webinar.csv */
static char *file_name(const struct making *making)
{
	char date[11];
	date_to_iso(clock_today(making->service->clock), date);
	return xasprintf("deltagare-%s-%s.%s", date, purposes.items[making->order->purpose].token,
		making->order->format == FORMAT_XLSX ? "xlsx" : "csv");
}

static bool is_folder(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The name of the file, and with its folder when it is to be written. */
static void name_file(const struct making *making, char **path)
{
	const char *out = making->order->out;
	struct people_export *export = making->export;
	*path = NULL;
	export->file = file_name(making);
	if (!out || !strcmp(out, "-"))
		return;
	if (is_folder(out)) {
		*path = xasprintf("%s/%s", out, export->file);
		return;
	}
	const char *slash = strrchr(out, '/');
	free(export->file);
	export->file = xstrdup(slash ? slash + 1 : out);
	*path = xstrdup(out);
}

static bool make_bytes(struct making *making)
{
	struct people_export *export = making->export;
	export->bytes = making->order->format == FORMAT_XLSX
				? spreadsheet_to_xlsx(making->sheet, making->service->clock,
					  &export->length, making->error)
				: spreadsheet_to_csv(making->sheet, making->order->encoding,
					  &export->length, making->error);
	return export->bytes != NULL;
}

static bool make(struct making *making)
{
	struct people_export *export = making->export;
	add_columns(making);
	if (!store_all(making->service->store, &organisation_entity, 0, &making->organisations,
		    making->error) ||
		!walk(making))
		return false;
	making->nameless = making->order->purpose == PURPOSE_SHARING;
	if (making->nameless && !walk(making))
		return false;
	if (!making->fields)
		add_counts(making);
	export->personal = export->people > export->organisation_only;
	export->rows = spreadsheet_rows(making->sheet);
	export->preview = spreadsheet_preview(making->sheet, PREVIEW_LINES);
	return make_bytes(making);
}

/* The ledger and the file, or neither. */
static bool write_file(struct making *making, const char *path)
{
	const struct people_order *order = making->order;
	struct people_export *export = making->export;
	char digest[DIGEST_HEX_SIZE];
	digest_sha256(export->bytes, export->length, digest);
	struct disclosure_order told = {.what = "participants",
		.purpose = order->purpose,
		.recipient = order->recipient,
		.file = path ? export->file : NULL,
		.digest = digest,
		.participants = making->ids,
		.count = export->people};
	char *title = xasprintf(
		PLURAL_("%s: a list with %zu person has left the house",
			"%s: a list with %zu people has left the house", export->people),
		choice_label(&purposes, (int)order->purpose), export->people);
	bool ok = service_begin(making->service, title, true, making->error);
	free(title);
	if (!ok)
		return false;
	bool there = path && access(path, F_OK) == 0;
	bool written = service_disclose_within(making->service, &told, making->error) &&
		       (!path || file_write(path, export->bytes, export->length, order->force, NULL,
					 NULL, making->error));
	ok = service_end(making->service, written, making->error);
	if (!ok && written && path && !there)
		unlink(path);
	return ok;
}

bool service_people_export(struct service *service, const struct people_order *order,
	struct people_export *export, struct error *error)
{
	struct making making = {.service = service,
		.order = order,
		.export = export,
		.fields = fields_of(order->purpose),
		.error = error};
	char *path = NULL;
	*export = (struct people_export){0};
	if (!check_purpose(order->purpose, error))
		return false;
	name_file(&making, &path);
	bool ok = make(&making) && (!order->write || write_file(&making, path));
	if (ok && order->write && path) {
		export->path = xstrdup(path);
		free(export->bytes);
		export->bytes = NULL;
	}
	free(path);
	spreadsheet_destroy(making.sheet);
	record_set_finish(&making.organisations);
	for (size_t i = 0; i < making.county_count; i++)
		free(making.counties[i].code);
	free(making.counties);
	free(making.ids);
	if (!ok)
		people_export_finish(export);
	return ok;
}

void people_export_finish(struct people_export *export)
{
	free(export->file);
	free(export->path);
	free(export->bytes);
	free(export->preview);
	*export = (struct people_export){0};
}
