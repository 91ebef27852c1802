/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/retention.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "model/participant.h"

static const struct choice class_items[RETENTION_CLASSES] = {
	[RETENTION_NEED] = {"need", NC_("retention", "special needs"), NULL, NULL, NULL, false},
	[RETENTION_SPAM] = {"spam", NC_("retention", "spam"), NULL, NULL, NULL, false},
	[RETENTION_REQUEST] = {"request", NC_("retention", "closed requests"), NULL, NULL, NULL,
		false},
	[RETENTION_SENSITIVE] = {"sensitive", NC_("retention", "closed sensitive requests"), NULL,
		NULL, NULL, false},
	[RETENTION_PROFILE] = {"profile", NC_("retention", "participants"), NULL, NULL, NULL,
		false},
	[RETENTION_INVOICE] = {"invoice", NC_("retention", "invoice basis"), NULL, NULL, NULL,
		false},
};

const struct choices retention_classes = {"retention", class_items, RETENTION_CLASSES, NULL, 0};

int64_t retention_default_days(enum retention_class class)
{
	static const int64_t days[RETENTION_CLASSES] = {
		[RETENTION_NEED] = 7,
		[RETENTION_SPAM] = 30,
		[RETENTION_REQUEST] = 365,
		[RETENTION_SENSITIVE] = 90,
		[RETENTION_PROFILE] = 365,
		[RETENTION_INVOICE] = 2557, /* seven years */
	};
	return days[class];
}

#define IN_RULE(member) offsetof(struct retention_rule, member)

static const struct field rule_fields[] = {
	{"class", N_("Data"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_RULE(class), &retention_classes, NULL, NULL},
	{"days", N_("Days"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_LISTED, IN_RULE(days), NULL,
		NULL, NULL},
};

static bool rule_validate(
	const void *record, const struct rule_context *context, struct error *error)
{
	const struct retention_rule *rule = record;
	(void)context;
	if (rule->days.value < 0 || rule->days.value > 36525)
		return error_set_field(
			error, ERROR_DATA, "days", _("The days are a number from 0 to 36525."));
	return true;
}

static char *rule_title(const void *record)
{
	const struct retention_rule *rule = record;
	return xstrdup(choice_label(&retention_classes, (int)rule->class.value));
}

const struct entity retention_rule_entity = {
	.name = "retention_rule",
	.label = N_("Retention rule"),
	.table = "retention_rule",
	.size = sizeof(struct retention_rule),
	.fields = rule_fields,
	.field_count = sizeof(rule_fields) / sizeof(*rule_fields),
	.validate = rule_validate,
	.title = rule_title,
};

/* ---- holds ---- */

#define IN_HOLD(member) offsetof(struct legal_hold, member)

static const struct field hold_fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		IN_HOLD(network), NULL, NULL, NULL},
	{"participant_id", N_("Participant"), FIELD_REFERENCE, FIELD_LISTED | FIELD_DETACHED,
		IN_HOLD(participant), NULL, &participant_entity, NULL},
	{"class", N_("Data"), FIELD_CHOICE, FIELD_LISTED, IN_HOLD(class), &retention_classes, NULL,
		NULL},
	{"reason", N_("Reason"), FIELD_TEXT, FIELD_REQUIRED | FIELD_LISTED, IN_HOLD(reason), NULL,
		NULL, NULL},
	{"until", N_("Until"), FIELD_DATE, FIELD_REQUIRED | FIELD_LISTED, IN_HOLD(until), NULL,
		NULL, NULL},
	{"who", N_("By whom"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_HOLD(who), NULL, NULL, NULL},
	{"released_on", N_("Released"), FIELD_DATE, FIELD_SYSTEM | FIELD_LISTED,
		IN_HOLD(released_on), NULL, NULL, NULL},
};

static char *hold_title(const void *record)
{
	const struct legal_hold *hold = record;
	return xasprintf(_("Hold no. %lld"), (long long)hold->record.id);
}

const struct entity legal_hold_entity = {
	.name = "legal_hold",
	.label = N_("Hold"),
	.table = "legal_hold",
	.size = sizeof(struct legal_hold),
	.fields = hold_fields,
	.field_count = sizeof(hold_fields) / sizeof(*hold_fields),
	.title = hold_title,
};

bool legal_hold_stops(
	const struct legal_hold *hold, enum retention_class class, int64_t participant, int64_t day)
{
	if (hold->until.value < day || (hold->released_on.known && hold->released_on.value <= day))
		return false;
	if (hold->class.known && hold->class.value != (int64_t) class)
		return false;
	return !hold->participant.known || hold->participant.value == participant;
}

/* ---- the protocol ---- */

#define IN_RUN(member) offsetof(struct retention_run, member)

static const struct field run_fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		IN_RUN(network), NULL, NULL, NULL},
	{"at", N_("When"), FIELD_INSTANT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED, IN_RUN(at),
		NULL, NULL, NULL},
	{"who", N_("By whom"), FIELD_TEXT, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_RUN(who), NULL, NULL, NULL},
	{"class", N_("Data"), FIELD_CHOICE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_RUN(class), &retention_classes, NULL, NULL},
	{"up_to", N_("Up to"), FIELD_DATE, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_RUN(up_to), NULL, NULL, NULL},
	{"removed", N_("Removed"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_RUN(removed), NULL, NULL, NULL},
	{"held", N_("Held back"), FIELD_INTEGER, FIELD_REQUIRED | FIELD_SYSTEM | FIELD_LISTED,
		IN_RUN(held), NULL, NULL, NULL},
};

static char *run_title(const void *record)
{
	const struct retention_run *run = record;
	return xstrdup(choice_label(&retention_classes, (int)run->class.value));
}

const struct entity retention_run_entity = {
	.name = "retention_run",
	.label = N_("Retention run"),
	.table = "retention_run",
	.size = sizeof(struct retention_run),
	.fields = run_fields,
	.field_count = sizeof(run_fields) / sizeof(*run_fields),
	.title = run_title,
};
