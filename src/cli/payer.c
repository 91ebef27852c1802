/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/payer.h"

#include "base/i18n.h"
#include "cli/output.h"
#include "service/invoice.h"

void payer_tell(struct cli *cli, const struct participant *before, const struct participant *asked,
	const struct participant *saved)
{
	struct invoice_news news = service_invoice_news(
		&cli->service, before, asked->organisation_number != NULL, saved);
	if (news.borrowed)
		output_note(_("The organisation number %s is known from another participant of the "
			      "organisation and was filled in."),
			saved->organisation_number);
	if (news.locked)
		output_note(_("The fee has been invoiced, and that stays as it is. To take it back "
			      "and invoice anew: traffpunkt invoice credit %lld --again --reason "
			      "TEXT"),
			(long long)news.locked);
}
