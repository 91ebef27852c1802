/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/network.h"

#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"

#define IN_NETWORK(member) offsetof(struct network, member)
#define IN_STRAND(member) offsetof(struct strand, member)
#define IN_FACT(member) offsetof(struct fact, member)
#define IN_STAFF(member) offsetof(struct staff, member)

static const struct choice vat_items[] = {
	[NETWORK_VAT_INCLUDED] = {"included", NC_("vat", "VAT included"), NULL, NULL, NULL, false},
	[NETWORK_VAT_ADDED] = {"added", NC_("vat", "VAT is added"), NULL, NULL, NULL, false},
	[NETWORK_VAT_NONE] = {"none", NC_("vat", "no VAT"), NULL, NULL, NULL, false},
};

const struct choices network_vats = {
	"vat", vat_items, sizeof(vat_items) / sizeof(*vat_items), NULL, 0};

static const struct field network_fields[] = {
	{"slug", N_("Short name"), FIELD_TEXT, FIELD_REQUIRED | FIELD_LISTED, IN_NETWORK(slug),
		NULL, NULL, N_("Small letters, digits and hyphens: names it on the command line")},
	{"name", N_("Name"), FIELD_TEXT, FIELD_REQUIRED | FIELD_LISTED | FIELD_SEARCHED,
		IN_NETWORK(name), NULL, NULL, NULL},
	{"organiser", N_("Organiser"), FIELD_TEXT, 0, IN_NETWORK(organiser), NULL, NULL, NULL},
	{"period_text", N_("Period"), FIELD_TEXT, FIELD_LISTED, IN_NETWORK(period_text), NULL, NULL,
		NULL},
	{"starts_on", N_("Starts"), FIELD_DATE, 0, IN_NETWORK(starts_on), NULL, NULL, NULL},
	{"ends_on", N_("Ends"), FIELD_DATE, 0, IN_NETWORK(ends_on), NULL, NULL, NULL},
	{"period_note", N_("About the period"), FIELD_NOTE, 0, IN_NETWORK(period_note), NULL, NULL,
		NULL},
	{"published_on", N_("Published"), FIELD_DATE, 0, IN_NETWORK(published_on), NULL, NULL,
		NULL},
	{"invitation", N_("Invitation"), FIELD_NOTE, 0, IN_NETWORK(invitation), NULL, NULL, NULL},
	{"purpose", N_("Purpose"), FIELD_NOTE, 0, IN_NETWORK(purpose), NULL, NULL, NULL},
	{"signup", N_("Sign-up"), FIELD_NOTE, 0, IN_NETWORK(signup), NULL, NULL, NULL},
	{"target_group", N_("Target group"), FIELD_NOTE, 0, IN_NETWORK(target_group), NULL, NULL,
		NULL},
	{"fee", N_("Fee per person"), FIELD_MONEY, 0, IN_NETWORK(fee), NULL, NULL,
		N_("In kronor: 1200")},
	{"vat", N_("VAT"), FIELD_CHOICE, 0, IN_NETWORK(vat), &network_vats, NULL,
		N_("Leave it empty until it is known")},
	{"late_rule", N_("Late sign-up"), FIELD_TEXT, 0, IN_NETWORK(late_rule), NULL, NULL,
		N_("What someone pays who signs up when a part is over; empty: all of it")},
	{"withdrawal_rule", N_("Withdrawal"), FIELD_TEXT, 0, IN_NETWORK(withdrawal_rule), NULL,
		NULL, N_("What someone pays who withdraws; empty: decided each time")},
	{"sibling_name", N_("Refer to"), FIELD_TEXT, 0, IN_NETWORK(sibling_name), NULL, NULL,
		N_("The network for those whom this one is not for")},
	{"sibling_slug", N_("Its short name"), FIELD_TEXT, 0, IN_NETWORK(sibling_slug), NULL, NULL,
		N_("When it is in this database too")},
	{"sibling_fee", N_("Its fee"), FIELD_MONEY, 0, IN_NETWORK(sibling_fee), NULL, NULL,
		N_("In kronor; 0: nothing")},
	{"physical_terms", N_("At physical meetings"), FIELD_NOTE, 0, IN_NETWORK(physical_terms),
		NULL, NULL, N_("Who pays what")},
	{"background", N_("Background"), FIELD_NOTE, 0, IN_NETWORK(background), NULL, NULL, NULL},
	{"contact_form", N_("Contact"), FIELD_TEXT, 0, IN_NETWORK(contact_form), NULL, NULL, NULL},
	{"human_check", N_("Checks for a human"), FIELD_FLAG, 0, IN_NETWORK(human_check), NULL,
		NULL, NULL},
	{"human_check_note", N_("About the check"), FIELD_TEXT, 0, IN_NETWORK(human_check_note),
		NULL, NULL, NULL},
	{"created_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, IN_NETWORK(created_at),
		NULL, NULL, NULL},
	{"updated_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, IN_NETWORK(updated_at),
		NULL, NULL, NULL},
};

static bool slug_is_plain(const char *slug)
{
	return *slug && strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(slug);
}

static bool network_validate(
	const void *record, const struct rule_context *context, struct error *error)
{
	const struct network *network = record;
	(void)context;
	if (!slug_is_plain(network->slug))
		return error_set_field(error, ERROR_DATA, "slug",
			_("The short name may hold small letters a-z, digits and hyphens."));
	if (network->starts_on.known && network->ends_on.known &&
		network->ends_on.value < network->starts_on.value)
		return error_set_field(
			error, ERROR_DATA, "ends_on", _("The network ends before it starts."));
	if (network->fee.known && network->fee.value < 0)
		return error_set_field(error, ERROR_DATA, "fee", _("The fee cannot be negative."));
	return true;
}

static char *network_title(const void *record)
{
	const struct network *network = record;
	return xstrdup(network->name ? network->name : "");
}

const struct entity network_entity = {
	.name = "network",
	.label = N_("Network"),
	.table = "network",
	.size = sizeof(struct network),
	.fields = network_fields,
	.field_count = sizeof(network_fields) / sizeof(*network_fields),
	.validate = network_validate,
	.title = network_title,
};

#define PARENT_AND_ORDINAL(in)                                                                     \
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,        \
		in(network), NULL, NULL, NULL},                                                    \
	{                                                                                          \
		"ordinal", N_("Order"), FIELD_INTEGER,                                             \
			FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LOCAL, in(ordinal), NULL, NULL, NULL \
	}

static const struct field strand_fields[] = {
	PARENT_AND_ORDINAL(IN_STRAND),
	{"label", N_("Label"), FIELD_TEXT, FIELD_LISTED, IN_STRAND(label), NULL, NULL,
		N_("One word that stands for it at the meetings")},
	{"text", N_("Content"), FIELD_NOTE, FIELD_REQUIRED | FIELD_LISTED, IN_STRAND(text), NULL,
		NULL, NULL},
};

static char *strand_title(const void *record)
{
	const struct strand *strand = record;
	return xstrdup(strand->text ? strand->text : "");
}

const struct entity strand_entity = {
	.name = "strand",
	.label = N_("Promised content"),
	.table = "strand",
	.size = sizeof(struct strand),
	.fields = strand_fields,
	.field_count = sizeof(strand_fields) / sizeof(*strand_fields),
	.title = strand_title,
};

static const struct field fact_fields[] = {
	PARENT_AND_ORDINAL(IN_FACT),
	{"year", N_("Year"), FIELD_INTEGER, FIELD_LISTED, IN_FACT(year), NULL, NULL,
		N_("The year that the figure is about")},
	{"text", N_("Fact"), FIELD_NOTE, FIELD_REQUIRED | FIELD_LISTED, IN_FACT(text), NULL, NULL,
		NULL},
	{"source", N_("Source"), FIELD_TEXT, 0, IN_FACT(source), NULL, NULL, NULL},
	{"valid_from", N_("Valid from"), FIELD_DATE, 0, IN_FACT(valid_from), NULL, NULL, NULL},
	{"valid_to", N_("Valid until"), FIELD_DATE, 0, IN_FACT(valid_to), NULL, NULL, NULL},
	{"replaced_by", N_("Replaced by"), FIELD_TEXT, 0, IN_FACT(replaced_by), NULL, NULL, NULL},
};

static char *fact_title(const void *record)
{
	const struct fact *fact = record;
	return xstrdup(fact->text ? fact->text : "");
}

const struct entity fact_entity = {
	.name = "fact",
	.label = N_("Background fact"),
	.table = "fact",
	.size = sizeof(struct fact),
	.fields = fact_fields,
	.field_count = sizeof(fact_fields) / sizeof(*fact_fields),
	.title = fact_title,
};

static const struct field staff_fields[] = {
	PARENT_AND_ORDINAL(IN_STAFF),
	{"initials", N_("Initials"), FIELD_TEXT, FIELD_REQUIRED | FIELD_LISTED, IN_STAFF(initials),
		NULL, NULL, NULL},
	{"name", N_("Name"), FIELD_TEXT, FIELD_REQUIRED | FIELD_LISTED, IN_STAFF(name), NULL, NULL,
		NULL},
	{"title", N_("Title"), FIELD_TEXT, FIELD_LISTED, IN_STAFF(title), NULL, NULL, NULL},
};

static char *staff_title(const void *record)
{
	const struct staff *staff = record;
	return xstrdup(staff->name ? staff->name : "");
}

const struct entity staff_entity = {
	.name = "staff",
	.label = N_("Information owner"),
	.table = "staff",
	.size = sizeof(struct staff),
	.fields = staff_fields,
	.field_count = sizeof(staff_fields) / sizeof(*staff_fields),
	.title = staff_title,
};
