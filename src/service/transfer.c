/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A seat goes from one colleague to another: one organisation, one fee, two people. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/lifecycle.h"
#include "service/private.h"
#include "service/writer.h"

/* What belongs to the seat and not to who sits in it. */
static const char *const of_seat[] = {"organisation", "organisation_code", "role", "eligibility",
	"eligibility_rule", "eligibility_reason", "tags", "organisation_number", "gln", "peppol_id",
	"buyer_reference", "order_reference", "invented"};

/* What tells who sits in it. The address comes last, when the one who leaves has let go of it: the
 * two may share the mailbox of their office. */
static const char *const of_person[] = {
	"given_name", "family_name", "title", "phone", "contact_path", "protected"};

static const char *const address[] = {"email"};

static void copy_fields(struct participant *to, const struct participant *from,
	const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		field_copy(entity_field(&participant_entity, names[i]), to, from);
}

static struct participant *make_successor(struct service *service,
	const struct participant *leaving, const struct participant *colleague)
{
	struct participant *successor = service_new(service, &participant_entity);
	copy_fields(successor, leaving, of_seat, sizeof(of_seat) / sizeof(*of_seat));
	copy_fields(successor, colleague, of_person, sizeof(of_person) / sizeof(*of_person));
	if (!colleague->given_name && !colleague->family_name)
		copy_fields(successor, colleague, address, 1); /* it is the name that there is */
	successor->channel = (struct number){
		.known = true, .value = choices_find(&participant_channels, "other")};
	return successor;
}

/* ---- the fee ---- */

/* An item that is on its way to the payer says what it says. */
static bool is_movable(const struct entity *item, const void *record)
{
	const struct field *status = entity_field(item, "status");
	if (!status || !field_is_known(status, record))
		return true;
	const char *token = status->choices->items[field_number_of(status, record).value].token;
	return !strcmp(token, "incomplete") || !strcmp(token, "ready");
}

static bool move_item(struct service *service, const struct entity *item,
	const struct field *person, const void *record, int64_t successor,
	struct transfer_result *result, struct error *error)
{
	if (!is_movable(item, record)) {
		result->kept_items++;
		return true;
	}
	void *moved = record_copy(item, record);
	*field_number(person, moved) = (struct number){.known = true, .value = successor};
	bool ok = service_write(service, item, moved, error);
	record_destroy(item, moved);
	result->moved_items++;
	return ok;
}

/* Whatever an item of the fee is called here, it refers to the participant. */
static bool move_items(struct service *service, int64_t from, int64_t to,
	struct transfer_result *result, struct error *error)
{
	const struct entity *item = entity_by_name("invoice_item");
	const struct field *person = item ? entity_field(item, "participant_id") : NULL;
	struct record_set set = {0};
	if (!person)
		return true;
	bool ok = store_referring(service->store, item, person, from, &set, error);
	for (size_t i = 0; ok && i < set.count; i++)
		ok = move_item(service, item, person, record_set_at(&set, i), to, result, error);
	record_set_finish(&set);
	return ok;
}

/* ---- the two people ---- */

static bool leave_seat(struct service *service, struct participant *leaving, int64_t successor,
	struct error *error)
{
	leaving->status.value = PARTICIPANT_WITHDRAWN;
	leaving->successor = (struct number){.known = true, .value = successor};
	free(leaving->status_reason);
	leaving->status_reason = xstrdup(_("A colleague has taken over the seat"));
	return service_write(service, &participant_entity, leaving, error);
}

static bool take_seat(struct service *service, struct participant *successor,
	const struct participant *colleague, struct error *error)
{
	copy_fields(successor, colleague, address, 1);
	successor->status.value = PARTICIPANT_ADMITTED;
	successor->admitted_on = (struct number){
		.known = true, .value = clock_today(service->clock)};
	return service_write(service, &participant_entity, successor, error);
}

static bool tell_leaving(struct writer *writer, const struct participant *leaving,
	const struct seat *seat, struct error *error)
{
	struct letter_facts facts = writer_facts(writer, leaving);
	facts.meetings = seat->meetings;
	facts.meeting_count = seat->count;
	return writer_draft(writer, DRAFT_TRANSFER, &facts, error) &&
	       writer_draft_files(writer, DRAFT_CANCELLATION, ATTACH_CANCEL, leaving, seat, error);
}

static bool tell_successor(struct writer *writer, const struct participant *successor,
	const struct seat *ahead, struct error *error)
{
	struct seat seat;
	if (!service_meetings_of(writer->service, successor, &seat, error))
		return false;
	struct letter_facts facts = writer_facts(writer, successor);
	facts.meetings = seat.meetings;
	facts.meeting_count = seat.count;
	facts.seat_is_taken = true;
	bool ok = writer_draft(writer, DRAFT_WELCOME, &facts, error) &&
		  writer_draft_files(writer, DRAFT_FILE, ATTACH_PLAIN, successor, ahead, error);
	seat_finish(&seat);
	return ok;
}

static bool hand_over(struct writer *writer, struct participant *leaving,
	const struct participant *colleague, const struct seat *ahead,
	struct transfer_result *result, struct error *error)
{
	struct service *service = writer->service;
	struct participant *successor = make_successor(service, leaving, colleague);
	/* The fee moves before anybody leaves or is admitted, so that none is made or questioned.
	 */
	bool ok = service_write(service, &participant_entity, successor, error) &&
		  move_items(service, leaving->record.id, successor->record.id, result, error) &&
		  leave_seat(service, leaving, successor->record.id, error) &&
		  take_seat(service, successor, colleague, error) &&
		  tell_leaving(writer, leaving, ahead, error) &&
		  tell_successor(writer, successor, ahead, error);
	result->successor = successor->record.id;
	record_destroy(&participant_entity, successor);
	return ok;
}

static bool begin(struct service *service, const struct participant *leaving, struct error *error)
{
	char *name = participant_entity.title(leaving);
	char *title = xasprintf(
		_("%s %s: the seat is handed over"), _(participant_entity.label), name);
	bool ok = service_begin(service, title, false, error);
	free(title);
	free(name);
	return ok;
}

static bool check_seat(
	const struct participant *leaving, const struct participant *colleague, struct error *error)
{
	if (leaving->status.value != PARTICIPANT_ADMITTED)
		return error_set(error, ERROR_REFUSED,
			_("Only an admitted participant has a seat to hand over."));
	if (!colleague->given_name && !colleague->family_name && !colleague->email &&
		!colleague->is_protected.value)
		return error_set_field(error, ERROR_DATA, "family_name",
			_("Whoever takes over needs a name or an e-mail address."));
	return true;
}

bool service_transfer(struct service *service, int64_t id, const struct participant *colleague,
	struct transfer_result *result, struct error *error)
{
	struct participant *leaving = record_create(&participant_entity);
	struct writer writer = {0};
	struct seat ahead = {0};
	*result = (struct transfer_result){0};
	bool ok = store_get(service->store, &participant_entity, id, leaving, error) &&
		  check_seat(leaving, colleague, error) &&
		  writer_init(&writer, service, false, error) &&
		  service_meetings_ahead(service, leaving, &ahead, error) &&
		  begin(service, leaving, error);
	if (ok)
		ok = service_end(service,
			hand_over(&writer, leaving, colleague, &ahead, result, error), error);
	result->made = writer.made;
	seat_finish(&ahead);
	writer_finish(&writer);
	record_destroy(&participant_entity, leaving);
	return ok;
}
