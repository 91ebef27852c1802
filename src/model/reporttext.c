/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures in sentences. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/dateformat.h"
#include "base/i18n.h"
#include "model/report.h"

static void join(struct buffer *list, const char *name)
{
	buffer_append(list, list->length ? ", " : "");
	buffer_append(list, name);
}

char *report_blank_counties(const struct report *report)
{
	struct buffer names = {0};
	for (size_t i = COUNTIES; i-- > 0;) { /* from the north */
		if (county_is_blank(&report->counties[i]))
			join(&names, report->counties[i].name);
	}
	return buffer_take(&names);
}

char *report_country(const struct report *report)
{
	return xasprintf(_("%zu of %zu municipalities, %zu of %d regions"), report->represented,
		report->municipalities, report->regions, COUNTIES);
}

char *report_county_sentence(const struct county_report *county)
{
	if (county->is_one)
		return xasprintf(county->region
					 ? _("%s, municipality and region in one: represented.")
					 : _("%s, municipality and region in one: nobody."),
			county->name);
	return xasprintf(county->region ? _("%s: %zu of %zu municipalities, and the region.")
					: _("%s: %zu of %zu municipalities, not the region."),
		county->name, county->represented, county->municipalities);
}

char *report_missing_sentence(const struct county_report *county, size_t limit)
{
	struct buffer names = {0};
	size_t more = county->missing_count > limit ? county->missing_count - limit : 0;
	if (county->is_one || !county->missing_count)
		return xstrdup("");
	for (size_t i = 0; i < county->missing_count - more; i++)
		join(&names, county->missing[i]);
	char *list = buffer_take(&names);
	char *text = more ? xasprintf(PLURAL_("Nobody from: %s and %zu more.",
					      "Nobody from: %s and %zu more.", more),
				    list, more)
			  : xasprintf(_("Nobody from: %s."), list);
	free(list);
	return text;
}

char *report_left_out_sentence(const struct report *report)
{
	if (!report->left_out)
		return xstrdup("");
	return xasprintf(PLURAL_("%zu participant is not in the picture: others may not know of "
				 "them, or their organisation is not in the register.",
				 "%zu participants are not in the picture: others may not know of "
				 "them, or their organisation is not in the register.",
				 report->left_out),
		report->left_out);
}

char *report_week_sentence(const struct week_report *week)
{
	char *name = date_format_week(week->monday);
	char *day = date_format(week->monday, DATE_MEDIUM);
	char *text = xasprintf(PLURAL_("%s, from %s: %zu sign-up, %zu in all.",
				       "%s, from %s: %zu sign-ups, %zu in all.", week->count),
		name, day, week->count, week->total);
	free(day);
	free(name);
	return text;
}

char *report_signups_sentence(const struct report *report)
{
	return xasprintf(
		PLURAL_("%zu person has signed up.", "%zu people have signed up.", report->signups),
		report->signups);
}

char *report_fee_sentence(const struct report *report, enum invoice_status status)
{
	char *money = money_format(report->sums[status]);
	char *text = xasprintf("%s: %zu, %s.", choice_label(&invoice_statuses, (int)status),
		report->fees[status], money);
	free(money);
	return text;
}

char *report_fees_sentence(const struct report *report)
{
	return xasprintf(PLURAL_("%zu participant pays a fee.", "%zu participants pay a fee.",
				 report->payers),
		report->payers);
}
