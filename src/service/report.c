/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "service/invoice.h"
#include "service/private.h"
#include "store/page.h"

/* What is gathered while all participants are walked over. */
struct gathering {
	struct report *report;
	char **codes; /* owned */
	size_t code_count;
	int64_t *days;
	size_t day_count;
};

static bool has_code(const struct gathering *all, const char *code)
{
	for (size_t i = 0; i < all->code_count; i++) {
		if (!strcmp(all->codes[i], code))
			return true;
	}
	return false;
}

static void gather_code(struct gathering *all, const struct participant *participant)
{
	if (!report_shows(participant)) {
		all->report->left_out += participant->status.value == PARTICIPANT_ADMITTED &&
					 participant_pays(participant);
		return;
	}
	if (has_code(all, participant->organisation_code))
		return;
	all->codes = xreallocarray(all->codes, all->code_count + 1, sizeof(*all->codes));
	all->codes[all->code_count++] = xstrdup(participant->organisation_code);
}

static bool gather(void *record, void *context, struct error *error)
{
	const struct participant *participant = record;
	struct gathering *all = context;
	(void)error;
	if (participant->status.value == PARTICIPANT_MERGED)
		return true; /* the row that stays is counted */
	gather_code(all, participant);
	if (participant->received_on.known) {
		/* Room doubles: there may be thousands. */
		if ((all->day_count & (all->day_count - 1)) == 0)
			all->days = xreallocarray(all->days,
				all->day_count ? all->day_count * 2 : 1, sizeof(*all->days));
		all->days[all->day_count++] = participant->received_on.value;
	}
	all->report->payers += participant->status.value == PARTICIPANT_ADMITTED &&
			       participant_pays(participant);
	return true;
}

static bool walk(struct service *service, struct gathering *all, struct error *error)
{
	struct list_query query = {
		.entity = &participant_entity, .network = service->network, .all = true};
	return store_walk(service->store, &query, gather, all, error);
}

/* From the beginning of the network, or the first sign-up when that came before, until today, or
 * the end of the network. */
static void count_weeks(
	struct service *service, const struct network *network, const struct gathering *all)
{
	int64_t today = clock_today(service->clock), from = today, to = today;
	if (network->ends_on.known && network->ends_on.value < to)
		to = network->ends_on.value;
	if (network->starts_on.known && network->starts_on.value < from)
		from = network->starts_on.value;
	for (size_t i = 0; i < all->day_count; i++) {
		from = all->days[i] < from ? all->days[i] : from;
		to = all->days[i] > to && all->days[i] <= today ? all->days[i] : to;
	}
	report_count_weeks(all->report, all->days, all->day_count, from, to);
}

static bool read_register(struct service *service, struct gathering *all, struct error *error)
{
	struct record_set *set = xcalloc(1, sizeof(*set));
	all->report->organisations = set;
	if (!store_all(service->store, &organisation_entity, 0, set, error))
		return false;
	report_count_counties(all->report, (const struct organisation *)(const void *)set->records,
		set->count, (const char *const *)all->codes, all->code_count);
	return true;
}

static bool count_fees(struct service *service, struct report *report, struct error *error)
{
	struct invoice_query query = {0};
	struct invoice_picture picture;
	if (!service_invoice_read(service, &query, &picture, error))
		return false;
	memcpy(report->fees, picture.counts, sizeof(report->fees));
	memcpy(report->sums, picture.sums, sizeof(report->sums));
	invoice_picture_finish(&picture);
	return true;
}

bool service_report(struct service *service, struct report *report, struct error *error)
{
	struct gathering all = {.report = report};
	struct network network = {0};
	*report = (struct report){0};
	bool ok = service_network(service, &network, error) && walk(service, &all, error) &&
		  read_register(service, &all, error) && count_fees(service, report, error);
	if (ok)
		count_weeks(service, &network, &all);
	else
		report_finish(report);
	for (size_t i = 0; i < all.code_count; i++)
		free(all.codes[i]);
	free(all.codes);
	free(all.days);
	record_finish(&network_entity, &network);
	return ok;
}

void report_finish(struct report *report)
{
	report_release(report);
	if (report->organisations)
		record_set_finish(report->organisations);
	free(report->organisations);
	*report = (struct report){0};
}
