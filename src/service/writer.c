/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "service/writer.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/i18n.h"

/* Of the network, whatever language its owners have on the screen. */
#define LETTER_LANGUAGE "sv"

/* Whoever writes it signs it, when they are one of the owners; otherwise all of them do. */
static bool read_owners(struct writer *writer, struct error *error)
{
	struct record_set staff = {0};
	struct buffer names = {0}, own = {0};
	if (!store_all(
		    writer->service->store, &staff_entity, writer->service->network, &staff, error))
		return false;
	for (size_t i = 0; i < staff.count; i++) {
		const struct staff *owner = record_set_at(&staff, i);
		bool writes = owner->initials && !strcmp(owner->initials, writer->service->who);
		buffer_printf(writes ? &own : &names, "%s%s%s%s",
			!writes && names.length ? "\n" : "", owner->name, owner->title ? ", " : "",
			owner->title ? owner->title : "");
	}
	record_set_finish(&staff);
	struct buffer *signing = own.length ? &own : &names;
	writer->owners = signing->length ? buffer_take(signing) : NULL;
	buffer_finish(&own);
	buffer_finish(&names);
	return true;
}

bool writer_init(struct writer *writer, struct service *service, bool preview, struct error *error)
{
	*writer = (struct writer){.service = service, .preview = preview};
	if (service_network(service, &writer->network, error) && read_owners(writer, error))
		return true;
	writer_finish(writer);
	return false;
}

void writer_finish(struct writer *writer)
{
	record_finish(&network_entity, &writer->network);
	free(writer->owners);
	*writer = (struct writer){0};
}

struct letter_facts writer_facts(const struct writer *writer, const struct participant *participant)
{
	return (struct letter_facts){
		.network = &writer->network,
		.participant = participant,
		.owners = writer->owners,
		.sibling = writer->network.sibling_name,
		.sibling_fee = writer->network.sibling_fee,
		.has_mailbox = writer->service->settings &&
			       writer->service->settings->organizer_mailbox,
	};
}

static void count_one(struct writer *writer, const struct participant *participant, bool letter)
{
	bool mail = letter && participant->email && !participant->is_protected.value;
	++*(mail ? &writer->made.letters : &writer->made.tasks);
}

static bool put(struct writer *writer, struct draft_order *order,
	const struct participant *participant, struct error *error)
{
	order->participant = participant->record.id;
	order->made = &writer->made;
	if (!writer->preview)
		return service_draft_within(writer->service, order, error);
	count_one(writer, participant, order->body);
	return true;
}

/* Only when it is another one: gettext then forgets all that it has looked up. */
static void change_language(const char *from, const char *to)
{
	if (strcmp(from, to) != 0)
		i18n_set_language(to);
}

const char *writer_begin_language(void)
{
	const char *screen = i18n_language();
	change_language(screen, LETTER_LANGUAGE);
	return screen;
}

void writer_end_language(const char *screen)
{
	change_language(LETTER_LANGUAGE, screen);
}

bool writer_letter(enum draft_reason reason, const struct letter_facts *facts,
	struct letter *letter, struct error *error)
{
	struct error fault = {0};
	const char *screen = writer_begin_language();
	bool ok = letter_write(reason, facts, letter, &fault);
	writer_end_language(screen);
	error_finish(&fault);
	/* What is missing is told to whoever sits at the screen, in their language. */
	return ok || letter_write(reason, facts, letter, error);
}

bool writer_draft_order(struct writer *writer, const struct letter_facts *facts,
	struct draft_order *order, struct error *error)
{
	struct letter letter;
	if (!writer_letter(order->reason, facts, &letter, error))
		return false;
	order->subject = letter.subject;
	order->body = letter.body;
	bool ok = put(writer, order, facts->participant, error);
	letter_finish(&letter);
	return ok;
}

bool writer_draft(struct writer *writer, enum draft_reason reason, const struct letter_facts *facts,
	struct error *error)
{
	struct draft_order order = {.reason = reason};
	return writer_draft_order(writer, facts, &order, error);
}

bool writer_draft_files(struct writer *writer, enum draft_reason reason,
	enum draft_attachment attachment, const struct participant *participant,
	const struct seat *seat, struct error *error)
{
	struct letter_facts facts = writer_facts(writer, participant);
	bool ok = true;
	for (size_t i = 0; ok && i < seat->count; i++) {
		struct draft_order order = {.reason = reason,
			.meeting = seat->meetings[i]->record.id,
			.attach = true,
			.attachment = attachment};
		facts.meeting = seat->meetings[i];
		ok = writer_draft_order(writer, &facts, &order, error);
	}
	return ok;
}

bool writer_task(struct writer *writer, enum draft_reason reason,
	const struct participant *participant, const char *task, struct error *error)
{
	struct draft_order order = {.reason = reason, .task = task};
	return put(writer, &order, participant, error);
}
