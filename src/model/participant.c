/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/participant.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/organisation.h"
#include "model/payer.h"

#define FIELD_AT(member) offsetof(struct participant, member)

static const struct choice status_items[] = {
	[PARTICIPANT_RECEIVED] = {"received", NC_("participant", "received"),
		N_("Back to received"), "·", ".", false},
	[PARTICIPANT_REVIEW] = {"review", NC_("participant", "to review"), N_("Review"), "?", "?",
		false},
	[PARTICIPANT_ADMITTED] = {"admitted", NC_("participant", "admitted"), N_("Admit"), "+", "+",
		false},
	[PARTICIPANT_REJECTED] = {"rejected", NC_("participant", "rejected"), N_("Reject"), "×",
		"x", true},
	[PARTICIPANT_REFERRED] = {"referred", NC_("participant", "referred"), N_("Refer"), "→", ">",
		true},
	[PARTICIPANT_WITHDRAWN] = {"withdrawn", NC_("participant", "withdrawn"), N_("Withdraw"),
		"−", "-", true},
	[PARTICIPANT_MERGED] = {"merged", NC_("participant", "merged"), N_("Merge"), "⇒", "=",
		true},
};

static const struct transition status_steps[] = {
	{PARTICIPANT_RECEIVED, PARTICIPANT_REVIEW, false},
	{PARTICIPANT_RECEIVED, PARTICIPANT_ADMITTED, false},
	{PARTICIPANT_REVIEW, PARTICIPANT_ADMITTED, false},
	{PARTICIPANT_REVIEW, PARTICIPANT_REJECTED, true},
	{PARTICIPANT_REVIEW, PARTICIPANT_REFERRED, true},
	{PARTICIPANT_ADMITTED, PARTICIPANT_WITHDRAWN, true},
	{PARTICIPANT_REJECTED, PARTICIPANT_REVIEW, true},
	{PARTICIPANT_REFERRED, PARTICIPANT_REVIEW, true},
	{PARTICIPANT_WITHDRAWN, PARTICIPANT_REVIEW, true},
	/* By merging only: service/merge.c. */
	{PARTICIPANT_RECEIVED, PARTICIPANT_MERGED, false},
	{PARTICIPANT_REVIEW, PARTICIPANT_MERGED, false},
	{PARTICIPANT_ADMITTED, PARTICIPANT_MERGED, false},
	{PARTICIPANT_REJECTED, PARTICIPANT_MERGED, false},
	{PARTICIPANT_REFERRED, PARTICIPANT_MERGED, false},
	{PARTICIPANT_WITHDRAWN, PARTICIPANT_MERGED, false},
};

const struct choices participant_statuses = {"participant", status_items,
	sizeof(status_items) / sizeof(*status_items), status_steps,
	sizeof(status_steps) / sizeof(*status_steps)};

static const struct choice channel_items[] = {
	{"form", NC_("channel", "web form"), NULL, NULL, NULL, false},
	{"mail", NC_("channel", "e-mail"), NULL, NULL, NULL, false},
	{"phone", NC_("channel", "phone"), NULL, NULL, NULL, false},
	{"csv", NC_("channel", "imported file"), NULL, NULL, NULL, false},
	{"other", NC_("channel", "other way"), NULL, NULL, NULL, false},
};

const struct choices participant_channels = {
	"channel", channel_items, sizeof(channel_items) / sizeof(*channel_items), NULL, 0};

static const struct choice role_items[] = {
	[ROLE_OF_PARTICIPANT] = {"participant", NC_("role", "participant"), NULL, NULL, NULL,
		false},
	[ROLE_OF_CONTRIBUTOR] = {"contributor", NC_("role", "contributor"), NULL, NULL, NULL,
		false},
	[ROLE_OF_STAFF] = {"staff", NC_("role", "organiser's staff"), NULL, NULL, NULL, false},
	[ROLE_OF_GUEST] = {"guest", NC_("role", "guest"), NULL, NULL, NULL, false},
};

const struct choices participant_roles = {
	"role", role_items, sizeof(role_items) / sizeof(*role_items), NULL, 0};

static const struct choice eligibility_items[] = {
	[ELIGIBILITY_WITHIN] = {"within", NC_("eligibility", "within"), NULL, NULL, NULL, false},
	[ELIGIBILITY_REVIEW] = {"review", NC_("eligibility", "to look at"), NULL, NULL, NULL,
		false},
	[ELIGIBILITY_OUTSIDE] = {"outside", NC_("eligibility", "outside"), NULL, NULL, NULL, false},
};

const struct choices participant_eligibilities = {"eligibility", eligibility_items,
	sizeof(eligibility_items) / sizeof(*eligibility_items), NULL, 0};

static const struct choice callback_items[] = {
	[CALLBACK_VERIFIED] = {"verified", NC_("callback", "verified"), NULL, NULL, NULL, false},
	[CALLBACK_FAILED] = {"failed", NC_("callback", "not known there"), NULL, NULL, NULL, false},
	[CALLBACK_WAIVED] = {"waived", NC_("callback", "waived"), NULL, NULL, NULL, false},
};

const struct choices participant_callbacks = {
	"callback", callback_items, sizeof(callback_items) / sizeof(*callback_items), NULL, 0};

static const struct choice consent_items[] = {
	[CONSENT_NOBODY] = {"nobody", NC_("consent", "nothing"), NULL, NULL, NULL, false},
	[CONSENT_ORGANISATION] = {"organisation", NC_("consent", "the organisation"), NULL, NULL,
		NULL, false},
	[CONSENT_PARTICIPANTS] = {"participants", NC_("consent", "name and organisation"), NULL,
		NULL, NULL, false},
};

const struct choices participant_consents = {
	"consent", consent_items, sizeof(consent_items) / sizeof(*consent_items), NULL, 0};

static const struct field fields[] = {
	{"network_id", NULL, FIELD_REFERENCE, FIELD_PARENT | FIELD_REQUIRED | FIELD_SYSTEM,
		FIELD_AT(network), NULL, NULL, NULL},
	{"uid", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_REQUIRED, FIELD_AT(uid), NULL, NULL, NULL},
	{"given_name", N_("Given name"), FIELD_TEXT, FIELD_IDENTITY | FIELD_SEARCHED | FIELD_LISTED,
		FIELD_AT(given_name), NULL, NULL, NULL},
	{"family_name", N_("Family name"), FIELD_TEXT,
		FIELD_IDENTITY | FIELD_SEARCHED | FIELD_LISTED, FIELD_AT(family_name), NULL, NULL,
		NULL},
	{"title", N_("Title"), FIELD_TEXT, FIELD_IDENTITY | FIELD_SEARCHED, FIELD_AT(title), NULL,
		NULL, NULL},
	{"email", N_("E-mail"), FIELD_TEXT, FIELD_IDENTITY | FIELD_SEARCHED | FIELD_LISTED,
		FIELD_AT(email), NULL, NULL, NULL},
	{"phone", N_("Phone"), FIELD_TEXT, FIELD_IDENTITY | FIELD_SEARCHED, FIELD_AT(phone), NULL,
		NULL, NULL},
	{"organisation", N_("Organisation"), FIELD_TEXT, FIELD_SEARCHED | FIELD_LISTED,
		FIELD_AT(organisation), NULL, NULL, N_("Municipality or region, by its full name")},
	{"organisation_code", N_("Register code"), FIELD_TEXT, FIELD_SEARCHED,
		FIELD_AT(organisation_code), NULL, NULL,
		N_("From the register; found by the name when left empty")},
	{"role", N_("Role"), FIELD_CHOICE, 0, FIELD_AT(role), &participant_roles, NULL,
		N_("Only participants pay the fee")},
	{"status", N_("Status"), FIELD_CHOICE, FIELD_STATUS | FIELD_REQUIRED | FIELD_LISTED,
		FIELD_AT(status), &participant_statuses, NULL, NULL},
	{"status_reason", N_("Reason"), FIELD_TEXT, FIELD_STATUS | FIELD_IDENTITY,
		FIELD_AT(status_reason), NULL, NULL, NULL},
	{"received_on", N_("Signed up"), FIELD_DATE, FIELD_REQUIRED | FIELD_LISTED,
		FIELD_AT(received_on), NULL, NULL, NULL},
	{"admitted_on", N_("Admitted"), FIELD_DATE, FIELD_STATUS, FIELD_AT(admitted_on), NULL, NULL,
		NULL},
	{"channel", N_("Came by"), FIELD_CHOICE, 0, FIELD_AT(channel), &participant_channels, NULL,
		NULL},
	{"eligibility", N_("Target group"), FIELD_CHOICE, FIELD_STATUS | FIELD_LOCAL,
		FIELD_AT(eligibility), &participant_eligibilities, NULL, NULL},
	{"eligibility_rule", NULL, FIELD_TEXT, FIELD_SYSTEM | FIELD_LOCAL,
		FIELD_AT(eligibility_rule), NULL, NULL, NULL},
	{"eligibility_reason", N_("Admitted because"), FIELD_TEXT, FIELD_STATUS | FIELD_IDENTITY,
		FIELD_AT(eligibility_reason), NULL, NULL, NULL},
	{"callback", N_("Called back"), FIELD_CHOICE, FIELD_STATUS, FIELD_AT(callback),
		&participant_callbacks, NULL, NULL},
	{"callback_by", N_("Called by"), FIELD_TEXT, FIELD_STATUS, FIELD_AT(callback_by), NULL,
		NULL, NULL},
	{"callback_on", N_("Called on"), FIELD_DATE, FIELD_STATUS, FIELD_AT(callback_on), NULL,
		NULL, NULL},
	{"callback_note", N_("Said on the phone"), FIELD_TEXT, FIELD_STATUS | FIELD_IDENTITY,
		FIELD_AT(callback_note), NULL, NULL, NULL},
	{"tags", N_("Tags"), FIELD_TEXT, FIELD_SEARCHED, FIELD_AT(tags), NULL, NULL,
		N_("Words with a comma between them")},
	{"organisation_number", N_("Organisation number"), FIELD_TEXT, FIELD_SEARCHED,
		FIELD_AT(organisation_number), NULL, NULL, N_("Of the payer: 212000-0142")},
	{"gln", N_("GLN"), FIELD_TEXT, 0, FIELD_AT(gln), NULL, NULL,
		N_("13 digits, when the payer gives one")},
	{"peppol_id", N_("Peppol-ID"), FIELD_TEXT, 0, FIELD_AT(peppol_id), NULL, NULL,
		N_("Made from the organisation number when left empty")},
	{"buyer_reference", N_("Invoice reference"), FIELD_TEXT, FIELD_SEARCHED,
		FIELD_AT(buyer_reference), NULL, NULL,
		N_("The payer's reference, exactly as they give it")},
	{"order_reference", N_("Order reference"), FIELD_TEXT, FIELD_SEARCHED,
		FIELD_AT(order_reference), NULL, NULL,
		N_("The payer's purchase order, where they use orders")},
	{"list_consent", N_("Others may see"), FIELD_CHOICE, 0, FIELD_AT(list_consent),
		&participant_consents, NULL,
		N_("What the other participants may learn of this one")},
	{"contact_path", N_("Contact path"), FIELD_TEXT, 0, FIELD_AT(contact_path), NULL, NULL,
		N_("How a protected person is reached, without saying who: through the "
		   "switchboard")},
	{"referred_to", N_("Referred to"), FIELD_TEXT, FIELD_STATUS, FIELD_AT(referred_to), NULL,
		NULL, NULL},
	{"merged_into_id", N_("Merged into"), FIELD_REFERENCE, FIELD_STATUS, FIELD_AT(merged_into),
		NULL, &participant_entity, NULL},
	{"successor_id", N_("Seat taken over by"), FIELD_REFERENCE, FIELD_STATUS | FIELD_DETACHED,
		FIELD_AT(successor), NULL, &participant_entity, NULL},
	{"note", N_("Note"), FIELD_NOTE, FIELD_IDENTITY, FIELD_AT(note), NULL, NULL, NULL},
	{"protected", N_("Protected identity"), FIELD_FLAG, FIELD_REQUIRED, FIELD_AT(is_protected),
		NULL, NULL, N_("Name and addresses are shown nowhere")},
	{"invented", N_("Invented"), FIELD_FLAG, FIELD_SYSTEM | FIELD_REQUIRED,
		FIELD_AT(is_invented), NULL, NULL, NULL},
	{"created_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(created_at), NULL,
		NULL, NULL},
	{"updated_at", NULL, FIELD_INSTANT, FIELD_SYSTEM | FIELD_LOCAL, FIELD_AT(updated_at), NULL,
		NULL, NULL},
};

static bool is_protected(const void *record)
{
	const struct participant *participant = record;
	return participant->is_protected.known && participant->is_protected.value;
}

char *participant_list_name(const struct participant *participant)
{
	if (is_protected(participant))
		return xasprintf(_("Protected no. %lld"), (long long)participant->record.id);
	if (participant->family_name && participant->given_name)
		return xasprintf("%s, %s", participant->family_name, participant->given_name);
	if (participant->family_name || participant->given_name)
		return xstrdup(participant->family_name ? participant->family_name
							: participant->given_name);
	return xstrdup(participant->email ? participant->email : _("(no name)"));
}

static char *title(const void *record)
{
	const struct participant *participant = record;
	if (!is_protected(participant) && participant->family_name && participant->given_name)
		return xasprintf("%s %s", participant->given_name, participant->family_name);
	return participant_list_name(participant);
}

bool participant_pays(const struct participant *participant)
{
	return !participant->role.known || participant->role.value == ROLE_OF_PARTICIPANT;
}

unsigned participant_missing(const struct participant *participant)
{
	unsigned missing = 0;
	if (is_protected(participant) ? !participant->contact_path : !participant->email)
		missing |= MISSING_CONTACT;
	if (!participant->organisation_code)
		missing |= MISSING_ORGANISATION;
	if (participant_pays(participant) && !participant->organisation_number)
		missing |= MISSING_ORGANISATION_NUMBER;
	if (participant_pays(participant) && !participant->buyer_reference &&
		!participant->order_reference)
		missing |= MISSING_REFERENCE;
	return missing;
}

/* One @ with something on both sides and a dot after it: the rest is for the mail server to say. */
static bool looks_like_address(const char *email)
{
	const char *at = strchr(email, '@');
	return at && at > email && !strchr(at + 1, '@') && strchr(at + 1, '.') && at[1] != '.' &&
	       !strpbrk(email, " \t\r\n<>,;\"") && email[strlen(email) - 1] != '.';
}

static bool validate(const void *record, const struct rule_context *context, struct error *error)
{
	const struct participant *participant = record;
	(void)context;
	if (!participant->family_name && !participant->given_name && !participant->email &&
		!is_protected(participant))
		return error_set_field(error, ERROR_DATA, "family_name",
			_("A participant needs a name or an e-mail address."));
	if (is_protected(participant) && participant->list_consent.known &&
		participant->list_consent.value != CONSENT_NOBODY)
		return error_set_field(error, ERROR_DATA, "list_consent",
			_("Of a protected person the others may see nothing."));
	if (participant->email && !looks_like_address(participant->email)) {
		char *safe = text_safe(participant->email, TEXT_ONE_LINE);
		char *message = xasprintf(_("“%s” is not an e-mail address."), safe);
		error_set_field(error, ERROR_DATA, "email", "%s", message);
		free(message);
		free(safe);
		return false;
	}
	return payer_validate(participant, error);
}

const struct entity participant_entity = {
	.name = "participant",
	.label = N_("Participant"),
	.table = "participant",
	.size = sizeof(struct participant),
	.fields = fields,
	.field_count = sizeof(fields) / sizeof(*fields),
	.validate = validate,
	.title = title,
	.is_protected = is_protected,
};
