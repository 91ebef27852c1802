/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Life of a record and plain access to its values; value.c has their texts. */
#include "model/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/i18n.h"
#include "model/access.h"
#include "model/attendance.h"
#include "model/brokenmail.h"
#include "model/delivery.h"
#include "model/disclosure.h"
#include "model/draft.h"
#include "model/internalnote.h"
#include "model/invoice.h"
#include "model/meeting.h"
#include "model/message.h"
#include "model/minutes.h"
#include "model/need.h"
#include "model/network.h"
#include "model/numberoverride.h"
#include "model/organisation.h"
#include "model/participant.h"
#include "model/poll.h"
#include "model/publication.h"
#include "model/reply.h"
#include "model/replytemplate.h"
#include "model/request.h"
#include "model/resolution.h"
#include "model/retention.h"
#include "model/savedview.h"
#include "model/signin.h"
#include "model/signup.h"
#include "model/veil.h"
#include "model/verdict.h"
#include "model/webinar.h"

const struct entity *const model_entities[] = {
	&network_entity,
	&staff_entity,
	&strand_entity,
	&fact_entity,
	&meeting_entity,
	&programme_item_entity,
	&poll_entity,
	&poll_option_entity,
	&ballot_entity,
	&resolution_entity,
	&minutes_entity,
	&publication_entity,
	&participant_entity,
	&invoice_batch_entity,
	&invoice_item_entity,
	&request_entity,
	&attendance_entity,
	&signin_code_entity,
	&draft_entity,
	&delivery_entity,
	&reply_entity,
	&message_entity,
	&attachment_entity,
	&internal_note_entity,
	&reply_template_entity,
	&broken_mail_entity,
	&number_override_entity,
	&signup_form_entity,
	&disclosure_entity,
	&disclosed_person_entity,
	&webinar_entry_entity,
	&verdict_entity,
	&saved_view_entity,
	&special_need_entity,
	&access_entity,
	&rights_case_entity,
	&retention_rule_entity,
	&legal_hold_entity,
	&retention_run_entity,
	&organisation_entity,
	NULL,
};

const struct entity *entity_by_name(const char *name)
{
	for (size_t i = 0; model_entities[i]; i++) {
		if (!strcmp(model_entities[i]->name, name))
			return model_entities[i];
	}
	return NULL;
}

bool reference_next(struct reference *at, const struct entity *target)
{
	for (; model_entities[at->place]; at->place++, at->next = 0) {
		at->entity = model_entities[at->place];
		while (at->next < at->entity->field_count) {
			at->field = &at->entity->fields[at->next++];
			if (at->field->type == FIELD_REFERENCE && at->field->target == target)
				return true;
		}
	}
	return false;
}

void number_set(struct number *number, int64_t value)
{
	*number = (struct number){.known = true, .value = value};
}

void *record_create(const struct entity *entity)
{
	return xcalloc(1, entity->size);
}

void *record_copy(const struct entity *entity, const void *record)
{
	struct record *copy = record_create(entity);
	*copy = *(const struct record *)record;
	for (size_t i = 0; i < entity->field_count; i++)
		field_copy(&entity->fields[i], copy, record);
	return copy;
}

void record_finish(const struct entity *entity, void *record)
{
	for (size_t i = 0; i < entity->field_count; i++)
		field_clear(&entity->fields[i], record);
}

void record_destroy(const struct entity *entity, void *record)
{
	if (!record)
		return;
	record_finish(entity, record);
	free(record);
}

const struct field *entity_field(const struct entity *entity, const char *name)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		if (!strcmp(entity->fields[i].name, name))
			return &entity->fields[i];
	}
	return NULL;
}

bool field_is_text(const struct field *field)
{
	return field->type == FIELD_TEXT || field->type == FIELD_NOTE;
}

char **field_text(const struct field *field, void *record)
{
	return (char **)(void *)((char *)record + field->offset);
}

const char *field_text_of(const struct field *field, const void *record)
{
	return *(char *const *)(const void *)((const char *)record + field->offset);
}

struct number *field_number(const struct field *field, void *record)
{
	return (struct number *)(void *)((char *)record + field->offset);
}

struct number field_number_of(const struct field *field, const void *record)
{
	return *(const struct number *)(const void *)((const char *)record + field->offset);
}

bool field_is_known(const struct field *field, const void *record)
{
	if (field_is_text(field))
		return field_text_of(field, record) != NULL;
	return field_number_of(field, record).known;
}

bool field_equals(const struct field *field, const void *left, const void *right)
{
	if (field_is_known(field, left) != field_is_known(field, right))
		return false;
	if (!field_is_known(field, left))
		return true;
	if (field_is_text(field))
		return !strcmp(field_text_of(field, left), field_text_of(field, right));
	return field_number_of(field, left).value == field_number_of(field, right).value;
}

void field_clear(const struct field *field, void *record)
{
	if (field_is_text(field)) {
		free(*field_text(field, record));
		*field_text(field, record) = NULL;
	} else {
		*field_number(field, record) = (struct number){0};
	}
}

void field_copy(const struct field *field, void *to, const void *from)
{
	if (to == from)
		return;
	field_clear(field, to);
	if (field_is_text(field))
		*field_text(field, to) = xstrdup(field_text_of(field, from));
	else
		*field_number(field, to) = field_number_of(field, from);
}

/* Within what a network can mean, and far from where sums would overflow. */
static bool number_is_sane(enum field_type type, int64_t value)
{
	switch (type) {
	case FIELD_DURATION:
		return value > 0 && value <= 31 * MINUTES_PER_DAY;
	case FIELD_TIME:
		return value >= 0 && value < MINUTES_PER_DAY;
	case FIELD_DATE:
		return date_is_valid(date_to_civil(value));
	case FIELD_MONEY: /* a credit is negative */
		return value >= -100000000000 && value <= 100000000000;
	case FIELD_INTEGER:
		return value >= -1000000000 && value <= 1000000000;
	default:
		return true;
	}
}

static bool field_validate(const struct field *field, const void *record, struct error *error)
{
	if (!field_is_known(field, record)) {
		if (!(field->flags & FIELD_REQUIRED) ||
			field->flags & (FIELD_SYSTEM | FIELD_PARENT))
			return true;
		return error_set_field(error, ERROR_DATA, field->name, _("%s must be filled in."),
			field->label ? _(field->label) : field->name);
	}
	if (!field_is_text(field) &&
		!number_is_sane(field->type, field_number_of(field, record).value))
		return error_set_field(error, ERROR_DATA, field->name, _("%s is out of bounds."),
			field->label ? _(field->label) : field->name);
	if (field_is_text(field) && !strcmp(field_text_of(field, record), VEIL))
		return error_set_field(error, ERROR_DATA, field->name,
			_("%s is hidden, and nothing that is hidden can be saved."),
			field->label ? _(field->label) : field->name);
	size_t limit = field->type == FIELD_NOTE ? FIELD_NOTE_LIMIT : FIELD_TEXT_LIMIT;
	if (field_is_text(field) && strlen(field_text_of(field, record)) > limit)
		return error_set_field(error, ERROR_DATA, field->name,
			_("%s is too long: at most %zu bytes."),
			field->label ? _(field->label) : field->name, limit);
	return true;
}

bool record_validate(const struct entity *entity, const void *record,
	const struct rule_context *context, struct error *error)
{
	for (size_t i = 0; i < entity->field_count; i++) {
		if (!field_validate(&entity->fields[i], record, error))
			return false;
	}
	return !entity->validate || entity->validate(record, context, error);
}
