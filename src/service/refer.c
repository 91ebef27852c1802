/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Referring someone to another network. What a person has told us was told for this network: it is
 * passed on only when they know of it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/collate.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "base/text.h"
#include "service/lifecycle.h"
#include "service/private.h"
#include "service/twin.h"
#include "service/writer.h"

/* ---- which network ---- */

void sibling_finish(struct sibling *sibling)
{
	free(sibling->name);
	*sibling = (struct sibling){0};
}

static bool same_words(const char *left, const char *right)
{
	return left && right && collate_same(left, right);
}

static bool is_called(const struct network *network, const char *name)
{
	return same_words(network->slug, name) || same_words(network->name, name);
}

/* A network of this database knows its own name and fee best. */
static bool find_here(
	struct service *service, const char *name, struct sibling *sibling, struct error *error)
{
	struct record_set networks = {0};
	if (!store_all(service->store, &network_entity, 0, &networks, error))
		return false;
	for (size_t i = 0; name && i < networks.count; i++) {
		const struct network *network = record_set_at(&networks, i);
		if (network->record.id == service->network || !is_called(network, name))
			continue;
		sibling->network = network->record.id;
		sibling->fee = network->fee;
		free(sibling->name);
		sibling->name = xstrdup(network->name);
	}
	record_set_finish(&networks);
	return true;
}

bool service_find_sibling(
	struct service *service, const char *text, struct sibling *sibling, struct error *error)
{
	struct network own = {0};
	*sibling = (struct sibling){0};
	if (!service_network(service, &own, error))
		return false;
	bool known = text_is_blank(text) || same_words(text, own.sibling_name) ||
		     same_words(text, own.sibling_slug);
	bool ok = !is_called(&own, text ? text : "") ||
		  error_set(error, ERROR_DATA,
			  _("Nobody is referred to the network that they are in."));
	if (ok && known) {
		sibling->name = xstrdup(own.sibling_name);
		sibling->fee = own.sibling_fee;
	} else if (ok) {
		sibling->name = text_stored(text, strlen(text));
		text_trim(sibling->name);
	}
	ok = ok && find_here(service, known ? own.sibling_slug : text, sibling, error);
	if (ok && !sibling->name) /* only a short name, of a network that is not here */
		sibling->name = xstrdup(own.sibling_slug);
	record_finish(&network_entity, &own);
	if (!ok)
		sibling_finish(sibling);
	return ok;
}

/* ---- passing on ---- */

struct referral {
	struct writer writer;
	struct sibling sibling;
	bool informed;
	bool letters;
};

/* What someone has told that means the same in any network. */
static const char *const passed_on[] = {"given_name", "family_name", "title", "email", "phone",
	"organisation", "organisation_code", "role", "contact_path", "protected", "invented"};

static char *purpose_note(const struct referral *referral)
{
	struct service *service = referral->writer.service;
	char *today = date_format(clock_today(service->clock), DATE_MEDIUM);
	char *note = xasprintf(_("Referred from the network “%s” on %s, for a seat in this one. "
				 "The person has been informed (%s)."),
		referral->writer.network.name, today, service->who);
	free(today);
	return note;
}

/* Do they take part in the other network already, or have they asked to? */
static bool find_there(
	struct service *there, const struct participant *copy, bool *found, struct error *error)
{
	struct twin *twins = NULL;
	size_t count = 0;
	*found = false;
	bool ok = service_find_twins(there, copy, &twins, &count, error);
	for (size_t i = 0; ok && i < count && !*found; i++) {
		struct participant twin = {0};
		ok = !twins[i].exact ||
		     store_get(there->store, &participant_entity, twins[i].id, &twin, error);
		*found = ok && twins[i].exact &&
			 !participant_statuses.items[twin.status.value].closed;
		record_finish(&participant_entity, &twin);
	}
	free(twins);
	return ok;
}

static bool copy_into_sibling(
	struct referral *referral, const struct participant *participant, struct error *error)
{
	struct service there = *referral->writer.service; /* the same, in the other network */
	there.network = referral->sibling.network;
	struct participant *copy = service_new(&there, &participant_entity);
	for (size_t i = 0; i < sizeof(passed_on) / sizeof(*passed_on); i++)
		field_copy(entity_field(&participant_entity, passed_on[i]), copy, participant);
	copy->channel = (struct number){
		.known = true, .value = choices_find(&participant_channels, "other")};
	copy->note = purpose_note(referral);
	bool found;
	bool ok = find_there(&there, copy, &found, error) &&
		  (found || service_write(&there, &participant_entity, copy, error));
	record_destroy(&participant_entity, copy);
	return ok;
}

static bool pass_on(
	struct referral *referral, const struct participant *participant, struct error *error)
{
	if (!referral->informed)
		return true;
	if (referral->sibling.network)
		return referral->writer.preview || copy_into_sibling(referral, participant, error);
	char *task = xasprintf(_("Pass the sign-up on to %s: the person has been informed"),
		referral->sibling.name);
	bool ok = writer_task(&referral->writer, DRAFT_REFERRAL, participant, task, error);
	free(task);
	return ok;
}

static bool name_sibling(struct service *service, void *record, void *context, struct error *error)
{
	struct participant *participant = record;
	const struct referral *referral = context;
	(void)service;
	(void)error;
	free(participant->referred_to);
	participant->referred_to = xstrdup(referral->sibling.name);
	return true;
}

static bool refer_one(
	struct service *service, const void *record, void *context, struct error *error)
{
	struct referral *referral = context;
	struct letter_facts facts = writer_facts(&referral->writer, record);
	facts.sibling = referral->sibling.name;
	facts.sibling_fee = referral->sibling.fee;
	facts.informed = referral->informed;
	(void)service;
	return (!referral->letters ||
		       writer_draft(&referral->writer, DRAFT_REFERRAL, &facts, error)) &&
	       pass_on(referral, record, error);
}

bool service_refer(struct service *service, const struct referral_order *order,
	struct lifecycle_result *result, struct error *error)
{
	const struct lifecycle_order *people = &order->people;
	struct referral referral = {.informed = order->informed, .letters = people->letters};
	*result = (struct lifecycle_result){0};
	if (!service_find_sibling(service, order->to, &referral.sibling, error))
		return false;
	if (!referral.sibling.name) { /* nobody has said where: there is nothing to write */
		if (order->informed)
			return error_set(error, ERROR_DATA,
				_("Say which network the sign-up is passed on to."));
		referral.letters = false;
	}
	bool ok = writer_init(&referral.writer, service, people->preview, error);
	struct status_order step = {.entity = &participant_entity,
		.ids = people->ids,
		.count = people->count,
		.to = PARTICIPANT_REFERRED,
		.reason = people->reason,
		.preview = people->preview,
		.before = name_sibling,
		.then = refer_one,
		.context = &referral};
	ok = ok && service_change_status(service, &step, &result->rows, error);
	result->made = referral.writer.made;
	writer_finish(&referral.writer);
	sibling_finish(&referral.sibling);
	return ok;
}
