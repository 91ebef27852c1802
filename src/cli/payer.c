/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/payer.h"

#include "base/i18n.h"
#include "cli/output.h"
#include "service/invoice.h"

static const char *const payer_fields[] = {"organisation", "organisation_number", "gln",
	"peppol_id", "buyer_reference", "order_reference"};

static bool payer_differs(const struct participant *left, const struct participant *right)
{
	bool differs = false;
	for (size_t i = 0; i < sizeof(payer_fields) / sizeof(*payer_fields); i++)
		differs = differs ||
			  !field_equals(
				  entity_field(&participant_entity, payer_fields[i]), left, right);
	return differs;
}

void payer_tell(struct cli *cli, const struct participant *before, const struct participant *asked,
	const struct participant *saved)
{
	struct error ignored = {0};
	int64_t item = 0;
	if (!asked->organisation_number && saved->organisation_number)
		output_note(_("The organisation number %s is known from another participant of the "
			      "organisation and was filled in."),
			saved->organisation_number);
	if (before && payer_differs(before, saved) &&
		service_invoice_locked(&cli->service, saved->record.id, &item, &ignored) && item)
		output_note(_("The fee has been invoiced, and that stays as it is. To take it back "
			      "and invoice anew: traffpunkt invoice credit %lld --again --reason "
			      "TEXT"),
			(long long)item);
	error_finish(&ignored);
}
