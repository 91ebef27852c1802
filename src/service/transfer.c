/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A seat goes from one colleague to another: one organisation, one fee, two people. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "service/invoice.h"
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
	bool in_doubt = successor->eligibility.known &&
			successor->eligibility.value != ELIGIBILITY_WITHIN;
	copy_fields(successor, colleague, address, 1);
	/* Whom the rules do not let in takes a reason: that the seat was let in before. */
	if (in_doubt && !successor->eligibility_reason)
		successor->eligibility_reason = xstrdup(_("Takes over the seat of a colleague"));
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
	const struct participant *colleague, const struct seat *held, const struct seat *ahead,
	struct transfer_result *result, struct error *error)
{
	struct service *service = writer->service;
	struct participant *successor = make_successor(service, leaving, colleague);
	/* The fee follows the seat by itself, because whoever leaves names the successor before
	 * that one is admitted (service/invoicefollow.c). */
	bool ok = service_write(service, &participant_entity, successor, error) &&
		  leave_seat(service, leaving, successor->record.id, error) &&
		  take_seat(service, successor, colleague, error) &&
		  tell_leaving(writer, leaving, held, error) &&
		  tell_successor(writer, successor, ahead, error) &&
		  service_invoice_locked(service, leaving->record.id, &result->locked_item, error);
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
	struct seat ahead = {0}, held = {0};
	*result = (struct transfer_result){0};
	bool ok = store_get(service->store, &participant_entity, id, leaving, error) &&
		  check_seat(leaving, colleague, error) &&
		  writer_init(&writer, service, false, error) &&
		  service_meetings_ahead(service, leaving, &ahead, error) &&
		  service_meetings_held(service, leaving, &held, error) &&
		  begin(service, leaving, error);
	if (ok)
		ok = service_end(service,
			hand_over(&writer, leaving, colleague, &held, &ahead, result, error),
			error);
	result->made = writer.made;
	seat_finish(&ahead);
	seat_finish(&held);
	writer_finish(&writer);
	record_destroy(&participant_entity, leaving);
	return ok;
}
